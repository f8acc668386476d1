// Summaries and settings.
#include "core/store/workspace_implementation.h"

#include <array>
#include <utility>

namespace konkordat {

namespace {

/// Titles fall back on the other languages in their usual order, as text_in() does.
std::string title_expression()
{
    return "coalesce("
           "(SELECT content FROM wording WHERE agreement = a.number AND owner = 'agreement' AND item = '' AND field = 'title' AND language "
           "= ?3 AND content <> ''), "
           "(SELECT content FROM wording WHERE agreement = a.number AND owner = 'agreement' AND item = '' AND field = 'title' AND content "
           "<> '' "
           "ORDER BY CASE language WHEN 'de' THEN 1 WHEN 'fr' THEN 2 WHEN 'it' THEN 3 ELSE 4 END LIMIT 1), '')";
}

std::string order_expression(AgreementOrder order)
{
    switch (order) {
    case AgreementOrder::ModifiedLast: return "a.modified_at DESC, a.number DESC";
    case AgreementOrder::CreatedLast: return "a.created_at DESC, a.number DESC";
    case AgreementOrder::Title: return title_expression() + " COLLATE dictionary, a.number";
    case AgreementOrder::Canton: return "a.cantons, " + title_expression() + " COLLATE dictionary, a.number";
    }
    return "a.number";
}

Result<AgreementSummary> read_summary(Statement const& row)
{
    AgreementSummary summary;
    summary.id = AgreementId(row.text(1));
    KONKORDAT_TRY(summary.form, parse_name<Form>(row.text(2)));
    KONKORDAT_TRY(summary.scope, parse_name<Scope>(row.text(3)));
    summary.cantons = unpack_list(row.text(4));
    for (auto const& code : unpack_list(row.text(5))) {
        KONKORDAT_TRY(auto const language, parse_language(code));
        summary.languages.push_back(language);
    }
    KONKORDAT_TRY(summary.state, parse_name<LifecycleState>(row.text(6)));
    summary.created_at = { row.integer(7) };
    summary.modified_at = { row.integer(8) };
    summary.clauses = static_cast<std::size_t>(row.integer(9));
    summary.organisations = static_cast<std::size_t>(row.integer(10));
    summary.memberships = static_cast<std::size_t>(row.integer(11));
    return summary;
}

Result<LanguageMap> read_title(Database& database, std::int64_t number)
{
    KONKORDAT_TRY(auto statement,
        database.prepare(
            "SELECT language, content FROM wording WHERE agreement = ?1 AND owner = 'agreement' AND item = '' AND field = 'title'"));
    statement.bind(1, number);
    LanguageMap title;
    while (true) {
        KONKORDAT_TRY(auto const found, statement.step());
        if (!found)
            return title;
        KONKORDAT_TRY(auto const language, parse_language(statement.text(0)));
        title[language] = statement.text(1);
    }
}

} // namespace

Result<std::size_t> Workspace::count_agreements() const
{
    KONKORDAT_TRY(auto const count, m->database->integer("SELECT count(*) FROM agreement"));
    return static_cast<std::size_t>(count);
}

Result<std::vector<AgreementSummary>> Workspace::agreements(Paging paging, AgreementOrder order, Language language) const
{
    // The page is cut out first, so that what costs per agreement is asked for its few rows only.
    auto const sql = "WITH page AS (SELECT a.number AS number, row_number() OVER (ORDER BY " + order_expression(order)
        + ") AS place FROM agreement AS a "
          "ORDER BY place LIMIT ?1 OFFSET ?2) "
          "SELECT a.number, a.id, a.form, a.scope, a.cantons, a.languages, a.state, a.created_at, a.modified_at, "
          "(SELECT count(*) FROM clause AS c WHERE c.agreement = a.number AND c.state <> 'omitted'), "
          "(SELECT count(*) FROM organisation AS o WHERE o.agreement = a.number), "
          "(SELECT count(*) FROM membership AS m WHERE m.agreement = a.number) "
          "FROM page JOIN agreement AS a USING (number) ORDER BY page.place";
    KONKORDAT_TRY(auto statement, m->database->prepare(sql));
    statement.bind(1, static_cast<std::int64_t>(paging.limit)).bind(2, static_cast<std::int64_t>(paging.offset));
    if (order == AgreementOrder::Title || order == AgreementOrder::Canton)
        statement.bind(3, language_code(language));
    std::vector<AgreementSummary> summaries;
    while (true) {
        KONKORDAT_TRY(auto const found, statement.step());
        if (!found)
            return summaries;
        KONKORDAT_TRY(auto summary, read_summary(statement));
        KONKORDAT_TRY(summary.title, read_title(*m->database, statement.integer(0)));
        summaries.push_back(std::move(summary));
    }
}

std::map<std::string, std::string> Workspace::settings() const
{
    std::map<std::string, std::string> settings;
    auto statement = m->database->prepare("SELECT key, value FROM setting");
    if (!statement)
        return settings;
    for (auto row = statement->step(); row && *row; row = statement->step())
        settings.emplace(statement->text(0), statement->text(1));
    return settings;
}

std::string Workspace::setting(std::string const& key, std::string const& fallback) const
{
    auto statement = m->database->prepare("SELECT value FROM setting WHERE key = ?1");
    if (!statement)
        return fallback;
    statement->bind(1, std::string_view { key });
    auto const row = statement->step();
    return row && *row ? statement->text(0) : fallback;
}

} // namespace konkordat

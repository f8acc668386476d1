#include "core/compare/search.h"

#include "core/base/utf8.h"
#include "core/richtext/richtext.h"
#include "core/store/database.h"

#include <algorithm>
#include <functional>

namespace konkordat::compare {

namespace {

// Marks around a match; no text has these control characters (they are taken out before indexing).
constexpr char mark_begin = '\x01';
constexpr char mark_end = '\x02';

constexpr std::size_t max_query_bytes = 1000;

constexpr char const* schema = R"sql(
CREATE VIRTUAL TABLE words USING fts5(heading, body, tokenize = "unicode61 remove_diacritics 2");
CREATE TABLE words_key (key BLOB NOT NULL PRIMARY KEY, number INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE place (
    number INTEGER NOT NULL,
    agreement TEXT NOT NULL,
    clause TEXT NOT NULL,
    language TEXT NOT NULL,
    PRIMARY KEY (number, agreement, clause, language)
) STRICT, WITHOUT ROWID;
CREATE INDEX place_of_agreement ON place (agreement);
)sql";

/// Letters, digits and whatever is not ASCII: FTS5 makes no word of anything else.
bool has_word(std::string_view text)
{
    return std::ranges::any_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    });
}

void add_phrase(std::string& query, std::string_view phrase, bool is_beginning)
{
    if (!has_word(phrase))
        return;
    query += query.empty() ? "\"" : " AND \"";
    query += phrase; // holds no quotation mark
    query += is_beginning ? "\"*" : "\"";
}

/// Words that are read: without control characters, variables and references.
std::string without_placeholders(std::vector<richtext::Run> const& runs)
{
    std::string text;
    for (auto const& run : runs) {
        if (run.kind == richtext::RunKind::Text)
            text += run.text;
        else
            text += ' ';
    }
    return text;
}

void append_blocks(std::string& text, std::vector<richtext::Block> const& blocks)
{
    for (auto const& block : blocks) {
        if (!block.runs.empty())
            text += without_placeholders(block.runs) + "\n";
        append_blocks(text, block.children);
    }
}

std::string readable(std::string text)
{
    std::ranges::replace_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; }, ' ');
    while (!text.empty() && (text.back() == '\n' || text.back() == ' '))
        text.pop_back();
    return text;
}

std::string words_of_heading(std::string const& heading) { return readable(without_placeholders(richtext::parse_line(heading))); }

std::string words_of_body(std::string const& body)
{
    std::string text;
    append_blocks(text, richtext::parse(body).blocks);
    return readable(std::move(text));
}

/// Takes the marks out of an excerpt and notes where they were.
void take_marks(SearchHit& hit, std::string_view marked)
{
    for (auto const character : marked) {
        if (character == mark_begin)
            hit.marks.emplace_back(hit.excerpt.size(), hit.excerpt.size());
        else if (character == mark_end && !hit.marks.empty())
            hit.marks.back().second = hit.excerpt.size();
        else
            hit.excerpt += character == '\n' ? ' ' : character;
    }
}

} // namespace

std::string fts_query(std::string_view given)
{
    auto const text = readable(std::string(truncate_utf8(given, max_query_bytes)));
    std::string_view words = text;
    std::string query;
    while (!words.empty()) {
        if (words.front() == '"') {
            words.remove_prefix(1);
            auto const end = std::min(words.find('"'), words.size());
            add_phrase(query, words.substr(0, end), false);
            words.remove_prefix(std::min(end + 1, words.size()));
            continue;
        }
        auto const end = std::min(words.find_first_of(" \t\r\n\""), words.size());
        auto word = words.substr(0, end);
        auto const is_beginning = word.ends_with('*');
        add_phrase(query, word, is_beginning);
        words.remove_prefix(end);
        if (!words.empty() && words.front() != '"')
            words.remove_prefix(1);
    }
    return query;
}

struct ClauseSearch::Implementation {
    std::unique_ptr<Database> database;
    std::int64_t next_number = 1;

    Result<std::int64_t> wording(std::string const& heading, std::string const& body)
    {
        KONKORDAT_TRY(auto hash, database->prepare("SELECT sha3(?1 || char(1) || ?2, 256)"));
        hash.bind(1, std::string_view(heading)).bind(2, std::string_view(body));
        KONKORDAT_CHECK(step(hash));
        Blob const key { hash.blob(0) };
        KONKORDAT_TRY(auto known, database->prepare("SELECT number FROM words_key WHERE key = ?1"));
        known.bind(1, konkordat::Value(key));
        KONKORDAT_TRY(auto const is_known, known.step());
        if (is_known)
            return known.integer(0);
        auto const number = next_number++;
        KONKORDAT_TRY(auto insert, database->prepare("INSERT INTO words (rowid, heading, body) VALUES (?1, ?2, ?3)"));
        insert.bind(1, number).bind(2, std::string_view(heading)).bind(3, std::string_view(body));
        KONKORDAT_CHECK(insert.run());
        KONKORDAT_TRY(auto note, database->prepare("INSERT INTO words_key (key, number) VALUES (?1, ?2)"));
        note.bind(1, konkordat::Value(key)).bind(2, number);
        KONKORDAT_CHECK(note.run());
        return number;
    }

    static Result<void> step(konkordat::Statement& statement)
    {
        KONKORDAT_TRY(auto const row, statement.step());
        if (!row)
            return Error { .code = ErrorCode::Storage, .message = "the index gave no answer" };
        return {};
    }

    Result<void> add(AgreementId const& agreement, Clause const& clause, Language language)
    {
        auto const text = [&](LanguageMap const& map) { return std::string(text_in(map, language, {})); };
        auto const heading = words_of_heading(text(clause.heading));
        auto const body = words_of_body(text(clause.body));
        if (!has_word(heading) && !has_word(body))
            return {};
        KONKORDAT_TRY(auto const number, wording(heading, body));
        KONKORDAT_TRY(auto insert, database->prepare("INSERT INTO place (number, agreement, clause, language) VALUES (?1, ?2, ?3, ?4)"));
        insert.bind(1, number)
            .bind(2, std::string_view(agreement.str()))
            .bind(3, std::string_view(clause.id.str()))
            .bind(4, language_code(language));
        return insert.run();
    }

    /// Texts that nothing has any more go with their last place.
    Result<void> remove(AgreementId const& agreement)
    {
        auto const run = [&](std::string const& sql) -> Result<void> {
            KONKORDAT_TRY(auto statement, database->prepare(sql));
            statement.bind(1, std::string_view(agreement.str()));
            return statement.run();
        };
        // The places of the agreement that share their text with no other agreement.
        static std::string const lonely
            = "SELECT number FROM place WHERE agreement = ?1 AND number NOT IN "
              "(SELECT other.number FROM place AS other WHERE other.number = place.number AND other.agreement <> ?1)";
        KONKORDAT_CHECK(run("DELETE FROM words WHERE rowid IN (" + lonely + ")"));
        KONKORDAT_CHECK(run("DELETE FROM words_key WHERE number IN (" + lonely + ")"));
        return run("DELETE FROM place WHERE agreement = ?1");
    }
};

ClauseSearch::ClauseSearch(std::unique_ptr<Implementation> implementation)
    : m(std::move(implementation))
{
}

ClauseSearch::~ClauseSearch() = default;

Result<std::unique_ptr<ClauseSearch>> ClauseSearch::create()
{
    auto implementation = std::make_unique<Implementation>();
    KONKORDAT_TRY(implementation->database, Database::open(":memory:", nullptr, false));
    KONKORDAT_CHECK(implementation->database->run(schema));
    return std::unique_ptr<ClauseSearch>(new ClauseSearch(std::move(implementation)));
}

Result<void> ClauseSearch::put(Agreement const& agreement)
{
    KONKORDAT_TRY(auto transaction, Transaction::begin(*m->database));
    KONKORDAT_CHECK(m->remove(agreement.id));
    for (auto const& clause : agreement.clauses) {
        if (clause.state == ClauseState::Omitted)
            continue;
        for (auto const language : all_languages)
            KONKORDAT_CHECK(m->add(agreement.id, clause, language));
    }
    return transaction.commit();
}

Result<void> ClauseSearch::remove(AgreementId const& agreement)
{
    KONKORDAT_TRY(auto transaction, Transaction::begin(*m->database));
    KONKORDAT_CHECK(m->remove(agreement));
    return transaction.commit();
}

Result<SearchReply> ClauseSearch::find(SearchQuery const& query) const
{
    SearchReply reply;
    auto const words = fts_query(query.words);
    if (words.empty())
        return reply;
    std::string const language(query.language ? language_code(*query.language) : "");
    KONKORDAT_TRY(auto count,
        m->database->prepare("SELECT count(*) FROM words JOIN place ON place.number = words.rowid WHERE words MATCH ?1 AND (?2 = '' "
                             "OR language = ?2)"));
    count.bind(1, std::string_view(words)).bind(2, std::string_view(language));
    KONKORDAT_CHECK(Implementation::step(count));
    reply.total = static_cast<std::size_t>(count.integer(0));

    KONKORDAT_TRY(auto search,
        m->database->prepare(
            "SELECT place.agreement, place.clause, place.language, words.heading, snippet(words, 1, char(1), char(2), '…', 24) "
            "FROM words JOIN place ON place.number = words.rowid WHERE words MATCH ?1 AND (?2 = '' OR language = ?2) "
            "ORDER BY bm25(words, 4.0, 1.0), place.agreement, place.clause, place.language LIMIT ?3 OFFSET ?4"));
    search.bind(1, std::string_view(words)).bind(2, std::string_view(language));
    search.bind(3, static_cast<std::int64_t>(query.limit)).bind(4, static_cast<std::int64_t>(query.offset));
    while (true) {
        KONKORDAT_TRY(auto const row, search.step());
        if (!row)
            return reply;
        auto& hit = reply.hits.emplace_back();
        hit.agreement = AgreementId(search.text(0));
        hit.clause = ClauseId(search.text(1));
        KONKORDAT_TRY(hit.language, parse_language(search.text(2)));
        hit.heading = search.text(3);
        take_marks(hit, search.text(4));
    }
}

Result<std::size_t> ClauseSearch::text_count() const
{
    KONKORDAT_TRY(auto const count, m->database->integer("SELECT count(*) FROM words_key"));
    return static_cast<std::size_t>(count);
}

} // namespace konkordat::compare

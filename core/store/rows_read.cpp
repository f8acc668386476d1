// from_rows(): rows back to an agreement.
#include "core/store/rows.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace konkordat {

namespace {

std::string text_at(Row const& row, std::size_t column)
{
    auto const* value = column < row.size() ? std::get_if<std::string>(&row[column]) : nullptr;
    return value ? *value : std::string();
}

std::int64_t integer_at(Row const& row, std::size_t column)
{
    auto const* value = column < row.size() ? std::get_if<std::int64_t>(&row[column]) : nullptr;
    return value ? *value : 0;
}

std::optional<std::string> optional_text_at(Row const& row, std::size_t column)
{
    auto const* value = column < row.size() ? std::get_if<std::string>(&row[column]) : nullptr;
    return value ? std::optional(*value) : std::nullopt;
}

class Reader {
public:
    Reader(Rows const& rows, Texts const& texts, std::vector<std::string>* losses)
        : m_rows(rows)
        , m_texts(texts)
        , m_losses(losses)
    {
    }

    Result<Agreement> read()
    {
        if (table(Table::Agreement).empty())
            return Error { .code = ErrorCode::NotFound, .message = "there is no such agreement", .key = "no-such-agreement" };
        read_wordings();
        read_agreement(table(Table::Agreement).begin()->second);
        read_variables();
        read_parties();
        read_procedure();
        read_clauses();
        read_waivers();
        read_lifecycle();
        read_appearance();
        if (m_error)
            return std::move(*m_error);
        return std::move(m_agreement);
    }

private:
    std::map<Row, Row> const& table(Table table) const { return m_rows[static_cast<std::size_t>(table)]; }

    void lose(std::string what)
    {
        if (m_losses)
            m_losses->push_back(std::move(what));
        else if (!m_error)
            m_error = Error { .code = ErrorCode::Corrupt, .message = "the stored agreement is damaged: " + what, .key = "store-corrupt" };
    }

    template <typename Enum>
    Enum name(std::string const& text, Enum fallback, std::string const& what)
    {
        auto const value = parse_name<Enum>(text);
        if (value)
            return *value;
        lose(what + " is unreadable");
        return fallback;
    }

    std::optional<Date> date(Row const& row, std::size_t column, std::string const& what)
    {
        auto const text = optional_text_at(row, column);
        if (!text)
            return std::nullopt;
        auto const day = Date::parse(*text);
        if (day)
            return *day;
        lose(what + " is unreadable");
        return std::nullopt;
    }

    void read_wordings()
    {
        for (auto const& [key, values] : table(Table::Wording)) {
            auto const language = parse_language(text_at(key, 3));
            if (language)
                m_wordings[{ text_at(key, 0), text_at(key, 1), text_at(key, 2) }][*language] = text_at(values, 0);
            else
                lose("a text of " + text_at(key, 0) + " " + text_at(key, 1) + " has no known language");
        }
    }

    LanguageMap wording(std::string const& owner, std::string const& item, std::string const& field)
    {
        auto const entry = m_wordings.find({ owner, item, field });
        return entry == m_wordings.end() ? LanguageMap {} : entry->second;
    }

    void read_agreement(Row const& row)
    {
        auto& agreement = m_agreement;
        agreement.id = AgreementId(text_at(row, 0));
        agreement.form = name(text_at(row, 1), Form::Declaration, "the form");
        agreement.scope = name(text_at(row, 2), Scope::Canton, "the scope");
        agreement.cantons = unpack_list(text_at(row, 3));
        for (auto const& code : unpack_list(text_at(row, 4))) {
            if (auto const language = parse_language(code))
                agreement.languages.push_back(*language);
            else
                lose("a document language is unreadable");
        }
        agreement.mandate.reference = text_at(row, 5);
        agreement.mandate.date = date(row, 6, "the mandate's date");
        agreement.state = name(text_at(row, 7), LifecycleState::Drafting, "the lifecycle state");
        agreement.template_reference = { text_at(row, 8), text_at(row, 9) };
        agreement.created_at = { integer_at(row, 10) };
        agreement.modified_at = { integer_at(row, 11) };
        agreement.title = wording("agreement", "", "title");
        agreement.mandate.authority = wording("agreement", "", "authority");
    }

    void read_variables()
    {
        for (auto const& [key, row] : table(Table::Variable)) {
            auto const id = text_at(key, 0);
            auto const type = text_at(row, 0);
            auto& variables = m_agreement.variables;
            if (type == "localised") {
                variables[id] = wording("variable", id, "value");
            } else if (type == "text") {
                variables[id] = text_at(row, 1);
            } else if (type == "integer") {
                variables[id] = integer_at(row, 1);
            } else if (type == "boolean") {
                variables[id] = integer_at(row, 1) != 0;
            } else if (type == "date") {
                if (auto const day = date(row, 1, "the value of " + id))
                    variables[id] = *day;
            } else {
                lose("the value of " + id + " is unreadable");
            }
        }
    }

    /// The table's rows by position.
    std::vector<std::pair<Row const*, Row const*>> in_order(Table from) const
    {
        std::vector<std::pair<Row const*, Row const*>> rows;
        for (auto const& [key, values] : table(from))
            rows.emplace_back(&key, &values);
        std::ranges::stable_sort(rows, {}, [](auto const& row) { return integer_at(*row.second, 0); });
        return rows;
    }

    void read_parties()
    {
        for (auto const& [key, row] : in_order(Table::Organisation)) {
            auto const id = text_at(*key, 0);
            m_agreement.organisations.push_back({ .id = OrganisationId(id),
                .name = wording("organisation", id, "name"),
                .abbreviation = wording("organisation", id, "abbreviation"),
                .kind = text_at(*row, 1),
                .address = text_at(*row, 2),
                .email = text_at(*row, 3),
                .phone = text_at(*row, 4),
                .website = text_at(*row, 5) });
        }
        for (auto const& [key, row] : in_order(Table::Membership)) {
            auto const id = text_at(*key, 0);
            auto const what = "a property of the membership " + id;
            m_agreement.memberships.push_back({ .id = MembershipId(id),
                .organisation = OrganisationId(text_at(*row, 1)),
                .group = name(text_at(*row, 2), Group::Core, what),
                .role = name(text_at(*row, 3), Role::Member, what),
                .participation = name(text_at(*row, 4), Participation::Decides, what),
                .function = wording("membership", id, "function"),
                .signs = integer_at(*row, 5) != 0,
                .from = date(*row, 6, what),
                .until = date(*row, 7, what) });
        }
        for (auto const& [key, row] : in_order(Table::Contact)) {
            auto const id = text_at(*key, 0);
            auto const what = "a property of the contact " + id;
            auto const substitute_for = optional_text_at(*row, 5);
            m_agreement.contacts.push_back({ .id = ContactId(id),
                .organisation = OrganisationId(text_at(*row, 1)),
                .name = text_at(*row, 2),
                .function = wording("contact", id, "function"),
                .phone = text_at(*row, 3),
                .email = text_at(*row, 4),
                .substitute_for = substitute_for ? std::optional(ContactId(*substitute_for)) : std::nullopt,
                .from = date(*row, 6, what),
                .until = date(*row, 7, what) });
        }
    }

    void read_procedure()
    {
        std::map<std::string, std::vector<Responsibility>> responsibilities;
        for (auto const& [key, row] : in_order(Table::Responsibility))
            responsibilities[text_at(*key, 0)].push_back({ OrganisationId(text_at(*key, 1)),
                name(text_at(*row, 1), ResponsibilityKind::Responsible, "a responsibility in the step " + text_at(*key, 0)) });
        for (auto const& [key, row] : in_order(Table::Step)) {
            auto const id = text_at(*key, 0);
            auto const clause = optional_text_at(*row, 3);
            m_agreement.procedure.push_back({ .id = StepId(id),
                .kind = text_at(*row, 1),
                .title = wording("step", id, "title"),
                .trigger = wording("step", id, "trigger"),
                .deadline_days = std::holds_alternative<std::int64_t>((*row)[2]) ? std::optional(integer_at(*row, 2)) : std::nullopt,
                .clause = clause ? std::optional(ClauseId(*clause)) : std::nullopt,
                .responsibilities = std::move(responsibilities[id]) });
        }
    }

    std::map<std::string, std::map<Language, ClauseProvenance>> provenances()
    {
        std::map<std::string, std::map<Language, ClauseProvenance>> by_clause;
        for (auto const& [key, row] : table(Table::Provenance)) {
            auto const clause = text_at(key, 0);
            auto const language = parse_language(text_at(key, 1));
            if (!language) {
                lose("the origin of a wording of the clause " + clause + " has no known language");
                continue;
            }
            by_clause[clause][*language] = { .agreement = AgreementId(text_at(row, 0)),
                .clause = ClauseId(text_at(row, 1)),
                .cantons = unpack_list(text_at(row, 2)),
                .date = date(row, 3, "the date of the origin of a wording of the clause " + clause) };
        }
        return by_clause;
    }

    void read_clauses()
    {
        auto taken_from = provenances();
        std::map<std::string, std::pair<LanguageMap, LanguageMap>> texts;
        for (auto const& [key, row] : table(Table::ClauseText)) {
            auto const clause = text_at(key, 0);
            auto const language = parse_language(text_at(key, 1));
            if (!language) {
                lose("a text of the clause " + clause + " has no known language");
                continue;
            }
            if (auto const heading = optional_text_at(row, 0))
                texts[clause].first[*language] = *heading;
            if (auto const* body = std::get_if<Blob>(&row[1])) {
                auto const entry = m_texts.find(body->bytes);
                if (entry != m_texts.end())
                    texts[clause].second[*language] = entry->second;
                else
                    lose("the text of the clause " + clause + " (" + text_at(key, 1) + ") is missing");
            }
        }
        for (auto const& [key, row] : in_order(Table::Clause)) {
            auto const id = text_at(*key, 0);
            auto const what = "a property of the clause " + id;
            auto const origin = optional_text_at(*row, 3);
            m_agreement.clauses.push_back({ .id = ClauseId(id),
                .kind = name(text_at(*row, 1), ClauseKind::Clause, what),
                .state = name(text_at(*row, 2), ClauseState::Adapted, what),
                .origin = origin ? std::optional(ClauseOrigin { *origin, text_at(*row, 4) }) : std::nullopt,
                .heading = std::move(texts[id].first),
                .body = std::move(texts[id].second),
                .guidelines = unpack_list(text_at(*row, 5)),
                .law = unpack_list(text_at(*row, 6)),
                .generated = name(text_at(*row, 7), Generated::None, what),
                .omission_reason = wording("clause", id, "omission"),
                .taken_from = std::move(taken_from[id]) });
        }
    }

    void read_waivers()
    {
        for (auto const& [key, row] : in_order(Table::Waiver))
            m_agreement.waivers.push_back({ .rule = text_at(*key, 0),
                .subject = text_at(*key, 1),
                .reason = text_at(*row, 1),
                .author = text_at(*row, 2),
                .date = date(*row, 3, "the date of a waiver of " + text_at(*key, 0)) });
    }

    void read_lifecycle()
    {
        for (auto const& [key, row] : table(Table::LifecycleEvent))
            m_agreement.lifecycle.push_back({ .state = name(text_at(row, 0), LifecycleState::Drafting, "a state in the history"),
                .date = date(row, 1, "the date of a state in the history"),
                .authority = text_at(row, 2),
                .reference = text_at(row, 3),
                .note = text_at(row, 4) });
    }

    void read_appearance()
    {
        auto const& rows = table(Table::Appearance);
        if (rows.empty())
            return;
        auto const& row = rows.begin()->second;
        auto const what = std::string("a property of the appearance");
        auto& appearance = m_agreement.appearance;
        appearance = { .style = text_at(row, 0),
            .setting = name(text_at(row, 1), TextSetting::Ragged, what),
            .arrangement = name(text_at(row, 2), LanguageArrangement::InSequence, what),
            .references = name(text_at(row, 3), LegalReferences::Footnotes, what),
            .colour = text_at(row, 4),
            .letterhead = { .authority = wording("letterhead", "", "authority"), .emblem = {} } };
        auto const* emblem = row.size() > 5 ? std::get_if<Blob>(&row[5]) : nullptr;
        if (!emblem)
            return;
        auto const entry = m_texts.find(emblem->bytes);
        if (entry != m_texts.end())
            appearance.letterhead.emblem = Emblem { entry->second, wording("letterhead", "", "emblem") };
        else
            lose("the emblem of the letterhead is missing");
    }

    Rows const& m_rows;
    Texts const& m_texts;
    std::vector<std::string>* m_losses;
    std::optional<Error> m_error;
    Agreement m_agreement;
    std::map<std::tuple<std::string, std::string, std::string>, LanguageMap> m_wordings;
};

} // namespace

Result<Agreement> from_rows(Rows const& rows, Texts const& texts, std::vector<std::string>* losses)
{
    return Reader(rows, texts, losses).read();
}

} // namespace konkordat

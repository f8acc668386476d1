#include "core/store/rows.h"

#include "core/store/ranks.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace konkordat {

namespace {

using Columns = std::string_view const;

constexpr std::array<Columns, 12> agreement_columns { "id", "form", "scope", "cantons", "languages", "mandate_reference", "mandate_date",
    "state", "template_id", "template_version", "created_at", "modified_at" };
constexpr std::array<Columns, 5> wording_columns { "owner", "item", "field", "language", "content" };
constexpr std::array<Columns, 3> variable_columns { "id", "type", "value" };
constexpr std::array<Columns, 7> organisation_columns { "id", "position", "kind", "address", "email", "phone", "website" };
constexpr std::array<Columns, 9> membership_columns { "id", "position", "organisation", "part", "role", "participation", "signs",
    "first_day", "last_day" };
constexpr std::array<Columns, 9> contact_columns { "id", "position", "organisation", "name", "phone", "email", "substitute_for",
    "first_day", "last_day" };
constexpr std::array<Columns, 5> step_columns { "id", "position", "kind", "deadline_days", "clause" };
constexpr std::array<Columns, 4> responsibility_columns { "step", "organisation", "position", "kind" };
constexpr std::array<Columns, 9> clause_columns { "id", "position", "kind", "state", "origin_clause", "origin_alternative", "guidelines",
    "law", "generated" };
constexpr std::array<Columns, 4> clause_text_columns { "clause", "language", "heading", "body" };

constexpr std::array<Columns, 6> waiver_columns { "rule", "subject", "position", "reason", "author", "day" };
constexpr std::array<Columns, 6> lifecycle_event_columns { "ordinal", "state", "day", "authority", "reference", "note" };
constexpr std::array<Columns, 6> appearance_columns { "style", "setting", "arrangement", "legal_references", "colour", "emblem" };

constexpr std::array<Columns, 6> provenance_columns { "clause", "language", "source_agreement", "source_clause", "cantons", "day" };

constexpr std::array<Columns, 3> agreement_record_columns { "kind", "id", "content" };

constexpr std::array<TableDescription, table_count> descriptions { {
    { "agreement", "number", 0, agreement_columns },
    { "wording", "agreement", 4, wording_columns },
    { "variable", "agreement", 1, variable_columns },
    { "organisation", "agreement", 1, organisation_columns },
    { "membership", "agreement", 1, membership_columns },
    { "contact", "agreement", 1, contact_columns },
    { "step", "agreement", 1, step_columns },
    { "responsibility", "agreement", 2, responsibility_columns },
    { "clause", "agreement", 1, clause_columns },
    { "clause_text", "agreement", 2, clause_text_columns },
    { "waiver", "agreement", 2, waiver_columns },
    { "lifecycle_event", "agreement", 1, lifecycle_event_columns },
    { "appearance", "agreement", 0, appearance_columns },
    { "provenance", "agreement", 2, provenance_columns },
    { "agreement_record", "agreement", 2, agreement_record_columns },
} };

constexpr std::array tables { Table::Agreement, Table::Wording, Table::Variable, Table::Organisation, Table::Membership, Table::Contact,
    Table::Step, Table::Responsibility, Table::Clause, Table::ClauseText, Table::Waiver, Table::LifecycleEvent, Table::Appearance,
    Table::Provenance, Table::AgreementRecord };

Value text(std::string_view value) { return std::string(value); }
Value optional_date(std::optional<Date> const& date) { return date ? Value { date->to_string() } : Value {}; }

/// Collects the rows of one agreement.
class Writer {
public:
    Writer(Rows const& old_rows, KeyOfText const& key_of_text)
        : m_old_rows(old_rows)
        , m_key_of_text(key_of_text)
    {
    }

    Result<Rows> write(Agreement const& agreement)
    {
        write_agreement(agreement);
        write_variables(agreement);
        write_parties(agreement);
        write_procedure(agreement);
        KONKORDAT_CHECK(write_clauses(agreement));
        write_waivers(agreement);
        write_lifecycle(agreement);
        KONKORDAT_CHECK(write_appearance(agreement.appearance));
        return std::move(m_rows);
    }

private:
    std::map<Row, Row>& table(Table table) { return m_rows[static_cast<std::size_t>(table)]; }

    void wording(std::string_view owner, std::string_view item, std::string_view field, LanguageMap const& map)
    {
        for (auto const& [language, content] : map)
            table(Table::Wording)[{ text(owner), text(item), text(field), text(language_code(language)) }] = { content };
    }

    /// Positions of a list; `key_of` gives an element's primary key, `column` is that of the position among the values.
    template <typename Items, typename KeyOf>
    std::vector<std::int64_t> ranks(Table in, Items const& items, std::size_t column, KeyOf const& key_of) const
    {
        auto const& old_table = m_old_rows[static_cast<std::size_t>(in)];
        std::vector<std::optional<std::int64_t>> old_ranks;
        for (auto const& item : items) {
            auto const entry = old_table.find(key_of(item));
            auto const* rank = entry == old_table.end() || entry->second.size() <= column
                ? nullptr
                : std::get_if<std::int64_t>(&entry->second[column]);
            old_ranks.push_back(rank ? std::optional(*rank) : std::nullopt);
        }
        return assign_ranks(old_ranks);
    }

    template <typename Items>
    std::vector<std::int64_t> ranks(Table in, Items const& items) const
    {
        return ranks(in, items, 0, [](auto const& item) { return Row { item.id.str() }; });
    }

    void write_agreement(Agreement const& agreement)
    {
        std::vector<std::string> languages;
        for (auto const language : agreement.languages)
            languages.emplace_back(language_code(language));
        table(Table::Agreement)[{}] = { agreement.id.str(), text(name_of(agreement.form)), text(name_of(agreement.scope)),
            pack_list(agreement.cantons), pack_list(languages), agreement.mandate.reference, optional_date(agreement.mandate.date),
            text(name_of(agreement.state)), agreement.template_reference.id, agreement.template_reference.version,
            agreement.created_at.seconds, agreement.modified_at.seconds };
        wording("agreement", "", "title", agreement.title);
        wording("agreement", "", "authority", agreement.mandate.authority);
    }

    void write_variables(Agreement const& agreement)
    {
        for (auto const& [id, value] : agreement.variables) {
            Row row;
            if (auto const* map = std::get_if<LanguageMap>(&value)) {
                row = { text("localised"), Value {} };
                wording("variable", id, "value", *map);
            } else if (auto const* string = std::get_if<std::string>(&value)) {
                row = { text("text"), *string };
            } else if (auto const* integer = std::get_if<std::int64_t>(&value)) {
                row = { text("integer"), *integer };
            } else if (auto const* date = std::get_if<Date>(&value)) {
                row = { text("date"), date->to_string() };
            } else {
                row = { text("boolean"), std::int64_t { std::get<bool>(value) } };
            }
            table(Table::Variable)[{ id }] = std::move(row);
        }
    }

    void write_parties(Agreement const& agreement)
    {
        auto positions = ranks(Table::Organisation, agreement.organisations);
        for (std::size_t i = 0; i < agreement.organisations.size(); ++i) {
            auto const& entry = agreement.organisations[i];
            table(Table::Organisation)[{ entry.id.str() }] = { positions[i], entry.kind, entry.address, entry.email, entry.phone,
                entry.website };
            wording("organisation", entry.id.str(), "name", entry.name);
            wording("organisation", entry.id.str(), "abbreviation", entry.abbreviation);
        }
        positions = ranks(Table::Membership, agreement.memberships);
        for (std::size_t i = 0; i < agreement.memberships.size(); ++i) {
            auto const& entry = agreement.memberships[i];
            table(Table::Membership)[{ entry.id.str() }] = { positions[i], entry.organisation.str(), text(name_of(entry.group)),
                text(name_of(entry.role)), text(name_of(entry.participation)), std::int64_t { entry.signs }, optional_date(entry.from),
                optional_date(entry.until) };
            wording("membership", entry.id.str(), "function", entry.function);
        }
        positions = ranks(Table::Contact, agreement.contacts);
        for (std::size_t i = 0; i < agreement.contacts.size(); ++i) {
            auto const& entry = agreement.contacts[i];
            table(Table::Contact)[{ entry.id.str() }] = { positions[i], entry.organisation.str(), entry.name, entry.phone, entry.email,
                entry.substitute_for ? Value { entry.substitute_for->str() } : Value {}, optional_date(entry.from),
                optional_date(entry.until) };
            wording("contact", entry.id.str(), "function", entry.function);
        }
    }

    void write_procedure(Agreement const& agreement)
    {
        auto const positions = ranks(Table::Step, agreement.procedure);
        for (std::size_t i = 0; i < agreement.procedure.size(); ++i) {
            auto const& step = agreement.procedure[i];
            table(Table::Step)[{ step.id.str() }] = { positions[i], step.kind,
                step.deadline_days ? Value { *step.deadline_days } : Value {}, step.clause ? Value { step.clause->str() } : Value {} };
            wording("step", step.id.str(), "title", step.title);
            wording("step", step.id.str(), "trigger", step.trigger);
            auto const key_of = [&](Responsibility const& entry) { return Row { step.id.str(), entry.organisation.str() }; };
            auto const places = ranks(Table::Responsibility, step.responsibilities, 0, key_of);
            for (std::size_t j = 0; j < step.responsibilities.size(); ++j)
                table(Table::Responsibility)[key_of(step.responsibilities[j])] = { places[j],
                    text(name_of(step.responsibilities[j].kind)) };
        }
    }

    Result<void> write_clauses(Agreement const& agreement)
    {
        auto const positions = ranks(Table::Clause, agreement.clauses);
        for (std::size_t i = 0; i < agreement.clauses.size(); ++i) {
            auto const& clause = agreement.clauses[i];
            table(Table::Clause)[{ clause.id.str() }] = { positions[i], text(name_of(clause.kind)), text(name_of(clause.state)),
                clause.origin ? Value { clause.origin->clause } : Value {}, clause.origin ? Value { clause.origin->alternative } : Value {},
                pack_list(clause.guidelines), pack_list(clause.law), text(name_of(clause.generated)) };
            wording("clause", clause.id.str(), "omission", clause.omission_reason);
            for (auto const& [language, source] : clause.taken_from)
                table(Table::Provenance)[{ clause.id.str(), text(language_code(language)) }] = { source.agreement.str(),
                    source.clause.str(), pack_list(source.cantons), optional_date(source.date) };
            for (auto const language : all_languages) {
                auto const heading = clause.heading.find(language);
                auto const body = clause.body.find(language);
                if (heading == clause.heading.end() && body == clause.body.end())
                    continue;
                Row row { Value {}, Value {} };
                if (heading != clause.heading.end())
                    row[0] = heading->second;
                if (body != clause.body.end()) {
                    KONKORDAT_TRY(auto key, m_key_of_text(Content::Text, body->second));
                    row[1] = Blob { std::move(key) };
                }
                table(Table::ClauseText)[{ clause.id.str(), text(language_code(language)) }] = std::move(row);
            }
        }
        return {};
    }

    void write_waivers(Agreement const& agreement)
    {
        auto const key_of = [](Waiver const& waiver) { return Row { waiver.rule, waiver.subject }; };
        auto const positions = ranks(Table::Waiver, agreement.waivers, 0, key_of);
        for (std::size_t i = 0; i < agreement.waivers.size(); ++i) {
            auto const& waiver = agreement.waivers[i];
            table(Table::Waiver)[key_of(waiver)] = { positions[i], waiver.reason, waiver.author, optional_date(waiver.date) };
        }
    }

    void write_lifecycle(Agreement const& agreement)
    {
        std::int64_t ordinal = 0;
        for (auto const& event : agreement.lifecycle)
            table(Table::LifecycleEvent)[{ ++ordinal }] = { text(name_of(event.state)), optional_date(event.date), event.authority,
                event.reference, event.note };
    }

    /// The usual appearance has no row.
    Result<void> write_appearance(Appearance const& appearance)
    {
        if (appearance == Appearance {})
            return {};
        auto const& letterhead = appearance.letterhead;
        Value emblem;
        if (letterhead.emblem) {
            KONKORDAT_TRY(auto key, m_key_of_text(Content::Picture, letterhead.emblem->bytes));
            emblem = Blob { std::move(key) };
            wording("letterhead", "", "emblem", letterhead.emblem->alternative);
        }
        wording("letterhead", "", "authority", letterhead.authority);
        table(Table::Appearance)[{}] = { appearance.style, text(name_of(appearance.setting)), text(name_of(appearance.arrangement)),
            text(name_of(appearance.references)), appearance.colour, std::move(emblem) };
        return {};
    }

    Rows m_rows;
    Rows const& m_old_rows;
    KeyOfText const& m_key_of_text;
};

} // namespace

TableDescription const& describe(Table table) { return descriptions[static_cast<std::size_t>(table)]; }

std::span<Table const> all_tables() { return tables; }

std::span<Table const> agreement_tables() { return std::span(tables).first(table_count - 1); }

Result<Rows> to_rows(Agreement const& agreement, Rows const& old_rows, KeyOfText const& key_of_text)
{
    return Writer(old_rows, key_of_text).write(agreement);
}

std::string pack_list(std::vector<std::string> const& items)
{
    std::string packed;
    for (auto const& item : items) {
        for (auto const character : item) {
            if (character == '\\')
                packed += "\\\\";
            else if (character == '\n')
                packed += "\\n";
            else
                packed += character;
        }
        packed += '\n';
    }
    return packed;
}

std::vector<std::string> unpack_list(std::string_view packed)
{
    std::vector<std::string> items;
    std::string item;
    for (std::size_t i = 0; i < packed.size(); ++i) {
        if (packed[i] == '\n') {
            items.push_back(std::exchange(item, {}));
        } else if (packed[i] == '\\' && i + 1 < packed.size()) {
            ++i;
            item += packed[i] == 'n' ? '\n' : packed[i];
        } else {
            item += packed[i];
        }
    }
    return items;
}

} // namespace konkordat

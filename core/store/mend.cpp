// mend(): from what was salvaged to an agreement that is in order.
#include "core/store/agreement_records.h"
#include "core/store/salvage.h"

#include <algorithm>
#include <set>
#include <utility>

namespace konkordat {

namespace {

class Mender {
public:
    Mender(World& world, SalvagedRows const& salvaged, Texts const& texts)
        : m_world(world)
        , m_rows(salvaged.rows)
        , m_texts(texts)
    {
        if (!salvaged.complete)
            lose("Parts of this agreement could not be read; compare it with a copy.");
    }

    std::optional<RescuedAgreement> mend()
    {
        if (table(Table::Clause).empty() && table(Table::ClauseText).empty() && table(Table::Agreement).empty())
            return std::nullopt;
        add_missing_rows();
        auto read = from_rows(m_rows, m_texts, &m_rescued.losses);
        if (!read)
            return std::nullopt;
        m_rescued.agreement = std::move(*read);
        mend_properties();
        mend_ids();
        mend_clauses();
        mend_references();
        if (!check_consistency(m_rescued.agreement))
            return std::nullopt;
        m_rescued.records = agreement_records_of(m_rows);
        return std::move(m_rescued);
    }

private:
    std::map<Row, Row>& table(Table table) { return m_rows[static_cast<std::size_t>(table)]; }
    void lose(std::string what) { m_rescued.losses.push_back(std::move(what)); }

    /// An agreement without its own row, or texts without their clause, are still worth keeping.
    void add_missing_rows()
    {
        std::erase_if(table(Table::ClauseText), [](auto const& row) { return row.second.size() != 2; });
        for (auto const& [key, values] : table(Table::ClauseText)) {
            Row const clause { key.at(0) };
            if (table(Table::Clause).contains(clause))
                continue;
            lose("A clause had lost its place; it stands at the end.");
            table(Table::Clause)[clause] = { std::int64_t { 1 } << 50U, std::string("section"), std::string("own"), Value {}, Value {},
                std::string(), std::string(), std::string("none") };
        }
        if (!table(Table::Agreement).empty())
            return;
        lose("Form, cantons, languages, mandate and state of this agreement are lost.");
        table(Table::Agreement)[{}] = { std::string(), std::string("declaration"), std::string("canton"), std::string(), std::string(),
            std::string(), Value {}, std::string("drafting"), std::string(), std::string(), m_world.now().seconds, m_world.now().seconds };
    }

    void mend_properties()
    {
        auto& agreement = m_rescued.agreement;
        if (!is_valid_id(agreement.id.str()))
            agreement.id = AgreementId(create_identifier(m_world, "agreement"));
        if (agreement.cantons.empty()) {
            lose("The canton is unknown; CH-BE stands in its place.");
            agreement.cantons = { "CH-BE" };
        }
        mend_waivers();
        mend_provenances();
        mend_appearance();
        if (!agreement.lifecycle.empty())
            agreement.state = agreement.lifecycle.back().state;
        if (!agreement.languages.empty())
            return;
        for (auto const language : all_languages) {
            auto const used = std::ranges::any_of(agreement.clauses,
                [&](Clause const& clause) { return clause.body.contains(language) || clause.heading.contains(language); });
            if (used)
                agreement.languages.push_back(language);
        }
        if (agreement.languages.empty())
            agreement.languages = { Language::German };
    }

    void mend_waivers()
    {
        auto const removed = std::erase_if(
            m_rescued.agreement.waivers, [](Waiver const& waiver) { return !is_valid_id(waiver.rule) || waiver.reason.empty(); });
        if (removed > 0)
            lose("A waiver of a finding without its rule or reason was left out.");
    }

    /// Texts are worth more than where they are from.
    void mend_provenances()
    {
        for (auto& clause : m_rescued.agreement.clauses) {
            auto const removed = std::erase_if(clause.taken_from,
                [](auto const& entry) { return !is_valid_id(entry.second.agreement.str()) || !is_valid_id(entry.second.clause.str()); });
            for (auto& [language, source] : clause.taken_from)
                std::erase_if(source.cantons, [](std::string const& code) {
                    return code.size() != 5 || !code.starts_with("CH-") || code[3] < 'A' || code[3] > 'Z' || code[4] < 'A' || code[4] > 'Z';
                });
            if (removed > 0)
                lose("Where a wording was taken from is lost.");
        }
    }

    /// What could not be laid out goes back to the usual.
    void mend_appearance()
    {
        auto& appearance = m_rescued.agreement.appearance;
        if (check_appearance(appearance))
            return;
        lose("Parts of the appearance were left out: they could not be read.");
        if (!is_valid_id(appearance.style))
            appearance.style = Appearance {}.style;
        auto part = appearance;
        part.letterhead = {};
        if (!check_appearance(part))
            appearance.colour.clear();
        part = appearance;
        part.letterhead.emblem.reset();
        if (!check_appearance(part))
            appearance.letterhead.authority.clear();
        if (!check_appearance(appearance))
            appearance.letterhead.emblem.reset();
    }

    template <typename Items>
    void mend_ids_of(Items& items)
    {
        std::set<std::string> seen;
        auto const removed = std::erase_if(
            items, [&](auto const& item) { return !is_valid_id(item.id.str()) || !seen.insert(item.id.str()).second; });
        if (removed > 0)
            lose("An entry without a valid id was left out.");
    }

    void mend_ids()
    {
        auto& agreement = m_rescued.agreement;
        mend_ids_of(agreement.organisations);
        mend_ids_of(agreement.memberships);
        mend_ids_of(agreement.contacts);
        mend_ids_of(agreement.procedure);
        mend_ids_of(agreement.clauses);
    }

    void mend_clauses()
    {
        bool in_section = false;
        for (auto& clause : m_rescued.agreement.clauses) {
            if (clause.kind == ClauseKind::Clause && !in_section) {
                lose("The section of the clause " + clause.id.str() + " is lost; it is a section now.");
                clause.kind = ClauseKind::Section;
            }
            if (clause.kind != ClauseKind::Clause)
                in_section = clause.kind == ClauseKind::Section;
        }
    }

    void mend_references()
    {
        auto& agreement = m_rescued.agreement;
        auto const known = [&](OrganisationId const& id) { return find_organisation(agreement, id) != nullptr; };
        auto lost = std::erase_if(agreement.memberships, [&](Membership const& entry) { return !known(entry.organisation); });
        lost += std::erase_if(agreement.contacts, [&](Contact const& entry) { return !known(entry.organisation); });
        for (auto& contact : agreement.contacts) {
            auto const& other = contact.substitute_for;
            if (other
                && (*other == contact.id || std::ranges::find(agreement.contacts, *other, &Contact::id) == agreement.contacts.end())) {
                contact.substitute_for.reset();
                ++lost;
            }
        }
        for (auto& step : agreement.procedure) {
            if (step.clause && !find_clause(agreement, *step.clause)) {
                step.clause.reset();
                ++lost;
            }
            std::set<OrganisationId> seen;
            lost += std::erase_if(step.responsibilities,
                [&](Responsibility const& entry) { return !known(entry.organisation) || !seen.insert(entry.organisation).second; });
        }
        if (lost > 0)
            lose(std::to_string(lost) + " references to something that is lost were removed.");
    }

    World& m_world;
    Rows m_rows;
    Texts const& m_texts;
    RescuedAgreement m_rescued;
};

} // namespace

std::optional<RescuedAgreement> mend(World& world, SalvagedRows const& salvaged, Texts const& texts)
{
    return Mender(world, salvaged, texts).mend();
}

} // namespace konkordat

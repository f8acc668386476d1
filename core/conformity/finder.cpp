#include "core/conformity/finder.h"

#include <algorithm>

namespace konkordat::conformity {

namespace {

/// One text for all languages.
LanguageMap same_in_all(std::string const& text)
{
    LanguageMap map;
    for (auto language : all_languages)
        map[language] = text;
    return map;
}

bool applies(Rule const& rule, Agreement const& agreement)
{
    return rule.forms.empty() || std::ranges::find(rule.forms, agreement.form) != rule.forms.end();
}

template <typename T>
T const& get(Item const& item)
{
    return *static_cast<T const*>(item.pointer);
}

} // namespace

Finder::Finder(RuleSet const& rules, ClauseCache& cache, Facts const& facts)
    : m_rules(rules)
    , m_cache(cache)
    , m_facts(facts)
    , m_agreement(facts.agreement)
    , m_numbers(number_clauses(facts.agreement))
{
}

std::vector<Finding> Finder::run()
{
    m_cache.begin_check();
    collect_versions();
    for (std::uint32_t index = 0; index < m_rules.rules.size(); ++index) {
        auto const& rule = m_rules.rules[index];
        if (!applies(rule, m_agreement))
            continue;
        if (auto const* requirement = std::get_if<Requirement>(&rule.check))
            require(rule, *requirement);
        else if (std::holds_alternative<Wording>(rule.check))
            find_wording(index);
        else
            search(rule, std::get<TextSearch>(rule.check));
    }
    m_cache.end_check();
    attach_waivers();
    for (auto const& [rule, kind] : m_waiver_rules)
        find_waivers(*rule, kind);
    std::ranges::stable_sort(m_findings, {}, &Finding::rule); // rules stand in one vector: the file's order
    return std::move(m_findings);
}

void Finder::collect_versions()
{
    for (auto const& clause : m_agreement.clauses) {
        if (clause.state == konkordat::ClauseState::Omitted)
            continue;
        for (auto language : m_agreement.languages)
            m_versions.push_back({ &clause, language, &m_cache.texts(clause, language) });
    }
}

void Finder::require(Rule const& rule, Requirement const& requirement)
{
    Item const whole { ItemKind::Agreement, &m_agreement, nullptr };
    for (auto const& item : items_in(m_facts, requirement.each, whole)) {
        if ((requirement.where && !holds(*requirement.where, m_facts, item)) || holds(requirement.require, m_facts, item))
            continue;
        add(rule, subject_of(rule, item));
    }
}

Subject Finder::subject_of(Rule const& rule, Item const& item) const
{
    switch (item.kind) {
    case ItemKind::Clause: return { SubjectKind::Clause, get<Clause>(item).id.str() };
    case ItemKind::Organisation: return { SubjectKind::Organisation, get<Organisation>(item).id.str() };
    case ItemKind::Membership: return { SubjectKind::Membership, get<Membership>(item).id.str() };
    case ItemKind::Contact: return { SubjectKind::Contact, get<Contact>(item).id.str() };
    case ItemKind::Step: return { SubjectKind::Step, get<ProcedureStep>(item).id.str() };
    case ItemKind::Agreement:
    case ItemKind::Responsibility: break;
    }
    auto const colon = rule.subject.find(':');
    if (colon == std::string::npos)
        return {};
    auto const id = rule.subject.substr(colon + 1);
    if (rule.subject.starts_with("variable:"))
        return { SubjectKind::Variable, id };
    auto const clause = std::ranges::find_if(m_agreement.clauses,
        [&](Clause const& candidate) { return candidate.id.str() == id || (candidate.origin && candidate.origin->clause == id); });
    return clause == m_agreement.clauses.end() ? Subject {} : Subject { SubjectKind::Clause, clause->id.str() };
}

void Finder::add(Rule const& rule, Subject subject, LanguageMap found, LanguageMap expected, std::optional<TextPlace> place)
{
    Finding finding {
        .rule = &rule, .subject = std::move(subject), .found = std::move(found), .expected = std::move(expected), .place = std::move(place)
    };
    finding.subject_name = name_of_subject(finding.subject);
    m_findings.push_back(std::move(finding));
}

void Finder::attach_waivers()
{
    for (auto const& waiver : m_agreement.waivers) {
        for (auto& finding : m_findings) {
            if (finding.rule->id == waiver.rule && finding.subject.to_string() == waiver.subject)
                finding.waiver = waiver;
        }
    }
}

void Finder::find_waivers(Rule const& rule, Search kind)
{
    for (auto const& waiver : m_agreement.waivers) {
        auto const* waived = find_rule(m_rules, waiver.rule);
        auto const matches = [&](Finding const& finding) { return finding.waiver == waiver; };
        bool wrong = false;
        if (kind == Search::UnknownWaiver)
            wrong = !waived;
        else if (kind == Search::BlankWaiver)
            wrong = waiver.reason.find_first_not_of(" \t\r\n") == std::string::npos;
        else
            wrong = waived && std::ranges::none_of(m_findings, matches);
        if (wrong)
            add(rule, {}, same_in_all(waiver.rule), same_in_all(waiver.subject));
    }
}

LanguageMap Finder::name_of_clause(Clause const& clause, std::optional<Language> version) const
{
    auto const index = static_cast<std::size_t>(&clause - m_agreement.clauses.data());
    LanguageMap names;
    for (auto language : all_languages) {
        auto const heading = text_in(clause.heading, language, m_agreement.languages);
        auto& name = names[language];
        name = m_numbers[index];
        name += (name.empty() ? "" : " ") + std::string(heading.empty() ? std::string_view(clause.id.str()) : heading);
        if (version)
            name += " (" + std::string(language_code(*version)) + ")";
    }
    return names;
}

LanguageMap Finder::name_of_subject(Subject const& subject) const
{
    auto const organisation_name = [&](OrganisationId const& id) {
        auto const* organisation = m_facts.organisation(id);
        return organisation ? organisation->name : same_in_all(id.str());
    };
    switch (subject.kind) {
    case SubjectKind::Agreement: return m_agreement.title;
    case SubjectKind::Clause: {
        auto const* clause = m_facts.clause(subject.id);
        return clause ? name_of_clause(*clause, subject.language) : same_in_all(subject.id);
    }
    case SubjectKind::Step: {
        auto const step = std::ranges::find(m_agreement.procedure, StepId(subject.id), &ProcedureStep::id);
        return step == m_agreement.procedure.end() ? same_in_all(subject.id) : step->title;
    }
    case SubjectKind::Organisation: return organisation_name(OrganisationId(subject.id));
    case SubjectKind::Contact: {
        auto const contact = std::ranges::find(m_agreement.contacts, ContactId(subject.id), &Contact::id);
        return same_in_all(contact == m_agreement.contacts.end() || contact->name.empty() ? subject.id : contact->name);
    }
    case SubjectKind::Membership: {
        auto const membership = std::ranges::find(m_agreement.memberships, MembershipId(subject.id), &Membership::id);
        return membership == m_agreement.memberships.end() ? same_in_all(subject.id) : organisation_name(membership->organisation);
    }
    case SubjectKind::Variable: {
        auto const* variable = m_facts.pack ? templates::find_variable(*m_facts.pack, subject.id) : nullptr;
        return variable ? variable->label : same_in_all(subject.id);
    }
    }
    return {};
}

} // namespace konkordat::conformity

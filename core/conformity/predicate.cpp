#include "core/conformity/predicate.h"

#include "core/conformity/text_scan.h"
#include "core/templates/instantiate.h"

#include <algorithm>

namespace konkordat::conformity {

namespace {

bool any_text(LanguageMap const& map)
{
    return std::ranges::any_of(map, [](auto const& entry) { return !entry.second.empty(); });
}

std::string_view flag(bool value) { return value ? "true" : "false"; }

std::string_view present(bool value) { return value ? "present" : ""; }

bool is_past(std::optional<Date> const& until, Facts const& facts) { return until && *until < facts.today; }

std::string_view agreement_field(Field field, Agreement const& agreement)
{
    switch (field) {
    case Field::Form: return name_of(agreement.form);
    case Field::Scope: return name_of(agreement.scope);
    case Field::State: return name_of(agreement.state);
    case Field::MandateAuthority: return present(any_text(agreement.mandate.authority));
    case Field::MandateReference: return agreement.mandate.reference;
    case Field::MandateDate: return present(agreement.mandate.date.has_value());
    default: return {};
    }
}

std::string_view clause_field(Field field, Clause const& clause, Facts const& facts)
{
    std::string_view const origin = clause.origin ? clause.origin->clause : clause.id.str();
    switch (field) {
    case Field::Origin: return origin;
    case Field::ClauseKind: return name_of(clause.kind);
    case Field::ClauseState: return name_of(clause.state);
    case Field::Generated: return name_of(clause.generated);
    case Field::Required: return flag(clause.origin && facts.required.contains(origin));
    case Field::OmissionReason: return present(any_text(clause.omission_reason));
    case Field::Text: return present(any_text(clause.body));
    default: return {};
    }
}

std::string_view organisation_field(Field field, Organisation const* organisation)
{
    if (!organisation)
        return {};
    switch (field) {
    case Field::Kind: return organisation->kind;
    case Field::Address: return organisation->address;
    case Field::OrganisationReach: return organisation->email.empty() ? organisation->phone : organisation->email;
    default: return {};
    }
}

std::string_view membership_field(Field field, Membership const& membership, Item const& item, Facts const& facts)
{
    switch (field) {
    case Field::Group: return name_of(membership.group);
    case Field::Role: return name_of(membership.role);
    case Field::Participation: return name_of(membership.participation);
    case Field::Signs: return flag(membership.signs);
    case Field::Function: return present(any_text(membership.function));
    case Field::Ended: return flag(is_past(membership.until, facts));
    default: return organisation_field(field, item.organisation);
    }
}

std::string_view contact_field(Field field, Contact const& contact, Item const& item, Facts const& facts)
{
    switch (field) {
    case Field::Phone: return contact.phone;
    case Field::Email: return contact.email;
    case Field::Function: return present(any_text(contact.function));
    case Field::Ended: return flag(is_past(contact.until, facts));
    case Field::IsSubstitute: return flag(contact.substitute_for.has_value());
    default: return organisation_field(field, item.organisation);
    }
}

std::string_view step_field(Field field, ProcedureStep const& step, Facts const& facts)
{
    switch (field) {
    case Field::StepKind: return step.kind;
    case Field::Trigger: return present(any_text(step.trigger));
    case Field::LinkedClause: return step.clause ? std::string_view(step.clause->str()) : std::string_view();
    case Field::LinkedClauseOmitted: {
        auto const* clause = step.clause ? facts.clause(step.clause->str()) : nullptr;
        return flag(clause && clause->state == ClauseState::Omitted);
    }
    default: return {};
    }
}

std::string_view text_of(Field field, Facts const& facts, Item const& item)
{
    switch (item.kind) {
    case ItemKind::Agreement: return agreement_field(field, facts.agreement);
    case ItemKind::Clause: return clause_field(field, *static_cast<Clause const*>(item.pointer), facts);
    case ItemKind::Organisation: return organisation_field(field, static_cast<Organisation const*>(item.pointer));
    case ItemKind::Membership: return membership_field(field, *static_cast<Membership const*>(item.pointer), item, facts);
    case ItemKind::Contact: return contact_field(field, *static_cast<Contact const*>(item.pointer), item, facts);
    case ItemKind::Step: return step_field(field, *static_cast<ProcedureStep const*>(item.pointer), facts);
    case ItemKind::Responsibility:
        if (field == Field::Part)
            return name_of(static_cast<Responsibility const*>(item.pointer)->kind);
        return organisation_field(field, item.organisation);
    }
    return {};
}

std::optional<std::int64_t> number_of(Field field, Facts const& facts, Item const& item)
{
    if (field == Field::CantonCount)
        return static_cast<std::int64_t>(facts.agreement.cantons.size());
    if (field == Field::LanguageCount)
        return static_cast<std::int64_t>(facts.agreement.languages.size());
    if (field == Field::Deadline)
        return static_cast<ProcedureStep const*>(item.pointer)->deadline_days;
    return {};
}

bool within(Condition const& condition, std::int64_t number)
{
    return (!condition.at_least || number >= *condition.at_least) && (!condition.at_most || number <= *condition.at_most);
}

bool contains(std::vector<std::string> const& names, std::string_view name) { return std::ranges::find(names, name) != names.end(); }

bool variable_holds(Condition const& condition, Agreement const& agreement)
{
    auto const entry = agreement.variables.find(condition.names.front());
    if (entry == agreement.variables.end())
        return false;
    auto const& value = entry->second;
    if (condition.at_least || condition.at_most) {
        auto const* number = std::get_if<std::int64_t>(&value);
        return number && within(condition, *number);
    }
    if (condition.names.size() == 1)
        return true;
    auto const wanted = [&](std::string_view text) {
        return std::find(condition.names.begin() + 1, condition.names.end(), text) != condition.names.end();
    };
    if (auto const* text = std::get_if<std::string>(&value))
        return wanted(*text);
    if (auto const* yes = std::get_if<bool>(&value))
        return wanted(flag(*yes));
    return false;
}

bool count_holds(Condition const& condition, Facts const& facts, Item const& item)
{
    std::int64_t count = 0;
    for (auto const& candidate : items_in(facts, condition.collection, item)) {
        if (condition.operands.empty() || holds(condition.operands.front(), facts, candidate))
            ++count;
        if (!condition.at_most && count >= condition.at_least.value_or(0))
            break;
    }
    return within(condition, count);
}

bool heading_holds(Condition const& condition, Facts const& facts)
{
    return std::ranges::any_of(facts.headings(), [&](auto const& heading) {
        auto const phrases = condition.phrases.find(heading.first);
        return phrases != condition.phrases.end()
            && std::ranges::any_of(phrases->second, [&](auto const& phrase) { return has_phrase(heading.second, phrase); });
    });
}

template <typename T>
void append_items(std::vector<Item>& items, ItemKind kind, std::vector<T> const& list, Facts const& facts)
{
    items.reserve(list.size());
    for (auto const& entry : list) {
        Item item { kind, &entry, nullptr };
        if constexpr (requires { entry.organisation; })
            item.organisation = facts.organisation(entry.organisation);
        else if constexpr (std::is_same_v<T, Organisation>)
            item.organisation = &entry;
        items.push_back(item);
    }
}

/// Items of a list that belong to the organisation in question.
template <typename T, typename Belongs>
void append_own(std::vector<Item>& items, ItemKind kind, std::vector<T> const& list, Organisation const* organisation, Belongs belongs)
{
    for (auto const& entry : list) {
        if (organisation && entry.organisation == organisation->id && belongs(entry))
            items.push_back({ kind, &entry, organisation });
    }
}

void append_responsibilities(std::vector<Item>& items, Facts const& facts, Item const& scope)
{
    if (scope.kind == ItemKind::Step) {
        append_items(items, ItemKind::Responsibility, static_cast<ProcedureStep const*>(scope.pointer)->responsibilities, facts);
        return;
    }
    for (auto const& step : facts.agreement.procedure)
        append_own(items, ItemKind::Responsibility, step.responsibilities, scope.organisation, [](Responsibility const&) { return true; });
}

} // namespace

Facts::Facts(Agreement const& checked, templates::TemplatePack const* its_pack, Date day)
    : agreement(checked)
    , pack(its_pack)
    , today(day)
{
    for (auto const& entry : agreement.organisations)
        organisations.emplace(entry.id.str(), &entry);
    for (auto const& entry : agreement.clauses) {
        clauses.emplace(entry.id.str(), &entry);
        if (entry.state == konkordat::ClauseState::Omitted)
            continue;
        in_document.insert(entry.id.str());
        if (entry.origin)
            in_document.insert(entry.origin->clause);
    }
    if (!pack)
        return;
    for (auto const* entry : templates::applicable_clauses(*pack, agreement)) {
        pack_clauses.insert(entry->id);
        if (entry->required)
            required.insert(entry->id);
    }
}

Organisation const* Facts::organisation(OrganisationId const& id) const
{
    auto const entry = organisations.find(id.str());
    return entry == organisations.end() ? nullptr : entry->second;
}

Clause const* Facts::clause(std::string_view id) const
{
    auto const entry = clauses.find(id);
    return entry == clauses.end() ? nullptr : entry->second;
}

std::vector<std::pair<Language, std::string>> const& Facts::headings() const
{
    if (folded_headings.empty()) {
        for (auto const& clause : agreement.clauses) {
            if (clause.state == konkordat::ClauseState::Omitted || clause.origin)
                continue;
            for (auto const& [language, text] : clause.heading)
                folded_headings.emplace_back(language, words_of(text));
        }
    }
    return folded_headings;
}

std::vector<Item> items_in(Facts const& facts, Collection collection, Item const& scope)
{
    std::vector<Item> items;
    auto const& agreement = facts.agreement;
    switch (collection) {
    case Collection::Agreement: items.push_back({ ItemKind::Agreement, &agreement, nullptr }); break;
    case Collection::Clauses: append_items(items, ItemKind::Clause, agreement.clauses, facts); break;
    case Collection::Organisations: append_items(items, ItemKind::Organisation, agreement.organisations, facts); break;
    case Collection::Memberships: append_items(items, ItemKind::Membership, agreement.memberships, facts); break;
    case Collection::Contacts: append_items(items, ItemKind::Contact, agreement.contacts, facts); break;
    case Collection::Steps: append_items(items, ItemKind::Step, agreement.procedure, facts); break;
    case Collection::OwnContacts:
        append_own(items, ItemKind::Contact, agreement.contacts, scope.organisation,
            [](Contact const& contact) { return !contact.substitute_for.has_value(); });
        break;
    case Collection::OwnMemberships:
        append_own(items, ItemKind::Membership, agreement.memberships, scope.organisation, [](Membership const&) { return true; });
        break;
    case Collection::OwnResponsibilities: append_responsibilities(items, facts, scope); break;
    case Collection::OwnSubstitutes:
        append_own(items, ItemKind::Contact, agreement.contacts, scope.organisation,
            [&](Contact const& contact) { return contact.substitute_for == static_cast<Contact const*>(scope.pointer)->id; });
        break;
    }
    return items;
}

bool holds(Condition const& condition, Facts const& facts, Item const& item)
{
    auto const operand_holds = [&](Condition const& operand) { return holds(operand, facts, item); };
    switch (condition.kind) {
    case Condition::Kind::All: return std::ranges::all_of(condition.operands, operand_holds);
    case Condition::Kind::Any: return std::ranges::any_of(condition.operands, operand_holds);
    case Condition::Kind::Not: return std::ranges::none_of(condition.operands, operand_holds);
    case Condition::Kind::IsOneOf: return contains(condition.names, text_of(condition.field, facts, item));
    case Condition::Kind::Present:
        return !text_of(condition.field, facts, item).empty() || number_of(condition.field, facts, item).has_value();
    case Condition::Kind::Within: {
        auto const number = number_of(condition.field, facts, item);
        return number && within(condition, *number);
    }
    case Condition::Kind::Count: return count_holds(condition, facts, item);
    case Condition::Kind::Clause:
        return std::ranges::any_of(condition.names, [&](auto const& name) { return facts.in_document.contains(name); });
    case Condition::Kind::KnowsClause:
        return !facts.pack || std::ranges::any_of(condition.names, [&](auto const& name) { return facts.pack_clauses.contains(name); });
    case Condition::Kind::Heading: return heading_holds(condition, facts);
    case Condition::Kind::Variable: return variable_holds(condition, facts.agreement);
    }
    return false;
}

} // namespace konkordat::conformity

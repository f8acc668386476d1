// apply(): what each command does to an agreement.
#include "core/store/command.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace konkordat {

namespace {

Error refuse(std::string key, std::string message, std::string place = {})
{
    return { .code = ErrorCode::InvalidArgument, .message = std::move(message), .pointer = std::move(place), .key = std::move(key) };
}

Error not_found(std::string_view what, std::string const& id)
{
    return { .code = ErrorCode::NotFound,
        .message = "there is no " + std::string(what) + " \"" + id.substr(0, 64) + "\"",
        .pointer = id.substr(0, 64),
        .key = "no-such-item",
        .argument = id.substr(0, 64) };
}

void set_text(LanguageMap& map, Language language, std::string const& text)
{
    if (text.empty())
        map.erase(language);
    else
        map[language] = text;
}

void drop_empty(LanguageMap& map)
{
    std::erase_if(map, [](auto const& entry) { return entry.second.empty(); });
}

// Lists of things with an id.

template <typename Item, typename ItemId>
auto find(std::vector<Item>& items, ItemId const& id)
{
    return std::ranges::find(items, id, &Item::id);
}

template <typename Item, typename ItemId>
Result<typename std::vector<Item>::iterator> require(std::vector<Item>& items, ItemId const& id, std::string_view what)
{
    auto const place = find(items, id);
    if (place == items.end())
        return not_found(what, id.str());
    return place;
}

template <typename Item, typename ItemId>
Result<void> add(std::vector<Item>& items, Item const& item, std::optional<ItemId> const& before, std::string_view what)
{
    auto place = items.end();
    if (before) {
        KONKORDAT_TRY(place, require(items, *before, what));
    }
    items.insert(place, item);
    return {};
}

template <typename Item>
Result<void> replace(std::vector<Item>& items, Item const& item, std::string_view what)
{
    KONKORDAT_TRY(auto const place, require(items, item.id, what));
    *place = item;
    return {};
}

template <typename Item, typename ItemId>
Result<void> remove(std::vector<Item>& items, ItemId const& id, std::string_view what)
{
    KONKORDAT_TRY(auto const place, require(items, id, what));
    items.erase(place);
    return {};
}

template <typename Item, typename ItemId>
Result<void> move(std::vector<Item>& items, ItemId const& id, std::optional<ItemId> const& before, std::string_view what)
{
    KONKORDAT_TRY(auto const source, require(items, id, what));
    auto target = items.end();
    if (before) {
        KONKORDAT_TRY(target, require(items, *before, what));
    }
    if (target > source)
        std::rotate(source, source + 1, target);
    else
        std::rotate(target, source, source + 1);
    return {};
}

/// A section and the clauses in it; for any other clause just itself.
std::vector<Clause>::iterator end_of_group(std::vector<Clause>& clauses, std::vector<Clause>::iterator first)
{
    if (first->kind != ClauseKind::Section)
        return first + 1;
    return std::find_if(first + 1, clauses.end(), [](Clause const& clause) { return clause.kind != ClauseKind::Clause; });
}

class Applier {
public:
    explicit Applier(Agreement& agreement)
        : m_agreement(agreement)
    {
    }

    // Agreements as a whole and settings are the workspace's.
    Result<void> operator()(CreateAgreement const&) { return whole(); }
    Result<void> operator()(ImportAgreement const&) { return whole(); }
    Result<void> operator()(DeleteAgreement const&) { return whole(); }
    Result<void> operator()(DuplicateAgreement const&) { return whole(); }
    Result<void> operator()(SetSetting const&) { return whole(); }
    Result<void> operator()(SetSigningFiles const&) { return whole(); }
    Result<void> operator()(ChangeRegister const&) { return whole(); }

    Result<void> operator()(SetTitle const& command)
    {
        set_text(m_agreement.title, command.language, command.text);
        return {};
    }

    Result<void> operator()(SetScope const& command)
    {
        m_agreement.scope = command.scope;
        return {};
    }

    Result<void> operator()(SetCantons const& command)
    {
        m_agreement.cantons = command.cantons;
        return {};
    }

    Result<void> operator()(SetLanguages const& command)
    {
        m_agreement.languages = command.languages;
        return {};
    }

    Result<void> operator()(SetMandate const& command)
    {
        m_agreement.mandate = command.mandate;
        drop_empty(m_agreement.mandate.authority);
        return {};
    }

    Result<void> operator()(SetAppearance const& command)
    {
        m_agreement.appearance = command.appearance;
        auto& letterhead = m_agreement.appearance.letterhead;
        drop_empty(letterhead.authority);
        if (letterhead.emblem)
            drop_empty(letterhead.emblem->alternative);
        return {};
    }

    Result<void> operator()(ChangeLifecycle const& command)
    {
        m_agreement.lifecycle.push_back(command.event);
        m_agreement.state = command.event.state;
        return {};
    }

    Result<void> operator()(SetVariable const& command)
    {
        if (!is_valid_id(command.variable))
            return refuse("invalid-id", "\"" + command.variable.substr(0, 64) + "\" is not a valid id", command.variable.substr(0, 64));
        m_agreement.variables[command.variable] = command.value;
        return {};
    }

    Result<void> operator()(ClearVariable const& command)
    {
        m_agreement.variables.erase(command.variable);
        return {};
    }

    Result<void> operator()(SetClauseHeading const& command)
    {
        return set_clause_text(command.clause, &Clause::heading, command.language, command.text);
    }

    Result<void> operator()(SetClauseBody const& command)
    {
        return set_clause_text(command.clause, &Clause::body, command.language, command.text);
    }

    Result<void> operator()(AdoptWording const& command)
    {
        if (command.body.empty())
            return refuse("empty-wording", "there are no words to take over", command.clause.str());
        if (!command.heading.empty())
            KONKORDAT_CHECK(set_clause_text(command.clause, &Clause::heading, command.language, command.heading));
        KONKORDAT_CHECK(set_clause_text(command.clause, &Clause::body, command.language, command.body));
        KONKORDAT_TRY(auto const clause, require(clauses(), command.clause, "clause"));
        clause->taken_from[command.language] = command.source;
        return {};
    }

    Result<void> operator()(ResetClause const& command) { return set_template_text(command.clause, command.heading, command.body, {}); }

    Result<void> operator()(ChooseAlternative const& command)
    {
        return set_template_text(command.clause, command.heading, command.body, command.alternative);
    }

    Result<void> operator()(AddClause const& command)
    {
        auto place = clauses().end();
        if (command.after) {
            KONKORDAT_TRY(place, require(clauses(), *command.after, "clause"));
            // Behind a section: behind what is in it, unless the new one belongs into it.
            place = command.clause.kind == ClauseKind::Clause ? place + 1 : end_of_group(clauses(), place);
        }
        auto const added = clauses().insert(place, command.clause);
        if (!added->origin)
            added->state = ClauseState::Own;
        return {};
    }

    Result<void> operator()(RemoveClause const& command)
    {
        KONKORDAT_TRY(auto const place, require(clauses(), command.clause, "clause"));
        if (place->origin)
            return refuse("template-clause", "a clause of the template is omitted with a reason, not removed", command.clause.str());
        if (end_of_group(clauses(), place) != place + 1)
            return refuse("section-not-empty", "the section still holds clauses", command.clause.str());
        clauses().erase(place);
        for (auto& step : m_agreement.procedure) {
            if (step.clause == command.clause)
                step.clause.reset();
        }
        return {};
    }

    Result<void> operator()(OmitClause const& command)
    {
        KONKORDAT_TRY(auto const place, require(clauses(), command.clause, "clause"));
        if (!place->origin)
            return refuse("own-clause", "an own clause is removed, not omitted", command.clause.str());
        place->state = ClauseState::Omitted;
        place->omission_reason = command.reason;
        drop_empty(place->omission_reason);
        return {};
    }

    Result<void> operator()(RestoreClause const& command)
    {
        KONKORDAT_TRY(auto const place, require(clauses(), command.clause, "clause"));
        if (place->state != ClauseState::Omitted)
            return refuse("clause-not-omitted", "the clause is not omitted", command.clause.str());
        if (command.state != ClauseState::AsTemplate && command.state != ClauseState::Adapted)
            return refuse("clause-state", "a restored clause is as in the template, or adapted", command.clause.str());
        place->state = command.state;
        place->omission_reason.clear();
        return {};
    }

    Result<void> operator()(MoveClause const& command)
    {
        KONKORDAT_TRY(auto const first, require(clauses(), command.clause, "clause"));
        auto const last = end_of_group(clauses(), first);
        auto target = clauses().end();
        if (command.before) {
            KONKORDAT_TRY(target, require(clauses(), *command.before, "clause"));
        }
        if (first->kind != ClauseKind::Clause && target != clauses().end() && target->kind == ClauseKind::Clause && target != last)
            return refuse("section-inside-section", "this clause cannot stand between the clauses of a section", command.clause.str());
        if (target >= first && target <= last)
            return {};
        if (target > last)
            std::rotate(first, last, target);
        else
            std::rotate(target, first, last);
        return {};
    }

    Result<void> operator()(AddOrganisation const& command)
    {
        return add(m_agreement.organisations, command.organisation, command.before, "organisation");
    }
    Result<void> operator()(SetOrganisation const& command)
    {
        return replace(m_agreement.organisations, command.organisation, "organisation");
    }
    Result<void> operator()(MoveOrganisation const& command)
    {
        return move(m_agreement.organisations, command.organisation, command.before, "organisation");
    }

    Result<void> operator()(RemoveOrganisation const& command)
    {
        auto const& id = command.organisation;
        KONKORDAT_CHECK(remove(m_agreement.organisations, id, "organisation"));
        std::erase_if(m_agreement.memberships, [&](Membership const& entry) { return entry.organisation == id; });
        for (auto& step : m_agreement.procedure)
            std::erase_if(step.responsibilities, [&](Responsibility const& entry) { return entry.organisation == id; });
        std::erase_if(m_agreement.contacts, [&](Contact const& entry) { return entry.organisation == id; });
        for (auto& contact : m_agreement.contacts) {
            if (contact.substitute_for && find(m_agreement.contacts, *contact.substitute_for) == m_agreement.contacts.end())
                contact.substitute_for.reset();
        }
        return {};
    }

    Result<void> operator()(AddMembership const& command)
    {
        return add(m_agreement.memberships, command.membership, command.before, "membership");
    }
    Result<void> operator()(SetMembership const& command) { return replace(m_agreement.memberships, command.membership, "membership"); }
    Result<void> operator()(RemoveMembership const& command) { return remove(m_agreement.memberships, command.membership, "membership"); }
    Result<void> operator()(MoveMembership const& command)
    {
        return move(m_agreement.memberships, command.membership, command.before, "membership");
    }

    Result<void> operator()(AddContact const& command) { return add(m_agreement.contacts, command.contact, command.before, "contact"); }
    Result<void> operator()(SetContact const& command) { return replace(m_agreement.contacts, command.contact, "contact"); }
    Result<void> operator()(MoveContact const& command) { return move(m_agreement.contacts, command.contact, command.before, "contact"); }

    Result<void> operator()(RemoveContact const& command)
    {
        KONKORDAT_CHECK(remove(m_agreement.contacts, command.contact, "contact"));
        for (auto& contact : m_agreement.contacts) {
            if (contact.substitute_for == command.contact)
                contact.substitute_for.reset();
        }
        return {};
    }

    Result<void> operator()(AddStep const& command) { return add(m_agreement.procedure, command.step, command.before, "step"); }
    Result<void> operator()(RemoveStep const& command) { return remove(m_agreement.procedure, command.step, "step"); }
    Result<void> operator()(MoveStep const& command) { return move(m_agreement.procedure, command.step, command.before, "step"); }

    Result<void> operator()(SetStep const& command)
    {
        KONKORDAT_TRY(auto const place, require(m_agreement.procedure, command.step.id, "step"));
        auto step = command.step;
        step.responsibilities = place->responsibilities;
        return replace(m_agreement.procedure, step, "step");
    }

    Result<void> operator()(SetResponsibility const& command)
    {
        KONKORDAT_TRY(auto const step, require(m_agreement.procedure, command.step, "step"));
        KONKORDAT_CHECK(require(m_agreement.organisations, command.organisation, "organisation"));
        auto& entries = step->responsibilities;
        auto const entry = std::ranges::find(entries, command.organisation, &Responsibility::organisation);
        if (!command.kind) {
            if (entry != entries.end())
                entries.erase(entry);
        } else if (entry != entries.end()) {
            entry->kind = *command.kind;
        } else {
            entries.push_back({ command.organisation, *command.kind });
        }
        return {};
    }

    Result<void> operator()(SetWaiver const& command)
    {
        auto const& waiver = command.waiver;
        if (waiver.reason.empty())
            return refuse("waiver-reason", "a finding is waived with a reason", waiver.rule);
        auto const place = find_waiver(waiver.rule, waiver.subject);
        if (place == m_agreement.waivers.end())
            m_agreement.waivers.push_back(waiver);
        else
            *place = waiver;
        return {};
    }

    Result<void> operator()(RemoveWaiver const& command)
    {
        auto const place = find_waiver(command.rule, command.subject);
        if (place == m_agreement.waivers.end())
            return not_found("waiver", command.rule);
        m_agreement.waivers.erase(place);
        return {};
    }

    Result<void> operator()(ReviseByInterview const& command) { return revise(command.revised); }
    Result<void> operator()(UpgradeTemplate const& command) { return revise(command.revised); }
    Result<void> operator()(PutRecords const& command) { return command.revised ? revise(*command.revised) : Result<void> {}; }

private:
    std::vector<Clause>& clauses() { return m_agreement.clauses; }

    std::vector<Waiver>::iterator find_waiver(std::string const& rule, std::string const& subject)
    {
        return std::ranges::find_if(
            m_agreement.waivers, [&](Waiver const& waiver) { return waiver.rule == rule && waiver.subject == subject; });
    }

    Result<void> revise(Agreement const& revised)
    {
        auto const id = m_agreement.id;
        auto const created_at = m_agreement.created_at;
        auto const modified_at = m_agreement.modified_at;
        m_agreement = revised;
        m_agreement.id = id;
        m_agreement.created_at = created_at;
        m_agreement.modified_at = modified_at;
        return {};
    }

    static Result<void> whole() { return refuse("not-an-edit", "this command is not an edit of an agreement"); }

    Result<void> set_clause_text(ClauseId const& id, LanguageMap Clause::* field, Language language, std::string const& text)
    {
        KONKORDAT_TRY(auto const clause, require(clauses(), id, "clause"));
        if (clause->state == ClauseState::Omitted)
            return refuse("clause-omitted", "the clause is omitted; restore it first", id.str());
        auto changed = (*clause).*field;
        set_text(changed, language, text);
        if (changed == (*clause).*field)
            return {};
        (*clause).*field = std::move(changed);
    // Words that are gone come from nowhere.
        if (!clause->body.contains(language))
            clause->taken_from.erase(language);
        if (clause->state == ClauseState::AsTemplate)
            clause->state = ClauseState::Adapted;
        return {};
    }

    Result<void> set_template_text(
        ClauseId const& id, LanguageMap const& heading, LanguageMap const& body, std::optional<std::string> const& alternative)
    {
        KONKORDAT_TRY(auto const clause, require(clauses(), id, "clause"));
        if (!clause->origin)
            return refuse("own-clause", "an own clause has no template", id.str());
        clause->heading = heading;
        clause->body = body;
        drop_empty(clause->heading);
        drop_empty(clause->body);
        clause->state = ClauseState::AsTemplate;
        clause->omission_reason.clear();
        clause->taken_from.clear();
        if (alternative)
            clause->origin->alternative = *alternative;
        return {};
    }

    Agreement& m_agreement;
};

} // namespace

Result<void> apply(Command const& command, Agreement& agreement) { return std::visit(Applier(agreement), command); }

} // namespace konkordat

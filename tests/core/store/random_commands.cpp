#include "tests/core/image/sample_png.h"
#include "tests/core/store/fixture.h"

#include <algorithm>

namespace konkordat::testing {

namespace {

Date day(int year, int month, int date) { return Date::create(year, month, date).value(); }

int below(std::mt19937& generator, std::size_t limit) { return static_cast<int>(generator() % std::max<std::size_t>(limit, 1)); }

template <typename Items>
auto any_id(std::mt19937& generator, Items const& items)
{
    using Id = decltype(items.front().id);
    if (items.empty() || below(generator, 20) == 0)
        return Id("no-such-thing");
    return items[static_cast<std::size_t>(below(generator, items.size()))].id;
}

template <typename Items>
auto maybe_id(std::mt19937& generator, Items const& items)
{
    auto id = any_id(generator, items);
    return below(generator, 4) == 0 ? std::optional<decltype(id)> {} : std::optional(id);
}

std::string any_text(std::mt19937& generator)
{
    static std::string const words[] { "", "Text", "ein längerer Text mit Umlauten äöü und éèà", "{{title}} [[aim]]", "日本", "\U0001F600",
        std::string(5000, 'x') };
    return words[below(generator, std::size(words))] + (below(generator, 2) ? std::to_string(generator()) : "");
}

std::string fresh(std::mt19937& generator) { return "new-" + std::to_string(generator()); }

LanguageMap any_map(std::mt19937& generator)
{
    LanguageMap map;
    for (auto const language : all_languages) {
        if (below(generator, 2))
            map[language] = any_text(generator);
    }
    return map;
}

Language any_language(std::mt19937& generator) { return all_languages[static_cast<std::size_t>(below(generator, all_languages.size()))]; }

VariableValue any_value(std::mt19937& generator)
{
    switch (below(generator, 5)) {
    case 0: return any_map(generator);
    case 1: return any_text(generator);
    case 2: return static_cast<std::int64_t>(generator()) - 5;
    case 3: return day(2020 + below(generator, 20), 1 + below(generator, 12), 1 + below(generator, 28));
    default: return below(generator, 2) == 1;
    }
}

Organisation any_organisation(std::mt19937& generator, std::string id)
{
    return { .id = OrganisationId(std::move(id)),
        .name = any_map(generator),
        .abbreviation = any_map(generator),
        .kind = "ngo",
        .address = any_text(generator),
        .email = "",
        .phone = "",
        .website = "" };
}

Membership any_membership(std::mt19937& generator, Agreement const& agreement, std::string id)
{
    return { .id = MembershipId(std::move(id)),
        .organisation = any_id(generator, agreement.organisations),
        .group = static_cast<Group>(below(generator, 2)),
        .role = static_cast<Role>(below(generator, 5)),
        .participation = static_cast<Participation>(below(generator, 5)),
        .function = any_map(generator),
        .signs = below(generator, 2) == 1,
        .from = {},
        .until = day(2030, 1, 1) };
}

Contact any_contact(std::mt19937& generator, Agreement const& agreement, std::string id)
{
    return { .id = ContactId(std::move(id)),
        .organisation = any_id(generator, agreement.organisations),
        .name = any_text(generator),
        .function = any_map(generator),
        .phone = "",
        .email = any_text(generator),
        .substitute_for = maybe_id(generator, agreement.contacts),
        .from = {},
        .until = {} };
}

ProcedureStep any_step(std::mt19937& generator, Agreement const& agreement, std::string id)
{
    return { .id = StepId(std::move(id)),
        .kind = "own",
        .title = any_map(generator),
        .trigger = any_map(generator),
        .deadline_days = below(generator, 100),
        .clause = maybe_id(generator, agreement.clauses),
        .responsibilities = {} };
}

Clause any_clause(std::mt19937& generator)
{
    return { .id = ClauseId(fresh(generator)),
        .kind = static_cast<ClauseKind>(below(generator, 4)),
        .origin = {},
        .heading = any_map(generator),
        .body = any_map(generator),
        .guidelines = {},
        .law = {},
        .omission_reason = {} };
}

Command random_clause_command(std::mt19937& generator, Agreement const& agreement)
{
    auto const& id = agreement.id;
    auto const clause = any_id(generator, agreement.clauses);
    switch (below(generator, 10)) {
    case 0: return SetClauseHeading { id, clause, any_language(generator), any_text(generator) };
    case 1: return ResetClause { id, clause, any_map(generator), any_map(generator) };
    case 2: return ChooseAlternative { id, clause, "b", any_map(generator), any_map(generator) };
    case 3: return AddClause { id, any_clause(generator), maybe_id(generator, agreement.clauses) };
    case 4: return RemoveClause { id, clause };
    case 5: return OmitClause { id, clause, any_map(generator) };
    case 6: return RestoreClause { id, clause, ClauseState::AsTemplate };
    case 7: return MoveClause { id, clause, maybe_id(generator, agreement.clauses) };
    case 8: return AdoptWording { id, clause, Language::French, any_text(generator), "Fremd", { AgreementId("other"), clause, {}, {} } };
    default: return SetClauseBody { id, clause, any_language(generator), any_text(generator) };
    }
}

Command random_party_command(std::mt19937& generator, Agreement const& agreement)
{
    auto const& id = agreement.id;
    auto const organisation = any_id(generator, agreement.organisations);
    auto const membership = any_id(generator, agreement.memberships);
    auto const contact = any_id(generator, agreement.contacts);
    switch (below(generator, 12)) {
    case 0: return AddOrganisation { id, any_organisation(generator, fresh(generator)), maybe_id(generator, agreement.organisations) };
    case 1: return SetOrganisation { id, any_organisation(generator, organisation.str()) };
    case 2: return RemoveOrganisation { id, organisation };
    case 3: return MoveOrganisation { id, organisation, maybe_id(generator, agreement.organisations) };
    case 4: return AddMembership { id, any_membership(generator, agreement, fresh(generator)), maybe_id(generator, agreement.memberships) };
    case 5: return SetMembership { id, any_membership(generator, agreement, membership.str()) };
    case 6: return RemoveMembership { id, membership };
    case 7: return MoveMembership { id, membership, maybe_id(generator, agreement.memberships) };
    case 8: return AddContact { id, any_contact(generator, agreement, fresh(generator)), maybe_id(generator, agreement.contacts) };
    case 9: return SetContact { id, any_contact(generator, agreement, contact.str()) };
    case 10: return RemoveContact { id, contact };
    default: return MoveContact { id, contact, maybe_id(generator, agreement.contacts) };
    }
}

Appearance any_appearance(std::mt19937& generator)
{
    if (below(generator, 4) == 0)
        return {};
    Appearance appearance { .style = below(generator, 2) ? "sober" : "letterhead",
        .setting = static_cast<TextSetting>(below(generator, 2)),
        .arrangement = static_cast<LanguageArrangement>(below(generator, 2)),
        .references = static_cast<LegalReferences>(below(generator, 2)),
        .colour = below(generator, 2) ? "" : "#7a0010",
        .letterhead = { .authority = any_map(generator), .emblem = {} } };
    if (below(generator, 2))
        appearance.letterhead.emblem = Emblem { sample::small_png(static_cast<unsigned>(below(generator, 5))),
            { { any_language(generator), "Wappen" } } };
    return appearance;
}

Command random_other_command(std::mt19937& generator, Agreement const& agreement)
{
    auto const& id = agreement.id;
    auto const step = any_id(generator, agreement.procedure);
    switch (below(generator, 18)) {
    case 16:
    case 17: return SetAppearance { id, any_appearance(generator) };
    case 13:
        return SetWaiver { id,
            { .rule = "rule-" + std::to_string(below(generator, 4)),
                .subject = "clause:aim",
                .reason = "r" + any_text(generator),
                .author = {},
                .date = {} } };
    case 14: return RemoveWaiver { id, "rule-" + std::to_string(below(generator, 4)), "clause:aim" };
    case 0: return SetTitle { id, any_language(generator), any_text(generator) };
    case 1: return SetScope { id, static_cast<Scope>(below(generator, 3)) };
    case 2: return SetCantons { id, { "CH-ZH", "CH-FR" } };
    case 3: return SetLanguages { id, { any_language(generator) } };
    case 4: return SetMandate { id, { any_map(generator), any_text(generator), day(2026, 1, 1 + below(generator, 28)) } };
    case 5:
        return ChangeLifecycle { id,
            { .state = static_cast<LifecycleState>(below(generator, 8)),
                .date = day(2026, 2, 1),
                .authority = any_text(generator),
                .reference = {},
                .note = {} } };
    case 6: return SetVariable { id, "variable-" + std::to_string(below(generator, 5)), any_value(generator) };
    case 7: return ClearVariable { id, "variable-" + std::to_string(below(generator, 5)) };
    case 8: return AddStep { id, any_step(generator, agreement, fresh(generator)), maybe_id(generator, agreement.procedure) };
    case 9: return SetStep { id, any_step(generator, agreement, step.str()) };
    case 10: return RemoveStep { id, step };
    case 11: return MoveStep { id, step, maybe_id(generator, agreement.procedure) };
    default: {
        auto const kind = below(generator, 3) ? std::optional(static_cast<ResponsibilityKind>(below(generator, 4))) : std::nullopt;
        return SetResponsibility { id, step, any_id(generator, agreement.organisations), kind };
    }
    }
}

} // namespace

Command random_command(std::mt19937& generator, Agreement const& agreement)
{
    switch (below(generator, 3)) {
    case 0: return random_clause_command(generator, agreement);
    case 1: return random_party_command(generator, agreement);
    default: return random_other_command(generator, agreement);
    }
}

} // namespace konkordat::testing

#include "core/agreement/agreement.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace konkordat {

namespace {

template <typename Enum>
using Names = std::span<std::pair<Enum, std::string_view> const>;

template <typename Enum>
Names<Enum> names();

#define KONKORDAT_NAMES(Enum, ...)                                                                                                         \
    template <>                                                                                                                            \
    Names<Enum> names<Enum>()                                                                                                              \
    {                                                                                                                                      \
        using enum Enum;                                                                                                                   \
        static constexpr auto table = std::to_array<std::pair<Enum, std::string_view>>(__VA_ARGS__);                                       \
        return table;                                                                                                                      \
    }

KONKORDAT_NAMES(Form, { { Contract, "contract" }, { Declaration, "declaration" }, { Announcement, "announcement" } })
KONKORDAT_NAMES(Scope, { { Canton, "canton" }, { Communes, "communes" }, { Intercantonal, "intercantonal" } })
KONKORDAT_NAMES(LifecycleState,
    { { Mandate, "mandate" }, { Drafting, "drafting" }, { Consultation, "consultation" }, { Approval, "approval" },
        { Signature, "signature" }, { InForce, "in-force" }, { Evaluation, "evaluation" }, { Ended, "ended" } })
KONKORDAT_NAMES(Group, { { Core, "core" }, { Associate, "associate" } })
KONKORDAT_NAMES(
    Role, { { Member, "member" }, { Lead, "lead" }, { Moderator, "moderator" }, { Secretariat, "secretariat" }, { Observer, "observer" } })
KONKORDAT_NAMES(Participation,
    { { Decides, "decides" }, { Expert, "expert" }, { Observes, "observes" }, { OnCall, "on-call" }, { ByTopic, "by-topic" } })
KONKORDAT_NAMES(ResponsibilityKind,
    { { Responsible, "responsible" }, { Participates, "participates" }, { Consulted, "consulted" }, { Informed, "informed" } })
KONKORDAT_NAMES(ClauseKind, { { Preamble, "preamble" }, { Section, "section" }, { Clause, "clause" }, { Annex, "annex" } })
KONKORDAT_NAMES(ClauseState, { { AsTemplate, "template" }, { Adapted, "adapted" }, { Own, "own" }, { Omitted, "omitted" } })
KONKORDAT_NAMES(Generated,
    { { None, "none" }, { Members, "members" }, { Contacts, "contacts" }, { Responsibilities, "responsibilities" },
        { Procedure, "procedure" }, { Signatures, "signatures" } })

KONKORDAT_NAMES(TextSetting, { { Ragged, "ragged" }, { Justified, "justified" } })
KONKORDAT_NAMES(LanguageArrangement, { { InSequence, "in-sequence" }, { SideBySide, "side-by-side" } })
KONKORDAT_NAMES(LegalReferences, { { Footnotes, "footnotes" }, { Without, "without" } })

template <typename Enum>
std::string_view name_in_table(Enum value)
{
    for (auto const& [entry, name] : names<Enum>()) {
        if (entry == value)
            return name;
    }
    return {};
}

} // namespace

std::string_view name_of(Form value) { return name_in_table(value); }
std::string_view name_of(Scope value) { return name_in_table(value); }
std::string_view name_of(LifecycleState value) { return name_in_table(value); }
std::string_view name_of(Group value) { return name_in_table(value); }
std::string_view name_of(Role value) { return name_in_table(value); }
std::string_view name_of(Participation value) { return name_in_table(value); }
std::string_view name_of(ResponsibilityKind value) { return name_in_table(value); }
std::string_view name_of(ClauseKind value) { return name_in_table(value); }
std::string_view name_of(ClauseState value) { return name_in_table(value); }
std::string_view name_of(Generated value) { return name_in_table(value); }
std::string_view name_of(TextSetting value) { return name_in_table(value); }
std::string_view name_of(LanguageArrangement value) { return name_in_table(value); }
std::string_view name_of(LegalReferences value) { return name_in_table(value); }

template <typename Enum>
Result<Enum> parse_name(std::string_view name)
{
    std::string allowed;
    for (auto const& [value, entry] : names<Enum>()) {
        if (entry == name)
            return value;
        allowed += (allowed.empty() ? "" : ", ") + std::string(entry);
    }
    return Error { .code = ErrorCode::InvalidArgument,
        .message = "\"" + std::string(name.substr(0, 60)) + "\" is not one of " + allowed,
        .key = "not-one-of",
        .argument = allowed };
}

template Result<Form> parse_name<Form>(std::string_view);
template Result<Scope> parse_name<Scope>(std::string_view);
template Result<LifecycleState> parse_name<LifecycleState>(std::string_view);
template Result<Group> parse_name<Group>(std::string_view);
template Result<Role> parse_name<Role>(std::string_view);
template Result<Participation> parse_name<Participation>(std::string_view);
template Result<ResponsibilityKind> parse_name<ResponsibilityKind>(std::string_view);
template Result<ClauseKind> parse_name<ClauseKind>(std::string_view);
template Result<ClauseState> parse_name<ClauseState>(std::string_view);
template Result<Generated> parse_name<Generated>(std::string_view);
template Result<TextSetting> parse_name<TextSetting>(std::string_view);
template Result<LanguageArrangement> parse_name<LanguageArrangement>(std::string_view);
template Result<LegalReferences> parse_name<LegalReferences>(std::string_view);

Organisation const* find_organisation(Agreement const& agreement, OrganisationId const& id)
{
    auto const entry = std::ranges::find(agreement.organisations, id, &Organisation::id);
    return entry == agreement.organisations.end() ? nullptr : &*entry;
}

Clause const* find_clause(Agreement const& agreement, ClauseId const& id)
{
    auto const entry = std::ranges::find(agreement.clauses, id, &Clause::id);
    return entry == agreement.clauses.end() ? nullptr : &*entry;
}

std::vector<std::string> number_clauses(Agreement const& agreement)
{
    std::vector<std::string> numbers;
    numbers.reserve(agreement.clauses.size());
    int section = 0;
    int clause = 0;
    int annex = 0;
    bool section_omitted = false;
    for (auto const& entry : agreement.clauses) {
        bool const omitted = entry.state == ClauseState::Omitted;
        std::string number;
        switch (entry.kind) {
        case ClauseKind::Preamble: break;
        case ClauseKind::Section:
            section_omitted = omitted;
            clause = 0;
            if (!omitted)
                number = std::to_string(++section);
            break;
        case ClauseKind::Clause:
            if (!omitted && !section_omitted)
                number = std::to_string(section) + "." + std::to_string(++clause);
            break;
        case ClauseKind::Annex:
            if (!omitted) {
                for (int rest = ++annex; rest > 0; rest = (rest - 1) / 26)
                    number.insert(number.begin(), static_cast<char>('A' + (rest - 1) % 26));
            }
            break;
        }
        numbers.push_back(std::move(number));
    }
    return numbers;
}

std::vector<OrganisationId> signatories(Agreement const& agreement)
{
    std::vector<OrganisationId> ids;
    for (auto const& membership : agreement.memberships) {
        if (!membership.signs || (agreement.form == Form::Announcement && membership.role != Role::Lead))
            continue;
        if (std::ranges::find(ids, membership.organisation) == ids.end())
            ids.push_back(membership.organisation);
    }
    return ids;
}

} // namespace konkordat

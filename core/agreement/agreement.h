#pragma once

#include "core/base/date.h"
#include "core/base/id.h"
#include "core/base/language.h"
#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The model of a co-operation agreement, in the field's words. Plain data: everything that is exported, signed and compared.
/// There is deliberately no field for a victim or a case.
namespace konkordat {

using AgreementId = Id<struct AgreementTag>;
using ClauseId = Id<struct ClauseTag>;
using OrganisationId = Id<struct OrganisationTag>;
using MembershipId = Id<struct MembershipTag>;
using ContactId = Id<struct ContactTag>;
using StepId = Id<struct StepTag>;

/// Legal form of the co-operation mechanism (Guidelines 4.1 A, B, C).
enum class Form { Contract, Declaration, Announcement };
/// Whom the mechanism covers (Guidelines 3.1).
enum class Scope { Canton, Communes, Intercantonal };

/// Where the agreement stands in its life.
enum class LifecycleState { Mandate, Drafting, Consultation, Approval, Signature, InForce, Evaluation, Ended };

/// Core group or associate group of the roundtable (Guidelines 3.3).
enum class Group { Core, Associate };
enum class Role { Member, Lead, Moderator, Secretariat, Observer };
/// How far a member takes part in what the group decides.
enum class Participation { Decides, Expert, Observes, OnCall, ByTopic };

/// A body's part in a procedural step.
enum class ResponsibilityKind { Responsible, Participates, Consulted, Informed };

enum class ClauseKind {
    Preamble, ///< recital, not numbered
    Section,  ///< numbered heading "3", may have a body of its own
    Clause,   ///< numbered "3.2" within the section before it
    Annex,    ///< lettered "A", after the signatures
};

enum class ClauseState {
    AsTemplate, ///< words and heading as the template has them
    Adapted,    ///< from the template, with changed words
    Own,        ///< not from the template
    Omitted,    ///< stays in the file with a reason, is not part of the document
};

/// What is laid out from the agreement's data after a clause's body.
enum class Generated { None, Members, Contacts, Responsibilities, Procedure, Signatures };

struct Mandate {
    LanguageMap authority;     ///< the political authority that gave it, e.g. the cantonal government
    std::string reference;     ///< its decision's number
    std::optional<Date> date;

    friend bool operator==(Mandate const&, Mandate const&) = default;
};

struct TemplateReference {
    std::string id;      ///< pack id
    std::string version; ///< pack version

    friend bool operator==(TemplateReference const&, TemplateReference const&) = default;
};

/// A variable's value: text by language, one text for all languages, a number, a date, or yes/no. Choices are texts.
using VariableValue = std::variant<LanguageMap, std::string, std::int64_t, Date, bool>;

struct Organisation {
    OrganisationId id;
    LanguageMap name;
    LanguageMap abbreviation;
    std::string kind;          ///< id in assets/organisation-kinds.json
    std::string address;       ///< several lines
    std::string email;
    std::string phone;
    std::string website;       ///< https URL

    friend bool operator==(Organisation const&, Organisation const&) = default;
};

struct Membership {
    MembershipId id;
    OrganisationId organisation;
    Group group = Group::Core;
    Role role = Role::Member;
    Participation participation = Participation::Decides;
    LanguageMap function;      ///< the organisation's tasks in the mechanism, in its own words
    bool signs = true;         ///< signs the agreement (Guidelines 4.1: forms A and B, all parties)
    std::optional<Date> from;
    std::optional<Date> until;

    friend bool operator==(Membership const&, Membership const&) = default;
};

/// An appointed expert who represents an organisation permanently (Guidelines 4.2), or a substitute.
struct Contact {
    ContactId id;
    OrganisationId organisation;
    std::string name;
    LanguageMap function;
    std::string phone;
    std::string email;
    std::optional<ContactId> substitute_for;
    std::optional<Date> from;  ///< of the mandate as appointed expert
    std::optional<Date> until;

    friend bool operator==(Contact const&, Contact const&) = default;
};

struct Responsibility {
    OrganisationId organisation;
    ResponsibilityKind kind = ResponsibilityKind::Responsible;

    friend bool operator==(Responsibility const&, Responsibility const&) = default;
};

/// A step of the procedure (Guidelines 4.3).
struct ProcedureStep {
    StepId id;
    std::string kind;          ///< a step kind of the template, or "own"
    LanguageMap title;
    LanguageMap trigger;
    std::optional<std::int64_t> deadline_days;
    std::optional<ClauseId> clause;
    std::vector<Responsibility> responsibilities;

    friend bool operator==(ProcedureStep const&, ProcedureStep const&) = default;
};

struct ClauseOrigin {
    std::string clause;        ///< clause id in the template
    std::string alternative;   ///< alternative's id, or empty

    friend bool operator==(ClauseOrigin const&, ClauseOrigin const&) = default;
};

/// Where a wording was taken over from.
struct ClauseProvenance {
    AgreementId agreement;             ///< another agreement
    ClauseId clause;                   ///< of that one
    std::vector<std::string> cantons;  ///< of that one, at the time
    std::optional<Date> date;          ///< when it was taken over

    friend bool operator==(ClauseProvenance const&, ClauseProvenance const&) = default;
};

struct Clause {
    ClauseId id;
    ClauseKind kind = ClauseKind::Clause;
    ClauseState state = ClauseState::AsTemplate;
    std::optional<ClauseOrigin> origin;
    LanguageMap heading;
    LanguageMap body;                        ///< constrained Markdown, see core/richtext
    std::vector<std::string> guidelines;     ///< Guidelines sections, e.g. "4.3"
    std::vector<std::string> law;            ///< ids in assets/legal-references.json
    Generated generated = Generated::None;
    LanguageMap omission_reason;             ///< for ClauseState::Omitted
    std::map<Language, ClauseProvenance> taken_from = {}; ///< by language of the text, also if the words were changed since

    friend bool operator==(Clause const&, Clause const&) = default;
};

/// Why a finding of the conformity check is accepted ("comply or explain"). It travels with the agreement.
struct Waiver {
    std::string rule;          ///< id of the rule in assets/conformity-rules.json
    std::string subject;       ///< what the finding is about, see Finding::subject; empty: the agreement as a whole
    std::string reason;        ///< in the drafters' words; never empty
    std::string author;        ///< who decided it
    std::optional<Date> date;

    friend bool operator==(Waiver const&, Waiver const&) = default;
};

/// A step that the agreement took in its life.
struct LifecycleEvent {
    LifecycleState state = LifecycleState::Drafting; ///< the state it entered
    std::optional<Date> date;
    std::string authority;     ///< who decided, e.g. "Regierungsrat"
    std::string reference;     ///< the decision's number
    std::string note;

    friend bool operator==(LifecycleEvent const&, LifecycleEvent const&) = default;
};

/// How lines end.
enum class TextSetting { Ragged, Justified };
/// How the language versions of an agreement stand in its document.
enum class LanguageArrangement { InSequence, SideBySide };
/// Where the provisions of law that a clause rests on are named.
enum class LegalReferences { Footnotes, Without };

/// The picture in a letterhead, such as a canton's arms: a PNG or JPEG file.
struct Emblem {
    std::string bytes;
    LanguageMap alternative;   ///< what it shows, in words (ISO 14289-1 7.3)

    friend bool operator==(Emblem const&, Emblem const&) = default;
};

struct Letterhead {
    LanguageMap authority;     ///< several lines; the first one is the name
    std::optional<Emblem> emblem;

    friend bool operator==(Letterhead const&, Letterhead const&) = default;
};

/// How the document looks. Part of the agreement, so that whoever has its data can lay out the very pages that were signed.
struct Appearance {
    std::string style = "sober";             ///< id of a style sheet: assets/styles
    TextSetting setting = TextSetting::Ragged;
    LanguageArrangement arrangement = LanguageArrangement::InSequence; ///< SideBySide holds where two languages are printed
    LegalReferences references = LegalReferences::Footnotes;
    std::string colour;                      ///< "#143f8a", of rules and headings; empty: the style sheet's
    Letterhead letterhead;                   ///< for a style sheet that has one

    friend bool operator==(Appearance const&, Appearance const&) = default;
};

struct Agreement {
    AgreementId id;
    LanguageMap title;
    Form form = Form::Declaration;
    Scope scope = Scope::Canton;
    std::vector<std::string> cantons;        ///< ISO 3166-2, e.g. "CH-BE"; at least one
    std::vector<Language> languages;         ///< document languages in order of preference; at least one
    Mandate mandate;
    LifecycleState state = LifecycleState::Drafting;
    TemplateReference template_reference;
    std::map<std::string, VariableValue> variables; ///< only those that have a value
    std::vector<Organisation> organisations;
    std::vector<Membership> memberships;
    std::vector<Contact> contacts;
    std::vector<ProcedureStep> procedure;
    std::vector<Clause> clauses;             ///< in document order
    std::vector<Waiver> waivers;             ///< at most one for a rule and subject
    std::vector<LifecycleEvent> lifecycle;   ///< oldest first; the last one's state is `state`
    Appearance appearance;
    Timestamp created_at;
    Timestamp modified_at;

    friend bool operator==(Agreement const&, Agreement const&) = default;
};

/// What an agreement may hold at most. What the workspace accepts can thus always be exported and read again.
namespace limits {
inline constexpr std::size_t max_variables = 500;
inline constexpr std::size_t max_organisations = 1000;
inline constexpr std::size_t max_memberships = 2000;
inline constexpr std::size_t max_contacts = 5000;
inline constexpr std::size_t max_steps = 500;
inline constexpr std::size_t max_clauses = 2000;
inline constexpr std::size_t max_waivers = 2000;
inline constexpr std::size_t max_lifecycle_events = 500;
inline constexpr std::size_t max_citations = 100;               ///< of one clause
inline constexpr std::size_t max_provenance_cantons = 26;       ///< of one clause and language
inline constexpr std::size_t max_line_bytes = 8 * 1024;         ///< of a heading, a name, a variable's text ...
inline constexpr std::size_t max_text_bytes = 1024 * 1024;      ///< of a clause's body in one language ...
inline constexpr std::size_t max_total_text_bytes = 12 * 1024 * 1024; ///< as JSON writes them
inline constexpr std::size_t max_emblem_bytes = 512 * 1024;
inline constexpr std::size_t max_letterhead_bytes = 1000;             ///< of its texts in one language
inline constexpr std::size_t max_letterhead_lines = 8;
inline constexpr std::int64_t max_integer = 9'007'199'254'740'991;    ///< 2^53 - 1 (RFC 7493 2.2)
inline constexpr std::int64_t max_deadline_days = 36'500;
} // namespace limits

/// Names of enum values as files and the command line spell them, and their inverses (InvalidArgument for anything else).
[[nodiscard]] std::string_view name_of(Form);
[[nodiscard]] std::string_view name_of(Scope);
[[nodiscard]] std::string_view name_of(LifecycleState);
[[nodiscard]] std::string_view name_of(Group);
[[nodiscard]] std::string_view name_of(Role);
[[nodiscard]] std::string_view name_of(Participation);
[[nodiscard]] std::string_view name_of(ResponsibilityKind);
[[nodiscard]] std::string_view name_of(ClauseKind);
[[nodiscard]] std::string_view name_of(ClauseState);
[[nodiscard]] std::string_view name_of(Generated);
[[nodiscard]] std::string_view name_of(TextSetting);
[[nodiscard]] std::string_view name_of(LanguageArrangement);
[[nodiscard]] std::string_view name_of(LegalReferences);

/// The enum value of that name: parse_name<Form>("contract"). Errors: InvalidArgument, listing what is allowed.
template <typename Enum>
[[nodiscard]] Result<Enum> parse_name(std::string_view name);

[[nodiscard]] Organisation const* find_organisation(Agreement const&, OrganisationId const&);
[[nodiscard]] Clause const* find_clause(Agreement const&, ClauseId const&);

/// Numbers as printed: "3" for a section, "3.2" for a clause, "A" for an annex, empty for preamble and omitted clauses.
/// One entry per clause, in order.
[[nodiscard]] std::vector<std::string> number_clauses(Agreement const&);

/// Organisations that sign, in the order of their memberships: form C only those with Role::Lead (the announcing authority).
[[nodiscard]] std::vector<OrganisationId> signatories(Agreement const&);

/// What contradicts itself or could not be written to a file: duplicate ids, references to nothing, a clause without a section,
/// no canton, no language, a text that is no UTF-8, a limit exceeded. The error's pointer is the RFC 6901 pointer into the
/// agreement's JSON (docs/formats.md). Errors: Inconsistent, Malformed, TooLarge.
[[nodiscard]] Result<void> check_consistency(Agreement const&);
/// The same for the appearance alone, whose pointers begin with "/appearance".
[[nodiscard]] Result<void> check_appearance(Appearance const&);

} // namespace konkordat

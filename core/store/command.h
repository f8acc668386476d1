#pragma once

#include "core/agreement/agreement.h"
#include "core/base/world.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// Every change to a workspace is one of these. A view makes a command, Workspace::execute carries it out.
///
/// Ids of new things come from the caller (create_identifier). Setting a text to "" removes that language's text.
/// A command that names what does not exist is refused with NotFound, one that makes no sense there with InvalidArgument, one whose
/// result check_consistency() does not pass (texts that are not UTF-8 or too long, duplicate ids ...) with its error. It changes nothing then.
namespace konkordat {

// Agreements as a whole. These form the workspace's own undo stack, apart from a replacing import.

struct CreateAgreement {
    Agreement agreement; ///< as templates::instantiate makes it; its id must be new
};
enum class ImportMode {
    RefuseExisting, ///< Inconsistent ("agreement-exists") if the workspace has an agreement of this id
    Replace, ///< takes the place of that agreement, as an entry of its own undo stack; else as CreateAgreement
    AsCopy, ///< gets a new id
};
struct ImportAgreement {
    Agreement agreement; ///< from a file; keeps its dates
    ImportMode mode = ImportMode::RefuseExisting;
};
struct DeleteAgreement {
    AgreementId agreement;
};
struct DuplicateAgreement {
    AgreementId agreement;
    LanguageMap title; ///< of the copy; empty: as the original
};

// Properties

struct SetTitle {
    AgreementId agreement;
    Language language = Language::German;
    std::string text;
};
struct SetScope {
    AgreementId agreement;
    Scope scope = Scope::Canton;
};
struct SetCantons {
    AgreementId agreement;
    std::vector<std::string> cantons;
};
struct SetLanguages {
    AgreementId agreement;
    std::vector<Language> languages;
};
struct SetMandate {
    AgreementId agreement;
    Mandate mandate;
};
struct SetAppearance {
    AgreementId agreement;
    Appearance appearance;
};
struct ChangeLifecycle { ///< the agreement enters the event's state; what it was before stays in its history
    AgreementId agreement;
    LifecycleEvent event;
};
struct SetVariable {
    AgreementId agreement;
    std::string variable;
    VariableValue value;
};
struct ClearVariable {
    AgreementId agreement;
    std::string variable;
};

// Clauses

struct SetClauseHeading { ///< makes a template clause Adapted; refused for an omitted one, as is SetClauseBody
    AgreementId agreement;
    ClauseId clause;
    Language language = Language::German;
    std::string text;
};
struct SetClauseBody {
    AgreementId agreement;
    ClauseId clause;
    Language language = Language::German;
    std::string text;
};
struct AdoptWording { ///< takes over another agreement's words in one language and notes where they are from; else as SetClauseBody
    AgreementId agreement;
    ClauseId clause;
    Language language = Language::German;
    std::string heading; ///< empty: stays as it is
    std::string body; ///< not empty
    ClauseProvenance source;
};
struct ResetClause { ///< back to the template's words, which the caller gives; for clauses with an origin
    AgreementId agreement;
    ClauseId clause;
    LanguageMap heading;
    LanguageMap body;
};
struct ChooseAlternative { ///< another of the template's wordings; the clause is then AsTemplate
    AgreementId agreement;
    ClauseId clause;
    std::string alternative;
    LanguageMap heading;
    LanguageMap body;
};
struct AddClause { ///< without an origin it becomes Own; with one it is a clause of the template that was missing
    AgreementId agreement;
    Clause clause;
    std::optional<ClauseId> after; ///< nothing: at the end
};
struct RemoveClause { ///< own clauses only, and sections only when nothing is in them; steps lose their reference to it
    AgreementId agreement;
    ClauseId clause;
};
struct OmitClause { ///< clauses of the template only
    AgreementId agreement;
    ClauseId clause;
    LanguageMap reason;
};
struct RestoreClause {
    AgreementId agreement;
    ClauseId clause;
    ClauseState state = ClauseState::Adapted; ///< AsTemplate if the caller sees that its words are the template's
};
struct MoveClause { ///< a section takes its clauses along and cannot be put between those of another section
    AgreementId agreement;
    ClauseId clause;
    std::optional<ClauseId> before; ///< nothing: to the end
};

// Parties

struct AddOrganisation {
    AgreementId agreement;
    Organisation organisation;
    std::optional<OrganisationId> before = {}; ///< nothing: at the end
};
struct SetOrganisation { ///< replaces the one with the same id
    AgreementId agreement;
    Organisation organisation;
};
struct RemoveOrganisation { ///< with its memberships, contacts and responsibilities
    AgreementId agreement;
    OrganisationId organisation;
};
struct MoveOrganisation {
    AgreementId agreement;
    OrganisationId organisation;
    std::optional<OrganisationId> before;
};
struct AddMembership {
    AgreementId agreement;
    Membership membership;
    std::optional<MembershipId> before = {};
};
struct SetMembership {
    AgreementId agreement;
    Membership membership;
};
struct RemoveMembership {
    AgreementId agreement;
    MembershipId membership;
};
struct MoveMembership {
    AgreementId agreement;
    MembershipId membership;
    std::optional<MembershipId> before;
};
struct AddContact {
    AgreementId agreement;
    Contact contact;
    std::optional<ContactId> before = {};
};
struct SetContact {
    AgreementId agreement;
    Contact contact;
};
struct RemoveContact { ///< nobody is its substitute any more
    AgreementId agreement;
    ContactId contact;
};
struct MoveContact {
    AgreementId agreement;
    ContactId contact;
    std::optional<ContactId> before;
};

// Procedure

struct AddStep {
    AgreementId agreement;
    ProcedureStep step;
    std::optional<StepId> before = {};
};
struct SetStep { ///< replaces the one with the same id, but for its responsibilities, which stay
    AgreementId agreement;
    ProcedureStep step;
};
struct RemoveStep {
    AgreementId agreement;
    StepId step;
};
struct MoveStep {
    AgreementId agreement;
    StepId step;
    std::optional<StepId> before;
};
struct SetResponsibility {
    AgreementId agreement;
    StepId step;
    OrganisationId organisation;
    std::optional<ResponsibilityKind> kind; ///< nothing: the organisation has no part in the step
};

// Conformity

struct SetWaiver { ///< takes the place of the one with the same rule and subject; the reason must not be empty
    AgreementId agreement;
    Waiver waiver;
};
struct RemoveWaiver {
    AgreementId agreement;
    std::string rule;
    std::string subject;
};

// Several parts at once, as one entry of the history. The caller has worked out what the agreement becomes; id and times stay.

struct ReviseByInterview {
    AgreementId agreement;
    Agreement revised;
};
struct UpgradeTemplate {
    AgreementId agreement;
    Agreement revised;
};

/// A setting of this copy of the workspace (author's name, interface language, theme). Not part of undo and history.
struct SetSetting {
    std::string key;
    std::optional<std::string> value; ///< nothing: back to the default
};

/// A file of the round in which an agreement is signed.
struct SigningFile {
    std::string name;
    Timestamp added_at;
    std::string bytes;

    friend bool operator==(SigningFile const&, SigningFile const&) = default;
};
/// The files of the signing round: the prepared one first, then those that came back, each of which begins with the bytes of the prepared one.
/// No files: no round. They stay when the agreement is deleted, so that its return by undo brings them back. Not part of undo and history.
struct SetSigningFiles {
    AgreementId agreement;
    std::vector<SigningFile> files;
};

enum class AgreementRecordKind {
    Version,    ///< a named version with its text
    Annotation, ///< a remark or proposal
    Packet,     ///< for review, that went out from here
    Reply,      ///< that came back
    Decision,   ///< that was put into effect here, with its tasks
    Task,       ///< a packet for review that came here
    Draft,      ///< of the reply to it
};
/// Something that belongs to an agreement and is no part of it: JSON of core/review, which the store does not read.
struct AgreementRecord {
    AgreementRecordKind kind = AgreementRecordKind::Version;
    std::string id;      ///< unique in its kind
    std::string content; ///< empty: the record is to go

    friend bool operator==(AgreementRecord const&, AgreementRecord const&) = default;
};
inline constexpr std::size_t max_agreement_record_bytes = 40U * 1024 * 1024;
/// Adds, replaces, removes records; those that are not named stay. With what that makes of the agreement, as one entry of the history.
struct PutRecords {
    AgreementId agreement;
    std::vector<AgreementRecord> records;
    std::optional<Agreement> revised = {}; ///< id and times stay
};

enum class RegisterKind {
    Agreement,
    Notes, ///< what somebody noted by hand (docs/formats.md, "Profiles")
};
[[nodiscard]] std::string_view name_of(RegisterKind);

/// What the register of the cantons' mechanisms keeps: agreements of others, apart from the user's own. The content is not looked into here.
struct RegisterEntry {
    RegisterKind kind = RegisterKind::Agreement;
    std::string id; ///< of the agreement or of the profile
    Timestamp modified_at; ///< of the content: the latest of an id is the current one, the others are its history
    std::vector<std::string> cantons = {};
    std::string file = {}; ///< where it came from
    std::string verification = {}; ///< name of the verdict about its signatures, "unsigned" for none
    Timestamp added_at = {};
    std::string content = {}; ///< JSON

    friend bool operator==(RegisterEntry const&, RegisterEntry const&) = default;
};
/// The same content once more changes nothing, but for a signed file of what had come without signatures. Notes of one time replace each other.
/// Removal takes the history along, and comes first. Not part of undo and history.
struct ChangeRegister {
    std::vector<RegisterEntry> add = {};
    std::vector<std::pair<RegisterKind, std::string>> remove = {};
};

using Command = std::variant<CreateAgreement, ImportAgreement, DeleteAgreement, DuplicateAgreement, SetTitle, SetScope, SetCantons,
    SetLanguages, SetMandate, SetAppearance, ChangeLifecycle, SetVariable, ClearVariable, SetClauseHeading, SetClauseBody, AdoptWording,
    ResetClause, ChooseAlternative, AddClause, RemoveClause, OmitClause, RestoreClause, MoveClause, AddOrganisation, SetOrganisation,
    RemoveOrganisation, MoveOrganisation, AddMembership, SetMembership, RemoveMembership, MoveMembership, AddContact, SetContact,
    RemoveContact, MoveContact, AddStep, SetStep, RemoveStep, MoveStep, SetResponsibility, SetWaiver, RemoveWaiver, ReviseByInterview,
    UpgradeTemplate, PutRecords, SetSetting, SetSigningFiles, ChangeRegister>;

/// What kind of thing a command changed.
enum class PlaceKind { Agreement, Variable, Clause, Organisation, Membership, Contact, Step, Setting, Appearance };

/// Where a command made its change, so that undo can show it.
struct Place {
    PlaceKind kind = PlaceKind::Agreement;
    std::string id = {}; ///< of the clause, organisation ...; empty for the agreement itself
    std::optional<Language> language = {}; ///< for a text in one language

    friend bool operator==(Place const&, Place const&) = default;
};

[[nodiscard]] std::string_view name_of(PlaceKind);
[[nodiscard]] std::string_view name_of(AgreementRecordKind);
[[nodiscard]] std::optional<AgreementRecordKind> parse_agreement_record_kind(std::string_view name);

/// Entry of the interface's catalogue that names the command in the history, e.g. "history.set-clause-body".
[[nodiscard]] std::string_view history_key(Command const&);
/// All keys that history_key can return, in the order of Command.
[[nodiscard]] std::vector<std::string_view> history_keys();
[[nodiscard]] Place place_of(Command const&);
/// The agreement that the command is about; empty for SetSetting.
[[nodiscard]] AgreementId agreement_of(Command const&);

/// Carries out a command that edits an existing agreement on `agreement` itself, without a workspace; sets neither modified_at nor
/// history. Commands about agreements as a whole and settings are InvalidArgument. On an error `agreement` may be half changed.
/// The result is not checked as a whole: see check_consistency.
[[nodiscard]] Result<void> apply(Command const&, Agreement& agreement);

} // namespace konkordat

#pragma once

#include "core/agreement/catalogues.h"
#include "core/base/world.h"
#include "core/conformity/check.h"
#include "core/conformity/legal_references.h"
#include "core/examples/examples.h"
#include "core/layout/style_sheet.h"
#include "core/lifecycle/approval.h"
#include "core/richtext/resolve.h"
#include "core/store/workspace.h"
#include "core/templates/instantiate.h"
#include "core/templates/interview.h"
#include "core/templates/template_pack.h"
#include "core/templates/upgrade.h"
#include "web/app/catalogue.h"
#include "web/app/comparison.h"
#include "web/app/desk.h"
#include "web/app/review_desk.h"
#include "web/app/route.h"
#include "web/app/text_drafts.h"
#include "web/platform/platform.h"
#include "web/platform/storage.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// What views see, and what they ask for. Views read State and push Actions; only Session carries them out.
namespace konkordat::app {

/// What the program ships with and never changes while it runs.
struct Assets {
    richtext::Words words;
    std::vector<templates::TemplatePack> packs;
    LegalRegister law;
    std::vector<Example> examples;
    std::vector<layout::NamedStyleSheet> styles; ///< the usual one first
};

/// nullptr if the program does not have it.
[[nodiscard]] templates::TemplatePack const* find_pack(Assets const&, std::string_view id);

/// The agreement of the address, with what its screens need. Read anew after each change to it.
struct OpenAgreement {
    Agreement agreement;
    std::uint64_t revision = 0;                    ///< another one each time the agreement was read anew
    templates::TemplatePack const* pack = nullptr; ///< the one it was made from, if this program has it
    std::vector<std::string> numbers;              ///< one a clause
    std::optional<HistoryEntry> undo;
    std::optional<HistoryEntry> redo;
    std::vector<HistoryEntry> history;             ///< on the history screen only
    bool newer_template = false;                   ///< the pack has a later version than the one it was made from
    std::optional<templates::Upgrade> upgrade;     ///< on the upgrade screen only
    std::vector<templates::ClauseTemplate const*> missing; ///< clauses that fit and are not in the agreement

    struct ClauseText {
        std::string heading;        ///< variables and references resolved
        richtext::Document body;
    };
    Language language = Language::German; ///< of `texts`
    std::vector<ClauseText> texts;        ///< one a clause
    std::vector<conformity::Finding> findings; ///< what it lacks by the rules
    std::vector<std::string> open_variables; ///< ids of variables that the document uses and that have no value
};

/// What the header says of the user's work: the storage's word, with what is still being typed and the right to write.
enum class Saving : std::uint8_t { Saved, InProgress, Failed, ReadOnly };

struct Toast {
    std::uint64_t number = 0;
    std::string text;
    ui::Tone tone = ui::Tone::Normal;
    bool offers_undo = false;
    UndoScope undo_scope;
};

/// Something that could not be done, said in a dialog.
struct Problem {
    std::string title;
    std::string text;
    std::string details; ///< e.g. that nothing was changed
};

/// A file whose agreement the workspace already has, waiting for a decision.
struct PendingImport {
    std::string file;
    Agreement agreement;
    Timestamp existing_modified_at;
};

/// A workspace file that would replace everything, waiting for a decision.
struct PendingWorkspace {
    std::string file;
    std::string bytes;
    std::size_t agreements = 0;
};

/// The workspace could not be opened.
struct RescueState {
    Error reason;
    Rescue found;
    std::string image; ///< all pages as one file
};

/// The round in which an agreement is signed: its files, and what they come to.
struct RoundState {
    AgreementId agreement;
    std::vector<SigningFile> files;        ///< the prepared one first; empty: nothing was prepared
    bool is_busy = false;
    std::optional<Error> failure;          ///< of the last thing that was asked for
    std::optional<sign::Progress> progress; ///< `files` in it are those that came back, in their order
    std::optional<Agreement> signed_version; ///< what is signed
    lifecycle::ApprovalComparison approval; ///< of what is signed with the agreement as it is now
    std::vector<sign::FileProgress> refused; ///< of the files that were brought last
    std::vector<std::string> duplicates;    ///< of them those that were there already
};

struct State {
    Route route;
    Catalogue catalogue;
    ui::ThemeChoice theme = ui::ThemeChoice::System;
    std::string author;
    Assets const* assets = nullptr;

    bool ready = false; ///< the workspace is open
    std::optional<RescueState> rescue;
    Saving saving = Saving::Saved;
    std::optional<StorageFailure> storage_failure; ///< why, for Saving::Failed
    std::optional<std::uint64_t> scarce_bytes;     ///< only so many bytes can still be stored
    bool take_over_refused = false;
    bool update_ready = false;

    std::vector<AgreementSummary> agreements; ///< on the start screen, newest first, at most agreement_limit
    std::size_t agreement_count = 0;
    std::size_t agreement_limit = 100;
    std::optional<OpenAgreement> open;

    std::vector<Toast> toasts;
    std::optional<Problem> problem;
    std::optional<PendingImport> import;
    std::optional<PendingWorkspace> workspace_file;
    std::string emblem_error; ///< why the picture that was chosen last was not taken; until the next one, or another address
    std::optional<IntegrityReport> integrity;
    DeskState desk;
    RoundState round;                              ///< of the agreement of the signing screen
    CompareState compare;                          ///< once a screen of the comparison was shown
    ReviewState review;                            ///< of the agreement of the screens of versions and review
    Date today;

    [[nodiscard]] bool writable() const { return ready && saving != Saving::ReadOnly; }
    [[nodiscard]] Language language() const { return catalogue.language(); }
};

// What a view can ask for

struct Navigate {
    Route route;
    bool replace = false; ///< instead of the present entry of the browser's history
};
struct Edit {
    Command command;
    std::string toast = {}; ///< not empty: said afterwards, with an offer to undo
    Coalesce coalesce = Coalesce::Never;
};
/// An edit that builds on what the agreement is when it is carried out, not when it was drawn: a text that was still being
/// typed may have changed the same record in between.
struct Change {
    std::function<std::optional<Command>(Agreement const&)> make; ///< nothing: there is nothing to do
    std::string toast = {};
    Coalesce coalesce = Coalesce::Never;
};
struct UndoLast {
    UndoScope scope;
};
struct RedoLast {
    UndoScope scope;
};
struct CreateDraft {
    std::string pack;
    templates::InterviewAnswers answers;
    LanguageMap title; ///< empty: the pack's
};
/// The guided start again, for the agreement that is open.
struct ReviseDraft {
    templates::InterviewAnswers answers;
};
/// To the present version of the template, with what was picked by clause of the template.
struct ApplyUpgrade {
    std::map<std::string, templates::UpgradeChoice> choices;
};
/// A document language more or less, with the template's texts for a new one.
struct ChangeLanguages {
    std::vector<Language> languages;
};
struct ShowLanguage {
    Language language; ///< of the document, on the draft screen
};
struct ChangeInterfaceLanguage {
    Language language;
};
struct ChangeTheme {
    ui::ThemeChoice theme;
};
struct ChangeAuthor {
    std::string name;
};
/// A copy of a ready example, to look at and to try things on.
struct OpenExample {
    std::string id;
};
struct ShowMoreAgreements { };
struct ChooseImportFile { };
/// Asks for the picture of the letterhead of the agreement that is open.
struct ChooseEmblem { };
struct ResolveImport {
    ImportMode mode;
};
struct ExportPdf {
    std::vector<Language> languages;
    bool with_report = false; ///< of the conformity check, behind the agreement
};
struct ExportJson { };
/// The agreement in the languages as a file for other programs to read.
enum class TextFormat : std::uint8_t { Html, Markdown };
struct ExportText {
    TextFormat format;
    std::vector<Language> languages;
};
enum class Picture : std::uint8_t { Procedure, Roundtable };
struct ExportPicture {
    Picture picture;
    Language language; ///< of the document
};
struct ExportCalendar { };
struct ExportWorkspace { };
struct ChooseWorkspaceFile { };
struct ReplaceWorkspace { };
struct CheckStorage { };
struct RetrySaving { };
struct TakeOverWriting {
    TakeOver how;
};
struct ActivateUpdate { };
struct SaveRescued {
    std::size_t index;
};
struct SaveRescueImage { };
struct StartAfresh { };
struct DismissToast {
    std::uint64_t number;
};
struct DismissProblem { };
struct DismissImport { };
struct DismissWorkspaceFile { };

/// Exports the agreement, prepares the file for signature, and begins a round with it.
struct PrepareRound {
    std::vector<Language> languages;
};
struct ChooseReturnedFiles { };
struct RemoveReturnedFile {
    std::size_t file = 0; ///< of RoundState::files
};
struct SaveRoundFile {
    std::size_t file = 0;
};
struct EndRound { };

using Action = std::variant<DeskAction, CompareAction, ReviewAction, PrepareRound, ChooseReturnedFiles, RemoveReturnedFile, SaveRoundFile, EndRound,
    Navigate, Edit, Change, UndoLast, RedoLast, CreateDraft, ReviseDraft, ApplyUpgrade, ChangeLanguages,
    ShowLanguage, ChangeInterfaceLanguage, ChangeTheme, ChangeAuthor, OpenExample, ShowMoreAgreements, ChooseImportFile, ChooseEmblem, ResolveImport,
    ExportPdf, ExportJson, ExportText, ExportPicture, ExportCalendar, ExportWorkspace, ChooseWorkspaceFile, ReplaceWorkspace, CheckStorage,
    RetrySaving, TakeOverWriting, ActivateUpdate, SaveRescued, SaveRescueImage, StartAfresh, DismissToast, DismissProblem, DismissImport,
    DismissWorkspaceFile>;

} // namespace konkordat::app

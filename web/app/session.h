#pragma once

#include "web/app/live_document.h"
#include "web/app/register_desk.h"
#include "web/app/signing_desk.h"
#include "web/app/state.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace konkordat::app {

/// The running application without its looks: owns the workspace and the state, carries out actions, hears the platform.
/// World, platform and storage are the caller's and outlive it.
class Session final : public StorageListener {
public:
    /// Loads the assets; the workspace opens with open_workspace(). Errors: a resource that is missing or malformed.
    [[nodiscard]] static Result<std::unique_ptr<Session>> create(World&, Platform&, Storage&);

    [[nodiscard]] State const& state() const { return m_state; }
    [[nodiscard]] TextDrafts& drafts() { return m_drafts; }
    [[nodiscard]] Platform& platform() { return m_platform; }
    [[nodiscard]] World& world() { return m_world; }

    /// Remembers the action until run_actions().
    void push(Action action) { m_actions.push_back(std::move(action)); }
    /// The one place where actions are carried out: after a frame.
    void run_actions();
    /// Carries out an edit at once and says whether it was accepted; for TextDrafts.
    bool execute(Edit const&);
    bool execute(Change const&);
    /// Brings texts that rested into the workspace and asks for a frame when the next one is due.
    void store_due_drafts();

    /// The pages of the open agreement with what is being typed, in these languages (empty: all of its); laid out anew if something
    /// changed since the last time. Only while pages or their number are shown, or become a PDF, is there a layout at all.
    [[nodiscard]] LiveDocument const& pages(std::vector<Language> const& languages);

    void go_to(std::string_view hash);
    void receive(FilesEvent);
    void receive_product(std::uint32_t ticket, Result<documents::Product>);

    void on_storage_loaded(StorageLoaded const&) override;
    void on_storage_restored() override;
    void on_storage_unavailable(StorageFailure const&) override;
    void on_save_status(SaveStatus const&) override;
    void on_read_only(ReadOnlyReason) override;
    void on_changed_elsewhere() override;
    void on_take_over_refused() override;
    void on_set_aside_failed(StorageFailure const&) override;
    void on_hiding() override;
    void on_storage_scarce(std::uint64_t bytes) override;
    void on_update_ready();

private:
    Session(World&, Platform&, Storage&, Assets, Catalogue);

    /// The PDF of the open agreement, made of the pages that may be there already, once store_all() has been called. Errors: as pdf::export_agreement().
    [[nodiscard]] Result<std::string> document(std::vector<Language> const& languages);

    void run(Navigate const&);
    void run(Edit const&);
    void run(Change const&);
    void run(UndoLast const&);
    void run(RedoLast const&);
    void run(CreateDraft const&);
    void run(ReviseDraft const&);
    void run(ApplyUpgrade const&);
    void run(ChangeLanguages const&);
    void run(ShowLanguage const&);
    void run(ChangeInterfaceLanguage const&);
    void run(ChangeTheme const&);
    void run(ChangeAuthor const&);
    void run(OpenExample const&);
    void run(ShowMoreAgreements const&);
    void run(ChooseImportFile const&);
    void run(ChooseEmblem const&);
    void run(ResolveImport const&);
    void run(ExportPdf const&);
    void run(ExportJson const&);
    void run(ExportText const&);
    void run(ExportPicture const&);
    void run(ExportCalendar const&);
    void run(ExportWorkspace const&);
    void run(ChooseWorkspaceFile const&);
    void run(ReplaceWorkspace const&);
    void run(CheckStorage const&);
    void run(RetrySaving const&);
    void run(TakeOverWriting const&);
    void run(ActivateUpdate const&);
    void run(SaveRescued const&);
    void run(SaveRescueImage const&);
    void run(StartAfresh const&);
    void run(DeskAction const&);
    void run(CompareAction const&);
    void run(ReviewAction const&);
    void run(PrepareRound const&);
    void run(ChooseReturnedFiles const&);
    void run(RemoveReturnedFile const&);
    void run(SaveRoundFile const&);
    void run(EndRound const&);
    void run(DismissToast const&);
    void run(DismissProblem const&);
    void run(DismissImport const&);
    void run(DismissWorkspaceFile const&);

    /// Opens the workspace on the storage's pages, or goes into rescue.
    void open_workspace(OpenMode);
    /// Shows what can be rescued from the pages, and why.
    void open_rescue(Error const& reason);
    void keep_rescued();
    /// Has work done beside the application; `then` is called with its outcome, in a later call from the platform.
    void carry_out(documents::Work, std::function<void(Result<documents::Product>)> then);
    void import_file(File);
    void import_json(std::string const& file_name, std::string_view json);
    void import_workspace(File const&);
    /// Takes a picture for the letterhead, or says why not beside the field.
    void take_emblem(FilesEvent const&);
    void import_agreement(Agreement, ImportMode);
    [[nodiscard]] SigningDesk::Owner desk_owner();
    [[nodiscard]] RegisterDesk::Owner register_owner();
    /// What the screens of signing need when they are shown, and what they leave when they are not.
    void show_signing(Screen previous);
    /// Whether the round is still the one on the screen.
    [[nodiscard]] bool is_round_of(AgreementId const&) const;
    void read_round(AgreementId const&);
    void take_returned(FilesEvent&);
    /// Stores the files and works out what they come to. False: nothing was changed, and the round says why.
    bool keep_round(std::vector<SigningFile>);
    void work_out_progress();
    void compare_approval();
    // Versions and review (session_review.cpp, session_reviewer.cpp)
    void show_review();
    void read_review();
    void list_review_tasks();
    void handle(NameVersion const&);
    void handle(RestoreVersion const&);
    void handle(AddRemark const&);
    void handle(AnswerRemark const&);
    void handle(ActOnRemark const&);
    void handle(SendForReview const&);
    void handle(SavePacketAgain const&);
    void handle(ChooseReviewFiles const&);
    void handle(TakeDecision const&);
    void handle(TickCondition const&);
    void handle(CarryOver const&);
    void handle(TakeCarriedOver const&);
    void handle(DismissCarriedOver const&);
    void handle(SaveReply const&);
    /// Records of the open agreement, with what they make of it; said afterwards, with an offer to undo, if `toast` is not empty.
    bool put_records(std::vector<AgreementRecord>, std::optional<Agreement> revised = {}, std::string toast = {});
    bool put_remark(review::Annotation const&, std::string toast);
    void accept_suggestion(review::Annotation);
    void take_review_files(FilesEvent const&);
    void take_review_file(File const&);
    /// Said on the screens of reviews, else in a dialog.
    void refuse_review_file(std::string const& file, Error const&);
    void take_task(std::string const& file, review::ReviewPacket);
    void take_reply(std::string const& file, review::ReplyPacket const&);
    void notice(std::string title, std::string text, ui::Tone);
    [[nodiscard]] review::Author author() const;

    void show_route();
    void refresh_list();
    void refresh_open();
    void resolve_texts(OpenAgreement&) const;
    /// What the open agreement lacks by the rules, which are read when the first one is opened.
    void check_conformity(OpenAgreement&);
    /// The version of its pack that the agreement was made from; nullptr if the program does not have it.
    [[nodiscard]] templates::TemplatePack const* former_pack(Agreement const&);
    void update_save_state();
    void update_title();
    void apply_settings();
    void set_catalogue(Language);
    void say(std::string text, bool offers_undo = false, UndoScope = workspace_scope);
    void show_problem(std::string title, Error const&, std::string details = {});
    void report_undo(Result<HistoryEntry> const&, std::string_view key);
    [[nodiscard]] std::string title_of(LanguageMap const&) const;

    World& m_world;
    Platform& m_platform;
    Storage& m_storage;
    Assets m_assets;
    std::optional<conformity::RuleSet> m_rules; ///< once an agreement has been opened
    std::optional<conformity::Checker> m_checker; ///< with m_rules
    State m_state;
    TextDrafts m_drafts;
    std::map<std::uint32_t, std::function<void(Result<documents::Product>)>> m_awaited; ///< by ticket
    std::uint32_t m_last_ticket = 0;
    std::unique_ptr<Workspace> m_workspace;
    std::vector<RescuedAgreement> m_rescued; ///< from a damaged workspace, for the new one
    std::map<std::string, std::optional<templates::TemplatePack>> m_former_packs; ///< by "id version", those that were asked for
    std::vector<Action> m_actions;
    std::uint64_t m_toast_number = 0;
    std::uint64_t m_revision = 0; ///< of open agreements
    LiveDocument m_live;
    SigningDesk m_desk { m_state.desk, desk_owner() };
    RegisterDesk m_register { m_state.compare, register_owner() };
    Screen m_shown = Screen::Start; ///< before the present address
};

/// The token under which files that parties have signed come back.
inline constexpr std::string_view returned_token = "returned";
/// The token under which a picture for the letterhead comes back.
inline constexpr std::string_view emblem_token = "emblem";

/// "Kooperationsvereinbarung Bern" -> "kooperationsvereinbarung-bern.pdf": letters and digits of ASCII, the rest as hyphens.
[[nodiscard]] std::string file_name(std::string_view title, std::string_view extension);

} // namespace konkordat::app

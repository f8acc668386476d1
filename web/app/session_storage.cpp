#include "web/app/session.h"

#include <utility>

/// The storage: opening what it holds, what it tells, and what the header says of it.
namespace konkordat::app {

void Session::open_workspace(OpenMode mode)
{
    m_workspace.reset();
    m_state.rescue.reset();
    m_state.ready = false;
    auto workspace = Workspace::open(m_world, m_storage.pages(), mode);
    if (!workspace) {
        open_rescue(workspace.error());
        return;
    }
    m_storage.pages().release_loaded();
    m_workspace = std::move(*workspace);
    m_register.forget();
    m_state.ready = true;
    keep_rescued();
    apply_settings();
    update_save_state();
    show_route();
}

void Session::open_rescue(Error const& reason)
{
    RescueState rescue { .reason = reason, .found = {}, .image = {} };
    if (auto const pages = m_storage.pages().load()) {
        rescue.found = konkordat::rescue(m_world, *pages);
        rescue.image = page_image(*pages);
    }
    m_state.rescue = std::move(rescue);
    update_title();
    m_platform.request_frame();
}

void Session::keep_rescued()
{
    for (auto& rescued : std::exchange(m_rescued, {})) {
        auto const id = rescued.agreement.id;
        auto const known = m_workspace->contains(id);
        auto const mode = known && !*known ? ImportMode::RefuseExisting : ImportMode::AsCopy;
        (void)m_workspace->execute(ImportAgreement { .agreement = std::move(rescued.agreement), .mode = mode }, m_state.author);
        // What belongs to an agreement names it.
        if (mode == ImportMode::RefuseExisting && !rescued.records.empty())
            (void)m_workspace->execute(PutRecords { .agreement = id, .records = std::move(rescued.records) }, m_state.author);
    }
}

void Session::run(CheckStorage const&)
{
    if (!m_workspace)
        return;
    auto report = m_workspace->check_integrity();
    if (report)
        m_state.integrity = std::move(*report);
    else
        m_state.integrity = IntegrityReport { .problems = { report.error().to_string() }, .agreements = 0 };
}

void Session::run(RetrySaving const&)
{
    if (m_workspace)
        (void)m_workspace->retry_saving();
    m_storage.retry();
    update_save_state();
}

void Session::run(TakeOverWriting const& action) { m_storage.take_over(action.how); }
void Session::run(ActivateUpdate const&)
{
    m_drafts.store_all();
    m_platform.activate_update();
}

void Session::on_storage_loaded(StorageLoaded const& loaded)
{
    m_state.storage_failure.reset();
    m_state.take_over_refused = false;
    m_drafts.discard_all();
    if (loaded.pages == LoadedPages::Damaged) {
        // The database might still open, but nothing would be written over the damaged pages.
        m_workspace.reset();
        m_state.ready = false;
        open_rescue(Error { .code = ErrorCode::Corrupt, .message = "stored pages are damaged or missing", .key = "store-corrupt" });
        return;
    }
    open_workspace(loaded.access == WriteAccess::Writer ? OpenMode::ReadWrite : OpenMode::ReadOnly);
}

void Session::on_storage_restored() { say(m_state.catalogue("storage.restored")); }

void Session::on_storage_unavailable(StorageFailure const& failure)
{
    m_state.storage_failure = failure;
    open_workspace(OpenMode::ReadWrite);
}

void Session::on_save_status(SaveStatus const& status)
{
    m_state.storage_failure = status.failure;
    update_save_state();
}

void Session::on_read_only(ReadOnlyReason)
{
    if (m_workspace)
        m_workspace->make_read_only();
    say(m_state.catalogue("readonly.taken"));
    update_save_state();
}

void Session::on_changed_elsewhere() { m_storage.reload(); }

void Session::on_take_over_refused()
{
    m_state.take_over_refused = true;
    m_platform.request_frame();
}

void Session::on_set_aside_failed(StorageFailure const& failure)
{
    m_rescued.clear();
    show_problem(m_state.catalogue("error.title"), Error { .code = ErrorCode::Storage, .message = failure.detail });
}

void Session::on_hiding()
{
    m_drafts.store_all();
    update_save_state();
}

void Session::on_storage_scarce(std::uint64_t bytes)
{
    m_state.scarce_bytes = bytes;
    m_platform.request_frame();
}

void Session::on_update_ready()
{
    m_state.update_ready = true;
    m_platform.request_frame();
}

void Session::update_save_state()
{
    auto const before = m_state.saving;
    auto const durability = m_workspace ? m_workspace->durability() : Durability {};
    if (m_workspace && m_workspace->mode() == OpenMode::ReadOnly)
        m_state.saving = Saving::ReadOnly;
    else if (m_state.storage_failure || durability.error || m_storage.status().state == SaveState::NotSaved)
        m_state.saving = Saving::Failed;
    else if (m_drafts.waiting() || !durability.all_saved() || m_storage.status().state == SaveState::Saving)
        m_state.saving = Saving::InProgress;
    else
        m_state.saving = Saving::Saved;
    if (m_state.saving != before)
        m_platform.request_frame();
}

} // namespace konkordat::app

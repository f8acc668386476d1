#include "web/views/application.h"

#include <cstdio>
#include <cstdlib>

namespace konkordat::views {

namespace {

void draw_screen(Frame& f)
{
    auto const screen = f.state().route.screen;
    switch (screen) {
    case app::Screen::Start: draw_start(f); return;
    case app::Screen::New: draw_new(f); return;
    case app::Screen::Verify: draw_verify(f); return;
    case app::Screen::Review: draw_reviews(f); return;
    case app::Screen::Compare: draw_compare(f); return;
    case app::Screen::Settings: draw_settings(f); return;
    case app::Screen::Unknown: draw_not_found(f); return;
    case app::Screen::Draft:
    case app::Screen::Parties:
    case app::Screen::Procedure:
    case app::Screen::Lifecycle:
    case app::Screen::Properties:
    case app::Screen::Appearance:
    case app::Screen::Interview:
    case app::Screen::Upgrade:
    case app::Screen::Findings:
    case app::Screen::History:
    case app::Screen::Export:
    case app::Screen::Signing:
    case app::Screen::Versions:
    case app::Screen::Remarks:
    case app::Screen::Task: break;
    }
    if (!f.state().open)
        draw_not_found(f);
    else if (screen == app::Screen::Draft)
        draw_draft(f);
    else if (screen == app::Screen::Parties)
        draw_parties(f);
    else if (screen == app::Screen::Procedure)
        draw_procedure(f);
    else if (screen == app::Screen::Lifecycle)
        draw_lifecycle(f);
    else if (screen == app::Screen::Properties)
        draw_properties(f);
    else if (screen == app::Screen::Appearance)
        draw_appearance(f);
    else if (screen == app::Screen::Interview)
        draw_interview(f);
    else if (screen == app::Screen::Upgrade)
        draw_upgrade(f);
    else if (screen == app::Screen::Findings)
        draw_findings(f);
    else if (screen == app::Screen::History)
        draw_history(f);
    else if (screen == app::Screen::Signing)
        draw_signing(f);
    else if (screen == app::Screen::Versions)
        draw_versions(f);
    else if (screen == app::Screen::Remarks)
        draw_remarks(f);
    else if (screen == app::Screen::Task)
        draw_task(f);
    else
        draw_export(f);
}

void draw_loading(Frame& f)
{
    auto const main = begin_main(f, f.words()("app.name"));
    auto const inset = ui::inset(f.ui, 24, 40);
    ui::heading(f.ui, 1, f.words()("app.name"), { .id = "title" });
    ui::status(f.ui, "loading", f.words()("loading"));
}

} // namespace

KonkordatApplication::KonkordatApplication(std::unique_ptr<app::Session> session)
    : m_session(std::move(session))
{
}

void KonkordatApplication::frame(ui::Context& ui)
{
    Frame f { .ui = ui, .session = *m_session, .memory = m_memory };
    auto const& state = f.state();
    m_memory.arrived = state.ready && !(m_memory.shown == state.route);
    // Ids of one agreement's screen mean nothing on another's.
    auto const place = "screen-" + std::to_string(static_cast<int>(state.route.screen)) + "-" + state.route.agreement.str();
    ui::skip_link(ui, f.words()("app.skip"), place + "/main");
    draw_header(f);
    draw_notices(f);
    {
        auto const scope = ui::push_id(ui, place);
        if (state.rescue)
            draw_rescue(f);
        else if (!state.ready)
            draw_loading(f);
        else
            draw_screen(f);
    }
    draw_dialogs(f);
    m_memory.desk.password.end_frame();
    m_memory.desk.trial_password.end_frame();
    if (state.ready)
        m_memory.shown = state.route;
    m_session->store_due_drafts();
    m_session->run_actions();
}

void KonkordatApplication::on_hash(std::string_view hash) { m_session->go_to(hash); }

void KonkordatApplication::on_files(app::FilesEvent event) { m_session->receive(std::move(event)); }

void KonkordatApplication::on_product(std::uint32_t ticket, Result<documents::Product> product)
{
    m_session->receive_product(ticket, std::move(product));
}

void KonkordatApplication::on_shortcut(app::Shortcut shortcut)
{
    auto const& state = m_session->state();
    auto const scope = state.open ? UndoScope(state.open->agreement.id) : workspace_scope;
    if (shortcut == app::Shortcut::Undo && state.writable())
        m_session->push(app::UndoLast { .scope = scope });
    if (shortcut == app::Shortcut::Redo && state.writable())
        m_session->push(app::RedoLast { .scope = scope });
    if (shortcut == app::Shortcut::Save)
        m_session->drafts().store_all();
    if (shortcut == app::Shortcut::Help)
        m_session->push(app::Navigate { .route = { .screen = app::Screen::Settings, .agreement = {}, .item = {} } });
    m_session->run_actions();
}

} // namespace konkordat::views

namespace konkordat::app {

std::unique_ptr<Application> create_application(Platform& platform, World& world, Storage& storage)
{
    auto session = Session::create(world, platform, storage);
    if (!session) {
        // Only a broken build gets here: the resources are compiled in and tested.
        std::fprintf(stderr, "%s\n", session.error().to_string().c_str());
        std::abort();
    }
    return std::make_unique<views::KonkordatApplication>(std::move(*session));
}

} // namespace konkordat::app

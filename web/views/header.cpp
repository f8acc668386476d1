#include "web/views/frame.h"

namespace konkordat::views {

namespace {

void draw_save_state(Frame& f)
{
    switch (f.state().saving) {
    case app::Saving::Saved:
        ui::status(
            f.ui, "save-state", f.words()("save.saved"), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet }, ui::Icon::Saved);
        break;
    case app::Saving::InProgress:
        ui::status(
            f.ui, "save-state", f.words()("save.saving"), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet }, ui::Icon::Clock);
        break;
    case app::Saving::Failed:
        ui::status(f.ui, "save-state", f.words()("save.failed"), { .style = ui::TextStyle::Small, .tone = ui::Tone::Error, .bold = true },
            ui::Icon::Error);
        break;
    case app::Saving::ReadOnly:
        ui::status(
            f.ui, "save-state", f.words()("save.readonly"), { .style = ui::TextStyle::Small, .tone = ui::Tone::Warning }, ui::Icon::Lock);
        break;
    }
}

void draw_undo(Frame& f)
{
    if (!f.state().open)
        return;
    auto const& words = f.words();
    auto const& open = f.open();
    auto const locked = f.locked();
    auto const undo_reason = !locked.empty() ? locked : open.undo ? std::string {} : words("header.undo.none");
    auto const redo_reason = !locked.empty() ? locked : open.redo ? std::string {} : words("header.redo.none");
    auto const undo_what = open.undo ? words("header.undo.what", { { "what", words(open.undo->key) } }) : words("header.undo");
    auto const redo_what = open.redo ? words("header.redo.what", { { "what", words(open.redo->key) } }) : words("header.redo");
    if (ui::icon_button(f.ui, "undo", ui::Icon::Undo, undo_what,
            { .kind = ui::ButtonKind::Quiet, .disabled_reason = undo_reason, .shortcut = "Ctrl+Z" }))
        f.push(app::UndoLast { .scope = open.agreement.id });
    if (ui::icon_button(f.ui, "redo", ui::Icon::Redo, redo_what,
            { .kind = ui::ButtonKind::Quiet, .disabled_reason = redo_reason, .shortcut = "Ctrl+Y" }))
        f.push(app::RedoLast { .scope = open.agreement.id });
}

/// Where I am: cantons, state, title.
void draw_place(Frame& f)
{
    auto const& agreement = f.open().agreement;
    std::string cantons;
    for (auto const& canton : agreement.cantons)
        cantons += (cantons.empty() ? "" : " · ") + canton.substr(canton.find('-') + 1);
    ui::badge(f.ui, cantons);
    ui::badge(f.ui, f.words()("state." + std::string(name_of(agreement.state))), ui::Tone::Note);
    ui::text(f.ui, text_in(agreement.title, f.language(), agreement.languages),
        { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet, .single_line = true });
}

void draw_language(Frame& f)
{
    std::vector<ui::Choice> choices;
    // Each language in its own words: who does not read the present one finds hers.
    choices.push_back({ .value = "de", .label = "Deutsch" });
    choices.push_back({ .value = "fr", .label = "Français" });
    choices.push_back({ .value = "it", .label = "Italiano" });
    choices.push_back({ .value = "en", .label = "English" });
    auto const selected = static_cast<std::size_t>(f.language());
    if (auto const chosen = ui::select(
            f.ui, "language", f.words()("header.language"), choices, selected, { .label_hidden = true, .width = 120 }))
        f.push(app::ChangeInterfaceLanguage { .language = all_languages[*chosen] });
}

void draw_agreement_navigation(Frame& f)
{
    // A reviewer sees what she has to do, and nothing else.
    if (!f.state().open || f.state().route.screen == app::Screen::Task)
        return;
    struct Entry {
        app::Screen screen;
        std::string_view id;
        std::string_view key;
    };
    static constexpr auto entries = std::to_array<Entry>({ { app::Screen::Draft, "draft", "nav.draft" },
        { app::Screen::Parties, "parties", "nav.parties" }, { app::Screen::Procedure, "procedure", "nav.procedure" },
        { app::Screen::Properties, "properties", "nav.properties" }, { app::Screen::Appearance, "appearance", "nav.appearance" },
        { app::Screen::Findings, "findings", "nav.findings" }, { app::Screen::Lifecycle, "lifecycle", "nav.lifecycle" },
        { app::Screen::History, "history", "nav.history" }, { app::Screen::Export, "export", "nav.export" },
        { app::Screen::Signing, "signing", "nav.signing" },
        { app::Screen::Versions, "versions", "nav.versions" }, { app::Screen::Remarks, "review", "nav.review" } });
    auto const navigation = ui::region(f.ui, ui::Landmark::Navigation, "agreement-navigation", f.words()("header.agreement"),
        { .padding = 8, .ground = ui::Ground::Raised, .border_bottom = true });
    auto const lines = ui::stack(f.ui, 4);
    {
        auto const row = ui::row(f.ui, "places", { .gap = ui::size_class(f.ui) == ui::SizeClass::Wide ? 20.0F : 16.0F });
        for (auto const& entry : entries) {
            auto const target = app::format_route({ .screen = entry.screen, .agreement = f.open().agreement.id, .item = {} });
            ui::link(f.ui, entry.id, f.words()(entry.key), target, { .current = f.state().route.screen == entry.screen });
        }
    }
    if (ui::size_class(f.ui) == ui::SizeClass::Wide) {
        auto const row = ui::row(f.ui, "place", { .gap = 8, .wrap = false });
        draw_place(f);
    }
}

} // namespace

void draw_header(Frame& f)
{
    {
        auto const banner = ui::region(
            f.ui, ui::Landmark::Banner, "banner", f.words()("app.name"), { .padding = 8, .ground = ui::Ground::Header });
        auto const row = ui::row(f.ui, "line", { .gap = ui::size_class(f.ui) == ui::SizeClass::Compact ? 8.0F : 16.0F, .wrap = true });
        ui::link(f.ui, "home", f.words()("app.name"), "#/", { .description = f.words()("nav.start"), .style = ui::TextStyle::Lead });
        ui::spacer(f.ui);
        if (f.state().ready)
            draw_save_state(f);
        draw_undo(f);
        draw_language(f);
        ui::link(f.ui, "settings", f.words()("nav.settings"), "#/settings",
            { .icon = ui::Icon::Gear, .current = f.state().route.screen == app::Screen::Settings });
    }
    draw_agreement_navigation(f);
}

namespace {

std::string_view failure_name(app::StorageProblem problem)
{
    switch (problem) {
    case app::StorageProblem::Unavailable: return "unavailable";
    case app::StorageProblem::Quota: return "quota";
    case app::StorageProblem::Fenced: return "fenced";
    case app::StorageProblem::NewerVersion: return "newer-version";
    case app::StorageProblem::Blocked: return "blocked";
    case app::StorageProblem::Closed: return "closed";
    case app::StorageProblem::Damaged: return "damaged";
    case app::StorageProblem::Failed: break;
    }
    return "failed";
}

void draw_save_failure(Frame& f)
{
    auto const problem = f.state().storage_failure ? f.state().storage_failure->problem : app::StorageProblem::Failed;
    auto const text = f.words()("save.failed." + std::string(failure_name(problem)));
    if (ui::message(f.ui, "save-failed", f.words()("save.failed"), text, { .tone = ui::Tone::Error, .action = f.words()("save.retry") })
        == ui::MessageResult::Action)
        f.push(app::RetrySaving {});
    if (ui::button(f.ui, "save-export", f.words()("save.export.workspace"), { .icon = ui::Icon::Download }))
        f.push(app::ExportWorkspace {});
}

void draw_read_only(Frame& f)
{
    bool const refused = f.state().take_over_refused;
    auto const text = f.words()(refused ? "readonly.refused" : "readonly.text");
    auto const action = f.words()(refused ? "readonly.discard" : "readonly.takeover");
    if (ui::message(f.ui, "read-only", f.words()("readonly.title"), text, { .tone = ui::Tone::Warning, .action = action })
        == ui::MessageResult::Action)
        f.push(app::TakeOverWriting { .how = refused ? app::TakeOver::Discard : app::TakeOver::Ask });
}

} // namespace

void draw_notices(Frame& f)
{
    auto const& state = f.state();
    bool const scarce = state.scarce_bytes.has_value() && state.saving != app::Saving::Failed;
    bool const anything = state.saving == app::Saving::Failed || state.saving == app::Saving::ReadOnly || state.update_ready || scarce;
    if (!anything)
        return;
    auto const region = ui::region(f.ui, ui::Landmark::Region, "notices", f.words()("header.notices"), { .padding = 8 });
    auto const stack = ui::stack(f.ui, 8);
    if (state.saving == app::Saving::Failed)
        draw_save_failure(f);
    if (state.saving == app::Saving::ReadOnly)
        draw_read_only(f);
    if (scarce
        && ui::message(f.ui, "scarce", f.words()("save.low.title"), f.words()("save.low"),
               { .tone = ui::Tone::Warning, .action = f.words()("save.export.workspace") })
            == ui::MessageResult::Action)
        f.push(app::ExportWorkspace {});
    if (state.update_ready
        && ui::message(f.ui, "update", f.words()("update.available"), f.words()("update.text"),
               { .tone = ui::Tone::Note, .action = f.words()("update.reload") })
            == ui::MessageResult::Action)
        f.push(app::ActivateUpdate {});
}

} // namespace konkordat::views

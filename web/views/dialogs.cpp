#include "web/views/fields.h"
#include "web/views/findings.h"
#include "web/views/frame.h"

namespace konkordat::views {

namespace {

void draw_problem(Frame& f)
{
    auto const& problem = f.state().problem;
    if (!problem)
        return;
    auto const dialog = ui::dialog(f.ui, "problem", problem->title, { .alert = true });
    {
        auto const stack = ui::stack(f.ui, 16);
        ui::paragraph(f.ui, problem->text, { .style = ui::TextStyle::Body });
        if (!problem->details.empty())
            ui::paragraph(f.ui, problem->details, { .style = ui::TextStyle::Body, .tone = ui::Tone::Quiet });
        auto const row = ui::row(f.ui, "buttons", { .end = true });
        if (ui::button(f.ui, "ok", f.words()("dialog.ok"), { .kind = ui::ButtonKind::Primary }) || dialog.dismissed)
            f.push(app::DismissProblem {});
    }
}

void draw_import_question(Frame& f)
{
    auto const& pending = f.state().import;
    if (!pending)
        return;
    auto const& words = f.words();
    auto const dialog = ui::dialog(f.ui, "import", words("import.exists.title"), { .alert = true });
    auto const stack = ui::stack(f.ui, 16);
    auto const date = [&](Timestamp time) { return time.utc_date().to_short_text(f.language()); };
    ui::paragraph(f.ui,
        words("import.exists.text",
            { { "date", date(pending->existing_modified_at) }, { "filedate", date(pending->agreement.modified_at) } }),
        { .style = ui::TextStyle::Body });
    auto const row = ui::row(f.ui, "buttons", { .end = true });
    if (ui::button(f.ui, "cancel", words("dialog.cancel")) || dialog.dismissed)
        f.push(app::DismissImport {});
    if (ui::button(f.ui, "replace", words("import.exists.replace")))
        f.push(app::ResolveImport { .mode = ImportMode::Replace });
    if (ui::button(f.ui, "copy", words("import.exists.copy"), { .kind = ui::ButtonKind::Primary }))
        f.push(app::ResolveImport { .mode = ImportMode::AsCopy });
}

void draw_workspace_question(Frame& f)
{
    auto const& pending = f.state().workspace_file;
    if (!pending)
        return;
    auto const& words = f.words();
    auto const dialog = ui::dialog(f.ui, "workspace", words("settings.data.load.title"), { .alert = true });
    auto const stack = ui::stack(f.ui, 16);
    ui::paragraph(f.ui,
        words("settings.data.load.text", { { "file", pending->file }, { "count", words.plural("start.count", pending->agreements) } }),
        { .style = ui::TextStyle::Body });
    auto const row = ui::row(f.ui, "buttons", { .end = true });
    if (ui::button(f.ui, "cancel", words("dialog.cancel")) || dialog.dismissed)
        f.push(app::DismissWorkspaceFile {});
    if (ui::button(f.ui, "save", words("settings.data.save"), { .icon = ui::Icon::Download }))
        f.push(app::ExportWorkspace {});
    if (ui::button(f.ui, "replace", words("settings.data.load.confirm"), { .kind = ui::ButtonKind::Danger }))
        f.push(app::ReplaceWorkspace {});
}

void draw_omission(Frame& f)
{
    auto& omission = f.memory.omission;
    if (!omission || !f.state().open)
        return;
    auto const& words = f.words();
    auto const& open = f.open();
    auto const* clause = find_clause(open.agreement, omission->clause);
    if (!clause) {
        omission.reset();
        return;
    }
    auto const heading = std::string(text_in(clause->heading, open.language, open.agreement.languages));
    auto const* origin = open.pack && clause->origin ? templates::find_clause(*open.pack, clause->origin->clause) : nullptr;
    auto const dialog = ui::dialog(f.ui, "omit", words("draft.omit.title", { { "heading", heading } }), { .width = 560 });
    auto const stack = ui::stack(f.ui, 16);
    ui::paragraph(
        f.ui, words(origin && origin->required ? "draft.omit.required" : "draft.omit.reason.help"), { .style = ui::TextStyle::Body });
    auto const error = omission->tried && omission->reason.empty() ? words("draft.omit.missing") : std::string {};
    auto const edit = ui::text_area(f.ui, "reason", words("draft.omit.reason"), omission->reason,
        { .error = error, .language = language_tag(open.language), .required = true });
    if (edit.changed || edit.committed)
        omission->reason = edit.value;
    auto const row = ui::row(f.ui, "buttons", { .end = true });
    if (ui::button(f.ui, "cancel", words("dialog.cancel")) || dialog.dismissed) {
        omission.reset();
        return;
    }
    if (ui::button(f.ui, "omit", words("draft.omit"), { .kind = ui::ButtonKind::Primary })) {
        omission->tried = true;
        if (!omission->reason.empty()) {
            f.edit(OmitClause {
                .agreement = open.agreement.id, .clause = omission->clause, .reason = { { open.language, omission->reason } } });
            omission.reset();
        }
    }
}

void draw_afresh_question(Frame& f)
{
    if (!f.memory.start_afresh)
        return;
    auto const& words = f.words();
    auto const dialog = ui::dialog(f.ui, "afresh", words("rescue.fresh"), { .alert = true });
    auto const stack = ui::stack(f.ui, 16);
    ui::paragraph(f.ui, words("rescue.fresh.text"), { .style = ui::TextStyle::Body });
    auto const row = ui::row(f.ui, "buttons", { .end = true });
    if (ui::button(f.ui, "cancel", words("dialog.cancel")) || dialog.dismissed)
        f.memory.start_afresh = false;
    if (ui::button(f.ui, "confirm", words("rescue.fresh.confirm"), { .kind = ui::ButtonKind::Danger })) {
        f.memory.start_afresh = false;
        f.push(app::StartAfresh {});
    }
}

void draw_toasts(Frame& f)
{
    for (auto const& toast : f.state().toasts) {
        auto const action = toast.offers_undo ? f.words()("toast.undo") : std::string {};
        auto const result = ui::toast(f.ui, "toast-" + std::to_string(toast.number), toast.text,
            { .action = action, .dismiss_label = f.words()("toast.close"), .tone = toast.tone });
        if (result == ui::ToastResult::Action)
            f.push(app::UndoLast { .scope = toast.undo_scope });
        if (result != ui::ToastResult::Shown)
            f.push(app::DismissToast { .number = toast.number });
    }
}

} // namespace

void draw_dialogs(Frame& f)
{
    draw_omission(f);
    draw_waiver_question(f);
    draw_afresh_question(f);
    draw_import_question(f);
    draw_workspace_question(f);
    draw_problem(f);
    draw_toasts(f);
}

} // namespace konkordat::views

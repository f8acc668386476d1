#include "web/views/compare.h"

#include <algorithm>

namespace konkordat::views {

namespace {

std::string skip_text(Frame const& f, compare::SkippedFile const& file)
{
    auto const& words = f.words();
    auto text = words("compare.skip." + std::string(name_of(file.reason)), { { "other", file.error.argument } });
    bool const has_details = file.reason == compare::SkipReason::Unreadable || file.reason == compare::SkipReason::Foreign
        || file.reason == compare::SkipReason::Untrusted;
    return has_details ? text + " " + words.describe(file.error) : text;
}

ui::Icon icon_of(compare::SkipReason reason)
{
    return reason == compare::SkipReason::Duplicate || reason == compare::SkipReason::Older ? ui::Icon::Info : ui::Icon::Warning;
}

void draw_import_report(Frame& f)
{
    auto const& words = f.words();
    auto const& compare = f.state().compare;
    if (compare.waiting > 0) {
        auto const done = compare.brought - std::min(compare.waiting, compare.brought);
        ui::status(f.ui, "reading",
            words("compare.import.reading", { { "done", std::to_string(done) }, { "count", std::to_string(compare.brought) } }), {},
            ui::Icon::Clock);
        ui::progress(f.ui, "progress", words("compare.import"),
            static_cast<float>(done) / static_cast<float>(std::max<std::size_t>(compare.brought, 1)));
        return;
    }
    if (compare.brought == 0)
        return;
    ui::status(f.ui, "taken",
        words("compare.import.taken", { { "taken", std::to_string(compare.taken) }, { "count", std::to_string(compare.brought) } }), {},
        compare.taken > 0 ? ui::Icon::Check : ui::Icon::Info);
    if (compare.skipped.empty())
        return;
    ui::heading(f.ui, 2, words("compare.skipped"), { .looks_like = 3 });
    auto const list = ui::list(f.ui, "skipped", words("compare.skipped"), 4);
    for (std::size_t i = 0; i < compare.skipped.size(); ++i) {
        auto const& file = compare.skipped[i];
        auto const item = ui::list_item(f.ui, "file-" + std::to_string(i));
        auto const row = ui::row(f.ui, "line", { .gap = 8, .wrap = false });
        bool const warns = icon_of(file.reason) == ui::Icon::Warning;
        ui::icon(f.ui, icon_of(file.reason), warns ? ui::Tone::Warning : ui::Tone::Quiet, {}, 16);
        ui::paragraph(f.ui, file.file + ": " + skip_text(f, file), { .style = ui::TextStyle::Body });
    }
}

/// Rows of the cantons in the order of the register.
std::vector<compare::RowNumber> canton_rows(compare::Matrix const& matrix)
{
    return matrix.ask({ .sort = { compare::SortKey {} } }).groups.front().rows;
}

void draw_row(Frame& f, compare::RowNumber number, std::size_t index, bool compact)
{
    auto const& words = f.words();
    auto const& compare = f.state().compare;
    auto const& row = compare.matrix->rows()[number];
    auto const* entry = compare.find(row.id);
    bool const has_mechanism = row.origin != compare::Origin::Register;
    auto const scope = ui::table_row(f.ui, row.id, { .index = index });
    ui::table_row_header(f.ui, canton_names(f, row.cantons), { .single_line = true });
    {
        auto const cell = ui::table_cell(f.ui);
        auto const own_name = std::string(text_in(row.name, f.language()));
        auto const name = own_name.empty() ? words("compare.profile") : own_name;
        ui::link(f.ui, "profile", has_mechanism ? name : "? " + answer_word(f, compare::Answer::Unknown),
            app::format_route(compare_route("profile/" + row.id)));
    }
    if (!compact) {
        auto const listed = compare::find_dimension(*compare.dimensions, "listed-2016");
        ui::table_cell(
            f.ui, listed ? cell_label(f, *listed, compare.matrix->cell(number, *listed)) : std::string(), { .single_line = true });
        ui::table_cell(f.ui, entry ? verification_word(f, row.verification) : std::string("–"), { .single_line = true });
        auto const added = entry ? compare.added_at.find(entry->agreement.id) : compare.added_at.end();
        ui::table_cell(f.ui, added == compare.added_at.end() ? std::string("–") : added->second.utc_date().to_short_text(f.language()),
            { .style = ui::TextStyle::Numeric, .single_line = true });
    }
}

} // namespace

void draw_compare_removal(Frame& f)
{
    auto& removing = f.memory.compare.removing;
    if (!removing)
        return;
    auto const& words = f.words();
    auto const& matrix = *f.state().compare.matrix;
    auto const row = find_row(matrix, *removing);
    if (!row) {
        removing.reset();
        return;
    }
    auto const dialog = ui::dialog(f.ui, "remove", words("compare.remove.title"), { .alert = true });
    auto const stack = ui::stack(f.ui, 16);
    ui::paragraph(f.ui, words("compare.remove.text", { { "name", row_name(f, matrix.rows()[*row]) } }), { .style = ui::TextStyle::Body });
    auto const buttons = ui::row(f.ui, "buttons", { .end = true });
    if (ui::button(f.ui, "cancel", words("dialog.cancel")) || dialog.dismissed) {
        removing.reset();
        return;
    }
    if (ui::button(f.ui, "confirm", words("compare.remove.confirm"), { .kind = ui::ButtonKind::Danger })) {
        f.push(app::RemoveFromRegister { .id = *removing });
        f.go(compare_route({}));
        removing.reset();
    }
}

void draw_compare_register(Frame& f)
{
    auto const& words = f.words();
    auto const& compare = f.state().compare;
    auto const measure = ui::measure(f.ui, 1080);
    auto const stack = ui::stack(f.ui, 16);
    ui::paragraph(f.ui, words("compare.intro"), { .tone = ui::Tone::Quiet });
    if (ui::drop_zone(f.ui, "register-files", words("compare.import"), words("compare.import.hint")) && f.locked().empty())
        f.push(app::ChooseRegisterFiles {});
    if (ui::button(f.ui, "folder", words("compare.import.folder"), { .icon = ui::Icon::Upload, .disabled_reason = f.locked() }))
        f.push(app::ChooseRegisterFolder {});
    draw_import_report(f);

    auto const rows = canton_rows(*compare.matrix);
    auto const mechanisms = std::ranges::count_if(
        rows, [&](compare::RowNumber row) { return compare.matrix->rows()[row].origin != compare::Origin::Register; });
    ui::heading(f.ui, 2, words("compare.register"), { .looks_like = 3 });
    ui::status(f.ui, "count",
        words("compare.register.count", { { "count", std::to_string(mechanisms) }, { "rows", std::to_string(rows.size()) } }),
        { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
    bool const compact = ui::size_class(f.ui) == ui::SizeClass::Compact;
    std::vector<ui::TableColumn> columns { { .id = "canton", .label = words("compare.column.canton"), .share = 1.2F },
        { .id = "agreement", .label = words("compare.column.agreement"), .share = 2 } };
    if (!compact) {
        columns.push_back({ .id = "listed", .label = words("compare.column.listed"), .share = 1 });
        columns.push_back({ .id = "signatures", .label = words("compare.column.signatures"), .share = 1.2F });
        columns.push_back({ .id = "added", .label = words("compare.column.added"), .width = 140 });
    }
    {
        auto const table = ui::table(f.ui, "cantons", words("compare.register"), columns, { .row_count = rows.size() });
        auto const range = ui::visible_rows(f.ui, rows.size(), 40);
        for (auto index = range.begin; index < range.end; ++index)
            draw_row(f, rows[index], index, compact);
        ui::end_visible_rows(f.ui);
    }
}

} // namespace konkordat::views

#include "web/views/compare.h"

namespace konkordat::views {

namespace {

void draw_facts(Frame& f, compare::MatrixRow const& row)
{
    auto const& words = f.words();
    auto const& compare = f.state().compare;
    auto const& set = *compare.dimensions;
    ui::fact(f.ui, std::string(label_text(set.words, "origin", f.language())),
        std::string(label_text(set.words, "origin-" + std::string(name_of(row.origin)), f.language())));
    if (!row.as_of.empty())
        ui::fact(f.ui, words("compare.as-of"), row.as_of);
    auto const* entry = compare.find(row.id);
    if (!entry)
        return;
    ui::fact(f.ui, words("compare.column.signatures"), verification_word(f, row.verification));
    ui::fact(f.ui, words("compare.column.file"), entry->state.file);
    ui::fact(f.ui, words("compare.column.modified"), entry->state.modified_at.utc_date().to_short_text(f.language()));
    if (entry->history.empty())
        return;
    ui::heading(f.ui, 2, words("compare.history"), { .looks_like = 4 });
    auto const list = ui::list(f.ui, "history", words("compare.history"), 4);
    for (std::size_t i = 0; i < entry->history.size(); ++i) {
        auto const& state = entry->history[i];
        auto const item = ui::list_item(f.ui, "state-" + std::to_string(i));
        ui::paragraph(f.ui,
            state.modified_at.utc_date().to_short_text(f.language()) + ": " + state.file + " (" + verification_word(f, state.verification)
                + ")",
            { .style = ui::TextStyle::Small });
    }
}

void draw_group(Frame& f, compare::RowNumber row, compare::Label const& group)
{
    auto const& compare = f.state().compare;
    auto const& set = *compare.dimensions;
    std::vector<std::size_t> dimensions;
    for (std::size_t i = 0; i < set.dimensions.size(); ++i) {
        if (set.dimensions[i].group == group.id)
            dimensions.push_back(i);
    }
    if (dimensions.empty())
        return;
    auto const name = std::string(text_in(group.text, f.language()));
    ui::heading(f.ui, 2, name, { .looks_like = 4 });
    auto const columns = std::to_array<ui::TableColumn>(
        { { .id = "dimension", .label = std::string(label_text(set.words, "dimension", f.language())), .share = 1 },
            { .id = "answer", .label = std::string(label_text(set.words, "answer", f.language())), .share = 1.4F } });
    auto const table = ui::table(f.ui, "group-" + group.id, name, columns, { .compact = true, .single_stop = true });
    for (auto const dimension : dimensions) {
        auto const cell = compare.matrix->cell(row, dimension);
        auto const label = cell_label(f, dimension, cell);
        auto const line = ui::table_row(f.ui, "dimension-" + std::to_string(dimension));
        ui::table_row_header(f.ui, dimension_name(f, dimension), { .style = ui::TextStyle::Small });
        bool const can_enter = compare.matrix->rows()[row].origin != compare::Origin::Reference;
        if (cell.statements().empty() && !can_enter) {
            ui::table_cell(f.ui, label, { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
            continue;
        }
        auto const content = ui::table_cell(f.ui);
        ui::link(f.ui, "open", label, app::format_route(cell_route(f, row, dimension)), { .style = ui::TextStyle::Small });
    }
}

} // namespace

void draw_compare_profile(Frame& f, std::string_view id)
{
    auto const& words = f.words();
    auto const& compare = f.state().compare;
    auto const row = find_row(*compare.matrix, id);
    auto const measure = ui::measure(f.ui, 960);
    auto const stack = ui::stack(f.ui, 16);
    if (!row) {
        ui::empty_state(f.ui, ui::Icon::Compare, words("compare.profile.none"), words("compare.profile.none.text"));
        return;
    }
    draw_facts(f, compare.matrix->rows()[*row]);
    ui::paragraph(f.ui, words("compare.signs"), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet, .max_width = 960 });
    for (auto const& group : compare.dimensions->groups)
        draw_group(f, *row, group);
    auto const origin = compare.matrix->rows()[*row].origin;
    if ((origin == compare::Origin::Agreement || origin == compare::Origin::Hand)
        && ui::button(f.ui, "remove", words("compare.remove"), { .icon = ui::Icon::Trash, .disabled_reason = f.locked() }))
        f.memory.compare.removing = std::string(id);
}

} // namespace konkordat::views

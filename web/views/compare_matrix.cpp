#include "web/views/compare_filters.h"

#include <algorithm>

namespace konkordat::views {

namespace {

using compare::Answer;
using compare::RowNumber;

constexpr float row_height = 32;
/// Shown until somebody chooses.
constexpr auto usual_dimensions = std::to_array<std::string_view>({ "form", "state", "listed-2016", "lead", "moderation", "signatories",
    "members/number", "meetings", "information/exchange", "financing/regulated", "dates/entry", "conformity/errors" });

void set_usual_dimensions(Frame& f)
{
    auto& memory = f.memory.compare;
    if (std::exchange(memory.has_dimensions, true))
        return;
    for (auto const id : usual_dimensions) {
        if (auto const index = compare::find_dimension(*f.state().compare.dimensions, id))
            memory.dimensions.push_back(*index);
    }
    std::ranges::sort(memory.dimensions);
}

bool is_mechanism(compare::Matrix const& matrix, RowNumber row) { return matrix.rows()[row].origin != compare::Origin::Register; }

/// Asks the matrix when something has changed.
void ask(Frame& f)
{
    auto& memory = f.memory.compare;
    auto const& compare = f.state().compare;
    if (!memory.is_stale && memory.asked_revision == compare.revision)
        return;
    memory.is_stale = false;
    memory.asked_revision = compare.revision;
    auto const& matrix = *compare.matrix;
    compare::Question question { .filters = memory.filters, .sort = {}, .group_by = memory.group };
    if (memory.sort)
        question.sort.push_back({ .dimension = memory.sort, .direction = memory.direction });
    question.sort.emplace_back();
    memory.reply = matrix.ask(question);
    memory.rows.clear();
    for (auto& group : memory.reply.groups) {
        if (memory.only_mechanisms)
            std::erase_if(group.rows, [&](RowNumber row) { return !is_mechanism(matrix, row); });
        memory.rows.insert(memory.rows.end(), group.rows.begin(), group.rows.end());
    }
    std::erase_if(memory.reply.groups, [](compare::RowGroup const& group) { return group.rows.empty(); });
    memory.columns = memory.dimensions;
    if (memory.only_differences) {
        auto const differing = matrix.differing(memory.rows);
        std::erase_if(memory.columns, [&](std::size_t column) { return std::ranges::find(differing, column) == differing.end(); });
    }
    memory.counts.clear();
    // Of all cantons, whatever is filtered: what a filter leaves out is not unknown.
    auto const all = matrix.ask({}).groups.front().rows;
    for (auto const column : memory.columns)
        memory.counts.push_back(matrix.count_cantons(column, all));
}

/// The dimensions that have room beside each other, and buttons that lead to the others.
std::vector<std::size_t> page_of(Frame& f, std::vector<std::size_t> const& all, std::size_t room)
{
    if (all.size() <= room)
        return all;
    auto const& words = f.words();
    auto& page = f.memory.compare.column_page;
    std::size_t const pages = (all.size() + room - 1) / room;
    page = std::min(page, pages - 1);
    auto const begin = page * room;
    auto const end = std::min(begin + room, all.size());
    auto const row = ui::row(f.ui, "column-pages");
    if (ui::icon_button(f.ui, "previous", ui::Icon::ChevronLeft, words("compare.columns.previous"),
            { .disabled_reason = page == 0 ? words("compare.columns.first") : std::string {} }))
        --page;
    ui::status(f.ui, "shown",
        words("compare.columns.shown",
            { { "from", std::to_string(begin + 1) }, { "to", std::to_string(end) }, { "count", std::to_string(all.size()) } }),
        { .style = ui::TextStyle::Small });
    if (ui::icon_button(f.ui, "next", ui::Icon::ChevronRight, words("compare.columns.next"),
            { .disabled_reason = page + 1 == pages ? words("compare.columns.last") : std::string {} }))
        ++page;
    return { all.begin() + static_cast<std::ptrdiff_t>(begin), all.begin() + static_cast<std::ptrdiff_t>(end) };
}

std::string group_label(Frame const& f, compare::RowGroup const& group)
{
    auto const& set = *f.state().compare.dimensions;
    auto const dimension = *f.memory.compare.group;
    std::string text;
    if (group.answer == Answer::Known) {
        for (auto const& value : group.values)
            text += (text.empty() ? "" : "; ") + compare::value_text(set, set.dimensions[dimension], value, f.language());
    } else {
        text = answer_word(f, group.answer);
    }
    return text + " (" + std::to_string(group.rows.size()) + ")";
}

void draw_row(Frame& f, RowNumber number, std::vector<std::size_t> const& columns, std::size_t index)
{
    auto const& matrix = *f.state().compare.matrix;
    auto const& row = matrix.rows()[number];
    auto const scope = ui::table_row(f.ui, row.id, { .index = index });
    if (is_mechanism(matrix, number)) {
        auto const cell = ui::table_cell(f.ui);
        ui::link(
            f.ui, "profile", row_name(f, row), app::format_route(compare_route("profile/" + row.id)), { .style = ui::TextStyle::Small });
    } else {
        ui::table_row_header(f.ui, row_name(f, row), { .style = ui::TextStyle::Small, .single_line = true });
    }
    for (auto const column : columns) {
        auto const content = matrix.cell(number, column);
        auto const label = cell_label(f, column, content);
        if (content.statements().empty()) {
            ui::table_cell(f.ui, label, { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet, .single_line = true });
            continue;
        }
        auto const cell = ui::table_cell(f.ui);
        ui::link(f.ui, "open", label, app::format_route(cell_route(f, number, column)), { .style = ui::TextStyle::Small });
    }
}

/// A line of the table: a row, or the heading of a group.
struct Line {
    std::optional<RowNumber> row;
    compare::RowGroup const* group = nullptr;
};

std::vector<ui::TableColumn> table_columns(Frame const& f, std::vector<std::size_t> const& dimensions)
{
    auto const& memory = f.memory.compare;
    std::vector<ui::TableColumn> columns { { .id = "canton",
        .label = f.words()("compare.column.canton"),
        .share = 1.4F,
        .sortable = true,
        .sorted = memory.sort ? ui::SortOrder::None : ui::SortOrder::Ascending } };
    for (auto const dimension : dimensions) {
        auto const sorted = memory.sort != dimension            ? ui::SortOrder::None
            : memory.direction == compare::Direction::Ascending ? ui::SortOrder::Ascending
                                                                : ui::SortOrder::Descending;
        columns.push_back(
            { .id = std::to_string(dimension), .label = dimension_name(f, dimension), .share = 1, .sortable = true, .sorted = sorted });
    }
    return columns;
}

void sort_by(CompareMemory& memory, std::optional<std::size_t> dimension)
{
    bool const again = memory.sort == dimension && dimension;
    memory.direction = again && memory.direction == compare::Direction::Ascending ? compare::Direction::Descending
                                                                                  : compare::Direction::Ascending;
    memory.sort = dimension;
    memory.is_stale = true;
}

void draw_lines(
    Frame& f, std::string_view id, std::string const& name, std::vector<Line> const& lines, std::vector<std::size_t> const& dimensions)
{
    auto const columns = table_columns(f, dimensions);
    auto const table = ui::table(f.ui, id, name, columns, { .row_count = lines.size(), .compact = true, .single_stop = true });
    if (table.sort)
        sort_by(f.memory.compare, *table.sort == 0 ? std::nullopt : std::optional(dimensions[*table.sort - 1]));
    auto const range = ui::visible_rows(f.ui, lines.size(), row_height);
    for (auto index = range.begin; index < range.end; ++index) {
        auto const& line = lines[index];
        if (line.row) {
            draw_row(f, *line.row, dimensions, index);
            continue;
        }
        auto const row = ui::table_row(f.ui, "group-" + std::to_string(index), { .selected = true, .index = index });
        ui::table_row_header(f.ui, group_label(f, *line.group), { .style = ui::TextStyle::Small, .bold = true, .single_line = true });
        for (std::size_t i = 0; i < dimensions.size(); ++i)
            ui::table_cell(f.ui, "", {});
    }
    ui::end_visible_rows(f.ui);
}

void draw_table(Frame& f, std::vector<std::size_t> const& dimensions)
{
    auto const& memory = f.memory.compare;
    std::vector<Line> lines;
    lines.reserve(memory.rows.size() + memory.reply.groups.size());
    for (auto const& group : memory.reply.groups) {
        if (memory.group)
            lines.push_back({ .row = {}, .group = &group });
        for (auto const row : group.rows)
            lines.push_back({ .row = row, .group = &group });
    }
    draw_lines(f, "matrix", f.words()("compare.page.matrix"), lines, dimensions);
    if (lines.empty())
        ui::paragraph(f.ui, f.words()("compare.rows.none"), { .style = ui::TextStyle::Body, .tone = ui::Tone::Quiet });
    if (!memory.references)
        return;
    auto const title = std::string(label_text(f.state().compare.dimensions->words, "references", f.language()));
    ui::heading(f.ui, 2, title, { .looks_like = 4 });
    std::vector<Line> beside;
    for (auto const row : memory.reply.references)
        beside.push_back({ .row = row, .group = nullptr });
    draw_lines(f, "references", title, beside, dimensions);
}

std::string values_text(Frame const& f, std::size_t dimension, compare::Counts const& counts)
{
    auto const& set = *f.state().compare.dimensions;
    std::string text;
    for (std::size_t i = 0; i < std::min<std::size_t>(counts.values.size(), 8); ++i)
        text += (text.empty() ? "" : "; ") + compare::value_text(set, set.dimensions[dimension], counts.values[i].value, f.language())
            + ": " + std::to_string(counts.values[i].count);
    return text + (counts.values.size() > 8 ? "; …" : "");
}

/// One dimension a line: how many of the 26 cantons say what. A share of those that have something has the applicable as denominator.
void draw_counts(Frame& f)
{
    auto const& words = f.words();
    auto const& memory = f.memory.compare;
    if (memory.columns.empty())
        return;
    auto const total = memory.counts.front().total;
    ui::heading(f.ui, 2, words("compare.counts", { { "count", std::to_string(total) } }), { .looks_like = 3 });
    ui::paragraph(f.ui, words("compare.counts.text"), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
    bool const narrow = ui::available_width(f.ui) < 800;
    auto const shown = [&](Answer answer) { return !narrow || answer == Answer::Known || answer == Answer::Unknown; };
    std::vector<ui::TableColumn> columns {
        { .id = "dimension", .label = std::string(label_text(f.state().compare.dimensions->words, "dimension", f.language())), .share = 2 }
    };
    for (std::size_t i = 0; i < compare::answer_count; ++i) {
        auto const answer = static_cast<Answer>(i);
        if (shown(answer))
            columns.push_back(
                { .id = std::string(name_of(answer)), .label = answer_word(f, answer), .share = 1, .alignment = ui::Alignment::End });
    }
    if (!narrow)
        columns.push_back({ .id = "values", .label = words("compare.counts.values"), .share = 3 });
    auto const table = ui::table(
        f.ui, "counts", words("compare.counts", { { "count", std::to_string(total) } }), columns, { .compact = true });
    for (std::size_t i = 0; i < memory.columns.size(); ++i) {
        auto const& counts = memory.counts[i];
        auto const row = ui::table_row(f.ui, "count-" + std::to_string(memory.columns[i]));
        ui::table_row_header(f.ui, dimension_name(f, memory.columns[i]), { .style = ui::TextStyle::Small });
        for (std::size_t number = 0; number < compare::answer_count; ++number) {
            auto const answer = static_cast<Answer>(number);
            if (!shown(answer))
                continue;
            auto const of = answer == Answer::Known ? counts.applicable() : counts.total;
            ui::table_cell(f.ui,
                words("compare.counts.of", { { "count", std::to_string(counts.of(answer)) }, { "total", std::to_string(of) } }),
                { .style = ui::TextStyle::Small });
        }
        if (!narrow)
            ui::table_cell(f.ui, values_text(f, memory.columns[i], counts), { .style = ui::TextStyle::Small });
    }
}

void draw_exports(Frame& f)
{
    auto const& words = f.words();
    auto const& memory = f.memory.compare;
    ui::heading(f.ui, 2, words("compare.export"), { .looks_like = 3 });
    auto rows = memory.rows;
    if (memory.references)
        rows.insert(rows.end(), memory.reply.references.begin(), memory.reply.references.end());
    auto const nothing = rows.empty() || memory.columns.empty() ? words("compare.rows.none") : std::string();
    auto const row = ui::row(f.ui, "exports", { .gap = 16 });
    for (auto const format : { app::TableFormat::Csv, app::TableFormat::Json }) {
        bool const csv = format == app::TableFormat::Csv;
        if (ui::button(f.ui, csv ? "csv" : "json", words(csv ? "compare.export.csv" : "compare.export.json"),
                { .icon = ui::Icon::Download, .disabled_reason = nothing }))
            f.push(app::ExportComparison { .format = format, .rows = rows, .dimensions = memory.columns });
        if (ui::button(f.ui, csv ? "all-csv" : "all-json", words(csv ? "compare.export.all.csv" : "compare.export.all.json"),
                { .kind = ui::ButtonKind::Quiet, .icon = ui::Icon::Download }))
            f.push(app::ExportComparison { .format = format });
    }
}

} // namespace

void draw_compare_matrix(Frame& f)
{
    auto const& words = f.words();
    auto const& memory = f.memory.compare;
    set_usual_dimensions(f);
    draw_matrix_controls(f);
    ask(f);
    auto const mechanisms = std::ranges::count_if(memory.rows, [&](RowNumber row) { return is_mechanism(*f.state().compare.matrix, row); });
    ui::status(f.ui, "rows",
        words("compare.rows", { { "count", std::to_string(memory.rows.size()) }, { "mechanisms", std::to_string(mechanisms) } }),
        { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
    ui::paragraph(f.ui, words("compare.signs"), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet, .max_width = 1200 });
    if (memory.columns.empty()) {
        ui::empty_state(f.ui, ui::Icon::Compare, words("compare.columns.none.title"),
            words(memory.only_differences ? "compare.columns.same" : "compare.columns.none"));
        return;
    }
    auto const width = ui::available_width(f.ui);
    auto const room = static_cast<std::size_t>(std::max(1.0F, (width - 200) / 150));
    draw_table(f, page_of(f, memory.columns, room));
    draw_counts(f);
    draw_exports(f);
}

} // namespace konkordat::views

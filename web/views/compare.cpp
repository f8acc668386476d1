#include "web/views/compare.h"

#include "core/compare/table.h"

#include <algorithm>
#include <array>

namespace konkordat::views {

namespace {

using compare::Answer;

constexpr auto pages = std::to_array<std::string_view>({ "", "matrix", "wording", "search" });

/// What the signs of a cell say is also said in words beside them.
std::string_view sign_of(Answer answer)
{
    switch (answer) {
    case Answer::Known: return "";
    case Answer::None: return "– ";
    case Answer::Planned: return "… ";
    case Answer::NotApplicable: return "× ";
    case Answer::Unknown: return "? ";
    case Answer::Conflicting: return "! ";
    }
    return "";
}

std::vector<std::string> split(std::string_view item)
{
    std::vector<std::string> parts;
    while (!item.empty()) {
        auto const slash = item.find('/');
        parts.emplace_back(item.substr(0, slash));
        item = slash == std::string_view::npos ? std::string_view {} : item.substr(slash + 1);
    }
    return parts;
}

bool is_dialog(std::string_view page) { return page == "cell" || page == "clause"; }

void draw_navigation(Frame& f, std::string_view page)
{
    auto const& words = f.words();
    auto const navigation = ui::region(f.ui, ui::Landmark::Navigation, "compare-navigation", words("compare.title"));
    auto const row = ui::row(f.ui, "pages", { .gap = 20 });
    for (auto const name : pages) {
        auto const key = "compare.page." + std::string(name.empty() ? "register" : name);
        ui::link(f.ui, name.empty() ? "register" : name, words(key), app::format_route(compare_route(std::string(name))),
            { .current = page == name });
    }
}

void draw_page(Frame& f, std::vector<std::string> const& parts)
{
    auto const page = parts.empty() ? std::string() : parts.front();
    if (page == "matrix")
        draw_compare_matrix(f);
    else if (page == "profile" && parts.size() == 2)
        draw_compare_profile(f, parts[1]);
    else if (page == "wording")
        draw_compare_wording(f);
    else if (page == "search")
        draw_compare_search(f);
    else
        draw_compare_register(f);
}

std::string title_of(Frame const& f, std::vector<std::string> const& parts)
{
    auto const& matrix = f.state().compare.matrix;
    if (parts.size() == 2 && parts[0] == "profile" && matrix) {
        if (auto const row = find_row(*matrix, parts[1]))
            return row_name(f, matrix->rows()[*row]);
    }
    auto const page = parts.empty() ? std::string("register") : parts.front();
    return f.words()(page == "register" || page == "profile" ? "compare.title" : "compare.page." + page);
}

} // namespace

app::Route compare_route(std::string item) { return { .screen = app::Screen::Compare, .agreement = {}, .item = std::move(item) }; }

std::optional<compare::RowNumber> find_row(compare::Matrix const& matrix, std::string_view id)
{
    auto const found = std::ranges::find(matrix.rows(), id, &compare::MatrixRow::id);
    if (found == matrix.rows().end())
        return {};
    return static_cast<compare::RowNumber>(found - matrix.rows().begin());
}

std::string canton_names(Frame const& f, std::vector<std::string> const& codes)
{
    return f.state().assets->words.canton_names(f.language(), codes);
}

std::string row_name(Frame const& f, compare::MatrixRow const& row)
{
    auto const name = std::string(text_in(row.name, f.language()));
    if (row.origin == compare::Origin::Reference)
        return name + (row.country.empty() ? "" : " (" + row.country + ")");
    auto const cantons = canton_names(f, row.cantons);
    return name.empty() || name == cantons ? cantons : cantons + ": " + name;
}

std::string dimension_name(Frame const& f, std::size_t dimension)
{
    auto const& set = *f.state().compare.dimensions;
    auto const& of = set.dimensions[dimension];
    std::string label(text_in(of.label, f.language()));
    if (!of.unit.empty())
        label += " (" + std::string(label_text(set.units, of.unit, f.language())) + ")";
    return label;
}

std::string answer_word(Frame const& f, Answer answer)
{
    return std::string(label_text(f.state().compare.dimensions->answers, name_of(answer), f.language()));
}

std::string verification_word(Frame const& f, std::string_view verification)
{
    return verification.empty() ? f.words()("compare.verdict.none") : f.words()("compare.verdict." + std::string(verification));
}

std::string cell_label(Frame const& f, std::size_t dimension, compare::Cell const& cell)
{
    auto const& set = *f.state().compare.dimensions;
    auto const answer = cell.answer();
    auto const text = compare::cell_text(set, set.dimensions[dimension], cell, f.language());
    if (answer == Answer::Known)
        return text;
    return std::string(sign_of(answer)) + answer_word(f, answer) + (text.empty() ? "" : ": " + text);
}

app::Route cell_route(Frame const& f, compare::RowNumber row, std::size_t dimension)
{
    auto const& compare = f.state().compare;
    return compare_route("cell/" + compare.matrix->rows()[row].id + "/" + compare.dimensions->dimensions[dimension].id);
}

void draw_compare(Frame& f)
{
    auto const& words = f.words();
    auto const& compare = f.state().compare;
    auto& memory = f.memory.compare;
    auto const parts = split(f.state().route.item);
    bool const dialog = !parts.empty() && is_dialog(parts.front());
    if (!dialog)
        memory.page = f.state().route.item;
    auto const page = split(memory.page);
    auto const title = title_of(f, page);
    {
        auto const main = begin_main(f, title);
        bool const compact = ui::size_class(f.ui) == ui::SizeClass::Compact;
        auto const inset = ui::inset(f.ui, compact ? 16.0F : 24.0F, compact ? 16.0F : 24.0F);
        auto const stack = ui::stack(f.ui, 16);
        ui::heading(f.ui, 1, title, { .id = "title" });
        if (f.memory.arrived && memory.shown_page != memory.page)
            ui::focus(f.ui, "title");
        memory.shown_page = memory.page;
        draw_navigation(f, page.empty() ? "" : page.front());
        if (compare.failure)
            (void)ui::message(f.ui, "failure", words("error.title"), words.describe(*compare.failure), { .tone = ui::Tone::Error });
        if (compare.matrix)
            draw_page(f, page);
    }
    if (!compare.matrix)
        return;
    draw_compare_removal(f);
    draw_compare_adoption(f);
    if (!dialog)
        return;
    auto const last = f.state().route.item.substr(parts[0].size() + 1 + parts[1].size() + 1);
    if (parts.front() == "cell")
        draw_compare_cell(f, parts[1], last);
    else
        draw_compare_clause(f, parts[1], last);
}

} // namespace konkordat::views

#include "web/views/compare.h"

#include <algorithm>

namespace konkordat::views {

namespace {

std::vector<ui::Run> marked(compare::SearchHit const& hit)
{
    std::vector<ui::Run> runs;
    std::size_t end = 0;
    for (auto const& [first, last] : hit.marks) {
        if (first > end)
            runs.push_back({ .text = hit.excerpt.substr(end, first - end) });
        runs.push_back({ .text = hit.excerpt.substr(first, last - first), .bold = true });
        end = last;
    }
    if (end < hit.excerpt.size())
        runs.push_back({ .text = hit.excerpt.substr(end) });
    return runs;
}

void draw_hit(Frame& f, compare::SearchHit const& hit)
{
    auto const& compare = f.state().compare;
    auto const* entry = compare.find(hit.agreement.str());
    auto const cantons = entry ? canton_names(f, entry->agreement.cantons) : hit.agreement.str();
    auto const item = ui::list_item(f.ui, hit.agreement.str() + "-" + hit.clause.str() + "-" + std::string(language_code(hit.language)));
    auto const card = ui::card(f.ui, "card", { .padding = 16 });
    auto const stack = ui::stack(f.ui, 4);
    ui::link(f.ui, "open", cantons + ": " + hit.heading,
        app::format_route(compare_route("clause/" + hit.agreement.str() + "/" + hit.clause.str())));
    auto const runs = marked(hit);
    if (!runs.empty())
        ui::paragraph(f.ui, runs, { .style = ui::TextStyle::Body, .language = language_tag(hit.language) });
    ui::text(f.ui, language_name(f, hit.language), { .style = ui::TextStyle::Caption, .tone = ui::Tone::Quiet });
}

void search(Frame& f)
{
    auto const& memory = f.memory.compare;
    f.push(app::SearchClauses { .words = memory.words,
        .language = memory.words_language == 0 ? std::nullopt : std::optional(all_languages[memory.words_language - 1]) });
}

} // namespace

void draw_compare_search(Frame& f)
{
    auto const& words = f.words();
    auto const& compare = f.state().compare;
    auto& memory = f.memory.compare;
    auto const measure = ui::measure(f.ui, 840);
    auto const stack = ui::stack(f.ui, 16);
    ui::paragraph(f.ui, words("compare.search.intro"), { .style = ui::TextStyle::Body, .tone = ui::Tone::Quiet });
    if (compare.agreements.empty()) {
        ui::empty_state(f.ui, ui::Icon::Search, words("compare.empty.title"), words("compare.empty.text"));
        return;
    }
    {
        auto const region = ui::region(f.ui, ui::Landmark::Search, "search", words("compare.page.search"));
        auto const row = ui::row(f.ui, "form", { .gap = 16 });
        auto const edit = ui::text_field(f.ui, "words", words("compare.search.words"), memory.words,
            { .kind = ui::InputKind::Search, .spell_check = false, .width = 360 });
        if (edit.changed || edit.committed || edit.submitted)
            memory.words = edit.value;
        std::vector<ui::Choice> languages { { .value = "all", .label = words("compare.search.all") } };
        for (auto const language : all_languages)
            languages.push_back({ .value = std::string(language_code(language)), .label = language_name(f, language) });
        auto const chosen = ui::select(f.ui, "language", words("compare.language"), languages, memory.words_language, { .width = 200 });
        if (chosen)
            memory.words_language = *chosen;
        bool const asked = ui::button(
            f.ui, "go", words("compare.search.go"), { .kind = ui::ButtonKind::Primary, .icon = ui::Icon::Search });
        if (asked || edit.submitted || (chosen && compare.found))
            search(f);
    }
    if (!compare.found)
        return;
    ui::status(f.ui, "found",
        words("compare.search.found",
            { { "count", std::to_string(compare.found->total) }, { "shown", std::to_string(compare.found->hits.size()) },
                { "words", compare.searched } }));
    if (compare.found->hits.empty()) {
        ui::paragraph(f.ui, words("compare.search.none"), { .style = ui::TextStyle::Body, .tone = ui::Tone::Quiet });
        return;
    }
    auto const list = ui::list(f.ui, "hits", words("compare.page.search"), 8);
    for (auto const& hit : compare.found->hits)
        draw_hit(f, hit);
}

} // namespace konkordat::views

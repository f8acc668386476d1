#include "web/views/compare.h"

#include "core/compare/wording.h"
#include "core/review/text_difference.h"

#include <algorithm>

namespace konkordat::views {

namespace {

using compare::WordingGroup;

/// The template that the agreements were made from: topics are its clauses.
templates::TemplatePack const* pack_of(Frame const& f)
{
    auto const& packs = f.state().assets->packs;
    return packs.empty() ? nullptr : &packs.front();
}

std::string topic_name(Frame const& f, templates::ClauseTemplate const& clause)
{
    for (auto const form : clause.forms) {
        auto const heading = text_in(clause.alternatives.front().wording(form).heading, f.language());
        if (!heading.empty())
            return std::string(heading);
    }
    return clause.id;
}

std::vector<templates::ClauseTemplate const*> topics(templates::TemplatePack const& pack)
{
    std::vector<templates::ClauseTemplate const*> found;
    for (auto const& clause : pack.clauses) {
        if (clause.kind == ClauseKind::Clause && clause.generated == Generated::None)
            found.push_back(&clause);
    }
    return found;
}

/// Signs and words tell them apart, not the colour alone.
std::vector<ui::Run> difference_runs(std::string const& before, std::string const& after)
{
    std::vector<ui::Run> runs;
    for (auto const& piece : review::word_difference(before, after)) {
        auto const text = std::string(piece.text);
        if (piece.kind == review::PieceKind::Same)
            runs.push_back({ .text = text });
        else if (piece.kind == review::PieceKind::Removed)
            runs.push_back({ .text = "[–" + text + "–]", .tone = ui::Tone::Deletion });
        else
            runs.push_back({ .text = "[+" + text + "+]", .bold = true, .tone = ui::Tone::Insertion });
    }
    return runs;
}

std::string cantons_of(Frame const& f, WordingGroup const& group)
{
    std::string text;
    for (auto const& place : group.places)
        text += (text.empty() ? "" : "; ") + canton_names(f, place.cantons);
    return text;
}

void begin_adoption(Frame& f, WordingGroup const& group, std::string const& topic, Language language)
{
    auto const& place = group.places.front();
    CompareMemory::Adoption adoption;
    adoption.topic = topic;
    adoption.language = language;
    adoption.body = group.body;
    adoption.source = { .agreement = place.agreement, .clause = place.clause, .cantons = place.cantons, .date = {} };
    f.memory.compare.adoption = std::move(adoption);
    f.push(app::FindAdoptionPlaces { .origin = topic, .language = language });
}

void draw_group(Frame& f, compare::TopicWordings const& wordings, WordingGroup const& group, std::size_t number, std::string const& topic,
    Language language)
{
    auto const& words = f.words();
    ui::next_column(f.ui);
    auto const card = ui::card(f.ui, "wording-" + std::to_string(number), { .padding = 16 });
    auto const stack = ui::stack(f.ui, 8);
    auto const cantons = cantons_of(f, group);
    ui::heading(f.ui, 2, cantons, { .looks_like = 4 });
    auto const tag = language_tag(language);
    auto const has_template = group.template_wording.has_value();
    ui::badge(f.ui,
        words(group.is_the_templates ? "compare.wording.template"
                : has_template       ? "compare.wording.differs"
                                     : "compare.wording.own"),
        group.is_the_templates ? ui::Tone::Success : ui::Tone::Note);
    if (!group.heading.empty())
        ui::text(f.ui, group.heading, { .bold = true, .language = tag });
    if (has_template && !group.is_the_templates) {
        auto const runs = difference_runs(wordings.templates[*group.template_wording].body, group.body);
        ui::paragraph(f.ui, runs, { .language = tag });
    } else {
        ui::paragraph(f.ui, group.body, { .language = tag });
    }
    for (auto const& place : group.places)
        ui::link(f.ui, "open-" + place.agreement.str() + "-" + place.clause.str(),
            words("compare.wording.open", { { "cantons", canton_names(f, place.cantons) } }),
            app::format_route(compare_route("clause/" + place.agreement.str() + "/" + place.clause.str())),
            { .style = ui::TextStyle::Small });
    if (group.body.empty())
        return;
    if (ui::button(f.ui, "adopt", words("compare.adopt"),
            { .icon = ui::Icon::Copy, .disabled_reason = f.locked(), .accessible_name = words("compare.adopt") + ": " + cantons }))
        begin_adoption(f, group, topic, language);
}

void draw_missing(Frame& f, std::vector<compare::MissingWording> const& missing)
{
    auto const& words = f.words();
    if (missing.empty())
        return;
    ui::heading(f.ui, 2, words("compare.wording.missing"), { .looks_like = 4 });
    auto const list = ui::list(f.ui, "missing", words("compare.wording.missing"), 4);
    for (auto const& entry : missing) {
        auto const item = ui::list_item(f.ui, entry.agreement.str());
        constexpr auto keys = std::to_array<std::string_view>(
            { "compare.wording.no-clause", "compare.wording.omitted", "compare.wording.no-text" });
        ui::paragraph(f.ui,
            canton_names(f, entry.cantons) + ": "
                + words(keys[static_cast<std::size_t>(entry.gap)], { { "reason", std::string(text_in(entry.reason, f.language())) } }),
            { .style = ui::TextStyle::Body });
    }
}

} // namespace

void draw_compare_adoption(Frame& f)
{
    auto& adoption = f.memory.compare.adoption;
    auto const& compare = f.state().compare;
    if (!adoption || compare.places_topic != adoption->topic)
        return;
    auto const& words = f.words();
    auto const dialog = ui::dialog(f.ui, "adopt-into", words("compare.adopt.title"), { .width = 720 });
    auto const stack = ui::stack(f.ui, 16);
    bool const nowhere = compare.places.empty();
    if (nowhere) {
        ui::paragraph(f.ui, words("compare.adopt.nowhere"), { .style = ui::TextStyle::Body });
    } else {
        adoption->place = std::min(adoption->place, compare.places.size() - 1);
        std::vector<ui::Choice> choices;
        for (std::size_t i = 0; i < compare.places.size(); ++i)
            choices.push_back({ .value = std::to_string(i), .label = compare.places[i].title + " – " + compare.places[i].heading });
        if (auto const chosen = ui::select(f.ui, "place", words("compare.adopt.place"), choices, adoption->place))
            adoption->place = *chosen;
        ui::paragraph(f.ui, words("compare.adopt.text", { { "cantons", canton_names(f, adoption->source.cantons) } }),
            { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
        auto const runs = difference_runs(compare.places[adoption->place].body, adoption->body);
        ui::paragraph(f.ui, runs, { .language = language_tag(adoption->language) });
    }
    auto const row = ui::row(f.ui, "buttons", { .end = true });
    if (ui::button(f.ui, "cancel", words("dialog.cancel")) || dialog.dismissed) {
        adoption.reset();
        return;
    }
    if (nowhere
        || !ui::button(f.ui, "confirm", words("compare.adopt.confirm"), { .kind = ui::ButtonKind::Primary, .disabled_reason = f.locked() }))
        return;
    f.push(app::AdoptInto { .place = compare.places[adoption->place],
        .language = adoption->language,
        .heading = {},
        .body = adoption->body,
        .source = adoption->source });
    adoption.reset();
}

void draw_compare_wording(Frame& f)
{
    auto const& words = f.words();
    auto const& compare = f.state().compare;
    auto& memory = f.memory.compare;
    ui::paragraph(f.ui, words("compare.wording.intro"), { .style = ui::TextStyle::Body, .tone = ui::Tone::Quiet });
    auto const* pack = pack_of(f);
    if (compare.agreements.empty() || !pack) {
        ui::empty_state(f.ui, ui::Icon::Compare, words("compare.empty.title"), words("compare.empty.text"));
        return;
    }
    auto const all = topics(*pack);
    std::vector<ui::Choice> choices;
    std::size_t selected = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        choices.push_back({ .value = all[i]->id, .label = topic_name(f, *all[i]) });
        if (all[i]->id == memory.topic)
            selected = i;
    }
    auto const language = memory.language.value_or(f.language());
    {
        auto const row = ui::row(f.ui, "form", { .gap = 16 });
        if (auto const chosen = ui::select(f.ui, "topic", words("compare.wording.topic"), choices, selected, { .width = 360 }))
            memory.topic = all[*chosen]->id;
        if (auto const chosen = ui::select(f.ui, "language", words("compare.language"),
                language_choices(f, { all_languages.begin(), all_languages.end() }), static_cast<std::size_t>(language), { .width = 200 }))
            memory.language = all_languages[*chosen];
    }
    auto const& topic = all[selected]->id;
    std::vector<Agreement const*> agreements;
    for (auto const& entry : compare.agreements)
        agreements.push_back(&entry.agreement);
    auto const found = compare::wordings(agreements, compare::TopicOfClause { topic }, language, pack);
    ui::status(f.ui, "count",
        words("compare.wording.count",
            { { "wordings", std::to_string(found.groups.size()) }, { "agreements", std::to_string(agreements.size()) } }),
        { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
    ui::paragraph(f.ui, words("compare.wording.marks"), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
    if (!found.groups.empty()) {
        auto const count = std::min<std::size_t>(found.groups.size(), 3);
        for (std::size_t first = 0; first < found.groups.size(); first += count) {
            auto const columns = ui::columns(f.ui, "wordings-" + std::to_string(first), count, { .gap = 16, .minimum_width = 320 });
            for (auto i = first; i < std::min(first + count, found.groups.size()); ++i)
                draw_group(f, found, found.groups[i], i, topic, language);
        }
    }
    draw_missing(f, found.missing);
}

} // namespace konkordat::views

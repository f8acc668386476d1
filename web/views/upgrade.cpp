#include "core/base/three_way.h"
#include "web/views/clause_text.h"
#include "web/views/frame.h"

#include <algorithm>

namespace konkordat::views {

namespace {

using templates::ClauseUpgrade;
using templates::UpgradeChoice;
using templates::UpgradeKind;

/// Words and what lies between them.
std::vector<std::string_view> words_of(std::string_view text)
{
    std::vector<std::string_view> tokens;
    auto is_space = [](char c) { return c == ' ' || c == '\n'; };
    while (!text.empty()) {
        std::size_t end = 1;
        while (end < text.size() && is_space(text[end]) == is_space(text.front()))
            ++end;
        tokens.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return tokens;
}

std::string joined(std::span<std::string_view const> tokens)
{
    std::string text;
    for (auto const token : tokens)
        text += token;
    return text;
}

void append(std::vector<ui::Run>& runs, std::string text, ui::Tone tone)
{
    if (text.empty())
        return;
    // Told by signs as well as by colour.
    if (tone == ui::Tone::Deletion)
        text = "[– " + text + "]";
    else if (tone == ui::Tone::Insertion)
        text = "[+ " + text + "]";
    runs.push_back({ .text = std::move(text), .bold = tone == ui::Tone::Insertion, .italic = tone == ui::Tone::Deletion, .tone = tone });
}

std::vector<ui::Run> difference(std::string_view before, std::string_view after)
{
    auto const left = words_of(before);
    auto const right = words_of(after);
    std::span<std::string_view const> const old_words = left;
    std::span<std::string_view const> const new_words = right;
    std::vector<ui::Run> runs;
    std::size_t old_at = 0;
    std::size_t new_at = 0;
    auto changed = [&](std::size_t old_end, std::size_t new_end) {
        append(runs, joined(old_words.subspan(old_at, old_end - old_at)), ui::Tone::Deletion);
        append(runs, joined(new_words.subspan(new_at, new_end - new_at)), ui::Tone::Insertion);
    };
    for (auto const& run : common_runs(left, right)) {
        changed(run.left, run.right);
        append(runs, joined(old_words.subspan(run.left, run.length)), ui::Tone::Normal);
        old_at = run.left + run.length;
        new_at = run.right + run.length;
    }
    changed(left.size(), right.size());
    return runs;
}

std::string_view kind_key(UpgradeKind kind)
{
    switch (kind) {
    case UpgradeKind::Added: return "upgrade.kind.added";
    case UpgradeKind::Dropped: return "upgrade.kind.dropped";
    case UpgradeKind::Changed: break;
    }
    return "upgrade.kind.changed";
}

std::string heading_of(Frame const& f, ClauseUpgrade const& entry)
{
    auto const& languages = f.open().agreement.languages;
    auto const& heading = entry.theirs.heading.empty() ? entry.mine.heading : entry.theirs.heading;
    return std::string(text_in(heading, f.language(), languages));
}

/// The words that a choice leaves in the agreement.
templates::Wording const& outcome(ClauseUpgrade const& entry, UpgradeChoice choice)
{
    switch (choice) {
    case UpgradeChoice::Take: return entry.theirs;
    case UpgradeChoice::Merge: return entry.merged;
    case UpgradeChoice::Keep: break;
    }
    return entry.mine;
}

/// A clause that comes or goes as a whole.
void draw_whole_text(Frame& f, templates::Wording const& wording)
{
    for (auto const language : f.open().agreement.languages)
        draw_clause_text(f.ui, richtext::parse(text_in(wording.body, language)), f.open().agreement.id, language_tag(language));
}

void draw_texts(Frame& f, ClauseUpgrade const& entry, UpgradeChoice choice)
{
    auto const shown = choice == UpgradeChoice::Keep ? (entry.can_merge() ? UpgradeChoice::Merge : UpgradeChoice::Take) : choice;
    auto const& after = outcome(entry, shown);
    if (entry.kind != UpgradeKind::Changed) {
        draw_whole_text(f, entry.kind == UpgradeKind::Added ? entry.theirs : entry.mine);
        return;
    }
    for (auto const language : f.open().agreement.languages) {
        auto const scope = ui::push_id(f.ui, language_code(language));
        if (f.open().agreement.languages.size() > 1)
            ui::text(f.ui, language_name(f, language), { .style = ui::TextStyle::Caption, .tone = ui::Tone::Quiet });
        auto const tag = language_tag(language);
        auto const before_heading = text_in(entry.mine.heading, language);
        auto const after_heading = text_in(after.heading, language);
        if (before_heading != after_heading)
            ui::paragraph(f.ui, difference(before_heading, after_heading), { .style = ui::TextStyle::Body, .language = tag });
        auto const before = text_in(entry.mine.body, language);
        auto const text = text_in(after.body, language);
        if (before != text)
            ui::paragraph(f.ui, difference(before, text), { .style = ui::TextStyle::Small, .language = tag });
    }
}

std::optional<UpgradeChoice> draw_choice(Frame& f, ClauseUpgrade const& entry, UpgradeChoice present)
{
    auto const& words = f.words();
    std::vector<UpgradeChoice> offered;
    std::vector<ui::Choice> choices;
    auto offer = [&](UpgradeChoice choice, std::string_view value, std::string_view key) {
        offered.push_back(choice);
        choices.push_back({ .value = std::string(value), .label = words(key) });
    };
    if (entry.can_merge())
        offer(UpgradeChoice::Merge, "merge", "upgrade.choice.merge");
    offer(UpgradeChoice::Take, "take",
        entry.kind == UpgradeKind::Added         ? "upgrade.choice.add"
            : entry.kind == UpgradeKind::Dropped ? "upgrade.choice.omit"
                                                 : "upgrade.choice.take");
    offer(UpgradeChoice::Keep, "keep", entry.kind == UpgradeKind::Added ? "upgrade.choice.skip" : "upgrade.choice.keep");
    auto const selected = static_cast<std::size_t>(std::ranges::find(offered, present) - offered.begin());
    auto const chosen = ui::radio_group(f.ui, "choice", words("upgrade.choice"), choices, selected, { .disabled_reason = f.locked() });
    return chosen ? std::optional(offered[*chosen]) : std::nullopt;
}

void draw_entry(Frame& f, ClauseUpgrade const& entry)
{
    auto const& words = f.words();
    auto const card = ui::card(f.ui, entry.template_clause, { .edge = entry.conflict ? ui::Tone::Warning : ui::Tone::Note });
    auto const stack = ui::stack(f.ui, 8);
    ui::heading(f.ui, 2, heading_of(f, entry), { .looks_like = 4 });
    {
        auto const row = ui::row(f.ui, "state", { .wrap = true });
        ui::badge(f.ui, words(kind_key(entry.kind)), ui::Tone::Note);
        if (entry.adapted)
            ui::badge(f.ui, words("upgrade.adapted"), ui::Tone::Quiet);
        if (entry.conflict)
            ui::badge(f.ui, words("upgrade.conflict"), ui::Tone::Warning);
    }
    if (entry.conflict)
        ui::paragraph(f.ui, words(entry.base_known ? "upgrade.conflict.text" : "upgrade.base.unknown"), { .style = ui::TextStyle::Small });
    auto const picked = f.memory.upgrade_choices.find(entry.template_clause);
    auto const choice = picked == f.memory.upgrade_choices.end() ? templates::recommended_choice(entry) : picked->second;
    draw_texts(f, entry, choice);
    if (auto const chosen = draw_choice(f, entry, choice))
        f.memory.upgrade_choices[entry.template_clause] = *chosen;
}

} // namespace

void draw_upgrade(Frame& f)
{
    auto const& words = f.words();
    auto const& open = f.open();
    auto const main = begin_main(f, words("upgrade.title"));
    auto const inset = ui::inset(f.ui, 24, 40);
    auto const measure = ui::measure(f.ui, 820, true);
    auto const stack = ui::stack(f.ui, 16);
    screen_title(f, words("upgrade.title"));
    if (f.memory.upgrade_agreement != open.agreement.id || f.memory.arrived) {
        f.memory.upgrade_choices.clear();
        f.memory.upgrade_agreement = open.agreement.id;
    }
    if (!open.upgrade) {
        ui::paragraph(f.ui, words(open.pack ? "upgrade.none" : "interview.nopack"));
        ui::link(f.ui, "back", words("nav.draft"),
            app::format_route({ .screen = app::Screen::Draft, .agreement = open.agreement.id, .item = {} }));
        return;
    }
    auto const& upgrade = *open.upgrade;
    ui::paragraph(f.ui,
        words("upgrade.intro", { { "from", upgrade.from }, { "to", upgrade.to }, { "count", std::to_string(upgrade.clauses.size()) } }),
        { .tone = ui::Tone::Quiet });
    ui::paragraph(f.ui, words("upgrade.legend"), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
    for (auto const& entry : upgrade.clauses)
        draw_entry(f, entry);
    auto const row = ui::row(f.ui, "buttons");
    if (ui::button(f.ui, "apply", words("upgrade.apply"), { .kind = ui::ButtonKind::Primary, .disabled_reason = f.locked() }))
        f.push(app::ApplyUpgrade { .choices = f.memory.upgrade_choices });
    if (ui::button(f.ui, "later", words("upgrade.later")))
        f.go({ .screen = app::Screen::Draft, .agreement = open.agreement.id, .item = {} });
}

} // namespace konkordat::views

#include "web/views/review.h"

#include <algorithm>

namespace konkordat::views {

namespace {

using review::KeptVersion;

app::Route version_route(Frame const& f, std::string const& version)
{
    return { .screen = app::Screen::Versions, .agreement = f.open().agreement.id, .item = version };
}

void draw_naming(Frame& f)
{
    auto const& words = f.words();
    auto& memory = f.memory;
    ui::heading(f.ui, 2, words("versions.name.title"));
    ui::paragraph(f.ui, words("versions.name.text"), { .style = ui::TextStyle::Body, .tone = ui::Tone::Quiet });
    auto const missing = memory.version_tried && memory.version_name.empty() ? words("versions.name.missing") : std::string {};
    auto const name = ui::text_field(f.ui, "version-name", words("versions.name"), memory.version_name,
        { .error = missing, .placeholder = words("versions.name.example"), .required = true, .max_length = 300, .width = 480 });
    if (name.changed || name.committed)
        memory.version_name = name.value;
    auto const reason = ui::text_area(f.ui, "version-reason", words("versions.reason"), memory.version_reason, { .width = 480 });
    if (reason.changed || reason.committed)
        memory.version_reason = reason.value;
    draw_own_name(f);
    auto const& state = f.state().review;
    bool const is_kept = !state.versions.empty() && state.versions.front().version.hash == state.draft_hash;
    if (is_kept)
        ui::paragraph(f.ui, words("versions.unchanged", { { "name", state.versions.front().version.name } }),
            { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
    if (ui::button(f.ui, "keep", words("versions.keep"), { .kind = ui::ButtonKind::Primary, .disabled_reason = f.locked() })) {
        memory.version_tried = memory.version_name.empty();
        if (memory.version_tried)
            return ui::focus(f.ui, "version-name");
        f.push(app::NameVersion { .name = memory.version_name, .reason = memory.version_reason });
        memory.version_name.clear();
        memory.version_reason.clear();
    }
}

void draw_list(Frame& f)
{
    auto const& words = f.words();
    auto const& state = f.state().review;
    ui::heading(f.ui, 2, words("versions.list"));
    if (state.versions.empty()) {
        ui::empty_state(f.ui, ui::Icon::Clock, words("versions.empty.title"), words("versions.empty"));
        return;
    }
    auto const list = ui::list(f.ui, "versions", words("versions.list"), 8);
    for (auto const& kept : state.versions) {
        auto const& version = kept.version;
        auto const item = ui::list_item(f.ui, version.id.str());
        auto const card = ui::card(f.ui, "card", {});
        auto const stack = ui::stack(f.ui, 4);
        {
            auto const row = ui::row(f.ui, "head");
            ui::link(f.ui, "open", version.name, app::format_route(version_route(f, version.id.str())), { .style = ui::TextStyle::Lead });
            if (version.hash == state.draft_hash)
                ui::badge(f.ui, words("versions.current"), ui::Tone::Success);
        }
        ui::text(f.ui, moment_text(f, version.time) + " · " + author_text(f, version.author),
            { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
        if (!version.reason.empty())
            ui::paragraph(f.ui, version.reason, { .style = ui::TextStyle::Body });
    }
}

/// The other side of the comparison: a version, or (nullptr) the draft.
KeptVersion const* draw_other(Frame& f, KeptVersion const& kept)
{
    auto const& words = f.words();
    auto const& state = f.state().review;
    std::vector<ui::Choice> choices { { .value = {}, .label = words("versions.draft") } };
    std::vector<KeptVersion const*> others { nullptr };
    for (auto const& other : state.versions) {
        if (other.version.id == kept.version.id)
            continue;
        choices.push_back({ .value = other.version.id.str(), .label = other.version.name + ", " + moment_text(f, other.version.time) });
        others.push_back(&other);
    }
    auto const found = std::ranges::find(choices, f.memory.difference_to, &ui::Choice::value);
    auto const selected = found == choices.end() ? 0U : static_cast<std::size_t>(found - choices.begin());
    if (auto const chosen = ui::select(f.ui, "compare-with", words("versions.compare-with"), choices, selected, { .width = 420 }))
        f.memory.difference_to = choices[*chosen].value;
    return others[selected];
}

void draw_version(Frame& f, KeptVersion const& kept)
{
    auto const& words = f.words();
    auto const& open = f.open();
    auto const& version = kept.version;
    screen_title(f, version.name);
    ui::link(f.ui, "back", words("versions.all"), app::format_route(version_route(f, {})), { .icon = ui::Icon::ArrowLeft });
    ui::fact(f.ui, words("versions.kept"), moment_text(f, version.time) + " · " + author_text(f, version.author));
    if (!version.reason.empty())
        ui::fact(f.ui, words("versions.reason"), version.reason);
    ui::fact(f.ui, words("versions.hash"), version.hash.substr(0, 16) + "…");
    if (ui::button(f.ui, "restore", words("versions.restore"),
            { .icon = ui::Icon::Undo, .disabled_reason = f.locked(), .description = words("versions.restore.help") }))
        f.push(app::RestoreVersion { .version = version.id });
    auto const tabs = std::to_array<ui::Tab>(
        { { .id = "difference", .label = words("versions.tab.difference") }, { .id = "text", .label = words("versions.tab.text") } });
    if (auto const chosen = ui::tabs(f.ui, "parts", version.name, tabs, f.memory.read_version ? 1 : 0))
        f.memory.read_version = *chosen == 1;
    auto const panel = ui::tab_panel(f.ui, "parts", tabs[f.memory.read_version ? 1 : 0].id);
    auto const stack = ui::stack(f.ui, 16);
    if (f.memory.read_version) {
        ui::heading(f.ui, 2, words("versions.tab.text"));
        draw_agreement_text(f, kept.agreement);
        return;
    }
    ui::heading(f.ui, 2, words("versions.tab.difference"));
    auto const* other = draw_other(f, kept);
    auto const other_key = other ? other->version.id.str() : "draft-" + std::to_string(open.revision);
    draw_difference(f, version.id.str() + "/" + other_key, kept.agreement, other ? other->agreement : open.agreement);
}

} // namespace

void draw_versions(Frame& f)
{
    auto const& words = f.words();
    auto const& state = f.state().review;
    auto const main = begin_main(f, words("versions.title"));
    bool const compact = ui::size_class(f.ui) == ui::SizeClass::Compact;
    auto const inset = ui::inset(f.ui, compact ? 16.0F : 24.0F, compact ? 24.0F : 40.0F);
    auto const measure = ui::measure(f.ui, 1000, true);
    auto const stack = ui::stack(f.ui, 16);
    auto const& item = f.state().route.item;
    auto const found = std::ranges::find(state.versions, item, [](KeptVersion const& kept) { return kept.version.id.str(); });
    if (!item.empty() && found != state.versions.end())
        return draw_version(f, *found);
    screen_title(f, words("versions.title"));
    ui::paragraph(f.ui, words("versions.intro"), { .tone = ui::Tone::Quiet });
    draw_review_notices(f);
    draw_naming(f);
    draw_list(f);
}

} // namespace konkordat::views

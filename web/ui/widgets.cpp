#include "web/ui/state.h"

#include <algorithm>
#include <cmath>

namespace konkordat::ui {

namespace {

constexpr float control_height = 36;
constexpr float reading_measure = 640;

bool on_header(State const& state) { return state.surfaces.back().ground == Ground::Header; }

ImU32 tone_color(State const& state, Tone tone)
{
    if (on_header(state) && (tone == Tone::Normal || tone == Tone::Quiet || tone == Tone::Accent))
        return color(state, ColorRole::OnHeader);
    return color(state, text_role(tone));
}

/// Draws lines of one type and colour; returns nothing, the caller has placed the rectangle.
void draw_lines(State& state, Type const& type, std::string_view text, std::span<Line const> lines, float x, float y, ImU32 ink)
{
    for (auto const& line : lines) {
        draw_text(state, type, x, y, ink, text.substr(line.begin, line.end - line.begin));
        y += type.line_height;
    }
}

float widest(std::span<Line const> lines)
{
    float width = 0;
    for (auto const& line : lines)
        width = std::max(width, line.width);
    return std::ceil(width);
}

/// Places and draws a text that wraps at the available width; the node stands for it.
void wrapped_text(State& state, std::size_t node, Type const& type, std::string_view text, float max_width, ImU32 ink, bool single_line)
{
    float const available = std::max(16.0f, std::min(remaining_width(state), max_width));
    if (single_line) {
        auto const shown = shorten(state, type, text, available);
        auto const rect = place(state, std::ceil(text_width(state, type, shown)), type.line_height);
        set_rect(state, node, rect);
        draw_text(state, type, rect.x, rect.y, ink, shown);
        return;
    }
    auto const lines = wrap(state, type, text, available, language(state));
    auto const rect = place(state, widest(lines), static_cast<float>(lines.size()) * type.line_height);
    set_rect(state, node, rect);
    if (is_visible(state, rect))
        draw_lines(state, type, text, lines, rect.x, rect.y, ink);
}

} // namespace

void text(Context& context, std::string_view text, TextOptions const& options)
{
    auto& state = context.state();
    auto const node = add_node(state, NodeRole::Text, {}, text);
    if (!options.language.empty())
        state.tree.nodes[node].language = options.language;
    wrapped_text(state, node, type_of(options.style, options.bold, options.italic), text, 1e6f, tone_color(state, options.tone),
        options.single_line);
}

void heading(Context& context, int level, std::string_view text, HeadingOptions const& options)
{
    auto& state = context.state();
    auto const node = add_node(state, NodeRole::Heading, options.id, text);
    auto& added = state.tree.nodes[node];
    added.level = level;
    if (!options.language.empty())
        added.language = options.language;
    if (!options.id.empty())
        added.flags |= flag::focus_target;
    wrapped_text(
        state, node, heading_type(options.looks_like ? options.looks_like : level), text, 1e6f, tone_color(state, Tone::Normal), false);
}

namespace {

struct Paragraph {
    std::string text;
    std::vector<Span> spans;
};

Paragraph flatten(State const& state, std::span<Run const> runs, Tone tone)
{
    Paragraph result;
    for (auto const& run : runs) {
        Face const face = type_of(TextStyle::Reading, run.bold, run.italic).face;
        auto const ink = !run.link.empty() ? color(state, ColorRole::Link) : tone_color(state, run.tone == Tone::Normal ? tone : run.tone);
        auto const begin = result.text.size();
        result.text += run.text;
        result.spans.push_back({ begin, result.text.size(), face, ink });
    }
    return result;
}

/// Draws one line's part of every span; gives the rectangle of each span on its first line.
void draw_spans(
    State& state, Type type, Paragraph const& paragraph, std::span<Run const> runs, Line const& line, Rect at, std::vector<Rect>& rects)
{
    float x = at.x;
    for (std::size_t index = 0; index < paragraph.spans.size(); ++index) {
        auto const& span = paragraph.spans[index];
        auto const begin = std::max(span.begin, line.begin);
        auto const end = std::min(span.end, line.end);
        if (begin >= end)
            continue;
        type.face = span.face;
        auto const part = std::string_view(paragraph.text).substr(begin, end - begin);
        float const width = text_width(state, type, part);
        draw_text(state, type, x, at.y, span.color, part);
        if (!runs[index].link.empty())
            draw(state).AddLine({ to_window(state, { x, 0, 0, 0 }).x, to_window(state, { 0, at.y + type.line_height - 4, 0, 0 }).y },
                { to_window(state, { x + width, 0, 0, 0 }).x, to_window(state, { 0, at.y + type.line_height - 4, 0, 0 }).y }, span.color,
                1);
        if (rects[index].width == 0)
            rects[index] = { x, at.y, width, type.line_height };
        x += width;
    }
}

void add_run_nodes(State& state, std::span<Run const> runs, std::vector<Rect> const& rects, Rect const& whole)
{
    for (std::size_t index = 0; index < runs.size(); ++index) {
        auto const& run = runs[index];
        auto const node = add_node(state, run.link.empty() ? NodeRole::Inline : NodeRole::Link, {}, run.text);
        state.tree.nodes[node].value = run.link;
        if (run.bold)
            state.tree.nodes[node].flags |= flag::bold;
        if (run.link.empty())
            set_rect(state, node, whole);
        else
            interact(state, node, rects[index]);
    }
}

} // namespace

void paragraph(Context& context, std::span<Run const> runs, ParagraphOptions const& options)
{
    auto& state = context.state();
    auto const flat = flatten(state, runs, options.tone);
    auto const type = type_of(options.style);
    float const marker_width = options.marker.empty() ? 0 : std::max(24.0f, text_width(state, type, options.marker) + 8);
    float const left = options.indent + marker_width;
    float const measure = options.max_width > 0 ? options.max_width : reading_measure;
    float const available = std::max(16.0f, std::min(remaining_width(state), measure + left) - left);
    if (!options.language.empty())
        state.languages.emplace_back(options.language);
    auto const lines = wrap(state, type, flat.text, flat.spans, available, language(state));
    auto const rect = place(state, left + widest(lines), static_cast<float>(lines.size()) * type.line_height);

    bool const has_links = std::ranges::any_of(runs, [](Run const& run) { return !run.link.empty(); });
    std::string const marker = options.marker.empty() ? "" : std::string(options.marker) + " ";
    std::vector<Rect> rects(runs.size());
    Rect line_rect { rect.x + left, rect.y, available, type.line_height };
    for (auto const& line : lines) {
        draw_spans(state, type, flat, runs, line, line_rect, rects);
        line_rect.y += type.line_height;
    }
    draw_text(state, type, rect.x + options.indent, rect.y, tone_color(state, options.tone), options.marker);
    auto const node = has_links ? open_node(state, NodeRole::Text, "~p" + std::to_string(state.automatic_ids.back()++), {})
                                : add_node(state, NodeRole::Text, {}, marker + flat.text);
    set_rect(state, node, rect);
    if (has_links) {
        add_run_nodes(state, runs, rects, rect);
        close_node(state);
    }
    if (!options.language.empty())
        state.languages.pop_back();
}

void paragraph(Context& context, std::string_view text, ParagraphOptions const& options)
{
    Run const run { std::string(text) };
    paragraph(context, std::span(&run, 1), options);
}

void badge(Context& context, std::string_view text, Tone tone)
{
    auto& state = context.state();
    auto const type = type_of(TextStyle::Caption);
    auto const rect = place(state, std::ceil(text_width(state, type, text)) + 16, 22);
    auto const node = add_node(state, NodeRole::Text, {}, text);
    set_rect(state, node, rect);
    fill(state, rect, ground_role(tone), 3);
    draw_text(state, type, rect.x + 8, rect.y + 3, color(state, text_role(tone)), text);
}

void fact(Context& context, std::string_view term, std::string_view value)
{
    auto& state = context.state();
    auto const type = type_of(TextStyle::Body);
    float const available = remaining_width(state);
    float const term_width = std::min(160.0f, available * 0.4f);
    auto const terms = wrap(state, type, term, term_width - 12, language(state));
    auto const values = wrap(state, type, value, std::max(40.0f, available - term_width), language(state));
    float const height = static_cast<float>(std::max(terms.size(), values.size())) * type.line_height;
    auto const rect = place(state, available, height);
    auto const list = open_node(state, NodeRole::DescriptionList, "~f" + std::to_string(state.automatic_ids.back()++), {});
    set_rect(state, list, rect);
    set_rect(state, add_node(state, NodeRole::Term, "term", term), { rect.x, rect.y, term_width, height });
    set_rect(state, add_node(state, NodeRole::Definition, "value", value), { rect.x + term_width, rect.y, available - term_width, height });
    close_node(state);
    draw_lines(state, type, term, terms, rect.x, rect.y, tone_color(state, Tone::Quiet));
    draw_lines(state, type, value, values, rect.x + term_width, rect.y, tone_color(state, Tone::Normal));
}

void icon(Context& context, Icon icon, Tone tone, std::string_view name, float size)
{
    auto& state = context.state();
    auto const rect = place(state, size, size);
    if (!name.empty())
        set_rect(state, add_node(state, NodeRole::Image, {}, name), rect);
    draw_icon(state, icon, rect.x, rect.y, size, tone_color(state, tone));
}

void separator(Context& context)
{
    auto& state = context.state();
    auto const rect = place(state, remaining_width(state), 1);
    fill(state, rect, ColorRole::Hairline);
}

// --- Buttons --------------------------------------------------------------------------------------------------------------

namespace {

struct ButtonColors {
    std::optional<ColorRole> ground;
    std::optional<ColorRole> edge;
    ColorRole ink = ColorRole::Text;
};

ButtonColors quiet_colors(State const& state, Interaction const& interaction, bool pressed)
{
    bool const header = on_header(state);
    ButtonColors colors { {}, {}, header ? ColorRole::OnHeader : ColorRole::Text };
    if (interaction.hovered || interaction.held || pressed)
        colors.ground = header ? ColorRole::HeaderHover : interaction.held || pressed ? ColorRole::PressedGround : ColorRole::HoverGround;
    return colors;
}

ButtonColors colors_of(State const& state, ButtonKind kind, Interaction const& interaction, bool disabled, bool pressed)
{
    if (disabled)
        return { ColorRole::SunkenGround, ColorRole::Hairline, ColorRole::QuietText };
    switch (kind) {
    case ButtonKind::Primary: return { interaction.hovered ? ColorRole::AccentHover : ColorRole::Accent, {}, ColorRole::OnAccent };
    case ButtonKind::Danger: return { interaction.hovered ? ColorRole::DangerHover : ColorRole::Danger, {}, ColorRole::OnDanger };
    case ButtonKind::Secondary: {
        ButtonColors colors { ColorRole::RaisedGround, ColorRole::Boundary, ColorRole::Text };
        if (interaction.hovered || pressed)
            colors.ground = interaction.held || pressed ? ColorRole::PressedGround : ColorRole::HoverGround;
        return colors;
    }
    case ButtonKind::Quiet: break;
    }
    return quiet_colors(state, interaction, pressed);
}

void describe_button(Node& node, ButtonOptions const& options)
{
    node.description = !options.disabled_reason.empty() ? options.disabled_reason : options.description;
    if (!options.accessible_name.empty())
        node.name = options.accessible_name;
    if (!options.disabled_reason.empty())
        node.flags |= flag::disabled;
    if (options.pressed)
        node.flags |= flag::toggle | (*options.pressed ? flag::checked : 0u);
    if (options.expanded)
        node.flags |= flag::expandable | (*options.expanded ? flag::expanded : 0u);
    if (options.busy)
        node.flags |= flag::busy;
}

std::string tooltip_text(std::string_view name, ButtonOptions const& options, bool icon_only)
{
    std::string text;
    if (icon_only)
        text = name;
    if (!options.shortcut.empty())
        text += (text.empty() ? "" : " ") + std::string("(") + std::string(options.shortcut) + ")";
    if (!options.disabled_reason.empty())
        text += (text.empty() ? "" : "\n") + std::string(options.disabled_reason);
    return text;
}

bool push_button(Context& context, std::string_view id, std::string_view label, ButtonOptions const& options, bool icon_only)
{
    auto& state = context.state();
    auto const type = type_of(TextStyle::Body);
    bool const has_icon = options.icon != Icon::None;
    float const available = std::max(control_height, box(state).flow == Box::Flow::Down ? remaining_width(state) : box(state).width);
    float const icon_width = has_icon ? 20 + (icon_only ? 0.0f : 8.0f) : 0;
    float const padding = icon_only ? 8 : options.kind == ButtonKind::Quiet ? 12 : 16;
    float const natural = icon_only ? control_height : std::ceil(text_width(state, type, label)) + icon_width + 2 * padding;
    float const width = options.full_width ? available : std::min(natural, available);

    auto const node = add_node(state, NodeRole::Button, id, label);
    describe_button(state.tree.nodes[node], options);
    bool const disabled = !options.disabled_reason.empty();
    auto const rect = place(state, width, control_height);
    auto const interaction = interact(state, node, rect);
    auto const colors = colors_of(state, options.kind, interaction, disabled, options.pressed.value_or(false));
    if (colors.ground)
        fill(state, rect, *colors.ground, 4);
    if (colors.edge)
        outline(state, rect, *colors.edge, 4);
    auto const ink = color(state, colors.ink);
    float x = rect.x + padding;
    if (has_icon)
        draw_icon(state, options.icon, x, rect.y + 8, 20, ink);
    if (!icon_only) {
        auto const shown = shorten(state, type, label, width - 2 * padding - icon_width + 1);
        draw_text(state, type, x + icon_width, rect.y + 7, ink, shown);
    }
    auto const tip = tooltip_text(label, options, icon_only);
    if (!tip.empty() && (interaction.hovered || (interaction.focused && state.focus_visible)))
        tooltip(state, rect, tip);
    return !disabled && !options.busy && activated(state, state.tree.nodes[node].id);
}

} // namespace

bool button(Context& context, std::string_view id, std::string_view label, ButtonOptions const& options)
{
    return push_button(context, id, label, options, false);
}

bool icon_button(Context& context, std::string_view id, Icon icon, std::string_view name, ButtonOptions const& options)
{
    ButtonOptions with_icon = options;
    with_icon.icon = icon;
    if (with_icon.kind == ButtonKind::Secondary)
        with_icon.kind = ButtonKind::Quiet;
    return push_button(context, id, name, with_icon, true);
}

void link(Context& context, std::string_view id, std::string_view label, std::string_view target, LinkOptions const& options)
{
    auto& state = context.state();
    auto const type = type_of(options.style, options.current && !on_header(state));
    auto const node = add_node(state, NodeRole::Link, id, label);
    state.tree.nodes[node].value = target;
    state.tree.nodes[node].description = options.description;
    if (options.current)
        state.tree.nodes[node].flags |= flag::current;
    float const icon_width = options.icon == Icon::None ? 0 : 28;
    float const available = std::max(40.0f, remaining_width(state));
    auto const shown = shorten(state, type, label, available - icon_width);
    auto const rect = place(state, std::ceil(text_width(state, type, shown)) + icon_width, std::max(type.line_height, 24.0f));
    bool const covers = options.covers_card && !state.cards.empty();
    Interaction interaction;
    if (covers) {
        state.cards.back().covering_link = node;
        set_rect(state, node, rect);
    } else {
        interaction = interact(state, node, rect);
    }
    auto const ink = on_header(state) ? color(state, ColorRole::OnHeader) : color(state, covers ? ColorRole::Text : ColorRole::Link);
    float const top = rect.y + (rect.height - type.line_height) / 2;
    if (options.icon != Icon::None)
        draw_icon(state, options.icon, rect.x, rect.y + (rect.height - 20) / 2, 20, ink);
    draw_text(state, type, rect.x + icon_width, top, ink, shown);
    if (interaction.hovered || options.current || (!on_header(state) && !covers)) {
        auto const line = to_window(state, { rect.x + icon_width, top + type.line_height - 3, rect.width - icon_width, 0 });
        draw(state).AddLine({ line.x, line.y }, { line.right(), line.y }, ink, options.current ? 2.0f : 1.0f);
    }
}

void skip_link(Context& context, std::string_view label, std::string_view landmark_id)
{
    auto& state = context.state();
    auto const type = type_of(TextStyle::Body);
    auto const node = add_node(state, NodeRole::Link, "skip-link", label);
    state.tree.nodes[node].flags |= flag::skip_link;
    state.tree.nodes[node].value = "#part-" + std::string(landmark_id.substr(landmark_id.rfind('/') + 1));
    Rect const rect { 8, 8, std::ceil(text_width(state, type, label)) + 32, control_height };
    interact(state, node, rect);
    if (activated(state, state.tree.nodes[node].id))
        want_focus(state, std::string(landmark_id));
    if (state.focused != state.tree.nodes[node].id)
        return;
    auto& list = *ImGui::GetForegroundDrawList();
    list.AddRectFilled({ rect.x, rect.y }, { rect.right(), rect.bottom() }, color(state, ColorRole::RaisedGround), 4);
    list.AddRect({ rect.x, rect.y }, { rect.right(), rect.bottom() }, color(state, ColorRole::Focus), 4, 0, 2);
    list.AddText(
        state.faces[0], type.size, { rect.x + 16, rect.y + 8 }, color(state, ColorRole::Text), label.data(), label.data() + label.size());
}

void status(Context& context, std::string_view id, std::string_view text, TextOptions const& options, Icon symbol)
{
    auto& state = context.state();
    auto const type = type_of(options.style, options.bold, options.italic);
    float const icon_width = symbol == Icon::None ? 0 : 26;
    auto const shown = shorten(state, type, text, std::max(40.0f, remaining_width(state) - icon_width));
    auto const rect = place(state, std::ceil(text_width(state, type, shown)) + icon_width, std::max(20.0f, type.line_height));
    set_rect(state, add_node(state, NodeRole::Status, id, text), rect);
    auto const ink = tone_color(state, options.tone);
    if (symbol != Icon::None)
        draw_icon(state, symbol, rect.x, rect.y + (rect.height - 20) / 2, 20, ink);
    draw_text(state, type, rect.x + icon_width, rect.y + (rect.height - type.line_height) / 2, ink, shown);
}

void progress(Context& context, std::string_view id, std::string_view name, std::optional<float> fraction)
{
    auto& state = context.state();
    auto const rect = place(state, remaining_width(state), 6);
    auto const node = add_node(state, NodeRole::Progress, id, name);
    state.tree.nodes[node].value = fraction ? std::to_string(static_cast<int>(std::round(*fraction * 100))) : "";
    state.tree.nodes[node].flags |= fraction ? 0u : flag::indeterminate;
    set_rect(state, node, rect);
    fill(state, rect, ColorRole::PressedGround, 3);
    Rect filled = rect;
    if (fraction) {
        filled.width = rect.width * std::clamp(*fraction, 0.0f, 1.0f);
    } else {
        filled.width = rect.width / 4;
        auto const phase = state.reduced_motion ? 0.5 : std::fmod(state.now, 1.6) / 1.6;
        filled.x += static_cast<float>(phase) * (rect.width - filled.width);
        if (!state.reduced_motion)
            request_frame(context);
    }
    if (filled.width > 1)
        fill(state, filled, ColorRole::Accent, 3);
}

} // namespace konkordat::ui

#include "web/ui/field_parts.h"
#include "web/ui/password.h"
#include "web/ui/state.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <cmath>

namespace konkordat::ui {

void describe_field(Node& node, std::string_view description, std::string_view error, std::string_view disabled_reason, bool required)
{
    node.description = !disabled_reason.empty() ? disabled_reason : description;
    node.error = error;
    node.flags |= disabled_reason.empty() ? 0u : flag::disabled;
    node.flags |= error.empty() ? 0u : flag::invalid;
    node.flags |= required ? flag::required : 0u;
}

void draw_label(State& state, std::string_view label, bool required)
{
    auto const type = type_of(TextStyle::Small, true);
    std::string const shown = std::string(label) + (required ? " *" : "");
    auto const lines = wrap(state, type, shown, std::max(40.0f, remaining_width(state)), language(state));
    auto const rect = place(state, remaining_width(state), static_cast<float>(lines.size()) * type.line_height);
    float y = rect.y;
    for (auto const& line : lines) {
        draw_text(state, type, rect.x, y, color(state, ColorRole::Text), std::string_view(shown).substr(line.begin, line.end - line.begin));
        y += type.line_height;
    }
}

void draw_field_box(State& state, Rect const& rect, Interaction const& interaction, bool invalid, bool disabled)
{
    fill(state, rect, disabled ? ColorRole::SunkenGround : ColorRole::RaisedGround, 3);
    auto edge = ColorRole::Boundary;
    if (invalid)
        edge = ColorRole::Error;
    else if (disabled)
        edge = ColorRole::Hairline;
    else if (interaction.hovered)
        edge = ColorRole::Text;
    outline(state, rect, edge, 3, invalid ? 2.0f : 1.0f);
}

void draw_field_notes(State& state, std::string_view description, std::string_view error, std::string_view disabled_reason, float indent)
{
    bool const wrong = !error.empty();
    auto const note = wrong ? error : !disabled_reason.empty() ? disabled_reason : description;
    if (note.empty())
        return;
    auto const type = type_of(TextStyle::Small);
    float const left = indent + (wrong ? 22.0f : 0.0f);
    auto const lines = wrap(state, type, note, std::max(40.0f, std::min(remaining_width(state), 640.0f) - left), language(state));
    auto const rect = place(state, remaining_width(state), static_cast<float>(lines.size()) * type.line_height);
    auto const ink = color(state, wrong ? ColorRole::Error : ColorRole::QuietText);
    if (wrong)
        draw_icon(state, Icon::Error, rect.x + indent, rect.y + 2, 16, ink);
    float y = rect.y;
    for (auto const& line : lines) {
        draw_text(state, type, rect.x + left, y, ink, note.substr(line.begin, line.end - line.begin));
        y += type.line_height;
    }
}

namespace {

struct FieldType {
    Type type;
    float padding_x = 12;
    float padding_y = 7;
};

FieldType field_type(FieldOptions const& options, bool area)
{
    switch (options.look) {
    case FieldLook::InPlace: return { type_of(TextStyle::Reading), 8, 4 };
    case FieldLook::Title: return { heading_type(3), 8, 5 };
    case FieldLook::Boxed: break;
    }
    return area ? FieldType { type_of(TextStyle::Reading), 12, 6 } : FieldType {};
}

/// Takes over what a person did, and decides whether the element must be given the caller's value.
TextEdit synchronise(State& state, Node& node, Memory& memory, std::string_view value)
{
    TextEdit edit;
    bool const fresh = !was_drawn(state, memory);
    if (fresh) {
        memory.element_value = value;
        memory.composing = memory.uncommitted = false;
        memory.element_height = 0;
        ++memory.value_revision;
    }
    for (auto const& event : state.events) {
        if (event.node != node.id)
            continue;
        switch (event.kind) {
        case EventKind::Input:
            memory.element_value = event.text.view();
            memory.value_run = state.run;
            memory.uncommitted = true;
            edit.changed = true;
            break;
        case EventKind::ComposeStart: memory.composing = true; break;
        case EventKind::ComposeEnd: memory.composing = false; break;
        case EventKind::Commit:
        case EventKind::Submit:
            edit.committed = edit.committed || memory.uncommitted;
            memory.uncommitted = false;
            edit.submitted = edit.submitted || event.kind == EventKind::Submit;
            break;
        default: break;
        }
    }
    edit.composing = memory.composing;
    if (edit.changed || edit.committed || edit.submitted)
        edit.value = memory.element_value;
    // The caller's state follows a change in the next frame; only what still differs after that is the caller's own will.
    bool const differs = memory.element_value != value;
    if (differs && !memory.composing && !edit.changed) {
        if (state.run >= memory.value_run + 2) {
            memory.element_value = value;
            ++memory.value_revision;
        } else {
            state.next_frame = 0;
        }
    }
    node.value = memory.element_value;
    node.value_revision = memory.value_revision;
    return edit;
}

/// The same for a password: neither the node nor the memory gets to know what it is.
PasswordEdit synchronise_password(State& state, Node& node, Memory& memory, std::string_view value)
{
    PasswordEdit edit;
    if (!was_drawn(state, memory)) {
        memory.holds_secret = false;
        ++memory.value_revision;
        edit.changed = !value.empty();
    }
    for (auto const& event : state.events) {
        if (event.node != node.id)
            continue;
        edit.submitted = edit.submitted || event.kind == EventKind::Submit;
        // What leaving the field or Enter tells again may have been forgotten meanwhile.
        if (event.kind != EventKind::Input)
            continue;
        edit.changed = true;
        edit.value = event.text;
        memory.holds_secret = !event.text.empty();
        memory.value_run = state.run;
    }
    if (value.empty() && memory.holds_secret && !edit.changed) {
        if (state.run >= memory.value_run + 2) {
            memory.holds_secret = false;
            ++memory.value_revision;
        } else {
            state.next_frame = 0;
        }
    }
    node.value_revision = memory.value_revision;
    return edit;
}

std::string_view input_mode(InputKind kind)
{
    switch (kind) {
    case InputKind::Email: return "email";
    case InputKind::Telephone: return "tel";
    case InputKind::Url: return "url";
    case InputKind::Search: return "search";
    case InputKind::Number:
    case InputKind::Date: return "numeric";
    case InputKind::Text: break;
    }
    return "text";
}

void describe_text_field(Node& node, std::string_view mode, FieldOptions const& options, FieldType const& look)
{
    describe_field(node, options.description, options.error, options.disabled_reason, options.required);
    node.flags |= options.read_only ? flag::read_only : 0u;
    node.flags |= options.spell_check ? 0u : flag::no_spell_check;
    node.flags |= look.type.face == Face::Bold ? flag::bold : 0u;
    node.max_length = options.max_length;
    node.font_size = look.type.size;
    if (!options.language.empty())
        node.language = options.language;
    node.extra = std::string(mode) + "|" + std::to_string(static_cast<int>(look.padding_x)) + "|"
        + std::to_string(static_cast<int>(look.padding_y)) + "|" + std::to_string(static_cast<int>(look.type.line_height)) + "|"
        + std::string(options.autocomplete) + "|" + std::string(options.placeholder);
}

void draw_box_of(State& state, Rect const& rect, FieldOptions const& options, Interaction const& interaction)
{
    bool const in_place = options.look != FieldLook::Boxed;
    if (in_place && !interaction.hovered && !interaction.focused && options.error.empty())
        return;
    draw_field_box(state, rect, interaction, !options.error.empty(), !options.disabled_reason.empty());
}

/// A dot for each character.
std::string dots(std::string_view password)
{
    std::string text;
    for (char const byte : password) {
        if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80U)
            text += "\u2022";
    }
    return text;
}

void draw_value(State& state, Node const& node, Rect const& rect, FieldType const& look, std::span<Line const> lines, bool focused,
    std::string_view value, std::string_view placeholder)
{
    bool const show_placeholder = value.empty();
    // The element shows what is being edited; only one of the two may draw the text.
    if (focused || (show_placeholder && placeholder.empty()))
        return;
    auto const clip = to_window(state, rect);
    ImGui::PushClipRect({ clip.x, clip.y }, { clip.right() - look.padding_x / 2, clip.bottom() }, true);
    auto const ink = color(state, show_placeholder || (node.flags & flag::disabled) ? ColorRole::QuietText : ColorRole::Text);
    std::string_view const text = show_placeholder ? placeholder : value;
    float y = rect.y + look.padding_y;
    for (auto const& line : lines) {
        if (is_visible(state, { rect.x, y, rect.width, look.type.line_height }))
            draw_text(state, look.type, rect.x + look.padding_x, y, ink, text.substr(line.begin, line.end - line.begin));
        y += look.type.line_height;
    }
    ImGui::PopClipRect();
}

float area_height(
    State& state, Memory& memory, FieldOptions const& options, FieldType const& look, float width, std::size_t lines, NodeId id)
{
    for (auto const& event : state.events)
        if (event.node == id && event.number > 0 && (event.kind == EventKind::Input || event.kind == EventKind::Measure)) {
            memory.element_height = static_cast<float>(event.number);
            memory.element_width = width;
        }
    auto const rows = static_cast<float>(std::max<std::size_t>(lines, static_cast<std::size_t>(std::max(1, options.minimum_rows))));
    float height = rows * look.type.line_height + 2 * look.padding_y;
    // While it is edited the browser breaks the lines, and knows best.
    if (state.focused == id && memory.element_height > 0 && memory.element_width == width)
        height = std::max(memory.element_height, static_cast<float>(options.minimum_rows) * look.type.line_height + 2 * look.padding_y);
    if (options.maximum_rows > 0)
        height = std::min(height, static_cast<float>(options.maximum_rows) * look.type.line_height + 2 * look.padding_y);
    return std::ceil(height);
}

/// The shape of a field and what is common to all kinds.
struct Shape {
    FieldType look;
    std::size_t node = 0;
    float width = 0;
};

Shape open_field(Context& context, NodeRole role, std::string_view id, std::string_view label, FieldOptions const& options)
{
    auto& state = context.state();
    Shape shape { .look = field_type(options, role == NodeRole::TextArea) };
    float const available = std::max(40.0f, remaining_width(state));
    shape.width = options.width > 0 ? std::min(options.width, available) : available;
    auto& inner = open_box(state, std::max(shape.width, std::min(available, 240.0f)));
    inner.gap = 4;
    if (!options.label_hidden && options.look == FieldLook::Boxed)
        draw_label(state, label, options.required);
    shape.node = add_node(state, role, id, label);
    return shape;
}

/// `value`: what is to be seen of it.
void close_field(State& state, Memory& memory, Shape const& shape, FieldOptions const& options, std::string_view value)
{
    auto const& look = shape.look;
    auto const& node = state.tree.nodes[shape.node];
    bool const area = node.role == NodeRole::TextArea;
    bool const in_place = options.look != FieldLook::Boxed;
    float const bleed = in_place ? look.padding_x : 0;
    float const box_width = shape.width + 2 * bleed;
    std::string_view const shown = value.empty() ? options.placeholder : value;
    std::vector<Line> lines;
    if (area)
        lines = wrap(state, look.type, shown, box_width - 2 * look.padding_x, node.language);
    else
        lines.push_back({ 0, shown.size(), 0 });
    float const height = area ? area_height(state, memory, options, look, box_width, lines.size(), node.id)
                              : look.type.line_height + 2 * look.padding_y;
    auto const placed = place(state, shape.width, height);
    Rect const rect { placed.x - bleed, placed.y, box_width, height };
    auto const interaction = interact(state, shape.node, rect);
    draw_box_of(state, rect, options, interaction);
    draw_value(state, node, rect, look, lines, interaction.focused, value, options.placeholder);
    if (in_place && !interaction.focused && interaction.hovered && options.disabled_reason.empty() && !options.read_only)
        draw_icon(state, Icon::Pencil, rect.right() - 22, rect.y + 6, 16, color(state, ColorRole::QuietText));
    draw_field_notes(state, options.description, options.error, options.disabled_reason, 0);
    close_box(state);
}

TextEdit field(
    Context& context, std::string_view id, std::string_view label, std::string_view value, FieldOptions const& options, bool area)
{
    auto& state = context.state();
    auto const shape = open_field(context, area ? NodeRole::TextArea : NodeRole::TextField, id, label, options);
    auto& node = state.tree.nodes[shape.node];
    auto& memory = memory_at(state, node.path);
    auto edit = synchronise(state, node, memory, value);
    describe_text_field(node, input_mode(options.kind), options, shape.look);
    close_field(state, memory, shape, options, node.value);
    return edit;
}

} // namespace

PasswordEdit password_field(Context& context, std::string_view id, std::string_view label, std::string_view value, FieldOptions const& options)
{
    auto& state = context.state();
    auto const shape = open_field(context, NodeRole::TextField, id, label, options);
    auto& node = state.tree.nodes[shape.node];
    auto& memory = memory_at(state, node.path);
    auto edit = synchronise_password(state, node, memory, value);
    describe_text_field(node, "password", options, shape.look);
    node.flags |= flag::no_spell_check;
    close_field(state, memory, shape, options, dots(value));
    return edit;
}

TextEdit text_field(Context& context, std::string_view id, std::string_view label, std::string_view value, FieldOptions const& options)
{
    return field(context, id, label, value, options, false);
}

TextEdit text_area(Context& context, std::string_view id, std::string_view label, std::string_view value, FieldOptions const& options)
{
    return field(context, id, label, value, options, true);
}

TextEdit number_field(Context& context, std::string_view id, std::string_view label, std::string_view value, FieldOptions const& options)
{
    FieldOptions number = options;
    number.kind = InputKind::Number;
    number.spell_check = false;
    number.width = number.width > 0 ? number.width : 120;
    return field(context, id, label, value, number, false);
}

TextEdit date_field(Context& context, std::string_view id, std::string_view label, std::string_view value, FieldOptions const& options)
{
    FieldOptions date = options;
    date.kind = InputKind::Date;
    date.spell_check = false;
    date.width = date.width > 0 ? date.width : 160;
    return field(context, id, label, value, date, false);
}

} // namespace konkordat::ui

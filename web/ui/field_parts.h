#pragma once

#include "web/ui/state.h"

namespace konkordat::ui {

/// Puts what all fields share into a node.
void describe_field(Node&, std::string_view description, std::string_view error, std::string_view disabled_reason, bool required);
/// The visible label above a field; it is the field's name in the mirror, so it has no node.
void draw_label(State&, std::string_view label, bool required);
void draw_field_box(State&, Rect const&, Interaction const&, bool invalid, bool disabled);
/// Error, reason or help under a field; in the mirror they describe the field, so they have no node.
void draw_field_notes(State&, std::string_view description, std::string_view error, std::string_view disabled_reason, float indent);

} // namespace konkordat::ui

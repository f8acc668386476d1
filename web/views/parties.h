#pragma once

#include "web/views/frame.h"

/// The parts of the screen of parties and members.
namespace konkordat::views {

/// The organisation of the address, or nothing.
[[nodiscard]] Organisation const* selected_organisation(Frame const&);

/// The properties of one organisation, its membership and its experts. `alone`: it is the whole screen, not the column beside the list.
void draw_organisation(Frame&, Organisation const&, bool alone);
/// Its appointed experts, with their substitutes.
void draw_contacts(Frame&, Organisation const&);

} // namespace konkordat::views

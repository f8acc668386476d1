#pragma once

#include "core/base/secret.h"
#include "web/ui/semantics.h"

#include <cstdint>

namespace konkordat::ui {

/// What happened to an element of the mirror. The order of kinds and keys is part of the encoding that mirror.js writes.
enum class EventKind : std::uint8_t {
    Activate,    ///< click, Enter, Space, or assistive technology
    Input,       ///< the text is now `text`; `number` is the height of a text area's content
    Commit,      ///< change or blur after a change; `text`
    Submit,      ///< Enter in a single-line field; `text`
    Choose,      ///< another option (`number`, an index) or a checkbox (`number` 0 or 1)
    Focus,       ///< `number` 1 if the focus is to be shown (:focus-visible)
    Blur,
    Key,
    Scroll,      ///< `number` is the scroll position
    ComposeStart,
    ComposeEnd,
    Measure,     ///< `number` is the height of a text area's content
    ScrollAcross, ///< `number` is the horizontal scroll position
    Zoom,        ///< `number` is a factor; with Key::Character a direction, 0: back to 100 %
};

enum class Key : std::uint8_t { None, Up, Down, Left, Right, Home, End, PageUp, PageDown, Escape, Enter, Space, Character, F2 };

struct Event {
    EventKind kind = EventKind::Activate;
    NodeId node = no_node;
    Key key = Key::None;
    bool shift = false;
    bool control = false;
    double number = 0;
    Secret text = {}; ///< may be a password
};

} // namespace konkordat::ui

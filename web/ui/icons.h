#pragma once

#include <cstdint>

namespace konkordat::ui {

/// The one set of outline icons, drawn on a 20 px grid.
enum class Icon : std::uint8_t {
    None,
    Plus,
    Minus,
    Trash,
    Undo,
    Redo,
    Download,
    Upload,
    Search,
    ChevronDown,
    ChevronUp,
    ChevronLeft,
    ChevronRight,
    Check,
    Warning,
    Error,
    Info,
    Document,
    People,
    Compare,
    Eye,
    Pencil,
    Sun,
    Moon,
    Globe,
    Help,
    Close,
    Menu,
    DragHandle,
    ExternalLink,
    Copy,
    ArrowLeft,
    ArrowRight,
    ArrowUp,
    ArrowDown,
    Clock,
    Lock,
    Gear,
    Outline,
    Panel,
    FitWidth,
    FitPage,
    Saved,
};

} // namespace konkordat::ui

#pragma once

// Inside of web/ui: what the widgets share. Views include ui.h only.

#include "web/ui/context.h"
#include "web/ui/mirror.h"
#include "web/ui/ui.h"

#include <imgui.h>

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace konkordat::ui {

class GlyphFaces;
class PictureTextures;
struct PageText;

enum class Face : std::uint8_t { Regular, Bold, Italic, BoldItalic };

struct Type {
    Face face = Face::Regular;
    float size = 15;        ///< CSS pixels
    float line_height = 22; ///< CSS pixels
};

/// What outlives a frame, for each path.
struct Memory {
    std::string path;
    std::uint64_t last_pass = 0;
    std::uint64_t previous_pass = 0; ///< the pass before that in which it was drawn

    // Text fields: what the element holds.
    std::string element_value;
    std::uint64_t value_revision = 0;
    std::uint64_t value_run = 0;  ///< last run in which a person changed it
    bool composing = false;
    bool uncommitted = false;
    bool holds_secret = false;    ///< something is typed in a password field; what it is is not kept here
    float element_height = 0;     ///< height of a text area's content as the browser sees it
    float element_width = 0;      ///< the width at which that was measured

    // Layout known only after the frame.
    float width = 0;
    float height = 0;
    std::vector<float> line_heights;

    float scroll = 0;
    float scroll_x = 0;   ///< only of what also scrolls across
    float content_height = 0;
    NodeId roving = no_node;
    bool open = false;
    std::string return_focus;
    double since = 0;
    double stays_until = 0;
};

/// An area in which widgets are placed. Coordinates are those of the enclosing scrolling content.
struct Box {
    enum class Flow : std::uint8_t { Down, Along };
    Flow flow = Flow::Down;
    float x = 0;
    float y = 0;
    float width = 0;
    float limit = 0;      ///< y where the visible area ends; a huge value in scrolling content
    float gap = 8;
    bool first = true;
    float next_x = 0;
    float next_y = 0;
    float right = 0;      ///< extent of what was placed
    float bottom = 0;
    std::optional<float> forced_gap; ///< by space()

    // Flow::Along
    bool wrap = true;
    float line_height = 0;
    std::size_t line = 0;
    Memory* memory = nullptr;
    std::vector<float> line_heights;
    float used = 0;        ///< width of the widest line
    bool spaced = false;      ///< spacer() was drawn in it
    float after_spacer = 0;///< width, gaps included, of what followed spacer()
};

/// Content that scrolls, or a layer: where its origin is in the window and what is visible of it.
struct Surface {
    float origin_x = 0;
    float origin_y = 0;
    Rect clip;             ///< window coordinates
    Ground ground = Ground::Plain;
};

/// Columns or panes that are being filled.
struct Columns {
    std::vector<float> widths;
    std::size_t next = 0;
    float x = 0;
    float y = 0;
    float gap = 0;
    float limit = 0;
    float bottom = 0;
    bool stacked = false;
    bool open = false;     ///< a column's box is open
    bool panes = false;
    float tallest = 0;     ///< natural height of the highest column
    float grown = 0;       ///< what a card of this column was given to be as high as the others
    Memory* memory = nullptr;
};

struct OpenTable {
    std::vector<TableColumn> columns;
    std::vector<float> widths;
    float x = 0;
    std::size_t cell = 0;
    float row_height = 0;
    float row_y = 0;
    std::size_t row_index = 0;
    bool compact = false;
    bool striped = false;
    bool single_stop = false;
    bool selected = false;
    std::size_t node = 0;
    std::size_t row_node = 0;
    std::vector<std::vector<std::size_t>> cells; ///< nodes, row by row
    Memory* memory = nullptr;
    float padding = 8;
};

struct OpenTree {
    struct Item {
        std::size_t node;
        int level;
        std::string label;
        bool selected;
    };
    std::vector<Item> items;
    Memory* memory = nullptr;
};

struct OpenMenu {
    std::vector<std::size_t> items;
    Memory* memory = nullptr;
    std::string button_path;
    NodeId button = no_node;
};

struct OpenCard {
    std::size_t node_begin = 0;
    Rect rect;
    std::optional<std::size_t> covering_link;
};

struct FocusRing {
    Rect rect;
    Rect clip;
    ImDrawList* list = nullptr;
    bool on_header = false;
};

/// Where a scrolling element is to go.
struct WantedScroll {
    float top = 0;
    float left = 0;
    bool smooth = false;
};

struct State {
    State();
    ~State();

    Context* context = nullptr;
    FontFiles files;
    ImGuiContext* imgui = nullptr;
    std::array<ImFont*, 4> faces {};
    Theme const* theme = nullptr;
    Viewport viewport;
    bool reduced_motion = false;

    std::uint64_t run = 0;    ///< calls of run_frame
    std::uint64_t pass = 0;   ///< layouts, at least one a run
    double now = 0;
    bool again = false;       ///< this layout used sizes that turned out different
    double next_frame = -1;
    bool events_fresh = false;///< first pass of a run: events count
    std::vector<Event> posted;
    std::vector<Event> events;
    float pointer_x = -1;
    float pointer_y = -1;
    bool pointer_down = false;
    bool pressed = false;     ///< the primary button went down since the last run, even if it is up again

    Tree tree;
    Tree shown;               ///< what the mirror has
    MirrorWriter writer;
    std::unordered_map<std::string, NodeId> ids;
    std::unordered_map<NodeId, Memory> memories;
    NodeId next_id = root_node + 1;

    std::string path;
    std::vector<std::size_t> path_sizes;
    std::vector<std::size_t> parents;            ///< indices of open nodes
    std::vector<std::uint32_t> automatic_ids;    ///< one a path level
    std::vector<std::function<void(State&)>> open;
    std::vector<Box> boxes;
    std::vector<Surface> surfaces;
    std::vector<Columns> columns;
    std::vector<OpenTable> tables;
    std::vector<OpenTree> trees;
    std::vector<OpenMenu> menus;
    std::vector<OpenCard> cards;
    std::vector<std::pair<float, float>> visible_rows; ///< y of the end, height kept back
    std::vector<std::string> languages;
    std::vector<std::size_t> dialogs;            ///< nodes of this frame
    std::vector<NodeId> shown_dialogs;
    std::vector<std::string> layers;             ///< windows in front of the page, in order

    NodeId focused = no_node;
    std::string focused_path;
    bool focus_visible = false;
    std::string wanted_focus;
    std::uint64_t wanted_focus_run = 0;
    std::string wanted_reveal;
    std::uint64_t wanted_reveal_run = 0;
    std::unordered_map<NodeId, WantedScroll> wanted_scrolls;
    std::optional<FocusRing> ring;
    float toast_height = 0;

    // Pages of documents; made when the first one is drawn
    std::unique_ptr<GlyphFaces> glyphs;
    std::unique_ptr<PictureTextures> pictures;
    std::map<std::size_t, std::shared_ptr<PageText const>> page_texts; ///< of the document of that revision
    std::uint64_t page_text_revision = 0;
    int page_heading_level = 0; ///< of the last heading on a page in this frame

    std::unordered_set<ImGuiID> claimed;
    std::unordered_map<ImGuiID, std::string> items; ///< of Dear ImGui in this frame
    std::vector<std::string> unnamed;
    std::vector<std::string> faults;
};

// --- Identity and nodes ---------------------------------------------------------------------------------------------------

void open_path(State&, std::string_view id);
void close_path(State&);
[[nodiscard]] std::string child_path(State const&, std::string_view id);
NodeId id_of(State&, std::string const& path);
/// Memory of the path `current/id`; marks it as drawn now.
Memory& memory_of(State&, std::string_view id);
Memory& memory_at(State&, std::string const& path);
/// False in the first pass in which it is drawn after an absence.
[[nodiscard]] bool was_drawn(State const&, Memory const&);

/// Adds a node below the innermost open one; `id` may be empty for texts. Returns its index.
std::size_t add_node(State&, NodeRole, std::string_view id, std::string_view name);
/// Adds a node and makes it the parent of what follows, until close_node().
std::size_t open_node(State&, NodeRole, std::string_view id, std::string_view name);
void close_node(State&);
/// Sets the rectangle, given in the present surface's coordinates.
void set_rect(State&, std::size_t node, Rect const&);

/// A scope that runs `end` when it is closed.
Scope make_scope(Context&, std::function<void(State&)> end);

// --- Events ---------------------------------------------------------------------------------------------------------------

[[nodiscard]] Event const* last_event(State const&, NodeId, EventKind);
[[nodiscard]] bool activated(State const&, NodeId);
[[nodiscard]] Event const* key_event(State const&, NodeId);
void want_focus(State&, std::string path);
void ask_again(State&); ///< lay out once more before showing
/// Keeps `stored` equal to `value` and lays out again if it was not.
void settle(State&, float& stored, float value);

// --- Layout ---------------------------------------------------------------------------------------------------------------

Box& box(State&);
/// Takes a place of that size in the present box.
Rect place(State&, float width, float height);
[[nodiscard]] float remaining_width(State&);
[[nodiscard]] float remaining_height(State&);
/// Opens a box at the next place, `width` wide (0: what is left).
Box& open_box(State&, float width = 0);
/// Closes it and takes its extent from the box around it; returns the extent.
Rect close_box(State&, float extra_height = 0);
void open_surface(State&, Surface const&);
void close_surface(State&);
[[nodiscard]] Rect to_window(State const&, Rect const&);

// --- Drawing --------------------------------------------------------------------------------------------------------------

[[nodiscard]] ImU32 color(State const&, ColorRole, float alpha = 1);
[[nodiscard]] ImDrawList& draw(State const&);
[[nodiscard]] bool is_visible(State const&, Rect const&);
void fill(State const&, Rect const&, ColorRole, float radius = 0);
void outline(State const&, Rect const&, ColorRole, float radius = 0, float thickness = 1);
void draw_icon(State const&, Icon, float x, float y, float size, ImU32);
/// A filled and outlined rectangle whose height is set when its content has been drawn.
class LateRect {
public:
    LateRect(State const&, Rect const&, std::optional<ColorRole> fill, std::optional<ColorRole> outline, float radius);
    void set_height(State const&, float height) const;

private:
    float m_top = 0;
    int m_begin = 0;
    int m_end = 0;
    ImDrawList* m_list = nullptr;
};

struct Interaction {
    bool hovered = false;
    bool held = false;
    bool focused = false;
};
/// Registers the node's rectangle with Dear ImGui; draws the focus ring at the end of the frame.
Interaction interact(State&, std::size_t node, Rect const&);
void tooltip(State&, Rect const& anchor, std::string_view text);

// --- Text -----------------------------------------------------------------------------------------------------------------

[[nodiscard]] Type type_of(TextStyle, bool bold = false, bool italic = false);
[[nodiscard]] Type heading_type(int level);
[[nodiscard]] float text_width(State const&, Type const&, std::string_view);
void draw_text(State const&, Type const&, float x, float y, ImU32, std::string_view);

struct Line {
    std::size_t begin = 0;
    std::size_t end = 0; ///< behind the last visible byte
    float width = 0;
};
/// Lines of `text` (UAX 14 break opportunities, as a browser breaks it), each at most `width` wide where it can be.
[[nodiscard]] std::vector<Line> wrap(State const&, Type const&, std::string_view text, float width, std::string_view language);

struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
    Face face = Face::Regular;
    ImU32 color = 0;
};
[[nodiscard]] std::vector<Line> wrap(
    State const&, Type const&, std::string_view text, std::span<Span const>, float width, std::string_view language);
/// The longest beginning that fits, with an ellipsis if it is not all.
[[nodiscard]] std::string shorten(State const&, Type const&, std::string_view text, float width);
[[nodiscard]] std::string_view language(State const&);

} // namespace konkordat::ui

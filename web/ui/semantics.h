#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat::ui {

/// CSS pixels.
struct Rect {
    float x = 0;
    float y = 0;
    float width = 0;
    float height = 0;

    [[nodiscard]] float right() const { return x + width; }
    [[nodiscard]] float bottom() const { return y + height; }
    friend bool operator==(Rect const&, Rect const&) = default;
};

/// What a node of the mirror is. The order is part of the encoding that web/shell/mirror.js reads.
enum class NodeRole : std::uint8_t {
    Root,
    Text,
    Heading,
    Button,
    Link,
    Checkbox,
    RadioGroup,
    Radio,
    Select,
    Option,
    TextField,
    TextArea,
    Banner,
    Navigation,
    Main,
    Complementary,
    ContentInfo,
    Region,
    Search,
    Group,
    List,
    ListItem,
    Table,
    Row,
    ColumnHeader,
    RowHeader,
    Cell,
    Tree,
    TreeItem,
    TabList,
    Tab,
    TabPanel,
    Dialog,
    AlertDialog,
    Menu,
    MenuItem,
    MenuItemRadio,
    Progress,
    Status,
    Alert,
    Image,
    Separator,
    DropZone,
    DescriptionList,
    Term,
    Definition,
    RowGroup,
    Inline,
    Sheet,    ///< a page of a document; `extra` is its scale, rectangles inside it are those of scale 1
    Passage,  ///< what a page says; `extra` is the ARIA role
    PageLine, ///< text on a page, selectable; as wide as its rectangle
    PageLink, ///< holds the lines that lead somewhere
};

/// ARIA name of a role, for tests and messages: "button", "textbox".
[[nodiscard]] std::string_view role_name(NodeRole);
[[nodiscard]] bool is_interactive(NodeRole);

/// State flags of a node. Part of the encoding.
namespace flag {
inline constexpr std::uint32_t disabled = 1u << 0;
inline constexpr std::uint32_t checked = 1u << 1;       ///< checked, selected option, pressed
inline constexpr std::uint32_t selected = 1u << 2;
inline constexpr std::uint32_t expanded = 1u << 3;
inline constexpr std::uint32_t expandable = 1u << 4;    ///< has aria-expanded at all
inline constexpr std::uint32_t toggle = 1u << 5;        ///< has aria-pressed at all
inline constexpr std::uint32_t required = 1u << 6;
inline constexpr std::uint32_t invalid = 1u << 7;
inline constexpr std::uint32_t read_only = 1u << 8;
inline constexpr std::uint32_t current = 1u << 9;
inline constexpr std::uint32_t tab_stop = 1u << 10;     ///< of roving focus: the one that Tab reaches
inline constexpr std::uint32_t roving = 1u << 11;       ///< one of several that arrow keys move between
inline constexpr std::uint32_t busy = 1u << 12;
inline constexpr std::uint32_t scroll = 1u << 13;       ///< scrolls its content natively
inline constexpr std::uint32_t sort_ascending = 1u << 14;
inline constexpr std::uint32_t sort_descending = 1u << 15;
inline constexpr std::uint32_t no_spell_check = 1u << 16;
inline constexpr std::uint32_t has_popup = 1u << 17;
inline constexpr std::uint32_t focus_target = 1u << 18; ///< may take the focus from the program, is no stop of the Tab key
inline constexpr std::uint32_t indeterminate = 1u << 19;
inline constexpr std::uint32_t composite = 1u << 20;    ///< a container that roving focus moves in (grid)
inline constexpr std::uint32_t skip_link = 1u << 21;
inline constexpr std::uint32_t bold = 1u << 22;         ///< type of a text field or a line of a page
inline constexpr std::uint32_t italic = 1u << 23;       ///< the same
inline constexpr std::uint32_t zooms = 1u << 24;        ///< Ctrl with the wheel, plus, minus and 0 are the program's in it
inline constexpr std::uint32_t acts = 1u << 25;         ///< a click on its text is an activation; something else does the same for the keyboard
} // namespace flag

/// Id of a node: stable as long as a widget of the same path is drawn; never used again for another path.
using NodeId = std::uint32_t;
inline constexpr NodeId no_node = 0;
inline constexpr NodeId root_node = 1;

/// One element of the mirror.
struct Node {
    NodeId id = no_node;
    NodeId parent = no_node;
    NodeRole role = NodeRole::Text;
    std::string path = {};              ///< ids from the root, joined with "/"
    std::string name = {};
    std::string description = {};
    std::string error = {};
    std::string value = {};        ///< of fields, progress, links (address), options (key)
    std::string language = {};
    std::string extra = {};        ///< fields: "inputmode|padding x|padding y|line height|autocomplete|placeholder"; tables: row count
    std::uint32_t flags = 0;
    std::int32_t level = 0;        ///< heading, tree item; rows of a text area; 1-based index of a row
    float font_size = 0;           ///< of fields
    float content_height = 0;      ///< of what scrolls
    float content_width = 0;       ///< of what also scrolls across; 0: it does not
    std::size_t max_length = 0;
    Rect rect = {};                     ///< in the content of the nearest enclosing scrolling node (or the window)
    Rect screen = {};                   ///< in the window, for tests and focus rings
    std::uint64_t value_revision = 0; ///< grows whenever the value must be written into the element
    std::vector<NodeId> children = {};
};

/// All nodes of a frame in reading order; the first is the root.
struct Tree {
    std::vector<Node> nodes;

    [[nodiscard]] Node const* find(NodeId) const;
    [[nodiscard]] Node const* find_path(std::string_view path) const;
};

} // namespace konkordat::ui

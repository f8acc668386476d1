#pragma once

#include "web/ui/icons.h"
#include "web/ui/theme.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Semantic widgets, immediate mode. A view calls them every frame in reading order; each call draws, and describes itself to
/// the mirror (the accessible document over the canvas). What a person did since the last frame is what the call returns.
///
/// Rules for callers:
/// - Lengths are CSS pixels. Texts are UTF-8, finished sentences in the user's language; nothing is translated here.
/// - An `id` is unique among its siblings (same enclosing scope) and stays the same while the thing stays the same: use the
///   model's ids ("member-" + id), never a row number that shifts. Ids make focus and text editing survive a reordering.
/// - Every interactive widget has a name that is read out: its visible label, or for icon buttons the given name.
/// - Options hold views of strings: pass temporaries only within the call.
/// - A returned value is news: push a command and go on drawing the old state; the next frame shows the new one.
/// - Scopes end in the reverse order of their beginning: keep each in a local variable of its own block.
namespace konkordat::ui {

class Context;

/// Something that has been opened and is closed by the destructor. False: not open (a closed menu, a collapsed part); then it
/// needs no content and closing does nothing.
class [[nodiscard]] Scope {
public:
    /// What the end of a scope has to undo; used by the widgets only.
    using End = void (*)(Context&);

    Scope() = default;
    Scope(Context& context, End end)
        : m_context(&context)
        , m_end(end)
    {
    }
    Scope(Scope&& other) noexcept
        : m_context(other.m_context)
        , m_end(other.m_end)
    {
        other.m_context = nullptr;
    }
    Scope& operator=(Scope&&) = delete;
    Scope(Scope const&) = delete;
    Scope& operator=(Scope const&) = delete;
    ~Scope() { close(); }

    explicit operator bool() const { return m_context != nullptr; }
    void close()
    {
        if (m_context)
            m_end(*m_context);
        m_context = nullptr;
    }

private:
    Context* m_context = nullptr;
    End m_end = nullptr;
};

// ---------------------------------------------------------------------------------------------------------------------------
// Identity, environment

/// All ids inside are below `id`: for loops over things of the model.
Scope push_id(Context&, std::string_view id);

/// Language (BCP 47) of all texts inside, where it is not the interface's.
Scope push_language(Context&, std::string_view tag);

enum class SizeClass { Compact, Medium, Wide }; ///< window below 600, below 900, from 900 CSS pixels

[[nodiscard]] SizeClass size_class(Context const&);
[[nodiscard]] float viewport_width(Context const&);
[[nodiscard]] float viewport_height(Context const&);
/// Width that the next widget may take where it stands.
[[nodiscard]] float available_width(Context const&);
/// True if a person asked for less motion.
[[nodiscard]] bool reduced_motion(Context const&);

/// Draws again at the next opportunity, or after a time (seconds). Without it a frame is drawn only after input.
void request_frame(Context&);
void request_frame_after(Context&, double seconds);

enum class Politeness { Polite, Assertive };
/// Says a sentence to assistive technology without showing it.
void announce(Context&, std::string_view text, Politeness = Politeness::Polite);

/// Moves the keyboard focus to the widget `id` of this scope, also when it appears only in the next frame.
void focus(Context&, std::string_view id);
/// The same, with the path from the root: "main/clauses/purpose/body".
void focus_path(Context&, std::string_view path);
/// Scrolls the widget of that path into view; without moving the focus.
void reveal_path(Context&, std::string_view path);
/// True while the keyboard focus is on the widget `id` of this scope or on one inside it.
[[nodiscard]] bool has_focus(Context const&, std::string_view id);
/// The path of the widget that has the focus, or empty.
[[nodiscard]] std::string_view focused_path(Context const&);

// ---------------------------------------------------------------------------------------------------------------------------
// Text

enum class TextStyle {
    Body,    ///< 15 px, for the interface
    Reading, ///< 16 px, for text that is read
    Small,   ///< 14 px
    Caption, ///< 12 px
    Lead,    ///< 18 px, first sentence of a page
    Numeric, ///< 15 px, tabular figures
};

struct TextOptions {
    TextStyle style = TextStyle::Body;
    Tone tone = Tone::Normal;
    bool bold = false;
    bool italic = false;
    bool single_line = false;      ///< cut with an ellipsis where it does not fit; the mirror has all of it
    std::string_view language = {}; ///< BCP 47, if not the enclosing one
};

/// A piece of text that may stand in a row beside others; wraps at the available width.
void text(Context&, std::string_view text, TextOptions const& = {});

struct HeadingOptions {
    /// Size as that of another level, where the outline and the importance on screen differ; 0: as the level.
    int looks_like = 0;
    std::string_view language = {};
    std::string_view id = {}; ///< so that focus() can go to it (after a change of screen); then it takes the focus
};
/// Level 1 to 6; each screen has exactly one heading of level 1, and no level is left out.
void heading(Context&, int level, std::string_view text, HeadingOptions const& = {});

/// A run of rich text.
struct Run {
    std::string text;
    bool bold = false;
    bool italic = false;
    std::string link = {}; ///< "#/..." or "https://...", "mailto:..."
    Tone tone = Tone::Normal;
};

struct ParagraphOptions {
    TextStyle style = TextStyle::Reading;
    Tone tone = Tone::Normal;
    float max_width = 0;            ///< 0: the reading measure
    std::string_view language = {};
    std::string_view marker = {};   ///< "1.", "–", "4.3": stands left of the text, read before it
    float indent = 0;
};
void paragraph(Context&, std::string_view text, ParagraphOptions const& = {});
void paragraph(Context&, std::span<Run const> runs, ParagraphOptions const& = {});

/// A label such as a state or a count, set off from the text.
void badge(Context&, std::string_view text, Tone = Tone::Quiet);
/// One term and its value, in two columns; a sequence of them reads as a description list.
void fact(Context&, std::string_view term, std::string_view value);
/// A drawing of the icon set. Without a name it is decoration.
void icon(Context&, Icon, Tone = Tone::Normal, std::string_view name = {}, float size = 20);
void separator(Context&);

// ---------------------------------------------------------------------------------------------------------------------------
// Buttons, links

enum class ButtonKind { Primary, Secondary, Quiet, Danger };

struct ButtonOptions {
    ButtonKind kind = ButtonKind::Secondary;
    Icon icon = Icon::None;
    /// Not empty: the button is disabled, and this says why (shown as a tooltip, read out).
    std::string_view disabled_reason = {};
    std::string_view description = {};     ///< read after the name
    /// Spoken name where the visible label is too short out of its context ("Delete member Anna Muster"); must contain the label.
    std::string_view accessible_name = {};
    std::string_view shortcut = {};        ///< shown in the tooltip and told: "Ctrl+Z"
    std::optional<bool> pressed = {};      ///< a toggle button and its state
    std::optional<bool> expanded = {};     ///< opens and closes something beside it
    bool busy = false;
    bool full_width = false;
};
/// True in the frame after it was activated with mouse, keyboard or assistive technology.
bool button(Context&, std::string_view id, std::string_view label, ButtonOptions const& = {});
/// Shows only the icon; the name is its tooltip.
bool icon_button(Context&, std::string_view id, Icon, std::string_view name, ButtonOptions const& = {});

struct LinkOptions {
    Icon icon = Icon::None;
    bool current = false;                  ///< the page we are on
    std::string_view description = {};
    TextStyle style = TextStyle::Body;
    /// A door: the whole area of the enclosing card activates the link.
    bool covers_card = false;
};
/// "#/..." changes the address (on_hash of the application follows), anything else opens in a new window.
void link(Context&, std::string_view id, std::string_view label, std::string_view target, LinkOptions const& = {});

/// The first thing in a page: shows when focused, and moves the focus to the landmark of that id (child of the root).
void skip_link(Context&, std::string_view label, std::string_view landmark_id);

// ---------------------------------------------------------------------------------------------------------------------------
// Choices: each returns the new value if a person changed it

struct ChoiceOptions {
    std::string_view description = {};
    std::string_view error = {};
    std::string_view disabled_reason = {};
    bool required = false;
    bool label_hidden = false; ///< the label is only read out
    float width = 0;           ///< 0: as wide as needed, at most what is available
};
struct Choice {
    std::string value = {}; ///< a key unique in the list; not shown
    std::string label = {};
    std::string description = {};
    std::string disabled_reason = {};
};

std::optional<bool> checkbox(Context&, std::string_view id, std::string_view label, bool checked, ChoiceOptions const& = {});
/// Index into `choices`.
std::optional<std::size_t> radio_group(Context&, std::string_view id, std::string_view label, std::span<Choice const> choices,
    std::optional<std::size_t> selected, ChoiceOptions const& = {});
std::optional<std::size_t> select(Context&, std::string_view id, std::string_view label, std::span<Choice const> choices,
    std::optional<std::size_t> selected, ChoiceOptions const& = {});

// ---------------------------------------------------------------------------------------------------------------------------
// Text entry

enum class InputKind { Text, Email, Telephone, Url, Search, Number, Date };
enum class FieldLook {
    Boxed,   ///< label above, a visible box
    InPlace, ///< reading type on the page's ground; the box shows on hover and focus
    Title,   ///< as InPlace, in the type of a heading
};

struct FieldOptions {
    std::string_view description = {};     ///< help under the field
    std::string_view error = {};           ///< what is wrong and what to do; under the field
    std::string_view disabled_reason = {};
    std::string_view language = {};        ///< BCP 47 of what is typed: spell checker and hyphenation follow it
    std::string_view placeholder = {};     ///< an example, never the label
    std::string_view autocomplete = {};    ///< HTML token ("email", "tel", "name"); empty: off
    InputKind kind = InputKind::Text;
    FieldLook look = FieldLook::Boxed;
    bool required = false;
    bool read_only = false;
    bool spell_check = true;
    bool label_hidden = false;             ///< the label is only read out
    std::size_t max_length = 0;            ///< UTF-16 code units as in HTML; 0: no limit
    float width = 0;                       ///< 0: all that is available
    int minimum_rows = 2;                  ///< text areas
    int maximum_rows = 0;                  ///< text areas: then it scrolls; 0: grows without end
};

/// What happened to a field since the last frame. The field shows `value` of the call; while a person types, the field runs
/// ahead of it, and a value that differs two frames later is written back into the field (never during composition).
struct TextEdit {
    bool changed = false;    ///< `value` is what the field holds now
    bool committed = false;  ///< the field lost the focus, or Enter was pressed, after a change: a good moment to store
    bool submitted = false;  ///< Enter in a single-line field
    bool composing = false;  ///< an input method has not finished; do not validate yet
    std::string value = {};  ///< valid if changed or committed or submitted
    explicit operator bool() const { return changed; }
};

TextEdit text_field(Context&, std::string_view id, std::string_view label, std::string_view value, FieldOptions const& = {});
/// Several lines; grows with its text.
TextEdit text_area(Context&, std::string_view id, std::string_view label, std::string_view value, FieldOptions const& = {});
/// A field for whole numbers: a narrow text field with a numeric keyboard on touch screens. The caller parses and gives `error`.
TextEdit number_field(Context&, std::string_view id, std::string_view label, std::string_view value, FieldOptions const& = {});
/// A field for a date as it is typed, see Date::parse_typed.
TextEdit date_field(Context&, std::string_view id, std::string_view label, std::string_view value, FieldOptions const& = {});

// ---------------------------------------------------------------------------------------------------------------------------
// Regions and layout. A scope without other words lays its content out downwards.

enum class Landmark { Banner, Navigation, Main, Complementary, ContentInfo, Region, Search };

struct RegionOptions {
    bool scroll = false;     ///< takes the remaining height (or `height`) and scrolls its content natively
    float height = 0;        ///< of a scrolling region; 0: all that is left in the enclosing pane
    float padding = 0;
    Ground ground = Ground::None;
    bool border_end = false; ///< hairline at the right
    bool border_bottom = false;
};
/// A landmark with a name. Main exists once a screen; several of the same kind need different names.
Scope region(Context&, Landmark, std::string_view id, std::string_view name, RegionOptions const& = {});
/// Widgets that belong together under a name (fieldset). `visible_label`: show the name as a small heading.
Scope group(Context&, std::string_view id, std::string_view name, bool visible_label = false);
Scope list(Context&, std::string_view id, std::string_view name, float gap = 8);
Scope list_item(Context&, std::string_view id);

struct PaneWidth {
    float fixed = 0;    ///< CSS pixels; 0: a share of what is left
    float share = 1;
};
struct PanesOptions {
    float gap = 0;
    float height = 0; ///< 0: all that is left of the enclosing pane or window
};
/// Columns beside each other that take all the height that is left; each usually holds one scrolling region.
/// Call next_pane() before each pane, the first one too.
Scope panes(Context&, std::string_view id, std::span<PaneWidth const>, PanesOptions const& = {});
void next_pane(Context&);

struct ColumnsOptions {
    float gap = 16;
    float minimum_width = 0; ///< columns narrower than this stand below each other instead
};
/// Columns in the flow, as high as their content. Call next_column() before each column, the first one too.
Scope columns(Context&, std::string_view id, std::span<PaneWidth const>, ColumnsOptions const& = {});
/// `count` equal columns.
Scope columns(Context&, std::string_view id, std::size_t count, ColumnsOptions const& = {});
void next_column(Context&);

struct RowOptions {
    float gap = 8;
    bool wrap = true;
    bool end = false; ///< content stands at the right (end) of the row
};
/// Content beside each other, vertically centred.
Scope row(Context&, std::string_view id, RowOptions const& = {});
/// Inside a row: what follows stands at its end.
void spacer(Context&);
/// Content below each other with that gap (4, 8, 16, 24, 40).
Scope stack(Context&, float gap);
/// Space between what was and what follows, instead of the scope's gap.
void space(Context&, float height);
/// Content at most `max_width` wide, centred if there is room.
Scope measure(Context&, float max_width, bool centred = false);
Scope inset(Context&, float horizontal, float vertical);

struct CardOptions {
    Ground ground = Ground::Raised;
    Tone edge = Tone::Normal;  ///< anything but Normal: a bar of that colour at the left
    float padding = 16;
    bool border = true;
    bool selected = false;
    bool equal_height = false; ///< as high as the highest card of the enclosing columns
};
Scope card(Context&, std::string_view id, CardOptions const& = {});

struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
};
/// For lists of many equal rows in a scrolling region: the rows worth drawing; leaves the space of the others before and after.
/// Call end_visible_rows() after them.
[[nodiscard]] Range visible_rows(Context&, std::size_t count, float row_height);
void end_visible_rows(Context&);

/// Opens and closes a part of the page; returns the new state if a person changed it. Draw the content only while open.
std::optional<bool> disclosure(Context&, std::string_view id, std::string_view label, bool open);

// ---------------------------------------------------------------------------------------------------------------------------
// Collections

enum class Alignment { Start, End, Center };
enum class SortOrder { None, Ascending, Descending };
struct TableColumn {
    std::string id = {};
    std::string label = {};
    float width = 0;            ///< fixed CSS pixels; 0: by share
    float share = 1;
    Alignment alignment = Alignment::Start;
    bool sortable = false;
    SortOrder sorted = SortOrder::None;
    bool label_hidden = false;
};
struct TableOptions {
    std::size_t row_count = 0; ///< of the whole table, if only some rows are drawn
    bool striped = false;
    bool compact = false;
    /// The fields in the cells are one stop of the Tab key, too, and the left and right arrow keys and Ctrl with the others lead
    /// from one to the next: for a table of many fields.
    bool single_stop = false;
};
struct Table {
    Scope scope;
    std::optional<std::size_t> sort; ///< index of the column whose header was activated
};
/// Cells are reached with the arrow keys, Home, End, Page Up and Page Down once the focus is in the table.
/// Call table_row(), then table_cell() for each column and its content.
Table table(Context&, std::string_view id, std::string_view name, std::span<TableColumn const>, TableOptions const& = {});
struct RowLook {
    bool selected = false;
    std::size_t index = 0; ///< 0-based place in the whole table; only if not all rows are drawn
};
Scope table_row(Context&, std::string_view id, RowLook const& = {});
/// A cell that may hold widgets.
Scope table_cell(Context&);
/// A cell with a text.
void table_cell(Context&, std::string_view text, TextOptions const& = {});
/// The cell that names its row.
void table_row_header(Context&, std::string_view text, TextOptions const& = {});

struct TreeItem {
    std::string_view id;
    std::string_view label;
    int level = 1;                       ///< 1 is the outermost
    std::optional<bool> expanded = {};   ///< unset: has no children
    bool selected = false;
    Icon icon = Icon::None;
    Tone tone = Tone::Normal;
    std::string_view badge = {};         ///< shown at the end; say what it means in `description`
    Tone badge_tone = Tone::Quiet;
    std::string_view description = {};
    std::string_view number = {};        ///< "4.3", shown and read before the label
};
struct TreeItemResult {
    bool activated = false;
    bool toggled = false; ///< asks to be expanded or collapsed
};
/// An outline: one stop of the Tab key; arrow keys move, expand and collapse; Home, End and typed letters go to an item.
Scope tree(Context&, std::string_view id, std::string_view name);
TreeItemResult tree_item(Context&, TreeItem const&);

struct Tab {
    std::string id = {};
    std::string label = {};
    std::string badge = {};
};
/// Returns the index of the tab to show next if a person chose another. Draw the chosen content in tab_panel().
std::optional<std::size_t> tabs(Context&, std::string_view id, std::string_view name, std::span<Tab const>, std::size_t selected);
/// The content of the tab `tab_id` of the tabs `tabs_id` (same scope).
Scope tab_panel(Context&, std::string_view tabs_id, std::string_view tab_id);

// ---------------------------------------------------------------------------------------------------------------------------
// What floats

struct DialogOptions {
    float width = 480;
    std::string_view description = {};
    std::string_view close_label = {}; ///< name of the close button at the top; empty: none (Escape still dismisses)
    bool alert = false;                ///< a question that must be answered: read out at once
};
struct Dialog {
    Scope scope;
    bool dismissed = false; ///< Escape or the close button: stop drawing it
};
/// Modal, while it is drawn. The focus goes to its first widget and, when it is gone, back to where it was.
Dialog dialog(Context&, std::string_view id, std::string_view title, DialogOptions const& = {});

struct MenuOptions {
    Icon icon = Icon::None;
    bool icon_only = false; ///< the label is the name
    ButtonKind kind = ButtonKind::Quiet;
    std::string_view description = {};
};
/// A button that opens a list of actions; true while it is open. Choosing an item closes it.
Scope menu(Context&, std::string_view id, std::string_view label, MenuOptions const& = {});
struct MenuItemOptions {
    Icon icon = Icon::None;
    std::string_view disabled_reason = {};
    std::string_view shortcut = {};
    std::optional<bool> checked = {}; ///< one of several that exclude each other
    bool danger = false;
};
bool menu_item(Context&, std::string_view id, std::string_view label, MenuItemOptions const& = {});

enum class ToastResult { Shown, Action, Gone };
struct ToastOptions {
    std::string_view action = {};        ///< e.g. "Undo"; empty: none
    std::string_view dismiss_label = {}; ///< name of its close button; empty: none
    Tone tone = Tone::Normal;
    double seconds = 8;                  ///< stays longer while the pointer or the focus is on it; 0: stays
};
/// A short message at the lower edge, read out once. Draw it every frame until it returns Gone or Action.
ToastResult toast(Context&, std::string_view id, std::string_view text, ToastOptions const& = {});

/// A text that is read out whenever it changes (saved, saving, number of results).
void status(Context&, std::string_view id, std::string_view text, TextOptions const& = {}, Icon = Icon::None);

struct MessageOptions {
    Tone tone = Tone::Note;
    std::string_view action = {};
    std::string_view dismiss_label = {};
};
enum class MessageResult { Shown, Action, Dismissed };
/// A message in the page, with an icon of its kind; an error is read out at once.
MessageResult message(Context&, std::string_view id, std::string_view title, std::string_view text, MessageOptions const& = {});

/// From 0 to 1; unset: it is not known how much is left.
void progress(Context&, std::string_view id, std::string_view name, std::optional<float> fraction);

/// An area on which files can be dropped, with a button that asks for a file. The files come through
/// Application::on_files with the path of this widget; true: the button was activated, call Platform::open_file.
bool drop_zone(Context&, std::string_view id, std::string_view label, std::string_view hint);

/// What belongs here and the first step: icon, heading-like title, one sentence; put the button after it.
void empty_state(Context&, Icon, std::string_view title, std::string_view text);

} // namespace konkordat::ui

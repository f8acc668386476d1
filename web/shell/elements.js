/**
 * Elements of the mirror: which element stands for a role, and how the properties of a node become attributes.
 * The numbers are those of web/ui/semantics.h (NodeRole, flag) and web/ui/mirror.h (property).
 */

export const Role = Object.freeze({
    Root: 0, Text: 1, Heading: 2, Button: 3, Link: 4, Checkbox: 5, RadioGroup: 6, Radio: 7, Select: 8, Option: 9, TextField: 10,
    TextArea: 11, Banner: 12, Navigation: 13, Main: 14, Complementary: 15, ContentInfo: 16, Region: 17, Search: 18, Group: 19,
    List: 20, ListItem: 21, Table: 22, Row: 23, ColumnHeader: 24, RowHeader: 25, Cell: 26, Tree: 27, TreeItem: 28, TabList: 29,
    Tab: 30, TabPanel: 31, Dialog: 32, AlertDialog: 33, Menu: 34, MenuItem: 35, MenuItemRadio: 36, Progress: 37, Status: 38,
    Alert: 39, Image: 40, Separator: 41, DropZone: 42, DescriptionList: 43, Term: 44, Definition: 45, RowGroup: 46, Inline: 47,
    Sheet: 48, Passage: 49, PageLine: 50, PageLink: 51,
});

/** Tag and, where the tag alone does not say it, ARIA role; in the order of Role. */
const kinds = [
    ["div"], ["p"], ["h1"], ["button"], ["a"], ["input"], ["div", "radiogroup"], ["input"], ["select"], ["option"], ["input"],
    ["textarea"], ["header"], ["nav"], ["main"], ["aside"], ["footer"], ["section"], ["div", "search"], ["div", "group"],
    ["ul", "list"], ["li", "listitem"], ["table", "grid"], ["tr", "row"], ["th", "columnheader"], ["th", "rowheader"],
    ["td", "gridcell"], ["div", "tree"], ["div", "treeitem"], ["div", "tablist"], ["button", "tab"], ["div", "tabpanel"],
    ["div", "dialog"], ["div", "alertdialog"], ["div", "menu"], ["button", "menuitem"], ["button", "menuitemradio"],
    ["div", "progressbar"], ["div", "status"], ["div", "alert"], ["div", "img"], ["div", "separator"], ["div", "group"], ["dl"], ["dt"],
    ["dd"], ["div", "rowgroup"], ["span"], ["article"], ["div"], ["span"], ["a"],
];

/** Roles whose name is their text. */
const namedByText = new Set([Role.Text, Role.Heading, Role.Button, Role.Link, Role.Option, Role.ColumnHeader, Role.RowHeader, Role.Cell,
    Role.TreeItem, Role.Tab, Role.MenuItem, Role.MenuItemRadio, Role.Status, Role.Term, Role.Definition, Role.Inline, Role.PageLine]);

/** Roles that only hold others: they let the pointer through and have no face of their own. */
const containers = new Set([Role.Root, Role.RadioGroup, Role.Banner, Role.Navigation, Role.Main, Role.Complementary, Role.ContentInfo,
    Role.Region, Role.Search, Role.Group, Role.List, Role.ListItem, Role.Table, Role.Row, Role.Tree, Role.TabList, Role.TabPanel,
    Role.Dialog, Role.AlertDialog, Role.Menu, Role.Alert, Role.DropZone, Role.DescriptionList, Role.RowGroup, Role.Sheet, Role.Passage, Role.PageLink]);

const interactive = new Set([Role.Button, Role.Link, Role.PageLink, Role.Checkbox, Role.Radio, Role.Select, Role.TextField, Role.TextArea, Role.TreeItem,
    Role.Tab, Role.MenuItem, Role.MenuItemRadio]);

const textFields = new Set([Role.TextField, Role.TextArea]);

export const Flag = Object.freeze({
    Disabled: 1 << 0, Checked: 1 << 1, Selected: 1 << 2, Expanded: 1 << 3, Expandable: 1 << 4, Toggle: 1 << 5, Required: 1 << 6,
    Invalid: 1 << 7, ReadOnly: 1 << 8, Current: 1 << 9, TabStop: 1 << 10, Roving: 1 << 11, Busy: 1 << 12, Scroll: 1 << 13,
    SortAscending: 1 << 14, SortDescending: 1 << 15, NoSpellCheck: 1 << 16, HasPopup: 1 << 17, FocusTarget: 1 << 18,
    Indeterminate: 1 << 19, Composite: 1 << 20, SkipLink: 1 << 21, Bold: 1 << 22,
    Italic: 1 << 23, Zooms: 1 << 24, Acts: 1 << 25,
});

const family = '"Konkordat Sans", sans-serif';

/** Widths of texts in CSS pixels, as the browser sets them. */
let measuring = null;
function textWidth(text, font) {
    measuring ??= document.createElement("canvas").getContext("2d");
    measuring.textRendering = "geometricPrecision";
    measuring.font = font;
    return measuring.measureText(text).width;
}

export const isTextField = (role) => textFields.has(role);
export const isInteractive = (role) => interactive.has(role);

/** One node of the mirror and its element. */
export class MirrorNode {
    constructor(document, descriptions, id, role, level) {
        this.id = id;
        this.role = role;
        this.flags = 0;
        this.width = 0;
        this.height = 0;
        this.contentHeight = 0;
        this.name = "";
        this.value = "";
        this.children = [];
        this.composing = false;
        this.descriptions = descriptions;
        this.describing = new Map();
        this.spacer = null;
        const [tag, ariaRole] = kinds[role];
        this.element = document.createElement(role === Role.Heading ? `h${level}` : tag);
        this.element.className = containers.has(role) ? "container" : interactive.has(role) ? "control" : "words";
        if (ariaRole)
            this.element.setAttribute("role", ariaRole);
        if (tag === "button")
            this.element.type = "button";
        if (role === Role.Checkbox)
            this.element.type = "checkbox";
        if (role === Role.Radio)
            this.element.type = "radio";
        if (role === Role.Dialog || role === Role.AlertDialog)
            this.element.setAttribute("aria-modal", "true");
        if (role === Role.TextField)
            this.element.type = "text";
        if (role === Role.TextArea)
            this.element.rows = 1;
        if (role === Role.Menu)
            this.element.classList.add("fixed");
        if (role === Role.Sheet)
            this.element.classList.add("sheet");
        if (role === Role.PageLine)
            this.element.className = "line";
        this.element.mirror = this;
    }

    setAttribute(name, value) {
        if (value === null || value === false || value === "")
            this.element.removeAttribute(name);
        else
            this.element.setAttribute(name, value === true ? "true" : value);
    }

    setRect(x, y, width, height) {
        const style = this.element.style;
        style.left = `${x}px`;
        style.top = `${y}px`;
        style.width = `${width}px`;
        style.height = `${height}px`;
        this.width = width;
        this.height = height;
        this.updateTabIndex();
    }

    setName(name) {
        this.name = name;
        if (this.role === Role.PageLink)
            return; // Its lines say it.
        if (!namedByText.has(this.role)) {
            this.setAttribute("aria-label", name);
            return;
        }
        // The text is a node of its own, so that elements beside it stay.
        const first = this.element.firstChild;
        if (first?.nodeType === 3)
            first.data = name;
        else if (name !== "")
            this.element.prepend(name);
    }

    /** A text outside the element that aria-describedby points to. */
    describe(kind, text) {
        let description = this.describing.get(kind);
        if (text === "") {
            description?.remove();
            this.describing.delete(kind);
        } else {
            if (!description) {
                description = this.element.ownerDocument.createElement("span");
                description.id = `mirror-${this.id}-${kind}`;
                this.descriptions.append(description);
                this.describing.set(kind, description);
            }
            description.textContent = text;
        }
        this.setAttribute("aria-describedby", [...this.describing.values()].map((element) => element.id).join(" "));
    }

    setValue(value) {
        this.value = value;
        const element = this.element;
        if (textFields.has(this.role)) {
            if (element.value === value || this.composing && element.type !== "password")
                return;
            const focused = element.ownerDocument.activeElement === element;
            const [start, end] = [element.selectionStart, element.selectionEnd];
            element.value = value;
            if (focused)
                element.setSelectionRange(Math.min(start, value.length), Math.min(end, value.length));
        } else if (this.role === Role.Link || this.role === Role.PageLink) {
            this.setAttribute("href", value);
            const outside = value !== "" && !value.startsWith("#");
            this.setAttribute("target", outside ? "_blank" : null);
            this.setAttribute("rel", outside ? "noopener noreferrer" : null);
        } else if (this.role === Role.Option) {
            element.value = value;
        } else if (this.role === Role.Select) {
            this.applySelection();
        } else if (this.role === Role.Progress) {
            this.setAttribute("aria-valuenow", value);
            this.setAttribute("aria-valuemin", "0");
            this.setAttribute("aria-valuemax", "100");
        }
    }

    /** The element shows what the program says, whatever a person has clicked. */
    applySelection() {
        if (this.role === Role.Select) {
            this.element.value = this.value;
            if (this.element.value !== this.value)
                this.element.selectedIndex = -1;
        } else if (this.role === Role.Checkbox || this.role === Role.Radio) {
            this.element.checked = (this.flags & Flag.Checked) !== 0;
        }
    }

    /** "inputmode|padding x|padding y|line height|autocomplete|placeholder" of a field; the number of rows of a table. */
    setExtra(extra) {
        if (this.role === Role.Sheet) {
            this.element.style.transform = `scale(${extra})`;
            return;
        }
        if (this.role === Role.Passage) {
            this.setAttribute("role", extra);
            return;
        }
        if (this.role === Role.Table) {
            this.setAttribute("aria-rowcount", extra);
            return;
        }
        const [mode, paddingX, paddingY, lineHeight, autocomplete, ...placeholder] = extra.split("|");
        if (mode === "password")
            this.element.type = "password";
        this.setAttribute("inputmode", mode === "password" ? "text" : mode);
        this.setAttribute("autocomplete", autocomplete || "off");
        this.setAttribute("placeholder", placeholder.join("|"));
        this.element.style.padding = `${paddingY}px ${paddingX}px`;
        this.paddingY = Number(paddingY);
        this.element.style.lineHeight = `${lineHeight}px`;
    }

    setFlags(flags) {
        this.flags = flags;
        const has = (flag) => (flags & flag) !== 0;
        const role = this.role;
        const native = role === Role.Checkbox || role === Role.Radio || role === Role.Select || role === Role.Option || textFields.has(role);
        if (native)
            this.element.disabled = has(Flag.Disabled);
        else
            this.setAttribute("aria-disabled", has(Flag.Disabled));
        if (role === Role.Option)
            this.element.selected = has(Flag.Checked);
        this.applySelection();
        if (role === Role.MenuItemRadio)
            this.setAttribute("aria-checked", String(has(Flag.Checked)));
        if (role === Role.Tab || role === Role.TreeItem || role === Role.Row && has(Flag.Selected))
            this.setAttribute("aria-selected", String(has(Flag.Selected)));
        else if (role === Role.Row)
            this.setAttribute("aria-selected", null);
        this.setAttribute("aria-expanded", has(Flag.Expandable) ? String(has(Flag.Expanded)) : null);
        this.setAttribute("aria-pressed", has(Flag.Toggle) ? String(has(Flag.Checked)) : null);
        if (textFields.has(role) || role === Role.Checkbox || role === Role.Select)
            this.element.required = has(Flag.Required);
        if (role === Role.RadioGroup)
            this.setAttribute("aria-required", has(Flag.Required));
        if (interactive.has(role) || role === Role.RadioGroup)
            this.setAttribute("aria-invalid", has(Flag.Invalid));
        if (textFields.has(role)) {
            this.element.readOnly = has(Flag.ReadOnly);
            this.element.spellcheck = !has(Flag.NoSpellCheck);
            this.element.classList.toggle("bold", has(Flag.Bold));
        }
        this.setAttribute("aria-current", has(Flag.Current) ? "page" : null);
        this.setAttribute("aria-busy", has(Flag.Busy));
        this.setAttribute("aria-haspopup", has(Flag.HasPopup) ? "menu" : null);
        if (role === Role.ColumnHeader)
            this.setAttribute("aria-sort", has(Flag.SortAscending) ? "ascending" : has(Flag.SortDescending) ? "descending" : null);
        this.element.classList.toggle("scroll", has(Flag.Scroll));
        this.element.classList.toggle("zooms", has(Flag.Zooms));
        this.element.classList.toggle("acts", has(Flag.Acts));
        if (role === Role.PageLine) {
            this.element.classList.toggle("bold", has(Flag.Bold));
            this.element.classList.toggle("italic", has(Flag.Italic));
        }
        this.updateTabIndex();
    }

    updateTabIndex() {
        const has = (flag) => (this.flags & flag) !== 0;
        if (has(Flag.Roving))
            this.element.tabIndex = has(Flag.TabStop) ? 0 : -1;
        else if (has(Flag.Scroll) && this.contentHeight > this.height + 1 && this.role !== Role.Dialog && this.role !== Role.AlertDialog)
            this.element.tabIndex = 0; // Reachable, so that its content can be scrolled with the keyboard.
        else if (has(Flag.FocusTarget) || has(Flag.Scroll))
            this.element.tabIndex = -1;
    }

    /** The ids of widgets from the root; landmarks can be linked to by their own. */
    setPath(path) {
        this.element.dataset.path = path;
        if (this.role >= Role.Banner && this.role <= Role.Search)
            this.element.id = `part-${path.split("/").at(-1)}`;
    }

    setLevel(level) {
        if (this.role === Role.TreeItem || this.role === Role.Passage && level > 0)
            this.setAttribute("aria-level", String(level));
        if (this.role === Role.Row)
            this.setAttribute("aria-rowindex", level > 0 ? String(level) : null);
    }

    setFontSize(size) {
        this.fontSize = size;
        this.element.style.fontSize = `${size}px`;
    }

    setContentHeight(height) {
        this.contentHeight = height;
        if (!this.spacer) {
            this.spacer = this.element.ownerDocument.createElement("div");
            this.spacer.className = "spacer";
            this.spacer.setAttribute("role", "presentation");
        }
        this.spacer.style.height = `${height}px`;
        if (this.spacer.parentNode !== this.element)
            this.element.append(this.spacer);
        this.updateTabIndex();
    }

    /** Across it scrolls only if it has a width of its own. */
    setContentWidth(width) {
        this.element.classList.toggle("across", width > 0);
        this.spacer.style.width = `${Math.max(width, 1)}px`;
    }

    /** A line of a page is as wide as it is printed: the spaces take up the difference, where there are none the letters. */
    fitLine() {
        const style = this.element.style;
        const look = `${this.flags & Flag.Italic ? "italic " : ""}${this.flags & Flag.Bold ? "bold " : ""}`;
        const text = this.name.trimEnd();
        const natural = textWidth(text, `${look}${this.fontSize}px ${family}`);
        const spaces = text.split(" ").length - 1;
        const missing = this.width - natural;
        style.wordSpacing = spaces > 0 ? `${missing / spaces}px` : "";
        style.transform = spaces > 0 || natural === 0 ? "" : `scaleX(${this.width / natural})`;
    }

    /** Puts the elements in order, moving as few as possible. */
    setChildren(nodes) {
        let previous = this.element.firstChild?.nodeType === 3 ? this.element.firstChild : null;
        for (const node of nodes) {
            const next = previous ? previous.nextSibling : this.element.firstChild;
            if (next !== node.element)
                this.element.insertBefore(node.element, next);
            previous = node.element;
        }
        if (this.spacer)
            this.element.append(this.spacer);
        this.children = nodes;
        if (this.role === Role.Select)
            this.applySelection();
        if (this.role === Role.RadioGroup)
            nodes.filter((node) => node.role === Role.Radio).forEach((node) => { node.element.name = `group-${this.id}`; });
    }

    /** Height that the text of a text area needs, padding included. */
    measure() {
        // What overflows is measured without the padding below it.
        const { style } = this.element;
        const before = style.height;
        style.height = "auto";
        style.paddingBottom = "0px";
        const height = this.element.scrollHeight + this.paddingY;
        style.height = before;
        style.paddingBottom = `${this.paddingY}px`;
        return height;
    }

    remove() {
        for (const description of this.describing.values())
            description.remove();
        if (this.element.type === "password")
            this.element.value = "";
        this.element.remove();
    }
}

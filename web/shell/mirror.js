/**
 * The mirror: a document over the canvas with the same geometry, which owns focus, text entry, scrolling and activation.
 * It applies the operations of web/ui/mirror.h, and tells what people do as the events of web/ui/event.h.
 */

import { Flag, MirrorNode, Role, isTextField } from "./elements.js";

const Operation = Object.freeze({ Create: 1, Update: 2, Children: 3, Remove: 4, Focus: 5, Scroll: 6, Announce: 7, Reveal: 8 });

/** The order of EventKind. */
export const EventKind = Object.freeze({
    Activate: 0, Input: 1, Commit: 2, Submit: 3, Choose: 4, Focus: 5, Blur: 6, Key: 7, Scroll: 8, ComposeStart: 9, ComposeEnd: 10, Measure: 11,
    ScrollAcross: 12, Zoom: 13,
});

/** The order of Key. */
const keys = ["", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown", "Escape", "Enter", " ", "character", "F2"];

const moves = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"]);

/** Bits of what a line of a page is set by: rectangle, name, flags, size of the type. */
const lineMask = 1 << 0 | 1 << 1 | 1 << 7 | 1 << 9;

/** Milliseconds after which an element shows again what the program says, if the program did not follow a choice. */
const resyncDelay = 150;

class Reader {
    constructor(bytes) {
        this.bytes = bytes;
        this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        this.at = 0;
        this.decoder = new TextDecoder();
    }

    get more() { return this.at < this.bytes.byteLength; }
    byte() { return this.bytes[this.at++]; }

    number() {
        const value = this.view.getUint32(this.at, true);
        this.at += 4;
        return value;
    }

    real() {
        const value = this.view.getFloat32(this.at, true);
        this.at += 4;
        return value;
    }

    string() {
        const length = this.number();
        const text = this.decoder.decode(this.bytes.subarray(this.at, this.at + length));
        this.at += length;
        return text;
    }
}

export class Mirror {
    #root;
    #tell;
    #nodes = new Map();
    #descriptions;
    #announcers;
    #hadSelection = false;

    /**
     * @param {HTMLElement} root takes the elements
     * @param {{polite: HTMLElement, assertive: HTMLElement, descriptions: HTMLElement}} places
     * @param {(event: {kind: number, node: number, key?: number, shift?: boolean, control?: boolean, number?: number, text?: string}) => void} tell
     */
    constructor(root, places, tell) {
        this.#root = root;
        this.#tell = tell;
        this.#descriptions = places.descriptions;
        this.#announcers = [places.polite, places.assertive];
        const node = new MirrorNode(root.ownerDocument, this.#descriptions, 1, Role.Root, 0);
        node.element = root;
        root.mirror = node;
        this.#nodes.set(1, node);
        this.#listen();
    }

    /** @param {Uint8Array} bytes operations; a copy, as focus changes may come back while they are applied */
    apply(bytes) {
        const reader = new Reader(bytes);
        let focus = null;
        while (reader.more) {
            switch (reader.byte()) {
            case Operation.Create: this.#create(reader); break;
            case Operation.Update: this.#update(reader); break;
            case Operation.Children: this.#children(reader); break;
            case Operation.Remove: this.#remove(reader.number()); break;
            case Operation.Focus: focus = this.#nodes.get(reader.number()); break;
            case Operation.Scroll: this.#scroll(this.#nodes.get(reader.number()), reader.real(), reader.real(), reader.byte()); break;
            case Operation.Announce: this.#announce(reader.byte(), reader.string()); break;
            case Operation.Reveal: this.#nodes.get(reader.number())?.element.scrollIntoView({ block: "nearest" }); break;
            default: throw new Error("unknown operation of the mirror");
            }
        }
        this.#confine();
        focus?.element.focus();
    }

    /** Path of the drop zone at an element, or "". */
    dropZoneAt(element) {
        return element?.closest?.("[data-drop-zone]")?.dataset.path ?? "";
    }

    #create(reader) {
        const id = reader.number();
        const role = reader.byte();
        const level = reader.number() | 0;
        const node = id === 1 ? this.#nodes.get(1) : new MirrorNode(this.#root.ownerDocument, this.#descriptions, id, role, level);
        if (role === Role.DropZone)
            node.element.dataset.dropZone = "";
        this.#nodes.set(id, node);
    }

    #update(reader) {
        const node = this.#nodes.get(reader.number());
        const mask = reader.number();
        const has = (bit) => (mask & (1 << bit)) !== 0;
        if (has(0))
            this.#place(node, reader.real(), reader.real(), reader.real(), reader.real());
        if (has(1))
            node.setName(reader.string());
        if (has(2))
            node.describe("description", reader.string());
        if (has(3))
            node.describe("error", reader.string());
        if (has(4))
            node.setValue(reader.string());
        if (has(5))
            node.setAttribute("lang", reader.string());
        if (has(6))
            node.setExtra(reader.string());
        if (has(7))
            node.setFlags(reader.number());
        if (has(8))
            node.setLevel(reader.number() | 0);
        if (has(9))
            node.setFontSize(reader.real());
        if (has(10))
            node.setContentHeight(reader.real());
        if (has(11))
            node.setAttribute("maxlength", String(reader.number() || ""));
        if (has(12))
            node.setPath(reader.string());
        if (has(13))
            node.setContentWidth(reader.real());
        if (node.role === Role.PageLine && (mask & lineMask) !== 0)
            node.fitLine();
        if (has(4) && node.role === Role.TextArea && this.#root.ownerDocument.activeElement === node.element)
            this.#tellMeasure(node);
    }

    #scroll(node, top, left, smooth) {
        node.element.scrollTo({ top, left, behavior: smooth ? "smooth" : "instant" });
    }

    #place(node, x, y, width, height) {
        const narrower = width !== node.width;
        if (node.id !== 1)
            node.setRect(x, y, width, height);
        if (narrower && node.role === Role.TextArea && this.#root.ownerDocument.activeElement === node.element)
            this.#tellMeasure(node);
    }

    #tellMeasure(node) {
        queueMicrotask(() => this.#tell({ kind: EventKind.Measure, node: node.id, number: node.measure() }));
    }

    #children(reader) {
        const node = this.#nodes.get(reader.number());
        const count = reader.number();
        const nodes = [];
        for (let index = 0; index < count; ++index)
            nodes.push(this.#nodes.get(reader.number()));
        const active = this.#root.ownerDocument.activeElement;
        node.setChildren(nodes);
        // Moving an element takes its focus away.
        if (active !== this.#root.ownerDocument.activeElement && active?.mirror && active.isConnected)
            active.focus({ preventScroll: true });
    }

    #remove(id) {
        this.#nodes.get(id)?.remove();
        this.#nodes.delete(id);
    }

    #announce(assertive, text) {
        const region = this.#announcers[assertive];
        const sentence = region.ownerDocument.createElement("p");
        sentence.textContent = text;
        region.append(sentence);
        setTimeout(() => sentence.remove(), 3000);
    }

    /** While a dialog is open nothing else can be reached. */
    #confine() {
        const children = this.#nodes.get(1).children;
        const dialogs = children.filter((node) => node.role === Role.Dialog || node.role === Role.AlertDialog);
        const top = dialogs.at(-1);
        for (const node of children)
            node.element.inert = top !== undefined && node !== top;
        this.dialog = top ?? null;
    }

    // --- What people do ---------------------------------------------------------------------------------------------------

    #listen() {
        const on = (type, handle) => this.#root.addEventListener(type, handle, true);
        const withNode = (handle) => (event) => {
            const node = event.target.mirror;
            if (node)
                handle(node, event);
        };
        on("click", (event) => this.#click(event));
        on("input", withNode((node) => this.#input(node)));
        on("change", withNode((node) => this.#change(node)));
        on("compositionstart", withNode((node) => this.#compose(node, true)));
        on("compositionend", withNode((node) => this.#compose(node, false)));
        on("focusin", withNode((node) => this.#focus(node)));
        on("focusout", withNode((node) => this.#tell({ kind: EventKind.Blur, node: node.id })));
        on("keydown", (event) => this.#keyDown(event));
        on("scroll", withNode((node) => {
            if (!(node.flags & Flag.Scroll))
                return;
            this.#tell({ kind: EventKind.Scroll, node: node.id, number: node.element.scrollTop });
            if (node.flags & Flag.Zooms)
                this.#tell({ kind: EventKind.ScrollAcross, node: node.id, number: node.element.scrollLeft });
        }));
        this.#root.addEventListener("wheel", (event) => this.#wheel(event), { capture: true, passive: false });
        on("pointerdown", () => { this.#hadSelection = !this.#selection().isCollapsed; });
        this.#root.ownerDocument.addEventListener("copy", (event) => this.#copy(event));
    }

    #click(event) {
        const element = event.target.closest("a, button, [role=treeitem], .acts");
        const node = element?.mirror;
        if (!node)
            return;
        // Text that is selected, or was until this click, is not a wish to go elsewhere.
        if (node.flags & Flag.Acts && (this.#hadSelection || !this.#selection().isCollapsed))
            return;
        if (node.flags & Flag.SkipLink)
            event.preventDefault();
        if (node.flags & Flag.Disabled)
            return;
        const inside = event.detail > 0 ? event.clientX - element.getBoundingClientRect().left : 0;
        this.#tell({ kind: EventKind.Activate, node: node.id, number: inside });
    }

    #selection() { return this.#root.ownerDocument.getSelection(); }

    // --- Pages ------------------------------------------------------------------------------------------------------------

    #zoomed(event) { return event.target.closest?.(".zooms")?.mirror; }

    #wheel(event) {
        const node = event.ctrlKey || event.metaKey ? this.#zoomed(event) : null;
        if (!node)
            return;
        event.preventDefault();
        const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 16 : event.deltaY;
        this.#tell({ kind: EventKind.Zoom, node: node.id, number: Math.exp(-pixels / 400) });
    }

    #zoomKey(event) {
        const direction = event.ctrlKey || event.metaKey ? { "+": 1, "=": 1, "-": -1, "0": 0 }[event.key] : undefined;
        const node = direction === undefined ? null : this.#zoomed(event);
        if (!node)
            return false;
        event.preventDefault();
        this.#tell({ kind: EventKind.Zoom, node: node.id, key: keys.indexOf("character"), number: direction });
        return true;
    }

    /** What is copied from a page: a paragraph is one line, as it was written, and not one for each that is printed. */
    #copy(event) {
        if (isTextField(event.target.mirror?.role))
            return;
        const selection = this.#selection();
        const range = selection.isCollapsed ? null : selection.getRangeAt(0);
        const lines = range ? [...this.#root.querySelectorAll(".line")].filter((line) => range.intersectsNode(line)) : [];
        if (lines.length === 0)
            return;
        let text = "";
        let before = null;
        for (const line of lines) {
            const words = line.firstChild;
            const begin = range.startContainer === words ? range.startOffset : 0;
            const end = range.endContainer === words ? range.endOffset : words.length;
            const passage = line.closest("[role]:not(a)");
            if (before && before !== passage)
                text = text.trimEnd() + (before.contains(passage) ? " " : "\n"); // a list's number or bullet stands before its text
            text += words.data.slice(begin, end);
            before = passage;
        }
        event.clipboardData.setData("text/plain", text.replaceAll("\u00ad", "").trimEnd());
        event.preventDefault();
    }

    #input(node) {
        if (!isTextField(node.role))
            return;
        const number = node.role === Role.TextArea ? node.measure() : 0;
        this.#tell({ kind: EventKind.Input, node: node.id, text: node.element.value, number });
    }

    #change(node) {
        if (isTextField(node.role)) {
            this.#tell({ kind: EventKind.Commit, node: node.id, text: node.element.value });
            return;
        }
        if (node.role !== Role.Checkbox && node.role !== Role.Radio && node.role !== Role.Select)
            return;
        const number = node.role === Role.Select ? node.element.selectedIndex : Number(node.element.checked);
        this.#tell({ kind: EventKind.Choose, node: node.id, number });
        setTimeout(() => node.applySelection(), resyncDelay);
    }

    #compose(node, composing) {
        node.composing = composing;
        this.#tell({ kind: composing ? EventKind.ComposeStart : EventKind.ComposeEnd, node: node.id });
    }

    #focus(node) {
        this.#tell({ kind: EventKind.Focus, node: node.id, number: Number(node.element.matches(":focus-visible")) });
        if (node.role === Role.TextArea)
            this.#tell({ kind: EventKind.Measure, node: node.id, number: node.measure() });
    }

    #keyDown(event) {
        const node = event.target.mirror;
        if (!node || event.isComposing || event.altKey)
            return;
        if (event.key === "Tab" && this.#tabbed(node, event))
            return;
        if (this.#zoomKey(event))
            return;
        const forwarded = this.#keyFor(node, event);
        if (!forwarded)
            return;
        if (forwarded.activate)
            this.#tell({ kind: EventKind.Activate, node: node.id });
        else
            this.#tellKey(node, event, forwarded.key ?? event.key, forwarded.text);
        if (forwarded.prevent)
            event.preventDefault();
    }

    #tellKey(node, event, key, text = "") {
        this.#tell({
            kind: EventKind.Key, node: node.id, key: keys.indexOf(key), shift: event.shiftKey, control: event.ctrlKey || event.metaKey, text,
        });
    }

    /** What a key means where it was pressed: to be forwarded, kept from the browser, or (null) left to the browser. */
    #keyFor(node, event) {
        const { key } = event;
        const command = event.ctrlKey || event.metaKey;
        if (key === "Escape")
            return { prevent: false };
        if (isTextField(node.role)) {
            if (key === "Enter" && node.role === Role.TextField) {
                this.#tell({ kind: EventKind.Submit, node: node.id, text: node.element.value });
                return null;
            }
            return null;
        }
        if (node.role === Role.TreeItem) {
            if (key === "Enter" || key === " ")
                return { activate: true, prevent: true };
            if (moves.has(key))
                return { prevent: true };
            return key.length === 1 && !command ? { key: "character", text: key, prevent: true } : null;
        }
        if (node.role === Role.Tab)
            return ["ArrowLeft", "ArrowRight", "Home", "End"].includes(key) ? { prevent: true } : null;
        if (node.role === Role.MenuItem || node.role === Role.MenuItemRadio)
            return ["ArrowUp", "ArrowDown", "Home", "End"].includes(key) ? { prevent: true } : null;
        const inGrid = node.element.closest("[role=grid]") !== null;
        if (node.role === Role.Select) {
            // Up and down choose, as everywhere; the others lead to the next cell of a table of fields.
            const leads = key === "ArrowLeft" || key === "ArrowRight" || command && moves.has(key);
            return inGrid && leads && node.flags & Flag.Roving ? { prevent: true } : null;
        }
        return inGrid && node.role !== Role.Radio && moves.has(key) ? { prevent: true } : null;
    }

    /** Tab leaves a menu to its button, and goes round in a dialog. True if it was dealt with. */
    #tabbed(node, event) {
        if (node.role === Role.MenuItem || node.role === Role.MenuItemRadio) {
            event.preventDefault();
            this.#tellKey(node, event, "Escape");
            return true;
        }
        if (!this.dialog)
            return false;
        const stops = [...this.dialog.element.querySelectorAll("a[href], button, input, select, textarea, [tabindex='0']")]
            .filter((element) => element.tabIndex >= 0 && !element.disabled);
        const edge = event.shiftKey ? stops[0] : stops.at(-1);
        if (stops.length === 0 || event.target === edge || event.target === this.dialog.element && event.shiftKey) {
            event.preventDefault();
            (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
        }
        return true;
    }
}

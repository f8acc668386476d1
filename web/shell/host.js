/**
 * What the program asks of the browser and what it is told: web/platform/browser/shell.cpp calls the methods of `Host`, which calls
 * the program's exported functions.
 */

import { DocumentsClient } from "./documents-client.js";
import { filesAccepted, filesDropped } from "./folders.js";
import { Mirror } from "./mirror.js";
import { showNotice } from "./notices.js";
import { post } from "./post.js";
import { activateUpdate, watchForUpdates } from "./updates.js";

/** The order of Shortcut in web/platform/platform.h. */
const Shortcut = Object.freeze({ Search: 0, Undo: 1, Redo: 2, Save: 3, Help: 4 });

/** The order of FileProblem. */
const FileProblem = Object.freeze({ TooLarge: 0, Unreadable: 1 });

/** Dropped files above this size are refused unread, as files chosen with default options. */
const dropSizeLimit = 128 * 1024 * 1024;

const typesText = (element) => element?.matches?.("input[type=text], input[type=password], textarea") ?? false;

export class Host {
    #program = null;
    #mirror;
    #root = document.getElementById("mirror");
    #canvas = document.getElementById("canvas");
    #frameAsked = 0;
    #timer = 0;
    #frames = 0;
    #pointer = { x: -1, y: -1, down: false };
    #encoder = new TextEncoder();
    #ownHash = null;
    #stopped = false;
    #documents = new DocumentsClient();

    constructor() {
        const place = (id) => document.getElementById(id);
        this.#mirror = new Mirror(this.#root,
            { polite: place("polite"), assertive: place("assertive"), descriptions: place("descriptions") },
            (event) => this.#event(event));
    }

    /** Begins: from now on the program is told what happens. */
    start(program) {
        this.#program = program;
        document.getElementById("notice").hidden = true;
        this.#watchWindow();
        this.#watchPointer();
        this.#watchKeys();
        this.#watchFiles();
        watchForUpdates(() => this.#run((it) => it._konkordat_update_ready()));
    }

    // --- Called by the program --------------------------------------------------------------------------------------------

    requestFrame() {
        if (this.#frameAsked === 0)
            this.#frameAsked = requestAnimationFrame(() => this.#frame());
    }

    /** Draws the frame that is asked for at once: what has just been typed reaches the program although the page is being hidden. */
    drawNow() {
        if (this.#frameAsked === 0)
            return;
        cancelAnimationFrame(this.#frameAsked);
        this.#frame();
    }

    /** @param {Uint8Array} bytes of the mirror's operations */
    applyMirror(bytes) { this.#mirror.apply(bytes); }

    setFaults(unnamed, faults) {
        this.#root.dataset.unnamedItems = String(unnamed.length);
        this.#root.dataset.faults = String(faults.length);
        for (const text of unnamed)
            console.error("An item without a node: " + text);
        for (const text of faults)
            console.error("Fault: " + text);
    }

    setProperty(name, value) { document.documentElement.style.setProperty(name, value); }
    setColorScheme(scheme) { document.documentElement.style.colorScheme = scheme; }
    setTitle(title) { document.title = title; }
    setLanguage(tag) { document.documentElement.lang = tag; }

    setHash(hash, replace) {
        if (hash === location.hash)
            return;
        this.#ownHash = hash;
        if (replace)
            history.replaceState(null, "", hash);
        else
            history.pushState(null, "", hash);
    }

    get hash() { return decodeURI(location.hash); }

    addFont(bytes, weight, style) {
        const face = new FontFace("Konkordat Sans", bytes, { weight, style });
        document.fonts.add(face);
        face.load();
    }

    saveFile(name, type, bytes) {
        const address = URL.createObjectURL(new Blob([bytes], { type }));
        bytes.fill(0);
        const link = document.createElement("a");
        link.href = address;
        link.download = name;
        link.click();
        setTimeout(() => URL.revokeObjectURL(address), 60_000);
    }

    openFile(token, accept, multiple, folder, sizeLimit) {
        const input = document.createElement("input");
        input.type = "file";
        input.accept = accept;
        input.multiple = multiple;
        input.webkitdirectory = folder;
        input.addEventListener("change", () => this.#giveFiles(token, folder ? filesAccepted(input.files, accept) : [...input.files], sizeLimit));
        input.click();
    }

    /** @param {Uint8Array} message for the program that reads files of others */
    async carryOut(ticket, message) {
        const answer = await this.#documents.carryOut(ticket, message);
        this.#run((it) => {
            if (answer === null)
                return it._konkordat_product_missing(ticket);
            this.#bytes(answer);
            answer.fill(0); // A key may be in it.
            it._konkordat_product(ticket);
        });
    }

    /** @param {Uint8Array} body */
    async post(ticket, url, contentType, accept, body, answerLimit) {
        const answer = await post({ url, contentType, accept, body, answerLimit });
        this.#run((it) => {
            if (answer.bytes)
                this.#bytes(answer.bytes);
            else
                this.#text(answer.reason ?? "");
            it._konkordat_response(ticket, answer.kind);
        });
    }

    giveUpWork() { this.#documents.end(); }
    copy(text) { navigator.clipboard?.writeText(text).catch(() => {}); }
    report(name, value) { this.#root.setAttribute(`data-${name}`, value.toFixed(3)); }
    activateUpdate() { activateUpdate(); }

    // --- Frames -----------------------------------------------------------------------------------------------------------

    #frame() {
        this.#frameAsked = 0;
        clearTimeout(this.#timer);
        const begin = performance.now();
        const next = this.#run((it) => it._konkordat_frame(begin / 1000));
        this.#root.dataset.frames = String(++this.#frames);
        this.report("frame-ms", performance.now() - begin);
        if (next === 0)
            this.requestFrame();
        else if (next > 0)
            this.#timer = setTimeout(() => this.requestFrame(), next * 1000);
    }

    /** A fault of the program ends it: better a plain word than a picture that no longer answers. */
    #run(work) {
        if (this.#stopped || !this.#program)
            return -1;
        try {
            return work(this.#program);
        } catch (error) {
            this.#stopped = true;
            showNotice("stopped");
            throw error;
        }
    }

    /** Texts and files may be secrets: of what can be overwritten no copy stays here. */
    #text(text) {
        const bytes = this.#encoder.encode(text);
        this.#bytes(bytes);
        bytes.fill(0);
    }

    #bytes(bytes) {
        const address = this.#program._konkordat_text_buffer(bytes.length) >>> 0;
        this.#program.HEAPU8.set(bytes, address);
    }

    #event({ kind, node, key = 0, shift = false, control = false, number = 0, text = "" }) {
        this.#run((it) => {
            this.#text(text);
            it._konkordat_event(kind, node, key, shift, control, number);
        });
    }

    // --- The window -------------------------------------------------------------------------------------------------------

    #watchWindow() {
        const resize = () => {
            const [width, height, density] = [window.innerWidth, window.innerHeight, window.devicePixelRatio || 1];
            this.#canvas.width = Math.round(width * density);
            this.#canvas.height = Math.round(height * density);
            this.#run((it) => it._konkordat_viewport(width, height, density));
        };
        window.addEventListener("resize", resize);
        const watchDensity = () => matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`)
            .addEventListener("change", () => { resize(); watchDensity(); }, { once: true });
        watchDensity();
        resize();

        const queries = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(prefers-reduced-motion: reduce)"].map((query) => matchMedia(query));
        const prefer = () => this.#run((it) => it._konkordat_preferences(...queries.map((query) => Number(query.matches))));
        queries.forEach((query) => query.addEventListener("change", prefer));
        prefer();

        const tellHash = () => this.#run((it) => {
            if (this.#ownHash === location.hash) {
                this.#ownHash = null;
                return;
            }
            this.#ownHash = null;
            this.#text(this.hash);
            it._konkordat_hash();
        });
        window.addEventListener("hashchange", tellHash);
        this.#canvas.addEventListener("webglcontextlost", (event) => event.preventDefault());
        this.#canvas.addEventListener("webglcontextrestored", () => this.#run((it) => it._konkordat_graphics_restored()));
    }

    #watchPointer() {
        const tell = () => this.#run((it) => it._konkordat_pointer(this.#pointer.x, this.#pointer.y, Number(this.#pointer.down)));
        const follow = (event) => {
            const down = (event.buttons & 1) !== 0;
            this.#pointer = { x: event.clientX, y: event.clientY, down };
            tell();
        };
        for (const type of ["pointermove", "pointerdown", "pointerup"])
            window.addEventListener(type, follow, { capture: true, passive: true });
        document.documentElement.addEventListener("pointerleave", () => {
            this.#pointer = { x: -1, y: -1, down: false };
            tell();
        });
    }

    #watchKeys() {
        const shortcutOf = (event) => {
            if (event.key === "F1")
                return Shortcut.Help;
            if (!(event.ctrlKey || event.metaKey) || event.altKey)
                return null;
            const inText = typesText(event.target);
            switch (event.key.toLowerCase()) {
            case "k": return Shortcut.Search;
            case "s": return Shortcut.Save;
            case "z": return inText ? null : event.shiftKey ? Shortcut.Redo : Shortcut.Undo;
            case "y": return inText ? null : Shortcut.Redo;
            default: return null;
            }
        };
        window.addEventListener("keydown", (event) => {
            const shortcut = shortcutOf(event);
            if (shortcut === null)
                return;
            event.preventDefault();
            this.#run((it) => it._konkordat_shortcut(shortcut));
        });
    }

    // --- Files ------------------------------------------------------------------------------------------------------------

    #watchFiles() {
        window.addEventListener("dragover", (event) => {
            if (event.dataTransfer?.types.includes("Files"))
                event.preventDefault();
        });
        window.addEventListener("drop", async (event) => {
            if (!event.dataTransfer?.files.length)
                return;
            event.preventDefault();
            const target = this.#mirror.dropZoneAt(event.target);
            this.#giveFiles(target, await filesDropped(event.dataTransfer), dropSizeLimit);
        });
    }

    async #giveFiles(target, files, sizeLimit) {
        const read = await Promise.all(files.map(async (file) => {
            if (file.size > sizeLimit)
                return { name: file.name, problem: FileProblem.TooLarge };
            try {
                return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
            } catch {
                return { name: file.name, problem: FileProblem.Unreadable };
            }
        }));
        this.#run((it) => {
            this.#text(target);
            it._konkordat_files_begin();
            for (const { name, bytes, problem } of read) {
                this.#text(name);
                if (bytes === undefined) {
                    it._konkordat_file_refused(problem, sizeLimit);
                    continue;
                }
                const address = it._konkordat_file_buffer(bytes.length) >>> 0;
                it.HEAPU8.set(bytes, address);
                bytes.fill(0);
            }
            it._konkordat_files_end();
        });
    }
}

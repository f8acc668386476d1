/** A tab of the tests of persistence: the storage modules alone on an empty page, driven through `tab`. */
import { PageStore } from "/persistence/page-store.js";
import { Persistence } from "/persistence/persistence.js";
import { pageImage } from "/persistence/rescue.js";

const pageSize = 4096;

/** Enough of a checksum to tell a changed page; the site's comes from the workspace. */
function checksumOf(number, bytes) {
    return bytes.reduce((sum, byte) => Math.imul(sum ^ byte, 16777619) >>> 0, (2166136261 ^ number) >>> 0);
}

/** A page whose bytes all say which batch it belongs to. */
function makePage(number, batch) {
    const bytes = new Uint8Array(pageSize);
    new Uint32Array(bytes.buffer).fill(batch);
    return { number, bytes, checksum: checksumOf(number, bytes) };
}

class Tab {
    events = [];
    pages = new Map();
    options = {};
    holdHandOver = false;

    /** Without the second copy, unless `options` ask for it: what becomes of IndexedDB is then seen as it is. */
    start(options = {}) {
        const note = (name) => (...details) => this.note(name, ...details);
        this.persistence = new Persistence({
            loading: () => this.pages.clear(),
            receive: (number, bytes, checksum) => {
                this.pages.set(number, new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4));
                return checksumOf(number, bytes) === checksum;
            },
            loaded: note("loaded"),
            restored: note("restored"),
            notLoaded: (failure) => this.note("notLoaded", failure.kind, failure.detail),
            saving: note("saving"),
            saved: note("saved"),
            notSaved: (failure) => this.note("notSaved", failure.kind, failure.detail),
            readOnly: note("readOnly"),
            changedElsewhere: note("changedElsewhere"),
            takeOverRefused: note("takeOverRefused"),
            setAside: note("setAside"),
            notSetAside: (failure) => this.note("notSetAside", failure.kind, failure.detail),
            hiding: () => {
                this.note("hiding");
                this.whenHiding?.();
            },
            scarce: note("scarce"),
        }, { secondCopy: false, ...options });
        this.persistence.watchPage();
    }

    async open(options) {
        this.start(options);
        await this.persistence.open();
        return this.last("loaded") ?? this.last("notLoaded");
    }

    note(name, ...details) {
        this.events.push([name, ...details]);
        globalThis.reportEvent?.(name, ...details);
    }

    last(name) {
        return this.events.findLast(([event]) => event === name)?.[1];
    }

    names() {
        return this.events.map(([name, detail]) => name === "saved" || name === "notSaved" || name === "readOnly" ? `${name} ${detail}` : name);
    }

    /** Commits batch `sequence`: pages `numbers`, each full of the batch's number. */
    commit(sequence, numbers, pageCount = Math.max(...numbers)) {
        this.persistence.commit({ sequence, pageSize, pageCount, pages: numbers.map((number) => makePage(number, sequence)) });
    }

    /** The batch that each loaded page is from, by page; "mixed" for one that is from several. */
    contents() {
        return Object.fromEntries([...this.pages].map(([number, words]) =>
            [number, words.every((word) => word === words[0]) ? words[0] : "mixed"]));
    }

    async eventually(name, times = 1) {
        for (let waited = 0; waited < 10_000; waited += 10) {
            if (this.events.filter(([event]) => event === name).length >= times)
                return;
            await new Promise((resolve) => setTimeout(resolve, 10));
        }
        throw new Error(`no ${name}; heard: ${this.names()}`);
    }
}

/** Runs `work(heads, pages)` on the database itself, behind the modules' back. */
function tamper(work, name = "konkordat") {
    return new Promise((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
            const transaction = request.result.transaction(["head", "pages"], "readwrite");
            work(transaction.objectStore("head"), transaction.objectStore("pages"));
            transaction.oncomplete = () => {
                request.result.close();
                resolve();
            };
        };
    });
}

/** The files of the second copy, wherever they lie. */
async function copyFiles(name = "konkordat") {
    const buckets = await navigator.storageBuckets?.keys() ?? [];
    const places = [navigator.storage, ...await Promise.all(buckets.map((bucket) => navigator.storageBuckets.open(bucket)))];
    const files = [];
    for (const place of places) {
        for await (const handle of (await place.getDirectory()).values()) {
            if (handle.name.startsWith(`${name}-`))
                files.push(handle);
        }
    }
    return files;
}

Object.assign(globalThis, { copyFiles, tab: new Tab(), PageStore, Persistence, pageImage, tamper, makePage });

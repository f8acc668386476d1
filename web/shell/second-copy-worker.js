/**
 * Keeps the second copy of the workspace's pages in the browser's private file system (OPFS), away from IndexedDB and what may
 * become of that. Only a worker can write a file in place and have it flushed.
 *
 * Two files take turns, in a place that copy-places.js chooses. Each is a header of 256 bytes, JSON padded with spaces:
 * {format, generation, lineage}, and after it records, one for each batch:
 *   u32 mark, u32 number of pages in the record, f64 sequence, u32 page size, u32 pages of the workspace after it,
 *   for each page u32 number, u32 checksum, then the pages, then u32 mark, f64 sequence again.
 * The first record holds every page. Records are only appended; one that is not whole is the end of what counts. When a file
 * has grown to twice what lives in it, everything is written to the other one under the next generation, flushed, and only then
 * is the old one emptied. Whatever the moment of an end, one file is whole up to the last batch that was acknowledged.
 */

const format = 1;
const headerSize = 256;
const recordHeadSize = 24;
const recordTailSize = 12;
const mark = 0x4b4f4e4b;
/** Bytes a file may grow beyond twice what lives in it, so that a small workspace is not rewritten all the time. */
const slack = 4 * 1024 * 1024;
const mostPages = 131072;
/** Another page of the site that is just being closed still holds the files: tried again so often, so many milliseconds apart. */
const attempts = 20;
const pause = 50;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

class PageFile {
    /** What counts of the file, in bytes. */
    end = 0;
    generation = 0;
    lineage = "";
    sequence = 0;
    pageSize = 0;
    pageCount = 0;
    /** number -> {offset, checksum} of the newest copy of each page */
    pages = new Map();

    constructor(handle) {
        this.handle = handle;
        this.#scan();
    }

    get empty() { return this.sequence === 0; }

    /** Begins anew with everything there is. */
    replace(generation, { lineage, ...batch }) {
        this.clear();
        const header = new Uint8Array(headerSize).fill(0x20);
        header.set(encoder.encode(JSON.stringify({ format, generation, lineage })));
        this.handle.write(header, { at: 0 });
        this.end = headerSize;
        this.generation = generation;
        this.lineage = lineage;
        this.append(batch);
    }

    append({ sequence, pageSize, pageCount, pages }) {
        const start = this.end;
        const list = [...pages];
        const table = recordHeadSize + list.length * 8;
        const bytes = new Uint8Array(table + list.length * pageSize + recordTailSize);
        const view = new DataView(bytes.buffer);
        view.setUint32(0, mark, true);
        view.setUint32(4, list.length, true);
        view.setFloat64(8, sequence, true);
        view.setUint32(16, pageSize, true);
        view.setUint32(20, pageCount, true);
        list.forEach((page, index) => {
            view.setUint32(recordHeadSize + index * 8, page.number, true);
            view.setUint32(recordHeadSize + index * 8 + 4, page.checksum, true);
            bytes.set(page.bytes, table + index * pageSize);
        });
        view.setUint32(bytes.length - recordTailSize, mark, true);
        view.setFloat64(bytes.length - recordTailSize + 4, sequence, true);
        if (this.handle.write(bytes, { at: start }) !== bytes.length)
            throw new Error("the file system took only a part");
        this.handle.flush();
        this.#take(start, list, { sequence, pageSize, pageCount });
        this.end = start + bytes.length;
    }

    clear() {
        this.handle.truncate(0);
        this.handle.flush();
        Object.assign(this, { end: 0, generation: 0, lineage: "", sequence: 0, pageSize: 0, pageCount: 0 });
        this.pages.clear();
    }

    content() {
        const pages = [...this.pages].sort(([a], [b]) => a - b).map(([number, { offset, checksum }]) => {
            const bytes = new Uint8Array(this.pageSize);
            this.handle.read(bytes, { at: offset });
            return { number, checksum, bytes };
        });
        const { lineage, sequence, pageSize, pageCount } = this;
        return { lineage, sequence, pageSize, pageCount, pages };
    }

    get overgrown() { return this.end > 2 * this.pages.size * this.pageSize + slack; }

    /** Notes where the pages of the record at `start` lie. */
    #take(start, list, { sequence, pageSize, pageCount }) {
        const table = start + recordHeadSize + list.length * 8;
        list.forEach(({ number, checksum }, index) => this.pages.set(number, { offset: table + index * pageSize, checksum }));
        for (const number of this.pages.keys())
            if (number > pageCount)
                this.pages.delete(number);
        Object.assign(this, { sequence, pageSize, pageCount });
    }

    #scan() {
        const size = this.handle.getSize();
        const header = this.#readHeader(size);
        if (header === null)
            return;
        this.generation = header.generation;
        this.lineage = header.lineage;
        this.end = headerSize;
        while (this.#scanRecord(size)) { /* the next one */ }
        this.handle.truncate(this.end);
    }

    #readHeader(size) {
        if (size < headerSize)
            return null;
        try {
            const header = JSON.parse(decoder.decode(this.#bytes(0, headerSize)));
            const known = header.format === format && Number.isSafeInteger(header.generation) && typeof header.lineage === "string";
            return known ? header : null;
        } catch {
            return null;
        }
    }

    #scanRecord(size) {
        if (this.end + recordHeadSize + recordTailSize > size)
            return false;
        const head = new DataView(this.#bytes(this.end, recordHeadSize).buffer);
        const count = head.getUint32(4, true);
        const sequence = head.getFloat64(8, true);
        const pageSize = head.getUint32(16, true);
        const pageCount = head.getUint32(20, true);
        if (head.getUint32(0, true) !== mark || !(sequence > this.sequence) || !Number.isSafeInteger(sequence) || count > mostPages
            || pageSize > 65536 || pageCount > mostPages)
            return false;
        const table = recordHeadSize + count * 8;
        const length = table + count * pageSize + recordTailSize;
        if (this.end + length > size)
            return false;
        const tail = new DataView(this.#bytes(this.end + length - recordTailSize, recordTailSize).buffer);
        if (tail.getUint32(0, true) !== mark || tail.getFloat64(4, true) !== sequence)
            return false;
        const entries = new DataView(this.#bytes(this.end + recordHeadSize, count * 8).buffer);
        const list = Array.from({ length: count }, (_, index) => ({
            number: entries.getUint32(index * 8, true), checksum: entries.getUint32(index * 8 + 4, true),
        }));
        this.#take(this.end, list, { sequence, pageSize, pageCount });
        this.end += length;
        return true;
    }

    #bytes(at, length) {
        const bytes = new Uint8Array(length);
        this.handle.read(bytes, { at });
        return bytes;
    }
}

class Copy {
    #name = "";
    /** Of the place that is used; none: the next write makes one. */
    #files = [];
    #current = null;
    #next = "";
    /** Places that are of no use any more once another is filled. */
    #useless = [];

    /** @param {object} found see CopyPlaces.look: the newest of the whole places that holds anything is used */
    async open({ name, whole, others, next }) {
        this.#name = name;
        this.#next = next;
        this.#useless = [...others];
        for (const place of whole) {
            if (this.#current !== null || !await this.#use(place))
                this.#useless.push(place);
        }
        return this.#state();
    }

    read() { return this.#current?.content() ?? null; }

    async append(batch) {
        if (this.#current === null)
            throw new Error("there is nothing to append to");
        if (batch.sequence <= this.#current.sequence)
            return this.#state();
        this.#current.append(batch);
        if (this.#current.overgrown)
            await this.replace(this.#current.content());
        return this.#state();
    }

    async replace(content) {
        if (this.#files.length === 0)
            this.#files = await openFiles(this.#next, this.#name, true);
        const former = this.#current;
        const next = this.#files.find((file) => file !== former);
        next.replace((former?.generation ?? 0) + 1, content);
        this.#current = next;
        former?.clear();
        await this.#removeUseless();
        return this.#state();
    }

    clear() {
        this.#files.forEach((file) => file.clear());
        this.#current = null;
        return this.#state();
    }

    /** Takes the files of the place, if one of them holds anything, and answers whether it does. */
    async #use(place) {
        const files = await openFiles(place, this.#name);
        const [newest, ...older] = files.filter((file) => !file.empty).sort((a, b) => b.generation - a.generation);
        if (newest === undefined) {
            files.forEach((file) => file.handle.close());
            return false;
        }
        older.forEach((file) => file.clear());
        this.#files = files;
        this.#current = newest;
        return true;
    }

    async #removeUseless() {
        for (const place of this.#useless.splice(0).filter((place) => place !== this.#next))
            await remove(place, this.#name).catch(() => {}); // It stays, and costs nothing but room.
    }

    #state() {
        return this.#current === null ? null : { lineage: this.#current.lineage, sequence: this.#current.sequence };
    }
}

async function folderOf(place) {
    return (place === "" ? navigator.storage : await navigator.storageBuckets.open(place, { durability: "strict" })).getDirectory();
}

/** Both files of a place, made anew if `create`. */
async function openFiles(place, name, create = false) {
    const folder = await folderOf(place);
    const handles = [];
    for (const suffix of ["a", "b"])
        handles.push(await folder.getFileHandle(`${name}-${suffix}`, { create }));
    return Promise.all(handles.map(async (handle) => new PageFile(await openHandle(handle))));
}

async function remove(place, name) {
    if (place !== "")
        return navigator.storageBuckets.delete(place);
    const folder = await folderOf(place);
    for (const suffix of ["a", "b"])
        await folder.removeEntry(`${name}-${suffix}`).catch(() => {});
}

async function openHandle(file) {
    for (let attempt = 1; ; ++attempt) {
        try {
            return await file.createSyncAccessHandle();
        } catch (error) {
            if (error.name !== "NoModificationAllowedError" || attempt === attempts)
                throw error;
            await new Promise((resolve) => setTimeout(resolve, pause));
        }
    }
}

const copy = new Copy();
let work = Promise.resolve();

self.addEventListener("message", ({ data: { id, request, argument } }) => {
    work = work.then(async () => {
        try {
            self.postMessage({ id, value: await copy[request](argument) });
        } catch (error) {
            self.postMessage({ id, error: `${error.name}: ${error.message}` });
        }
    });
});

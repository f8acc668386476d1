import { createToken } from "./token.js";
import { FailureKind, StorageFailure, toStorageFailure } from "./storage-failure.js";

/**
 * The pages of the workspace in IndexedDB.
 *
 * Object store `pages`: one record a page, {number, bytes, checksum}, keyed by its number from 1.
 * Object store `head`: one record, {writer, format, lineage, sequence, pageSize, pageCount, only: 0}, keyed by `writer`. It is
 * written in the same transaction as the pages of its sequence, so head and pages always belong together. `lineage` is drawn
 * when a store begins to be filled: sequences of one lineage can be compared.
 *
 * `writer` is the fencing token: who last claimed the store. A unique index on `only` allows one head: a commit by anyone else
 * is refused by IndexedDB itself, also by a tab that was suspended for hours between losing the lock and finding out. A commit
 * thus needs to read nothing first, and is complete as a request even when the page is being closed.
 */

const databaseVersion = 1;
const headFormat = 1;
/** Pages fetched by one request while loading: 4 MiB of pages of 4096 bytes. */
const pagesPerRequest = 1024;

export class PageStore {
    #indexedDB;
    #name;
    #database = null;
    #opening = null;
    /** The token of claim(): every new connection is checked to belong to a store that still has this writer. */
    #claimed = null;
    #lineage = "";

    /** @param {{name?: string, indexedDB?: IDBFactory}} options `name` of the database. */
    constructor({ name = "konkordat", indexedDB = globalThis.indexedDB } = {}) {
        this.#name = name;
        this.#indexedDB = indexedDB;
    }

    /**
     * Makes `token` the only writer. Leaves a damaged or newer head as it is.
     * @returns {{created: boolean, lineage: string}} `created`: nothing at all was stored
     * @throws StorageFailure NewerVersion, Unavailable, ...
     */
    async claim(token) {
        this.#claimed = null;
        const claim = await this.#run("readwrite", async (heads, pages) => {
            const head = await readHead(heads);
            const lineage = head?.lineage ?? createToken();
            if (isHead(head)) {
                heads.clear();
                heads.put({ ...head, lineage, writer: token });
                return { created: false, lineage };
            }
            const created = head === undefined && await settled(pages.count()) === 0;
            if (created)
                heads.put(emptyHead(token, lineage));
            return { created, lineage };
        });
        this.#claimed = token;
        this.#lineage = claim.lineage;
        return claim;
    }

    /**
     * Hands every stored page to `receive(number, bytes, checksum)`, in ascending order, all of one and the same commit.
     * `receive` answers whether the bytes fit the checksum.
     * @returns {{state: "empty"|"intact"|"damaged", sequence: number, pageSize: number, pageCount: number,
     *            damaged: number[], missing: number[], headMissing: boolean}}
     * @throws StorageFailure NewerVersion, Unavailable, ...
     */
    async load(receive) {
        return this.#run("readonly", async (heads, pages) => {
            const report = await describe(await readHead(heads), pages);
            let expected = 1;
            const missingBefore = (number) => {
                for (; expected < number; ++expected)
                    report.missing.push(expected);
                expected = number + 1;
            };
            for (let chunk = [], after = 0; after < report.pageCount; after = chunk.at(-1).number) {
                chunk = await settled(pages.getAll(IDBKeyRange.bound(after, report.pageCount, true), pagesPerRequest));
                if (chunk.length === 0)
                    break;
                for (const { number, bytes, checksum } of chunk) {
                    missingBefore(number);
                    if (!(bytes instanceof Uint8Array) || !receive(number, bytes, checksum))
                        report.damaged.push(number);
                }
            }
            missingBefore(report.pageCount + 1);
            if (report.headMissing || report.damaged.length > 0 || report.missing.length > 0)
                report.state = "damaged";
            return report;
        });
    }

    /**
     * Writes the pages of a batch and its head in one transaction; resolves when the browser has put it on disk.
     * @param {string} token of the writer that claimed the store
     * @param {{sequence: number, pageSize: number, pageCount: number,
     *          pages: Iterable<{number: number, bytes: Uint8Array, checksum: number}>}} batch
     * @throws StorageFailure Fenced, Quota, ...; then the store is as it was before.
     */
    async commit(token, batch) {
        const { sequence, pageSize, pageCount } = batch;
        await this.#run("readwrite", async (heads, pages, transaction) => {
            const head = heads.put({
                writer: token, format: headFormat, lineage: this.#lineage, sequence, pageSize, pageCount, only: 0,
            });
            for (const { number, bytes, checksum } of batch.pages)
                pages.put({ number, bytes, checksum });
            pages.delete(IDBKeyRange.lowerBound(pageCount, true));
            transaction.commit();
            await settled(head).catch((error) => {
                throw error.name === "ConstraintError" ? fenced() : error;
            });
        });
    }

    /**
     * Puts other content in the place of everything stored.
     * @param content {lineage, sequence, pageSize, pageCount, pages: [{number, bytes, checksum}]}
     * @throws StorageFailure; then the store is as it was before.
     */
    async replace(token, { lineage, sequence, pageSize, pageCount, pages: content }) {
        await this.#run("readwrite", async (heads, pages) => {
            heads.clear();
            pages.clear();
            heads.put({ writer: token, format: headFormat, lineage, sequence, pageSize, pageCount, only: 0 });
            content.forEach(({ number, bytes, checksum }) => pages.put({ number, bytes, checksum }));
        });
        this.#claimed = token;
        this.#lineage = lineage;
    }

    /** Everything stored, in the form that replace() takes; null if nothing is, or without a head. */
    async content() {
        const { heads: [head], pages } = await this.dump();
        if (!isHead(head) || head.sequence === 0)
            return null;
        const { lineage, sequence, pageSize, pageCount } = head;
        return { lineage, sequence, pageSize, pageCount, pages };
    }

    /** Everything stored, in whatever state it is: {heads, pages}. */
    async dump() {
        return this.#run("readonly", async (heads, pages) => ({
            heads: await settled(heads.getAll()),
            pages: await settled(pages.getAll()),
        }));
    }

    /** Adds {heads, pages}, as `dump` gives them. */
    async restore(content) {
        await this.#run("readwrite", async (heads, pages) => {
            content.heads.forEach((head) => heads.put(head));
            content.pages.forEach((page) => pages.put(page));
        });
    }

    /** Removes everything stored. What remains is the beginning of another lineage. */
    async clear() {
        this.#claimed = null;
        await this.#run("readwrite", async (heads, pages) => {
            heads.clear();
            pages.clear();
            heads.put(emptyHead("", createToken()));
        });
    }

    close() {
        this.#database?.close();
        this.#database = null;
    }

    /**
     * Runs `work(heads, pages, transaction)` in a transaction and resolves with its value once that is complete. What
     * `work` throws aborts the transaction. `work` awaits nothing but requests of the transaction.
     */
    async #run(mode, work) {
        let transaction;
        let ended;
        try {
            transaction = await this.#start(mode);
            ended = endOf(transaction);
            const value = await work(transaction.objectStore("head"), transaction.objectStore("pages"), transaction);
            await ended;
            return value;
        } catch (error) {
            abort(transaction);
            // A request of an aborted transaction knows less about the reason than the transaction.
            const reason = error?.name === "AbortError" ? await ended.catch((own) => own ?? error) : error;
            throw toStorageFailure(reason);
        }
    }

    async #start(mode) {
        const options = { durability: "strict" };
        const stores = ["head", "pages"];
        try {
            return (await this.#open()).transaction(stores, mode, options);
        } catch (error) {
            if (error?.name !== "InvalidStateError" || this.#database === null)
                throw error;
            // The browser closed the connection without a word; a new one may do.
            this.#database = null;
            return (await this.#open()).transaction(stores, mode, options);
        }
    }

    async #open() {
        if (this.#database !== null)
            return this.#database;
        this.#opening ??= openDatabase(this.#indexedDB, this.#name).finally(() => { this.#opening = null; });
        const database = await this.#opening;
        if (this.#database !== null)
            return this.#database;
        await this.#checkWriter(database);
        const forget = () => {
            if (this.#database === database)
                this.#database = null;
        };
        database.onclose = forget;
        // A later version that wants to change the database must not wait for this tab. The next use here opens anew, or fails.
        database.onversionchange = () => {
            database.close();
            forget();
        };
        this.#database = database;
        return database;
    }

    /** Refuses a connection opened anew after the store was cleared, or claimed by another writer, behind this one's back. */
    async #checkWriter(database) {
        if (this.#claimed === null)
            return;
        const head = await readHead(database.transaction("head").objectStore("head"));
        if (head?.writer === this.#claimed)
            return;
        database.close();
        throw head === undefined ? new StorageFailure(FailureKind.Closed, "the storage has been cleared") : fenced();
    }
}

function openDatabase(indexedDB, name) {
    if (!indexedDB)
        return Promise.reject(new StorageFailure(FailureKind.Unavailable, "this browser offers no IndexedDB here"));
    return new Promise((resolve, reject) => {
        const request = indexedDB.open(name, databaseVersion);
        let refused = false;
        request.onupgradeneeded = () => {
            request.result.createObjectStore("pages", { keyPath: "number" });
            request.result.createObjectStore("head", { keyPath: "writer" }).createIndex("only", "only", { unique: true });
        };
        request.onblocked = () => {
            refused = true;
            reject(new StorageFailure(FailureKind.Blocked, "another tab keeps the database open"));
        };
        request.onsuccess = () => {
            if (refused)
                request.result.close();
            else
                resolve(request.result);
        };
        // An open that is refused outright, as in some private modes, says InvalidStateError or UnknownError.
        request.onerror = () => reject(request.error?.name === "InvalidStateError"
            ? new StorageFailure(FailureKind.Unavailable, request.error.message, request.error)
            : toStorageFailure(request.error));
    });
}

function settled(request) {
    return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
}

function endOf(transaction) {
    const ended = new Promise((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error
            ?? new StorageFailure(FailureKind.Failed, "the browser ended the transaction"));
    });
    ended.catch(() => {});
    return ended;
}

function abort(transaction) {
    try {
        transaction?.abort();
    } catch {
        // It has ended already.
    }
}

function fenced() {
    return new StorageFailure(FailureKind.Fenced, "another writer has claimed the store");
}

async function readHead(heads) {
    const [head] = await settled(heads.getAll(null, 1));
    if (head?.format > headFormat)
        throw new StorageFailure(FailureKind.NewerVersion, `format ${head.format} of the page store`);
    return head;
}

function emptyHead(writer, lineage) {
    return { writer, format: headFormat, lineage, sequence: 0, pageSize: 0, pageCount: 0, only: 0 };
}

function isHead(head) {
    return head?.format === headFormat && [head.sequence, head.pageSize, head.pageCount].every(Number.isSafeInteger);
}

/** The report on a store whose pages have not been looked at. Without a head, all pages found count. */
async function describe(head, pages) {
    const report = { state: "empty", sequence: 0, pageSize: 0, pageCount: 0, damaged: [], missing: [], headMissing: false };
    if (isHead(head)) {
        Object.assign(report, { sequence: head.sequence, pageSize: head.pageSize, pageCount: head.pageCount });
    } else {
        const last = await settled(pages.openKeyCursor(null, "prev"));
        report.headMissing = head !== undefined || last !== null;
        report.pageCount = last?.key ?? 0;
    }
    if (report.pageCount > 0)
        report.state = "intact";
    return report;
}

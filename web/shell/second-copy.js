import { CopyPlaces } from "./copy-places.js";

/**
 * The page's side of second-copy-worker.js: a copy of the stored pages outside IndexedDB, in case the browser discards that.
 * It never stands in the way: when it cannot be kept, it is given up until the page is opened anew, and IndexedDB alone counts.
 */

/** Milliseconds after which a worker that does not answer is given up. */
const patience = 10_000;

export class SecondCopy {
    #places;
    #worker = null;
    #questions = new Map();
    #asked = 0;
    /** {lineage, sequence} of what the copy holds; null: nothing. */
    #state = null;
    #usable = true;

    /** @param {{name?: string, storage?: StorageManager, buckets?: StorageBucketManager}} options see CopyPlaces; no `storage`: no copy is kept */
    constructor({ name = "konkordat", storage = globalThis.navigator?.storage, buckets = globalThis.navigator?.storageBuckets } = {}) {
        this.#places = new CopyPlaces({ name, storage, buckets });
    }

    /**
     * What the copy holds: {lineage, sequence}, or null. Starts no worker where there is no copy yet.
     */
    async open() {
        if (!this.#usable || this.#worker !== null)
            return this.#state;
        if (!this.#places.available || globalThis.Worker === undefined) {
            this.#usable = false;
            return null;
        }
        try {
            if (!await this.#places.look())
                return null;
        } catch (error) {
            return this.#giveUp(error);
        }
        await this.#start();
        return this.#state;
    }

    /** {lineage, sequence, pageSize, pageCount, pages: [{number, bytes, checksum}]}, or null. */
    read() { return this.#ask("read"); }

    /** Makes the copy hold exactly this; see read(). */
    async replace(content) { this.#state = await this.#ask("replace", content); }

    async clear() {
        if (this.#state !== null)
            this.#state = await this.#ask("clear");
    }

    /** Asks the browser not to clear it when space gets short. */
    async persist() {
        await this.#places.persist().catch(() => {});
    }

    /**
     * Adds a batch that IndexedDB has taken, written over what it held at the sequence `previous`. `everything` gives all there
     * is, where the batch alone would not do. Never rejects.
     */
    async append(lineage, previous, batch, everything) {
        if (!this.#usable)
            return;
        try {
            const known = this.#state?.lineage === lineage ? this.#state.sequence : -1;
            if (known >= batch.sequence)
                return;
            if (known >= previous && known > 0)
                this.#state = await this.#ask("append", batch) ?? this.#state;
            else
                await this.replace(await everything());
        } catch (error) {
            this.#giveUp(error);
        }
    }

    /** Lets another tab have the files. */
    close() {
        this.#worker?.terminate();
        this.#worker = null;
        this.#state = null;
        this.#rejectAll(new Error("closed"));
    }

    async #start() {
        try {
            this.#worker = new Worker(new URL("./second-copy-worker.js", import.meta.url));
        } catch (error) {
            this.#giveUp(error); // A policy may forbid workers.
            return;
        }
        this.#worker.addEventListener("message", ({ data }) => this.#answer(data));
        this.#worker.addEventListener("error", () => this.#giveUp(new Error("the worker failed")));
        this.#state = await this.#send("open", this.#places.found).catch((error) => this.#giveUp(error));
    }

    async #ask(request, argument) {
        if (!this.#usable)
            return null;
        if (this.#worker === null)
            await this.#start();
        return this.#send(request, argument).catch((error) => this.#giveUp(error));
    }

    #send(request, argument) {
        if (this.#worker === null)
            return Promise.resolve(null);
        const id = ++this.#asked;
        return new Promise((resolve, reject) => {
            const timer = setTimeout(() => reject(new Error(`no answer to ${request}`)), patience);
            this.#questions.set(id, { resolve, reject, timer });
            this.#worker.postMessage({ id, request, argument });
        });
    }

    #answer({ id, value, error }) {
        const question = this.#questions.get(id);
        this.#questions.delete(id);
        clearTimeout(question?.timer);
        if (error === undefined)
            question?.resolve(value);
        else
            question?.reject(new Error(error));
    }

    #giveUp(error) {
        if (this.#usable)
            console.warn(`The second copy is not kept: ${error.message}`);
        this.#usable = false;
        this.close();
        return null;
    }

    #rejectAll(error) {
        for (const { reject, timer } of this.#questions.values()) {
            clearTimeout(timer);
            reject(error);
        }
        this.#questions.clear();
    }
}

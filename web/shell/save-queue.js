import { toStorageFailure } from "./storage-failure.js";

/**
 * Commits batches one after the other. Batches that arrive while one is being written are merged, the newest content of a
 * page winning, and are written together. After a failure everything unwritten is kept and written with the next batch,
 * or when `retry` is called.
 */
export class SaveQueue {
    #commit;
    #listener;
    /** What waits to be written, {sequence, pageSize, pageCount, pages: Map number -> page}, or null. */
    #pending = null;
    /** What is being written, or null; of two batches the newer one, which then contains the older. */
    #inFlight = null;
    #scheduled = false;
    #work = Promise.resolve();

    /**
     * @param {(batch) => Promise<void>} commit writes one batch, or rejects and has written nothing of it; calls take effect
     *   in their order
     * @param {{saving(): void, saved(sequence: number): void, failed(failure): void}} listener never called during add()
     */
    constructor(commit, listener) {
        this.#commit = commit;
        this.#listener = listener;
    }

    /** Whether anything has been added that the browser has not acknowledged. */
    get unsaved() {
        return this.#pending !== null || this.#inFlight !== null;
    }

    /** @param batch {sequence, pageSize, pageCount, pages: [{number, bytes, checksum}]}; its bytes must not change afterwards. */
    add(batch) {
        const { sequence, pageSize, pageCount } = batch;
        const pages = new Map(batch.pages.map((page) => [page.number, page]));
        this.#pending = merged(this.#pending, { sequence, pageSize, pageCount, pages });
        this.#start();
    }

    retry() {
        if (this.#pending !== null)
            this.#start();
    }

    /**
     * The page may be gone in a moment: hands over at once what waits for the batch being written, together with that batch
     * again, so that it does not matter what becomes of it.
     */
    hurry() {
        if (this.#inFlight !== null && this.#pending !== null)
            this.#work = Promise.all([this.#work, this.#send(merged(this.#inFlight, this.#pending))]);
    }

    /** Resolves when nothing is being written any more: true if everything is saved, false if the last attempt failed. */
    async idle() {
        while (this.#scheduled || this.#inFlight !== null)
            await this.#work;
        return !this.unsaved;
    }

    #start() {
        if (this.#scheduled || this.#inFlight !== null)
            return;
        this.#scheduled = true;
        this.#work = Promise.resolve().then(() => {
            this.#scheduled = false;
            this.#listener.saving();
            return this.#send(this.#pending);
        });
    }

    async #send(batch) {
        this.#pending = null;
        this.#inFlight = batch;
        try {
            await this.#commit({ ...batch, pages: batch.pages.values() });
        } catch (error) {
            this.#fail(batch, toStorageFailure(error));
            return;
        }
        if (this.#inFlight === batch)
            this.#inFlight = null;
        this.#listener.saved(batch.sequence);
        if (this.#inFlight === null && this.#pending !== null && !this.#scheduled)
            await this.#send(this.#pending);
    }

    #fail(batch, failure) {
        if (this.#inFlight !== batch)
            return;
        this.#inFlight = null;
        this.#pending = merged(batch, this.#pending);
        this.#listener.failed(failure);
    }
}

function merged(older, newer) {
    if (older === null || newer === null)
        return older ?? newer;
    const pages = new Map([...older.pages, ...newer.pages]);
    for (const number of pages.keys())
        if (number > newer.pageCount)
            pages.delete(number);
    return { ...newer, pages };
}

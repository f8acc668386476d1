import { createToken } from "./token.js";

/**
 * Which tab may write. One tab holds the Web Lock "konkordat-writer"; the others read. A reading tab can take over: it asks
 * the writer over a BroadcastChannel to save and let go; a writer that does not answer in time (suspended, hung) loses the
 * lock by stealing. Where there are no Web Locks (a page not served securely), the newest tab that wants to write does, and the
 * fencing token of the page store stops the former one.
 */

const lockName = "konkordat-writer";
const channelName = "konkordat";

/** How long a taking-over tab waits for the writer's first word, and then for it to finish saving, in milliseconds. */
const defaultPatience = Object.freeze({ answer: 3000, release: 15000 });

export class WriterLock {
    #locks;
    #channel;
    #listener;
    #patience;
    #id = createToken();
    /** Ends the lock's promise; null while this tab is not the writer. */
    #release = null;
    /** The take-over under way: what the writer's words do to it. */
    #takeOver = null;

    /**
     * @param listener
     *   `prepareHandOver(): Promise<boolean>`: another tab wants to write; save, and answer whether all is saved.
     *   `lost(reason: "handed-over"|"stolen")`: this tab is not the writer any more.
     *   `committed(sequence: number)`: the writing tab has saved.
     */
    constructor(listener, { locks = globalThis.navigator?.locks, patience = defaultPatience } = {}) {
        this.#listener = listener;
        this.#locks = locks;
        this.#patience = patience;
        this.#channel = new BroadcastChannel(channelName);
        this.#channel.onmessage = ({ data }) => this.#receive(data);
    }

    get isWriter() {
        return this.#release !== null;
    }

    /** Becomes the writer if no other tab is. */
    async acquire() {
        return this.isWriter || this.#request({ ifAvailable: true });
    }

    /**
     * Becomes the writer in place of the tab that is.
     * @param {boolean} force without asking
     * @returns {Promise<"taken"|"unsaved">} "unsaved": the writer could not save its last changes and keeps the lock.
     */
    async takeOver(force = false) {
        if (await this.acquire())
            return "taken";
        if (!force && await this.#askForIt() === "unsaved")
            return "unsaved";
        if (!this.isWriter)
            await this.#request({ steal: true });
        return "taken";
    }

    /** Tells the other tabs that this one has saved. */
    announceCommit(sequence) {
        this.#channel.postMessage({ type: "committed", sequence });
    }

    /** Tells the other tabs that this one has claimed the store: without Web Locks a former writer learns it so. */
    announceClaim() {
        this.#channel.postMessage({ type: "claimed" });
    }

    /** Lets go of the lock, if it is held. */
    release() {
        this.#release?.();
        this.#release = null;
    }

    /** Waits in line for the lock while asking the writer to let go; "unsaved", or undefined when waiting is over. */
    async #askForIt() {
        const giveUp = new AbortController();
        let answer;
        let timer = setTimeout(() => giveUp.abort(), this.#patience.answer);
        this.#takeOver = {
            handingOver: () => {
                clearTimeout(timer);
                timer = setTimeout(() => giveUp.abort(), this.#patience.release);
            },
            unsaved: () => {
                answer = "unsaved";
                giveUp.abort();
            },
        };
        const inLine = this.#request({ signal: giveUp.signal });
        this.#channel.postMessage({ type: "hand-over", from: this.#id });
        await inLine;
        clearTimeout(timer);
        this.#takeOver = null;
        return answer;
    }

    async #receive(message) {
        if (message.type === "committed")
            this.#listener.committed(message.sequence);
        else if (message.type === "claimed" && !this.#locks)
            this.#lose("stolen");
        else if (message.type === "hand-over" && this.isWriter)
            await this.#handOver(message.from);
        else if (message.to === this.#id && message.type === "handing-over")
            this.#takeOver?.handingOver();
        else if (message.to === this.#id && message.type === "unsaved")
            this.#takeOver?.unsaved();
    }

    async #handOver(to) {
        this.#channel.postMessage({ type: "handing-over", to });
        const saved = await this.#listener.prepareHandOver();
        if (!this.isWriter)
            return;
        if (!saved) {
            this.#channel.postMessage({ type: "unsaved", to });
            return;
        }
        this.#lose("handed-over");
    }

    #lose(reason) {
        if (!this.isWriter)
            return;
        this.release();
        this.#listener.lost(reason);
    }

    /** Asks for the lock; resolves whether it was granted, and then holds it until release() or until it is stolen. */
    #request(options) {
        if (!this.#locks)
            return this.#holdWithoutLock();
        return new Promise((granted, failed) => {
            let mine = null;
            const held = this.#locks.request(lockName, options, (lock) => {
                if (lock === null)
                    return granted(false);
                return new Promise((release) => {
                    this.#release = mine = release;
                    granted(true);
                });
            });
            held.catch((error) => {
                if (mine === null)
                    return error.name === "AbortError" ? granted(false) : failed(error);
                return this.#release === mine && this.#lose("stolen");
            });
        });
    }

    async #holdWithoutLock() {
        this.#release = () => {};
        return true;
    }
}

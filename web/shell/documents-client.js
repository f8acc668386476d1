/**
 * The page's side of documents-worker.js: the program that reads files of others is loaded when it is first needed, and anew after
 * it has failed.
 */
export class DocumentsClient {
    #worker = null;
    #waiting = new Map();

    /**
     * @param {number} ticket
     * @param {Uint8Array} message as web/documents/work.h encodes it; it is given away or overwritten
     * @returns {Promise<Uint8Array|null>} the answer; null when the program failed at this or could not be loaded
     */
    carryOut(ticket, message) {
        return new Promise((resolve) => {
            this.#waiting.set(ticket, resolve);
            try {
                this.#worker ??= this.#start();
                this.#worker.postMessage({ ticket, message }, [message.buffer]);
            } catch (error) {
                message.fill(0);
                this.#fail(error); // A policy may forbid workers.
            }
        });
    }

    /** Ends the worker with all that its memory holds: what it worked at is answered with null. */
    end() {
        this.#worker?.terminate();
        this.#worker = null;
        for (const resolve of this.#waiting.values())
            resolve(null);
        this.#waiting.clear();
    }

    #start() {
        const worker = new Worker(new URL("./documents-worker.js", import.meta.url), { type: "module" });
        worker.addEventListener("message", ({ data: { ticket, answer } }) => {
            this.#waiting.get(ticket)?.(answer);
            this.#waiting.delete(ticket);
        });
        worker.addEventListener("error", (event) => this.#fail(event.message));
        return worker;
    }

    #fail(reason) {
        console.warn("The program for files of others failed:", reason);
        this.end();
    }
}

import { setAside } from "./rescue.js";
import { PageStore } from "./page-store.js";
import { SaveQueue } from "./save-queue.js";
import { SecondCopy } from "./second-copy.js";
import { FailureKind, StorageFailure, toStorageFailure } from "./storage-failure.js";
import { createToken } from "./token.js";
import { WriterLock } from "./writer-lock.js";

/** Free space, in bytes, under which a person is warned. */
const scarceSpace = 50 * 1024 * 1024;
/** Milliseconds between two looks at the free space. */
const spaceCheckInterval = 60_000;

/**
 * The durable side of the workspace in this tab: who may write, loading, saving, taking over, setting damaged pages aside.
 *
 * `listener` is told, never during a call to this class:
 *   loading()                              forget the pages received so far
 *   receive(number, bytes, checksum)       one stored page; answers whether the bytes fit the checksum
 *   loaded(report)                         all of them: the report of PageStore.load with `writer`: whether this tab may write
 *   restored()                             after loaded(): the browser had lost the pages, they came back from the second copy
 *   notLoaded(failure)                     the store could not be opened: work goes on in memory, nothing will be saved
 *   saving(), saved(sequence), notSaved(failure)
 *   readOnly(reason)                       this tab may not write any more: "handed-over", "stolen"
 *   changedElsewhere(sequence)             the writing tab has saved; reload() shows it
 *   takeOverRefused()                      the writing tab has changes that it cannot save; takeOver(true) discards them
 *   setAside(copyName), notSetAside(failure)
 *   hiding()                               the page may be gone in a moment: hand over for saving what is still being edited
 *   scarce(bytes)                          little space is left
 */
export class Persistence {
    #listener;
    #store;
    #storeOptions;
    #copy;
    #lock;
    #queue;
    #storage;
    #token = createToken();
    #lineage = "";
    /** Sequence of what IndexedDB holds. */
    #stored = 0;
    /** Why nothing can be written at present, or null. */
    #obstacle = new StorageFailure(FailureKind.Failed, "the store has not been opened");
    #actions = Promise.resolve();
    /** A reload() that has not begun. */
    #reload = null;
    #persistRequested = false;
    #lastSpaceCheck = -Infinity;

    constructor(listener, { name = "konkordat", indexedDB, locks, patience, storage = globalThis.navigator?.storage, secondCopy = true } = {}) {
        this.#listener = listener;
        this.#storage = storage;
        this.#storeOptions = indexedDB === undefined ? {} : { indexedDB };
        this.#store = new PageStore({ ...this.#storeOptions, name });
        this.#copy = new SecondCopy({ name, storage: secondCopy ? storage : null });
        this.#lock = new WriterLock({
            prepareHandOver: () => this.#prepareHandOver(),
            lost: (reason) => this.#lose(reason),
            committed: (sequence) => this.#lock.isWriter || this.#listener.changedElsewhere(sequence),
        }, { ...(locks === undefined ? {} : { locks }), patience });
        this.#queue = new SaveQueue((batch) => this.#write(batch), {
            saving: () => listener.saving(),
            saved: (sequence) => this.#saved(sequence),
            failed: (failure) => this.#notSaved(failure),
        });
    }

    /** True while anything given to commit() is not known to be on disk. */
    get unsaved() {
        return this.#queue.unsaved && this.#obstacle?.kind !== FailureKind.Fenced;
    }

    /** Becomes the writer if no other tab is, and loads. */
    open() {
        return this.#next(async () => {
            await this.#lock.acquire().catch((error) => {
                throw toStorageFailure(error);
            });
            await this.#load();
        });
    }

    /** Loads again, to show what another tab has saved. What is asked for while a load is still to begin is the same load. */
    reload() {
        this.#reload ??= this.#next(() => {
            this.#reload = null;
            return this.#load();
        });
        return this.#reload;
    }

    /** @param batch see SaveQueue.add */
    commit(batch) {
        this.#queue.add(batch);
    }

    /** Writes again what could not be written. */
    retry() {
        this.#queue.retry();
    }

    /** Becomes the writer in place of another tab, and loads. @param {boolean} force discards what the other tab cannot save */
    takeOver(force = false) {
        return this.#next(async () => {
            if (await this.#lock.takeOver(force) === "unsaved")
                this.#listener.takeOverRefused();
            else
                await this.#load();
        });
    }

    /** Moves everything stored to the database `copyName` and loads the store, now empty. */
    setAside(copyName) {
        return this.#next(async () => {
            try {
                if (!this.#lock.isWriter)
                    throw new StorageFailure(FailureKind.Fenced, "another tab is the writer");
                await setAside(this.#store, copyName, this.#storeOptions);
            } catch (error) {
                this.#listener.notSetAside(toStorageFailure(error));
                return;
            }
            this.#listener.setAside(copyName);
            await this.#load();
        });
    }

    /** Resolves when no commit is under way: true if all is saved. */
    idle() {
        return this.#queue.idle();
    }

    /** Listens to the page's life: saves when it is hidden, asks before it is closed with something unsaved. */
    watchPage(page = globalThis) {
        const hiding = () => {
            this.#listener.hiding();
            this.#queue.hurry();
        };
        page.document.addEventListener("visibilitychange", () => page.document.visibilityState === "hidden" && hiding());
        page.addEventListener("pagehide", hiding);
        page.addEventListener("beforeunload", (event) => {
            hiding();
            if (this.unsaved)
                event.preventDefault();
        });
    }

    /** Actions on the store one after the other, each after what came before, whatever came of that. */
    #next(action) {
        this.#actions = this.#actions.then(action).catch((error) => {
            if (error instanceof StorageFailure)
                this.#notLoaded(error);
            else
                reportError(error); // The listener's own, or a mistake here: not a failure of the storage.
        });
        return this.#actions;
    }

    async #load() {
        await this.#queue.idle();
        const writer = this.#lock.isWriter;
        const copied = writer ? this.#copy.open() : null;
        let claim = null;
        if (writer) {
            this.#token = createToken();
            claim = await this.#store.claim(this.#token);
            this.#lineage = claim.lineage;
            this.#lock.announceClaim();
        }
        let report = await this.#read();
        const content = claim === null ? null : await this.#lostContent(claim, report, await copied);
        const restored = content !== null && await this.#restore(content);
        if (content !== null)
            report = await this.#read();
        this.#stored = report.sequence;
        this.#obstacle = null;
        if (!writer || !this.#lock.isWriter)
            this.#obstacle = new StorageFailure(FailureKind.Fenced, "another tab is the writer");
        else if (report.state === "damaged")
            this.#obstacle = new StorageFailure(FailureKind.Damaged, "the stored pages are damaged");
        this.#listener.loaded({ ...report, writer: writer && this.#lock.isWriter });
        if (restored)
            this.#listener.restored();
    }

    #read() {
        this.#listener.loading();
        return this.#store.load((...page) => this.#listener.receive(...page));
    }

    /** What the second copy holds and IndexedDB has lost: everything, the newest batches, or pages that are damaged now. Else null. */
    async #lostContent(claim, report, copied) {
        if (!copied)
            return null;
        const sameLineage = copied.lineage === claim.lineage;
        const lost = claim.created || report.headMissing || (sameLineage && copied.sequence > report.sequence)
            || (sameLineage && copied.sequence === report.sequence && report.state === "damaged");
        return lost ? this.#copy.read() : null;
    }

    /** The copy must be whole; otherwise nothing is touched. */
    async #restore(content) {
        if (!this.#isWhole(content))
            return false;
        await this.#store.replace(this.#token, content);
        this.#lineage = content.lineage;
        return true;
    }

    #isWhole({ pageCount, pages }) {
        this.#listener.loading();
        return pages.length === pageCount && pages.every(({ number, bytes, checksum }, index) =>
            number === index + 1 && this.#listener.receive(number, bytes, checksum));
    }

    /** IndexedDB first, so that the second copy is never ahead of it; saved is what both have. */
    async #write(batch) {
        if (this.#obstacle !== null)
            throw this.#obstacle;
        const previous = this.#stored;
        const whole = { ...batch, pages: [...batch.pages] };
        await this.#store.commit(this.#token, whole);
        this.#stored = Math.max(this.#stored, batch.sequence);
        await this.#copy.append(this.#lineage, previous, whole, () => this.#store.content());
    }

    #saved(sequence) {
        this.#lock.announceCommit(sequence);
        this.#listener.saved(sequence);
        this.#askToPersist();
        this.#checkSpace();
    }

    #notSaved(failure) {
        if (failure.kind === FailureKind.Fenced && this.#lock.isWriter) {
            this.#lock.release();
            this.#lose("stolen");
        }
        this.#listener.notSaved(failure);
    }

    #notLoaded(failure) {
        this.#obstacle = failure;
        this.#listener.notLoaded(failure);
    }

    async #prepareHandOver() {
        this.#listener.hiding();
        return this.#queue.idle();
    }

    #lose(reason) {
        this.#copy.close();
        this.#obstacle = new StorageFailure(FailureKind.Fenced, "another tab is the writer");
        this.#listener.readOnly(reason);
    }

    /** Asks the browser once, when there is something to lose, not to clear the storage when space gets short. */
    async #askToPersist() {
        if (this.#persistRequested || !this.#storage?.persist)
            return;
        this.#persistRequested = true;
        await this.#storage.persist().catch(() => false);
        await this.#copy.persist();
    }

    async #checkSpace() {
        if (!this.#storage?.estimate || performance.now() - this.#lastSpaceCheck < spaceCheckInterval)
            return;
        this.#lastSpaceCheck = performance.now();
        const { quota, usage } = await this.#storage.estimate().catch(() => ({}));
        if (quota - usage < scarceSpace)
            this.#listener.scarce(Math.max(0, quota - usage));
    }
}

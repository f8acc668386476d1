/**
 * Where the second copy may lie: in a storage bucket made for it, or where the browser has no buckets, in the root of its private
 * file system. A place is named by its bucket; "" is the root. It holds two files, `<name>-a` and `<name>-b`.
 *
 * Chromium lists the files of a place in a database of its own (LevelDB), one for each bucket. When the browser is killed amid a
 * write to that list, a torn entry stays at its end; what is listed after it is there until the browser ends, and gone when it
 * starts again. Files are therefore only made in a place that is new, and are whole before anything is written to them: a place
 * in which both are found has them for good, and one in which they are not is never used again.
 */
export class CopyPlaces {
    #name;
    #storage;
    #buckets;
    /** What look() found: {name, whole: places with both files, the newest first, others: all the rest, next: the place to make}. */
    found = null;

    /** @param {{name: string, storage?: StorageManager, buckets?: StorageBucketManager}} options `name`: beginning of all names */
    constructor({ name, storage, buckets }) {
        this.#name = name;
        this.#storage = storage;
        this.#buckets = buckets;
    }

    get available() { return this.#storage?.getDirectory !== undefined; }

    /** Looks for places, and answers whether one is whole. @throws DOMException the browser refuses its file system */
    async look() {
        const buckets = await this.#ownBuckets();
        const newest = Math.max(0, ...(buckets ?? []).map((bucket) => this.#numberOf(bucket)));
        const next = buckets === null ? "" : `${this.#name}-copy-${newest + 1}`;
        this.found = { name: this.#name, whole: [], others: [], next };
        for (const place of [...(buckets ?? []).sort((a, b) => this.#numberOf(b) - this.#numberOf(a)), ""])
            this.found[await this.#isWhole(place) ? "whole" : "others"].push(place);
        return this.found.whole.length > 0;
    }

    /** Asks the browser not to clear the newest place when space gets short. */
    async persist() {
        const newest = (await this.#ownBuckets() ?? []).sort((a, b) => this.#numberOf(a) - this.#numberOf(b)).at(-1);
        if (newest !== undefined)
            await (await this.#buckets.open(newest)).persist();
    }

    /** The buckets of this name; null: the browser has none, or refuses them. */
    async #ownBuckets() {
        if (this.#buckets?.keys === undefined)
            return null;
        const keys = await this.#buckets.keys().catch(() => null);
        return keys?.filter((key) => this.#numberOf(key) > 0) ?? null;
    }

    #numberOf(bucket) {
        const beginning = `${this.#name}-copy-`;
        return bucket.startsWith(beginning) ? Number(bucket.slice(beginning.length)) || 0 : 0;
    }

    async #isWhole(place) {
        const folder = await (place === "" ? this.#storage : await this.#buckets.open(place)).getDirectory();
        try {
            for (const suffix of ["a", "b"])
                await folder.getFileHandle(`${this.#name}-${suffix}`);
            return true;
        } catch (error) {
            if (error.name !== "NotFoundError")
                throw error;
            return false;
        }
    }
}

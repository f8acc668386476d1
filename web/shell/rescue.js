import { FailureKind, StorageFailure } from "./storage-failure.js";
import { PageStore } from "./page-store.js";

/**
 * What can be done about a damaged page store without knowing what its pages mean.
 */

/**
 * The stored pages one after the other as one file, page n at (n - 1) * page size; what is missing is zero bytes. It is a
 * SQLite database to the extent that the pages are intact.
 * @param {{heads, pages}} dump of PageStore
 * @returns {Uint8Array} empty if there is no page
 */
export function pageImage({ heads, pages }) {
    const readable = pages.filter((page) => page.bytes instanceof Uint8Array && Number.isSafeInteger(page.number));
    const pageSize = heads[0]?.pageSize || Math.max(0, ...new Set(readable.map((page) => page.bytes.length)));
    const image = new Uint8Array(pageSize * Math.max(0, readable.at(-1)?.number ?? 0));
    for (const { number, bytes } of readable)
        image.set(bytes.subarray(0, pageSize), (number - 1) * pageSize);
    return image;
}

/**
 * Copies everything stored to another database and empties `store`, in this order: when the copy cannot be made, nothing
 * is removed.
 * @param {string} copyName name of the database for the copy; it must not exist
 * @throws StorageFailure
 */
export async function setAside(store, copyName, options = {}) {
    const copy = new PageStore({ ...options, name: copyName });
    try {
        const content = await store.dump();
        await copy.restore(content);
        const copied = await copy.dump();
        if (copied.pages.length !== content.pages.length)
            throw new StorageFailure(FailureKind.Failed, `only ${copied.pages.length} of ${content.pages.length} pages were copied`);
    } finally {
        copy.close();
    }
    await store.clear();
}

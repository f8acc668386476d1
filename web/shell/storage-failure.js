/**
 * Why the browser did not store or give back pages. `kind` is one of the names below; the application has its own words
 * for each; `detail` is the browser's own text, for a report.
 */
export const FailureKind = Object.freeze({
    /** No IndexedDB here: private mode of some browsers, storage forbidden by the user or a policy. */
    Unavailable: "unavailable",
    /** The disk or the share of it that the browser grants is full. */
    Quota: "quota",
    /** Another tab has become the writer; this one may not write any more. */
    Fenced: "fenced",
    /** The stored format is of a later version of Konkordat. */
    NewerVersion: "newer-version",
    /** Another tab with an older or newer version keeps the database open. */
    Blocked: "blocked",
    /** The browser closed the database: storage cleared by the user, a crash of the storage process. */
    Closed: "closed",
    /** The stored pages are damaged; nothing is written over them. */
    Damaged: "damaged",
    /** Anything else: a failed read or write of the browser. */
    Failed: "failed",
});

export class StorageFailure extends Error {
    constructor(kind, detail, cause) {
        super(`${kind}: ${detail}`, { cause });
        this.name = "StorageFailure";
        this.kind = kind;
        this.detail = detail;
    }
}

const kindOfException = new Map([
    ["QuotaExceededError", FailureKind.Quota],
    ["VersionError", FailureKind.NewerVersion],
    ["SecurityError", FailureKind.Unavailable],
    ["InvalidStateError", FailureKind.Closed],
    ["NotFoundError", FailureKind.Closed],
]);

/** The typed failure for anything thrown by, or reported through, IndexedDB. */
export function toStorageFailure(error, fallback = FailureKind.Failed) {
    if (error instanceof StorageFailure)
        return error;
    const name = error?.name ?? "";
    return new StorageFailure(kindOfException.get(name) ?? fallback, `${name || "Error"}: ${error?.message ?? error}`, error);
}

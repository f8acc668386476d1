/** Questions to servers that the user has named. Nothing is sent along that tells who asks, and only what is asked for comes back. */

const patience = 30_000; // milliseconds

/** The order of Response in web/platform/browser/shell.h. */
const Answer = Object.freeze({ Given: 0, None: 1, NoAddress: 2, Late: 3, TooLong: 4, Refused: 5 });

/** https; plain http only to this machine. */
function isAllowed(address) {
    let url;
    try {
        url = new URL(address);
    } catch {
        return false;
    }
    return url.protocol === "https:" || url.protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
}

/** The body of an answer, or an error if it is longer. */
async function read(response, limit) {
    const parts = [];
    let size = 0;
    for (const reader = response.body.getReader(); ;) {
        const { done, value } = await reader.read();
        if (done)
            return new Uint8Array(await new Blob(parts).arrayBuffer());
        parts.push(value);
        size += value.length;
        if (size > limit) {
            await reader.cancel();
            throw new RangeError("the answer is too long");
        }
    }
}

/**
 * @returns {Promise<{kind: number, bytes?: Uint8Array, reason?: string}>} never rejects
 */
export async function post({ url, contentType, accept, body, answerLimit }) {
    if (!isAllowed(url))
        return { kind: Answer.NoAddress };
    try {
        const response = await fetch(url, {
            method: "POST", headers: { "Content-Type": contentType, Accept: accept }, body, credentials: "omit", cache: "no-store",
            redirect: "error", referrerPolicy: "no-referrer", signal: AbortSignal.timeout(patience),
        });
        if (!response.ok)
            return { kind: Answer.Refused, reason: `${response.status}` };
        return { kind: Answer.Given, bytes: await read(response, answerLimit) };
    } catch (error) {
        const kind = error.name === "TimeoutError" ? Answer.Late : error instanceof RangeError ? Answer.TooLong : Answer.None;
        return { kind, reason: error.message };
    }
}

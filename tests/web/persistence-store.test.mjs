import assert from "node:assert/strict";
import { after, before, beforeEach, afterEach, describe, test } from "node:test";
import { launchBrowser, openTab, servePersistencePage } from "./persistence-harness.mjs";

describe("The page store in the browser", () => {
    let server;
    let browser;
    let context;
    before(async () => {
        server = await servePersistencePage();
        browser = await launchBrowser();
    });
    after(async () => {
        await browser?.close();
        server?.stop();
    });
    beforeEach(async () => { context = await browser.newContext(); });
    afterEach(async () => { await context.close(); });

    const open = (initScript) => openTab(context, server.address, initScript);

    /** The pages as the next tab finds them. */
    async function reopened() {
        const page = await open();
        const report = await page.evaluate(() => tab.open());
        return { page, report, contents: await page.evaluate(() => tab.contents()) };
    }

    test("an empty store loads as empty, for a writer", async () => {
        const page = await open();
        const report = await page.evaluate(() => tab.open());
        assert.equal(report.state, "empty");
        assert.equal(report.writer, true);
        assert.equal(report.sequence, 0);
    });

    test("what was acknowledged is there after a reload, page by page", async () => {
        const page = await open();
        const names = await page.evaluate(async () => {
            await tab.open();
            tab.commit(1, [1, 2, 3]);
            await tab.persistence.idle();
            tab.commit(2, [2], 3);
            await tab.persistence.idle();
            return tab.names();
        });
        assert.deepEqual(names, ["loaded", "saving", "saved 1", "saving", "saved 2"]);
        await page.close();
        const { report, contents } = await reopened();
        assert.deepEqual(contents, { 1: 1, 2: 2, 3: 1 });
        assert.equal(report.state, "intact");
        assert.equal(report.sequence, 2);
    });

    test("batches given while one is being written are written together, the newest page wins", async () => {
        const page = await open();
        const names = await page.evaluate(async () => {
            await tab.open();
            tab.commit(1, [1, 2, 3, 4]);
            await new Promise((resolve) => setTimeout(resolve));
            for (let sequence = 2; sequence <= 20; ++sequence)
                tab.commit(sequence, [1, 2 + sequence % 3], 4);
            await tab.persistence.idle();
            return tab.names();
        });
        assert.deepEqual(names, ["loaded", "saving", "saved 1", "saved 20"]);
        await page.close();
        const { contents } = await reopened();
        assert.deepEqual(contents, { 1: 20, 2: 18, 3: 19, 4: 20 });
    });

    test("pages above the page count are dropped, also those of merged batches", async () => {
        const page = await open();
        await page.evaluate(async () => {
            await tab.open();
            tab.commit(1, [1, 2, 3, 4, 5, 6]);
            await tab.persistence.idle();
            tab.commit(2, [7, 8], 8);
            tab.commit(3, [1], 2);
            await tab.persistence.idle();
        });
        await page.close();
        const { report, contents } = await reopened();
        assert.deepEqual(contents, { 1: 3, 2: 1 });
        assert.equal(report.pageCount, 2);
        assert.equal(report.state, "intact");
    });

    test("a commit writes the pages of its batch and no others", async () => {
        const page = await open();
        const written = await page.evaluate(async () => {
            await tab.open();
            tab.commit(1, Array.from({ length: 200 }, (_, i) => i + 1));
            await tab.persistence.idle();
            const put = IDBObjectStore.prototype.put;
            const numbers = [];
            IDBObjectStore.prototype.put = function (record, key) {
                numbers.push(record.number ?? "head");
                return put.call(this, record, key);
            };
            tab.commit(2, [1, 77], 200);
            await tab.persistence.idle();
            return numbers;
        });
        assert.deepEqual(written, ["head", 1, 77]);
    });

    test("more pages than one request fetches come back complete and in order", async () => {
        const page = await open();
        await page.evaluate(async () => {
            await tab.open();
            tab.commit(1, Array.from({ length: 2500 }, (_, i) => i + 1));
            await tab.persistence.idle();
        });
        await page.close();
        const { page: second, report, contents } = await reopened();
        assert.equal(report.state, "intact");
        assert.equal(Object.keys(contents).length, 2500);
        const order = await second.evaluate(() => [...tab.pages.keys()]);
        assert.deepEqual(order, Array.from({ length: 2500 }, (_, i) => i + 1));
    });

    test("damaged, missing and unreadable pages are named and nothing is written over them", async () => {
        const page = await open();
        await page.evaluate(async () => {
            await tab.open();
            tab.commit(1, [1, 2, 3, 4, 5, 6, 7, 8]);
            await tab.persistence.idle();
            await tamper((heads, pages) => {
                pages.get(3).onsuccess = ({ target }) => {
                    target.result.bytes[1000] ^= 1;
                    pages.put(target.result);
                };
                pages.delete(5);
                pages.put({ number: 6, bytes: "not bytes", checksum: 0 });
                pages.delete(8);
            });
        });
        await page.close();
        const { page: second, report } = await reopened();
        assert.equal(report.state, "damaged");
        assert.deepEqual(report.damaged, [3, 6]);
        assert.deepEqual(report.missing, [5, 8]);
        const names = await second.evaluate(async () => {
            tab.commit(2, [1], 8);
            await tab.persistence.idle();
            return tab.names();
        });
        assert.deepEqual(names, ["loaded", "saving", "notSaved damaged"]);
        assert.equal(await second.evaluate(async () => (await new PageStore().dump()).heads[0].sequence), 1);
    });

    test("a lost or senseless head is damage, and the pages found are handed out", async () => {
        for (const damage of ["delete", "senseless"]) {
            const page = await open();
            await page.evaluate(async (how) => {
                await tab.open();
                if (tab.last("loaded").state === "empty") {
                    tab.commit(1, [1, 2, 3]);
                    await tab.persistence.idle();
                }
                await tamper((heads) => (heads.clear(), how === "delete" || heads.put({ writer: "w", format: 1, sequence: "x", only: 0 })));
            }, damage);
            await page.close();
            const { page: second, report, contents } = await reopened();
            assert.equal(report.state, "damaged", damage);
            assert.equal(report.headMissing, true);
            assert.deepEqual(contents, { 1: 1, 2: 1, 3: 1 });
            await second.close();
        }
    });

    test("damaged pages are set aside as they are, and an empty store opens", async () => {
        const page = await open();
        await page.evaluate(async () => {
            await tab.open();
            tab.commit(1, [1, 2, 3]);
            await tab.persistence.idle();
            await tamper((heads, pages) => pages.delete(2));
        });
        await page.close();
        const { page: second } = await reopened();
        const outcome = await second.evaluate(async () => {
            const image = pageImage(await new PageStore().dump());
            await tab.persistence.setAside("konkordat-copy");
            const copy = await new PageStore({ name: "konkordat-copy" }).dump();
            const loaded = tab.last("loaded");
            tab.commit(1, [1]);
            await tab.persistence.idle();
            return {
                words: [0, 1, 2].map((page) => new Uint32Array(image.buffer)[page * 1024]),
                copied: copy.pages.map((record) => record.number), sequence: copy.heads[0].sequence, loaded, names: tab.names(),
            };
        });
        assert.deepEqual(outcome.words, [1, 0, 1]);
        assert.deepEqual(outcome.copied, [1, 3]);
        assert.equal(outcome.sequence, 1);
        assert.equal(outcome.loaded.state, "empty");
        assert.deepEqual(outcome.names, ["loaded", "setAside", "loaded", "saving", "saved 1"]);
    });

    test("a store of a later version is refused and left as it is", async () => {
        const page = await open();
        await page.evaluate(async () => {
            await tab.open();
            tab.commit(1, [1]);
            await tab.persistence.idle();
            await tamper((heads) => {
                heads.clear();
                heads.put({ writer: "w", format: 2, only: 0 });
            });
        });
        await page.close();
        const { page: second, report } = await reopened();
        assert.equal(report, "newer-version");
        const head = await second.evaluate(async () => {
            tab.commit(2, [1]);
            await tab.persistence.idle();
            let heads;
            await tamper((store) => { store.getAll().onsuccess = ({ target }) => { heads = target.result; }; });
            return { heads, last: tab.last("notSaved") };
        });
        assert.deepEqual(head, { heads: [{ writer: "w", format: 2, only: 0 }], last: "newer-version" });
    });

    test("a database of a later version is refused", async () => {
        const page = await open();
        await page.evaluate(() => new Promise((resolve) => {
            indexedDB.open("konkordat", 7).onsuccess = ({ target }) => {
                target.result.close();
                resolve();
            };
        }));
        assert.equal(await page.evaluate(() => tab.open()), "newer-version");
    });

    test("a later version in another tab gets the database, and this tab says what happened", async () => {
        const page = await open();
        const kind = await page.evaluate(async () => {
            await tab.open();
            tab.commit(1, [1]);
            await tab.persistence.idle();
            await new Promise((resolve, reject) => {
                const request = indexedDB.open("konkordat", 7);
                request.onblocked = reject;
                request.onsuccess = () => {
                    request.result.close();
                    resolve();
                };
            });
            tab.commit(2, [1]);
            await tab.persistence.idle();
            return tab.last("notSaved");
        });
        assert.equal(kind, "newer-version");
    });

    test("without IndexedDB the tab is told at once, and every commit says so", async () => {
        const page = await open(() => { Object.defineProperty(globalThis, "indexedDB", { value: undefined }); });
        const outcome = await page.evaluate(async () => {
            const opened = await tab.open();
            tab.commit(1, [1]);
            await tab.persistence.idle();
            return { opened, names: tab.names(), unsaved: tab.persistence.unsaved };
        });
        assert.deepEqual(outcome, { opened: "unavailable", names: ["notLoaded", "saving", "notSaved unavailable"], unsaved: true });
    });

    test("an IndexedDB that refuses to open, as in some private modes, is told as unavailable", async () => {
        for (const name of ["InvalidStateError", "SecurityError"]) {
            const page = await open(`(${(refusal) => {
                IDBFactory.prototype.open = () => {
                    const request = { error: new DOMException("A mutation operation was attempted", refusal) };
                    setTimeout(() => request.onerror());
                    return request;
                };
            }})("${name}")`);
            assert.equal(await page.evaluate(() => tab.open()), "unavailable");
            await page.close();
        }
    });

    test("a full disk is told, nothing is lost, and trying again saves it", async () => {
        const page = await open();
        const session = await context.newCDPSession(page);
        const origin = new URL(server.address).origin;
        await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1_000_000 });
        await page.evaluate(async () => {
            await tab.open();
            tab.commit(1, [1, 2, 3]);
            await tab.persistence.idle();
        });
        const full = await page.evaluate(async () => {
            tab.commit(2, Array.from({ length: 500 }, (_, i) => i + 1));
            await tab.persistence.idle();
            tab.commit(3, [2], 500);
            await tab.persistence.idle();
            return { names: tab.names(), unsaved: tab.persistence.unsaved, stored: (await new PageStore().dump()).pages.length };
        });
        assert.deepEqual(full.names.slice(3), ["saving", "notSaved quota", "saving", "notSaved quota"]);
        assert.equal(full.unsaved, true);
        assert.equal(full.stored, 3);
        await session.send("Storage.overrideQuotaForOrigin", { origin });
        const names = await page.evaluate(async () => {
            tab.persistence.retry();
            await tab.persistence.idle();
            return { names: tab.names().slice(7), unsaved: tab.persistence.unsaved };
        });
        assert.deepEqual(names, { names: ["saving", "saved 3"], unsaved: false });
        await page.close();
        const { contents } = await reopened();
        assert.equal(Object.keys(contents).length, 500);
        assert.equal(contents[1], 2);
        assert.equal(contents[2], 3);
        assert.equal(contents[500], 2);
    });

    test("little space left is told", async () => {
        // Chromium itself reports a constant quota, whatever is left.
        const page = await open();
        const free = await page.evaluate(async () => {
            await tab.open({ storage: { estimate: async () => ({ quota: 30e6, usage: 29e6 }), persist: async () => true } });
            tab.commit(1, [1]);
            await tab.eventually("scarce");
            return tab.last("scarce");
        });
        assert.equal(free, 1e6);
    });

    test("an aborted transaction leaves the store as it was and is written again with the next batch", async () => {
        const page = await open();
        const names = await page.evaluate(async () => {
            await tab.open();
            tab.commit(1, [1, 2]);
            await tab.persistence.idle();
            const put = IDBObjectStore.prototype.put;
            IDBObjectStore.prototype.put = function (record, key) {
                const request = put.call(this, record, key);
                if (record.number === 1)
                    this.transaction.abort();
                return request;
            };
            tab.commit(2, [1], 2);
            await tab.persistence.idle();
            IDBObjectStore.prototype.put = put;
            const between = (await new PageStore().dump()).heads[0].sequence;
            tab.commit(3, [2], 2);
            await tab.persistence.idle();
            return { names: tab.names().slice(3), between };
        });
        assert.equal(names.between, 1);
        assert.deepEqual(names.names, ["saving", "notSaved failed", "saving", "saved 3"]);
        await page.close();
        const { contents } = await reopened();
        assert.deepEqual(contents, { 1: 2, 2: 3 });
    });

    test("a connection that the browser closed is opened again", async () => {
        const page = await open();
        const names = await page.evaluate(async () => {
            const open = IDBFactory.prototype.open;
            let connection;
            IDBFactory.prototype.open = function (...details) {
                const request = open.apply(this, details);
                request.addEventListener("success", () => { connection = request.result; });
                return request;
            };
            await tab.open();
            connection.close();
            tab.commit(1, [1]);
            await tab.persistence.idle();
            return tab.names();
        });
        assert.deepEqual(names, ["loaded", "saving", "saved 1"]);
    });

    test("the page asks before it is closed only while something is not saved, after a last save", async () => {
        const page = await open();
        const asked = () => page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
        await page.evaluate(() => tab.open());
        assert.equal(await asked(), false);
        await page.evaluate(() => { tab.whenHiding = () => tab.commit(1, [1]); });
        assert.equal(await asked(), true);
        await page.evaluate(() => {
            tab.whenHiding = null;
            return tab.persistence.idle();
        });
        assert.equal(await asked(), false);
    });

    test("what a page commits while it is being closed is saved", async () => {
        for (let round = 1; round <= 5; ++round) {
            const page = await open();
            await page.evaluate(async (sequence) => {
                await tab.open();
                tab.whenHiding = () => {
                    tab.whenHiding = null;
                    tab.commit(sequence, [1, 2, 3]);
                };
            }, round);
            await page.goto("about:blank");
            await page.close();
            const { page: second, contents } = await reopened();
            assert.deepEqual(contents, { 1: round, 2: round, 3: round });
            await second.close();
        }
    });

    test("what is committed on closing is saved also while a save is under way", async () => {
        const many = Array.from({ length: 100 }, (_, i) => i + 1);
        for (let round = 1; round <= 3; ++round) {
            const page = await open();
            await page.evaluate(async ([sequence, numbers]) => {
                await tab.open();
                tab.whenHiding = () => {
                    tab.whenHiding = null;
                    tab.commit(sequence + 1, [1, 2, 3], 100);
                };
                tab.commit(sequence, numbers);
                await new Promise((resolve) => setTimeout(resolve));
            }, [round * 2, many]);
            await page.goto("about:blank");
            await page.close();
            const { page: second, report, contents } = await reopened();
            assert.equal(report.state, "intact");
            assert.deepEqual([contents[1], contents[3], contents[4], contents[100]],
                [round * 2 + 1, round * 2 + 1, round * 2, round * 2]);
            await second.close();
        }
    });

    test("when two overlapping saves fail, the newest content is what is tried again", async () => {
        const page = await open();
        const names = await page.evaluate(async () => {
            await tab.open();
            const put = IDBObjectStore.prototype.put;
            IDBObjectStore.prototype.put = function (...details) {
                const request = put.apply(this, details);
                setTimeout(() => {
                    try {
                        this.transaction.abort();
                    } catch { /* aborted by the page before */ }
                });
                return request;
            };
            IDBTransaction.prototype.commit = () => {};
            tab.commit(1, [1, 2, 3]);
            await Promise.resolve().then(() => Promise.resolve());
            tab.commit(2, [2], 3);
            dispatchEvent(new Event("pagehide"));
            await tab.persistence.idle();
            IDBObjectStore.prototype.put = put;
            tab.persistence.retry();
            await tab.persistence.idle();
            return tab.names();
        });
        assert.deepEqual(names, ["loaded", "saving", "hiding", "notSaved failed", "saving", "saved 2"]);
        await page.close();
        const { contents } = await reopened();
        assert.deepEqual(contents, { 1: 1, 2: 2, 3: 1 });
    });
});

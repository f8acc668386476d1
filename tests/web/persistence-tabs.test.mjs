import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { launchBrowser, openTab, servePersistencePage } from "./persistence-harness.mjs";

describe("Two tabs on one page store", () => {
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

    /** A tab that writes and has saved batch 1, and one that reads. */
    async function writerAndReader(writerOptions, readerOptions) {
        const writer = await open();
        await writer.evaluate(async (options) => {
            await tab.open(options);
            tab.commit(1, [1, 2, 3]);
            await tab.persistence.idle();
        }, writerOptions);
        const reader = await open();
        const report = await reader.evaluate((options) => tab.open(options), readerOptions);
        assert.equal(report.writer, false);
        return { writer, reader, report };
    }

    const takeOver = (page, force = false) => page.evaluate(async (how) => {
        const started = performance.now();
        await tab.persistence.takeOver(how);
        return { names: tab.names(), report: tab.last("loaded"), contents: tab.contents(), took: performance.now() - started };
    }, force);

    const commit = (page, sequence, numbers, pageCount) => page.evaluate(async (details) => {
        tab.commit(...details);
        await tab.persistence.idle();
        return tab.names();
    }, [sequence, numbers, pageCount]);

    test("the second tab reads what the first has saved and may not write", async () => {
        const { reader, report } = await writerAndReader();
        assert.equal(report.state, "intact");
        assert.deepEqual(await reader.evaluate(() => tab.contents()), { 1: 1, 2: 1, 3: 1 });
        assert.deepEqual(await commit(reader, 2, [1], 3), ["loaded", "saving", "notSaved fenced"]);
        assert.equal(await reader.evaluate(() => tab.persistence.unsaved), false);
    });

    test("the reading tab hears of each save and sees it after loading again", async () => {
        const { writer, reader } = await writerAndReader();
        await commit(writer, 2, [2], 3);
        const contents = await reader.evaluate(async () => {
            await tab.eventually("changedElsewhere");
            await tab.persistence.reload();
            return { sequence: tab.last("changedElsewhere"), contents: tab.contents(), writer: tab.last("loaded").writer };
        });
        assert.deepEqual(contents, { sequence: 2, contents: { 1: 1, 2: 2, 3: 1 }, writer: false });
    });

    test("many saves make the reading tab load at its own pace, and end with the last", async () => {
        const { writer, reader } = await writerAndReader();
        await reader.evaluate(() => {
            const changed = setInterval(() => tab.last("changedElsewhere") && tab.persistence.reload(), 1);
            globalThis.stopFollowing = () => clearInterval(changed);
        });
        await writer.evaluate(async () => {
            for (let sequence = 2; sequence <= 30; ++sequence) {
                tab.commit(sequence, [1], 3);
                await tab.persistence.idle();
            }
        });
        const outcome = await reader.evaluate(async () => {
            await new Promise((resolve) => setTimeout(resolve, 100));
            stopFollowing();
            await tab.persistence.reload();
            return tab.contents();
        });
        assert.deepEqual(outcome, { 1: 30, 2: 1, 3: 1 });
    });

    test("when the writing tab is closed, the next one that asks writes at once", async () => {
        const { writer, reader } = await writerAndReader();
        await writer.close();
        const { report, took } = await takeOver(reader);
        assert.equal(report.writer, true);
        assert.ok(took < 2000, `${took} ms`);
        assert.deepEqual(await commit(reader, 2, [1], 3), ["loaded", "loaded", "saving", "saved 2"]);
    });

    test("a polite take-over saves what is being edited in the other tab first", async () => {
        const { writer, reader } = await writerAndReader();
        await writer.evaluate(() => { tab.whenHiding = () => tab.commit(2, [3], 3); });
        const { report, contents, took } = await takeOver(reader);
        assert.equal(report.writer, true);
        assert.equal(report.sequence, 2);
        assert.deepEqual(contents, { 1: 1, 2: 1, 3: 2 });
        assert.ok(took < 2500, `not stolen: ${took} ms`);
        assert.deepEqual(await writer.evaluate(() => tab.names().slice(3)), ["hiding", "saving", "saved 2", "readOnly handed-over"]);
        assert.deepEqual((await commit(writer, 3, [1], 3)).slice(-1), ["notSaved fenced"]);
        assert.deepEqual((await commit(reader, 3, [1], 3)).slice(-1), ["saved 3"]);
    });

    test("writing goes back and forth between tabs without losing anything", async () => {
        const { writer, reader } = await writerAndReader();
        const tabs = [reader, writer];
        for (let sequence = 2; sequence < 12; ++sequence) {
            const page = tabs[sequence % 2];
            const { report } = await takeOver(page);
            assert.deepEqual([report.writer, report.sequence, report.state], [true, sequence - 1, "intact"]);
            assert.deepEqual((await commit(page, sequence, [1, 2, 3])).slice(-1), [`saved ${sequence}`]);
        }
    });

    test("a writer that cannot save refuses, until it is passed over", async () => {
        const { writer, reader } = await writerAndReader();
        await writer.evaluate(async () => {
            IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
            tab.commit(2, [1], 3);
            await tab.persistence.idle();
        });
        const refused = await takeOver(reader);
        assert.deepEqual(refused.names, ["loaded", "takeOverRefused"]);
        assert.equal(refused.report.writer, false);
        const forced = await takeOver(reader, true);
        assert.equal(forced.report.writer, true);
        assert.deepEqual(forced.contents, { 1: 1, 2: 1, 3: 1 });
        await writer.evaluate(() => tab.eventually("readOnly"));
        assert.deepEqual(await writer.evaluate(() => tab.names().slice(-1)), ["readOnly stolen"]);
    });

    test("a writer that does not answer loses the lock after three seconds and learns it at once when it wakes", async () => {
        const { writer, reader } = await writerAndReader();
        // Blocks the writer's thread for longer than the reader waits.
        const blocked = writer.evaluate(() => {
            for (const end = performance.now() + 6000; performance.now() < end;);
            tab.commit(2, [1, 2, 3]);
        });
        await new Promise((resolve) => setTimeout(resolve, 100));
        const { report, took } = await takeOver(reader);
        assert.equal(report.writer, true);
        assert.ok(took > 2800 && took < 5000, `${took} ms`);
        assert.deepEqual((await commit(reader, 7, [2], 3)).slice(-1), ["saved 7"]);
        await blocked;
        await writer.evaluate(() => tab.eventually("readOnly"));
        await writer.evaluate(() => tab.persistence.idle());
        const names = await writer.evaluate(() => tab.names());
        assert.ok(names.includes("readOnly stolen"), names.join());
        assert.ok(!names.includes("saved 2"), names.join());
        const contents = await reader.evaluate(async () => {
            await tab.persistence.reload();
            return tab.contents();
        });
        assert.deepEqual(contents, { 1: 1, 2: 7, 3: 1 });
    });

    test("a writer whose last commit was under way when the lock was stolen is kept out by its token", async () => {
        const { writer, reader } = await writerAndReader();
        // This writer never hears that it lost the lock: only the store can stop it.
        await writer.evaluate(async () => {
            const token = "1".repeat(32);
            globalThis.stale = new PageStore();
            await stale.claim(token);
            await stale.commit(token, { sequence: 2, pageSize: 4096, pageCount: 3, pages: [makePage(1, 2)] });
        });
        await takeOver(reader, true);
        const kind = await writer.evaluate(() => stale
            .commit("1".repeat(32), { sequence: 3, pageSize: 4096, pageCount: 3, pages: [makePage(1, 3)] })
            .then(() => "written", (failure) => failure.kind));
        assert.equal(kind, "fenced");
        assert.deepEqual(await reader.evaluate(async () => {
            await tab.persistence.reload();
            return [tab.contents()[1], tab.last("loaded").sequence];
        }), [2, 2]);
    });

    test("the tab that finds itself fenced tells that it only reads", async () => {
        const { writer } = await writerAndReader();
        const names = await writer.evaluate(async () => {
            await new PageStore().claim("2".repeat(32));
            tab.commit(2, [1], 3);
            await tab.persistence.idle();
            return tab.names().slice(3);
        });
        assert.deepEqual(names, ["saving", "readOnly stolen", "notSaved fenced"]);
    });

    test("without Web Locks the newest tab writes and the former one is told", async () => {
        const withoutLocks = () => Object.defineProperty(Navigator.prototype, "locks", { value: undefined });
        const first = await open(withoutLocks);
        await first.evaluate(() => tab.open());
        const second = await open(withoutLocks);
        assert.equal((await second.evaluate(() => tab.open())).writer, true);
        await first.evaluate(() => tab.eventually("readOnly"));
        assert.deepEqual((await commit(first, 1, [1])).slice(-1), ["notSaved fenced"]);
        assert.deepEqual((await commit(second, 1, [1])).slice(-1), ["saved 1"]);
    });

    test("storage cleared by the user is told, and nothing partial is written", async () => {
        const { writer } = await writerAndReader();
        const outcome = await writer.evaluate(async () => {
            await new Promise((resolve) => { indexedDB.deleteDatabase("konkordat").onsuccess = resolve; });
            tab.commit(2, [2], 3);
            await tab.persistence.idle();
            return { names: tab.names().slice(3), stored: (await new PageStore().dump()).pages.length };
        });
        assert.deepEqual(outcome, { names: ["saving", "notSaved closed"], stored: 0 });
    });

    test("only one of many tabs opened at once writes", async () => {
        const pages = await Promise.all(Array.from({ length: 6 }, () => open()));
        const reports = await Promise.all(pages.map((page) => page.evaluate(() => tab.open())));
        assert.equal(reports.filter((report) => report.writer).length, 1);
    });
});

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { launchBrowser, openTab, servePersistencePage } from "./persistence-harness.mjs";

describe("The second copy of the pages", () => {
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

    /** A tab that has written two batches and is closed. */
    async function written(batches = [[1, [1, 2, 3]], [2, [2], 3]]) {
        const page = await open();
        await page.evaluate(async (list) => {
            await tab.open({ secondCopy: true });
            for (const batch of list) {
                tab.commit(...batch);
                await tab.persistence.idle();
            }
        }, batches);
        await page.close();
    }

    /** What the next tab finds after `change`, a function for a page without open files. */
    async function reopened(change) {
        const between = await open();
        await between.evaluate(change);
        await between.close();
        const page = await open();
        const report = await page.evaluate(() => tab.open({ secondCopy: true }));
        return { page, report, contents: await page.evaluate(() => tab.contents()), names: await page.evaluate(() => tab.names()) };
    }

    const discard = () => new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase("konkordat");
        request.onsuccess = resolve;
        request.onerror = request.onblocked = reject;
    });

    test("brings everything back when the browser has discarded its database, and goes on from there", async () => {
        await written();
        const { page, report, contents, names } = await reopened(discard);
        assert.deepEqual(contents, { 1: 1, 2: 2, 3: 1 });
        assert.equal(report.state, "intact");
        assert.equal(report.sequence, 2);
        assert.deepEqual(names, ["loaded", "restored"]);
        await page.evaluate(async () => {
            tab.commit(3, [3], 3);
            await tab.persistence.idle();
        });
        await page.close();
        const again = await reopened(discard);
        assert.deepEqual(again.contents, { 1: 1, 2: 2, 3: 3 });
    });

    test("lies in the root of the file system where there are no buckets, and is found there once there are", async () => {
        const withoutBuckets = () => Object.defineProperty(navigator, "storageBuckets", { value: undefined });
        for (const script of [withoutBuckets, withoutBuckets, undefined]) {
            const page = await open(script);
            await page.evaluate(async () => {
                await tab.open({ secondCopy: true });
                tab.commit((tab.last("loaded").sequence) + 1, [1, 2], 2);
                await tab.persistence.idle();
            });
            assert.deepEqual(await page.evaluate(async () => (await copyFiles()).length), 2);
            await page.close();
        }
        const { contents, names } = await reopened(discard);
        assert.deepEqual(contents, { 1: 3, 2: 3 });
        assert.deepEqual(names, ["loaded", "restored"]);
    });

    test("is not needed when nothing is lost", async () => {
        await written();
        const { contents, names } = await reopened(() => {});
        assert.deepEqual(contents, { 1: 1, 2: 2, 3: 1 });
        assert.deepEqual(names, ["loaded"]);
    });

    test("mends damaged and missing pages, a lost head, and lost newest batches", async () => {
        const damages = [
            () => tamper((heads, pages) => { pages.delete(1); }),
            () => tamper((heads, pages) => { pages.put({ number: 2, bytes: new Uint8Array(4096), checksum: 7 }); }),
            () => tamper((heads) => { heads.clear(); }),
            () => tamper((heads, pages) => {
                heads.getAll().onsuccess = ({ target: { result: [head] } }) => heads.put({ ...head, sequence: 1 });
                pages.put(makePage(2, 1));
            }),
        ];
        await written();
        for (const damage of damages) {
            const { page, contents, names } = await reopened(damage);
            assert.deepEqual(contents, { 1: 1, 2: 2, 3: 1 }, String(damage));
            assert.deepEqual(names, ["loaded", "restored"], String(damage));
            await page.close();
        }
    });

    test("whose last record is torn counts up to the record before", async () => {
        await written();
        const { contents, report } = await reopened(async () => {
            for (const handle of await copyFiles()) {
                const file = await handle.getFile();
                if (file.size === 0)
                    continue;
                const stream = await handle.createWritable({ keepExistingData: true });
                await stream.truncate(file.size - 5);
                await stream.close();
            }
            await new Promise((resolve) => { indexedDB.deleteDatabase("konkordat").onsuccess = resolve; });
        });
        assert.deepEqual(contents, { 1: 1, 2: 1, 3: 1 });
        assert.equal(report.sequence, 1);
    });

    test("that is damaged itself is not taken for what was stored", async () => {
        await written();
        const { contents, names, report } = await reopened(async () => {
            for (const handle of await copyFiles()) {
                if ((await handle.getFile()).size === 0)
                    continue;
                const stream = await handle.createWritable({ keepExistingData: true });
                await stream.write({ type: "write", position: 2000, data: new Uint8Array(50).fill(9) });
                await stream.close();
            }
            await tamper((heads, pages) => { pages.delete(3); });
        });
        assert.equal(report.state, "damaged");
        assert.deepEqual(report.missing, [3]);
        assert.deepEqual(contents, { 1: 1, 2: 2 });
        assert.deepEqual(names, ["loaded"]);
    });

    test("does not come back after everything was set aside", async () => {
        await written();
        const page = await open();
        await page.evaluate(async () => {
            await tab.open({ secondCopy: true });
            await tab.persistence.setAside("konkordat-aside");
        });
        await page.close();
        const { report, names } = await reopened(() => {});
        assert.equal(report.state, "empty");
        assert.deepEqual(names, ["loaded"]);
    });

    test("follows a writer that had to do without it", async () => {
        await written();
        const without = await open();
        await without.evaluate(async () => {
            await tab.open();
            tab.commit(3, [1], 3);
            await tab.persistence.idle();
        });
        await without.close();
        const page = await open();
        await page.evaluate(async () => {
            await tab.open({ secondCopy: true });
            tab.commit(4, [3], 3);
            await tab.persistence.idle();
        });
        await page.close();
        const { contents } = await reopened(discard);
        assert.deepEqual(contents, { 1: 3, 2: 2, 3: 4 });
    });

    test("does not grow without end, and forgets pages that are gone", async () => {
        const many = Array.from({ length: 400 }, (_, i) => i + 1);
        await written([[1, many], ...Array.from({ length: 8 }, (_, i) => [i + 2, many]), [10, [5], 300]]);
        const size = await (await open()).evaluate(async () => {
            let sum = 0;
            for (const handle of await copyFiles())
                sum += (await handle.getFile()).size;
            return sum;
        });
        assert.ok(size < 400 * 4096 * 4 + 5 * 1024 * 1024, `${size} bytes`);
        const { contents } = await reopened(discard);
        assert.equal(Object.keys(contents).length, 300);
        assert.equal(contents[5], 10);
        assert.equal(contents[6], 9);
    });

    test("is handed over with the right to write", async () => {
        const first = await open();
        await first.evaluate(async () => {
            await tab.open({ secondCopy: true });
            tab.commit(1, [1, 2]);
            await tab.persistence.idle();
        });
        const second = await open();
        await second.evaluate(async () => {
            await tab.open({ secondCopy: true });
            await tab.persistence.takeOver();
            tab.commit(2, [2]);
            await tab.persistence.idle();
        });
        await first.close();
        await second.close();
        const { contents } = await reopened(discard);
        assert.deepEqual(contents, { 1: 1, 2: 2 });
    });

    test("that is there but cannot be reached holds up neither loading nor saving", async () => {
        await written();
        for (const broken of [
            () => { globalThis.Worker = class { constructor() { throw new DOMException("no", "SecurityError"); } }; },
            () => { const Real = Worker; globalThis.Worker = class extends Real { constructor() { super("/no-such-worker.js"); } }; },
        ]) {
            const page = await open(broken);
            const names = await page.evaluate(async () => {
                await tab.open({ secondCopy: true });
                tab.commit(tab.last("loaded").sequence + 1, [1], 3);
                await tab.persistence.idle();
                return tab.names().map((name) => name.split(" ")[0]);
            });
            assert.deepEqual(names, ["loaded", "saving", "saved"], String(broken));
            await page.close();
        }
    });

    test("that cannot be kept does not hold up saving", async () => {
        const page = await open(() => { StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException("no", "SecurityError")); });
        const names = await page.evaluate(async () => {
            await tab.open({ secondCopy: true });
            tab.commit(1, [1]);
            await tab.persistence.idle();
            return tab.names();
        });
        assert.deepEqual(names, ["loaded", "saving", "saved 1"]);
    });
});

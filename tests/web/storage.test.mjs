import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { checkStorage, createDraft, goTo, notices, openClause, openSite, saveState, untilSaved } from "./durability-site.mjs";
import { openSite as startSite } from "./harness.mjs";

describe("The storage of the site", { timeout: 600_000 }, () => {
    let site;
    let context;
    before(async () => { site = await startSite(); });
    after(async () => { await site?.stop(); });
    beforeEach(async () => {
        context = await site.browser.newContext({ locale: "en-GB", viewport: { width: 1100, height: 700 }, acceptDownloads: true });
    });
    afterEach(async () => { await context.close(); });

    const says = (locator, text) => locator.filter({ hasText: text }).first().waitFor();

    async function edit(page, clause, text) {
        const field = await openClause(page, clause);
        await field.fill(text);
        await field.blur();
    }

    async function write(page, clause, text) {
        await edit(page, clause, text);
        await untilSaved(page);
    }

    /** What the clause reads, whether it can be edited or not. */
    const readsText = (page, text) => page.getByRole("main").getByText(text, { exact: true }).first().waitFor();

    test("a second tab reads what the first saves, and takes over with what was being typed there", async () => {
        const first = await context.newPage();
        const clause = await createDraft(first, site);
        await write(first, clause, "Written in the first tab.");

        const second = await context.newPage();
        await openSite(second, site, clause);
        await says(notices(second), "Konkordat is open in another tab");
        await says(saveState(second), "Read only");
        await readsText(second, "Written in the first tab.");
        assert.equal(await second.getByRole("textbox", { name: "Text", exact: true }).count(), 0);

        await write(first, clause, "Changed in the first tab.");
        await readsText(second, "Changed in the first tab.");

        const field = await openClause(first, clause);
        await field.fill("Being typed in the first tab.");
        await second.getByRole("button", { name: "Work here" }).click();
        await says(saveState(second), "Saved");
        assert.equal(await (await openClause(second, clause)).inputValue(), "Being typed in the first tab.");
        await says(saveState(first), "Read only");

        await write(second, clause, "Written in the second tab.");
        await readsText(first, "Written in the second tab.");
        await second.reload();
        assert.equal(await (await openClause(second, clause)).inputValue(), "Written in the second tab.");
    });

    test("a full storage is told at once, the work can be exported, and trying again saves it", async () => {
        const page = await context.newPage();
        const session = await context.newCDPSession(page);
        const origin = new URL(site.address).origin;
        // The files kept for work without a network would count towards the same share.
        await page.addInitScript(() => { delete Navigator.prototype.serviceWorker; });
        await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 800_000 });
        const clause = await createDraft(page, site);
        const text = "A very long clause. ".repeat(45_000);
        await edit(page, clause, text);
        await says(saveState(page), "Not saved");
        await says(notices(page), "This browser has no room left for Konkordat");

        const download = page.waitForEvent("download");
        await notices(page).getByRole("button", { name: "Export everything to a file" }).click();
        const exported = await readFile(await (await download).path());
        assert.equal(exported.subarray(0, 15).toString(), "SQLite format 3");

        await session.send("Storage.overrideQuotaForOrigin", { origin });
        await notices(page).getByRole("button", { name: "Try again" }).click();
        await says(saveState(page), /^Saved$/);
        await page.reload();
        assert.equal(await (await openClause(page, clause)).inputValue(), text);
        assert.match(await checkStorage(page), /integrity check passed/);
    });

    test("without storage, as in some private windows, it says so and still drafts and exports", async () => {
        await context.addInitScript(() => { Object.defineProperty(globalThis, "indexedDB", { value: undefined }); });
        const page = await context.newPage();
        await openSite(page, site, "#/new");
        await says(notices(page), "This browser does not let Konkordat store anything");
        await page.getByRole("combobox", { name: "Canton" }).selectOption({ label: "Bern" });
        await page.getByRole("button", { name: "Create the draft" }).click();
        await page.waitForURL(/#\/agreement\//);
        await says(saveState(page), "Not saved");
        const download = page.waitForEvent("download");
        await notices(page).getByRole("button", { name: "Export everything to a file" }).click();
        assert.equal((await readFile(await (await download).path())).subarray(0, 15).toString(), "SQLite format 3");
    });

    test("damaged pages give a clear error, what can be rescued, and a fresh start that keeps a copy", async () => {
        const page = await context.newPage();
        // Without the second copy, from which the damage would be mended without a word.
        await page.addInitScript(() => { delete StorageManager.prototype.getDirectory; });
        const clause = await createDraft(page, site);
        await write(page, clause, "Saved before the damage.");
        await tamper(page, (heads, pages) => {
            pages.getAll().onsuccess = ({ target }) => {
                const damaged = target.result[Math.floor(target.result.length / 2)];
                damaged.bytes.fill(0x55, 100, 200);
                pages.put(damaged);
            };
        });
        await page.reload();
        await page.getByRole("heading", { level: 1, name: "The stored workspace is damaged" }).waitFor();
        const found = page.getByRole("list", { name: "Agreements that can be rescued" }).getByRole("listitem");
        assert.equal(await found.count(), 1);

        const json = page.waitForEvent("download");
        await found.getByRole("button", { name: /^Save «/ }).click();
        const agreement = JSON.parse(await readFile(await (await json).path(), "utf8"));
        assert.equal(agreement.$schema, "urn:konkordat:schema:agreement:1");
        const raw = page.waitForEvent("download");
        await page.getByRole("button", { name: "Save the raw data for specialists" }).click();
        const image = await readFile(await (await raw).path());
        assert.equal(image.subarray(0, 15).toString(), "SQLite format 3");

        await page.getByRole("button", { name: "Start afresh with what was rescued" }).click();
        await page.getByRole("dialog").or(page.getByRole("alertdialog")).getByRole("button", { name: "Start afresh", exact: true }).click();
        await says(saveState(page), /^Saved$/);
        await goTo(page, "#/");
        await page.getByRole("grid", { name: /./ }).getByRole("link").first().waitFor();
        assert.match(await checkStorage(page), /integrity check passed/);
        const databases = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
        assert.ok(databases.some((name) => name.startsWith("konkordat-damaged-")), databases.join());
    });

    test("what the browser has lost comes back from the second copy, and is told", async () => {
        const page = await context.newPage();
        const clause = await createDraft(page, site);
        await write(page, clause, "Saved before the loss.");
        await page.goto("about:blank");
        const other = await context.newPage();
        await other.goto(site.address + "icon.svg");
        await other.evaluate(() => new Promise((resolve, reject) => {
            const request = indexedDB.deleteDatabase("konkordat");
            request.onsuccess = resolve;
            request.onerror = request.onblocked = reject;
        }));
        await other.close();
        await openSite(page, site, clause);
        await page.getByText("restored it from its second copy").first().waitFor({ state: "attached" });
        assert.equal(await page.getByRole("textbox", { name: /^Text/ }).first().inputValue(), "Saved before the loss.");
        assert.match(await checkStorage(page), /integrity check passed/);
    });

    test("a store of a later version is told and left as it is", async () => {
        const page = await context.newPage();
        await createDraft(page, site);
        await tamper(page, (heads) => {
            heads.getAll().onsuccess = ({ target }) => heads.put({ ...target.result[0], format: 99 });
        });
        await page.reload();
        await says(notices(page), "made by a newer version of Konkordat");
        const formats = await page.evaluate(() => new Promise((resolve) => {
            indexedDB.open("konkordat").onsuccess = ({ target }) => {
                target.result.transaction("head").objectStore("head").getAll().onsuccess = (event) =>
                    resolve(event.target.result.map(({ format }) => format));
            };
        }));
        assert.deepEqual(formats, [99]);
    });
});

/** Changes what is stored behind the site's back. */
function tamper(page, change) {
    return page.evaluate(`new Promise((resolve) => {
        indexedDB.open("konkordat").onsuccess = ({ target }) => {
            const transaction = target.result.transaction(["head", "pages"], "readwrite");
            (${change})(transaction.objectStore("head"), transaction.objectStore("pages"));
            transaction.oncomplete = () => {
                target.result.close();
                resolve();
            };
        };
    })`);
}

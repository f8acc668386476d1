import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { framesDrawn, mirrorFaults, openPage, openSite, settled } from "./harness.mjs";

/** The mirror of every widget, with mouse, keyboard and assistive technology. */

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let site;
before(async () => { site = await openSite(); });
after(() => site.stop());

const gallery = (options) => openPage(site, { hash: "#/gallery", ...options });
const focusedName = (page) => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent);

async function violations(page) {
    await page.evaluate(axeSource);
    const { violations: found } = await page.evaluate(() => globalThis.axe.run(document));
    return found.map((violation) => `${violation.id}: ${violation.nodes.slice(0, 3).map((node) => node.html).join(" | ")}`);
}

test("axe finds nothing to complain of, and every item of the canvas has a node", async () => {
    for (const viewport of [{ width: 1280, height: 800 }, { width: 390, height: 844 }]) {
        const { page, context, errors } = await gallery({ viewport });
        assert.deepEqual(await violations(page), []);
        assert.deepEqual(await mirrorFaults(page), { unnamedItems: "0", faults: "0" });
        await page.getByRole("button", { name: "Open dialog" }).click();
        await page.getByRole("dialog", { name: "Delete the agreement?" }).waitFor();
        assert.deepEqual(await violations(page), []);
        await page.keyboard.press("Escape");
        await page.getByRole("button", { name: "More" }).click();
        await page.getByRole("menu").waitFor();
        assert.deepEqual(await violations(page), []);
        assert.deepEqual(errors, []);
        await context.close();
    }
});

test("a button acts once for a click, for Enter, for Space and for a click without a pointer", async () => {
    const { page, context } = await gallery();
    const button = page.getByRole("button", { name: "Create agreement" });
    const clicks = page.getByRole("status").filter({ hasText: "Clicks" });
    await button.click();
    await clicks.filter({ hasText: "Clicks: 1" }).waitFor({ state: "attached" });
    await button.press("Enter");
    await clicks.filter({ hasText: "Clicks: 2" }).waitFor({ state: "attached" });
    await button.press("Space");
    await clicks.filter({ hasText: "Clicks: 3" }).waitFor({ state: "attached" });
    await button.evaluate((element) => element.click());
    await settled(page);
    assert.equal(await clicks.textContent(), "Clicks: 4");
    await context.close();
});

test("a disabled button keeps its name, says why, and does nothing", async () => {
    const { page, context } = await gallery();
    const button = page.getByRole("button", { name: "Send" });
    assert.equal(await button.isDisabled(), true);
    const reason = await button.evaluate((element) => document.getElementById(element.getAttribute("aria-describedby")).textContent);
    assert.equal(reason, "The canton is missing.");
    await context.close();
});

test("check boxes, radio buttons and lists of choices are the browser's", async () => {
    const { page, context } = await gallery();
    await page.getByRole("checkbox", { name: "All parties have agreed" }).check();
    await page.getByRole("radio", { name: "Contract" }).check();
    await page.getByRole("combobox", { name: "Canton" }).selectOption("Genève");
    await settled(page, 300);
    assert.equal(await page.getByRole("checkbox", { name: "All parties have agreed" }).isChecked(), true);
    assert.equal(await page.getByRole("radio", { name: "Contract" }).isChecked(), true);
    assert.equal(await page.getByRole("radio", { name: "Joint declaration" }).isChecked(), false);
    assert.equal(await page.getByRole("combobox", { name: "Canton" }).inputValue(), "CH-GE");
    assert.equal(await page.getByRole("combobox", { name: "Canton" }).getAttribute("aria-invalid"), null);
    await page.getByRole("radio", { name: "Contract" }).focus();
    await page.keyboard.press("ArrowDown");
    await settled(page, 300);
    assert.equal(await page.getByRole("radio", { name: "Joint declaration" }).isChecked(), true);
    await context.close();
});

test("an error is read with its field", async () => {
    const { page, context } = await gallery();
    const days = page.getByRole("textbox", { name: "Days" });
    await days.fill("dreissig");
    await settled(page);
    assert.equal(await days.getAttribute("aria-invalid"), "true");
    const described = await days.evaluate((element) =>
        element.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id).textContent).join(" "));
    assert.equal(described, "Give a whole number, for example 30.");
    await context.close();
});

test("the Tab key goes through the page in reading order", async () => {
    const { page, context } = await gallery();
    await page.getByRole("link", { name: "Skip to the content" }).focus();
    const names = [];
    for (let step = 0; step < 12; ++step) {
        await page.keyboard.press("Tab");
        names.push(await focusedName(page));
    }
    assert.deepEqual(names, ["Konkordat", "Search", "Help", "1 Purpose", "Gallery", "Title", "Body", "Days", "Date", "link to the start", "Clause text",
        "Create agreement"]);
    await context.close();
});

test("the skip link leads to the main part", async () => {
    const { page, context } = await gallery();
    await page.keyboard.press("Tab");
    assert.equal(await focusedName(page), "Skip to the content");
    await page.keyboard.press("Enter");
    await settled(page);
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "MAIN");
    await page.keyboard.press("Tab");
    assert.equal(await focusedName(page), "Title");
    await context.close();
});

test("the outline is one stop, and arrow keys and letters move in it", async () => {
    const { page, context } = await gallery();
    const item = (name) => page.getByRole("treeitem", { name, exact: true });
    await item("1 Purpose").focus();
    const press = async (key) => {
        await page.keyboard.press(key);
        await settled(page);
        return focusedName(page);
    };
    assert.equal(await press("ArrowDown"), "2 Parties and members");
    assert.equal(await press("ArrowRight"), "2.1 Core group");
    assert.equal(await press("ArrowLeft"), "2 Parties and members");
    await press("ArrowLeft");
    assert.equal(await item("2 Parties and members").getAttribute("aria-expanded"), "false");
    assert.equal(await item("2.1 Core group").count(), 0);
    assert.equal(await press("t"), "3 Training");
    assert.equal(await press("Home"), "1 Purpose");
    assert.equal(await press("End"), "3 Training");
    await press("Enter");
    assert.equal(await item("3 Training").getAttribute("aria-selected"), "true");
    await press("Tab");
    await page.keyboard.press("Shift+Tab");
    assert.equal(await focusedName(page), "3 Training");
    await context.close();
});

test("tabs change with arrow keys and show their panel", async () => {
    const { page, context } = await gallery();
    await page.getByRole("tab", { name: "Properties" }).focus();
    await page.keyboard.press("ArrowRight");
    await settled(page);
    assert.equal(await page.getByRole("tab", { name: "Findings 2" }).getAttribute("aria-selected"), "true");
    assert.equal(await page.getByRole("tabpanel", { name: "Findings 2" }).count(), 1);
    assert.equal(await page.getByRole("alert").count(), 1);
    await page.getByRole("tab", { name: "History" }).click();
    await settled(page);
    assert.equal(await page.getByRole("tabpanel", { name: "History" }).count(), 1);
    await context.close();
});

test("arrow keys go from cell to cell, headers sort, and buttons in cells work", async () => {
    const { page, context } = await gallery();
    await page.getByRole("rowheader", { name: "Anna Muster" }).focus();
    const press = async (key) => {
        await page.keyboard.press(key);
        await settled(page);
        return focusedName(page);
    };
    assert.equal(await press("ArrowRight"), "Kantonspolizei");
    assert.equal(await press("ArrowDown"), "Staatsanwaltschaft");
    assert.equal(await press("End"), "Remove Beat Beispiel");
    assert.equal(await press("ArrowUp"), "Remove Anna Muster");
    assert.equal(await press("Control+Home"), "Name");
    await press("Enter");
    await press("Enter");
    assert.equal(await page.getByRole("columnheader", { name: "Name" }).getAttribute("aria-sort"), "descending");
    assert.deepEqual(await page.getByRole("rowheader").allTextContents(), ["Chiara Esempio", "Beat Beispiel", "Anna Muster"]);
    await page.getByRole("button", { name: "Remove Beat Beispiel" }).click();
    await settled(page);
    assert.deepEqual(await page.getByRole("rowheader").allTextContents(), ["Chiara Esempio", "Anna Muster"]);
    await context.close();
});

test("a dialog takes the focus, keeps it, and gives it back", async () => {
    const { page, context } = await gallery();
    await page.getByRole("button", { name: "Open dialog" }).click();
    await settled(page);
    assert.equal(await focusedName(page), "Reason");
    for (let step = 0; step < 8; ++step) {
        await page.keyboard.press("Tab");
        assert.equal(await page.evaluate(() => document.activeElement.closest("[role=dialog]") !== null), true);
    }
    await page.getByRole("textbox", { name: "Reason" }).fill("Doppelt");
    await page.keyboard.press("Escape");
    await settled(page);
    assert.equal(await page.getByRole("dialog").count(), 0);
    assert.equal(await focusedName(page), "Open dialog");
    await page.keyboard.press("Enter");
    await settled(page);
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await settled(page);
    assert.equal(await page.getByRole("status").filter({ hasText: "Last action" }).textContent(), "Last action: Deleted");
    await context.close();
});

test("a menu opens, moves, chooses and closes with the keyboard", async () => {
    const { page, context } = await gallery();
    const more = page.getByRole("button", { name: "More" });
    await more.focus();
    await page.keyboard.press("Enter");
    await settled(page);
    assert.equal(await focusedName(page), "Duplicate");
    await page.keyboard.press("ArrowDown");
    await settled(page);
    assert.equal(await focusedName(page), "Remove");
    await page.keyboard.press("Escape");
    await settled(page);
    assert.equal(await page.getByRole("menu").count(), 0);
    assert.equal(await focusedName(page), "More");
    await more.click();
    await page.getByRole("menuitem", { name: "Duplicate" }).click();
    await settled(page);
    assert.equal(await page.getByRole("menu").count(), 0);
    assert.equal(await page.getByRole("status").filter({ hasText: "Last action" }).textContent(), "Last action: Duplicate");
    await more.click();
    await settled(page);
    await page.mouse.click(640, 160);
    await settled(page);
    assert.equal(await page.getByRole("menu").count(), 0);
    await context.close();
});

test("a toast is announced, offers its action, and goes by itself", async () => {
    const { page, context } = await gallery();
    await page.getByRole("button", { name: "Delete draft" }).click();
    await page.locator("#polite").getByText("The draft was deleted.").waitFor({ state: "attached" });
    await page.getByRole("button", { name: "Undo", exact: true }).last().click();
    await settled(page);
    assert.equal(await page.getByRole("status").filter({ hasText: "Last action" }).textContent(), "Last action: Undone");
    await page.getByRole("button", { name: "Delete draft" }).click();
    await page.getByRole("button", { name: "Dismiss" }).waitFor();
    await page.mouse.move(5, 5);
    await page.getByRole("button", { name: "Create agreement" }).focus();
    await page.getByRole("button", { name: "Dismiss" }).waitFor({ state: "detached", timeout: 15_000 });
    await context.close();
});

test("scrolling is the browser's, and the canvas follows", async () => {
    const { page, context } = await gallery();
    await page.mouse.move(600, 500);
    await page.mouse.wheel(0, 600);
    await settled(page);
    assert.ok(await page.getByRole("main").evaluate((element) => element.scrollTop) > 300);
    const table = page.getByRole("grid", { name: "Members" });
    await table.scrollIntoViewIfNeeded();
    await page.getByRole("button", { name: "Remove Chiara Esempio" }).focus();
    await settled(page);
    const box = await page.getByRole("button", { name: "Remove Chiara Esempio" }).boundingBox();
    assert.ok(box.y > 0 && box.y + box.height < 800, JSON.stringify(box));
    await context.close();
});

test("dropped files arrive with the place they were dropped on", async () => {
    const { page, context } = await gallery();
    await page.getByRole("group", { name: "Choose a file" }).evaluate((zone) => {
        const data = new DataTransfer();
        data.items.add(new File(["{}"], "agreement.json", { type: "application/json" }));
        zone.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    });
    await page.getByRole("status").filter({ hasText: "agreement.json (2)" }).waitFor({ state: "attached" });
    await context.close();
});

test("shortcuts of the application work outside of fields, and leave undo in fields to the browser", async () => {
    const { page, context } = await gallery();
    const last = page.getByRole("status").filter({ hasText: "Last action" });
    await page.keyboard.press("Control+k");
    await settled(page);
    assert.equal(await last.textContent(), "Last action: Shortcut 0");
    await page.getByRole("textbox", { name: "Title" }).focus();
    await page.keyboard.press("Control+z");
    await settled(page);
    assert.equal(await last.textContent(), "Last action: Shortcut 0");
    await page.getByRole("button", { name: "Create agreement" }).focus();
    await page.keyboard.press("Control+z");
    await settled(page);
    assert.equal(await last.textContent(), "Last action: Shortcut 1");
    await context.close();
});

test("nothing is drawn for ten seconds without input", async () => {
    const { page, context } = await gallery();
    await page.getByRole("textbox", { name: "Title" }).focus();
    await settled(page, 500);
    const before = await framesDrawn(page);
    await page.waitForTimeout(10_000);
    assert.equal(await framesDrawn(page), before);
    await context.close();
});

test("the picture comes back after the graphics context was lost", async () => {
    const { page, context, errors } = await gallery();
    const shot = () => page.screenshot({ animations: "disabled" });
    const before = await shot();
    await page.evaluate(() => {
        const extension = document.getElementById("canvas").getContext("webgl2").getExtension("WEBGL_lose_context");
        extension.loseContext();
        setTimeout(() => extension.restoreContext(), 200);
    });
    await page.waitForTimeout(800);
    await settled(page);
    assert.ok(before.equals(await shot()));
    assert.deepEqual(errors.filter((text) => !text.includes("WebGL")), []);
    await context.close();
});

test("without WebGL the page says so in the browser's language", async () => {
    const context = await site.browser.newContext({ locale: "fr-CH" });
    const page = await context.newPage();
    await page.addInitScript(() => { HTMLCanvasElement.prototype.getContext = () => null; });
    await page.goto(site.address);
    const alert = page.getByRole("alert");
    await alert.waitFor();
    assert.match(await alert.textContent(), /WebGL 2/);
    assert.equal(await alert.getAttribute("lang"), "fr");
    await context.close();
});

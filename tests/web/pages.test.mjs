import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { framesDrawn, openPage, openSite, settled } from "./harness.mjs";
import { assertAccessible, downloaded, eventually, tabTo, untilSaved } from "./steps.mjs";

/** The pages beside the editor: what they show while typing, how they follow, zoom and lead back, and that they are the PDF. */

const pages = (page) => page.getByRole("region", { name: "Seiten" });
const sheet = (page, number) => pages(page).locator(`article[aria-label^="Seite ${number} "]`);
const scrollTop = (page) => pages(page).evaluate((element) => element.scrollTop);
const figure = (page, name) => page.locator("#mirror").evaluate((mirror, key) => Number(mirror.getAttribute(`data-${key}`)), name);
const shownText = (page) => pages(page).evaluate((element) => [...element.querySelectorAll(".line")].map((line) => line.textContent).join(""));

async function openDraft(page) {
    await page.getByRole("button", { name: /Neue Vereinbarung/ }).click();
    await page.getByRole("heading", { level: 1, name: "Neue Vereinbarung" }).waitFor();
    await page.getByRole("combobox", { name: "Kanton" }).selectOption("CH-SO");
    await page.getByRole("button", { name: "Entwurf erstellen" }).click();
    await page.getByRole("heading", { level: 1, name: /Absichtserklärung/ }).waitFor();
    await settled(page);
}

async function showPages(page) {
    await page.getByRole("button", { name: "Seiten", exact: true }).click();
    await pages(page).waitFor();
    await settled(page);
}

/** The greys of a PNG, 0 to 255. */
async function greys(page, png) {
    const { width, height, grey } = await page.evaluate(async (base64) => {
        const bytes = Uint8Array.from(atob(base64), (character) => character.codePointAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
        const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
        context.drawImage(bitmap, 0, 0);
        const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
        const greyed = new Uint8Array(data.length / 4);
        for (let i = 0; i < greyed.length; ++i)
            greyed[i] = Math.round(0.299 * data[4 * i] + 0.587 * data[4 * i + 1] + 0.114 * data[4 * i + 2]);
        return { width: bitmap.width, height: bitmap.height, grey: [...greyed] };
    }, png.toString("base64"));
    return { width, height, grey: Float64Array.from(grey) };
}

/** A box blur of 5 x 5: what differs after it is no matter of how edges are smoothed. */
function blurred({ width, height, grey }) {
    const pass = (from, step, length, lines, lineStep) => {
        const to = new Float64Array(from.length);
        for (let line = 0; line < lines; ++line) {
            for (let i = 0; i < length; ++i) {
                let sum = 0;
                for (let k = -2; k <= 2; ++k)
                    sum += from[line * lineStep + Math.min(length - 1, Math.max(0, i + k)) * step];
                to[line * lineStep + i * step] = sum / 5;
            }
        }
        return to;
    };
    return { width, height, grey: pass(pass(grey, 1, width, height, width), width, height, width, 1) };
}

/** Mean and largest difference of greys (0 to 255); the largest is that of a tile of 24 x 12 pixels, about a word. */
function difference(a, b) {
    const [left, right] = [blurred(a), blurred(b)];
    const [width, height] = [Math.min(a.width, b.width), Math.min(a.height, b.height)];
    const tiles = new Map();
    let sum = 0;
    for (let y = 0; y < height; ++y) {
        for (let x = 0; x < width; ++x) {
            const d = Math.abs(left.grey[y * a.width + x] - right.grey[y * b.width + x]);
            sum += d;
            const tile = Math.floor(y / 12) * 1000 + Math.floor(x / 24);
            tiles.set(tile, (tiles.get(tile) ?? 0) + d / (24 * 12));
        }
    }
    return { mean: sum / (width * height), largest: Math.max(...tiles.values()) };
}

/** The page with a line of text wiped out, as if the screen had lost it. */
function withoutALine(picture) {
    const { width, height, grey } = picture;
    const rows = [];
    for (let y = 0; y < height; ++y)
        rows.push(grey.subarray(y * width + 90, y * width + 600).some((value) => value < 100));
    const middle = rows.indexOf(true, Math.floor(height / 2));
    const changed = grey.slice();
    changed.fill(255, (middle - 2) * width, (middle + 14) * width);
    return { width, height, grey: changed };
}

/** Tolerances of the comparison with the PDF: of all greys, and of a word. */
const tolerance = { mean: 1, largest: 21.5 };

describe("Live pages", { timeout: 900_000 }, () => {
    let site;
    let folder;
    before(async () => {
        site = await openSite();
        folder = await mkdtemp(join(tmpdir(), "konkordat-pages-"));
    });
    after(async () => {
        await site?.stop();
        await rm(folder, { recursive: true, force: true });
    });

    test("what is typed in a clause stands on the page with the next frames, and the page follows", async () => {
        const { page, context, errors } = await openPage(site);
        page.setDefaultTimeout(20_000);
        await openDraft(page);
        await showPages(page);
        await assertAccessible(page, "pages");
        await page.getByRole("treeitem", { name: /Ziele/ }).first().click();
        const body = page.getByRole("textbox", { name: "Text", exact: true });
        await body.waitFor();
        await settled(page);
        assert.ok(await scrollTop(page) > 200, "the pages have followed to the clause");
        await body.press("Control+End");
        const before = await framesDrawn(page);
        await page.keyboard.type(" Murmeltier");
        await eventually(async () => (await shownText(page)).includes("Murmeltier"), "the typed word on the page");
        assert.ok(await framesDrawn(page) - before < 60, "few frames a key");
        const line = pages(page).locator(".line", { hasText: "Murmeltier" });
        const view = await pages(page).boundingBox();
        const at = await line.first().boundingBox();
        assert.ok(at.y >= view.y && at.y + at.height <= view.y + view.height, "the line is in view");
        await untilSaved(page);
        assert.ok((await shownText(page)).includes("Murmeltier"), "the stored text as well");
        await assertAccessible(page, "pages, editing");
        const still = await framesDrawn(page);
        await new Promise((resolve) => setTimeout(resolve, 1500));
        assert.ok(await framesDrawn(page) - still <= 1, "an idle page draws no frames");
        assert.deepEqual(errors, []);
        await context.close();
    });

    test("where a person has scrolled to stays while nothing else is chosen", async () => {
        const { page, context } = await openPage(site);
        await openDraft(page);
        await showPages(page);
        await page.getByRole("treeitem", { name: /Ziele/ }).first().click();
        await settled(page);
        await pages(page).evaluate((element) => { element.scrollTop = 0; });
        await settled(page);
        await page.mouse.move(200, 400);
        await settled(page);
        assert.equal(await scrollTop(page), 0);
        await page.getByRole("treeitem", { name: /Zweck|Gegenstand|Organisation/ }).first().click();
        await eventually(async () => await scrollTop(page) > 0, "another clause is followed");
        await context.close();
    });

    test("page and clause lead to each other, with the mouse", async () => {
        const { page, context } = await openPage(site);
        await openDraft(page);
        await showPages(page);
        await page.getByRole("treeitem", { name: /Ziele/ }).first().click();
        await page.getByRole("button", { name: "Fertig" }).click();
        await settled(page);
        const line = pages(page).locator(".acts .line", { hasText: /\p{L}{6}/u }).nth(3);
        await line.click();
        await eventually(async () => /\/clause\//.test(page.url()), "the address of a clause");
        await page.getByRole("textbox", { name: "Text", exact: true }).waitFor();
        await pages(page).evaluate((element) => { element.scrollTop = 0; });
        await settled(page);
        await page.getByRole("button", { name: "Auf der Seite zeigen" }).click();
        await eventually(async () => await scrollTop(page) > 0, "the page of the clause");
        await context.close();
    });

    test("page and clause lead to each other, with the keyboard alone", async () => {
        const { page, context } = await openPage(site);
        await openDraft(page);
        await tabTo(page, page.getByRole("button", { name: "Seiten", exact: true }));
        await page.keyboard.press("Enter");
        await pages(page).waitFor();
        await settled(page);
        await tabTo(page, pages(page));
        await page.keyboard.press("Control++");
        await eventually(async () => !(await page.getByRole("button", { name: "Seitenbreite" }).getAttribute("aria-pressed")).includes("true"), "zoomed");
        await page.keyboard.press("Control+0");
        await page.getByRole("button", { name: "100 %" }).waitFor();
        const number = page.getByRole("textbox", { name: "Seite", exact: true });
        await number.focus();
        await number.fill("6");
        await page.keyboard.press("Enter");
        await eventually(async () => await sheet(page, 6).count() === 1 && await scrollTop(page) > 1000, "page 6");
        const link = sheet(page, 6).getByRole("link", { name: /^Bearbeiten: / }).first();
        await link.focus();
        await page.keyboard.press("Enter");
        await page.getByRole("textbox", { name: "Text", exact: true }).first().waitFor();
        await settled(page);
        const show = page.getByRole("button", { name: "Auf der Seite zeigen" });
        await tabTo(page, show);
        await page.keyboard.press("Enter");
        await eventually(() => page.evaluate(() => /^Bearbeiten: /.test(document.activeElement?.textContent ?? "")), "the focus on the page");
        await context.close();
    });

    test("text of a page is selected with the mouse, and copied as it was written", async () => {
        const { page, context } = await openPage(site, { permissions: ["clipboard-read", "clipboard-write"] });
        await openDraft(page);
        await showPages(page);
        await page.getByRole("treeitem", { name: /Ziele/ }).first().click();
        await page.getByRole("button", { name: "Fertig" }).click();
        await settled(page);
        const paragraph = pages(page).locator("[role=paragraph]").filter({ has: page.locator(".line:nth-child(3)") }).first();
        await paragraph.scrollIntoViewIfNeeded();
        await settled(page);
        const lines = paragraph.locator(".line");
        const [first, last] = [await lines.first().boundingBox(), await lines.nth(2).boundingBox()];
        await page.mouse.move(first.x + 1, first.y + first.height / 2);
        await page.mouse.down();
        await page.mouse.move(last.x + last.width - 1, last.y + last.height / 2, { steps: 8 });
        await page.mouse.up();
        const address = page.url();
        await page.keyboard.press("Control+c");
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        assert.ok(copied.length > 60 && !copied.includes("\n"), `copied: ${JSON.stringify(copied)}`);
        const whole = (await paragraph.textContent()).replaceAll("\u00ad", "");
        assert.ok(whole.includes(copied.trim().slice(5, 40)));
        assert.equal(page.url(), address, "selecting is no jump");
        await context.close();
    });

    test("zooming with the wheel keeps the point under the pointer, and is crisp at 200 %", async () => {
        const { page, context } = await openPage(site, { deviceScaleFactor: 2 });
        await openDraft(page);
        await showPages(page);
        await sheet(page, 2).scrollIntoViewIfNeeded();
        await settled(page);
        const line = sheet(page, 2).locator(".line").nth(4);
        const before = await line.boundingBox();
        const [x, y] = [before.x + 10, before.y + before.height / 2];
        await page.mouse.move(x, y);
        await page.keyboard.down("Control");
        await page.mouse.wheel(0, -120);
        await page.keyboard.up("Control");
        await settled(page);
        const after = await line.boundingBox();
        assert.ok(after.width > before.width * 1.05, `larger: ${before.width} to ${after.width}`);
        assert.ok(Math.abs(after.y + after.height / 2 - y) < 3 && Math.abs(after.x + 10 * after.width / before.width - x) < 12, "in place");
        await assertAccessible(page, "pages, zoomed");
        await context.close();
    });

    test("a page on the screen is the page of the PDF", async () => {
        const { page, context } = await openPage(site, { viewport: { width: 2100, height: 1400 }, acceptDownloads: true, reducedMotion: "reduce" });
        await openDraft(page);
        await showPages(page);
        await page.getByRole("button", { name: /^\d+ %$/ }).click();
        await settled(page);
        for (const number of [1, 4]) {
            const field = page.getByRole("textbox", { name: "Seite", exact: true });
            await field.fill(String(number));
            await field.press("Enter");
            await page.mouse.move(5, 5);
            await settled(page);
            const box = await sheet(page, number).boundingBox();
            await writeFile(join(folder, `screen-${number}.png`), await page.screenshot({ clip: { x: box.x, y: box.y, width: 794, height: 1123 } }));
        }
        await page.getByRole("link", { name: "Export", exact: true }).click();
        const pdf = await downloaded(page, folder, () => page.getByRole("button", { name: /Als PDF/ }).click());
        for (const number of [1, 4]) {
            execFileSync("pdftoppm", ["-r", "96", "-png", "-f", String(number), "-l", String(number), "-singlefile", pdf, join(folder, `paper-${number}`)]);
            const screen = await greys(page, await readFile(join(folder, `screen-${number}.png`)));
            const paper = await greys(page, await readFile(join(folder, `paper-${number}.png`)));
            const found = difference(screen, paper);
            console.log(`page ${number} on screen and paper: ${JSON.stringify(found)}`);
            assert.ok(found.mean < tolerance.mean && found.largest < tolerance.largest, `page ${number}: ${JSON.stringify(found)}`);
            const damaged = difference(withoutALine(screen), paper);
            assert.ok(damaged.largest > tolerance.largest, `a lost line is seen: ${JSON.stringify(damaged)}`);
        }
        const other = difference(await greys(page, await readFile(join(folder, "screen-1.png"))), await greys(page, await readFile(join(folder, "paper-4.png"))));
        assert.ok(other.mean > tolerance.mean && other.largest > tolerance.largest, "another page is seen");
        await context.close();
    });

    test("one key in a long agreement costs little", async () => {
        const { page, context } = await openPage(site);
        await openDraft(page);
        await showPages(page);
        await page.getByRole("treeitem", { name: /Ziele/ }).first().click();
        await page.getByRole("textbox", { name: "Text", exact: true }).press("Control+End");
        const layouts = [];
        for (const letter of "abcdefghij") {
            await page.keyboard.type(letter);
            await new Promise((resolve) => setTimeout(resolve, 60));
            layouts.push(await figure(page, "layout-ms"));
        }
        console.log(`layout a key, ms: ${layouts.map((value) => value.toFixed(1)).join(" ")}`);
        await context.close();
    });

    for (const [name, options] of Object.entries({
        "pages, narrow": { viewport: { width: 390, height: 844 } },
        "pages, wide": { viewport: { width: 1920, height: 1080 } },
        "pages, dark": { colorScheme: "dark" },
        "pages, 200 percent": { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
    })) {
        test(`${name}: accessible, and nothing is cut off`, async () => {
            const { page, context, errors } = await openPage(site, options);
            await openDraft(page);
            await page.getByRole("button", { name: "Seiten", exact: true }).click();
            await pages(page).waitFor();
            await assertAccessible(page, name);
            const box = await pages(page).boundingBox();
            const { width } = page.viewportSize();
            assert.ok(box.x >= 0 && box.x + box.width <= width + 1);
            assert.deepEqual(errors, []);
            await context.close();
        });
    }
});

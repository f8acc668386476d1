import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { mirrorFaults, settled } from "./harness.mjs";

/** What tests of the site do and ask on every screen. */

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** A folder for screenshots, to be looked at; none are made without it. */
const pictures = process.env.KONKORDAT_PICTURES;

/** axe finds nothing, every item that is drawn has its node, and the views have no fault. */
export async function assertAccessible(page, place) {
    await settled(page);
    if (pictures)
        await page.screenshot({ path: join(pictures, `${place.replaceAll(/\W+/g, "-")}-${page.viewportSize().width}.png`) });
    await page.evaluate(axeSource);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document));
    assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html).join(" | ")}`), [], `axe on ${place}`);
    assert.deepEqual(await mirrorFaults(page), { unnamedItems: "0", faults: "0" }, `mirror on ${place}`);
}

export async function untilSaved(page) {
    await settled(page);
    await page.getByRole("banner").getByText("Gespeichert", { exact: true }).waitFor();
}

/** Waits until `condition` holds. */
export async function eventually(condition, what) {
    for (const end = Date.now() + 20_000; !await condition(); await new Promise((resolve) => setTimeout(resolve, 20)))
        assert.ok(Date.now() < end, `not seen: ${what}`);
}

/** The path of the file that `press` makes the browser save. */
export async function downloaded(page, folder, press) {
    const [download] = await Promise.all([page.waitForEvent("download"), press()]);
    const path = join(folder, download.suggestedFilename());
    await download.saveAs(path);
    return path;
}

/** The agreement of the page as its JSON export has it. */
export async function exported(page, folder) {
    await page.getByRole("link", { name: "Export", exact: true }).click();
    return JSON.parse(await readFile(await downloaded(page, folder, () => page.getByRole("button", { name: /Als JSON speichern/ }).click()), "utf8"));
}

/** Imports a file on the start screen. */
export async function importFile(page, file) {
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: /Datei importieren/ }).click()]);
    await chooser.setFiles(file);
}

/** Presses Tab until the focus is on the element, or in it. */
export async function tabTo(page, locator, most = 400) {
    await locator.waitFor();
    for (let presses = 0; presses < most; ++presses) {
        if (await locator.evaluate((element) => element === document.activeElement || element.contains(document.activeElement)))
            return;
        await page.keyboard.press("Tab");
    }
    assert.fail(`Tab does not reach ${locator}`);
}

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { framesDrawn, openPage, openSite, ready, settled } from "./harness.mjs";
import { assertAccessible, downloaded, eventually, tabTo, untilSaved } from "./steps.mjs";

/** What a moderator does, from an empty browser to the exported agreement: with the mouse, and with the keyboard alone. */

const require = createRequire(import.meta.url);
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.KONKORDAT_CLI ?? join(root, "build/native/konkordat");

async function schemaValidator() {
    const Ajv = require("ajv/dist/2020").default;
    const ajv = new Ajv({ strict: true, allErrors: true, strictRequired: false, allowUnionTypes: true });
    require("ajv-formats").default(ajv);
    return ajv.compile(JSON.parse(await readFile(join(root, "assets/schema/agreement-1.schema.json"), "utf8")));
}

const words = (text) => text.normalize("NFC").replace(/[­\s]+/gu, " ").trim();

/** The verdict of other programs on the PDF, and that it holds every clause in the agreement's order. */
async function assertPdf(path, json, folder) {
    execFileSync("qpdf", ["--check", path], { stdio: "pipe" });
    const fonts = execFileSync("pdffonts", [path], { encoding: "utf8" }).trim().split("\n").slice(2);
    assert.ok(fonts.length > 0);
    for (const line of fonts)
        assert.match(line, /yes\s+yes\s+yes\s+\d+\s+\d+\s*$/, line);
    const text = words(execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8", maxBuffer: 1 << 26 }));
    const raw = words(execFileSync("pdftotext", ["-raw", path, "-"], { encoding: "utf8", maxBuffer: 1 << 26 }));
    const agreement = JSON.parse(await readFile(json, "utf8"));
    const start = raw.lastIndexOf(words(agreement.clauses[0].heading.de));
    let from = Math.max(0, raw.indexOf(words(agreement.clauses[0].heading.de)));
    assert.ok(start >= 0 && text.length > 1000);
    for (const clause of agreement.clauses.filter((entry) => entry.state !== "omitted")) {
        const heading = words(clause.heading.de);
        const at = raw.indexOf(heading, from);
        assert.ok(at >= 0, `"${heading}" stands in the PDF after the clause before it`);
        from = at + heading.length;
    }
    const extracted = join(folder, "extracted.json");
    execFileSync(program, ["extract", path, "-o", extracted]);
    assert.deepEqual(await readFile(extracted), await readFile(json), "extract gives the JSON back byte for byte");
}

describe("A moderator's way from the start to the exported agreement", { timeout: 600_000 }, () => {
    let site;
    let folder;
    let validate;
    before(async () => {
        site = await openSite();
        folder = await mkdtemp(join(tmpdir(), "konkordat-journey-"));
        validate = await schemaValidator();
    });
    after(async () => {
        await site?.stop();
        await rm(folder, { recursive: true, force: true });
    });

    test("with the mouse, a reload in the middle, PDF and JSON, and back in by import", async () => {
        const { page, context, errors } = await openPage(site, { acceptDownloads: true });
        page.setDefaultTimeout(20_000);
        await assertAccessible(page, "start, empty");
        await page.getByRole("button", { name: "Neue Vereinbarung" }).click();
        await page.getByRole("heading", { level: 1, name: "Neue Vereinbarung" }).waitFor();
        await assertAccessible(page, "new");
        await page.getByRole("combobox", { name: "Kanton" }).selectOption("CH-SO");
        await page.getByRole("button", { name: "Entwurf erstellen" }).click();
        await page.getByRole("heading", { level: 1, name: /Absichtserklärung/ }).waitFor();
        await assertAccessible(page, "draft");

        await page.getByRole("treeitem", { name: /Ziele/ }).first().click();
        const body = page.getByRole("textbox", { name: "Text", exact: true });
        await body.fill("Die Beteiligten schützen Opfer und verfolgen Täter.\n\n- **Schutz** vor Gefährdung\n- Verfolgung der Straftaten");
        await page.getByRole("textbox", { name: "Überschrift" }).click();
        await untilSaved(page);
        await assertAccessible(page, "draft, editing");
        await page.reload();
        await ready(page);
        assert.match(await page.getByRole("textbox", { name: "Text", exact: true }).inputValue(), /Opfer und verfolgen Täter/);

        await page.getByRole("link", { name: "Beteiligte und Mitglieder" }).click();
        await page.getByRole("button", { name: "Hinzufügen zu: Kerngruppe" }).click();
        await page.getByRole("textbox", { name: "Name", exact: true }).fill("Staatsanwaltschaft Beispielkanton");
        await page.getByRole("combobox", { name: "Art der Organisation" }).selectOption("prosecution");
        await page.getByRole("combobox", { name: "Funktion am Runden Tisch" }).selectOption("lead");
        await page.getByRole("button", { name: "Fachperson hinzufügen" }).click();
        await page.getByRole("textbox", { name: "Vor- und Nachname" }).fill("Anna Beispiel");
        await untilSaved(page);
        await assertAccessible(page, "parties");
        await page.getByRole("button", { name: "Hinzufügen zu: Assoziierte Gruppe" }).click();
        // A person sees the new, empty card before she types; a field of that name was there before, too.
        const name = page.getByRole("textbox", { name: "Name", exact: true });
        await eventually(async () => await name.inputValue() === "", "the new organisation's card");
        await name.fill("Sozialamt Beispielkanton");
        await untilSaved(page);

        await page.getByRole("link", { name: "Eckdaten" }).click();
        await page.getByRole("textbox", { name: "Geschäftsnummer des Beschlusses" }).fill("RRB 2026/999");
        const date = page.getByRole("textbox", { name: "Datum des Beschlusses" });
        await date.fill("31.02.2026");
        await date.blur();
        await page.locator("input[aria-invalid=true]").waitFor({ state: "attached" });
        assert.match(await page.locator("#descriptions").textContent(), /Das ist kein Datum/);
        await date.fill("24.11.2026");
        await date.blur();
        await untilSaved(page);
        await assertAccessible(page, "particulars");

        await page.getByRole("link", { name: "Verlauf" }).click();
        await page.getByRole("gridcell", { name: /Text geändert/ }).first().waitFor();
        await assertAccessible(page, "history");

        await page.getByRole("link", { name: "Export", exact: true }).click();
        const json = await downloaded(page, folder, () => page.getByRole("button", { name: /Als JSON speichern/ }).click());
        const pdf = await downloaded(page, folder, () => page.getByRole("button", { name: "Als PDF speichern" }).click());
        await assertAccessible(page, "export");
        const agreement = JSON.parse(await readFile(json, "utf8"));
        assert.ok(validate(agreement), JSON.stringify(validate.errors));
        assert.equal(agreement.mandate.date, "2026-11-24");
        // Those that the guided start suggests come first.
        const written = agreement.organisations.slice(-2);
        assert.deepEqual(written.map((o) => o.name.de), ["Staatsanwaltschaft Beispielkanton", "Sozialamt Beispielkanton"]);
        assert.equal(agreement.memberships.find((m) => m.organisation === written[0].id).role, "lead");
        assert.deepEqual(agreement.contacts.map((c) => [c.name, c.organisation]), [["Anna Beispiel", written[0].id]]);
        await assertPdf(pdf, json, folder);

        // Another browser, with nothing in it: the PDF brings the agreement along.
        const other = await openPage(site, { acceptDownloads: true });
        const [chooser] = await Promise.all([other.page.waitForEvent("filechooser"), other.page.getByRole("button", { name: /Datei importieren/ }).click()]);
        await chooser.setFiles(pdf);
        await other.page.getByRole("heading", { level: 1, name: /Absichtserklärung/ }).waitFor();
        await other.page.getByRole("link", { name: "Export", exact: true }).click();
        const again = await downloaded(other.page, folder, () => other.page.getByRole("button", { name: /Als JSON speichern/ }).click());
        assert.deepEqual(await readFile(again), await readFile(json), "the imported agreement is the same");
        await other.context.close();

        assert.deepEqual(errors, []);
        await context.close();
    });

    test("with the keyboard alone", async () => {
        const { page, context, errors } = await openPage(site, { acceptDownloads: true });
        page.setDefaultTimeout(20_000);
        await tabTo(page, page.getByRole("button", { name: "Neue Vereinbarung" }));
        await page.keyboard.press("Enter");
        await page.getByRole("heading", { level: 1, name: "Neue Vereinbarung" }).waitFor();
        await tabTo(page, page.getByRole("combobox", { name: "Kanton" }));
        await page.keyboard.type("Uri");
        await settled(page);
        await tabTo(page, page.getByRole("button", { name: "Entwurf erstellen" }));
        await page.keyboard.press("Enter");
        await page.getByRole("heading", { level: 1, name: /Absichtserklärung/ }).waitFor();

        const tree = page.getByRole("tree", { name: "Gliederung" });
        await tabTo(page, tree);
        for (const key of ["Home", "ArrowDown", "ArrowDown", "Enter"])
            await page.keyboard.press(key);
        const body = page.getByRole("textbox", { name: "Text", exact: true });
        await body.waitFor();
        await tabTo(page, body);
        await page.keyboard.press("Control+A");
        await page.keyboard.type("Mit der Tastatur geschrieben.");
        await page.keyboard.press("Tab");
        await untilSaved(page);

        const undo = page.getByRole("button", { name: /Rückgängig/ });
        await page.keyboard.press("Control+Z");
        await settled(page);
        assert.notEqual(await body.inputValue(), "Mit der Tastatur geschrieben.");
        await page.keyboard.press("Control+Y");
        await settled(page);
        assert.equal(await body.inputValue(), "Mit der Tastatur geschrieben.");
        assert.equal(await undo.count(), 1);

        await tabTo(page, page.getByRole("link", { name: "Beteiligte und Mitglieder" }));
        await page.keyboard.press("Enter");
        await page.getByRole("heading", { level: 1, name: "Beteiligte und Mitglieder" }).waitFor();
        await tabTo(page, page.getByRole("button", { name: "Hinzufügen zu: Kerngruppe" }));
        await page.keyboard.press("Enter");
        const name = page.getByRole("textbox", { name: "Name", exact: true });
        await name.waitFor();
        await tabTo(page, name);
        await page.keyboard.type("Kantonspolizei Beispiel");
        await page.keyboard.press("Tab");
        await untilSaved(page);

        await tabTo(page, page.getByRole("link", { name: "Export", exact: true }));
        await page.keyboard.press("Enter");
        await page.getByRole("heading", { level: 1, name: "Export" }).waitFor();
        const button = page.getByRole("button", { name: "Als PDF speichern" });
        await tabTo(page, button);
        const pdf = await downloaded(page, folder, () => page.keyboard.press("Enter"));
        await tabTo(page, page.getByRole("button", { name: /Als JSON speichern/ }));
        const json = await downloaded(page, folder, () => page.keyboard.press("Enter"));
        const agreement = JSON.parse(await readFile(json, "utf8"));
        assert.ok(validate(agreement), JSON.stringify(validate.errors));
        assert.deepEqual(agreement.cantons, ["CH-UR"]);
        assert.equal(agreement.organisations.at(-1).name.de, "Kantonspolizei Beispiel");
        await assertPdf(pdf, json, folder);
        assert.deepEqual(errors, []);
        await context.close();
    });

    test("the browser's back and forward, and addresses that lead nowhere", async () => {
        const { page, context } = await openPage(site);
        await page.getByRole("link", { name: "Einstellungen" }).click();
        await page.getByRole("heading", { level: 1, name: "Einstellungen" }).waitFor();
        await assertAccessible(page, "settings");
        await page.goBack();
        await page.getByRole("heading", { level: 1, name: "Was möchten Sie tun?" }).waitFor();
        await page.goForward();
        await page.getByRole("heading", { level: 1, name: "Einstellungen" }).waitFor();
        for (const [hash, title] of [["#/review", "Entwurf prüfen"], ["#/compare", "Mechanismen vergleichen"], ["#/agreement/none-such", "Unter dieser Adresse gibt es nichts"]]) {
            await page.evaluate((to) => { location.hash = to; }, hash);
            await page.getByRole("heading", { level: 1, name: title }).waitFor();
            await assertAccessible(page, hash);
        }
        await context.close();
    });

    test("a wrong file is refused with place and reason, and the workspace stays as it is", async () => {
        const { page, context } = await openPage(site);
        const choose = async (name, bytes) => {
            const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: /Datei importieren/ }).click()]);
            await chooser.setFiles({ name, mimeType: "application/json", buffer: Buffer.from(bytes) });
            const dialog = page.getByRole("alertdialog").or(page.getByRole("dialog"));
            await dialog.waitFor();
            const text = await dialog.innerText();
            await assertAccessible(page, `dialog for ${name}`);
            await page.keyboard.press("Escape");
            await dialog.waitFor({ state: "detached" });
            return text;
        };
        const truncated = await choose("abgeschnitten.json", '{\n "id": "x",\n');
        assert.match(truncated, /abgeschnitten\.json/);
        assert.match(truncated, /Zeile 3/);
        assert.match(truncated, /nichts geändert/);
        assert.match(await choose("tief.json", "[".repeat(10_000)), /tief/i);
        assert.match(await choose("leer.pdf", "%PDF-1.7\n"), /PDF/);
        assert.match(await choose("utf8.json", Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])), /UTF-8/);
        await page.getByRole("heading", { name: "Noch keine Vereinbarung" }).or(page.getByText("Noch keine Vereinbarung")).first().waitFor();
        await context.close();
    });

    test("an idle page draws nothing for ten seconds", async () => {
        const { page, context } = await openPage(site);
        await page.waitForTimeout(500);
        const drawn = await framesDrawn(page);
        await page.waitForTimeout(10_000);
        assert.equal(await framesDrawn(page), drawn);
        await context.close();
    });

    test("every interface language, narrow, dark and at 200 %, keeps everything reachable", async () => {
        for (const [locale, title] of [["fr-CH", null], ["it-CH", null], ["en-GB", "What would you like to do?"]]) {
            const { page, context } = await openPage(site, { locale, viewport: { width: 390, height: 844 }, colorScheme: "dark" });
            if (title)
                await page.getByRole("heading", { level: 1, name: title }).waitFor();
            assert.equal((await page.locator("html").getAttribute("lang")).slice(0, 2), locale.slice(0, 2));
            await assertAccessible(page, `start in ${locale}`);
            await context.close();
        }
        const { page, context } = await openPage(site, { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
        await page.getByRole("button", { name: "Neue Vereinbarung" }).click();
        await page.getByRole("combobox", { name: "Kanton" }).selectOption("CH-GR");
        await page.getByRole("button", { name: "Entwurf erstellen" }).click();
        await page.getByRole("heading", { level: 1, name: /Absichtserklärung/ }).waitFor();
        await assertAccessible(page, "draft at 200 %");
        await context.close();
    });
});

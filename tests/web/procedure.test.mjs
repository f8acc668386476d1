import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { openPage, openSite, settled } from "./harness.mjs";
import { assertAccessible, downloaded, tabTo, untilSaved } from "./steps.mjs";

/** Procedure, roundtable, state and dates: with the mouse, and with the keyboard alone. */

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.KONKORDAT_CLI ?? join(root, "build/native/konkordat");

/** A draft with three bodies; only the first step has somebody responsible. */
function draft(folder, change = () => {}) {
    const file = join(folder, "draft.json");
    execFileSync(program, ["new", "--template", "ch-thb-cooperation", "--form", "declaration", "--canton", "CH-BE", "--lang", "de", "-o", file]);
    const agreement = JSON.parse(readFileSync(file, "utf8"));
    const body = (id, name, short) => ({ id, name: { de: name }, abbreviation: { de: short }, kind: "other" });
    agreement.organisations = [body("police", "Kantonspolizei", "KAPO"), body("migration", "Migrationsdienst", "MIDI"), body("advice", "Fachstelle", "FS")];
    agreement.memberships = agreement.organisations.map(({ id }) => ({ id: `member-${id}`, organisation: id, group: "core",
        role: id === "police" ? "lead" : "member", participation: "decides", signs: true }));
    agreement.contacts = [{ id: "expert", organisation: "police", name: "Anna Beispiel", until: "2999-12-31" }];
    agreement.procedure[0].responsibilities = [{ organisation: "police", kind: "responsible" }];
    change(agreement);
    return Buffer.from(JSON.stringify(agreement));
}

async function openDraft(site, folder, { change, ...options } = {}) {
    const opened = await openPage(site, { acceptDownloads: true, ...options });
    const { page } = opened;
    page.setDefaultTimeout(20_000);
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: /Datei importieren/ }).click()]);
    await chooser.setFiles({ name: "draft.json", mimeType: "application/json", buffer: draft(folder, change) });
    await page.getByRole("link", { name: "Ablauf", exact: true }).waitFor();
    return opened;
}

const chart = (page) => page.getByRole("img", { name: "Ablauf und Zuständigkeiten" }).first();
/** The description of the first panel of the chart, as a screen reader hears it. */
const chartText = (page) => chart(page).evaluate((image) =>
    image.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id).textContent).join(" "));

describe("Procedure, state and dates", { timeout: 600_000 }, () => {
    let site;
    let folder;
    before(async () => {
        site = await openSite();
        folder = await mkdtemp(join(tmpdir(), "konkordat-procedure-"));
    });
    after(async () => {
        await site?.stop();
        await rm(folder, { recursive: true, force: true });
    });

    test("the matrix, a step, the chart and the calendar with the mouse", async () => {
        const { page, context, errors } = await openDraft(site, folder);
        await page.getByRole("link", { name: "Ablauf", exact: true }).click();
        await page.getByRole("heading", { level: 1, name: "Ablauf und Zuständigkeiten" }).waitFor();
        await assertAccessible(page, "procedure");
        const gaps = page.getByRole("list", { name: "Lücken" });
        await gaps.getByText("Niemand ist verantwortlich: Identifizierung").waitFor();
        await gaps.getByText("In keinem Schritt beteiligt: Fachstelle").waitFor();

        await page.getByRole("combobox", { name: "FS: Identifizierung" }).selectOption("responsible");
        await page.getByRole("combobox", { name: "MIDI: Identifizierung" }).selectOption("informed");
        await untilSaved(page);
        assert.equal(await gaps.getByText("Niemand ist verantwortlich: Identifizierung").count(), 0);
        assert.match(await chartText(page), /2 Identifizierung\. verantwortlich: FS; wird informiert: MIDI\./);
        await page.getByRole("button", { name: /Rückgängig/ }).click();
        await settled(page);
        assert.equal(await page.getByRole("combobox", { name: "MIDI: Identifizierung" }).inputValue(), "none");

        await page.getByRole("link", { name: "4 Erholungs- und Bedenkzeit" }).click();
        const step = page.getByRole("complementary", { name: "Schritt" });
        await step.getByRole("heading", { name: "Erholungs- und Bedenkzeit" }).waitFor();
        const deadline = step.getByRole("textbox", { name: "Frist in Tagen" });
        await deadline.fill("viele");
        await deadline.blur();
        await page.locator("input[aria-invalid=true]").waitFor({ state: "attached" });
        await deadline.fill("45");
        await deadline.blur();
        await step.getByRole("textbox", { name: "Auslöser" }).fill("Begründeter Hinweis.");
        await step.getByRole("combobox", { name: "Bestimmung der Vereinbarung" }).selectOption({ index: 1 });
        await untilSaved(page);
        await assertAccessible(page, "step");
        assert.match(await chartText(page), /Frist: 45 Tage/);

        await page.getByRole("button", { name: "Eigenen Schritt hinzufügen" }).click();
        await step.getByRole("heading", { name: "Neuer Schritt" }).waitFor();
        await step.getByRole("textbox", { name: "Bezeichnung" }).fill("Nachsorge");
        await step.getByRole("textbox", { name: "Bezeichnung" }).blur();
        await untilSaved(page);
        await page.getByRole("link", { name: "15 Nachsorge" }).waitFor();
        await step.getByRole("button", { name: "Früher" }).click();
        await page.getByRole("link", { name: "14 Nachsorge" }).waitFor();
        await step.getByRole("button", { name: "Diesen Schritt entfernen" }).click();
        await page.getByRole("link", { name: "14 Nachsorge" }).waitFor({ state: "detached" });
        assert.equal(await page.getByRole("main").getByText("Nachsorge").count(), 0);

        const svg = await downloaded(page, folder, () => page.getByRole("button", { name: "Als Bild speichern (SVG)" }).click());
        const { title, scripts, error } = await page.evaluate((text) => {
            const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
            return { title: parsed.querySelector("title")?.textContent, scripts: parsed.querySelectorAll("script").length,
                error: parsed.querySelector("parsererror")?.textContent };
        }, await readFile(svg, "utf8"));
        assert.deepEqual({ title, scripts, error }, { title: "Ablauf und Zuständigkeiten", scripts: 0, error: undefined });

        await page.getByRole("link", { name: "Stand und Termine" }).click();
        await page.getByRole("heading", { level: 1, name: "Stand und Termine" }).waitFor();
        await assertAccessible(page, "lifecycle");
        await page.getByRole("link", { name: /Fehlt|Empfohlen/ }).first().waitFor();
        await page.getByRole("button", { name: "Stand ändern: Konsultation" }).click();
        const dialog = page.getByRole("dialog", { name: "Stand ändern: Konsultation" });
        await assertAccessible(page, "change of state");
        await dialog.getByRole("textbox", { name: "Wer hat entschieden" }).fill("Runder Tisch");
        await dialog.getByRole("button", { name: "Stand festhalten" }).click();
        await dialog.waitFor({ state: "detached" });
        await page.getByRole("gridcell", { name: "Runder Tisch" }).waitFor();
        await untilSaved(page);
        // What is missing blocks the next one.
        assert.ok(await page.getByRole("button", { name: "Stand ändern: Genehmigung" }).isDisabled());
        const calendar = await downloaded(page, folder, () => page.getByRole("button", { name: "Als Kalenderdatei speichern" }).click());
        assert.match(calendar, /\.ics$/);
        const text = (await readFile(calendar, "utf8")).replaceAll("\r\n ", "");
        assert.match(text, /^BEGIN:VCALENDAR\r\n/);
        assert.match(text, /DTSTART;VALUE=DATE:29991231\r\nSUMMARY:Mandat als bezeichnete Fachperson endet: Anna Beispiel \(Kantonspolizei\)\r\n/);
        assert.deepEqual(errors, []);
        await context.close();
    });

    test("the matrix and the calendar with the keyboard alone", async () => {
        const { page, context, errors } = await openDraft(site, folder);
        await tabTo(page, page.getByRole("link", { name: "Ablauf", exact: true }));
        await page.keyboard.press("Enter");
        await page.getByRole("heading", { level: 1, name: "Ablauf und Zuständigkeiten" }).waitFor();
        await settled(page);
        // One stop for the whole matrix; from there by arrow keys.
        const matrix = page.getByRole("grid", { name: "Zuständigkeiten nach Schritt und Organisation" });
        assert.equal(await matrix.evaluate((grid) => [...grid.querySelectorAll("*")].filter((cell) => cell.tabIndex === 0).length), 1);
        await tabTo(page, matrix.locator("[tabindex='0']"));
        const move = async (key) => {
            await page.keyboard.press(key);
            await settled(page);
        };
        await move("ArrowDown");
        await move("ArrowRight");
        const focused = () => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent);
        assert.equal(await focused(), "KAPO: Vorinformation");
        await move("ArrowRight");
        await move("Control+ArrowDown");
        assert.equal(await focused(), "MIDI: Identifizierung");
        await page.keyboard.press("ArrowDown"); // the first choice after "none"
        await untilSaved(page);
        assert.equal(await page.getByRole("combobox", { name: "MIDI: Identifizierung" }).inputValue(), "responsible");
        assert.match(await chartText(page), /2 Identifizierung\. verantwortlich: MIDI\./);
        await move("Tab");
        assert.equal(await matrix.evaluate((grid) => grid.contains(document.activeElement)), false, "Tab leaves the matrix");

        await tabTo(page, page.getByRole("link", { name: "Stand und Termine" }));
        await page.keyboard.press("Enter");
        await page.getByRole("heading", { level: 1, name: "Stand und Termine" }).waitFor();
        await tabTo(page, page.getByRole("button", { name: "Als Kalenderdatei speichern" }));
        const calendar = await downloaded(page, folder, () => page.keyboard.press("Enter"));
        assert.match(await readFile(calendar, "utf8"), /^BEGIN:VCALENDAR\r\n/);
        assert.deepEqual(errors, []);
        await context.close();
    });

    test("in a narrow window the step holds what the matrix holds, and the roundtable is drawn", async () => {
        const { page, context, errors } = await openDraft(site, folder, { viewport: { width: 390, height: 844 } });
        await page.getByRole("link", { name: "Ablauf", exact: true }).click();
        await page.getByRole("grid", { name: "Schritte" }).waitFor();
        await assertAccessible(page, "procedure, narrow");
        await page.getByRole("link", { name: "2 Identifizierung" }).click();
        await page.getByRole("heading", { level: 1, name: "Identifizierung" }).waitFor();
        await page.getByRole("combobox", { name: "Fachstelle", exact: true }).selectOption("responsible");
        await untilSaved(page);
        await assertAccessible(page, "step, narrow");
        await page.getByRole("link", { name: "Zurück zur Übersicht" }).click();
        await page.getByRole("row", { name: /2 Identifizierung/ }).getByText("FS").waitFor();
        await page.getByRole("link", { name: "Stand und Termine" }).click();
        await page.getByRole("heading", { level: 1, name: "Stand und Termine" }).waitFor();
        await assertAccessible(page, "lifecycle, narrow");
        await page.getByRole("link", { name: "Beteiligte und Mitglieder" }).click();
        const roundtable = page.getByRole("img", { name: "Runder Tisch" });
        await roundtable.waitFor();
        assert.match(await roundtable.evaluate((image) => document.getElementById(image.getAttribute("aria-describedby")).textContent),
            /Kerngruppe: KAPO \(Federführung\), MIDI, FS\./);
        await assertAccessible(page, "roundtable, narrow");
        assert.deepEqual(errors, []);
        await context.close();
    });

    test("without organisations the procedure says so and leads to the parties", async () => {
        const { page, context } = await openDraft(site, folder, { change(agreement) {
            Object.assign(agreement, { organisations: [], memberships: [], contacts: [] });
            for (const step of agreement.procedure)
                step.responsibilities = [];
        } });
        await page.getByRole("link", { name: "Ablauf", exact: true }).click();
        await page.getByText("Noch keine Organisationen").waitFor();
        await assertAccessible(page, "procedure, empty");
        await page.getByRole("link", { name: "Beteiligte erfassen" }).click();
        await page.getByRole("heading", { level: 1, name: "Beteiligte und Mitglieder" }).waitFor();
        await context.close();
    });
});

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { openPage, openSite, settled } from "./harness.mjs";
import { assertAccessible, exported, importFile, tabTo, untilSaved } from "./steps.mjs";

/** The guided start, its repetition, the upgrade of the template, and the examples. */

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.KONKORDAT_CLI ?? join(root, "build/native/konkordat");

describe("The guided start", { timeout: 300_000 }, () => {
    let site;
    let folder;
    before(async () => {
        site = await openSite();
        folder = await mkdtemp(join(tmpdir(), "konkordat-interview-"));
    });
    after(async () => {
        await site?.stop();
        await rm(folder, { recursive: true, force: true });
    });

    test("yields a contract with the parties that were named; asked again, it keeps what was written", async () => {
        const { page, context, errors } = await openPage(site, { acceptDownloads: true, hash: "#/new" });
        page.setDefaultTimeout(20_000);
        const answer = page.getByRole("checkbox", { name: /Leistungen einer beteiligten Stelle bezahlt/ });
        await answer.check();
        await page.getByText("Bezahlte Leistungen brauchen einen Vertrag").waitFor();
        await assertAccessible(page, "guided start, advice");
        await page.getByRole("radio", { name: /Vertrag/ }).check();
        await page.getByText("Bezahlte Leistungen brauchen einen Vertrag").waitFor({ state: "detached" });
        await page.getByRole("checkbox", { name: "Stadtpolizei" }).check();
        await page.getByRole("checkbox", { name: /Gleichstellung/ }).uncheck();
        await page.getByRole("button", { name: "Entwurf erstellen" }).click();
        await page.getByText("Wählen Sie einen Kanton.").first().waitFor();
        await page.getByRole("combobox", { name: "Kanton", exact: true }).selectOption("CH-ZH");
        await page.getByRole("button", { name: "Entwurf erstellen" }).click();
        await page.getByRole("heading", { level: 1, name: /Vertrag/ }).waitFor();
        await untilSaved(page);
        await assertAccessible(page, "contract draft");

        let agreement = await exported(page, folder);
        assert.equal(agreement.form, "contract");
        assert.equal(agreement.variables["services-paid"], true);
        assert.ok(agreement.clauses.some(({ id }) => id === "consideration-and-payment"));
        const kinds = agreement.organisations.map(({ kind }) => kind);
        assert.ok(kinds.includes("city-police") && !kinds.includes("equality-office"), kinds.join());
        const step = agreement.procedure.find(({ id }) => id === "identification");
        assert.equal(step.responsibilities.find(({ kind }) => kind === "responsible").organisation,
            agreement.organisations.find(({ kind }) => kind === "cantonal-police").id);

        await page.getByRole("link", { name: "Entwurf", exact: true }).click();
        await page.getByRole("treeitem", { name: /Ziele/ }).first().click();
        await page.getByRole("textbox", { name: "Text", exact: true }).fill("Unsere eigenen Ziele.");
        await untilSaved(page);
        await page.getByRole("link", { name: "Eckdaten" }).click();
        await page.getByRole("link", { name: "Geführten Start wiederholen" }).click();
        await page.getByRole("heading", { level: 1, name: "Geführter Start" }).waitFor();
        await page.getByText("Nichts: der Entwurf entspricht diesen Angaben.").waitFor();
        await page.getByRole("radio", { name: /Absichtserklärung/ }).check();
        await page.getByRole("list", { name: /Bestimmungen, die entfallen/ }).waitFor();
        await page.getByRole("list", { name: /Von Ihnen geändert und belassen/ }).getByText("Ziele").waitFor();
        await assertAccessible(page, "guided start again");
        await page.getByRole("button", { name: "Entwurf anpassen" }).click();
        await untilSaved(page);
        agreement = await exported(page, folder);
        assert.equal(agreement.form, "declaration");
        assert.equal(agreement.clauses.find(({ id }) => id === "aims").body.de, "Unsere eigenen Ziele.");
        assert.equal(agreement.clauses.find(({ id }) => id === "contract-nature").state, "omitted");
        assert.ok(agreement.clauses.some(({ id }) => id === "publication"));

        await page.keyboard.press("Control+Z");
        await untilSaved(page);
        assert.equal((await exported(page, folder)).form, "contract");
        assert.deepEqual(errors, []);
        await context.close();
    });

    test("with the keyboard alone, on a narrow screen", async () => {
        const { page, context, errors } = await openPage(site, { viewport: { width: 390, height: 844 }, hash: "#/new" });
        page.setDefaultTimeout(20_000);
        await assertAccessible(page, "guided start, narrow");
        await tabTo(page, page.getByRole("combobox", { name: "Kanton", exact: true }));
        await page.keyboard.type("Uri");
        await settled(page);
        const labour = page.getByRole("checkbox", { name: /Arbeitsinspektorat/ });
        await tabTo(page, labour);
        await page.keyboard.press("Space");
        await settled(page);
        assert.ok(await labour.isChecked());
        await tabTo(page, page.getByRole("button", { name: "Entwurf erstellen" }));
        await page.keyboard.press("Enter");
        await page.waitForURL(/#\/agreement\//);
        await untilSaved(page);
        assert.deepEqual(errors, []);
        await context.close();
    });

    test("a new version of the template is taken clause by clause", async () => {
        // An agreement as the former version of the template made it, with one clause that people changed.
        const file = join(folder, "former.json");
        execFileSync(program, ["new", "--template", "ch-thb-cooperation", "--form", "declaration", "--canton", "CH-BE", "--lang", "de", "-o", file]);
        const agreement = JSON.parse(await readFile(file, "utf8"));
        const former = await formerTexts();
        agreement.template.version = "1.0.0";
        agreement.clauses = agreement.clauses.filter(({ origin }) => former.has(key(origin)));
        for (const clause of agreement.clauses)
            clause.body.de = former.get(key(clause.origin));
        const confidentiality = agreement.clauses.find(({ id }) => id === "confidentiality");
        confidentiality.state = "adapted";
        confidentiality.body.de += "\n\nEin eigener Absatz.";
        await writeFile(file, JSON.stringify(agreement));

        const { page, context, errors } = await openPage(site, { acceptDownloads: true });
        page.setDefaultTimeout(20_000);
        await importFile(page, file);
        await page.getByText("Die Vorlage liegt in einer neueren Fassung vor").waitFor();
        await page.getByRole("button", { name: "Änderungen ansehen" }).click();
        await page.getByRole("heading", { level: 1, name: "Neue Fassung der Vorlage" }).waitFor();
        await assertAccessible(page, "upgrade");
        await page.getByText("Von Ihnen geändert").first().waitFor();
        await tabTo(page, page.getByRole("button", { name: "Auswahl übernehmen" }));
        await page.keyboard.press("Enter");
        await untilSaved(page);
        const upgraded = await exported(page, folder);
        assert.equal(upgraded.template.version, JSON.parse(await readFile(join(root, "templates/ch-thb-cooperation/pack.json"), "utf8")).version);
        assert.match(upgraded.clauses.find(({ id }) => id === "confidentiality").body.de, /Ein eigener Absatz\./);
        assert.ok(upgraded.clauses.some(({ id }) => id === "risk-assessment"));
        await page.getByRole("link", { name: "Entwurf", exact: true }).click();
        await settled(page);
        assert.equal(await page.getByText("Die Vorlage liegt in einer neueren Fassung vor").count(), 0);
        assert.deepEqual(errors, []);
        await context.close();
    });

    test("the examples open as copies", async () => {
        const { page, context, errors } = await openPage(site, { acceptDownloads: true });
        page.setDefaultTimeout(20_000);
        await assertAccessible(page, "start with examples");
        for (const [name, form] of [["Musterstein", "announcement"], ["Zweiwasser", "declaration"], ["Grossenfels", "contract"]]) {
            await page.getByRole("button", { name: new RegExp(`Beispiel öffnen: ${name}`) }).click();
            await page.getByRole("heading", { level: 1, name: /Beispiel \(frei erfunden\)/ }).waitFor();
            await untilSaved(page);
            await assertAccessible(page, `example ${name}`);
            assert.equal((await exported(page, folder)).form, form);
            await page.getByRole("link", { name: "Konkordat" }).first().click();
            await page.getByRole("heading", { level: 1, name: "Was möchten Sie tun?" }).waitFor();
        }
        assert.equal(await page.getByRole("grid").getByRole("link").count(), 3);
        assert.deepEqual(errors, []);
        await context.close();
    });
});

const key = (origin) => origin.alternative ? `${origin.clause}/${origin.alternative}` : origin.clause;

/** Bodies of the former German pack by clause and alternative. */
async function formerTexts() {
    const markdown = await readFile(join(root, "templates/ch-thb-cooperation/archive/1.0.0/de.md"), "utf8");
    const entries = markdown.split(/^## /m).slice(1).map((entry) => {
        const [heading, ...lines] = entry.split("\n");
        return [heading.match(/\{#(.*)\}/)[1], lines.filter((line) => !line.startsWith(">")).join("\n").trim()];
    });
    return new Map(entries);
}

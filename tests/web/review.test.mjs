import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { openPage, openSite, settled } from "./harness.mjs";
import { assertAccessible, downloaded, exported, importFile, tabTo, untilSaved } from "./steps.mjs";

/** A moderator and two reviewers in browser profiles of their own, by files alone, up to the decision. */

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.KONKORDAT_CLI ?? join(root, "build/native/konkordat");
const wait = { timeout: 20_000 };

describe("Review in the browser", { timeout: 600_000 }, () => {
    let site, folder;
    const at = (name) => join(folder, name);
    before(async () => {
        site = await openSite();
        folder = await mkdtemp(join(tmpdir(), "konkordat-review-"));
        for (const example of ["grossenfels-contract", "musterstein-announcement"])
            execFileSync(program, ["new", "--example", example, "-o", at(`${example}.json`)]);
    });
    after(async () => {
        await site?.stop();
        if (folder)
            await rm(folder, { recursive: true });
    });

    const choose = async (page, button, files) => {
        const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: button }).first().click()]);
        await chooser.setFiles(files);
    };
    const go = (page, name) => page.getByRole("navigation", { name: "Vereinbarung" }).getByRole("link", { name, exact: true }).click();
    const tab = (page, name) => page.getByRole("tab", { name: new RegExp(`^${name}`) }).click();
    const narrow = async (page, place) => {
        await assertAccessible(page, place);
        await page.setViewportSize({ width: 390, height: 844 });
        await assertAccessible(page, place);
        await page.setViewportSize({ width: 1280, height: 800 });
        await settled(page);
    };
    const setReference = async (page, value) => {
        await go(page, "Eckdaten");
        await page.getByLabel("Geschäftsnummer des Beschlusses").fill(value);
        await page.keyboard.press("Tab");
        await untilSaved(page);
    };
    /** Makes the documents for one reviewer; the path of the file. */
    const send = async (page, name, organisation) => {
        await page.getByLabel("Empfängerin oder Empfänger").fill(name);
        await page.getByLabel("Stelle", { exact: true }).fill(organisation);
        await page.getByLabel("Fragen", { exact: true }).fill("Ist die Frist von drei Tagen einzuhalten?\nFehlt eine Stelle?");
        await page.getByLabel("Antwort bis").fill("31.01.2027");
        return downloaded(page, folder, () => page.getByRole("button", { name: "Unterlagen speichern" }).click());
    };
    const open = async (page, file) => {
        await choose(page, /^Unterlagen öffnen/, file);
        await page.getByRole("tab", { name: /^Entwurf lesen/ }).waitFor(wait);
    };

    test("versions, documents, two replies in any order, a decision that takes effect", async () => {
        const moderator = await openPage(site);
        const { page } = moderator;
        await importFile(page, at("grossenfels-contract.json"));
        await page.waitForURL(/#\/agreement\//);

        // A version, an edit, and what distinguishes them.
        await go(page, "Fassungen");
        await page.getByRole("button", { name: "Fassung festhalten" }).click();
        await page.getByText("Bitte der Fassung einen Namen geben.").waitFor({ state: "attached", ...wait });
        await page.getByLabel("Name der Fassung").fill("Vor der Vernehmlassung");
        await page.getByLabel("Anlass").fill("Stand der Sitzung vom 16. November");
        await page.getByRole("button", { name: "Fassung festhalten" }).click();
        await page.getByRole("link", { name: "Vor der Vernehmlassung" }).waitFor(wait);
        await narrow(page, "review versions");
        await setReference(page, "RRB 77/2026");
        await go(page, "Fassungen");
        await page.getByRole("link", { name: "Vor der Vernehmlassung" }).click();
        await page.getByText(/\[\+[^\]]*77/).first().waitFor(wait);
        await narrow(page, "review difference");
        await tab(page, "Text lesen");
        await page.getByRole("heading", { name: /Politischer Auftrag/ }).waitFor(wait);
        await tab(page, "Unterschiede");
        await page.getByRole("button", { name: "Als Entwurf wiederherstellen" }).click();
        await page.getByText("Es gibt keine Unterschiede.").waitFor(wait);
        await page.keyboard.press("Control+z");
        await page.getByText(/\[\+[^\]]*77/).first().waitFor(wait);
        await untilSaved(page);

        // Documents for two reviewers, with what an internal remark says in neither.
        await go(page, "Prüfung");
        await tab(page, "Bemerkungen");
        await page.getByLabel("Bestimmung", { exact: true }).selectOption({ label: await page.locator("option", { hasText: "Politischer Auftrag" }).first().innerText() });
        await page.getByRole("textbox", { name: "Bemerkung", exact: true }).fill("Nebelkrähe: noch offen mit dem Departement");
        await page.getByLabel(/^Intern: verlässt/).click();
        await page.getByRole("button", { name: "Festhalten", exact: true }).click();
        await page.getByText("intern", { exact: true }).waitFor(wait);
        await narrow(page, "review remarks");
        await tab(page, "Unterlagen und Antworten");
        await page.getByLabel("Zum Vergleich mitgeben").selectOption({ index: 1 });
        const forAnna = await send(page, "Anna Muster", "Opferberatung");
        const forBeat = await send(page, "Beat Beispiel", "Staatskanzlei");
        await page.getByRole("heading", { name: "Versandte Unterlagen" }).waitFor(wait);
        await narrow(page, "review documents");
        for (const file of [forAnna, forBeat])
            assert.ok(!(await readFile(file, "utf8")).includes("Nebelkr"), "an internal remark leaves the workspace");
        await untilSaved(page);

        // Anna: an answer, a proposal, an internal remark.
        const anna = await openPage(site);
        await anna.page.getByRole("button", { name: "Unterlagen öffnen" }).click();
        await narrow(anna.page, "review door");
        await open(anna.page, forAnna);
        await anna.page.getByLabel("Ihr Name").fill("Anna Muster");
        await anna.page.keyboard.press("Tab");
        await narrow(anna.page, "review task");
        await anna.page.getByRole("button", { name: /^Bemerkung oder Vorschlag: .*Ziele/ }).click();
        await anna.page.getByLabel("Nur diese Wörter").fill("früh erkennen");
        await anna.page.getByRole("radio", { name: "Vorschlag" }).click();
        await anna.page.getByLabel("Vorgeschlagener Wortlaut").fill("möglichst früh erkennen");
        await anna.page.getByLabel("Begründung").fill("Deutlicher");
        await assertAccessible(anna.page, "review proposal");
        await anna.page.getByRole("button", { name: "Festhalten", exact: true }).click();
        await anna.page.getByText("[+ möglichst").first().waitFor(wait);
        await tab(anna.page, "Änderungen");
        await anna.page.getByText(/\[\+[^\]]*77/).first().waitFor(wait);
        await tab(anna.page, "Fragen");
        await anna.page.getByLabel("Fehlt eine Stelle?").fill("Nein");
        await anna.page.keyboard.press("Tab");
        await anna.page.getByText("1 von 2 beantwortet").waitFor(wait);
        await assertAccessible(anna.page, "review questions");
        // Her own version of one thing.
        await tab(anna.page, "Entscheid und Antwort");
        await anna.page.getByLabel("Meine Fassung des Entwurfs mitsenden").click();
        await anna.page.getByRole("link", { name: "Entwurf überarbeiten" }).click();
        await setReference(anna.page, "RRB 88/2026");
        await anna.page.goBack();
        await anna.page.goBack();
        await tab(anna.page, "Entscheid und Antwort");
        const fromAnna = await downloaded(anna.page, folder, () => anna.page.getByRole("button", { name: "Antwort speichern" }).click());
        assert.match(fromAnna, /antwort-anna-muster-beispiel-frei-erfunden-[\w-]+\.json$/);
        await anna.page.getByText(/ist gespeichert$/).waitFor(wait);
        assert.deepEqual(anna.errors, []);

        // Beat, by the keyboard alone from the tabs on: a decision that lacks something, then whole.
        const beat = await openPage(site, { hash: "#/review" });
        await open(beat.page, forBeat);
        const { keyboard } = beat.page;
        await tabTo(beat.page, beat.page.getByLabel("Ihr Name"));
        await keyboard.type("Beat Beispiel");
        await tabTo(beat.page, beat.page.getByRole("tab", { name: /^Entwurf lesen/ }));
        await settled(beat.page);
        await keyboard.press("End");
        await settled(beat.page);
        await keyboard.press("Enter");
        await beat.page.getByRole("radiogroup", { name: /^Entscheid oder/ }).waitFor(wait);
        await tabTo(beat.page, beat.page.getByRole("radiogroup", { name: /^Entscheid oder/ }));
        for (let i = 0; i < 2; ++i) {
            await keyboard.press("ArrowDown");
            await settled(beat.page);
        }
        await tabTo(beat.page, beat.page.getByLabel("Geschäftsnummer", { exact: true }));
        await keyboard.type("RRB 99/2026");
        await tabTo(beat.page, beat.page.getByRole("button", { name: "Auflage hinzufügen" }));
        await keyboard.press("Enter");
        await beat.page.getByLabel("Auflage 1", { exact: true }).waitFor(wait);
        await beat.page.getByLabel("Auflage 1", { exact: true }).focus();
        await keyboard.type("Jährlich berichten");
        await tabTo(beat.page, beat.page.getByLabel("Auflage 1, bis"));
        await keyboard.type("31.12.2027");
        await tabTo(beat.page, beat.page.getByRole("button", { name: "Antwort speichern" }));
        await keyboard.press("Enter");
        await beat.page.getByText(/welche Behörde entschieden hat/).first().waitFor(wait);
        await beat.page.getByLabel("Behörde", { exact: true }).focus();
        await keyboard.type("Regierungsrat (erfunden)");
        await tabTo(beat.page, beat.page.getByRole("button", { name: "Antwort speichern" }));
        const fromBeat = await downloaded(beat.page, folder, () => keyboard.press("Enter"));
        await narrow(beat.page, "review decision");
        await beat.page.reload();
        await tab(beat.page, "Entscheid und Antwort");
        assert.equal(await beat.page.getByLabel("Behörde", { exact: true }).inputValue(), "Regierungsrat (erfunden)");
        assert.deepEqual(beat.errors, []);

        // Both replies, the later one first; then once more, and what is no reply.
        await choose(page, /^Antworten wählen/, fromBeat);
        await page.getByText("Die Antwort von Beat Beispiel, Staatskanzlei ist eingelesen").or(page.getByText("Die Antwort von Beat Beispiel ist eingelesen")).first().waitFor(wait);
        await choose(page, /^Antworten wählen/, [fromAnna, fromBeat]);
        await page.getByText(/Antwort von Anna Muster ist eingelesen/).waitFor(wait);
        await page.getByText(/ist schon da/).waitFor(wait);
        await untilSaved(page);
        await narrow(page, "review replies");

        const reply = await readFile(fromAnna, "utf8");
        await writeFile(at("verfaelscht.json"), reply.replace("Deutlicher", "Undeutlich"));
        await writeFile(at("neuer.json"), reply.replace("reply-packet:1", "reply-packet:2"));
        await writeFile(at("gekuerzt.json"), reply.slice(0, -20));
        await writeFile(at("gross.json"), Buffer.alloc(42 * 1024 * 1024, " "));
        for (const [file, reason] of [[at("verfaelscht.json"), /passt nicht zur Prüfsumme/], [at("neuer.json"), /Version, die dieses Konkordat nicht kennt/],
            [at("gekuerzt.json"), /endet zu früh|kein gültiges JSON/], [at("gross.json"), /grösser als zulässig/], [forAnna, /von hier verschickt/],
            [at("musterstein-announcement.json"), /weder Unterlagen zur Prüfung noch eine Antwort/]]) {
            await choose(page, /^Antworten wählen/, file);
            await page.getByText(reason).first().waitFor(wait);
            await page.getByText(/An Ihrem Arbeitsbereich wurde nichts geändert/).first().waitFor(wait);
        }
        const stranger = await openPage(site);
        await importFile(stranger.page, at("musterstein-announcement.json"));
        await stranger.page.waitForURL(/#\/agreement\//);
        await go(stranger.page, "Prüfung");
        await choose(stranger.page, /^Antworten wählen/, fromAnna);
        await stranger.page.getByText(/gehört zu einer anderen Vereinbarung/).waitFor(wait);

        // The decision is about this very draft: it takes effect, and its condition is a task.
        await tab(page, "Entscheide");
        await narrow(page, "review decisions");
        await page.getByRole("button", { name: /^Entscheid eintragen/ }).click();
        await page.getByText("Auflagen: 0 von 1 erfüllt").waitFor(wait);
        await page.getByRole("banner").waitFor();
        await page.getByText("Unterzeichnung", { exact: true }).first().waitFor(wait);
        await page.getByLabel(/^Jährlich berichten/).click();
        await page.getByText("Auflagen: 1 von 1 erfüllt").waitFor(wait);
        await narrow(page, "review tasks");

        // A proposal is taken over, taken back, and taken over again.
        await tab(page, "Bemerkungen");
        await page.getByRole("button", { name: /^Annehmen: Anna Muster/ }).click();
        await page.getByText("angenommen", { exact: true }).waitFor(wait);
        await page.keyboard.press("Control+z");
        await page.getByRole("button", { name: /^Annehmen: Anna Muster/ }).waitFor(wait);
        await page.getByRole("button", { name: /^Annehmen: Anna Muster/ }).click();
        await page.getByText("angenommen", { exact: true }).waitFor(wait);
        await narrow(page, "review threads");

        // What Anna's own version and the draft say differently of one thing is shown side by side, and somebody chooses.
        await setReference(page, "RRB 66/2026");
        await go(page, "Prüfung");
        await tab(page, "Unterlagen und Antworten");
        await page.getByRole("button", { name: /^Eigene Fassung ansehen/ }).click();
        await page.getByText("1 Widerspruch").waitFor(wait);
        await narrow(page, "review conflict");
        await page.getByRole("radio", { name: "Wie in der Antwort" }).click();
        await page.getByRole("button", { name: "In den Entwurf übernehmen" }).click();
        await page.getByText("Die Fassung der Antwort steht im Entwurf.").first().waitFor(wait);
        await untilSaved(page);
        const agreement = await exported(page, folder);
        assert.equal(agreement.state, "signature");
        assert.equal(agreement.lifecycle.at(-1).reference, "RRB 99/2026");
        assert.match(agreement.clauses.find(({ id }) => id === "aims").body.de, /möglichst früh erkennen/);
        assert.match(JSON.stringify(agreement), /RRB 88\/2026/);

        // It is all there after a restart of the tab, and in the other languages.
        await page.reload();
        await go(page, "Prüfung");
        await tab(page, "Entscheide");
        await page.getByText("Auflagen: 1 von 1 erfüllt").waitFor(wait);
        for (const [label, text] of [["Français", "Charges : 1 sur 1 remplies"], ["Italiano", "Oneri: 1 di 1 adempiuti"], ["English", "Conditions: 1 of 1 met"]]) {
            await page.getByRole("banner").getByRole("combobox").selectOption({ label });
            await page.getByText(text).waitFor(wait);
        }
        assert.deepEqual(moderator.errors, []);

        // An analyst has the agreement, and nothing of how it came about; she takes away the matrix.
        const taken = at("beschlossen.json");
        const analyst = await openPage(site, { hash: "#/compare" });
        await writeFile(taken, JSON.stringify({ ...agreement, cantons: ["CH-UR"] }));
        await choose(analyst.page, /^Vereinbarungen aufnehmen/, taken);
        await analyst.page.getByText("1 von 1 Dateien übernommen").first().waitFor(wait);
        await analyst.page.getByRole("link", { name: "Matrix", exact: true }).click();
        await analyst.page.getByText("Zeilen: 26; mit Vereinbarung oder Notizen: 1").first().waitFor(wait);
        const matrix = await downloaded(analyst.page, folder, () => analyst.page.getByRole("button", { name: "Alles als JSON speichern" }).click());
        const uri = JSON.parse(await readFile(matrix, "utf8")).rows.find(({ cantons }) => cantons?.includes("CH-UR"));
        assert.deepEqual(uri.cells.state.statements.map(({ values }) => values), [["signature"]]);
        assert.deepEqual(analyst.errors, []);
    });
});

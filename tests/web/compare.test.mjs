import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { openPage, openSite, ready, settled } from "./harness.mjs";
import { assertAccessible, downloaded, exported, tabTo, untilSaved } from "./steps.mjs";

/** An analyst lays the agreements of cantons side by side, from files alone. */

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.KONKORDAT_CLI ?? join(root, "build/native/konkordat");
const konkordat = (...words) => execFileSync(program, words, { encoding: "utf8" });
const wait = { timeout: 60_000 };

const withoutMark = (text) => text.replace(/^\uFEFF/, "");

describe("Comparing in the browser", { timeout: 600_000 }, () => {
    let site, folder;
    const at = (name) => join(folder, name);
    const edited = async (from, to, edit) => {
        const agreement = JSON.parse(await readFile(at(from), "utf8"));
        edit(agreement);
        await writeFile(at(to), JSON.stringify(agreement));
        return agreement;
    };
    /** In CH-BE and CH-GE, so that they are cantons of the register. */
    const place = (agreement, canton, id) => Object.assign(agreement, { id, cantons: [canton] });

    before(async () => {
        site = await openSite();
        folder = await mkdtemp(join(tmpdir(), "konkordat-compare-"));
        konkordat("new", "--example", "musterstein-announcement", "-o", at("announcement.json"));
        konkordat("new", "--example", "grossenfels-contract", "-o", at("contract.json"));
        await mkdir(at("kantone"));
        await edited("contract.json", "kantone/bern.json", (agreement) => place(agreement, "CH-BE", "agreement-bern"));
        await edited("announcement.json", "kantone/genf.json", (agreement) => {
            place(agreement, "CH-GE", "agreement-genf");
            agreement.clauses.find(({ body, kind }) => kind !== "section" && body?.de?.length > 80).body.de += " Die Prüfstelle in Zürich überwacht das.";
        });
        await edited("kantone/bern.json", "kantone/bern-frueher.json", (agreement) => {
            agreement.modifiedAt = "2020-01-01T00:00:00Z";
        });
        await edited("kantone/bern.json", "kantone/kopie.json", () => {});
        await writeFile(at("kantone/kaputt.json"), (await readFile(at("kantone/genf.json"), "utf8")).slice(0, 2000));
        await writeFile(at("kantone/fremd.json"), JSON.stringify({ hello: "world" }));
        konkordat("export", at("contract.json"), "--pdf", at("kantone/unsigniert.pdf"));
        const bytes = await readFile(at("kantone/unsigniert.pdf"));
        await writeFile(at("kantone/abgeschnitten.pdf"), bytes.subarray(0, 3000));
    });
    after(async () => {
        await site?.stop();
        if (folder)
            await rm(folder, { recursive: true });
    });

    const files = ["abgeschnitten.pdf", "bern-frueher.json", "bern.json", "fremd.json", "genf.json", "kaputt.json", "kopie.json"];
    const bring = async (page, names) => {
        const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: /^Vereinbarungen aufnehmen/ }).click()]);
        await chooser.setFiles(names.map((name) => at(`kantone/${name}`)));
        await page.getByText(/von \d+ Dateien übernommen/).first().waitFor(wait);
    };
    const close = (page) => page.getByRole("dialog").getByRole("button", { name: "Schliessen" }).last().click();
    const go = async (page, name) => {
        await page.getByRole("navigation", { name: "Mechanismen vergleichen" }).getByRole("link", { name, exact: true }).click();
        await settled(page);
    };

    test("an analyst imports, looks, exports, searches, and adopts a wording", async () => {
        const { page, context, errors } = await openPage(site);
        await page.getByRole("button", { name: "Vergleich öffnen" }).click();
        await page.getByRole("heading", { level: 1, name: "Mechanismen vergleichen" }).waitFor(wait);
        // The 26 cantons are there before anything is imported, with what the list of 2016 says.
        await page.getByRole("grid", { name: "Register der Kantone" }).waitFor(wait);
        await page.getByText("0 von 26 Zeilen").first().waitFor(wait);
        await assertAccessible(page, "compare register empty");

        // What is good is taken, the rest listed with reasons.
        await bring(page, files);
        await page.getByText("3 von 7 Dateien übernommen").first().waitFor(wait);
        for (const [file, reason] of [["kaputt.json", "nicht lesbar"], ["abgeschnitten.pdf", "nicht lesbar"], ["fremd.json", "keine Vereinbarung"],
            ["kopie.json", "dieselbe Vereinbarung"], ["bern-frueher.json", "früherer Stand"]])
            await page.getByText(new RegExp(`^${file}: .*${reason}`)).first().waitFor(wait);
        await untilSaved(page);
        await assertAccessible(page, "compare register");
        await page.setViewportSize({ width: 390, height: 844 });
        await assertAccessible(page, "compare register");
        await page.setViewportSize({ width: 1280, height: 800 });

        // It is there after a restart of the tab; the same file twice changes nothing.
        await page.reload();
        await ready(page);
        await page.getByText("2 von 26 Zeilen").first().waitFor(wait);
        await bring(page, ["bern.json"]);
        await page.getByText("0 von 1 Dateien übernommen").first().waitFor(wait);

        // The matrix: only those with an agreement, filtered, a cell opened.
        await go(page, "Matrix");
        await page.getByText("Zeilen: 26; mit Vereinbarung oder Notizen: 2").first().waitFor(wait);
        await assertAccessible(page, "compare matrix");
        await page.setViewportSize({ width: 390, height: 844 });
        await assertAccessible(page, "compare matrix");
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.getByRole("button", { name: "Filtern" }).click();
        await page.getByRole("combobox", { name: "Merkmal" }).selectOption({ label: "Form" });
        await page.getByRole("combobox", { name: "Angabe" }).selectOption({ label: "bekannt" });
        await page.getByRole("button", { name: "Filter setzen" }).click();
        await page.getByText("Zeilen: 2; mit Vereinbarung oder Notizen: 2").first().waitFor(wait);
        const matrix = page.getByRole("grid", { name: "Matrix" });
        assert.equal(await matrix.getByRole("row").count(), 3);
        await assertAccessible(page, "compare matrix filtered");
        const selected = await downloaded(page, folder, () => page.getByRole("button", { name: "Auswahl als CSV speichern" }).click());
        assert.equal(withoutMark(await readFile(selected, "utf8")).trim().split("\r\n").length, 3);
        await matrix.getByRole("row", { name: /Bern/ }).getByRole("link").nth(1).click();
        await page.getByRole("dialog").getByText(/Quelle:/).first().waitFor(wait);
        await assertAccessible(page, "compare cell");
        await close(page);
        await page.getByRole("dialog").waitFor({ state: "detached", ...wait });
        assert.match(page.url(), /#\/compare\/matrix$/);

        // What is saved is what the command says of the same files.
        const csv = await downloaded(page, folder, () => page.getByRole("button", { name: "Alles als CSV speichern" }).click());
        const inputs = ["bern.json", "genf.json"].map((name) => at(`kantone/${name}`));
        assert.equal(withoutMark(await readFile(csv, "utf8")), konkordat("compare", "--csv", ...inputs));
        const json = await downloaded(page, folder, () => page.getByRole("button", { name: "Alles als JSON speichern" }).click());
        const { files: _, skipped: __, ...expected } = JSON.parse(konkordat("compare", "--json", ...inputs));
        assert.deepEqual(JSON.parse(await readFile(json, "utf8")), expected);

        // Reference mechanisms stand beside the cantons and change no count.
        await page.getByRole("button", { name: /^Filter entfernen/ }).click();
        const counted = await page.getByRole("grid", { name: /^Zählung/ }).innerText();
        await page.getByRole("checkbox", { name: /Vergleichsbeispiele/ }).check();
        await page.getByRole("heading", { name: /Vergleichsbeispiele, nicht mitgezählt/ }).waitFor(wait);
        assert.equal(await page.getByRole("grid", { name: /^Zählung/ }).innerText(), counted);
        await assertAccessible(page, "compare references");

        // The profile.
        await go(page, "Register");
        await page.getByRole("row", { name: /Bern/ }).getByRole("link").first().click();
        await page.getByText("Frühere Stände").first().waitFor(wait);
        await assertAccessible(page, "compare profile");

        // Search folds umlauts.
        await go(page, "Suche");
        await page.getByRole("textbox", { name: "Wörter" }).fill("prufstelle zurich");
        await page.getByRole("button", { name: "Suchen" }).click();
        await page.getByText(/^Fundstellen .*: 1;/).first().waitFor(wait);
        await assertAccessible(page, "compare search");
        await page.getByRole("link", { name: /^Genf/ }).click();
        await page.getByRole("dialog").getByText(/überwacht das/).waitFor(wait);
        await close(page);

        // A draft of the user's own takes over a wording, with where it is from.
        await page.getByRole("link", { name: "Konkordat" }).first().click();
        await page.getByRole("button", { name: /^Beispiel öffnen|^Als Kopie öffnen/ }).first().click();
        await page.waitForURL(/#\/agreement\//);
        const draft = /agreement\/([^/]+)/.exec(page.url())[1];
        await page.goto(`${site.address}#/compare/wording`);
        await settled(page);
        await assertAccessible(page, "compare wording");
        await page.setViewportSize({ width: 390, height: 844 });
        await assertAccessible(page, "compare wording");
        await page.setViewportSize({ width: 1280, height: 800 });
        const adopt = page.getByRole("button", { name: /^Wortlaut übernehmen: .*Bern/ }).first();
        await adopt.click();
        await page.getByRole("dialog").getByRole("button", { name: "Übernehmen" }).waitFor(wait);
        await assertAccessible(page, "compare adopt");
        await page.getByRole("dialog").getByRole("button", { name: "Übernehmen" }).click();
        await page.getByText(/^Wortlaut übernommen in/).first().waitFor(wait);
        await page.goto(`${site.address}#/agreement/${draft}`);
        await settled(page);
        const taken = (await exported(page, folder)).clauses.filter(({ takenFrom }) => takenFrom);
        assert.equal(taken.length, 1);
        assert.equal(taken[0].takenFrom.de.agreement, "agreement-bern");
        assert.deepEqual(taken[0].takenFrom.de.cantons, ["CH-BE"]);
        assert.deepEqual(errors, []);
        await context.close();
    });

    test("a signed PDF is verified, and a forged one is not taken", async () => {
        await writeFile(at("password.txt"), "geheim-genug");
        konkordat("identity", "--name", "Anna Muster", "--organisation", "Kantonspolizei", "--password-file", at("password.txt"),
            "--certificate", at("anna.pem"), "-o", at("anna.p12"));
        konkordat("export", at("kantone/bern.json"), "--pdf", at("bern-frei.pdf"));
        konkordat("sign", at("bern-frei.pdf"), "--prepare", "-o", at("bern-bereit.pdf"));
        const field = /^(\S+)/m.exec(konkordat("sign", at("bern-bereit.pdf"), "--list-fields"))[1];
        konkordat("sign", at("bern-bereit.pdf"), "--field", field, "--p12", at("anna.p12"), "--password-file", at("password.txt"), "-o", at("kantone/signiert.pdf"));
        const bytes = await readFile(at("kantone/signiert.pdf"));
        bytes[bytes.indexOf("stream") + 40] ^= 1;
        await writeFile(at("kantone/gefaelscht.pdf"), bytes);
        const { page, context, errors } = await openPage(site, { hash: "#/compare" });
        await bring(page, ["gefaelscht.pdf", "signiert.pdf"]);
        await page.getByText("1 von 2 Dateien übernommen").first().waitFor(wait);
        await page.getByText(/^gefaelscht.pdf: /).first().waitFor(wait);
        await page.getByRole("row", { name: /Bern.*unversehrt/ }).first().waitFor(wait);
        assert.deepEqual(errors, []);
        await context.close();
    });

    test("with the keyboard alone: a cell of the matrix and back", async () => {
        const { page, context, errors } = await openPage(site, { hash: "#/compare" });
        await bring(page, ["bern.json"]);
        await tabTo(page, page.getByRole("link", { name: "Matrix", exact: true }));
        await page.keyboard.press("Enter");
        await page.getByText("mit Vereinbarung oder Notizen: 1").first().waitFor(wait);
        const matrix = page.getByRole("grid", { name: "Matrix" });
        await tabTo(page, page.getByRole("checkbox", { name: "Nur Kantone mit Vereinbarung" }));
        await page.keyboard.press("Space");
        await page.getByText("Zeilen: 1; mit Vereinbarung oder Notizen: 1").first().waitFor(wait);
        await tabTo(page, matrix);
        await page.keyboard.press("Control+End");
        await settled(page);
        await page.keyboard.press("Enter");
        await page.getByRole("dialog").getByText(/Quelle:/).first().waitFor(wait);
        await page.keyboard.press("Escape");
        await page.getByRole("dialog").waitFor({ state: "detached", ...wait });
        assert.match(page.url(), /#\/compare\/matrix$/);
        assert.deepEqual(errors, []);
        await context.close();
    });
});

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createPrivateKey } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { headers } from "../../tools/serve.mjs";
import { openPage, openSite, ready, settled } from "./harness.mjs";
import { assertAccessible, downloaded, importFile, tabTo, untilSaved } from "./steps.mjs";

/** Two parties sign in browser profiles of their own, by files alone; the moderator collects, and a third person verifies. */

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.KONKORDAT_CLI ?? join(root, "build/native/konkordat");
const konkordat = (...words) => execFileSync(program, words, { encoding: "utf8" });

const wait = { timeout: 60_000 };

describe("Signing in the browser", { timeout: 600_000 }, () => {
    let site, folder;
    const at = (name) => join(folder, name);
    before(async () => {
        site = await openSite();
        folder = await mkdtemp(join(tmpdir(), "konkordat-signing-"));
        konkordat("new", "--example", "musterstein-announcement", "-o", at("announcement.json"));
        konkordat("new", "--example", "grossenfels-contract", "-o", at("contract.json"));
        await writeFile(at("password.txt"), "geheim-genug");
        for (const [name, person] of [["anna", "Anna Muster"], ["beat", "Beat Beispiel"]])
            konkordat("identity", "--name", person, "--organisation", "Kantonspolizei Musterstein", "--password-file", at("password.txt"),
                "--certificate", at(`${name}.pem`), "-o", at(`${name}.p12`));
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
    const openDocument = async (page, file) => {
        await choose(page, /^Dokument wählen/, file);
        await page.getByRole("heading", { level: 2, name: basename(file) }).waitFor(wait);
        await page.getByText("Das Dokument wird gelesen und geprüft").first().waitFor({ state: "detached", ...wait });
    };
    const openIdentity = async (page, name) => {
        await choose(page, "Zertifikatsdatei wählen", at(`${name}.p12`));
        await page.getByLabel("Passwort der Zertifikatsdatei").fill("geheim-genug");
        await page.getByRole("button", { name: "Zertifikat öffnen" }).click();
        await page.getByRole("button", { name: "Jetzt unterzeichnen" }).waitFor(wait);
        await page.getByLabel("Funktion").waitFor(wait);
    };
    /** Signs the open document as the nth party; the path of the signed file. */
    const sign = async (page, name, nth) => {
        const parties = page.getByRole("radiogroup", { name: /Für wen unterzeichnen Sie/ }).getByRole("radio");
        await parties.nth(nth).click();
        await openIdentity(page, name);
        await page.getByLabel("Ort").fill("Musterstein");
        const path = await downloaded(page, folder, () => page.getByRole("button", { name: "Jetzt unterzeichnen" }).click());
        await page.getByText("Unterzeichnet", { exact: true }).first().waitFor(wait);
        await page.getByText("Das Dokument wird gelesen und geprüft").first().waitFor({ state: "detached", ...wait });
        return path;
    };
    const verdict = (page) => page.locator('[data-path$="/verdict"]').first().innerText();
    const verified = (file, ...words) => JSON.parse(spawnSync(program, ["verify", file, "--json", ...words], { encoding: "utf8" }).stdout);

    test("two parties, a moderator, and a third who verifies", async () => {
        // The moderator prepares.
        const moderator = await openPage(site);
        await importFile(moderator.page, at("contract.json"));
        await moderator.page.waitForURL(/#\/agreement\//);
        await moderator.page.getByRole("link", { name: "Unterzeichnung", exact: true }).click();
        await assertAccessible(moderator.page, "signing prepare");
        const prepared = await downloaded(moderator.page, folder, () => moderator.page.getByRole("button", { name: "PDF vorbereiten und speichern" }).click());
        await moderator.page.getByText(/0 von \d+ haben unterzeichnet/).waitFor(wait);
        await untilSaved(moderator.page);

        // Each party signs in a profile of its own.
        const anna = await openPage(site, { hash: "#/verify" });
        await openDocument(anna.page, prepared);
        assert.match(await verdict(anna.page), /NICHT UNTERSCHRIEBEN/);
        await assertAccessible(anna.page, "signing document");
        const first = await sign(anna.page, "anna", 0);
        assert.match(await verdict(anna.page), /UNVERSEHRT/);
        await assertAccessible(anna.page, "signing signed");
        assert.deepEqual(anna.errors, []);

        const beat = await openPage(site, { hash: "#/verify" });
        await openDocument(beat.page, first);
        const second = await sign(beat.page, "beat", 0);
        assert.deepEqual(beat.errors, []);

        // Other programs agree, and nothing but signatures came after the first one.
        const report = verified(second, "--trust", at("anna.pem"), "--trust", at("beat.pem"));
        assert.deepEqual([report.verdict, report.inOrder, report.twin.result, report.signatures.length], ["valid", true, "same-bytes", 2]);
        assert.deepEqual(report.signatures.map(({ level, intact }) => [level, intact]), [["b-b", true], ["b-b", true]]);
        assert.equal((await readFile(second)).subarray(0, (await readFile(prepared)).length).equals(await readFile(prepared)), true);
        const pdfsig = spawnSync("pdfsig", [second], { encoding: "utf8" });
        assert.equal(pdfsig.stdout.match(/Signature is Valid/g)?.length, 2, pdfsig.stdout);

        // The moderator takes what came back, and refuses what is not of this round.
        const page = moderator.page;
        konkordat("export", at("announcement.json"), "--pdf", at("fremd.pdf"));
        await choose(page, /^Zurückgekommene Dateien wählen/, [first, second, at("fremd.pdf")]);
        await page.getByText(/2 von \d+ haben unterzeichnet/).waitFor(wait);
        await page.getByText(/«fremd.pdf» wurde nicht angenommen/).waitFor(wait);
        await page.getByText("Die Zustimmungen gelten für den heutigen Text").waitFor(wait);
        await untilSaved(page);
        await assertAccessible(page, "signing progress");
        await page.setViewportSize({ width: 390, height: 844 });
        await assertAccessible(page, "signing progress");
        await page.setViewportSize({ width: 1280, height: 800 });

        // It is there again after a restart of the tab, and the same file twice changes nothing.
        await page.reload();
        await page.getByText(/2 von \d+ haben unterzeichnet/).waitFor(wait);
        await choose(page, /^Zurückgekommene Dateien wählen/, second);
        await page.getByText(/ist schon da/).waitFor(wait);

        // An edit reopens its clause and no other.
        await page.getByRole("link", { name: "Eckdaten" }).click();
        await page.getByLabel("Geschäftsnummer des Beschlusses").fill("RRB 77/2026");
        await page.keyboard.press("Tab");
        await untilSaved(page);
        await page.getByRole("link", { name: "Unterzeichnung", exact: true }).click();
        await page.getByText(/Ebenfalls geändert/).waitFor(wait);
        assert.deepEqual(moderator.errors, []);

        // A third person verifies, without anchors, then with them.
        const third = await openPage(site, { hash: "#/verify" });
        await openDocument(third.page, second);
        assert.match(await verdict(third.page), /UNVERSEHRT/);
        await choose(third.page, "Zertifikate hinzufügen", [at("anna.pem"), at("beat.pem")]);
        await third.page.getByText(/^GÜLTIG/).first().waitFor(wait);
        await assertAccessible(third.page, "signing verified");
        await third.page.getByRole("combobox", { name: "Sprache der Oberfläche" }).selectOption({ label: "Français" });
        await third.page.getByText(/^VALABLE/).first().waitFor(wait);
        await third.page.getByRole("combobox", { name: /Langue/ }).selectOption({ label: "Deutsch" });
        const state = await downloaded(third.page, folder, () => third.page.getByRole("button", { name: /Stand dieser Unterschrift speichern/ }).first().click());
        assert.equal(verified(state).signatures.length, 1);

        // A forgery by one byte is called what it is, and cannot be signed.
        const bytes = await readFile(second);
        bytes[bytes.indexOf("stream") + 40] ^= 1;
        await writeFile(at("gefaelscht.pdf"), bytes);
        await openDocument(third.page, at("gefaelscht.pdf"));
        assert.match(await verdict(third.page), /UNGÜLTIG/);
        assert.equal(await third.page.getByRole("button", { name: "Jetzt unterzeichnen" }).count(), 0);
        await assertAccessible(third.page, "signing forged");
        for (const { context } of [moderator, anna, beat, third])
            await context.close();
    });

    test("a wrong password is told at its field, and nothing is kept of key and password", async () => {
        const { page, context } = await openPage(site, { hash: "#/verify" });
        konkordat("export", at("announcement.json"), "--pdf", at("export.pdf"));
        konkordat("sign", at("export.pdf"), "--prepare", "-o", at("prepared.pdf"));
        await openDocument(page, at("prepared.pdf"));
        await choose(page, "Zertifikatsdatei wählen", at("anna.p12"));
        await page.getByLabel("Passwort der Zertifikatsdatei").fill("falsch");
        await page.getByLabel("Passwort der Zertifikatsdatei").press("Enter");
        await page.getByText("Das Passwort passt nicht zu dieser Schlüsseldatei.").first().waitFor({ state: "attached", ...wait });
        assert.equal(await page.getByLabel("Passwort der Zertifikatsdatei").getAttribute("type"), "password");
        assert.equal(await page.getByLabel("Passwort der Zertifikatsdatei").inputValue(), "");
        await openIdentity(page, "anna");
        const stored = await page.evaluate(async () => {
            const databases = await indexedDB.databases();
            const found = [];
            for (const { name, version } of databases) {
                const database = await new Promise((resolve) => { const request = indexedDB.open(name, version); request.onsuccess = () => resolve(request.result); });
                for (const store of database.objectStoreNames) {
                    const values = await new Promise((resolve) => { const request = database.transaction(store).objectStore(store).getAll(); request.onsuccess = () => resolve(request.result); });
                    for (const value of values) {
                        const bytes = value?.bytes ?? value;
                        found.push(bytes instanceof Uint8Array || bytes instanceof ArrayBuffer ? new TextDecoder("latin1").decode(bytes) : JSON.stringify(value));
                    }
                }
                database.close();
            }
            return found.join("");
        });
        assert.ok(stored.length > 1000, "the storage was read");
        assert.equal(stored.includes("geheim-genug"), false);
        // Leaving the screen forgets the certificate.
        await page.getByRole("link", { name: "Konkordat" }).first().click();
        await page.getByRole("button", { name: /Datei importieren/ }).waitFor();
        await page.goBack();
        await page.getByRole("button", { name: "Zertifikatsdatei wählen" }).waitFor();
        assert.equal(await page.getByText("anna.p12").count(), 0);
        await context.close();
    });

    test("a trial identity is made, signs and is marked, with the keyboard alone", async () => {
        const { page, context, errors } = await openPage(site, { hash: "#/verify" });
        // Playwright begins to take file choosers over when it is first asked for one, and a key is quicker than that.
        page.on("filechooser", () => {});
        await tabTo(page, page.getByRole("button", { name: /Probe-Identität erstellen/ }));
        await page.keyboard.press("Enter");
        await tabTo(page, page.getByLabel("Vorname und Name"));
        await page.keyboard.type("Carla Probe");
        await page.keyboard.press("Tab");
        await page.keyboard.type("Fachstelle Musterstein");
        await page.keyboard.press("Tab");
        await page.keyboard.type("geheim-genug");
        await tabTo(page, page.getByRole("button", { name: "Erstellen und speichern" }));
        const downloads = [];
        page.on("download", (download) => downloads.push(download));
        await page.keyboard.press("Enter");
        await page.getByText(/wurden dem Browser übergeben/).first().waitFor(wait);
        assert.deepEqual(downloads.map((download) => download.suggestedFilename().replace(/^.*\./, "")).sort(), ["p12", "pem"]);

        await tabTo(page, page.getByRole("button", { name: /^Dokument wählen/ }));
        const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Enter")]);
        await chooser.setFiles(at("prepared.pdf"));
        await page.getByText("Nur zum Ausprobieren").first().waitFor(wait);
        await page.getByLabel("Funktion").waitFor(wait);
        const path = await downloaded(page, folder, async () => {
            await tabTo(page, page.getByRole("button", { name: "Jetzt unterzeichnen" }));
            await page.keyboard.press("Enter");
        });
        await page.getByText(/NUR ZUM AUSPROBIEREN/).first().waitFor(wait);
        assert.equal(verified(path).signatures[0].signer.forTrial, true);
        assert.deepEqual(errors, []);
        await context.close();
    });

    test("what is to be signed elsewhere is written out, and the answer completes the document", async () => {
        const { page, context, errors } = await openPage(site, { hash: "#/verify" });
        await openDocument(page, at("prepared.pdf"));
        await page.getByRole("radio", { name: "Karte oder Signaturdienst" }).click();
        await choose(page, "Zertifikat wählen", at("beat.pem"));
        await page.getByLabel("Funktion").waitFor(wait);
        const downloads = [];
        page.on("download", (download) => downloads.push(download));
        await page.getByRole("button", { name: "Zum Unterzeichnen bereitstellen" }).click();
        await page.getByText("Bereit zum Unterzeichnen").waitFor(wait);
        const paths = [];
        for (const download of downloads) {
            paths.push(at(`deferred-${download.suggestedFilename()}`));
            await download.saveAs(paths.at(-1));
        }
        assert.equal(paths.length, 2);
        const record = JSON.parse(await readFile(paths.find((path) => path.endsWith(".json")), "utf8"));
        const attributes = Buffer.from(record.signedAttributes, "base64");
        await writeFile(at("attributes.der"), attributes);
        execFileSync("openssl", ["pkcs12", "-in", at("beat.p12"), "-passin", "file:" + at("password.txt"), "-nodes", "-nocerts", "-out", at("beat-key.pem")]);
        execFileSync("openssl", ["dgst", "-sha256", "-sign", at("beat-key.pem"), "-out", at("value.bin"), at("attributes.der")]);
        const path = await downloaded(page, folder, () => choose(page, "Drei Dateien wählen", [...paths, at("value.bin")]));
        await page.getByText(/UNVERSEHRT/).first().waitFor(wait);
        const report = verified(path, "--trust", at("beat.pem"));
        assert.deepEqual([report.verdict, report.signatures.length], ["valid", 1]);
        // Another answer does not fit.
        await writeFile(at("value.bin"), Buffer.alloc(70, 7));
        await choose(page, "Drei Dateien wählen", [...paths, at("value.bin")]);
        await page.getByText("Nicht unterzeichnet", { exact: true }).first().waitFor(wait);
        assert.deepEqual(errors, []);
        await context.close();
    });

    test("an agreement is signed as JSON, too", async () => {
        const { page, context, errors } = await openPage(site, { hash: "#/verify" });
        await openDocument(page, at("announcement.json"));
        await openIdentity2(page);
        const path = await downloaded(page, folder, () => page.getByRole("button", { name: "Jetzt unterzeichnen" }).click());
        await page.getByText(/UNVERSEHRT/).first().waitFor(wait);
        const report = verified(path, "--trust", at("anna.pem"));
        assert.deepEqual([report.verdict, report.document], ["valid", "agreement"]);
        assert.deepEqual(errors, []);
        await context.close();
    });
    const openIdentity2 = async (page) => {
        await choose(page, "Zertifikatsdatei wählen", at("anna.p12"));
        await page.getByLabel("Passwort der Zertifikatsdatei").fill("geheim-genug");
        await page.getByRole("button", { name: "Zertifikat öffnen" }).click();
        await page.getByText(/wird .* verbindlich unterzeichnet/).waitFor(wait);
    };

    /** A time-stamp authority on this machine that lets every site ask. */
    const stampAuthority = async () => {
        await writeFile(at("tsa.cnf"), "[req]\ndistinguished_name = dn\n[dn]\n[stamper]\nkeyUsage = critical, digitalSignature\n"
            + "extendedKeyUsage = critical, timeStamping\n[tsa]\ndefault_tsa = stamps\n[stamps]\nserial = tsa.serial\nsigner_cert = tsa.pem\n"
            + "signer_key = tsa.key\nsigner_digest = sha256\ndefault_policy = 1.2.3.4.1\ndigests = sha256, sha384, sha512\n");
        const openssl = (...words) => execFileSync("openssl", words, { cwd: folder, stdio: "pipe" });
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.pem", "-subj", "/CN=Zeitstempel Musterstein",
            "-config", "tsa.cnf", "-extensions", "stamper", "-days", "30");
        const server = createServer((request, response) => {
            const allow = { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "content-type" };
            if (request.method === "OPTIONS")
                return response.writeHead(204, allow).end();
            const parts = [];
            request.on("data", (part) => parts.push(part));
            request.on("end", () => {
                const answers = { "/html": "<!doctype html><title>Anmelden</title>", "/long": Buffer.alloc(70_000, 0x30) };
                if (request.url === "/silent")
                    return;
                if (request.url === "/broken")
                    return response.writeHead(503, allow).end();
                if (request.url in answers)
                    return response.writeHead(200, allow).end(answers[request.url]);
                writeFileSync(at("query.tsq"), Buffer.concat(parts));
                openssl("ts", "-reply", "-config", "tsa.cnf", "-section", "stamps", "-queryfile", "query.tsq", "-out", "answer.tsr");
                response.writeHead(200, { ...allow, "Content-Type": "application/timestamp-reply" }).end(readFileSync(at("answer.tsr")));
            });
        });
        await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
        return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => { server.close(); server.closeAllConnections(); } };
    };
    /** The same site, whose server allows this authority. */
    const siteThatAllows = async (authority) => {
        const policy = headers["Content-Security-Policy"].replace("connect-src 'self'", `connect-src 'self' ${authority.url}`);
        const server = createServer(async (request, response) => {
            const answer = await fetch(new URL(request.url, site.address));
            response.writeHead(answer.status, { ...headers, "Content-Type": answer.headers.get("content-type"), "Content-Security-Policy": policy });
            response.end(Buffer.from(await answer.arrayBuffer()));
        });
        await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
        return { address: `http://127.0.0.1:${server.address().port}/`, stop: () => { server.close(); server.closeAllConnections(); } };
    };

    test("an authority stamps the time where the site allows it to be asked, and where not that is told", async () => {
        const authority = await stampAuthority();
        const { page, context } = await openPage(site, { hash: "#/verify", serviceWorkers: "block" });
        await openDocument(page, at("prepared.pdf"));
        await openIdentity(page, "anna");
        await page.getByLabel("Zeitstempel-Stelle").fill(authority.url);
        await page.getByRole("button", { name: "Jetzt unterzeichnen" }).click();
        await page.getByText(/lässt die Anfrage nicht zu/).first().waitFor(wait);
        await page.getByLabel("Zeitstempel-Stelle").fill("ftp://nirgends");
        await page.getByRole("button", { name: "Jetzt unterzeichnen" }).click();
        await page.getByText(/keine Adresse eines Dienstes/).first().waitFor(wait);

        const allowing = await siteThatAllows(authority);
        await page.goto(`${allowing.address}#/verify`);
        await ready(page);
        await openDocument(page, at("prepared.pdf"));
        await openIdentity(page, "anna");
        await page.getByLabel("Zeitstempel-Stelle").fill(authority.url);
        const path = await downloaded(page, folder, () => page.getByRole("button", { name: "Jetzt unterzeichnen" }).click());
        await page.locator('[data-path$="/verdict"]').filter({ hasText: "UNVERSEHRT" }).waitFor(wait);
        const report = verified(path, "--trust", at("anna.pem"), "--trust", at("tsa.pem"));
        assert.deepEqual([report.verdict, report.signatures[0].level, report.signatures[0].timeStamp.trust], ["valid", "b-t", "trusted"]);
        authority.stop();
        allowing.stop();
        await context.close();
    });

    test("an authority that is silent, refuses, talks too much or of something else is named, and nothing is lost", async () => {
        const authority = await stampAuthority();
        const allowing = await siteThatAllows(authority);
        const { page, context } = await openPage(site, { serviceWorkers: "block" });
        await page.goto(`${allowing.address}#/verify`);
        await ready(page);
        await openDocument(page, at("prepared.pdf"));
        await openIdentity(page, "anna");
        for (const [path, told] of [["html", /Antwort des Zeitstempeldienstes kann nicht gelesen werden/], ["long", /länger, als ein Zeitstempel sein kann/],
            ["broken", /hat die Anfrage abgelehnt \(HTTP 503\)/], ["silent", /innert 30 Sekunden nicht geantwortet/]]) {
            await page.getByLabel("Zeitstempel-Stelle").fill(authority.url + path);
            await page.getByRole("button", { name: "Jetzt unterzeichnen" }).click();
            await page.getByText(told).first().waitFor(wait);
            await page.getByText(/Das Dokument ist unverändert/).first().waitFor(wait);
        }
        // Certificate and document are still there: without a time stamp it goes on.
        await page.getByLabel("Zeitstempel-Stelle").fill("");
        const path = await downloaded(page, folder, () => page.getByRole("button", { name: "Jetzt unterzeichnen" }).click());
        assert.equal(verified(path, "--trust", at("anna.pem")).verdict, "valid");
        authority.stop();
        allowing.stop();
        await context.close();
    });

    test("files that are too large, or keys that are none, are named, and the desk stays as it is", async () => {
        const { page, context, errors } = await openPage(site, { hash: "#/verify" });
        const close = async () => {
            await page.getByRole("alertdialog").getByRole("button").last().click();
            await page.getByRole("alertdialog").waitFor({ state: "detached" });
        };
        await writeFile(at("gross.pdf"), "%PDF-1.7");
        await truncate(at("gross.pdf"), 128 * 1024 * 1024 + 1);
        await writeFile(at("gross.p12"), Buffer.alloc(4 * 1024 * 1024 + 1, 0x30));
        await openDocument(page, at("prepared.pdf"));
        await choose(page, /^Dokument wählen/, at("gross.pdf"));
        await page.getByText("«gross.pdf» ist grösser als 128 MB und wurde nicht gelesen.").first().waitFor(wait);
        await close();
        await choose(page, "Zertifikatsdatei wählen", at("gross.p12"));
        await page.getByText("«gross.p12» ist grösser als 4 MB und wurde nicht gelesen.").first().waitFor(wait);
        await close();

        const openssl = (...words) => execFileSync("openssl", words, { cwd: folder, stdio: "pipe" });
        openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "lone.key");
        openssl("pkcs12", "-export", "-nocerts", "-inkey", "lone.key", "-passout", "pass:geheim-genug", "-out", "lone.p12");
        openssl("pkcs12", "-export", "-nokeys", "-in", "anna.pem", "-passout", "pass:geheim-genug", "-out", "keyless.p12");
        for (const [file, told] of [["lone.p12", /gehört kein Zertifikat zum Schlüssel\. Exportieren Sie/], ["keyless.p12", /ist kein privater Schlüssel\. Exportieren Sie/]]) {
            await choose(page, "Zertifikatsdatei wählen", at(file));
            await page.getByLabel("Passwort der Zertifikatsdatei").fill("geheim-genug");
            await page.getByRole("button", { name: "Zertifikat öffnen" }).click();
            await page.getByText(told).first().waitFor({ state: "attached", ...wait });
        }
        assert.match(await verdict(page), /NICHT UNTERSCHRIEBEN/);
        await openIdentity(page, "anna");
        assert.deepEqual(errors, []);
        await context.close();
    });

    test("a returned file over the limit is named, and the round stays as it is", async () => {
        const { page, context, errors } = await openPage(site);
        await importFile(page, at("announcement.json"));
        await page.waitForURL(/#\/agreement\//);
        await page.getByRole("link", { name: "Unterzeichnung", exact: true }).click();
        await downloaded(page, folder, () => page.getByRole("button", { name: "PDF vorbereiten und speichern" }).click());
        await page.getByText(/0 von 1 haben unterzeichnet|0 von 1 hat unterzeichnet/).waitFor(wait);
        await choose(page, /^Zurückgekommene Dateien wählen/, at("gross.pdf"));
        await page.getByText("«gross.pdf» ist grösser als 128 MB und wurde nicht gelesen.").first().waitFor(wait);
        await page.getByRole("alertdialog").getByRole("button").last().click();
        await page.getByText(/0 von 1/).waitFor(wait);
        await untilSaved(page);
        assert.deepEqual(errors, []);
        await context.close();
    });

    test("nothing of password and key is in the memory of either program when the screen has been left", async () => {
        const { page, context, errors } = await openPage(site, { serviceWorkers: "block" });
        // The programs, so that their memory can be looked at.
        const rewrite = (file, from, to) => page.route(`**/${file}`, async (route) => {
            const response = await route.fetch();
            const text = await response.text();
            assert.ok(text.includes(from), file);
            await route.fulfill({ response, body: text.replace(from, to) });
        });
        await rewrite("main.js", "host.start(program);", "globalThis.inspected = program; host.start(program);");
        await rewrite("documents-worker.js", "const program = await loading;", "const program = globalThis.inspected = await loading;");
        await page.goto(`${site.address}#/verify`);
        await page.reload();
        await ready(page);
        const password = "Nadelholz-Kf7#wiederfinden";
        await writeFile(at("nadelholz.txt"), password);
        konkordat("identity", "--name", "Anna Muster", "--organisation", "Fachstelle", "--password-file", at("nadelholz.txt"), "-o", at("nadelholz.p12"));
        const pem = execFileSync("openssl", ["pkcs12", "-in", at("nadelholz.p12"), "-passin", "file:" + at("nadelholz.txt"), "-nodes", "-nocerts"]);
        const key = Buffer.from(createPrivateKey(pem).export({ format: "jwk" }).d, "base64url");
        const file = await readFile(at("nadelholz.p12"));
        const patterns = { password: Buffer.from(password), file: file.subarray(file.length / 2, file.length / 2 + 24), key, reversedKey: Buffer.from(key).reverse() };
        /** How often each stands in the memory of the program of a page or worker. */
        const found = async (place) => {
            const counts = await place.evaluate((wanted) => Object.entries(wanted).map(([name, bytes]) => {
                const memory = globalThis.inspected.HEAPU8;
                let count = 0;
                for (let at = memory.indexOf(bytes[0]); at >= 0; at = memory.indexOf(bytes[0], at + 1))
                    count += bytes.every((byte, index) => memory[at + index] === byte) ? 1 : 0;
                return [name, count];
            }), Object.fromEntries(Object.entries(patterns).map(([name, bytes]) => [name, [...bytes]])));
            return Object.fromEntries(counts);
        };
        const documents = () => page.workers().findLast((worker) => worker.url().endsWith("/documents-worker.js"));
        const none = { password: 0, file: 0, key: 0, reversedKey: 0 };
        const openKey = async () => {
            await choose(page, "Zertifikatsdatei wählen", at("nadelholz.p12"));
            await page.getByLabel("Passwort der Zertifikatsdatei").fill(password);
            await page.getByRole("button", { name: "Zertifikat öffnen" }).click();
            await page.getByLabel("Funktion").waitFor(wait);
            await settled(page);
        };
        await openDocument(page, at("prepared.pdf"));
        await openKey();
        const held = await found(page);
        assert.ok(held.password >= 1 && held.file >= 1, "what is needed for the signature is found");
        assert.deepEqual(await found(documents()), none, "the worker forgets after each piece of work");
        await page.getByRole("link", { name: "Konkordat" }).first().click();
        await settled(page);
        assert.deepEqual(await found(page), none, "left");

        await page.goBack();
        await openKey();
        await downloaded(page, folder, () => page.getByRole("button", { name: "Jetzt unterzeichnen" }).click());
        await page.getByText("Unterzeichnet", { exact: true }).first().waitFor(wait);
        await settled(page);
        assert.deepEqual(await found(page), none, "signed");
        assert.deepEqual(await found(documents()), none, "the worker that verifies is another one");
        // Where service workers are blocked this way, registering one gives nothing instead of an error.
        assert.deepEqual(errors.filter((error) => !/reading 'addEventListener'/.test(error)), []);
        await context.close();
    });

    test("files that are no document, encrypted or broken are named, and the screen goes on", async () => {
        const { page, context } = await openPage(site, { hash: "#/verify" });
        await writeFile(at("bild.pdf"), "GIF89a");
        await openDocument(page, at("bild.pdf"));
        await page.getByText("Das ist weder ein PDF noch eine JSON-Datei.").waitFor(wait);
        execFileSync("qpdf", ["--encrypt", "a", "b", "256", "--", at("prepared.pdf"), at("verschluesselt.pdf")]);
        await openDocument(page, at("verschluesselt.pdf"));
        await page.getByText(/verschlüsselt/).first().waitFor(wait);
        await writeFile(at("abgeschnitten.pdf"), (await readFile(at("prepared.pdf"))).subarray(0, 3000));
        await openDocument(page, at("abgeschnitten.pdf"));
        await page.getByRole("alert").first().waitFor(wait);
        await openDocument(page, at("prepared.pdf"));
        assert.match(await verdict(page), /NICHT UNTERSCHRIEBEN/);
        await context.close();
    });
});

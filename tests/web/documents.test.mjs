import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { openPage, openSite } from "./harness.mjs";
import { importFile } from "./steps.mjs";

/** Files of others are read by a program of their own: what happens when it is there, when it is not, and when it fails. */

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.KONKORDAT_CLI ?? join(root, "build/native/konkordat");

describe("The program that reads files of others", { timeout: 300_000 }, () => {
    let site, folder, file;
    before(async () => {
        site = await openSite();
        folder = await mkdtemp(join(tmpdir(), "konkordat-documents-"));
        const at = (name) => join(folder, name);
        execFileSync(program, ["new", "--example", "musterstein-announcement", "-o", at("agreement.json")]);
        execFileSync(program, ["export", at("agreement.json"), "--pdf", at("agreement.pdf")]);
        file = { name: "vereinbarung.pdf", mimeType: "application/pdf", buffer: await readFile(at("agreement.pdf")) };
    });
    after(async () => {
        await site?.stop();
        if (folder)
            await rm(folder, { recursive: true });
    });

    const arrived = (page) => page.waitForURL(/#\/agreement\//);
    const refusal = async (page) => {
        const dialog = page.getByRole("alertdialog").or(page.getByRole("dialog"));
        await dialog.waitFor();
        const text = await dialog.innerText();
        await page.keyboard.press("Escape");
        await dialog.waitFor({ state: "detached" });
        return text;
    };

    test("is loaded with the first PDF, not before", async () => {
        const { page, context, errors } = await openPage(site);
        assert.equal(page.workers().filter((worker) => worker.url().includes("documents")).length, 0);
        await importFile(page, file);
        await arrived(page);
        assert.equal(page.workers().filter((worker) => worker.url().includes("documents")).length, 1);
        assert.deepEqual(errors, []);
        await context.close();
    });

    test("that cannot be loaded is told in a dialog, and tried anew with the next file", async () => {
        const { page, context } = await openPage(site, { serviceWorkers: "block" });
        await context.route("**/documents.wasm", (route) => route.abort());
        await importFile(page, file);
        const text = await refusal(page);
        assert.match(text, /vereinbarung\.pdf/);
        assert.match(text, /konnte hier nicht gelesen werden/);
        await context.unroute("**/documents.wasm");
        await importFile(page, file);
        await arrived(page);
        await context.close();
    });

    test("may be busy while the application goes on", async () => {
        const { page, context } = await openPage(site);
        // Comments and nothing else: long to read, and there is no agreement in it.
        const long = join(folder, "lang.pdf");
        await writeFile(long, Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(30 << 20, "%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%\n"), Buffer.from("%%EOF\n")]));
        await importFile(page, long);
        await page.getByRole("button", { name: "Neue Vereinbarung" }).click();
        await page.getByRole("combobox", { name: "Kanton" }).waitFor();
        assert.match(await refusal(page), /lang\.pdf/);
        await context.close();
    });
});

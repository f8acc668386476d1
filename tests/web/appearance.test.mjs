import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";
import { openPage, openSite, settled } from "./harness.mjs";
import { assertAccessible, eventually, exported, importFile, tabTo, untilSaved } from "./steps.mjs";

/** How the document looks: with the mouse, with the keyboard alone, and with pictures that are none. */

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const small = JSON.parse(readFileSync(join(root, "tests/fixtures/agreements/small.json"), "utf8"));

function crc32(bytes) {
    let crc = 0xffffffff;
    for (const byte of bytes) {
        crc ^= byte;
        for (let bit = 0; bit < 8; ++bit)
            crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc >>> 0;
}

function chunk(name, data) {
    const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
}

/** A red picture; `claimed` is the size that its header says. */
function png(width, height, claimed = { width, height }) {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(claimed.width, 0);
    header.writeUInt32BE(claimed.height, 4);
    header.set([8, 2, 0, 0, 0], 8);
    const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from([179, 18, 29]))]);
    return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", header),
        chunk("IDAT", deflateSync(Buffer.concat(Array(height).fill(row)))), chunk("IEND", Buffer.alloc(0))]);
}

const picture = (buffer, name = "wappen.png") => ({ name, mimeType: "image/png", buffer });

async function openAppearance(site, { languages = ["de", "fr"], ...options } = {}) {
    const opened = await openPage(site, { acceptDownloads: true, ...options });
    const { page } = opened;
    page.setDefaultTimeout(20_000);
    await importFile(page, { name: "small.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify({ ...small, languages })) });
    await page.getByRole("link", { name: "Gestaltung", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Gestaltung" }).waitFor();
    return opened;
}

async function choose(page, button, file) {
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: button }).click()]);
    await chooser.setFiles(file);
    await settled(page);
}

describe("Appearance", { timeout: 600_000 }, () => {
    let site;
    let folder;
    before(async () => {
        site = await openSite();
        folder = await mkdtemp(join(tmpdir(), "konkordat-appearance-"));
    });
    after(async () => {
        await site?.stop();
        await rm(folder, { recursive: true, force: true });
    });

    test("style, lines, languages, colour and letterhead with the mouse, in the file and undone", async () => {
        const { page, context, errors } = await openAppearance(site);
        await assertAccessible(page, "appearance");
        await page.getByRole("radio", { name: /Kantonaler Briefkopf/ }).check();
        await page.getByRole("radio", { name: /Blocksatz/ }).check();
        await page.getByRole("radio", { name: /Nebeneinander/ }).check();
        await page.getByRole("checkbox", { name: /Fussnoten/ }).uncheck();
        await page.getByLabel("Farbe der Überschriften und Linien").selectOption({ label: "Rot (#b3121d)" });
        await page.getByLabel("Behörde (Deutsch)").fill("Regierungsrat\nPostgasse 68");
        await page.getByLabel("Behörde (Deutsch)").blur();
        await choose(page, /Bild wählen/, picture(png(40, 50)));
        await page.getByText("PNG, 40 × 50 Pixel, 1 KB").waitFor();
        assert.match(await page.getByLabel("Was das Bild zeigt (Deutsch)").inputValue(), /^Wappen des Kantons Bern$/);
        assert.match(await page.getByLabel("Was das Bild zeigt (Französisch)").inputValue(), /^Armoiries du canton de Berne$/);
        await page.getByLabel("Was das Bild zeigt (Deutsch)").fill("Bär auf rotem Grund");
        await page.getByLabel("Was das Bild zeigt (Deutsch)").blur();
        await untilSaved(page);
        await assertAccessible(page, "appearance with everything");

        const { appearance } = await exported(page, folder);
        const { data, ...emblem } = appearance.letterhead.emblem;
        assert.deepEqual(Buffer.from(data, "base64"), png(40, 50));
        assert.deepEqual({ ...appearance, letterhead: { ...appearance.letterhead, emblem } }, { style: "letterhead", setting: "justified",
            arrangement: "side-by-side", references: "without", colour: "#b3121d", letterhead: { authority: { de: "Regierungsrat\nPostgasse 68" },
                emblem: { mediaType: "image/png", alternative: { de: "Bär auf rotem Grund", fr: "Armoiries du canton de Berne" } } } });

        await page.getByRole("link", { name: "Gestaltung", exact: true }).click();
        await page.getByRole("button", { name: "Bild entfernen" }).click();
        await page.getByRole("button", { name: /Bild wählen/ }).waitFor();
        await page.getByRole("banner").getByRole("button", { name: /Rückgängig/ }).click();
        await page.getByText("PNG, 40 × 50 Pixel, 1 KB").waitFor();
        for (let i = 0; i < 12 && await page.getByRole("banner").getByRole("button", { name: /Rückgängig/ }).isEnabled(); ++i) {
            await page.getByRole("banner").getByRole("button", { name: /Rückgängig/ }).click();
            await settled(page);
        }
        assert.equal((await exported(page, folder)).appearance, undefined);
        assert.deepEqual(errors, []);
        await context.close();
    });

    test("pictures that are none are refused beside the field, and nothing changes", async () => {
        const { page, context, errors } = await openAppearance(site);
        const refused = async (file, words) => {
            await choose(page, /Bild wählen/, file);
            await page.getByText(words).waitFor();
            assert.equal(await page.getByRole("button", { name: "Bild entfernen" }).count(), 0);
        };
        await refused(picture(png(40, 50).subarray(0, 80)), /beschädigt oder unvollständig/);
        await refused(picture(png(4, 4, { width: 10_000, height: 10_000 })), /mehr als 16 Megapixel/);
        await refused(picture(Buffer.from("GIF89a......."), "wappen.gif"), /weder eine PNG- noch eine JPEG-Datei/);
        await refused(picture(Buffer.concat([png(4, 4), Buffer.alloc(600_000)])), /grösser als 512 KB/);
        await assertAccessible(page, "appearance with a refused picture");
        assert.equal((await exported(page, folder)).appearance, undefined);
        await page.getByRole("link", { name: "Gestaltung", exact: true }).click();
        await choose(page, /Bild wählen/, picture(png(4, 4)));
        await page.getByText("PNG, 4 × 4 Pixel, 1 KB").waitFor();
        assert.equal(await page.getByText(/weder eine PNG- noch|grösser als 512/).count(), 0);
        assert.deepEqual(errors, []);
        await context.close();
    });

    test("a colour that is none or too light is said beside the field, with a darker one on offer", async () => {
        const { page, context } = await openAppearance(site);
        const field = page.getByLabel("Eigener Farbwert");
        await field.fill("gelb");
        await field.blur();
        await page.getByText(/Keine Farbe/).waitFor({ state: "attached" });
        assert.equal(await field.getAttribute("aria-invalid"), "true");
        await field.fill("#FFD500");
        await page.getByText(/Zu hell für Text/).waitFor({ state: "attached" });
        await page.getByRole("button", { name: /Dunkleren Ton #/ }).click();
        await eventually(async () => /^#[0-9a-f]{6}$/.test(await field.inputValue()) && await field.inputValue() !== "#ffd500", "a darker tone");
        const darker = await field.inputValue();
        await page.getByText(/Kontrast zu Weiss 4\.[5-9]/).waitFor({ state: "attached" });
        assert.equal((await exported(page, folder)).appearance.colour, darker);
        await context.close();
    });

    test("with one language the columns say why they are not on offer; with the keyboard alone the rest is reached", async () => {
        const { page, context } = await openAppearance(site, { languages: ["de"], viewport: { width: 390, height: 844 } });
        await assertAccessible(page, "appearance on a telephone");
        const columns = page.getByRole("radio", { name: /Nebeneinander/ });
        assert.ok(await columns.evaluate((element) => element.disabled || element.getAttribute("aria-disabled") === "true"));
        await tabTo(page, page.getByRole("radio", { name: /Schlicht/ }));
        await page.keyboard.press("ArrowDown");
        await settled(page);
        const footnotes = page.getByRole("checkbox", { name: /Fussnoten/ });
        await tabTo(page, footnotes);
        await page.keyboard.press("Space");
        await tabTo(page, page.getByLabel("Behörde", { exact: true }));
        await page.keyboard.type("Staatskanzlei");
        const [chooser] = await Promise.all([page.waitForEvent("filechooser"), (async () => {
            await tabTo(page, page.getByRole("button", { name: /Bild wählen/ }));
            await page.keyboard.press("Enter");
        })()]);
        await chooser.setFiles(picture(png(8, 8)));
        await page.getByText("PNG, 8 × 8 Pixel, 1 KB").waitFor();
        await assertAccessible(page, "appearance on a telephone with everything");
        const { appearance } = await exported(page, folder);
        assert.notEqual(appearance.style, undefined);
        assert.equal(appearance.references, "without");
        assert.deepEqual(appearance.letterhead.authority, { de: "Staatskanzlei" });
        await context.close();
    });
});

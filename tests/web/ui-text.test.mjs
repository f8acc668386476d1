import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openPage, openSite, settled } from "./harness.mjs";

/** Text is typed, composed and pasted as in any other page: the browser does it, and the program is told. */

let site;
before(async () => { site = await openSite(); });
after(() => site.stop());

const gallery = (options) => openPage(site, { hash: "#/gallery", ...options });
const field = (page, name) => page.getByRole("textbox", { name, exact: true });

/** What the program holds, as it would write it back into a field that lost the focus. */
async function heldBy(page, name) {
    await page.getByRole("heading", { name: "Gallery of widgets" }).evaluate((heading) => heading.focus());
    await settled(page);
    return field(page, name).inputValue();
}

test("dead keys and input methods compose é ü à ç ê ñ in a field", async () => {
    const { page, context, errors } = await gallery();
    await field(page, "Title").fill("");
    await field(page, "Title").focus();
    const session = await context.newCDPSession(page);
    for (const [dead, letter] of [["´", "é"], ["¨", "ü"], ["`", "à"], ["¸", "ç"], ["^", "ê"], ["~", "ñ"]]) {
        await session.send("Input.imeSetComposition", { text: dead, selectionStart: 1, selectionEnd: 1 });
        await session.send("Input.insertText", { text: letter });
    }
    assert.equal(await field(page, "Title").inputValue(), "éüàçêñ");
    assert.equal(await heldBy(page, "Title"), "éüàçêñ");
    assert.deepEqual(errors, []);
    await context.close();
});

test("the program never writes into a field while it composes", async () => {
    const { page, context } = await gallery();
    await field(page, "Body").fill("Genev");
    await field(page, "Body").focus();
    await page.keyboard.press("End");
    const session = await context.newCDPSession(page);
    await session.send("Input.imeSetComposition", { text: "`", selectionStart: 1, selectionEnd: 1 });
    await settled(page);
    assert.equal(await field(page, "Body").inputValue(), "Genev`");
    await session.send("Input.imeSetComposition", { text: "è", selectionStart: 1, selectionEnd: 1 });
    await settled(page);
    await session.send("Input.insertText", { text: "è" });
    await page.keyboard.type("ve");
    assert.equal(await heldBy(page, "Body"), "Genevève");
    await context.close();
});

test("100 kB are pasted, kept and shown", async () => {
    const { page, context, errors } = await gallery();
    const long = "Die Parteien prüfen die Lage des Opfers und ziehen die Fachstelle bei.\n".repeat(1450);
    assert.ok(long.length > 100_000);
    const body = field(page, "Body");
    await body.focus();
    await page.keyboard.press("Control+a");
    await body.evaluate((element, text) => {
        const data = new DataTransfer();
        data.setData("text/plain", text);
        const allowed = element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        if (allowed)
            document.execCommand("insertText", false, text);
    }, long);
    assert.equal(await heldBy(page, "Body"), long);
    const box = await body.boundingBox();
    assert.ok(box.height > 1450 * 24, `the field grows with its text: ${box.height}`);
    await body.focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("Ende");
    assert.equal(await heldBy(page, "Body"), long + "Ende");
    assert.deepEqual(errors, []);
    await context.close();
});

test("emoji, combining marks and right-to-left text come through unaltered", async () => {
    const { page, context, errors } = await gallery();
    const text = "👩‍👩‍👧‍👦 🇨🇭 e\u0301 n\u0303 שלום مرحبا 中文 \u{1f600}";
    await field(page, "Title").fill(text);
    assert.equal(await heldBy(page, "Title"), text);
    assert.deepEqual(errors, []);
    await context.close();
});

test("select all, cut, paste and undo are the browser's", async () => {
    const { page, context } = await gallery({ permissions: ["clipboard-read", "clipboard-write"] });
    const title = field(page, "Title");
    await title.fill("Vereinbarung");
    await title.focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Control+x");
    assert.equal(await title.inputValue(), "");
    await settled(page);
    await page.keyboard.press("Control+v");
    await page.keyboard.press("Control+v");
    assert.equal(await title.inputValue(), "VereinbarungVereinbarung");
    await settled(page);
    await page.keyboard.press("Control+z");
    assert.equal(await title.inputValue(), "Vereinbarung");
    assert.equal(await heldBy(page, "Title"), "Vereinbarung");
    await context.close();
});

test("a field being edited breaks its lines where the canvas breaks them", async () => {
    const { page, context } = await gallery();
    const sentence = "Opferhilfeberatungsstelle, Staatsanwaltschaft und Kantonspolizei stimmen sich ab; l’autorité informe l’organisation dans les 24 heures. ";
    for (const repetitions of [1, 2, 3, 5, 8]) {
        await field(page, "Body").fill(sentence.repeat(repetitions).trim());
        await settled(page);
        const edited = await field(page, "Body").evaluate((element) => element.getBoundingClientRect().height);
        await page.getByRole("heading", { name: "Gallery of widgets" }).evaluate((heading) => heading.focus());
        await settled(page);
        const drawn = await field(page, "Body").evaluate((element) => element.getBoundingClientRect().height);
        assert.equal(edited, drawn, `${repetitions} sentences`);
    }
    await context.close();
});

test("at a zoom of 200 % the text is where the canvas shows it, and can be edited", async () => {
    const { page, context } = await gallery({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
    await field(page, "Title").fill("Zwei Mal so gross");
    assert.equal(await heldBy(page, "Title"), "Zwei Mal so gross");
    const canvas = await page.locator("#canvas").evaluate((element) => [element.width, element.height]);
    assert.deepEqual(canvas, [1280, 800]);
    const box = await field(page, "Title").boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 640);
    await context.close();
});

test("fields carry the language of their text, so that the spell checker knows it", async () => {
    const { page, context } = await gallery();
    assert.equal(await field(page, "Title").getAttribute("lang"), "de-CH");
    assert.equal(await field(page, "Title").evaluate((element) => element.spellcheck), true);
    assert.equal(await field(page, "Days").evaluate((element) => element.spellcheck), false);
    await context.close();
});

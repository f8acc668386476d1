import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openPage, openSite, settled } from "./harness.mjs";
import { assertAccessible, tabTo } from "./steps.mjs";

/** What the conformity check says while a person drafts: at the clause, and all of it on a screen of its own. */

/** A draft of the joint declaration in German, on its first screen. */
async function draft(site) {
    const window = await openPage(site);
    const { page } = window;
    page.setDefaultTimeout(20_000);
    await page.getByRole("button", { name: "Neue Vereinbarung" }).click();
    await page.getByRole("combobox", { name: "Kanton" }).selectOption("CH-SO");
    await page.getByRole("button", { name: "Entwurf erstellen" }).click();
    await page.getByRole("heading", { level: 1, name: /Absichtserklärung/ }).waitFor();
    return window;
}

async function openFindings(page) {
    await page.getByRole("link", { name: "Feststellungen", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Feststellungen" }).waitFor();
    await settled(page);
}

/** The numbers of the summary: errors, warnings, notes, waived. */
const counts = async (page) => (await page.getByRole("status").filter({ hasText: /Fehler, / }).textContent()).match(/\d+/g).map(Number);

describe("Findings", { timeout: 600_000 }, () => {
    let site;
    before(async () => { site = await openSite(); });
    after(async () => { await site?.stop(); });

    test("an outdated article is told at the clause while typing, fixed with one press, and brought back by undo", async () => {
        const { page, context, errors } = await draft(site);
        await page.getByRole("treeitem", { name: /Ziele/ }).first().click();
        const body = page.getByRole("textbox", { name: "Text", exact: true });
        await body.fill("Strafbar ist die Tat nach Art. 196 StGB.");
        const inspector = page.getByRole("complementary");
        await inspector.getByText(/«Art\. 196 StGB»/).first().waitFor();
        await inspector.getByRole("heading", { name: "Feststellungen zu dieser Ziffer" }).waitFor();
        await assertAccessible(page, "draft with a finding");
        await inspector.getByRole("button", { name: /^Beheben: .*Art\. 196 StGB/ }).click();
        await settled(page);
        assert.equal(await body.inputValue(), "Strafbar ist die Tat nach Art. 182 StGB.");
        assert.equal(await inspector.getByText(/Art\. 196 StGB/).count(), 0);
        await page.getByRole("button", { name: "Rückgängig", exact: true }).last().click();
        await inspector.getByText(/«Art\. 196 StGB»/).first().waitFor();
        assert.deepEqual(errors, []);
        await context.close();
    });

    test("the list groups by severity, narrows down, and leads to the place", async () => {
        const { page, context, errors } = await draft(site);
        await openFindings(page);
        const [wrong, warnings, notes, waived] = await counts(page);
        assert.ok(wrong > 0 && warnings > 0 && notes > 0, "a fresh draft has findings of each kind");
        assert.equal(waived, 0);
        for (const [name, count] of [["Fehler", wrong], ["Warnungen", warnings], ["Hinweise", notes]]) {
            await page.getByRole("heading", { level: 2, name: `${name} (${count})` }).waitFor();
            assert.equal(await page.getByRole("list", { name, exact: true }).locator(":scope > [role=listitem], :scope > li").count(), count);
        }
        await assertAccessible(page, "findings");
        await page.getByRole("combobox", { name: "Anzeigen" }).selectOption("note");
        await settled(page);
        assert.deepEqual(await page.getByRole("heading", { level: 2 }).allTextContents(), [`Hinweise (${notes})`]);
        await page.getByRole("combobox", { name: "Anzeigen" }).selectOption("warning");
        await page.getByRole("list", { name: "Warnungen", exact: true }).getByRole("link", { name: /Zur Stelle/ }).first().click();
        await page.getByRole("heading", { level: 1 }).filter({ hasNotText: "Feststellungen" }).waitFor();
        assert.deepEqual(errors, []);
        await context.close();
    });

    test("with the keyboard alone a finding is accepted with a reason and taken up again", async () => {
        const { page, context, errors } = await draft(site);
        await openFindings(page);
        const before = await counts(page);
        const waive = page.getByRole("button", { name: /^Hinnehmen mit Begründung: Die politische Behörde/ });
        await tabTo(page, waive);
        await page.keyboard.press("Enter");
        const dialog = page.getByRole("dialog", { name: "Feststellung mit Begründung hinnehmen" });
        await dialog.waitFor();
        await assertAccessible(page, "the question for the reason");
        const confirm = dialog.getByRole("button", { name: "Hinnehmen", exact: true });
        await tabTo(page, confirm);
        await page.keyboard.press("Enter");
        await settled(page);
        assert.ok(await dialog.isVisible(), "without a reason the question stays");
        const reason = dialog.getByRole("textbox", { name: "Begründung" });
        await tabTo(page, reason);
        await page.keyboard.type("Der Auftrag folgt im Herbst");
        await tabTo(page, confirm);
        await page.keyboard.press("Enter");
        await dialog.waitFor({ state: "detached" });
        await page.getByText(/Begründung: Der Auftrag folgt im Herbst/).waitFor();
        assert.deepEqual(await counts(page), [before[0] - 1, before[1], before[2], 1]);
        await assertAccessible(page, "findings, one accepted");
        const withdraw = page.getByRole("button", { name: /^Begründung zurückziehen: Die politische Behörde/ });
        await tabTo(page, withdraw);
        await page.keyboard.press("Enter");
        await withdraw.waitFor({ state: "detached" });
        await settled(page);
        assert.deepEqual(await counts(page), before);
        assert.deepEqual(errors, []);
        await context.close();
    });

    test("in a narrow window and in French nothing is cut off", async () => {
        const { page, context } = await draft(site);
        await page.setViewportSize({ width: 380, height: 700 });
        await page.getByRole("banner").getByRole("combobox").selectOption("fr");
        await page.getByRole("link", { name: "Constats", exact: true }).click();
        await page.getByRole("heading", { level: 1, name: "Constats" }).waitFor();
        await assertAccessible(page, "findings, narrow");
        const tooWide = await page.evaluate(() => [...document.querySelectorAll("#mirror button, #mirror a")]
            .filter((element) => element.getBoundingClientRect().right > innerWidth + 1).map((element) => element.textContent));
        assert.deepEqual(tooWide, []);
        await context.close();
    });
});

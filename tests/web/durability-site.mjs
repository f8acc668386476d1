import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "../../tools/serve.mjs";

/** What the tests of durability do on the site, by role and name, in English. */

const project = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** The built site on a free port of this machine. */
export function serveSite() {
    return serve(process.env.KONKORDAT_SITE ?? join(project, "build/web/site"));
}

/** The save state as the header tells it: "Saved", "Saving …", "Not saved", "Read only". */
export const saveState = (page) => page.getByRole("banner").getByRole("status");

export const notices = (page) => page.getByRole("region", { name: "Notices" });

/** Opens an address of the site, e.g. "#/settings", and waits until the workspace, or what is said instead of it, is there. */
export async function openSite(page, server, hash = "#/") {
    await page.goto(server.address + hash);
    await page.getByRole("heading", { level: 1 }).or(page.getByRole("alert")).first().waitFor();
}

/** Creates a joint declaration for a canton and returns the address of one of its clauses, ready to be edited. */
export async function createDraft(page, server) {
    await openSite(page, server, "#/new");
    await page.getByRole("combobox", { name: "Canton" }).selectOption({ label: "Bern" });
    await page.getByRole("button", { name: "Create the draft" }).click();
    await page.waitForURL(/#\/agreement\//);
    await saveState(page).filter({ hasText: /^Saved$/ }).waitFor();
    const draft = await page.evaluate(() => location.hash.split("/").slice(0, 3).join("/"));
    return `${draft}/clause/purpose`;
}

export async function openClause(page, address) {
    await goTo(page, address);
    const text = page.getByRole("textbox", { name: /^Text/ }).first();
    await text.waitFor();
    return text;
}

export async function goTo(page, hash) {
    await page.evaluate((address) => { location.hash = address; }, hash);
}

/** Uses the site's own check of its storage and returns what it says. */
export async function checkStorage(page) {
    await goTo(page, "#/settings");
    await page.getByRole("button", { name: "Check the storage" }).click();
    const verdict = page.getByRole("main").getByRole("status");
    await verdict.waitFor();
    return verdict.innerText();
}

/** Waits until the header says that everything done so far is saved; not what it said before the page has drawn that. */
export async function untilSaved(page) {
    await page.evaluate(async () => {
        const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
        await nextFrame();
        await nextFrame();
        while (document.querySelector("header [role=status]")?.textContent.trim() !== "Saved")
            await new Promise((resolve) => setTimeout(resolve, 5));
    });
}

import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";
import { chromium } from "playwright-core";
import { serve } from "../../tools/serve.mjs";

/** The built site in a real browser. Widgets are found by role and name, as a person with a screen reader finds them. */

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** Folder of the built site. */
export const siteFolder = process.env.KONKORDAT_SITE ?? join(root, "build/web/site");

const flags = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/**
 * Serves the site on a free port and starts Chromium.
 * @returns {Promise<{address: string, browser: import("playwright-core").Browser, stop(): Promise<void>}>}
 */
export async function openSite(folder = siteFolder) {
    const server = await serve(folder);
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });
    return {
        address: server.address,
        browser,
        async stop() {
            await browser.close();
            await server.stop();
        },
    };
}

/**
 * A window of its own with nothing stored. `errors` collects what the page complained of.
 * @param {{hash?: string, viewport?: {width: number, height: number}, [option: string]: unknown}} options of Browser.newContext
 */
export async function openPage(site, { hash = "", viewport = { width: 1280, height: 800 }, ...options } = {}) {
    const context = await site.browser.newContext({ viewport, locale: "de-CH", ...options });
    const page = await context.newPage();
    const errors = [];
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(site.address + hash);
    await ready(page);
    return { context, page, errors };
}

/** Waits until the program has drawn and has nothing more to draw. */
export async function ready(page) {
    await page.locator("#mirror[data-faults]").waitFor({ state: "attached", timeout: 30_000 });
    await settled(page);
}

/** Waits until no frame has been drawn for a moment. */
export async function settled(page, quietMilliseconds = 120) {
    await page.evaluate(async (quiet) => {
        const mirror = document.getElementById("mirror");
        let before;
        do {
            before = mirror.dataset.frames;
            await new Promise((resolve) => setTimeout(resolve, quiet));
        } while (mirror.dataset.frames !== before);
    }, quietMilliseconds);
}

export const framesDrawn = (page) => page.locator("#mirror").evaluate((mirror) => Number(mirror.dataset.frames));

/** Items that Dear ImGui drew without a node in the mirror, and faults of the views: both must be "0". */
export const mirrorFaults = (page) => page.locator("#mirror").evaluate((mirror) => ({
    unnamedItems: mirror.dataset.unnamedItems, faults: mirror.dataset.faults,
}));

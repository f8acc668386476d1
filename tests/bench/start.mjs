// Time until the site is interactive, beside the bare Dear ImGui demo built the same way. A page marks the moment with
// performance.mark("interactive"), after its first drawn frame.

import { chromium } from "playwright-core";
import { serve } from "../../tools/serve.mjs";

const LOADS = 7;

/** Milliseconds from navigation to the mark, of a first load in an empty profile. */
async function timeToInteractive(browser, address) {
    const context = await browser.newContext();
    try {
        const page = await context.newPage();
        await page.goto(address);
        await page.waitForFunction(() => performance.getEntriesByName("interactive").length > 0, undefined, { timeout: 30000, polling: 20 });
        return await page.evaluate(() => performance.getEntriesByName("interactive")[0].startTime);
    } finally {
        await context.close();
    }
}

async function medianOf(browser, folder) {
    const server = await serve(folder);
    try {
        const times = [];
        for (let i = 0; i < LOADS; i++) times.push(await timeToInteractive(browser, server.address));
        return times.sort((a, b) => a - b)[Math.floor(LOADS / 2)];
    } finally {
        await server.stop();
    }
}

const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-background-networking"],
});
try {
    const demo = await medianOf(browser, process.env.KONKORDAT_IMGUI_DEMO);
    const site = await medianOf(browser, process.env.KONKORDAT_SITE);
    console.log(`Interactive after, median of ${LOADS} first loads:`);
    console.log(`  Dear ImGui demo ${demo.toFixed(0)} ms`);
    console.log(`  the site        ${site.toFixed(0)} ms, ${(site / demo).toFixed(2)} times (budget 2)`);
} finally {
    await browser.close();
}

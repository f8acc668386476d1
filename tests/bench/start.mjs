// Time until the site is interactive, beside the bare Dear ImGui demo built the same way. Interactive is: something is drawn and,
// on the site, the mirror for assistive technology holds a control that can be used.

import { chromium } from "playwright-core";
import { serve } from "../../tools/serve.mjs";

const LOADS = 7;

/** In the page: notes when WebGL has drawn for the first time. */
function watchDrawing() {
    const draw = WebGL2RenderingContext.prototype.drawElements;
    WebGL2RenderingContext.prototype.drawElements = function (...parameters) {
        draw.apply(this, parameters);
        window.benchFirstDrawn ??= performance.now();
    };
}

/** Milliseconds from navigation until interactive, of a first load in an empty profile. */
async function timeToInteractive(browser, address, control) {
    const context = await browser.newContext();
    try {
        await context.addInitScript(watchDrawing);
        const page = await context.newPage();
        await page.goto(address);
        const time = await page.waitForFunction(
            (selector) => window.benchFirstDrawn !== undefined && (!selector || document.querySelector(selector) !== null) && performance.now(),
            control,
            { timeout: 60000 },
        );
        return control ? await time.jsonValue() : await page.evaluate(() => window.benchFirstDrawn);
    } finally {
        await context.close();
    }
}

async function medianOf(browser, folder, control) {
    const server = await serve(folder);
    try {
        const times = [];
        for (let i = 0; i < LOADS; i++) times.push(await timeToInteractive(browser, server.address, control));
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
    const site = await medianOf(browser, process.env.KONKORDAT_SITE, "#mirror :is(button, [role=button], a[href], [role=link])");
    console.log(`Interactive after, median of ${LOADS} first loads:`);
    console.log(`  Dear ImGui demo ${demo.toFixed(0)} ms`);
    console.log(`  the site        ${site.toFixed(0)} ms, ${(site / demo).toFixed(2)} times (budget 2)`);
} finally {
    await browser.close();
}

// The first PDF of a first visit: the built site in Chromium with an empty profile, from the click on "save as PDF" until the file's bytes
// are handed to the browser. The agreement is imported and the export screen is open, as it is for whoever clicks there.
import fs from 'node:fs';
import { chromium } from 'playwright-core';
import { serve } from '../../../tools/serve.mjs';
import { median } from './times.mjs';

const EXPORTS = 5;

/** In the page: notes each click and each file that is handed over, with its bytes. */
function watch_exports() {
    window.exports = [];
    document.addEventListener('click', (event) => { if (event.target.closest('#mirror')) window.clicked = performance.now(); }, true);
    const create = URL.createObjectURL;
    URL.createObjectURL = (file) => {
        if (file.type === 'application/pdf') window.exports.push({ time: performance.now() - window.clicked, file });
        return create(file);
    };
}

async function export_pdfs(page, count, output) {
    for (let i = 1; i <= count; i++) {
        await page.getByRole('button', { name: 'Als PDF speichern' }).click();
        await page.waitForFunction((number) => window.exports.length === number, i, { timeout: 60_000 });
    }
    const bytes = await page.evaluate(async () => {
        const data = new Uint8Array(await window.exports[0].file.arrayBuffer());
        let text = '';
        for (let at = 0; at < data.length; at += 8192) text += String.fromCharCode(...data.subarray(at, at + 8192));
        return btoa(text);
    });
    fs.writeFileSync(output, Buffer.from(bytes, 'base64'));
    return page.evaluate(() => window.exports.map(({ time }) => time));
}

/** {bytes, cold, again}: milliseconds of the first PDF, and the median of those after it. A browser of its own, so that nothing is known beforehand. */
export async function first_visit(site, agreement, output) {
    const server = await serve(site);
    const browser = await chromium.launch({
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-background-networking'],
    });
    try {
        const context = await browser.newContext({ locale: 'de-CH', viewport: { width: 1280, height: 800 } });
        await context.addInitScript(watch_exports);
        const page = await context.newPage();
        await page.goto(server.address);
        const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: /Datei importieren/ }).click()]);
        await chooser.setFiles(agreement);
        await page.getByRole('link', { name: 'Export', exact: true }).click();
        await page.getByRole('button', { name: 'Als PDF speichern' }).waitFor();
        const [cold, ...more] = await export_pdfs(page, EXPORTS, output);
        return { bytes: fs.statSync(output).size, cold, again: median(more) };
    } finally {
        await browser.close();
        await server.stop();
    }
}

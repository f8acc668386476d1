import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { createProfile, startBrowser } from "./browser-process.mjs";
import { servePersistencePage } from "./persistence-harness.mjs";
import { createRandom } from "./random.mjs";

const kills = 60;
/** Written by every batch, so that all of them always carry one and the same number. */
const commonPages = [1, 2, 3, 40, 41, 90];
const pageCount = 90;
/** Longest life of a browser after it began to write, in milliseconds. */
const longestLife = 300;

describe("A browser that is killed while it saves", () => {
    let server;
    before(async () => { server = await servePersistencePage(); });
    after(() => server?.stop());

    test(`has kept what it acknowledged and mixed no batches, ${kills} times`, { timeout: 900_000 }, async () => {
        const random = createRandom("persistence-kill");
        const started = performance.now();
        const outcomes = await Promise.all([0, 1].map((lane) => killRepeatedly(kills / 2, random, lane)));
        const acknowledged = outcomes.reduce((sum, outcome) => sum + outcome.acknowledged, 0);
        console.log(`the second copy was needed ${outcomes.reduce((sum, outcome) => sum + outcome.restored, 0)} times`);
        console.log(`${kills} kills in ${((performance.now() - started) / 1000).toFixed(1)} s, ${acknowledged} batches acknowledged, `
            + `${outcomes.reduce((sum, outcome) => sum + outcome.beyond, 0)} found that the test had not yet heard of`);
        assert.ok(acknowledged > kills, "the browsers lived long enough to save something");
    });

    async function killRepeatedly(rounds, random, lane) {
        const profile = await createProfile();
        const outcome = { acknowledged: 0, beyond: 0, restored: 0 };
        let newest = 0;
        try {
            for (let round = 0; round <= rounds; ++round) {
                const found = await reopen(profile.folder, round === rounds ? null : random, newest, `lane ${lane}, round ${round}`);
                outcome.restored += found.restored ? 1 : 0;
                outcome.beyond += Math.max(0, found.stored - newest);
                outcome.acknowledged += found.acknowledged - found.stored;
                newest = found.acknowledged;
            }
        } finally {
            await profile.remove();
        }
        return outcome;
    }

    /** Checks what is stored, then writes on until the browser is killed at a random moment; with no `random`, only checks. */
    async function reopen(folder, random, newest, where) {
        const browser = await startBrowser(folder);
        const said = [];
        try {
            let acknowledged = 0;
            browser.page.on("console", (message) => said.push(message.text()));
            await browser.page.exposeBinding("reportEvent", (_, name, sequence) => {
                if (name === "saved")
                    acknowledged = Math.max(acknowledged, sequence);
            });
            await browser.page.goto(server.address);
            await browser.page.waitForFunction(() => globalThis.tab !== undefined);
            const { report, contents, restored } = await browser.page.evaluate(async () => {
                const report = await tab.open({ secondCopy: true });
                return { report, contents: tab.contents(), restored: tab.names().includes("restored") };
            });
            // Chromium's own database (LevelDB) does not always survive a kill amid a write: it then deletes everything and says so
            // on its standard error. The second copy has it all.
            const copy = await browser.page.evaluate(async () => Promise.all((await copyFiles()).map(async (file) => (await file.getFile()).size)));
            check(report, contents, newest, `${where}, ${browser.discarded() ? "discarded" : "kept"}, copy of ${copy} bytes, said: ${said}`);
            if (random !== null) {
                await browser.page.evaluate(writeWithoutEnd, [report.sequence, commonPages, pageCount]);
                await new Promise((resolve) => setTimeout(resolve, random.next() * longestLife));
            }
            await browser.kill();
            return { restored, stored: report.sequence, acknowledged: Math.max(acknowledged, report.sequence) };
        } finally {
            await browser.kill();
        }
    }

    function check(report, contents, newest, where) {
        assert.equal(report.writer, true, where);
        assert.ok(report.sequence >= newest, `${where}: acknowledged ${newest}, found ${report.sequence}`);
        if (report.sequence === 0)
            return;
        assert.equal(report.state, "intact", where);
        const numbers = new Set(commonPages.map((page) => contents[page]));
        assert.deepEqual([...numbers], [report.sequence], where);
        assert.equal(Object.keys(contents).length, pageCount, where);
        assert.ok(Object.values(contents).every((batch) => batch <= report.sequence), `${where}: a page of a later batch`);
    }
});

/** In the page: batches of very different sizes, now and then several at once. */
function writeWithoutEnd([sequence, common, count]) {
    const all = Array.from({ length: count }, (_, i) => i + 1);
    const write = () => {
        for (let batches = 1 + Math.floor(Math.random() * 3); batches > 0; --batches) {
            const extra = sequence === 0 || Math.random() < 0.1 ? all : all.filter(() => Math.random() < 0.05);
            tab.commit(++sequence, [...new Set([...common, ...extra])].sort((a, b) => a - b), count);
        }
        setTimeout(write, Math.random() * 20);
    };
    write();
}

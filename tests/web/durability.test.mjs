import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { createProfile, startBrowser, withWebGl } from "./browser-process.mjs";
import { checkStorage, createDraft, openClause, openSite, serveSite, untilSaved } from "./durability-site.mjs";
import { createRandom } from "./random.mjs";

const kills = Number(process.env.KONKORDAT_TEST_KILLS ?? 200);
/** After so long no further life begins, once `fewestKills` have been: how long one takes is the machine's. Asked for by number, all of them are lived. */
const timeForKills = process.env.KONKORDAT_TEST_KILLS ? Infinity : 300_000;
const fewestKills = Math.min(kills, 40);
const lanes = 2;
/** A browser is killed after so many edits at most have been reported as saved, ... */
const mostEdits = 2;
/** ... so many milliseconds later at most: while an edit is typed, executed, written or reported. */
const longestDelay = 250;

/**
 * The clause's text is a list of edits, "edit 1 edit 2 ...": each edit writes one more. So the text found after a kill tells
 * exactly which edits were kept.
 */
const textOf = (count) => Array.from({ length: count }, (_, i) => `edit ${i + 1}`).join(" ");

describe("The site in a browser that is killed", () => {
    let server;
    before(async () => { server = await serveSite(); });
    after(() => server?.stop());

    test("opens with every edit reported as saved, again and again", { timeout: 1_800_000 }, async () => {
        const random = createRandom("durability");
        const started = performance.now();
        const goesOn = (round) => round < fewestKills / lanes
            || (round < kills / lanes && performance.now() - started < timeForKills);
        const outcomes = await Promise.all(Array.from({ length: lanes }, (_, lane) => killRepeatedly(goesOn, random, lane)));
        const sum = (name) => outcomes.reduce((total, outcome) => total + outcome[name], 0);
        console.log(`${sum("kills")} kills in ${((performance.now() - started) / 1000).toFixed(0)} s, `
            + `${sum("reported")} edits reported as saved, ${sum("beyond")} more found`);
        assert.ok(sum("kills") >= fewestKills);
        assert.ok(sum("reported") > sum("kills") / 2, "the sessions were long enough to save something");
    });

    async function killRepeatedly(goesOn, random, lane) {
        const profile = await createProfile();
        const session = { address: null, reported: 0, edits: 0 };
        const outcome = { kills: 0, reported: 0, beyond: 0 };
        try {
            // The last life only looks at what the one before left.
            for (let round = 0, killed = true; killed; ++round) {
                const before = session.reported;
                killed = goesOn(round);
                const found = await liveOnce(profile.folder, session, killed ? random : null, `lane ${lane}, round ${round}`);
                outcome.beyond += found - before;
                outcome.reported += session.reported - found;
                outcome.kills += killed ? 1 : 0;
            }
        } finally {
            await profile.remove();
        }
        return outcome;
    }

    /** One life of a browser: checks what the one before left, edits on, and is killed. Returns how many edits it found. */
    async function liveOnce(folder, session, random, where) {
        const browser = await startBrowser(folder, { flags: withWebGl });
        const { page } = browser;
        try {
            if (session.address === null)
                session.address = await createDraft(page, server);
            else
                await openSite(page, server, session.address);
            const field = await openClause(page, session.address);
            const found = session.edits === 0 ? 0 : await countEdits(field, session, where);
            assert.match(await checkStorage(page), /integrity check passed/, where);
            session.reported = session.edits = found;
            if (random !== null)
                await editUntilKilled(browser, session, random);
            return found;
        } finally {
            await browser.kill();
        }
    }

    async function countEdits(field, session, where) {
        const text = await field.inputValue();
        const found = text.match(/edit \d+/g)?.length ?? 0;
        assert.equal(text, found === 0 ? text : textOf(found), `${where}: the text is one that was typed`);
        assert.ok(found >= session.reported, `${where}: ${session.reported} edits reported as saved, ${found} found`);
        assert.ok(found <= session.edits, `${where}: ${session.edits} edits made, ${found} found`);
        return found;
    }

    async function editUntilKilled(browser, session, random) {
        const { page } = browser;
        const field = await openClause(page, session.address);
        let killed = null;
        const killLater = () => {
            killed = new Promise((resolve) => setTimeout(resolve, random.next() * longestDelay)).then(() => browser.kill());
        };
        try {
            for (let left = random.integer(0, mostEdits); ; --left) {
                if (left === 0)
                    killLater();
                const count = ++session.edits;
                await field.fill(textOf(count));
                // Leaving the field ends the edit at once; otherwise it ends by itself after a short rest.
                if (random.next() < 0.8)
                    await field.blur();
                await untilSaved(page);
                session.reported = count;
            }
        } catch (error) {
            if (killed === null)
                throw error;
        }
        await killed;
    }
});

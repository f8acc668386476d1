import assert from "node:assert/strict";
import { appendFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { createProfile, startBrowser } from "./browser-process.mjs";
import { servePersistencePage } from "./persistence-harness.mjs";

/**
 * What a kill leaves at the end of a log of LevelDB, in which Chromium keeps IndexedDB and the list of files of its private file
 * system: the head of an entry (checksum, length, kind) without what it announces. What is written to the log afterwards is
 * there until the browser ends, and lost when it starts again.
 */
const tornEntry = Buffer.from([0x12, 0x34, 0x56, 0x78, 60, 0, 1]);

describe("A browser whose databases were torn by a kill", () => {
    let server;
    before(async () => { server = await servePersistencePage(); });
    after(() => server?.stop());

    /** Opens the store, writes `batches` more, and kills the browser. */
    async function session(profile, batches) {
        const browser = await startBrowser(profile.folder);
        try {
            await browser.page.goto(server.address);
            await browser.page.waitForFunction(() => globalThis.tab !== undefined);
            const found = await browser.page.evaluate(async (count) => {
                const { sequence } = await tab.open({ secondCopy: true });
                const restored = tab.names().includes("restored");
                const files = (await copyFiles()).length;
                const buckets = (await navigator.storageBuckets.keys()).length;
                for (let batch = 1; batch <= count; ++batch) {
                    tab.commit(sequence + batch, [1, 2, 3]);
                    await tab.persistence.idle();
                }
                return { sequence, restored, files, buckets, acknowledged: tab.last("saved") ?? sequence };
            }, batches);
            return { ...found, discarded: browser.discarded() };
        } finally {
            await browser.kill();
        }
    }

    async function tear(profile) {
        const files = await readdir(join(profile.folder, "Default"), { recursive: true });
        const logs = files.filter((file) => /(IndexedDB|File ?System)\/.*\.log$/.test(file));
        assert.ok(logs.length >= 2, `there are logs to tear: ${logs}`);
        for (const log of logs)
            await appendFile(join(profile.folder, "Default", log), tornEntry);
    }

    test("before anything was saved loses nothing afterwards", async () => {
        const profile = await createProfile();
        try {
            await session(profile, 0);
            await tear(profile);
            assert.equal((await session(profile, 2)).acknowledged, 2);
            const next = await session(profile, 1);
            assert.equal(next.discarded, true, "IndexedDB was lost, or this shows nothing");
            assert.equal(next.restored, true);
            assert.equal(next.acknowledged, 3);
            assert.equal((await session(profile, 0)).sequence, 3);
        } finally {
            await profile.remove();
        }
    });

    test("again and again loses nothing, and leaves no places of no use", async () => {
        const profile = await createProfile();
        try {
            let newest = 0;
            for (let round = 0; round < 6; ++round) {
                const found = await session(profile, round % 3);
                assert.equal(found.sequence, newest, `round ${round}`);
                assert.ok(found.files <= 2 && found.buckets <= 2, `round ${round}: ${found.files} files in ${found.buckets} buckets`);
                newest = found.acknowledged;
                await tear(profile);
            }
            assert.ok(newest > 3);
        } finally {
            await profile.remove();
        }
    });
});

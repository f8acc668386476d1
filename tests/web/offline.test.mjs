import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join } from "node:path";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launchBrowser } from "./persistence-harness.mjs";

const project = join(dirname(fileURLToPath(import.meta.url)), "../..");
const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; worker-src 'self'";

/** A site of a few files that the service worker serves; each says which version it is of. */
class Site {
    requests = [];

    async start() {
        this.folder = await mkdtemp(join(tmpdir(), "konkordat-site-"));
        this.server = createServer((request, response) => this.answer(request, response));
        await new Promise((resolve) => this.server.listen(0, "127.0.0.1", resolve));
        this.address = `http://localhost:${this.server.address().port}/`;
    }

    async answer(request, response) {
        const path = new URL(request.url, "http://localhost").pathname.slice(1) || "index.html";
        this.requests.push(path);
        if (this.isDown)
            return request.socket.destroy();
        try {
            const bytes = await readFile(join(this.folder, path));
            return response.writeHead(200, { "Content-Type": types[extname(path)], "Content-Security-Policy": policy,
                "Cache-Control": "no-cache" }).end(bytes);
        } catch {
            return response.writeHead(404).end();
        }
    }

    write(name, text) {
        return writeFile(join(this.folder, name), text);
    }

    /** Puts the files of a version into the folder; the list of their hashes last, as `finish` does for a deployment under way. */
    async deploy(version) {
        await this.write("index.html", `<!doctype html><html lang=en><title>Site</title><link rel=stylesheet href=style.css>
            <p id=html>${version}</p><p id=script></p><p id=notice></p><script type=module src=main.js></script>`);
        await this.write("style.css", "p { color: black; }");
        await this.write("version.js", `export const version = "${version}";`);
        await this.write("main.js", `import { activateUpdate, watchForUpdates } from "./updates.js";
            import { version } from "./version.js";
            document.getElementById("script").textContent = version;
            globalThis.activateUpdate = activateUpdate;
            watchForUpdates(() => { document.getElementById("notice").textContent = "ready"; });`);
        for (const name of ["updates.js", "service-worker.js"])
            await copyFile(join(project, "web/shell", name), join(this.folder, name));
        this.finish();
    }

    finish() {
        execFileSync("cmake", ["-D", `SITE=${this.folder}`, "-P", join(project, "cmake/precache.cmake")]);
    }

    async stop() {
        this.server.close();
        this.server.closeAllConnections();
        await rm(this.folder, { recursive: true });
    }
}

describe("The site without a network, and its updates", () => {
    let browser;
    let context;
    let site;
    before(async () => { browser = await launchBrowser(); });
    after(async () => { await browser?.close(); });
    beforeEach(async () => {
        site = new Site();
        await site.start();
        await site.deploy("one");
        context = await browser.newContext();
    });
    afterEach(async () => {
        await context.close();
        await site.stop();
    });

    async function open() {
        const page = await context.newPage();
        await page.goto(site.address);
        await page.waitForFunction(() => document.getElementById("script").textContent !== "");
        return page;
    }

    /** A tab that is served by the service worker of the version deployed. */
    async function installed() {
        const page = await open();
        await page.evaluate(() => navigator.serviceWorker.ready);
        await page.reload();
        await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
        return page;
    }

    const shown = (page) => page.evaluate(() =>
        ["html", "script"].map((id) => document.getElementById(id).textContent).join());
    const lookForUpdate = (page) => page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        await registration.update().catch(() => {});
    });
    const untilReady = (page) => page.waitForFunction(() => document.getElementById("notice").textContent === "ready");
    const untilShows = (page, version) => page.waitForFunction((wanted) =>
        ["html", "script"].every((id) => document.getElementById(id)?.textContent === wanted), version);

    test("after a first visit the site starts with the server gone, under the same security policy", async () => {
        const page = await installed();
        site.isDown = true;
        await page.reload();
        await untilShows(page, "one");
        const second = await open();
        assert.equal(await shown(second), "one,one");
        const blocked = await second.evaluate(() => {
            const script = document.createElement("script");
            script.textContent = "globalThis.injected = true";
            document.head.append(script);
            return globalThis.injected;
        });
        assert.equal(blocked, undefined);
    });

    test("what the page has just fetched is not fetched again for later", async () => {
        const page = await open();
        await page.evaluate(() => navigator.serviceWorker.ready);
        const counts = ["style.css", "main.js", "version.js"].map((name) => site.requests.filter((path) => path === name).length);
        assert.deepEqual(counts, [1, 1, 1]);
    });

    test("a new version waits behind a notice, and then comes whole", async () => {
        const page = await installed();
        await site.deploy("two");
        site.requests = [];
        await lookForUpdate(page);
        await untilReady(page);
        assert.deepEqual(site.requests.filter((path) => path === "style.css" || path === "updates.js"), [],
            "what has not changed is not fetched again");
        await page.reload();
        await untilReady(page);
        assert.equal(await shown(page), "one,one");
        await page.evaluate(() => activateUpdate());
        await untilShows(page, "two");
        site.isDown = true;
        await page.reload();
        await untilShows(page, "two");
        assert.equal((await page.evaluate(() => caches.keys())).length, 1);
    });

    test("all tabs load the new version when one lets it in", async () => {
        const page = await installed();
        const other = await open();
        await site.deploy("two");
        await lookForUpdate(page);
        await untilReady(page);
        await page.evaluate(() => activateUpdate());
        await untilShows(page, "two");
        await untilShows(other, "two");
    });

    test("a tab that begins to load while another version is let in does not stay a mixture", async () => {
        const page = await installed();
        await site.deploy("two");
        await lookForUpdate(page);
        await untilReady(page);
        const late = await context.newPage();
        await late.addInitScript(() => {
            for (const end = performance.now() + 1500; performance.now() < end;);
        });
        const loading = late.goto(site.address).catch(() => {});
        await new Promise((resolve) => setTimeout(resolve, 500));
        await page.evaluate(() => activateUpdate());
        await loading;
        await untilShows(late, "two");
    });

    test("a version of which a file is missing or another is not let in, until it is complete", async () => {
        const page = await installed();
        await site.deploy("two");
        await site.write("version.js", `export const version = "one";`);
        await lookForUpdate(page);
        await page.waitForFunction(async () => {
            const { installing, waiting } = await navigator.serviceWorker.getRegistration();
            return installing === null && waiting === null;
        });
        await page.reload();
        assert.equal(await shown(page), "one,one");
        await site.write("version.js", `export const version = "two";`);
        await lookForUpdate(page);
        await untilReady(page);
        await page.evaluate(() => activateUpdate());
        await untilShows(page, "two");
    });

    test("an unchanged site has no update", async () => {
        const page = await installed();
        await site.deploy("one");
        await lookForUpdate(page);
        const { waiting, installing } = await page.evaluate(async () => {
            const registration = await navigator.serviceWorker.getRegistration();
            return { waiting: registration.waiting, installing: registration.installing };
        });
        assert.deepEqual({ waiting, installing }, { waiting: null, installing: null });
    });
});

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

/** The storage modules on an empty page, served with the content security policy of the site. */

const here = dirname(fileURLToPath(import.meta.url));
const shell = join(here, "../../web/shell");
const policy = "default-src 'none'; script-src 'self'; connect-src 'self'";

/** @returns {Promise<{address: string, stop(): void}>} */
export async function servePersistencePage() {
    const server = createServer(async (request, response) => {
        const path = new URL(request.url, "http://localhost").pathname;
        const send = (type, body) => response.writeHead(200, { "Content-Type": type, "Content-Security-Policy": policy }).end(body);
        try {
            if (path === "/")
                send("text/html", "<!doctype html><title>Storage</title><script type=module src=/tab.js></script>");
            else if (path === "/tab.js")
                send("text/javascript", await readFile(join(here, "persistence-tab.js")));
            else if (path.startsWith("/persistence/"))
                send("text/javascript", await readFile(join(shell, basename(path))));
            else
                response.writeHead(404).end();
        } catch (error) {
            response.writeHead(500).end(String(error));
        }
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    return {
        address: `http://localhost:${server.address().port}/`,
        stop() {
            server.close();
            server.closeAllConnections();
        },
    };
}

export function launchBrowser() {
    return chromium.launch({
        executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
        args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync"],
    });
}

/** Opens the page and waits for its modules. `initScript` runs before them. */
export async function openTab(context, address, initScript) {
    const page = await context.newPage();
    if (initScript !== undefined)
        await page.addInitScript(initScript);
    await page.goto(address);
    await page.waitForFunction(() => globalThis.tab !== undefined);
    return page;
}

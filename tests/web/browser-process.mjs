import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

/** Chromium as a process group of its own on a profile that outlives it, so that a test can kill it as a power cut would. */

const program = process.env.CHROMIUM ?? "/usr/bin/chromium";
const lightFlags = [
    "--headless", "--no-sandbox", "--disable-quic", "--no-first-run", "--no-default-browser-check", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--disable-extensions",
    "--disable-breakpad", "--disable-crash-reporter", "--disable-dev-shm-usage", "--disable-hang-monitor", "--disable-domain-reliability",
    "--disable-client-side-phishing-detection", "--disable-features=Translate,OptimizationHints,MediaRouter,InterestFeedContentSuggestions",
    "--mute-audio", "--enable-logging=stderr", "--password-store=basic", "--use-mock-keychain", "--remote-debugging-port=0",
];
export const withoutGraphics = ["--disable-gpu"];
export const withWebGl = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

/** Process groups that are still there when a test ends by a failure or a time limit. */
const running = new Set();
process.on("exit", () => running.forEach(killGroup));

function killGroup(leader) {
    try {
        process.kill(-leader, "SIGKILL");
    } catch {
        // It is gone already.
    }
}

/**
 * Waits until no process of the group is left. The leader's end is not enough: a service process that is still dying holds the
 * profile's databases, and a browser that opens them meanwhile takes them for damaged and begins with empty ones.
 */
async function groupGone(leader) {
    for (let waited = 0; waited < 10_000; waited += 20) {
        try {
            process.kill(-leader, 0);
        } catch {
            return;
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
}

/** An empty profile folder; `remove` when no browser uses it any more. */
export async function createProfile() {
    const folder = await mkdtemp(join(tmpdir(), "konkordat-profile-"));
    return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/**
 * Starts Chromium on a profile.
 * @returns {Promise<{context: import("playwright-core").BrowserContext, page: import("playwright-core").Page, discarded(): boolean, kill(): Promise<void>}>}
 *   `discarded` tells whether this browser has said that it took a database for damaged and deleted it; `kill` ends all its processes at once, without a chance to tidy up.
 */
export async function startBrowser(profileFolder, { flags = withoutGraphics, width = 400, height = 300 } = {}) {
    const child = spawn(program, [...lightFlags, ...flags, `--window-size=${width},${height}`,
        `--user-data-dir=${profileFolder}`, "about:blank"], { detached: true, stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.on("data", (data) => { said += data; });
    const discarded = () => /recovering from a corrupted \(and deleted\) database/.test(said);
    const ended = new Promise((resolve) => child.once("exit", resolve));
    running.add(child.pid);
    const kill = async () => {
        killGroup(child.pid);
        await ended;
        await groupGone(child.pid);
        running.delete(child.pid);
    };
    try {
        const browser = await chromium.connectOverCDP(await debuggerAddress(child));
        const context = browser.contexts()[0];
        const page = context.pages()[0] ?? await context.newPage();
        return { context, page, discarded, kill };
    } catch (error) {
        await kill();
        throw error;
    }
}

function debuggerAddress(child) {
    return new Promise((resolve, reject) => {
        let said = "";
        child.stderr.on("data", (data) => {
            said += data;
            const found = said.match(/DevTools listening on (ws:\S+)/);
            if (found)
                resolve(found[1]);
        });
        child.once("error", reject);
        child.once("exit", (status) => reject(new Error(`Chromium ended (${status}) before it listened:\n${said}`)));
    });
}

/**
 * The page's side of service-worker.js: registers it, tells of a new version, lets it in.
 */

/** Milliseconds between two looks for a new version while the page stays open. */
const checkInterval = 60 * 60 * 1000;

let registration = null;
let reloading = false;

/**
 * @param {() => void} onReady a new version is complete and waits; activateUpdate() lets it in. May be called more than once.
 */
export async function watchForUpdates(onReady) {
    const container = globalThis.navigator?.serviceWorker;
    if (container === undefined)
        return; // The page was not served securely: it needs the network, as any page.
    const wasControlled = container.controller !== null;
    // A page is of one version: when another becomes the active one, by this tab's wish or another's, it loads anew.
    container.addEventListener("controllerchange", () => wasControlled && reload());
    if (wasControlled && await activationTime(container.controller) > performance.timeOrigin)
        return reload();
    try {
        registration = await container.register("service-worker.js", { updateViaCache: "none" });
    } catch {
        return; // Forbidden by the user or a policy; the site works without.
    }
    const tellWhenInstalled = (worker) => worker?.addEventListener("statechange", () =>
        worker.state === "installed" && container.controller !== null && onReady());
    registration.addEventListener("updatefound", () => tellWhenInstalled(registration.installing));
    tellWhenInstalled(registration.installing);
    if (registration.waiting !== null && wasControlled)
        onReady();
    setInterval(() => registration.update().catch(() => {}), checkInterval);
}

/** Makes the waiting version the active one; this page and all other tabs then load it. */
export function activateUpdate() {
    if (registration?.waiting)
        registration.waiting.postMessage({ type: "activate" });
    else
        reload();
}

function reload() {
    if (reloading)
        return;
    reloading = true;
    location.reload();
}

/** When the version that serves this page became the active one, in milliseconds since 1970. */
function activationTime(worker) {
    return new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => resolve(data);
        setTimeout(() => resolve(0), 3000);
        worker.postMessage({ type: "activated-at?" }, [port2]);
    });
}

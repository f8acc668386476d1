/**
 * Starts the site without a network, and always as one version of itself: the files of a version are fetched together,
 * compared with the hashes of their build, and served only from that version's cache. A new version waits until the user
 * lets it in; see updates.js.
 *
 * precache.js is written by the build: self.konkordatSite = {version, files: {path: SHA-256 in hexadecimal}}.
 */
importScripts("precache.js");

const site = self.konkordatSite;
const cachePrefix = "konkordat-";
const cacheName = cachePrefix + site.version;
const hashHeader = "x-content-sha256";
/** Entry of the cache that says when this version became the active one. */
const activationEntry = "activated-at";

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
    const path = pathOf(event.request);
    if (path !== null)
        event.respondWith(serve(path));
});
self.addEventListener("message", (event) => {
    if (event.data.type === "activate")
        event.waitUntil(self.skipWaiting());
    else if (event.data.type === "activated-at?")
        event.waitUntil(activatedAt().then((time) => event.ports[0].postMessage(time)));
});

/** The file of the site that a request asks for, or null if it is not ours to answer. */
function pathOf(request) {
    const scope = self.registration.scope;
    if (request.method !== "GET" || !request.url.startsWith(scope))
        return null;
    const path = decodeURIComponent(new URL(request.url).pathname.slice(new URL(scope).pathname.length));
    const file = path === "" ? "index.html" : path;
    return Object.hasOwn(site.files, file) ? file : null;
}

async function serve(path) {
    const cache = await caches.open(cacheName);
    return await cache.match(path) ?? store(cache, path);
}

/** All files, or a failed installation: then the browser keeps the former version and tries again another time. */
async function install() {
    const cache = await caches.open(cacheName);
    await Promise.all(Object.keys(site.files).map(async (path) => await cache.match(path) ?? store(cache, path)));
}

async function activate() {
    const cache = await caches.open(cacheName);
    await cache.put(activationEntry, new Response(String(Date.now())));
    const others = (await caches.keys()).filter((name) => name.startsWith(cachePrefix) && name !== cacheName);
    await Promise.all(others.map((name) => caches.delete(name)));
}

async function activatedAt() {
    const entry = await (await caches.open(cacheName)).match(activationEntry);
    return entry === undefined ? 0 : Number(await entry.text());
}

/** Puts the file of this version into the cache, from another version's if it has not changed. */
async function store(cache, path) {
    const response = await fromOtherVersion(path) ?? await download(path);
    await cache.put(path, response.clone());
    return response;
}

/** A page comes with its security policy as a header, which may change while the page does not: it is always fetched. */
async function fromOtherVersion(path) {
    if (path.endsWith(".html"))
        return undefined;
    for (const name of await caches.keys()) {
        const found = name.startsWith(cachePrefix) ? await (await caches.open(name)).match(path) : undefined;
        if (found?.headers.get(hashHeader) === site.files[path])
            return found;
    }
    return undefined;
}

/** What the browser has just fetched for the page serves as well, if it is of this version. */
async function download(path) {
    return await fetchExactly(path, "force-cache") ?? await fetchExactly(path, "reload")
        ?? Promise.reject(new Error(`${path}: not the file of version ${site.version}`));
}

/** The file, or undefined if its bytes are not those of this version. */
async function fetchExactly(path, cacheMode) {
    const response = await fetch(path, { cache: cacheMode, credentials: "same-origin" });
    const bytes = await response.arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const hash = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    if (!response.ok || hash !== site.files[path])
        return undefined;
    const headers = new Headers(response.headers);
    headers.delete("content-encoding");
    headers.delete("content-length");
    headers.set(hashHeader, hash);
    return new Response(bytes, { status: 200, headers });
}

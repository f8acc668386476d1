// Serves a folder as static files on this machine: node tools/serve.mjs <folder> [<port>]
// As a module: const server = await serve(folder, { port: 0 }); server.address; await server.stop();

import { createServer } from "node:http";
import { readFile, realpath, stat } from "node:fs/promises";
import { extname, join, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

const compress = promisify(gzip);

const types = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".wasm": "application/wasm",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".ttf": "font/ttf",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".txt": "text/plain; charset=utf-8",
};
const compressible = /^(text\/|application\/(json|wasm|manifest)|image\/svg|font\/ttf)/;

/** What a web server should send with the site; the site works under it. */
export const headers = {
    "Content-Security-Policy":
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; " +
        "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
};

/** The file that a request's path names, or undefined: never one outside `root`, nor a hidden one. */
async function fileFor(root, url) {
    let path;
    try {
        path = decodeURIComponent(new URL(url, "http://localhost").pathname);
    } catch {
        return undefined;
    }
    if (path.includes("\0") || path.split(/[/\\]/).some((part) => part.startsWith("."))) return undefined;
    try {
        let file = join(root, path);
        if ((await stat(file)).isDirectory()) file = join(file, "index.html");
        file = await realpath(file);
        return file.startsWith(root + sep) && (await stat(file)).isFile() ? file : undefined;
    } catch {
        return undefined;
    }
}

/** The file's bytes, compressed; kept as long as the file stays the same. */
async function packed(cache, file, tag) {
    const kept = cache.get(file);
    if (kept?.tag === tag) return kept.body;
    const body = await compress(await readFile(file));
    cache.set(file, { tag, body });
    return body;
}

async function answer(root, cache, request, response) {
    if (request.method !== "GET" && request.method !== "HEAD") {
        response.writeHead(405, { ...headers, Allow: "GET, HEAD" }).end();
        return;
    }
    const file = await fileFor(root, request.url);
    if (file === undefined) {
        response.writeHead(404, { ...headers, "Content-Type": "text/plain; charset=utf-8" }).end("There is no such page.\n");
        return;
    }
    const type = types[extname(file).toLowerCase()] ?? "application/octet-stream";
    const { size, mtimeMs } = await stat(file);
    const tag = `W/"${size.toString(36)}-${Math.trunc(mtimeMs).toString(36)}"`;
    const fields = { ...headers, "Content-Type": type, ETag: tag, Vary: "Accept-Encoding" };
    if (request.headers["if-none-match"] === tag) {
        response.writeHead(304, fields).end();
        return;
    }
    const compressed = compressible.test(type) && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
    if (compressed) fields["Content-Encoding"] = "gzip";
    const body = compressed ? await packed(cache, file, tag) : await readFile(file);
    fields["Content-Length"] = body.length;
    response.writeHead(200, fields).end(request.method === "HEAD" ? undefined : body);
}

function listen(server, port) {
    return new Promise((succeed, fail) => {
        server.once("error", fail);
        server.listen(port, "127.0.0.1", () => {
            server.off("error", fail);
            succeed();
        });
    });
}

/** Serves `folder` on the loopback address; `port` 0 takes any free one. With `tryNext`, a port in use means the next. */
export async function serve(folder, { port = 0, tryNext = false } = {}) {
    const root = await realpath(resolve(folder));
    const cache = new Map();
    const server = createServer((request, response) => {
        answer(root, cache, request, response).catch(() => {
            if (!response.headersSent) response.writeHead(500, headers);
            response.end();
        });
    });
    for (let left = tryNext ? 50 : 0; ; left--, port++) {
        try {
            await listen(server, port);
            break;
        } catch (error) {
            if (error.code !== "EADDRINUSE" || left === 0) throw error;
        }
    }
    return {
        port: server.address().port,
        address: `http://127.0.0.1:${server.address().port}/`,
        stop: () =>
            new Promise((done) => {
                server.close(done);
                server.closeAllConnections();
            }),
    };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
    const [folder, wanted = "8080"] = process.argv.slice(2);
    const port = Number(wanted);
    if (folder === undefined || !Number.isInteger(port) || port < 0 || port > 65535) {
        console.error("usage: serve.mjs <folder> [<port>]");
        process.exit(2);
    }
    const server = await serve(folder, { port, tryNext: port !== 0 }).catch((error) => {
        console.error(`${folder}: ${error.message}`);
        process.exit(2);
    });
    if (port !== 0 && server.port !== port) console.log(`Port ${port} is in use; taking ${server.port}.`);
    console.log(`Konkordat is at ${server.address} (end with Ctrl-C)`);
}

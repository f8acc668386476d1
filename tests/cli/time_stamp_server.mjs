// RFC 3161 over HTTP with openssl ts, for tests: node time_stamp_server.mjs FOLDER stamp|redirect|refuse|garbage|old|flood. Prints its port.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const [folder, behaviour] = process.argv.slice(2);
let first_answer = null;

function stamp(query) {
    const name = path.join(folder, `query-${process.pid}.tsq`);
    fs.writeFileSync(name, query);
    const { status, stderr } = spawnSync('openssl', ['ts', '-reply', '-config', 'ca.cnf', '-section', 'stamps', '-queryfile', name, '-out', `${name}.tsr`],
        { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return fs.readFileSync(`${name}.tsr`);
}

http.createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
        const query = Buffer.concat(parts);
        if (behaviour === 'refuse') return response.writeHead(403).end();
        if (behaviour === 'redirect') return response.writeHead(302, { location: 'file:///etc/hostname' }).end();
        if (request.headers['content-type'] !== 'application/timestamp-query') return response.writeHead(415).end();
        response.writeHead(200, { 'content-type': 'application/timestamp-reply' });
        if (behaviour === 'garbage') return response.end('<html>please log in</html>');
        if (behaviour === 'flood') return response.end(Buffer.alloc(4 << 20));
        // "old": the answer to the first request, for every one.
        first_answer ??= behaviour === 'old' ? stamp(query) : null;
        response.end(first_answer ?? stamp(query));
    });
}).listen(0, '127.0.0.1', function () { console.log(this.address().port); });

// Signing and verifying an agreement of 56 pages as WebAssembly: a signature with RSA-3072 beside @signpdf with node-forge on the same file, in
// turns, each in a process of its own; verifying eight signatures with the analysis of changes; growth with the file's size and with the
// number of saves; memory beside the file's size.
//
// Memory is the most that was allocated at a time while the first verification ran, counted at each allocation (signing/memory.h), with the
// file itself counted once. "heap" is what the allocator took from the system for that: in pages, with gaps, and never given back.
// A signature is from the bytes of file and PKCS#12 to the bytes of the signed file. "first" is the process's first, "again" the median of more.

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, THREADS } from './document/times.mjs';

const ROUNDS = Number(process.env.KONKORDAT_BENCH_ROUNDS ?? 5);
const PAGES = 56;
const REPEATS = 9;
const here = path.dirname(fileURLToPath(import.meta.url));
const program = process.env.KONKORDAT_SIGNING_BENCH;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'konkordat-bench-'));
const at = (name) => path.join(folder, name);

function run(command, ...words) {
    const result = spawnSync(command, words, { encoding: 'utf8', maxBuffer: 64 << 20 });
    if (result.error || result.status !== 0) throw new Error(`${command} ${words[0]}: ${result.stderr ?? result.error}`);
    return result.stdout;
}
const measured = (...words) => JSON.parse(run(process.execPath, THREADS, ...words).trim().split('\n').pop());
/** The program is WebAssembly that node runs, or, to look for hot spots, native code. */
const bench = (...words) => (program.endsWith('.js') ? run(process.execPath, THREADS, program, ...words) : run(program, ...words));
const bench_measured = (...words) => JSON.parse(bench(...words).trim().split('\n').pop());

function make_key() {
    run('openssl', 'genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:3072', '-out', at('key.pem'));
    run('openssl', 'req', '-x509', '-new', '-key', at('key.pem'), '-subj', '/O=Kanton Musterstein/CN=Anna Muster', '-days', '365', '-out', at('cert.pem'));
    // node-forge reads the older encryption of PKCS#12 only.
    run('openssl', 'pkcs12', '-export', '-inkey', at('key.pem'), '-in', at('cert.pem'), '-passout', 'pass:geheim', '-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1', '-out', at('key.p12'));
}

/** {name, bytes} of an agreement with so many pages and parties, with a cross-reference table: the other program reads nothing else. */
function make(pages, parties) {
    const name = at(`${pages}-${parties}.pdf`);
    bench('make', String(pages), String(parties), at('made.pdf'));
    run('qpdf', '--object-streams=disable', at('made.pdf'), name);
    return name;
}

const row = (label, ...values) => console.log(`  ${label.padEnd(34)}${values.map((value) => String(typeof value === 'number' ? value.toFixed(1) : value).padStart(10)).join('')}`);
const medians = (rounds) => Object.fromEntries(Object.keys(rounds[0]).map((name) => [name, typeof rounds[0][name] === 'number' ? median(rounds.map((round) => round[name])) : rounds[0][name]]));

function side_by_side() {
    const file = make(PAGES, 8);
    const [ours, theirs] = [[], []];
    for (let i = 0; i < ROUNDS; ++i) {
        ours.push(bench_measured('sign', file, at('key.p12'), 'geheim', at('ours.pdf'), String(REPEATS)));
        theirs.push(measured(path.join(here, 'signing/signpdf.mjs'), file, at('key.p12'), 'geheim', at('theirs.pdf'), String(REPEATS)));
    }
    const [a, b] = [medians(ours), medians(theirs)];
    console.log(`Signing ${PAGES} pages (${fs.statSync(file).size} bytes) with RSA-3072, medians of ${ROUNDS} rounds, milliseconds:`);
    row('', 'first', 'again');
    row('konkordat, WebAssembly', a.first, a.again);
    row('@signpdf, node-forge', b.first, b.again);
    row('times as long (budget 2)', b.first / a.first, b.again / a.again);
    row('of which PKCS#12', '', a.unlocking);
    for (const name of ['ours.pdf', 'theirs.pdf']) row(`verifies here: ${name}`, bench_measured('verify', at(name), '1').verdict);
}

function verifying() {
    bench('make', String(PAGES), '8', at('eight.pdf'));
    bench('sign-all', at('eight.pdf'), at('key.p12'), 'geheim', at('eight-signed.pdf'), '8');
    const result = medians(Array.from({ length: ROUNDS }, () => bench_measured('verify', at('eight-signed.pdf'), String(REPEATS))));
    console.log(`Verifying ${result.signatures} signatures on ${PAGES} pages (${result.bytes} bytes), with changes: ${result.verdict}`);
    row('', 'first', 'again');
    row('milliseconds (budget 150)', result.first, result.again);
    row('memory, times the file (budget 4)', result.memory / result.bytes);
    row('heap, times the file', result.heap / result.bytes);
}

function growth() {
    console.log('Growth, milliseconds:');
    row('pages, 2 signatures', 'bytes', 'sign', 'verify', 'per MB');
    for (const pages of [40, 56, 112, 224]) {
        bench('make', String(pages), '8', at('growth.pdf'));
        const signing = bench_measured('sign', at('growth.pdf'), at('key.p12'), 'geheim', at('growth-signed.pdf'), '3');
        bench('sign-all', at('growth.pdf'), at('key.p12'), 'geheim', at('growth-signed.pdf'), '2');
        const verified = bench_measured('verify', at('growth-signed.pdf'), '3');
        row(String(pages), String(verified.bytes), signing.again, verified.again, (verified.again * 1e6) / verified.bytes);
    }
    row('signatures, 56 pages', 'bytes', 'verify', 'each');
    bench('make', String(PAGES), '32', at('many.pdf'));
    for (const count of [1, 2, 4, 8, 16, 32]) {
        bench('sign-all', at('many.pdf'), at('key.p12'), 'geheim', at('many-signed.pdf'), String(count));
        const verified = bench_measured('verify', at('many-signed.pdf'), '3');
        row(String(count), String(verified.bytes), verified.again, verified.again / count);
    }
    row('saves after a signature', 'bytes', 'verify', 'each');
    for (const count of [10, 30, 100, 300, 900]) {
        fs.writeFileSync(at('saves.pdf'), saved_again(fs.readFileSync(at('growth-signed.pdf')), count));
        const verified = bench_measured('verify', at('saves.pdf'), '1');
        row(String(count), String(verified.bytes), verified.first, verified.first / count);
    }
    console.log('Memory of verifying two signatures, with a large picture in the file:');
    row('', 'bytes', 'memory', 'times');
    for (const megabytes of [4, 16, 64]) {
        fs.writeFileSync(at('large.pdf'), with_large_stream(fs.readFileSync(at('growth.pdf')), megabytes << 20));
        bench('sign-all', at('large.pdf'), at('key.p12'), 'geheim', at('large-signed.pdf'), '2');
        const verified = bench_measured('verify', at('large-signed.pdf'), '1');
        row(`${megabytes} MiB`, String(verified.bytes), String(verified.memory), verified.memory / verified.bytes);
    }
}

/** One more save with one object of its own. */
function save(bytes, number, body) {
    const text = bytes.subarray(Math.max(0, bytes.length - 4096)).toString('latin1');
    const previous = text.slice(text.lastIndexOf('startxref') + 9).trim().split(/\s/)[0];
    const root = /\/Root (\d+ \d+ R)/.exec(text.slice(text.lastIndexOf('/Root')))[1];
    const head = Buffer.from(`${number} 0 obj\n`);
    const tail = Buffer.from('\nendobj\n');
    const start = bytes.length + head.length + body.length + tail.length;
    const references = `xref\n${number} 1\n${String(bytes.length).padStart(10, '0')} 00000 n \ntrailer\n<</Size ${number + 1} /Root ${root} /Prev ${previous}>>\nstartxref\n${start}\n%%EOF\n`;
    return [head, body, tail, Buffer.from(references)];
}

function saved_again(bytes, count) {
    let file = bytes;
    for (let i = 0; i < count; ++i) file = Buffer.concat([file, ...save(file, 900_000, Buffer.from(`<</Save ${i}>>`))]);
    return file;
}

function with_large_stream(bytes, size) {
    const data = Buffer.alloc(size);
    for (let i = 0; i < size; i += 4) data.writeUInt32LE(Math.imul(i, 2654435761) >>> 0, i);
    return Buffer.concat([bytes, ...save(bytes, 900_000, Buffer.concat([Buffer.from(`<</Length ${size}>>\nstream\n`), data, Buffer.from('\nendstream')]))]);
}

try {
    make_key();
    side_by_side();
    verifying();
    growth();
} finally {
    if (process.env.KONKORDAT_BENCH_KEEP) console.log(folder);
    else fs.rmSync(folder, { recursive: true });
}

// An agreement of 56 pages to PDF, cold, and a keystroke in it: ours as WebAssembly beside typst's compiler (native code) and pdfkit. The
// same text, the same fonts, in one run, in turns, each in a process of its own. Then how both times grow with the document's length.
//
// "cold" is the first PDF of a process whose program is loaded: from the agreement's JSON (typst: from its source) to the file's bytes.
// "visit" is the first PDF of a first visit, in Chromium, from the click to the file's bytes (document/site.mjs).
// "started" is the time from starting the process until then, node and the loading of the program included.

import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { first_visit } from './document/site.mjs';
import { median, THREADS } from './document/times.mjs';

const ROUNDS = Number(process.env.KONKORDAT_BENCH_ROUNDS ?? 7);
const PAGES = 56;
const KEYSTROKES = 40;
const here = path.dirname(fileURLToPath(import.meta.url));
const program = process.env.KONKORDAT_DOCUMENT_BENCH;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'konkordat-bench-'));

/** What the process measured, and `started`. */
function run(...words) {
    return new Promise((resolve, reject) => {
        const start = performance.now();
        let started;
        let output = '';
        const child = spawn(process.execPath, [THREADS, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
        child.stdout.on('data', (chunk) => {
            started ??= performance.now() - start;
            output += chunk;
        });
        child.on('close', (status) => (status === 0 ? resolve({ ...JSON.parse(output.trim().split('\n').pop()), started }) : reject(new Error(`${words[0]}: ${status}`))));
    });
}

function tool(name, ...words) {
    const result = spawnSync(name, words, { encoding: 'utf8', maxBuffer: 64 << 20 });
    if (result.error || result.status !== 0) throw new Error(`${name}: ${result.stderr ?? result.error}`);
    return result.stdout;
}

const file = (name) => path.join(folder, name);

function make(pages) {
    const made = { agreement: file(`${pages}.json`), tree: file(`${pages}-tree.json`) };
    tool(process.execPath, program, 'make', String(pages), made.agreement, made.tree, folder);
    return made;
}

const ours = (made, output, keystrokes = KEYSTROKES) => run(program, 'measure', made.agreement, output, String(keystrokes));
/** With WebAssembly compiled in full before it runs, as browsers have it from the second visit on: what a native compiler's code compares with. */
const compiled = (made, output, keystrokes = KEYSTROKES) => run('--no-liftoff', '--no-wasm-lazy-compilation', program, 'measure', made.agreement, output, String(keystrokes));
const visit = async (made, output) => {
    const figures = await first_visit(process.env.KONKORDAT_SITE, made.agreement, output);
    return { pages: Number(tool('pdfinfo', output).match(/Pages: +(\d+)/)[1]), ...figures };
};
const typst = (made, output, keystrokes = KEYSTROKES) => run(path.join(here, 'document/typst.mjs'), made.tree, folder, output, String(keystrokes));
const pdfkit = (made, output) => run(path.join(here, 'document/pdfkit.mjs'), made.tree, folder, output, '2');

/** The medians of the rounds, figure by figure. */
const medians = (rounds) => Object.fromEntries(Object.keys(rounds[0]).map((name) => [name, median(rounds.map((round) => round[name]))]));

/** Letters, not words: where a program breaks a line decides how many pieces of a word there are, and some say the whole word again. */
const letters_in = (pdf) => tool('pdftotext', pdf, '-').match(/\p{L}/gu)?.length ?? 0;
const ms = (value) => (value === undefined ? '' : value.toFixed(1)).padStart(9);

async function side_by_side() {
    const made = make(PAGES);
    const programs = { visit, konkordat: ours, compiled, typst, pdfkit };
    const rounds = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
    for (let i = 0; i < ROUNDS; i++) for (const name of Object.keys(programs)) rounds[name].push(await programs[name](made, file(`${name}.pdf`)));
    const result = Object.fromEntries(Object.keys(programs).map((name) => [name, medians(rounds[name])]));
    console.log(`An agreement of ${PAGES} pages, medians of ${ROUNDS} rounds, milliseconds:`);
    console.log('               pages  letters    bytes     cold  started keystroke  slowest  PDF again');
    for (const [name, figures] of Object.entries(result)) {
        figures.letters = letters_in(file(`${name}.pdf`));
        const counts = [figures.pages, figures.letters, figures.bytes].map((value) => String(value).padStart(9)).join('');
        console.log(`  ${name.padEnd(9)}${counts}${ms(figures.cold)}${ms(figures.started)}${ms(figures.keystroke).padStart(10)}${ms(figures.slowest)}${ms(figures.again).padStart(11)}`);
    }
    compare(result);
}

function compare({ visit: first, konkordat, compiled: beforehand, typst: peer, pdfkit: other }) {
    const differs = Math.max(Math.abs(peer.letters / konkordat.letters - 1), Math.abs(other.letters / konkordat.letters - 1));
    console.log(`  text differs by at most ${(differs * 100).toFixed(2)} % of the letters (the comparison holds up to 3: typst prints a note each time it is called, ours once a page)`);
    console.log(`  cold: typst takes ${(peer.cold / konkordat.cold).toFixed(2)} times as long (budget 2), pdfkit ${(other.cold / konkordat.cold).toFixed(1)} (budget 5)`);
    console.log(`  with its code compiled beforehand as theirs is ("compiled"): ${(peer.cold / beforehand.cold).toFixed(2)} and ${(other.cold / beforehand.cold).toFixed(1)} (the same budgets)`);
    console.log(`  in Chromium, from the click to the bytes: ${first.cold.toFixed(0)} ms on a first visit, then ${first.again.toFixed(0)} ms`);
    console.log(`  with the fonts that typst loads beforehand ${((peer.cold + peer.load) / konkordat.cold).toFixed(2)}; from the start of the process ${(peer.started / konkordat.started).toFixed(2)} and ${(other.started / konkordat.started).toFixed(1)}`);
    console.log(`  ours, cold: reading ${konkordat.read.toFixed(1)}, layout ${konkordat.layout.toFixed(1)}, writing ${konkordat.write.toFixed(1)}; typst: layout ${peer.layout.toFixed(1)}, writing ${peer.write.toFixed(1)}`);
    console.log(`  keystroke: ${konkordat.keystroke.toFixed(2)} ms (budget 8), typst ${(peer.keystroke / konkordat.keystroke).toFixed(1)} times`);
    console.log(`  size: ${((konkordat.bytes / peer.bytes) * 100).toFixed(0)} % of typst's (budget 100), the agreement's JSON included, which the others do not carry`);
    for (const name of ['konkordat', 'typst', 'pdfkit']) {
        const check = spawnSync('qpdf', ['--check', file(`${name}.pdf`)], { encoding: 'utf8' });
        console.log(`  qpdf --check, ${name}: ${check.status === 0 ? 'no fault' : check.stdout + check.stderr}`);
    }
}

async function growth() {
    console.log('Growth with the length, milliseconds:    cold keystroke  typst: cold keystroke');
    for (const pages of [7, 14, 28, 56, 112]) {
        const made = make(pages);
        const mine = [];
        const peer = [];
        for (let i = 0; i < 3; i++) {
            mine.push(await ours(made, file('growth.pdf')));
            peer.push(await typst(made, file('growth-typst.pdf'), 15));
        }
        const [a, b] = [medians(mine), medians(peer)];
        console.log(`  ${String(a.pages).padStart(3)} pages                        ${ms(a.cold)} ${ms(a.keystroke)}   ${ms(b.cold)} ${ms(b.keystroke)}`);
    }
}

try {
    await side_by_side();
    await growth();
} finally {
    if (process.env.KONKORDAT_BENCH_KEEP) console.log(folder);
    else fs.rmSync(folder, { recursive: true });
}

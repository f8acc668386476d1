// What distinguishes two versions of sixty clauses, each text of which has changed: ours as WebAssembly beside jsdiff (npm "diff"), in one run.
//
// Ours is structure and words together. jsdiff is asked for the words of all texts as one, and, which spares it to find out what belongs
// together, of each text and its successor.

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { diffWords } from 'diff';
import { measured } from './document/times.mjs';

/** The shortest of seven. */
const milliseconds = (work) => Math.min(...Array.from({ length: 7 }, () => measured(work).time));

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'konkordat-bench-'));
try {
    const pair = path.join(folder, 'pair.json');
    const result = spawnSync(process.execPath, [process.env.KONKORDAT_REVIEW_BENCH, pair], { encoding: 'utf8' });
    if (result.status !== 0) throw new Error(result.stderr);
    const ours = Number(/^words changed in every text\s+([\d.]+) ms/m.exec(result.stdout)[1]);
    const texts = JSON.parse(fs.readFileSync(pair, 'utf8')).map(({ clauses }) => clauses.flatMap(({ body }) => Object.values(body ?? {})));
    const [before, after] = texts;
    const whole = milliseconds(() => diffWords(before.join('\n\n'), after.join('\n\n')));
    const paired = milliseconds(() => before.forEach((text, index) => diffWords(text, after[index] ?? '')));
    console.log('Two versions of sixty clauses, every text changed:');
    console.log(`  konkordat, structure and words    ${ours.toFixed(1)} ms (budget 10)`);
    console.log(`  jsdiff, all texts as one          ${whole.toFixed(1)} ms, ${(whole / ours).toFixed(1)} times (budget 3)`);
    console.log(`  jsdiff, each text by itself       ${paired.toFixed(1)} ms, ${(paired / ours).toFixed(1)} times`);
} finally {
    fs.rmSync(folder, { recursive: true });
}

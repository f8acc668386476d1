// Runs the command-line program in a folder of its own.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const program = path.resolve(process.env.KONKORDAT_CLI ?? path.join(root, 'build/native/konkordat'));

/** A fresh folder that is removed after the test. */
export function scratch(test) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'konkordat-cli-'));
    test.after(() => fs.rmSync(folder, { recursive: true, force: true }));
    return folder;
}

/** {status, out, err} of `konkordat <words>`, run in `folder`. */
export function konkordat(folder, ...words) {
    const result = spawnSync(program, words, { cwd: folder, encoding: 'utf8', timeout: 120_000, maxBuffer: 64 << 20 });
    if (result.error) throw result.error;
    return { status: result.status, out: result.stdout, err: result.stderr };
}

/** Output of another tool, which must succeed. */
export function tool(name, ...words) {
    const result = spawnSync(name, words, { encoding: 'utf8', timeout: 120_000, maxBuffer: 64 << 20 });
    if (result.error) throw result.error;
    if (result.status !== 0) throw new Error(`${name} ${words.join(' ')}: ${result.stderr}${result.stdout}`);
    return result.stdout;
}

/** Draft of the joint declaration in `folder`/`file`. */
export function draft(folder, file, languages = ['de'], cantons = ['CH-BE']) {
    const words = ['new', '--template', 'ch-thb-cooperation', '--form', 'declaration', '-o', file];
    for (const canton of cantons) words.push('--canton', canton);
    for (const language of languages) words.push('--lang', language);
    return konkordat(folder, ...words);
}

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { draft, konkordat, program, root, scratch, tool } from './program.mjs';

const checker = path.join(path.dirname(program), 'pdf_conformance');
const squeeze = (text) => text.normalize('NFC').replace(/\s+/gu, '');

/** PDF files of drafts in one and four languages, and of an agreement with parties. */
function produced(t) {
    const folder = scratch(t);
    draft(folder, 'one.json', ['de']);
    draft(folder, 'four.json', ['it', 'fr', 'en', 'de']);
    fs.copyFileSync(path.join(root, 'tests/fixtures/agreements/small.json'), path.join(folder, 'small.json'));
    return ['one', 'four', 'small'].map((name) => {
        const { status, err } = konkordat(folder, 'export', `${name}.json`, '--pdf', `${name}.pdf`);
        assert.equal(status, 0, err);
        return path.join(folder, `${name}.pdf`);
    });
}

test('every PDF conforms to PDF/A-3a and PDF/UA-1', (t) => {
    for (const file of produced(t)) assert.equal(tool(checker, file), '');
});

test('the checker reports a broken file and refuses what is no PDF', (t) => {
    const [file] = produced(t);
    const bytes = fs.readFileSync(file);
    fs.writeFileSync(file, Buffer.concat([bytes, Buffer.from('more')]));
    const found = spawnSync(checker, [file], { encoding: 'utf8' });
    assert.equal(found.status, 1);
    assert.match(found.stdout, /: F06 ISO 19005-3 6\.1\.3: /);
    fs.writeFileSync(file, 'hello');
    assert.equal(spawnSync(checker, [file], { encoding: 'utf8' }).status, 2);
});

test('other programs read every PDF without a warning', (t) => {
    for (const file of produced(t)) {
        for (const [name, ...words] of [['qpdf', '--check', file], ['pdfinfo', '-struct', file], ['mutool', 'info', file],
            ['mutool', 'draw', '-r', '20', '-o', '/dev/null', file]]) {
            const { status, stderr } = spawnSync(name, words, { encoding: 'utf8', maxBuffer: 64 << 20 });
            assert.equal(status, 0, `${name}: ${stderr}`);
            // Debian builds mutool without colour management, and it says so of every file with a profile.
            const warnings = stderr.split('\n').filter((line) => line && !/ICC support is not available|^page /.test(line));
            assert.deepEqual(warnings, [], name);
        }
    }
});

test('the tags say, sentence by sentence, what the pages show', (t) => {
    for (const file of produced(t)) {
        const artifacts = tool(checker, '--artifacts', file).split('\f').map((page) => page.split('\n').map(squeeze).filter(Boolean));
        const pages = tool('pdftotext', '-raw', file, '-').split('\f').map(squeeze);
        let shown = '';
        artifacts.slice(0, pages.length).forEach((texts, index) => {
            let page = pages[index];
            // Artifacts are painted before and after what belongs to the structure.
            while (texts.length && page.startsWith(texts[0])) page = page.slice(texts.shift().length);
            while (texts.length && page.endsWith(texts.at(-1))) page = page.slice(0, -texts.pop().length);
            assert.deepEqual(texts, [], `artifacts of page ${index + 1}`);
            shown += page;
        });
        const sentences = (text) => text.split(/(?<=[.!?])/u);
        assert.deepEqual(sentences(squeeze(tool(checker, '--text', file))), sentences(shown));
    }
});

test('pdf.js reads every PDF without a warning, with its structure and its fields', async (t) => {
    const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
    const warnings = [];
    t.mock.method(console, 'warn', (...words) => warnings.push(words.join(' ')));
    t.mock.method(console, 'log', (...words) => { if (/^Warning:/.test(String(words[0]))) warnings.push(words.join(' ')); });
    for (const file of produced(t)) {
        const loading = getDocument({ data: new Uint8Array(fs.readFileSync(file)), verbosity: VerbosityLevel.WARNINGS, isEvalSupported: false,
            useSystemFonts: false, disableFontFace: true });
        const pdf = await loading.promise;
        assert.equal((await pdf.getMarkInfo()).Marked, true);
        for (let number = 1; number <= pdf.numPages; ++number) {
            const page = await pdf.getPage(number);
            await page.getOperatorList();
            await page.getAnnotations();
            assert.ok(await page.getStructTree());
        }
        await loading.destroy();
    }
    // Said of the machine when the module loads, not of the file.
    assert.deepEqual(warnings.filter((text) => !/polyfill|@napi-rs\/canvas|standardFontDataUrl/.test(text)), []);
});

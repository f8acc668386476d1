import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { draft, konkordat, root, scratch, tool } from './program.mjs';

test('a draft exports as a sound PDF and comes back byte for byte', (t) => {
    const folder = scratch(t);
    for (const languages of [['de'], ['it', 'fr', 'en']]) {
        draft(folder, 'a.json', languages);
        const exported = konkordat(folder, 'export', 'a.json', '--pdf', 'a.pdf');
        assert.equal(exported.status, 0, exported.err);
        tool('qpdf', '--check', path.join(folder, 'a.pdf'));
        const extracted = konkordat(folder, 'extract', 'a.pdf', '-o', 'b.json');
        assert.equal(extracted.status, 0, extracted.err);
        assert.deepEqual(fs.readFileSync(path.join(folder, 'b.json')), fs.readFileSync(path.join(folder, 'a.json')));
        fs.rmSync(path.join(folder, 'b.json'));
    }
});

test('the same agreement gives the same PDF', (t) => {
    const folder = scratch(t);
    draft(folder, 'a.json');
    konkordat(folder, 'export', 'a.json', '--pdf', 'a.pdf');
    konkordat(folder, 'export', 'a.json', '--pdf', 'b.pdf');
    assert.deepEqual(fs.readFileSync(path.join(folder, 'a.pdf')), fs.readFileSync(path.join(folder, 'b.pdf')));
});

test('the PDF holds every heading in order, what is open, and only embedded fonts', (t) => {
    const folder = scratch(t);
    draft(folder, 'a.json', ['de']);
    konkordat(folder, 'export', 'a.json', '--pdf', 'a.pdf');
    const squeeze = (text) => text.replace(/\s+/g, '');
    const text = squeeze(tool('pdftotext', '-nopgbrk', path.join(folder, 'a.pdf'), '-'));
    const agreement = JSON.parse(fs.readFileSync(path.join(folder, 'a.json'), 'utf8'));
    // From the last preamble heading on: before it stands the table of contents.
    let place = text.lastIndexOf(squeeze(agreement.clauses[0].heading.de));
    for (const clause of agreement.clauses) {
        const heading = squeeze(clause.heading.de);
        const found = text.indexOf(heading, place);
        assert.ok(found >= place, clause.id);
        place = found + heading.length;
    }
    assert.ok(text.includes('[offen:'));
    assert.ok(!text.includes('{{') && !text.includes('[['));
    const fonts = tool('pdffonts', path.join(folder, 'a.pdf')).trimEnd().split('\n').slice(2);
    assert.ok(fonts.length > 0);
    for (const line of fonts) assert.match(line, /\byes\s+yes\s+yes\s+\d+\s+\d+$/, line);
});

test('--lang chooses among the agreement\'s languages', (t) => {
    const folder = scratch(t);
    draft(folder, 'a.json', ['de', 'fr']);
    const french = konkordat(folder, 'export', 'a.json', '--pdf', 'fr.pdf', '--lang', 'fr');
    assert.equal(french.status, 0, french.err);
    const text = tool('pdftotext', path.join(folder, 'fr.pdf'), '-');
    assert.ok(text.includes('Berne') && !text.includes('Präambel'));
    const italian = konkordat(folder, 'export', 'a.json', '--pdf', 'it.pdf', '--lang', 'it');
    assert.equal(italian.status, 2);
    assert.match(italian.err, /^konkordat: a\.json: .*de,fr\n$/);
    assert.ok(!fs.existsSync(path.join(folder, 'it.pdf')));
});

test('a PDF and a JSON in one go', (t) => {
    const folder = scratch(t);
    draft(folder, 'a.json');
    assert.equal(konkordat(folder, 'export', 'a.json', '--pdf', 'a.pdf', '--json', 'b.json').status, 0);
    assert.ok(fs.existsSync(path.join(folder, 'a.pdf')));
    assert.deepEqual(fs.readFileSync(path.join(folder, 'b.json')), fs.readFileSync(path.join(folder, 'a.json')));
});

test('an agreement with parties, contacts and every kind of value exports and comes back', (t) => {
    const folder = scratch(t);
    fs.copyFileSync(path.join(root, 'tests/fixtures/agreements/small.json'), path.join(folder, 'small.json'));
    const exported = konkordat(folder, 'export', 'small.json', '--pdf', 'a.pdf');
    assert.equal(exported.status, 0, exported.err);
    assert.equal(konkordat(folder, 'extract', 'a.pdf', '-o', 'back.json').status, 0);
    assert.deepEqual(fs.readFileSync(path.join(folder, 'back.json')), fs.readFileSync(path.join(folder, 'small.json')));
    assert.ok(tool('pdftotext', path.join(folder, 'a.pdf'), '-').includes('Kantonspolizei'));
});

test('what is no PDF of an agreement is refused', (t) => {
    const folder = scratch(t);
    draft(folder, 'a.json');
    konkordat(folder, 'export', 'a.json', '--pdf', 'a.pdf');
    const pdf = fs.readFileSync(path.join(folder, 'a.pdf'));
    const empty = '%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
    for (const bytes of ['', 'hello', fs.readFileSync(path.join(folder, 'a.json')), empty, pdf.subarray(0, 1000)]) {
        fs.writeFileSync(path.join(folder, 'bad.pdf'), bytes);
        const { status, err } = konkordat(folder, 'extract', 'bad.pdf', '-o', 'out.json');
        assert.equal(status, 2, err);
        assert.match(err, /^konkordat: bad\.pdf: [^\n]+\n$/);
        assert.ok(!fs.existsSync(path.join(folder, 'out.json')));
    }
});

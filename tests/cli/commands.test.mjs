import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { draft, konkordat, root, scratch, tool } from './program.mjs';

const require = createRequire(path.join(root, 'package.json'));
const Ajv = require('ajv/dist/2020').default;
const formats = require('ajv-formats').default;

function validator(name) {
    const ajv = new Ajv({ strict: true, allErrors: true, strictRequired: false, allowUnionTypes: true });
    formats(ajv);
    return ajv.compile(JSON.parse(fs.readFileSync(path.join(root, 'assets/schema', name), 'utf8')));
}

/** Canonical form of RFC 8785, as far as agreements need it, written independently of the program. */
function canonical(value) {
    if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
    if (value === null || typeof value !== 'object') return JSON.stringify(value);
    return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

test('templates lists each pack on a line: id, version, forms, languages', (t) => {
    const { status, out, err } = konkordat(scratch(t), 'templates');
    assert.equal(status, 0, err);
    const lines = out.trimEnd().split('\n').map((line) => line.split(' '));
    const pack = lines.find(([id]) => id === 'ch-thb-cooperation');
    assert.ok(pack, out);
    assert.match(pack[1], /^\d+\.\d+\.\d+$/);
    assert.ok(pack[2].split(',').includes('declaration'));
    assert.deepEqual(pack[3].split(','), ['de', 'fr', 'it', 'en']);
});

test('new drafts an agreement that its schema accepts, in every language and several at once', (t) => {
    const folder = scratch(t);
    const valid = validator('agreement-1.schema.json');
    for (const languages of [['de'], ['fr'], ['it'], ['en'], ['fr', 'de'], ['de', 'fr', 'it', 'en']]) {
        const { status, err } = draft(folder, 'draft.json', languages);
        assert.equal(status, 0, err);
        const bytes = fs.readFileSync(path.join(folder, 'draft.json'), 'utf8');
        const agreement = JSON.parse(bytes);
        assert.ok(valid(agreement), JSON.stringify(valid.errors, null, 1));
        assert.equal(bytes, canonical(agreement));
        assert.deepEqual(agreement.languages, languages);
        assert.equal(agreement.form, 'declaration');
        assert.deepEqual(agreement.organisations, []);
        assert.deepEqual(agreement.contacts, []);
        assert.ok(agreement.clauses.length > 40);
        for (const clause of agreement.clauses) assert.deepEqual(Object.keys(clause.heading).sort(), [...languages].sort());
    }
});

test('new drafts the same clauses in every language, and for every canton', (t) => {
    const folder = scratch(t);
    const ids = new Set();
    const { cantons } = JSON.parse(fs.readFileSync(path.join(root, 'assets/cantons.json'), 'utf8'));
    assert.equal(cantons.filter(({ fictitious }) => !fictitious).length, 26);
    for (const [index, canton] of cantons.entries()) {
        const language = ['de', 'fr', 'it', 'en'][index % 4];
        const { status, err } = draft(folder, 'draft.json', [language], [canton.code]);
        assert.equal(status, 0, err);
        const agreement = JSON.parse(fs.readFileSync(path.join(folder, 'draft.json'), 'utf8'));
        ids.add(agreement.clauses.map(({ id }) => id).join(' '));
    }
    assert.equal(ids.size, 1);
});

test('each form exports as PDF, with the report of the check behind it, and comes back', (t) => {
    const folder = scratch(t);
    for (const form of ['contract', 'declaration', 'announcement']) {
        const json = `${form}.json`;
        const made = konkordat(folder, 'new', '--template', 'ch-thb-cooperation', '--form', form, '--canton', 'CH-TI', '--lang', 'it', '-o', json);
        assert.equal(made.status, 0, made.err);
        const { status, err } = konkordat(folder, 'export', json, '--pdf', 'plain.pdf', '--pdf-with-report', 'reported.pdf');
        assert.equal(status, 0, err);
        const text = (file) => tool('pdftotext', path.join(folder, file), '-');
        assert.doesNotMatch(text('plain.pdf'), /Rapporto di verifica/);
        assert.match(text('reported.pdf'), /Rapporto di verifica/);
        tool('qpdf', '--check', path.join(folder, 'reported.pdf'));
        assert.equal(konkordat(folder, 'extract', 'reported.pdf', '-o', 'back.json').status, 0);
        assert.deepEqual(fs.readFileSync(path.join(folder, 'back.json')), fs.readFileSync(path.join(folder, json)));
        // Nobody takes part yet: the check says so.
        assert.equal(konkordat(folder, 'check', json, '--lang', 'it').status, 1);
    }
});

test('several cantons make an intercantonal agreement', (t) => {
    const folder = scratch(t);
    assert.equal(draft(folder, 'draft.json', ['fr'], ['CH-GE', 'CH-VD']).status, 0);
    const agreement = JSON.parse(fs.readFileSync(path.join(folder, 'draft.json'), 'utf8'));
    assert.deepEqual(agreement.cantons, ['CH-GE', 'CH-VD']);
    assert.equal(agreement.scope, 'intercantonal');
    assert.ok(agreement.clauses.some(({ id }) => id === 'scope-intercantonal'));
});

test('export --json gives the canonical bytes back', (t) => {
    const folder = scratch(t);
    draft(folder, 'a.json', ['de', 'it']);
    const bytes = fs.readFileSync(path.join(folder, 'a.json'), 'utf8');
    fs.writeFileSync(path.join(folder, 'pretty.json'), JSON.stringify(JSON.parse(bytes), null, 4));
    assert.equal(konkordat(folder, 'export', 'pretty.json', '--json', 'b.json').status, 0);
    assert.equal(fs.readFileSync(path.join(folder, 'b.json'), 'utf8'), bytes);
});

test('the shipped pack is what the schema of packs says', () => {
    const valid = validator('template-pack-1.schema.json');
    for (const file of ['templates/ch-thb-cooperation/pack.json', 'tests/fixtures/packs/tiny/pack.json'])
        assert.ok(valid(JSON.parse(fs.readFileSync(path.join(root, file), 'utf8'))), JSON.stringify(valid.errors));
});

test('the schema refuses what the program refuses', (t) => {
    const folder = scratch(t);
    draft(folder, 'a.json');
    const valid = validator('agreement-1.schema.json');
    const changes = [
        (agreement) => { agreement.victim = 'x'; },
        (agreement) => { agreement.form = 'oral'; },
        (agreement) => { agreement.cantons = []; },
        (agreement) => { agreement.cantons = ['Bern']; },
        (agreement) => { agreement.languages = ['rm']; },
        (agreement) => { delete agreement.clauses; },
        (agreement) => { agreement.clauses[0].id = 'A B'; },
        (agreement) => { agreement.clauses[0].heading.rm = 'x'; },
        (agreement) => { agreement.variables.n = 1.5; },
        (agreement) => { agreement.variables.n = { date: '2026-13-01' }; },
        (agreement) => { agreement.variables.n = 2 ** 53; },
        (agreement) => { agreement.createdAt = 'now'; },
        (agreement) => { agreement.$schema = 'urn:konkordat:schema:agreement:2'; },
        (agreement) => { agreement.procedure[0].deadlineDays = -1; },
    ];
    for (const change of changes) {
        const agreement = JSON.parse(fs.readFileSync(path.join(folder, 'a.json'), 'utf8'));
        assert.ok(valid(agreement));
        change(agreement);
        assert.ok(!valid(agreement), change.toString());
        fs.writeFileSync(path.join(folder, 'wrong.json'), JSON.stringify(agreement));
        const { status, err } = konkordat(folder, 'export', 'wrong.json', '--json', 'out.json');
        assert.equal(status, 2, change.toString());
        assert.match(err, /^konkordat: wrong\.json:1: .+\n$/);
        assert.ok(!fs.existsSync(path.join(folder, 'out.json')));
    }
});

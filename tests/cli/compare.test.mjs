import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { draft, konkordat, scratch, tool } from './program.mjs';
import { authority, prepared, sign, signer } from './signing.mjs';

const read = (folder, file) => JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8'));
const write = (folder, file, value) => fs.writeFileSync(path.join(folder, file), typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value));

/** A reader of RFC 4180 of the test's own: rows of fields. */
function csv(text) {
    const rows = [[]];
    let field = '';
    let quoted = false;
    for (let at = 0; at < text.length; ++at) {
        const c = text[at];
        if (quoted) {
            if (c !== '"') field += c;
            else if (text[at + 1] === '"') field += text[++at];
            else quoted = false;
        } else if (c === '"') quoted = true;
        else if (c === ',') (rows.at(-1).push(field), (field = ''));
        else if (c === '\r') {
            assert.equal(text[++at], '\n');
            rows.at(-1).push(field);
            field = '';
            rows.push([]);
        } else field += c;
    }
    assert.deepEqual(rows.pop(), []);
    return rows;
}

const compare = (folder, ...words) => konkordat(folder, 'compare', ...words);
function compared(folder, ...words) {
    const { status, out, err } = compare(folder, ...words, '--json');
    assert.equal(err, '');
    return { status, ...JSON.parse(out) };
}

/** Three agreements of three cantons, one of them in French. */
function three(folder) {
    draft(folder, 'be.json', ['de'], ['CH-BE']);
    draft(folder, 'ge.json', ['fr'], ['CH-GE']);
    const contract = konkordat(folder, 'new', '--template', 'ch-thb-cooperation', '--form', 'contract', '--canton', 'CH-UR', '--lang', 'de', '-o', 'ur.json');
    assert.equal(contract.status, 0, contract.err);
    return ['be.json', 'ge.json', 'ur.json'];
}

test('every canton is there, whether it has an agreement or not, and the denominators are those of the cantons', (t) => {
    const folder = scratch(t);
    const result = compared(folder, ...three(folder));
    assert.equal(result.status, 0);
    assert.equal(result.format, 'konkordat-comparison/1');
    assert.equal(result.rows.length, 26);
    assert.equal(new Set(result.rows.flatMap((row) => row.cantons)).size, 26);
    const { cantons, mechanisms } = result.counts.form;
    assert.equal(cantons.total, 26);
    assert.deepEqual(cantons.answers, { known: 3, none: 0, planned: 0, 'not-applicable': 0, unknown: 23, conflicting: 0 });
    assert.deepEqual(cantons.values, [{ value: 'contract', count: 1 }, { value: 'declaration', count: 2 }]);
    assert.equal(mechanisms.total, 3);
    // Termination belongs to a contract: not applicable to the two declarations, which are not in the denominator.
    const { cantons: termination } = result.counts['dates/termination'];
    assert.deepEqual([termination.total, termination.answers['not-applicable'], termination.applicable], [26, 2, 24]);
    for (const counts of Object.values(result.counts))
        for (const one of [counts.cantons, counts.mechanisms])
            assert.equal(Object.values(one.answers).reduce((sum, number) => sum + number), one.total);
});

test('no value without a source; an agreement is its own', (t) => {
    const folder = scratch(t);
    const result = compared(folder, ...three(folder), '--reference');
    let statements = 0;
    for (const row of result.rows) {
        for (const [dimension, cell] of Object.entries(row.cells)) {
            for (const statement of cell.statements) {
                ++statements;
                assert.ok(statement.sources.length > 0, `${row.id} ${dimension}`);
                if (row.origin === 'reference') for (const source of statement.sources) assert.match(source, /^00[34]:\d+(-\d+)?$/);
                if (row.origin === 'agreement' && dimension !== 'listed-2016') for (const source of statement.sources) assert.equal(source.agreement, row.id);
            }
        }
    }
    assert.ok(statements > 500);
    const be = read(folder, 'be.json');
    const row = result.rows.find(({ id }) => id === be.id);
    assert.deepEqual(row.cells['evaluation/regulated'].statements[0].sources, [{ agreement: be.id, place: 'clause:evaluation' }]);
    assert.equal(row.cells['conformity/errors'].statements[0].values[0], JSON.parse(konkordat(folder, 'check', 'be.json', '--json').out).counts.error);
});

test('reference mechanisms stand beside the cantons and change no count', (t) => {
    const folder = scratch(t);
    const files = three(folder);
    const without = compared(folder, ...files);
    const beside = compared(folder, ...files, '--reference');
    assert.deepEqual(beside.counts, without.counts);
    const references = beside.rows.filter(({ origin }) => origin === 'reference');
    assert.equal(beside.rows.length, without.rows.length + references.length);
    assert.ok(references.length > 90);
    assert.deepEqual(beside.rows.slice(-references.length), references);
    const alone = compared(folder, '--reference');
    assert.equal(alone.counts.form.cantons.answers.unknown, 26);
    assert.equal(alone.counts['listed-2016'].cantons.answers.known, 18);
});

test('CSV has the same cells as JSON, in four languages, with the mark if asked for', (t) => {
    const folder = scratch(t);
    const files = three(folder);
    const { rows, dimensions } = compared(folder, ...files);
    const headings = new Set();
    for (const language of ['de', 'fr', 'it', 'en']) {
        const { status, out } = compare(folder, ...files, '--csv', '--lang', language);
        assert.equal(status, 0);
        const table = csv(out);
        assert.equal(table.length, rows.length + 1);
        for (const line of table) assert.equal(line.length, 5 + 3 * dimensions.length);
        assert.deepEqual(table.slice(1).map(([id]) => id), rows.map(({ id }) => id));
        headings.add(table[0].join());
        const marked = compare(folder, ...files, '--csv', '--bom', '--lang', language).out;
        assert.equal(marked, `\ufeff${out}`);
    }
    assert.equal(headings.size, 4);
    const table = csv(compare(folder, ...files, '--csv', '--lang', 'en').out);
    const column = table[0].indexOf('Form');
    assert.deepEqual(table[0].slice(column, column + 3), ['Form', 'Form: Answer', 'Form: Source']);
    const ur = table.find((line) => line[2] === 'CH-UR');
    assert.deepEqual(ur.slice(column, column + 2), ['Legally binding contract', 'known']);
    const zh = table.find((line) => line[2] === 'CH-ZH');
    assert.deepEqual(zh.slice(column, column + 3), ['', 'unknown', '']);
});

test('what a spreadsheet would run does not run', (t) => {
    const folder = scratch(t);
    draft(folder, 'a.json');
    const agreement = read(folder, 'a.json');
    agreement.title.de = '=HYPERLINK("http://example.org","x")';
    agreement.mandate = { reference: '@SUM(1,2)' };
    write(folder, 'a.json', agreement);
    const { out } = compare(folder, 'a.json', '--csv');
    const table = csv(out);
    const row = table.find(([id]) => id === agreement.id);
    assert.equal(row[1], `'${agreement.title.de}`);
    assert.ok(row.includes("'@SUM(1,2)"));
    for (const line of table) for (const value of line) assert.doesNotMatch(value, /^[=+@\t\r]|^-(?!\d+$)/);
});

test('the text says how many of how many cantons, and lists what is compared', (t) => {
    const folder = scratch(t);
    const { status, out } = compare(folder, ...three(folder), '--lang', 'en');
    assert.equal(status, 0);
    assert.match(out, /^ {2}CH-GE: .* \(Agreement, unsigned\)$/m);
    assert.match(out, /^ {2}Form: 3 of 26 cantons known; unknown 23\n {6}Legally binding contract: 1\n {6}Joint declaration of intent: 2$/m);
    assert.match(out, /^ {2}In the list of 2016: 18 of 26 cantons known; unknown 8$/m);
    assert.match(compare(folder, 'be.json').out, /Form: 1 von 26 Kantonen bekannt; unbekannt 25/);
});

test('broken, duplicate and foreign files: what is good is taken, the rest is listed with reasons', (t) => {
    const folder = scratch(t);
    fs.mkdirSync(path.join(folder, 'all'));
    const inside = (name) => path.join(folder, 'all', name);
    draft(folder, 'all/a.json');
    fs.copyFileSync(inside('a.json'), inside('b-again.json'));
    const newer = read(folder, 'all/a.json');
    newer.title.de = 'Neu';
    newer.modifiedAt = '2090-01-01T00:00:00Z';
    write(folder, 'all/c-newer.json', newer);
    write(folder, 'all/d-contradicts.json', { ...newer, title: { de: 'Anders' } });
    write(folder, 'all/e-broken.json', fs.readFileSync(inside('a.json')).subarray(0, 1000));
    write(folder, 'all/f-foreign.json', { hello: 'world' });
    write(folder, 'all/g-foreign.pdf', '%PDF-1.4 nothing');
    write(folder, 'all/h-future.json', { ...newer, $schema: 'urn:konkordat:schema:agreement:9' });
    write(folder, 'all/i-canton.json', { ...newer, id: 'elsewhere', cantons: ['CH-QQ'] });
    write(folder, 'all/ignored.txt', 'not looked at');
    draft(folder, 'all/z.json', ['de'], ['CH-SG']);
    const result = compared(folder, 'all', 'missing.json');
    assert.equal(result.status, 1);
    assert.deepEqual(result.skipped.map(({ file, reason }) => `${path.basename(file)} ${reason}`), [
        'b-again.json duplicate', 'a.json older', 'd-contradicts.json contradicts', 'e-broken.json unreadable', 'f-foreign.json foreign', 'g-foreign.pdf unreadable',
        'h-future.json unreadable', 'i-canton.json foreign', 'missing.json unreadable']);
    for (const { message } of result.skipped) assert.ok(message.length > 5);
    assert.deepEqual(Object.keys(result.files).sort(), [newer.id, read(folder, 'all/z.json').id].sort());
    assert.equal(path.basename(result.files[newer.id].file), 'c-newer.json');
    assert.deepEqual(result.files[newer.id].history.map(({ file }) => path.basename(file)), ['a.json']);
    assert.equal(result.rows.find(({ id }) => id === newer.id).name.de, 'Neu');
    assert.equal(result.counts.form.mechanisms.total, 2);

    const { status, out, err } = compare(folder, 'all', 'missing.json', '--csv');
    assert.equal(status, 1);
    assert.equal(csv(out).length, 27);
    assert.equal(err.trim().split('\n').length, 9);
    assert.match(err, /^missing\.json: unreadable: /m);
});

test('nothing to compare is status 2 with one line that names file and reason', (t) => {
    const folder = scratch(t);
    write(folder, 'broken.json', '{"a":');
    fs.mkdirSync(path.join(folder, 'empty'));
    for (const [words, ...parts] of [[['broken.json'], 'broken.json', 'ends in the middle'], [['missing.json'], 'missing.json'], [['empty'], 'empty', 'no agreement'],
        [[], 'FILE.json is missing'], [['a.json', '--csv', '--json'], '--csv and --json'], [['a.json', '--xlsx', 'out.xlsx'], 'Excel'], [['a.json', '--bom'], '--bom'],
        [['a.json', '--lang', 'rm'], '"rm"']]) {
        const { status, out, err } = compare(folder, ...words);
        assert.equal(status, 2, out + err);
        assert.equal(out, '');
        assert.match(err, /^konkordat: [^\n]+\n$/);
        for (const part of parts) assert.ok(err.includes(part), `${err} lacks ${part}`);
    }
    assert.ok(!fs.existsSync(path.join(folder, 'out.xlsx')));
});

test('notes by hand stand beside the agreement, with author and date; contradictions stay', (t) => {
    const folder = scratch(t);
    draft(folder, 'a.json');
    const { id } = read(folder, 'a.json');
    const sources = [{ author: 'Anna Muster', date: '2027-01-31' }];
    const profile = (more) => ({ format: 'konkordat-profiles/1', profiles: [{ origin: 'hand', name: { de: 'Runder Tisch' }, ...more }] });
    write(folder, 'note.json', profile({ id, cantons: ['CH-BE'], cells: { form: [{ values: ['contract'], sources }], staff: [{ state: 'none', sources }] } }));
    write(folder, 'zh.json', profile({ id: 'zh-2026', cantons: ['CH-ZH'], cells: { meetings: [{ values: [4], sources }] } }));
    const result = compared(folder, 'a.json', 'note.json', 'zh.json');
    assert.equal(result.status, 0);
    const row = result.rows.find((one) => one.id === id);
    assert.equal(row.cells.form.answer, 'conflicting');
    assert.equal(row.cells.form.statements.length, 2);
    assert.deepEqual(row.cells.staff.statements, [{ state: 'none', sources }]);
    assert.equal(result.counts.form.cantons.answers.conflicting, 1);
    assert.equal(result.rows.find((one) => one.id === 'zh-2026').origin, 'hand');
    write(folder, 'bad.json', profile({ id: 'x', cantons: ['CH-ZH'], cells: { meetings: [{ values: [4] }] } }));
    const refused = compared(folder, 'a.json', 'bad.json');
    assert.equal(refused.status, 1);
    assert.match(refused.skipped[0].message, /source/);
});

let folder;
before(() => {
    folder = fs.mkdtempSync(path.join(fs.realpathSync('/tmp'), 'konkordat-compare-'));
    authority(folder);
    signer(folder, 'anna', { common_name: 'Anna Muster' });
    prepared(folder);
    assert.equal(sign(folder, 'prepared.pdf', 'anna.p12', 'signed.pdf').status, 0);
});
after(() => fs.rmSync(folder, { recursive: true, force: true }));

test('a signed PDF is its own source, with what its signatures are worth', () => {
    const { id } = read(folder, 'agreement.json');
    for (const [file, verdict] of [['exported.pdf', 'unsigned'], ['signed.pdf', 'integrity-only']]) {
        const result = compared(folder, file);
        assert.equal(result.status, 0);
        assert.equal(result.rows.find((row) => row.id === id).verification, verdict);
        assert.equal(result.files[id].verification, verdict);
    }
    const both = compared(folder, 'agreement.json', 'signed.pdf');
    assert.deepEqual(both.skipped.map(({ file, reason }) => `${file} ${reason}`), ['agreement.json duplicate']);
    assert.equal(both.files[id].verification, 'integrity-only');
});

test('a PDF that was changed after signing, or whose pages are not those of its data, is not taken', () => {
    const bytes = fs.readFileSync(path.join(folder, 'signed.pdf'));
    const place = bytes.indexOf('/Reason') > 0 ? bytes.indexOf('%%EOF') - 30 : bytes.length >> 1;
    bytes[place] ^= 1;
    write(folder, 'tampered.pdf', bytes);
    tool('qpdf', '--qdf', '--object-streams=disable', path.join(folder, 'exported.pdf'), path.join(folder, 'open.pdf'));
    const open = fs.readFileSync(path.join(folder, 'open.pdf'));
    const letter = open.indexOf(':"', open.indexOf('"title":{', open.indexOf('"$schema"')) + 9) + 2;
    open[letter] = open[letter] === 0x58 ? 0x59 : 0x58;
    write(folder, 'edited.pdf', open);
    tool('qpdf', '--warning-exit-0', path.join(folder, 'edited.pdf'), path.join(folder, 'other.pdf'));
    const result = compared(folder, 'exported.pdf', 'tampered.pdf', 'other.pdf');
    assert.equal(result.status, 1);
    assert.deepEqual(result.skipped.map(({ file }) => file), ['tampered.pdf', 'other.pdf']);
    assert.equal(result.skipped[1].reason, 'untrusted');
    assert.ok(['untrusted', 'unreadable'].includes(result.skipped[0].reason));
});

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { draft, konkordat, scratch } from './program.mjs';

/** Exports `bytes` as bad.json: status 2, one line that names the file and holds `parts`; no output appears. */
function refused(folder, bytes, ...parts) {
    fs.writeFileSync(path.join(folder, 'bad.json'), bytes);
    for (const output of ['--json', '--pdf']) {
        const { status, out, err } = konkordat(folder, 'export', 'bad.json', output, 'out');
        assert.equal(status, 2, err);
        assert.equal(out, '');
        assert.match(err, /^konkordat: bad\.json[^\n]*\n$/);
        for (const part of parts) assert.ok(err.includes(part), `${JSON.stringify(err)} lacks ${JSON.stringify(part)}`);
        assert.ok(!fs.existsSync(path.join(folder, 'out')));
    }
}

function lines(folder) {
    draft(folder, 'good.json', ['de', 'fr']);
    return JSON.stringify(JSON.parse(fs.readFileSync(path.join(folder, 'good.json'), 'utf8')), null, 1);
}

const line_of = (text, part) => text.slice(0, text.indexOf(part)).split('\n').length;

test('files that are no agreement', (t) => {
    const folder = scratch(t);
    refused(folder, '', 'ends in the middle');
    refused(folder, 'hello', ':1: ');
    refused(folder, '[]', 'expected an object');
    refused(folder, '{}', '"$schema" is missing');
    refused(folder, 'null', 'expected an object');
    refused(folder, Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe, 0, 0]));
    refused(folder, Buffer.from('\ufeff{}', 'utf16le'));
});

test('a file cut off at some hundred places', (t) => {
    const folder = scratch(t);
    const text = Buffer.from(lines(folder));
    for (let length = 0; length < text.length; length += Math.ceil(text.length / 60)) refused(folder, text.subarray(0, length));
});

test('place and line of what is wrong', (t) => {
    const folder = scratch(t);
    const text = lines(folder);
    const change = (from, to) => {
        assert.ok(text.includes(from), from);
        return text.replace(from, to);
    };
    const wrong_form = change('"declaration"', '"oral"');
    refused(folder, wrong_form, `bad.json:${line_of(wrong_form, '"oral"')}: /form: `, 'contract, declaration, announcement');
    const version = change('schema:agreement:1', 'schema:agreement:99');
    refused(folder, version, `bad.json:${line_of(version, ':99')}: /$schema: `);
    const duplicate = change('"id": "signatories"', '"id": "political-mandate"');
    refused(folder, duplicate, `bad.json:${duplicate.slice(0, duplicate.lastIndexOf('"id": "political-mandate"')).split('\n').length}: `, '/id: ', 'political-mandate', 'twice');
    const dangling = change('"clause": "identification",\n   "id"', '"clause": "nothing",\n   "id"');
    refused(folder, dangling, `bad.json:${line_of(dangling, '"nothing"')}: `, '/clause: ', '"nothing"');
    const unknown = change('"cantons": [', '"case": "x",\n "cantons": [');
    refused(folder, unknown, `bad.json:${line_of(unknown, '"case"')}: /case: `);
    const duplicate_key = change('"cantons": [', '"id": "x",\n "id": "y",\n "cantons": [');
    refused(folder, duplicate_key, `bad.json:${line_of(duplicate_key, '"id": "y"')}: `, '"id" appears twice');
    refused(folder, change('"declaration"', '"decl\\u0000"'), 'U+0000');
});

test('invalid UTF-8', (t) => {
    const folder = scratch(t);
    const bytes = Buffer.from(lines(folder));
    const place = bytes.indexOf('ü');
    bytes[place] = 0xff;
    refused(folder, bytes, `bad.json:${bytes.subarray(0, place).toString('latin1').split('\n').length}: `, 'UTF-8');
});

test('too deep, too large', (t) => {
    const folder = scratch(t);
    const text = lines(folder);
    refused(folder, '['.repeat(1_000_000), 'nested deeper than 32');
    refused(folder, text.replace('"variables": {', `"variables": {"x": ${'{"de":'.repeat(100)}1${'}'.repeat(100)}, `), 'nested deeper than 32');
    refused(folder, Buffer.alloc(100_000_000, ' '), 'larger than 16 MiB');
    refused(folder, text.replace('"variables": {', `"variables": {"x": "${'x'.repeat(10_000)}", `), 'longer than 8192 bytes');
});

test('files that cannot be read', (t) => {
    const folder = scratch(t);
    for (const [name, part] of [['missing.json', 'No such file'], ['.', 'folder']]) {
        for (const words of [['export', name, '--json', 'o'], ['export', name, '--pdf', 'o'], ['extract', name, '-o', 'o']]) {
            const { status, err } = konkordat(folder, ...words);
            assert.equal(status, 2);
            assert.ok(err.startsWith(`konkordat: ${name}`) && err.includes(part), err);
        }
    }
});

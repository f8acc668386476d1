import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { draft, konkordat, scratch } from './program.mjs';

const read = (folder, file) => JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8'));
const write = (folder, file, agreement) => fs.writeFileSync(path.join(folder, file), JSON.stringify(agreement));
const clause = (agreement, id) => agreement.clauses.find((item) => item.id === id);
const files = ['merge', 'base.json', 'ours.json', 'theirs.json'];

/** base.json, and what the two sides make of it. */
function sides(t, ours, theirs) {
    const folder = scratch(t);
    assert.equal(draft(folder, 'base.json').status, 0);
    for (const [file, change] of [['ours.json', ours], ['theirs.json', theirs]]) {
        const agreement = read(folder, 'base.json');
        change(agreement);
        write(folder, file, agreement);
    }
    return folder;
}

test('changes to different things are both made, from either side', (t) => {
    const folder = sides(
        t,
        (agreement) => { clause(agreement, 'aims').heading.de = 'Ziele'; agreement.variables.days = 30; },
        (agreement) => { clause(agreement, 'aims').body.de += '\n\nNeu.'; agreement.modifiedAt = '2030-01-01T00:00:00Z'; },
    );
    assert.deepEqual(konkordat(folder, ...files, '-o', 'out.json'), { status: 0, out: '', err: '' });
    const out = read(folder, 'out.json');
    assert.equal(clause(out, 'aims').heading.de, 'Ziele');
    assert.match(clause(out, 'aims').body.de, /\n\nNeu\.$/);
    assert.equal(out.variables.days, 30);
    assert.equal(out.modifiedAt, '2030-01-01T00:00:00Z');
    assert.equal(konkordat(folder, 'merge', 'base.json', 'theirs.json', 'ours.json', '-o', 'again.json').status, 0);
    assert.deepEqual(fs.readFileSync(path.join(folder, 'again.json')), fs.readFileSync(path.join(folder, 'out.json')));
    assert.equal(konkordat(folder, 'diff', 'again.json', 'out.json').status, 0);
});

test('what both changed differently: status 1, both listed, the base stays', (t) => {
    const folder = sides(
        t,
        (agreement) => { clause(agreement, 'aims').heading.de = 'Unser Titel'; agreement.variables.days = 30; },
        (agreement) => { clause(agreement, 'aims').heading.de = 'Ihr Titel'; },
    );
    const { status, out, err } = konkordat(folder, ...files, '-o', 'out.json');
    assert.equal(status, 1, err);
    assert.match(out, /^Klausel .*: beide haben dasselbe verschieden geändert$/m);
    assert.match(out, /unsere Fassung: .*\n.*\{\+Unser Titel\+\}/);
    assert.match(out, /ihre Fassung: .*\n.*\{\+Ihr Titel\+\}/);
    assert.match(konkordat(folder, ...files, '-o', 'out.json', '--lang', 'en').out, /both changed the same thing differently/);
    const merged = read(folder, 'out.json');
    assert.deepEqual(clause(merged, 'aims'), clause(read(folder, 'base.json'), 'aims'));
    assert.equal(merged.variables.days, 30);
    const result = JSON.parse(konkordat(folder, ...files, '-o', 'out.json', '--json').out);
    assert.equal(result.format, 'konkordat-conflicts/1');
    assert.deepEqual(result.conflicts.map(({ conflict, ours, theirs }) => [conflict, ours.id, ours.members[0].after, theirs.members[0].after]), [['both-changed', 'aims', 'Unser Titel', 'Ihr Titel']]);
});

test('another agreement, or what cannot be read: status 2, and nothing is written', (t) => {
    const folder = sides(t, () => {}, (agreement) => { agreement.id = 'another'; });
    const refused = ({ status, out, err }, ...parts) => {
        assert.equal(status, 2, out + err);
        assert.equal(out, '');
        assert.match(err, /^konkordat: [^\n]+\n$/);
        for (const part of parts) assert.ok(err.includes(part), err);
        assert.ok(!fs.existsSync(path.join(folder, 'out.json')));
    };
    refused(konkordat(folder, ...files, '-o', 'out.json'), 'theirs.json', 'another agreement');
    refused(konkordat(folder, 'merge', 'base.json', 'ours.json', 'none.json', '-o', 'out.json'), 'none.json');
    refused(konkordat(folder, 'merge', 'base.json', 'ours.json', 'ours.json'), '-o is missing');
    refused(konkordat(folder, 'merge', 'base.json', 'ours.json', '-o', 'out.json'), 'THEIRS.json is missing');
    refused(konkordat(folder, 'merge', 'base.json', 'ours.json', 'ours.json', '-o', 'base.json'), 'base.json');
});

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { draft, konkordat, scratch } from './program.mjs';

const read = (folder, file) => JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8'));
const write = (folder, file, agreement) => fs.writeFileSync(path.join(folder, file), JSON.stringify(agreement));
const clause = (agreement, id) => agreement.clauses.find((item) => item.id === id);

/** A draft as old.json and what `change` makes of it as new.json. */
function changed(t, change) {
    const folder = scratch(t);
    assert.equal(draft(folder, 'old.json', ['de', 'fr']).status, 0);
    const agreement = read(folder, 'old.json');
    agreement.organisations.push({ id: 'police', name: { de: 'Kantonspolizei' } });
    write(folder, 'old.json', agreement);
    change(agreement);
    write(folder, 'new.json', agreement);
    return folder;
}

const move = (list, from, to) => list.splice(to, 0, ...list.splice(from, 1));

test('equal agreements: status 0, in words and as JSON', (t) => {
    const folder = changed(t, () => {});
    assert.deepEqual(konkordat(folder, 'diff', 'old.json', 'new.json'), { status: 0, out: 'Keine Unterschiede\n', err: '' });
    assert.equal(konkordat(folder, 'diff', 'old.json', 'new.json', '--lang', 'fr').out, 'Aucune différence\n');
    const { status, out } = konkordat(folder, 'diff', 'old.json', 'new.json', '--json');
    assert.equal(status, 0);
    assert.deepEqual(JSON.parse(out).changes, []);
});

test('what was done is said in the language asked for, by words', (t) => {
    const folder = changed(t, (agreement) => {
        clause(agreement, 'aims').body.de = `${clause(agreement, 'aims').body.de}\n\nEin neuer Absatz.`;
        agreement.organisations[0].phone = '031 000 00 00';
        agreement.variables.extra = 30;
        agreement.form = 'contract';
    });
    const { status, out, err } = konkordat(folder, 'diff', 'old.json', 'new.json');
    assert.equal(status, 1, err);
    assert.match(out, /^Klausel [0-9.]+ «.+»: geändert\n {4}Text \(de\): …?.*\{\+.*Ein neuer Absatz\.\+\}$/m);
    assert.match(out, /^Stelle «Kantonspolizei»: geändert\n {4}Telefon: \{\+031 000 00 00\+\}$/m);
    assert.match(out, /^Angabe extra: neu\n {4}Wert: \{\+30\+\}$/m);
    assert.match(out, /^ {4}Form: \[-.*Absichtserklärung-\]\{\+.*Vertrag\+\}$/m);
    assert.match(konkordat(folder, 'diff', 'old.json', 'new.json', '--lang', 'it').out, /^Clausola .*: modificato$/m);
    assert.match(konkordat(folder, 'diff', 'old.json', 'new.json', '--lang=en').out, /^ {4}Phone: /m);
    assert.match(konkordat(folder, 'diff', 'old.json', 'new.json', '--lang', 'fr').out, /^Organisme «Kantonspolizei»: modifié$/m);
});

test('a move is a move, and nothing else', (t) => {
    let id;
    let section;
    const folder = changed(t, (agreement) => {
        const sections = agreement.clauses.map((item, index) => [item.kind, index]).filter(([kind]) => kind === 'section').map(([, index]) => index);
        const from = sections[1] + 1;
        id = agreement.clauses[from].id;
        section = agreement.clauses[sections[1]].id;
        assert.equal(agreement.clauses[from].kind, 'clause');
        move(agreement.clauses, from, sections[3] - 1);
    });
    const { changes, counts } = JSON.parse(konkordat(folder, 'diff', 'old.json', 'new.json', '--json').out);
    assert.deepEqual(counts, { added: 0, changed: 0, moved: 1, removed: 0 });
    assert.equal(changes.length, 1);
    assert.equal(changes[0].id, id);
    assert.deepEqual(changes[0].from, { parent: section });
    assert.match(konkordat(folder, 'diff', 'old.json', 'new.json').out, /: verschoben\n {4}verschoben: in .* → in .*, nach .*$/m);
});

test('JSON gives both texts back by its words', (t) => {
    const folder = changed(t, (agreement) => {
        const item = clause(agreement, 'aims');
        item.body.de = item.body.de.replace(/ der /, ' jener ').replace(/die/, 'alle');
        item.heading.fr = 'Autre titre';
    });
    const result = JSON.parse(konkordat(folder, 'diff', 'old.json', 'new.json', '--json').out);
    assert.equal(result.format, 'konkordat-difference/1');
    assert.equal(result.agreement, read(folder, 'old.json').id);
    const [change] = result.changes;
    assert.deepEqual([change.kind, change.id, change.change, change.moved], ['clause', 'aims', 'changed', false]);
    assert.deepEqual(change.members.map(({ member, language }) => [member, language]), [['heading', 'fr'], ['body', 'de']]);
    for (const { words, before, after } of change.members) {
        const joined = (left) => words.map((piece) => piece.same ?? piece[left] ?? '').join('');
        assert.equal(joined('removed'), before);
        assert.equal(joined('added'), after);
    }
});

test('every member has its words in the four languages', (t) => {
    const folder = changed(t, (agreement) => {
        Object.assign(agreement.organisations[0], { kind: 'cantonal-police', address: 'a', email: 'b', phone: 'c', website: 'https://x', abbreviation: { de: 'K' } });
        agreement.memberships.push({ id: 'm', organisation: 'police', group: 'core', role: 'lead', participation: 'decides', signs: true, function: { de: 'f' }, from: '2026-01-01', until: '2027-01-01' });
        agreement.contacts.push({ id: 'c', organisation: 'police', name: 'Kim', function: { de: 'f' }, phone: '1', email: '2', from: '2026-01-01', until: '2027-01-01' });
        agreement.contacts.push({ id: 'd', organisation: 'police', name: 'Alex', substituteFor: 'c' });
        Object.assign(agreement.procedure[0], { deadlineDays: 99, trigger: { de: 'neu' }, responsibilities: [{ organisation: 'police', kind: 'informed' }] });
        delete agreement.procedure[0].clause;
        Object.assign(clause(agreement, 'aims'), { state: 'omitted', omissionReason: { de: 'g' }, guidelines: ['9'], law: ['x'], generated: 'members', origin: { clause: 'aims', alternative: 'z' }, heading: { de: 'H' }, body: {} });
        agreement.waivers = [{ rule: 'r', subject: 's', reason: 'g', author: 'a', date: '2026-01-01' }];
        agreement.mandate = { authority: { de: 'RR' }, reference: '1', date: '2026-01-01' };
        agreement.lifecycle = [{ state: 'consultation', date: '2026-01-01' }];
        agreement.state = 'consultation';
        Object.assign(agreement, { title: { de: 'T' }, form: 'contract', scope: 'communes', cantons: ['CH-ZH'], languages: ['de'], template: { id: 'x', version: '9' } });
        agreement.appearance = { style: 'letterhead', setting: 'justified', arrangement: 'side-by-side', references: 'without', colour: '#143f8a', letterhead: { authority: { de: 'A' } } };
        agreement.createdAt = agreement.modifiedAt = '2020-01-01T00:00:00Z';
    });
    const members = new Set(JSON.parse(konkordat(folder, 'diff', 'old.json', 'new.json', '--json').out).changes.flatMap((change) => change.members.map(({ member }) => member)));
    assert.ok(members.size > 45, [...members].join());
    const labels = (language) => konkordat(folder, 'diff', 'old.json', 'new.json', '--lang', language).out.split('\n').filter((line) => line.startsWith('    ')).map((line) => line.trim().split(': ')[0]);
    for (const language of ['de', 'fr', 'it', 'en'])
        for (const label of labels(language)) assert.match(label, /^\p{Lu}/u, `${language}: ${label}`);
});

test('what cannot be compared: status 2, one line, the file and the place', (t) => {
    const folder = changed(t, () => {});
    const refused = ({ status, out, err }, ...parts) => {
        assert.equal(status, 2, out + err);
        assert.equal(out, '');
        assert.match(err, /^konkordat: [^\n]+\n$/);
        for (const part of parts) assert.ok(err.includes(part), err);
    };
    refused(konkordat(folder, 'diff', 'old.json'), 'NEW.json is missing');
    refused(konkordat(folder, 'diff', 'old.json', 'none.json'), 'none.json');
    refused(konkordat(folder, 'diff', 'old.json', 'new.json', 'x'), '"x"');
    refused(konkordat(folder, 'diff', 'old.json', 'new.json', '--lang', 'rm'), '"rm"');
    fs.writeFileSync(path.join(folder, 'bad.json'), '{"form": 1}');
    refused(konkordat(folder, 'diff', 'bad.json', 'new.json'), 'bad.json');
});

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { draft, konkordat, scratch } from './program.mjs';

const read = (folder, file) => JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8'));
const write = (folder, file, agreement) => fs.writeFileSync(path.join(folder, file), JSON.stringify(agreement));

/** The agreement with every finding waived that counts. */
function waived(folder, file) {
    const agreement = read(folder, file);
    const { findings } = JSON.parse(konkordat(folder, 'check', file, '--json').out);
    const pairs = new Map(findings.map(({ rule, subject }) => [`${rule} ${subject}`, { rule, subject, reason: 'Wird nachgereicht', author: 'Anna' }]));
    agreement.waivers = [...pairs.values()];
    return agreement;
}

test('a fresh draft has findings: status 1, grouped by severity', (t) => {
    const folder = scratch(t);
    draft(folder, 'a.json');
    const { status, out, err } = konkordat(folder, 'check', 'a.json');
    assert.equal(status, 1, err);
    assert.equal(err, '');
    const headings = out.split('\n').filter((line) => /^\S/.test(line));
    assert.deepEqual(headings, ['Fehler', 'Warnungen', 'Hinweise']);
    assert.match(out, /^ {2}mandate-authority: Die politische Behörde/m);
    assert.match(out, /\(Leitfaden 3\.2\)/);
});

test('the words are in the language asked for, else in the first of the document', (t) => {
    const folder = scratch(t);
    draft(folder, 'a.json', ['fr', 'de']);
    assert.match(konkordat(folder, 'check', 'a.json').out, /^Erreurs$/m);
    assert.match(konkordat(folder, 'check', 'a.json', '--lang', 'it').out, /^Errori$/m);
    assert.match(konkordat(folder, 'check', 'a.json', '--lang=en').out, /^Errors$/m);
});

test('JSON has the documented form', (t) => {
    const folder = scratch(t);
    draft(folder, 'a.json');
    const { status, out } = konkordat(folder, 'check', 'a.json', '--json', '--lang', 'en');
    assert.equal(status, 1);
    const result = JSON.parse(out);
    assert.equal(result.format, 'konkordat-findings/1');
    assert.equal(result.agreement, read(folder, 'a.json').id);
    assert.equal(result.language, 'en');
    assert.match(result.checkedOn, /^\d{4}-\d{2}-\d{2}$/);
    assert.match(result.lawAsOf, /^\d{4}-\d{2}-\d{2}$/);
    for (const severity of ['error', 'warning', 'note'])
        assert.equal(result.counts[severity], result.findings.filter((finding) => finding.severity === severity).length);
    assert.equal(result.counts.waived, 0);
    for (const finding of result.findings) {
        assert.deepEqual(Object.keys(finding), ['explanation', 'fixable', 'message', 'remedy', 'rule', 'severity', 'source', 'subject']);
        for (const key of ['explanation', 'message', 'remedy', 'rule', 'source']) assert.ok(finding[key].length > 0, `${finding.rule} ${key}`);
    }
});

test('with a reason for each finding the status is 0, and they are listed last', (t) => {
    const folder = scratch(t);
    draft(folder, 'a.json');
    write(folder, 'b.json', waived(folder, 'a.json'));
    const { status, out } = konkordat(folder, 'check', 'b.json');
    assert.equal(status, 0, out);
    assert.deepEqual(out.split('\n').filter((line) => /^\S/.test(line)), ['Begründet hingenommen']);
    assert.match(out, /Begründung: Wird nachgereicht/);
    const { findings, counts } = JSON.parse(konkordat(folder, 'check', 'b.json', '--json').out);
    assert.deepEqual([counts.error, counts.warning, counts.note], [0, 0, 0]);
    assert.equal(counts.waived, findings.length);
    for (const finding of findings) assert.deepEqual(finding.waiver, { author: 'Anna', reason: 'Wird nachgereicht' });
});

test('notes alone do not count; one more outdated article does', (t) => {
    const folder = scratch(t);
    draft(folder, 'a.json');
    const agreement = waived(folder, 'a.json');
    const notes = new Set(JSON.parse(konkordat(folder, 'check', 'a.json', '--json').out).findings.filter((f) => f.severity === 'note').map((f) => f.rule));
    agreement.waivers = agreement.waivers.filter((waiver) => !notes.has(waiver.rule));
    write(folder, 'b.json', agreement);
    assert.equal(konkordat(folder, 'check', 'b.json').status, 0);
    agreement.clauses.find((clause) => clause.id === 'aims').body.de += '\n\nEs gilt Art. 196 StGB.';
    write(folder, 'c.json', agreement);
    const { status, out } = konkordat(folder, 'check', 'c.json');
    assert.equal(status, 1);
    assert.match(out, /stale-article-196 clause:aims\/de: .*«Art\. 196 StGB»/);
});

test('an agreement without a template that is known here is checked too', (t) => {
    const folder = scratch(t);
    draft(folder, 'a.json');
    const agreement = read(folder, 'a.json');
    agreement.template = { id: 'elsewhere', version: '1.0.0' };
    write(folder, 'b.json', agreement);
    const { status, out } = konkordat(folder, 'check', 'b.json');
    assert.equal(status, 1);
    assert.doesNotMatch(out, /open-variable/);
});

test('what cannot be looked at: status 2, one line, the file and the place', (t) => {
    const folder = scratch(t);
    const refused = ({ status, out, err }, ...parts) => {
        assert.equal(status, 2, out + err);
        assert.equal(out, '');
        assert.match(err, /^konkordat: [^\n]+\n$/);
        for (const part of parts) assert.ok(err.includes(part), err);
    };
    draft(folder, 'a.json');
    refused(konkordat(folder, 'check'), 'FILE.json is missing');
    refused(konkordat(folder, 'check', 'none.json'), 'none.json');
    refused(konkordat(folder, 'check', 'a.json', 'b.json'), '"b.json"');
    refused(konkordat(folder, 'check', 'a.json', '--lang', 'rm'), '"rm"');
    refused(konkordat(folder, 'check', 'a.json', '--strict'), '"--strict"');
    fs.writeFileSync(path.join(folder, 'bad.json'), '{"form": 1}');
    refused(konkordat(folder, 'check', 'bad.json'), 'bad.json');
});

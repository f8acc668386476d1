import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { draft, konkordat, scratch } from './program.mjs';

/** The program could not look: status 2, one line on standard error that holds `parts`, nothing on standard output. */
function refused({ status, out, err }, ...parts) {
    assert.equal(status, 2, out + err);
    assert.equal(out, '');
    assert.match(err, /^konkordat: [^\n]+\n$/);
    for (const part of parts) assert.ok(err.includes(part), `${JSON.stringify(err)} lacks ${JSON.stringify(part)}`);
}

const good = ['new', '--template', 'ch-thb-cooperation', '--form', 'declaration', '--canton', 'CH-BE', '--lang', 'de', '-o', 'a.json'];
const without = (option) => good.filter((_, index) => good[index] !== option && good[index - 1] !== option);
const instead = (option, value) => good.map((word, index) => (good[index - 1] === option ? value : word));

test('help and version', (t) => {
    const folder = scratch(t);
    for (const words of [['--help'], ['-h'], ['help']]) {
        const { status, out, err } = konkordat(folder, ...words);
        assert.equal(status, 0);
        assert.equal(err, '');
        for (const command of ['templates', 'new', 'check', 'export', 'extract', 'identity', 'sign', 'verify', 'progress', 'diff', 'merge', 'compare']) assert.ok(out.includes(`konkordat ${command}`));
    }
    assert.match(konkordat(folder, '--version').out, /^konkordat \d+\.\d+\.\d+\n$/);
    assert.match(konkordat(folder, 'new', '--help').out, /--template ID/);
});

test('an unknown command, or none, lists what there is', (t) => {
    const folder = scratch(t);
    for (const command of ['remark', 'nonsense', '--nonsense'])
        refused(konkordat(folder, command), `"${command}"`, 'templates, new, check, export, extract, identity, sign, verify, progress, diff, merge, compare');
    refused(konkordat(folder), 'templates, new, check, export, extract, identity, sign, verify, progress, diff, merge, compare');
});

test('wrong options are named', (t) => {
    const folder = scratch(t);
    for (const option of ['--template', '--form', '--canton', '--lang', '-o']) refused(konkordat(folder, ...without(option)), `${option} is missing`);
    refused(konkordat(folder, ...good, '--frm', 'x'), '"--frm"');
    refused(konkordat(folder, ...good, '-o'), '-o needs a value');
    refused(konkordat(folder, ...good, '-o', 'b.json'), '-o is given twice');
    refused(konkordat(folder, ...good, 'stray'), '"stray"');
    refused(konkordat(folder, ...good, '--lang', 'de'), 'given twice');
    refused(konkordat(folder, ...good, '--canton', 'CH-BE'), 'CH-BE');
    refused(konkordat(folder, 'templates', 'stray'), '"stray"');
    refused(konkordat(folder, 'export'), 'FILE.json is missing');
    refused(konkordat(folder, 'export', 'a.json'), '--pdf');
    refused(konkordat(folder, 'extract', 'a.pdf'), '-o is missing');
    assert.deepEqual(fs.readdirSync(folder), []);
});

test('values that are not on offer are refused with those that are', (t) => {
    const folder = scratch(t);
    refused(konkordat(folder, ...instead('--template', 'nowhere')), '"nowhere"', 'ch-thb-cooperation');
    refused(konkordat(folder, ...instead('--form', 'oral')), 'contract', 'declaration', 'announcement');
    refused(konkordat(folder, ...instead('--canton', 'CH-XX')), 'CH-XX', 'CH-BE');
    refused(konkordat(folder, ...instead('--canton', 'Bern')), '"Bern"');
    refused(konkordat(folder, ...instead('--lang', 'rm')), '"rm"', 'de, fr, it, en');
    refused(konkordat(folder, ...good, '--scope', 'world'), 'intercantonal');
    assert.deepEqual(fs.readdirSync(folder), []);
});

test('a form that the pack lacks is refused with the forms on offer', (t) => {
    const folder = scratch(t);
    const forms = konkordat(folder, 'templates').out.split('\n').find((line) => line.startsWith('ch-thb-cooperation ')).split(' ')[2].split(',');
    for (const form of ['contract', 'declaration', 'announcement']) {
        const result = konkordat(folder, ...instead('--form', form));
        if (forms.includes(form)) assert.equal(result.status, 0, result.err);
        else refused(result, form, ...forms);
    }
});

test('--name=value is --name value, and -- ends the options', (t) => {
    const folder = scratch(t);
    const result = konkordat(folder, 'new', '--template=ch-thb-cooperation', '--form=declaration', '--canton=CH-BE', '--lang=de', '-o', '-x.json');
    assert.equal(result.status, 0, result.err);
    assert.equal(konkordat(folder, 'export', '--json', 'b.json', '--', '-x.json').status, 0);
    refused(konkordat(folder, 'new', '--template='), 'needs a value');
});

test('the input is never overwritten, whatever it is called', (t) => {
    const folder = scratch(t);
    draft(folder, 'a.json');
    const bytes = fs.readFileSync(path.join(folder, 'a.json'));
    fs.symlinkSync('a.json', path.join(folder, 'link.json'));
    for (const output of ['a.json', './a.json', 'link.json', path.join(folder, 'a.json')]) {
        refused(konkordat(folder, 'export', 'a.json', '--json', output), 'overwrite');
        refused(konkordat(folder, 'export', 'a.json', '--pdf', output), 'overwrite');
        refused(konkordat(folder, 'extract', 'a.json', '-o', output), 'overwrite');
    }
    assert.deepEqual(fs.readFileSync(path.join(folder, 'a.json')), bytes);
});

test('an output that cannot be written is named, and nothing is left behind', (t) => {
    const folder = scratch(t);
    refused(konkordat(folder, ...instead('-o', 'no/such/folder/a.json')), 'no/such/folder/a.json');
    fs.mkdirSync(path.join(folder, 'folder'));
    refused(konkordat(folder, ...instead('-o', 'folder')), 'folder');
    assert.deepEqual(fs.readdirSync(folder), ['folder']);
    assert.deepEqual(fs.readdirSync(path.join(folder, 'folder')), []);
});

test('an existing output is replaced as a whole', (t) => {
    const folder = scratch(t);
    fs.writeFileSync(path.join(folder, 'a.json'), 'x'.repeat(1_000_000));
    assert.equal(draft(folder, 'a.json').status, 0);
    JSON.parse(fs.readFileSync(path.join(folder, 'a.json'), 'utf8'));
    assert.deepEqual(fs.readdirSync(folder), ['a.json']);
});

// What programs that know nothing of Konkordat say of its PDFs.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { draft, konkordat, root, scratch, tool } from './program.mjs';

/** Runs a tool that must succeed and complain of nothing; returns what it said. */
function quiet(name, ...words) {
    const result = spawnSync(name, words, { encoding: 'utf8', timeout: 120_000, maxBuffer: 64 << 20 });
    if (result.error) throw result.error;
    // mutool is built without colour management in Debian and says so of every file.
    const complaints = result.stderr.split('\n').filter((line) => line && !line.includes('ICC support is not available'));
    assert.deepEqual(complaints, [], `${name} ${words[0]}`);
    assert.equal(result.status, 0, `${name}: ${result.stdout}`);
    return result.stdout;
}

/** The draft's PDF and agreement. */
function exported(t, languages, cantons) {
    const folder = scratch(t);
    draft(folder, 'a.json', languages, cantons);
    const { status, err } = konkordat(folder, 'export', 'a.json', '--pdf', 'a.pdf');
    assert.equal(status, 0, err);
    return { pdf: path.join(folder, 'a.pdf'), agreement: JSON.parse(fs.readFileSync(path.join(folder, 'a.json'), 'utf8')) };
}

const squeeze = (text) => text.replace(/\s+/g, '');

/** The letters of all pages, without header and footer: what stands between 25 mm and 273 mm. */
const page_text = (pdf) => squeeze(quiet('pdftotext', '-raw', '-nopgbrk', '-r', '72', '-x', '0', '-y', '71', '-W', '595', '-H', '703', pdf, '-'));

/** Letters of a clause's text that stand in the document as they are: up to the first markup of each line. */
const literal_parts = (markdown) =>
    markdown
        .split(/\n|\*\*|\*|\{\{[^}]*\}\}|\[\[[^\]]*\]\]|\[|\]\([^)]*\)/)
        .map((part) => squeeze(part.replace(/^\s*(-|\d+\.)\s+/, '').replace(/\\(.)/g, '$1')))
        .filter((part) => part.length > 8);

for (const language of ['de', 'fr', 'it', 'en']) {
    test(`every sentence stands in the PDF in order: ${language}`, (t) => {
        const { pdf, agreement } = exported(t, [language]);
        const text = page_text(pdf);
        let place = text.lastIndexOf(squeeze(agreement.clauses[0].heading[language]));
        assert.ok(place > 0);
        let found = 0;
        for (const clause of agreement.clauses) {
            for (const part of [squeeze(clause.heading[language]), ...literal_parts(clause.body[language] ?? '')]) {
                const start = text.indexOf(part, place);
                assert.ok(start >= 0, `${clause.id}: ${part}`);
                place = start + part.length;
                found++;
            }
        }
        assert.ok(found > 150, String(found));
    });
}

test('other readers open every language version without a warning', (t) => {
    for (const [languages, cantons] of [[['de'], ['CH-ZH']], [['fr', 'de'], ['CH-FR']], [['it'], ['CH-TI']], [['en'], ['CH-BE', 'CH-SO']]]) {
        const { pdf } = exported(t, languages, cantons);
        assert.match(quiet('qpdf', '--check', pdf), /No syntax or stream encoding errors/);
        const info = quiet('pdfinfo', pdf);
        assert.match(info, /^Tagged:\s+yes$/m);
        assert.match(info, /^Page size:\s+595\.276 x 841\.89 pts \(A4\)$/m);
        assert.match(info, /^PDF version:\s+1\.7$/m);
        quiet('mutool', 'info', pdf);
        assert.ok(quiet('mutool', 'draw', '-F', 'txt', '-o', '-', pdf).length > 10_000);
        for (const line of quiet('pdffonts', pdf).trimEnd().split('\n').slice(2))
            assert.match(line, /^[A-Z]{6}\+NotoSans-\S+\s+CID TrueType\s+Identity-H\s+yes\s+yes\s+yes\s/);
    }
});

test('other readers find the tags, the attachment and the bookmarks', (t) => {
    const { pdf, agreement } = exported(t, ['de', 'fr']);
    const tags = quiet('pdfinfo', '-struct', pdf);
    for (const tag of ['Document', 'Part', 'H1', 'H2', 'H3', 'L', 'LI', 'Lbl', 'LBody', 'TOC', 'TOCI', 'Table', 'TR', 'TH', 'TD', 'Link'])
        assert.match(tags, new RegExp(`^\\s*${tag}( |:|$)`, 'm'), tag);
    assert.match(quiet('pdfdetach', '-list', pdf), /1 embedded files\n1: agreement\.json/);
    const saved = path.join(path.dirname(pdf), 'saved.json');
    quiet('pdfdetach', '-save', '1', '-o', saved, pdf);
    assert.deepEqual(fs.readFileSync(saved), fs.readFileSync(path.join(path.dirname(pdf), 'a.json')));
    const outline = quiet('mutool', 'show', pdf, 'outline');
    for (const clause of agreement.clauses.filter((each) => each.kind === 'section')) assert.ok(outline.includes(clause.heading.fr), clause.id);
});

test('the text in the order of the tags is the text in the order of the page', (t) => {
    const { pdf } = exported(t, ['fr'], ['CH-GE']);
    const strings = [...quiet('pdfinfo', '-struct-text', pdf).matchAll(/^\s*"((?:[^"\\]|\\.)*)"$/gm)].map((match) => squeeze(match[1].replace(/\\(.)/g, '$1')));
    assert.ok(strings.length > 200);
    const text = page_text(pdf);
    let place = 0;
    for (const part of strings) {
        const start = text.indexOf(part, place);
        assert.ok(start >= place, `${part} stands elsewhere`);
        place = start + part.length;
    }
});

test('an agreement of many bodies and contacts is a sound PDF too', (t) => {
    const folder = scratch(t);
    const agreement = JSON.parse(fs.readFileSync(path.join(root, 'tests/fixtures/agreements/small.json'), 'utf8'));
    const first = agreement.organisations[0];
    const member = agreement.memberships[0];
    for (let i = 0; i < 200; ++i) {
        agreement.organisations.push({ ...first, id: `extra-${i}` });
        agreement.memberships.push({ ...member, id: `extra-m-${i}`, organisation: `extra-${i}` });
    }
    fs.writeFileSync(path.join(folder, 'a.json'), JSON.stringify(agreement));
    const { status, err } = konkordat(folder, 'export', 'a.json', '--pdf', 'a.pdf');
    assert.equal(status, 0, err);
    const pdf = path.join(folder, 'a.pdf');
    assert.match(quiet('qpdf', '--check', pdf), /No syntax or stream encoding errors/);
    tool('mutool', 'draw', '-F', 'txt', '-o', '/dev/null', pdf);
});

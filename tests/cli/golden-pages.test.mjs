// The pages of the ready examples look as they did. After an intended change: run with KONKORDAT_UPDATE_GOLDEN=1, look at every picture
// that changed, commit them.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { PNG } from 'pngjs';
import { konkordat, root, scratch, tool } from './program.mjs';

const golden = path.join(root, 'tests/golden/pages');
const dotsPerInch = '24';
// Poppler draws a letter a little differently from version to version; a line that moved or is gone changes a square by far more.
const square = 5;
const mostOfAPage = 1;
const mostOfASquare = 14;

const looks = {
    sober: {},
    'side-by-side': { arrangement: 'side-by-side' },
    letterhead: {
        style: 'letterhead', setting: 'justified', colour: '#7a1f2b',
        letterhead: { authority: { de: 'Regierungsrat des Kantons (frei erfunden)\nStaatskanzlei', fr: 'Conseil d’État (fictif)\nChancellerie',
            it: 'Consiglio di Stato (fittizio)\nCancelleria', en: 'Government (fictitious)\nChancellery' } },
    },
};
const documents = [
    ...['grossenfels-contract', 'musterstein-announcement', 'zweiwasser-declaration'].map((example) => ({ example, look: 'sober' })),
    { example: 'zweiwasser-declaration', look: 'side-by-side' },
    { example: 'grossenfels-contract', look: 'letterhead', pages: 8 },
    // The languages in which no example is written: drafts with everything open.
    { draft: ['contract', 'it'], look: 'sober', pages: 14 },
    { draft: ['announcement', 'en'], look: 'sober', pages: 14 },
];
const nameOf = ({ example, draft, look }) => `${example ?? draft.join('-')}-${look}`;

/** Grey page images, as PNG, in a folder; their file names in order. */
function render(folder, { example, draft, look, pages }) {
    const file = path.join(folder, 'a.json');
    const source = example ? ['--example', example]
        : ['--template', 'ch-thb-cooperation', '--form', draft[0], '--canton', 'CH-TI', '--lang', draft[1]];
    const made = konkordat(folder, 'new', ...source, '-o', file);
    assert.equal(made.status, 0, made.err);
    const agreement = JSON.parse(fs.readFileSync(file, 'utf8'));
    Object.assign(agreement, { createdAt: '2026-11-01T08:00:00Z', modifiedAt: '2026-11-02T08:00:00Z', appearance: looks[look] });
    fs.writeFileSync(file, JSON.stringify(agreement));
    const exported = konkordat(folder, 'export', file, '--pdf', path.join(folder, 'a.pdf'));
    assert.equal(exported.status, 0, exported.err);
    tool('pdftoppm', '-r', dotsPerInch, '-gray', '-png', ...(pages ? ['-l', String(pages)] : []), path.join(folder, 'a.pdf'),
        path.join(folder, 'page'));
    return fs.readdirSync(folder).filter((name) => /^page-.*\.png$/.test(name)).sort().map((name) => path.join(folder, name));
}

/** Mean greys of the squares of a picture. */
function squares(file) {
    const { width, height, data } = PNG.sync.read(fs.readFileSync(file));
    const columns = Math.ceil(width / square);
    const sums = new Float64Array(columns * Math.ceil(height / square));
    for (let y = 0; y < height; ++y)
        for (let x = 0; x < width; ++x) sums[Math.floor(y / square) * columns + Math.floor(x / square)] += data[(y * width + x) * 4];
    return { size: `${width}x${height}`, greys: sums.map((sum) => sum / square / square) };
}

function difference(a, b) {
    const [left, right] = [squares(a), squares(b)];
    assert.equal(left.size, right.size);
    let most = 0;
    let sum = 0;
    left.greys.forEach((grey, index) => {
        const change = Math.abs(grey - right.greys[index]);
        most = Math.max(most, change);
        sum += change;
    });
    return { most, mean: sum / left.greys.length };
}

for (const wanted of documents) {
    test(`the pages of ${nameOf(wanted)}`, (t) => {
        const rendered = render(scratch(t), wanted);
        assert.ok(rendered.length > 4);
        const folder = path.join(golden, nameOf(wanted));
        if (process.env.KONKORDAT_UPDATE_GOLDEN) {
            fs.rmSync(folder, { recursive: true, force: true });
            fs.mkdirSync(folder, { recursive: true });
            for (const file of rendered) fs.copyFileSync(file, path.join(folder, path.basename(file)));
        }
        assert.deepEqual(rendered.map((file) => path.basename(file)), fs.readdirSync(folder).sort());
        for (const file of rendered) {
            const { most, mean } = difference(file, path.join(folder, path.basename(file)));
            assert.ok(mean <= mostOfAPage && most <= mostOfASquare, `${path.basename(file)}: mean ${mean.toFixed(2)}, at most ${most.toFixed(1)}`);
        }
    });
}

test('a line more or less is seen', (t) => {
    const folder = scratch(t);
    const [, , , , , page] = render(folder, { example: 'musterstein-announcement', look: 'sober' });
    const picture = PNG.sync.read(fs.readFileSync(page));
    // Takes away one line of text: the first from the upper third on that is not blank.
    const isBlank = (y) => !picture.data.subarray(y * picture.width * 4, (y + 1) * picture.width * 4).some((value) => value < 160);
    let y = Math.floor(picture.height / 3);
    while (isBlank(y)) ++y;
    const changed = path.join(folder, 'changed.png');
    picture.data.fill(255, y * picture.width * 4, (y + 5) * picture.width * 4);
    fs.writeFileSync(changed, PNG.sync.write(picture));
    const { most, mean } = difference(page, changed);
    assert.ok(mean > mostOfAPage || most > mostOfASquare, `mean ${mean}, at most ${most}`);
});

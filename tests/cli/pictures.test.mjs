import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { draft, konkordat, scratch, tool } from './program.mjs';

/** A draft with two bodies, one responsible for every step but the last, and a mandate that ends. */
function draftWithBodies(folder, file) {
    assert.equal(draft(folder, file, ['de', 'fr']).status, 0);
    const place = path.join(folder, file);
    const agreement = JSON.parse(fs.readFileSync(place, 'utf8'));
    const body = (id, de, fr, short) => ({ id, name: { de, fr }, abbreviation: { de: short, fr: short }, kind: 'other' });
    agreement.organisations = [body('police', 'Kantonspolizei', 'Police cantonale', 'KAPO'), body('advice', 'Fachstelle', 'Service', 'FS')];
    agreement.memberships = agreement.organisations.map(({ id }) => ({ id: `member-${id}`, organisation: id, group: 'core',
        role: id === 'police' ? 'lead' : 'member', participation: 'decides', signs: true }));
    agreement.contacts = [{ id: 'expert', organisation: 'police', name: 'Anna Müller', until: '2999-12-31' }];
    agreement.procedure.forEach((step, index) => {
        step.responsibilities = index + 1 < agreement.procedure.length
            ? [{ organisation: 'police', kind: 'responsible' }, { organisation: 'advice', kind: 'informed' }] : [];
    });
    fs.writeFileSync(place, JSON.stringify(agreement));
    return agreement;
}

test('export writes the procedure and the roundtable as pictures, and the due dates as a calendar', (t) => {
    const folder = scratch(t);
    const agreement = draftWithBodies(folder, 'a.json');
    const { status, err } = konkordat(folder, 'export', 'a.json', '--svg-procedure', 'p.svg', '--svg-roundtable', 'r.svg', '--ics', 'd.ics',
        '--lang', 'fr');
    assert.equal(status, 0, err);
    const procedure = fs.readFileSync(path.join(folder, 'p.svg'), 'utf8');
    assert.match(procedure, /<svg [^>]*role="img"[^>]*lang="fr-CH"/);
    for (const step of agreement.procedure)
        assert.ok(procedure.includes(step.title.fr.replaceAll("'", '&#39;')), step.title.fr);
    assert.match(fs.readFileSync(path.join(folder, 'r.svg'), 'utf8'), />KAPO<\/text>/);
    const calendar = fs.readFileSync(path.join(folder, 'd.ics'), 'utf8');
    assert.match(calendar, /^BEGIN:VCALENDAR\r\n/);
    assert.match(calendar.replaceAll('\r\n ', ''), /SUMMARY:Fin du mandat [^\r]*Anna Müller \(Police cantonale\)\r\n/);
    assert.equal(konkordat(folder, 'export', 'a.json', '--svg-procedure', 'again.svg', '--lang', 'fr').status, 0);
    assert.equal(fs.readFileSync(path.join(folder, 'again.svg'), 'utf8'), procedure);
});

test('the PDF holds the chart as figures with words in their place', (t) => {
    const folder = scratch(t);
    draftWithBodies(folder, 'a.json');
    assert.equal(konkordat(folder, 'export', 'a.json', '--pdf', 'a.pdf', '--lang', 'de').status, 0);
    const pdf = path.join(folder, 'a.pdf');
    tool('qpdf', '--check', pdf);
    const objects = JSON.parse(tool('qpdf', '--json', pdf));
    const figures = Object.values(objects.qpdf[1]).map((entry) => entry.value).filter((value) => value?.['/S'] === '/Figure');
    assert.ok(figures.length > 1);
    const spoken = figures.map((figure) => figure['/Alt']).join(' ');
    assert.match(spoken, /1 Vorinformation\. .*verantwortlich: KAPO; wird informiert: FS\./);
    assert.match(spoken, /Schulung\. .*\[offen\]/);
    for (const figure of figures) {
        const [left, bottom, right, top] = figure['/A']['/BBox'];
        assert.ok(left >= 70 && right <= 530 && bottom >= 80 && top <= 760 && left < right && bottom < top, JSON.stringify(figure['/A']));
    }
    // In the order of the procedure, after its table.
    const text = tool('pdftotext', '-raw', pdf, '-');
    const caption = text.lastIndexOf('Ablauf und Zuständigkeiten');
    assert.ok(caption > 0);
    assert.ok(text.indexOf('Vorinformation', caption) < text.indexOf('Schulung', caption));
});

test('export without any output says which there are', (t) => {
    const folder = scratch(t);
    draft(folder, 'a.json');
    const { status, err } = konkordat(folder, 'export', 'a.json');
    assert.equal(status, 2);
    assert.match(err, /--pdf, --pdf-with-report, --html, --markdown, --json, --svg-procedure, --svg-roundtable or --ics/);
});

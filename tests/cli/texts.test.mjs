// HTML and Markdown as a browser, an HTML parser, an accessibility checker and a CommonMark library find them.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, test } from 'node:test';
import MarkdownIt from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import { parse } from 'parse5';
import { chromium } from 'playwright-core';
import { draft, konkordat, root, scratch } from './program.mjs';

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const squeeze = (text) => text.replace(/\s+/g, '');
let browser;
before(async () => {
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
});
after(() => browser?.close());

const hostile = '<script>alert(1)</script> "\'&amp; ]]> javascript:alert(1) </style></title> *x* _y_ `z` | a';

/** Both files of a draft, with what is done to it before. */
function exported(t, languages, change = () => {}) {
    const folder = scratch(t);
    assert.equal(draft(folder, 'a.json', languages).status, 0);
    const agreement = JSON.parse(fs.readFileSync(path.join(folder, 'a.json'), 'utf8'));
    change(agreement);
    fs.writeFileSync(path.join(folder, 'a.json'), JSON.stringify(agreement));
    const { status, err } = konkordat(folder, 'export', 'a.json', '--html', 'a.html', '--markdown', 'a.md');
    assert.equal(status, 0, err);
    const read = (name) => fs.readFileSync(path.join(folder, name), 'utf8');
    return { file: path.join(folder, 'a.html'), html: read('a.html'), markdown: read('a.md'), agreement };
}

/** Its first clauses and its annexes with tables and chart: enough of each kind for a checker that is slow on long pages. */
function shorten(agreement) {
    agreement.clauses = agreement.clauses.filter(({ kind, generated }, index) => index < 14 || (kind === 'annex' && generated));
    const ids = new Set(agreement.clauses.map(({ id }) => id));
    for (const step of agreement.procedure) if (!ids.has(step.clause)) delete step.clause;
}

/** The page in a window; `faults` collects what it asks for and complains of. */
async function opened(t, file, width) {
    const context = await browser.newContext({ viewport: { width, height: 800 }, bypassCSP: false });
    t.after(() => context.close());
    const page = await context.newPage();
    const faults = [];
    page.on('console', (message) => faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('request', (request) => request.url() !== `file://${file}` && !request.url().startsWith('data:') && faults.push(request.url()));
    await page.goto(`file://${file}`);
    return { page, faults };
}

/** What a reader finds in the articles, without entries of contents, charts, notes and list labels. */
const articleText = (page) => page.evaluate(() => {
    const copy = document.querySelector('main').cloneNode(true);
    copy.querySelectorAll('svg, nav ul, .notes, .mark').forEach((element) => element.remove());
    return copy.textContent;
});

function markdownText(markdown) {
    const tokens = new MarkdownIt({ html: true }).use(footnotes).parse(markdown.replace(/^---\n[^]*?\n---\n/, ''), {});
    let text = '';
    let skipped = 0;
    let lists = 0;
    for (const token of tokens) {
        if (/^(bullet|ordered)_list_/.test(token.type)) lists += token.nesting;
        if (/^(blockquote|footnote_block)_/.test(token.type)) skipped += token.nesting;
        if (skipped || token.type !== 'inline') continue;
        const contents = token.children.find((child) => child.type === 'link_open' && token.level > 0 && child.attrGet('href')?.startsWith('#'));
        if (contents && token.children[0] === contents && token.children.length === 3 && lists > 0) continue;
        const before = text.length;
        for (const child of token.children) {
            assert.ok(child.type !== 'html_inline' || /^(<br>|<a id="[^"]*">|<\/a>)$/.test(child.content), child.content);
            if (child.type === 'text' || child.type === 'code_inline') text += child.content;
        }
        // Labels that Markdown cannot count in, which a page has as counters.
        if (lists > 0) text = text.slice(0, before) + text.slice(before).replace(/^([a-z]|[ivx]+)\. /, '');
    }
    return text;
}

test('an HTML page is well-formed, asks for nothing, and an accessibility checker finds nothing', async (t) => {
    for (const arrangement of ['in-sequence', 'side-by-side']) {
        const { file, html } = exported(t, ['de', 'fr'], (agreement) => {
            shorten(agreement);
            if (arrangement === 'side-by-side') agreement.appearance = { ...agreement.appearance, arrangement };
        });
        const errors = [];
        parse(html, { onParseError: (error) => errors.push(`${error.code} ${error.startLine}`) });
        assert.deepEqual(errors, []);
        assert.equal(html.includes('class="columns"'), arrangement === 'side-by-side');
        for (const width of [1280, 320]) {
            const { page, faults } = await opened(t, file, width);
            assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= width, `${arrangement} at ${width}`);
            // The style sheet has been let in by the page's own policy.
            assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('main')).display), 'block');
            assert.equal(await page.evaluate(() => document.styleSheets.length), 1);
            assert.deepEqual(faults, []);
            const inspector = await browser.newContext({ viewport: { width, height: 800 }, bypassCSP: true });
            t.after(() => inspector.close());
            const inspected = await inspector.newPage();
            await inspected.goto(`file://${file}`);
            await inspected.evaluate(axe);
            const { violations } = await inspected.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
            assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`), []);
        }
    }
});

test('the page of a hostile text runs nothing and shows it', async (t) => {
    const { file, agreement } = exported(t, ['de'], (it) => {
        it.title.de = hostile;
        it.clauses.find((clause) => clause.kind === 'section').heading.de = hostile;
    });
    const { page, faults } = await opened(t, file, 1280);
    assert.deepEqual(faults, []);
    assert.equal(await page.locator('script').count(), 0);
    assert.equal(await page.title(), (await page.locator('h1').innerText()).trim());
    assert.ok((await page.title()).includes('<script>alert(1)</script>'));
    assert.ok(agreement.clauses.length > 10);
});

for (const language of ['de', 'fr', 'it', 'en']) {
    test(`the page and the Markdown have the same text in the same order: ${language}`, async (t) => {
        const { file, markdown, agreement } = exported(t, [language]);
        const { page } = await opened(t, file, 1280);
        const text = squeeze(await articleText(page));
        const other = squeeze(markdownText(markdown));
        const differs = [...text].findIndex((letter, index) => letter !== other[index]);
        assert.equal(other, text, `${text.slice(differs - 40, differs + 40)} / ${other.slice(differs - 40, differs + 40)}`);
        let place = 0;
        for (const clause of agreement.clauses) {
            const heading = squeeze(clause.heading[language].replace(/\{\{.*/, ''));
            const found = text.indexOf(heading, place);
            assert.ok(found >= place, clause.id);
            place = found + heading.length;
        }
    });
}

test('the same agreement gives the same page and the same Markdown', (t) => {
    const folder = scratch(t);
    fs.copyFileSync(path.join(root, 'tests/fixtures/agreements/small.json'), path.join(folder, 'a.json'));
    for (const name of ['1', '2']) assert.equal(konkordat(folder, 'export', 'a.json', '--html', `${name}.html`, '--markdown', `${name}.md`).status, 0);
    assert.equal(fs.readFileSync(path.join(folder, '1.html'), 'utf8'), fs.readFileSync(path.join(folder, '2.html'), 'utf8'));
    assert.equal(fs.readFileSync(path.join(folder, '1.md'), 'utf8'), fs.readFileSync(path.join(folder, '2.md'), 'utf8'));
});

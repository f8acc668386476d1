// A document's tree as a source of typst: what a person would write there for the same pages.

const escape = (text) => text.replace(/[\\`*_#$@<>[\]~"'=+/-]/g, '\\$&').replace(/^(\s*\d+)\./, '$1\\.').replaceAll('\n', ' \\ ');
const string = (text) => JSON.stringify(text);
const label = (anchor) => `<${anchor.replace(/[^A-Za-z0-9_.:-]/g, '_')}>`;
const points = (value) => `${value}pt`;

let notes; // of the part under way

function spans(list) {
    return list
        .map((span) => {
            if (span.note !== undefined) return `#footnote[${spans(notes[span.note])}]`;
            let text = escape(span.text);
            if (span.bold) text = `#strong[${text}]`;
            if (span.italic) text = `#emph[${text}]`;
            if (span.link) text = `#link(${string(span.link)})[${text}]`;
            if (span.target) text = `#link(${label(span.target)})[${text}]`;
            return text;
        })
        .join('');
}

const blocks = (list) => list.map(block).join('\n\n');
const cell = (item) => `[${item.paragraphs.map(spans).join('\n\n')}]`;

const writers = {
    paragraph: (item) => (item.role === 'body' ? spans(item.spans) : `#${item.role.replace('_', '-')}[${spans(item.spans)}]`),
    heading(item) {
        const number = item.number ? `#box(width: indent)[${escape(item.number)}]` : '';
        const page = item.page ? '#pagebreak(weak: true)\n' : '';
        const anchor = item.anchor ? ` ${label(item.anchor)}` : '';
        return `${page}#heading(level: ${item.level}, outlined: ${item.contents})[${number}${spans(item.spans)}]${anchor}`;
    },
    list(item) {
        const ordered = /\d/.test(item.items[0]?.label ?? '');
        const start = ordered ? `start: ${parseInt(item.items[0].label, 10)}, ` : '';
        return `#${ordered ? 'enum' : 'list'}(${start}${item.items.map((entry) => `[${blocks(entry.blocks)}]`).join(', ')})`;
    },
    table(item) {
        const columns = item.widths.map((width) => `${width}fr`).join(', ');
        const rows = item.rows.map((row) => row.map(cell).join(', ')).join(',\n');
        return `#records((${columns},), (${item.head.map(cell).join(', ')},),\n${rows})`;
    },
    signatures(item) {
        const entries = item.blocks.map((entry) => `signature([${spans(entry.name)}], ${entry.lines.map((line) => `[${spans(line)}]`).join(", ")})`);
        return `#grid(columns: (1fr, 1fr), gutter: 34pt, ${entries.join(', ')})`;
    },
    contents: (item) => `#contents-title[${escape(item.title)}]\n#outline(title: none)`,
    'page-break': () => '#pagebreak(weak: true)',
    figure: () => '',
};

const block = (item) => writers[item.kind](item);

function style_rules(tree) {
    const style = tree.style;
    const text = (s) => `size: ${points(s.size)}, weight: ${s.bold ? '"bold"' : '"regular"'}`;
    const role = (name, s) => `#let ${name}(body) = block(above: ${points(s.before)} + ${points(s.leading - s.size)}, `
        + `below: ${points(s.after)} + ${points(s.leading - s.size)}, text(${text(s)}, body))`;
    const heading = (level, s) => `#show heading.where(level: ${level}): it => block(above: ${points(s.before)}, `
        + `below: ${points(s.after + s.leading - s.size)}, sticky: true, ${level === 1 ? '' : 'pad(left: -indent, '}text(${text(s)}, par(hanging-indent: ${level === 1 ? '0pt' : 'indent'}, it.body))${level === 1 ? '' : ')'})`;
    return `#let indent = ${points(style.indent)}
#set text(font: "Noto Sans", size: ${points(style.body.size)}, top-edge: 0.8em, bottom-edge: -0.2em, hyphenate: ${style.justified === true})
#set par(justify: ${style.justified === true}, leading: ${points(style.body.leading - style.body.size)}, spacing: ${points(style.body.after + style.body.leading - style.body.size)})
#set smartquote(enabled: false)
#show footnote.entry: set text(${text(style.footnote)})
#set outline.entry(fill: none)
#set list(marker: [–], body-indent: 6pt, spacing: ${points(style.list_gap + style.body.leading - style.body.size)})
#set enum(body-indent: 6pt, spacing: ${points(style.list_gap + style.body.leading - style.body.size)})
${['lead', 'cover_subtitle', 'cover_label', 'cover_text', 'table_caption', 'note', 'contents_title'].map((name) => role(name.replace('_', '-'), style[name])).join('\n')}
${heading(1, style.title)}
${heading(2, style.section)}
${heading(3, style.clause)}
#let records(widths, head, ..cells) = {
  set text(${text(style.table_cell)})
  set par(leading: ${points(style.table_cell.leading - style.table_cell.size)}, spacing: ${points(style.table_cell.leading - style.table_cell.size)}, justify: false)
  pad(left: -indent, table(columns: widths, stroke: (bottom: 0.4pt), inset: (x: ${points(style.padding[0] / 2)}, y: ${points(style.padding[1])}),
    table.header(..head.map(strong)), ..cells))
}
#let signature(name, ..lines) = block(breakable: false, {
  strong(name)
  for words in lines.pos() { v(27pt); line(length: 100%, stroke: 0.4pt); text(${text(style.signature_label)}, words) }
})`;
}

function part(tree, item) {
    const style = tree.style;
    notes = item.notes;
    const [before, after] = item.page_of.split('{page}');
    const [between, last] = after.split('{pages}');
    const running = `size: ${points(style.running.size)}`;
    return `#set text(lang: ${string(item.language)})
#set page(width: ${points(style.page[0])}, height: ${points(style.page[1])},
  margin: (left: ${points(style.left + style.indent)}, right: ${points(style.right)}, top: ${points(style.top)}, bottom: ${points(style.bottom)}),
  header: context if counter(page).get().first() > 1 { pad(left: -indent, text(${running}, ${string(item.head)})) },
  footer: context pad(left: -indent, text(${running}, { ${string(item.state)}; h(1fr); ${string(before)}; counter(page).display(); ${string(between)}; str(counter(page).final().first()); ${string(last)} })))
${blocks(item.blocks)}`;
}

/** The source, and a place in it, in the middle of a word of the middle of the document, at which a person types. */
export function typst_source(tree) {
    const source = `#set document(title: ${string(tree.title)}, author: ${string(tree.author)})
${style_rules(tree)}
${tree.parts.map((item) => part(tree, item)).join('\n')}
`;
    const middle = source.slice(source.length / 2);
    return { source, place: Math.floor(source.length / 2) + middle.search(/\n\n[A-Z][^#\n]{200}/) + 2 + middle.slice(middle.search(/\n\n[A-Z][^#\n]{200}/) + 2).search(/(?<=[a-z]{3})[a-z]{3}/) };
}

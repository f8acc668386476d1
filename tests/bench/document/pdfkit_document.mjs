// A document's tree drawn with pdfkit: what a person would write there for the same pages, tagged.
import PDFDocument from 'pdfkit';

const line_height = 1.362; // of Noto Sans, in ems
const faces = { regular: 'NotoSans-Regular', bold: 'NotoSans-Bold', italic: 'NotoSans-Italic', both: 'NotoSans-BoldItalic' };
const face_of = (span, style) => ((style.bold || span.bold) ? (span.italic ? faces.both : faces.bold) : span.italic ? faces.italic : faces.regular);
const plain = (spans) => spans.map((span) => span.text).join('');

class Drawer {
    constructor(tree, fonts) {
        this.tree = tree;
        this.style = tree.style;
        const { page, left, right, top, bottom } = tree.style;
        this.bottom = page[1] - bottom;
        this.width = page[0] - left - right;
        this.doc = new PDFDocument({
            size: page, margins: { left, right, top, bottom }, autoFirstPage: false, bufferPages: true, pdfVersion: '1.7', subset: 'PDF/A-3a',
            tagged: true, displayTitle: true, lang: tree.parts[0].language, font: fonts[faces.regular],
            info: { Title: tree.title, Author: tree.author, CreationDate: new Date(1_780_000_000_000) },
        });
        for (const [name, bytes] of Object.entries(fonts)) this.doc.registerFont(name, bytes);
        this.entries = []; // of the contents: page, y, anchor
        this.pages = new Map(); // of the anchors
        this.pending = 0;
    }

    new_page() {
        this.doc.addPage();
        this.pending = 0;
    }

    /** Goes to a new page unless there is that much room. */
    need(height) {
        if (this.doc.page === null || this.doc.y + height > this.bottom) this.new_page();
    }

    space(height) {
        const space = Math.max(height, this.pending);
        if (this.doc.page && this.doc.y > this.style.top) this.doc.y += space;
        this.pending = 0;
    }

    text(spans, style, x, width, tag, parent) {
        const { doc } = this;
        const element = doc.struct(tag, {}, () => {
            doc.fontSize(style.size);
            spans.forEach((span, i) => {
                const options = { width, lineGap: style.leading - style.size * line_height, continued: i + 1 < spans.length, link: span.link ?? null, goTo: span.target ?? null };
                doc.font(face_of(span, style));
                if (i === 0) doc.text(span.text, x, doc.y, options);
                else doc.text(span.text, options);
            });
        });
        if (parent) parent.add(element);
        else doc.addStructure(element);
    }

    paragraph(item, indent, parent) {
        const style = this.style[item.role];
        if (item.spans.length === 0) return;
        this.space(style.before);
        this.need(style.leading * 2);
        this.text(item.spans, style, this.style.left + indent, this.width - indent, 'P', parent);
        this.pending = style.after;
    }

    heading(item) {
        const { doc } = this;
        const style = this.style[['title', 'section', 'clause'][item.level - 1]];
        if (item.page) this.new_page();
        this.space(style.before);
        this.need(style.leading * 4);
        const y = doc.y;
        const indent = item.outdented ? 0 : this.style.indent;
        if (item.anchor) {
            doc.addNamedDestination(item.anchor);
            this.pages.set(item.anchor, doc.bufferedPageRange().count);
        }
        doc.outline.addItem(`${item.number} ${plain(item.spans)}`);
        const element = doc.struct(`H${item.level}`, {}, [
            () => item.number && doc.font(faces.bold).fontSize(style.size).text(item.number, this.style.left, y),
            () => doc.font(faces.bold).fontSize(style.size).text(plain(item.spans), this.style.left + indent, y, { width: this.width - indent, lineGap: style.leading - style.size * line_height }),
        ]);
        doc.addStructure(element);
        this.pending = style.after;
    }

    list(item, indent, parent) {
        const { doc, style } = this;
        const list = doc.struct('L');
        if (parent) parent.add(list);
        else doc.addStructure(list);
        for (const entry of item.items) {
            this.space(style.list_gap);
            this.need(style.body.leading * 2);
            const y = doc.y;
            const element = doc.struct('LI');
            const body = doc.struct('LBody');
            list.add(element);
            element.add(doc.struct('Lbl', {}, () => doc.font(faces.regular).fontSize(style.body.size).text(entry.label, style.left + indent, y)));
            element.add(body);
            doc.y = y;
            for (const block of entry.blocks) this.block(block, indent + style.list_indent, body);
            body.end();
            element.end();
            this.pending = style.list_gap;
        }
        list.end();
        this.pending = style.body.after;
    }

    row(cells, widths, style, tag, parent) {
        const { doc } = this;
        const [pad_x, pad_y] = this.style.padding;
        const texts = cells.map((cell) => cell.paragraphs.map(plain).join('\n'));
        const options = (i) => ({ width: widths[i] - pad_x, lineGap: style.leading - style.size * line_height });
        const height = Math.max(...texts.map((text, i) => doc.font(style.bold ? faces.bold : faces.regular).fontSize(style.size).heightOfString(text || ' ', options(i)))) + 2 * pad_y;
        if (doc.y + height > this.bottom) return height;
        const y = doc.y;
        let x = this.style.left;
        const row = doc.struct('TR');
        parent.add(row);
        texts.forEach((text, i) => {
            const at = x;
            row.add(doc.struct(tag, tag === 'TH' ? { scope: 'Column' } : {}, () => text && doc.text(text, at, y + pad_y, options(i))));
            x += widths[i];
        });
        row.end();
        doc.y = y + height;
        doc.markContent('Artifact', { type: 'Layout' });
        doc.lineWidth(0.4).moveTo(this.style.left, doc.y).lineTo(this.style.left + this.width, doc.y).stroke();
        doc.endMarkedContent();
        return 0;
    }

    table(item) {
        const { doc, style } = this;
        const sum = item.widths.reduce((a, b) => a + b, 0);
        const widths = item.widths.map((width) => (width * this.width) / sum);
        const table = doc.struct('Table');
        doc.addStructure(table);
        this.space(4);
        this.need(60);
        const head = () => this.row(item.head, widths, style.table_head, 'TH', table);
        head();
        for (const cells of item.rows) {
            if (this.row(cells, widths, style.table_cell, 'TD', table) === 0) continue;
            this.new_page();
            head();
            this.row(cells, widths, style.table_cell, 'TD', table);
        }
        table.end();
        this.pending = 8;
    }

    signatures(item) {
        const { doc, style } = this;
        for (const entry of item.blocks) {
            this.need(style.signature_name.leading + entry.lines.length * 38);
            this.text(entry.name, style.signature_name, style.left, this.width / 2, 'P');
            for (const words of entry.lines) {
                doc.y += 27;
                doc.markContent('Artifact', { type: 'Layout' });
                doc.lineWidth(0.4).moveTo(style.left, doc.y).lineTo(style.left + this.width / 2, doc.y).stroke();
                doc.endMarkedContent();
                this.text(words, style.signature_label, style.left, this.width / 2, 'P');
            }
            doc.y += 20;
        }
    }

    contents(item) {
        const { doc, style } = this;
        this.text([{ text: item.title }], style.contents_title, style.left + style.indent, this.width, 'P');
        doc.y += style.contents_title.after;
        const contents = doc.struct('TOC');
        doc.addStructure(contents);
        for (const heading of this.headings) {
            const entry = heading.level === 2 ? style.contents_section : style.contents_clause;
            doc.y += entry.before;
            this.need(entry.leading * 2);
            const y = doc.y;
            const words = { width: this.width - style.indent - 30, lineGap: entry.leading - entry.size * line_height, goTo: heading.anchor };
            const element = doc.struct('TOCI', {}, [
                () => heading.number && doc.font(entry.bold ? faces.bold : faces.regular).fontSize(entry.size).text(heading.number, style.left, y),
                () => doc.font(entry.bold ? faces.bold : faces.regular).fontSize(entry.size).text(plain(heading.spans), style.left + style.indent, y, words),
            ]);
            contents.add(element);
            this.entries.push({ page: doc.bufferedPageRange().count - 1, y, anchor: heading.anchor, style: entry });
        }
        contents.end();
    }

    /** It knows no footnotes: they stand below the text that has their marks. */
    notes_of(item) {
        for (const span of item.spans ?? []) {
            if (span.note === undefined) continue;
            this.space(2);
            this.need(this.style.footnote.leading * 2);
            this.text([{ text: `${span.text} ` }, ...this.notes[span.note]], this.style.footnote, this.style.left + this.style.indent, this.width - this.style.indent, 'Note');
        }
    }

    block(item, indent, parent) {
        if (item.kind === 'paragraph') this.paragraph(item, indent, parent);
        else if (item.kind === 'list') this.list(item, indent, parent);
        else if (item.kind === 'page-break') this.new_page();
        else if (item.kind !== 'figure') this[item.kind](item);
    }

    /** Page numbers of the contents, headers and footers: when all pages are there. */
    finish(part) {
        const { doc, style } = this;
        const count = doc.bufferedPageRange().count;
        for (const entry of this.entries) {
            doc.switchToPage(entry.page);
            doc.markContent('Artifact', { type: 'Layout' });
            doc.font(entry.style.bold ? faces.bold : faces.regular).fontSize(entry.style.size)
                .text(String(this.pages.get(entry.anchor)), style.left + this.width - 30, entry.y, { width: 30, align: 'right' });
            doc.endMarkedContent();
        }
        for (let i = 0; i < count; i++) {
            doc.switchToPage(i);
            doc.page.margins.bottom = 0;
            doc.markContent('Artifact', { type: 'Pagination' });
            doc.font(faces.regular).fontSize(style.running.size);
            if (i > 0) doc.text(part.head, style.left, style.header - style.running.size, { width: this.width, lineBreak: false });
            const y = style.footer - style.running.size;
            doc.text(part.state, style.left, y, { lineBreak: false });
            doc.text(part.page_of.replace('{page}', i + 1).replace('{pages}', count), style.left, y, { width: this.width, align: 'right' });
            doc.endMarkedContent();
        }
        return count;
    }

    draw() {
        const [part] = this.tree.parts;
        this.headings = part.blocks.filter((item) => item.kind === 'heading' && item.level > 1 && item.contents);
        this.notes = part.notes;
        this.new_page();
        for (const item of part.blocks) {
            this.block(item, this.style.indent);
            this.notes_of(item);
        }
        return this.finish(part);
    }
}

/** {pages, bytes} of the tree; `fonts` are files by their names. */
export async function draw_with_pdfkit(tree, fonts) {
    const drawer = new Drawer(tree, fonts);
    const chunks = [];
    drawer.doc.on('data', (chunk) => chunks.push(chunk));
    const ended = new Promise((resolve) => drawer.doc.on('end', resolve));
    const pages = drawer.draw();
    drawer.doc.end();
    await ended;
    return { pages, bytes: Buffer.concat(chunks) };
}

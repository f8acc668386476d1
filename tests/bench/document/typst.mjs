// node typst.mjs TREE.json FONTS OUT.pdf KEYSTROKES: this process's first PDF of typst, then keystrokes. Prints "first", then a line of JSON.
import fs from 'node:fs';
import path from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { typst_source } from './typst_source.mjs';
import { measured, median } from './times.mjs';

const [tree_path, fonts, output, keystrokes] = process.argv.slice(2);
const { source, place } = typst_source(JSON.parse(fs.readFileSync(tree_path, 'utf8')));
const blobs = fs.readdirSync(fonts).filter((name) => name.endsWith('.ttf')).map((name) => fs.readFileSync(path.join(fonts, name)));
if (process.env.TYPST_SOURCE) fs.writeFileSync(process.env.TYPST_SOURCE, source);

/** PDF/A-3a is what it is asked for, as we write it; times in the file make its identifier, so they are fixed. */
const pdf_options = { pdfStandard: 'a-3a', pdfTags: true, creationTimestamp: 1_780_000_000 };

let compiler;
const compile = (text) => {
    const compiled = compiler.compile({ mainFileContent: text });
    if (!compiled.result) {
        compiled.printErrors();
        process.exit(2);
    }
    return compiled.result;
};

const load = measured(() => (compiler = NodeCompiler.create({ workspace: path.dirname(tree_path), fontArgs: [{ fontBlobs: blobs }] })));
const layout = measured(() => compile(source));
const write = measured(() => compiler.pdf(layout.value, pdf_options));
console.log('first');
fs.writeFileSync(output, write.value);

const layouts = [];
const writes = [];
const typed = 'en sowie weitere ';
let text = source;
for (let i = 0; i < Number(keystrokes); i++) {
    text = text.slice(0, place + i) + typed[i % typed.length] + text.slice(place + i);
    const again = measured(() => compile(text));
    layouts.push(again.time);
    if (i % 5 === 0) writes.push(measured(() => compiler.pdf(again.value, pdf_options)).time);
    compiler.evictCache(10);
}
console.log(JSON.stringify({
    pages: layout.value.numOfPages,
    bytes: write.value.length,
    cold: layout.time + write.time,
    load: load.time,
    layout: layout.time,
    write: write.time,
    keystroke: median(layouts),
    slowest: Math.max(...layouts),
    again: median(writes),
}));

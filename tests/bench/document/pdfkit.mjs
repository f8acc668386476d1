// node pdfkit.mjs TREE.json FONTS OUT.pdf REPEATS: this process's first PDF of pdfkit, then others. Prints "first", then a line of JSON.
import fs from 'node:fs';
import path from 'node:path';
import { draw_with_pdfkit } from './pdfkit_document.mjs';
import { median } from './times.mjs';

const [tree_path, folder, output, repeats] = process.argv.slice(2);
const tree = JSON.parse(fs.readFileSync(tree_path, 'utf8'));
const fonts = {};
for (const name of fs.readdirSync(folder)) if (name.endsWith('.ttf')) fonts[name.slice(0, -4)] = fs.readFileSync(path.join(folder, name));

const times = [];
let first;
for (let i = 0; i <= Number(repeats); i++) {
    const start = performance.now();
    const drawn = await draw_with_pdfkit(tree, fonts);
    times.push(performance.now() - start);
    if (i === 0) console.log('first');
    first ??= drawn;
}
fs.writeFileSync(output, first.bytes);
console.log(JSON.stringify({ pages: first.pages, bytes: first.bytes.length, cold: times[0], again: median(times.slice(1)) }));

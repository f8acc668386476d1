// signpdf.mjs IN.pdf KEY.p12 PASSWORD OUT.pdf N: @signpdf with node-forge, N times from the bytes to the bytes; a line of JSON.
import fs from 'node:fs';
import { plainAddPlaceholder } from '@signpdf/placeholder-plain';
import { P12Signer } from '@signpdf/signer-p12';
import signpdf from '@signpdf/signpdf';
import { median } from '../document/times.mjs';

const [input, key, password, output, repeats] = process.argv.slice(2);
const pdf = fs.readFileSync(input);
const p12 = fs.readFileSync(key);
const times = [];
let signed;
for (let i = 0; i < Number(repeats); ++i) {
    const start = performance.now();
    const prepared = plainAddPlaceholder({ pdfBuffer: pdf, reason: 'Zustimmung', contactInfo: 'anna@example.org', name: 'Anna Muster', location: 'Musterstein' });
    signed = await signpdf.default.sign(prepared, new P12Signer(p12, { passphrase: password }));
    times.push(performance.now() - start);
}
fs.writeFileSync(output, signed);
console.log(JSON.stringify({ bytes: signed.length, first: times[0], again: median(times) }));

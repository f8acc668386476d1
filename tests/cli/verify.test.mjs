import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { before, after, test } from 'node:test';
import { konkordat, tool } from './program.mjs';
import { authority, field, fields, issue, openssl_verifies, pack, pdfsig, prepared, sign, signer, verify } from './signing.mjs';

const require = createRequire(import.meta.url);

let folder;
const at = (name) => path.join(folder, name);
const read = (name) => fs.readFileSync(at(name));
const write = (name, bytes) => fs.writeFileSync(at(name), bytes);

before(() => {
    folder = fs.mkdtempSync(path.join(fs.realpathSync('/tmp'), 'konkordat-verify-'));
    authority(folder, 'rsa'); // node-forge knows no ECDSA
    signer(folder, 'anna', { common_name: 'Anna Muster' });
    prepared(folder, 2);
    assert.equal(sign(folder, 'prepared.pdf', 'anna.p12', '1.pdf', '--reason', 'Zustimmung').status, 0);
    const second = konkordat(folder, 'sign', '1.pdf', '--field', fields(2)[1], '--p12', 'anna.p12', '--password-file', 'password', '-o', '2.pdf');
    assert.equal(second.status, 0, second.err);
});
after(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Never a good verdict, for a reader or for a script. */
function rejected(name, expected = null) {
    const { status, report } = verify(folder, name, '--trust', 'ca.pem');
    assert.notEqual(status, 0, `${name}: ${JSON.stringify(report, null, 1)}`);
    if (expected) assert.equal(report?.verdict, expected, JSON.stringify(report, null, 1));
    return report;
}

/** Another agreement as data than the one on the pages: words of the embedded JSON are replaced by others of the same length. */
function with_other_data(input, output) {
    tool('qpdf', '--qdf', '--object-streams=disable', at(input), at('open.pdf'));
    const bytes = read('open.pdf');
    const begin = bytes.indexOf('"$schema"');
    assert.ok(begin > 0);
    const place = bytes.indexOf('"title":{', begin);
    const letter = bytes.indexOf(':"', place + 9) + 2;
    bytes[letter] = bytes[letter] === 0x58 ? 0x59 : 0x58;
    write('edited.pdf', bytes);
    tool('qpdf', '--warning-exit-0', at('edited.pdf'), at(output));
}

test('without trust anchors it says that only integrity and changes were judged; in four languages', () => {
    const text = (language, ...words) => {
        const { status, out, err } = konkordat(folder, 'verify', '2.pdf', '--lang', language, ...words);
        assert.equal(status, 0, err);
        return out;
    };
    const expected = {
        de: [/^UNVERSEHRT: geprüft wurde nur, ob etwas geändert wurde.*--trust/, /^1\. Anna Muster, Kantonspolizei Musterstein: unversehrt$/m, /Danach geändert: nur weitere Unterschriften, erlaubt/, /widerrufen wurden, wurde nicht geprüft/, /Angabe des Unterzeichners/, /Umfang: die Datei in ihrem Stand 3 von 4/, /Umfang: die ganze Datei/, /Byte für Byte/, /Grund: Zustimmung/],
        fr: [/^INTACT : .*--trust/, /^1\. Anna Muster, Kantonspolizei Musterstein: intacte$/m, /Modifié ensuite : seulement d'autres signatures, permis/, /révocation/, /octet par octet/],
        it: [/^INTATTO: .*--trust/, /intatta$/m, /solo altre firme, permesso/, /revocati/, /byte per byte/],
        en: [/^INTACT: only integrity and changes were checked.*--trust/, /: intact$/m, /further signatures only, permitted/, /revoked was not checked/, /byte for byte/],
    };
    for (const [language, patterns] of Object.entries(expected)) {
        const out = text(language);
        for (const pattern of patterns) assert.match(out, pattern);
    }
    const trusted = text('en', '--trust', 'ca.pem');
    assert.match(trusted, /^VALID: /);
    assert.match(trusted, /Trust: trusted \(Anna Muster, Kantonspolizei Musterstein < Musterstein Root, Kanton Musterstein\)/);
    assert.match(trusted, /Level: PAdES B-B/);
    // Without --lang the language of the agreement is taken.
    assert.match(konkordat(folder, 'verify', '2.pdf').out, /^UNVERSEHRT/);
});

test('the JSON report has verdict, twin check and what was not checked', () => {
    const { status, report } = verify(folder, '1.pdf');
    assert.equal(status, 0);
    assert.deepEqual([report.verdict, report.trustAnchorsGiven, report.inOrder, report.revocation, report.twin.result, report.twin.pages], ['integrity-only', false, true, 'not-checked', 'same-bytes', []]);
    assert.deepEqual(report.unsignedFields, [fields(2)[1]]);
    assert.match(konkordat(folder, 'verify', '1.pdf', '--lang', 'en').out, /Not signed yet: signature-office-2/);
});

test('an unknown authority, a certificate that was not valid then, nothing signed: status 1', () => {
    fs.mkdirSync(at('elsewhere'));
    authority(at('elsewhere'));
    const untrusted = verify(folder, '2.pdf', '--trust', 'elsewhere/ca.pem');
    assert.deepEqual([untrusted.status, untrusted.report.verdict, untrusted.report.signatures[0].trust], [1, 'untrusted', 'untrusted']);
    assert.match(konkordat(folder, 'verify', '2.pdf', '--trust', 'elsewhere/ca.pem', '--lang', 'de').out, /^NICHT VERTRAUENSWÜRDIG/);
    // Both anchors: one of them fits.
    assert.equal(verify(folder, '2.pdf', '--trust', 'elsewhere/ca.pem', '--trust', 'ca.pem').status, 0);
    for (const name of ['prepared.pdf', 'exported.pdf']) {
        const { status, report } = verify(folder, name);
        assert.deepEqual([status, report.verdict], [1, 'unsigned'], name);
    }
});

test('what cannot be looked at: status 2, one line, the file and the reason', () => {
    tool('qpdf', '--encrypt', '', 'owner', '256', '--', at('prepared.pdf'), at('encrypted.pdf'));
    write('text.pdf', 'no PDF at all');
    write('empty.pdf', '');
    write('list.json', '[]');
    write('broken.json', '{"signatures": [');
    write('other.json', '{"hello": 1}');
    write('no.pem', 'no certificate');
    const refused = (words, ...parts) => {
        const { status, out, err } = konkordat(folder, 'verify', ...words);
        assert.equal(status, 2, words.join(' ') + out + err);
        assert.equal(out, '');
        assert.match(err, /^konkordat: [^\n]+\n$/);
        for (const part of parts) assert.ok(err.includes(part), err);
    };
    refused(['encrypted.pdf'], 'encrypted.pdf', 'encrypted');
    refused(['text.pdf'], 'text.pdf');
    refused(['empty.pdf'], 'empty.pdf');
    refused(['list.json'], 'list.json');
    refused(['broken.json'], 'broken.json');
    refused(['other.json'], 'other.json');
    refused(['nowhere.pdf'], 'nowhere.pdf');
    refused(['.'], 'folder');
    refused([], 'FILE is missing');
    refused(['1.pdf', '--trust', 'no.pem'], 'no.pem');
    refused(['1.pdf', '--trust', 'nowhere.pem'], 'nowhere.pem');
    refused(['1.pdf', '--document', 'other.json'], '--document has no meaning');
    refused(['1.pdf', '--lang', 'rm'], '"rm"');
    refused(['1.pdf', '--revision', '1'], '-o is missing');
    refused(['1.pdf', '--revision', '1', '-o', '1.pdf'], 'would overwrite');
    refused(['1.pdf', '-o', 'x.pdf'], '-o has no meaning');
    assert.ok(!fs.existsSync(at('x.pdf')));
});

test('a byte changed anywhere, something appended, a file cut off: never status 0', () => {
    const signed = read('1.pdf');
    const range = verify(folder, '1.pdf').report.signatures[0].byteRange;
    const places = [5, Math.floor(signed.length / 3), Math.floor(signed.length / 2), range[1] - 200, range[1] + 60, range[2] + 40, signed.length - 30];
    for (const place of places) {
        const bytes = Buffer.from(signed);
        bytes[place] ^= 1;
        write('changed.pdf', bytes);
        rejected('changed.pdf');
    }
    write('appended.pdf', Buffer.concat([signed, Buffer.from('% more\n')]));
    rejected('appended.pdf', 'invalid');
    for (const length of [signed.length - 1000, range[2] - 5, range[1] + 5]) {
        write('cut.pdf', signed.subarray(0, length));
        rejected('cut.pdf');
    }
    // A later save that a reader would show and nobody signed.
    write('rewritten.pdf', '');
    tool('qpdf', '--static-id', at('1.pdf'), at('rewritten.pdf'));
    rejected('rewritten.pdf', 'invalid');
});

test('signatures that change places, and a signature taken from another file: invalid', () => {
    const { signatures } = verify(folder, '2.pdf').report;
    const bytes = read('2.pdf');
    const hole = (buffer, index) => buffer.subarray(signatures[index].byteRange[1], signatures[index].byteRange[2]);
    const swapped = Buffer.from(bytes);
    const first = Buffer.from(hole(bytes, 0));
    const second = Buffer.from(hole(bytes, 1));
    assert.equal(first.length, second.length);
    second.copy(swapped, signatures[0].byteRange[1]);
    first.copy(swapped, signatures[1].byteRange[1]);
    write('swapped.pdf', swapped);
    const report = rejected('swapped.pdf', 'invalid');
    assert.deepEqual(report.signatures.map((signature) => signature.verdict), ['invalid', 'invalid']);
    assert.match(konkordat(folder, 'verify', 'swapped.pdf', '--lang', 'en').out, /^INVALID[\s\S]*Fault: the content is no longer what was signed/);
    const zeros = Buffer.from(bytes);
    zeros.fill('0', signatures[1].byteRange[1] + 1, signatures[1].byteRange[2] - 1);
    write('zeros.pdf', zeros);
    rejected('zeros.pdf', 'invalid');
});

test('other data than the pages show: status 1, and said', () => {
    with_other_data('exported.pdf', 'other-data.pdf');
    const made = sign(folder, 'other-data.pdf', 'anna.p12', 'other-signed.pdf');
    assert.equal(made.status, 0, made.err);
    const { status, report } = verify(folder, 'other-signed.pdf', '--trust', 'ca.pem');
    assert.equal(report.twin.result, 'different');
    assert.equal(report.verdict, 'valid'); // its signature is; the data is what is not signed for what it says
    assert.deepEqual([status, report.inOrder], [1, false]);
    assert.match(konkordat(folder, 'verify', 'other-signed.pdf', '--lang', 'en').out, /^CONTRADICTION: [^]*ATTENTION: the pages are NOT those of the agreement in the file/);
});

test('signatures by another program verify here: @signpdf with RSA', async () => {
    const { plainAddPlaceholder } = require('@signpdf/placeholder-plain');
    const { P12Signer } = require('@signpdf/signer-p12');
    const { default: signpdf } = require('@signpdf/signpdf');
    // node-forge reads the older encryption of PKCS#12 only.
    const old = ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'];
    write('password', 'geheim\n');
    issue(folder, 'beat', { key: 'rsa', common_name: 'Beat Fremd' });
    pack(folder, 'beat', old);
    issue(folder, 'old', { key: 'rsa', common_name: 'Otto Alt', from: '20200101000000Z', to: '20210101000000Z' });
    pack(folder, 'old', old);
    const sign_elsewhere = async (name, output) => {
        const pdf = plainAddPlaceholder({ pdfBuffer: read('foreign-input.pdf'), reason: 'Seen', contactInfo: 'x', name: 'Beat', location: 'Bern', signingTime: new Date() });
        write(output, await signpdf.sign(pdf, new P12Signer(read(`${name}.p12`), { passphrase: 'geheim' })));
    };
    // A PDF without a form: @signpdf knows only simple files.
    write('foreign-input.pdf', simple_pdf());
    await sign_elsewhere('beat', 'foreign.pdf');
    const { status, report } = verify(folder, 'foreign.pdf', '--trust', 'ca.pem');
    assert.deepEqual([status, report.verdict, report.twin.result], [0, 'valid', 'no-agreement'], JSON.stringify(report, null, 1));
    assert.deepEqual([report.signatures[0].signer.commonName, report.signatures[0].level], ['Beat Fremd', 'cms']);
    openssl_verifies(folder, 'foreign.pdf', report, 'ca.pem');
    assert.deepEqual(pdfsig(at('foreign.pdf')), ['Signature is Valid.']);
    await sign_elsewhere('old', 'expired.pdf');
    const expired = verify(folder, 'expired.pdf', '--trust', 'ca.pem');
    assert.deepEqual([expired.status, expired.report.verdict, expired.report.signatures[0].trust], [1, 'untrusted', 'expired']);

    const bytes = read('foreign.pdf');
    bytes[bytes.indexOf('Hello')] ^= 1;
    write('foreign-changed.pdf', bytes);
    rejected('foreign-changed.pdf', 'invalid');
});

/** prepared.pdf, signed by openssl with a hash that the program itself would not take. */
function sign_weakly(name, digest, output) {
    const made = konkordat(folder, 'sign', 'prepared.pdf', '--field', field, '--certificate', `${name}.pem`, '--defer', 'weak.json', '-o', 'hole.pdf');
    assert.equal(made.status, 0, made.err);
    const [, first, second, rest] = JSON.parse(read('weak.json')).byteRange;
    const bytes = read('hole.pdf');
    write('content', Buffer.concat([bytes.subarray(0, first), bytes.subarray(second, second + rest)]));
    tool('openssl', 'cms', '-sign', '-binary', '-cades', '-outform', 'DER', '-md', digest, '-signer', at(`${name}.pem`), '-inkey', at(`${name}.key`), '-in', at('content'), '-out', at('weak.cms'));
    bytes.write(read('weak.cms').toString('hex'), first + 1, 'latin1');
    write(output, bytes);
}

test('a signature with SHA-1 or MD5 is weak and says so in four languages, whoever is trusted', () => {
    signer(folder, 'rudolf', { key: 'rsa', common_name: 'Rudolf Alt' });
    for (const [digest, name] of [['sha1', 'SHA-1'], ['md5', 'MD5']]) {
        const file = `${digest}.pdf`;
        sign_weakly('rudolf', digest, file);
        const trusted = verify(folder, file, '--trust', 'ca.pem');
        assert.deepEqual([trusted.status, trusted.report.verdict, trusted.report.inOrder], [1, 'valid-but-weak', false], JSON.stringify(trusted.report, null, 1));
        const [signature] = trusted.report.signatures;
        assert.deepEqual([signature.intact, signature.weak, signature.trust], [true, true, 'trusted']);
        assert.match(signature.weakness, new RegExp(`^${name} is broken`));
        // Nobody said whom to trust: no better.
        const alone = verify(folder, file);
        assert.deepEqual([alone.status, alone.report.verdict, alone.report.signatures[0].weak], [1, 'integrity-only', true]);
        const expected = {
            de: [/^SCHWACH: /, /ACHTUNG, SCHWACH: ein Verfahren oder Schlüssel ist nicht mehr sicher/, `Schwäche: ${name} ist gebrochen: es lassen sich andere Dokumente mit demselben Prüfwert herstellen; das Zertifikat ist nur durch ein gebrochenes Verfahren an die Unterschrift gebunden (${name})`],
            fr: [/^FAIBLE : /, /ATTENTION, FAIBLE : /, `Faiblesse : ${name} est cassé : on peut fabriquer`],
            it: [/^DEBOLE: /, /ATTENZIONE, DEBOLE: /, `Debolezza: ${name} è compromesso: si possono creare`],
            en: [/^WEAK: /, /ATTENTION, WEAK: /, `Weakness: ${name} is broken: other documents`],
        };
        for (const [language, patterns] of Object.entries(expected)) {
            for (const words of [[], ['--trust', 'ca.pem']]) {
                const { status, out } = konkordat(folder, 'verify', file, '--lang', language, ...words);
                assert.equal(status, 1, out);
                for (const pattern of patterns) assert.ok(typeof pattern === 'string' ? out.includes(pattern) : pattern.test(out), `${pattern} is not in ${out}`);
                if (language !== 'en') assert.doesNotMatch(out, /is broken|weak hash|too short/);
            }
        }
    }
});

test('200 MB, and 10,000 saves: named at once, and nothing is written', () => {
    const bytes = simple_pdf();
    write('large.pdf', Buffer.concat([bytes, Buffer.alloc(200_000_000 - bytes.length, ' ')]));
    write('saves.pdf', saved_again(bytes, 10_000));
    const signing = signer(folder, 'limits');
    const password = ['--password-file', 'password'];
    for (const [file, message] of [['large.pdf', 'larger than 128 MiB'], ['saves.pdf', 'saved more than 1,000 times']]) {
        for (const words of [['verify', file], ['verify', file, '--json'], ['verify', file, '--revision', '1', '-o', 'none.pdf'], ['sign', file, '--list-fields'],
            ['sign', file, '--prepare', '-o', 'none.pdf'], ['sign', file, '--field', 'x', '--p12', signing, ...password, '-o', 'none.pdf'], ['progress', file, '1.pdf']]) {
            const start = Date.now();
            const { status, err } = konkordat(folder, ...words);
            assert.equal(status, 2, words.join(' '));
            assert.match(err, /^konkordat: [^\n]+\n$/);
            assert.ok(err.includes(file) && err.includes(message), err);
            assert.ok(Date.now() - start < 30_000, `${words.join(' ')} took ${Date.now() - start} ms`);
        }
        assert.ok(!fs.existsSync(at('none.pdf')));
    }
    // Of the files that come back, the one that cannot be read is refused, the others count.
    const { status, out } = konkordat(folder, 'progress', 'prepared.pdf', 'saves.pdf', '1.pdf', '--json');
    assert.equal(status, 1);
    assert.deepEqual(JSON.parse(out).files.map((entry) => entry.refusal), ['unreadable', null]);
    for (const file of ['large.pdf', 'saves.pdf']) fs.rmSync(at(file));
});

/** The file with so many saves more, each of which writes /Info anew. */
function saved_again(bytes, count) {
    const parts = [bytes];
    let size = bytes.length;
    let previous = Number(/startxref\n(\d+)/.exec(bytes.toString('latin1'))[1]);
    for (let i = 0; i < count; ++i) {
        const object = `6 0 obj\n<</Producer (${i})>>\nendobj\n`;
        const start = size + object.length;
        const save = Buffer.from(`${object}xref\n6 1\n${String(size).padStart(10, '0')} 00000 n \ntrailer\n<</Size 7 /Root 1 0 R /Info 6 0 R /Prev ${previous}>>\nstartxref\n${start}\n%%EOF\n`);
        previous = start;
        size += save.length;
        parts.push(save);
    }
    return Buffer.concat(parts);
}

/** One page, by hand. */
function simple_pdf() {
    const objects = ['<</Type /Catalog /Pages 2 0 R>>', '<</Type /Pages /Kids [3 0 R] /Count 1>>',
        '<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>',
        '<</Length 43>>\nstream\nBT /F1 24 Tf 100 700 Td (Hello world) Tj ET\nendstream', '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>', '<</Producer (test)>>'];
    let text = '%PDF-1.7\n';
    const offsets = objects.map((object, index) => {
        const offset = text.length;
        text += `${index + 1} 0 obj\n${object}\nendobj\n`;
        return offset;
    });
    const start = text.length;
    text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`;
    return Buffer.from(`${text}trailer\n<</Size ${objects.length + 1} /Root 1 0 R /Info 6 0 R>>\nstartxref\n${start}\n%%EOF\n`);
}

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { before, after, test } from 'node:test';
import { konkordat, program, tool } from './program.mjs';
import { agreement, attributes_verify, authority, conforms, field, fields, issue, openssl_verifies, pack, pdfsig, prepared, sign, signer, time_stamp_server, verify } from './signing.mjs';

let folder;
const at = (name) => path.join(folder, name);
const read = (name) => fs.readFileSync(at(name));
const openssl = (...words) => tool('openssl', ...words.map((word) => (fs.existsSync(at(word)) ? at(word) : word)));

before(() => {
    folder = fs.mkdtempSync(path.join(fs.realpathSync('/tmp'), 'konkordat-sign-'));
    authority(folder);
    signer(folder, 'anna', { common_name: 'Anna Muster' });
    prepared(folder);
});
after(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Status 2, one line with `parts`, no output file; `input` stays as it is. */
function refused(input, words, ...parts) {
    const bytes = fs.existsSync(at(input)) ? read(input) : null;
    const { status, err } = konkordat(folder, 'sign', input, ...words, '-o', 'none.pdf');
    assert.equal(status, 2, err);
    assert.match(err, /^konkordat: [^\n]+\n$/);
    for (const part of parts) assert.ok(err.includes(part), `${err} lacks ${part}`);
    assert.ok(!fs.existsSync(at('none.pdf')));
    if (bytes) assert.deepEqual(read(input), bytes);
}
const with_key = (p12, password = 'password') => ['--field', field, '--p12', p12, '--password-file', password];

test('fields are listed, before and after', () => {
    const { status, out } = konkordat(folder, 'sign', 'prepared.pdf', '--list-fields', '--lang', 'en');
    assert.equal(status, 0);
    assert.match(out, new RegExp(`^${field}\topen\tpage \\d+\t.+\n$`));
    assert.equal(sign(folder, 'prepared.pdf', 'anna.p12', 'listed.pdf').status, 0);
    assert.match(konkordat(folder, 'sign', 'listed.pdf', '--list-fields', '--lang', 'fr').out, new RegExp(`^${field}\tsigné\t`));
});

for (const kind of ['rsa', 'p256', 'p384', 'ed25519']) {
    test(`a signature with ${kind} is valid here and for other programs; the file stays PDF/A-3a and PDF/UA-1`, () => {
        signer(folder, kind, { key: kind, common_name: `Beat ${kind}` });
        const before_signing = read('prepared.pdf');
        const { status, out, err } = sign(folder, 'prepared.pdf', `${kind}.p12`, `${kind}.pdf`, '--reason', 'Zustimmung', '--function', 'Kommandantin',
            '--place', 'Musterstein', '--lang', 'en');
        assert.equal(status, 0, err);
        assert.match(out, new RegExp(`^Signs: Beat ${kind}, Kantonspolizei Musterstein$`, 'm'));
        assert.match(out, /^ {2}Issued by: Musterstein Root$/m);
        assert.match(out, /^ {2}Chain: Musterstein Root, Kanton Musterstein$/m);
        const bytes = read(`${kind}.pdf`);
        assert.deepEqual(read('prepared.pdf'), before_signing);
        assert.deepEqual(bytes.subarray(0, before_signing.length), before_signing);
        const { status: verdict, report } = verify(folder, `${kind}.pdf`, '--trust', 'ca.pem');
        assert.equal(report.verdict, 'valid', JSON.stringify(report, null, 1));
        assert.equal(verdict, 0);
        assert.equal(report.twin.result, 'same-bytes');
        const [signature] = report.signatures;
        assert.deepEqual([signature.field, signature.level, signature.reason, signature.place], [field, 'b-b', 'Zustimmung', 'Musterstein']);
        assert.equal(signature.signer.commonName, `Beat ${kind}`);
        // Neither NSS, with which pdfsig verifies, nor every openssl knows CMS with Ed25519.
        if (kind === 'ed25519') {
            attributes_verify(folder, `${kind}.pdf`, report, `${kind}.pem`, 'sha512');
        } else {
            openssl_verifies(folder, `${kind}.pdf`, report, 'ca.pem');
            assert.deepEqual(pdfsig(at(`${kind}.pdf`)), ['Signature is Valid.']);
        }
        conforms(at(`${kind}.pdf`));
        const shown = tool('pdftotext', at(`${kind}.pdf`), '-');
        assert.match(shown, new RegExp(`Beat ${kind}, Kommandantin`));
        assert.match(shown, /Musterstein, \d+ \w+ \d{4} · Zustimmung/);
    });
}

test('eight parties, one after the other: PDF/A-3a and PDF/UA-1 after 1, 2 and 8, every signature valid, progress complete', () => {
    const inner = fs.mkdtempSync(at('eight-'));
    for (const name of ['password', 'anna.p12', 'ca.pem']) fs.copyFileSync(at(name), path.join(inner, name));
    prepared(inner, 8);
    let input = 'prepared.pdf';
    fields(8).forEach((name, index) => {
        const count = index + 1;
        const { status, err } = konkordat(inner, 'sign', input, '--field', name, '--p12', 'anna.p12', '--password-file', 'password', '-o', `${count}.pdf`);
        assert.equal(status, 0, err);
        input = `${count}.pdf`;
        if (![1, 2, 8].includes(count)) return;
        conforms(path.join(inner, input));
        assert.deepEqual(pdfsig(path.join(inner, input)), Array(count).fill('Signature is Valid.'));
    });
    const { status, report } = verify(inner, '8.pdf', '--trust', 'ca.pem');
    assert.equal(status, 0);
    assert.deepEqual(report.signatures.map((signature) => signature.verdict), Array(8).fill('valid'));
    assert.deepEqual(report.signatures.map((signature) => signature.field), fields(8));
    assert.equal(report.twin.result, 'same-bytes');
    openssl_verifies(inner, '8.pdf', report, 'ca.pem', 0);
    openssl_verifies(inner, '8.pdf', report, 'ca.pem', 7);

    // The state that the first one signed.
    assert.equal(konkordat(inner, 'verify', '8.pdf', '--revision', '1', '-o', 'first.pdf').status, 0);
    assert.deepEqual(fs.readFileSync(path.join(inner, 'first.pdf')), fs.readFileSync(path.join(inner, '1.pdf')));
    for (const [number, part] of [['9', 'there are 8'], ['0', 'from 1'], ['x', 'from 1']]) {
        const result = konkordat(inner, 'verify', '8.pdf', '--revision', number, '-o', 'none.pdf');
        assert.equal(result.status, 2);
        assert.ok(result.err.includes(part), result.err);
    }

    const progress = (...words) => konkordat(inner, 'progress', 'prepared.pdf', ...words);
    const complete = progress('2.pdf', '8.pdf', '--lang', 'en', '--trust', 'ca.pem');
    assert.equal(complete.status, 0, complete.err);
    assert.match(complete.out, /^COMPLETE/);
    assert.match(complete.out, /Go on with: 8\.pdf/);
    const partly = progress('2.pdf', '--json');
    assert.equal(partly.status, 0);
    assert.deepEqual(JSON.parse(partly.out).signatories.map((signatory) => signatory.signed), [true, true, ...Array(6).fill(false)]);

    // Two sign the same state, not knowing of each other.
    konkordat(inner, 'sign', '1.pdf', '--field', fields(8)[4], '--p12', 'anna.p12', '--password-file', 'password', '-o', 'parallel.pdf');
    const parallel = progress('2.pdf', 'parallel.pdf', '--json');
    assert.equal(parallel.status, 1);
    assert.deepEqual(JSON.parse(parallel.out).parallel, [{ goOnWith: '2.pdf', other: 'parallel.pdf', onlyInFirst: [fields(8)[1]], signAgain: [fields(8)[4]] }]);
    assert.match(progress('2.pdf', 'parallel.pdf', '--lang', 'en').out, /cannot be merged\. In 2\.pdf these have to sign again: signature-office-5/);
    const foreign = progress(path.relative(inner, at('prepared.pdf')), '--json');
    assert.equal(foreign.status, 1);
    assert.equal(JSON.parse(foreign.out).files[0].refusal, 'not-a-descendant');
});

test('what cannot sign is named, and nothing is written', () => {
    fs.writeFileSync(at('wrong'), 'falsch\n');
    fs.writeFileSync(at('empty'), '\n');
    issue(folder, 'expired', { from: '20200101000000Z', to: '20210101000000Z' });
    pack(folder, 'expired');
    issue(folder, 'future', { from: '20440101000000Z', to: '20450101000000Z' });
    pack(folder, 'future');
    openssl('pkcs12', '-export', '-nocerts', '-inkey', at('anna.key'), '-passout', `file:${at('password')}`, '-out', at('key-only.p12'));
    openssl('pkcs12', '-export', '-nokeys', '-in', at('anna.pem'), '-passout', `file:${at('password')}`, '-out', at('no-key.p12'));
    tool('qpdf', '--encrypt', '', 'owner', '256', '--', at('prepared.pdf'), at('encrypted.pdf'));
    fs.writeFileSync(at('text.pdf'), 'no PDF at all');

    refused('prepared.pdf', with_key('anna.p12', 'wrong'), 'anna.p12', 'password');
    refused('prepared.pdf', with_key('anna.p12', 'empty'), 'empty', 'the password is empty');
    refused('prepared.pdf', with_key('anna.p12', 'nowhere'), 'nowhere');
    refused('prepared.pdf', with_key('nowhere.p12'), 'nowhere.p12');
    refused('prepared.pdf', with_key('password'), 'password');
    refused('prepared.pdf', with_key('key-only.p12'), 'key-only.p12', 'no certificate');
    refused('prepared.pdf', with_key('no-key.p12'), 'no-key.p12', 'no private key');
    refused('prepared.pdf', with_key('expired.p12'), 'expired.p12', 'has expired on 2021-01-01');
    refused('prepared.pdf', with_key('future.p12'), 'future.p12', 'not valid before 2044-01-01');
    refused('encrypted.pdf', with_key('anna.p12'), 'encrypted.pdf', 'encrypted');
    refused('text.pdf', with_key('anna.p12'), 'text.pdf');
    refused('nowhere.pdf', with_key('anna.p12'), 'nowhere.pdf');
    refused('prepared.pdf', ['--field', 'signature-nobody', ...with_key('anna.p12').slice(2)], 'prepared.pdf', 'signature-nobody');
    refused('prepared.pdf', with_key('anna.p12').slice(2), '--field is missing');
    refused('prepared.pdf', ['--field', field], '--p12 is missing');
    refused('prepared.pdf', [...with_key('anna.p12'), '--detached'], '--detached has no meaning');
    refused('prepared.pdf', [...with_key('anna.p12'), '--lang', 'rm'], '"rm"');
    refused('prepared.pdf', ['--prepare'], 'prepared already');
    // What was made elsewhere is not an export of an agreement.
    refused('encrypted.pdf', ['--prepare'], 'encrypted.pdf');
});

test('neither the original nor a key is ever written to', () => {
    const before_signing = read('prepared.pdf');
    fs.symlinkSync(at('prepared.pdf'), at('link.pdf'));
    for (const output of ['prepared.pdf', './prepared.pdf', 'link.pdf', 'anna.p12', 'password']) {
        const bytes = read(output);
        const { status, err } = sign(folder, 'prepared.pdf', 'anna.p12', output);
        assert.equal(status, 2);
        assert.match(err, /would overwrite/);
        assert.deepEqual(read(output), bytes);
    }
    assert.deepEqual(read('prepared.pdf'), before_signing);
});

test('a field is signed once, and nobody signs over a signature that is not valid', () => {
    assert.equal(sign(folder, 'prepared.pdf', 'anna.p12', 'once.pdf').status, 0);
    refused('once.pdf', with_key('anna.p12'), 'once.pdf', 'signed');
    const inner = fs.mkdtempSync(at('two-'));
    for (const name of ['password', 'anna.p12']) fs.copyFileSync(at(name), path.join(inner, name));
    prepared(inner, 2);
    sign(inner, 'prepared.pdf', 'anna.p12', '1.pdf');
    const bytes = fs.readFileSync(path.join(inner, '1.pdf'));
    bytes[bytes.indexOf('%PDF') + 5] ^= 1;
    fs.writeFileSync(path.join(inner, 'bad.pdf'), bytes);
    const { status, err } = konkordat(inner, 'sign', 'bad.pdf', '--field', fields(2)[1], '--p12', 'anna.p12', '--password-file', 'password', '-o', 'none.pdf');
    assert.equal(status, 2, err);
    assert.ok(!fs.existsSync(path.join(inner, 'none.pdf')));
});

test('deferred: a card signs the attributes, or a service sends a CMS', () => {
    const defer = (...words) => konkordat(folder, 'sign', 'prepared.pdf', '--field', field, '--certificate', 'anna.pem', '--defer', 'record.json', '-o', 'hole.pdf', ...words);
    const complete = (output, ...words) => konkordat(folder, 'sign', 'hole.pdf', '--complete', 'record.json', ...words, '-o', output);
    const made = defer('--reason', 'Zustimmung', '--lang', 'en');
    assert.equal(made.status, 0, made.err);
    const record = JSON.parse(read('record.json'));
    const attributes = Buffer.from(record.signedAttributes, 'base64');
    fs.writeFileSync(at('attributes'), attributes);
    const digest = openssl('dgst', '-sha256', '-r', at('attributes')).split(' ')[0];
    assert.ok(made.out.includes(`To be signed (SHA-256): ${digest}`), made.out);
    assert.equal(Buffer.from(record.digest, 'base64').toString('hex'), digest);
    assert.notEqual(verify(folder, 'hole.pdf').status, 0);

    openssl('dgst', '-sha256', '-sign', at('anna.key'), '-out', at('value'), at('attributes'));
    assert.equal(complete('card.pdf', '--signature-value', 'value').status, 0);
    let { status, report } = verify(folder, 'card.pdf', '--trust', 'ca.pem');
    assert.equal(status, 0);
    assert.deepEqual([report.verdict, report.signatures[0].level], ['valid', 'b-b']);
    openssl_verifies(folder, 'card.pdf', report, 'ca.pem');
    conforms(at('card.pdf'));

    const [, first, second, rest] = record.byteRange;
    const hole = read('hole.pdf');
    fs.writeFileSync(at('content'), Buffer.concat([hole.subarray(0, first), hole.subarray(second, second + rest)]));
    const cms = (name, output) => openssl('cms', '-sign', '-binary', '-cades', '-outform', 'DER', '-md', 'sha256', '-signer', at(`${name}.pem`), '-inkey', at(`${name}.key`), '-in', at('content'), '-out', at(output));
    cms('anna', 'anna.p7s');
    const service = complete('service.pdf', '--cms', 'anna.p7s');
    assert.equal(service.status, 0, service.err);
    ({ status, report } = verify(folder, 'service.pdf', '--trust', 'ca.pem'));
    assert.deepEqual([status, report.verdict], [0, 'valid']);
    assert.deepEqual(pdfsig(at('service.pdf')), ['Signature is Valid.']);

    // Another's certificate, another's file, an answer that is none.
    signer(folder, 'carla');
    cms('carla', 'carla.p7s');
    fs.writeFileSync(at('changed-value'), Buffer.concat([read('value').subarray(0, -1), Buffer.from([0])]));
    for (const words of [['--cms', 'carla.p7s'], ['--cms', 'value'], ['--signature-value', 'changed-value'], ['--signature-value', 'anna.p7s'],
        ['--cms', 'anna.p7s', '--signature-value', 'value'], []]) {
        const { status: refused_with, err } = complete('none.pdf', ...words);
        assert.equal(refused_with, 2, words.join(' '));
        assert.match(err, /^konkordat: [^\n]+\n$/);
        assert.ok(!fs.existsSync(at('none.pdf')));
    }
    assert.deepEqual(read('hole.pdf'), hole);
    const other = konkordat(folder, 'sign', 'prepared.pdf', '--complete', 'record.json', '--cms', 'anna.p7s', '-o', 'none.pdf');
    assert.match(other.err, /prepared\.pdf.*another file/);
    fs.writeFileSync(at('broken.json'), '{"format": 1}');
    assert.match(konkordat(folder, 'sign', 'hole.pdf', '--complete', 'broken.json', '--cms', 'anna.p7s', '-o', 'none.pdf').err, /broken\.json/);
});

test('a time stamp makes B-T; an authority that does not answer well is named and nothing is written', async (t) => {
    issue(folder, 'tsa', { key: 'rsa', common_name: 'Zeitstempel Musterstein', extensions: 'stamper' });
    const server = await time_stamp_server(folder);
    t.after(server.stop);
    const { status, out, err } = sign(folder, 'prepared.pdf', 'anna.p12', 'stamped.pdf', '--tsa', server.url, '--lang', 'en');
    assert.equal(status, 0, err);
    assert.match(out, /Time-stamped by http:/);
    const { status: verdict, report } = verify(folder, 'stamped.pdf', '--trust', 'ca.pem');
    assert.equal(verdict, 0);
    const [signature] = report.signatures;
    assert.deepEqual([signature.level, signature.timeStamp.intact, signature.timeStamp.trust], ['b-t', true, 'trusted']);
    assert.equal(signature.timeStamp.authority.commonName, 'Zeitstempel Musterstein');
    assert.match(konkordat(folder, 'verify', 'stamped.pdf', '--trust', 'ca.pem', '--lang', 'de').out, /Zeitstempel von Zeitstempel Musterstein/);
    conforms(at('stamped.pdf'));
    assert.deepEqual(pdfsig(at('stamped.pdf')), ['Signature is Valid.']);

    for (const behaviour of ['refuse', 'redirect', 'garbage', 'flood']) {
        const bad = await time_stamp_server(folder, behaviour);
        refused('prepared.pdf', [...with_key('anna.p12'), '--tsa', bad.url], bad.url);
        bad.stop();
    }
    // The answer to another's request.
    const old = await time_stamp_server(folder, 'old');
    assert.equal(sign(folder, 'prepared.pdf', 'anna.p12', 'first-stamp.pdf', '--tsa', old.url).status, 0);
    refused('prepared.pdf', [...with_key('anna.p12'), '--tsa', old.url], old.url);
    old.stop();
    refused('prepared.pdf', [...with_key('anna.p12'), '--tsa', server.url.replace(/:\d+/, ':1')], ':1/tsr');
    for (const url of ['file:///etc/passwd', 'ftp://127.0.0.1/', '-o/tmp/x', 'http://', 'http://127.0.0.1/a b'])
        refused('prepared.pdf', [...with_key('anna.p12'), '--tsa', url], 'http:// or https://');

    // Without curl.
    const { status: without, stderr } = spawnSync(program, ['sign', 'prepared.pdf', ...with_key('anna.p12'), '--tsa', server.url, '-o', 'none.pdf'],
        { cwd: folder, encoding: 'utf8', env: { PATH: folder } });
    assert.equal(without, 2);
    assert.match(stderr, /curl.*not installed/);
});

test('an agreement is signed as JSON by several, embedded and detached', () => {
    agreement(folder, 'spaced.json');
    fs.writeFileSync(at('spaced.json'), JSON.stringify(JSON.parse(read('spaced.json')), null, 2));
    konkordat(folder, 'export', 'spaced.json', '--json', 'canonical.json');
    for (const kind of ['rsa', 'p384', 'ed25519'])
        if (!fs.existsSync(at(`${kind}.p12`))) signer(folder, kind, { key: kind });
    const sign_json = (input, name, output, ...words) => {
        const result = konkordat(folder, 'sign', input, '--p12', `${name}.p12`, '--password-file', 'password', '-o', output, '--lang', 'en', ...words);
        assert.equal(result.status, 0, result.err);
        return result.out;
    };
    assert.doesNotMatch(sign_json('canonical.json', 'anna', 'a.jws.json'), /canonical form/);
    assert.match(sign_json('spaced.json', 'anna', 'b.jws.json'), /The canonical form \(RFC 8785\) is signed; spaced\.json is written otherwise/);
    const payload = (name) => Buffer.from(JSON.parse(read(name)).payload, 'base64url');
    assert.deepEqual(payload('a.jws.json'), read('canonical.json'));
    assert.deepEqual(payload('b.jws.json'), read('canonical.json'));

    let last = 'a.jws.json';
    for (const name of ['rsa', 'p384', 'ed25519']) sign_json(last, name, (last = `${name}.jws.json`));
    const { status, report } = verify(folder, last, '--trust', 'ca.pem');
    assert.equal(status, 0);
    assert.deepEqual(report.signatures.map((signature) => signature.verdict), Array(4).fill('valid'));
    assert.deepEqual([report.document, report.payload, report.trustAnchorsGiven], ['agreement', 'embedded', true]);
    assert.equal(verify(folder, last).report.verdict, 'integrity-only');

    sign_json('spaced.json', 'anna', 'd.jws.json', '--detached');
    sign_json('d.jws.json', 'rsa', 'd2.jws.json', '--document', 'canonical.json');
    assert.equal(JSON.parse(read('d2.jws.json')).payload, undefined);
    for (const document of ['canonical.json', 'spaced.json'])
        assert.equal(verify(folder, 'd2.jws.json', '--document', document, '--trust', 'ca.pem').status, 0);
    assert.equal(verify(folder, 'd2.jws.json').status, 2);
    const other = JSON.parse(read('canonical.json'));
    other.title.de += '!';
    fs.writeFileSync(at('other.json'), JSON.stringify(other));
    assert.deepEqual([verify(folder, 'd2.jws.json', '--document', 'other.json').status, verify(folder, 'd2.jws.json', '--document', 'other.json').report.verdict], [1, 'invalid']);

    const changed = JSON.parse(read(last));
    changed.payload = read('other.json').toString('base64url');
    fs.writeFileSync(at('changed.jws.json'), JSON.stringify(changed));
    const broken = verify(folder, 'changed.jws.json', '--trust', 'ca.pem');
    assert.deepEqual([broken.status, broken.report.verdict], [1, 'invalid']);
    assert.deepEqual(broken.report.signatures[0].faults, ['signature-mismatch']);
    refused('changed.jws.json', ['--p12', 'anna.p12', '--password-file', 'password'], 'changed.jws.json', 'not valid');
    refused('a.jws.json', ['--p12', 'anna.p12', '--password-file', 'password'], 'a.jws.json');
    assert.equal(verify(folder, 'canonical.json').report.verdict, 'unsigned');
    assert.equal(verify(folder, 'canonical.json').status, 1);
});

test('identities to try signing out say so wherever they are seen', () => {
    for (const key of ['rsa-3072', 'ecdsa-p256', 'ecdsa-p384', 'ed25519']) {
        const { status, out, err } = konkordat(folder, 'identity', '--name', 'Toni Test', '--organisation', 'Amt für Proben', '--key', key, '--password-file', 'password',
            '--certificate', 'trial.pem', '-o', 'trial.p12', '--lang', 'en');
        assert.equal(status, 0, err);
        assert.match(out, /FOR TRIAL ONLY/);
        assert.equal(fs.statSync(at('trial.p12')).mode & 0o077, 0);
        openssl('pkcs12', '-in', at('trial.p12'), '-passin', `file:${at('password')}`, '-noout');
        openssl('x509', '-in', at('trial.pem'), '-noout', '-text');
    }
    assert.match(sign(folder, 'prepared.pdf', 'trial.p12', 'trial.pdf', '--lang', 'de').out, /NUR ZUM AUSPROBIEREN/);
    for (const words of [[], ['--trust', 'trial.pem']]) {
        const { status, out } = konkordat(folder, 'verify', 'trial.pdf', ...words, '--lang', 'en');
        assert.equal(status, 0);
        assert.match(out.split('\n')[1], /FOR TRIAL ONLY/);
        assert.equal(verify(folder, 'trial.pdf', ...words).report.signatures[0].signer.forTrial, true);
    }
    assert.equal(konkordat(folder, 'identity', '--name', 'x', '--organisation', 'y', '--key', 'dsa', '--password-file', 'password', '-o', 'x.p12').status, 2);
});

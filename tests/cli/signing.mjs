// Keys, certificates and signed files for the tests of signing and verifying. openssl makes what others have; the program's own
// identities are for trial only.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash, verify as verify_signature, X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import forge from 'node-forge';
import { konkordat, program, root, tool } from './program.mjs';

export const checker = path.join(path.dirname(program), 'pdf_conformance');
export const field = 'signature-police';

const openssl = (folder, ...words) => {
    const result = spawnSync('openssl', words, { cwd: folder, encoding: 'utf8', timeout: 60_000 });
    assert.equal(result.status, 0, `openssl ${words.join(' ')}: ${result.stderr}`);
    return result;
};

const key_options = {
    rsa: ['genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
    p256: ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
    p384: ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
    ed25519: ['genpkey', '-algorithm', 'ED25519'],
};

/** An authority in `folder`: ca.pem, ca.key, and the configuration with which it issues. */
export function authority(folder, key = 'p256') {
    fs.writeFileSync(path.join(folder, 'password'), 'geheim für alle\n');
    fs.writeFileSync(path.join(folder, 'index.txt'), '');
    fs.writeFileSync(path.join(folder, 'ca.cnf'), `
[req]
distinguished_name = dn
[dn]
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[signer]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[stamper]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[ca]
default_ca = here
[here]
database = index.txt
new_certs_dir = .
rand_serial = yes
certificate = ca.pem
private_key = ca.key
default_md = sha256
policy = anything
unique_subject = no
copy_extensions = none
[anything]
organizationName = optional
commonName = supplied
[tsa]
default_tsa = stamps
[stamps]
serial = tsa.serial
signer_cert = tsa.pem
certs = ca.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
`);
    openssl(folder, ...key_options[key], '-out', 'ca.key');
    openssl(folder, 'req', '-x509', '-new', '-key', 'ca.key', '-subj', '/O=Kanton Musterstein/CN=Musterstein Root', '-days', '3650', '-config', 'ca.cnf',
        '-extensions', 'root', '-out', 'ca.pem');
}

/** name.key and name.pem, issued by the authority. Times as openssl ca has them (YYYYMMDDHHMMSSZ). */
export function issue(folder, name, { key = 'p256', common_name = name, extensions = 'signer', from = '20240101000000Z', to = '20450101000000Z' } = {}) {
    openssl(folder, ...key_options[key], '-out', `${name}.key`);
    openssl(folder, 'req', '-new', '-key', `${name}.key`, '-subj', `/O=Kantonspolizei Musterstein/CN=${common_name}`, '-utf8', '-config', 'ca.cnf', '-out', `${name}.csr`);
    openssl(folder, 'ca', '-batch', '-notext', '-config', 'ca.cnf', '-extensions', extensions, '-startdate', from, '-enddate', to, '-in', `${name}.csr`, '-out', `${name}.pem`);
}

/** name.p12 with the chain unless `options` say otherwise, under the password of the file "password". */
export function pack(folder, name, options = ['-certfile', 'ca.pem']) {
    openssl(folder, 'pkcs12', '-export', '-inkey', `${name}.key`, '-in', `${name}.pem`, '-passout', 'file:password', '-out', `${name}.p12`, ...options);
    return `${name}.p12`;
}

export function signer(folder, name, options) {
    issue(folder, name, options);
    return pack(folder, name);
}

/** Agreement with so many parties that sign. */
export function agreement(folder, file, parties = 1) {
    const value = JSON.parse(fs.readFileSync(path.join(root, 'tests/fixtures/agreements/small.json'), 'utf8'));
    const [organisation] = value.organisations;
    const membership = value.memberships.find((candidate) => candidate.organisation === 'police');
    value.clauses.splice(1, 0, { id: 'signatures', kind: 'clause', generated: 'signatures', state: 'own', heading: { de: 'Unterschriften', fr: 'Signatures' }, body: {} });
    for (const other of value.memberships) other.signs = other === membership;
    for (let number = 2; number <= parties; ++number) {
        const name = Object.fromEntries(value.languages.map((language) => [language, `Amt Nummer ${number}`]));
        value.organisations.push({ ...structuredClone(organisation), id: `office-${number}`, name });
        value.memberships.push({ ...structuredClone(membership), id: `office-${number}`, organisation: `office-${number}`, role: 'member' });
    }
    fs.writeFileSync(path.join(folder, file), JSON.stringify(value));
}

export const fields = (parties) => [field, ...Array.from({ length: parties - 1 }, (_, index) => `signature-office-${index + 2}`)];

const must = (result) => {
    assert.equal(result.status, 0, result.err + result.out);
    return result;
};

/** prepared.pdf in `folder`, for so many parties. */
export function prepared(folder, parties = 1) {
    agreement(folder, 'agreement.json', parties);
    must(konkordat(folder, 'export', 'agreement.json', '--pdf', 'exported.pdf'));
    must(konkordat(folder, 'sign', 'exported.pdf', '--prepare', '-o', 'prepared.pdf'));
}

export const sign = (folder, input, p12, output, ...more) =>
    konkordat(folder, 'sign', input, '--field', field, '--p12', p12, '--password-file', 'password', '-o', output, ...more);

export const verify = (folder, ...words) => {
    const { status, out, err } = konkordat(folder, 'verify', ...words, '--json');
    return { status, err, report: status === 2 ? null : JSON.parse(out) };
};

function cms_and_content(folder, file, report, index) {
    const bytes = fs.readFileSync(path.join(folder, file));
    const [, first, second, rest] = report.signatures[index].byteRange;
    const cms = Buffer.from(bytes.subarray(first + 1, second - 1).toString('latin1'), 'hex');
    return { cms, content: Buffer.concat([bytes.subarray(0, first), bytes.subarray(second, second + rest)]) };
}

/** openssl verifies the CMS and the content of a signature. */
export function openssl_verifies(folder, file, report, ca, index = 0) {
    const { cms, content } = cms_and_content(folder, file, report, index);
    fs.writeFileSync(path.join(folder, 'cms.der'), cms);
    fs.writeFileSync(path.join(folder, 'signed-content'), content);
    const result = spawnSync('openssl', ['cms', '-verify', '-binary', '-inform', 'DER', '-in', 'cms.der', '-content', 'signed-content', '-CAfile', ca,
        '-purpose', 'any', '-out', 'verified'], { cwd: folder, encoding: 'utf8' });
    assert.equal(result.status, 0, result.stderr);
}

/** The same for Ed25519, which not every `openssl cms` knows: digest and signature of the signed attributes (RFC 8419), by hand. */
export function attributes_verify(folder, file, report, certificate, digest) {
    const { asn1 } = forge;
    const { cms, content } = cms_and_content(folder, file, report, 0);
    const signed_data = asn1.fromDer(cms.toString('latin1'), { parseAllBytes: false }).value[1].value[0];
    const [, , , attributes, , signature] = signed_data.value.at(-1).value[0].value;
    const set = asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SET, true, attributes.value);
    const message_digest = attributes.value.find((attribute) => asn1.derToOid(attribute.value[0].value) === forge.pki.oids.messageDigest);
    assert.deepEqual(Buffer.from(message_digest.value[1].value[0].value, 'latin1'), createHash(digest).update(content).digest());
    const key = new X509Certificate(fs.readFileSync(path.join(folder, certificate))).publicKey;
    assert.ok(verify_signature(null, Buffer.from(asn1.toDer(set).getBytes(), 'latin1'), key, Buffer.from(signature.value, 'latin1')));
}

/** What pdfsig says of each signature. */
export function pdfsig(file) {
    const result = spawnSync('pdfsig', ['-nocert', file], { encoding: 'utf8' });
    return result.stdout.split('\n').filter((line) => /Signature Validation:/.test(line)).map((line) => line.replace(/.*: /, ''));
}

export function conforms(file) {
    assert.equal(tool(checker, file), '');
    tool('qpdf', '--check', file);
}

/** A time-stamp authority on loopback, in a process of its own since the tests wait for the program: {url, stop}. */
export function time_stamp_server(folder, behaviour = 'stamp') {
    const child = spawn(process.execPath, [path.join(root, 'tests/cli/time_stamp_server.mjs'), folder, behaviour], { stdio: ['ignore', 'pipe', 'inherit'] });
    return new Promise((resolve, reject) => {
        child.once('error', reject);
        child.stdout.once('data', (data) => resolve({ url: `http://127.0.0.1:${Number(data)}/tsr`, stop: () => child.kill() }));
    });
}

// The packets of tests/golden/review, which the tests of core/review compare with what the program writes, against their schema.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { root } from './program.mjs';

const require = createRequire(path.join(root, 'package.json'));
const Ajv = require('ajv/dist/2020').default;
const formats = require('ajv-formats').default;

const schema = (name) => JSON.parse(fs.readFileSync(path.join(root, 'assets/schema', `${name}-1.schema.json`), 'utf8'));
const bytes = (name) => fs.readFileSync(path.join(root, 'tests/golden/review', `${name}.json`), 'utf8');

function validator(name) {
    const ajv = new Ajv({ strict: true, allErrors: true, strictRequired: false, strictTypes: false, allowUnionTypes: true });
    formats(ajv);
    ajv.addSchema(schema('agreement')).addSchema(schema('remarks'));
    return ajv.compile(schema(name));
}

/** Canonical form of RFC 8785, as far as packets need it, written independently of the program. */
function canonical(value) {
    if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
    if (value === null || typeof value !== 'object') return JSON.stringify(value);
    return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}
const sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex');

for (const name of ['review-packet', 'reply-packet']) {
    test(`a ${name} is what its schema says, in canonical form, with the digest of the rest`, () => {
        const valid = validator(name);
        const packet = JSON.parse(bytes(name));
        assert.ok(valid(packet), JSON.stringify(valid.errors, null, 1));
        assert.equal(bytes(name), canonical(packet));
        const { digest, ...rest } = packet;
        assert.equal(digest, sha256(canonical(rest)));
    });

    test(`the schema of a ${name} has no place for what is internal, and refuses what the program refuses`, () => {
        const valid = validator(name);
        const changes = [
            (packet) => { packet.internal = true; },
            (packet) => { packet.annotations[0].visibility = 'internal'; },
            (packet) => { packet.annotations[0].kind = 'shout'; },
            (packet) => { packet.annotations[0].version = 'x'; },
            (packet) => { packet.annotations.find(({ kind }) => kind === 'comment').replacement = 'x'; },
            (packet) => { delete packet.annotations.find(({ kind }) => kind === 'suggestion').replacement; },
            (packet) => { packet.annotations.find(({ target }) => target).target.selector.pop(); },
            (packet) => { packet.$schema = `urn:konkordat:schema:${name}:2`; },
            (packet) => { packet.id = 'A B'; },
            (packet) => { packet.time = 'now'; },
            (packet) => { delete packet.digest; },
        ];
        for (const change of changes) {
            const packet = JSON.parse(bytes(name));
            change(packet);
            assert.ok(!valid(packet), change.toString());
        }
    });
}

test('versions are bound to the canonical bytes of their agreements, decisions to a version', () => {
    const packet = JSON.parse(bytes('review-packet'));
    assert.equal(packet.version.hash, sha256(canonical(packet.agreement)));
    assert.equal(packet.compared.version.hash, sha256(canonical(packet.compared.agreement)));
    const reply = JSON.parse(bytes('reply-packet'));
    assert.equal(reply.version, packet.version.hash);
    assert.equal(reply.decision.version, packet.version.hash);
    assert.equal(reply.inReplyTo, packet.id);
});

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sm2 } from 'sm-crypto-v2';
import { describe, expect, it } from 'vitest';
import { checkSignature, type SignedFields } from '../../../components/provenance/tc260-signature';

const LABEL: SignedFields = {
  label: '1',
  contentProducer: '001191110000000000000010000',
  produceId: 'work-1',
  reservedCode1: null,
  contentPropagator: null,
  propagateId: null,
  reservedCode2: null,
};
const KEYS = sm2.generateKeyPairHex();
const utf8 = (text: string) => new TextEncoder().encode(text);
const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64');
const signed = (message: string, der = false) =>
  sm2.doSignature(utf8(message), KEYS.privateKey, { hash: true, der, userId: '1234567812345678' });

describe('TC260 signature: what is there', () => {
  it('says absent for empty fields and for content numbers', async () => {
    expect(await checkSignature(LABEL)).toBe('absent');
    expect(await checkSignature({ ...LABEL, reservedCode1: '', reservedCode2: ' ' })).toBe('absent');
    expect(await checkSignature({ ...LABEL, reservedCode1: '51cfd2a9-5126-476b-84bf-1ba2dc5a979b' })).toBe(
      'absent',
    );
    expect(await checkSignature({ ...LABEL, reservedCode1: '{"version":"1"}' })).toBe('absent');
  });

  it('says present, not checkable, for a signature without a key and for an opaque block', async () => {
    expect(await checkSignature({ ...LABEL, reservedCode1: signed('x', true) })).toBe(
      'present-not-checkable',
    );
    const opaque = Buffer.alloc(140, 7).toString('base64');
    expect(await checkSignature({ ...LABEL, reservedCode2: opaque })).toBe('present-not-checkable');
    const keyless = JSON.stringify({ signature: signed('x') });
    expect(await checkSignature({ ...LABEL, reservedCode1: keyless })).toBe('present-not-checkable');
  });
});

describe('TC260 signature: what can be checked', () => {
  it('verifies a signature over the label beside its key, in several spellings', async () => {
    const message = `${LABEL.label}${LABEL.contentProducer}${LABEL.produceId}`;
    const spellings = [
      `${signed(message, true)}|${KEYS.publicKey}`,
      `${base64(signed(message, true))},${base64(KEYS.publicKey)}`,
      JSON.stringify({ alg: 'SM3withSM2', sign: base64(signed(message)), pubKey: KEYS.publicKey }),
    ];
    for (const reservedCode1 of spellings)
      expect(await checkSignature({ ...LABEL, reservedCode1 })).toBe('valid');
  });

  it('does not call a label invalid when only the way of joining is unknown', async () => {
    const reservedCode1 = `${signed('joined in a way nobody documented', true)}|${KEYS.publicKey}`;
    expect(await checkSignature({ ...LABEL, reservedCode1 })).toBe('present-not-checkable');
  });

  it('calls a field invalid only when it names algorithm, message and key itself', async () => {
    const whole = { algorithm: 'SM3withSM2', signature: signed('this'), publicKey: KEYS.publicKey };
    const state = (message: string) =>
      checkSignature({ ...LABEL, reservedCode1: JSON.stringify({ ...whole, signedData: message }) });
    expect(await state('this')).toBe('valid');
    expect(await state('that')).toBe('invalid');
    const unnamed = JSON.stringify({
      signature: signed('this'),
      publicKey: KEYS.publicKey,
      signedData: 'that',
    });
    expect(await checkSignature({ ...LABEL, reservedCode1: unnamed })).toBe('present-not-checkable');
  });

  it('does not let one valid side speak for the other', async () => {
    const message = `${LABEL.label}${LABEL.contentProducer}${LABEL.produceId}`;
    const reservedCode1 = `${signed(message, true)}|${KEYS.publicKey}`;
    expect(await checkSignature({ ...LABEL, reservedCode1, reservedCode2: signed('x', true) })).toBe(
      'present-not-checkable',
    );
  });

  it('does not use a key that is not on the curve', async () => {
    const reservedCode1 = `${signed('x', true)}|04${'11'.repeat(64)}`;
    expect(await checkSignature({ ...LABEL, reservedCode1 })).toBe('present-not-checkable');
  });
});

describe.skipIf(!hasOpensslSm2())('TC260 signature: made by OpenSSL', () => {
  it('verifies, and fails on another message', async () => {
    const { signature, spki } = signWithOpenssl('from another program');
    const code = { alg: 'SM3withSM2', sign: signature, cert: spki };
    const state = (data: string) =>
      checkSignature({ ...LABEL, reservedCode1: JSON.stringify({ ...code, data }) });
    expect(await state('from another program')).toBe('valid');
    expect(await state('from no program')).toBe('invalid');
  });
});

describe('TC260 signature: anything', () => {
  it('never rejects', async () => {
    const code = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc.base64String({ maxLength: 400 }),
      fc.json(),
      fc
        .record({ sign: fc.base64String(), pubKey: fc.base64String(), data: fc.string() })
        .map((o) => JSON.stringify(o)),
      fc
        .uint8Array({ minLength: 1, maxLength: 80 })
        .map((b) => `${Buffer.from(b).toString('hex')}|${KEYS.publicKey}`),
    );
    await fc.assert(
      fc.asyncProperty(code, code, async (reservedCode1, reservedCode2) => {
        const state = await checkSignature({ ...LABEL, reservedCode1, reservedCode2 });
        expect(['absent', 'present-not-checkable', 'valid', 'invalid']).toContain(state);
      }),
      { numRuns: Number(process.env['MINGBIAO_FUZZ_RUNS'] ?? 60) },
    );
  });
});

function hasOpensslSm2(): boolean {
  try {
    return execFileSync('openssl', ['ecparam', '-list_curves'], { encoding: 'utf8' }).includes('SM2');
  } catch {
    // No openssl here: the group is skipped by name.
    return false;
  }
}

function signWithOpenssl(message: string): { signature: string; spki: string } {
  const folder = mkdtempSync(join(tmpdir(), 'sm2-'));
  const file = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  try {
    openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2', '-out', file('key.pem'));
    openssl('pkey', '-in', file('key.pem'), '-pubout', '-outform', 'DER', '-out', file('spki.der'));
    writeFileSync(file('message'), message);
    openssl(
      ...['pkeyutl', '-sign', '-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678'],
      ...['-inkey', file('key.pem'), '-in', file('message'), '-out', file('signature')],
    );
    return {
      signature: readFileSync(file('signature')).toString('base64'),
      spki: readFileSync(file('spki.der')).toString('base64'),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { backUpKey, restoreKey } from '../../../components/evidence/key-backup';
import {
  checkSignature,
  fingerprintOf,
  newSigningKey,
  publicKeyPem,
  signManifest,
  type SignedData,
  type SigningKey,
} from '../../../components/evidence/signature';

const STATED = {
  hash: `sha256:${'0123456789abcdef'.repeat(4)}`,
  created: '2026-11-21T08:00:00.000Z',
  software: 'Mingbiao 0.2.0',
};
let key: SigningKey;
let signed: SignedData;
beforeAll(async () => {
  key = await newSigningKey();
  signed = await signManifest(STATED, key);
});

describe('a signature', () => {
  it('is this key’s over exactly this digest', async () => {
    expect(await checkSignature(signed)).toEqual({
      ok: true,
      fingerprint: await fingerprintOf(key.publicKey),
    });
    const another = { ...signed, hash: `sha256:${'f'.repeat(64)}` };
    expect(await checkSignature(another)).toMatchObject({ ok: false, reason: 'signature-mismatch' });
    const otherKey = await signManifest(STATED, await newSigningKey());
    expect(await checkSignature({ ...signed, publicKey: otherKey.publicKey })).toMatchObject({
      ok: false,
      reason: 'signature-mismatch',
    });
  });

  it('has the members of an anonymous signature and no others, and one name of 128 bits for its key', () => {
    expect(Object.keys(signed).sort()).toEqual([
      'created',
      'hash',
      'publicKey',
      'signature',
      'software',
      'version',
    ]);
    expect(key.publicKey.length).toBe(120);
  });

  it('is what the field’s replay tool checks: P-384, SHA-256 over the text of the hash', async () => {
    const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'base64'));
    const imported = await crypto.subtle.importKey(
      'spki',
      bytes(signed.publicKey),
      { name: 'ECDSA', namedCurve: 'P-384' },
      true,
      ['verify'],
    );
    expect(
      await crypto.subtle.verify(
        { name: 'ECDSA', hash: 'SHA-256' },
        imported,
        bytes(signed.signature),
        new TextEncoder().encode(signed.hash),
      ),
    ).toBe(true);
  });

  it('comes in one form only: neither the other s nor any changed bit of key or signature is read', async () => {
    const order = BigInt(
      '0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973',
    );
    const bytes = Buffer.from(signed.signature, 'base64');
    const s = BigInt(`0x${bytes.subarray(48).toString('hex')}`);
    const mirrored = Buffer.concat([
      bytes.subarray(0, 48),
      Buffer.from((order - s).toString(16).padStart(96, '0'), 'hex'),
    ]).toString('base64');
    expect((await checkSignature({ ...signed, signature: mirrored })).ok).toBe(false);
    for (const member of ['signature', 'publicKey'] as const) {
      const whole = Buffer.from(signed[member], 'base64');
      for (let at = 0; at < whole.length; at += 1) {
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
        const state = await checkSignature({ ...signed, [member]: changed.toString('base64') });
        expect(state.ok, `${member} byte ${String(at)}`).toBe(false);
      }
    }
  });

  it('has a public key that openssl reads', () => {
    const folder = mkdtempSync(join(tmpdir(), 'key-'));
    try {
      writeFileSync(join(folder, 'key.pem'), publicKeyPem(key.publicKey));
      const told = execFileSync('openssl', ['pkey', '-pubin', '-in', 'key.pem', '-noout', '-text'], {
        cwd: folder,
      });
      expect(told.toString()).toContain('secp384r1');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('a backup of the key', () => {
  const WORDS = '纸鸢 lamp 七月 oxygen';

  it('gives the same key back under its passphrase, however its accents are spelled', async () => {
    const text = await backUpKey(key, 'café café café', 600_000);
    const restored = await restoreKey(text, 'cafe\u0301 cafe\u0301 cafe\u0301');
    expect(await fingerprintOf(restored.publicKey)).toBe(await fingerprintOf(key.publicKey));
    const again = await signManifest(STATED, restored);
    expect((await checkSignature(again)).ok).toBe(true);
    expect(again.publicKey).toBe(signed.publicKey);
  });

  it('holds no private key in the clear and states how it is locked', async () => {
    const text = await backUpKey(key, WORDS);
    const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', key.privateKey));
    expect(text).not.toContain(pkcs8.subarray(40, 70).toString('base64').slice(4, 30));
    expect(JSON.parse(text)).toMatchObject({
      format: 'mingbiao-key/1',
      kdf: { name: 'PBKDF2', hash: 'SHA-256', iterations: 1_000_000 },
      cipher: { name: 'AES-GCM' },
    });
  });

  it('says what is wrong: passphrase, changed file, foreign file, short passphrase', async () => {
    await expect(backUpKey(key, 'short')).rejects.toMatchObject({ code: 'passphrase-too-short' });
    const text = await backUpKey(key, WORDS, 600_000);
    await expect(restoreKey(text, `${WORDS}.`)).rejects.toMatchObject({ code: 'wrong-passphrase' });
    const other = await newSigningKey();
    const exchanged = JSON.stringify({
      ...(JSON.parse(text) as object),
      publicKey: Buffer.from(other.publicKey).toString('base64'),
    });
    await expect(restoreKey(exchanged, WORDS)).rejects.toMatchObject({ code: 'wrong-passphrase' });
    const weaker = text.replace('"iterations":600000', '"iterations":1000');
    for (const foreign of ['', '{}', 'null', weaker, text.repeat(10), text.replace('AES-GCM', 'none')])
      await expect(restoreKey(foreign, WORDS)).rejects.toMatchObject({ code: 'backup-unreadable' });
  });

  it('is refused when its two keys do not belong together, though it unlocks', async () => {
    const other = await newSigningKey();
    const text = await backUpKey({ privateKey: key.privateKey, publicKey: other.publicKey }, WORDS, 600_000);
    await expect(restoreKey(text, WORDS)).rejects.toMatchObject({ code: 'backup-contradicts-itself' });
  });
});

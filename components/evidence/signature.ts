/**
 * The signature of a case file: an anonymous signature as WACZ Signing and Verification 0.1.0 has it, made
 * with the key of one installation. It says "the holder of this key wrote exactly this", never who that is.
 *
 * ECDSA on P-384 with SHA-256 over the text of `hash` (`sha256:` and 64 hex digits), r and s as 48 bytes each:
 * the specification leaves curve and spelling open, and this is the one that the field's replay tools check
 * (wabac.js, which ReplayWeb.page and ArchiveWeb.page share, imports no other curve). Everything else that
 * `signedData` says must repeat what the signed manifest says, so that no byte of it stands outside the
 * signature; and of the two forms that ECDSA allows for one signature (s and n − s) only the lower is read.
 */
import { fromBase64, toBase64 } from '../model/base64';
import { z } from '../model/zod';
import { hexOf, sha256 } from './digest';

/** Version of the signing specification, not of this software. */
export const SIGNING_VERSION = '0.1.0';
const CURVE = { name: 'ECDSA', namedCurve: 'P-384' } as const;
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;
/** Order of P-384 (FIPS 186-5 / SP 800-186 §3.2.1.4). */
const ORDER = BigInt(
  '0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973',
);
const HALF_BYTES = 48;

export const signedDataSchema = z.strictObject({
  hash: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  created: z.iso.datetime(),
  software: z.string().max(100),
  version: z.literal(SIGNING_VERSION),
  /** r and s, 96 bytes, base64. */
  signature: z.string().regex(/^[A-Za-z0-9+/]{128}$/),
  /** SubjectPublicKeyInfo (RFC 5480), 120 bytes, base64. */
  publicKey: z.string().regex(/^[A-Za-z0-9+/]{160}$/),
});
export type SignedData = z.infer<typeof signedDataSchema>;

/** What a signer needs: the private key, and the public one as SubjectPublicKeyInfo. */
export interface SigningKey {
  privateKey: CryptoKey;
  publicKey: Uint8Array;
}

/** A new key. It can be exported: `key-backup.ts` says why. */
export async function newSigningKey(): Promise<SigningKey> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);
  return {
    privateKey: pair.privateKey,
    publicKey: new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)),
  };
}

/** Signs the digest of a manifest. `created` and `software` must be what the manifest says. */
export async function signManifest(
  stated: Pick<SignedData, 'hash' | 'created' | 'software'>,
  key: SigningKey,
): Promise<SignedData> {
  const made = await crypto.subtle.sign(SIGNING, key.privateKey, new TextEncoder().encode(stated.hash));
  return {
    ...stated,
    version: SIGNING_VERSION,
    signature: toBase64(withLowS(new Uint8Array(made))),
    publicKey: toBase64(key.publicKey),
  };
}

export type SignatureState =
  | { ok: true; fingerprint: string }
  | { ok: false; reason: 'key-unreadable' | 'signature-mismatch'; fingerprint: string | null };

/** Whether the signature is this key's over `hash`. Never rejects for what the file says. */
export async function checkSignature({ hash, signature, publicKey }: SignedData): Promise<SignatureState> {
  const spki = fromBase64(publicKey);
  const key = await publicKeyFrom(spki);
  if (!key) return { ok: false, reason: 'key-unreadable', fingerprint: null };
  const fingerprint = await fingerprintOf(spki);
  const halves = fromBase64(signature);
  const isRight =
    toBase64(withLowS(halves)) === signature &&
    (await crypto.subtle.verify(SIGNING, key, halves, new TextEncoder().encode(hash)));
  return isRight ? { ok: true, fingerprint } : { ok: false, reason: 'signature-mismatch', fingerprint };
}

/** The public key out of its bytes; null when they are not exactly one key on P-384. */
export async function publicKeyFrom(spki: Uint8Array<ArrayBuffer>): Promise<CryptoKey | null> {
  try {
    const key = await crypto.subtle.importKey('spki', spki, CURVE, true, ['verify']);
    const again = new Uint8Array(await crypto.subtle.exportKey('spki', key));
    return toBase64(again) === toBase64(spki) ? key : null;
  } catch (error) {
    // Web Crypto names every malformed key by an exception; which one does not matter here.
    if (error instanceof Error) return null;
    throw error;
  }
}

/**
 * Short name of a key: the first 128 bits of the SHA-256 of its SubjectPublicKeyInfo, in groups of four hex
 * digits. Long enough that nobody makes a second key with the same name, short enough to read out.
 */
export async function fingerprintOf(spki: Uint8Array): Promise<string> {
  const digits = hexOf(await sha256(spki)).slice(0, 32);
  return (digits.match(/.{4}/g) ?? []).join(' ');
}

/** The public key as PEM (RFC 7468), to hand out and for openssl. */
export function publicKeyPem(spki: Uint8Array): string {
  const lines = toBase64(spki).match(/.{1,64}/g) ?? [];
  return `-----BEGIN PUBLIC KEY-----\n${lines.join('\n')}\n-----END PUBLIC KEY-----\n`;
}

function withLowS(signature: Uint8Array): Uint8Array {
  const s = BigInt(`0x${hexOf(signature.subarray(HALF_BYTES)) || '0'}`);
  if (s <= ORDER / 2n || s >= ORDER) return signature;
  const low = (ORDER - s).toString(16).padStart(2 * HALF_BYTES, '0');
  const out = signature.slice();
  for (let at = 0; at < HALF_BYTES; at += 1)
    out[HALF_BYTES + at] = Number.parseInt(low.slice(2 * at, 2 * at + 2), 16);
  return out;
}

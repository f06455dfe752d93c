/**
 * A manifest that stands apart from its file, for a file that names no address of its own: the full reader takes
 * such a pair for no pair. It verifies the manifest by itself (signature, credential, every assertion), and the
 * one thing it cannot see then, the file, is compared here with the hash that the signed claim states.
 */
import { LIMITS } from '../../model/limits';
import type { C2pa } from '../../model/observation';
import { dataHashOf } from './claims';

/** By which `verify` (worker-host.ts) knows that no file stands beside the manifest. */
export const MANIFEST_MIME = 'application/c2pa';
const MISMATCH = 'assertion.dataHash.mismatch';
const ALGORITHMS: Readonly<Record<string, string>> = {
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
};

/**
 * The record of a manifest apart, checked against the whole file; null where it binds itself to a file in a way
 * that is not compared here (boxes, parts left out, several hashes), so that nobody takes it for checked. C2PA 2.x
 * §9.2.1 (`c2pa.hash.data`), §15.12.
 */
export async function verifyApart(
  file: Uint8Array,
  manifest: Uint8Array,
  verify: (input: { container: string; mime: string; bytes: Uint8Array }) => Promise<C2pa>,
): Promise<C2pa | null> {
  const bound = dataHashOf(manifest);
  const algorithm = bound ? ALGORITHMS[bound.algorithm] : undefined;
  if (!bound || algorithm === undefined || file.length > LIMITS.mediaBytes) return null;
  const checked = await verify({ container: 'c2pa', mime: MANIFEST_MIME, bytes: manifest });
  if (!JUDGED.has(checked.state)) return null;
  const digest = new Uint8Array(await crypto.subtle.digest(algorithm, new Uint8Array(file)));
  const isSame = digest.length === bound.hash.length && digest.every((byte, at) => byte === bound.hash[at]);
  if (isSame || checked.state === 'invalid') return checked;
  return { ...checked, state: 'invalid', statusCodes: [...checked.statusCodes.slice(0, 63), MISMATCH] };
}

/** Answers that speak of the manifest, and not of why it could not be read. */
const JUDGED: ReadonlySet<C2pa['state']> = new Set([
  'valid-trusted',
  'valid-untrusted',
  'invalid',
  'revoked-credential',
  'expired-credential',
]);

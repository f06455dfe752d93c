/**
 * A manifest that stands apart from its file, for a file that names no address of its own: the full reader takes
 * such a pair for no pair. It verifies the manifest by itself (signature, credential, every assertion), and the
 * one thing it cannot see then, the file, is compared here with the hash that the signed claim states.
 */
import { LIMITS } from '../../model/limits';
import type { C2pa } from '../../model/observation';
import { type DataHash, dataHashOf } from './claims';

/** By which `verify` (worker-host.ts) knows that no file stands beside the manifest. */
export const MANIFEST_MIME = 'application/c2pa';
const MISMATCH = 'assertion.dataHash.mismatch';
const ALGORITHMS: Readonly<Record<string, string>> = {
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
};

/** Said beside a verdict that rests on a file of which parts were left out of the hash. C2PA 2.x §15.12.1. */
const WITH_EXCLUSIONS = 'assertion.dataHash.additionalExclusionsPresent';

/**
 * The record of a manifest apart, checked against the whole file; null where it binds itself to a file in a way
 * that is not compared here (boxes, several hashes), so that nobody takes it for checked. C2PA 2.x §9.2.1
 * (`c2pa.hash.data`), §15.12. A manifest that was made to stand in its file leaves its own place out of the hash: it fits
 * the file from which just that was taken, as hosts do, and one in which the place is still there. Where it fits neither,
 * more may have been taken out than the place, and nothing is said of the file.
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
  const isWhole = await isHashOf(file, bound.hash, algorithm);
  if (isWhole || checked.state === 'invalid') return checked;
  if (bound.exclusions.length === 0)
    return { ...checked, state: 'invalid', statusCodes: [...checked.statusCodes.slice(0, 63), MISMATCH] };
  const rest = withoutRanges(file, bound.exclusions);
  if (!rest || !(await isHashOf(rest, bound.hash, algorithm))) return null;
  return { ...checked, statusCodes: [...checked.statusCodes.slice(0, 63), WITH_EXCLUSIONS] };
}

async function isHashOf(bytes: Uint8Array, hash: Uint8Array, algorithm: string): Promise<boolean> {
  const digest = new Uint8Array(await crypto.subtle.digest(algorithm, new Uint8Array(bytes)));
  return digest.length === hash.length && digest.every((byte, at) => byte === hash[at]);
}

/** What is left of the file; null where less than half is, or a range is not in it: such a hash says too little of it. */
function withoutRanges(file: Uint8Array, ranges: DataHash['exclusions']): Uint8Array | null {
  const excluded = ranges.reduce((sum, { length }) => sum + length, 0);
  const end = ranges.reduce((furthest, { start, length }) => Math.max(furthest, start + length), 0);
  if (end > file.length || excluded * 2 > file.length) return null;
  const rest = new Uint8Array(file.length - excluded);
  let from = 0;
  let to = 0;
  for (const { start, length } of [...ranges, { start: file.length, length: 0 }]) {
    rest.set(file.subarray(from, start), to);
    to += start - from;
    from = start + length;
  }
  return rest;
}

/** Answers that speak of the manifest, and not of why it could not be read. */
const JUDGED: ReadonlySet<C2pa['state']> = new Set([
  'valid-trusted',
  'valid-untrusted',
  'invalid',
  'revoked-credential',
  'expired-credential',
]);

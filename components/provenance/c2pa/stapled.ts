/**
 * Answers about revocation that are stapled to a signature, beside the full reader's verdict. The reader notes a
 * revoked certificate only where the responder's own chain came with the answer; an answer that the issuing authority
 * signed itself, or whose responder it vouches for, goes past it without a word.
 */
import type { C2pa } from '../../model/observation';
import type { TrustList } from '../../model/trust';
import { storeIn } from '../store';
import { stapledAnswers } from './claims';
import type { Revocation } from './revocation';
import { anchorsNamed } from './trust';

/** C2PA 2.x §15.2; the other two are our own words, as the specification has none for them. */
const CODES = {
  revoked: 'signingCredential.ocsp.revoked',
  unverified: 'revocation.unverified',
  'after-signing': 'revocation.after-signing',
} as const satisfies Record<Revocation, string>;
/** States that a revoked certificate would change. */
const STANDING: ReadonlySet<C2pa['state']> = new Set([
  'valid-trusted',
  'valid-untrusted',
  'expired-credential',
]);
const MAX_CODES = 64;

interface Anchors {
  lists: readonly TrustList[];
  /** PEM of authorities that the person added. */
  ownPem: string | null;
}

/**
 * The reader's record, with what is stapled to the signature taken into account: `revoked-credential` where the
 * signer's authority says so under its signature, a note among `statusCodes` where nobody's signature could be verified
 * (anybody can put an answer there) or where a trusted time stamp shows that the revocation came later. `manifest` is
 * the one kept elsewhere, if it was read. Never rejects.
 */
export async function withStapledAnswers(
  record: C2pa,
  file: Uint8Array,
  manifest: Uint8Array | null,
  { lists, ownPem }: Anchors,
  now: Date = new Date(),
): Promise<C2pa> {
  if (!STANDING.has(record.state)) return record;
  const store = storeIn(file) ?? manifest;
  const stapled = store && stapledAnswers(store);
  if (!stapled) return record;
  // The time of signing counts only where an authority on a list attests it.
  const signedAt =
    record.signedAt !== null && (record.trust?.stampList ?? null) !== null ? new Date(record.signedAt) : null;
  const found = await checked();
  if (found === null) return record;
  const codes = record.statusCodes.slice(0, MAX_CODES - 1);
  if (found !== 'revoked') return { ...record, statusCodes: [...codes, CODES[found]] };
  return {
    ...record,
    state: 'revoked-credential',
    statusCodes: [CODES.revoked, ...codes],
    ...(record.trust ? { trust: { ...record.trust, signerList: null } } : {}),
  };

  async function checked(): Promise<Revocation | null> {
    if (!stapled) return null;
    try {
      // Certificates need a large library, and next to no file staples an answer.
      const { revocationOf } = await import('./revocation');
      return await revocationOf(stapled, {
        anchorsNamed: (subject) => anchorsNamed(subject, lists, ownPem),
        signedAt,
        now,
      });
    } catch {
      // A part of the program that cannot be loaded says nothing about the file, and is no reassurance either.
      return 'unverified';
    }
  }
}

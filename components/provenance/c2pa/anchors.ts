/**
 * Trust anchors of the official C2PA trust list. No package ships that list, and none is copied into this
 * project: so the slot is filled by the person (settings, or a file named to the commands). Without anchors
 * the record never says `valid-trusted`; a sound signature is `valid-untrusted`, which means "intact, and
 * nobody here can say who vouches for the signer".
 */

/** Largest list read; the official one is about 60 KiB. */
export const ANCHORS_CHARS = 1 << 20;
const MAX_CERTIFICATES = 500;
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]{1,20000}-----END CERTIFICATE-----/g;

export type Anchors = { ok: true; pem: string; certificates: number } | { ok: false; code: string };

/**
 * The certificates in a PEM text, with anything between them (names, comments) left out. `code` is
 * `anchors-too-large`, `anchors-too-many` or `anchors-none` when there is nothing to use.
 */
export function readAnchors(pem: string): Anchors {
  if (pem.length > ANCHORS_CHARS) return { ok: false, code: 'anchors-too-large' };
  const found = pem.match(CERTIFICATE) ?? [];
  if (found.length === 0) return { ok: false, code: 'anchors-none' };
  if (found.length > MAX_CERTIFICATES) return { ok: false, code: 'anchors-too-many' };
  return { ok: true, pem: `${found.join('\n')}\n`, certificates: found.length };
}

/**
 * Settings for the full reader: it never goes to the network, neither for manifests stored elsewhere nor for
 * revocation, and it compares signers with the given anchors only.
 */
export function readerSettings(anchorsPem: string | null): string {
  const anchors = anchorsPem === null ? null : readAnchors(anchorsPem);
  return JSON.stringify({
    verify: { remote_manifest_fetch: false, ocsp_fetch: false, verify_trust: true },
    ...(anchors?.ok ? { trust: { trust_anchors: anchors.pem } } : {}),
  });
}

/** What an authority says of a certificate it issued (OCSP, RFC 6960), as a signer staples it to a claim. */
import { createHash } from 'node:crypto';
import { concat, oid, sequence, tlv, type Chain } from './c2pa-chain';

const HASHES = {
  sha1: sequence(oid('1.3.14.3.2.26'), Uint8Array.of(0x05, 0x00)),
  sha256: sequence(oid('2.16.840.1.101.3.4.2.1')),
} as const;
/** RFC 5280 §5.3.1. */
const REASONS = { keyCompromise: 1, certificateHold: 6, removeFromCRL: 8 } as const;
const time = (at: string): Uint8Array => tlv(0x18, new TextEncoder().encode(at.replace(/[-:T]/g, '')));

/** Who signs an answer, under which name. */
export type Responder = Pick<Chain, 'signerName' | 'signDer' | 'certificates' | 'rootCertificate'> & {
  /** AlgorithmIdentifier of its signature, DER; ecdsa-with-SHA256 unless told. */
  algorithm?: Uint8Array;
};

export interface Standing {
  /** Who answers: a chain made for `revocation`, or an authority itself (`asResponder`). */
  responder: Responder;
  /** ISO 8601, UTC; null where the certificate stands. */
  revokedAt: string | null;
  saidAt: string;
  /** Null leaves it out: newer answers are to be had at any time. */
  until: string | null;
  /** Why it was revoked; null leaves that out. `keyCompromise` unless told. */
  reason?: keyof typeof REASONS | null;
  /** Certificates in the answer; the responder's chain with its root unless told. */
  inside?: readonly Uint8Array[];
  /** Number of the certificate that is spoken of; 2 unless told. */
  serial?: number;
  /** The chain whose root is named as the issuer; the signer's unless told. */
  issuer?: Chain;
  hash?: keyof typeof HASHES;
  /** True changes a bit of the signature. */
  isSpoiled?: boolean;
}

/** The root of a chain as one that answers for itself. */
export function asResponder(chain: Chain): Responder {
  return {
    signerName: chain.rootName,
    signDer: chain.signDerAsRoot,
    certificates: [],
    rootCertificate: chain.rootCertificate,
    algorithm: chain.rootAlgorithm,
  };
}

/** The answer of the responder about the signer of this chain, as DER. */
export function ocspResponse(chain: Chain, standing: Standing): Uint8Array {
  const { responder, revokedAt, saidAt, until, reason = 'keyCompromise', hash = 'sha1' } = standing;
  const issuer = standing.issuer ?? chain;
  const hashed = (data: Uint8Array): Uint8Array =>
    tlv(0x04, new Uint8Array(createHash(hash).update(data).digest()));
  const certificate = sequence(
    HASHES[hash],
    hashed(issuer.rootName),
    hashed(issuer.rootKey),
    Uint8Array.of(0x02, 0x01, standing.serial ?? 2),
  );
  // RFC 6960 §4.2.1: [0] good, [1] revoked with its time and the reason.
  const why = reason === null ? new Uint8Array(0) : tlv(0xa0, Uint8Array.of(0x0a, 0x01, REASONS[reason]));
  const status = revokedAt === null ? tlv(0x80, new Uint8Array(0)) : tlv(0xa1, concat(time(revokedAt), why));
  const end = until === null ? new Uint8Array(0) : tlv(0xa0, time(until));
  const answers = sequence(sequence(certificate, status, time(saidAt), end));
  const data = sequence(tlv(0xa1, responder.signerName), time(saidAt), answers);
  const signature = responder.signDer(data);
  if (standing.isSpoiled) signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1;
  const inside = standing.inside ?? [...responder.certificates, responder.rootCertificate];
  const basic = sequence(
    data,
    responder.algorithm ?? sequence(oid('1.2.840.10045.4.3.2')),
    tlv(0x03, concat(Uint8Array.of(0), signature)),
    ...(inside.length > 0 ? [tlv(0xa0, sequence(...inside))] : []),
  );
  const kind = oid('1.3.6.1.5.5.7.48.1.1');
  return sequence(Uint8Array.of(0x0a, 0x01, 0x00), tlv(0xa0, sequence(kind, tlv(0x04, basic))));
}

/** What an authority says of a certificate it issued (OCSP, RFC 6960), as a signer staples it to a claim. */
import { createHash } from 'node:crypto';
import { concat, oid, sequence, tlv, type Chain } from './c2pa-chain';

const SHA_1 = sequence(oid('1.3.14.3.2.26'), Uint8Array.of(0x05, 0x00));
const time = (at: string): Uint8Array => tlv(0x18, new TextEncoder().encode(at.replace(/[-:T]/g, '')));
const sha1 = (data: Uint8Array): Uint8Array => new Uint8Array(createHash('sha1').update(data).digest());

export interface Standing {
  /** Who answers: a chain made for `revocation`. */
  responder: Chain;
  /** ISO 8601, UTC; null where the certificate stands. */
  revokedAt: string | null;
  saidAt: string;
  until: string;
}

/** The answer of the responder about the signer of this chain, as DER. */
export function ocspResponse(chain: Chain, { responder, revokedAt, saidAt, until }: Standing): Uint8Array {
  const certificate = sequence(
    SHA_1,
    tlv(0x04, sha1(chain.rootName)),
    tlv(0x04, sha1(chain.rootKey)),
    Uint8Array.of(0x02, 0x01, 0x02),
  );
  // RFC 6960 §4.2.1: [0] good, [1] revoked with its time and, here, the reason keyCompromise.
  const standing =
    revokedAt === null
      ? tlv(0x80, new Uint8Array(0))
      : tlv(0xa1, concat(time(revokedAt), tlv(0xa0, Uint8Array.of(0x0a, 0x01, 0x01))));
  const answers = sequence(sequence(certificate, standing, time(saidAt), tlv(0xa0, time(until))));
  const data = sequence(tlv(0xa1, responder.signerName), time(saidAt), answers);
  const basic = sequence(
    data,
    sequence(oid('1.2.840.10045.4.3.2')),
    tlv(0x03, concat(Uint8Array.of(0), responder.signDer(data))),
    tlv(0xa0, sequence(...responder.certificates, responder.rootCertificate)),
  );
  const kind = oid('1.3.6.1.5.5.7.48.1.1');
  return sequence(Uint8Array.of(0x0a, 0x01, 0x00), tlv(0xa0, sequence(kind, tlv(0x04, basic))));
}

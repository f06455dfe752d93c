/** A time-stamp token over some bytes (RFC 3161, RFC 5652), by an authority that says that it is a test. */
import { createHash } from 'node:crypto';
import { concat, oid, sequence, tlv, type Chain } from './c2pa-chain';

const SHA_256 = sequence(oid('2.16.840.1.101.3.4.2.1'));
const TST_INFO = oid('1.2.840.113549.1.9.16.1.4');
const INTEGER = (value: number): Uint8Array => Uint8Array.of(0x02, 0x01, value);

/** The token as DER, saying that `data` was there at `at` (ISO 8601, UTC). */
export function timeStampToken(data: Uint8Array, authority: Chain, at: string): Uint8Array {
  const info = sequence(
    INTEGER(1),
    oid('1.3.6.1.4.1.62558.99.1'),
    sequence(SHA_256, tlv(0x04, digest(data))),
    INTEGER(7),
    tlv(0x18, new TextEncoder().encode(at.replace(/[-:T]/g, ''))),
  );
  const certificate = authority.certificates[0] ?? new Uint8Array(0);
  const attributes = concat(
    attribute('1.2.840.113549.1.9.3', TST_INFO),
    attribute('1.2.840.113549.1.9.4', tlv(0x04, digest(info))),
    attribute('1.2.840.113549.1.9.16.2.47', sequence(sequence(sequence(tlv(0x04, digest(certificate)))))),
  );
  const signerInfo = sequence(
    INTEGER(1),
    sequence(authority.rootName, INTEGER(2)),
    SHA_256,
    tlv(0xa0, attributes),
    sequence(oid('1.2.840.10045.4.3.2')),
    // RFC 5652 §5.4: signed as a SET, whatever tag it carries in the message.
    tlv(0x04, authority.signDer(tlv(0x31, attributes))),
  );
  const signed = sequence(
    INTEGER(3),
    tlv(0x31, SHA_256),
    sequence(TST_INFO, tlv(0xa0, tlv(0x04, info))),
    tlv(0xa0, certificate),
    tlv(0x31, signerInfo),
  );
  return sequence(oid('1.2.840.113549.1.7.2'), tlv(0xa0, signed));
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return sequence(oid(type), tlv(0x31, value));
}

function digest(data: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(data).digest());
}

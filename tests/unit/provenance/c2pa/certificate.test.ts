import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stampedAt, subjectName } from '../../../../components/provenance/c2pa/certificate';
import { makeChain, oid, sequence, tlv } from '../../../make/c2pa-chain';

const numRuns = Number(process.env['MINGBIAO_FUZZ_RUNS'] ?? 300);
const text = (value: string) => new TextEncoder().encode(value);

/** The part of a time-stamp token that is read: the content type, then the info with its times. */
function token(...times: string[]): Uint8Array {
  const info = sequence(Uint8Array.of(2, 1, 1), ...times.map((time) => tlv(0x18, text(time))));
  return sequence(
    oid('1.2.840.113549.1.9.16.1.4'),
    tlv(0xa0, tlv(0x04, info)),
    tlv(0x04, new Uint8Array(40)),
  );
}

describe('names in a certificate', () => {
  it('reads organisation and common name of the subject, not of the issuer', () => {
    const [certificate] = makeChain({ organisation: '某某科技有限公司', commonName: 'Signer' }).certificates;
    expect(subjectName(certificate ?? new Uint8Array())).toEqual({
      organisation: '某某科技有限公司',
      commonName: 'Signer',
    });
  });

  it('says null for a name that is not there', () => {
    const [certificate] = makeChain({ organisation: null }).certificates;
    expect(subjectName(certificate ?? new Uint8Array()).organisation).toBeNull();
  });

  it('answers for any bytes, and for any change of a certificate', () => {
    const certificate = makeChain().certificates[0] ?? new Uint8Array();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void [subjectName(bytes), stampedAt(bytes)]),
      { numRuns },
    );
    fc.assert(
      fc.property(fc.nat(certificate.length - 1), fc.nat(255), (at, byte) => {
        const changed = new Uint8Array(certificate);
        changed[at] = byte;
        expect(Object.keys(subjectName(changed))).toEqual(['organisation', 'commonName']);
      }),
      { numRuns },
    );
  });
});

describe('time in a time-stamp token', () => {
  it('reads the time the authority gives, with or without a fraction', () => {
    expect(stampedAt(token('20260326001426Z'))).toBe('2026-03-26T00:14:26Z');
    expect(stampedAt(token('20260326001426.123Z'))).toBe('2026-03-26T00:14:26Z');
  });

  it('passes over what is no time', () => {
    expect(stampedAt(token('20269926001426Z'))).toBeNull();
    expect(stampedAt(token())).toBeNull();
    expect(stampedAt(tlv(0x18, text('20260326001426Z')))).toBeNull();
  });
});

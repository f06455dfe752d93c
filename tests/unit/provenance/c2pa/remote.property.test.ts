import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublicHttps, manifestLink } from '../../../../components/provenance/c2pa/remote';

const numRuns = Math.min(5_000, Number(process.env['MINGBIAO_FUZZ_RUNS'] ?? 200));
const piece = fc.constantFrom(
  '<',
  '>',
  ';',
  ',',
  '"',
  '\\',
  ' ',
  'rel=',
  'c2pa-manifest',
  'https://a.example/',
  'x',
);

describe('Link headers of any form', () => {
  it('never throw, and give an http address or nothing', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.string(), (pieces, more) => {
        const found = manifestLink(pieces.join('') + more, 'https://img.example/x.jpg');
        expect(found === null || /^https?:\/\//.test(found)).toBe(true);
      }),
      { numRuns },
    );
  });

  it('are read back as they were written', () => {
    fc.assert(
      fc.property(
        fc.webUrl({ validSchemes: ['https'] }),
        fc.array(fc.webPath(), { maxLength: 5 }),
        (url, others) => {
          const before = others.map((path) => `<${path}>; rel=preload; title="a, <b>"`);
          expect(
            manifestLink([...before, `<${url}>; rel="c2pa-manifest"`].join(', '), 'https://i.example/'),
          ).toBe(new URL(url).href);
        },
      ),
      { numRuns },
    );
  });

  it('lead to no address of the house', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV6(), (four, six) => {
        expect(isPublicHttps(`https://${four}/`)).toBe(false);
        expect(isPublicHttps(`https://[${six}]/`)).toBe(false);
      }),
      { numRuns },
    );
  });
});

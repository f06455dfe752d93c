import fc from 'fast-check';
import { expect, it } from 'vitest';
import { holdsField, isDullText } from '../../../components/provenance/dull';
import { isTracesKeyword } from '../../../components/provenance/traces';
import { latin1 } from '../../make/bytes';

const RUNS = Number(process.env['MINGBIAO_FUZZ_RUNS'] ?? 400);
const letters = fc.uint8Array({ minLength: 0, maxLength: 3000 });
/** Bytes rich in the letters of the field, so that steps of every length are taken. */
const alike = fc
  .array(fc.constantFrom(...'ContentProducer{ x'), { maxLength: 3000 })
  .map((all) => latin1(all.join('')));

it('the field of a label is found wherever it stands, and nowhere else', () => {
  fc.assert(
    fc.property(fc.oneof(letters, alike), fc.nat(3100), fc.nat(40), (bytes, place, margin) => {
      const text = Buffer.from(bytes);
      if (place + 15 <= text.length) text.write('ContentProducer', place, 'latin1');
      const from = Math.min(margin, text.length);
      expect(holdsField(text, from, text.length)).toBe(text.subarray(from).includes('ContentProducer'));
    }),
    { numRuns: RUNS },
  );
});

it.each([
  ['Steps: 20', false],
  ['Steps:20', true],
  ['Job ID: 1', false],
  ['Signature: x', false],
  [': x', true],
  ['  eyJMYWJlbCI6', false],
  ['\n\u00e9ewog', false],
  ['xeyJ', true],
  ['a {', false],
  ['say "x"', false],
  ['ContentProducer=x, ProduceID=y, Label=1', false],
  ['A lamp, photographed on a table', true],
  ['', true],
])('a text that %j is, says nothing: %s', (text, isDull) => {
  const bytes = latin1(`${text}`);
  expect(isDullText(bytes, 0, bytes.length)).toBe(isDull);
});

it.each(['Software', 'SOURCE', 'creator', 'Dream', 'parameters-json', 'hf-job-id', 'Stable Diffusion model'])(
  'the keyword %s is looked at',
  (key) => {
    expect(isTracesKeyword(key)).toBe(true);
  },
);

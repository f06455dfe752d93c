import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileLexicon, compilePriceWording, normalise } from '../../../components/observers/wording';
import { gateSourcesOf } from '../../../components/observers/gate-words';
import { openGate } from '../../../components/observers/text-gate';
import { lexicon, priceLexicon } from './lexicons';

const match = compileLexicon(lexicon);
const matchPrice = compilePriceWording(priceLexicon);
const prefilter = openGate(gateSourcesOf(lexicon, priceLexicon));
const numRuns = Number(process.env.MINGBIAO_FUZZ_RUNS ?? 500);
const pieces = [
  ...Object.values(lexicon.elements),
  lexicon.negations,
  lexicon.traps,
  lexicon.offers,
  lexicon.fillers ?? {},
].flatMap((g) => Object.values(g).flat());
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...pieces),
        fc.constantFrom(' ', '，', '. ', '\u200b', '\u00a0', '-', '\ud800', 'İ', 'ﷺ', '゙'),
      ),
      { maxLength: 10 },
    )
    .map((p) => p.join('')),
);

describe('readers of wording on any text', () => {
  it('never throw, and what they say is well formed', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const read = match(text);
        matchPrice(text);
        if (!read) return;
        expect(read.elements.length > 0 || read.claim !== null).toBe(true);
        if (read.negated) expect(read.elements).toEqual([]);
        expect(prefilter.test(text)).toBe(true);
      }),
      { numRuns },
    );
  });
  it('normalising twice changes nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = normalise(text);
        expect(normalise(once)).toBe(once);
      }),
      { numRuns },
    );
  });
  it('are not moved by width, invisible letters or white space', () => {
    const wide = (t: string): string =>
      t.replace(/[A-Za-z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
    for (const text of ['AI生成', '图片由AI生成', '非AI生成', 'AI合成']) {
      for (const other of [
        wide(text),
        text.replace('AI', ' AI '),
        text.replace('生成', '生\u200b成'),
        `\u00a0${text}\n`,
      ])
        expect(match(other)?.elements).toEqual(match(text)?.elements);
    }
  });
});

describe('the lexicon', () => {
  it('is written in visible form, so that words are found as they stand', () => {
    const words = [
      ...pieces,
      ...Object.values(lexicon.realShot).flat(),
      ...Object.values(lexicon.links ?? {}).flat(),
      ...priceLexicon.entries.flatMap((e) => [...e.texts, ...(e.not ?? [])]),
    ];
    expect(words.filter((w) => normalise(w) !== w.toLowerCase())).toEqual([]);
  });
});

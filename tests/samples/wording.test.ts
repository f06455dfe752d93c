import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileLexicon, compilePriceWording } from '../../components/observers/wording';
import { gateSourcesOf } from '../../components/observers/gate-words';
import { openGate } from '../../components/observers/text-gate';
import { lexicon, priceLexicon } from '../unit/observers/lexicons';

const folder = process.env.MINGBIAO_SHARED ?? join(import.meta.dirname, '..', '..', '..', 'shared');
const file = join(folder, 'samples', 'dark-patterns', 'wording-ai-chat-price.json');
const isPresent = existsSync(file);

interface Row {
  text: string;
  kind: string;
}
const WORDINGS: Record<string, string | null> = {
  'personalised-price-disclosure': 'statutory-sentence',
  'newcomer-price': 'newcomer',
  'newcomer-benefit': 'newcomer',
  'member-price': 'member',
  'coupon-price': 'coupon',
  negative: null,
  obsolete: null,
};

describe.skipIf(!isPresent)('wording samples (skipped where the sample folder is not there)', () => {
  const rows = isPresent ? (JSON.parse(readFileSync(file, 'utf8')) as Row[]) : [];
  const match = compileLexicon(lexicon);
  const matchPrice = compilePriceWording(priceLexicon);
  const prefilter = openGate(gateSourcesOf(lexicon, priceLexicon));

  it.each(rows.filter((r) => r.kind.startsWith('ai-disclosure')))('$text is read as a label', ({ text }) => {
    expect(match(text)?.elements).toContain('ai');
    expect(prefilter.test(text)).toBe(true);
  });
  it.each(rows.filter((r) => !r.kind.startsWith('ai-disclosure')))('$text is no label', ({ text }) => {
    expect(match(text)).toBeNull();
  });
  it.each(rows.filter((r) => r.kind in WORDINGS))('$text is $kind', ({ text, kind }) => {
    const wanted = WORDINGS[kind];
    expect(matchPrice(text).map((m) => m.wording)).toEqual(
      wanted === null ? [] : expect.arrayContaining([wanted]),
    );
  });
});

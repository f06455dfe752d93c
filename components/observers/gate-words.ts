/**
 * Builds the gate that a text must pass before anything costlier is asked of it: a few short patterns made of
 * the words of both lexicons. Made once, where the lexicons are; pages receive only the patterns.
 */
import type { Lexicon, PriceLexicon } from '../../rules/language';
import { openGate, type Gate, type GateSources } from './text-gate';

const CJK = /[\u3005\u3040-\u3098\u309d-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
const all = (groups: Record<string, string[]> | undefined): string[] => Object.values(groups ?? {}).flat();

/** First letter, then the words that begin with it: most characters are refused after one comparison. */
function grouped(words: readonly string[]): string {
  const groups = new Map<string, string[]>();
  for (const word of words)
    groups.set(word.charAt(0), [...(groups.get(word.charAt(0)) ?? []), word.slice(1)]);
  return [...groups]
    .map(([first, rest]) => (rest.length > 1 ? `${first}(?:${rest.join('|')})` : first + (rest[0] ?? '')))
    .join('|');
}

function sourcesOf(texts: readonly string[]): GateSources {
  const words = texts.map((text) => {
    const word = text.toLowerCase();
    if (CJK.test(word) && !/^[a-z0-9]/.test(word))
      return (word.split(/[^\p{L}]/u).find((part) => part.length > 1) ?? '').slice(0, 3);
    return word
      .split(/[^\p{L}\p{M}\p{N}]/u)
      .reduce((best, part) => (part.length > best.length ? part : best), '')
      .slice(0, 7);
  });
  const kept: string[] = [];
  for (const word of [...new Set(words)].filter((w) => w.length > 1).sort((a, b) => a.length - b.length)) {
    if (!kept.some((k) => (k.length < 4 && !CJK.test(k) ? word === k : word.includes(k)))) kept.push(word);
  }
  const isAcronymWord = (w: string): boolean => /^[a-zа-я]{2,3}$/.test(w);
  const far = '[a-z\\u00c0-\\u024f]';
  const chinese = kept.filter((w) => CJK.test(w) && !/[a-z]/.test(w));
  const other = kept.filter((w) => !chinese.includes(w) && !isAcronymWord(w));
  const short = kept
    .filter(isAcronymWord)
    .map((w) => `(?<!${far})${[...w].join('[.\\s\\u200b-\\u200f\\u2060\\u00ad]?')}(?!${far})`);
  return {
    cjk: chinese.length ? grouped(chinese) : '',
    other: [...short, grouped(other), '[\\uff21\\uff41][\\uff29\\uff49]'].filter(Boolean).join('|'),
  };
}

const labelTexts = (lexicon: Lexicon): string[] => [
  'ai',
  ...all(lexicon.elements.ai),
  ...all(lexicon.elements['digital-human']),
  ...all(lexicon.realShot),
  ...lexicon.phrases.map((p) => p.text),
];
/** Of a claim with words on both sides of its number, the words after it: those before (only, last) are everywhere. */
const claimTexts = (prices: PriceLexicon): string[] =>
  (prices.claims ?? []).flatMap(({ claim, before = [], after = [] }) =>
    claim === 'countdown' || claim === 'extension' || after.length === 0 || isShortAll(after)
      ? [...before, ...(isShortAll(after) ? [] : after)]
      : after,
  );
/** Counters (件, 個) are too short to be a gate. */
const isShortAll = (words: readonly string[]): boolean => words.some((word) => word.length < 2);
const wordingTexts = (prices: PriceLexicon): string[] => prices.entries.flatMap((e) => e.texts);
const priceTexts = (prices: PriceLexicon): string[] => [...wordingTexts(prices), ...claimTexts(prices)];

/**
 * One gate for both readers: wider than either, never narrower; a word split over two nodes is caught by its
 * longest part.
 */
export const gateSourcesOf = (lexicon: Lexicon, prices: PriceLexicon): GateSources =>
  sourcesOf([...labelTexts(lexicon), ...priceTexts(prices)]);

export const labelGateOf = (lexicon: Lexicon): Gate => openGate(sourcesOf(labelTexts(lexicon)));
export const priceGateOf = (prices: PriceLexicon): Gate => openGate(sourcesOf(wordingTexts(prices)));

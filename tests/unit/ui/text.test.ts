import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import badgeEn from '../../../assets/locales/badge/en.json';
import badgeZh from '../../../assets/locales/badge/zh-CN.json';
import en from '../../../assets/locales/en.json';
import watchEn from '../../../assets/locales/watch/en.json';
import watchZh from '../../../assets/locales/watch/zh-CN.json';
import zh from '../../../assets/locales/zh-CN.json';
import { dateText, fillText, sizeText, textIfKnown, textsFor, timeText } from '../../../components/ui/text';
import * as words from '../../../components/model/words';
import { BINDINGNESS, CONFIDENCE, STATUSES } from '../../../rules/language';

/** Every code with which a signal says that it cannot tell, as written in the judge. */
function codesOfNotKnowing(): string[] {
  const folder = join(import.meta.dirname, '..', '..', '..', 'components', 'judge');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const code = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  return [...code.matchAll(/unknown\(\s*'([a-z-]+)'|gap: '([a-z-]+)'/g)].flatMap(
    (match) => match[1] ?? match[2] ?? [],
  );
}

const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{([^{}|]+)(?:\|[^{}]*)?\}/g)].map((match) => match[1]))].sort();

describe.each([
  ['interface', zh, en],
  ['badge', badgeZh, badgeEn],
  ['watching chip', watchZh, watchEn],
] as [string, Record<string, string>, Record<string, string>][])(
  'locales of the %s',
  (_name, chinese, english) => {
    it('hold the same keys in the same order', () => {
      expect(Object.keys(english)).toEqual(Object.keys(chinese));
    });

    it('name the same placeholders, except the gloss that Chinese does not need', () => {
      for (const [key, text] of Object.entries(chinese)) {
        const inEnglish = placeholders(english[key] ?? '').filter((name) => name !== 'gloss');
        expect([key, inEnglish]).toEqual([key, placeholders(text)]);
      }
    });

    it('accuse nobody and raise no voice', () => {
      for (const text of [...Object.values(chinese), ...Object.values(english)]) {
        expect(text).not.toMatch(/违规|违法|虚假|假|欺骗|fake|violat|breach|illegal|fraud|!|！/i);
        expect(text.trim()).not.toBe('');
      }
    });

    it('never use as our mark the words with which platforms label AI', () => {
      for (const text of [...Object.values(chinese), ...Object.values(english)]) {
        expect(text).not.toMatch(/^(AI ?生成|人工智能生成|AI[- ]generated)$/i);
      }
    });

    it('use full-width punctuation beside Han characters', () => {
      for (const text of Object.values(chinese))
        expect(text).not.toMatch(/\p{Script=Han}[,;:?()]|[,;:?()]\p{Script=Han}/u);
    });
  },
);

describe('names of closed lists', () => {
  const lists: [string, readonly string[]][] = [
    ['topic', words.TOPICS],
    ['ceiling', words.CEILINGS],
    ['certainty', words.CERTAINTIES],
    ['outcome', words.OUTCOMES],
    ['obliged', words.OBLIGED_PARTIES],
    ['origin', words.DECLARED],
    ['c2pa', words.C2PA_STATES],
    ['mechanism', words.MECHANISM_FAMILIES],
    ['price', words.PRICE_KINDS],
    ['wording', words.PRICE_WORDINGS],
    ['placement', words.LABEL_PLACEMENTS],
    ['source', words.OFFER_SOURCES],
    ['subject', words.SUBJECT_KINDS],
    ['confidence', CONFIDENCE],
    ['status', STATUSES],
    ['binding', BINDINGNESS],
    ['tone', ['flag', 'note', 'labelled', 'unsure']],
    ['channel', ['seller', 'platform', 'authority', 'advice', 'hotline']],
  ];
  it.each(lists)('every %s has a name in both languages', (prefix, values) => {
    for (const value of values) {
      expect(textIfKnown('zh-CN', `${prefix}.${value}`), `${prefix}.${value}`).not.toBeNull();
      expect(textIfKnown('en', `${prefix}.${value}`), `${prefix}.${value}`).not.toBeNull();
    }
  });
});

describe('reasons', () => {
  it('are worded for every way in which the judge cannot tell', () => {
    const codes = [
      ...new Set([...codesOfNotKnowing(), ...words.OBSERVATION_KINDS.map((kind) => `missing-${kind}`)]),
    ];
    expect(codes.length).toBeGreaterThan(15);
    expect(codes.filter((code) => textIfKnown('zh-CN', `reason.${code}`) === null)).toEqual([]);
  });
});

describe('fillText', () => {
  it('puts values in and chooses the plural of the language', () => {
    expect(textsFor('en')('casebook.count', { count: 1 })).toBe('1 case');
    expect(textsFor('en')('casebook.count', { count: 1234 })).toBe('1,234 cases');
    expect(textsFor('zh-CN')('casebook.count', { count: 1 })).toBe('1 个案例');
  });

  it('leaves a placeholder without a value in sight', () => {
    expect(fillText('a {b} c', {}, 'en')).toBe('a {b} c');
    expect(fillText('a {constructor} c', {}, 'en')).toBe('a {constructor} c');
  });

  it('never reads a placeholder out of a value', () => {
    expect(fillText('{a}', { a: '{b}', b: 'x' }, 'en')).toBe('{b}');
  });

  it('quotes the declared status and says who states it', () => {
    expect(textsFor('zh-CN')('declared.file', { word: '属于' })).toBe(
      '文件自述：「属于」人工智能生成合成内容',
    );
    expect(textsFor('en')('declared.page', { word: '疑似', gloss: 'is suspected to be' })).toContain(
      '“疑似”',
    );
  });

  it('takes any text and any values without throwing', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.double())),
        (text, values) => {
          expect(typeof fillText(text, values, 'zh-CN')).toBe('string');
        },
      ),
      { numRuns: Number(process.env.MINGBIAO_FUZZ_RUNS ?? 200) },
    );
  });
});

describe('quantities', () => {
  it('gives sizes in the unit people read', () => {
    expect(sizeText(0, 'en')).toBe('0B');
    expect(sizeText(48_213, 'en')).toBe('48 kB');
    expect(sizeText(1_415_793, 'en')).toBe('1.4 MB');
  });

  it('gives back what is no date', () => {
    expect(timeText('not a time', 'en')).toBe('not a time');
    expect(dateText('x', 'zh-CN')).toBe('x');
    expect(dateText('2025-09-01', 'zh-CN')).toBe('2025年9月1日');
    expect(timeText('2026-11-20T16:05:00.000Z', 'en', 'Asia/Shanghai')).toContain('Nov 21, 2026');
  });
});

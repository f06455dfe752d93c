import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownRecord, shownText } from '../../../components/ui/shown-text';

describe('foreign text', () => {
  it.each([
    ['photo\u202Egpj.live', 'photo‹U+202E›gpj.live'],
    ['zero\u200Bwidth', 'zero‹U+200B›width'],
    ['\u{e0041}', '‹U+E0041›'],
    ['bell\u0007', 'bell‹U+0007›'],
    [' ', '␣'],
    ['', ''],
    ['a' + '\u0301'.repeat(80), `a${'\u0301'.repeat(5)}…`],
    ['图片由AI生成 · ערך مثال ที่', '图片由AI生成 · ערך مثال ที่'],
    ['👩\u200D🔧 می\u200Cخواهم', '👩\u200D🔧 می\u200Cخواهم'],
    ['two\nlines\tand', 'two\nlines\tand'],
  ])('%j is shown as %j', (text, shown) => {
    expect(shownText(text)).toBe(shown);
  });

  it('can never turn what stands behind it, and shown twice is shown the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const shown = shownText(text);
        expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
        expect(shownText(shown)).toBe(shown);
      }),
    );
  });

  it('is shown so in every field of a record but addresses and digests', () => {
    const record = { url: 'https://a.example/\u202E', list: [{ 'k\u202E': 'v\u202E', n: 1, none: null }] };
    expect(shownRecord(record)).toEqual({
      url: 'https://a.example/\u202E',
      list: [{ 'k‹U+202E›': 'v‹U+202E›', n: 1, none: null }],
    });
  });
});

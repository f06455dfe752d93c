import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../components/model/limits';
import { writtenIn } from '../../../components/observers/style-texts';

const attribute = (name: string): string => (name === 'data-note' ? '图片由AI生成' : '');

/** As a browser spells a string of a computed style (CSSOM, "serialize a string"). */
const spelled = (text: string): string =>
  `"${text
    .replaceAll('\0', '\ufffd')
    .replace(/[\u0001-\u001f\u007f]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `)
    .replace(/["\\](?![0-9a-f]+ )/g, '\\$&')}"`;

describe('what a computed content says', () => {
  it.each([
    ['"AI" "生成"', 'AI生成'],
    ['"AI\\a 生成"', 'AI\n生成'],
    ['"a \\"label\\" \\\\"', 'a "label" \\'],
    ['attr(data-note)', '图片由AI生成'],
    ['url("AI生成.png")', ''],
    ['url("x.png") " 图片由AI生成 "', '图片由AI生成'],
    ['"图 / AI生成" / "not shown"', '图 / AI生成'],
    ['none', ''],
    ['counter(a) open-quote', ''],
  ])('%s', (content, text) => {
    expect(writtenIn(content, attribute)).toBe(text);
  });

  it('is read back as it was written', () => {
    const plain = fc.string({ unit: 'grapheme', maxLength: 80 }).filter((text) => !/[\0"\\]/.test(text));
    fc.assert(
      fc.property(plain, (text) => {
        expect(writtenIn(spelled(text), attribute)).toBe(text.trim().slice(0, LIMITS.textChars));
      }),
    );
  });

  it('is bounded, and never fails, whatever a page writes', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.stringMatching(/^["\\a-f0-9() ]{0,400}$/),
      fc.constant(`"${'\\"'.repeat(2_000_000)}`),
    );
    fc.assert(
      fc.property(hostile, (content) => {
        expect(writtenIn(content, attribute).length).toBeLessThanOrEqual(LIMITS.textChars);
      }),
      { numRuns: 300 },
    );
  });
});

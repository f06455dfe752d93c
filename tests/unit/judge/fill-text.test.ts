import { describe, expect, it } from 'vitest';
import { fillText, placeholdersOf } from '../../../components/judge/fill-text';
import { compareDecimals, money } from '../../../components/judge/decimal';

describe('texts', () => {
  it('say codes in words of each language', () => {
    const text = { zh: '{priceKind}，{mechanism}', en: '{priceKind}; {mechanism}' };
    expect(fillText(text, { priceKind: 'after-coupon', mechanism: 'c2pa+iptc' })).toEqual({
      zh: '券后价，C2PA 内容凭证、IPTC 来源字段',
      en: 'price after a coupon; C2PA content credentials, IPTC source field',
    });
  });

  it('say so when a value was not found, and never show braces', () => {
    expect(fillText({ zh: '{generator}', en: '{generator}' }, {})).toEqual({
      zh: '未写明',
      en: 'not stated',
    });
    expect(fillText({ zh: '{toString}', en: '{constructor}' }, {})).toEqual({
      zh: '未写明',
      en: 'not stated',
    });
  });

  it('leave foreign text as found, placeholders in it included', () => {
    expect(fillText({ zh: '{labelText}', en: '{labelText}' }, { labelText: '{price}$&' }).zh).toBe(
      '{price}$&',
    );
  });

  it('list each name once', () => {
    expect(placeholdersOf({ zh: '{a}{b}', en: '{b}{c}' })).toEqual(['a', 'b', 'c']);
  });
});

describe('amounts', () => {
  it('are compared exactly, however they are written', () => {
    expect(compareDecimals('199', '199.00')).toBe(0);
    expect(compareDecimals('0.1', '0.10000001')).toBe(-1);
    expect(compareDecimals('100', '99.99')).toBe(1);
    expect(compareDecimals('-1', '1')).toBe(-1);
    expect(compareDecimals('999999999999999.99', '999999999999999.98')).toBe(1);
    expect(compareDecimals('1e3', '1')).toBeNull();
  });

  it('carry their currency, or none when none was found', () => {
    expect([money('9.90', 'CNY'), money('9', 'SEK'), money('9', null), money(null, 'CNY')]).toEqual([
      '¥9.90',
      '9 SEK',
      '9',
      null,
    ]);
  });
});

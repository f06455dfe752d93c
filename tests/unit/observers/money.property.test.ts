import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMoney, readPriceText } from '../../../components/observers/money';

const numRuns = Number(process.env.MINGBIAO_FUZZ_RUNS ?? 300);
const DECIMAL = /^\d{1,15}(?:\.\d{1,8})?$/;

const LOCALES = [
  'en-US',
  'en-GB',
  'en-IN',
  'de-DE',
  'de-CH',
  'fr-FR',
  'fr-CH',
  'it-IT',
  'es-ES',
  'es-CL',
  'pt-BR',
  'pl-PL',
  'cs-CZ',
  'hu-HU',
  'sv-SE',
  'nb-NO',
  'da-DK',
  'fi-FI',
  'ru-RU',
  'uk-UA',
  'tr-TR',
  'he-IL',
  'ar-EG',
  'ar-SA',
  'fa-IR',
  'hi-IN',
  'bn-BD',
  'th-TH',
  'vi-VN',
  'id-ID',
  'ja-JP',
  'ko-KR',
  'zh-CN',
  'zh-TW',
  'zh-HK',
];
const CURRENCIES = [
  'USD',
  'EUR',
  'GBP',
  'CNY',
  'JPY',
  'KRW',
  'INR',
  'CHF',
  'BRL',
  'PLN',
  'CZK',
  'SEK',
  'TWD',
  'HKD',
  'SAR',
  'KWD',
  'CLP',
  'VND',
  'TRY',
  'THB',
  'AUD',
  'CAD',
  'ILS',
  'KZT',
  'UAH',
];

describe('money reader on anything', () => {
  it('never throws and never gives anything but an exact amount or null', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 12 }),
        fc.constantFrom(
          '¥',
          '$',
          '€',
          '元',
          '满',
          '-',
          '.',
          ',',
          ' ',
          '1',
          '99',
          '000',
          '万',
          'e400',
          '折',
          '%',
          '\u202e',
          '٣',
          '原价',
          ' was ',
          '(',
          '/kg',
        ),
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('');
        const money = readMoney(text);
        if (money) expect(money.amount).toMatch(DECIMAL);
        const reading = readPriceText(text);
        for (const amount of [
          reading.current,
          reading.list,
          reading.high,
          ...reading.all.map((one) => one.amount),
        ])
          if (amount !== null) expect(amount).toMatch(DECIMAL);
      }),
      { numRuns },
    );
  });

  it('stays fast on long runs of digits and separators', () => {
    for (const piece of ['1,', '1 ', '1.', '¥1 ', '$', '9', '- ', "1'", '1, ']) {
      const began = performance.now();
      readPriceText(piece.repeat(20_000));
      expect(performance.now() - began).toBeLessThan(1_000);
    }
  });
});

describe('money as the platform itself writes it', () => {
  it('reads the same amount back for every locale and currency', () => {
    const misses: string[] = [];
    for (const locale of LOCALES) {
      for (const currency of CURRENCIES) {
        for (const display of ['symbol', 'code'] as const) {
          const format = new Intl.NumberFormat(locale, {
            style: 'currency',
            currency,
            currencyDisplay: display,
          });
          const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
          for (const value of [7, 19.99, 1234.5, 98765, 1234567.25]) {
            const wanted = value.toFixed(digits);
            const text = format.format(value);
            const read = readMoney(text, { currency, language: locale });
            if (Number(read?.amount) !== Number(wanted) || read?.currency !== currency)
              misses.push(
                `${locale} ${currency} ${JSON.stringify(text)} wanted ${wanted} read ${read?.amount} ${read?.currency}`,
              );
          }
        }
      }
    }
    expect(misses.slice(0, 20)).toEqual([]);
  });
});

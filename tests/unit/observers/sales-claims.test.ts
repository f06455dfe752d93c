import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLAIM_CHARS, compileSalesClaims } from '../../../components/observers/sales-claims';
import { gate, priceLexicon } from './lexicons';

const read = compileSalesClaims(priceLexicon);
const only = (text: string) => read(text)[0];

describe('countdowns', () => {
  it.each([
    ['距结束 02:13:44', 8_024, 1],
    ['距结束02时13分44秒', 8_024, 1],
    ['02时13分44秒后结束', 8_024, 1],
    ['倒计时1天02:13:44', 94_424, 1],
    ['距离活动结束 ０２：１３：４４', 8_024, 1],
    ['Sale ends in 2h 13m', 7_980, 60],
    ['Ends in 02 Hrs 13 Min 44 Sec', 8_024, 1],
    ['Offer ends in 2 days 3 hours', 183_600, 3_600],
    ['Angebot endet in 3 Stunden', 10_800, 3_600],
    ['Termina en 2 horas 5 minutos', 7_500, 60],
    ['종료까지 2시간 13분', 7_980, 60],
    ['終了まで 1日 02:00:00', 93_600, 1],
  ])('reads the time left in %s', (text, seconds, unitSeconds) => {
    expect(only(text)).toMatchObject({ claim: 'countdown', seconds, unitSeconds });
    expect(gate.test(text)).toBe(true);
  });
  it.each([
    ['活动截止11月25日 23:59', { year: null, month: 11, day: 25, hour: 23, minute: 59 }],
    ['优惠截至2026年12月1日', { year: 2026, month: 12, day: 1, hour: 24, minute: 0 }],
    ['Sale ends 25 November 2026', { year: 2026, month: 11, day: 25, hour: 24, minute: 0 }],
    ['Offer ends Nov 25', { year: null, month: 11, day: 25, hour: 24, minute: 0 }],
  ])('reads the stated end in %s', (text, until) => {
    expect(only(text)).toMatchObject({ claim: 'countdown', seconds: null, until });
  });
  it.each([
    '距开抢 02:13:44',
    'Sale starts in 02:13:44',
    'Order within 3 hrs 20 mins',
    'Your cart is reserved, time left 09:59:00',
    '支付剩余时间 00:14:59',
    '验证码 剩余时间 00:00:59',
    '预计送达 剩余时间 2小时',
    'Free delivery ends in 2h',
  ])('reads no countdown of an offer in %s', (text) => {
    expect(read(text)).toEqual([]);
  });
  it.each([
    '距结束',
    '距结束 99:99:99',
    '距结束 02:13',
    '距结束 00:00:00',
    '距结束 9999天',
    '距结束 1e400秒',
    '距结束 13月45日',
    '距结束 -5秒'.replace('-5', '−0'),
  ])('names no moment for %s', (text) => {
    expect(only(text)).toMatchObject({ claim: 'countdown', seconds: null, until: null });
  });
});

describe('claims of stock and interest', () => {
  it.each([
    ['仅剩3件', 'stock', 3],
    ['仅剩３件', 'stock', 3],
    ['库存仅剩 12 件', 'stock', 12],
    ['only 2 left', 'stock', 2],
    ['Only 5 items left in stock!', 'stock', 5],
    ['Nur noch 3 auf Lager', 'stock', 3],
    ['残り3点', 'stock', 3],
    ['23 people are viewing this', 'viewers', 23],
    ['128人正在看', 'viewers', 128],
    ['\u202eonly 2 left\u202c', 'stock', 2],
    ['on\u200bly 2 le\u200bft', 'stock', 2],
  ])('reads %s', (text, claim, number) => {
    expect(only(text)).toMatchObject({ claim, number });
  });
  it.each([
    '仅剩不足10件',
    '仅剩99999999件',
    '仅剩0件',
    'only 1e400 left',
    'Only £2 left',
    'Only 3 days left',
    'fewer than 10 left',
    'only 1.5 left',
    '100+ people are viewing',
    '1,234 people are viewing',
    'over 50 people are viewing',
    '1万人正在看',
  ])('names no exact number in %s', (text) => {
    expect(read(text).filter(({ number }) => number !== null)).toEqual([]);
  });
});

describe('any text', () => {
  const words = (priceLexicon.claims ?? []).flatMap((one) => [...(one.before ?? []), ...(one.after ?? [])]);
  const piece = fc.oneof(
    fc.constantFrom(...words),
    fc.constantFrom(
      ':',
      '：',
      ' ',
      '天',
      '时',
      '分',
      '秒',
      'h',
      'm',
      's',
      '件',
      'left',
      '\u202e',
      '1e400',
      'NaN',
    ),
    fc.nat(99_999_999).map(String),
    fc.string({ maxLength: 12, unit: 'binary' }),
  );

  it('is read without a throw, into bounded values only', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        for (const { number, seconds, unitSeconds, until } of read(pieces.join(''))) {
          expect(number === null || (number > 0 && number <= 9_999)).toBe(true);
          expect(seconds === null || (seconds > 0 && seconds <= 400 * 86_400)).toBe(true);
          expect([0, 1, 60, 3_600, 86_400]).toContain(unitSeconds);
          if (until) expect(until.month >= 1 && until.month <= 12 && until.day <= 31).toBe(true);
        }
      }),
    );
  });
  it('gives back the time that a clock shows', () => {
    fc.assert(
      fc.property(fc.nat(99), fc.nat(59), fc.nat(59), (h, m, sec) => {
        const clock = [h, m, sec].map((n) => String(n).padStart(2, '0')).join(':');
        const total = h * 3_600 + m * 60 + sec;
        expect(only(`距结束 ${clock}`)?.seconds).toBe(total === 0 ? null : total);
      }),
    );
  });
  it('longer than a claim is prose', () => {
    expect(read(`距结束 02:13:44 ${'很'.repeat(CLAIM_CHARS)}`)).toEqual([]);
    expect(read('仅剩3件'.repeat(100_000))).toEqual([]);
  });
});

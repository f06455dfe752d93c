/** Looks at prices for tests: few enough prices and minutes that they meet. */
import fc from 'fast-check';
import type { PriceContext, PriceLook } from '../../../components/prices/point';

export const plain: PriceContext = {
  kind: 'plain',
  condition: '',
  words: [],
  account: 'unknown',
  shopper: 'unknown',
  device: 'desktop',
  region: '',
  utcOffsetMinutes: 480,
};

/** 2026-09-01 00:00 UTC. */
export const START = Date.UTC(2026, 8, 1) / 60_000;

export function look(day: number, price: string, more: Partial<PriceLook> = {}): PriceLook {
  return { minute: START + day * 1440 + 120, price, list: null, context: plain, ...more };
}

export const contexts: fc.Arbitrary<PriceContext> = fc.record({
  kind: fc.constantFrom('plain', 'after-coupon', 'member'),
  condition: fc.oneof(fc.constant(''), fc.string({ unit: 'binary', maxLength: 90 })),
  words: fc.array(fc.constantFrom('newcomer', 'member', 'coupon'), { maxLength: 3 }),
  account: fc.constantFrom('signed-in', 'signed-out', 'unknown'),
  shopper: fc.constantFrom('new', 'returning', 'unknown'),
  device: fc.constantFrom('desktop', 'mobile', 'unknown'),
  region: fc.constantFrom('', '上海', 'New York'),
  utcOffsetMinutes: fc.constantFrom(480, 0, -300, 345),
});

export const amounts = fc.oneof(
  fc.constantFrom('158', '158.00', '199.9', '0', '0.00000001', '999999999999999.99999999'),
  fc
    .tuple(fc.nat(100_000), fc.nat(99))
    .map(([whole, cents]) => `${String(whole)}.${String(cents).padStart(2, '0')}`),
);

export const looks: fc.Arbitrary<PriceLook> = fc.record({
  minute: fc.integer({ min: START, max: START + 5 * 1440 }),
  price: amounts,
  list: fc.option(amounts),
  context: contexts,
});

export const runs = { numRuns: Number(process.env.MINGBIAO_FUZZ_RUNS ?? 60) };

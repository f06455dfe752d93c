/** A simulated year of browsing, the same each time: 5,000 variants of one shop, 20 points each. All made up. */
import { joined } from '../../components/prices/history';
import type { PriceKey } from '../../components/prices/key';
import type { PriceContext, PricePoint } from '../../components/prices/point';

export const YEAR = { variants: 5_000, points: 100_000 } as const;

/** A repeatable stream of numbers in [0, 1) (mulberry32). */
export function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const START_MINUTE = Date.UTC(2025, 10, 1) / 60_000;

export const contextOf = (n: number): PriceContext => ({
  kind: n % 11 === 0 ? 'after-coupon' : 'plain',
  condition: n % 11 === 0 ? '券后' : '',
  words: [],
  account: n % 3 === 0 ? 'signed-in' : 'unknown',
  shopper: 'unknown',
  device: 'desktop',
  region: '',
  utcOffsetMinutes: 480,
});

export const variantKey = (n: number): PriceKey => ({
  shop: 'jd',
  product: String(100_000_000_000 + n * 7919),
  variant: n % 2 ? '颜色红 尺码L' : '',
  seller: '',
  currency: 'CNY',
  pack: '',
});

/** Points of variant `n`: looks one to fifteen days apart, one in three at a reduced price. */
export function variantPoints(n: number, random: () => number): PricePoint[] {
  const points: PricePoint[] = [];
  const base = 20 + Math.floor(random() * 900);
  let day = Math.floor(random() * 20);
  for (let k = 0; k < YEAR.points / YEAR.variants; k += 1) {
    day += 1 + Math.floor(random() * 14);
    const from = START_MINUTE + day * 1440 + Math.floor(random() * 900);
    const isReduced = random() < 0.3;
    points.push({
      from,
      until: from + Math.floor(random() * 240),
      price: isReduced ? `${String(Math.floor(base * 0.8))}.90` : `${String(base)}.00`,
      list: isReduced ? `${String(base)}.00` : null,
      context: contextOf(n + (k % 2)),
    });
  }
  return joined(points, []);
}

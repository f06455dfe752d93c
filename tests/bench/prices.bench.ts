/**
 * A simulated year of browsing: 5,000 variants, 100,000 points. Prints the bytes of a point, what opening,
 * a chart and judging take against the limit of a second, and how often the test of the together-table
 * speaks of a pattern when a shop gives prices out by lot.
 */
import 'fake-indexeddb/auto';
import { encodeHistory } from '../../components/prices/codec';
import { joined } from '../../components/prices/history';
import { keyText } from '../../components/prices/key';
import {
  askedIn,
  currentReduction,
  daysOf,
  lowestOf,
  windowBefore,
} from '../../components/prices/statistics';
import { openPriceStore } from '../../components/prices/store';
import { together, type SharedLook } from '../../components/prices/together';
import { contextOf, START_MINUTE, stream, variantKey, variantPoints, YEAR } from '../make/price-year';

const { variants: VARIANTS } = YEAR;
const LIMIT_MS = 1_000;
const TRIALS = 4_000;
const random = stream(20_261_121);
const start = START_MINUTE;

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const before = performance.now();
  const result = await work();
  const ms = performance.now() - before;
  console.log(
    `${what.padEnd(58)} ${ms.toFixed(1).padStart(8)} ms  ${(ms / LIMIT_MS).toFixed(3)} of the limit`,
  );
  return result;
}

async function storage(): Promise<void> {
  const all = Array.from({ length: VARIANTS }, (_, n) => [variantKey(n), variantPoints(n, random)] as const);
  const count = all.reduce((sum, [, points]) => sum + points.length, 0);
  const coded = all.reduce((sum, [, points]) => sum + encodeHistory(points).length, 0);
  const keys = all.reduce((sum, [key]) => sum + new TextEncoder().encode(keyText(key)).length, 0);
  const json = all.reduce((sum, [, points]) => sum + JSON.stringify(points).length, 0);
  console.log(`${String(VARIANTS)} variants, ${String(count)} points`);
  console.log(
    `bytes per point: ${(coded / count).toFixed(2)} coded, ${((coded + keys) / count).toFixed(2)} with keys; as JSON ${(json / count).toFixed(1)}`,
  );

  const filling = await openPriceStore('bench');
  await timed('fill (one transaction for each variant)', async () => {
    for (const [key, points] of all) await filling.merge(key, points);
  });
  filling.close();

  const store = await timed('open', () => openPriceStore('bench'));
  const middle = all[2_500];
  await timed('one look more', () =>
    store.remember(variantKey(1), [
      { minute: start + 600_000, price: '1.00', list: null, context: contextOf(1) },
    ]),
  );
  await timed('chart of one variant (read, by days)', async () => {
    const read = await store.read(middle?.[0] ?? variantKey(0));
    return read.ok ? daysOf(read.points).length : 0;
  });
  const everything = await timed('read and decode every history', () => store.all());
  await timed('judge every history (reduction, 7, 30 and 56 days)', async () => {
    let reduced = 0;
    for (const [, points] of everything) {
      const days = daysOf(points);
      const today = days.at(-1)?.day ?? '';
      const reduction = currentReduction(days);
      if (reduction) reduced += 1;
      lowestOf(windowBefore(days, today, 7));
      lowestOf(windowBefore(days, reduction?.since ?? today, 30));
      askedIn(windowBefore(days, today, 56), days.at(-1)?.list ?? '0', today);
    }
    return reduced;
  });
  const long = joined(
    Array.from({ length: 3650 }, (_, n) => ({
      from: start + n * 1440,
      until: start + n * 1440 + 60,
      price: n % 30 < 6 ? '158.00' : '199.00',
      list: n % 30 < 6 ? '299.00' : null,
      context: contextOf(1),
    })),
    [],
  );
  console.log(`ten years of one variant, looked at daily: ${String(encodeHistory(long).length)} bytes`);
  store.close();
}

/** Shops that give each person a price by lot and keep to it; three circumstances that have nothing to do with it. */
function falseAlarms(people: number, prices: number): number {
  const coin = (names: readonly string[]): string => names[Math.floor(random() * names.length)] ?? '';
  let alarms = 0;
  for (let trial = 0; trial < TRIALS; trial += 1) {
    const looks: SharedLook[] = [];
    for (let n = 0; n < people; n += 1) {
      const price = String(150 + 10 * Math.floor(random() * prices));
      const attributes = {
        account: coin(['signed-in', 'signed-out']),
        device: coin(['mobile', 'desktop']),
        shopper: coin(['new', 'returning']),
      };
      for (let look = 0; look < 3; look += 1) {
        looks.push({
          person: `p${String(n)}`,
          variant: 'v',
          minute: look,
          price,
          promotion: 'plain',
          attributes,
        });
      }
    }
    if (together(looks).some(({ outcome }) => outcome === 'differs-with-pattern')) alarms += 1;
  }
  return alarms / TRIALS;
}

await storage();
let worst = 0;
for (const [people, prices] of [
  [12, 2],
  [20, 2],
  [40, 2],
  [40, 3],
  [100, 2],
] as const) {
  const rate = falseAlarms(people, prices);
  worst = Math.max(worst, rate);
  console.log(
    `false alarms, ${String(people)} people, ${String(prices)} prices by lot: ${(rate * 100).toFixed(2)} % of ${String(TRIALS)} trials`,
  );
}
console.log(`worst false-alarm rate: ${(worst * 100).toFixed(2)} % (limit 1 %)`);
if (worst > 0.01) process.exitCode = 1;

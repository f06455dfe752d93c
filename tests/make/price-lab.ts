/** What runs in the page: fills, reads, charts and judges price records, and writes to them from several pages. */
import { chartOf } from '../../components/prices/chart';
import { recordOfHistory } from '../../components/prices/record';
import { openPriceStore, type PriceStore, type Remembered } from '../../components/prices/store';
import { contextOf, START_MINUTE, stream, variantKey, variantPoints, YEAR } from './price-year';

let opened: PriceStore | null = null;
const store = async (): Promise<PriceStore> => (opened ??= await openPriceStore('price-lab'));

async function timed(work: () => unknown): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

const at = (minute: number, price: string) => ({
  minute: START_MINUTE + minute,
  price,
  list: null,
  context: contextOf(1),
});

const priceLab = {
  /** Writes the whole year, one transaction for each variant; answers the time it took, in milliseconds. */
  async fill(): Promise<number> {
    const random = stream(20_261_121);
    const into = await store();
    return timed(async () => {
      for (let n = 0; n < YEAR.variants; n += 1) await into.merge(variantKey(n), variantPoints(n, random));
    });
  },
  /** Times of what a shopper waits for, in milliseconds, and what lies there. */
  async measure(): Promise<
    Record<'open' | 'look' | 'chart' | 'judgeOne' | 'all' | 'judgeAll' | 'points', number>
  > {
    const now = START_MINUTE + 400 * 1440;
    const open = await timed(async () => (await store()).count());
    const from = await store();
    const look = await timed(() => from.remember(variantKey(17), [at(400 * 1440, '1.00')]));
    const chart = await timed(async () => {
      const read = await from.read(variantKey(2_500));
      return read.ok ? chartOf(read.points) : null;
    });
    const judgeOne = await timed(async () => {
      const read = await from.read(variantKey(3_000));
      return read.ok ? recordOfHistory(variantKey(3_000), read.points, now, 480) : null;
    });
    let everything: Awaited<ReturnType<PriceStore['all']>> = [];
    const all = await timed(async () => {
      everything = await from.all();
    });
    const judgeAll = await timed(() => {
      for (const [n, [, points]] of everything.entries()) recordOfHistory(variantKey(n), points, now, 480);
    });
    const points = everything.reduce((sum, [, some]) => sum + some.length, 0);
    return { open, look, chart, judgeOne, all, judgeAll, points };
  },
  /** Remembers one look of variant `n`; each minute is a price of its own. */
  async remember(n: number, minute: number): Promise<Remembered> {
    return (await store()).remember(variantKey(n), [at(minute, `${String(100 + minute)}.00`)]);
  },
  /** Remembers looks one after another, all given at once, as tabs do that do not wait for each other. */
  async rememberMany(n: number, minutes: number[]): Promise<boolean[]> {
    const into = await store();
    return Promise.all(
      minutes.map(async (minute) => {
        const done = await into.remember(variantKey(n), [at(minute * 1440, `${String(100 + minute)}.00`)]);
        return done.ok;
      }),
    );
  },
  /** Writes looks until the page is ended; each that was answered is told by the console. */
  async writeOn(n: number, first: number): Promise<void> {
    const into = await store();
    for (let minute = first; ; minute += 2) {
      const done = await into.remember(variantKey(n), [at(minute * 1440, `${String(100 + minute)}.00`)]);
      if (done.ok) console.log(`kept ${String(minute)}`);
    }
  },
  /** Prices of one variant, or the code why they cannot be read. */
  async prices(n: number): Promise<string[] | string> {
    const read = await (await store()).read(variantKey(n));
    return read.ok ? read.points.map(({ price }) => price) : read.code;
  },
};
export type PriceLab = typeof priceLab;
(globalThis as unknown as { priceLab: PriceLab }).priceLab = priceLab;

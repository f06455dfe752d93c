import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readPriceText } from '../../components/observers/money';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(process.env.MINGBIAO_SHARED ?? join(root, '..', 'shared'), 'samples', 'prices');
const isPresent = existsSync(folder);
const load = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;

interface Row {
  text: string;
  current: number | null;
  list: number | null;
  currency: string;
}

const same = (read: string | null, wanted: number | null): boolean =>
  read === null ? wanted === null : wanted !== null && Number(read) === wanted;

function report(table: string, misses: string[], total: number): number {
  const share = (total - misses.length) / total;
  console.log(
    `${table}: ${total - misses.length}/${total} (${(share * 100).toFixed(1)} %)${misses.map((miss) => `\n  miss: ${miss}`).join('')}`,
  );
  return share;
}

// Without the sample folder nothing is proven here: the cases are third-party texts and not part of the project.
describe.skipIf(!isPresent)('price strings of the sample tables', () => {
  it('reads amounts of the general table', () => {
    const rows =
      load<{ id: string; price_text: string | null; expected_amount: number | null }[]>(
        'price-parser-cases.json',
      );
    const misses: string[] = [];
    const wanted = (text: string | null): Set<number | null> =>
      new Set(rows.filter((row) => row.price_text === text).map((row) => row.expected_amount));
    let unanswerable = 0;
    for (const row of rows) {
      const read = readPriceText(row.price_text ?? '');
      const amount = read.current ?? read.list;
      if (same(amount, row.expected_amount)) continue;
      // Nobody can answer these: no digit is left in the text, or two rows want two amounts of one text.
      const why =
        row.expected_amount !== null && !/\p{Nd}/u.test(row.price_text ?? '')
          ? 'no digit in the text'
          : wanted(row.price_text).size > 1
            ? 'two answers wanted of one text'
            : null;
      if (why !== null) unanswerable++;
      misses.push(
        `${row.id} ${JSON.stringify(row.price_text)} wanted ${row.expected_amount} read ${amount}${why === null ? '' : ` (${why})`}`,
      );
    }
    expect(report('price-parser-cases', misses, rows.length)).toBeGreaterThanOrEqual(0.979);
    const answerable = rows.length - unanswerable;
    const share = 1 - (misses.length - unanswerable) / answerable;
    console.log(`  of the ${answerable} that can be answered: ${(share * 100).toFixed(1)} %`);
    expect(share).toBeGreaterThanOrEqual(0.99);
  });

  it.each(['cjk-price-strings.json', 'page-price-blocks.json'])(
    'reads price, list price and currency of %s',
    (name) => {
      const rows = load<(Row & { block?: string })[]>(name);
      const misses: string[] = [];
      for (const row of rows) {
        const text = row.text ?? row.block ?? '';
        const read = readPriceText(text);
        if (!same(read.current, row.current) || !same(read.list, row.list))
          misses.push(`${text} wanted ${row.current}/${row.list} read ${read.current}/${read.list}`);
        else if (readPriceText(text, { currency: row.currency }).currency !== row.currency)
          misses.push(`${text} wanted ${row.currency}`);
        else if (read.currency !== row.currency)
          console.log(`  without a hint: ${text.slice(0, 40)} → ${read.currency}, not ${row.currency}`);
      }
      expect(report(name, misses, rows.length)).toBeGreaterThanOrEqual(0.99);
    },
  );

  it('reads marked amounts of the converter cases', () => {
    const rows = load<{ text: string; expected: { currency: string; amounts: number[] }[] }[]>(
      'currency-converter-issue-cases.json',
    );
    const misses: string[] = [];
    for (const row of rows) {
      const read = readPriceText(row.text).all;
      const wanted = row.expected.flatMap((e) => e.amounts);
      const codes = row.expected.flatMap((e) => e.amounts.map(() => e.currency.replace('?', '')));
      const isRight =
        read.length === wanted.length &&
        read.every((m, n) => Number(m.amount) === wanted[n] && m.currency === codes[n]);
      if (!isRight)
        misses.push(
          `${row.text} wanted ${JSON.stringify(row.expected)} read ${JSON.stringify(read.map((m) => [m.amount, m.currency]))}`,
        );
    }
    expect(report('converter', misses, rows.length)).toBeGreaterThanOrEqual(0.99);
  });
});

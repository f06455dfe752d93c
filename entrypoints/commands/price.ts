/**
 * `npm run -s price -- [--json]`: reads one text per line from standard input and prints what the money
 * reader makes of it, one JSON object a line; without --json a short line for people. Exit 0 always, for
 * "no price here" is an answer.
 */
import { createInterface } from 'node:readline';
import { readPriceText, type PriceReading } from '../../components/observers/money';

function line(reading: PriceReading): string {
  const { current, list, currency, kind, condition } = reading;
  return [
    current ?? '-',
    currency ?? '-',
    list === null ? '' : `list ${list}`,
    kind,
    condition ?? '',
    `← ${reading.text}`,
  ]
    .filter((part) => part !== '')
    .join('  ');
}

async function main(args: readonly string[]): Promise<void> {
  const isJson = args.includes('--json');
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const reading = readPriceText(text);
    const { current, list, currency, kind, condition, all } = reading;
    process.stdout.write(
      `${isJson ? JSON.stringify({ text, current, list, currency, kind, condition, all }) : line(reading)}\n`,
    );
  }
}

await main(process.argv.slice(2));

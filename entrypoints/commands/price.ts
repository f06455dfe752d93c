/**
 * `npm run -s price -- [--json]`: reads one text per line from standard input and prints what the money
 * reader makes of it, one JSON object a line; without --json a short line for people. UTF-8, with or without a
 * mark at its beginning; bytes that are none stand as U+FFFD. Exit 0 always, for "no price here" is an answer.
 */
import { readPriceText, type PriceReading } from '../../components/observers/money';

/** Of a text for people; a price block is shorter. */
const SHOWN_CHARS = 2_000;

/** What a terminal would obey instead of showing it (escape codes, turning round), as a picture of it. */
function plain(text: string): string {
  return text.slice(0, SHOWN_CHARS).replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '\u2423');
}

function line(reading: PriceReading): string {
  const { current, list, currency, kind, condition } = reading;
  return [
    current ?? '-',
    currency ?? '-',
    list === null ? '' : `list ${list}`,
    kind,
    condition ?? '',
    `← ${plain(reading.text)}`,
  ]
    .filter((part) => part !== '')
    .join('  ');
}

/** Longest line that is held; of a longer one the rest is left out, and said so. */
const LINE_BYTES = 16 * 1024 * 1024;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** Bytes of each line, parted by LF or CRLF alone: U+2028 and a lone CR are part of a text. */
async function* linesOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let held = 0;
  const take = (): Uint8Array => {
    const whole = Buffer.concat(parts);
    [parts, held] = [[], 0];
    return whole.at(-1) === RETURN ? whole.subarray(0, -1) : whole;
  };
  const hold = (part: Uint8Array): void => {
    const kept = part.subarray(0, Math.max(0, LINE_BYTES - held));
    if (kept.length < part.length && held <= LINE_BYTES)
      process.stderr.write(`price: a line is longer than ${LINE_BYTES} bytes; its rest was left out\n`);
    parts.push(kept);
    // One more than fits, so that the same line is spoken of once.
    held = kept.length < part.length ? LINE_BYTES + 1 : held + kept.length;
  };
  for await (const chunk of input) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      hold(chunk.subarray(from, at));
      yield take();
      from = at + 1;
    }
    hold(chunk.subarray(from));
  }
  if (held > 0) yield take();
}

/** Waits until what was written is taken, so that a fast input never fills the memory. */
async function print(text: string): Promise<void> {
  if (process.stdout.write(text)) return;
  await new Promise((resolve) => process.stdout.once('drain', resolve));
}

async function main(args: readonly string[]): Promise<void> {
  const isJson = args.includes('--json');
  // Whoever reads us (`| head -1`) may have seen enough.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  let isFirst = true;
  for await (const bytes of linesOf(process.stdin)) {
    const decoded = utf8.decode(bytes);
    const text = isFirst ? decoded.replace(/^\ufeff/, '') : decoded;
    isFirst = false;
    const reading = readPriceText(text);
    const { current, list, currency, kind, condition, all } = reading;
    await print(
      `${isJson ? JSON.stringify({ text, current, list, currency, kind, condition, all }) : line(reading)}\n`,
    );
  }
}

await main(process.argv.slice(2));

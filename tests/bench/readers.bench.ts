/**
 * What reading a file costs: bytes looked at against the whole file, and time against two general metadata
 * readers on the same bytes in the same run. Unmarked files are the common case on a shop page.
 */
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExifReader from 'exifreader';
import exifr from 'exifr';
import { fromBytes } from '../../components/provenance/source';
import { readStatement } from '../../components/provenance/read';
import { demoMedia, mediaNames } from '../demo/media';
import { root } from '../house/sources';

const ROUNDS = 15;

interface Sample {
  name: string;
  bytes: Uint8Array;
}

/** Real files where the reference set is beside the project, our own demo pictures everywhere. */
async function pictures(): Promise<{ unmarked: Sample[]; marked: Sample[]; from: string }> {
  const shared = join(process.env['MINGBIAO_SHARED'] ?? join(root, '..', 'shared'), 'samples', 'media');
  const unmarked: Sample[] = [];
  const marked: Sample[] = [];
  if (existsSync(join(shared, 'manifest.json'))) {
    const { files } = JSON.parse(readFileSync(join(shared, 'manifest.json'), 'utf8')) as {
      files: { file: string; expected: { mechanisms: string[] } }[];
    };
    for (const { file, expected } of files.filter((f) => /\.(jpe?g|png|webp|gif|avif)$/i.test(f.file))) {
      const bytes = new Uint8Array(await readFile(join(shared, file)));
      if (bytes.length > 0)
        (expected.mechanisms.length === 0 ? unmarked : marked).push({ name: file, bytes });
    }
    return { unmarked, marked, from: 'reference files' };
  }
  const folder = await demoMedia();
  for (const name of mediaNames().filter((n) => !n.endsWith('.webm'))) {
    const bytes = new Uint8Array(await readFile(join(folder, name)));
    const { mechanisms } = await readStatement(fromBytes(bytes), { depth: 'whole' });
    (mechanisms.length === 0 ? unmarked : marked).push({ name, bytes });
  }
  return { unmarked, marked, from: 'pictures of the demo shop' };
}

type Reader = (bytes: Uint8Array) => Promise<unknown>;

const READERS: Record<string, Reader> = {
  'mingbiao, as in the browser': (bytes) => readStatement(fromBytes(bytes), { depth: 'head' }),
  'mingbiao, as in inspect': (bytes) => readStatement(fromBytes(bytes), { depth: 'whole' }),
  'exifr (XMP, IPTC and text on)': (bytes) =>
    exifr.parse(bytes, { xmp: true, iptc: true, userComment: true }),
  'exifreader (expanded, async)': (bytes) =>
    Promise.resolve(
      ExifReader.load(Buffer.from(bytes), { expanded: true, includeUnknown: true, async: true }),
    ),
};

/** Median over rounds of the time for all files; a reader that throws on a file has still spent its time. */
async function medianMs(files: readonly Sample[], read: Reader): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    for (const { bytes } of files) await read(bytes).catch(() => undefined);
    rounds.push(performance.now() - started);
  }
  return median(rounds);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}

const { unmarked, marked, from } = await pictures();
console.log(
  `${String(unmarked.length)} unmarked and ${String(marked.length)} marked ${from}, in memory, median of ${String(ROUNDS)} rounds`,
);
const shares: number[] = [];
const read: number[] = [];
for (const { bytes } of unmarked) {
  const statement = await readStatement(fromBytes(bytes), { depth: 'head' });
  read.push(statement.bytesRead);
  shares.push(statement.bytesRead / bytes.length);
}
console.log(
  `bytes looked at in an unmarked picture: median ${String(median(read))} (${(100 * median(shares)).toFixed(1)} % of the file)`,
);
for (const [title, files] of [
  ['unmarked JPEG and PNG', unmarked.filter((f) => /\.(jpe?g|png)$/i.test(f.name))],
  ['unmarked, all', unmarked],
  ['marked, all', marked],
] as const) {
  console.log(`\n${title}: ${String(files.length)} files`);
  const times = new Map<string, number>();
  for (const [name, reader] of Object.entries(READERS)) times.set(name, await medianMs(files, reader));
  const own = times.get('mingbiao, as in the browser') ?? NaN;
  for (const [name, ms] of times)
    console.log(
      `  ${name.padEnd(32)} ${ms.toFixed(2).padStart(9)} ms  ${(ms / own).toFixed(2).padStart(7)} ×`,
    );
}

/**
 * What reading a file costs: bytes looked at against the whole file, and time against two general metadata
 * readers on the same bytes in memory, in the same run, their rounds interleaved. Unmarked pictures are the
 * common case on a shop page: drawn ones of ordinary size everywhere, real files where the reference set is
 * beside the project.
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
import { shopPictures, type NamedPicture } from '../make/shop-pictures';

const ROUNDS = 21;
const WARM_UP_ROUNDS = 12;
/** A round reads every file this often, so that one round is well above the resolution of the clock. */
const REPEATS = 4;

/** Real files where the reference set is beside the project, our own demo pictures elsewhere. */
async function referencePictures(): Promise<{
  unmarked: NamedPicture[];
  marked: NamedPicture[];
  from: string;
}> {
  const shared = join(process.env['MINGBIAO_SHARED'] ?? join(root, '..', 'shared'), 'samples', 'media');
  const unmarked: NamedPicture[] = [];
  const marked: NamedPicture[] = [];
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

const READERS = {
  'mingbiao, as in the browser': (bytes) => readStatement(fromBytes(bytes), { depth: 'head' }),
  'mingbiao, as in inspect': (bytes) => readStatement(fromBytes(bytes), { depth: 'whole' }),
  'exifr, default options': (bytes) => exifr.parse(bytes),
  'exifr, with XMP, IPTC, comment': (bytes) =>
    exifr.parse(bytes, { xmp: true, iptc: true, userComment: true }),
  'exifreader, expanded': (bytes) =>
    Promise.resolve(
      ExifReader.load(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), {
        expanded: true,
        includeUnknown: true,
        async: true,
      }),
    ),
} satisfies Record<string, Reader>;
type ReaderName = keyof typeof READERS;
const NAMES = Object.keys(READERS) as ReaderName[];

/** Microseconds for all files, once; a reader that throws on a file has still spent its time. */
async function roundUs(files: readonly NamedPicture[], read: Reader, repeats: number): Promise<number> {
  const started = performance.now();
  for (let n = 0; n < repeats; n += 1) {
    for (const { bytes } of files) await read(bytes).catch(() => undefined);
  }
  return ((performance.now() - started) * 1000) / repeats;
}

/** Median microseconds a file and a reader; readers take turns, so that a busy machine is busy for all of them. */
async function medians(files: readonly NamedPicture[]): Promise<Map<ReaderName, number>> {
  for (const name of NAMES)
    for (let n = 0; n < WARM_UP_ROUNDS; n += 1) await roundUs(files, READERS[name], 1);
  const rounds = new Map<ReaderName, number[]>(NAMES.map((name) => [name, []]));
  for (let n = 0; n < ROUNDS; n += 1) {
    for (const name of NAMES) rounds.get(name)?.push(await roundUs(files, READERS[name], REPEATS));
  }
  return new Map(NAMES.map((name) => [name, median(rounds.get(name) ?? []) / files.length]));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/** Files in which a reader says something at all: a reader that gives up at once is quick for no merit. */
async function answered(files: readonly NamedPicture[], read: Reader): Promise<number> {
  let count = 0;
  for (const { bytes } of files) {
    const isRead = await read(bytes).then(
      () => true,
      () => false,
    );
    if (isRead) count += 1;
  }
  return count;
}

async function cost(title: string, files: readonly NamedPicture[], depth: 'head' | 'whole'): Promise<void> {
  const read: number[] = [];
  const shares: number[] = [];
  for (const { bytes } of files) {
    const statement = await readStatement(fromBytes(bytes), { depth });
    read.push(statement.bytesRead);
    shares.push(statement.bytesRead / bytes.length);
  }
  console.log(
    `${title}, ${depth}: median ${String(median(read))} bytes looked at (${(100 * median(shares)).toFixed(1)} % of the file)`,
  );
}

async function compare(title: string, files: readonly NamedPicture[]): Promise<void> {
  if (files.length === 0) return;
  const sizes = files.map(({ bytes }) => bytes.length);
  console.log(
    `\n${title}: ${String(files.length)} files, median ${String(Math.round(median(sizes) / 1024))} KB`,
  );
  const times = await medians(files);
  const head = times.get('mingbiao, as in the browser') ?? NaN;
  const whole = times.get('mingbiao, as in inspect') ?? NaN;
  console.log(`  ${''.padEnd(32)} ${'µs a file'.padStart(9)}  ÷ browser  ÷ inspect  files answered`);
  for (const [name, us] of times)
    console.log(
      `  ${name.padEnd(32)} ${us.toFixed(1).padStart(9)}  ${(us / head).toFixed(2).padStart(9)}  ${(us / whole).toFixed(2).padStart(9)}  ${String(await answered(files, READERS[name])).padStart(14)}`,
    );
}

const drawn = await shopPictures();
const { unmarked, marked, from } = await referencePictures();
console.log(
  `in memory, median of ${String(ROUNDS)} interleaved rounds after ${String(WARM_UP_ROUNDS)} to warm up; marks: ${from}`,
);
for (const depth of ['head', 'whole'] as const) {
  await cost('drawn shop pictures', drawn, depth);
  await cost('unmarked, all', unmarked, depth);
}
const isJpegOrPng = ({ name }: NamedPicture): boolean => /\.(jpe?g|png)$/i.test(name);
await compare('drawn shop pictures, JPEG and PNG', drawn.filter(isJpegOrPng));
await compare(
  'drawn shop pictures without any metadata',
  drawn.filter(({ name }) => name.includes('bare')),
);
await compare('drawn shop pictures, all', drawn);
await compare('unmarked, JPEG and PNG', unmarked.filter(isJpegOrPng));
await compare('unmarked, all', unmarked);
await compare('marked, all', marked);

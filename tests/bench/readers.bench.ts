/**
 * What reading a file costs: bytes looked at against the whole file, and time against two general metadata
 * readers on the same files in the same run, their rounds interleaved; once over bytes in memory, as a browser has
 * them, and once from disk by path, as `inspect` does, beside what it costs to load the file and no more. Each peer is
 * asked with its defaults and with the options that see the most of what we see. The ratio of a set is the median of
 * the ratios of its files: the mean of the times, printed beside it, is that of the one file with the longest text. Unmarked pictures are the common case on a shop page: drawn ones of ordinary
 * size everywhere, real files where the reference set is beside the project.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExifReader from 'exifreader';
import exifr from 'exifr';
import { inspectFile } from '../../entrypoints/commands/inspect';
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

interface Picture extends NamedPicture {
  path: string;
}
type Reader = (file: Picture) => Promise<unknown>;

const ALL_OF_EXIFR = { xmp: true, iptc: true, userComment: true };
const ALL_OF_EXIFREADER = { expanded: true, includeUnknown: true, async: true } as const;
const loaded = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

const IN_MEMORY: Record<string, Reader> = {
  'mingbiao, as in the browser': ({ bytes }) => readStatement(fromBytes(bytes), { depth: 'head' }),
  'mingbiao, as in inspect': ({ bytes }) => readStatement(fromBytes(bytes), { depth: 'whole' }),
  'exifr, defaults': ({ bytes }) => exifr.parse(bytes),
  'exifr, seeing the same': ({ bytes }) => exifr.parse(bytes, ALL_OF_EXIFR),
  'exifreader, defaults': async ({ bytes }) => ExifReader.load(loaded(bytes)),
  'exifreader, seeing the same': async ({ bytes }) => ExifReader.load(loaded(bytes), ALL_OF_EXIFREADER),
};
const FROM_DISK: Record<string, Reader> = {
  'mingbiao, inspect': ({ path }) => inspectFile(path),
  'loading the file, no more': ({ path }) => Promise.resolve(readFileSync(path)),
  'exifr, defaults': ({ path }) => exifr.parse(path),
  'exifr, seeing the same': ({ path }) => exifr.parse(path, ALL_OF_EXIFR),
  'exifreader, defaults': ({ path }) => ExifReader.load(path),
  'exifreader, seeing the same': ({ path }) => ExifReader.load(path, ALL_OF_EXIFREADER),
};

/** Microseconds of each file in one round; a reader that throws on a file has still spent its time. */
async function roundUs(files: readonly Picture[], read: Reader): Promise<number[]> {
  const times: number[] = [];
  for (const file of files) {
    const started = performance.now();
    for (let n = 0; n < REPEATS; n += 1) await read(file).catch(() => undefined);
    times.push(((performance.now() - started) * 1000) / REPEATS);
  }
  return times;
}

/** Median microseconds of each file for each reader; readers take turns, so that a busy machine is busy for all. */
async function medians(
  files: readonly Picture[],
  readers: Record<string, Reader>,
): Promise<Map<string, number[]>> {
  for (const read of Object.values(readers))
    for (let n = 0; n < WARM_UP_ROUNDS; n += 1) await roundUs(files, read);
  const rounds = new Map<string, number[][]>(Object.keys(readers).map((name) => [name, []]));
  for (let n = 0; n < ROUNDS; n += 1) {
    for (const [name, read] of Object.entries(readers)) rounds.get(name)?.push(await roundUs(files, read));
  }
  return new Map(
    [...rounds].map(([name, times]) => [
      name,
      files.map((_, at) => median(times.map((one) => one[at] ?? NaN))),
    ]),
  );
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/** Files in which a reader says something at all: a reader that gives up at once is quick for no merit. */
async function answered(files: readonly Picture[], read: Reader): Promise<number> {
  let count = 0;
  for (const file of files) {
    const isRead = await read(file).then(
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

async function compare(title: string, pictures: readonly NamedPicture[]): Promise<void> {
  if (pictures.length === 0) return;
  const sizes = pictures.map(({ bytes }) => bytes.length);
  console.log(
    `\n${title}: ${String(pictures.length)} files, median ${String(Math.round(median(sizes) / 1024))} KB`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'mingbiao-bench-'));
  try {
    const files = pictures.map(({ name, bytes }, at) => {
      const path = join(folder, `${String(at)}-${name.replaceAll('/', '-')}`);
      writeFileSync(path, bytes);
      return { name, bytes, path };
    });
    await table('bytes in memory', files, IN_MEMORY);
    await table('from disk, by path', files, FROM_DISK);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One row a reader: its time as so many times ours, in the middle file and between the tenths; its mean; its answers. */
async function table(
  from: string,
  files: readonly Picture[],
  readers: Record<string, Reader>,
): Promise<void> {
  const times = await medians(files, readers);
  const [ours = []] = times.values();
  console.log(`  ${from.padEnd(32)} ÷ first  (tenths of files)  mean µs  files answered`);
  for (const [name, us] of times) {
    const read = readers[name];
    if (!read) continue;
    const ratios = us.map((time, at) => time / (ours[at] ?? NaN)).sort((a, b) => a - b);
    const at = (share: number): string => (ratios[Math.floor(share * (ratios.length - 1))] ?? NaN).toFixed(1);
    const mean = us.reduce((sum, time) => sum + time, 0) / us.length;
    console.log(
      `  ${name.padEnd(32)} ${median(ratios).toFixed(2).padStart(7)}  ${`${at(0.1)} to ${at(0.9)}`.padStart(17)}  ${mean.toFixed(1).padStart(7)}  ${String(await answered(files, read)).padStart(14)}`,
    );
  }
}

const drawn = await shopPictures();
const { unmarked, marked, from } = await referencePictures();
console.log(
  `median of ${String(ROUNDS)} interleaved rounds after ${String(WARM_UP_ROUNDS)} to warm up; marks: ${from}`,
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

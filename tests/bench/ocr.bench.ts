/**
 * What reading burnt-in labels costs and finds, in Node with the packaged program: milliseconds per picture
 * (cold and warm), memory, recall on labelled pictures, false labels on others. Two sets: the one that the tests have a
 * part of, and a wide one with faint, translucent, outlined, vertical and small writing at the quality of shops, told by
 * size and look; last, pictures by seed whose wordings and seeds were not used to choose anything. That last part
 * ends after a stated time, labelled and others in turn, and says how many it came to: on a busy machine one picture
 * without a label, which is read to its last corner, takes many seconds. Posters come last, in the same way: other
 * grounds and looks, Korean with Korean data, and how far measured heights are from the drawn ones.
 * Run: npx tsx tests/bench/ocr.bench.ts [pictures] [of the wide set] [by seed] [minutes for these] [first poster] [posters]
 */
import { readFile } from 'node:fs/promises';
import { compileLexicon } from '../../components/observers/wording';
import { readPicture, readWithEach } from '../../components/pixels/read-picture';
import { saysBoth } from '../../components/pixels/read-labels';
import type { Lexicon } from '../../rules/language';
import { LABEL_TEXTS, OTHER_TEXTS, pictureWithWriting, wideCaseOf, writingOf } from '../make/label-pictures';
import { labelCase } from '../make/label-looks';
import { posterCase } from '../make/poster-pictures';
import { nodePicture, nodeRecogniser } from '../make/pixel-reader';
import { PRODUCT_NAMES } from '../make/pictures';

const COUNT = Number(process.argv[2] ?? 48);
const WIDE = Number(process.argv[3] ?? 72);
const SEEDS = Number(process.argv[4] ?? 60);
const SEED_MINUTES = Number(process.argv[5] ?? 8);
const LEXICON = new URL('../../rules/lexicon/disclosure.json', import.meta.url);
const match = compileLexicon(JSON.parse(await readFile(LEXICON, 'utf8')) as Lexicon);
const memory = (): number => Math.round(process.memoryUsage().rss / (1 << 20));

const memoryBefore = memory();
const begun = performance.now();
const recogniser = await nodeRecogniser();
console.log(`start            ${(performance.now() - begun).toFixed(0)} ms`);

const times: number[] = [];
let firstMs = 0;
let memoryMost = 0;
const missed: string[] = [];
const invented: string[] = [];
const shares: number[] = [];
for (const [texts, isLabelled] of [
  [LABEL_TEXTS, true],
  [OTHER_TEXTS, false],
] as const)
  for (let i = 0; i < COUNT; i += 1) {
    const { writing, size } = writingOf(texts, i);
    const product = PRODUCT_NAMES[i % PRODUCT_NAMES.length] ?? 'cup';
    const bytes = await pictureWithWriting(product, size[0], size[1], writing);
    const picture = await nodePicture(bytes);
    const reading = readPicture(picture, {
      recogniser,
      match,
      clock: () => performance.now(),
      softMs: 20_000,
    });
    if (firstMs === 0) firstMs = reading.tookMs;
    else times.push(reading.tookMs);
    memoryMost = Math.max(memoryMost, memory());
    const label = reading.labels.find(saysBoth);
    if (isLabelled && !label)
      missed.push(
        `${writing.text} ${writing.look} ${String(writing.share)} of ${String(Math.min(...size))} px`,
      );
    if (isLabelled && label) shares.push(label.heightShare / writing.share);
    if (!isLabelled && reading.labels.length > 0)
      invented.push(`${writing.text} → ${reading.labels[0]?.text ?? ''}`);
  }
const sorted = times.sort((a, b) => a - b);
const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
console.log(`cold             ${String(firstMs)} ms for the first picture`);
console.log(
  `warm             median ${String(at(0.5))} ms, 90 % within ${String(at(0.9))} ms, longest ${String(at(1))} ms`,
);
console.log(
  `memory           ${String(memoryBefore)} MB before, ${String(memoryMost)} MB at most (with the pictures' makers)`,
);
console.log(`labels found     ${String(COUNT - missed.length)} of ${String(COUNT)}`);
for (const line of missed) console.log(`  missed: ${line}`);
console.log(`labels invented  ${String(invented.length)} on ${String(COUNT)} other pictures`);
for (const line of invented) console.log(`  invented: ${line}`);
const ratio = shares.sort((a, b) => a - b);
console.log(
  `font height      measured / drawn: ${(ratio[0] ?? 0).toFixed(2)} to ${(ratio.at(-1) ?? 0).toFixed(2)}, median ${(ratio[Math.floor(ratio.length / 2)] ?? 0).toFixed(2)}`,
);

/** Found and all, by the name of a class. */
class Recall {
  readonly #counts = new Map<string, [number, number]>();
  add(name: string, isFound: boolean): void {
    const [found, all] = this.#counts.get(name) ?? [0, 0];
    this.#counts.set(name, [found + (isFound ? 1 : 0), all + 1]);
  }
  print(title: string): void {
    const parts = [...this.#counts]
      .sort()
      .map(([name, [found, all]]) => `${name}: ${String(found)} of ${String(all)}`);
    console.log(`${title.padEnd(16)} ${parts.join(', ')}`);
  }
}

const bySize = new Recall();
const byLook = new Recall();
const byLanguage = new Recall();
const wideMissed: string[] = [];
const wideInvented: string[] = [];
const wideTimes: number[] = [];
for (const kind of ['label', 'other'] as const)
  for (let i = 0; i < WIDE; i += 1) {
    const { writing, size, language, quality } = wideCaseOf(kind, i);
    const product = PRODUCT_NAMES[(i * 5) % PRODUCT_NAMES.length] ?? 'cup';
    const bytes = await pictureWithWriting(product, size[0], size[1], writing, quality);
    const reading = readPicture(await nodePicture(bytes), {
      recogniser,
      match,
      clock: () => performance.now(),
      softMs: 20_000,
    });
    wideTimes.push(reading.tookMs);
    const name = `${writing.text} ${writing.isVertical ? 'vertical' : writing.look} ${writing.font ?? ''} ${String(writing.share)} of ${String(Math.min(...size))} px, quality ${String(quality)}`;
    if (kind === 'other') {
      if (reading.labels.length > 0) wideInvented.push(`${name} → ${reading.labels[0]?.text ?? ''}`);
      continue;
    }
    const isFound = reading.labels.some(saysBoth);
    byLanguage.add(language, isFound);
    if (language !== 'ko') {
      bySize.add(`${String(writing.share * 100)} %`, isFound);
      byLook.add(writing.isVertical ? 'vertical' : writing.look, isFound);
    }
    if (!isFound) wideMissed.push(name);
  }
const wideSorted = wideTimes.sort((a, b) => a - b);
console.log(
  `\nwide set         ${String(WIDE)} with a label, ${String(WIDE)} without; median ${String(wideSorted[wideSorted.length >> 1] ?? 0)} ms`,
);
bySize.print('found by size');
byLook.print('found by look');
byLanguage.print('by language');
for (const line of wideMissed) console.log(`  missed: ${line}`);
console.log(`labels invented  ${String(wideInvented.length)} on ${String(WIDE)} other pictures`);
for (const line of wideInvented) console.log(`  invented: ${line}`);

const seenByLook = new Recall();
const seedMissed: string[] = [];
const seedInvented: string[] = [];
const seedTimes: Record<'labelled' | 'others', number[]> = { labelled: [], others: [] };
const seedsBegun = performance.now();
for (let n = 0; n < SEEDS * 2; n += 1) {
  if (performance.now() - seedsBegun > SEED_MINUTES * 60_000) break;
  const isLabelled = n % 2 === 0;
  const drawn = await labelCase(n >> 1, 'report', isLabelled);
  const reading = readPicture(await nodePicture(drawn.bytes), {
    recogniser,
    match,
    clock: () => performance.now(),
    softMs: 20_000,
  });
  seedTimes[isLabelled ? 'labelled' : 'others'].push(reading.tookMs);
  const label = reading.labels[0];
  if (isLabelled) {
    const isFound = reading.labels.some(saysBoth);
    seenByLook.add(drawn.look, isFound);
    if (!isFound) seedMissed.push(drawn.name);
  } else if (label) seedInvented.push(`${drawn.name} → ${label.text}`);
}
const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
console.log(
  `\nby seed          ${String(seedTimes.labelled.length)} of ${String(SEEDS)} with a label, median ${String(middle(seedTimes.labelled))} ms, ${String(seedTimes.labelled.length - seedMissed.length)} found; ${String(seedTimes.others.length)} of ${String(SEEDS)} without, median ${String(middle(seedTimes.others))} ms`,
);
seenByLook.print('found by look');
for (const line of seedMissed) console.log(`  missed: ${line}`);
console.log(
  `labels invented  ${String(seedInvented.length)} on ${String(seedTimes.others.length)} other pictures`,
);
for (const line of seedInvented) console.log(`  invented: ${line}`);

const FIRST_POSTER = Number(process.argv[6] ?? 2000);
const POSTERS = Number(process.argv[7] ?? 56);
/** A measured height is right within this share of the drawn one. */
const HEIGHT_TOLERANCE = 0.1;
const korean = await nodeRecogniser('kor');
const posterByLook = new Recall();
const posterLines: string[] = [];
let heightsRight = 0;
let heights = 0;
const postersBegun = performance.now();
for (let n = 0; n < POSTERS * 2; n += 1) {
  if (performance.now() - postersBegun > SEED_MINUTES * 60_000) break;
  const drawn = await posterCase(FIRST_POSTER + (n >> 1), n % 2 === 0);
  const reading = readWithEach(
    await nodePicture(drawn.bytes),
    drawn.look === 'korean' ? [korean, recogniser] : [recogniser],
    { match, clock: () => performance.now(), softMs: 20_000 },
  );
  const label = reading.labels.find(saysBoth);
  if (drawn.share === null) {
    posterByLook.add('others left alone', reading.labels.length === 0);
    if (reading.labels[0]) posterLines.push(`invented: ${drawn.name} → ${reading.labels[0].text}`);
    continue;
  }
  posterByLook.add(drawn.look, label !== undefined);
  if (!label) posterLines.push(`missed: ${drawn.name}`);
  else {
    heights += 1;
    if (Math.abs(label.heightShare / drawn.share - 1) <= HEIGHT_TOLERANCE) heightsRight += 1;
  }
}
console.log('');
posterByLook.print('posters');
for (const line of posterLines) console.log(`  ${line}`);
console.log(
  `font height      within ${String(HEIGHT_TOLERANCE * 100)} % of the drawn one: ${String(heightsRight)} of ${String(heights)}`,
);

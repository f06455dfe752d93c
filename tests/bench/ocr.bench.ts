/**
 * What reading burnt-in labels costs and finds, in Node with the packaged program: milliseconds per picture
 * (cold and warm), memory, recall on labelled pictures, false labels on others. Run: npx tsx tests/bench/ocr.bench.ts [pictures]
 */
import { readFile } from 'node:fs/promises';
import { compileLexicon } from '../../components/observers/wording';
import { readPicture } from '../../components/pixels/read-picture';
import { saysBoth } from '../../components/pixels/read-labels';
import type { Lexicon } from '../../rules/language';
import { LABEL_TEXTS, OTHER_TEXTS, pictureWithWriting, writingOf } from '../make/label-pictures';
import { nodePicture, nodeRecogniser } from '../make/pixel-reader';
import { PRODUCT_NAMES } from '../make/pictures';

const COUNT = Number(process.argv[2] ?? 48);
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

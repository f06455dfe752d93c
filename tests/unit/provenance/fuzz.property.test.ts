/**
 * Mutation fuzz of the whole reader: bit flips, truncations, length lies, repeats and splices of one marked
 * file of every kind. It must always answer, with a statement that fits the contract, in bounded time.
 * MINGBIAO_FUZZ_RUNS sets the number of cases, MINGBIAO_FUZZ_PART (`2/4`) which share of them this process takes.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileStatementSchema } from '../../../components/model/observation';
import { read, seeds } from './build';
import { generator } from './generator';

const RUNS = Number(process.env.MINGBIAO_FUZZ_RUNS ?? 200_000);
const [PART = 1, PARTS = 1] = (process.env.MINGBIAO_FUZZ_PART ?? '1/1').split('/').map(Number);
const CASES = Math.ceil((RUNS - PART + 1) / PARTS);
/** Every altered file is far below a megabyte. */
const SLOWEST_MS = 100;
const LOOK_AGAIN_MS = 20;
const SAID_EVERY = 100_000;

/** Numbers with which lengths lie best. */
const LIES = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

function mutated(original: Uint8Array, seed: number): Uint8Array {
  const next = generator(seed);
  let bytes = original.slice();
  const steps = 1 + next(4);
  for (let n = 0; n < steps; n++) {
    const at = next(bytes.length);
    switch (next(6)) {
      case 0:
        bytes[at] = (bytes[at] ?? 0) ^ (1 << next(8));
        break;
      case 1:
        bytes[at] = next(256);
        break;
      case 2:
        bytes = bytes.slice(0, at + 1);
        break;
      case 3: {
        const lie = LIES[next(LIES.length)] ?? 0;
        const view = new DataView(bytes.buffer);
        const isLittle = next(2) === 0;
        if (next(2) === 0 && at + 4 <= bytes.length) view.setUint32(at, lie, isLittle);
        else if (at + 2 <= bytes.length) view.setUint16(at, lie & 0xffff, isLittle);
        break;
      }
      case 4: {
        const from = next(bytes.length);
        bytes.copyWithin(at, from, from + next(64));
        break;
      }
      default: {
        const piece = bytes.slice(at, at + next(200));
        const grown = new Uint8Array(bytes.length + piece.length);
        grown.set(bytes.subarray(0, at));
        grown.set(piece, at);
        grown.set(bytes.subarray(at), at + piece.length);
        bytes = grown;
      }
    }
  }
  return bytes;
}

describe('the reader under mutation', () => {
  const all = Object.entries(seeds());

  it(
    `answers ${String(CASES)} altered files, each in bounded time`,
    async () => {
      const started = performance.now();
      let slowest = { ms: 0, name: '', run: 0, bytes: 0 };
      for (let run = PART - 1, cases = 1; run < RUNS; run += PARTS, cases++) {
        if (cases % SAID_EVERY === 0)
          process.stdout.write(
            `reader fuzz ${String(PART)}/${String(PARTS)}: ${String(cases)} of ${String(CASES)}\n`,
          );
        const [name, bytes] = all[run % all.length] ?? ['', new Uint8Array(0)];
        const from = performance.now();
        const altered = mutated(bytes, run * 2_654_435_761);
        const depth = run % 3 === 0 ? 'head' : 'whole';
        const statement = await read(altered, depth);
        let ms = performance.now() - from;
        // A busy machine pauses anywhere: a case is slow only when it takes the processor's time, every time.
        for (let again = 0; again < 3 && ms > LOOK_AGAIN_MS; again++) {
          const start = process.cpuUsage();
          await read(altered, depth);
          const { user, system } = process.cpuUsage(start);
          ms = Math.min(ms, (user + system) / 1000);
        }
        if (ms > slowest.ms) slowest = { ms, name, run, bytes: altered.length };
        const failure = statement.errors.find(({ code }) => code === 'source-failed');
        if (failure) throw new Error(`${name}, run ${String(run)}: ${failure.detail ?? ''}`);
        if (run % 16 === 0 && !fileStatementSchema.safeParse(statement).success) {
          throw new Error(`${name}, run ${String(run)}: outside the contract`);
        }
      }
      const perSecond = Math.round((CASES / (performance.now() - started)) * 1000);
      process.stdout.write(
        `reader fuzz: ${String(CASES)} cases, ${String(perSecond)} a second, slowest ${slowest.ms.toFixed(1)} ms ` +
          `(${slowest.name}, run ${String(slowest.run)}, ${String(slowest.bytes)} bytes)\n`,
      );
      expect(slowest.ms).toBeLessThan(SLOWEST_MS);
    },
    Math.max(120_000, CASES * 5),
  );

  it('answers any bytes behind any beginning', async () => {
    const starts = all.map(([, bytes]) => bytes.subarray(0, 16));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...starts),
        fc.uint8Array({ maxLength: 2048 }),
        async (start, rest) => {
          const bytes = new Uint8Array([...start, ...rest]);
          const statement = await read(bytes);
          expect(statement.errors.find(({ code }) => code === 'source-failed')).toBeUndefined();
          expect(statement.bytesRead).toBeLessThanOrEqual(bytes.length);
        },
      ),
      { numRuns: 500 },
    );
  });
});

import fc from 'fast-check';
import { zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkCaseFile } from '../../../components/evidence/check';
import { CASE_FILE } from '../../../components/evidence/layout';
import { newSigningKey, type SigningKey } from '../../../components/evidence/signature';
import { entriesOf, forged, madeCaseFile, smallLaw, zipOf } from '../verify/made-case';

const AT = '2026-11-21T09:00:00.000Z';
const EVERY = Number(process.env['MINGBIAO_EVERY_BYTE'] ?? 0) > 0;
const RUNS = Number(process.env['MINGBIAO_FUZZ_RUNS'] ?? 60);
let key: SigningKey;
let file: Uint8Array;
let other: Uint8Array;
beforeAll(async () => {
  const law = await smallLaw();
  key = await newSigningKey();
  file = await madeCaseFile(law, 'case-0001', { at: AT, key });
  other = await madeCaseFile(law, 'case-0002', { at: AT, key });
});

const isFound = async (bytes: Uint8Array): Promise<boolean> =>
  (await checkCaseFile(bytes)).items.some(({ verdict }) => verdict === 'altered');

/** Every byte of the container's own structure, and in each entry its first, its last and a sample between. */
function positions(): number[] {
  if (EVERY) return Array.from({ length: file.length }, (_, at) => at);
  const places = new Set<number>();
  let at = 0;
  for (const [name, bytes] of entriesOf(file)) {
    const content = at + 30 + name.length;
    for (let head = at; head < content; head += 3) places.add(head);
    for (let inner = 0; inner < bytes.length; inner += Math.ceil(bytes.length / 24))
      places.add(content + inner);
    places.add(content + bytes.length - 1);
    at = content + bytes.length;
  }
  for (; at < file.length; at += 3) places.add(at);
  return [...places];
}

describe('a signed case file', () => {
  it(
    'with one byte changed, removed or added anywhere is found',
    async () => {
      const missed: string[] = [];
      let tried = 0;
      for (const at of positions()) {
        const changed = file.slice();
        changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
        const removed = new Uint8Array(file.length - 1);
        removed.set(file.subarray(0, at));
        removed.set(file.subarray(at + 1), at);
        const added = new Uint8Array(file.length + 1);
        added.set(file.subarray(0, at));
        added[at] = at % 256;
        added.set(file.subarray(at), at + 1);
        for (const [how, bytes] of Object.entries({ changed, removed, added })) {
          tried += 1;
          if (!(await isFound(bytes))) missed.push(`${how} at ${String(at)}`);
        }
      }
      if (EVERY) process.stdout.write(`${String(tried)} changes of ${String(file.length)} bytes tried\n`);
      expect(missed).toEqual([]);
    },
    EVERY ? 3_600_000 : 60_000,
  );

  it.each(Object.values(CASE_FILE))('with %s of another case of the same key is found', async (name) => {
    const entries = entriesOf(file);
    const foreign = entriesOf(other).get(name) ?? new Uint8Array();
    const own = entries.get(name) ?? new Uint8Array();
    // Law and table of findings are the same for both cases, and then nothing was swapped.
    if (Buffer.from(own).equals(Buffer.from(foreign))) return;
    entries.set(name, foreign);
    expect(await isFound(zipOf(entries))).toBe(true);
    if (name === CASE_FILE.manifest || name === CASE_FILE.manifestDigest) return;
    expect((await checkCaseFile(forged(file, { [name]: foreign }))).items).toContainEqual(
      expect.objectContaining({ item: 'signature', verdict: 'altered' }),
    );
  });

  it('zipped again by another tool is refused', async () => {
    const entries = Object.fromEntries(entriesOf(file));
    for (const level of [0, 6] as const) expect(await isFound(zipSync(entries, { level }))).toBe(true);
    const stored = { level: 0, mtime: new Date(1980, 0, 1) } as const;
    const dressed: Record<string, object> = {
      comment: { ...stored, comment: 'x' },
      'extra field': { ...stored, extra: { 0x7075: new Uint8Array(4) } },
      'attributes of a symbolic link': { ...stored, os: 3, attrs: 0o120777 << 16 },
    };
    for (const [what, options] of Object.entries(dressed)) {
      const zip = zipSync(
        Object.fromEntries(Object.entries(entries).map(([name, bytes]) => [name, [bytes, options]])),
      );
      expect(await isFound(zip), what).toBe(true);
    }
  });

  it.each([
    ['data descriptor', 6, 0x08],
    ['UTF-8 names', 7, 0x08],
    ['encryption', 6, 0x01],
    ['another method', 8, 0x08],
  ])('with the header flag for %s is refused', async (_what, at, value) => {
    const local = file.slice();
    local[at] = value;
    expect(await isFound(local)).toBe(true);
    const both = local.slice();
    const central = Buffer.from(both).indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    both[central + at + 2] = value;
    expect(await isFound(both)).toBe(true);
  });

  it('with anything before, behind or twice is refused', async () => {
    for (const bytes of [
      Uint8Array.of(0, ...file),
      Uint8Array.of(...file, 0),
      Uint8Array.of(...file, ...file),
      Uint8Array.of(...file, ...other),
      new Uint8Array(0),
    ])
      expect(await isFound(bytes)).toBe(true);
  });

  it('with any handful of damage is found, also with all digests computed again', async () => {
    const names = [...entriesOf(file).keys()].filter((name) => !name.startsWith('datapackage'));
    const damage = fc.record({
      name: fc.constantFrom(...names),
      at: fc.double({ min: 0, max: 0.999, noNaN: true }),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 4 }), async (list) => {
        const before = entriesOf(file);
        const changes: Record<string, Uint8Array> = {};
        for (const { name, at, bytes } of list) {
          const content = (changes[name] ?? before.get(name) ?? new Uint8Array()).slice();
          content.set(bytes.subarray(0, 1), Math.floor(at * content.length));
          changes[name] = content;
        }
        const isChanged = Object.entries(changes).some(
          ([name, bytes]) => !Buffer.from(bytes).equals(Buffer.from(before.get(name) ?? [])),
        );
        if (isChanged) expect(await isFound(forged(file, changes))).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });
});

/**
 * The reader over a folder of real files with known answers: every expected mechanism is found and nothing is
 * invented. Prints the confusion table of `declared`. The folder is not part of this repository.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readStatement } from '../../components/provenance/read';
import { fromBytes } from '../../components/provenance/source';

interface Sample {
  file: string;
  expected: { declared: string; mechanisms: string[]; alsoAcceptable?: string[]; tc260Label?: string };
}

const shared = process.env.MINGBIAO_SHARED ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const folder = join(shared, 'samples', 'media');
const list = join(folder, 'manifest.json');
const isPresent = existsSync(list);
const samples: Sample[] = isPresent
  ? (JSON.parse(readFileSync(list, 'utf8')) as { files: Sample[] }).files
  : [];

/** Watermarks in pixels are another reader's matter; hazards name a fault of one C2PA library, not of a file. */
const NOT_READ_HERE = new Set(['trustmark-watermark', 'c2pa-reader-hazard']);

/** Where this reader answers otherwise than the list, and why. */
function differs({ file, expected }: Sample): { declared?: string; mechanisms?: string[] } {
  // A capture is an answer of its own here; the list knows only AI and not AI.
  if (expected.declared === 'none' && expected.mechanisms.includes('iptc-dst'))
    return { declared: 'captured' };
  // No byte to read: silence is not "none".
  if (expected.mechanisms.length === 0 && readFileSync(join(folder, file)).length === 0)
    return { declared: 'unreadable' };
  // The manifest stood behind the cut: nothing in what is left speaks of it.
  if (expected.mechanisms.includes('c2pa-truncated')) return { declared: 'unreadable', mechanisms: [] };
  return {};
}

const confusion = new Map<string, number>();
const bytesRead: number[] = [];

describe.skipIf(!isPresent)(
  'real files with known answers (skipped where the sample folder is absent)',
  () => {
    it.each(samples.map((sample) => [sample.file, sample] as const))('%s', async (file, sample) => {
      const { expected } = sample;
      const bytes = new Uint8Array(readFileSync(join(folder, file)));
      const statement = await readStatement(fromBytes(bytes), { depth: 'whole' });
      const wanted = differs(sample);
      const key = `${expected.declared} → ${statement.declared}`;
      confusion.set(key, (confusion.get(key) ?? 0) + 1);
      const ids = statement.mechanisms.map(({ id }) => id).sort();
      expect(ids).toEqual(
        (wanted.mechanisms ?? expected.mechanisms).filter((id) => !NOT_READ_HERE.has(id)).sort(),
      );
      expect([wanted.declared ?? expected.declared, ...(expected.alsoAcceptable ?? [])]).toContain(
        statement.declared,
      );
      if (expected.tc260Label !== undefined) expect(statement.aigc?.label).toBe(expected.tc260Label);
      const isImage = /\.(jpe?g|png|webp|gif|avif|hei[cf])$/.test(file);
      if (isImage && expected.mechanisms.length === 0) {
        const source = fromBytes(bytes);
        const head = await readStatement(source, { depth: 'head' });
        expect(head.mechanisms).toEqual([]);
        bytesRead.push(source.bytesRead);
      }
    });

    it('a file without marks is settled from its first bytes', () => {
      const median = bytesRead.sort((a, b) => a - b)[bytesRead.length >> 1] ?? 0;
      process.stdout.write(`unmarked pictures: median ${String(median)} bytes read\n`);
      expect(median).toBeLessThanOrEqual(16_384);
    });

    afterAll(() => {
      for (const [key, count] of [...confusion].sort())
        process.stdout.write(`declared, list → reader: ${key}: ${String(count)}\n`);
    });
  },
);

/**
 * The full C2PA reader over the shared sample files, where they are present. Expected states were noted with
 * an older reader (0.11.0) and the official trust list; the rows in `DIFFERENT` say where ours differs and why.
 */
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { declaredByC2pa, generatorOfC2pa } from '../../components/provenance/c2pa/meaning';
import { createNodeVerifier } from '../../entrypoints/commands/c2pa-node';

interface Sample {
  file: string;
  expected: {
    declared: string;
    alsoAcceptable?: string[];
    mechanisms: string[];
    generator: string | null;
    c2pa: string;
    c2paDetail?: { issuer: string | null };
  };
}

const FOLDER = join(
  process.env['MINGBIAO_SHARED'] ?? join(import.meta.dirname, '../../../shared'),
  'samples/media',
);
const isPresent = existsSync(join(FOLDER, 'manifest.json'));
const samples: Sample[] = isPresent
  ? (JSON.parse(readFileSync(join(FOLDER, 'manifest.json'), 'utf8')) as { files: Sample[] }).files
  : [];

const DIFFERENT: Record<string, string> = {
  // A certificate of a person, without an organisation: the older reader took that for a broken signature. It is a good
  // one (PS256 over the Sig_structure of RFC 9052 §4.4, as C2PA 2.x §15.7 asks, checked with Node's own crypto as well).
  'c2pa-rs/legacy.mp4': 'valid-untrusted',
  // Hung or trapped the older reader; this one answers.
  'c2pa-rs/tiff_poc.tiff': 'unreadable-container',
  'c2pa-rs/id3v23_compression_underflow.mp3': 'absent',
};
/** Formats whose first bytes say nothing. */
const MIMES: Record<string, string> = {
  '.svg': 'image/svg+xml',
  '.mp3': 'audio/mpeg',
  '.mov': 'video/quicktime',
  '.jxl': 'image/jxl',
};

describe.skipIf(!isPresent)(
  'C2PA over the shared samples (skipped where they are not beside the project)',
  () => {
    const verifier = createNodeVerifier();
    afterAll(() => verifier.close());

    it.each(samples.map((sample) => [sample.file, sample] as const))('%s', async (file, { expected }) => {
      const bytes = new Uint8Array(readFileSync(join(FOLDER, file)));
      const mime = MIMES[extname(file)] ?? 'application/octet-stream';
      const c2pa = await verifier.verify({ container: extname(file), mime, bytes });
      expect(c2pa.state).toBe(DIFFERENT[file] ?? expected.c2pa);
      if (expected.c2paDetail?.issuer) expect(c2pa.signer).toBe(expected.c2paDetail.issuer);
      if (!expected.mechanisms.includes('c2pa') || c2pa.state === 'unsupported-or-malformed') return;
      expect([expected.declared, ...(expected.alsoAcceptable ?? [])]).toContain(
        declaredByC2pa(c2pa) ?? 'none',
      );
      expect(generatorOfC2pa(c2pa)).toBe(expected.generator);
    });
  },
);

/** A whole case file, judged and reported as a browser would, small enough to be damaged at every byte. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../components/evidence/canonical';
import { writeCaseFile, type Seal } from '../../../components/evidence/case-file';
import { CASE_FILE } from '../../../components/evidence/layout';
import { readZip, writeZip } from '../../../components/evidence/zip';
import { judge } from '../../../components/judge/judge';
import { findingsCsv } from '../../../components/report/csv';
import { reportHtml } from '../../../components/report/html';
import { reportPictures } from '../../../components/report/pictures';
import type { Case } from '../../../components/model/case';
import type { Law } from '../../../rules/language';
import { loadLaw } from '../../../rules/load';
import { caseOf } from '../casebook/case-of';

export const VERSION = '0.1.0';

/** The law of one jurisdiction only, so that the file stays small. */
export async function smallLaw(): Promise<Law> {
  const { law } = await loadLaw(process.cwd());
  const packs = law.packs.filter(({ id }) => id === 'us-ny-pricing');
  const named = new Set(packs.flatMap(({ rules }) => rules.flatMap((rule) => rule.provisions)));
  const provisions = Object.fromEntries(Object.entries(law.provisions).filter(([id]) => named.has(id)));
  return { ...law, packs, provisions, channels: {} };
}

export async function madeCaseFile(
  law: Law,
  id = 'case-0001',
  seal?: Seal,
  changes: Partial<Case> = {},
  /** What a liar makes of the findings before everything is written and signed. */
  liar: (findings: Case['findings']) => Case['findings'] = (findings) => findings,
): Promise<Uint8Array> {
  const { case: bare, blobs } = await caseOf(id, { jurisdictions: ['us-ny'], ...changes });
  const of = {
    ...bare,
    packs: law.packs.map(({ id: pack, version, digest, jurisdiction }) => ({
      id: pack,
      version,
      digest,
      jurisdiction,
    })),
    findings: liar(judge(bare.observations, law, { date: '2026-11-20', jurisdictions: ['us-ny'] })),
  };
  const bytes = new Map(blobs.map((blob) => [blob.sha256, blob.bytes]));
  const getBlob = (sha256: string): Promise<Uint8Array | null> => Promise.resolve(bytes.get(sha256) ?? null);
  const images = await reportPictures(of, getBlob);
  return writeCaseFile({
    case: of,
    law,
    getBlob,
    reportHtml: reportHtml({ case: of, law, images, locale: 'both' }),
    findingsCsv: findingsCsv(of, law),
    ...(seal ? { seal } : {}),
  });
}

export function entriesOf(bytes: Uint8Array): Map<string, Uint8Array> {
  const zip = readZip(bytes);
  if (!zip.ok) throw new Error(zip.code);
  return new Map(zip.entries);
}

export function zipOf(entries: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return writeZip([...entries].map(([name, bytes]) => ({ name, bytes })));
}

export const hashOf = (bytes: Uint8Array): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** The forger's way: puts contents in (null takes one out), then mends every digest above; the old signature stays. */
export function forged(file: Uint8Array, changes: Record<string, Uint8Array | null>): Uint8Array {
  const entries = entriesOf(file);
  for (const [name, content] of Object.entries(changes)) {
    if (content === null) entries.delete(name);
    else entries.set(name, content);
  }
  const json = (name: string): Record<string, unknown> =>
    JSON.parse(new TextDecoder().decode(entries.get(name))) as Record<string, unknown>;
  const manifest = json(CASE_FILE.manifest) as { resources: { path: string }[] };
  manifest.resources = manifest.resources.flatMap((resource) => {
    const bytes = entries.get(resource.path);
    return bytes ? [{ ...resource, hash: hashOf(bytes), bytes: bytes.length }] : [];
  });
  const encode = (value: unknown): Uint8Array => new TextEncoder().encode(canonicalJson(value));
  const written = encode(manifest);
  entries.set(CASE_FILE.manifest, written);
  entries.set(CASE_FILE.manifestDigest, encode({ ...json(CASE_FILE.manifestDigest), hash: hashOf(written) }));
  return zipOf(entries);
}

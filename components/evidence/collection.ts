/**
 * A collection: many case files in one file. It follows the Multi-WACZ convention of the field (a data package
 * of profile `multi-wacz-package` whose resources are WACZ files), so replay tools can find the cases; each
 * case file stands inside as it is, stored, with its own manifest and signature. Beside them stand a page and a
 * table for people, the pages that could not be kept, and a digest of the manifest that may be signed.
 * It is written as a stream: one case in memory at a time, and of the others only their line.
 */
import type { Case } from '../model/case';
import { LIMITS } from '../model/limits';
import { PlainError } from '../model/plain-error';
import { z } from '../model/zod';
import type { ByteSink } from './byte-source';
import { canonicalJson } from './canonical';
import { checkStamp, type Seal } from './case-file';
import { sha256Hash } from './check';
import { sha256Hex } from './digest';
import { TIME_STAMP_FILE, WACZ_VERSION } from './layout';
import { signManifest } from './signature';
import { zipWriter } from './zip-stream';

export const COLLECTION_PROFILE = 'multi-wacz-package';
export const COLLECTION_FILE = {
  manifest: 'datapackage.json',
  manifestDigest: 'datapackage-digest.json',
  page: 'index.html',
  table: 'summary.csv',
} as const;
const CASE_NAME = /^cases\/\d{6}-[0-9a-z-]{8,64}\.wacz$/;

const fileSchema = z.strictObject({
  name: z.string().max(200),
  path: z.string().max(200),
  hash: sha256Hash,
  bytes: z.number().int().nonnegative(),
});
/** A page of a batch that could not be kept, and why. */
export const notKeptSchema = z.strictObject({
  url: z.string().max(LIMITS.urlChars),
  /** Stable, kebab-case. */
  reason: z.string().max(64),
  detail: z.string().max(300),
  tries: z.number().int().min(0).max(1_000),
});
export type NotKept = z.infer<typeof notKeptSchema>;

export const collectionManifestSchema = z.strictObject({
  profile: z.literal(COLLECTION_PROFILE),
  wacz_version: z.literal(WACZ_VERSION),
  title: z.string().max(LIMITS.titleChars),
  created: z.iso.datetime(),
  /** When it was signed; absent in collections without a signature. */
  modified: z.iso.datetime().optional(),
  software: z.string().max(100),
  /** The case files, in the order in which they stand. */
  resources: z.array(fileSchema.extend({ path: z.string().regex(CASE_NAME) })).max(LIMITS.collectionCases),
  /** What stands beside them and is no WACZ. */
  beside: z.array(fileSchema).max(8),
  notKept: z.array(notKeptSchema).max(LIMITS.collectionNotKept),
});
export type CollectionManifest = z.infer<typeof collectionManifestSchema>;

/** What the page and the table of a collection say of one case; all of it follows from the case file. */
export interface CollectedCase {
  path: string;
  sha256: string;
  bytes: number;
  id: string;
  url: string;
  title: string;
  shop: string | null;
  keptAt: string;
  flagged: number;
  cannotTell: number;
  /** Rules that flagged something, sorted. */
  rules: string[];
  captures: number;
}

export interface CollectionHead {
  title: string;
  /** ISO 8601, UTC: by the clock of this computer. */
  created: string;
  software: string;
}

/** Page and table, written out of the lines by whoever has the words (components/report). */
export interface CollectionTexts {
  page(head: CollectionHead, cases: readonly CollectedCase[], notKept: readonly NotKept[]): string;
  table(cases: readonly CollectedCase[]): string;
}

export interface CollectionInput extends CollectionHead {
  /** Case files, each with the case that stands in it; asked for one after the other. */
  cases: AsyncIterable<{ bytes: Uint8Array; case: Case }>;
  /** Asked for when the last case is in. */
  notKept?: () => readonly NotKept[];
  texts: CollectionTexts;
  seal?: Seal;
  /** Told after each case: cases and bytes written. */
  onCase?: (done: number, bytes: number) => void;
}

export interface WrittenCollection {
  cases: number;
  /** Files left out because the very same one stands in the collection already. */
  same: number;
  bytes: number;
}

/**
 * Writes a collection to `sink`. Rejects with a PlainError `collection-too-large`, and with whatever cases or
 * sink reject with; what was written until then is then no collection, so the sink must be thrown away.
 */
export async function writeCollection(sink: ByteSink, input: CollectionInput): Promise<WrittenCollection> {
  const zip = zipWriter(sink);
  const lines: CollectedCase[] = [];
  const digests = new Set<string>();
  let same = 0;
  for await (const { bytes, case: of } of input.cases) {
    const sha256 = await sha256Hex(bytes);
    if (digests.has(sha256)) {
      same += 1;
      continue;
    }
    if (lines.length >= LIMITS.collectionCases) throw tooLarge();
    digests.add(sha256);
    const path = collectedPath(lines.length + 1, of.id);
    await zip.add(path, bytes);
    lines.push(collectedCase(of, { path, sha256, bytes: bytes.length }));
    input.onCase?.(lines.length, zip.bytes);
  }
  const { title, created, software, seal } = input;
  const head = { title: title.slice(0, LIMITS.titleChars), created, software };
  const notKept = (input.notKept?.() ?? []).slice(0, LIMITS.collectionNotKept);
  const beside = [
    { name: COLLECTION_FILE.page, bytes: encoder.encode(input.texts.page(head, lines, notKept)) },
    { name: COLLECTION_FILE.table, bytes: encoder.encode(input.texts.table(lines)) },
  ];
  const manifest = encoder.encode(
    canonicalJson({
      profile: COLLECTION_PROFILE,
      wacz_version: WACZ_VERSION,
      ...head,
      modified: seal?.at,
      resources: lines.map(({ path, sha256, bytes }) => fileOf(path, sha256, bytes)),
      beside: await Promise.all(
        beside.map(async ({ name, bytes }) => fileOf(name, await sha256Hex(bytes), bytes.length)),
      ),
      notKept,
    }),
  );
  if (
    [manifest, ...beside.map(({ bytes }) => bytes)].some((part) => part.length > LIMITS.collectionPartBytes)
  )
    throw tooLarge();
  const hash = `sha256:${await sha256Hex(manifest)}`;
  const signedData = seal ? await signManifest({ hash, created: seal.at, software }, seal.key) : undefined;
  const digestFile = encoder.encode(canonicalJson({ path: COLLECTION_FILE.manifest, hash, signedData }));
  const stamp = (await seal?.timeStamp?.(digestFile)) ?? null;
  if (stamp) await checkStamp(stamp, digestFile);
  const last = [
    ...beside,
    { name: COLLECTION_FILE.manifest, bytes: manifest },
    { name: COLLECTION_FILE.manifestDigest, bytes: digestFile },
    ...(stamp === null ? [] : [{ name: TIME_STAMP_FILE, bytes: stamp.answer }]),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, bytes } of last) await zip.add(name, bytes);
  await zip.finish();
  return { cases: lines.length, same, bytes: zip.bytes };
}

/** Where the n-th case (from 1) stands. */
export function collectedPath(n: number, id: string): string {
  return `cases/${String(n).padStart(6, '0')}-${id}.wacz`;
}

/** The line of one case file. */
export function collectedCase(
  of: Case,
  file: Pick<CollectedCase, 'path' | 'sha256' | 'bytes'>,
): CollectedCase {
  const flagged = of.findings.filter(({ outcome }) => outcome === 'flagged');
  return {
    ...file,
    id: of.id,
    url: of.url,
    title: of.title,
    shop: of.shop,
    keptAt: of.keptAt,
    flagged: flagged.length,
    cannotTell: of.findings.filter(({ outcome }) => outcome === 'cannot-tell').length,
    rules: [...new Set(flagged.map(({ rule }) => rule))].sort(),
    captures: of.captures.length,
  };
}

const encoder = new TextEncoder();

/** What the manifest says of a file. `name` tells the resources apart for replay tools, so it holds the number too. */
export function fileOf(path: string, sha256: string, bytes: number): CollectionManifest['beside'][number] {
  return { name: path.slice(path.lastIndexOf('/') + 1), path, hash: `sha256:${sha256}`, bytes };
}

function tooLarge(): PlainError {
  return new PlainError('collection-too-large', {
    zh: `一个合集最多 ${String(LIMITS.collectionCases)} 份案例。请分成几个合集导出。`,
    en: `One collection holds at most ${String(LIMITS.collectionCases)} cases. Export several collections.`,
  });
}

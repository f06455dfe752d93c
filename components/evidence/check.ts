/**
 * Checks a case file item by item, for a stranger who trusts nobody: container, manifest, every digest, the
 * form of case and law, and that the archive holds the very bytes the case speaks of. An item is intact,
 * altered, or cannot be checked, and why. Judging the findings again is for whoever has the judge.
 */
import type { Law } from '../../rules/language';
import { caseSchema, type Case } from '../model/case';
import { z } from '../model/zod';
import { canonicalJson } from './canonical';
import { responseHead } from './exchange';
import { archiveUrlOf, CASE_FILE, WACZ_VERSION } from './layout';
import { sha256Hex } from './digest';
import { lawFrom } from './law-file';
import { headerValue, readWarc, WARC_HEAD_BYTES } from './warc';
import { readZip } from './zip';

export type Verdict = 'intact' | 'altered' | 'cannot-be-checked';

export interface CheckedItem {
  /** Entry name, or `container`, `manifest`, `capture <sha256>`, `signature`, `time-stamp`. */
  item: string;
  verdict: Verdict;
  /** Stable, kebab-case; null when intact. */
  reason: string | null;
  /** Place or value that belongs to the reason. */
  detail: string | null;
}

export interface CheckedContents {
  case: Case;
  law: Law;
  files: ReadonlyMap<string, Uint8Array>;
  blobs: { sha256: string; bytes: Uint8Array; mime: string }[];
}

export interface CheckedFile {
  items: CheckedItem[];
  /** Null when case or law could not be read at all. Use it only for what `items` call intact. */
  contents: CheckedContents | null;
}

const sha256Hash = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const manifestSchema = z.strictObject({
  profile: z.literal('data-package'),
  wacz_version: z.literal(WACZ_VERSION),
  title: z.string(),
  created: z.string(),
  software: z.string(),
  mainPageUrl: z.string(),
  mainPageDate: z.string(),
  resources: z
    .array(
      z.strictObject({
        name: z.string(),
        path: z.string(),
        hash: sha256Hash,
        bytes: z.number().int().nonnegative(),
      }),
    )
    .max(200),
});
const manifestDigestSchema = z.strictObject({ path: z.literal(CASE_FILE.manifest), hash: sha256Hash });

/** Checks everything that needs nothing but the file. Never rejects for what a file holds. */
export async function checkCaseFile(bytes: Uint8Array): Promise<CheckedFile> {
  const zip = readZip(bytes);
  if (!zip.ok) return { items: [altered('container', zip.code, `byte ${String(zip.at)}`)], contents: null };
  const files = zip.entries;
  const items: CheckedItem[] = [
    ...(zip.wrongCrc.length === 0
      ? [intact('container')]
      : zip.wrongCrc.map((name) => altered('container', 'crc-mismatch', name))),
  ];
  items.push(...(await checkManifest(files)));
  const of = checkJson(files, CASE_FILE.case, items, caseFrom);
  const law = checkJson(files, CASE_FILE.law, items, (value) => {
    const read = lawFrom(value);
    return read.ok ? { ok: true, value: read.law } : read;
  });
  const blobs = of ? await checkArchive(files, of, items) : [];
  items.push(cannot('signature', 'not-signed'), cannot('time-stamp', 'no-time-stamp'));
  return { items, contents: of && law ? { case: of, law, files, blobs } : null };
}

async function checkManifest(files: ReadonlyMap<string, Uint8Array>): Promise<CheckedItem[]> {
  const bytes = files.get(CASE_FILE.manifest);
  const digestBytes = files.get(CASE_FILE.manifestDigest);
  if (!bytes) return [altered(CASE_FILE.manifest, 'missing')];
  if (!digestBytes) return [altered(CASE_FILE.manifestDigest, 'missing')];
  const stated = canonicalValue(digestBytes);
  const digest = manifestDigestSchema.safeParse(stated.ok ? stated.value : null);
  const items: CheckedItem[] = [];
  if (!digest.success) items.push(altered(CASE_FILE.manifestDigest, 'not-well-formed'));
  else items.push(intact(CASE_FILE.manifestDigest));
  const read = canonicalValue(bytes);
  const manifest = manifestSchema.safeParse(read.ok ? read.value : null);
  if (!manifest.success) return [...items, altered(CASE_FILE.manifest, 'not-well-formed')];
  const isStated = digest.success && digest.data.hash === `sha256:${await sha256Hex(bytes)}`;
  items.push(isStated ? intact(CASE_FILE.manifest) : altered(CASE_FILE.manifest, 'digest-mismatch'));

  const listed = new Map(manifest.data.resources.map((resource) => [resource.path, resource]));
  if (listed.size !== manifest.data.resources.length) items.push(altered(CASE_FILE.manifest, 'listed-twice'));
  for (const name of Object.values(CASE_FILE)) {
    if (name === CASE_FILE.manifest || name === CASE_FILE.manifestDigest) continue;
    if (!listed.has(name)) items.push(altered(CASE_FILE.manifest, 'not-listed', name));
  }
  for (const [path, resource] of listed) {
    const content = files.get(path);
    if (!content) items.push(altered(path, 'missing'));
    else if (content.length !== resource.bytes)
      items.push(altered(path, 'size-mismatch', String(content.length)));
    else if (`sha256:${await sha256Hex(content)}` !== resource.hash)
      items.push(altered(path, 'digest-mismatch'));
    else items.push(intact(path));
  }
  for (const name of files.keys()) {
    if (name === CASE_FILE.manifest || name === CASE_FILE.manifestDigest || listed.has(name)) continue;
    items.push(altered(name, 'not-in-manifest'));
  }
  return items;
}

type Read<T> = { ok: true; value: T } | { ok: false; at: string };

function caseFrom(value: unknown): Read<Case> {
  const parsed = caseSchema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, at: parsed.error.issues[0]?.path.join('.') ?? '' };
}

function checkJson<T>(
  files: ReadonlyMap<string, Uint8Array>,
  name: string,
  items: CheckedItem[],
  read: (value: unknown) => Read<T>,
): T | null {
  const bytes = files.get(name);
  if (!bytes) return null;
  const json = canonicalValue(bytes);
  const result = json.ok ? read(json.value) : json;
  if (result.ok) return result.value;
  items.push(altered(name, 'not-well-formed', result.at));
  return null;
}

/** JSON that is spelled canonically, so that no second spelling of a value can hide anything. */
function canonicalValue(bytes: Uint8Array): Read<unknown> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    return canonicalJson(value) === text ? { ok: true, value } : { ok: false, at: 'spelling' };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return { ok: false, at: error.name };
    throw error;
  }
}

/** Every capture of the case stands in the archive with its very bytes, in order, and nothing else does. */
async function checkArchive(
  files: ReadonlyMap<string, Uint8Array>,
  of: Case,
  items: CheckedItem[],
): Promise<CheckedContents['blobs']> {
  const archive = files.get(CASE_FILE.archive);
  if (!archive) return [];
  const caseBytes = files.get(CASE_FILE.case)?.length ?? 0;
  const expected = of.captures.length + 2;
  const most =
    of.captures.reduce(
      (sum, capture) => sum + capture.sizeBytes + (responseHead(capture)?.length ?? 0),
      caseBytes,
    ) +
    expected * WARC_HEAD_BYTES;
  const warc = readWarc(archive, most, expected);
  if (!warc.ok) {
    items.push(altered(CASE_FILE.archive, warc.code));
    return [];
  }
  const [info, ...rest] = warc.records;
  const told = rest.pop();
  const caseDigest = await sha256Hex(files.get(CASE_FILE.case) ?? new Uint8Array());
  if (info?.headers.get('warc-type') !== 'warcinfo' || rest.length !== of.captures.length) {
    items.push(altered(CASE_FILE.archive, 'unexpected-records', String(warc.records.length)));
  }
  if (told?.headers.get('warc-type') !== 'metadata' || (await sha256Hex(told.body)) !== caseDigest) {
    items.push(altered(CASE_FILE.archive, 'another-case'));
  }
  const blobs: CheckedContents['blobs'] = [];
  for (const [index, capture] of of.captures.entries()) {
    const name = `capture ${capture.sha256}`;
    const record = rest[index];
    if (!record) {
      items.push(altered(name, 'missing'));
      continue;
    }
    const payload = payloadOf(record, capture);
    const sha256 = payload ? await sha256Hex(payload) : null;
    const isSaid = record.headers.get('warc-payload-digest') === `sha256:${String(sha256)}`;
    if (!payload || sha256 !== capture.sha256 || payload.length !== capture.sizeBytes || !isSaid)
      items.push(altered(name, 'digest-mismatch'));
    else if (record.headers.get('warc-date') !== capture.capturedAt || !isAt(record.headers, capture))
      items.push(altered(name, 'record-disagrees'));
    else {
      items.push(intact(name));
      blobs.push({ sha256, bytes: payload, mime: capture.mime });
    }
  }
  return blobs;
}

/** What the record brought: all of it, or what stands behind exactly the head that the case speaks of. */
function payloadOf(
  record: { headers: ReadonlyMap<string, string>; body: Uint8Array },
  capture: Case['captures'][number],
): Uint8Array | null {
  const head = responseHead(capture);
  if (record.headers.get('warc-type') !== (head ? 'response' : 'resource')) return null;
  if (!head) return record.body;
  const isSame = head.every((byte, at) => record.body[at] === byte);
  return isSame ? record.body.subarray(head.length) : null;
}

function isAt(headers: ReadonlyMap<string, string>, capture: Case['captures'][number]): boolean {
  return headers.get('warc-target-uri') === headerValue(archiveUrlOf(capture));
}

function intact(item: string): CheckedItem {
  return { item, verdict: 'intact', reason: null, detail: null };
}
function altered(item: string, reason: string, detail: string | null = null): CheckedItem {
  return { item, verdict: 'altered', reason, detail };
}
function cannot(item: string, reason: string): CheckedItem {
  return { item, verdict: 'cannot-be-checked', reason, detail: null };
}

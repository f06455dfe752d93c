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
import { archiveUrlOf, CASE_FILE, TIME_STAMP_FILE, WACZ_VERSION } from './layout';
import { sha256Hex } from './digest';
import { lawFrom } from './law-file';
import { checkSignature, signedDataSchema } from './signature';
import { headerValue, readWarc, WARC_HEAD_BYTES, type ReadRecord } from './warc';
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
  /** The records of the archive in its order; empty when it cannot be read. */
  records: readonly ReadRecord[];
}

export interface CheckedFile {
  items: CheckedItem[];
  /** Null when case or law could not be read at all. Use it only for what `items` call intact. */
  contents: CheckedContents | null;
  /** Name and version of what wrote the file, as its manifest says. */
  software: string | null;
  /** When the manifest says it was signed, ISO 8601, UTC; null where it does not. */
  signedAt: string | null;
  /** The key whose signature is right, by fingerprint; null for every other file. A key, not a person. */
  signer: { fingerprint: string; publicKey: string; at: string } | null;
  /** The time stamp, when it is right. */
  timeStamp: {
    at: string;
    authority: string;
    chain: 'trusted' | 'no-roots-given' | 'not-to-these-roots';
  } | null;
}

export interface CheckOptions {
  /** Certificates (DER) of the time-stamp authorities that the person trusts. */
  roots?: readonly Uint8Array[];
}

export const sha256Hash = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const manifestSchema = z.strictObject({
  profile: z.literal('data-package'),
  wacz_version: z.literal(WACZ_VERSION),
  title: z.string(),
  created: z.string(),
  /** When it was signed; absent in files without a signature. */
  modified: z.iso.datetime().optional(),
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
export const manifestDigestSchema = z.strictObject({
  path: z.literal(CASE_FILE.manifest),
  hash: sha256Hash,
  signedData: signedDataSchema.optional(),
});

/** Checks everything that needs nothing but the file. Never rejects for what a file holds. */
export async function checkCaseFile(bytes: Uint8Array, options: CheckOptions = {}): Promise<CheckedFile> {
  const zip = readZip(bytes);
  if (!zip.ok) {
    const items = [altered('container', zip.code, `byte ${String(zip.at)}`)];
    return { items, contents: null, software: null, signedAt: null, signer: null, timeStamp: null };
  }
  const files = zip.entries;
  const items: CheckedItem[] = [
    ...(zip.wrongCrc.length === 0
      ? [intact('container')]
      : zip.wrongCrc.map((name) => altered('container', 'crc-mismatch', name))),
  ];
  const manifest = await checkManifest(files);
  items.push(...manifest.items);
  const of = checkJson(files, CASE_FILE.case, items, caseFrom);
  const law = checkJson(files, CASE_FILE.law, items, (value) => {
    const read = lawFrom(value);
    return read.ok ? { ok: true, value: read.law } : read;
  });
  const archived = of ? await checkArchive(files, of, items) : { blobs: [], records: [] };
  const signed = await checkSigned(manifest);
  const stamped = await checkStamped(files, options);
  items.push(...signed.items, ...stamped.items);
  return {
    items,
    contents: of && law ? { case: of, law, files, ...archived } : null,
    software: manifest.manifest?.software ?? null,
    signedAt: manifest.manifest?.modified ?? null,
    signer: signed.signer,
    timeStamp: stamped.timeStamp,
  };
}

/** The signature, and that everything it says beside the digest repeats what the signed manifest says. */
export async function checkSigned({
  digest,
  hash,
  manifest,
}: SignedManifest): Promise<{ items: CheckedItem[]; signer: CheckedFile['signer'] }> {
  const item = 'signature';
  const signedData = digest?.signedData;
  if (!signedData) {
    // A manifest that says when it was signed, without a signature, has lost one.
    if (manifest?.modified !== undefined)
      return { items: [altered(item, 'signature-removed')], signer: null };
    return { items: [cannot(item, 'not-signed')], signer: null };
  }
  if (signedData.hash !== hash) return { items: [altered(item, 'signs-another-manifest')], signer: null };
  if (signedData.created !== manifest?.modified || signedData.software !== manifest.software)
    return { items: [altered(item, 'signature-disagrees')], signer: null };
  const state = await checkSignature(signedData);
  if (!state.ok) return { items: [altered(item, state.reason, state.fingerprint)], signer: null };
  const { publicKey, created } = signedData;
  return {
    items: [{ ...intact(item), detail: state.fingerprint }],
    signer: { fingerprint: state.fingerprint, publicKey, at: created },
  };
}

export async function checkStamped(
  files: ReadonlyMap<string, Uint8Array>,
  { roots = [] }: CheckOptions,
): Promise<{ items: CheckedItem[]; timeStamp: CheckedFile['timeStamp'] }> {
  const item = 'time-stamp';
  const answer = files.get(TIME_STAMP_FILE);
  if (!answer) return { items: [cannot(item, 'no-time-stamp')], timeStamp: null };
  // The reader of tokens is large, and most files carry none.
  const { checkTimeStamp } = await import('./time-stamp');
  const read = await checkTimeStamp(answer, files.get(CASE_FILE.manifestDigest) ?? new Uint8Array(), roots);
  if (!read.ok) return { items: [altered(item, read.code)], timeStamp: null };
  const { at, authority, chain } = read;
  return {
    items: [
      { ...intact(item), detail: `${at} ${authority}` },
      chain === 'trusted' ? intact('time-stamp-chain') : cannot('time-stamp-chain', chain),
    ],
    timeStamp: { at, authority, chain },
  };
}

/** A manifest, its digest file, and what the manifest itself says of its signing. */
export interface SignedManifest {
  manifest: { modified?: string | undefined; software: string } | null;
  digest: z.infer<typeof manifestDigestSchema> | null;
  /** Digest of the manifest as it is. */
  hash: string;
}

interface Manifest {
  items: CheckedItem[];
  manifest: z.infer<typeof manifestSchema> | null;
  digest: z.infer<typeof manifestDigestSchema> | null;
  /** Digest of the manifest as it is. */
  hash: string;
}

async function checkManifest(files: ReadonlyMap<string, Uint8Array>): Promise<Manifest> {
  const bytes = files.get(CASE_FILE.manifest);
  const digestBytes = files.get(CASE_FILE.manifestDigest);
  const none = { manifest: null, digest: null, hash: '' };
  if (!bytes) return { ...none, items: [altered(CASE_FILE.manifest, 'missing')] };
  if (!digestBytes) return { ...none, items: [altered(CASE_FILE.manifestDigest, 'missing')] };
  const stated = canonicalValue(digestBytes);
  const digest = manifestDigestSchema.safeParse(stated.ok ? stated.value : null);
  const items: CheckedItem[] = [];
  if (!digest.success) items.push(altered(CASE_FILE.manifestDigest, 'not-well-formed'));
  else items.push(intact(CASE_FILE.manifestDigest));
  const read = canonicalValue(bytes);
  const manifest = manifestSchema.safeParse(read.ok ? read.value : null);
  const hash = `sha256:${await sha256Hex(bytes)}`;
  const digestData = digest.success ? digest.data : null;
  if (!manifest.success) {
    items.push(altered(CASE_FILE.manifest, 'not-well-formed'));
    return { items, manifest: null, digest: digestData, hash };
  }
  const isStated = digestData?.hash === hash;
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
    if (BESIDE_THE_MANIFEST.has(name) || listed.has(name)) continue;
    items.push(altered(name, 'not-in-manifest'));
  }
  for (const name of BESIDE_THE_MANIFEST)
    if (listed.has(name)) items.push(altered(CASE_FILE.manifest, 'lists-itself', name));
  return { items, manifest: manifest.data, digest: digestData, hash };
}

/** What can only be made when the manifest is finished, and so is not in it. */
const BESIDE_THE_MANIFEST: ReadonlySet<string> = new Set([
  CASE_FILE.manifest,
  CASE_FILE.manifestDigest,
  TIME_STAMP_FILE,
]);

export type Read<T> = { ok: true; value: T } | { ok: false; at: string };

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
export function canonicalValue(bytes: Uint8Array): Read<unknown> {
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
): Promise<Pick<CheckedContents, 'blobs' | 'records'>> {
  const archive = files.get(CASE_FILE.archive);
  const nothing = { blobs: [], records: [] };
  if (!archive) return nothing;
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
    return nothing;
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
    const block = payload === record.body ? sha256 : await sha256Hex(record.body);
    const isSaid =
      record.headers.get('warc-payload-digest') === `sha256:${String(sha256)}` &&
      record.headers.get('warc-block-digest') === `sha256:${String(block)}`;
    if (!payload || sha256 !== capture.sha256 || payload.length !== capture.sizeBytes || !isSaid)
      items.push(altered(name, 'digest-mismatch'));
    else if (record.headers.get('warc-date') !== capture.capturedAt || !isAt(record.headers, capture))
      items.push(altered(name, 'record-disagrees'));
    else {
      items.push(intact(name));
      blobs.push({ sha256, bytes: payload, mime: capture.mime });
    }
  }
  return { blobs, records: warc.records };
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

export function intact(item: string): CheckedItem {
  return { item, verdict: 'intact', reason: null, detail: null };
}
export function altered(item: string, reason: string, detail: string | null = null): CheckedItem {
  return { item, verdict: 'altered', reason, detail };
}
export function cannot(item: string, reason: string): CheckedItem {
  return { item, verdict: 'cannot-be-checked', reason, detail: null };
}

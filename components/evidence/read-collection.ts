/**
 * Reading a collection by place: its directory and manifest first, then one case file after the other, so that
 * a collection larger than memory is checked and imported. Judging the cases is for whoever has the judge.
 */
import { LIMITS } from '../model/limits';
import type { ByteSource } from './byte-source';
import {
  altered,
  canonicalValue,
  checkSigned,
  checkStamped,
  intact,
  manifestDigestSchema,
  type CheckedFile,
  type CheckedItem,
  type CheckOptions,
} from './check';
import {
  COLLECTION_FILE,
  COLLECTION_PROFILE,
  collectionManifestSchema,
  type CollectionManifest,
} from './collection';
import { sha256Hex } from './digest';
import { TIME_STAMP_FILE } from './layout';
import { openZip, readEntry, type ZipPlace } from './zip-stream';

export interface CollectionPlace {
  entry: ZipPlace;
  /** What the manifest says of it; null when it is not named there. */
  stated: { sha256: string; bytes: number } | null;
}

export interface OpenedCollection {
  /** What was checked: container, manifest, its digest, signature, time stamp, and what is missing or too much. */
  items: CheckedItem[];
  /** Null when it is not well-formed. */
  manifest: CollectionManifest | null;
  /** The case files that stand in it, in order, whether the manifest names them or not. */
  cases: readonly CollectionPlace[];
  /** Page and table, as far as they are there. */
  beside: ReadonlyMap<string, Uint8Array>;
  signer: CheckedFile['signer'];
  timeStamp: CheckedFile['timeStamp'];
}

const BOUNDS = { entries: LIMITS.collectionCases + 8, bytes: LIMITS.collectionBytes };
const CASES = 'cases/';
/** What can only be made when the manifest is finished, and so is not in it. */
const BESIDE_THE_MANIFEST: ReadonlySet<string> = new Set([
  COLLECTION_FILE.manifest,
  COLLECTION_FILE.manifestDigest,
  TIME_STAMP_FILE,
]);

/**
 * Whether a file says of itself that it is a collection. A file of which even that cannot be read is none:
 * then the check of one case file says what is wrong with it. Rejects only where the source does.
 */
export async function isCollection(source: ByteSource): Promise<boolean> {
  const zip = await openZip(source, BOUNDS);
  if (!zip.ok) {
    // A container larger than one case file may be can only be a damaged collection.
    return source.size > LIMITS.caseFileBytes || (await beginsAsCollection(source));
  }
  if (zip.entries.some(({ name }) => name.startsWith(CASES))) return true;
  const entry = zip.entries.find(({ name }) => name === COLLECTION_FILE.manifest);
  if (!entry || entry.size > LIMITS.collectionPartBytes) return false;
  const read = await readEntry(source, entry);
  const value = read.ok ? canonicalValue(read.bytes) : null;
  const profile = value?.ok === true ? (value.value as { profile?: unknown } | null)?.profile : null;
  return profile === COLLECTION_PROFILE;
}

/** The first name in a container stands behind its first 30 bytes. */
async function beginsAsCollection(source: ByteSource): Promise<boolean> {
  if (source.size < 30 + CASES.length) return false;
  const start = await source.read(30, CASES.length);
  return new TextDecoder('latin1').decode(start) === CASES;
}

/** Opens a collection and checks everything of it but the case files. Rejects only where the source does. */
export async function openCollection(
  source: ByteSource,
  options: CheckOptions = {},
): Promise<OpenedCollection> {
  const none = { manifest: null, cases: [], beside: new Map(), signer: null, timeStamp: null };
  const zip = await openZip(source, BOUNDS);
  if (!zip.ok) return { ...none, items: [altered('container', zip.code, `byte ${String(zip.at)}`)] };
  const items: CheckedItem[] = [];
  const files = new Map<string, Uint8Array>();
  const entries = new Map(zip.entries.map((entry) => [entry.name, entry]));
  for (const entry of zip.entries) {
    if (entry.name.startsWith(CASES)) continue;
    if (entry.size > LIMITS.collectionPartBytes) {
      items.push(altered(entry.name, 'too-large'));
      continue;
    }
    const read = await readEntry(source, entry);
    if (!read.ok) items.push(altered('container', read.code, `byte ${String(read.at)}`));
    else {
      if (!read.isCrcRight) items.push(altered('container', 'crc-mismatch', entry.name));
      files.set(entry.name, read.bytes);
    }
  }
  if (items.length === 0) items.push(intact('container'));
  const { manifest, digest, hash } = await readManifest(files, items);
  const signed = await checkSigned({ manifest, digest, hash });
  const stamped = await checkStamped(files, options);
  items.push(...signed.items, ...stamped.items);
  const stated = new Map(
    (manifest?.resources ?? []).map(({ path, hash: of, bytes }) => [
      path,
      { sha256: of.slice('sha256:'.length), bytes },
    ]),
  );
  for (const [path, { bytes }] of stated) {
    const entry = entries.get(path);
    if (!entry) items.push(altered(path, 'missing'));
    else if (entry.size !== bytes) items.push(altered(path, 'size-mismatch', String(entry.size)));
  }
  const cases = zip.entries
    .filter(({ name }) => name.startsWith(CASES))
    .map((entry) => ({ entry, stated: stated.get(entry.name) ?? null }));
  if (manifest)
    for (const { entry, stated: of } of cases) if (!of) items.push(altered(entry.name, 'not-in-manifest'));
  await checkBeside(files, manifest, items);
  return {
    items,
    manifest,
    cases,
    beside: files,
    signer: signed.signer,
    timeStamp: stamped.timeStamp,
  };
}

export interface ReadCollected {
  /** Null when it could not be read or is too large. */
  bytes: Uint8Array | null;
  sha256: string | null;
  /** What is wrong with how it stands in the collection; what is wrong inside is for `checkCaseFile`. */
  items: CheckedItem[];
}

/** One case file out of a collection, compared with the manifest. Rejects only where the source does. */
export async function readCollected(source: ByteSource, place: CollectionPlace): Promise<ReadCollected> {
  const { entry, stated } = place;
  if (entry.size > LIMITS.caseFileBytes)
    return { bytes: null, sha256: null, items: [altered(entry.name, 'too-large')] };
  const read = await readEntry(source, entry);
  if (!read.ok) {
    const item = altered(entry.name, read.code, `byte ${String(read.at)}`);
    return { bytes: null, sha256: null, items: [item] };
  }
  const items = read.isCrcRight ? [] : [altered(entry.name, 'crc-mismatch')];
  const sha256 = await sha256Hex(read.bytes);
  if (stated && stated.sha256 !== sha256) items.push(altered(entry.name, 'digest-mismatch'));
  return { bytes: read.bytes, sha256, items };
}

async function readManifest(
  files: ReadonlyMap<string, Uint8Array>,
  items: CheckedItem[],
): Promise<{
  manifest: CollectionManifest | null;
  digest: ReturnType<typeof manifestDigestSchema.parse> | null;
  hash: string;
}> {
  const none = { manifest: null, digest: null, hash: '' };
  const bytes = files.get(COLLECTION_FILE.manifest);
  const digestBytes = files.get(COLLECTION_FILE.manifestDigest);
  if (!bytes || !digestBytes) {
    items.push(altered(bytes ? COLLECTION_FILE.manifestDigest : COLLECTION_FILE.manifest, 'missing'));
    return none;
  }
  const stated = canonicalValue(digestBytes);
  const digest = manifestDigestSchema.safeParse(stated.ok ? stated.value : null);
  items.push(
    digest.success
      ? intact(COLLECTION_FILE.manifestDigest)
      : altered(COLLECTION_FILE.manifestDigest, 'not-well-formed'),
  );
  const read = canonicalValue(bytes);
  const manifest = collectionManifestSchema.safeParse(read.ok ? read.value : null);
  const hash = `sha256:${await sha256Hex(bytes)}`;
  const digestData = digest.success ? digest.data : null;
  if (!manifest.success) {
    items.push(altered(COLLECTION_FILE.manifest, 'not-well-formed'));
    return { manifest: null, digest: digestData, hash };
  }
  const isStated = digestData?.hash === hash;
  items.push(
    isStated ? intact(COLLECTION_FILE.manifest) : altered(COLLECTION_FILE.manifest, 'digest-mismatch'),
  );
  const { resources, beside } = manifest.data;
  if (new Set([...resources, ...beside].map(({ path }) => path)).size !== resources.length + beside.length)
    items.push(altered(COLLECTION_FILE.manifest, 'listed-twice'));
  return { manifest: manifest.data, digest: digestData, hash };
}

/** Page and table against the manifest, and nothing else beside the cases. */
async function checkBeside(
  files: ReadonlyMap<string, Uint8Array>,
  manifest: CollectionManifest | null,
  items: CheckedItem[],
): Promise<void> {
  if (!manifest) return;
  const listed = new Map(manifest.beside.map((file) => [file.path, file]));
  for (const name of [COLLECTION_FILE.page, COLLECTION_FILE.table])
    if (!listed.has(name)) items.push(altered(COLLECTION_FILE.manifest, 'not-listed', name));
  for (const [path, { hash, bytes }] of listed) {
    const content = files.get(path);
    if (!content) items.push(altered(path, 'missing'));
    else if (content.length !== bytes) items.push(altered(path, 'size-mismatch', String(content.length)));
    else if (`sha256:${await sha256Hex(content)}` !== hash) items.push(altered(path, 'digest-mismatch'));
    else items.push(intact(path));
  }
  for (const name of files.keys())
    if (!BESIDE_THE_MANIFEST.has(name) && !listed.has(name)) items.push(altered(name, 'not-in-manifest'));
  for (const name of BESIDE_THE_MANIFEST)
    if (listed.has(name)) items.push(altered(COLLECTION_FILE.manifest, 'lists-itself', name));
}

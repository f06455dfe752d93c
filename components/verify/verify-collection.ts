/**
 * Verifying a collection, whole: its container, manifest, signature and time stamp, every case file inside as
 * `verifyCaseFile` judges it alone, and page and table written again out of those cases. One case is in memory
 * at a time. Page, standalone page and command all call this one function.
 */
import type { ByteSource } from '../evidence/byte-source';
import { altered, cannot, intact, type CheckedFile, type CheckedItem } from '../evidence/check';
import { canonicalJson } from '../evidence/canonical';
import {
  COLLECTION_FILE,
  collectedCase,
  collectedPath,
  fileOf,
  type CollectedCase,
  type NotKept,
} from '../evidence/collection';
import { isInertPage } from '../evidence/inert-page';
import { openCollection, readCollected, type CollectionPlace } from '../evidence/read-collection';
import { readCaseFile } from '../evidence/case-file';
import { sha256Hex } from '../evidence/digest';
import { COLLECTION_TEXTS } from '../report/collection';
import { expectedKey, verifyCaseFile, type Verified, type VerifyOptions } from './verify';

/** What is kept of one case in memory; all items are given to `onCase`. */
export interface VerifiedPart {
  path: string;
  case: Verified['case'];
  verdict: 'intact' | 'altered';
  signer: string | null;
  altered: number;
  cannotBeChecked: number;
  /** The first few that are altered. */
  items: CheckedItem[];
}

export interface VerifiedCollection {
  title: string | null;
  /** `altered` as soon as one item or one case is. */
  verdict: 'intact' | 'altered';
  /** Of the collection itself. */
  items: CheckedItem[];
  cases: VerifiedPart[];
  notKept: readonly NotKept[];
  signer: CheckedFile['signer'];
  timeStamp: CheckedFile['timeStamp'];
  /** True when it was stopped: then nothing is said of the cases behind. */
  isStopped: boolean;
}

export interface VerifyCollectionOptions extends VerifyOptions {
  onCase?: (part: VerifiedPart, whole: Verified | null, done: number, total: number) => void;
  signal?: AbortSignal;
}

const ITEMS_HELD = 4;

/** Never rejects for what the collection holds; rejects where the source can no longer be read. */
export async function verifyCollection(
  source: ByteSource,
  options: VerifyCollectionOptions,
): Promise<VerifiedCollection> {
  const opened = await openCollection(source, { roots: options.roots ?? [] });
  const items = [...opened.items];
  const key = expectedKey(opened, options.expectedKey ?? null);
  if (key) items.push(key);
  const parts: VerifiedPart[] = [];
  const lines: CollectedCase[] = [];
  const standing: Standing[] = [];
  let isStopped = false;
  for (const place of opened.cases) {
    if (options.signal?.aborted) {
      isStopped = true;
      break;
    }
    const { part, whole, line, content } = await verifyPart(source, place, options);
    parts.push(part);
    if (line) lines.push(line);
    if (line && content !== null) standing.push({ path: part.path, id: line.id, content });
    options.onCase?.(part, whole, parts.length, opened.cases.length);
  }
  if (opened.manifest && !isStopped) items.push(...writtenAgain(opened, lines, options));
  items.push(...standingTwice(standing));
  const isAltered = [...items, ...parts].some(({ verdict }) => verdict === 'altered');
  return {
    title: opened.manifest?.title ?? null,
    verdict: isAltered ? 'altered' : 'intact',
    items,
    cases: parts,
    notKept: opened.manifest?.notKept ?? [],
    signer: opened.signer,
    timeStamp: opened.timeStamp,
    isStopped,
  };
}

async function verifyPart(
  source: ByteSource,
  place: CollectionPlace,
  options: VerifyOptions,
): Promise<{
  part: VerifiedPart;
  whole: Verified | null;
  line: CollectedCase | null;
  content: string | null;
}> {
  const path = place.entry.name;
  const read = await readCollected(source, place);
  if (!read.bytes) {
    const part: VerifiedPart = {
      path,
      case: null,
      verdict: 'altered',
      signer: null,
      altered: read.items.length,
      cannotBeChecked: 0,
      items: read.items,
    };
    return { part, whole: null, line: null, content: null };
  }
  // The key that is expected is that of whoever made the collection; the cases may be other people's.
  const verified = await verifyCaseFile(read.bytes, { ...options, expectedKey: null });
  const all = [...read.items, ...verified.items];
  const wrong = all.filter(({ verdict }) => verdict === 'altered');
  const part: VerifiedPart = {
    path,
    case: verified.case,
    verdict: wrong.length > 0 ? 'altered' : 'intact',
    signer: verified.signer?.fingerprint ?? null,
    altered: wrong.length,
    cannotBeChecked: all.filter(({ verdict }) => verdict === 'cannot-be-checked').length,
    items: wrong.slice(0, ITEMS_HELD),
  };
  const whole: Verified = { ...verified, verdict: part.verdict, items: all };
  const again = wrong.length === 0 ? await readCaseFile(read.bytes) : null;
  const line =
    again?.ok === true
      ? collectedCase(again.case, { path, sha256: read.sha256 ?? '', bytes: read.bytes.length })
      : null;
  const content =
    again?.ok === true
      ? await sha256Hex(
          new TextEncoder().encode(canonicalJson({ ...again.case, id: '', note: '', tags: [] })),
        )
      : null;
  return { part, whole, line, content };
}

interface Standing {
  path: string;
  id: string;
  /** Digest of all that the case says but its number, note and tags. */
  content: string;
}

/** Cases told of in words; the table of cases names them all. */
const MOST_TWICE = 100;

/**
 * Cases that stand more than once, because they were signed again, by the same key or another, or carry two numbers;
 * and two cases under one number. Nothing of that is an alteration, but whoever counts cases must know it.
 */
function standingTwice(standing: readonly Standing[]): CheckedItem[] {
  const items: CheckedItem[] = [];
  const told = (by: 'id' | 'content', reason: string, other: 'id' | 'content' | null): void => {
    const groups = new Map<string, Standing[]>();
    for (const one of standing) groups.set(one[by], [...(groups.get(one[by]) ?? []), one]);
    for (const [key, ones] of groups) {
      if (ones.length < 2 || (other !== null && new Set(ones.map((one) => one[other])).size < 2)) continue;
      const detail = ones.map(({ path }) => path).join(' ');
      items.push({ ...cannot(`case ${by === 'id' ? key : (ones[0]?.id ?? '')}`, reason), detail });
    }
  };
  told('content', 'same-case-again', null);
  told('id', 'another-case-under-number', 'content');
  return items.slice(0, MOST_TWICE);
}

function writtenAgain(
  { manifest, beside, cases }: Awaited<ReturnType<typeof openCollection>>,
  lines: readonly CollectedCase[],
  { version }: VerifyOptions,
): CheckedItem[] {
  if (!manifest) return [];
  const names = [COLLECTION_FILE.page, COLLECTION_FILE.table];
  if (lines.length !== cases.length)
    return names.map((name) => cannot(`${name} written again`, 'cases-altered'));
  const { title, created, software, notKept } = manifest;
  // What the manifest says of each case follows from the case: its name, its place and its order too.
  const isListed =
    manifest.resources.length === lines.length &&
    manifest.resources.every((resource, at) => {
      const line = lines[at];
      const path = line ? collectedPath(at + 1, line.id) : '';
      return (
        line?.path === path &&
        canonicalJson(resource) === canonicalJson(fileOf(path, line.sha256, line.bytes))
      );
    });
  const listed = isListed
    ? intact(`${COLLECTION_FILE.manifest} written again`)
    : altered(`${COLLECTION_FILE.manifest} written again`, 'says-something-else');
  const texts = {
    [COLLECTION_FILE.page]: COLLECTION_TEXTS.page({ title, created, software }, lines, notKept),
    [COLLECTION_FILE.table]: COLLECTION_TEXTS.table(lines),
  };
  const again = names.map((name) => {
    const item = `${name} written again`;
    const wanted = new TextEncoder().encode(texts[name]);
    const there = beside.get(name);
    const isSame = there?.length === wanted.length && wanted.every((byte, at) => byte === there[at]);
    if (isSame) return intact(item);
    if (software === `Mingbiao ${version}`) return altered(item, 'says-something-else');
    if (there && name === COLLECTION_FILE.page && !isInertPage(new TextDecoder().decode(there)))
      return altered(item, 'not-inert');
    return { ...cannot(item, 'another-version'), detail: software };
  });
  return [listed, ...again];
}

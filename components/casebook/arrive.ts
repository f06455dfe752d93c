/**
 * Case files of other people into the casebook: one at a time, each checked item by item before anything of
 * it is kept, each kept whole or not at all. What was altered is refused, or kept under that name with the
 * items listed when the person asked for it; nothing is put right in silence.
 */
import { checkCaseFile, type CheckedFile, type CheckedItem } from '../evidence/check';
import { readSeal } from '../evidence/given-seal';
import { sha256Hex } from '../evidence/digest';
import type { Case } from '../model/case';
import { LIMITS } from '../model/limits';
import type { Arrival } from '../model/organising';
import type { NamedBlob, Store } from './store';

/** A file as it was given; its bytes are read only when its turn comes. */
export interface GivenFile {
  name: string;
  size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
  /** What is altered around the file: a collection that it stands in and that says otherwise. */
  outside?: readonly CheckedItem[];
}

export type ArrivedAs =
  /** Kept. */
  | 'new'
  /** This very file was here already. */
  | 'again'
  /** The case was here; the same key has signed it more than once. */
  | 'signed-again'
  /** The case was here; now it is known who else handed it on. */
  | 'from-another'
  /** Kept, and marked as altered. */
  | 'kept-altered'
  /** Not kept: something in it was altered. */
  | 'altered'
  /** Not kept: another case stands here under the same number. */
  | 'conflict'
  /** Not kept: it could not be read, is too large, or is no case file. */
  | 'unreadable'
  /** Not kept, and nothing after it: no room. */
  | 'storage-full';

export interface ArrivalReport {
  name: string;
  as: ArrivedAs;
  /** The case, where it could be read. */
  caseId: string | null;
  title: string | null;
  signer: string | null;
  /** What was altered or stood in the way, as the check named it. */
  items: CheckedItem[];
  /** The case of the file, where another stands here under its number: for showing both. */
  conflicting?: Case;
}

export interface ArriveOptions {
  /** Keep files with altered items too, marked as such. */
  keepAltered: boolean;
  /** ISO 8601, UTC. */
  now: () => string;
  /** Told after each file. */
  onFile?: (report: ArrivalReport, done: number) => void;
  signal?: AbortSignal;
  check?: (bytes: Uint8Array) => Promise<CheckedFile>;
}

/**
 * Takes files in, in the order given, holding one in memory at a time (LIMITS.caseFileBytes). Stops between
 * two files when the signal says so or when there is no room; what was kept until then stays. Answers one
 * report for each file looked at.
 */
export async function arrive(
  store: Store,
  files: Iterable<GivenFile> | AsyncIterable<GivenFile>,
  options: ArriveOptions,
): Promise<ArrivalReport[]> {
  const reports: ArrivalReport[] = [];
  for await (const file of files) {
    if (options.signal?.aborted) break;
    const report = await arriveOne(store, file, options);
    reports.push(report);
    options.onFile?.(report, reports.length);
    if (report.as === 'storage-full') break;
  }
  return reports;
}

async function arriveOne(store: Store, given: GivenFile, options: ArriveOptions): Promise<ArrivalReport> {
  const report: ArrivalReport = {
    name: given.name.slice(0, 255),
    as: 'unreadable',
    caseId: null,
    title: null,
    signer: null,
    items: [],
  };
  const problem = (reason: string, detail: string | null = null): CheckedItem => ({
    item: 'container',
    verdict: 'altered',
    reason,
    detail,
  });
  if (given.size > LIMITS.caseFileBytes) return { ...report, items: [problem('too-large')] };
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await given.arrayBuffer());
  } catch (error) {
    return { ...report, items: [problem('cannot-read', error instanceof Error ? error.name : null)] };
  }
  const file = await sha256Hex(bytes);
  const checked = await (options.check ?? checkCaseFile)(bytes);
  const altered = [...(given.outside ?? []), ...checked.items].filter(({ verdict }) => verdict === 'altered');
  const { contents } = checked;
  if (!contents) return { ...report, items: altered };
  const known = {
    ...report,
    caseId: contents.case.id,
    title: contents.case.title,
    signer: checked.signer?.fingerprint ?? null,
    items: altered,
  };
  if (altered.length > 0 && !options.keepAltered) return { ...known, as: 'altered' };

  // The check gives out only bytes that have the digest the case names them by, and the store counts it once more.
  const blobs: readonly NamedBlob[] = contents.blobs;
  const brought = new Set(blobs.map(({ sha256 }) => sha256));
  const arrival: Arrival = {
    file,
    case: contents.case.id,
    name: report.name,
    signer: known.signer,
    arrivedAt: options.now(),
    altered: altered.slice(0, 200).map(({ item, reason, detail }) => ({
      item: item.slice(0, 300),
      reason: (reason ?? '').slice(0, 100),
      detail: (detail ?? '').slice(0, 300),
    })),
    missing: [...new Set(contents.case.captures.map(({ sha256 }) => sha256))].filter(
      (sha256) => !brought.has(sha256),
    ),
    ...(checked.signer ? { signedAt: checked.signer.at } : {}),
    ...sealIn(checked, altered.length > 0),
  };
  const kept = await store.keepArrival(contents.case, blobs, arrival);
  if (kept.ok)
    return { ...known, as: kept.came === 'new' && altered.length > 0 ? 'kept-altered' : kept.came };
  if (kept.code === 'storage-full') return { ...known, as: 'storage-full' };
  if (kept.code === 'case-exists')
    return {
      ...known,
      as: 'conflict',
      items: [...altered, problem('case-exists')],
      conflicting: contents.case,
    };
  return { ...known, items: [...altered, problem(kept.code)] };
}

/** What nobody but the signer can make again; nothing for a file that is not signed or not as it was. */
function sealIn({ signer, contents }: CheckedFile, isAltered: boolean): Pick<Arrival, 'sealed'> {
  const sealed = signer && contents && !isAltered ? readSeal(contents.files) : null;
  return sealed ? { sealed } : {};
}

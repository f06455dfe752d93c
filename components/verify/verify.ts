/**
 * Verifying a case file, whole: what the evidence room checks of the file itself, and beside that everything
 * which the file's own case and law give again, namely the digests of its packs, its findings, its report, its
 * table and its texts; and what today's packs would say. The page, the standalone page and the command all
 * call this one function, so that they can never differ.
 */
import type { Law } from '../../rules/language';
import { packDigest } from '../../rules/pack-digest';
import { canonicalJson } from '../evidence/canonical';
import {
  cannot,
  checkCaseFile,
  type CheckedContents,
  type CheckedFile,
  type CheckedItem,
} from '../evidence/check';
import { sha256Hex } from '../evidence/digest';
import { isAsWritten } from '../evidence/gzip';
import { isInertPage } from '../evidence/inert-page';
import { cdxLines, indexedFrom, pageLines } from '../evidence/index-lines';
import { ARCHIVE_NAME, CASE_FILE, TIME_STAMP_FILE } from '../evidence/layout';
import { manifestText } from '../evidence/manifest';
import { readMe } from '../evidence/read-me';
import { captureRecord, caseRecord, infoRecord } from '../evidence/records';
import { joined, RECORD_END, warcRecord } from '../evidence/warc';
import { judge } from '../judge/judge';
import type { Case } from '../model/case';
import type { Finding } from '../model/finding';
import { findingsCsv } from '../report/csv';
import { reportHtml } from '../report/html';
import { reportPictures } from '../report/pictures';

export interface VerifyOptions {
  /** Version of this software: what another version wrote may be worded otherwise without being altered. */
  version: string;
  /** The packs of this version; null leaves "today" out. */
  today: Law | null;
  /** Certificates (DER) of the time-stamp authorities that the person trusts. */
  roots?: readonly Uint8Array[];
  /** Fingerprint of the key that the person expects; anything else is then another key. */
  expectedKey?: string | null;
}

export interface Verified {
  case: Pick<Case, 'id' | 'url' | 'title' | 'keptAt'> | null;
  /** `altered` as soon as one item is. `intact` says nothing of items that cannot be checked. */
  verdict: 'intact' | 'altered';
  items: CheckedItem[];
  signer: CheckedFile['signer'];
  timeStamp: CheckedFile['timeStamp'];
  today: Today | null;
}

/** How the same facts read under today's packs. That is no alteration: the law moves on. */
export interface Today {
  /** Packs whose digest is another than in the file, and packs that the file does not know. */
  changedPacks: { id: string; recorded: string | null; today: string | null }[];
  same: number;
  differing: { pack: string; rule: string; subject: string; recorded: string | null; today: string | null }[];
}

/** Never rejects for what the file holds. */
export async function verifyCaseFile(bytes: Uint8Array, options: VerifyOptions): Promise<Verified> {
  const checked = await checkWhole(bytes, options);
  const { contents } = checked;
  const items = [...checked.items];
  const key = expectedKey(checked, options.expectedKey ?? null);
  if (key) items.push(key);
  const of = contents?.case;
  return {
    case: of ? { id: of.id, url: of.url, title: of.title, keptAt: of.keptAt } : null,
    verdict: items.some(({ verdict }) => verdict === 'altered') ? 'altered' : 'intact',
    items,
    signer: checked.signer,
    timeStamp: checked.timeStamp,
    today: of && options.today ? underToday(contents, options.today) : null,
  };
}

/**
 * A case file with everything that can be checked of it, and what stands in it: for whoever verifies, and for whoever
 * takes in files of others. Never rejects for what the file holds.
 */
export async function checkWhole(
  bytes: Uint8Array,
  options: Pick<VerifyOptions, 'version' | 'today' | 'roots'>,
): Promise<CheckedFile> {
  const checked = await checkCaseFile(bytes, { roots: options.roots ?? [] });
  const { contents } = checked;
  const again = contents
    ? [
        ...(await packsAgain(contents, options.today)),
        ...channelsAgain(contents, options),
        findingsAgain(contents, options),
        ...timesAgain(checked, contents.case),
        ...(await writtenAgain(checked, contents, options)),
      ]
    : [cannot('findings', 'nothing-to-judge')];
  return { ...checked, items: [...checked.items, ...again] };
}

/** Whether the key that signed is the one that the person expects; null when they expect none. */
export function expectedKey(
  { signer }: Pick<CheckedFile, 'signer'>,
  expected: string | null,
): CheckedItem | null {
  if (expected === null || expected.trim() === '') return null;
  const item = 'expected-key';
  const plain = (text: string): string => text.replace(/[\s:-]/g, '').toLowerCase();
  // Whoever takes a signature away and mends every digest would otherwise be called intact.
  if (!signer) return { item, verdict: 'altered', reason: 'not-signed', detail: null };
  if (plain(signer.fingerprint) === plain(expected))
    return { item, verdict: 'intact', reason: null, detail: null };
  return { item, verdict: 'altered', reason: 'another-key', detail: signer.fingerprint };
}

/** The digest of each recorded pack, computed again from the law in the file, and as case and findings name it. */
async function packsAgain({ case: of, law }: CheckedContents, today: Law | null): Promise<CheckedItem[]> {
  const items: CheckedItem[] = [];
  for (const pack of law.packs) {
    const item = `pack ${pack.id}`;
    const published = today?.packs.find(({ id, version }) => id === pack.id && version === pack.version);
    const digest = await packDigest(pack, (id) => ownOf(law.provisions, id), sha256Hex);
    const ref = of.packs.find(({ id }) => id === pack.id);
    const findings = of.findings.filter((finding) => finding.pack === pack.id);
    const isNamed =
      (!ref || (ref.digest === pack.digest && ref.version === pack.version)) &&
      findings.every((finding) => finding.packDigest === pack.digest && finding.packVersion === pack.version);
    if (digest !== pack.digest)
      items.push({ item, verdict: 'altered', reason: 'digest-mismatch', detail: null });
    else if (!isNamed) items.push({ item, verdict: 'altered', reason: 'named-otherwise', detail: null });
    // A pack is published once under one version; rules softened under its name are another pack.
    else if (published && published.digest !== digest)
      items.push({ item, verdict: 'altered', reason: 'not-the-published-pack', detail: pack.version });
    else items.push({ item, verdict: 'intact', reason: null, detail: pack.version });
  }
  const known = new Set(law.packs.map(({ id }) => id));
  const missing = [...of.packs.map(({ id }) => id), ...of.findings.map(({ pack }) => pack)];
  for (const id of new Set(missing.filter((one) => !known.has(one))))
    items.push({ item: `pack ${id}`, verdict: 'altered', reason: 'missing', detail: null });
  return items;
}

/**
 * The channels in the file beside those that were published. No digest of a pack covers them, and an address put in
 * here would send a complaint elsewhere. They have no version of their own, so only those of the version that judged
 * the case can be compared.
 */
function channelsAgain(
  { case: of, law }: CheckedContents,
  { version, today }: Pick<VerifyOptions, 'version' | 'today'>,
): CheckedItem[] {
  const item = 'channels';
  const ids = Object.keys(law.channels);
  if (today === null || ids.length === 0) return [];
  const differing = ids.filter(
    (id) => canonicalJson(law.channels[id] ?? null) !== canonicalJson(ownOf(today.channels, id) ?? null),
  );
  if (differing.length === 0) return [{ item, verdict: 'intact', reason: null, detail: null }];
  const detail = differing.slice(0, 5).join(' ');
  return of.environment.extensionVersion === version
    ? [{ item, verdict: 'altered', reason: 'not-the-published-channels', detail }]
    : [{ item, verdict: 'cannot-be-checked', reason: 'channels-of-another-version', detail }];
}

function ownOf<T>(record: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(record, id) ? record[id] : undefined;
}

/** The findings of the case beside those that its own law gives for its own observations. */
function findingsAgain(
  { case: of, law }: CheckedContents,
  { version }: Pick<VerifyOptions, 'version'>,
): CheckedItem {
  const item = 'findings';
  const days = new Set(of.findings.map(({ judgedFor }) => judgedFor));
  if (days.size > 1)
    return { item, verdict: 'altered', reason: 'judged-by-several-days', detail: [...days].join(' ') };
  // A page is judged while it is open, so by the law of a day between opening and keeping; clocks may be set by a day.
  const day = Date.parse(dayOf(of));
  const isOwnDay =
    Date.parse(of.startedAt.slice(0, 10)) - DAY_MS <= day && day <= Date.parse(of.keptAt) + DAY_MS;
  if (!isOwnDay) return { item, verdict: 'altered', reason: 'judged-for-another-day', detail: dayOf(of) };
  const again = judge(of.observations, law, { date: dayOf(of), jurisdictions: of.jurisdictions });
  const differ = differing(of.findings, again);
  if (differ.length === 0)
    return {
      item,
      verdict: 'intact',
      reason: null,
      detail: `${String(again.length)} judged again, same result`,
    };
  // Another version may read the same facts better; only the same version giving another result says "altered".
  const isSameVersion = of.environment.extensionVersion === version;
  const reason = isSameVersion ? 'findings-differ' : 'findings-differ-in-another-version';
  const detail = differ.slice(0, 5).join(' ');
  return { item, verdict: isSameVersion ? 'altered' : 'cannot-be-checked', reason, detail };
}

/** The day by whose law the case was judged. */
function dayOf(of: Case): string {
  return of.findings[0]?.judgedFor ?? of.startedAt.slice(0, 10);
}

const DAY_MS = 86_400_000;
/** Clocks of two computers that are both kept right still differ by a little. */
const CLOCKS_MS = 10 * 60_000;

/**
 * What the times in a file say of each other. A time that does not fit shows a clock that was wrong or was set, not
 * who set it, so nothing is called altered here; where all of them fit there is nothing to say.
 */
function timesAgain({ signedAt, timeStamp }: CheckedFile, of: Case): CheckedItem[] {
  const times = [of.startedAt, of.keptAt, ...(signedAt === null ? [] : [signedAt])];
  const problem = (reason: string, detail: string): CheckedItem[] => [
    { item: 'times', verdict: 'cannot-be-checked', reason, detail },
  ];
  const isInOrder = times.every(
    (time, at) => at === 0 || Date.parse(times[at - 1] ?? time) <= Date.parse(time),
  );
  if (!isInOrder) return problem('times-out-of-order', times.join(' → '));
  const last = times.at(-1) ?? of.keptAt;
  if (timeStamp && Date.parse(last) > Date.parse(timeStamp.at) + CLOCKS_MS)
    return problem('later-than-time-stamp', `${last} → ${timeStamp.at}`);
  return [];
}

/** Names of the findings that are not the same on both sides. */
function differing(before: readonly Finding[], after: readonly Finding[]): string[] {
  const spelled = (findings: readonly Finding[]): Set<string> =>
    new Set(findings.map((finding) => canonicalJson(finding)));
  const [left, right] = [spelled(before), spelled(after)];
  const alone = [
    ...before.filter((finding) => !right.has(canonicalJson(finding))),
    ...after.filter((finding) => !left.has(canonicalJson(finding))),
  ];
  return [...new Set(alone.map(({ pack, id }) => `${pack}/${id}`))];
}

/**
 * Everything that follows from case and law, written again: what people read, what replay tools read, and what the
 * manifest says of the whole. A report, an index or a title that says something else is found here.
 */
async function writtenAgain(
  checked: CheckedFile,
  contents: CheckedContents,
  { version }: Pick<VerifyOptions, 'version'>,
): Promise<CheckedItem[]> {
  const { case: of, law, files, blobs, records } = contents;
  const { software } = checked;
  const bytes = new Map(blobs.map((blob) => [blob.sha256, blob.bytes]));
  const images = await reportPictures(of, (sha256) => Promise.resolve(bytes.get(sha256) ?? null));
  const texts: [name: string, text: string][] = [
    [CASE_FILE.report, reportHtml({ case: of, law, images, locale: 'both' })],
    [CASE_FILE.findings, findingsCsv(of, law)],
    [CASE_FILE.readMe, readMe(of)],
    [CASE_FILE.pages, pageLines(of)],
    [CASE_FILE.index, indexAgain(of, records)],
    [CASE_FILE.manifest, await manifestAgain(checked, contents)],
  ];
  const archive = await archiveAgain(contents);
  const again: [name: string, isSame: boolean][] = [
    ...texts.map(([name, text]): [string, boolean] => [name, isText(files.get(name), text)]),
    [CASE_FILE.archive, archive === 'same'],
  ];
  const isSameVersion = software === `Mingbiao ${version}`;
  return again.map(([name, isSame]) => {
    const item = `${name} written again`;
    if (isSame) return { item, verdict: 'intact', reason: null, detail: null };
    if (name === CASE_FILE.archive && archive === 'packed-otherwise')
      return isSameVersion
        ? { item, verdict: 'altered', reason: 'packed-otherwise', detail: null }
        : { item, verdict: 'cannot-be-checked', reason: 'packed-otherwise', detail: software };
    if (isSameVersion) return { item, verdict: 'altered', reason: 'says-something-else', detail: null };
    const problem = problemOfAnyVersion(name, contents);
    if (problem !== null) return { item, verdict: 'altered', reason: problem, detail: software };
    return { item, verdict: 'cannot-be-checked', reason: 'another-version', detail: software };
  });
}

/**
 * What no version of ours would have written: an index, a list of pages, a manifest or a record that is not the one
 * which follows from the case (every version so far wrote them alike, and replay tools go by nothing else), a table
 * whose codes are not the case's, a report that acts. Otherwise whoever forges a file had only to call it one of another
 * version. Null when there is nothing of the kind: then only words differ.
 */
function problemOfAnyVersion(name: string, { case: of, law, files }: CheckedContents): string | null {
  if (name === CASE_FILE.index || name === CASE_FILE.pages) return 'leads-elsewhere';
  if (name === CASE_FILE.manifest || name === CASE_FILE.archive) return 'says-something-else';
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(files.get(name) ?? new Uint8Array());
  if (name === CASE_FILE.report) return isInertPage(text) ? null : 'not-inert';
  if (name !== CASE_FILE.findings) return null;
  return sameRows(text, findingsCsv(of, law)) ? null : 'says-something-else';
}

/** Columns of the table that hold codes, numbers and addresses: no version words them otherwise. */
const CODED = ['case', 'url', 'kept_at', 'pack', 'pack_version', 'rule', 'subject', 'outcome', 'judged_for'];

/** Whether two tables have the same rows in the columns of codes that both know. */
function sameRows(there: string, wanted: string): boolean {
  const [left, right] = [csvRows(there), csvRows(wanted)];
  const [names = [], known = []] = [left[0], right[0]];
  const shared = CODED.filter((name) => names.includes(name) && known.includes(name));
  // The first version wrote them all already; a table without one of them is none of ours.
  if (shared.length < CODED.length || left.length !== right.length) return false;
  return left.every((row, at) =>
    shared.every((name) => row[names.indexOf(name)] === right[at]?.[known.indexOf(name)]),
  );
}

/** Rows of a table as `findingsCsv` spells it (RFC 4180, every cell quoted); none for anything spelled otherwise. */
function csvRows(text: string): string[][] {
  const cell = /"((?:[^"]|"")*)"(,|\r\n)/y;
  const rows: string[][] = [];
  let row: string[] = [];
  cell.lastIndex = text.startsWith('\ufeff') ? 1 : 0;
  let at = cell.lastIndex;
  for (let found = cell.exec(text); found; found = cell.exec(text)) {
    const [, value = '', ending] = found;
    at = cell.lastIndex;
    row.push(value.replaceAll('""', '"'));
    if (ending === ',') continue;
    rows.push(row);
    row = [];
  }
  return at === text.length && row.length === 0 ? rows : [];
}

/** The index of the archive as it is: what each record holds is the case's, where it stands the archive's. */
function indexAgain(of: Case, records: CheckedContents['records']): string {
  const indexed = of.captures.flatMap((capture, at) => {
    // Before the captures stands the record of what wrote the file.
    const record = records[at + 1];
    return record ? [indexedFrom(capture, { sha256: capture.sha256, ...placeOf(record) })] : [];
  });
  return cdxLines(indexed, ARCHIVE_NAME);
}

function placeOf({ offset, length }: CheckedContents['records'][number]): { offset: number; length: number } {
  return { offset, length };
}

function manifestAgain(
  { software, signedAt }: CheckedFile,
  { case: of, files }: CheckedContents,
): Promise<string> {
  const beside: ReadonlySet<string> = new Set([
    CASE_FILE.manifest,
    CASE_FILE.manifestDigest,
    TIME_STAMP_FILE,
  ]);
  const contents = [...files].flatMap(([name, bytes]) => (beside.has(name) ? [] : [{ name, bytes }]));
  return manifestText(of, software ?? '', signedAt ?? undefined, contents);
}

/**
 * Whether every record is, head and content, the one that this case gives, and packed as we pack it. Another version
 * may pack the same records otherwise; the same one never does.
 */
async function archiveAgain({
  case: of,
  files,
  blobs,
  records,
}: CheckedContents): Promise<'same' | 'packed-otherwise' | 'other'> {
  const bytes = new Map(blobs.map((blob) => [blob.sha256, blob.bytes]));
  const archive = files.get(CASE_FILE.archive) ?? new Uint8Array();
  const wanted = [
    infoRecord(of),
    ...of.captures.map((capture) => captureRecord(capture, bytes.get(capture.sha256) ?? new Uint8Array())),
    caseRecord(of, files.get(CASE_FILE.case) ?? new Uint8Array()),
  ];
  if (wanted.length !== records.length) return 'other';
  let isPackedSame = true;
  for (const [at, record] of wanted.entries()) {
    const { head, block } = await warcRecord(record);
    const found = records[at];
    if (!found || !isSameBytes(found.head, head) || !isSameBytes(found.body, block)) return 'other';
    const member = archive.subarray(found.offset, found.offset + found.length);
    isPackedSame &&= isAsWritten(member, joined([head, block, RECORD_END]), record.isPacked === true);
  }
  return isPackedSame ? 'same' : 'packed-otherwise';
}

function isText(bytes: Uint8Array | undefined, text: string): boolean {
  if (!bytes) return false;
  return isSameBytes(bytes, new TextEncoder().encode(text));
}

function isSameBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  for (let at = 0; at < left.length; at += 1) if (left[at] !== right[at]) return false;
  return true;
}

function underToday({ case: of, law }: CheckedContents, today: Law): Today {
  const again = judge(of.observations, today, { date: dayOf(of), jurisdictions: of.jurisdictions });
  const keyOf = ({ pack, rule, subject }: Finding): string => canonicalJson([pack, rule, subject]);
  const now = new Map(again.map((finding) => [keyOf(finding), finding]));
  const then = new Map(of.findings.map((finding) => [keyOf(finding), finding]));
  const result: Today = {
    changedPacks: changedPacks(law, today, [...of.findings, ...again]),
    same: 0,
    differing: [],
  };
  for (const key of new Set([...then.keys(), ...now.keys()])) {
    const [before, after] = [then.get(key), now.get(key)];
    const one = before ?? after;
    if (!one) continue;
    if (before?.outcome === after?.outcome) result.same += 1;
    else {
      const { pack, rule, subject } = one;
      const [recorded, judged] = [before?.outcome ?? null, after?.outcome ?? null];
      result.differing.push({ pack, rule, subject, recorded, today: judged });
    }
  }
  return result;
}

function changedPacks(law: Law, today: Law, findings: readonly Finding[]): Today['changedPacks'] {
  const ids = new Set(findings.map(({ pack }) => pack));
  return [...ids].sort().flatMap((id) => {
    const then = law.packs.find((pack) => pack.id === id);
    const now = today.packs.find((pack) => pack.id === id);
    if (then?.digest === now?.digest) return [];
    return [{ id, recorded: then?.version ?? null, today: now?.version ?? null }];
  });
}

/**
 * A case file: a WACZ 1.1.1 (a ZIP with a WARC archive, its index, a list of pages and a data package that
 * names the SHA-256 of everything), and beside that, for people and machines, the report, a table of the
 * findings, the case and the law it was judged by. The same case gives the same bytes, everywhere, always.
 */
import type { Law } from '../../rules/language';
import type { Capture, Case } from '../model/case';
import { PlainError } from '../model/plain-error';
import { canonicalJson } from './canonical';
import { checkCaseFile, type CheckedItem } from './check';
import { sha256Hex } from './digest';
import type { GivenSeal } from './given-seal';
import { ARCHIVE_NAME, CASE_FILE, TIME_STAMP_FILE } from './layout';
import { cdxLines, indexedFrom, pageLines, type Indexed } from './index-lines';
import { manifestText } from './manifest';
import { readMe } from './read-me';
import { captureRecord, caseRecord, infoRecord } from './records';
import { signManifest, type SigningKey } from './signature';
import { joined, writeWarcRecord, type WarcRecord, type WrittenRecord } from './warc';
import { writeZip, type ZipEntry } from './zip';

export interface CaseFileInput {
  case: Case;
  /** Bytes of a capture; null when they are gone. */
  getBlob(sha256: string): Promise<Uint8Array | null>;
  law: Law;
  reportHtml: string;
  findingsCsv: string;
  /** Name and version of what writes the file; without it, of what kept the case. */
  software?: string;
  /** Signs the manifest. Without it the file is not signed. */
  seal?: Seal;
  /**
   * Instead of `seal`: the signature that somebody else made over exactly this file. Whoever asks compares the digest
   * of what comes out with that of the file; another version may word the report otherwise, and then it is not theirs.
   */
  given?: GivenSeal;
}

export interface Seal {
  /** ISO 8601, UTC: by the clock of this computer. */
  at: string;
  key: SigningKey;
  /**
   * Asks a time-stamp authority about the finished `datapackage-digest.json`; null leaves the file without one.
   * What it answers is checked before it is put in: the imprint, the nonce of this very request, the signature.
   */
  timeStamp?(digestFile: Uint8Array): Promise<StampAnswer | null>;
}

export interface StampAnswer {
  /** DER of TimeStampResp (RFC 3161 §2.4.2). */
  answer: Uint8Array;
  /** What the request carried, so that no older answer is taken for this one. */
  nonce: Uint8Array;
}

/** Whole case file. Rejects with a PlainError: `bytes-missing`, `digest-mismatch`, `case-file-too-large`,
 * `time-stamp-wrong`, and whatever `seal.timeStamp` rejects with. */
export async function writeCaseFile(input: CaseFileInput): Promise<Uint8Array> {
  const { case: of } = input;
  const caseJson = canonicalJson(of);
  const { archive, indexed } = await archiveOf(input, caseJson);
  const contents: ZipEntry[] = [
    { name: CASE_FILE.archive, bytes: archive },
    ...(
      [
        [CASE_FILE.index, cdxLines(indexed, ARCHIVE_NAME)],
        [CASE_FILE.pages, pageLines(of)],
        [CASE_FILE.case, caseJson],
        [CASE_FILE.law, canonicalJson(input.law)],
        [CASE_FILE.report, input.reportHtml],
        [CASE_FILE.findings, input.findingsCsv],
        [CASE_FILE.readMe, readMe(of)],
      ] as const
    ).map(([name, text]) => ({ name, bytes: encoder.encode(text) })),
  ];
  const { seal, given } = input;
  const at = given ? given.signed.created : seal?.at;
  const manifest = encoder.encode(await manifestText(input.case, softwareOf(input), at, contents));
  const hash = `sha256:${await sha256Hex(manifest)}`;
  const signedData = given
    ? given.signed
    : seal
      ? await signManifest({ hash, created: seal.at, software: softwareOf(input) }, seal.key)
      : undefined;
  const digestFile = encoder.encode(canonicalJson({ path: CASE_FILE.manifest, hash, signedData }));
  const stamp = given ? null : ((await seal?.timeStamp?.(digestFile)) ?? null);
  if (stamp) await checkStamp(stamp, digestFile);
  const answer = given ? given.answer : (stamp?.answer ?? null);
  try {
    return writeZip([
      ...contents,
      { name: CASE_FILE.manifest, bytes: manifest },
      { name: CASE_FILE.manifestDigest, bytes: digestFile },
      ...(answer === null ? [] : [{ name: TIME_STAMP_FILE, bytes: answer }]),
    ]);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new PlainError(
      'case-file-too-large',
      {
        zh: '这份案例的文件太大，无法写成一个案例文件。请减少保存的媒体后再导出。',
        en: 'The files of this case are too large for one case file. Keep fewer media, then export again.',
      },
      { cause: error },
    );
  }
}

/** Rejects with a PlainError `time-stamp-wrong` unless this answers the request with this nonce over these bytes. */
export async function checkStamp({ answer, nonce }: StampAnswer, digestFile: Uint8Array): Promise<void> {
  // The reader of tokens is large, and most files carry none.
  const { checkTimeStamp } = await import('./time-stamp');
  const checked = await checkTimeStamp(answer, digestFile, [], nonce);
  if (checked.ok) return;
  throw new PlainError('time-stamp-wrong', {
    zh: `时间戳机构的答复不能使用（${checked.code}），没有写出文件。可以不加时间戳再导出。`,
    en: `The answer of the time-stamp authority cannot be used (${checked.code}), so no file was written. Export again without a time stamp.`,
  });
}

export type ReadCaseFile =
  | {
      ok: true;
      case: Case;
      law: Law;
      /** Every entry by name; views into the bytes that were read. */
      files: ReadonlyMap<string, Uint8Array>;
      /** Bytes of the captures, ready for the casebook. */
      blobs: { sha256: string; bytes: Uint8Array; mime: string }[];
    }
  | { ok: false; problems: CheckedItem[] };

/**
 * Reads a case file in which everything is in order: container, every digest, forms, and the bytes of every
 * capture. Anything else is refused with what is wrong where; nothing of it is given out. Never rejects.
 */
export async function readCaseFile(bytes: Uint8Array): Promise<ReadCaseFile> {
  const { items, contents } = await checkCaseFile(bytes);
  const problems = items.filter(({ verdict }) => verdict === 'altered');
  if (problems.length > 0 || !contents) return { ok: false, problems };
  return { ok: true, ...contents };
}

const encoder = new TextEncoder();

async function archiveOf(
  input: CaseFileInput,
  caseJson: string,
): Promise<{ archive: Uint8Array; indexed: Indexed[] }> {
  const { case: of } = input;
  const parts: Uint8Array[] = [];
  const indexed: Indexed[] = [];
  let offset = 0;
  const add = async (record: WarcRecord): Promise<WrittenRecord> => {
    const written = await writeWarcRecord(record);
    parts.push(written.bytes);
    offset += written.bytes.length;
    return written;
  };
  await add(infoRecord(of));
  for (const capture of of.captures) {
    const at = offset;
    // `bytesOf` has compared the digest with the one that the case names.
    const record = captureRecord(capture, await bytesOf(capture, input));
    const { sha256, bytes } = await add({ ...record, sha256: capture.sha256 });
    indexed.push(indexedFrom(capture, { sha256, offset: at, length: bytes.length }));
  }
  await add(caseRecord(of, encoder.encode(caseJson)));
  return { archive: joined(parts), indexed };
}

async function bytesOf(capture: Capture, input: CaseFileInput): Promise<Uint8Array> {
  const bytes = await input.getBlob(capture.sha256);
  if (!bytes) {
    throw new PlainError('bytes-missing', {
      zh: `案例所依据的文件不在案例簿中（SHA-256 ${capture.sha256}），没有导出。`,
      en: `A file this case rests on is not in the casebook (SHA-256 ${capture.sha256}), so nothing was exported.`,
    });
  }
  if ((await sha256Hex(bytes)) === capture.sha256) return bytes;
  throw new PlainError('digest-mismatch', {
    zh: `案例簿中的一份文件与它的 SHA-256 不符（${capture.sha256}），没有导出。`,
    en: `A file in the casebook does not match its SHA-256 (${capture.sha256}), so nothing was exported.`,
  });
}

function softwareOf({
  case: of,
  software,
  given,
}: Pick<CaseFileInput, 'case' | 'software' | 'given'>): string {
  return given?.signed.software ?? software ?? `Mingbiao ${of.environment.extensionVersion}`;
}

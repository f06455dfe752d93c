/**
 * The seal of a file that somebody else signed, kept beside the case: with it the very same file can be written again,
 * with their signature and their time stamp, where everything else follows from the case.
 */
import { fromBase64, toBase64 } from '../model/base64';
import { canonicalJson } from './canonical';
import { manifestDigestSchema } from './check';
import { CASE_FILE, TIME_STAMP_FILE } from './layout';
import { signedDataSchema, type SignedData } from './signature';

export interface KeptSeal {
  /** `signedData` as canonical JSON. */
  signed: string;
  /** Base64; null without a time stamp. */
  timeStamp: string | null;
}

export interface GivenSeal {
  signed: SignedData;
  answer: Uint8Array | null;
}

const LONGEST_STAMP = 150_000;

/** The seal of a checked file; null where it has none, or one too large to be kept. */
export function readSeal(files: ReadonlyMap<string, Uint8Array>): KeptSeal | null {
  const digest = manifestDigestSchema.safeParse(
    JSON.parse(new TextDecoder().decode(files.get(CASE_FILE.manifestDigest)) || 'null'),
  );
  const stamp = files.get(TIME_STAMP_FILE);
  if (!digest.success || !digest.data.signedData || (stamp?.length ?? 0) > LONGEST_STAMP) return null;
  return {
    signed: canonicalJson(digest.data.signedData),
    timeStamp: stamp ? toBase64(stamp) : null,
  };
}

/** The seal again; null when what was kept is none. */
export function givenSeal({ signed, timeStamp }: KeptSeal): GivenSeal | null {
  const parsed = signedDataSchema.safeParse(JSON.parse(signed));
  return parsed.success
    ? { signed: parsed.data, answer: timeStamp === null ? null : fromBase64(timeStamp) }
    : null;
}

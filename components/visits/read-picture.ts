/** Reads one picture whole, for the report that a person asked for. Never rejects: what failed is answered as a code. */
import { toBase64 } from '../model/base64';
import { LIMITS } from '../model/limits';
import type { C2pa, Observation } from '../model/observation';
import type { Picture, PictureReading, Quote } from '../model/picture';
import type { Visit } from '../model/case';
import { verifyApart } from '../provenance/c2pa/apart';
import { readClaims } from '../provenance/c2pa/claims';
import { isPublicHttps, manifestLink, withManifestLink } from '../provenance/c2pa/remote';
import { readStatement } from '../provenance/read';
import { fromBytes } from '../provenance/source';
import { mimeOfContainer, wholeMedium } from './keep';
import { fetchManifest, type ReadThroughPage } from './medium-source';
import { PIXEL_READER } from './pixel-tasks';
import type { ReadOptions } from './read-medium';

export interface ReadPictureOptions {
  readThroughPage: ReadThroughPage;
  sha256Hex(bytes: Uint8Array): Promise<string>;
  verifyC2pa?: ReadOptions['verifyC2pa'];
}

/**
 * All bytes of the picture at this address (up to `LIMITS.mediaBytes`), their digest and everything that they
 * state. `base64` is null for pictures over `LIMITS.shownPictureBytes`.
 */
export async function readPicture(url: string, options: ReadPictureOptions): Promise<PictureReading> {
  const read = await wholeMedium(url, options.readThroughPage);
  if (!read.ok) return { ok: false, code: read.code.slice(0, 64) };
  const limit = AbortSignal.timeout(LIMITS.fetchMs + LIMITS.heavyReadMs);
  let quotes: readonly Quote[] = [];
  try {
    const { verifyC2pa } = options;
    const statement = await readStatement(fromBytes(read.bytes), {
      depth: 'whole',
      signal: limit,
      onQuotes: (found) => {
        quotes = found;
      },
      ...(verifyC2pa ? { verifyC2pa } : {}),
    });
    const remote = read.link === null ? null : manifestLink(read.link, url);
    return {
      ok: true,
      through: read.through,
      networkBytes: read.networkBytes,
      mime: mimeOfContainer(statement.container),
      sizeBytes: read.bytes.length,
      isWhole: read.isWhole,
      sha256: read.isWhole ? await options.sha256Hex(read.bytes) : null,
      statement: withManifestLink(statement, remote),
      quotes: [...quotes],
      base64: read.bytes.length <= LIMITS.shownPictureBytes ? toBase64(read.bytes) : null,
    };
  } catch (error) {
    if (limit.aborted) return { ok: false, code: 'timed-out' };
    return {
      ok: false,
      code: error instanceof Error ? `reader-${error.name}`.slice(0, 64) : 'reader-failed',
    };
  }
}

/** The subject under which a visit knows a picture of this address; null when it has not seen it. */
export function subjectAt(visit: Visit, url: string): string | null {
  return visit.observations.find((o) => o.kind === 'medium' && o.value.url === url)?.subject ?? null;
}

/** What the page shows of one medium and says beside it, for its report. At most 200 observations. */
export function saidOf(
  visit: Pick<Visit, 'observations' | 'flags'>,
  subject: string,
): Pick<Picture, 'observations' | 'flags'> {
  const isOf = (o: Observation): boolean => {
    if (o.kind === 'label' || o.kind === 'claim')
      return o.subject === subject || o.value.covers.includes(subject);
    if (o.subject !== subject) return false;
    // That the writing in it could not be read belongs to its report; the file's own troubles are read anew.
    return (
      o.kind === 'medium' ||
      o.kind === 'label-search' ||
      ((o.kind === 'unreadable' || o.kind === 'declaration') && o.observer === PIXEL_READER)
    );
  };
  return {
    observations: visit.observations.filter(isOf).slice(0, 200),
    flags: visit.flags.filter((flag) => flag.subject === subject).slice(0, 16),
  };
}

/** A file whose manifest is kept elsewhere, whole, and who can check one against the other. */
export interface FileBeside {
  container: string;
  mime: string;
  bytes: Uint8Array;
  verify: (input: {
    container: string;
    mime: string;
    bytes: Uint8Array;
    manifest?: Uint8Array;
  }) => Promise<C2pa>;
}

/**
 * Fetches a manifest kept elsewhere and checks it against the file, whether the file names it (XMP
 * `dcterms:provenance`) or only its host does (`Link`). Without a file, and where the manifest is bound to it in a
 * way that cannot be compared apart, the claims are read unchecked: `present-not-checked`. Refused without a request:
 * `address-not-public-https`.
 */
export async function readRemoteManifest(
  url: string,
  file: FileBeside | null = null,
): Promise<{ code: string | null; c2pa: C2pa | null }> {
  if (!isPublicHttps(url)) return { code: 'address-not-public-https', c2pa: null };
  const fetched = await fetchManifest(url, AbortSignal.timeout(LIMITS.fetchMs));
  if (!fetched.ok) return { code: fetched.code, c2pa: null };
  const claims: C2pa = { ...readClaims(fetched.bytes), remoteUrl: url };
  if (!file || claims.state === 'unsupported-or-malformed') return { code: null, c2pa: claims };
  const checked = await file.verify({ ...file, manifest: fetched.bytes });
  const hasJudged = !['absent', 'remote-only', 'not-applicable'].includes(checked.state);
  const judged = hasJudged ? checked : await verifyApart(file.bytes, fetched.bytes, file.verify);
  return { code: null, c2pa: judged ? { ...judged, remoteUrl: url } : claims };
}

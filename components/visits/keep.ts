/** Turns a running visit into a case: the same observations and findings, with the bytes they rest on. */
import type { Law } from '../../rules/language';
import { keptResponse } from '../evidence/exchange';
import {
  CASE_FORMAT,
  type Capture,
  type Case,
  type Environment,
  type PriceHistory,
  type SeenResponse,
  type Visit,
} from '../model/case';
import { LIMITS } from '../model/limits';
import { openMedium, type ReadThroughPage, type SeenHead } from './medium-source';

export interface KeptBlob {
  sha256: string;
  bytes: Uint8Array;
  mime: string;
}

export interface KeepOptions {
  law: Law;
  /** The law as canonical JSON: kept with the case, so that it can be judged again by the law of its day. */
  lawText: string;
  now(): string;
  sha256Hex(bytes: Uint8Array): Promise<string>;
  readThroughPage: ReadThroughPage;
  /** PNG of what the tab shows, or the reason there is none. */
  screenshot(): Promise<{ bytes: Uint8Array } | { why: string }>;
  environment: Omit<Environment, 'notCaptured'>;
  /** Pictures of the page and the page itself, taken already; absent where only what is in view is pictured. */
  page?: PageCaptured;
  /** The record of the price of this page's variant. */
  priceHistory?: PriceHistory | null;
  newId(): string;
  /** What a picture looks like (components/likeness); null when it cannot be decoded or is a plain surface. */
  likeness?(bytes: Uint8Array, mime: string): Promise<string | null>;
  /** Media to keep besides those with a flag. */
  also?: readonly string[];
  /** Moments of a watched video that show what was measured; none where its frames cannot be read. */
  frames?(subject: string): Promise<WatchedFrame[]>;
}

/** One moment of a watched video, as JPEG. */
export interface WatchedFrame {
  bytes: Uint8Array;
  /** Milliseconds from the start of watching. */
  atMs: number;
  takenAt: string;
  why: 'pair' | 'now';
}

/** What was captured of a page before its case is put together. */
export interface PageCaptured {
  /** In the order in which they are listed; those of single subjects stand behind the media. */
  captures: { bytes: Uint8Array; rest: Omit<Capture, 'sha256' | 'sizeBytes'> }[];
  notCaptured: Environment['notCaptured'];
}

const CHUNK = 1 << 20;

/**
 * A whole case of this visit with the bytes to store beside it. What could not be captured is listed in
 * `environment.notCaptured`, each with the reason; nothing is left out silently.
 */
export async function caseOf(visit: Visit, options: KeepOptions): Promise<{ case: Case; blobs: KeptBlob[] }> {
  const captures: Capture[] = [];
  const blobs: KeptBlob[] = [];
  const notCaptured: Environment['notCaptured'] = [];
  const add = async (
    bytes: Uint8Array,
    rest: Omit<Capture, 'sha256' | 'sizeBytes' | 'capturedAt'> & { capturedAt?: string },
  ): Promise<void> => {
    const sha256 = await options.sha256Hex(bytes);
    blobs.push({ sha256, bytes, mime: rest.mime });
    captures.push({ capturedAt: options.now(), ...rest, sha256, sizeBytes: bytes.length });
  };
  const ofPage = options.page?.captures ?? [];
  const isOfSubject = ({ rest }: PageCaptured['captures'][number]): boolean => rest.subject !== null;

  const shot = await options.screenshot();
  if ('bytes' in shot)
    await add(shot.bytes, {
      role: 'screenshot',
      subject: null,
      url: visit.url,
      mime: 'image/png',
      whole: false,
      note: 'visible part of the page',
    });
  else notCaptured.push({ what: 'screenshot', why: shot.why });
  for (const { bytes, rest } of ofPage.filter((one) => !isOfSubject(one))) await add(bytes, rest);

  await add(new TextEncoder().encode(options.lawText), {
    role: 'law',
    subject: null,
    url: null,
    mime: 'application/json',
    whole: true,
    note: null,
  });

  for (const { subject, url, isOriginal } of mediaToKeep(visit, options.also ?? [])) {
    // The page does not show the original: only its host can be asked, as the person has asked before.
    const read = await wholeMedium(url, isOriginal ? noPage : options.readThroughPage);
    if (!read.ok) {
      notCaptured.push({ what: subject.slice(0, 64), why: read.code });
      continue;
    }
    const mime = mimeOf(visit, subject, isOriginal ? 'original' : 'shown');
    const isPicture = read.isWhole && mime.startsWith('image/');
    const response = read.isWhole && read.response ? responseOf(read) : null;
    const likeness = isPicture ? ((await options.likeness?.(read.bytes, mime)) ?? null) : null;
    await add(read.bytes, {
      role: 'medium',
      subject,
      url: url.startsWith('data:') ? null : url.slice(0, LIMITS.urlChars),
      mime,
      whole: read.isWhole,
      note: read.isWhole ? (isOriginal ? ORIGINAL_NOTE : null) : 'limit-media-bytes',
      ...(likeness === null ? {} : { likeness }),
      ...(response === null ? {} : { response }),
    });
  }
  for (const subject of watchedSubjects(visit)) {
    const frames = (await options.frames?.(subject)) ?? [];
    if (frames.length === 0)
      notCaptured.push({ what: 'video-frames', why: 'no frame of the watched video could be read' });
    for (const [n, { bytes, atMs, takenAt, why }] of frames.entries()) {
      const at = `${(atMs / 1000).toFixed(1)} s after watching began (${takenAt})`;
      await add(bytes, {
        role: 'frame',
        subject,
        url: null,
        mime: 'image/jpeg',
        whole: true,
        note: why === 'pair' ? `moment ${String(n + 1)} of 2 that look the same, ${at}` : `one moment, ${at}`,
      });
    }
  }
  for (const { bytes, rest } of ofPage.filter(isOfSubject)) await add(bytes, rest);
  notCaptured.push(...(options.page?.notCaptured ?? []));
  if (!ofPage.some(({ rest }) => rest.role === 'screenshot-page'))
    notCaptured.push({
      what: 'page-outside-the-visible-part',
      why: 'only the visible part of the page is pictured',
    });
  if (!visit.settled)
    notCaptured.push({ what: 'page-still-changing', why: 'the page was kept before it had settled' });
  if (visit.observations.some((o) => o.kind === 'label-search' && o.value.notLooked.includes('pixels')))
    notCaptured.push({
      what: 'labels-inside-pictures',
      why: 'text inside the pixels of pictures was not read',
    });

  return {
    blobs,
    case: {
      format: CASE_FORMAT,
      id: options.newId(),
      url: visit.url,
      title: visit.title,
      shop: visit.shop,
      startedAt: visit.startedAt,
      keptAt: options.now(),
      jurisdictions: visit.jurisdictions,
      packs: options.law.packs.map(({ id, version, digest, jurisdiction }) => ({
        id,
        version,
        digest,
        jurisdiction,
      })),
      observations: visit.observations,
      findings: visit.findings,
      flags: visit.flags,
      captures,
      environment: {
        ...options.environment,
        ...shownTo(visit),
        notCaptured: notCaptured.slice(0, MOST_NOTES),
      },
      ...(options.priceHistory ? { priceHistory: options.priceHistory } : {}),
      note: '',
      tags: [],
    },
  };
}

/** The circumstances in which the page showed its offer, as far as it said so. */
function shownTo(visit: Visit): Pick<Environment, 'shownTo'> {
  const offer = visit.observations.filter((seen) => seen.kind === 'offer').at(-1);
  return offer?.value.shownTo ? { shownTo: offer.value.shownTo } : {};
}

/**
 * What to keep the bytes of: media with a flag, what the person named, and the product's own picture, by
 * which a copied listing is known again. Of these also the stored original, where it was asked for.
 */
export function mediaToKeep(
  visit: Pick<Visit, 'flags' | 'observations'>,
  also: readonly string[],
): { subject: string; url: string; isOriginal: boolean }[] {
  const kept = new Map(flaggedMedia(visit).map((medium) => [medium.subject, medium]));
  let main: { subject: string; url: string; area: number } | null = null;
  for (const seen of visit.observations) {
    if (seen.kind !== 'medium' || seen.value.url === '') continue;
    const { url, role, mediaType, renderedWidth, renderedHeight } = seen.value;
    if (also.includes(seen.subject)) kept.set(seen.subject, { subject: seen.subject, url });
    const area = renderedWidth * renderedHeight;
    if (role === 'product' && mediaType === 'image' && area > (main?.area ?? 0))
      main = { subject: seen.subject, url, area };
  }
  if (main !== null && !kept.has(main.subject))
    kept.set(main.subject, { subject: main.subject, url: main.url });
  const originals = visit.observations.flatMap((o) =>
    o.kind === 'declaration' && o.value.rendition === 'original' && kept.has(o.subject)
      ? [{ subject: o.subject, url: o.value.url, isOriginal: true }]
      : [],
  );
  return [...[...kept.values()].map((one) => ({ ...one, isOriginal: false })), ...originals];
}

/** Rooms and films that were watched over time. */
function watchedSubjects({ observations }: Pick<Visit, 'observations'>): string[] {
  return [...new Set(observations.flatMap((o) => (o.kind === 'footage' ? [o.subject] : [])))];
}

/** Bound of the list in the case's form. */
const MOST_NOTES = 200;

function responseOf({ response, through }: WholeMedium): SeenResponse | null {
  if (!response || response.status !== 200 || through === 'address') return null;
  return keptResponse(response.status, response.headers, through)?.response ?? null;
}

/** Said of bytes that the page did not show: they were asked of the shop's picture host by the person. */
const ORIGINAL_NOTE = 'stored original, asked for by the person';

function noPage(): Promise<null> {
  return Promise.resolve(null);
}

/** Media whose subject carries a flag, each once, with the address under which the page showed it. */
export function flaggedMedia(
  visit: Pick<Visit, 'flags' | 'observations'>,
): { subject: string; url: string }[] {
  const flagged = new Set(visit.flags.map((flag) => flag.subject));
  return visit.observations.flatMap((o) =>
    o.kind === 'medium' && flagged.has(o.subject) && o.value.url !== ''
      ? [{ subject: o.subject, url: o.value.url }]
      : [],
  );
}

export interface WholeMedium {
  ok: true;
  bytes: Uint8Array;
  isWhole: boolean;
  through: 'page' | 'network' | 'address';
  networkBytes: number;
  /** The `Link` header, where it could be read. */
  link: string | null;
  /** Status and headers, where they could be read. */
  response?: SeenHead;
}

/** All bytes of a medium up to `mostBytes`; `isWhole` is false when the bound was reached. */
export async function wholeMedium(
  url: string,
  readThroughPage: ReadThroughPage,
  mostBytes: number = LIMITS.mediaBytes,
): Promise<WholeMedium | { ok: false; code: string }> {
  const limit = new AbortController();
  const timer = setTimeout(() => {
    limit.abort();
  }, LIMITS.fetchMs);
  try {
    const opened = await openMedium(url, readThroughPage, limit.signal, { withHead: true });
    if (!opened.ok) return opened;
    const parts: Uint8Array[] = [];
    let length = 0;
    for (;;) {
      const part = await opened.source.read(length, CHUNK);
      if (part.length === 0) break;
      parts.push(part);
      length += part.length;
      if (part.length < CHUNK || length >= mostBytes) break;
    }
    await opened.close();
    const bytes = new Uint8Array(length);
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    if (length === 0) return { ok: false, code: 'no-bytes' };
    const { through, link, response } = opened;
    return {
      ok: true,
      bytes,
      isWhole: length < mostBytes,
      through,
      networkBytes: opened.networkBytes(),
      link,
      ...(response ? { response } : {}),
    };
  } catch (error) {
    return {
      ok: false,
      code: limit.signal.aborted ? 'timed-out' : error instanceof Error ? error.name : 'failed',
    };
  } finally {
    clearTimeout(timer);
  }
}

const MIME_BY_CONTAINER: Record<string, string> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  apng: 'image/apng',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
  heic: 'image/heic',
  tiff: 'image/tiff',
  svg: 'image/svg+xml',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
};

/** Type by content, as the reader found it; the shop's own word for it is not trusted. */
export function mimeOf(visit: Visit, subject: string, rendition: 'shown' | 'original' = 'shown'): string {
  const read = visit.observations.find(
    (o) => o.kind === 'declaration' && o.subject === subject && o.value.rendition === rendition,
  );
  if (read?.kind !== 'declaration') return 'application/octet-stream';
  return mimeOfContainer(read.value.container);
}

/** Type of a container that the reader has named. */
export function mimeOfContainer(container: string): string {
  return MIME_BY_CONTAINER[container] ?? 'application/octet-stream';
}

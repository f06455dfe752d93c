/**
 * Reads bytes of a medium in the page's own context, where the browser's cache of this page answers: no
 * request goes out for what is already on the screen. Works for the page's own host, for hosts with CORS,
 * and for blob: and data: addresses; for all others the background asks the network itself.
 */
import { toBase64 } from '../../components/model/base64';
import { LIMITS } from '../../components/model/limits';
import type { MediumPart, Sent } from '../../components/model/message';

type Read = Sent<'page/read-media'>['reads'][number];

/** Whole bodies kept for a moment, so that a reader that asks for a second range does not start again. */
const kept = new Map<string, Promise<Blob | null>>();
const KEPT_BODIES = 3;
/** Up to this size a body is taken whole although only its beginning is asked for. */
const SMALL_BODY = 64 << 10;
/** Beyond this a body is asked for in parts: the mark of a film may stand behind hundreds of megabytes of picture. */
const LARGE_BODY = 4 << 20;
/** Addresses whose bodies were seen to be so; forgotten when they are many. */
const large = new Set<string>();
const MOST_LARGE = 64;
/** Hosts that refused: one console line per host is enough. */
const refused = new Set<string>();

/** A `Link` header longer than this is not looked at. */
const LINK_CHARS = 4_096;

/**
 * The address itself; for a long data: address, which was reported as `data:<type>;digest=<digest>`, the one
 * that stands on the page now. Empty when it is gone.
 */
export function addressOnPage(url: string, elementsOf: (subject: string) => readonly Element[]): string {
  const digest = /^data:[^,]{0,80};digest=([\w-]{1,64})$/.exec(url)?.[1];
  if (digest === undefined) return url;
  for (const element of elementsOf(`image:${digest}`)) {
    const { currentSrc, src } = element as Partial<HTMLImageElement>;
    const own = [currentSrc, src, element.getAttribute('href'), element.getAttribute('poster')];
    const found = own.find((address) => address?.startsWith('data:'));
    if (found) return found;
    const { backgroundImage } = getComputedStyle(element);
    const inStyle = /url\(["']?(data:[^"')]+)/.exec(backgroundImage)?.[1];
    if (inStyle) return inStyle;
  }
  return '';
}

/** Bytes `offset` to `offset + length` in base64 with the size where it is known; null when the page may not read it. */
export function readForBackground({ url, offset, length, withHead }: Read): Promise<MediumPart | null> {
  const host = url === '' ? null : hostOf(url);
  if (host === null || refused.has(host)) return Promise.resolve(null);
  const isFirst = offset === 0 && !kept.has(url);
  return (isFirst ? firstBytes(url, length, withHead === true) : range(url, offset, length)).catch(
    (error: unknown) => {
      // A network failure and a missing CORS permission look the same from here, by design of the web.
      if (!(error instanceof TypeError)) throw error;
      refused.add(host);
      return null;
    },
  );
}

/**
 * The usual picture is taken whole at once, which costs the page's thread far less than a stream; and without waiting
 * in between more than twice, since with hundreds of pictures each turn is felt.
 */
function firstBytes(url: string, length: number, withHead: boolean): Promise<MediumPart | null> {
  return fetch(url, { cache: 'force-cache', priority: 'low' }).then(function opened(response) {
    if (!response.ok || !response.body) return null;
    const { headers } = response;
    const stated = Number(headers.get('content-length') ?? NaN);
    const isPlain = headers.get('content-encoding') === null;
    noteSize(url, stated);
    const link = headers.get('link');
    const part = (bytes: Uint8Array, size: number | null): MediumPart => ({
      base64: toBase64(bytes),
      size,
      ...(link === null ? {} : { link: link.slice(0, LINK_CHARS) }),
      ...(withHead && /^https?:/.test(url)
        ? { response: { status: response.status, headers: [...headers].slice(0, 200) } }
        : {}),
    });
    return isPlain && stated <= SMALL_BODY
      ? response
          .arrayBuffer()
          .then((whole) =>
            part(new Uint8Array(whole, 0, Math.min(length, whole.byteLength)), whole.byteLength),
          )
      : beginningOf(response.body, length).then(({ bytes, isWhole }) =>
          part(bytes, isWhole ? bytes.length : isPlain && Number.isFinite(stated) ? stated : null),
        );
  });
}

/** The first bytes of a long body; the rest is not asked for. */
async function beginningOf(
  body: ReadableStream<Uint8Array>,
  length: number,
): Promise<{ bytes: Uint8Array; isWhole: boolean }> {
  const reader = body.getReader();
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { done, value } = await reader.read();
    if (done) return { bytes: bytes.subarray(0, filled), isWhole: true };
    const part = value.subarray(0, length - filled);
    bytes.set(part, filled);
    filled += part.length;
  }
  await reader.cancel();
  return { bytes, isWhole: false };
}

async function range(url: string, offset: number, length: number): Promise<MediumPart | null> {
  const whole = large.has(url) ? null : await (kept.get(url) ?? bodyOf(url));
  if (!whole) return large.has(url) ? partOf(url, offset, length) : null;
  const bytes = new Uint8Array(await whole.slice(offset, offset + length).arrayBuffer());
  return { base64: toBase64(bytes), size: whole.size };
}

function noteSize(url: string, stated: number): void {
  if (!(stated > LARGE_BODY) || !/^https?:/.test(url)) return;
  if (large.size >= MOST_LARGE) large.clear();
  large.add(url);
}

/** The whole body, kept for the next question; null, which is kept too, of one that is large or was not to be had. */
function bodyOf(url: string): Promise<Blob | null> {
  const whole = fetch(url, { cache: 'force-cache' }).then(async (response) => {
    if (response.ok) noteSize(url, Number(response.headers.get('content-length') ?? NaN));
    if (response.ok && !large.has(url)) return response.blob();
    await response.body?.cancel();
    return null;
  });
  kept.set(url, whole);
  const oldest = kept.keys().next().value;
  if (kept.size > KEPT_BODIES && oldest !== undefined) kept.delete(oldest);
  return whole;
}

/** One part of a large body. A server that knows no parts sends all that lies before it as well: up to a bound. */
async function partOf(url: string, offset: number, length: number): Promise<MediumPart | null> {
  const asked = `bytes=${String(offset)}-${String(offset + length - 1)}`;
  const response = await fetch(url, { cache: 'force-cache', headers: { Range: asked } });
  const { headers, status, body } = response;
  const stated = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers.get('content-range') ?? '');
  const isPart = status === 206 && Number(stated?.[1]) === offset;
  if (!body || !(isPart || (status === 200 && offset + length <= LIMITS.mediaBytes))) {
    await body?.cancel();
    return null;
  }
  const read = await beginningOf(body, isPart ? length : offset + length);
  const bytes = isPart ? read.bytes : read.bytes.subarray(offset);
  const size = Number((isPart ? stated?.[2] : headers.get('content-length')) ?? NaN);
  return { base64: toBase64(bytes), size: Number.isFinite(size) ? size : null };
}

/** The host by which a refusal is remembered; null for schemes that are never read through the page. */
function hostOf(url: string): string | null {
  return /^(?:data:|blob:|https?:\/\/[^/?#]+)/i.exec(url)?.[0] ?? null;
}

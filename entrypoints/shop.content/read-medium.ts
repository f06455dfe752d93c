/**
 * Reads bytes of a medium in the page's own context, where the browser's cache of this page answers: no
 * request goes out for what is already on the screen. Works for the page's own host, for hosts with CORS,
 * and for blob: and data: addresses; for all others the background asks the network itself.
 */
import { toBase64 } from '../../components/model/base64';
import type { MediumPart } from '../../components/model/message';

/** Whole bodies kept for a moment, so that a reader that asks for a second range does not start again. */
const kept = new Map<string, Promise<Blob | null>>();
const KEPT_BODIES = 3;
/** Up to this size a body is taken whole although only its beginning is asked for. */
const SMALL_BODY = 64 << 10;
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
export async function readForBackground(
  url: string,
  offset: number,
  length: number,
): Promise<MediumPart | null> {
  const host = url === '' ? null : hostOf(url);
  if (host === null || refused.has(host)) return null;
  try {
    const body =
      offset === 0 && !kept.has(url) ? await firstBytes(url, length) : await range(url, offset, length);
    if (!body) return null;
    const link = body.link?.slice(0, LINK_CHARS) ?? null;
    return {
      base64: toBase64(body.bytes),
      size: body.size,
      ...(link === null ? {} : { link }),
      ...(body.response ? { response: body.response } : {}),
    };
  } catch (error) {
    // A network failure and a missing CORS permission look the same from here, by design of the web.
    if (!(error instanceof TypeError)) throw error;
    refused.add(host);
    return null;
  }
}

type SeenHead = MediumPart['response'];

async function firstBytes(
  url: string,
  length: number,
): Promise<{ bytes: Uint8Array; size: number | null; link: string | null; response?: SeenHead } | null> {
  const response = await fetch(url, { cache: 'force-cache', priority: 'low' });
  if (!response.ok || !response.body) return null;
  const stated = Number(response.headers.get('content-length') ?? NaN);
  const isPlain = response.headers.get('content-encoding') === null;
  const link = response.headers.get('link');
  const head: SeenHead = /^https?:/.test(url)
    ? { status: response.status, headers: [...response.headers].slice(0, 200) }
    : undefined;
  if (isPlain && stated <= SMALL_BODY) {
    // The usual picture: whole at once costs the page's thread far less than a stream.
    const whole = new Uint8Array(await response.arrayBuffer());
    return { link, response: head, bytes: whole.subarray(0, length), size: whole.length };
  }
  const reader = response.body.getReader();
  const bytes = new Uint8Array(length);
  let filled = 0;
  let ended = false;
  while (filled < length) {
    const { done, value } = await reader.read();
    if (done) {
      ended = true;
      break;
    }
    const part = value.subarray(0, length - filled);
    bytes.set(part, filled);
    filled += part.length;
  }
  if (!ended) await reader.cancel();
  return {
    link,
    response: head,
    bytes: bytes.subarray(0, filled),
    size: ended ? filled : isPlain && Number.isFinite(stated) ? stated : null,
  };
}

async function range(
  url: string,
  offset: number,
  length: number,
): Promise<{ bytes: Uint8Array; size: number; link: null; response?: undefined } | null> {
  let whole = kept.get(url);
  if (!whole) {
    whole = fetch(url, { cache: 'force-cache' }).then((response) => (response.ok ? response.blob() : null));
    kept.set(url, whole);
    const oldest = kept.keys().next().value;
    if (kept.size > KEPT_BODIES && oldest !== undefined) kept.delete(oldest);
  }
  const blob = await whole;
  if (!blob) return null;
  return {
    bytes: new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer()),
    size: blob.size,
    link: null,
  };
}

/** The host by which a refusal is remembered; null for schemes that are never read through the page. */
function hostOf(url: string): string | null {
  return /^(?:data:|blob:|https?:\/\/[^/?#]+)/i.exec(url)?.[0] ?? null;
}

/**
 * Gets the bytes of a medium that the page itself shows: the only file of the extension that asks the
 * network for anything. First through the page, where the browser's cache of that page answers without a
 * request; then, for pictures of other hosts without CORS, by a ranged request of our own without cookies.
 */
import type { ByteSource } from '../provenance/source';
import { RangeCount, fromBytes } from '../provenance/source';
import { LIMITS } from '../model/limits';

/**
 * One range of a medium as the page's own context reads it; null when the page may not read it. `withHead`: status and
 * headers of the answer as well, which are kept with evidence and cost the page's thread as much as a small picture.
 */
export type ReadThroughPage = (
  url: string,
  offset: number,
  length: number,
  withHead?: boolean,
) => Promise<{
  bytes: Uint8Array;
  size: number | null;
  link?: string | null;
  response?: SeenHead;
} | null>;

/** Status and headers of an answer, as they were seen: not yet fit for keeping (evidence/exchange). */
export interface SeenHead {
  status: number;
  headers: readonly (readonly [string, string])[];
}

export type Opened =
  | {
      ok: true;
      source: ByteSource;
      through: 'page' | 'network' | 'address';
      networkBytes(): number;
      /** The `Link` header of the answer, where it could be read; a manifest may be named there. */
      link: string | null;
      /** Status and headers, where the whole was asked for at once and they could be read. */
      response?: SeenHead;
      /** Lets go of the connection once the reader has seen enough. */
      close(): Promise<void>;
    }
  | { ok: false; code: string };

const BLOCK = 16 * 1024;
/** A read this far behind what is held is a jump, not the next part. */
const FAR_BYTES = 64 * 1024;

/** ISO BMFF (`ftyp`) and Matroska (EBML): containers whose statements may stand behind the pictures. */
function isFilm(head: Uint8Array): boolean {
  const isBmff = head[4] === 0x66 && head[5] === 0x74 && head[6] === 0x79 && head[7] === 0x70;
  return isBmff || (head[0] === 0x1a && head[1] === 0x45 && head[2] === 0xdf && head[3] === 0xa3);
}

/** Opens a medium for reading. Fails with a code: `scheme-not-read`, `http-404`, `blocked-cross-origin`, `timed-out`. */
export async function openMedium(
  url: string,
  readThroughPage: ReadThroughPage,
  signal: AbortSignal,
  { withHead = false }: { withHead?: boolean } = {},
): Promise<Opened> {
  if (url.startsWith('data:') && !isShortened(url)) return openDataUrl(url);
  const first = await readThroughPage(url, 0, BLOCK, withHead);
  if (first) {
    const source = new PageSource(url, first, readThroughPage);
    return {
      ok: true,
      source,
      through: 'page',
      networkBytes: () => 0,
      link: first.link ?? null,
      ...(first.response ? { response: first.response } : {}),
      close: nothingToClose,
    };
  }
  if (isShortened(url)) return { ok: false, code: 'not-on-page-now' };
  if (!/^https?:/.test(url)) return { ok: false, code: 'scheme-not-read' };
  const source = new RangedSource(url, signal);
  const code = await source.open();
  if (code) return { ok: false, code };
  return {
    ok: true,
    source,
    through: 'network',
    networkBytes: () => source.bytesRead,
    link: source.link,
    ...(source.response ? { response: source.response } : {}),
    close: () => source.close(),
  };
}

/**
 * The first `LIMITS.streamPartBytes` of one part of a stream, asked for once: a live stream has no end, and whoever asks
 * for all of it gets it for ever. Fails with the codes of `openMedium`.
 */
export async function openBeginning(
  url: string,
  readThroughPage: ReadThroughPage,
  signal: AbortSignal,
): Promise<
  { ok: true; source: ByteSource; isWhole: boolean; close(): Promise<void> } | { ok: false; code: string }
> {
  if (!/^https?:/.test(url)) return { ok: false, code: 'scheme-not-read' };
  const wanted = LIMITS.streamPartBytes;
  const first = await readThroughPage(url, 0, wanted);
  if (first) return { ok: true, ...beginning(first.bytes), close: nothingToClose };
  const source = new RangedSource(url, signal);
  const code = await source.open();
  if (code) return { ok: false, code };
  const bytes = await source.read(0, wanted);
  await source.close();
  return { ok: true, ...beginning(bytes), close: nothingToClose };
}

/** Bytes of which more may follow: their end is the end of the file only where fewer came than were asked for. */
function beginning(bytes: Uint8Array): { source: ByteSource; isWhole: boolean } {
  const isWhole = bytes.length < LIMITS.streamPartBytes;
  if (isWhole) return { source: fromBytes(bytes), isWhole };
  const held = fromBytes(bytes);
  const source: ByteSource = {
    size: null,
    seekable: false,
    get bytesRead() {
      return held.bytesRead;
    },
    read: (offset, length) => held.read(offset, length),
  };
  return { source, isWhole };
}

function nothingToClose(): Promise<void> {
  return Promise.resolve();
}

/** A long data: address travels as its digest; only the page that shows it can answer for the bytes. */
function isShortened(url: string): boolean {
  return /^data:[^,]{0,80};digest=[\w-]{1,64}$/.test(url);
}

/** What is asked of another host for a manifest: nothing of the person, nothing more than the bound. */
export async function fetchManifest(
  url: string,
  signal: AbortSignal,
): Promise<{ ok: true; bytes: Uint8Array } | { ok: false; code: string }> {
  try {
    const response = await fetch(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      // A redirect could lead where the address itself may not.
      redirect: 'error',
      signal,
    });
    if (!response.ok) return { ok: false, code: `http-${String(response.status)}` };
    const reader = response.body?.getReader();
    const parts: Uint8Array[] = [];
    let length = 0;
    for (;;) {
      const part = await reader?.read();
      if (!part || part.done) break;
      length += part.value.length;
      if (length > LIMITS.remoteManifestBytes) {
        await reader?.cancel();
        return { ok: false, code: 'limit-remote-manifest-bytes' };
      }
      parts.push(part.value);
    }
    if (length === 0) return { ok: false, code: 'empty' };
    return { ok: true, bytes: new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer()) };
  } catch (error) {
    if (signal.aborted) return { ok: false, code: 'timed-out' };
    if (error instanceof TypeError) return { ok: false, code: 'blocked-or-offline' };
    throw error;
  }
}

function openDataUrl(url: string): Opened {
  const comma = url.indexOf(',');
  const head = url.slice(5, comma);
  if (comma < 0 || url.length > LIMITS.mediaBytes) return { ok: false, code: 'data-address-malformed' };
  const bytes = percentDecoded(url.slice(comma + 1));
  if (!head.endsWith(';base64')) return ofAddress(bytes);
  try {
    return ofAddress(Uint8Array.from(atob(new TextDecoder('latin1').decode(bytes)), (c) => c.charCodeAt(0)));
  } catch (error) {
    if (error instanceof DOMException) return { ok: false, code: 'data-address-malformed' };
    throw error;
  }
}

function ofAddress(bytes: Uint8Array): Opened {
  return {
    ok: true,
    source: fromBytes(bytes),
    through: 'address',
    networkBytes: () => 0,
    link: null,
    close: nothingToClose,
  };
}

/** Bytes of a data: address body (RFC 2397); a percent sign without two digits stands for itself. */
function percentDecoded(text: string): Uint8Array {
  const raw = new TextEncoder().encode(text);
  const bytes = new Uint8Array(raw.length);
  let length = 0;
  for (let at = 0; at < raw.length; at += 1) {
    const byte = raw[at] ?? 0;
    const digits = byte === 0x25 ? String.fromCharCode(raw[at + 1] ?? 0, raw[at + 2] ?? 0) : '';
    const isEscape = /^[0-9a-f]{2}$/i.test(digits);
    bytes[length] = isEscape ? Number.parseInt(digits, 16) : byte;
    length += 1;
    if (isEscape) at += 2;
  }
  return bytes.subarray(0, length);
}

/** A source whose ranges the page's context answers. Blocks already received are kept. */
class PageSource implements ByteSource {
  readonly seekable = true;
  readonly size: number | null;
  readonly #url: string;
  readonly #readThroughPage: ReadThroughPage;
  readonly #count = new RangeCount();
  #head: Uint8Array;

  constructor(
    url: string,
    first: { bytes: Uint8Array; size: number | null },
    readThroughPage: ReadThroughPage,
  ) {
    this.#url = url;
    this.#head = first.bytes;
    this.#readThroughPage = readThroughPage;
    this.size = first.size ?? (first.bytes.length < BLOCK ? first.bytes.length : null);
    this.#count.add(0, first.bytes.length);
  }

  get bytesRead(): number {
    return this.#count.total;
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    if (offset + length <= this.#head.length || this.#head.length < BLOCK)
      return this.#head.subarray(offset, offset + length);
    if (this.size !== null && offset >= this.size) return new Uint8Array(0);
    const bounded = Math.min(length, LIMITS.mediaBytes);
    const answer = await this.#readThroughPage(this.#url, offset, bounded);
    const bytes = answer?.bytes ?? new Uint8Array(0);
    this.#count.add(offset, offset + bytes.length);
    return bytes;
  }
}

/**
 * A source over ranged requests. A server that ignores ranges is read as a stream, as far as needed. Far
 * jumps are offered for films only: they take a few (to a `moov` or tags at the end), while walking a
 * picture's many chunks would be one request each.
 */
class RangedSource implements ByteSource {
  seekable = false;
  size: number | null = null;
  link: string | null = null;
  response: SeenHead | null = null;
  readonly #url: string;
  readonly #signal: AbortSignal;
  /** Grows by doubling, so that a long stream is not copied once per chunk. */
  #held = new Uint8Array(BLOCK);
  #length = 0;
  #stream: ReadableStreamDefaultReader<Uint8Array> | null = null;
  #isRanged = false;
  /** Ranges read far behind the part that is held. */
  readonly #far: { from: number; bytes: Uint8Array }[] = [];

  constructor(url: string, signal: AbortSignal) {
    this.#url = url;
    this.#signal = signal;
  }

  get bytesRead(): number {
    return this.#far.reduce((sum, { bytes }) => sum + bytes.length, this.#length);
  }

  /** First request; null when bytes came, else the code of what went wrong. */
  async open(): Promise<string | null> {
    const code = await this.#request(0, BLOCK);
    this.seekable = this.#isRanged && isFilm(this.#held);
    return code;
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    if (this.seekable && offset > this.#length + FAR_BYTES) return this.#readFar(offset, length);
    const wanted = Math.min(offset + length, this.size ?? Infinity, LIMITS.mediaBytes);
    while (this.#length < wanted) {
      const before = this.#length;
      if (this.#isRanged) {
        // Twice as much each time: few requests for a file that turns out to matter.
        const until = Math.min(Math.max(wanted, this.#length * 2), LIMITS.mediaBytes);
        if ((await this.#request(this.#length, until)) !== null) break;
      } else await this.#pull();
      if (this.#length === before) break;
    }
    return this.#held.slice(Math.min(offset, this.#length), Math.min(offset + length, this.#length));
  }

  async #readFar(offset: number, length: number): Promise<Uint8Array> {
    const known = this.#far.find(
      ({ from, bytes }) => offset >= from && offset + length <= from + bytes.length,
    );
    if (known) return known.bytes.subarray(offset - known.from, offset - known.from + length);
    if (this.size !== null && offset >= this.size) return new Uint8Array(0);
    const to = Math.min(offset + Math.max(length, BLOCK), this.size ?? Infinity, offset + LIMITS.mediaBytes);
    const response = await this.#ask(offset, to);
    if (response.status !== 206) return new Uint8Array(0);
    const bytes = new Uint8Array(await response.arrayBuffer()).subarray(0, to - offset);
    this.#far.push({ from: offset, bytes });
    return bytes.subarray(0, length);
  }

  #ask(from: number, to: number): Promise<Response> {
    return fetch(this.#url, {
      cache: 'force-cache',
      credentials: 'omit',
      redirect: 'follow',
      signal: this.#signal,
      headers: { Range: `bytes=${String(from)}-${String(to - 1)}` },
    });
  }

  async #request(from: number, to: number): Promise<string | null> {
    try {
      const response = await this.#ask(from, to);
      if (response.status === 416) return from === 0 ? 'empty' : null;
      if (!response.ok) return `http-${String(response.status)}`;
      this.link ??= response.headers.get('link');
      // An answer to a range is not the answer to the page's own question.
      if (response.status === 200) this.response = { status: 200, headers: [...response.headers] };
      this.#isRanged = response.status === 206;
      if (this.#isRanged) {
        const total = /\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1];
        if (total) this.size = Number(total);
        this.#append(new Uint8Array(await response.arrayBuffer()).subarray(0, to - from));
        if (this.size === null && this.#length < to) this.size = this.#length;
        return null;
      }
      const length = Number(response.headers.get('content-length') ?? NaN);
      this.size =
        Number.isFinite(length) && response.headers.get('content-encoding') === null ? length : null;
      this.#stream = response.body?.getReader() ?? null;
      await this.#pull();
      return null;
    } catch (error) {
      if (this.#signal.aborted) return 'timed-out';
      if (error instanceof TypeError) return 'blocked-or-offline';
      throw error;
    }
  }

  async #pull(): Promise<void> {
    const part = await this.#stream?.read();
    if (!part || part.done) {
      this.size = this.#length;
      return;
    }
    this.#append(part.value);
  }

  #append(more: Uint8Array): void {
    const room = Math.min(more.length, LIMITS.mediaBytes - this.#length);
    if (this.#length + room > this.#held.length) {
      const grown = new Uint8Array(Math.max(this.#held.length * 2, this.#length + room));
      grown.set(this.#held.subarray(0, this.#length));
      this.#held = grown;
    }
    this.#held.set(more.subarray(0, room), this.#length);
    this.#length += room;
  }

  /** Lets go of the connection once the reader has seen enough. */
  async close(): Promise<void> {
    await this.#stream?.cancel();
  }
}

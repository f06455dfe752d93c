/** Reads one medium of a page and words the result as a sighting. Never rejects: what failed is itself seen. */
import type { C2pa, Sighting } from '../model/observation';
import type { MediumTask } from '../model/visit-record';
import { LIMITS } from '../model/limits';
import { manifestLink, withManifestLink } from '../provenance/c2pa/remote';
import { readStatement } from '../provenance/read';
import { readStream, worthReading } from '../provenance/stream';
import { openBeginning, openMedium, type ReadThroughPage } from './medium-source';

export interface ReadOptions {
  readThroughPage: ReadThroughPage;
  /** Verifies a C2PA manifest in a worker that can be ended; left out where there is none. */
  verifyC2pa?: (input: { container: string; mime: string; bytes: Uint8Array }) => Promise<C2pa>;
  /** What the page has loaded of its streams; asked only for a video whose own address cannot be read. */
  streamOnPage?: () => Promise<StreamOnPage | null>;
  /** `original`: the address is that of the shop's stored original, asked for by the person. */
  rendition?: 'shown' | 'original';
}

/** What a page shows of its streams, as far as it can be seen from the page. */
export interface StreamOnPage {
  /** Addresses of lists and pieces that the page has loaded, oldest first. */
  loaded: readonly string[];
  /** Videos of the page that play from pieces: with more than one, nobody can tell whose piece is whose. */
  videos: number;
  /** A video of the page plays through a content decryption module. */
  isProtected: boolean;
}

/** Another method than that of the shown picture, so that the one sighting does not take the other's place. */
const ORIGINAL_METHOD = 'file-bytes-of-original';

/** What the file behind a task states of itself, or an `unreadable` sighting with the code of what stopped us. */
export async function readMedium(
  task: Pick<MediumTask, 'subject' | 'url'>,
  options: ReadOptions,
): Promise<Sighting[]> {
  const rendition = options.rendition ?? 'shown';
  const limit = new AbortController();
  const timer = setTimeout(() => {
    limit.abort();
  }, LIMITS.fetchMs + LIMITS.heavyReadMs);
  try {
    const opened = await openMedium(task.url, options.readThroughPage, limit.signal);
    if (!opened.ok && task.url.startsWith('blob:') && options.streamOnPage)
      return [await readPieces(task, options, limit.signal)];
    if (!opened.ok) return [unreadable(task, rendition, opened.code)];
    const depth = { depth: 'head' as const, signal: limit.signal };
    let statement = await readStatement(opened.source, {
      ...depth,
      ...(options.verifyC2pa ? { verifyC2pa: options.verifyC2pa } : {}),
    });
    await opened.close();
    if (LISTS.has(statement.container)) {
      const parts = partsOf([task.url], new Set(), options, limit.signal);
      statement = (await readStream(parts, depth)).statement ?? statement;
    }
    const remote = opened.link === null ? null : manifestLink(opened.link, task.url);
    return [
      {
        kind: 'declaration',
        subject: task.subject,
        observer: 'media-reader',
        method: rendition === 'original' ? ORIGINAL_METHOD : `file-bytes-through-${opened.through}`,
        value: {
          ...withManifestLink(statement, remote),
          url: shortAddress(task.url),
          sha256: null,
          rendition,
        },
      },
    ];
  } catch (error) {
    if (limit.signal.aborted) return [unreadable(task, rendition, 'timed-out')];
    return [unreadable(task, rendition, error instanceof Error ? `reader-${error.name}` : 'reader-failed')];
  } finally {
    clearTimeout(timer);
  }
}

const LISTS: ReadonlySet<string> = new Set(['hls', 'dash']);

/** A video that a script feeds piece by piece: what it says stands in what the page has loaded for it. */
async function readPieces(
  task: Pick<MediumTask, 'subject' | 'url'>,
  options: ReadOptions,
  signal: AbortSignal,
): Promise<Sighting> {
  const stream = (await options.streamOnPage?.()) ?? null;
  const first = worthReading(stream?.loaded ?? []);
  const secret = stream?.isProtected ? 'stream-encrypted' : null;
  if (!stream || first.length === 0) return unreadable(task, 'shown', secret ?? 'stream-not-visible');
  if (stream.videos > 1) return unreadable(task, 'shown', 'stream-among-several');
  const parts = partsOf(first, new Set(stream.loaded), options, signal);
  const { statement, code } = await readStream(parts, { depth: 'head', signal });
  if (!statement) return unreadable(task, 'shown', code ?? 'stream-not-visible');
  return {
    kind: 'declaration',
    subject: task.subject,
    observer: 'media-reader',
    method: 'stream-parts',
    value: { ...statement, url: shortAddress(task.url), sha256: null, rendition: 'shown' },
  };
}

function partsOf(
  first: readonly string[],
  loaded: ReadonlySet<string>,
  { readThroughPage }: ReadOptions,
  signal: AbortSignal,
): Parameters<typeof readStream>[0] {
  return {
    first,
    loaded,
    open: (address) => openBeginning(address, readThroughPage, signal),
    // A list could name anything: only what the page has loaded, or what stands where the list does, is asked for.
    resolve(address, base) {
      const whole = URL.canParse(address, base) ? new URL(address, base) : null;
      if (!whole || !/^https?:$/.test(whole.protocol)) return null;
      return loaded.has(whole.href) || whole.origin === new URL(base).origin ? whole.href : null;
    },
  };
}

/** data: addresses hold the picture itself; what is kept of them is their beginning. */
export function shortAddress(url: string): string {
  return url.startsWith('data:') ? `${url.slice(0, 64)}…` : url.slice(0, LIMITS.urlChars);
}

function unreadable(
  task: Pick<MediumTask, 'subject' | 'url'>,
  rendition: 'shown' | 'original',
  code: string,
): Sighting {
  return {
    kind: 'unreadable',
    subject: task.subject,
    observer: 'media-reader',
    method: rendition === 'original' ? ORIGINAL_METHOD : 'file-bytes',
    value: {
      what: 'medium',
      code: code.slice(0, 64),
      detail: shortAddress(task.url).slice(0, LIMITS.textChars),
    },
  };
}

/** Reads one medium of a page and words the result as a sighting. Never rejects: what failed is itself seen. */
import type { C2pa, Sighting } from '../model/observation';
import type { MediumTask } from '../model/visit-record';
import { LIMITS } from '../model/limits';
import { manifestLink, withManifestLink } from '../provenance/c2pa/remote';
import { readStatement } from '../provenance/read';
import { openMedium, type ReadThroughPage } from './medium-source';

export interface ReadOptions {
  readThroughPage: ReadThroughPage;
  /** Verifies a C2PA manifest in a worker that can be ended; left out where there is none. */
  verifyC2pa?: (input: { container: string; mime: string; bytes: Uint8Array }) => Promise<C2pa>;
  /** `original`: the address is that of the shop's stored original, asked for by the person. */
  rendition?: 'shown' | 'original';
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
    if (!opened.ok) return [unreadable(task, rendition, opened.code)];
    const statement = await readStatement(opened.source, {
      depth: 'head',
      signal: limit.signal,
      ...(options.verifyC2pa ? { verifyC2pa: options.verifyC2pa } : {}),
    });
    await opened.close();
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

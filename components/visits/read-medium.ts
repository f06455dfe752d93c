/** Reads one medium of a page and words the result as a sighting. Never rejects: what failed is itself seen. */
import type { C2pa, Sighting } from '../model/observation';
import type { MediumTask } from '../model/visit-record';
import { LIMITS } from '../model/limits';
import { readStatement } from '../provenance/read';
import { openMedium, type ReadThroughPage } from './medium-source';

export interface ReadOptions {
  readThroughPage: ReadThroughPage;
  /** Verifies a C2PA manifest in a worker that can be ended; left out where there is none. */
  verifyC2pa?: (input: { container: string; mime: string; bytes: Uint8Array }) => Promise<C2pa>;
}

/** What the file behind a task states of itself, or an `unreadable` sighting with the code of what stopped us. */
export async function readMedium(task: MediumTask, options: ReadOptions): Promise<Sighting[]> {
  const limit = new AbortController();
  const timer = setTimeout(() => {
    limit.abort();
  }, LIMITS.fetchMs + LIMITS.heavyReadMs);
  try {
    const opened = await openMedium(task.url, options.readThroughPage, limit.signal);
    if (!opened.ok) return [unreadable(task, opened.code)];
    const statement = await readStatement(opened.source, {
      depth: 'head',
      signal: limit.signal,
      ...(options.verifyC2pa ? { verifyC2pa: options.verifyC2pa } : {}),
    });
    await opened.close();
    return [
      {
        kind: 'declaration',
        subject: task.subject,
        observer: 'media-reader',
        method: `file-bytes-through-${opened.through}`,
        value: { ...statement, url: shortAddress(task.url), sha256: null, rendition: 'shown' },
      },
    ];
  } catch (error) {
    if (limit.signal.aborted) return [unreadable(task, 'timed-out')];
    return [unreadable(task, error instanceof Error ? `reader-${error.name}` : 'reader-failed')];
  } finally {
    clearTimeout(timer);
  }
}

/** data: addresses hold the picture itself; what is kept of them is their beginning. */
function shortAddress(url: string): string {
  return url.startsWith('data:') ? `${url.slice(0, 64)}…` : url.slice(0, LIMITS.urlChars);
}

function unreadable(task: MediumTask, code: string): Sighting {
  return {
    kind: 'unreadable',
    subject: task.subject,
    observer: 'media-reader',
    method: 'file-bytes',
    value: {
      what: 'medium',
      code: code.slice(0, 64),
      detail: shortAddress(task.url).slice(0, LIMITS.textChars),
    },
  };
}

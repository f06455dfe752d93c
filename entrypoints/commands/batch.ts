/**
 * The batch behind `scan --case OUT.wacz`: which page is next and when, what came of each, and a state beside OUT from
 * which a stopped batch goes on. Politeness is a pause for each host, with jitter; pages that fail are tried again later,
 * a bounded number of times, each time after a longer pause. Knows nothing of a browser, so it is tested without one.
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from '../../components/model/zod';

export const BATCH_FORMAT = 'mingbiao-batch/1';
export const MOST_TRIES = 3;
/** Longest pause before a page is tried again. */
const MOST_BACKOFF_MS = 10 * 60_000;

const stateSchema = z.strictObject({
  format: z.literal(BATCH_FORMAT),
  /** Digest of the list: another list does not go on where this one stopped. */
  list: z.string(),
  startedAt: z.iso.datetime(),
  pages: z.array(
    z.strictObject({
      url: z.string(),
      /** File of the case beside the state; null while there is none. */
      file: z.string().nullable(),
      tries: z.number().int().nonnegative(),
      reason: z.string().nullable(),
      detail: z.string(),
    }),
  ),
});
export type BatchState = z.infer<typeof stateSchema>;
export type BatchPage = BatchState['pages'][number];

export function newBatch(list: string, urls: readonly string[], startedAt: string): BatchState {
  const pages = urls.map((url) => ({ url, file: null, tries: 0, reason: null, detail: '' }));
  return { format: BATCH_FORMAT, list, startedAt, pages };
}

/** The state at `path`; null when there is none. Rejects with an Error for one that cannot be read. */
export async function readBatch(path: string): Promise<BatchState | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const parsed = stateSchema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new Error(`${path} is not the state of a batch; move it away to begin anew`);
}

/** Writes the state beside itself and puts it in place, so that a kill leaves the old one or the new one. */
export async function saveBatch(path: string, state: BatchState): Promise<void> {
  await writeFile(`${path}.next`, JSON.stringify(state));
  await rename(`${path}.next`, path);
}

export function isLeft({ file, tries }: BatchPage): boolean {
  return file === null && tries < MOST_TRIES;
}

/** How many pages are neither kept nor given up. */
export function leftOf(state: BatchState): number {
  return state.pages.filter(isLeft).length;
}

export interface Pace {
  /** Pages a minute of one host. */
  perMinute: number;
  random: () => number;
}

/** Decides which page is next. Holds only when each host and each failed page may be asked again. */
export class Schedule {
  readonly #hosts = new Map<string, number>();
  readonly #pages = new Map<BatchPage, number>();

  constructor(
    readonly state: BatchState,
    readonly pace: Pace,
  ) {}

  /** The page that may be asked soonest, in the order of the list among equals, and when; null when none is left. */
  next(now: number): { page: BatchPage; at: number } | null {
    let best: { page: BatchPage; at: number } | null = null;
    for (const page of this.state.pages) {
      if (!isLeft(page)) continue;
      const at = Math.max(now, this.#hosts.get(hostOf(page.url)) ?? 0, this.#pages.get(page) ?? 0);
      if (!best || at < best.at) best = { page, at };
      if (best.at === now) break;
    }
    return best;
  }

  /** Called when a page was asked for: its host rests for the pause, between once and one and a half times as long. */
  asked(page: BatchPage, now: number): void {
    const pauseMs = (60_000 / this.pace.perMinute) * (1 + this.pace.random() / 2);
    this.#hosts.set(hostOf(page.url), now + pauseMs);
  }

  /** What came of a page. */
  done(page: BatchPage, result: { file: string } | { reason: string; detail: string }, now: number): void {
    page.tries += 1;
    if ('file' in result) {
      page.file = result.file;
      page.reason = null;
      page.detail = '';
      return;
    }
    page.reason = result.reason.slice(0, 64);
    page.detail = result.detail.slice(0, 300);
    const pauseMs = (60_000 / this.pace.perMinute) * 2 ** page.tries * (1 + this.pace.random() / 2);
    this.#pages.set(page, now + Math.min(MOST_BACKOFF_MS, pauseMs));
  }

  /** Milliseconds until all is done, if it goes on as it went; null while nothing is known. */
  estimateMs(doneNow: number, spentMs: number): number | null {
    return doneNow === 0 ? null : (spentMs / doneNow) * leftOf(this.state);
  }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

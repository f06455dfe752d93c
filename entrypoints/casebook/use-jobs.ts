/** Long work over many cases: in steps, with how far it is, a way to stop, and a way back. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Changed, OrganisedBefore, OrganisingChange, Store } from '../../components/casebook/store';
import type { Job } from '../../components/ui/book-bulk';
import { inLanguage, type TextLocale, type Texts } from '../../components/ui/text';

/** Cases changed in one transaction: few enough that stopping is felt at once. */
const CASES_PER_STEP = 100;
/** How long "undo" stands; a person reads and decides, so not shorter (WCAG 2.2 SC 2.2.1: it also stays while focused). */
const SAID_MS = 30_000;

export interface Jobs {
  job: Job | null;
  said: { text: string; canUndo: boolean } | null;
  say: (text: string, undo?: () => Promise<void>) => void;
  stop: () => void;
  undo: () => void;
  /** Runs one job; a second is refused while it runs. Answers how many were done. */
  run: (
    what: Job['what'],
    total: number,
    work: (signal: AbortSignal, onDone: (done: number) => void) => Promise<void>,
  ) => Promise<void>;
  organise: (ids: readonly string[], change: OrganisingChange) => Promise<void>;
  drop: (ids: readonly string[], title: string | null) => Promise<void>;
}

export function useJobs(store: Store, locale: TextLocale, texts: Texts): Jobs {
  const [job, setJob] = useState<Job | null>(null);
  const [said, setSaid] = useState<Jobs['said']>(null);
  const running = useRef<AbortController | null>(null);
  const back = useRef<(() => Promise<void>) | null>(null);

  const say = useCallback((text: string, undo?: () => Promise<void>) => {
    back.current = undo ?? null;
    setSaid({ text, canUndo: undo !== undefined });
  }, []);
  useEffect(() => {
    if (!said) return undefined;
    const timer = setTimeout(() => {
      if (!document.activeElement?.closest('.toast')) setSaid(null);
    }, SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);

  const run: Jobs['run'] = async (what, total, work) => {
    if (running.current) return;
    const ending = new AbortController();
    running.current = ending;
    setJob({ what, done: 0, total });
    try {
      await work(ending.signal, (done) => setJob({ what, done, total }));
    } catch (error) {
      say(texts('book.error', { why: error instanceof Error ? error.message : String(error) }));
    } finally {
      running.current = null;
      setJob(null);
    }
  };

  /** Steps until the end, the stop or the first refusal, which is said. Answers the ids that were done. */
  async function inSteps(
    what: Job['what'],
    ids: readonly string[],
    step: (some: string[]) => Promise<Changed>,
  ): Promise<{ done: string[]; refusal: string | null }> {
    const done: string[] = [];
    let refusal: string | null = null;
    await run(what, ids.length, async (signal, onDone) => {
      for (let at = 0; at < ids.length && !signal.aborted; at += CASES_PER_STEP) {
        const some = ids.slice(at, at + CASES_PER_STEP);
        const changed = await step(some);
        if (!changed.ok) {
          refusal = inLanguage(changed.text, locale);
          return;
        }
        done.push(...some);
        onDone(done.length);
      }
    });
    return { done, refusal };
  }

  return {
    job,
    said,
    say,
    run,
    stop: () => running.current?.abort(),
    undo: () => {
      const undo = back.current;
      back.current = null;
      if (undo) void undo().then(() => say(texts('book.done.undo')));
    },
    organise: async (ids, change) => {
      const before: OrganisedBefore[] = [];
      const { done, refusal } = await inSteps('organise', ids, async (some) => {
        const organised = await store.organise(some, change);
        if (organised.ok) before.push(...organised.before);
        return organised.ok ? { ok: true } : organised;
      });
      const undo = async (): Promise<void> => {
        for (let at = 0; at < before.length; at += CASES_PER_STEP)
          await store.putOrganising(before.slice(at, at + CASES_PER_STEP));
      };
      const text =
        refusal === null
          ? texts('book.done.organise', { count: done.length })
          : texts('book.error', { why: refusal });
      say(text, before.length > 0 ? undo : undefined);
    },
    drop: async (ids, title) => {
      const { done, refusal } = await inSteps('delete', ids, (some) => store.deleteCases(some));
      const text =
        refusal !== null
          ? texts('book.error', { why: refusal })
          : title === null
            ? texts('book.done.delete', { count: done.length })
            : texts('casebook.deleted', { title });
      say(text, async () => {
        await inSteps('restore', done, (some) => store.restoreCases(some));
      });
    },
  };
}

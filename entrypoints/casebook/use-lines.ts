/** The list of the casebook as it is now: read in steps, kept in step with other pages, asked by query. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { LineIndex } from '../../components/casebook/lines';
import { firstLines, loadLines, refreshLines, renewSummaries } from '../../components/casebook/line-packs';
import type { Store } from '../../components/casebook/store';
import type { CaseLine, LineQuery } from '../../components/model/case-line';

/** Lines shown before the others have been read. */
const FIRST_LINES = 40;
/** How long changes gather before the list is made anew; a person sees no delay below this. */
const TOGETHER_MS = 250;

export interface Lines {
  index: LineIndex;
  /** Raised with every change of the index. */
  version: number;
  found: readonly CaseLine[] | null;
  total: number;
  loading: number | null;
  renewing: { done: number; total: number } | null;
}

export function useLines(store: Store, query: LineQuery): Lines {
  const index = useMemo(() => new LineIndex(), []);
  const [version, setVersion] = useState(0);
  const [loading, setLoading] = useState<number | null>(0);
  const [renewing, setRenewing] = useState<Lines['renewing']>(null);
  const isWhole = useRef(false);
  const raise = useCallback(() => setVersion((before) => before + 1), []);

  useEffect(() => {
    const ending = new AbortController();
    const read = async (): Promise<void> => {
      await firstLines(store, index, FIRST_LINES);
      raise();
      let steps = 0;
      await loadLines(
        store,
        index,
        (count) => {
          steps += 1;
          if (steps % 10 === 0) setLoading(count);
        },
        ending.signal,
      );
      isWhole.current = true;
      setLoading(null);
      raise();
      const renewed = await renewSummaries(
        store,
        (done, total) => setRenewing({ done, total }),
        ending.signal,
      );
      setRenewing(null);
      if (renewed > 0) {
        await loadLines(store, index, undefined, ending.signal);
        raise();
      }
    };
    // An import tells of every file. Each telling read at once would search and count the whole book anew for each
    // of a thousand files; so what is told meanwhile is read together.
    const told = new Set<string>();
    let isAllTold = false;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const readTold = async (): Promise<void> => {
      const [all, ids] = [isAllTold, [...told]];
      isAllTold = false;
      told.clear();
      try {
        if (all) await loadLines(store, index, undefined, ending.signal);
        else await refreshLines(store, index, ids);
        raise();
      } finally {
        // One reading that failed must not be the last.
        timer = null;
        if (!ending.signal.aborted && (isAllTold || told.size > 0)) wait(TOGETHER_MS);
      }
    };
    const wait = (ms: number): void => {
      timer ??= setTimeout(() => void readTold(), ms);
    };
    const stop = store.onChange((ids) => {
      if (ids === null) isAllTold = true;
      else for (const id of ids) told.add(id);
      wait(0);
    });
    void read();
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
      ending.abort();
    };
  }, [store, index, raise]);

  const found = useMemo(
    () => (version === 0 ? null : index.find(query)),
    // The index is one object for ever; its version says when it is another list.
    [index, version, query],
  );
  return { index, version, found, total: index.size, loading, renewing };
}

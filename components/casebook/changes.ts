/** How the pages of one casebook stay in step: each change is called out by name of store and ids of cases. */

interface Called {
  store: string;
  /** Null: too much changed to name, or something beside the cases did. */
  ids: string[] | null;
}

const CHANNEL = 'mingbiao-casebook';
/** More than this is called out as "anything". */
const MOST_IDS = 2_000;

const here = new Map<string, Set<(ids: readonly string[] | null) => void>>();
let channel: BroadcastChannel | null = null;

/** Calls out a change, to this page and to all others. */
export function changed(store: string, ids: readonly string[] | null): void {
  const named = ids === null || ids.length > MOST_IDS ? null : [...ids];
  for (const listener of here.get(store) ?? []) listener(named);
  opened()?.postMessage({ store, ids: named } satisfies Called);
}

/** Hears changes made here and elsewhere. Answers how to stop. */
export function listen(store: string, listener: (ids: readonly string[] | null) => void): () => void {
  const listeners = here.get(store) ?? new Set();
  here.set(store, listeners.add(listener));
  opened();
  return () => {
    listeners.delete(listener);
  };
}

function opened(): BroadcastChannel | null {
  if (channel || typeof BroadcastChannel === 'undefined') return channel;
  channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<Called>) => {
    for (const listener of here.get(data.store) ?? []) listener(data.ids);
  };
  // In Node an open channel would keep a finished command from ending.
  (channel as { unref?: () => void }).unref?.();
  return channel;
}

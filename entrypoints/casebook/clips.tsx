/**
 * Recordings on the casebook page: dropped anywhere or chosen, watched in this page, shown below. Stands beside
 * the casebook's own view and shares nothing with it. `npm run watch` watches through the same place.
 */
import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { zipSync } from 'fflate';
import { lexicon } from 'virtual:law';
import type { WatchedClip } from '../../components/footage/clip';
import { packagedPixelReader } from '../../components/pixels/worker-host';
import { ClipView, type ClipSeen, type ClipWatching } from '../../components/ui/clip-view';
import { textsFor, type TextLocale } from '../../components/ui/text';

/** Dispatched on the window while a clip is watched (`detail.progress`) and when it was (`detail.result`). */
export const CLIP_EVENT = 'mingbiao-clip';

const FILM = /\.(mp4|m4v|mov|webm|mkv|ogv|avi|flv|ts|3gp)$/i;
const MOST_SHOWN_NAME = 120;
/** Recordings that wait for their turn; more are not taken. */
const MOST_WAITING = 100;

export function mountClips(locale: TextLocale): void {
  const place = document.createElement('div');
  place.id = 'clips';
  place.className = 'casebook';
  document.body.append(place);
  render(<Clips locale={locale} />, place);
}

function isFilm(item: { type: string; name?: string }): boolean {
  return item.type.startsWith('video/') || FILM.test(item.name ?? '');
}

function Clips({ locale }: { locale: TextLocale }) {
  const [watching, setWatching] = useState<ClipWatching | null>(null);
  const [seen, setSeen] = useState<readonly ClipSeen[]>([]);
  const [isOver, setOver] = useState(false);
  const kept = useRef(new Map<number, WatchedClip>());
  const waiting = useRef<File[]>([]);
  const running = useRef<AbortController | null>(null);
  const lastId = useRef(0);

  const watch = async (file: File): Promise<void> => {
    const abort = new AbortController();
    running.current = abort;
    const name = file.name.slice(0, MOST_SHOWN_NAME);
    const left = (): number => waiting.current.length;
    setWatching({ name, share: 0, step: 'repeats', left: left() });
    // The reader and the detector are only fetched when a recording is there.
    const { watchClip } = await import('../../components/footage/clip');
    const reader = packagedPixelReader((path) => browser.runtime.getURL(path), lexicon);
    const clip = await watchClip(file, {
      name: file.name,
      signal: abort.signal,
      async readLabels(bytes, mime, parts, isKorean = false) {
        const answer = await reader.read(bytes, mime, { parts: parts && { only: [...parts] }, isKorean });
        if (!answer.ok) return answer;
        return {
          ok: true,
          labels: answer.labels.map(({ text, entry, heightShare, position, box }) => ({
            text,
            entry,
            heightShare,
            position,
            x: (box.x + box.width / 2) / answer.width,
            y: (box.y + box.height / 2) / answer.height,
          })),
        };
      },
      onProgress(share, step) {
        tellWindow({ progress: { share, step } });
        setWatching((before) =>
          before?.step === step && Math.abs(before.share - share) < 0.005 && before.left === left()
            ? before
            : { name, share, step, left: left() },
        );
      },
    });
    reader.close();
    const id = (lastId.current += 1);
    kept.current.set(id, clip);
    setSeen((before) => [...before, shown(clip, name, id)]);
    tellWindow({ result: clip.result });
  };

  /** One after the other: two at a time would take the same time and twice the memory. */
  const watchAll = async (files: readonly File[]): Promise<void> => {
    const room = Math.max(0, MOST_WAITING - waiting.current.length);
    waiting.current.push(...files.slice(0, room));
    setWatching((before) => before && { ...before, left: waiting.current.length });
    if (running.current) return;
    for (let next = waiting.current.shift(); next; next = waiting.current.shift()) await watch(next);
    running.current = null;
    setWatching(null);
  };

  useEffect(() => {
    const hasFilm = (event: DragEvent): boolean =>
      [...(event.dataTransfer?.items ?? [])].some(
        (item) => item.kind === 'file' && item.type.startsWith('video/'),
      );
    const over = (event: DragEvent): void => {
      if (!hasFilm(event)) return;
      event.preventDefault();
      event.stopPropagation();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])].filter(isFilm);
      if (files.length === 0) return;
      event.preventDefault();
      event.stopPropagation();
      void watchAll(files);
      document.getElementById('clips')?.scrollIntoView({ block: 'start' });
    };
    // Before the page's own drop place, which takes case files: a film is none.
    window.addEventListener('dragover', over, true);
    window.addEventListener('dragleave', leave, true);
    window.addEventListener('drop', drop, true);
    return () => {
      window.removeEventListener('dragover', over, true);
      window.removeEventListener('dragleave', leave, true);
      window.removeEventListener('drop', drop, true);
    };
  }, []);

  return (
    <ClipView
      locale={locale}
      texts={textsFor(locale)}
      watching={watching}
      seen={seen}
      isOver={isOver}
      onFiles={(files) => void watchAll(files)}
      onCancel={() => {
        waiting.current.length = 0;
        running.current?.abort();
      }}
      onClose={({ id, moments }) => {
        for (const { url } of moments) URL.revokeObjectURL(url);
        kept.current.delete(id);
        setSeen((before) => before.filter((one) => one.id !== id));
      }}
      onSave={({ id }) => {
        const clip = kept.current.get(id);
        if (clip) void save(clip);
      }}
    />
  );
}

function tellWindow(detail: object): void {
  window.dispatchEvent(new CustomEvent(CLIP_EVENT, { detail }));
}

function shown({ result, state, picture, frames }: WatchedClip, name: string, id: number): ClipSeen {
  return {
    id,
    name,
    durationS: result.durationS,
    watchedS: result.watchedS,
    loop: { ...result.loop, agreeingShare: state.agreeingShare },
    isStill: state.isStill,
    partRepeat: result.partRepeat,
    stillPart: result.stillPart,
    moments: (frames ?? []).map(({ atS, blob }) => ({ atS, url: URL.createObjectURL(blob) })),
    diagonal: picture,
    labels: result.labels,
    momentsRead: result.momentsRead,
    labelStepS: result.labelStepS,
    hasWatchedStanding: result.hasWatchedStanding,
    errors: result.errors,
  };
}

/** One archive: the result with the measured matches, and the two moments. */
async function save({ result, state, frames }: WatchedClip): Promise<void> {
  const json = JSON.stringify({ ...result, matches: state.matches, profile: state.profile }, null, 2);
  const files: Record<string, Uint8Array> = { 'result.json': new TextEncoder().encode(json) };
  for (const { atS, blob } of frames ?? [])
    files[`moment-${atS.toFixed(3)}s.jpg`] = new Uint8Array(await blob.arrayBuffer());
  const archive = zipSync(files, { level: 0 });
  const url = URL.createObjectURL(new Blob([new Uint8Array(archive)], { type: 'application/zip' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${result.file.replace(/\.[^.]*$/, '').slice(0, 80) || 'clip'}-mingbiao.zip`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

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
  const [clip, setClip] = useState<ClipWatching | ClipSeen | null>(null);
  const [isOver, setOver] = useState(false);
  const watched = useRef<WatchedClip | null>(null);
  const running = useRef<AbortController | null>(null);

  const watch = async (file: File): Promise<void> => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    const name = file.name.slice(0, MOST_SHOWN_NAME);
    setClip({ is: 'watching', name, share: 0, step: 'repeats' });
    // The reader and the detector are only fetched when a recording is there.
    const { watchClip } = await import('../../components/footage/clip');
    const reader = packagedPixelReader((path) => browser.runtime.getURL(path), lexicon);
    const seen = await watchClip(file, {
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
        if (running.current !== abort) return;
        tellWindow({ progress: { share, step } });
        setClip((before) =>
          before?.is === 'watching' && before.step === step && Math.abs(before.share - share) < 0.005
            ? before
            : { is: 'watching', name, share, step },
        );
      },
    });
    reader.close();
    tellWindow({ result: seen.result });
    if (running.current !== abort) return;
    watched.current = seen;
    setClip(shown(seen, name));
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
      const file = [...(event.dataTransfer?.files ?? [])].find(isFilm);
      if (!file) return;
      event.preventDefault();
      event.stopPropagation();
      void watch(file).then(() => document.getElementById('clips')?.scrollIntoView({ block: 'start' }));
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
      clip={clip}
      isOver={isOver}
      onFile={(file) => void watch(file)}
      onCancel={() => running.current?.abort()}
      onClose={() => {
        if (clip?.is === 'seen') for (const { url } of clip.moments) URL.revokeObjectURL(url);
        watched.current = null;
        setClip(null);
      }}
      onSave={() => {
        if (watched.current) void save(watched.current);
      }}
    />
  );
}

function tellWindow(detail: object): void {
  window.dispatchEvent(new CustomEvent(CLIP_EVENT, { detail }));
}

function shown({ result, state, picture, frames }: WatchedClip, name: string): ClipSeen {
  return {
    is: 'seen',
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

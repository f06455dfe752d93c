/** A recording being watched, and what was seen in it. Props in, events out. */
import { useEffect, useRef } from 'preact/hooks';
import { partRepeatSentence, stillPartSentence } from './sentences';
import { textIfKnown, type TextKey, type TextLocale, type Texts } from './text';

export interface ClipViewProps {
  locale: TextLocale;
  texts: Texts;
  /** The recording that is watched now; null while none is. */
  watching: ClipWatching | null;
  /** Those that were, in the order in which they were. */
  seen: readonly ClipSeen[];
  isOver: boolean;
  onFiles: (files: readonly File[]) => void;
  /** Stops what is watched, and takes what waits from the list. */
  onCancel: () => void;
  onClose: (clip: ClipSeen) => void;
  onSave: (clip: ClipSeen) => void;
}
export interface ClipWatching {
  name: string;
  share: number;
  step: 'repeats' | 'labels';
  /** How many wait for their turn. */
  left: number;
}
export interface ClipSeen {
  id: number;
  name: string;
  durationS: number | null;
  watchedS: number;
  loop: { found: boolean; periodS: number | null; detectedAtS: number | null; agreeingShare: number };
  isStill: boolean;
  partRepeat: { periodS: number; share: number } | null;
  stillPart: { share: number; withinGreys: number; forS: number } | null;
  /** Two moments one period apart, as addresses of pictures. */
  moments: readonly { atS: number; url: string }[];
  /** Self-similarity, size × size, 0–255. */
  diagonal: { size: number; values: Uint8Array } | null;
  labels: readonly {
    text: string;
    fromS: number;
    toS: number;
    withinS: number;
    heightShare: number;
    position: 'corner' | 'edge' | 'inside';
  }[];
  momentsRead: number;
  labelStepS: number | null;
  hasWatchedStanding: boolean;
  errors: readonly { code: string }[];
}

/** Shortest recording in which the shortest repeat can be seen twice. */
const LEAST_S = 11;

export function ClipView(props: ClipViewProps) {
  const { texts, watching } = props;
  return (
    <section class={`clip ${props.isOver ? 'is-over' : ''}`} aria-labelledby="clip-title" lang={props.locale}>
      <h2 id="clip-title">{texts('clip.title')}</h2>
      <p class="quiet">{props.isOver ? texts('clip.drop') : texts('clip.lead')}</p>
      {watching && <Watching {...props} watching={watching} />}
      <label class="button clip-choose">
        <span>{texts('clip.choose')}</span>
        <input
          type="file"
          multiple
          accept="video/*,.mkv,.ts"
          onChange={({ currentTarget }) => {
            const files = [...(currentTarget.files ?? [])];
            currentTarget.value = '';
            if (files.length > 0) props.onFiles(files);
          }}
        />
      </label>
      {props.seen.map((clip) => (
        <Seen key={clip.id} {...props} clip={clip} />
      ))}
    </section>
  );
}

function Watching({ texts, watching, onCancel }: ClipViewProps & { watching: ClipWatching }) {
  const done = (watching.step === 'repeats' ? 0 : 0.5) + watching.share / 2;
  return (
    <div class="clip-watching">
      <p role="status">
        {texts('clip.watching', { name: watching.name })} · {texts(`clip.step.${watching.step}`)}
        {watching.left > 0 && ` · ${texts('clip.left', { count: watching.left })}`}
      </p>
      <progress max={1} value={done} aria-label={texts(`clip.step.${watching.step}`)} />
      <p class="quiet">{texts('clip.hidden')}</p>
      <button type="button" class="button" onClick={onCancel}>
        {texts('cancel')}
      </button>
    </div>
  );
}

function Seen({ texts, locale, clip, onClose, onSave }: ClipViewProps & { clip: ClipSeen }) {
  const { loop } = clip;
  const why: TextKey = clip.isStill
    ? 'clip.loop.still'
    : (clip.durationS ?? 0) < LEAST_S
      ? 'clip.loop.short'
      : 'clip.loop.none.why';
  const hasWatched = clip.durationS !== null && clip.watchedS > 0;
  return (
    <div class="clip-seen">
      <h3>{clip.name}</h3>
      {clip.errors.map(({ code }) => (
        <p key={code} class="clip-error" role="alert">
          {textIfKnown(locale, `clip.error.${code}`) ?? code}
        </p>
      ))}
      {hasWatched && (
        <>
          <p class="quiet">
            {texts('clip.facts', { duration: clock(clip.durationS ?? 0), watched: clock(clip.watchedS) })}
          </p>
          {loop.found ? (
            <>
              <p class="clip-fact">
                {texts('clip.loop.found', { period: periodText(loop.periodS ?? 0, locale) })}
              </p>
              <p>
                {texts('clip.loop.since', {
                  at: clock(loop.detectedAtS ?? 0),
                  share: Math.round(loop.agreeingShare * 100),
                })}
              </p>
              <p>{texts('clip.loop.meaning')}</p>
              <p>{texts('clip.loop.plain')}</p>
            </>
          ) : (
            <>
              <p class="clip-fact">{texts('clip.loop.none')}</p>
              <p>{texts(why)}</p>
            </>
          )}
          {clip.partRepeat && (
            <>
              <p>
                {partRepeatSentence({ ...clip.partRepeat, periodMs: clip.partRepeat.periodS * 1000 }, texts)}
              </p>
              <p class="quiet">{texts('room.part-repeat.innocent')}</p>
            </>
          )}
          {clip.stillPart && (
            <>
              <p>{stillPartSentence({ ...clip.stillPart, forMs: clip.stillPart.forS * 1000 }, texts)}</p>
              <p class="quiet">{texts('room.still-part.innocent')}</p>
            </>
          )}
          {clip.moments.length > 0 && (
            <figure class="clip-moments">
              {clip.moments.map(({ atS, url }) => (
                <figure key={url}>
                  <img src={url} alt="" />
                  <figcaption>{clock(atS, true)}</figcaption>
                </figure>
              ))}
              <figcaption>{texts('clip.moments')}</figcaption>
            </figure>
          )}
          {clip.diagonal && (
            <figure class="clip-diagonal">
              <Diagonal {...clip.diagonal} name={texts('clip.diagonal')} />
              <figcaption>{texts('clip.diagonal')}</figcaption>
            </figure>
          )}
          {clip.labelStepS !== null && <Labels clip={clip} texts={texts} />}
          <p class="quiet">{texts('clip.save.why')}</p>
          <button type="button" class="button" onClick={() => onSave(clip)}>
            {texts('clip.save')}
          </button>
        </>
      )}
      <button type="button" class="text-button" onClick={() => onClose(clip)}>
        {texts('clip.close')}
      </button>
    </div>
  );
}

function Labels({ clip, texts }: { clip: ClipSeen; texts: Texts }) {
  return (
    <>
      <h3>{texts('clip.labels')}</h3>
      {clip.labels.length === 0 ? (
        <p>{texts('clip.labels.none', { count: clip.momentsRead })}</p>
      ) : (
        <ul>
          {clip.labels.map((label) => (
            <li key={`${label.text} ${String(label.fromS)}`}>
              <strong>{label.text}</strong> ·{' '}
              {texts('clip.label.when', {
                from: clock(label.fromS, true),
                to: clock(label.toS, true),
                within: Math.round(label.withinS * 10) / 10,
              })}{' '}
              · {texts('clip.label.size', { share: Math.round(label.heightShare * 1000) / 10 })} ·{' '}
              {texts(`clip.position.${label.position}`)}
            </li>
          ))}
        </ul>
      )}
      <p class="quiet">
        {texts(clip.hasWatchedStanding ? 'clip.labels.standing' : 'clip.labels.step', {
          step: Math.round((clip.labelStepS ?? 0) * 10) / 10,
        })}
      </p>
    </>
  );
}

function Diagonal({ size, values, name }: { size: number; values: Uint8Array; name: string }) {
  const place = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = place.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(size, size);
    for (let n = 0; n < size * size; n += 1) {
      const value = values[n] ?? 0;
      image.data.set([value, value, value, 255], n * 4);
    }
    context.putImageData(image, 0, 0);
  }, [size, values]);
  return <canvas ref={place} width={size} height={size} role="img" aria-label={name} />;
}

/** 1:02:03 or 2:03, with tenths where two moments are set side by side. */
export function clock(seconds: number, hasTenths = false): string {
  const tenths = Math.max(0, hasTenths ? Math.round(seconds * 10) : Math.round(seconds) * 10);
  const whole = Math.floor(tenths / 10);
  const two = (n: number): string => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const start = hours > 0 ? `${String(hours)}:${two(minutes)}` : String(minutes);
  return `${start}:${two(whole % 60)}${hasTenths ? `.${String(tenths % 10)}` : ''}`;
}

function periodText(seconds: number, locale: TextLocale): string {
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'second',
    unitDisplay: locale === 'en' ? 'long' : 'short',
    maximumFractionDigits: 1,
  }).format(seconds);
}

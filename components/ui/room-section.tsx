/** What was watched over time: when the label could be seen, whether the picture repeats. Props in; it asks nobody. */
import type { Observation, ObservationOf } from '../model/observation';
import { clockText, diagonalPicture, profilePath, timelineBars } from './room-drawing';
import { observationSentences } from './sentences';
import type { TextLocale, Texts } from './text';

/** One moment of the video, as an address under which it can be shown. */
export interface ShownFrame {
  url: string;
  /** Milliseconds from the start of watching; null when it is not known. */
  atMs: number | null;
  why: 'pair' | 'now';
}

export interface RoomSectionProps {
  observations: readonly Observation[];
  frames: readonly ShownFrame[];
  locale: TextLocale;
  texts: Texts;
  Heading?: 'h2' | 'h3';
}

const PLOT = { width: 200, height: 48 };

/** Nothing when nothing was watched. */
export function RoomSection({ observations, frames, locale, texts, Heading = 'h2' }: RoomSectionProps) {
  const timeline = observations.filter((o) => o.kind === 'label-timeline').at(-1);
  const footage = observations.filter((o) => o.kind === 'footage').at(-1);
  if (!timeline && !footage) return null;
  return (
    <section class="topic room-section">
      <Heading>{texts('room.section')}</Heading>
      <div class="room-box">
        {timeline && <TimelineFigure timeline={timeline} locale={locale} texts={texts} />}
        {footage && <FootageFigure footage={footage} frames={frames} locale={locale} texts={texts} />}
        <details class="quiet fine">
          <summary>{texts('room.how')}</summary>
          <p>{texts('room.limits')}</p>
        </details>
      </div>
    </section>
  );
}

function TimelineFigure({
  timeline,
  locale,
  texts,
}: {
  timeline: ObservationOf<'label-timeline'>;
  locale: TextLocale;
  texts: Texts;
}) {
  const { spans } = timeline.value;
  const bars = timelineBars(timeline.value);
  const states = (['visible', 'not-visible', 'not-looked'] as const).filter((state) =>
    bars.some((bar) => bar.state === state),
  );
  const sentences = observationSentences(timeline, locale);
  return (
    <figure class="room-timeline">
      <h3>{texts('room.timeline')}</h3>
      {bars.length > 0 && (
        <>
          <svg viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label={sentences[0]}>
            {bars.map(({ state, x, width }) => (
              <rect key={x} class={state} x={x * 100} y="0" width={width * 100} height="8" />
            ))}
          </svg>
          <p class="room-scale">
            <span>{clockText(spans[0]?.fromMs ?? 0)}</span>
            <span>{clockText(spans.at(-1)?.toMs ?? 0)}</span>
          </p>
          <ul class="room-key">
            {states.map((state) => (
              <li key={state}>
                <i class={state} />
                {texts(`room.span.${state}`)}
              </li>
            ))}
          </ul>
        </>
      )}
      <ul class="room-facts">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </figure>
  );
}

function FootageFigure({
  footage,
  frames,
  locale,
  texts,
}: {
  footage: ObservationOf<'footage'>;
  frames: readonly ShownFrame[];
  locale: TextLocale;
  texts: Texts;
}) {
  const { loop, picture } = footage.value;
  const path = loop ? profilePath(loop.profile, PLOT.width, PLOT.height) : '';
  const diagonal = picture ? diagonalPicture(picture) : null;
  const longest = loop?.profile.at(-1)?.lagMs ?? 0;
  const pair = frames.filter(({ why }) => why === 'pair');
  return (
    <figure class="room-footage">
      <h3>{texts('room.picture')}</h3>
      <ul class="room-facts">
        {observationSentences(footage, locale).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {loop?.found && <p class="room-question">{texts('room.loop.innocent')}</p>}
      {footage.value.partRepeat && <p class="quiet fine">{texts('room.part-repeat.innocent')}</p>}
      {footage.value.stillPart && <p class="quiet fine">{texts('room.still-part.innocent')}</p>}
      {loop?.found && (path || diagonal) && (
        <div class="room-plots">
          {path && (
            <div>
              <svg
                viewBox={`0 -2 ${String(PLOT.width)} ${String(PLOT.height + 4)}`}
                preserveAspectRatio="none"
                role="img"
                aria-label={texts('room.profile')}
              >
                {loop.periodMs !== null && longest > 0 && (
                  <line
                    class="period"
                    x1={(loop.periodMs / longest) * PLOT.width}
                    x2={(loop.periodMs / longest) * PLOT.width}
                    y1="0"
                    y2={PLOT.height}
                  />
                )}
                <path d={path} />
              </svg>
              <p class="room-scale">
                <span>0</span>
                <span>{clockText(longest)}</span>
              </p>
              <p class="quiet fine">{texts('room.profile')}</p>
            </div>
          )}
          {diagonal && (
            <div>
              <img class="diagonal" src={diagonal} alt={texts('room.diagonal')} />
              <p class="room-scale">
                <span>{clockText(picture?.fromMs ?? 0)}</span>
                <span>{clockText(picture?.toMs ?? 0)}</span>
              </p>
              <p class="quiet fine">{texts('room.diagonal')}</p>
            </div>
          )}
        </div>
      )}
      {pair.length === 2 && loop && loop.periodMs !== null && (
        <p class="quiet fine">{texts('room.pair', { seconds: (loop.periodMs / 1000).toFixed(1) })}</p>
      )}
      {pair.length === 2 && (
        <div class="room-pair">
          {pair.map(({ url, atMs }) => (
            <div key={url}>
              <img src={url} alt={texts('room.moment', { time: atMs === null ? '?' : clockText(atMs) })} />
              <p class="quiet fine">
                {texts('room.moment', { time: atMs === null ? '?' : clockText(atMs) })}
              </p>
            </div>
          ))}
        </div>
      )}
    </figure>
  );
}

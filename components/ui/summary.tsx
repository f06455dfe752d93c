/** The page's own hang-tag: in one line what this page has, and how much of it was looked at. */
import type { Observation, ObservationOf } from '../model/observation';
import type { GroupedFindings } from './groups';
import type { Texts } from './text';

interface SummaryProps {
  observations: readonly Observation[];
  grouped: GroupedFindings;
  /** Files still being read; null once the look is over. */
  pendingMedia: number | null;
  texts: Texts;
  Heading: 'h1' | 'h3';
}

export function Summary({ observations, grouped, pendingMedia, texts, Heading }: SummaryProps) {
  const page = observations.findLast((one): one is ObservationOf<'page'> => one.kind === 'page')?.value;
  const isLooking = pendingMedia !== null;
  const tone = toneOfPage(grouped, isLooking);
  return (
    <section class={`hero hero-${tone}`} aria-busy={isLooking}>
      <svg
        class="hero-string"
        width="50"
        height="42"
        viewBox="0 0 50 42"
        aria-hidden="true"
        focusable="false"
      >
        <path d="M0 4c18-6 12 32 42 32" />
        <path d="M0 15c12-4 16 24 42 21" />
      </svg>
      <span class="hero-hole" aria-hidden="true" />
      <Heading class="hero-title">{titleOf(grouped, isLooking, texts)}</Heading>
      {page && (
        <p>
          {texts('popup.looked', { looked: page.imagesLookedAt, total: page.images, videos: page.videos })}
        </p>
      )}
      {page && page.limitsReached.length > 0 && <p>{texts('popup.limits')}</p>}
      <div role="status">
        {isLooking && (
          <p class="looking">
            <span class="looking-dots" aria-hidden="true" />
            {pendingMedia > 0
              ? texts('popup.looking.media', { count: pendingMedia })
              : texts('popup.looking.page')}
          </p>
        )}
      </div>
      {!isLooking && grouped.places === 0 && grouped.stated.length === 0 && (
        <p class="hero-note">{texts('popup.quiet.absence')}</p>
      )}
    </section>
  );
}

function toneOfPage(grouped: GroupedFindings, isLooking: boolean): 'flag' | 'labelled' | 'note' {
  if (grouped.places > 0) return 'flag';
  return grouped.stated.length > 0 && !isLooking ? 'labelled' : 'note';
}

function titleOf(grouped: GroupedFindings, isLooking: boolean, texts: Texts): string {
  if (grouped.places > 0) return texts('popup.found.title', { count: grouped.places });
  if (isLooking) return texts('popup.looking.title');
  return texts(grouped.stated.length > 0 ? 'popup.labelled.title' : 'popup.quiet.title');
}

/** Whether the page was looked over well enough to say that something is not there. */
import type { ObservationOf } from '../model/observation';
import type { SubjectFacts } from './facts';

type Search = ObservationOf<'label-search'>;

export interface Searched {
  /** Null when the look was whole; otherwise why "not there" cannot be said. */
  readonly gap:
    'missing-label-search' | 'search-incomplete' | 'page-text-not-searched' | 'pixels-not-searched' | null;
  readonly arePixelsRead: boolean;
  readonly on: readonly Search[];
}

/**
 * Adds up the looks at one subject. Page text and alternative text must have been searched to the end, each
 * judged by the latest look at it. Pixels that were not read are no gap, unless the question is about them.
 */
export function searched(facts: SubjectFacts, needsPixels = false): Searched {
  const on = facts.searches;
  const pageText = latest(on, 'page-text');
  const altText = latest(on, 'alt-text');
  const pixels = latest(on, 'pixels');
  const arePixelsRead = pixels?.value.complete === true;
  if (on.length === 0) return { gap: 'missing-label-search', arePixelsRead, on };
  if (!pageText) return { gap: 'page-text-not-searched', arePixelsRead, on };
  const isAltSkipped = !altText && on.some((search) => search.value.notLooked.includes('alt-text'));
  if (!pageText.value.complete || altText?.value.complete === false || isAltSkipped) {
    return { gap: 'search-incomplete', arePixelsRead, on };
  }
  if (needsPixels && !arePixelsRead) return { gap: 'pixels-not-searched', arePixelsRead, on };
  return { gap: null, arePixelsRead, on };
}

function latest(searches: readonly Search[], place: Search['value']['looked'][number]): Search | undefined {
  return searches.filter((search) => search.value.looked.includes(place)).at(-1);
}

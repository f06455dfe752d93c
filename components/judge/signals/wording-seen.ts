import type { SignalParams } from '../../model/signal';
import type { SubjectFacts } from '../facts';
import { no, unknown, yes, type Answered } from '../answered';

export const values = ['wording', 'from'] as const;

/**
 * Is this wording on the page, and (when asked) in the same purchase context as a price? No only for a page
 * that had settled and was looked at whole; whether it stood near a price may stay unknown.
 */
export function answer(facts: SubjectFacts, params: SignalParams<'wording-seen'>): Answered {
  const { wordings, entries, nearPrice } = params;
  const candidates = facts.wordings.filter(
    ({ value }) => wordings.includes(value.wording) && (!entries || entries.includes(value.entry)),
  );
  const match = candidates.find(({ value }) => nearPrice === undefined || value.nearPrice === nearPrice);
  if (match) {
    const { text, mandatedFrom } = match.value;
    return yes('wording-found', [match], {
      wording: text,
      ...(mandatedFrom === undefined ? {} : { from: mandatedFrom }),
    });
  }
  const undecided = candidates.find(({ value }) => value.nearPrice === null);
  if (undecided) return unknown('place-of-wording-unknown', [undecided], { wording: undecided.value.text });

  const page = facts.pages.at(-1);
  if (!page) return unknown('missing-page');
  if (!page.value.settled) return unknown('page-not-settled', [page]);
  if (page.value.limitsReached.length > 0) return unknown('page-look-incomplete', [page]);
  return no(candidates.length > 0 ? 'wording-elsewhere' : 'wording-not-found', [page]);
}

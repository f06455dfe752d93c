import type { SignalParams } from '../../model/signal';
import type { SubjectFacts } from '../facts';
import { no, present, unknown, yes, type Answered } from '../answered';

export const values = ['labelText', 'shownSeconds'] as const;

/**
 * Was the longest unbroken time of a label in a film shorter than this (GB 45438-2025 5.4: two seconds at normal
 * speed, from the start picture)? Looks are about a second apart, so yes needs a time shorter by more than the
 * tolerance, a film watched from its start, and a label that was seen to go.
 */
export function answer(
  facts: SubjectFacts,
  { seconds, toleranceSeconds }: SignalParams<'label-shown-shorter'>,
): Answered {
  const seen = facts.of('label-timeline').at(-1);
  if (!seen) return unknown('missing-label-timeline');
  const { labels, fromStart, longestVisibleMs, spans } = seen.value;
  if (labels.length === 0) return no('no-label-measured', [seen]);
  const described = present({
    labelText: labels[0]?.text ?? null,
    shownSeconds: (longestVisibleMs / 1000).toFixed(1),
  });
  if (longestVisibleMs >= (seconds - toleranceSeconds) * 1000)
    return no('shown-long-enough', [seen], described);
  if (fromStart !== true) return unknown('start-not-watched', [seen], described);
  const wentAway = spans.some((span, n) => span.state === 'visible' && spans[n + 1]?.state === 'not-visible');
  return wentAway
    ? yes('shown-shorter', [seen], described)
    : unknown('watched-too-briefly', [seen], described);
}

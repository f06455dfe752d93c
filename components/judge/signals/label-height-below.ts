import type { SignalParams } from '../../model/signal';
import type { SubjectFacts } from '../facts';
import { no, yes, type Answered } from '../answered';

export const values = ['labelText', 'heightPercent'] as const;

/**
 * Is the largest label read inside the picture lower than this share of the picture's shortest side
 * (GB 45438-2025 §5.2)? Labels that the page lays over a picture are not asked: the size is required of what
 * stands in the picture. Yes only when every measured label is too low by more than the tolerance.
 */
export function answer(
  facts: SubjectFacts,
  { share, tolerance }: SignalParams<'label-height-below'>,
): Answered {
  const measured = facts.labels.filter(
    ({ value }) => value.placement === 'pixels' && value.heightShare !== null,
  );
  const heightOf = (label: (typeof measured)[number]): number => label.value.heightShare ?? 0;
  const largest = measured.reduce<(typeof measured)[number] | null>(
    (best, label) => (best === null || heightOf(label) > heightOf(best) ? label : best),
    null,
  );
  if (!largest) return no('no-label-measured', facts.labels);
  const described = {
    labelText: largest.value.text,
    heightPercent: (heightOf(largest) * 100).toFixed(1),
  };
  return heightOf(largest) < share - tolerance
    ? yes('label-lower-than-asked', [largest], described)
    : no('label-high-enough', [largest], described);
}

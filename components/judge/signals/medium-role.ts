import type { SignalParams } from '../../model/signal';
import type { SubjectFacts } from '../facts';
import { no, unknown, yes, type Answered } from '../answered';

export const values = ['role'] as const;

/** Does the picture stand where the page shows the product itself? Unknown when its place was not seen. */
export function answer(facts: SubjectFacts, params: SignalParams<'medium-role'>): Answered {
  const media = facts.of('medium');
  const match = media.find((seen) => params.roles.includes(seen.value.role));
  if (match) return yes('stands-there', [match], { role: match.value.role });
  return media.length > 0 ? no('stands-elsewhere', media) : unknown('missing-medium');
}

import type { SubjectFacts } from '../facts';
import { no, unknown, yes, type Answered } from '../answered';

export const values = ['captured', 'generated'] as const;

/**
 * Do two mechanisms of one file state origins that cannot both be true: taken by a camera, and generated?
 * Edited or composite beside captured is how editing works, not a contradiction.
 */
export function answer(facts: SubjectFacts): Answered {
  const declarations = facts.of('declaration');
  for (const declaration of declarations) {
    const captured = declaration.value.mechanisms.find((mechanism) => mechanism.declares === 'captured');
    const generated = declaration.value.mechanisms.find((mechanism) => mechanism.declares === 'generated');
    if (captured && generated) {
      return yes('captured-and-generated', [declaration], {
        captured: captured.family,
        generated: generated.family,
      });
    }
  }
  const partly = declarations.filter(
    (seen) => seen.value.declared === 'unreadable' || seen.value.errors.length > 0,
  );
  if (partly.length > 0) return unknown('file-partly-unreadable', partly);
  if (declarations.length > 0) return no('statements-agree', declarations);
  const unreadable = facts.of('unreadable').filter((seen) => seen.value.what === 'medium');
  return unreadable.length > 0 ? unknown('medium-unreadable', unreadable) : unknown('missing-declaration');
}

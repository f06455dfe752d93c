/**
 * Three-valued logic after Kleene: unknown stays unknown until a known answer settles the whole. Turning an
 * unknown into a yes or a no can therefore never turn a settled result around.
 */
import type { Answer } from '../model/words';

/** no if any is no; else unknown if any is unknown; else yes. Of nothing: yes. */
export function allOf(answers: readonly Answer[]): Answer {
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

/** yes if any is yes; else unknown if any is unknown; else no. Of nothing: no. */
export function anyOf(answers: readonly Answer[]): Answer {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}

/** Turned around; unknown stays unknown. */
export function not(answer: Answer): Answer {
  if (answer === 'unknown') return 'unknown';
  return answer === 'yes' ? 'no' : 'yes';
}

/** The answers to the three lists of one condition, put together. A list that is not there says nothing. */
export function conditionHolds(lists: {
  all: readonly Answer[];
  any: readonly Answer[] | null;
  none: readonly Answer[];
}): Answer {
  return allOf([allOf(lists.all), lists.any === null ? 'yes' : anyOf(lists.any), not(anyOf(lists.none))]);
}

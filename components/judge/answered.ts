/** What a signal gives back, and small ways of saying it. */
import type { Answer } from '../model/words';

export interface Answered {
  readonly answer: Answer;
  /** Stable, kebab-case. */
  readonly reason: string;
  /** Numbers of the observations that led to it. */
  readonly reliedOn: readonly string[];
  /** What the rule's texts may name; only what was really read. */
  readonly values?: Readonly<Record<string, string>>;
  /** True when what it relied on in a file stands under a signature that was checked. */
  readonly isSigned?: boolean;
}

type Numbered = { readonly id: string };

export function yes(reason: string, on: readonly Numbered[], values: Record<string, string> = {}): Answered {
  return { answer: 'yes', reason, reliedOn: numbers(on), values };
}

export function no(reason: string, on: readonly Numbered[], values: Record<string, string> = {}): Answered {
  return { answer: 'no', reason, reliedOn: numbers(on), values };
}

export function unknown(
  reason: string,
  on: readonly Numbered[] = [],
  values: Record<string, string> = {},
): Answered {
  return { answer: 'unknown', reason, reliedOn: numbers(on), values };
}

/** Keeps the values that are there: an absent fact is left out, never written as an empty one. */
export function present(values: Record<string, string | null | undefined>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== '') kept[name] = value;
  }
  return kept;
}

function numbers(on: readonly Numbered[]): string[] {
  return on.map((observation) => observation.id);
}

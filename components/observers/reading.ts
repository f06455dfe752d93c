/**
 * What the texts of a page mean, as far as a page needs to know: asked in groups from whoever holds the
 * words, each text once.
 */
import type { SalesClaimMatch } from './sales-claims';
import type { LabelMatch, PriceWordingMatch } from './wording';
import { LIMITS } from '../model/limits';

export interface TextReading {
  label: LabelMatch | null;
  prices: PriceWordingMatch[];
  claims: SalesClaimMatch[];
}
/** Reads texts one for one, at most LIMITS.textsPerReading of at most LIMITS.readTextChars characters at once. */
export type ReadTexts = (texts: readonly string[]) => TextReading[] | Promise<TextReading[]>;

const MOST_KNOWN = 6_000;

/** Answers that were given, for the time of one page. */
export class Readings {
  readonly #known = new Map<string, TextReading>();
  readonly #wanted = new Set<string>();
  readonly #read: ReadTexts;

  constructor(read: ReadTexts) {
    this.#read = read;
  }

  want(text: string): void {
    if (text.length > 1 && text.length <= LIMITS.readTextChars && !this.#known.has(text))
      this.#wanted.add(text);
  }

  /** Asks for all that is wanted, group by group; each yield is a promise to wait for. Rejects as the reader does. */
  *ask(): Generator<Promise<void>, void> {
    if (this.#known.size + this.#wanted.size > MOST_KNOWN) this.#known.clear();
    const texts = [...this.#wanted];
    this.#wanted.clear();
    for (let at = 0; at < texts.length; at += LIMITS.textsPerReading) {
      const group = texts.slice(at, at + LIMITS.textsPerReading);
      yield Promise.resolve(this.#read(group)).then((readings) => {
        readings.forEach((reading, i) => this.#known.set(group[i] ?? '', reading));
      });
    }
  }

  label = (text: string): LabelMatch | null => this.#known.get(text)?.label ?? null;
  prices = (text: string): PriceWordingMatch[] => this.#known.get(text)?.prices ?? [];
  claims = (text: string): SalesClaimMatch[] => this.#known.get(text)?.claims ?? [];
}

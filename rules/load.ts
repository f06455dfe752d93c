/** Reads the law from its folders. Runs in Node (build, commands, tests), never in a browser. */
import type { Law, Lexicon, PriceLexicon } from './language';

export interface LoadedLaw {
  law: Law;
  lexicon: Lexicon;
  priceLexicon: PriceLexicon;
}

/** Placeholder until the packs land in this same change. */
export function loadLaw(_root: string): Promise<LoadedLaw> {
  return Promise.resolve({
    law: { language: 1, packs: [], provisions: {}, channels: {} },
    lexicon: {} as Lexicon,
    priceLexicon: {} as PriceLexicon,
  });
}

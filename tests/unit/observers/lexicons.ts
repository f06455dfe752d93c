/** The lexicons that ship, checked by their schema. */
import disclosure from '../../../rules/lexicon/disclosure.json';
import prices from '../../../rules/lexicon/price-wording.json';
import { lexiconSchema, priceLexiconSchema } from '../../../rules/language';

export const lexicon = lexiconSchema.parse(disclosure);
export const priceLexicon = priceLexiconSchema.parse(prices);

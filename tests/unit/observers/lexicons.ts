/** The lexicons that ship, checked by their schema, with their gate and their reader. */
import disclosure from '../../../rules/lexicon/disclosure.json';
import prices from '../../../rules/lexicon/price-wording.json';
import { gateSourcesOf } from '../../../components/observers/gate-words';
import { openGate } from '../../../components/observers/text-gate';
import { compileReader } from '../../../components/observers/text-reader';
import { lexiconSchema, priceLexiconSchema } from '../../../rules/language';

export const lexicon = lexiconSchema.parse(disclosure);
export const priceLexicon = priceLexiconSchema.parse(prices);
export const gate = openGate(gateSourcesOf(lexicon, priceLexicon));
export const readTexts = compileReader(lexicon, priceLexicon);

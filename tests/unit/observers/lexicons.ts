import { readFileSync } from 'node:fs';
import { lexiconSchema, priceLexiconSchema } from '../../../rules/language';

function json(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../rules/lexicon/${name}.json`, import.meta.url), 'utf8'));
}
export const lexicon = lexiconSchema.parse(json('disclosure'));
export const priceLexicon = priceLexiconSchema.parse(json('price-wording'));

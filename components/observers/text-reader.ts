/**
 * Reads the few texts of a page that passed the gate. The words and their patterns are large and slow to
 * build, so they stay where they are built once (the background, a command, a test) and a page asks.
 */
import type { Lexicon, PriceLexicon } from '../../rules/language';
import type { TextReading } from './reading';
import { compileSalesClaims } from './sales-claims';
import { compileLexicon, compilePriceWording } from './wording';

/** Reads texts one for one. Never throws, whatever they hold. */
export function compileReader(
  lexicon: Lexicon,
  prices: PriceLexicon,
): (texts: readonly string[]) => TextReading[] {
  const label = compileLexicon(lexicon);
  const price = compilePriceWording(prices);
  const claims = compileSalesClaims(prices);
  return (texts) => texts.map((text) => ({ label: label(text), prices: price(text), claims: claims(text) }));
}

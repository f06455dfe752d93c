/** The product's title as the page shows it: the heading that its own head and statements agree with. */
import { LIMITS } from '../model/limits';
import { isHidden, shownText, type Piece } from './offer-pieces';

export interface Title {
  piece: Piece;
  text: string;
  /** Position among the page's texts. */
  at: number;
}

function words(text: string): Set<string> {
  const folded = text.normalize('NFKC').toLowerCase();
  return new Set([
    ...(folded.match(/[\p{L}\p{N}]+/gu) ?? []),
    ...(folded.match(/\p{Script=Han}{2}/gu) ?? []),
  ]);
}

/** Share of `text`'s words that `reference` has. */
function overlap(text: string, reference: string): number {
  const [own, other] = [words(text), words(reference)];
  if (own.size === 0) return 0;
  let shared = 0;
  for (const word of own) if (other.has(word)) shared++;
  return shared / own.size;
}

/**
 * Best heading by agreement with the document's title and what the page states; null when no heading fits.
 * `stated` are names from structured data, most trusted first.
 */
export function headingTitle(
  headings: readonly { piece: Piece; at: number }[],
  documentTitle: string,
  stated: readonly string[],
): Title | null {
  const references = [documentTitle, ...stated].filter((text) => text !== '').slice(0, 6);
  let best: (Title & { score: number }) | null = null;
  let order = 0;
  for (const { piece, at } of headings) {
    const isMain = piece.tag === 'H1';
    if (isHidden(piece)) continue;
    const text = (shownText(piece, LIMITS.titleChars) ?? '').trim();
    if (text.length < 3) continue;
    order++;
    const agreement = Math.max(
      0,
      ...references.map(
        (reference) =>
          overlap(text, reference) *
          Math.min(1, words(text).size / Math.max(1, Math.min(words(reference).size, 6))),
      ),
    );
    const score = agreement * 3 + (isMain ? 2 : 0) - order * 0.02 + (piece.itemprop === 'name' ? 0.5 : 0);
    if ((isMain || agreement >= 0.8) && (!best || score > best.score)) best = { piece, text, at, score };
  }
  return best;
}

/** A stated name that the heading only adds words before or after to (`Details about  …`). */
export function trimToStated(text: string, stated: readonly string[]): string {
  for (const name of stated) {
    const clean = name.replace(/\s+/g, ' ').trim();
    if (clean.length >= 8 && clean.length < text.length && text.toLowerCase().endsWith(clean.toLowerCase()))
      return text.slice(-clean.length);
  }
  return text;
}

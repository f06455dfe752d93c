/** The gate as a page uses it: two patterns that the background made of the lexicons. */

export interface GateSources {
  /** Beginnings of words in Chinese, Japanese and Korean; empty when there are none. */
  cjk: string;
  /** Parts of words of all other languages, in small letters, compared with text in small letters. */
  other: string;
}
/** A test that is quick to say no; global state would make it lie, so it keeps none. */
export interface Gate {
  test(text: string): boolean;
}

/**
 * Opens the gate. Patterns are built when first used. Case is folded in the text: a pattern that folds it itself
 * takes a browser longer to compile than to put to a whole page.
 */
export function openGate({ cjk, other }: GateSources): Gate {
  const chinese = cjk ? new RegExp(cjk) : null;
  const latin = new RegExp(other);
  return { test: (text) => (chinese !== null && chinese.test(text)) || latin.test(text.toLowerCase()) };
}

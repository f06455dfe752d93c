/** Pieces of plain text that leave the program: complaint texts, filings, lists. */

/** Text of a page on one line, without what could forge a line or turn the reading direction. */
export function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ').trim();
}

/** Each line once, in the order in which it came first. */
export function unique(lines: readonly string[]): string[] {
  return [...new Set(lines)];
}

/** ISO 8601 in the readable spelling to the second; in UTC, because the reader's clock is not the writer's. */
export function utcMoment(iso: string): string {
  return iso.replace('T', ' ').replace(/\.\d+Z$|Z$/, ' UTC');
}

/** The known name nearest to a mistyped one, for messages that help. */

const LONGEST_COMPARED = 80;

/** Nearest of `known` by edit distance; undefined when nothing is near enough to be meant. */
export function nearest(given: string, known: Iterable<string>): string | undefined {
  const wanted = given.slice(0, LONGEST_COMPARED).toLowerCase();
  let best: string | undefined;
  let least = Math.max(2, Math.ceil(wanted.length / 2)) + 1;
  for (const name of known) {
    const distance = editDistance(wanted, name.slice(0, LONGEST_COMPARED).toLowerCase());
    if (distance < least) {
      least = distance;
      best = name;
    }
  }
  return best;
}

/** Levenshtein distance: insertions, deletions and substitutions, each counted as one. */
export function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const here = [row];
    for (let column = 1; column <= b.length; column++) {
      const substituted = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      here.push(Math.min(substituted, (above[column] ?? 0) + 1, (here[column - 1] ?? 0) + 1));
    }
    above = here;
  }
  return above[b.length] ?? 0;
}

/** Labels read in single moments of a film, put together: the same words at the same place are one label with times. */

export interface MomentLabel {
  text: string;
  /** Entry of the lexicon that it answers to. */
  entry: string;
  heightShare: number;
  position: 'corner' | 'edge' | 'inside';
  /** Middle of the label, as shares of the picture. */
  x: number;
  y: number;
}

export interface LabelSpan {
  text: string;
  /** First and last moment at which it was read; before and after, up to one step is unknown. */
  fromS: number;
  toS: number;
  /** Height of the writing over the shortest side of the picture (GB 45438-2025 §5.2), the largest seen. */
  heightShare: number;
  position: MomentLabel['position'];
  /** Moments in which it was read, and moments looked at from its first to its last. */
  seenIn: number;
  lookedIn: number;
}

/** A label missed in so many moments running is still the same one: reading misses some. */
const MISSES = 2;
/** Shares of the picture within which a label is at the same place. */
const SAME_PLACE = 0.12;
const MOST_SPANS = 40;

interface Open extends LabelSpan {
  entry: string;
  x: number;
  y: number;
  missed: number;
  texts: Map<string, number>;
}

/** `moments` in order of time; at most `MOST_SPANS` labels come back. */
export function labelSpans(moments: readonly { atS: number; labels: readonly MomentLabel[] }[]): LabelSpan[] {
  const open: Open[] = [];
  const done: Open[] = [];
  for (const { atS, labels } of moments) {
    const seen = new Set<Open>();
    for (const label of labels) {
      const same = open.find(
        (one) =>
          !seen.has(one) &&
          one.entry === label.entry &&
          Math.abs(one.x - label.x) <= SAME_PLACE &&
          Math.abs(one.y - label.y) <= SAME_PLACE,
      );
      if (same) {
        same.toS = atS;
        same.heightShare = Math.max(same.heightShare, label.heightShare);
        same.seenIn += 1;
        same.lookedIn += same.missed + 1;
        same.missed = 0;
        same.texts.set(label.text, (same.texts.get(label.text) ?? 0) + 1);
        seen.add(same);
      } else if (open.length + done.length < MOST_SPANS) {
        const begun: Open = {
          ...label,
          fromS: atS,
          toS: atS,
          seenIn: 1,
          lookedIn: 1,
          missed: 0,
          texts: new Map([[label.text, 1]]),
        };
        open.push(begun);
        seen.add(begun);
      }
    }
    for (const one of [...open]) {
      if (seen.has(one)) continue;
      one.missed += 1;
      if (one.missed > MISSES) done.push(...open.splice(open.indexOf(one), 1));
    }
  }
  return [...done, ...open]
    .sort((a, b) => a.fromS - b.fromS)
    .map(({ texts, fromS, toS, heightShare, position, seenIn, lookedIn }) => ({
      // Reading differs by a stroke from moment to moment; what was read most often is most likely right.
      text: [...texts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '',
      fromS,
      toS,
      heightShare: Math.round(heightShare * 10_000) / 10_000,
      position,
      seenIn,
      lookedIn,
    }));
}

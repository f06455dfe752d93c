/** Labels read in single moments of a film, put together: the same words at the same place are one label with times. */
import { holdsPoint, type PartShare } from '../model/part-share';

export interface MomentLabel {
  text: string;
  /** Entry of the lexicon that it answers to. */
  entry: string;
  heightShare: number;
  position: 'corner' | 'edge' | 'inside';
  /** Middle of the label, as shares of the picture. */
  x: number;
  y: number;
  /** The time for which the same strokes were seen at its place, where that is known. */
  stood?: { fromS: number; toS: number; withinS: number };
}

/** What was read at one moment, of the whole picture or of parts of it. */
export interface MomentRead {
  atS: number;
  labels: readonly MomentLabel[];
  /** Absent: the whole picture. */
  parts?: readonly PartShare[];
}

export interface LabelSpan {
  text: string;
  /** From when to when it stood, as far as its strokes were seen; else the first and last moment at which it was read. */
  fromS: number;
  toS: number;
  /** Seconds before and after for which nothing is known of it. */
  withinS: number;
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
/** Seconds for which a label that stands may be gone (hidden by a card) without being two. */
const GAP_S = 3;

interface Open extends LabelSpan {
  entry: string;
  x: number;
  y: number;
  missed: number;
  texts: Map<string, number>;
  stood?: MomentLabel['stood'];
}

/** `moments` in order of time, whole pictures `stepS` apart; at most `MOST_SPANS` labels come back. */
export function labelSpans(moments: readonly MomentRead[], stepS: number): LabelSpan[] {
  const open: Open[] = [];
  const done: Open[] = [];
  for (const { atS, labels, parts } of moments) {
    const seen = new Set<Open>();
    const found = labels.map((label) => {
      const { fromS } = label.stood ?? { fromS: atS };
      const same = open.find(
        (one) =>
          !seen.has(one) &&
          one.entry === label.entry &&
          (!label.stood || !one.stood || fromS <= one.toS + GAP_S) &&
          Math.abs(one.x - label.x) <= SAME_PLACE &&
          Math.abs(one.y - label.y) <= SAME_PLACE,
      );
      if (same) seen.add(same);
      return { label, same };
    });
    for (const { label, same: here } of found) {
      const { fromS, toS, withinS } = label.stood ?? { fromS: atS, toS: atS, withinS: stepS };
      // What never stood still moves, as a line that runs through the picture does: elsewhere it is the same one.
      const same = here ?? open.find((one) => !seen.has(one) && hasMoved(one, label));
      if (same) {
        same.fromS = Math.min(same.fromS, fromS);
        same.toS = Math.max(same.toS, toS);
        same.withinS = Math.min(same.withinS, withinS);
        same.stood ??= label.stood;
        same.heightShare = Math.max(same.heightShare, label.heightShare);
        if (!same.stood) [same.x, same.y] = [label.x, label.y];
        same.seenIn += 1;
        same.lookedIn += same.missed + 1;
        same.missed = 0;
        same.texts.set(label.text, (same.texts.get(label.text) ?? 0) + 1);
        seen.add(same);
      } else if (open.length + done.length < MOST_SPANS) {
        const begun: Open = {
          ...label,
          fromS,
          toS,
          withinS,
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
      // Where a part was read, nothing is known of the rest; what stands by its strokes needs no second reading.
      if (seen.has(one) || (parts && !parts.some((part) => holdsPoint(part, one)))) continue;
      if (one.stood && atS <= one.stood.toS) continue;
      one.missed += 1;
      if (one.missed > MISSES) done.push(...open.splice(open.indexOf(one), 1));
    }
  }
  return [...done, ...open]
    .sort((a, b) => a.fromS - b.fromS)
    .map(({ texts, fromS, toS, withinS, heightShare, position, seenIn, lookedIn }) => ({
      // Reading differs by a stroke from moment to moment; what was read most often is most likely right.
      text: [...texts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '',
      fromS: Math.round(fromS * 1000) / 1000,
      toS: Math.round(toS * 1000) / 1000,
      withinS: Math.round(withinS * 1000) / 1000,
      heightShare: Math.round(heightShare * 10_000) / 10_000,
      position,
      seenIn,
      lookedIn,
    }));
}

/** Whether the same words were seen before at another place, and stood at neither. */
function hasMoved(one: Open, label: MomentLabel): boolean {
  return one.entry === label.entry && !one.stood && !label.stood;
}

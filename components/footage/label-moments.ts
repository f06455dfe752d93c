/** When in a film to read, and how long what was read there stood: from what was seen standing in every second of it. */
import type { MomentLabel } from './label-spans';
import { holdsPoint, type PartShare } from '../model/part-share';
import type { Standing } from './writing';

export interface Moment {
  atS: number;
  /** Where something stands at that moment that was at none of the others. */
  parts: PartShare[];
}

/** Writing that stood for less cannot be found again by a seek, and cannot be read by a person. */
const LEAST_MS = 400;
const MOST_PARTS = 24;

/**
 * As few moments as will do, so that each piece of writing stands in one of them; those in which most stands for
 * longest come first, because there may not be time for all.
 */
export function momentsToRead(standing: readonly Standing[]): Moment[] {
  const open = standing
    .filter(({ fromMs, toMs }) => toMs - fromMs >= LEAST_MS)
    .map((one) => {
      // A little inside: what comes may be faded in, and the times are off by a look.
      const inset = Math.min(one.withinMs, (one.toMs - one.fromMs) / 3);
      return { one, fromMs: one.fromMs + inset, toMs: one.toMs - inset };
    })
    .sort((a, b) => a.toMs - b.toMs);
  const moments: { moment: Moment; worth: number }[] = [];
  const done = new Set<Standing>();
  for (const [n, first] of open.entries()) {
    if (done.has(first.one)) continue;
    const atMs = first.toMs;
    const here: Standing[] = [];
    for (let m = n; m < open.length && here.length < MOST_PARTS; m += 1) {
      const other = open[m];
      if (other && other.fromMs <= atMs && !done.has(other.one)) here.push(other.one);
    }
    for (const one of here) done.add(one);
    moments.push({
      moment: { atS: atMs / 1000, parts: here.map(({ part }) => part) },
      worth: here.reduce((sum, one) => sum + Math.min(60_000, one.toMs - one.fromMs), 0),
    });
  }
  return moments.sort((a, b) => b.worth - a.worth).map(({ moment }) => moment);
}

/** What stood where a label was read, at the moment at which it was: the smallest piece of writing around its middle. */
export function standingOf(label: MomentLabel, atS: number, all: readonly Standing[]): Standing | null {
  let best: Standing | null = null;
  for (const one of all) {
    const { part } = one;
    if (atS * 1000 < one.fromMs - one.withinMs || atS * 1000 > one.toMs + one.withinMs) continue;
    if (!holdsPoint(part, label)) continue;
    if (!best || part.width * part.height < best.part.width * best.part.height) best = one;
  }
  return best;
}

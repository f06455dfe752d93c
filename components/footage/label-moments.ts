/** When in a film to read, and how long what was read there stood: from what was seen standing in every second of it. */
import type { MomentLabel, MomentRead } from './label-spans';
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
/** Standing pieces of which it is checked that what was read there came and went with them. */
const MOST_CHECKED = 16;

/**
 * As few moments as will do, so that each piece of writing stands in one of them; those in which most stands for
 * longest come first, because there may not be time for all.
 */
export function momentsToRead(standing: readonly Standing[]): Moment[] {
  const open = standing
    .filter(({ fromMs, toMs }) => toMs - fromMs >= LEAST_MS)
    .map((one) => {
      const inset = insetOf(one);
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

/** A little inside: what comes may be faded in, and the times are off by a look. */
function insetOf({ fromMs, toMs, withinMs }: Standing): number {
  return Math.min(withinMs, (toMs - fromMs) / 3);
}

/**
 * What stood still without that which did not come and go with the words read there: lines of a wall behind them stand
 * for longer than they do. Reads near both ends of each piece whose words were not read there before.
 */
export async function trustedStanding(
  moments: readonly MomentRead[],
  standing: readonly Standing[],
  read: (moment: Moment) => Promise<void>,
): Promise<readonly Standing[]> {
  let trusted = [...standing];
  const checked = new Set<Standing>();
  for (;;) {
    const next = moments
      .flatMap(({ atS, labels }) =>
        labels.map((label) => ({ label, stood: standingOf(label, atS, trusted) })),
      )
      .find(({ stood }) => stood !== null && !checked.has(stood));
    if (!next?.stood || checked.size >= MOST_CHECKED) return trusted;
    const { label, stood } = next;
    checked.add(stood);
    for (const moment of momentsToCheck(stood)) {
      const isThere = (): boolean => isReadAt(label.entry, stood, moment.atS, moments);
      if (!isThere()) await read(moment);
      if (isThere()) continue;
      trusted = trusted.filter((one) => one !== stood);
      break;
    }
  }
}

/** The moments with what stood where each label was read. */
export function placed(moments: readonly MomentRead[], standing: readonly Standing[]): MomentRead[] {
  return moments.map((moment) => ({
    ...moment,
    labels: moment.labels.map((label) => {
      const stood = standingOf(label, moment.atS, standing);
      return stood ? { ...label, stood: inSeconds(stood) } : label;
    }),
  }));
}

function inSeconds({ fromMs, toMs, withinMs }: Standing): { fromS: number; toS: number; withinS: number } {
  return { fromS: fromMs / 1000, toS: toMs / 1000, withinS: withinMs / 1000 };
}

/** Where to read whether words came and went with what stood there: near its start and its end. */
function momentsToCheck(stood: Standing): Moment[] {
  // Between its ends something may lie over words; near them only, they are no words that stood so long.
  const inset = 2 * insetOf(stood);
  const parts = [stood.part];
  if (stood.toMs - stood.fromMs <= 2 * inset) return [{ atS: (stood.fromMs + stood.toMs) / 2000, parts }];
  return [stood.fromMs + inset, stood.toMs - inset].map((atMs) => ({ atS: atMs / 1000, parts }));
}

/** Whether these words were read where it stood, at that moment or one look from it. */
function isReadAt(
  entry: string,
  { part, withinMs }: Standing,
  atS: number,
  moments: readonly MomentRead[],
): boolean {
  return moments.some(
    (moment) =>
      Math.abs(moment.atS - atS) * 1000 <= 2 * withinMs &&
      moment.labels.some((label) => label.entry === entry && holdsPoint(part, label)),
  );
}

/**
 * Countdowns, stock and interest claims beside a price. What runs each second is read twice, seconds apart,
 * and then left alone until the moment it implies has passed: following it would cost the page work each
 * second and tell nothing new.
 */
import { LIMITS } from '../model/limits';
import type { Sighting, SightingOf } from '../model/observation';
import { shapeOf } from '../model/sighting-key';
import { cut, isConnected, isVisible, nameOf, parentOf, shortTextOf } from './dom';
import { PAGE, rectOfText, type TextHit } from './labels';
import { boxOf, frozen, type Surroundings } from './media';
import { nearPrice } from './price-wording';
import type { Readings } from './reading';
import type { SalesClaimMatch } from './sales-claims';
import { ZONE } from './zones';

type Claim = SightingOf<'sales-claim'>;

/** Characters of a claim with its time; also the bound of the reader. */
const CLAIM_CHARS = 160;
/** Blocks above the words in which the digits of a countdown may stand. */
const LEVELS = 4;
/** Words without a time around which more is read in one look. */
const MOST_CUES = 40;
const MOST_DISMISSED = 500;
/** Seconds between two looks after which a running countdown has visibly run. */
const APART_MS = 2_000;
/** Pause before a countdown that has ended is read again. */
const AFTER_END_MS = 30_000;
const NOT_HERE =
  ZONE.nav | ZONE.help | ZONE.review | ZONE.comments | ZONE.tool | ZONE.article | ZONE.elsewhere | ZONE.card;

interface Known {
  parent: Element;
  /** The hit and the whole claim, as they stood when last read. */
  hitText: string;
  text: string;
  /** Nothing but the claim is in the words, so that they need not be read again as they run. */
  isQuiet: boolean;
  sighting: Claim;
  firstAt: number;
  readAt: number;
  reads: number;
}

export class ClaimWatch {
  /** By the words of the hit with every digit as 0: a page that renders itself anew each second is still one claim. */
  #known = new Map<string, Known>();
  /** Shapes that were read and are no claim beside a price: countdowns on a thousand cards. */
  #dismissed = new Set<string>();
  readonly #clock: () => number;

  /** `clock`: milliseconds since 1970 on the shopper's clock. */
  constructor(clock: () => number = Date.now) {
    this.#clock = clock;
  }

  /** Another page, or a person who asks again: everything is read anew. */
  forget(): void {
    this.#known = new Map();
    this.#dismissed = new Set();
  }

  /** Whether these words were read often enough, so that nobody need be asked about them now. */
  isKnown({ node, parent }: TextHit): boolean {
    if (node.length > CLAIM_CHARS) return false;
    const shape = shapeOf(node.data);
    const known = this.#known.get(shape);
    if (known === undefined) return this.#dismissed.has(shape);
    if (!known.isQuiet) return false;
    // The same words on a thousand cards: only those that were read are read again.
    return !this.#isDue(known, node.data) || (parent !== known.parent && isConnected(known.parent));
  }

  #isDue({ sighting, reads, readAt, hitText }: Known, hitTextNow: string): boolean {
    const { deadline } = sighting.value;
    if (deadline === null) return hitText !== hitTextNow;
    const now = this.#clock();
    if (reads < 2) return now - readAt >= APART_MS;
    return now > Date.parse(deadline) && now - readAt > AFTER_END_MS;
  }

  /** True once when a countdown has been read once only: the schedule then takes one more look. */
  takesSecondLook(): boolean {
    return [...this.#known.values()].some(
      ({ reads, sighting }) => reads === 1 && sighting.value.deadline !== null,
    );
  }

  /** Makes known the texts around words of a countdown whose digits stand beside them. True when there are some. */
  want(around: Surroundings, hits: readonly TextHit[], readings: Readings): boolean {
    let cues = 0;
    for (const hit of hits) {
      if (cues >= MOST_CUES) break;
      if (this.isKnown(hit) || !isCue(readings.claims(hit.node.data))) continue;
      if (around.zones.of(hit.parent) & NOT_HERE) continue;
      cues += 1;
      for (const { text } of unitsAbove(hit)) readings.want(text);
    }
    return cues > 0;
  }

  /** The claims that stand beside a price on this page, at most LIMITS.claimsPerPage. */
  *look(
    around: Surroundings,
    hits: readonly TextHit[],
    readings: Readings,
  ): Generator<void, readonly Sighting[]> {
    const still = new Map<string, Known>();
    const refused = new Set<string>();
    for (const hit of hits) {
      if (still.size >= LIMITS.claimsPerPage) break;
      if (hit.node.length > CLAIM_CHARS) continue;
      const shape = shapeOf(hit.node.data);
      const before = this.#known.get(shape);
      if (still.has(shape) || (!before && this.#dismissed.has(shape))) continue;
      if (before && !this.#isDue(before, hit.node.data)) {
        still.set(shape, before);
        continue;
      }
      const unit = unitOf(hit, readings);
      if (!unit) continue;
      yield;
      const isQuiet = saysNothingElse(hit.node.data, readings);
      const known = this.#read(around, unit, before);
      if (known) still.set(shape, { ...known, parent: hit.parent, hitText: hit.node.data, isQuiet });
      else if (isQuiet) refused.add(shape);
    }
    for (const shape of refused)
      if (!still.has(shape) && this.#dismissed.size < MOST_DISMISSED) this.#dismissed.add(shape);
    this.#known = still;
    return [...new Map([...still.values()].map(({ sighting }) => [keyOf(sighting), sighting])).values()];
  }

  #read(
    around: Surroundings,
    unit: Unit,
    before: Known | undefined,
  ): Omit<Known, 'parent' | 'hitText' | 'isQuiet'> | null {
    const { el, text, match } = unit;
    const zone = around.zones.of(el);
    if (zone & NOT_HERE) return null;
    const rect = around.laidOut ? rectOfText(el, around) : null;
    if (around.laidOut && (!rect || rect.width < 2 || rect.height < 2)) return null;
    if (!isVisible(el, around.laidOut)) return null;
    const now = this.#clock();
    const deadline = deadlineOf(match, now);
    const isSame = before !== undefined && shapeOf(before.text) === shapeOf(text);
    const earlier = isSame ? before.sighting.value : null;
    const isApart = before !== undefined && now - before.firstAt >= APART_MS;
    // Within the exactness of the words it is the same moment: the first reading stays, so that nothing is told twice.
    const isSameMoment =
      earlier?.deadline != null &&
      deadline !== null &&
      Math.abs(Date.parse(earlier.deadline) - deadline) <= (earlier.withinSeconds + 3) * 1_000;
    const value: Claim['value'] = {
      claim: match.claim,
      entry: match.entry,
      text: isSameMoment && earlier ? earlier.text : cut(text.replace(/\s+/g, ' ').trim()),
      number: match.number,
      deadline: isSameMoment && earlier ? earlier.deadline : isoOf(deadline),
      withinSeconds: deadline === null ? 0 : Math.max(1, match.seconds === null ? 60 : match.unitSeconds),
      runs: runsOf(match, earlier, isSameMoment, isApart, before?.text === text),
      nearPrice: nearPrice(el, zone, false),
      box: boxOf(rect),
    };
    return {
      text,
      sighting: frozen({
        kind: 'sales-claim',
        subject: PAGE,
        observer: 'sales-claims',
        method: 'dom-text',
        value,
      }),
      firstAt: isSame ? before.firstAt : now,
      readAt: now,
      reads: isSame ? before.reads + 1 : 1,
    };
  }
}

/** Whether a countdown of seconds was seen to run: two readings, apart in time, of one moment in other words. */
function runsOf(
  match: SalesClaimMatch,
  earlier: Claim['value'] | null,
  isSameMoment: boolean,
  isApart: boolean,
  isSameText: boolean,
): boolean | null {
  if (match.seconds === null || match.unitSeconds !== 1) return null;
  if (earlier === null || !isApart) return earlier?.runs ?? null;
  if (isSameText) return false;
  return isSameMoment ? true : earlier.runs;
}

interface Unit {
  el: Element;
  text: string;
  match: SalesClaimMatch;
}

/** The smallest block around the words that reads as a whole claim. */
function unitOf(hit: TextHit, readings: Readings): Unit | null {
  const own = wholeOf(readings.claims(hit.node.data));
  if (own) return { el: hit.parent, text: hit.node.data, match: own };
  if (!isCue(readings.claims(hit.node.data))) return null;
  for (const { el, text } of unitsAbove(hit)) {
    const match = wholeOf(readings.claims(text));
    if (match) return { el, text, match };
  }
  return null;
}

function* unitsAbove(hit: TextHit): Generator<{ el: Element; text: string }> {
  let at: Element | null = hit.parent;
  for (let i = 0; at && i < LEVELS; i += 1) {
    if (nameOf(at) === 'body') return;
    const text = shortTextOf(at, CLAIM_CHARS);
    if (text === null) return;
    if (text !== hit.node.data) yield { el: at, text };
    at = parentOf(at);
  }
}

const isWhole = ({ claim, seconds, until }: SalesClaimMatch): boolean =>
  claim !== 'countdown' || seconds !== null || until !== null;
const wholeOf = (found: readonly SalesClaimMatch[]): SalesClaimMatch | null => found.find(isWhole) ?? null;
const isCue = (found: readonly SalesClaimMatch[]): boolean =>
  found.length > 0 && !found.some((one) => isWhole(one));

/** Milliseconds since 1970 of the moment that a countdown implies or names; null where it names none. */
function deadlineOf({ seconds, until }: SalesClaimMatch, now: number): number | null {
  if (seconds !== null) return now + seconds * 1_000;
  if (until === null) return null;
  const { month, day, hour, minute } = until;
  const at = new Date(until.year ?? new Date(now).getFullYear(), month - 1, day, hour, minute);
  // A date without a year that lies more than half a year back is that of the next one.
  if (until.year === null && at.getTime() < now - 183 * 86_400_000) at.setFullYear(at.getFullYear() + 1);
  return at.getTime();
}

function isoOf(time: number | null): string | null {
  return time === null ? null : `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** A label or a price wording in the same words has to be read again whenever they change. */
const saysNothingElse = (text: string, readings: Readings): boolean =>
  readings.label(text) === null && readings.prices(text).length === 0;

const keyOf = ({ value }: Claim): string => `${value.entry}|${shapeOf(value.text)}`;

/**
 * One look at a page, in steps that the schedule may part: what is shown, what it is called, and what stands
 * where, as frozen sightings. It asks the holder of the words once, in the middle, and waits for the answer.
 */
import { LIMITS } from '../model/limits';
import type { Sighting, SightingOf } from '../model/observation';
import type { Shop } from '../model/shop';
import { readAddress } from '../shops/address';
import { attributeOf, cut, isHuge, rootOf, select } from './dom';
import { PAGE, lookForLabels, lookForNamed, mediaUnderSurfaces, wantTexts, type LabelSeen } from './labels';
import { lookForRoom, type RoomSeen } from './livestream';
import { frozen, lookForMedia, mediumSighting, type MediaFound, type Surroundings } from './media';
import type { ClaimWatch } from './claim-watch';
import type { OfferWatch } from './offer-watch';
import { lookForPriceWording } from './price-wording';
import type { Readings } from './reading';
import type { Gate } from './text-gate';
import { lookForRoots, lookForText } from './text-hits';

export interface LookInput {
  around: Surroundings;
  url: URL;
  shop: Shop | null;
  gate: Gate;
  readings: Readings;
  /** True when the person asked for this page. */
  isAsked: boolean;
  openShadow: ((el: Element) => ShadowRoot | null) | undefined;
  /** The offer of the page, kept between looks. */
  offer: OfferWatch;
  /** Countdowns and the like, kept between looks. */
  claims: ClaimWatch;
  /** Whether the page has come to rest; asked at the end of the look. */
  isAtRest(isLoaded: boolean): boolean;
}
export interface LookResult {
  sightings: Sighting[];
  elements: Map<string, Element[]>;
  labels: LabelSeen[];
  room: RoomSeen | null;
  /** Videos of the goods, the largest first. */
  films: readonly string[];
  roots: readonly ParentNode[];
  isSettled: boolean;
}
/** Gives way at every step; a step that is a promise has to be waited for. */
export type Steps = Generator<void | Promise<void>, LookResult>;

const NO_MEDIA: MediaFound = { media: [], images: 0, videos: 0, unreadable: [], small: [] };
/** From this many pictures that are links a page counts as a list of goods. */
const LIST_CARDS = 6;

/** Looks once at the whole page. Throws only what a hostile page makes its own elements throw. */
export function* look(input: LookInput): Steps {
  const { around, url, shop, gate, readings } = input;
  const { document: doc, limits } = around;
  const out: Sighting[] = [];
  around.roots = yield* lookForRoots(doc, input.openShadow, limits);
  const hits = yield* lookForText(around.roots, gate, limits);
  const where = shop ? readAddress(shop, url) : { kind: 'other', id: null };
  yield;
  const room = lookForRoom(around, shop, where, url);
  yield;
  // A frame inside the page speaks for its media, not for the product.
  const view = doc.defaultView;
  let isOfferOpen = false;
  if (isHuge(doc)) out.push(unreadable('price', 'limit-page-elements'));
  else if (where.kind !== 'live' && (!view || view === view.top)) {
    const answered = input.offer.look(url, around.laidOut);
    if (answered) yield answered;
    isOfferOpen = input.offer.isOpen;
    out.push(...input.offer.sightings(around));
  }
  const hasOffer = out.some((s) => s.kind === 'offer');
  around.isProductPage = where.kind === 'product' || hasOffer;
  yield;

  const isPlain = !input.isAsked && where.kind === 'other' && !hasOffer && !room;
  const isQuiet = isPlain && hits.length === 0 && select(doc, 'a[href] img').length < LIST_CARDS;
  const found = isQuiet ? NO_MEDIA : yield* lookForMedia(around);
  const elements = new Map<string, Element[]>();
  const { subject, element } = input.offer;
  if (hasOffer && subject && element) elements.set(subject, [element]);
  for (const medium of found.media) {
    const list = elements.get(medium.id);
    if (list) list.push(medium.el);
    else {
      elements.set(medium.id, [medium.el]);
      out.push(mediumSighting(medium));
    }
  }
  out.push(...found.unreadable);
  yield;

  const named = isQuiet ? [] : yield* lookForNamed(around, found.small, gate);
  const { claims } = input;
  wantTexts(hits, found.media, named, gate, readings, (hit) => claims.isKnown(hit));
  yield* readings.ask();
  if (claims.want(around, hits, readings)) yield* readings.ask();
  if (room) {
    out.push(room.sighting);
    if (room.el) elements.set(room.id, [room.el]);
  }
  const labels = yield* lookForLabels(around, hits, found.media, named, gate, readings, room);
  out.push(...labels.map((l) => l.sighting));
  const wordings = yield* lookForPriceWording(around, hits, readings);
  out.push(...wordings.map((w) => w.sighting));
  out.push(...(yield* claims.look(around, hits, readings)));

  const isSettled = !isOfferOpen && input.isAtRest(doc.readyState === 'complete');
  if (!isQuiet) {
    out.push(...searches(labels, room, isSettled && limits.size === 0));
    out.push(...mediaUnderSurfaces(around, found.media).map((subject) => searchOf(subject, labels, false)));
  }
  for (const limit of limits)
    out.push(unreadable(limit === 'media-per-page' ? 'medium' : 'page-text', `limit-${limit}`));
  const cards = found.media.filter((m) => m.value.role === 'card').length;
  const pageKind = room
    ? 'live'
    : around.isProductPage
      ? 'product'
      : where.kind === 'list' || cards >= LIST_CARDS
        ? 'list'
        : 'other';
  const page = pageSighting(input, found, pageKind, isSettled);
  return {
    sightings: [page, ...out],
    elements,
    labels,
    room,
    films: found.media
      .filter(({ value }) => value.source === 'video' && value.role === 'product')
      .sort((a, b) => b.value.renderedWidth - a.value.renderedWidth)
      .map(({ id }) => id),
    roots: around.roots,
    isSettled,
  };
}

/** Where labels were looked for, and where not. */
function searches(labels: readonly LabelSeen[], room: RoomSeen | null, isWhole: boolean): Sighting[] {
  const ofPage = searchOf(PAGE, labels, isWhole);
  return room ? [ofPage, searchOf(room.id, labels, isWhole, ['page-text', 'alt-text', 'player'])] : [ofPage];
}

/** One look for labels: of the whole page, or of what covers one subject. */
function searchOf(
  subject: string,
  labels: readonly LabelSeen[],
  complete: boolean,
  looked: SightingOf<'label-search'>['value']['looked'] = ['page-text', 'alt-text'],
): SightingOf<'label-search'> {
  const found = labels.filter(
    ({ sighting: { kind, value } }) =>
      kind === 'label' && (subject === PAGE || value.covers.includes(subject)),
  ).length;
  return frozen({
    kind: 'label-search',
    subject,
    observer: 'labels',
    method: 'dom',
    value: { looked, notLooked: ['pixels'], complete, found },
  });
}

function pageSighting(
  { around, url, shop }: LookInput,
  found: MediaFound,
  pageKind: SightingOf<'page'>['value']['pageKind'],
  settled: boolean,
): SightingOf<'page'> {
  const { document: doc, limits } = around;
  const root = rootOf(doc);
  return frozen({
    kind: 'page',
    subject: PAGE,
    observer: 'schedule',
    method: 'dom',
    value: {
      url: cut(url.href, LIMITS.urlChars),
      title: cut(typeof doc.title === 'string' ? doc.title : '', LIMITS.titleChars),
      language: cut(root ? attributeOf(root, 'lang') : '', 35) || null,
      pageKind,
      shop: shop?.id ?? null,
      images: found.images,
      imagesLookedAt: found.media.filter((m) => m.value.mediaType === 'image').length,
      videos: found.videos,
      settled,
      limitsReached: [...limits].sort().slice(0, 16),
    },
  });
}

/** Something of the page that could not be looked at, with the reason. */
export function unreadable(
  what: SightingOf<'unreadable'>['value']['what'],
  code: string,
  detail: string | null = null,
): Sighting {
  return frozen({
    kind: 'unreadable',
    subject: PAGE,
    observer: 'schedule',
    method: 'dom',
    value: { what, code: cut(code, 64), detail },
  });
}

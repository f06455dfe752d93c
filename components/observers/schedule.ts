/**
 * Looks at a page without being felt: after it has settled, in slices of a few milliseconds, again when it
 * changes, and never while it is hidden. Hands over only what is new, in batches. Writes nothing to the page.
 */
import type { Lexicon, PriceLexicon } from '../../rules/language';
import { LIMITS } from '../model/limits';
import type { Sighting, SightingOf } from '../model/observation';
import type { Shop } from '../model/shop';
import { readAddress } from '../shops/address';
import { attributeOf, cut, hasLayout, isConnected, rootOf, select } from './dom';
import { PAGE, lookForLabels, type LabelSeen } from './labels';
import { LabelSampler, lookForRoom, type RoomSeen } from './livestream';
import { frozen, lookForMedia, mediumSighting, type MediaFound, type Surroundings } from './media';
import { observeOffer } from './offer';
import { offerFingerprint } from './offer-excerpt';
import { lookForPriceWording } from './price-wording';
import { lookForRoots, lookForText } from './text-hits';
import { compileLexicon, compilePriceWording, prefilterOf } from './wording';
import { Zones } from './zones';

export interface Batch {
  sightings: Sighting[];
  /** Subjects that left the page. */
  gone: string[];
}
export interface ObservingOptions {
  document: Document;
  /** The address as it is now; asked again whenever the page changes. */
  url: URL | (() => URL);
  shop: Shop | null;
  lexicon: Lexicon;
  priceLexicon: PriceLexicon;
  /** True when the person asked for this page; otherwise a page with nothing for sale stays unlooked at. */
  asked?: boolean;
  send(batch: Batch): void;
  signal: AbortSignal;
  /** The browser's way into closed shadow roots, handed in by the door. */
  openShadow?: (el: Element) => ShadowRoot | null;
  now?: () => number;
}
export interface Observing {
  /** Looks again at once, whatever was seen before, because a person asked. */
  lookAgain(): void;
  /** Elements that show a subject now; empty when it is not on the page. */
  elementsOf(subject: string): Element[];
}

const SLICE_MS = 6;
const QUIET_MS = 250;
const LONGEST_WAIT_MS = 1_500;
/** A page that never comes to rest is taken as settled after this. */
const RESTLESS_MS = 4_000;
const SAMPLE_MS = 5_000;
/** Of the time of one core, a page that never stops changing gets at most one part in this many. */
const SHARE = 25;
const WATCHED = [
  'src',
  'srcset',
  'poster',
  'alt',
  'aria-label',
  'class',
  'style',
  'hidden',
  'content',
  'href',
];

interface LookResult {
  sightings: Sighting[];
  elements: Map<string, Element[]>;
  labels: LabelSeen[];
  room: RoomSeen | null;
  roots: readonly ParentNode[];
  isSettled: boolean;
}

/** Starts looking; ends with the signal. Never throws: what cannot be read becomes an `unreadable` sighting. */
export function startObserving(options: ObservingOptions): Observing {
  const { document: doc, shop, signal } = options;
  const view = doc.defaultView;
  const now = options.now ?? (() => performance.now());
  const urlNow = (): URL => (typeof options.url === 'function' ? options.url() : options.url);
  const match = compileLexicon(options.lexicon);
  const matchPrice = compilePriceWording(options.priceLexicon);
  const prefilter = prefilterOf(options.lexicon, options.priceLexicon);
  const sampler = new LabelSampler();

  let isAsked = options.asked ?? false;
  let sent = new Map<string, string>();
  let subjects = new Set<string>();
  let elements = new Map<string, Element[]>();
  let room: RoomSeen | null = null;
  let address = '';
  let offers: { token: string; sightings: Sighting[] } | null = null;
  let isLooking = false;
  let isStale = false;
  let startedAt = now();
  let lastChangeAt = 0;
  let firstChangeAt = 0;
  let lookCostMs = 0;
  let lastLookEndedAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sampleTimer: ReturnType<typeof setInterval> | undefined;
  const observed = new WeakSet<ParentNode>();

  function idle(run: () => void): void {
    if (view && typeof view.requestIdleCallback === 'function')
      view.requestIdleCallback(run, { timeout: 1_000 });
    else setTimeout(run, 0);
  }

  function* look(around: Surroundings): Generator<void, LookResult> {
    const url = urlNow();
    const out: Sighting[] = [];
    const { limits } = around;
    around.roots = yield* lookForRoots(doc, options.openShadow, limits);
    const hits = yield* lookForText(around.roots, prefilter, limits);
    const where = shop ? readAddress(shop, url) : { kind: 'other', id: null };
    const seenRoom = lookForRoom(around, shop, where, url);
    yield;
    if (where.kind !== 'live') out.push(...readOffers(url, around.laidOut));
    const hasOffer = out.some((s) => s.kind === 'offer');
    around.isProductPage = where.kind === 'product' || hasOffer;
    yield;

    const cards =
      where.kind === 'other' && !hasOffer && !seenRoom && !isAsked ? select(doc, 'a[href] img').length : 0;
    const isQuiet =
      !isAsked && where.kind === 'other' && !hasOffer && !seenRoom && hits.length === 0 && cards < 6;
    const found: MediaFound = isQuiet
      ? { media: [], images: 0, videos: 0, unreadable: [] }
      : yield* lookForMedia(around);
    const seenMedia = found.media;
    const place = new Map<string, Element[]>();
    const told = new Set<string>();
    for (const medium of seenMedia) {
      const list = place.get(medium.id);
      if (list) list.push(medium.el);
      else place.set(medium.id, [medium.el]);
      if (told.has(medium.id)) continue;
      told.add(medium.id);
      out.push(mediumSighting(medium));
    }
    out.push(...found.unreadable);
    yield;

    if (seenRoom) {
      out.push(seenRoom.sighting);
      if (seenRoom.el) place.set(seenRoom.id, [seenRoom.el]);
    }
    const labels = yield* lookForLabels(around, hits, seenMedia, match, prefilter, seenRoom);
    out.push(...labels.map((l) => l.sighting));
    const wordings = yield* lookForPriceWording(around, hits, matchPrice);
    out.push(...wordings.map((w) => w.sighting));

    const isAtRest = now() - lastChangeAt >= QUIET_MS || now() - startedAt > RESTLESS_MS;
    const isSettled = doc.readyState === 'complete' && isAtRest;
    const isWhole = isSettled && limits.size === 0;
    if (!isQuiet) {
      const count = (kind: (l: LabelSeen) => boolean) =>
        labels.filter((l) => l.sighting.kind === 'label' && kind(l)).length;
      out.push(
        searchOf(
          PAGE,
          ['page-text', 'alt-text'],
          ['pixels'],
          isWhole,
          count(() => true),
        ),
      );
      if (seenRoom)
        out.push(
          searchOf(
            seenRoom.id,
            ['page-text', 'alt-text', 'player'],
            ['pixels'],
            isWhole,
            count((l) => l.sighting.value.covers.includes(seenRoom.id)),
          ),
        );
    }
    const cardCount = seenMedia.filter((m) => m.value.role === 'card').length;
    const kind = seenRoom
      ? 'live'
      : around.isProductPage
        ? 'product'
        : where.kind === 'list' || cardCount >= 6
          ? 'list'
          : 'other';
    const page: SightingOf<'page'> = frozen({
      kind: 'page',
      subject: PAGE,
      observer: 'schedule',
      method: 'dom',
      value: {
        url: cut(url.href, LIMITS.urlChars),
        title: cut(typeof doc.title === 'string' ? doc.title : '', LIMITS.titleChars),
        language: cut(rootOf(doc) ? attributeOf(rootOf(doc) as Element, 'lang') : '', 35) || null,
        pageKind: kind,
        shop: shop?.id ?? null,
        images: found.images,
        imagesLookedAt: seenMedia.filter((m) => m.value.mediaType === 'image').length,
        videos: found.videos,
        settled: isSettled,
        limitsReached: [...limits].sort().slice(0, 16),
      },
    });
    for (const limit of limits)
      out.push(unreadable(limit === 'media-per-page' ? 'medium' : 'page-text', `limit-${limit}`));
    return {
      sightings: [page, ...out],
      elements: place,
      labels,
      room: seenRoom,
      roots: around.roots,
      isSettled,
    };
  }

  function readOffers(url: URL, layout: boolean): Sighting[] {
    try {
      const token = `${url.href}|${offerFingerprint(doc)}`;
      if (offers?.token !== token)
        offers = { token, sightings: observeOffer({ document: doc, url, shop, layout }) };
      return offers.sightings;
    } catch (error) {
      return [unreadable('price', 'observer-failed', error instanceof Error ? error.name : null)];
    }
  }

  /** Runs one look in slices, then hands over what is new. */
  function run(): void {
    timer = undefined;
    if (signal.aborted || isLooking) return;
    if (doc.visibilityState === 'hidden') {
      isStale = true;
      return;
    }
    isLooking = true;
    isStale = false;
    firstChangeAt = 0;
    const here = urlNow().href.split('#')[0] ?? '';
    if (here !== address) {
      // A single-page shop went elsewhere: a new visit, of which everything is new.
      if (address) startedAt = now();
      address = here;
      sent = new Map();
      subjects = new Set();
      offers = null;
    }
    const laidOut = hasLayout(doc);
    const around: Surroundings = {
      document: doc,
      roots: [doc],
      shop,
      zones: new Zones(doc, shop, urlNow().pathname),
      laidOut,
      isProductPage: false,
      scrollX: 0,
      scrollY: 0,
      limits: new Set(),
    };
    const steps = look(around);
    let spentMs = 0;
    function slice(): void {
      if (signal.aborted) {
        isLooking = false;
        return;
      }
      const began = now();
      around.scrollX = view?.scrollX ?? 0;
      around.scrollY = view?.scrollY ?? 0;
      try {
        for (;;) {
          const step = steps.next();
          if (step.done) {
            spentMs += now() - began;
            finish(step.value, spentMs);
            return;
          }
          if (now() - began >= SLICE_MS) break;
        }
      } catch (error) {
        // A page can make any step fail (a getter that throws); the visit then says so instead of staying silent.
        isLooking = false;
        lastLookEndedAt = now();
        deliver(
          [unreadable('page', 'observer-failed', error instanceof Error ? cut(error.name, 60) : null)],
          [],
        );
        return;
      }
      spentMs += now() - began;
      idle(slice);
    }
    slice();
  }

  function finish(result: LookResult, spentMs: number): void {
    isLooking = false;
    lookCostMs = spentMs;
    lastLookEndedAt = now();
    elements = result.elements;
    for (const root of result.roots) watch(root);
    room = result.room;
    if (room) sampler.follow(room.id, result.labels);
    const fresh: Sighting[] = [];
    const present = new Set<string>();
    for (const sighting of result.sightings) {
      present.add(sighting.subject);
      const key = keyOf(sighting);
      const print = fingerprint(sighting);
      if (sent.get(key) === print) continue;
      sent.set(key, print);
      fresh.push(sighting);
    }
    const gone = [...subjects].filter((s) => !present.has(s) && s !== PAGE);
    for (const key of sent.keys()) if (gone.length && gone.includes(subjectIn(key))) sent.delete(key);
    subjects = present;
    deliver(fresh, gone);
    keepSampling();
    if (!result.isSettled || isStale) later(result.isSettled ? QUIET_MS : QUIET_MS * 2);
  }

  function deliver(sightings: Sighting[], gone: string[]): void {
    if (!sightings.length && !gone.length) return;
    const most = LIMITS.observationsPerBatch;
    for (let i = 0; i === 0 || i < sightings.length; i += most) {
      options.send({
        sightings: sightings.slice(i, i + most),
        gone: i === 0 ? gone.slice(0, LIMITS.mediaPerPage) : [],
      });
    }
  }

  function later(waitMs: number): void {
    if (signal.aborted) return;
    if (timer !== undefined) clearTimeout(timer);
    const resting = lookCostMs * SHARE - (now() - lastLookEndedAt);
    timer = setTimeout(
      () => {
        idle(run);
      },
      Math.max(waitMs, resting, 0),
    );
  }

  function changed(isUrgent: boolean): void {
    lastChangeAt = now();
    if (isLooking) {
      isStale = true;
      return;
    }
    if (!firstChangeAt) firstChangeAt = lastChangeAt;
    const quiet = isUrgent ? QUIET_MS : LONGEST_WAIT_MS;
    later(Math.max(0, Math.min(quiet, firstChangeAt + LONGEST_WAIT_MS - lastChangeAt)));
  }

  const mutations =
    view && 'MutationObserver' in view
      ? new MutationObserver((records) => {
          let isUrgent = urlNow().href.split('#')[0] !== address;
          for (let i = 0; i < records.length && i < 50 && !isUrgent; i += 1) {
            const record = records[i];
            isUrgent =
              record !== undefined &&
              (record.type === 'childList' || (record.attributeName ?? '').startsWith('src'));
          }
          changed(isUrgent);
        })
      : null;
  function watch(root: ParentNode): void {
    if (observed.has(root) || !mutations) return;
    observed.add(root);
    mutations.observe(root, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: WATCHED,
    });
  }

  function keepSampling(): void {
    const isNeeded = room?.sighting.value.playing === true;
    if (isNeeded && sampleTimer === undefined) {
      sampleTimer = setInterval(() => {
        if (signal.aborted || !room || !room.sighting.value.playing) return;
        if (doc.visibilityState !== 'hidden') deliver([sampler.sample(now(), hasLayout(doc))], []);
      }, SAMPLE_MS);
    } else if (!isNeeded && sampleTimer !== undefined) {
      clearInterval(sampleTimer);
      sampleTimer = undefined;
    }
  }

  const onShown = (): void => {
    if (doc.visibilityState !== 'hidden' && isStale) changed(true);
  };
  const onLoaded = (event: Event): void => {
    // Pictures that come late fire no mutation; playing and pausing change what a room is.
    if (event.target !== doc) changed(event.type !== 'load');
  };
  const listen = { capture: true, passive: true, signal } as const;
  for (const type of ['load', 'playing', 'pause', 'ended']) doc.addEventListener(type, onLoaded, listen);
  doc.addEventListener('visibilitychange', onShown, listen);
  view?.addEventListener('popstate', () => changed(true), listen);
  view?.addEventListener('hashchange', () => changed(true), listen);
  signal.addEventListener('abort', () => {
    mutations?.disconnect();
    if (timer !== undefined) clearTimeout(timer);
    if (sampleTimer !== undefined) clearInterval(sampleTimer);
  });

  function begin(): void {
    if (signal.aborted) return;
    watch(doc);
    startedAt = now();
    idle(run);
  }
  if (doc.readyState === 'complete' || !view) begin();
  else {
    let hasBegun = false;
    const once = (): void => {
      if (!hasBegun) begin();
      hasBegun = true;
    };
    view.addEventListener('load', once, { signal, once: true });
    setTimeout(once, RESTLESS_MS);
  }

  return {
    lookAgain() {
      isAsked = true;
      sent = new Map();
      offers = null;
      if (isLooking) isStale = true;
      else idle(run);
    },
    elementsOf: (subject) => (elements.get(subject) ?? []).filter((el) => isConnected(el)),
  };
}

function searchOf(
  subject: string,
  looked: SightingOf<'label-search'>['value']['looked'],
  notLooked: SightingOf<'label-search'>['value']['notLooked'],
  complete: boolean,
  found: number,
): SightingOf<'label-search'> {
  return frozen({
    kind: 'label-search',
    subject,
    observer: 'labels',
    method: 'dom',
    value: { looked, notLooked, complete, found },
  });
}
function unreadable(
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

function keyOf(sighting: Sighting): string {
  const { kind, subject, method, value } = sighting;
  const own =
    'text' in value
      ? `${'placement' in value ? value.placement : ('entry' in value && value.entry) || ''}|${value.text}`
      : 'code' in value
        ? value.code
        : '';
  return `${subject} ${kind} ${method} ${own}`;
}
const subjectIn = (key: string): string => key.slice(0, key.indexOf(' '));

/** What has to change before a sighting is sent again; boxes move all the time and do not count. */
function fingerprint(sighting: Sighting): string {
  if (sighting.kind === 'medium') {
    const v = sighting.value;
    return `${v.role}|${String(v.naturalWidth)}|${String(Math.round(v.renderedWidth / 8))}|${String(Math.round(v.renderedHeight / 8))}|${v.alt}`;
  }
  return JSON.stringify(sighting.value, (key, value: unknown) =>
    key === 'box' || key === 'heightShare' ? undefined : value,
  );
}

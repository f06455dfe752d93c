/**
 * Looks at a page without being felt: after it has settled, in slices of a few milliseconds, again when it
 * changes, and never while it is hidden. Hands over only what is new, in batches. Writes nothing to the page.
 */
import type { SightingOf } from '../model/observation';
import type { Shop } from '../model/shop';
import { ClaimWatch } from './claim-watch';
import { cut, hasLayout, isConnected } from './dom';
import type { LabelSeen } from './labels';
import type { RoomSeen } from './livestream';
import { look, unreadable, type LookResult } from './look';
import type { Surroundings } from './media';
import { OfferWatch, type ReadOffer } from './offer-watch';
import { Readings, type ReadTexts } from './reading';
import type { Gate } from './text-gate';
import { parts, Told, type Batch } from './told';
import { Zones } from './zones';

export interface ObservingOptions {
  document: Document;
  /** The address as it is now; asked again whenever the page changes. */
  url: URL | (() => URL);
  shop: Shop | null;
  /** What a text must meet to be read, and who reads it. */
  gate: Gate;
  readTexts: ReadTexts;
  readOffer: ReadOffer;
  /** True when the person asked for this page; otherwise a page with nothing for sale stays unlooked at. */
  asked?: boolean;
  send(batch: Batch): void;
  signal: AbortSignal;
  /** Whether a node is of our own making: what we put on the page is no reason to look again. */
  isOwn?: (node: Node) => boolean;
  /** The browser's way into closed shadow roots, handed in by the door. */
  openShadow?: (el: Element) => ShadowRoot | null;
  now?: () => number;
}
export interface Observing {
  /** Looks again at once, whatever was seen before, because a person asked. */
  lookAgain(): void;
  /** Elements that show a subject now; empty when it is not on the page. */
  elementsOf(subject: string): Element[];
  /** The playing room of this page, or else its largest playing film of the goods, for whoever watches it over time. */
  watched(): Watched | null;
}
/** Something that plays, with the labels that the last look found to speak of it. */
export interface Watched {
  subject: string;
  video: HTMLVideoElement;
  labels: readonly LabelSeen[];
  /** Of a room: what the last look told of it. */
  room?: SightingOf<'live-room'>;
}

const SLICE_MS = 6;
const QUIET_MS = 250;
const LONGEST_WAIT_MS = 1_500;
/** A page that never comes to rest is taken as settled after this. */
const RESTLESS_MS = 4_000;
/** When those who read texts do not answer (an update of the extension), ask again after this. */
const READER_WAIT_MS = 10_000;
/** A page that never finishes loading (one resource hangs) is taken as settled after this. */
const STALLED_MS = 8_000;
/** Longest pause between looks at a page that has not come to rest yet. */
const FIRST_PAUSE_MS = 1_500;
/** After this a countdown that was seen once is looked at a second time, whether it runs. */
const SECOND_LOOK_MS = 2_500;
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
  'aria-selected',
  'aria-checked',
  'aria-pressed',
];

/** Starts looking; ends with the signal. Never throws: what cannot be read becomes an `unreadable` sighting. */
export function startObserving(options: ObservingOptions): Observing {
  const { document: doc, shop, signal, gate } = options;
  const view = doc.defaultView;
  const now = options.now ?? (() => performance.now());
  const urlNow = (): URL => (typeof options.url === 'function' ? options.url() : options.url);
  const hereNow = (): string => withoutFragment(urlNow().href);
  const readings = new Readings(options.readTexts);
  const told = new Told();
  const offer = new OfferWatch({ document: doc, shop, read: options.readOffer });
  const claims = new ClaimWatch();

  let isAsked = options.asked ?? false;
  let elements = new Map<string, Element[]>();
  let room: RoomSeen | null = null;
  let labels: readonly LabelSeen[] = [];
  let films: readonly string[] = [];
  let address = '';
  let documentAddress = '';
  let isLooking = false;
  let isStale = false;
  let startedAt = now();
  let lastChangeAt = 0;
  let firstChangeAt = 0;
  let lookCostMs = 0;
  let hasSettled = false;
  let lastLookEndedAt = 0;
  let dueAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const observed = new WeakSet<ParentNode>();

  function isHidden(): boolean {
    return doc.visibilityState === 'hidden';
  }
  function idle(run: () => void): void {
    if (view && typeof view.requestIdleCallback === 'function')
      view.requestIdleCallback(run, { timeout: 1_000 });
    else setTimeout(run, 0);
  }

  /** Runs one look in slices, then hands over what is new. */
  function run(): void {
    timer = undefined;
    if (signal.aborted || isLooking) return;
    if (isHidden()) {
      isStale = true;
      return;
    }
    isLooking = true;
    isStale = false;
    firstChangeAt = 0;
    const url = urlNow();
    const here = withoutFragment(url.href);
    documentAddress = doc.URL;
    if (here !== address) {
      // A single-page shop went elsewhere: a new visit, of which everything is new.
      if (address) startedAt = now();
      hasSettled = false;
      address = here;
      told.forget();
      offer.forget();
      claims.forget();
    }
    const laidOut = hasLayout(doc);
    const around: Surroundings = {
      document: doc,
      roots: [doc],
      shop,
      zones: new Zones(doc, shop, url.pathname),
      laidOut,
      isProductPage: false,
      scrollX: 0,
      scrollY: 0,
      limits: new Set(),
    };
    const steps = look({
      around,
      url,
      shop,
      gate,
      readings,
      isAsked,
      openShadow: options.openShadow,
      offer,
      claims,
      isAtRest: (isLoaded) =>
        isLoaded
          ? now() - lastChangeAt >= QUIET_MS || now() - startedAt > RESTLESS_MS
          : now() - startedAt > STALLED_MS,
    });
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
          if (step.value) {
            spentMs += now() - began;
            step.value.then(slice, unanswered);
            return;
          }
          if (now() - began >= SLICE_MS) break;
        }
      } catch (error) {
        // A page can make any step fail (a getter that throws); the visit then says so instead of staying silent.
        isLooking = false;
        lastLookEndedAt = now();
        const name = error instanceof Error ? cut(error.name, 60) : null;
        deliver({ sightings: [unreadable('page', 'observer-failed', name)], gone: [], withdrawn: [] });
        return;
      }
      spentMs += now() - began;
      idle(slice);
    }
    function unanswered(): void {
      isLooking = false;
      lastLookEndedAt = now();
      later(READER_WAIT_MS);
    }
    slice();
  }

  function finish(result: LookResult, spentMs: number): void {
    isLooking = false;
    lookCostMs = spentMs;
    lastLookEndedAt = now();
    elements = result.elements;
    for (const root of result.roots) watch(root);
    if (result.isSettled) hasSettled = true;
    ({ room, labels, films } = result);
    deliver(told.changes(result.sightings));
    if (!result.isSettled || isStale) later(result.isSettled ? QUIET_MS : QUIET_MS * 2);
    else if (claims.takesSecondLook()) later(SECOND_LOOK_MS);
  }

  function deliver(batch: Batch): void {
    for (const part of parts(batch)) options.send(part);
  }

  /** Looks in `waitMs`. Many changes move the time and leave the timer: setting one for each would be felt. */
  function later(waitMs: number): void {
    if (signal.aborted) return;
    // Until a page has once been seen at rest, the shopper is waiting: the pause between looks stays short.
    const pause = Math.min(lookCostMs * SHARE, hasSettled ? Infinity : FIRST_PAUSE_MS);
    const resting = pause - (now() - lastLookEndedAt);
    dueAt = now() + Math.max(waitMs, resting, 0);
    timer ??= setTimeout(onTimer, dueAt - now());
  }
  function onTimer(): void {
    timer = undefined;
    const leftMs = dueAt - now();
    if (leftMs > 4) timer = setTimeout(onTimer, leftMs);
    else idle(run);
  }

  function changed(isUrgent: boolean): void {
    lastChangeAt = now();
    // Behind another tab nothing is even planned: the look is made when somebody could see the page again.
    if (isLooking || isHidden()) {
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
          if (options.isOwn && records.every(isOfOurs)) return;
          let isUrgent = doc.URL !== documentAddress && hereNow() !== address;
          for (let i = 0; i < records.length && i < 50 && !isUrgent; i += 1) {
            const record = records[i];
            isUrgent =
              record !== undefined &&
              (record.type === 'childList' || (record.attributeName ?? '').startsWith('src'));
          }
          changed(isUrgent);
        })
      : null;
  function isOfOurs({ type, addedNodes, removedNodes }: MutationRecord): boolean {
    if (type !== 'childList') return false;
    const one = addedNodes[0] ?? removedNodes[0];
    return (
      one !== undefined && addedNodes.length + removedNodes.length === 1 && options.isOwn?.(one) === true
    );
  }
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

  const onShown = (): void => {
    if (!isHidden() && isStale) changed(true);
  };
  const onLoaded = (event: Event): void => {
    // Pictures that come late fire no mutation; playing and pausing change what a room is.
    if (event.target !== doc) changed(event.type !== 'load');
  };
  const listen = { capture: true, passive: true, signal } as const;
  doc.addEventListener('visibilitychange', onShown, listen);
  view?.addEventListener('popstate', () => changed(true), listen);
  view?.addEventListener('hashchange', () => changed(true), listen);
  signal.addEventListener('abort', () => {
    mutations?.disconnect();
    if (timer !== undefined) clearTimeout(timer);
  });

  function begin(): void {
    if (signal.aborted) return;
    watch(doc);
    // Not before: every picture of a loading page would call, and the first look sees them anyway.
    for (const type of ['load', 'change', 'playing', 'pause', 'ended'])
      doc.addEventListener(type, onLoaded, listen);
    startedAt = now();
    changed(true);
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
      told.forget();
      offer.forget();
      claims.forget();
      if (isLooking) isStale = true;
      else idle(run);
    },
    elementsOf: (subject) => (elements.get(subject) ?? []).filter((el) => isConnected(el)),
    watched() {
      const found = room?.video
        ? { subject: room.id, video: room.video, room: room.sighting }
        : films
            .flatMap((subject) =>
              (elements.get(subject) ?? []).map((video) => ({ subject, video: video as HTMLVideoElement })),
            )
            .find(({ video }) => isConnected(video) && !video.paused);
      if (!found) return null;
      const covers = ({ sighting }: LabelSeen): boolean =>
        sighting.kind === 'label' && sighting.value.covers.includes(found.subject);
      return { ...found, labels: labels.filter(covers) };
    },
  };
}

const withoutFragment = (href: string): string => href.split('#', 1)[0] ?? '';

/**
 * The quiet chip on a player that is watched: how long, what was seen, and a ring that fills until a first answer
 * can be given. One host element with a closed shadow root, as the hang-tag has; nothing is written on the page's
 * own elements. Plain DOM, because it travels in the script that watches.
 */
import { chipSpot, isOver, type Box, type Spot } from './chip-place';
import { WATCH_CHIP_STYLE } from './watch-chip-style';
import type { WatchTexts } from './watch-texts';

/** What is shown; a part of what the watcher says (watching/watcher.ts). */
export interface ChipState {
  video: Element;
  isLooking: boolean;
  watchedMs: number;
  /** 0–1. */
  progress: number;
  label: 'visible' | 'not-visible' | 'not-seen';
  labelText: string | null;
  framesReadable: boolean | null;
  /** Where the labels stand that were seen, on the page and inside the picture: boxes in the viewport. */
  labelBoxes: readonly Box[];
  /** Null for films, whose repetition says nothing. */
  loop: { found: boolean; periodMs: number | null; isStill: boolean } | null;
}

export interface WatchChip {
  /** Our element, whether it stands on the page or not. */
  readonly host: Element;
  /** Null takes the chip away. */
  show(state: ChipState | null): void;
  /** Out of sight while the page is pictured: a kept picture shows the page, not us. */
  conceal(isConcealed: boolean): void;
}

export interface WatchChipOptions {
  locale: 'zh-CN' | 'en';
  texts: WatchTexts;
  /** What the page shows on this player, in the viewport; asked seldom. `ours` is the chip itself. */
  standingOn(video: Element, ours: Element): readonly Box[];
  onDetails(): void;
  onStop(): void;
  signal: AbortSignal;
}

const SVG = 'http://www.w3.org/2000/svg';
const RADIUS = 8.25;
const AROUND = 2 * Math.PI * RADIUS;
const SMALL_PX = 240;
const TINY_PX = 96;
/** The ring alone. */
const RING_ONLY = { width: 28, height: 28 };
/** Between two looks at what the page shows on the player: soon after the start, when pages are still built. */
const LOOK_AGAIN_MS = [1_000, 3_000, 10_000] as const;
/** Words that stand under the chip twice, so far apart, are no comment that flies by. */
const SURE_AFTER_MS = 1_500;
const PANEL_GAP_PX = 6;
const MOST_PLACES = 8;
const REATTACHMENTS = 8;
/** Watched at least this long before the chip says that no notice was seen. */
const FIRST_WORD_MS = 10_000;

/** Makes the chip; nothing is put on the page before the first state. Everything goes when the signal aborts. */
export function createWatchChip(document: Document, options: WatchChipOptions): WatchChip {
  const { texts, signal } = options;
  const view = document.defaultView;
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  const style = document.createElement('style');
  style.textContent = WATCH_CHIP_STYLE;
  const layer = document.createElement('div');
  layer.className = 'layer';
  layer.lang = options.locale;
  const button = document.createElement('button');
  button.type = 'button';
  button.setAttribute('aria-haspopup', 'dialog');
  button.setAttribute('aria-expanded', 'false');
  const { ring, done } = makeRing(document);
  const time = part('span', 'time');
  const line = part('span', 'line');
  button.append(ring, line, ' ', time);
  layer.append(button);
  root.append(style, layer);

  let state: ChipState | null = null;
  let panel: HTMLElement | null = null;
  let frame = 0;
  let attached = 0;
  let spot: Spot | null = null;
  /** Size of the player for which the spot was chosen, and width of the chip when it was last looked at. */
  let chosenFor = '';
  let lastWidth = 0;
  let looks = 0;
  let nextLookMs = 0;
  let isDoubted = false;
  /** Where labels stood on this player, from its corner: one that comes and goes finds its place free. */
  let labelPlaces: Box[] = [];

  for (const type of [
    'click',
    'dblclick',
    'pointerdown',
    'pointerup',
    'mousedown',
    'mouseup',
    'touchstart',
    'touchend',
    'keydown',
    'keyup',
    'wheel',
    'contextmenu',
  ])
    layer.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
  layer.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close(true);
  });
  button.addEventListener('click', () => (panel ? close(true) : open()));
  const listening = { capture: true, passive: true, signal } as const;
  for (const type of ['scroll', 'fullscreenchange', 'transitionend'])
    document.addEventListener(type, soon, listening);
  view?.addEventListener('resize', soon, listening);
  document.addEventListener(
    'pointerdown',
    (event) => {
      if (panel && event.target !== host) close(false);
    },
    listening,
  );
  signal.addEventListener('abort', () => host.remove(), { once: true });

  function part(tag: string, className: string, text = ''): HTMLElement {
    const node = document.createElement(tag);
    node.className = className;
    node.textContent = text;
    return node;
  }

  function show(next: ChipState | null): void {
    if (signal.aborted) return;
    state = next;
    if (!state) {
      close(false);
      host.remove();
      return;
    }
    // A page that takes it away again and again is let have its way.
    if (!host.isConnected && attached < REATTACHMENTS) {
      attached += 1;
      document.documentElement.append(host);
    }
    const words = lineOf(state, texts);
    line.textContent = words;
    time.textContent = clock(state.watchedMs);
    done.style.strokeDashoffset = String(AROUND * (1 - state.progress));
    button.classList.add('chip');
    button.classList.toggle('resting', !state.isLooking);
    button.setAttribute('aria-label', fill(texts.chip, { time: clock(state.watchedMs), line: words }));
    if (panel) fillPanel(panel, state);
    soon();
  }

  function soon(): void {
    if (frame || !view || !state) return;
    frame = view.requestAnimationFrame(() => {
      frame = 0;
      place();
    });
  }

  function place(): void {
    if (!state) return;
    const origin = host.getBoundingClientRect();
    const scale = origin.width > 0 ? origin.width / 100 : 1;
    const at = state.video.getBoundingClientRect();
    const isLarge = at.width >= TINY_PX && at.height >= TINY_PX && state.video.isConnected;
    if (isLarge) choose(state, at, scale);
    layer.style.visibility = isLarge && spot ? 'visible' : 'hidden';
    if (!spot) return;
    button.classList.toggle('small', spot.isSmall);
    const x = Math.round((at.left + spot.left - origin.left) / scale);
    const y = Math.round((at.top + spot.top - origin.top) / scale);
    button.style.transform = `translate(${String(x)}px,${String(y)}px)`;
    if (panel) {
      const across = (view?.innerWidth ?? 1024) - 8 - panel.offsetWidth * scale;
      const left = Math.max(8, Math.min(at.left + spot.left, across));
      // Below the chip, or above it where there is no room below.
      const below = at.top + spot.top + (RING_ONLY.height + PANEL_GAP_PX) * scale;
      const above = at.top + spot.top - (panel.offsetHeight + PANEL_GAP_PX) * scale;
      const isBelow = below + panel.offsetHeight * scale <= (view?.innerHeight ?? 768) - 8 || above < 8;
      const [toX, toY] = [left - origin.left, (isBelow ? below : above) - origin.top];
      panel.style.transform = `translate(${String(Math.round(toX / scale))}px,${String(Math.round(toY / scale))}px)`;
    }
  }

  /**
   * Keeps the spot while the player and the chip are as large as they were and nothing stands under it; what stands
   * there is asked again now and then only, since that reads the page's layout.
   */
  function choose({ video, labelBoxes }: ChipState, at: DOMRect, scale: number): void {
    // Measured with its words, which a small chip does not show.
    if (spot?.isSmall) button.classList.remove('small');
    const whole = {
      width: at.width < SMALL_PX ? Infinity : button.offsetWidth * scale,
      height: RING_ONLY.height * scale,
    };
    const small = { width: RING_ONLY.width * scale, height: RING_ONLY.height * scale };
    const nowMs = view?.performance.now() ?? 0;
    const covers = (boxes: readonly Box[]): boolean => {
      if (!spot) return true;
      const mine = spot.isSmall ? small : whole;
      return isOver({ ...mine, left: at.left + spot.left, top: at.top + spot.top }, boxes);
    };
    const isResized = chosenFor !== `${String(Math.round(at.width))} ${String(Math.round(at.height))}`;
    const isLonger = whole.width !== lastWidth;
    lastWidth = whole.width;
    if (isResized) {
      looks = 0;
      labelPlaces = [];
    }
    for (const box of labelBoxes) {
      const place = { ...box, left: box.left - at.left, top: box.top - at.top };
      if (!isOver(place, labelPlaces)) labelPlaces = [...labelPlaces.slice(1 - MOST_PLACES), place];
    }
    const isOverLabel = covers(labelBoxes);
    if (!isResized && !isLonger && !isOverLabel && nowMs < nextLookMs) return;
    const standing = options.standingOn(video, host);
    nextLookMs = nowMs + (LOOK_AGAIN_MS[Math.min(looks, LOOK_AGAIN_MS.length - 1)] ?? 0);
    looks += 1;
    const isOutside = spot !== null && !spot.isSmall && spot.left + whole.width > at.width;
    const mustGo = spot === null || isResized || isOverLabel || isOutside;
    const isCovering = covers(standing);
    if (isCovering && !mustGo && !isDoubted) {
      isDoubted = true;
      nextLookMs = nowMs + SURE_AFTER_MS;
      return;
    }
    isDoubted = false;
    // A chip that could only be small may have room for its words again.
    if (!mustGo && !isCovering && spot?.isSmall === false) return;
    chosenFor = `${String(Math.round(at.width))} ${String(Math.round(at.height))}`;
    const places = labelPlaces.map((box) => ({ ...box, left: box.left + at.left, top: box.top + at.top }));
    spot = chipSpot(at, { whole, small }, standing, [...labelBoxes, ...places]);
  }

  function open(): void {
    if (!state) return;
    panel = part('div', 'panel');
    panel.setAttribute('role', 'dialog');
    panel.setAttribute('aria-label', texts.name);
    panel.tabIndex = -1;
    fillPanel(panel, state);
    button.after(panel);
    button.setAttribute('aria-expanded', 'true');
    place();
    panel.focus({ preventScroll: true });
  }
  function close(isFocusReturned: boolean): void {
    if (!panel) return;
    panel.remove();
    panel = null;
    button.setAttribute('aria-expanded', 'false');
    if (isFocusReturned) button.focus({ preventScroll: true });
  }

  /** The facts are written anew, the buttons stay, so that a focus on them is not lost every second. */
  function fillPanel(node: HTMLElement, now: ChipState): void {
    const facts = document.createElement('dl');
    for (const [name, value] of factsOf(now, texts))
      facts.append(part('dt', '', name), part('dd', '', value));
    const before = node.querySelector('dl');
    if (before) {
      before.replaceWith(facts);
      return;
    }
    const row = part('div', 'row');
    row.append(
      press(texts.details, 'main', () => {
        close(true);
        options.onDetails();
      }),
      press(texts.stop, '', () => {
        show(null);
        options.onStop();
      }),
      press(texts.close, '', () => close(true)),
    );
    node.append(part('p', 'name', texts.name), facts, row);
  }
  function press(text: string, className: string, onPress: () => void): HTMLElement {
    const node = part('button', className, text);
    node.setAttribute('type', 'button');
    node.addEventListener('click', onPress);
    return node;
  }

  return {
    host,
    show,
    conceal(isConcealed) {
      layer.style.display = isConcealed ? 'none' : '';
    },
  };
}

function makeRing(document: Document): { ring: SVGElement; done: SVGElement } {
  const ring = document.createElementNS(SVG, 'svg');
  ring.setAttribute('class', 'ring');
  ring.setAttribute('viewBox', '0 0 20 20');
  ring.setAttribute('aria-hidden', 'true');
  const circle = (name: string, radius: number): SVGElement => {
    const node = document.createElementNS(SVG, 'circle');
    node.setAttribute('class', name);
    node.setAttribute('cx', '10');
    node.setAttribute('cy', '10');
    node.setAttribute('r', String(radius));
    ring.append(node);
    return node;
  };
  circle('track', RADIUS);
  const done = circle('done', RADIUS);
  done.style.strokeDasharray = String(AROUND);
  done.style.strokeDashoffset = String(AROUND);
  circle('core', 3);
  return { ring, done };
}

/** The few words on the chip: what was found, else what is being done. */
export function lineOf(state: ChipState, texts: WatchTexts): string {
  // "Not seen" after a moment's look would be said too soon; a label that is seen is told at once.
  const isEarly = state.label === 'not-seen' && state.watchedMs < FIRST_WORD_MS && !state.loop?.found;
  if (isEarly) return state.isLooking ? texts.looking : texts.resting;
  const label = texts[`label.${state.label}`];
  const picture = pictureWord(state, texts);
  return picture === null ? label : `${picture} · ${label}`;
}

/** What is most worth a word about the picture; null while there is nothing yet. */
function pictureWord({ isLooking, loop, framesReadable }: ChipState, texts: WatchTexts): string | null {
  if (!isLooking) return texts.resting;
  if (loop?.found) return texts['loop.found'];
  if (framesReadable === false) return texts['frames.unreadable'];
  return loop?.isStill ? texts['loop.still'] : null;
}

function factsOf(state: ChipState, texts: WatchTexts): [string, string][] {
  const { loop, labelText } = state;
  const label =
    state.label === 'visible'
      ? fill(texts['label.now'], { text: labelText ?? '' })
      : texts[state.label === 'not-visible' ? 'label.gone' : 'label.none'];
  const picture =
    state.framesReadable === false
      ? texts['picture.unreadable']
      : !loop
        ? texts['picture.film']
        : loop.found && loop.periodMs !== null
          ? fill(texts['picture.loop'], { seconds: (loop.periodMs / 1000).toFixed(1) })
          : texts[loop.isStill ? 'picture.still' : 'picture.none'];
  return [
    [texts['facts.time'], clock(state.watchedMs)],
    [texts['facts.label'], label],
    [texts['facts.picture'], picture],
  ];
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Hours, minutes and seconds: 1:07, 1:02:09. */
export function clock(ms: number): string {
  const whole = Math.floor(ms / 1000);
  const two = (n: number): string => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0
    ? `${String(hours)}:${two(minutes)}:${two(whole % 60)}`
    : `${String(minutes)}:${two(whole % 60)}`;
}

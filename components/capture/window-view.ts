/**
 * How a page stands in its window, and scrolling it: the page's side of picturing it. It scrolls and reads, and
 * changes nothing else; it tells when the person takes the page back into their own hands.
 */
import type { PageView } from '../model/page-view';

type Box = PageView['area'];

export interface Picturing {
  /** Scrolls to `y` (null: stays), waits until the page has drawn, and says how it stands. */
  view(y: number | null, subjects: readonly string[]): Promise<PageView>;
  /** Scrolls back to where the page was. */
  end(): void;
}

/** A bar spans at least this share of the window's width. */
const BAR_SHARE = 0.6;
const BARS = 4;
/** A scrolled element counts as the page when it fills this much of the window. */
const FILLS_SHARE = 0.55;
/** Drawing stops in a page that cannot be seen; then this is how long is waited for it. */
const DRAW_MS = 400;
/** A page in view is drawn again sooner or later, on a busy computer later. */
const SLOWEST_DRAW_MS = 3_000;
/** Pictures that load when they come near need a moment; the browser's rate of pictures allows no more anyway. */
const SETTLE_MS = 120;
const PROBES = [0.1, 0.3, 0.5, 0.7, 0.9];
/** Small things that stay float near the sides: columns and steps in CSS pixels, closer than such a thing is large. */
const SIDES_PX = [24, 64];
const SIDE_STEP_PX = 28;
const SIDE_STEPS = 64;

export function startPicturing(
  view: Window,
  elementsOf: (subject: string) => readonly Element[],
  isOurs: (element: Element) => boolean,
): Picturing {
  const { document } = view;
  const scroller = scrollerOf(view);
  const began = { x: scroller?.scrollLeft ?? 0, y: scroller?.scrollTop ?? 0 };
  let personMoved = false;
  let isFirst = true;
  const moved = (event: Event): void => {
    // What the page dispatches itself is not the person.
    if (event.isTrusted) personMoved = true;
  };
  const types = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;
  for (const type of types) view.addEventListener(type, moved, { capture: true, passive: true });

  function areaOf(): Box {
    const windowBox = {
      x: 0,
      y: 0,
      width: document.documentElement?.clientWidth ?? view.innerWidth,
      height: document.documentElement?.clientHeight ?? view.innerHeight,
    };
    if (!scroller || isDocument(scroller)) return windowBox;
    const rect = scroller.getBoundingClientRect();
    const x = Math.max(0, rect.left + scroller.clientLeft);
    const y = Math.max(0, rect.top + scroller.clientTop);
    return {
      x,
      y,
      width: Math.max(0, Math.min(scroller.clientWidth, view.innerWidth - x)),
      height: Math.max(0, Math.min(scroller.clientHeight, view.innerHeight - y)),
    };
  }

  return {
    async view(y, subjects) {
      if (y !== null && scroller) scroller.scrollTo({ top: y, left: began.x, behavior: 'instant' });
      // The first look moves nothing, but what we show ourselves has just been taken away and must be gone by then.
      if (isFirst || y !== null) await drawn(view);
      isFirst = false;
      const area = areaOf();
      const stays = fixedIn(view, area, isOurs);
      const seen = {
        windowWidth: view.innerWidth,
        windowHeight: view.innerHeight,
        devicePixelRatio: Math.min(16, view.devicePixelRatio || 1),
        pinchScale: Math.min(100, view.visualViewport?.scale ?? 1),
        area,
        scroller: !scroller || isDocument(scroller) ? ('document' as const) : ('element' as const),
        y: Math.max(0, scroller?.scrollTop ?? 0),
        contentHeight: bounded(scroller?.scrollHeight ?? area.height),
        ...stays,
        boxes: subjects.flatMap((subject) => boxOf(subject, elementsOf(subject), area, view) ?? []),
        personMoved,
        isHidden: document.hidden,
      };
      personMoved = false;
      return seen;
    },
    end() {
      for (const type of types) view.removeEventListener(type, moved, { capture: true });
      if (!personMoved) scroller?.scrollTo({ top: began.y, left: began.x, behavior: 'instant' });
    },
  };
}

function isDocument(element: Element): boolean {
  return element === element.ownerDocument.scrollingElement;
}

function bounded(px: number): number {
  return Number.isFinite(px) ? Math.min(Math.max(0, px), 1e8) : 0;
}

/** What scrolls: the document, or, where it does not, the element that fills the window and does. */
function scrollerOf(view: Window): Element | null {
  const { document } = view;
  const root = document.scrollingElement;
  if (root && root.scrollHeight > root.clientHeight + 8) return root;
  let up = document.elementFromPoint(view.innerWidth / 2, view.innerHeight / 2);
  for (let depth = 0; up && depth < 64; depth += 1, up = up.parentElement) {
    const fills = up.clientWidth * up.clientHeight > view.innerWidth * view.innerHeight * FILLS_SHARE;
    if (!fills || up.scrollHeight <= up.clientHeight + 8) continue;
    if (/auto|scroll|overlay/.test(view.getComputedStyle(up).overflowY)) return up;
  }
  return root;
}

/** Two drawings of the page, or as long as one may be waited for. */
function drawn(view: Window): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, view.document.hidden ? DRAW_MS : SLOWEST_DRAW_MS);
    view.requestAnimationFrame(() =>
      view.requestAnimationFrame(() => {
        clearTimeout(late);
        setTimeout(resolve, SETTLE_MS);
      }),
    );
  });
}

/** Bars at the edges of what scrolls, and everything else that stays while it moves. */
function fixedIn(
  view: Window,
  area: Box,
  isOurs: (element: Element) => boolean,
): Pick<PageView, 'topBarPx' | 'bottomBarPx' | 'floating'> {
  const known = new Map<Element, Element | null>();
  const staying = (x: number, y: number): Element | null => {
    const at = view.document.elementFromPoint(x, y);
    return at && !isOurs(at) ? stays(at, view, known) : null;
  };
  const bars = new Set<Element>();
  const edge = (isTop: boolean): number => {
    let depth = 0;
    for (let n = 0; n < BARS; n += 1) {
      const y = isTop ? area.y + depth + 1 : area.y + area.height - depth - 1;
      const found = new Set(PROBES.flatMap((x) => staying(area.x + area.width * x, y) ?? []));
      const bar = [...found].find(
        (element) => element.getBoundingClientRect().width >= area.width * BAR_SHARE,
      );
      if (!bar) break;
      bars.add(bar);
      const rect = bar.getBoundingClientRect();
      const next = isTop ? rect.bottom - area.y : area.y + area.height - rect.top;
      if (next <= depth || next > area.height) break;
      depth = next;
    }
    return Math.min(Math.ceil(depth), area.height);
  };
  const topBarPx = edge(true);
  const bottomBarPx = edge(false);
  const floating = new Set<Element>();
  const look = (x: number, y: number): void => {
    const found = staying(area.x + x, area.y + y);
    if (found && !bars.has(found)) floating.add(found);
  };
  for (const x of PROBES) for (const y of PROBES) look(area.width * x, area.height * y);
  const step = Math.max(SIDE_STEP_PX, area.height / SIDE_STEPS);
  for (let y = step / 2; y < area.height; y += step)
    for (const side of SIDES_PX) {
      look(side, y);
      look(area.width - side, y);
    }
  return { topBarPx, bottomBarPx, floating: floating.size };
}

/** The element by which this one stays in the window (`fixed`, or `sticky` and standing at its edge). */
function stays(element: Element, view: Window, known: Map<Element, Element | null>): Element | null {
  const passed: Element[] = [];
  let found: Element | null = null;
  let up: Element | null = element;
  for (let depth = 0; up && depth < 200; depth += 1) {
    const answered = known.get(up);
    if (answered !== undefined) {
      found = answered;
      break;
    }
    passed.push(up);
    const { position, top, bottom } = view.getComputedStyle(up);
    if (position === 'fixed' || (position === 'sticky' && isStuck(up, top, bottom, view))) {
      found = up;
      break;
    }
    const parent: Element | null = up.parentElement;
    const root: Node | null = parent ? null : up.getRootNode();
    up = parent ?? (root instanceof ShadowRoot ? root.host : null);
  }
  for (const one of passed) known.set(one, found);
  return found;
}

function isStuck(element: Element, top: string, bottom: string, view: Window): boolean {
  const rect = element.getBoundingClientRect();
  const isAt = (offset: string, place: number): boolean =>
    /^-?[\d.]+px$/.test(offset) && Math.abs(Number.parseFloat(offset) - place) <= 1;
  return isAt(top, rect.top) || isAt(bottom, view.innerHeight - rect.bottom);
}

/** The largest element that shows the subject, with how much of it stands in what can be seen. */
function boxOf(
  subject: string,
  elements: readonly Element[],
  area: Box,
  view: Window,
): PageView['boxes'][number] | null {
  let best: PageView['boxes'][number] | null = null;
  for (const element of elements.slice(0, 8)) {
    if (!element.isConnected) continue;
    const rect = element.getBoundingClientRect();
    const whole = rect.width * rect.height;
    if (rect.width < 4 || rect.height < 4 || whole > 1e8) continue;
    if (element.checkVisibility?.({ opacityProperty: true, visibilityProperty: true }) === false) continue;
    const left = Math.max(rect.left, area.x, 0);
    const top = Math.max(rect.top, area.y, 0);
    const right = Math.min(rect.right, area.x + area.width, view.innerWidth);
    const bottom = Math.min(rect.bottom, area.y + area.height, view.innerHeight);
    if (right - left < 4 || bottom - top < 4) continue;
    const box = { x: left, y: top, width: right - left, height: bottom - top };
    const share = Math.min(1, (box.width * box.height) / whole);
    if (!best || share * box.width * box.height > best.share * best.box.width * best.box.height)
      best = { subject, box, share };
  }
  return best;
}

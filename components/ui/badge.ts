/**
 * The hang-tag on a medium or a price. Lives in a hostile page: one host element, one closed shadow root,
 * nothing written on the page's own elements. Plain DOM, because it is put into the page beside the content script.
 * It must never swallow a click that is not on the tag itself, and never move the page.
 */
import type { Flag } from '../model/finding';
import type { Box } from '../model/observation';
import type { PriceSketch } from '../model/price';
import type { BadgeTexts } from './badge-texts';
import { BADGE_STYLE } from './badge-style';
import { freeCorner, inCorner, type Box as StandingBox, type Corner } from './chip-place';

export interface BadgeOptions {
  locale: 'zh-CN' | 'en';
  texts: BadgeTexts;
  onOpenDetails: (subject: string) => void;
  /** Keep this page as evidence. */
  onKeep: () => void;
  /** The elements on the page that show a subject now; empty when it has left the page. */
  elementsOf: (subject: string) => Element[];
  /** What the page shows on this medium, in the viewport: the tag keeps off it. Asked seldom, for it reads the layout. */
  standingOn?: (medium: Element, ours: Element) => readonly StandingBox[];
  /** What is recorded of this page's price, asked when its panel opens; null where nothing is. */
  sketchOf?: () => Promise<PriceSketch | null>;
  signal: AbortSignal;
}

export interface BadgeLayer {
  /** Shows exactly these flags; tags of others go. */
  show(flags: readonly Flag[]): void;
  /** Brings the subject into view and rings it for a moment. */
  reveal(subject: string): void;
  /** Takes everything of ours out of sight, without touching the page, while it is pictured. */
  conceal(isConcealed: boolean): void;
  readonly host: Element;
}

interface Tag {
  flag: Flag;
  element: Element;
  button: HTMLButtonElement;
  clippers: Element[];
  /** Where it was put last; null while it is hidden, undefined when that is not known. */
  at: string | null | undefined;
  isSmall: boolean;
  /** Where on its medium it stands, and the size of the medium for which that was chosen. */
  corner: (Corner & { chosenFor: string }) | null;
}

/** The page may remove our host this often before we give up; a fight would be felt by the shopper. */
const REATTACHMENTS = 8;
const TAGS_PER_SUBJECT = 4;
const TAGS = 200;
/** Below this width or height only the glyph is shown. */
const SMALL_PX = 140;
/** Below this nothing is shown: there is no room for a target of 24 px. */
const TINY_PX = 28;
const INSET_PX = 8;
const TAG_PX = 28;
/** Until it was drawn once. */
const TAG_WIDTH_PX = 96;
const RECHECK_MS = 700;
/** Pieces of text in one row of a price that are measured. */
const MOST_LINE_TEXTS = 40;
/** While nothing moves, the pause before the next look doubles up to this. */
const CALM_RECHECK_MS = 2_800;
const RING_MS = 2400;
const STACK_DEPTH = 16;

/** Makes the layer. Everything ends, and the host goes, when the signal aborts. */
export function createBadgeLayer(document: Document, options: BadgeOptions): BadgeLayer {
  const view = document.defaultView;
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  const style = document.createElement('style');
  style.textContent = BADGE_STYLE;
  const layer = document.createElement('div');
  layer.className = 'layer';
  layer.lang = options.locale;
  root.append(style, layer);

  const hidden = new Set<string>();
  let tags: Tag[] = [];
  let wanted: readonly Flag[] = [];
  let panel: { node: HTMLElement; tag: Tag } | null = null;
  let reattached = 0;
  let frame = 0;
  let recheck: ReturnType<typeof setTimeout> | undefined;
  let recheckMs = RECHECK_MS;

  const resized = typeof ResizeObserver === 'function' ? new ResizeObserver(schedule) : null;
  const crossed =
    typeof IntersectionObserver === 'function'
      ? new IntersectionObserver(schedule, { threshold: [0, 0.5, 1] })
      : null;
  const removed = new MutationObserver(reattach);

  // What happens on the tag stays on the tag: the shop's own handlers would take it for theirs.
  for (const type of [
    'click',
    'dblclick',
    'auxclick',
    'contextmenu',
    'pointerdown',
    'pointerup',
    'mousedown',
    'mouseup',
    'mouseover',
    'mousemove',
    'touchstart',
    'touchend',
    'keydown',
    'keyup',
    'keypress',
    'focusin',
    'focusout',
    'wheel',
  ] as const) {
    layer.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
  }
  layer.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') closePanel(true);
  });
  const listening = { capture: true, passive: true, signal: options.signal } as const;
  for (const type of [
    'scroll',
    'transitionend',
    'animationend',
    'load',
    'toggle',
    'fullscreenchange',
  ] as const) {
    document.addEventListener(type, schedule, listening);
  }
  view?.addEventListener('resize', schedule, listening);
  document.addEventListener(
    'pointerdown',
    (event) => {
      if (panel && event.target !== host) closePanel(false);
    },
    listening,
  );
  options.signal.addEventListener('abort', end, { once: true });

  function attach(): void {
    if (host.isConnected) return;
    document.documentElement.append(host);
    removed.observe(document.documentElement, { childList: true });
  }

  function reattach(): void {
    if (host.isConnected || tags.length === 0 || reattached >= REATTACHMENTS) return;
    reattached += 1;
    attach();
    schedule();
  }

  function end(): void {
    removed.disconnect();
    resized?.disconnect();
    crossed?.disconnect();
    clearTimeout(recheck);
    view?.cancelAnimationFrame(frame);
    host.remove();
    tags = [];
  }

  function show(flags: readonly Flag[]): void {
    if (options.signal.aborted) return;
    wanted = flags;
    sync();
  }

  /** Makes the tags agree with the flags wanted and with the elements that show them now. */
  function sync(): void {
    agree();
    schedule();
  }

  function agree(): void {
    const kept: Tag[] = [];
    for (const flag of wanted) {
      if (hidden.has(flag.subject)) continue;
      for (const element of elementsOf(flag.subject)) {
        if (kept.length >= TAGS) break;
        const old = tags.find((tag) => tag.element === element && tag.flag.subject === flag.subject);
        if (old && old.flag !== flag) write(old, flag);
        kept.push(old ?? make(flag, element));
      }
    }
    for (const tag of tags) {
      if (kept.includes(tag)) continue;
      if (panel?.tag === tag) closePanel(false);
      tag.button.remove();
      resized?.unobserve(tag.element);
      crossed?.unobserve(tag.element);
    }
    tags = kept;
    if (tags.length > 0) attach();
  }

  function elementsOf(subject: string): Element[] {
    return options
      .elementsOf(subject)
      .filter((element) => element.isConnected)
      .slice(0, TAGS_PER_SUBJECT);
  }

  function make(flag: Flag, element: Element): Tag {
    const button = document.createElement('button');
    button.type = 'button';
    button.setAttribute('aria-haspopup', 'dialog');
    button.style.visibility = 'hidden';
    const tag: Tag = {
      flag,
      element,
      button,
      clippers: clippersOf(element),
      at: undefined,
      isSmall: false,
      corner: null,
    };
    write(tag, flag);
    button.addEventListener('click', () => (panel?.tag === tag ? closePanel(true) : openPanel(tag)));
    layer.append(button);
    resized?.observe(element);
    crossed?.observe(element);
    return tag;
  }

  function write(tag: Tag, flag: Flag): void {
    const { button } = tag;
    const word = options.texts[flag.tone];
    // A label that was found since may stand just where the tag does; the same word sent again moves nothing.
    if (tag.flag.tone !== flag.tone) tag.corner = null;
    tag.flag = flag;
    tag.at = undefined;
    button.className = `tag ${flag.tone}`;
    button.setAttribute('aria-expanded', String(panel?.tag === tag));
    button.setAttribute(
      'aria-label',
      fill(options.texts.tag, { name: options.texts.name, word, headline: headline(flag) }),
    );
    button.replaceChildren(part('span', 'hole'), part('span', 'word', word));
  }

  function schedule(): void {
    if (frame || !view || options.signal.aborted) return;
    frame = view.requestAnimationFrame(() => {
      frame = 0;
      if (tags.some((tag) => !tag.element.isConnected)) sync();
      place();
    });
  }

  /** Reads every rectangle first and writes afterwards, so that the page is laid out once. */
  function place(): void {
    const origin = host.getBoundingClientRect();
    const scale = origin.width > 0 ? origin.width / 100 : 1;
    const seen = tags.map((tag) => spotOf(tag));
    const taken: { x: number; y: number }[] = [];
    let isMoved = false;
    tags.forEach((tag, index) => {
      const spot = seen[index] ?? null;
      let at: string | null = null;
      if (spot) {
        const x = (spot.x - origin.left) / scale;
        let y = (spot.y - origin.top) / scale;
        while (taken.some((other) => Math.abs(other.x - x) < TAG_PX && Math.abs(other.y - y) < TAG_PX))
          y += TAG_PX + 4;
        taken.push({ x, y });
        at = `translate(${Math.round(x)}px,${Math.round(y)}px)`;
      } else if (panel?.tag === tag) closePanel(false);
      const isSmall = spot?.small ?? false;
      if (at === tag.at && isSmall === tag.isSmall) return;
      isMoved = true;
      tag.at = at;
      tag.isSmall = isSmall;
      const { button } = tag;
      button.style.visibility = at === null ? 'hidden' : 'visible';
      if (at === null) return;
      button.classList.toggle('small', isSmall);
      button.style.transform = at;
    });
    if (panel) placePanel(panel.node, panel.tag);
    clearTimeout(recheck);
    recheckMs = isMoved ? RECHECK_MS : Math.min(recheckMs * 2, CALM_RECHECK_MS);
    // A carousel moved by script tells nobody, nor does a picture drawn anew; looking again now and then is enough.
    if (wanted.length > 0) recheck = setTimeout(lookAgain, recheckMs);
  }

  /** Without a frame of its own: while nothing moved, nothing is drawn. */
  function lookAgain(): void {
    if (document.hidden) return schedule();
    agree();
    place();
  }

  /** Where a tag stands, in viewport coordinates; null where its element cannot be seen. */
  function spotOf(tag: Tag): { x: number; y: number; small: boolean } | null {
    const rect = tag.element.getBoundingClientRect();
    const medium = !/^(offer|page):/.test(tag.flag.subject);
    if (rect.width < 1 || rect.height < 1) return null;
    if (
      typeof tag.element.checkVisibility === 'function' &&
      !tag.element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    )
      return null;
    const part = visiblePart(rect, tag.clippers);
    if (!part || (medium && (part.width < TINY_PX || part.height < TINY_PX))) return null;
    if (isCovered(part, tag.element)) return null;
    if (medium) {
      const small = part.width < SMALL_PX || part.height < SMALL_PX;
      return { ...cornerSpot(tag, rect, part, small), small };
    }
    const width = tag.button.offsetWidth || TAG_WIDTH_PX;
    const right = lineEnd(tag.element, part);
    if (document.documentElement.clientWidth - right >= width + 12) {
      return { x: right + 8, y: part.y + (part.height - TAG_PX) / 2, small: false };
    }
    return { x: Math.max(0, part.x), y: part.y - TAG_PX - 4, small: false };
  }

  /** The upper left corner of the medium, or the next one on which the page shows nothing of its own. */
  function cornerSpot(tag: Tag, whole: Box, part: Box, small: boolean): { x: number; y: number } {
    const inset = small ? 2 : INSET_PX;
    const width = small ? TAG_PX : tag.button.offsetWidth || TAG_WIDTH_PX;
    const size = { width, height: TAG_PX };
    const picture = { left: part.x, top: part.y, width: part.width, height: part.height };
    // By the medium's own size: what a carousel lets be seen of it changes with every frame of a slide.
    const isClipped = part.width < whole.width || part.height < whole.height;
    const chosenFor = [Math.round(whole.width), Math.round(whole.height), isClipped].join(' ');
    if (options.standingOn && tag.corner?.chosenFor !== chosenFor)
      tag.corner = {
        ...freeCorner(picture, size, inset, options.standingOn(tag.element, host)),
        chosenFor,
      };
    const { left, top } = inCorner(picture, size, inset, tag.corner ?? { atRight: false, atBottom: false });
    return { x: left, y: top };
  }

  /**
   * Where the line of a price ends: whatever stands written beside it (a struck-through price) is not to be covered.
   * Text is measured, not boxes: a row stretches to the edge of its column however little stands in it.
   */
  function lineEnd(element: Element, part: Box): number {
    const edge = part.x + part.width;
    const range = document.createRange();
    if (typeof range.getBoundingClientRect !== 'function') return edge;
    let right = 0;
    let row: Element = element;
    for (let depth = 0; depth < 4; depth += 1) {
      const up = row.parentElement;
      if (!up || up === document.body) break;
      if (up.getBoundingClientRect().height > Math.max(part.height * 2.5, 64)) break;
      row = up;
    }
    const texts = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    for (let count = 0; count < MOST_LINE_TEXTS && texts.nextNode(); count += 1) {
      range.selectNodeContents(texts.currentNode);
      const line = range.getBoundingClientRect();
      if (line.top < part.y + part.height && line.bottom > part.y) right = Math.max(right, line.right);
    }
    return right > part.x ? right : edge;
  }

  /** Whether something opaque lies over the middle of what is to be tagged (a menu, a mask, a dialog). */
  function isCovered(part: Box, element: Element): boolean {
    if (!view || typeof document.elementsFromPoint !== 'function') return false;
    const x = part.x + part.width / 2;
    const y = part.y + part.height / 2;
    if (x < 0 || y < 0 || x > view.innerWidth || y > view.innerHeight) return false;
    // From outside, everything inside a shadow root is its host.
    const root = element.getRootNode();
    const pile = root instanceof ShadowRoot ? root : document;
    for (const over of pile.elementsFromPoint(x, y).slice(0, STACK_DEPTH)) {
      if (over === host) continue;
      if (over === element || holds(over, element) || element.contains(over)) return false;
      if (isOpaque(over)) return true;
    }
    return false;
  }

  function isOpaque(element: Element): boolean {
    if (!view) return false;
    if (/^(img|video|canvas|iframe)$/i.test(element.tagName)) return true;
    const { backgroundColor, opacity } = view.getComputedStyle(element);
    const alpha = /^rgba\(.*,\s*([\d.]+)\)$/.exec(backgroundColor)?.[1];
    return (
      Number(opacity) > 0.6 &&
      backgroundColor !== 'transparent' &&
      (alpha === undefined || Number(alpha) > 0.6)
    );
  }

  function clippersOf(element: Element): Element[] {
    const found: Element[] = [];
    for (
      let up = element.parentElement;
      up && up !== document.body && found.length < 12;
      up = up.parentElement
    ) {
      const overflow = view?.getComputedStyle(up).overflow ?? 'visible';
      if (/hidden|clip|scroll|auto/.test(overflow)) found.push(up);
    }
    return found;
  }

  function headline(flag: Flag): string {
    return options.locale === 'en' ? flag.headline.en : flag.headline.zh;
  }

  function openPanel(tag: Tag): void {
    closePanel(false);
    const { flag } = tag;
    const { texts } = options;
    const node = part('div', `panel ${flag.tone}`);
    node.setAttribute('role', 'dialog');
    node.setAttribute('aria-labelledby', 'headline');
    node.tabIndex = -1;
    const head = part('div', 'head');
    head.append(
      part('span', 'hole'),
      part('span', 'brand', texts.name),
      part('span', 'word', texts[flag.tone]),
      press('×', 'close', () => closePanel(true), texts.close),
    );
    const sentence = part('p', 'headline', headline(flag));
    sentence.id = 'headline';
    node.append(head, sentence);
    if (flag.declaredStatus) {
      const { word, quotedFrom } = flag.declaredStatus;
      node.append(
        part(
          'p',
          'declared',
          fill(quotedFrom === 'file' ? texts.declaredFile : texts.declaredPage, { word, gloss: texts[word] }),
        ),
      );
    }
    const facts = part('dl', 'facts');
    if (flag.certainty) facts.append(part('dt', '', texts.sure), part('dd', '', texts[flag.certainty]));
    if (flag.innocent)
      facts.append(
        part('dt', '', texts.innocent),
        part('dd', '', options.locale === 'en' ? flag.innocent.en : flag.innocent.zh),
      );
    if (facts.childElementCount > 0) node.append(facts);
    if (flag.subject.startsWith('offer:')) void addSketch(node, tag);
    const row = part('div', 'row');
    row.append(
      press(texts.details, 'main', () => {
        closePanel(true);
        options.onOpenDetails(flag.subject);
      }),
      press(texts.hide, 'quiet', () => {
        hidden.add(flag.subject);
        closePanel(false);
        sync();
      }),
      press(texts.keep, 'quiet', () => {
        closePanel(true);
        options.onKeep();
      }),
    );
    node.append(row);
    // Directly after its tag, so that Tab goes from the tag into the panel.
    tag.button.after(node);
    tag.button.setAttribute('aria-expanded', 'true');
    panel = { node, tag };
    placePanel(node, tag);
    node.focus({ preventScroll: true });
  }

  /** The price record comes after the panel: a background that sleeps must not keep the panel from opening. */
  async function addSketch(node: HTMLElement, tag: Tag): Promise<void> {
    const sketch = await options.sketchOf?.().catch(() => null);
    if (!sketch || panel?.node !== node) return;
    const box = part('div', 'sketch');
    const drawing = shape('svg', 'lines', {
      viewBox: '0 0 272 64',
      role: 'img',
      'aria-label': sketch.summary,
    });
    drawing.append(
      shape('path', 'list', { d: sketch.list }),
      shape('path', 'unseen', { d: sketch.unseen }),
      shape('path', 'price', { d: sketch.price }),
      shape('circle', 'lowest', { cx: sketch.lowest[0], cy: sketch.lowest[1], r: 3.5 }),
    );
    const days = part('div', 'days');
    days.append(part('span', '', sketch.from), part('span', '', sketch.until));
    box.append(part('p', '', sketch.summary), drawing, days, part('p', 'soft', sketch.circumstances));
    node.lastElementChild?.before(box);
    placePanel(node, tag);
  }

  function shape(name: string, className: string, values: Record<string, string | number>): SVGElement {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name) as SVGElement;
    element.setAttribute('class', className);
    for (const [key, value] of Object.entries(values)) element.setAttribute(key, String(value));
    return element;
  }

  function closePanel(isFocusReturned: boolean): void {
    if (!panel) return;
    const { node, tag } = panel;
    panel = null;
    node.remove();
    tag.button.setAttribute('aria-expanded', 'false');
    if (isFocusReturned) tag.button.focus({ preventScroll: true });
  }

  function placePanel(node: HTMLElement, tag: Tag): void {
    const origin = host.getBoundingClientRect();
    const scale = origin.width > 0 ? origin.width / 100 : 1;
    const at = tag.button.getBoundingClientRect();
    const width = (view?.innerWidth ?? 1024) - 8;
    const height = (view?.innerHeight ?? 768) - 8;
    const left = Math.max(8, Math.min(at.left, width - node.offsetWidth * scale));
    const below = at.bottom + 6;
    const above = at.top - 6 - node.offsetHeight * scale;
    const top = below + node.offsetHeight * scale > height && above > 8 ? above : below;
    node.style.transform = `translate(${Math.round((left - origin.left) / scale)}px,${Math.round((top - origin.top) / scale)}px)`;
  }

  function reveal(subject: string): void {
    const element = options.elementsOf(subject)[0];
    if (!element || options.signal.aborted) return;
    const calm = view?.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? true;
    element.scrollIntoView?.({ block: 'center', inline: 'center', behavior: calm ? 'auto' : 'smooth' });
    attach();
    const ring = part('div', 'ring');
    layer.append(ring);
    const until = Date.now() + RING_MS;
    const follow = (): void => {
      if (Date.now() > until || options.signal.aborted || !view) return ring.remove();
      const rect = element.getBoundingClientRect();
      const origin = host.getBoundingClientRect();
      ring.style.cssText = `transform:translate(${rect.left - origin.left}px,${rect.top - origin.top}px);width:${rect.width}px;height:${rect.height}px`;
      view.requestAnimationFrame(follow);
    };
    follow();
  }

  function part<K extends keyof HTMLElementTagNameMap>(
    name: K,
    className: string,
    text?: string,
  ): HTMLElementTagNameMap[K] {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function press(text: string, className: string, onPress: () => void, label?: string): HTMLButtonElement {
    const button = part('button', className, text);
    button.type = 'button';
    if (label) button.setAttribute('aria-label', label);
    button.addEventListener('click', onPress);
    return button;
  }

  return {
    show,
    reveal,
    host,
    conceal(isConcealed) {
      layer.style.display = isConcealed ? 'none' : '';
    },
  };
}

/** Whether `outer` is around `inner`, through shadow roots. */
function holds(outer: Element, inner: Element): boolean {
  for (let at: Element | null = inner; at;) {
    if (outer.contains(at)) return true;
    const root = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return false;
}

/** The part of a box that its clipping ancestors leave visible; null when nothing is left. */
export function visiblePart(rect: Box, clippers: readonly Element[]): Box | null {
  let { x: left, y: top } = rect;
  let right = left + rect.width;
  let bottom = top + rect.height;
  for (const clipper of clippers) {
    const clip = clipper.getBoundingClientRect();
    left = Math.max(left, clip.left);
    top = Math.max(top, clip.top);
    right = Math.min(right, clip.right);
    bottom = Math.min(bottom, clip.bottom);
  }
  return right - left < 1 || bottom - top < 1
    ? null
    : { x: left, y: top, width: right - left, height: bottom - top };
}

function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

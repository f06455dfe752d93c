/**
 * What a page shows on top of a player or a picture: its words, small pictures and buttons. Asked for so that the chip
 * and the hang-tags cover none of them. Reads the layout, which has a price, and so is asked seldom; bounded whatever
 * the page is.
 */
import { childOf, isConnected, nameOf, nextOf, parentOf, rectOf } from '../observers/dom';
import type { Part } from './frame';

export interface StandingBox {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Elements gone up from the player, children looked at beside each of them, nodes, lines of one text, boxes in all. */
const MOST_UP = 8;
const MOST_BESIDE = 200;
const MOST_NODES = 1_500;
const MOST_LINES = 12;
const MOST_BOXES = 300;
/** An element around the player that is so many times as large holds the page, not what stands on the player. */
const AROUND_TIMES = 2.5;
/** A picture or empty element that covers more of the player is its poster, its shade or its comment layer. */
const COVER_SHARE = 0.3;
const WHOLE: ReadonlySet<string> = new Set(['img', 'svg', 'canvas', 'button', 'input', 'select', 'textarea']);
const NEVER: ReadonlySet<string> = new Set(['script', 'style', 'noscript', 'template', 'video']);

/**
 * Boxes in the viewport, in CSS pixels, cut off where the page cuts them off. `ours` is left out. Layers that lie over
 * the player from elsewhere on the page are looked for as well, unless only what belongs to it is asked for: a list
 * has many pictures, and each would look through the page again.
 */
export function standingOn(
  player: Element,
  ours: Element | null,
  { withLayers = true }: { withLayers?: boolean } = {},
): StandingBox[] {
  if (!isConnected(player)) return [];
  const doc = player.ownerDocument;
  const view = doc.defaultView;
  const frame = rectOf(player);
  const size = frame.width * frame.height;
  if (!view || size < 1) return [];

  const found: StandingBox[] = [];
  const range = doc.createRange();
  let left = MOST_NODES;

  function note(box: StandingBox, clip: StandingBox): void {
    const cut = common(box, clip);
    if (cut && cut.width >= 1 && cut.height >= 1 && found.length < MOST_BOXES) found.push(cut);
  }
  function walk(node: Node, clips: Clips): void {
    if ((left -= 1) < 0) return;
    if (node.nodeType === 3) {
      if (!(node as Text).data.trim()) return;
      range.selectNodeContents(node);
      let lines = 0;
      for (const line of range.getClientRects()) if ((lines += 1) <= MOST_LINES) note(line, clips.own);
      return;
    }
    if (node.nodeType !== 1 || node === ours) return;
    const el = node as Element;
    const name = nameOf(el);
    // The player itself is what things stand on; an element that draws its picture by style may hold words.
    if (NEVER.has(name) || (el === player && WHOLE.has(name))) return;
    const style = (view as Window).getComputedStyle(el);
    if (style.display === 'none' || Number(style.opacity) < 0.05) return;
    const isHidden = style.visibility !== 'visible';
    const child = childOf(el);
    if (!isHidden && el !== player && (WHOLE.has(name) || !child)) {
      const box = rectOf(el);
      if (box.width * box.height <= COVER_SHARE * size) note(box, clipFor(style, clips));
      if (WHOLE.has(name)) return;
    }
    const inner = clipsIn(el, style, clips);
    for (let at: Node | null = child; at; at = nextOf(at))
      // What is hidden may hold what is not, but its own words are not seen.
      if (!isHidden || at.nodeType === 1) walk(at, inner);
  }

  let top: Element = player;
  for (let up = parentOf(player), n = 0; up && n < MOST_UP; up = parentOf(up), n += 1) {
    const box = rectOf(up);
    if (box.width * box.height > AROUND_TIMES * size) break;
    top = up;
  }
  const whole: Clips = { own: frame, placed: frame, frame };
  walk(top, whole);
  if (withLayers) for (const el of layersOver(top, frame)) walk(el, whole);
  return found;
}

/** Where things are cut off: what flows, what is placed, what is fixed. */
interface Clips {
  own: StandingBox;
  placed: StandingBox;
  frame: StandingBox;
}
const NOTHING: StandingBox = { left: 0, top: 0, width: 0, height: 0 };

function clipFor({ position }: CSSStyleDeclaration, { own, placed, frame }: Clips): StandingBox {
  return position === 'fixed' ? frame : position === 'absolute' ? placed : own;
}
/** CSS Overflow 3 §3: what is placed is cut off only by an element that is its containing block or above that. */
function clipsIn(el: Element, style: CSSStyleDeclaration, clips: Clips): Clips {
  const own = clipFor(style, clips);
  const isPlaced = style.position !== 'static' || style.transform !== 'none';
  const cuts = style.overflowX !== 'visible' || style.overflowY !== 'visible';
  const inner = cuts ? (common(own, rectOf(el)) ?? NOTHING) : own;
  return { own: inner, placed: isPlaced ? inner : clips.placed, frame: clips.frame };
}

/**
 * What may lie over the player from elsewhere on the page: beside each element that holds it, what reaches over it or
 * has no size of its own. The page is not asked what lies at a point: it names nothing that takes no pointer, as labels
 * and comments often do not.
 */
function* layersOver(top: Element, frame: StandingBox): Generator<Element> {
  for (let holder = parentOf(top), inner = top; holder; inner = holder, holder = parentOf(holder)) {
    let beside = 0;
    for (let at = childOf(holder); at && (beside += 1) <= MOST_BESIDE; at = nextOf(at)) {
      if (at.nodeType !== 1 || at === inner) continue;
      const box = rectOf(at as Element);
      if (box.width * box.height === 0 || common(box, frame)) yield at as Element;
    }
  }
}

function common(a: StandingBox, b: StandingBox): StandingBox | null {
  const left = Math.max(a.left, b.left);
  const top = Math.max(a.top, b.top);
  const width = Math.min(a.left + a.width, b.left + b.width) - left;
  const height = Math.min(a.top + a.height, b.top + b.height) - top;
  return width > 0 && height > 0 ? { left, top, width, height } : null;
}

/** Where a part of a video's picture (in its own pixels) is shown: CSS Images 3 §5.5, with `object-position` left alone. */
export function partOnPage(video: HTMLVideoElement, part: Part): StandingBox {
  const box = rectOf(video);
  const fit = video.ownerDocument.defaultView?.getComputedStyle(video).objectFit;
  const across = box.width / Math.max(1, video.videoWidth);
  const down = box.height / Math.max(1, video.videoHeight);
  const scale = fit === 'cover' ? Math.max(across, down) : Math.min(across, down);
  const [x, y] = fit === 'fill' ? [across, down] : [scale, scale];
  return {
    left: box.left + (box.width - video.videoWidth * x) / 2 + part.x * x,
    top: box.top + (box.height - video.videoHeight * y) / 2 + part.y * y,
    width: part.width * x,
    height: part.height * y,
  };
}

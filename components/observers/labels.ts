/** Visible words that say how a picture, a video or a room came to be, and what they cover. */
import { LIMITS } from '../model/limits';
import type { SightingOf } from '../model/observation';
import { MediaTree } from './cover';
import {
  attributeOf,
  childOf,
  cut,
  elementById,
  isCutOff,
  isHuge,
  isVisible,
  nameOf,
  nextOf,
  parentOf,
  rectOf,
  select,
  shortTextOf,
} from './dom';
import { boxOf, frozen, placeOf, type MediumSeen, type Place, type Surroundings } from './media';
import { isRoomsOwnLine, isViewersLine } from './own-words';
import type { Readings } from './reading';
import type { Gate } from './text-gate';
import type { LabelMatch } from './wording';
import { NOT_A_LABEL, ZONE } from './zones';

export const PAGE = 'page:self';

export interface LabelSeen {
  el: Element;
  rect: Place | null;
  sighting: SightingOf<'label'> | SightingOf<'claim'>;
}
/** A text that met the prefilter, with the letters' own node. */
export interface TextHit {
  node: Text;
  parent: Element;
}

const INLINE = new Set([
  'span',
  'b',
  'i',
  'em',
  'strong',
  'font',
  'a',
  'small',
  'u',
  'mark',
  'label',
  'bdi',
  'sup',
  'sub',
  'var',
  'p',
  'tspan',
]);

/** Where the letters stand, which is not always where their element stands (text-indent, wide blocks). */
export function rectOfText(node: Node, around: Surroundings): Place | null {
  return typeof Range.prototype.getBoundingClientRect === 'function'
    ? placeOf(boxOfText(node), around)
    : null;
}
function boxOfText(node: Node): DOMRect {
  const range = new Range();
  range.selectNodeContents(node);
  return range.getBoundingClientRect();
}

/** Smallest readable unit around a text node that reads as a label: inline neighbours are joined, blocks are not. */
export function unitOf(
  hit: TextHit,
  mostChars: number,
  read: (text: string) => boolean,
): { el: Element; text: string } | null {
  const own = hit.node.data;
  if (own.length <= mostChars && read(own)) {
    const isShort = shortTextOf(hit.parent, mostChars) !== null;
    // "未使用" + <b>AI 生成</b>: the neighbours may deny what this node says.
    if (!INLINE.has(nameOf(hit.parent)) && !isShort) return { el: hit.parent, text: own };
  }
  let best: { el: Element; text: string } | null = null;
  let at: Element | null = hit.parent;
  for (let i = 0; at && i < 4; i += 1) {
    if (i > 0 && holdsBlocks(at)) break;
    const text = shortTextOf(at, mostChars);
    if (text === null) break;
    // The smallest element with these words, so that hidden, linked and laid-over ones are seen for what they are.
    if (text.trim() !== best?.text.trim() && read(text)) best = { el: at, text };
    if (!INLINE.has(nameOf(at))) break;
    at = parentOf(at);
  }
  return best ?? (own.length <= mostChars && read(own) ? { el: hit.parent, text: own } : null);
}

const MOST_SURFACES = 40;
/**
 * Pictures with something small on them whose words no text tells: a drawing surface or another page's frame. Whether
 * that is a label cannot be known from here.
 */
export function mediaUnderSurfaces(around: Surroundings, media: readonly MediumSeen[]): string[] {
  if (!around.laidOut || isHuge(around.document) || media.length === 0) return [];
  const surfaces = around.roots
    .flatMap((root) => select(root, 'canvas,iframe'))
    .filter((el) => !media.some((m) => m.el === el))
    .slice(0, MOST_SURFACES);
  const out = new Set<string>();
  for (const el of surfaces) {
    const rect = placeOf(rectOf(el), around);
    if (rect.width < LEAST_SURFACE_CSS_PX || rect.height < LEAST_SURFACE_CSS_PX) continue;
    if (!isVisible(el, true)) continue;
    const x = rect.left + rect.width / 2;
    const y = rect.top + rect.height / 2;
    for (const { id, rect: under } of media) {
      if (!under || x < under.left || x > under.right || y < under.top || y > under.bottom) continue;
      if (rect.width * rect.height < under.width * under.height * 0.5) out.add(id);
    }
  }
  return [...out];
}

/** What may stand between words of one line without parting them. */
const WITHIN_LINE = new Set(['img', 'br', 'wbr', 'svg']);
/** Whether a block, or a link around a whole card, holds other blocks: their texts are then not one text. */
function holdsBlocks(el: Element): boolean {
  if (INLINE.has(nameOf(el)) && nameOf(el) !== 'a') return false;
  for (let child = childOf(el), i = 0; child && i < 40; child = nextOf(child), i += 1) {
    const name = child.nodeType === 1 ? nameOf(child as Element) : '';
    if (name !== '' && !INLINE.has(name) && !WITHIN_LINE.has(name)) return true;
  }
  return false;
}

const LABEL_CHARS = 160;
const LEAST_SURFACE_CSS_PX = 12;
export const PRICE_NOTE_CHARS = 500;

/** Makes known which texts around the hits and on the media want reading, before anything is decided by them. */
export function wantTexts(
  hits: readonly TextHit[],
  media: readonly MediumSeen[],
  named: readonly Named[],
  gate: Gate,
  readings: Readings,
  isKnown: (hit: TextHit) => boolean = () => false,
): void {
  for (const hit of hits) {
    if (isKnown(hit)) continue;
    if (hit.node.data.length > LIMITS.readTextChars) continue;
    readings.want(hit.node.data);
    let at: Element | null = hit.parent;
    for (let i = 0; at && i < 4; i += 1) {
      const text = shortTextOf(at, PRICE_NOTE_CHARS);
      if (text === null) break;
      readings.want(text);
      if (!INLINE.has(nameOf(at))) break;
      at = parentOf(at);
    }
  }
  for (const { el, value } of media) {
    if (value.alt.length > 1 && gate.test(value.alt)) readings.want(value.alt);
    const title = attributeOf(el, 'title');
    if (title.length > 1 && gate.test(title)) readings.want(title);
    const told = descriptionOf(el);
    if (told !== '' && gate.test(told)) readings.want(told);
  }
  for (const { text } of named) readings.want(text);
}

/** A small picture or symbol with a name that passed the gate. */
export interface Named {
  el: Element;
  text: string;
}
const MOST_NAMED = 3_000;

/** Icons that may say "AI generated": symbols and `small` pictures whose name passes the gate. */
export function* lookForNamed(
  around: Surroundings,
  small: readonly Element[],
  gate: Gate,
): Generator<void, Named[]> {
  const out: Named[] = [];
  let seen = 0;
  const lists = isHuge(around.document)
    ? [small]
    : [small, ...around.roots.map((root) => select(root, '[aria-label],:is(svg,i,span:empty)[title]'))];
  for (const named of lists) {
    for (const el of named) {
      if ((seen += 1) > MOST_NAMED) return out;
      if (seen % 64 === 0) yield;
      const text = attributeOf(el, 'aria-label') || attributeOf(el, 'title') || attributeOf(el, 'alt');
      if (text.length > 1 && text.length <= LABEL_CHARS && gate.test(text)) out.push({ el, text });
    }
  }
  return out;
}

/** Words that the page gives a picture as its description (a tip shown when it is pointed at); empty when there are none. */
function descriptionOf(el: Element): string {
  const id = attributeOf(el, 'aria-describedby');
  if (id === '' || id.includes(' ')) return '';
  const tip = elementById(el.ownerDocument, id);
  return tip === null ? '' : (shortTextOf(tip, LABEL_CHARS)?.trim() ?? '');
}

const MOST_NAMES = 3;
const LEAST_NAME_CHARS = 8;
/** What the goods of this page are called, where that itself has words of a label in it. */
function namesOfGoods({ document: doc }: Surroundings, gate: Gate): string[] {
  return select(doc, 'h1')
    .slice(0, MOST_NAMES)
    .flatMap((el) => shortTextOf(el, LABEL_CHARS)?.trim() ?? [])
    .filter((name) => name.length >= LEAST_NAME_CHARS && gate.test(name));
}

function sightingOf(
  match: LabelMatch,
  text: string,
  el: Element,
  rect: Place | null,
  placed: { placement: SightingOf<'label'>['value']['placement']; covers: readonly string[] },
  letters: number | null,
  observer: string,
): LabelSeen {
  const covers = [...new Set(placed.covers)].slice(0, 64);
  const shared = {
    subject: covers[0] ?? PAGE,
    observer,
    method: placed.placement === 'alt-text' ? 'dom-attribute' : 'dom-text',
  };
  const shown = cut(text.replace(/\s+/g, ' ').trim());
  const sighting = match.claim
    ? frozen({
        kind: 'claim',
        ...shared,
        value: { claim: match.claim, text: shown, covers, placement: placed.placement },
      })
    : frozen({
        kind: 'label',
        ...shared,
        value: {
          text: shown,
          elements: match.elements,
          status: match.status,
          language: match.language,
          entry: match.entry,
          placement: placed.placement,
          covers,
          box: boxOf(rect),
          heightShare: letters,
        },
      });
  return { el, rect, sighting };
}

/** Height of the letters over the shortest side of what they lie on (GB 45438-2025 §5.2). */
function heightShareOf(el: Element, covered: MediumSeen | undefined, around: Surroundings): number | null {
  const side = covered?.rect ? Math.min(covered.rect.width, covered.rect.height) : 0;
  const view = around.document.defaultView;
  if (!around.laidOut || !view || side <= 0) return null;
  const size = parseFloat(view.getComputedStyle(el).fontSize);
  return Number.isFinite(size) ? Math.round((size / side) * 1000) / 1000 : null;
}

export interface RoomPlace {
  id: string;
  el: Element | null;
  rect: Place | null;
  video: Element | null;
  host: string | null;
}

/** Reads labels out of the texts that met the prefilter and out of the media's own attributes. */
export function* lookForLabels(
  around: Surroundings,
  hits: readonly TextHit[],
  media: readonly MediumSeen[],
  named: readonly Named[],
  gate: Gate,
  readings: Readings,
  room: RoomPlace | null,
): Generator<void, LabelSeen[]> {
  const out: LabelSeen[] = [];
  const seen = new Set<string>();
  const lazy: { tree?: MediaTree } = {};
  const tree = (): MediaTree => (lazy.tree ??= new MediaTree(media));
  const { zones, laidOut } = around;
  const match = readings.label;
  const lazyNames: { names?: string[] } = {};
  const isHostsName = (text: string, { host }: RoomPlace): boolean =>
    host?.includes(text.trim()) === true || around.document.title.startsWith(`${text.trim()}的`);
  // A book called "AI Generated" is called so wherever its name stands, under its picture too.
  const isName = (text: string): boolean => {
    const names = (lazyNames.names ??= namesOfGoods(around, gate));
    return names.some((name) => text.includes(name) && !gate.test(text.replace(name, '')));
  };

  function keep(label: LabelSeen): void {
    const { subject, value } = label.sighting;
    const key = `${subject}|${value.placement}|${value.text}`;
    if (seen.has(key) || out.length >= LIMITS.mediaPerPage) return;
    seen.add(key);
    out.push(label);
  }

  for (const hit of hits) {
    yield;
    if (hit.node.data.length > LIMITS.textChars) continue;
    // What viewers say is no disclosure; what the room says in its own marked line is, without the lines around it.
    const isOwnLine =
      room !== null && (zones.of(hit.parent) & ZONE.comments) > 0 && isRoomsOwnLine(hit.parent);
    const unit = isOwnLine
      ? { el: hit.parent, text: hit.node.data }
      : unitOf(hit, LABEL_CHARS, (text) => match(text) !== null);
    const read = unit && unit.text.length <= LABEL_CHARS ? match(unit.text) : null;
    if (!unit || !read || (room && isViewersLine(unit.el))) continue;
    if (read.about === 'text') continue;
    // Of the letters, not of the unit: it may reach across the label of a form's own box.
    // A room is no product: its title is the room's own word.
    const zone =
      zones.of(hit.parent) & ~((isOwnLine ? ZONE.comments | ZONE.review : 0) | (room ? ZONE.title : 0));
    if (zone & NOT_A_LABEL || (room ? isHostsName(unit.text, room) : isName(unit.text))) continue;
    const rect = laidOut ? rectOfText(unit.text === hit.node.data ? hit.node : unit.el, around) : null;
    if (laidOut && (!rect || rect.width < 2 || rect.height < 2 || rect.right <= 0 || rect.bottom <= 0))
      continue;
    if (!isVisible(unit.el, laidOut) || isStruckOut(unit.el)) continue;

    if (room && (read.elements.length || read.claim)) {
      const placement = placeInRoom(room, unit.el, rect, zone, read);
      if (placement && laidOut && isLost(room, unit.el, hit.node)) continue;
      if (placement) {
        const share =
          room.rect && laidOut ? heightShareOf(unit.el, { rect: room.rect } as MediumSeen, around) : null;
        keep(
          sightingOf(
            read,
            unit.text,
            unit.el,
            rect,
            { placement, covers: [room.id] },
            placement === 'player' ? share : null,
            'livestream',
          ),
        );
        continue;
      }
    }
    const cover = tree().coverOf(unit.el, rect, unit.text, zone);
    if (cover.placement === 'overlay' && isCovered(unit.el, cover.covers[0]?.el)) continue;
    const isBare = read.entry === 'bare-ai';
    // The letters alone are a label only on a picture; a menu, a button or a link of that name is not.
    if (
      isBare &&
      (cover.placement !== 'overlay' ||
        (rect && cover.covers[0]?.rect && rect.width > cover.covers[0].rect.width * 0.4))
    )
      continue;
    if (cover.placement !== 'overlay' && zone & ZONE.button) continue;
    if (cover.placement !== 'overlay' && isLoneLink(unit.el, unit.text)) continue;
    if (cover.covers.length === 0 && read.claim) continue;
    keep(
      sightingOf(
        read,
        unit.text,
        unit.el,
        rect,
        { placement: cover.placement, covers: cover.covers.map((m) => m.id) },
        cover.placement === 'overlay' ? heightShareOf(unit.el, cover.covers[0], around) : null,
        'labels',
      ),
    );
  }

  for (const medium of media) {
    const { alt } = medium.value;
    if (alt.length > 1) attribute(medium, alt);
    const title = attributeOf(medium.el, 'title');
    if (title.length > 1 && title !== alt) attribute(medium, title);
    const told = descriptionOf(medium.el);
    if (told !== alt) attribute(medium, told);
  }
  function attribute(medium: MediumSeen, text: string): void {
    const read = match(text);
    if (!read || read.entry === 'bare-ai' || read.about === 'text' || isName(text)) return;
    keep(
      sightingOf(read, text, medium.el, null, { placement: 'alt-text', covers: [medium.id] }, null, 'labels'),
    );
  }

  // Icons: a small picture or symbol named "AI generated" that lies on a product picture.
  for (const { el, text } of named) {
    yield;
    const read = match(text);
    if (!read || read.claim || media.some((m) => m.el === el)) continue;
    const zone = zones.of(el);
    if (zone & NOT_A_LABEL || !isVisible(el, laidOut)) continue;
    // The name of a block around a picture is read out, not shown.
    const inside = media.filter((m) => el.contains(m.el));
    if (inside.length > 0) {
      for (const medium of inside.slice(0, 1)) attribute(medium, text);
      continue;
    }
    const rect = laidOut ? placeOf(el.getBoundingClientRect(), around) : null;
    if (room && read.elements.length && placeInRoom(room, el, rect, zone, read) === 'player') {
      // A picture shows its words; what a symbol is called is told to whoever points at it.
      const placement = nameOf(el) === 'img' ? 'player' : 'alt-text';
      keep(sightingOf(read, text, el, rect, { placement, covers: [room.id] }, null, 'livestream'));
      continue;
    }
    const cover = tree().coverOf(el, rect, text, zone);
    if (laidOut ? cover.placement !== 'overlay' : cover.covers.length !== 1) continue;
    keep(
      sightingOf(
        read,
        text,
        el,
        rect,
        { placement: 'overlay', covers: cover.covers.map((m) => m.id) },
        null,
        'labels',
      ),
    );
  }
  return out;
}

const MOST_STRUCK = 3;
/** Words that the page itself has crossed out. */
function isStruckOut(el: Element): boolean {
  for (let at: Element | null = el, i = 0; at && i < MOST_STRUCK; at = parentOf(at), i += 1)
    if (['s', 'del', 'strike'].includes(nameOf(at))) return true;
  return false;
}

/**
 * Whether a picture, or a painted block smaller than the picture, lies over the words. Only what is in sight now can
 * be asked, and what covers picture and words alike (a dialogue, the next slide) hides neither for good.
 */
function isCovered(el: Element, medium: Element | null | undefined): boolean {
  const doc = el.ownerDocument;
  const view = doc.defaultView;
  if (!view || !medium || typeof doc.elementsFromPoint !== 'function') return false;
  const words = rectOf(el);
  const x = words.left + words.width / 2;
  const y = words.top + words.height / 2;
  if (x < 0 || y < 0 || x >= view.innerWidth || y >= view.innerHeight) return false;
  const root = rootNodeOf(el);
  const pile = root.elementsFromPoint(x, y);
  const at = pile.findIndex((one) => one === el || el.contains(one));
  if (at < 0) return false;
  const picture = rectOf(medium);
  return pile.slice(0, at).some((over) => {
    if (over.contains(el)) return false;
    if (over === medium) return true;
    const { width, height } = rectOf(over);
    if (width * height > picture.width * picture.height * 0.5) return false;
    const { backgroundColor, opacity } = view.getComputedStyle(over);
    return /^rgb\(/.test(backgroundColor) && opacity === '1';
  });
}

/** Whether words of a room are where nobody sees them now: cut off, or under something else on the player. */
function isLost(room: RoomPlace, el: Element, words: Node): boolean {
  return isCutOff(el, boxOfText(words)) || isCovered(el, room.el);
}

function rootNodeOf(el: Element): DocumentOrShadowRoot {
  const root = Node.prototype.getRootNode.call(el);
  return root.nodeType === 11 ? (root as ShadowRoot) : el.ownerDocument;
}

/** A link whose whole text is the label leads to a tool or a help page; it says nothing about a picture. */
function isLoneLink(el: Element, text: string): boolean {
  for (let at: Element | null = el, i = 0; at && i < 3; at = parentOf(at), i += 1) {
    if (nameOf(at) === 'a') {
      const whole = shortTextOf(at, text.length + 200);
      return (
        whole !== null &&
        whole.trim().length <= text.trim().length + 4 &&
        select(at, 'img,video').length === 0
      );
    }
  }
  return false;
}

function placeInRoom(
  room: RoomPlace,
  el: Element,
  rect: Place | null,
  zone: number,
  read: LabelMatch,
): 'player' | 'room-text' | null {
  if (zone & (ZONE.elsewhere | ZONE.card | ZONE.comments)) return null;
  // Another video's own block, laid over the room: an advertisement before it, a film of the goods.
  for (let at: Element | null = el; room.video && at && !at.contains(room.video); at = parentOf(at))
    if (select(at, 'video').length > 0) return null;
  if (rect && room.rect) {
    const x = rect.left + rect.width / 2;
    const y = rect.top + rect.height / 2;
    if (x >= room.rect.left && x <= room.rect.right && y >= room.rect.top && y <= room.rect.bottom)
      return 'player';
  }
  if (read.entry === 'bare-ai') return null;
  let inside: Element | null = room.el;
  for (let i = 0; inside && i < 3; i += 1) {
    if (inside.contains(el)) return i === 0 && !rect ? 'player' : 'room-text';
    inside = parentOf(inside);
  }
  return zone & ZONE.linked ? null : 'room-text';
}

/**
 * Whether a line in a room's list of comments was written by the room itself: the shop marks its host's, its own and
 * its pinned lines. Viewers write what they like, their names included, so a word counts as a mark only where the
 * shop put it: in the names of the page's own elements, or in a part of the line that is neither name nor words.
 */
import { attributeOf, childOf, nameOf, nextOf, parentOf, shortTextOf, textOf } from './dom';

/** Parts of the shop's own names of elements that say who speaks. */
const OWN_NAMES =
  /\b(?:anchor|streamer|broadcaster|host|official|announcements?|notice|pinned|zhubo|gonggao|zhiding)\b/;
const VIEWER_NAMES = /\b(?:nick(?:-?name)?|user(?:-?name)?|author|name|viewer|audience|fans?)\b/;
/** Whole text of such a mark. A moderator (房管) is a viewer with rights, and no voice of the room. */
const MARKS =
  /^[\s[【(（]*(?:主播|主持人|官方|官方号|店铺|店主|商家|公告|直播间公告|置顶|host|streamer|official|pinned|announcement|호스트|공지|配信者|公式)[\s\]】)）:：]*$/i;
const MARK_CHARS = 12;
const LINE_CHARS = 400;
const LEVELS = 6;
const MOST_PARTS = 40;

/** Whether the line around `el` is the room's own. `el` is the element with the words. */
export function isRoomsOwnLine(el: Element): boolean {
  for (let at: Element | null = el, level = 0; at && level < LEVELS; at = parentOf(at), level += 1) {
    if (shortTextOf(at, LINE_CHARS) === null) return false;
    if (OWN_NAMES.test(wordsOf(at))) return true;
    // A line stands among lines of its kind; what is around it is the list, which speaks for everybody.
    if (hasLikeBeside(at)) return hasMark(at, el);
  }
  return false;
}

/** Lines alike from which a list is one of what many people say, and the length of a name in front of the words. */
const FEW_LINES = 3;
const NAME_CHARS = 32;
/** In front of words that speak for the room, where a viewer's name would stand. */
const HEADINGS = /声明|提示|公告|说明|标识|简介|not[ei]|안내/i;

/**
 * Whether `el` stands behind a name in a line of its own, as what viewers say does, also where the names of elements
 * say nothing: the name ends in a colon, or other lines are built alike. The room's own marked lines are none.
 */
export function isViewersLine(el: Element): boolean {
  for (let at: Element | null = el, level = 0; at && level < LEVELS - 2; at = parentOf(at), level += 1) {
    const text = shortTextOf(at, LINE_CHARS)?.trim();
    if (text === undefined) return false;
    let first = childOf(at);
    while (first && !textOf(first).trim()) first = nextOf(first);
    if (!first || (at !== el && first.contains(el))) continue;
    const isApart = first.nodeType === 1;
    const name = (isApart ? textOf(first).trim() : /^[^:：]*[:：]?/.exec(text)?.[0]) ?? '';
    if (name.length > NAME_CHARS || name.length >= text.length || HEADINGS.test(name)) continue;
    const isNamed = isApart && (/[:：]$/.test(name) || /^\s*[:：]/.test(text.slice(name.length)));
    // Blocks without a class are alike by chance.
    if (isNamed || (kindOf(at) !== 'div.' && alikeBeside(at) >= FEW_LINES)) return !isRoomsOwnLine(el);
  }
  return false;
}

function hasMark(line: Element, words: Element): boolean {
  let parts = 0;
  let isMarked = false;
  const ahead: Node[] = [line];
  for (let seen = 0; ahead.length > 0 && seen < MOST_PARTS; seen += 1) {
    const node = ahead.pop();
    if (!node) break;
    if (node.nodeType === 3) {
      if ((node as Text).data.trim()) parts += 1;
      continue;
    }
    if (node.nodeType !== 1) continue;
    const el = node as Element;
    const text = shortTextOf(el, MARK_CHARS);
    const isMark = el !== words && !el.contains(words) && text !== null && MARKS.test(text);
    if (isMark && !VIEWER_NAMES.test(wordsOf(el))) isMarked = true;
    for (let child = childOf(el); child; child = nextOf(child)) ahead.push(child);
  }
  // Mark, name and words: of two parts only, the first may be the name that a viewer gave himself.
  return isMarked && parts >= 3;
}

function alikeBeside(el: Element): number {
  const own = kindOf(el);
  const parent = parentOf(el);
  if (!parent) return 0;
  let alike = 0;
  let seen = 0;
  for (let child = childOf(parent); child && seen < 200; child = nextOf(child), seen += 1)
    if (child.nodeType === 1 && kindOf(child as Element) === own) alike += 1;
  return alike;
}
function hasLikeBeside(el: Element): boolean {
  // Two pieces of one line (two spans) look alike as well; a line holds more than the words alone.
  return alikeBeside(el) >= 2 && childOf(el)?.nodeType === 1;
}

/** Lines of one list share their first class; the host's own often has one more. */
function kindOf(el: Element): string {
  return `${nameOf(el)}.${attributeOf(el, 'class').trim().split(/\s+/, 1)[0] ?? ''}`;
}

/** The shop's own names of an element, as words parted by strokes, in small letters. */
export function wordsOf(el: Element): string {
  return ['class', 'id', 'data-e2e', 'role']
    .map((name) => attributeOf(el, name))
    .join(' ')
    .slice(0, 300)
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace(/_+/g, '-')
    .toLowerCase();
}

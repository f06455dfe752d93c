/**
 * What a page says of its room beside the picture: whose it is, and whether it plays now or again. Read from what a
 * viewer sees on the player and around it, because the names of elements change with every build of the page. Bounded
 * whatever the page is; asked seldom.
 */
import type { SightingOf } from '../model/observation';
import { attributeOf, cut, isVisible, parentOf, select, shortTextOf } from '../observers/dom';

type Stage = NonNullable<SightingOf<'live-room'>['value']['stage']>;

/** Elements gone up from the video, and what is looked at below each of them. */
const MOST_UP = 8;
const MOST_TEXTS = 1_500;
const MOST_NAMES = 60;
const NAME_CHARS = 40;
const PLAYER_CHARS = 600;

const FOLLOW = /^[+＋\s]*(?:已?关注|已?關注|follow(?:ing)?|팔로우|フォロー中?)\s*$/i;
/** Counts and badges that stand beside a name. */
const NO_NAME =
  /^[\d\s.,:万千wk+%]*$|^(?:LIVE|直播中?|正在直播|头像|官方|认证|品牌)$|人(?:在看|观看|看过|在线)|点赞/i;
/** Parts of a shop's own names of elements. */
const NAMED =
  '[class*="name" i],[class*="nick" i],[class*="seller" i],[class*="streamer" i],[data-e2e*="name" i]';
const OF_HOST = /anchor|author|host|streamer|zhubo|seller|owner|live|room|nick/;
const OF_OTHERS =
  /comment|chat|danmu|barrage|message|recommend|review|rank|gift|login|account|goods|product|sku|nav\b/;
/** 某某的直播间, 某某正在直播, 某某直播-快手直播: whose room it is, as platforms write it above the page. */
const TITLE =
  /^(.{1,40}?)(?:的\S{0,4}直播间|\s*正在直播|(?:直播)?\s*[-_|·–]\s*(?:快手|抖音|淘宝|京东|小红书)?直播\s*$|\s*[-_|·–]?\s*라이브\s*$)/;

/** Who speaks in the room around this video, as the page writes the name; null where it names nobody. */
export function hostAround(video: Element): string | null {
  const doc = video.ownerDocument;
  for (let at = parentOf(video), n = 0; at && n < MOST_UP; at = parentOf(at), n += 1) {
    const name = namedBelow(at) ?? followedBelow(at);
    if (name !== null) return name;
  }
  const title = typeof doc.title === 'string' ? TITLE.exec(cut(doc.title, 200))?.[1]?.trim() : undefined;
  return title !== undefined && isName(title) ? title : null;
}

function namedBelow(at: Element): string | null {
  for (const el of select(at, NAMED).slice(0, MOST_NAMES)) {
    const around = namesAround(el, 3);
    if (!OF_HOST.test(around) || OF_OTHERS.test(namesAround(el, 5))) continue;
    const text = shortTextOf(el, NAME_CHARS)?.trim();
    if (text !== undefined && isName(text) && isVisible(el, true)) return text;
  }
  return null;
}

/** The first words of the block in which a button to follow somebody stands. */
function followedBelow(at: Element): string | null {
  const texts = textsBelow(at);
  for (const text of texts) {
    if (!FOLLOW.test(text.data)) continue;
    const button = parentOf(text);
    if (!button || OF_OTHERS.test(namesAround(button, 5))) continue;
    for (let block = parentOf(button), n = 0; block && n < 3; block = parentOf(block), n += 1) {
      const own = block;
      const first = texts.find((one) => own.contains(one) && isName(one.data.trim()));
      if (first) return first.data.trim();
    }
  }
  return null;
}

function textsBelow(at: Element): Text[] {
  const walker = Document.prototype.createTreeWalker.call(at.ownerDocument, at, NodeFilter.SHOW_TEXT);
  const out: Text[] = [];
  for (let n = 0; n < MOST_TEXTS && walker.nextNode(); n += 1) {
    const text = walker.currentNode as Text;
    if (text.data.length <= NAME_CHARS * 2 && text.data.trim()) out.push(text);
  }
  return out;
}

function isName(text: string): boolean {
  return text.length > 0 && text.length <= NAME_CHARS && !FOLLOW.test(text) && !NO_NAME.test(text);
}

function namesAround(el: Element, levels: number): string {
  let names = '';
  for (let at: Element | null = el, n = 0; at && n < levels; at = parentOf(at), n += 1)
    names += ` ${attributeOf(at, 'class')} ${attributeOf(at, 'data-e2e')} ${attributeOf(at, 'id')}`.slice(
      0,
      300,
    );
  return names.toLowerCase();
}

const REPLAY = /回放|重播|replay|다시보기|アーカイブ/i;
const ENDED = /直播(?:已|间已)?(?:结束|關閉|关闭)|live (?:has )?ended|방송이? 종료|配信は終了/i;

/** Whether the room plays now, plays again what is over, or has ended, as the player says; null where it says nothing. */
export function stageOf(video: Element, address: string): Stage | null {
  if (/[/#]replay(?:[/?#]|$)/i.test(address)) return 'replay';
  let said = '';
  for (let at = parentOf(video), n = 0; at && n < 4; at = parentOf(at), n += 1) {
    const text = shortTextOf(at, PLAYER_CHARS);
    if (text === null) break;
    said = text;
  }
  if (REPLAY.test(said)) return 'replay';
  return ENDED.test(said) ? 'ended' : null;
}

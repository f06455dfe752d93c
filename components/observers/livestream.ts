/**
 * Whether this page is a live room, and where its player stands. What viewers write is never a disclosure by the room. An ended room keeps its shell; a room
 * plays only when a video plays.
 */
import type { Shop } from '../model/shop';
import type { SightingOf } from '../model/observation';
import {
  attributeOf,
  childOf,
  cut,
  elementsOfTag,
  hashOf,
  nameOf,
  nextOf,
  parentOf,
  rectOf,
  select,
  shortTextOf,
  textOf,
} from './dom';
import { wordsOf } from './own-words';
import { boxOf, frozen, placeOf, type Place, type Surroundings } from './media';

export interface RoomSeen {
  id: string;
  /** The player, or the block that would hold it; null when the room shows none. */
  el: Element | null;
  video: HTMLVideoElement | null;
  rect: Place | null;
  host: string | null;
  sighting: SightingOf<'live-room'>;
}

const LIVE_NAMES =
  /\b(?:live-?(?:room|player|stream|video|container|wrap\w*)|livestream\w*|zhibo|living-?room)\b/;

/** Part of an address that names a room: a word of its own, since /live-plants/ is a shop for plants. */
const LIVE_PATH = /\/(?:lives?|live-?rooms?|live-?streams?|zhibo(?:jian)?)(?:\/|$)/i;
/**
 * A page or player that calls itself a live room, not goods that were shown in one (直播间同款). Somebody's room
 * (某某的直播间, 某某正在直播) needs no other sign.
 */
const LIVE_TITLE =
  /(?:^|[\s\-_|·]|(的\S{0,4}|正在))(?:直播间?|直播間|live(?:stream)?|ライブ配信|라이브)(?:$|[\s\-_|·])/i;
const LIVE_PLAYER = /^(?:直播|live\b|ライブ|라이브)/i;
const LIVE_SIGNS = /直播中|正在直播|人(?:在看|观看|在线)|\d [wv](?:atching|iewers)|\bLIVE\b|시청|配信中/;
const LINE_CHARS = 400;
const COMMENT_LISTS =
  '[role="log"],[class*="comment" i],[class*="chat" i],[class*="danmu" i],[class*="barrage" i],[class*="message" i]';
/** Entries alike from which a block counts as a list of what viewers say. */
const FEW_COMMENTS = 3;
const MOST_LISTS = 200;
const PLAYER_CSS_PX = 200;
/** Videos once seen in a room, with the room's path: one that pauses or ends is still that room's. */
const ofRooms = new WeakMap<HTMLVideoElement, string>();

function isPlaying(video: HTMLVideoElement): boolean {
  return !video.paused && !video.ended && video.readyState >= 2;
}

/** Infinite length is how a browser reports a stream; otherwise the blocks around it must say live. */
function isLiveVideo(video: HTMLVideoElement): boolean {
  if (video.duration === Infinity) return true;
  for (let at: Element | null = video, i = 0; at && i < 6; at = parentOf(at), i += 1)
    if (LIVE_NAMES.test(wordsOf(at))) return true;
  return false;
}

/**
 * A room without an adapter and without a name of its own: a large video that plays, a list of what viewers
 * say, and a page or player that calls itself live. A film of goods lacks at least one of them.
 */
function isRoomVideo(video: HTMLVideoElement, around: Surroundings, url: URL): boolean {
  const called = LIVE_TITLE.exec(around.document.title);
  if (!called && !LIVE_PATH.test(url.pathname) && !isCalledLive(video)) return false;
  if (around.laidOut) {
    const { width, height } = rectOf(video);
    if (width < PLAYER_CSS_PX || height < PLAYER_CSS_PX) return false;
  }
  return (
    called?.[1] !== undefined ||
    isToldLive(video) ||
    around.roots.some((root) => select(root, COMMENT_LISTS).slice(0, MOST_LISTS).some(isListOfEntries))
  );
}
/** The badge and the count of those who watch, which stand on the player of a room. */
function isToldLive(video: HTMLVideoElement): boolean {
  for (let at = parentOf(video), i = 0; at && i < 3; at = parentOf(at), i += 1) {
    const text = shortTextOf(at, LINE_CHARS);
    if (text !== null && LIVE_SIGNS.test(text)) return true;
  }
  return false;
}
function isCalledLive(video: HTMLVideoElement): boolean {
  for (let at: Element | null = video, i = 0; at && i < 4; at = parentOf(at), i += 1)
    if (LIVE_PLAYER.test(attributeOf(at, 'aria-label') || attributeOf(at, 'title'))) return true;
  return false;
}
function isListOfEntries(block: Element): boolean {
  let alike = 0;
  let name = '';
  for (let child = childOf(block); child && alike < FEW_COMMENTS; child = nextOf(child)) {
    if (child.nodeType !== 1) continue;
    const own = `${nameOf(child as Element)}.${attributeOf(child as Element, 'class')}`;
    alike = own === name ? alike + 1 : 1;
    name = own;
  }
  return alike >= FEW_COMMENTS && !/\b(?:reviews?|rate|rating|nav|menu)\b/i.test(attributeOf(block, 'class'));
}

/** The live room of this page, when there is one. `address` is what the shop's adapter reads from the address. */
export function lookForRoom(
  around: Surroundings,
  shop: Shop | null,
  address: { kind: string; id: string | null },
  url: URL,
): RoomSeen | null {
  const videos = around.roots
    .flatMap((root) =>
      root === around.document ? Array.from(elementsOfTag(around.document, 'video')) : select(root, 'video'),
    )
    .filter((v): v is HTMLVideoElement => v instanceof HTMLVideoElement);
  const isLiveAddress = address.kind === 'live';
  const player = (shop?.live?.player ?? []).flatMap((s) => select(around.document, s))[0] ?? null;
  const ofPlayer = player ? videos.filter((v) => player.contains(v) || v === player) : videos;
  const biggest = (list: HTMLVideoElement[]): HTMLVideoElement | undefined =>
    list
      .map((v) => ({ v, area: around.laidOut ? rectOf(v).width * rectOf(v).height : 0 }))
      .sort((a, b) => b.area - a.area)[0]?.v;
  const video =
    isLiveAddress || player
      ? (biggest(ofPlayer) ?? biggest(videos))
      : biggest(
          videos.filter(
            (v) =>
              ofRooms.get(v) === url.pathname ||
              (isPlaying(v) && (isLiveVideo(v) || isRoomVideo(v, around, url))),
          ),
        );
  if (!isLiveAddress && !player && !video) return null;
  if (video) ofRooms.set(video, url.pathname);

  const named = (shop?.live?.host ?? [])
    .flatMap((s) => select(around.document, s))
    .map((el) => textOf(el).replace(/\s+/g, ' ').trim())
    .find(Boolean);
  const host = named ? cut(named, 120) : null;
  const el = player ?? video ?? null;
  const rect = el && around.laidOut ? placeOf(rectOf(video ?? el), around) : null;
  const playing = video ? isPlaying(video) : false;
  const ownId = address.id && /^[\w.:~-]{1,80}$/.test(address.id) ? address.id : null;
  const id = `live-room:${ownId ? `${shop?.id ?? 'room'}-${ownId}` : hashOf(url.origin + url.pathname + url.search)}`;
  return {
    id,
    el,
    video: video ?? null,
    rect: rect && rect.width > 0 ? rect : null,
    host,
    sighting: frozen({
      kind: 'live-room',
      subject: id,
      observer: 'livestream',
      method: 'dom',
      value: {
        roomId: address.id,
        host,
        playing,
        framesReadable: null,
        box: rect && rect.width > 0 ? boxOf(rect) : null,
      },
    }),
  };
}

/**
 * Whether words read in a picture were somebody's comment on it: in the recording of a room what viewers write scrolls
 * over the picture, and a viewer who asks whether the host is a digital human labels nothing.
 */

/** A name of at most so many signs, then a colon: how rooms show who wrote a line. */
const BY_NAME = /^\s*([^:：]{1,20}?)\s*[:：]\s*\S/u;
/** What stands before the colon of a label, a notice or a line of the room itself, and in no viewer's name by itself. */
const OF_THE_ROOM =
  /提示|声明|说明|标识|标签|标注|^注$|公告|通知|主播|官方|管理|房管|客服|旗舰|专卖|店|商家|直播间|本场|直播$|系统|视频|图片|画面|内容|作品|来源|人工智能|数字人|虚拟|\bAI\b|^AI|note|notice|label|disclosure|disclaimer|warning|host|admin|official|shop|store|video|image|content|source|virtual|주의|안내|공지|표시|영상|이미지|사진|방송|콘텐츠|가상|avertissement|mention|vid[ée]o|contenu/iu;
/** A question says nothing about what it asks: by its mark, or by the particles that Chinese ends one with. */
const ASKS =
  /[?？]\s*$|[吗嘛呢吧]\s*[。.!！~～…]*\s*$|^\s*(?:[^:：]{1,20}[:：]\s*)?(?:是不是|是否|难道|会不会)/u;

/** True where the line begins with a viewer's name, or asks. Whoever wrote it for the room says so before the colon. */
export function isViewersLine(text: string): boolean {
  const line = text.slice(0, 200);
  if (ASKS.test(line)) return true;
  const by = BY_NAME.exec(line)?.[1];
  return by !== undefined && !OF_THE_ROOM.test(by);
}

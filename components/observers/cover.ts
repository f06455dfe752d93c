/**
 * Which media a visible text covers: what it lies on, then what it captions, then the card or gallery it
 * stands in. A label somewhere on the page covers nothing by standing there.
 */
import type { LabelPlacement } from '../model/words';
import { attributeOf, nameOf, parentOf, select } from './dom';
import type { MediumSeen, Place } from './media';
import { ZONE } from './zones';

export interface Cover {
  placement: LabelPlacement;
  covers: MediumSeen[];
}

const LEVELS = 8;
const CAPTION_GAP_CSS_PX = 48;
/** Of a text that shares nothing but the page itself with the picture. */
const BARE_CAPTION_GAP_CSS_PX = 32;
/** Levels between a notice and the block that holds the pictures it speaks of, where no name says gallery. */
const SEVERAL_LEVELS = 2;
const MOST_COVERED = 64;
/** The label speaks of the pictures around it. */
const SPEAKS_OF_MEDIA =
  /图|圖|画面|畫面|视频|影片|模特|素材|内容|image|photo|picture|video|vis?u[ae]l|bild|foto|im[aá]gen|imagem|immagin|zdj|obraz|beeld|이미지|사진|画像|写真|動画|ảnh|görsel|изобр|фото|model/i;
/** … and of more than one of them. */
const SPEAKS_OF_SEVERAL =
  /[图圖](?:片|像)?(?:均|皆|都)|(?:以上|本组|本頁|本页|全部|所有).{0,4}[图圖]|images|photos|pictures|visuals|visuels|bilder|fotos|im[aá]genes|imagens|immagini|zdjęcia|obrazy|afbeeldingen|beelden|изображения/i;
/** … but not of each of them, so that nobody can tell of which. */
const SPEAKS_OF_SOME =
  /部分|有些|一部|일부|\b(?:some|part of|einige|teils|teilweise|certaines|quelques|alcune|algunas|algumas|niektóre|sommige)\b/i;
const LIES_ON =
  /\b(?:badge|tag|label|mark|watermark|corner|overlay|sticker|ribbon|flag|tip|float|abs(?:olute)?)\b/;

/** Media by the elements around them, built once per look and only when there is something to place. */
export class MediaTree {
  readonly #within = new Map<Element, MediumSeen[]>();
  readonly #all: readonly MediumSeen[];

  constructor(media: readonly MediumSeen[]) {
    this.#all = media;
    for (const medium of media) {
      for (let at: Element | null = medium.el, i = 0; at && i < LEVELS + 6; at = parentOf(at), i += 1) {
        const list = this.#within.get(at);
        if (list) list.push(medium);
        else this.#within.set(at, [medium]);
      }
    }
  }

  /** Where a text at `el` belongs. `rect` is where its letters stand; null without layout. */
  coverOf(el: Element, rect: Place | null, text: string, zone: number): Cover {
    const scopes: { at: Element; media: MediumSeen[]; level: number }[] = [];
    let isNearBody = false;
    for (let at: Element | null = el, level = 0; at && level <= LEVELS; at = parentOf(at), level += 1) {
      const name = nameOf(at);
      isNearBody = name === 'body' || name === 'html';
      if (isNearBody) break;
      const media = this.#within.get(at);
      if (media && media.length !== scopes.at(-1)?.media.length) scopes.push({ at, media, level });
    }
    const nearest = scopes[0];
    if (rect && waitsForOwnPicture(el, nearest?.at)) return { placement: 'page', covers: [] };

    if (rect && rect.width > 0) {
      const lying = this.#underneath(rect, nearest, scopes);
      if (lying.length) return { placement: 'overlay', covers: lying };
    }
    // A page without blocks: what stands right under or over a picture is its caption there too.
    if (!nearest && isNearBody && rect && rect.width > 0 && !SPEAKS_OF_SEVERAL.test(text)) {
      const captioned = captionOf(rect, this.#all, BARE_CAPTION_GAP_CSS_PX);
      if (captioned.length) return { placement: 'caption', covers: captioned };
    }
    if (!nearest) return { placement: 'page', covers: [] };
    const candidates = nearest.media;

    const figure = closest(el, 'figure', LEVELS);
    const inFigure = figure ? this.#within.get(figure) : undefined;
    if (inFigure) return { placement: 'caption', covers: inFigure.slice(0, MOST_COVERED) };

    const isOneGallery = candidates.every((m) => m.zone & ZONE.gallery);
    const isSeveral = new Set(candidates.map((m) => m.id)).size > 1;
    if (isSeveral && SPEAKS_OF_SEVERAL.test(text) && SPEAKS_OF_SOME.test(text))
      return { placement: 'page', covers: [] };
    // Right under the last picture, and of all of them by its own words.
    if (
      isSeveral &&
      SPEAKS_OF_SEVERAL.test(text) &&
      (isOneGallery || (nearest.level <= SEVERAL_LEVELS && areAlike(candidates)))
    )
      return { placement: 'card', covers: candidates.slice(0, MOST_COVERED) };
    if (rect && rect.width > 0) {
      const captioned = captionOf(rect, candidates);
      if (captioned.length) return { placement: 'caption', covers: captioned };
    } else if (!rect && candidates.length === 1 && looksLaidOver(el, nearest.at)) {
      return { placement: 'overlay', covers: candidates };
    }
    // A label inside one card speaks for that card; in the gallery, for the gallery.
    if (new Set(candidates.map((m) => m.id)).size === 1) return { placement: 'card', covers: candidates };
    const isOneCard = (zone & ZONE.card) !== 0 && candidates.length <= 6;
    const isStatement = SPEAKS_OF_MEDIA.test(text) && candidates.length <= MOST_COVERED && nearest.level <= 4;
    const isSameKind = candidates.every((m) => m.value.role === candidates[0]?.value.role);
    if (isOneGallery || isOneCard || (isStatement && isSameKind && isNear(rect, candidates))) {
      return { placement: 'card', covers: candidates.slice(0, MOST_COVERED) };
    }
    return { placement: 'page', covers: [] };
  }

  #underneath(
    rect: Place,
    nearest: { media: MediumSeen[]; at: Element } | undefined,
    scopes: { media: MediumSeen[] }[],
  ): MediumSeen[] {
    const x = rect.left + rect.width / 2;
    const y = rect.top + rect.height / 2;
    const onto = (m: MediumSeen): boolean =>
      m.rect !== null &&
      x >= m.rect.left &&
      x <= m.rect.right &&
      y >= m.rect.top &&
      y <= m.rect.bottom &&
      rect.width <= m.rect.width * 1.2;
    // Nearest common block first: a picture that merely happens to lie under a fixed bar is not meant.
    for (const scope of scopes.slice(0, 3)) {
      const under = scope.media.filter(onto);
      if (!under.length) continue;
      if (!nearest || scope.media !== nearest.media) return under.slice(0, MOST_COVERED);
      // One label on a carousel stays while slides change: it covers the slides that wait outside the frame.
      const frame = under[0]?.rect;
      const around = this.#frameOf(nearest.at, under[0]);
      const waiting = scope.media.filter((m) => {
        if (under.includes(m) || !(m.zone & ZONE.gallery)) return false;
        if (!m.rect || !frame) return true;
        const isSameSize =
          Math.abs(m.rect.width - frame.width) < 3 && Math.abs(m.rect.height - frame.height) < 3;
        return (
          around !== null &&
          isSameSize &&
          (m.rect.left >= around.right || m.rect.right <= around.left || m.rect.top >= around.bottom)
        );
      });
      return [...under, ...waiting].slice(0, MOST_COVERED);
    }
    return [];
  }

  /** The block's rectangle in document coordinates, from where it stands beside a medium already measured. */
  #frameOf(block: Element, medium: MediumSeen | undefined): Place | null {
    if (!medium?.rect) return null;
    const own = medium.el.getBoundingClientRect();
    const rect = block.getBoundingClientRect();
    const left = rect.left - own.left + medium.rect.left;
    const top = rect.top - own.top + medium.rect.top;
    return {
      left,
      top,
      right: left + rect.width,
      bottom: top + rect.height,
      width: rect.width,
      height: rect.height,
    };
  }
}

/** Layout width from which an image that has not come is a picture and no icon beside the label. */
const LEAST_PICTURE_CSS_PX = 100;

/**
 * Whether a picture that is broken or has not come yet stands nearer to the label than the nearest that was seen: the
 * label is that one’s, and none of its neighbours’.
 */
function waitsForOwnPicture(el: Element, nearest: Element | undefined): boolean {
  for (let at: Element | null = el, i = 0; at && at !== nearest && i < LEVELS; at = parentOf(at), i += 1) {
    const name = nameOf(at);
    if (name === 'body' || name === 'main' || name === 'html') return false;
    for (const image of select(at, 'img').slice(0, 8) as HTMLImageElement[])
      if (image.naturalWidth === 0 && image.offsetWidth >= LEAST_PICTURE_CSS_PX) return true;
  }
  return false;
}

function closest(el: Element, name: string, levels: number): Element | null {
  for (let at: Element | null = el, i = 0; at && i <= levels; at = parentOf(at), i += 1)
    if (nameOf(at) === name) return at;
  return null;
}

/** Pictures of one kind and size, as in a grid or a column. */
function areAlike(media: readonly MediumSeen[]): boolean {
  const [first] = media;
  return media.every(
    (m) =>
      m.value.role === first?.value.role &&
      (!m.rect || !first.rect || Math.abs(m.rect.width - first.rect.width) < 4),
  );
}

/** Media right above or below the text, none of them nearer than another. */
function captionOf(rect: Place, media: readonly MediumSeen[], most = CAPTION_GAP_CSS_PX): MediumSeen[] {
  let least = most;
  let out: MediumSeen[] = [];
  for (const m of media) {
    if (!m.rect) continue;
    const shared = Math.min(rect.right, m.rect.right) - Math.max(rect.left, m.rect.left);
    if (shared < Math.min(rect.width, m.rect.width) * 0.5) continue;
    const gap =
      rect.top >= m.rect.bottom - 2
        ? rect.top - m.rect.bottom
        : m.rect.top >= rect.bottom - 2
          ? m.rect.top - rect.bottom
          : Infinity;
    if (gap > least + 4) continue;
    if (gap < least - 4) out = [];
    least = Math.min(least, gap);
    out.push(m);
  }
  return out.slice(0, MOST_COVERED);
}

function isNear(rect: Place | null, media: MediumSeen[]): boolean {
  if (!rect) return true;
  const gaps = media.flatMap((m) =>
    m.rect ? [Math.max(m.rect.top - rect.bottom, rect.top - m.rect.bottom, 0)] : [],
  );
  return gaps.length > 0 && Math.min(...gaps) <= 200;
}

function looksLaidOver(el: Element, scope: Element): boolean {
  for (let at: Element | null = el, i = 0; at && at !== scope && i < 3; at = parentOf(at), i += 1) {
    const names = attributeOf(at, 'class')
      .replace(/([a-z])([A-Z])/g, '$1-$2')
      .replace(/_/g, '-')
      .toLowerCase();
    if (LIES_ON.test(names) || /position\s*:\s*absolute/i.test(attributeOf(at, 'style'))) return true;
  }
  return false;
}

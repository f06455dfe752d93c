/**
 * Puts the views of a page together, part by part, with the browser's own canvas: one part is held at a time.
 * Runs where there is no page (a service worker, an extension's own page).
 */
import { LIMITS } from '../model/limits';
import type { PageView } from '../model/page-view';
import { partHeight, type Strip } from './plan';

export interface StitchedPart {
  bytes: Uint8Array;
  mime: string;
  /** CSS pixels from the top left of the page. */
  area: { x: number; y: number; width: number; height: number };
}
export interface CutOut extends StitchedPart {
  subject: string;
  /** How much of the subject stood in the window, 0 to 1. */
  share: number;
}

/** Pixels of a subject are kept as they were up to here; larger cut-outs are packed as the page is. */
const LOSSLESS_BYTES = 3 << 20;
/** A part of a page is kept exactly up to here: pages of text and plain surfaces. Photographs are larger. */
const EXACT_PART_BYTES = 512 << 10;
const QUALITIES = [0.9, 0.75, 0.5];
/** From this share on, a subject counts as seen whole. */
export const WHOLE_SHARE = 0.985;

export class Stitcher {
  readonly #parts: StitchedPart[] = [];
  readonly #cutOuts = new Map<string, CutOut>();
  #canvas: OffscreenCanvas | null = null;
  #from = 0;
  #partCss = 0;
  #scale = 1;
  #done = 0;
  #tooLarge = 0;

  /** How far down the page is pictured, in CSS pixels. */
  get done(): number {
    return this.#done;
  }

  /** Adds one view: its strip of the page, and the subjects that stand in it better than before. */
  async add(picture: Blob, view: PageView, strip: Strip | null): Promise<void> {
    const bitmap = await createImageBitmap(picture);
    try {
      const scale = scaleOf(bitmap.width, view);
      if (strip) {
        if (this.#done === 0) {
          this.#scale = scale;
          this.#from = strip.from;
          this.#done = strip.from;
          this.#partCss = partHeight(view.area.width, scale);
        }
        await this.#draw(bitmap, view, strip);
      }
      await this.#cut(bitmap, view, scale);
    } finally {
      bitmap.close();
    }
  }

  async finish(): Promise<{ parts: StitchedPart[]; cutOuts: CutOut[]; tooLarge: number }> {
    await this.#closePart();
    return { parts: this.#parts, cutOuts: [...this.#cutOuts.values()], tooLarge: this.#tooLarge };
  }

  /** Which row of device pixels a height on the page falls on: one rule for all views, so that seams meet. */
  #row(css: number): number {
    return Math.round(css * this.#scale);
  }

  async #draw(bitmap: ImageBitmap, view: PageView, strip: Strip): Promise<void> {
    const { area } = view;
    const scale = this.#scale;
    // Rows of the page to rows of the view; a browser scrolls by whole device pixels.
    const shift = Math.round(area.y * scale) - this.#row(view.y);
    let last = strip.to;
    // Sizes of windows are told in whole CSS pixels: the last row of all may lie outside what was pictured.
    while (last > strip.from && this.#row(last) + shift > bitmap.height) last -= 1 / scale;
    let from = strip.from;
    while (from < last) {
      const end = this.#from + this.#partCss;
      this.#canvas ??= new OffscreenCanvas(
        Math.max(1, Math.round(area.width * scale)),
        Math.max(1, this.#row(end) - this.#row(this.#from)),
      );
      const to = Math.min(last, end);
      const height = this.#row(to) - this.#row(from);
      const { width } = this.#canvas;
      const context = this.#canvas.getContext('2d', { alpha: false });
      // As large as it was: nothing is drawn soft.
      if (height > 0)
        context?.drawImage(
          bitmap,
          Math.round(area.x * scale),
          this.#row(from) + shift,
          width,
          height,
          0,
          this.#row(from) - this.#row(this.#from),
          width,
          height,
        );
      this.#done = to;
      if (to >= end) await this.#closePart();
      from = to;
    }
  }

  async #closePart(): Promise<void> {
    const canvas = this.#canvas;
    const height = this.#done - this.#from;
    this.#canvas = null;
    if (!canvas || height < 1) return;
    const rows = this.#row(this.#done) - this.#row(this.#from);
    const filled = rows < canvas.height ? cropped(canvas, 0, 0, canvas.width, rows) : canvas;
    const packed = await packedPart(filled);
    const area = { x: 0, y: this.#from, width: canvas.width / this.#scale, height };
    if (packed) this.#parts.push({ ...packed, area });
    else this.#tooLarge += 1;
    this.#from = this.#done;
  }

  async #cut(bitmap: ImageBitmap, view: PageView, scale: number): Promise<void> {
    for (const { subject, box, share } of view.boxes) {
      const before = this.#cutOuts.get(subject);
      if (
        before ? before.share >= Math.min(share, WHOLE_SHARE) : this.#cutOuts.size >= LIMITS.elementPictures
      )
        continue;
      const [x, y] = [Math.round(box.x * scale), Math.round(box.y * scale)];
      const width = Math.min(Math.round(box.width * scale), bitmap.width - x);
      const height = Math.min(Math.round(box.height * scale), bitmap.height - y);
      if (width < 2 || height < 2) continue;
      const canvas = cropped(bitmap, x, y, width, height);
      const exact = await bytesOf(canvas, 'image/png');
      const kept = exact.bytes.length <= LOSSLESS_BYTES ? exact : await packedBelow(canvas, LOSSLESS_BYTES);
      if (!kept) continue;
      const area = {
        x: box.x - view.area.x,
        y: box.y - view.area.y + view.y,
        width: box.width,
        height: box.height,
      };
      this.#cutOuts.set(subject, { ...kept, area, subject, share });
    }
  }
}

/**
 * Device pixels for one CSS pixel in this picture. A window tells its width in whole CSS pixels, so where the
 * ratio that it states explains the picture to within one of them, that is the exact number.
 */
function scaleOf(pictureWidth: number, { windowWidth, devicePixelRatio }: PageView): number {
  const isStated = Math.abs(pictureWidth - windowWidth * devicePixelRatio) <= devicePixelRatio;
  return isStated ? devicePixelRatio : pictureWidth / windowWidth;
}

/** A part of the page: every pixel as it was where that is small enough, and packed with loss otherwise. */
async function packedPart(canvas: OffscreenCanvas): Promise<{ bytes: Uint8Array; mime: string } | null> {
  const exact = await bytesOf(canvas, 'image/png');
  return exact.bytes.length <= EXACT_PART_BYTES ? exact : packedBelow(canvas, LIMITS.screenshotBytes);
}

function cropped(
  source: OffscreenCanvas | ImageBitmap,
  x: number,
  y: number,
  width: number,
  height: number,
): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d', { alpha: false })?.drawImage(source, x, y, width, height, 0, 0, width, height);
  return canvas;
}

/** As WebP, the best quality that fits; null when none does. */
async function packedBelow(
  canvas: OffscreenCanvas,
  mostBytes: number,
): Promise<{ bytes: Uint8Array; mime: string } | null> {
  for (const quality of QUALITIES) {
    const packed = await bytesOf(canvas, 'image/webp', quality);
    if (packed.bytes.length <= mostBytes) return packed;
  }
  return null;
}

async function bytesOf(
  canvas: OffscreenCanvas,
  type: string,
  quality?: number,
): Promise<{ bytes: Uint8Array; mime: string }> {
  const blob = await canvas.convertToBlob({ type, ...(quality === undefined ? {} : { quality }) });
  // A browser that cannot write the type asked for writes PNG and says so.
  return { bytes: new Uint8Array(await blob.arrayBuffer()), mime: blob.type };
}

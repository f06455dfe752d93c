/** Taking one frame of a playing video, in memory. The one file here that reads pixels besides the sampler. */

/** Longest side of a frame that is shown as evidence, and shortest side of one that is read for words. */
const EVIDENCE_SIDE = 1_280;
const READING_SIDE = 720;
const QUALITY = 0.82;

/** The frame as JPEG; null where the browser refuses its pixels or nothing is shown. */
export async function jpegOf(video: HTMLVideoElement, use: 'evidence' | 'reading'): Promise<Blob | null> {
  const { videoWidth: width, videoHeight: height } = video;
  if (width < 2 || height < 2) return null;
  const side =
    use === 'evidence' ? EVIDENCE_SIDE / Math.max(width, height) : READING_SIDE / Math.min(width, height);
  const scale = Math.min(1, side, 2_560 / Math.max(width, height));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(width * scale)),
    Math.max(1, Math.round(height * scale)),
  );
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) return null;
  try {
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** A part of a video's picture, in its own pixels. */
export interface Part {
  x: number;
  y: number;
  width: number;
  height: number;
}

const PATCH_WIDTH = 48;
const PATCH_HEIGHT = 12;
/** Correlation of grey values from which a label read before is taken to stand there still. */
const STANDS = 0.5;

/** Watches one small part of the picture, so that words read once need not be read again to know that they stand. */
export class PatchWatch {
  readonly #canvas = new OffscreenCanvas(PATCH_WIDTH, PATCH_HEIGHT);
  readonly #context = this.#canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  readonly #first: Float64Array | null;

  /** The size of the picture in whose pixels the part was given: a stream changes its own with the network. */
  readonly #size: { width: number; height: number };

  constructor(
    video: HTMLVideoElement,
    readonly part: Part,
  ) {
    this.#size = { width: Math.max(1, video.videoWidth), height: Math.max(1, video.videoHeight) };
    this.#first = this.#grey(video);
  }

  /** The part in pixels of the picture that is shown now. */
  partIn({ videoWidth, videoHeight }: Pick<HTMLVideoElement, 'videoWidth' | 'videoHeight'>): Part {
    const across = videoWidth / this.#size.width;
    const down = videoHeight / this.#size.height;
    const { x, y, width, height } = this.part;
    return { x: x * across, y: y * down, width: width * across, height: height * down };
  }

  /** Whether the part looks as it did; null where it cannot be read. */
  stands(video: HTMLVideoElement): boolean | null {
    const now = this.#grey(video);
    return now && this.#first ? correlation(now, this.#first) >= STANDS : null;
  }

  #grey(video: HTMLVideoElement): Float64Array | null {
    const { x, y, width, height } = this.partIn(video);
    if (!this.#context) return null;
    try {
      this.#context.drawImage(video, x, y, width, height, 0, 0, PATCH_WIDTH, PATCH_HEIGHT);
      const { data } = this.#context.getImageData(0, 0, PATCH_WIDTH, PATCH_HEIGHT);
      return Float64Array.from({ length: PATCH_WIDTH * PATCH_HEIGHT }, (_, i) => {
        const at = i * 4;
        return 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
      });
    } catch (error) {
      if (error instanceof DOMException) return null;
      throw error;
    }
  }
}

/** Pearson correlation of two equally long rows of numbers; 1 for two that do not vary at all, else 0 for one. */
export function correlation(a: Float64Array, b: Float64Array): number {
  const n = a.length;
  let sumA = 0;
  let sumB = 0;
  for (let i = 0; i < n; i += 1) {
    sumA += a[i] ?? 0;
    sumB += b[i] ?? 0;
  }
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < n; i += 1) {
    const da = (a[i] ?? 0) - sumA / n;
    const db = (b[i] ?? 0) - sumB / n;
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  if (aa < 1e-9 && bb < 1e-9) return 1;
  return aa < 1e-9 || bb < 1e-9 ? 0 : ab / Math.sqrt(aa * bb);
}

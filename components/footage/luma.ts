/**
 * The small frame straight from the brightness of a decoded one. A decoder keeps brightness by itself (the Y plane of
 * Y′CbCr), so nothing has to be turned into colours first: that is nearly all that a look at a big frame costs.
 */
import { smallSize } from './signature';

/** Formats of WebCodecs whose first plane is eight bits of brightness a pixel. */
const WITH_LUMA: ReadonlySet<string> = new Set(['I420', 'I420A', 'I422', 'I422A', 'I444', 'I444A', 'NV12']);
/** Pixels asked across and down of those that one pixel of the small frame stands for. */
const ASKED = 8;
/** Brightness of video is from 16 to 235 unless it says that its range is full (ITU-R BT.709-6 §4.6). */
const BLACK = 16;
const RANGE = 219;

export function hasLuma(format: string | null): boolean {
  return format !== null && WITH_LUMA.has(format);
}

/** Where brightness lies in a copied frame: bytes from the start, bytes from row to row. */
export interface LumaPlane {
  offset: number;
  stride: number;
}

/** A copied frame of which only the brightness is looked at. The bytes hold until the next frame is copied. */
export interface Luma extends LumaPlane {
  bytes: Uint8Array;
  /** Pixels of the plane, before it is turned. */
  width: number;
  height: number;
  isFullRange: boolean;
  /** Quarter turns clockwise after which the picture stands upright: 0–3. */
  turn: number;
}

/** A decoded frame, of a player or of a file, as far as its brightness is asked for. */
interface Decoded {
  readonly format: string | null;
  readonly colorSpace: { readonly fullRange: boolean | null };
  readonly visibleRect: { readonly width: number; readonly height: number } | null;
  allocationSize(): number;
  copyTo(bytes: Uint8Array): Promise<readonly LumaPlane[]>;
}
/** Two bytes a pixel of 8K: a frame that is larger lies about itself. */
const MOST_FRAME_BYTES = 7680 * 4320 * 2;

/**
 * Copies the brightness of one frame after the other into the same bytes; null of a frame that keeps it otherwise.
 * `turn` as in `Luma`. Rejects as the frame does.
 */
export function lumaCopier(): (frame: Decoded, turn: number) => Promise<Luma | null> {
  let bytes = new Uint8Array(0);
  return async (frame, turn) => {
    const { format, visibleRect, colorSpace } = frame;
    const size = hasLuma(format) ? frame.allocationSize() : 0;
    if (!visibleRect || size === 0 || size > MOST_FRAME_BYTES) return null;
    if (bytes.length !== size) bytes = new Uint8Array(size);
    const [plane] = await frame.copyTo(bytes);
    const { width, height } = visibleRect;
    return plane
      ? { ...plane, bytes, width, height, isFullRange: colorSpace.fullRange === true, turn }
      : null;
  };
}

/** Whether the plane fits its bytes; all that is asked of it afterwards lies inside. */
export function readable({ bytes, offset, stride, width, height, turn }: Luma): boolean {
  const isWhole = [offset, stride, width, height, turn].every(Number.isInteger);
  if (!isWhole || offset < 0 || width < 1 || height < 1 || stride < width || turn < 0 || turn > 3)
    return false;
  return offset + stride * (height - 1) + width <= bytes.length;
}

/**
 * Where the bytes of `width` × `height` samples lie that are spread evenly over the upright picture: the sum of a
 * column's and a row's number. Only for a plane that is `readable`.
 */
export function sampledAt(
  { offset, stride, width, height, turn }: Luma,
  across: number,
  down: number,
): { columns: Int32Array; rows: Int32Array } {
  const isBack = (along: 'columns' | 'rows'): boolean =>
    along === 'columns' ? turn === 1 || turn === 2 : turn === 2 || turn === 3;
  const places = (along: 'columns' | 'rows', count: number): Int32Array => {
    const isRow = (along === 'rows') === (turn % 2 === 0);
    const length = isRow ? height : width;
    return Int32Array.from({ length: count }, (_, n) => {
      const at = Math.floor(((n + 0.5) * length) / count);
      return (isBack(along) ? length - 1 - at : at) * (isRow ? stride : 1);
    });
  };
  return { columns: places('columns', across), rows: places('rows', down).map((at) => at + offset) };
}

/** Tables of the frame before: the next of a film is almost always of its size. */
let lastPlaces: { of: string; columns: Int32Array; rows: Int32Array } | null = null;

function placesIn(luma: Luma, across: number, down: number): { columns: Int32Array; rows: Int32Array } {
  const { offset, stride, width, height, turn } = luma;
  const of = [offset, stride, width, height, turn, across, down].join(' ');
  if (lastPlaces?.of !== of) lastPlaces = { of, ...sampledAt(luma, across, down) };
  return lastPlaces;
}

/** One grey value a pixel, 0–255, upright, at the size of `smallSize`; null where the plane does not fit the bytes. */
export function smallLuma(luma: Luma): { grey: Float64Array; width: number; height: number } | null {
  if (!readable(luma)) return null;
  const { bytes, isFullRange } = luma;
  const small = luma.turn % 2 === 0 ? smallSize(luma.width, luma.height) : smallSize(luma.height, luma.width);
  const { width, height } = small;
  const { columns, rows } = placesIn(luma, width * ASKED, height * ASKED);
  const grey = new Float64Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const from = y * width;
    // Row after row, as the bytes lie: this is asked ten times a second of pictures that no cache holds.
    for (let j = y * ASKED; j < (y + 1) * ASKED; j += 1) {
      const row = rows[j] as number;
      for (let x = 0, at = 0; x < width; x += 1, at += 8) {
        const sum =
          (bytes[row + (columns[at] as number)] as number) +
          (bytes[row + (columns[at + 1] as number)] as number) +
          (bytes[row + (columns[at + 2] as number)] as number) +
          (bytes[row + (columns[at + 3] as number)] as number) +
          (bytes[row + (columns[at + 4] as number)] as number) +
          (bytes[row + (columns[at + 5] as number)] as number) +
          (bytes[row + (columns[at + 6] as number)] as number) +
          (bytes[row + (columns[at + 7] as number)] as number);
        grey[from + x] = (grey[from + x] as number) + sum;
      }
    }
  }
  for (let n = 0; n < grey.length; n += 1) {
    const mean = (grey[n] as number) / (ASKED * ASKED);
    const shown = isFullRange ? mean : ((mean - BLACK) * 255) / RANGE;
    grey[n] = Math.max(0, Math.min(255, shown));
  }
  return { grey, ...small };
}

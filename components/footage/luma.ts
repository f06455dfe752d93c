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

/** One grey value a pixel, 0–255, at the size of `smallSize`; null where the plane does not fit the bytes. */
export function smallLuma(
  bytes: Uint8Array,
  { offset, stride }: LumaPlane,
  width: number,
  height: number,
  isFullRange: boolean,
): { grey: Float64Array; width: number; height: number } | null {
  const isWhole = [offset, stride, width, height].every(Number.isInteger);
  if (!isWhole || offset < 0 || width < 1 || height < 1 || stride < width) return null;
  if (offset + stride * (height - 1) + width > bytes.length) return null;
  const small = smallSize(width, height);
  const columns = asked(width, small.width);
  const rows = asked(height, small.height);
  const grey = new Float64Array(small.width * small.height);
  for (let y = 0; y < small.height; y += 1)
    for (let x = 0; x < small.width; x += 1) {
      let sum = 0;
      for (let j = 0; j < ASKED; j += 1) {
        const row = offset + stride * (rows[y * ASKED + j] as number);
        for (let i = 0; i < ASKED; i += 1) sum += bytes[row + (columns[x * ASKED + i] as number)] as number;
      }
      const mean = sum / (ASKED * ASKED);
      const shown = isFullRange ? mean : ((mean - BLACK) * 255) / RANGE;
      grey[y * small.width + x] = Math.max(0, Math.min(255, shown));
    }
  return { grey, ...small };
}

/** The places asked along one side, `ASKED` for each pixel of the small frame, spread evenly over what it stands for. */
function asked(length: number, small: number): Int32Array {
  const share = length / (small * ASKED);
  return Int32Array.from({ length: small * ASKED }, (_, n) => Math.floor((n + 0.5) * share));
}

/**
 * Writes the open DWT-DCT watermark into pixels, step by step as its published description has it (one Haar level over
 * 8-bit U, 4 × 4 squares, the largest coefficient moved to a quarter or three quarters of a step), rounding and
 * all: what the reader meets in files of the Stable Diffusion family. The published program puts the two detail
 * bands back in each other's place; so does this.
 */
const STEP = 36;

/** RGBA pixels with the message; the alpha is untouched. */
export function withWatermark(
  rgba: Uint8Array,
  width: number,
  height: number,
  bits: readonly number[],
): Uint8Array {
  const out = Uint8Array.from(rgba);
  const wide = Math.floor(width / 4) * 2;
  const high = Math.floor(height / 4) * 2;
  const u = new Float64Array(width * height);
  const y = new Float64Array(width * height);
  const v = new Float64Array(width * height);
  const byte = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));
  for (let n = 0; n < width * height; n += 1) {
    const [r, g, b] = [rgba[n * 4] ?? 0, rgba[n * 4 + 1] ?? 0, rgba[n * 4 + 2] ?? 0];
    const grey = 0.299 * r + 0.587 * g + 0.114 * b;
    y[n] = byte(grey);
    u[n] = byte(0.492 * (b - grey) + 128);
    v[n] = byte(0.877 * (r - grey) + 128);
  }
  const band = (): Float64Array => new Float64Array(wide * high);
  const [low, across, down, diagonal] = [band(), band(), band(), band()];
  for (let row = 0; row < high; row += 1)
    for (let column = 0; column < wide; column += 1) {
      const at = row * 2 * width + column * 2;
      const [a, b, c, d] = [u[at] ?? 0, u[at + 1] ?? 0, u[at + width] ?? 0, u[at + width + 1] ?? 0];
      const n = row * wide + column;
      low[n] = (a + b + c + d) / 2;
      across[n] = (a + b - c - d) / 2;
      down[n] = (a - b + c - d) / 2;
      diagonal[n] = (a - b - c + d) / 2;
    }
  let square = 0;
  for (let row = 0; row + 4 <= high; row += 4)
    for (let column = 0; column + 4 <= wide; column += 4) {
      let at = -1;
      for (let cell = 1; cell < 16; cell += 1) {
        const n = (row + (cell >> 2)) * wide + column + (cell % 4);
        if (at < 0 || Math.abs(low[n] ?? 0) > Math.abs(low[at] ?? 0)) at = n;
      }
      const bit = bits[square % bits.length] ?? 0;
      low[at] = (Math.floor(Math.abs(low[at] ?? 0) / STEP) + 0.25 + 0.5 * bit) * STEP;
      square += 1;
    }
  for (let row = 0; row < high; row += 1)
    for (let column = 0; column < wide; column += 1) {
      const n = row * wide + column;
      // In each other's place, as published.
      const [l, h, w, d] = [low[n] ?? 0, down[n] ?? 0, across[n] ?? 0, diagonal[n] ?? 0];
      const at = row * 2 * width + column * 2;
      u[at] = (l + h + w + d) / 2;
      u[at + 1] = (l + h - w - d) / 2;
      u[at + width] = (l - h + w - d) / 2;
      u[at + width + 1] = (l - h - w + d) / 2;
    }
  for (let n = 0; n < width * height; n += 1) {
    const blue = Math.floor(Math.max(0, Math.min(255, u[n] ?? 0))) - 128;
    const red = (v[n] ?? 0) - 128;
    const grey = y[n] ?? 0;
    out[n * 4] = byte(grey + 1.14 * red);
    out[n * 4 + 1] = byte(grey - 0.395 * blue - 0.581 * red);
    out[n * 4 + 2] = byte(grey + 2.032 * blue);
  }
  return out;
}

/**
 * The one family of invisible watermarks that anyone can read without a secret: “DWT-DCT” as the published image
 * models of the Stable Diffusion family write it (the open `invisible-watermark` method of that name). A message of
 * known bits is written over and over into 8 × 8-pixel squares of the blue-difference channel.
 *
 * A hit is a trace, never a proof: anyone can write these bits, and most copies of a picture (another size, JPEG,
 * WebP) have lost them. A miss says nothing. Pure arithmetic over pixels.
 */

export interface PublishedMessage {
  id: 'stable-diffusion-v1' | 'sdxl' | 'flux';
  bits: readonly number[];
  /** Length of a structure in the message (bytes of letters): taken out before comparing. */
  period: number;
}

const bitsOfLetters = (letters: string): number[] =>
  [...letters].flatMap((letter) =>
    Array.from({ length: 8 }, (_, n) => (letter.charCodeAt(0) >> (7 - n)) & 1),
  );
const bitsOfDigits = (digits: string): number[] => [...digits].map(Number);

/** Messages as the published programs write them. */
export const PUBLISHED_MESSAGES: readonly PublishedMessage[] = [
  { id: 'stable-diffusion-v1', bits: bitsOfLetters('StableDiffusionV1'), period: 8 },
  { id: 'sdxl', bits: bitsOfDigits('101100111110110010010000011110111011000110011110'), period: 1 },
  { id: 'flux', bits: bitsOfDigits('001010101111111010000111100111001111010100101110'), period: 1 },
];

/** Step of the quantisation, as published. */
const STEP = 36;
/** The method refuses smaller pictures. */
export const LEAST_AREA = 256 * 256;
/** Half the side, in squares, of the surroundings whose mean is taken from each square's vote. */
const AROUND = 2;
/**
 * Least agreement, in standard deviations of chance. For a message that has nothing to do with the picture the sum
 * of votes is a sum of random signs, so by Hoeffding's inequality agreement z is reached with a chance of at most
 * exp(−z²/2), whatever the picture and however its squares hang together: at 5.3, with three messages, 2.4 in a
 * million.
 */
export const LEAST_AGREEMENT = 5.3;
/** Each half of the picture has to agree by itself as well: one odd region is no watermark. */
const LEAST_HALF_AGREEMENT = 2.5;
/** Share of the message's bits whose vote has the right sign. */
const LEAST_BITS = 0.75;

export interface WatermarkMatch {
  id: PublishedMessage['id'];
  bitsMatched: number;
  bitsTotal: number;
  /** Agreement in standard deviations of chance. */
  agreement: number;
}

/** Upper bound of the chance that an unrelated picture passes, all published messages together. */
export function falsePositiveBound(agreement = LEAST_AGREEMENT): number {
  return PUBLISHED_MESSAGES.length * Math.exp((-agreement * agreement) / 2);
}

/** Votes of the squares, row by row: from −1 (a clear 0) to 1 (a clear 1). */
export interface Votes {
  across: number;
  down: number;
  values: Float32Array;
}

/** The watermark in these RGBA pixels, or null. Null for pictures that the method does not take. */
export function publishedWatermark(
  rgba: ArrayLike<number>,
  width: number,
  height: number,
): WatermarkMatch | null {
  if (width * height < LEAST_AREA) return null;
  const votes = withoutSurroundings(votesOf(rgba, width, height));
  let best: WatermarkMatch | null = null;
  for (const message of PUBLISHED_MESSAGES) {
    const match = agreementWith(votes, message);
    if (match.isHit && (!best || match.agreement > best.agreement)) best = match.match;
  }
  return best;
}

/** How these votes agree with one message, whole and by halves. */
export function agreementWith(
  votes: Votes,
  message: PublishedMessage,
): { match: WatermarkMatch; agreement: number; isHit: boolean } {
  const middle = Math.floor(votes.down / 2);
  const whole = compare(votes, message, 0, votes.down);
  const halves = [compare(votes, message, 0, middle), compare(votes, message, middle, votes.down)];
  const isHit =
    whole.agreement >= LEAST_AGREEMENT &&
    whole.bitsMatched >= LEAST_BITS * message.bits.length &&
    halves.every(({ agreement }) => agreement >= LEAST_HALF_AGREEMENT);
  const { agreement, bitsMatched } = whole;
  return {
    match: { id: message.id, bitsMatched, bitsTotal: message.bits.length, agreement },
    agreement,
    isHit,
  };
}

function compare(
  { across, values }: Votes,
  { bits, period }: PublishedMessage,
  fromRow: number,
  toRow: number,
): { agreement: number; bitsMatched: number } {
  const sums = new Float64Array(bits.length);
  for (let n = fromRow * across; n < toRow * across; n += 1) {
    const k = n % bits.length;
    sums[k] = (sums[k] ?? 0) + (values[n] ?? 0);
  }
  // What a picture gives to all bits alike (or to the same bit of every letter) says nothing of the message.
  for (let phase = 0; phase < period; phase += 1) {
    let sum = 0;
    let count = 0;
    for (let k = phase; k < sums.length; k += period) {
      sum += sums[k] ?? 0;
      count += 1;
    }
    for (let k = phase; k < sums.length; k += period) sums[k] = (sums[k] ?? 0) - sum / count;
  }
  let along = 0;
  let squared = 0;
  let bitsMatched = 0;
  bits.forEach((bit, k) => {
    const vote = sums[k] ?? 0;
    const signed = bit === 1 ? vote : -vote;
    along += signed;
    squared += vote * vote;
    if (signed > 0) bitsMatched += 1;
  });
  return { agreement: squared > 1e-9 ? along / Math.sqrt(squared) : 0, bitsMatched };
}

/** One vote for each 8 × 8-pixel square: the largest of fifteen coefficients, by where it lies in its step. */
export function votesOf(rgba: ArrayLike<number>, width: number, height: number): Votes {
  const across = Math.floor(Math.floor(width / 4) / 2);
  const down = Math.floor(Math.floor(height / 4) / 2);
  const values = new Float32Array(across * down);
  for (let row = 0; row < down; row += 1)
    for (let column = 0; column < across; column += 1) {
      let most = -1;
      for (let cell = 1; cell < 16; cell += 1) {
        const x = column * 8 + (cell % 4) * 2;
        const y = row * 8 + (cell >> 2) * 2;
        const at = (y * width + x) * 4;
        const below = at + width * 4;
        const low = Math.abs(
          (blueDifference(rgba, at) +
            blueDifference(rgba, at + 4) +
            blueDifference(rgba, below) +
            blueDifference(rgba, below + 4)) /
            2,
        );
        if (low > most) most = low;
      }
      values[row * across + column] = -Math.sin((2 * Math.PI * (most % STEP)) / STEP);
    }
  return { across, down, values };
}

/** U of 8-bit YUV (BT.601) as common image libraries round it. */
function blueDifference(rgba: ArrayLike<number>, at: number): number {
  const red = rgba[at] ?? 0;
  const green = rgba[at + 1] ?? 0;
  const blue = rgba[at + 2] ?? 0;
  const grey = 0.299 * red + 0.587 * green + 0.114 * blue;
  return Math.max(0, Math.min(255, Math.round(0.492 * (blue - grey) + 128)));
}

/** Votes less the mean of those around: what a plain wall votes, all its squares vote. */
export function withoutSurroundings({ across, down, values }: Votes): Votes {
  const row = across + 1;
  const sums = new Float64Array(row * (down + 1));
  for (let y = 0; y < down; y += 1) {
    let sum = 0;
    for (let x = 0; x < across; x += 1) {
      sum += values[y * across + x] ?? 0;
      sums[(y + 1) * row + x + 1] = (sums[y * row + x + 1] ?? 0) + sum;
    }
  }
  const out = new Float32Array(values.length);
  for (let y = 0; y < down; y += 1) {
    const top = Math.max(0, y - AROUND);
    const bottom = Math.min(down, y + AROUND + 1);
    for (let x = 0; x < across; x += 1) {
      const left = Math.max(0, x - AROUND);
      const right = Math.min(across, x + AROUND + 1);
      const sum =
        (sums[bottom * row + right] ?? 0) -
        (sums[top * row + right] ?? 0) -
        (sums[bottom * row + left] ?? 0) +
        (sums[top * row + left] ?? 0);
      out[y * across + x] = (values[y * across + x] ?? 0) - sum / ((right - left) * (bottom - top));
    }
  }
  return { across, down, values: out };
}

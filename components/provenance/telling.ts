/**
 * Whether an XMP packet is worth reading: a fast no for most of what cameras and editors write. Searches its bytes,
 * because making a text of a packet costs as much as searching it.
 */
import { isGeneratorName } from './traces';
import { decodeText, startsWith } from './walk';

/**
 * Words one of which any packet that matters to us holds, besides the name of the program. Labels, recipes in JSON
 * and graphs in a description all need a brace; a word in numeric entities needs one of those.
 */
const WORDS = [
  'AISystem',
  'AIPrompt',
  'TC260',
  'igitalSource',
  'igitalsource',
  'Credit',
  'provenance',
  'UserComment',
  'Steps:',
  'Job ID',
  'reatorTool',
];
/** Shorter than the others: searched with whatever stands before it. */
const SHORT_WORD = 'AIGC';
const TOOL_WORD = 'reatorTool';
const ANY_WORD = new RegExp(`${WORDS.join('|')}|${SHORT_WORD}|\\{|&#`);

/**
 * Wu and Manber (1994), blocks of two bytes in a window of five: how far on the next place is at which a word can
 * end its window, by the two bytes met there. Blocks that share a place of the table take the shorter step.
 */
const WINDOW = 5;
const LAST = WINDOW - 2;
const PLACES = 4095;
const STEPS = new Uint8Array(PLACES + 1).fill(WINDOW - 1);
for (const word of WORDS) {
  for (let n = 0; n <= LAST; n++) shorten(word.charCodeAt(n), word.charCodeAt(n + 1), LAST - n);
}
for (let n = 0; n <= 0xff; n++) shorten(n, SHORT_WORD.charCodeAt(0), LAST);
for (let n = 0; n + 1 < SHORT_WORD.length; n++)
  shorten(SHORT_WORD.charCodeAt(n), SHORT_WORD.charCodeAt(n + 1), LAST - 1 - n);

function shorten(a: number, b: number, step: number): void {
  const place = ((a << 5) ^ b) & PLACES;
  STEPS[place] = Math.min(STEPS[place] ?? 0, step);
}

/** True where the packet may state something that `readXmp` reads; false only where it states nothing of the kind. */
export function isTellingPacket(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from < 2 * WINDOW) return true;
  if (isWide(bytes, from)) return ANY_WORD.test(decodeText(bytes.subarray(from, to)));
  const whole = from === 0 && to === bytes.length ? bytes : bytes.subarray(from, to);
  if (whole.includes(0x7b)) return true;
  for (let at = whole.indexOf(0x26); at >= 0; at = whole.indexOf(0x26, at + 1)) {
    if (whole[at + 1] === 0x23) return true;
  }
  return startsWith(whole, SHORT_WORD) || holdsWord(whole);
}

/** UTF-16, by its order mark or by the zeros of its first two letters, as `decodeText` tells it. */
function isWide(bytes: Uint8Array, from: number): boolean {
  const first = bytes[from] ?? 0;
  return first >= 0xfe || first === 0 || bytes[from + 1] === 0;
}

/** Four looks take turns over a quarter each: one alone would wait for its table at every step. */
function holdsWord(bytes: Uint8Array): boolean {
  const end = bytes.length - 1;
  const quarter = bytes.length >> 2;
  let a = LAST;
  let b = Math.max(LAST, quarter - WINDOW);
  let c = Math.max(LAST, 2 * quarter - WINDOW);
  let d = Math.max(LAST, 3 * quarter - WINDOW);
  while (a < quarter && b < 2 * quarter && c < 3 * quarter && d < end) {
    const stepA = STEPS[(((bytes[a] ?? 0) << 5) ^ (bytes[a + 1] ?? 0)) & PLACES] ?? 1;
    const stepB = STEPS[(((bytes[b] ?? 0) << 5) ^ (bytes[b + 1] ?? 0)) & PLACES] ?? 1;
    const stepC = STEPS[(((bytes[c] ?? 0) << 5) ^ (bytes[c + 1] ?? 0)) & PLACES] ?? 1;
    const stepD = STEPS[(((bytes[d] ?? 0) << 5) ^ (bytes[d + 1] ?? 0)) & PLACES] ?? 1;
    if (stepA === 0 && isWordAt(bytes, a - LAST)) return true;
    if (stepB === 0 && isWordAt(bytes, b - LAST)) return true;
    if (stepC === 0 && isWordAt(bytes, c - LAST)) return true;
    if (stepD === 0 && isWordAt(bytes, d - LAST)) return true;
    a += stepA || 1;
    b += stepB || 1;
    c += stepC || 1;
    d += stepD || 1;
  }
  return (
    holdsWordFrom(bytes, a, quarter + WINDOW) ||
    holdsWordFrom(bytes, b, 2 * quarter + WINDOW) ||
    holdsWordFrom(bytes, c, 3 * quarter + WINDOW) ||
    holdsWordFrom(bytes, d, end)
  );
}

/** The same alone, until the end of a window reaches `to`. */
function holdsWordFrom(bytes: Uint8Array, from: number, to: number): boolean {
  const end = Math.min(to, bytes.length - 1);
  for (let at = from; at < end;) {
    const step = STEPS[(((bytes[at] ?? 0) << 5) ^ (bytes[at + 1] ?? 0)) & PLACES] ?? 1;
    if (step === 0 && isWordAt(bytes, at - LAST)) return true;
    at += step || 1;
  }
  return false;
}

function isWordAt(bytes: Uint8Array, at: number): boolean {
  if (startsWith(bytes, SHORT_WORD, at + 1)) return true;
  const word = WORDS.find((candidate) => startsWith(bytes, candidate, at));
  return word !== undefined && (word !== TOOL_WORD || namesGenerator(bytes, at + TOOL_WORD.length));
}

/** Longest name of a program that is looked at, with what stands between it and its property. */
const NAME_LOOK = 160;

/** `xmp:CreatorTool="…"` or `<xmp:CreatorTool>…<`; anything else is for the complete reader. */
function namesGenerator(bytes: Uint8Array, at: number): boolean {
  const name = /^(?:\s*=\s*["']|>)([^"'<>&]*)["'<]/.exec(decodeText(bytes.subarray(at, at + NAME_LOOK)))?.[1];
  return name === undefined || isGeneratorName(name);
}

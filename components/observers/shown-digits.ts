/**
 * Whether the digits that a shopper sees are those of the text: a font of the page may draw a 7 where the text
 * says 3, and a style may put them in another order. What is drawn otherwise cannot be read, and is said so.
 */
import { parentOf, rectOf, textOf } from './dom';

export type Disguise = 'price-glyphs-mapped' | 'price-reordered';

/** One verdict for each font of a page: drawing ten digits takes a millisecond or two. */
export type FontVerdicts = Map<string, boolean>;

/** How what an element shows in digits differs from its text; null where nothing says that it does. Needs layout. */
export function disguiseOf(el: Element, style: CSSStyleDeclaration, fonts: FontVerdicts): Disguise | null {
  const isTurned = style.unicodeBidi.includes('override') && style.direction === 'rtl';
  if (isTurned || textOf(el).slice(0, 80).includes('\u202e')) return 'price-reordered';
  if (isSingle(el) && isReordered(parentOf(el))) return 'price-reordered';
  return isMapped(el.ownerDocument, style, fonts) ? 'price-glyphs-mapped' : null;
}

const isSingle = (el: Element): boolean => /^\s*[\d.,]\s*$/.test(textOf(el).slice(0, 12));

/** Digits one to an element, that do not stand from left to right as they are written. */
function isReordered(group: Element | null): boolean {
  if (!group || group.children.length > 24) return false;
  const rects = Array.from(group.children)
    .filter(isSingle)
    .map(rectOf)
    .filter(({ width, height }) => width > 0 && height > 0);
  return rects.some((rect, n) => {
    const before = rects[n - 1];
    return before !== undefined && rect.left < before.left + before.width / 2 && rect.top < before.bottom;
  });
}

const CELL = { width: 48, height: 64 };

/**
 * Enclosed areas tell digits apart whatever the face: an 8 has two, a 0, 6 and 9 have one, and 1, 2, 3, 5 and 7
 * have none. A face is taken for mapped only where the two areas stand under another digit than 8 (a slashed 0
 * may have two as well), or where a digit without any has one and one that has one has none. Odd faces (open,
 * outlined, stencilled) do neither. A mapping that keeps all of these apart goes unnoticed: 1 in 1,000.
 */
function isMapped(doc: Document, style: CSSStyleDeclaration, fonts: FontVerdicts): boolean {
  const { fontFamily, fontWeight, fontStyle } = style;
  const key = `${fontStyle} ${fontWeight} ${fontFamily}`;
  const known = fonts.get(key);
  if (known !== undefined) return known;
  const isOwn = fonts.size < 6 && hasOwnFace(doc, fontFamily);
  const holes = isOwn ? drawnHoles(doc, `${fontStyle} ${fontWeight} 44px ${fontFamily}`) : null;
  const isOdd =
    holes !== null &&
    ((holes[8] !== 2 && [1, 2, 3, 4, 5, 6, 7, 9].some((digit) => holes[digit] === 2)) ||
      ([1, 2, 3, 5, 7].some((digit) => (holes[digit] ?? 0) > 0) &&
        [0, 6, 9].some((digit) => holes[digit] === 0)));
  fonts.set(key, isOdd);
  return isOdd;
}

/** Whether the page brought one of these faces itself, and it is there. */
function hasOwnFace(doc: Document, families: string): boolean {
  const plain = (name: string): string => name.replace(/["']/g, '').trim().toLowerCase();
  const wanted = new Set(families.split(',').map(plain));
  let isFound = false;
  let seen = 0;
  doc.fonts.forEach((face) => {
    if ((seen += 1) <= 400 && face.status === 'loaded' && wanted.has(plain(face.family))) isFound = true;
  });
  return isFound;
}

/** Enclosed areas of the ten digits, drawn where nobody sees them; null where the browser does not let us. */
function drawnHoles(doc: Document, font: string): number[] | null {
  const canvas = doc.createElement('canvas');
  canvas.width = CELL.width * 10;
  canvas.height = CELL.height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  context.font = font;
  context.textBaseline = 'alphabetic';
  for (let digit = 0; digit < 10; digit += 1)
    context.fillText(String(digit), digit * CELL.width + 6, 50, CELL.width - 10);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return Array.from({ length: 10 }, (_, digit) =>
    holesOf((x, y) => (data[(y * canvas.width + digit * CELL.width + x) * 4 + 3] ?? 0) > 96),
  );
}

/** Areas without ink that the edge of the cell cannot reach; specks of a few pixels are not counted. */
export function holesOf(isInk: (x: number, y: number) => boolean, { width, height } = CELL): number {
  const seen = new Uint8Array(width * height);
  let holes = 0;
  for (let start = 0; start < seen.length; start += 1) {
    if (seen[start] || isInk(start % width, Math.floor(start / width))) continue;
    let [size, isOpen] = [0, false];
    const stack = [start];
    seen[start] = 1;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const [x, y] = [at % width, Math.floor(at / width)];
      size += 1;
      isOpen ||= x === 0 || y === 0 || x === width - 1 || y === height - 1;
      for (const [dx, dy] of AROUND) {
        const [nx, ny] = [x + dx, y + dy];
        const next = ny * width + nx;
        if (nx < 0 || ny < 0 || nx >= width || ny >= height || seen[next] || isInk(nx, ny)) continue;
        seen[next] = 1;
        stack.push(next);
      }
    }
    if (!isOpen && size >= 6) holes += 1;
  }
  return holes;
}

const AROUND = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

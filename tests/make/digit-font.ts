/**
 * A small TrueType font with digits of seven bars, drawn by us, whose table of characters may be any: a page
 * that writes 3 and shows 7. Tables after OpenType 1.9 (head, hhea, maxp, OS/2, hmtx, cmap, loca, glyf, name, post).
 */

/** Bars of each digit, clockwise from the top (a), the middle one last (g). */
const BARS = ['abcdef', 'bc', 'abged', 'abgcd', 'fgbc', 'afgcd', 'afgedc', 'abc', 'abcdefg', 'abcdfg'];
/** Left, bottom, right, top of each bar, in thousandths of the type size. */
const BAR: Record<string, readonly [number, number, number, number]> = {
  a: [80, 610, 520, 700],
  b: [430, 305, 520, 700],
  c: [430, 0, 520, 395],
  d: [80, 0, 520, 90],
  e: [80, 0, 170, 395],
  f: [80, 305, 170, 700],
  g: [80, 305, 520, 395],
};
const WIDTH = 600;

class Bytes {
  readonly #out: number[] = [];
  u8(...values: number[]): this {
    for (const value of values) this.#out.push(value & 0xff);
    return this;
  }
  u16(...values: number[]): this {
    for (const value of values) this.u8(value >> 8, value);
    return this;
  }
  u32(...values: number[]): this {
    for (const value of values) this.u16(value >>> 16, value);
    return this;
  }
  text(text: string): this {
    return this.u8(...Buffer.from(text, 'latin1'));
  }
  done(): Buffer {
    return Buffer.from(this.#out);
  }
}

function glyph(bars: string): Buffer {
  const out = new Bytes();
  const boxes = [...bars].flatMap((bar) => BAR[bar] ?? []);
  const rects = bars.length;
  out.u16(rects, 80, 0, 520, 700);
  for (let n = 0; n < rects; n += 1) out.u16(n * 4 + 3);
  out.u16(0);
  for (let n = 0; n < rects * 4; n += 1) out.u8(1);
  const xs: number[] = [];
  const ys: number[] = [];
  for (let n = 0; n < rects; n += 1) {
    const [left = 0, bottom = 0, right = 0, top = 0] = boxes.slice(n * 4, n * 4 + 4);
    xs.push(left, left, right, right);
    ys.push(bottom, top, top, bottom);
  }
  const deltas = (all: number[]): number[] => all.map((value, n) => value - (all[n - 1] ?? 0));
  out.u16(...deltas(xs), ...deltas(ys));
  const bytes = out.done();
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}

/** Character table, format 4: one segment for each digit, and the last one that the format asks for. */
function characters(shows: string): Buffer {
  const segments = 11;
  const ends = [...Array.from({ length: 10 }, (_, digit) => 0x30 + digit), 0xffff];
  const deltas = [...Array.from({ length: 10 }, (_, digit) => Number(shows[digit]) + 1 - (0x30 + digit)), 1];
  const out = new Bytes().u16(0, 1).u16(3, 1).u32(12);
  out.u16(4, 16 + segments * 8, 0, segments * 2, 16, 3, segments * 2 - 16);
  return out
    .u16(...ends, 0)
    .u16(...ends)
    .u16(...deltas)
    .u16(...Array<number>(segments).fill(0))
    .done();
}

/**
 * The font as TrueType bytes. `shows`: the digit that is drawn for each of 0 to 9, `0123456789` for an honest
 * one.
 */
export function digitFont(shows: string): Buffer {
  const glyphs = [Buffer.alloc(0), ...BARS.map(glyph)];
  const offsets = glyphs.reduce<number[]>((all, one) => [...all, (all.at(-1) ?? 0) + one.length], [0]);
  const tables: Record<string, Buffer> = {
    'OS/2': new Bytes()
      .u16(3, WIDTH, 400, 5, 0, 650, 600, 0, 75, 650, 600, 0, 350, 50, 250, 0)
      .u8(...Array<number>(10).fill(0))
      .u32(1, 0, 0, 0)
      .text('NONE')
      .u16(0x40, 0x30, 0x39, 800, -200, 0, 900, 200)
      .u32(1, 0)
      .u16(500, 700, 0, 0x20, 1)
      .done(),
    cmap: characters(shows),
    glyf: Buffer.concat(glyphs),
    head: new Bytes()
      .u32(0x00010000, 0x00010000, 0, 0x5f0f3cf5)
      .u16(0x000b, 1000)
      .u32(0, 0, 0, 0)
      .u16(0, 0, WIDTH, 700, 0, 8, 2, 1, 0)
      .done(),
    hhea: new Bytes()
      .u32(0x00010000)
      .u16(800, -200, 0, WIDTH, 80, 80, 520, 1, 0, 0, 0, 0, 0, 0, 0, glyphs.length)
      .done(),
    hmtx: new Bytes().u16(...glyphs.flatMap(() => [WIDTH, 80])).done(),
    loca: new Bytes().u32(...offsets).done(),
    maxp: new Bytes().u32(0x00010000).u16(glyphs.length, 28, 7, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0).done(),
    name: new Bytes().u16(0, 1, 18).u16(3, 1, 0x409, 1, 8, 0).u16(0x44, 0x69, 0x67, 0x69).done(),
    post: new Bytes().u32(0x00030000, 0, 0, 0, 0, 0, 0, 0).done(),
  };
  const tags = Object.keys(tables).sort();
  const head = new Bytes().u32(0x00010000).u16(tags.length, 128, 3, tags.length * 16 - 128);
  const body: Buffer[] = [];
  let at = 12 + tags.length * 16;
  for (const tag of tags) {
    const bytes = tables[tag] ?? Buffer.alloc(0);
    const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
    let sum = 0;
    for (let n = 0; n < padded.length; n += 4) sum = (sum + padded.readUInt32BE(n)) >>> 0;
    head.text(tag).u32(sum, at, bytes.length);
    body.push(padded);
    at += padded.length;
  }
  return Buffer.concat([head.done(), ...body]);
}

/** Documents: PDF, Office Open XML, Markdown and SVG. Bounded scans, since none of them is a product picture. */
import { LIMITS } from '../../model/limits';
import { base64 } from '../base64';
import { inflate } from '../inflate';
import { type Reading, type Walk, decodeText, find, fourcc, latin, u32, u32le } from '../walk';
import { unescapeXml } from '../xmp';

const HEAD = 1 << 20;
const END_RECORD = 66_000;
const MOST_PACKETS = 16;
const SVG_LABEL = 8192;

/** Hands out the PDF Info key `/AIGC` (TC260-PG-20258A), XMP packets and an embedded C2PA store. */
export function* walkPdf(walk: Walk): Reading<void> {
  const size = Math.min(walk.end ?? LIMITS.mediaBytes, walk.depth === 'whole' ? LIMITS.mediaBytes : HEAD);
  const bytes = yield* walk.at(0, size);
  for (let at = find(bytes, '/AIGC'); at >= 0; at = find(bytes, '/AIGC', at + 5)) {
    walk.part(at);
    const value = pdfString(bytes, at + 5) ?? referred(bytes, at + 5);
    if (value)
      walk.keep({ kind: 'text', place: 'pdf-info', key: 'AIGC', offset: at, bytes: value, isCut: false });
  }
  for (let packet = find(bytes, '<x:xmpmeta'), n = 0; packet >= 0 && n < MOST_PACKETS; n++) {
    const stop = find(bytes, '</x:xmpmeta', packet);
    walk.keep({
      kind: 'xmp',
      place: 'xmp',
      key: '',
      offset: packet,
      bytes: bytes.subarray(packet, stop < 0 ? packet + HEAD : stop + 12),
      isCut: stop < 0,
    });
    packet = stop < 0 ? -1 : find(bytes, '<x:xmpmeta', stop);
  }
  for (let at = find(bytes, 'jumb'); at >= 4; at = find(bytes, 'jumb', at + 4)) {
    walk.part(at);
    if (fourcc(bytes, at + 8) !== 'jumd' || fourcc(bytes, at + 12) !== 'c2pa') continue;
    const end = at - 4 + u32(bytes, at - 4);
    walk.keep({
      kind: 'jumbf',
      place: 'c2pa',
      key: '',
      offset: at - 4,
      bytes: bytes.subarray(at - 4, end),
      isCut: end > bytes.length,
    });
    break;
  }
  if (walk.depth === 'whole') objectStreams(walk, bytes);
}

/** Object streams (PDF 1.5) hide the Info dictionary from a raw look. */
function objectStreams(walk: Walk, bytes: Uint8Array): void {
  let budget = LIMITS.inflatedBytes * 4;
  for (
    let at = find(bytes, '/ObjStm'), n = 0;
    at >= 0 && n < 256 && budget > 0;
    at = find(bytes, '/ObjStm', at + 7), n++
  ) {
    const start = find(bytes.subarray(0, at + 2048), 'stream', at);
    if (start < 0) continue;
    const from = start + 6 + (bytes[start + 6] === 13 ? 2 : 1);
    const stop = find(bytes.subarray(0, from + LIMITS.metadataBytes), 'endstream', from);
    const { bytes: plain } = inflate(
      bytes.subarray(from, stop < 0 ? from : stop),
      'zlib',
      Math.min(budget, LIMITS.inflatedBytes),
    );
    budget -= plain.length + 1;
    const key = find(plain, '/AIGC');
    const value = key < 0 ? null : pdfString(plain, key + 5);
    if (value)
      walk.keep({ kind: 'text', place: 'pdf-info', key: 'AIGC', offset: at, bytes: value, isCut: false });
  }
}

/** The string of an object that is named by its number, `12 0 R` (PDF 32000-1 §7.3.10); null when there is none. */
function referred(bytes: Uint8Array, from: number): Uint8Array | null {
  const match = /^\s*(\d{1,8})\s+(\d{1,5})\s+R\b/.exec(latin(bytes.subarray(from, from + 32)));
  if (!match) return null;
  const head = `${match[1] ?? ''} ${match[2] ?? ''} obj`;
  for (let at = find(bytes, head); at >= 0; at = find(bytes, head, at + 1)) {
    const before = bytes[at - 1] ?? 10;
    if (before <= 32) return pdfString(bytes, at + head.length);
  }
  return null;
}

/** A literal `(…)` or hexadecimal `<…>` string (PDF 32000-1 §7.3.4); null when none stands there. */
function pdfString(bytes: Uint8Array, from: number): Uint8Array | null {
  let at = from;
  while (at < bytes.length && at < from + 16 && (bytes[at] ?? 0) <= 32) at += 1;
  if (bytes[at] === 0x3c && bytes[at + 1] !== 0x3c) {
    const stop = bytes.indexOf(0x3e, at);
    const hex = latin(
      bytes.subarray(at + 1, stop < 0 ? at : Math.min(stop, at + LIMITS.aigcValueBytes)),
    ).replace(/\s/g, '');
    const out = new Uint8Array(hex.length >> 1);
    for (let i = 0; i < out.length; i++) out[i] = parseInt(hex.slice(i * 2, i * 2 + 2), 16) || 0;
    return out;
  }
  if (bytes[at] !== 0x28) return null;
  const out: number[] = [];
  let depth = 1;
  for (at += 1; at < bytes.length && out.length < LIMITS.aigcValueBytes; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x5c) {
      at += 1;
      const next = bytes[at] ?? 0;
      // A line break behind a backslash is not part of the string; up to three octal digits are one byte.
      if (next === 10 || next === 13) at += next === 13 && bytes[at + 1] === 10 ? 1 : 0;
      else if (isOctal(next)) {
        let code = 0;
        let digits = 0;
        for (; digits < 3 && isOctal(bytes[at + digits]); digits++)
          code = code * 8 + (bytes[at + digits] ?? 0) - 48;
        out.push(code & 255);
        at += digits - 1;
      } else out.push(ESCAPES[next] ?? next);
      continue;
    }
    if (byte === 0x28) depth += 1;
    if (byte === 0x29 && --depth === 0) break;
    out.push(byte);
  }
  return Uint8Array.from(out);
}

function isOctal(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 55;
}

const ESCAPES: Readonly<Record<number, number>> = { 0x6e: 10, 0x72: 13, 0x74: 9, 0x62: 8, 0x66: 12 };

/** Hands out the custom property `AIGC` of an Office file (ECMA-376 part 1 §22.3). */
export function* walkOoxml(walk: Walk): Reading<void> {
  if (!walk.canSeek) {
    walk.error('not-looked-behind-pixels', 0);
    return;
  }
  const size = walk.end ?? 0;
  const tailStart = Math.max(0, size - END_RECORD);
  const tail = (yield* walk.at(tailStart, size - tailStart, 1)).slice();
  let record = -1;
  for (let at = tail.length - 22; at >= 0 && record < 0; at--)
    if (u32le(tail, at) === 0x06054b50) record = at;
  if (record < 0) {
    walk.error('zip-malformed', tailStart);
    return;
  }
  const directory = yield* walk.metadata(u32le(tail, record + 16), u32le(tail, record + 12));
  const bytes = directory.bytes.slice();
  for (let at = 0; at + 46 <= bytes.length && u32le(bytes, at) === 0x02014b50;) {
    walk.part(at);
    const nameSize = (bytes[at + 28] ?? 0) | ((bytes[at + 29] ?? 0) << 8);
    const extra = (bytes[at + 30] ?? 0) | ((bytes[at + 31] ?? 0) << 8);
    const comment = (bytes[at + 32] ?? 0) | ((bytes[at + 33] ?? 0) << 8);
    const name = latin(bytes.subarray(at + 46, at + 46 + nameSize));
    const [place, packed] = [u32le(bytes, at + 42), u32le(bytes, at + 20)];
    if (name === 'docProps/custom.xml') yield* customXml(walk, place, packed);
    // Stored, not packed (C2PA 2.x §A.6, ZIP-based formats).
    if (name === 'META-INF/content_credential.c2pa') {
      const skip = yield* entryHead(walk, place);
      yield* walk.take('jumbf', 'c2pa', place + skip, packed);
    }
    at += 46 + nameSize + extra + comment;
  }
}

/** Bytes before the data of a ZIP entry. */
function* entryHead(walk: Walk, offset: number): Reading<number> {
  const head = yield* walk.at(offset, 30);
  return 30 + (head[26] ?? 0) + ((head[27] ?? 0) << 8) + (head[28] ?? 0) + ((head[29] ?? 0) << 8);
}

function* customXml(walk: Walk, offset: number, packed: number): Reading<void> {
  const head = yield* walk.at(offset, 30);
  if (head.length < 30) return;
  const method = head[8] ?? 0;
  const skip = yield* entryHead(walk, offset);
  const { bytes } = yield* walk.metadata(offset + skip, packed);
  let plain = bytes;
  if (method === 8) {
    const inflated = inflate(bytes, 'raw', LIMITS.inflatedBytes);
    if (inflated.stopped !== null)
      walk.error(inflated.stopped === 'limit' ? 'limit-inflated-bytes' : 'deflate-malformed', offset);
    plain = inflated.bytes;
  }
  walk.keep({
    kind: 'text',
    place: 'ooxml-custom',
    key: 'custom.xml',
    offset: offset + skip,
    bytes: plain,
    isCut: false,
  });
}

/** Hands out the front matter of a Markdown file. */
export function* walkMarkdown(walk: Walk): Reading<void> {
  const bytes = yield* walk.at(0, 65536);
  const stop = find(bytes, '\n---', 3);
  walk.keep({
    kind: 'text',
    place: 'markdown',
    key: 'front-matter',
    offset: 0,
    bytes: bytes.subarray(0, stop < 0 ? bytes.length : stop),
    isCut: stop < 0,
  });
}

/** Hands out a packet that is a file of its own. */
export function* walkPacket(walk: Walk): Reading<void> {
  yield* walk.take('xmp', 'xmp', 0, Math.min(walk.end ?? LIMITS.metadataBytes, LIMITS.metadataBytes));
}

/** Hands out the XMP and the C2PA manifest of an SVG; both are text inside `metadata`. */
export function* walkSvg(walk: Walk): Reading<void> {
  const { bytes, isCut } = yield* walk.metadata(
    0,
    Math.min(walk.end ?? LIMITS.metadataBytes, LIMITS.metadataBytes),
  );
  const manifest = find(bytes, ':manifest');
  if (manifest > 0) {
    const start = bytes.indexOf(0x3e, manifest) + 1;
    const stop = start > 0 ? bytes.indexOf(0x3c, start) : -1;
    const isOurs = find(bytes, 'c2pa.org/manifest') >= 0 && start > 0;
    if (isOurs) {
      const data = base64(bytes.subarray(start, stop < 0 ? bytes.length : stop));
      walk.keep({ kind: 'jumbf', place: 'c2pa', key: '', offset: start, bytes: data, isCut: stop < 0 });
    }
  }
  const rdf = find(bytes, '<rdf:RDF');
  const packet = rdf >= 0 ? rdf : find(bytes, '<x:xmpmeta');
  if (packet >= 0) walk.keep({ kind: 'xmp', place: 'xmp', key: '', offset: packet, bytes, isCut });
  else svgLabel(walk, bytes);
}

/** The label as plain text of a `metadata` element or of a comment, where there is no packet. */
function svgLabel(walk: Walk, bytes: Uint8Array): void {
  const field = find(bytes, 'ContentProducer');
  if (field < 0) return svgGraph(walk, bytes);
  const from = Math.max(0, field - SVG_LABEL);
  const text = decodeText(bytes.subarray(from, field + SVG_LABEL));
  const start = text.search(/\{\s*(?:["']|&quot;|&#34;)/);
  if (start < 0) return;
  const value = text.slice(start).split(/<|-->/)[0] ?? '';
  const label = new TextEncoder().encode(value.includes('"') ? value : unescapeXml(value));
  walk.keep({ kind: 'text', place: 'svg-metadata', key: '', offset: from, bytes: label, isCut: false });
}

/** ComfyUI (`SaveSVGNode`) puts its graph into a CDATA section of a `metadata` element. */
function svgGraph(walk: Walk, bytes: Uint8Array): void {
  const element = find(bytes, '<metadata');
  const start = element < 0 ? -1 : find(bytes, '<![CDATA[', element);
  if (start < 0) return;
  const stop = find(bytes, ']]>', start);
  const text = bytes.subarray(start + 9, stop < 0 ? bytes.length : stop);
  const isGraph = find(text, '"class_type"') >= 0 || find(text, '"last_node_id"') >= 0;
  if (isGraph)
    walk.keep({
      kind: 'text',
      place: 'svg-metadata',
      key: 'prompt',
      offset: start,
      bytes: text,
      isCut: stop < 0,
    });
}

/**
 * Walks JUMBF boxes (ISO/IEC 19566-5), the envelope of a C2PA manifest store, without copying what they
 * hold. Superboxes have a label and children; everything else is a content box with a type and bytes.
 */
import { LIMITS } from '../../model/limits';

export interface Superbox {
  /** UUID of the content type, lower-case hex without dashes; its first four bytes often spell the kind. */
  uuid: string;
  label: string;
  children: Superbox[];
  contents: { type: string; bytes: Uint8Array }[];
}

export type JumbfCode = 'jumbf-truncated' | 'jumbf-malformed' | 'jumbf-too-deep' | 'jumbf-too-many';
export type JumbfResult = { ok: true; box: Superbox } | { ok: false; code: JumbfCode; at: number };

interface Walk {
  bytes: Uint8Array;
  view: DataView;
  boxes: number;
}

/**
 * Reads the first superbox of `bytes` with everything in it. Bounded by `LIMITS.containerParts` boxes and
 * `LIMITS.containerDepth` levels. Bytes behind the first superbox are ignored, as writers pad there.
 */
export function readJumbf(bytes: Uint8Array): JumbfResult {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const walk: Walk = { bytes, view, boxes: 0 };
  const head = boxHead(walk, 0, bytes.length);
  if ('code' in head) return { ok: false, ...head };
  if (head.type !== 'jumb') return { ok: false, code: 'jumbf-malformed', at: 0 };
  return superbox(walk, head.start, head.end, 0);
}

function superbox(walk: Walk, start: number, end: number, depth: number): JumbfResult {
  if (depth > LIMITS.containerDepth) return { ok: false, code: 'jumbf-too-deep', at: start };
  const box: Superbox = { uuid: '', label: '', children: [], contents: [] };
  let isDescribed = false;
  for (let at = start; at < end;) {
    const head = boxHead(walk, at, end);
    if ('code' in head) return { ok: false, ...head };
    if (head.type === 'jumd' && !isDescribed) {
      const description = describe(walk.bytes.subarray(head.start, head.end));
      if (description === null) return { ok: false, code: 'jumbf-malformed', at };
      Object.assign(box, description);
      isDescribed = true;
    } else if (head.type === 'jumb') {
      const child = superbox(walk, head.start, head.end, depth + 1);
      if (!child.ok) return child;
      box.children.push(child.box);
    } else {
      box.contents.push({ type: head.type, bytes: walk.bytes.subarray(head.start, head.end) });
    }
    at = head.end;
  }
  if (!isDescribed) return { ok: false, code: 'jumbf-malformed', at: start };
  return { ok: true, box };
}

function boxHead(
  walk: Walk,
  at: number,
  end: number,
): { type: string; start: number; end: number } | { code: JumbfCode; at: number } {
  if (++walk.boxes > LIMITS.containerParts) return { code: 'jumbf-too-many', at };
  if (end - at < 8) return { code: 'jumbf-truncated', at };
  const short = walk.view.getUint32(at);
  const type = latin(walk.bytes.subarray(at + 4, at + 8));
  let start = at + 8;
  let size = short;
  if (short === 1) {
    if (end - at < 16) return { code: 'jumbf-truncated', at };
    const wide = walk.view.getBigUint64(at + 8);
    if (wide > BigInt(end - at)) return { code: 'jumbf-truncated', at };
    size = Number(wide);
    start = at + 16;
  }
  // LBox 0: the box reaches to the end of what holds it (ISO/IEC 19566-5 §A).
  if (short === 0) size = end - at;
  if (size < start - at) return { code: 'jumbf-malformed', at };
  if (size > end - at) return { code: 'jumbf-truncated', at };
  return { type, start, end: at + size };
}

/** Description box: UUID, toggles, and with toggle 2 a label ended by a zero byte. */
function describe(bytes: Uint8Array): Pick<Superbox, 'uuid' | 'label'> | null {
  const toggles = bytes[16];
  if (toggles === undefined) return null;
  const uuid = Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  if ((toggles & 2) === 0) return { uuid, label: '' };
  const stop = bytes.indexOf(0, 17);
  if (stop < 0 || stop - 17 > LIMITS.textChars) return null;
  return { uuid, label: new TextDecoder().decode(bytes.subarray(17, stop)) };
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

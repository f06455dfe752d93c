/** Photoshop image resources and IPTC-IIM, as JPEG, PNG and TIFF carry them. In memory, bounded by their block. */
import { type Walk, startsWith, u16, u32 } from '../walk';

/**
 * Hands out IPTC-IIM (0x0404), EXIF (0x0422) and XMP (0x0424) of a run of resources; a run that starts with a
 * dataset is IIM without its envelope. `offset` is where `bytes` starts in the file.
 */
export function imageResources(walk: Walk, bytes: Uint8Array, offset: number): void {
  if (bytes[0] === 0x1c) return iim(walk, bytes, offset);
  for (let at = 0; at + 12 <= bytes.length && startsWith(bytes, '8BIM', at);) {
    walk.part(offset + at);
    const id = u16(bytes, at + 4);
    const name = (bytes[at + 6] ?? 0) + 1;
    const start = at + 6 + name + (name & 1) + 4;
    const size = u32(bytes, start - 4);
    if (size > bytes.length - start) return;
    const data = bytes.subarray(start, start + size);
    if (id === 0x0424)
      walk.keep({ kind: 'xmp', place: 'xmp', key: '', offset: offset + start, bytes: data, isCut: false });
    if (id === 0x0422)
      walk.keep({ kind: 'exif', place: 'exif', key: '', offset: offset + start, bytes: data, isCut: false });
    if (id === 0x0404) iim(walk, data, offset + start);
    at = start + size + (size & 1);
  }
}

/** Datasets of IPTC-IIM record 2 in which exporters write a credit or a label, by their names there. */
export const IIM_TEXTS: Readonly<Record<number, string | undefined>> = {
  40: 'Instructions',
  105: 'Headline',
  110: 'Credit',
  115: 'Source',
  116: 'Copyright',
  120: 'Caption',
};

/** Hands out the texts of a run of IPTC-IIM datasets. */
export function iim(walk: Walk, data: Uint8Array, offset: number): void {
  for (let at = 0; at + 5 <= data.length && data[at] === 0x1c;) {
    walk.part(offset + at);
    const size = u16(data, at + 3);
    if (size & 0x8000 || at + 5 + size > data.length) return;
    const key = data[at + 1] === 2 ? IIM_TEXTS[data[at + 2] ?? 0] : undefined;
    if (key !== undefined) {
      const bytes = data.subarray(at + 5, at + 5 + size);
      walk.keep({ kind: 'text', place: 'iptc-iim', key, offset: offset + at, bytes, isCut: false });
    }
    at += 5 + size;
  }
}

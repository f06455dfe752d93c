/** Labels that writers simply put into a chunk or box of their own, of a form that nobody has described. */
import { type Reading, type Walk, find } from '../walk';

/** No label is shorter, in bytes. */
export const LEAST_LABEL = 40;
/** What is longer is not looked into: boxes of padding can be gigabytes. */
export const MOST_UNKNOWN = 65_536;

/** Whether so many bytes of unknown form are looked into. */
export function mayHoldLabel(size: number): boolean {
  return size >= LEAST_LABEL && size <= MOST_UNKNOWN;
}

/**
 * Hands out the text from the first brace on, where a field of the label is named in `bytes`: what the file holds of
 * the `size` bytes at `offset`.
 */
export function* takeLabelIn(
  walk: Walk,
  place: string,
  bytes: Uint8Array,
  offset: number,
  size: number,
): Reading<void> {
  const start = find(bytes, 'ContentProducer') < 0 ? -1 : bytes.indexOf(0x7b);
  if (start >= 0) yield* walk.take('text', place, offset + start, size - start);
}

/** Where the C2PA manifest store of a file stands. */
import { containerOf } from './container';
import { fromBytes } from './source';
import { type Block, Walk, WalkEnd, latin, startsWith } from './walk';

/** Enough of a file to name its container. */
const HEAD = 4096;

/**
 * The block with the manifest store: the first whose description names C2PA. JUMBF is also used for other things;
 * what describes itself as one of those is no store, and what describes nothing is a broken one.
 */
export function storeOf(blocks: readonly Block[]): Block | undefined {
  const boxes = blocks.filter(({ kind }) => kind === 'jumbf');
  const uuid = ({ bytes }: Block): string =>
    startsWith(bytes, 'jumd', 12) ? latin(bytes.subarray(16, 20)) : '';
  return boxes.find((box) => uuid(box) === 'c2pa') ?? boxes.find((box) => uuid(box) === '');
}

/** The bytes of the manifest store in a whole file; null where none was found before the file ended or a bound was met. */
export function storeIn(file: Uint8Array): Uint8Array | null {
  const walk = new Walk(fromBytes(file), 'whole', undefined);
  try {
    // Over bytes in memory a reading never stops to ask for any.
    containerOf(file.subarray(0, HEAD))?.walk?.(walk).next();
  } catch (error) {
    // The bound is of no matter here: what was found before it counts.
    if (!(error instanceof WalkEnd)) throw error;
  }
  return storeOf(walk.blocks)?.bytes ?? null;
}

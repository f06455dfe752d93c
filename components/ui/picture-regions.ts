/** Where on the picture the labels of the page stand. Pure geometry. */
import type { Observation, ObservationOf } from '../model/observation';

export interface Region {
  label: ObservationOf<'label'>;
  /** Number by which the picture and the list speak of the same label. */
  n: number;
  /** Shares of the picture, 0 to 1; null where the label stands beside the picture, or its place is not known. */
  at: { x: number; y: number; width: number; height: number } | null;
}

/**
 * The labels that cover a medium, each with its place on the picture. Page and picture are measured in the
 * same CSS pixels; a picture whose form differs from its frame is taken to fill the frame from its middle,
 * as shops show their goods.
 */
export function regionsOf(observations: readonly Observation[]): Region[] {
  const medium = observations.find((one): one is ObservationOf<'medium'> => one.kind === 'medium');
  const labels = observations.filter((one): one is ObservationOf<'label'> => one.kind === 'label');
  return labels.map((label, index) => ({
    label,
    n: index + 1,
    // What was read inside the picture is known in the picture itself, however the page cut or turned it.
    at: label.value.inPicture ?? (medium ? placeOn(medium, label) : null),
  }));
}

function placeOn({ value }: ObservationOf<'medium'>, label: ObservationOf<'label'>): Region['at'] {
  const frame = value.box;
  const box = label.value.box;
  if (!frame || !box || frame.width === 0 || frame.height === 0) return null;
  const { naturalWidth, naturalHeight } = value;
  const isKnown = naturalWidth > 0 && naturalHeight > 0;
  const scale = isKnown ? Math.max(frame.width / naturalWidth, frame.height / naturalHeight) : 1;
  const wide = isKnown ? naturalWidth * scale : frame.width;
  const high = isKnown ? naturalHeight * scale : frame.height;
  const left = (box.x - frame.x + (wide - frame.width) / 2) / wide;
  const top = (box.y - frame.y + (high - frame.height) / 2) / high;
  const x = Math.max(0, left);
  const y = Math.max(0, top);
  const width = Math.min(1, left + box.width / wide) - x;
  const height = Math.min(1, top + box.height / high) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

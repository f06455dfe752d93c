/** A kept picture as a JPEG that is no larger than a channel takes. */

/** Steps tried in turn: first the quality goes, then the size; below that, writing can no longer be read. */
const QUALITIES = [0.92, 0.85, 0.75, 0.65] as const;
const SCALES = [1, 0.8, 0.65, 0.5] as const;

/** `largestBytes` null: no limit. Null when no step is small enough, or the bytes are no picture. */
export async function asJpeg(
  bytes: Uint8Array,
  mime: string,
  largestBytes: number | null,
): Promise<Blob | null> {
  const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: mime })).catch(
    () => null,
  );
  if (!picture) return null;
  try {
    for (const scale of SCALES) {
      const width = Math.max(1, Math.round(picture.width * scale));
      const height = Math.max(1, Math.round(picture.height * scale));
      const canvas = new OffscreenCanvas(width, height);
      const pen = canvas.getContext('2d');
      if (!pen) return null;
      // JPEG has no transparency; what was clear would turn black.
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, width, height);
      pen.drawImage(picture, 0, 0, width, height);
      for (const quality of QUALITIES) {
        const made = await canvas.convertToBlob({ type: 'image/jpeg', quality });
        if (largestBytes === null || made.size <= largestBytes) return made;
      }
    }
    return null;
  } finally {
    picture.close();
  }
}

/** What a picture looks like, with the browser's own decoder; the arithmetic is components/likeness. */
import { greyOf, likenessOf, SIDE } from '../../components/likeness/hash';

/** Null when the browser cannot decode it, or it is a plain surface. */
export async function likenessOfPicture(bytes: Uint8Array, mime: string): Promise<string | null> {
  try {
    const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: mime }), {
      resizeWidth: SIDE,
      resizeHeight: SIDE,
      resizeQuality: 'high',
      imageOrientation: 'from-image',
    });
    const surface = new OffscreenCanvas(SIDE, SIDE).getContext('2d', { willReadFrequently: true });
    surface?.drawImage(picture, 0, 0);
    picture.close();
    const grey = surface && greyOf(surface.getImageData(0, 0, SIDE, SIDE).data);
    return grey ? likenessOf(grey) : null;
  } catch (error) {
    // The browser has no decoder for it (SVG, HEIC), or the bytes are broken: then it has no likeness.
    if (error instanceof DOMException || error instanceof TypeError) return null;
    throw error;
  }
}

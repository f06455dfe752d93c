/** The pictures that a report shows, as `data:` addresses: the same choice wherever a report is written. */
import { toBase64 } from '../model/base64';
import type { Case } from '../model/case';

/** Larger pictures are named in the report with their digest; their bytes are in the file all the same. */
const REPORT_PICTURE_BYTES = 4 << 20;

/** By SHA-256 of the capture. Bytes that are gone are left out. */
export async function reportPictures(
  { captures }: Pick<Case, 'captures'>,
  getBlob: (sha256: string) => Promise<Uint8Array | null>,
): Promise<Record<string, string>> {
  const images: Record<string, string> = {};
  for (const { sha256, mime, sizeBytes } of captures) {
    if (!mime.startsWith('image/') || sizeBytes > REPORT_PICTURE_BYTES) continue;
    const bytes = await getBlob(sha256);
    if (bytes) images[sha256] = `data:${mime};base64,${toBase64(bytes)}`;
  }
  return images;
}

/** SHA-256, the one digest of the house (FIPS 180-4), by Web Crypto: the same in a browser and in Node. */

const HEX = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));
const encoder = new TextEncoder();

/** Digest as 64 lower-case hex digits. Text is digested as UTF-8. */
export async function sha256Hex(content: Uint8Array | string): Promise<string> {
  return hexOf(await sha256(content));
}

/** Digest as 32 bytes. Text is digested as UTF-8. */
export async function sha256(content: Uint8Array | string): Promise<Uint8Array> {
  const bytes = typeof content === 'string' ? encoder.encode(content) : content;
  // A view over shared memory would be refused by Web Crypto; a copy never is.
  const whole =
    bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
}

/** Bytes as lower-case hex. */
export function hexOf(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += HEX[byte] ?? '';
  return hex;
}

/** A name-based UUID (RFC 9562 §5.8, version 8) out of a SHA-256: the same content, the same id. */
export function uuidFrom(sha256HexDigits: string): string {
  const variant = ((Number.parseInt(sha256HexDigits.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    sha256HexDigits.slice(0, 8),
    sha256HexDigits.slice(8, 12),
    `8${sha256HexDigits.slice(13, 16)}`,
    `${variant}${sha256HexDigits.slice(17, 20)}`,
    sha256HexDigits.slice(20, 32),
  ].join('-');
}

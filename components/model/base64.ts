/** Bytes as text, for the messages between doors, which carry JSON. */

/** Bytes put into one call of fromCharCode: more arguments than that overflow the stack in some browsers. */
const CALL_BYTES = 0x8000;

/** Standard base64 (RFC 4648 §4) of any bytes. */
export function toBase64(bytes: Uint8Array): string {
  const native = bytes as Uint8Array & { toBase64?: () => string };
  if (native.toBase64) return native.toBase64();
  let binary = '';
  for (let at = 0; at < bytes.length; at += CALL_BYTES)
    binary += String.fromCharCode(...bytes.subarray(at, at + CALL_BYTES));
  return btoa(binary);
}

/** The bytes again. Throws a DOMException for text that is not base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

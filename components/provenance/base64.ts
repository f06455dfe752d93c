/** Base64 (RFC 4648 §4 and §5) of foreign text: up to the first foreign character; white space is skipped. Never throws. */
export function base64(text: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let size = 0;
  let bits = 0;
  let held = 0;
  for (const code of text) {
    const value = sextet(code);
    if (value < 0) {
      if (code <= 32) continue;
      break;
    }
    held = ((held << 6) | value) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[size++] = (held >> bits) & 255;
    }
  }
  return out.subarray(0, size);
}

function sextet(code: number): number {
  if (code >= 65 && code <= 90) return code - 65;
  if (code >= 97 && code <= 122) return code - 71;
  if (code >= 48 && code <= 57) return code + 4;
  if (code === 43 || code === 45) return 62;
  return code === 47 || code === 95 ? 63 : -1;
}

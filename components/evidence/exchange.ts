/** A response as an extension saw it, in the form in which an archive holds responses (WARC 1.1 §6.3, RFC 9112). */
import { isSecretHeader, type Capture, type SeenResponse } from '../model/case';
import { LIMITS } from '../model/limits';

/**
 * Headers that speak of how the body travelled. The body is kept as it was after decoding, so they are written
 * under the name by which archives put such headers aside, and the length is that of the body that is there.
 */
const OF_THE_WIRE: ReadonlySet<string> = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'content-range',
  'keep-alive',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Status line and headers, ending with the empty line. Null for a capture without a response. */
export function responseHead({
  response,
  sizeBytes,
}: Pick<Capture, 'response' | 'sizeBytes'>): Uint8Array | null {
  if (!response) return null;
  const lines = response.headers.map(
    ([name, value]) => `${OF_THE_WIRE.has(name) ? `x-orig-${name}` : name}: ${value}`,
  );
  return new TextEncoder().encode(
    [`HTTP/1.1 ${String(response.status)} `, ...lines, `content-length: ${String(sizeBytes)}`, '', ''].join(
      '\r\n',
    ),
  );
}

/**
 * A response as it may be kept: bounded, sorted, in characters that a header may hold, and nothing that tells
 * who somebody is. `leftOut` counts headers that were there and are not kept. Null for a status that is none.
 */
export function keptResponse(
  status: number,
  headers: Iterable<readonly [string, string]>,
  through: SeenResponse['through'],
): { response: SeenResponse; leftOut: number } | null {
  if (!Number.isInteger(status) || status < 100 || status > 599) return null;
  const kept = new Map<string, string>();
  let leftOut = 0;
  for (const [rawName, value] of headers) {
    const name = rawName.toLowerCase();
    const isKept =
      /^[a-z0-9!#$%&'*+.^_`|~-]{1,100}$/.test(name) &&
      !isSecretHeader(name) &&
      /^[\x20-\x7e]*$/.test(value) &&
      value.length <= LIMITS.headerChars &&
      !kept.has(name) &&
      kept.size < LIMITS.headersPerResponse;
    if (isKept) kept.set(name, value);
    else leftOut += 1;
  }
  const sorted = [...kept].sort(([a], [b]) => (a < b ? -1 : 1));
  return { response: { status, headers: sorted, through }, leftOut };
}

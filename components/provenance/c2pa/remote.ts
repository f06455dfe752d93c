/**
 * Manifests kept elsewhere: which address a file's host names for one, and whether an address may be asked
 * at all. Pure: nothing here goes to the network.
 */
import { LIMITS } from '../../model/limits';
import type { FileStatement } from '../../model/observation';
import { emptyC2pa } from './claims';

/** Links looked at in one header. */
const MOST_LINKS = 64;

/**
 * Address of the manifest that a `Link` header names with `rel="c2pa-manifest"` (RFC 8288; C2PA 2.x, "external
 * manifests"), made absolute against `base`. Null when there is none, or what stands there is no http(s) address.
 */
export function manifestLink(header: string, base: string): string | null {
  const text = header.slice(0, LIMITS.urlChars);
  let at = 0;
  for (let count = 0; count < MOST_LINKS; count += 1) {
    const open = text.indexOf('<', at);
    const close = text.indexOf('>', open + 1);
    if (open < 0 || close < 0) return null;
    const end = endOfLink(text, close + 1);
    const target = text.slice(open + 1, close).trim();
    if (isManifestRelation(text.slice(close + 1, end)) && URL.canParse(target, base)) {
      const url = new URL(target, base);
      if (url.protocol === 'https:' || url.protocol === 'http:') return url.href.slice(0, LIMITS.urlChars);
    }
    at = end + 1;
  }
  return null;
}

/** Where the parameters of one link end: at a comma outside quotes, or with the header. */
function endOfLink(text: string, from: number): number {
  let isQuoted = false;
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '\\' && isQuoted) at += 1;
    else if (sign === '"') isQuoted = !isQuoted;
    else if (sign === ',' && !isQuoted) return at;
  }
  return text.length;
}

function isManifestRelation(parameters: string): boolean {
  const relation = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]+))/i.exec(parameters);
  return (relation?.[1] ?? relation?.[2] ?? '').toLowerCase().split(/\s+/).includes('c2pa-manifest');
}

/** The statement with what the host's `Link` header adds: a manifest kept elsewhere, noted and not fetched. */
export function withManifestLink(statement: FileStatement, url: string | null): FileStatement {
  if (url === null || (statement.c2pa !== null && statement.c2pa.state !== 'absent')) return statement;
  return {
    ...statement,
    c2pa: { ...emptyC2pa('remote-only'), remoteUrl: url },
    mechanisms: [
      ...statement.mechanisms.slice(0, 63),
      { family: 'c2pa', id: 'c2pa-link-header', offset: null, declares: null },
    ],
  };
}

const OWN_NAMES = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|home\.arpa|test|invalid|example)$/;

/**
 * Whether a manifest may be asked for at this address: https, on a host with a public name, without user or
 * password. Addresses that are numbers are refused whole, so no machine in the house can be reached by one.
 */
export function isPublicHttps(address: string): boolean {
  if (address.length > LIMITS.urlChars || !URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  const host = hostname.toLowerCase().replace(/\.$/, '');
  if (protocol !== 'https:' || username !== '' || password !== '') return false;
  const isNumber = host.startsWith('[') || /^[\d.]+$/.test(host);
  return !isNumber && host.includes('.') && !OWN_NAMES.test(host);
}

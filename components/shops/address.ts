/**
 * Reads an address by a shop's description: which shop, what kind of page, which product or room. The
 * description is data with three fixed forms (path, query, fragment), so nothing here can run away.
 */
import type { Address, Shop } from '../model/shop';

export interface AddressReading {
  kind: 'product' | 'live' | 'list' | 'other';
  id: string | null;
}

const ID_CHARS = 80;
const PATH_SEGMENTS = 24;

/** True when `host` is the pattern itself or, for `*.name`, the name or anything below it. */
export function hostMatches(pattern: string, host: string): boolean {
  if (!pattern.startsWith('*.')) return pattern === host;
  const name = pattern.slice(2);
  return host === name || host.endsWith(`.${name}`);
}

/** The shop that an address belongs to, most exact host first; null for every other page. */
export function matchShop(shops: readonly Shop[], url: URL): Shop | null {
  let best: Shop | null = null;
  let bestLength = -1;
  for (const shop of shops) {
    for (const pattern of shop.pageHosts) {
      if (!hostMatches(pattern, url.hostname)) continue;
      const length = pattern.startsWith('*.') ? pattern.length : pattern.length + 100;
      if (length > bestLength) [best, bestLength] = [shop, length];
    }
  }
  return best;
}

function isIdOf(kind: Address['id'], text: string): boolean {
  if (text === '' || text.length > ID_CHARS) return false;
  if (kind === 'digits') return /^\d+$/.test(text);
  if (kind === 'alphanumeric') return /^[A-Za-z0-9]+$/.test(text);
  return /^[\w.~%-]+$/.test(text);
}

/** Longest part at the chosen end of `text` that fits the identifier's characters. */
function idWithin(kind: Address['id'], text: string, before: string, after: string): string | null {
  if (!text.startsWith(before) || !text.endsWith(after) || text.length < before.length + after.length)
    return null;
  const middle = text.slice(before.length, text.length - after.length);
  return isIdOf(kind, middle) ? middle : null;
}

/** `{id}` alone, with fixed text around it, or at the end of a slug: `*-{id}.html`. */
function readSegment(kind: Address['id'], pattern: string, segment: string): string | null {
  const [before = '', after = ''] = pattern.split('{id}');
  if (!before.startsWith('*')) return idWithin(kind, segment, before, after);
  const mark = before.slice(1);
  if (!segment.endsWith(after)) return null;
  const body = after === '' ? segment : segment.slice(0, -after.length);
  const at = body.lastIndexOf(mark);
  if (mark === '' || at < 0) return null;
  const id = body.slice(at + mark.length);
  return isIdOf(kind, id) ? id : null;
}

/** Compares segment by segment; `**` at the start of the pattern stands for any number of segments. */
function readPath(kind: Address['id'], pattern: string, path: string): { id: string | null } | null {
  const wanted = pattern.split('/').filter((part) => part !== '');
  const given = path
    .split('/')
    .filter((part) => part !== '')
    .slice(0, PATH_SEGMENTS);
  const isAnywhere = wanted[0] === '**';
  if (isAnywhere) wanted.shift();
  const lastStart = isAnywhere ? given.length - wanted.length : 0;
  for (let start = 0; start <= lastStart; start++) {
    const found = readFrom(kind, wanted, given, start);
    if (found) return found;
  }
  return null;
}

function readFrom(
  kind: Address['id'],
  wanted: string[],
  given: string[],
  start: number,
): { id: string | null } | null {
  let id: string | null = null;
  for (const [at, part] of wanted.entries()) {
    const segment = given[start + at];
    if (segment === undefined) return null;
    if (part === '*') continue;
    if (!part.includes('{id}')) {
      if (part !== segment) return null;
      continue;
    }
    id = readSegment(kind, part, segment);
    if (id === null) return null;
  }
  return { id };
}

function readOne(address: Address, url: URL): string | true | null {
  if (!address.hosts.some((host) => hostMatches(host, url.hostname))) return null;
  let id: string | null = null;
  if (address.path !== undefined) {
    const found = readPath(address.id, address.path, url.pathname);
    if (!found) return null;
    id = found.id;
  }
  if (id === null && address.fragment !== undefined) {
    const found = readPath(
      address.id,
      address.fragment.replace(/^#/, ''),
      url.hash.replace(/^#/, '').split('?')[0] ?? '',
    );
    id = found?.id ?? null;
    if (id === null) return null;
  }
  for (const name of address.query ?? []) {
    if (id !== null) break;
    const value = url.searchParams.get(name);
    if (value !== null && isIdOf(address.id, value)) id = value;
  }
  if (id === null && address.query !== undefined) return null;
  return id ?? true;
}

/**
 * What an address names on this shop. `other` with a null id when nothing in the description fits; a
 * product or room without an id is never guessed.
 */
export function readAddress(shop: Shop, url: URL): AddressReading {
  for (const kind of ['product', 'live'] as const) {
    for (const address of shop.addresses[kind] ?? []) {
      const found = readOne(address, url);
      if (found !== null) return { kind, id: found === true ? null : found };
    }
  }
  for (const list of shop.addresses.list ?? []) {
    if (!list.hosts.some((host) => hostMatches(host, url.hostname))) continue;
    if (list.path === undefined || readPath('slug', list.path, url.pathname))
      return { kind: 'list', id: null };
  }
  return { kind: 'other', id: null };
}

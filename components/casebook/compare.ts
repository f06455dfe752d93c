/** Which cases speak of the same thing: the same product, or the very same picture. Pure. */
import { isSamePicture } from '../likeness/hash';
import { NearIndex } from '../likeness/near';
import type { CaseSummary } from './summary';

export interface SameThing {
  by: 'product' | 'picture' | 'likeness';
  /**
   * `shop scheme:value` of the product, the SHA-256 of the picture, or the likeness of the first picture of a
   * group that looks the same although its bytes differ.
   */
  key: string;
  /** Cases that share it, in the order given; always two or more. */
  cases: string[];
  /** SHA-256 of a picture of the group, for showing it; null for a product. */
  picture: string | null;
}

/** What of a summary is looked at here. */
export type Looks = Pick<CaseSummary, 'id' | 'shop' | 'url' | 'productIds' | 'mediaDigests' | 'likenesses'>;

/**
 * Groups of two or more cases that share a product id (within one shop: ids of two shops may collide) or the
 * digest of a medium, or whose pictures look the same though saved anew. Largest groups first, then by key.
 */
export function duplicatesOf(rows: readonly Looks[]): SameThing[] {
  const groups = new Map<string, SameThing>();
  const add = (by: SameThing['by'], key: string, id: string): void => {
    const group = groups.get(`${by} ${key}`);
    if (!group) groups.set(`${by} ${key}`, { by, key, cases: [id], picture: by === 'picture' ? key : null });
    // One case after the other: whoever has just joined is the last.
    else if (group.cases.at(-1) !== id) group.cases.push(id);
  };
  for (const row of rows) {
    for (const key of productKeysOf(row)) add('product', key, row.id);
    for (const sha256 of row.mediaDigests) add('picture', sha256, row.id);
  }
  return [...groups.values(), ...lookalikes(rows)]
    .filter(({ cases }) => cases.length > 1)
    .sort((a, b) => b.cases.length - a.cases.length || (a.key < b.key ? -1 : 1));
}

/** What names the product: a number such as a GTIN everywhere, a shop's own number only in that shop. */
export function productKeysOf(row: Pick<CaseSummary, 'productIds' | 'shop' | 'url'>): string[] {
  return row.productIds.map((id) => (isWorldWide(id) ? id : `${placeOf(row)} ${id}`));
}

function isWorldWide(id: string): boolean {
  return /^(gtin(8|12|13|14)?|ean|upc|isbn):/i.test(id);
}

function placeOf(row: Pick<CaseSummary, 'shop' | 'url'>): string {
  if (row.shop !== null) return row.shop;
  return URL.canParse(row.url) ? new URL(row.url).host : row.url;
}

/** Groups by look: each picture joins the first group whose first picture it resembles, so that none drifts. */
function lookalikes(rows: readonly Looks[]): SameThing[] {
  const firsts = new NearIndex();
  const groups: { thing: SameThing; digests: Set<string> }[] = [];
  const groupOf = new Map<string, number>();
  for (const row of rows) {
    for (const { sha256, likeness } of row.likenesses ?? []) {
      // The very same bytes look the same, and are asked about once.
      const known = groupOf.get(sha256) ?? firsts.first(likeness);
      const at = known >= 0 ? known : firsts.add(likeness);
      groupOf.set(sha256, at);
      const group = groups[at];
      if (!group) {
        groups.push({
          thing: { by: 'likeness', key: likeness, cases: [row.id], picture: sha256 },
          digests: new Set([sha256]),
        });
        continue;
      }
      group.digests.add(sha256);
      if (group.thing.cases.at(-1) !== row.id) group.thing.cases.push(row.id);
    }
  }
  // The very same bytes are a group by digest already.
  return groups.filter(({ digests }) => digests.size > 1).map(({ thing }) => thing);
}

/** Another case in which a picture of this one stands. */
export interface Elsewhere {
  id: string;
  title: string;
  url: string;
  shop: string | null;
  keptAt: string;
  /** `picture`: the very same bytes. `likeness`: it looks the same, saved anew. */
  by: 'picture' | 'likeness';
  /** Digest, in the case asked about, of the picture that both share. */
  sha256: string;
  isOtherShop: boolean;
}

/**
 * Cases in which a picture of this case sells something else: another product, or in another shop. Cases of
 * the same product in the same shop (the page kept twice) are left out. In the order given.
 */
export function sameElsewhere(rows: readonly CaseSummary[], id: string): Elsewhere[] {
  const own = rows.find((row) => row.id === id);
  if (!own) return [];
  const found: Elsewhere[] = [];
  for (const row of rows) {
    if (row.id === id || isSamePage(own, row)) continue;
    const shared = sharedPicture(own, row);
    if (!shared) continue;
    const { title, url, shop, keptAt } = row;
    found.push({
      id: row.id,
      title,
      url,
      shop,
      keptAt,
      ...shared,
      isOtherShop: placeOf(row) !== placeOf(own),
    });
  }
  return found;
}

function sharedPicture(a: CaseSummary, b: CaseSummary): Pick<Elsewhere, 'by' | 'sha256'> | null {
  const same = a.mediaDigests.find((digest) => b.mediaDigests.includes(digest));
  if (same !== undefined) return { by: 'picture', sha256: same };
  for (const { sha256, likeness } of a.likenesses ?? []) {
    const other = b.likenesses?.find((one) => isSamePicture(one.likeness, likeness));
    if (other) return { by: other.sha256 === sha256 ? 'picture' : 'likeness', sha256 };
  }
  return null;
}

/** The same product of the same shop, by number where both have one, else by address. */
function isSamePage(a: CaseSummary, b: CaseSummary): boolean {
  if (placeOf(a) !== placeOf(b)) return false;
  if (a.productIds.length > 0 && b.productIds.length > 0)
    return a.productIds.some((one) => b.productIds.includes(one));
  return addressOf(a) === addressOf(b);
}

function addressOf({ url }: CaseSummary): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname, search } = new URL(url);
  // Many shops name the product in the query; without a number read from the page it has to count.
  return `${host}${pathname}${search}`;
}

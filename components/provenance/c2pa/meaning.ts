/** What the claims of a C2PA manifest mean for a shopper: is AI declared, by which product, in which words. */
import type { C2pa } from '../../model/observation';

export type DeclaredByC2pa = 'generated' | 'edited' | 'composite' | 'captured';

/** What the manifest declares about origin; null when it declares nothing about AI or capture. */
export function declaredByC2pa(_c2pa: C2pa): DeclaredByC2pa | null {
  return null;
}

/** Readable name of the product that made it; null unless AI is declared. */
export function generatorOfC2pa(_c2pa: C2pa): string | null {
  return null;
}

export interface C2paSummary {
  key: string;
  values: Record<string, string>;
}

/** Message key and values of one plain sentence about this manifest. */
export function summariseC2pa(_c2pa: C2pa): C2paSummary {
  return { key: 'c2pa.history', values: {} };
}

/** Which sightings are about the same thing. Used where a page is watched and where its record is kept. */
import type { Observation, Sighting } from './observation';

/**
 * What makes a later sighting replace an earlier one: same kind, same subject, same observer and method. Labels, claims
 * and wordings may stand several times on one subject, so their text tells them apart.
 */
export function sightingKey(sighting: Sighting | Observation): string {
  const base = `${sighting.kind}|${sighting.subject}|${sighting.observer}|${sighting.method}`;
  switch (sighting.kind) {
    case 'label':
      return `${base}|${sighting.value.placement}|${sighting.value.text}|${sighting.value.covers[0] ?? ''}`;
    case 'claim':
      return `${base}|${sighting.value.placement}|${sighting.value.text}|${sighting.value.covers[0] ?? ''}`;
    case 'price-wording':
      return `${base}|${sighting.value.entry}|${sighting.value.text}`;
    case 'sales-claim':
      return `${base}|${sighting.value.entry}|${shapeOf(sighting.value.text)}`;
    case 'sales-claim-record':
      return `${base}|${sighting.value.entry}|${sighting.value.shape}`;
    case 'cart-fee':
      return `${base}|${sighting.value.text}`;
    case 'unreadable':
      return `${base}|${sighting.value.what}|${sighting.value.code}`;
    case 'page':
    case 'medium':
    case 'declaration':
    case 'label-search':
    case 'offer':
    case 'price-record':
    case 'card-price':
    case 'live-room':
    case 'label-samples':
    case 'label-timeline':
    case 'footage':
      return base;
  }
}

/** A text with every digit as 0: a countdown is the same claim a second later. */
export function shapeOf(text: string): string {
  return text.replace(/\d/g, '0');
}

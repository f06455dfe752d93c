/**
 * What the background knows about one open tab, in the form in which it is stored. Everything is here and
 * nothing only in memory, because the background can be ended between any two lines.
 */
import type { Observation } from './observation';

/** A medium waiting to be read. `reading` found at start means the background was ended meanwhile: read again. */
export interface MediumTask {
  subject: string;
  url: string;
  role: 'product' | 'card' | 'other';
  state: 'queued' | 'reading' | 'done' | 'failed';
  tries: number;
  frameId: number;
}

/** A price as an open page showed it under one identity. */
export interface PriceGlance {
  /** Identity of what is sold, as prices/key words it. */
  key: string;
  /** The price that was remembered; null while it is awaited whether it is this identity's own. */
  price: string | null;
  /** When this identity was first shown. */
  since: string;
}

export interface VisitRecord {
  tabId: number;
  /** Address of the top document, as the browser named it. */
  url: string;
  title: string;
  shop: string | null;
  startedAt: string;
  updatedAt: string;
  /** Next observation number; numbers are never used twice within a visit. */
  nextNumber: number;
  observations: Observation[];
  tasks: MediumTask[];
  /** Which subject was reported by which frame, for messages back. */
  frames: Record<string, number>;
  /**
   * Frames that tell the same sighting (by its key), where it is not the top frame alone: what one of them takes back
   * another may still show. Absent in records of older versions.
   */
  toldBy?: Record<string, number[]>;
  /** The page has said that it settled. */
  isPageSettled: boolean;
  /**
   * What this document showed of prices, one entry for each identity, the newest last. Absent in records of older
   * versions and before the first price.
   */
  looks?: PriceGlance[];
  /** When the page was last read while the person was pressing something on it. */
  pressedAt?: string;
  /** Sightings that were refused (bounds, shape), counted so that the loss is known. */
  refused: number;
}

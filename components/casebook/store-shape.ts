/** The shape of what is stored, its versions, and the steps from each to the next. */
import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';
import type { Case } from '../model/case';
import type { Arrival, Campaign, Organising } from '../model/organising';
import type { VisitRecord } from '../model/visit-record';
import type { CaseSummary } from './summary';

/** Raise with every change of shape, and add a step to `upgrade`. */
export const STORE_VERSION = 2;

export interface BlobInfo {
  sha256: string;
  mime: string;
  sizeBytes: number;
  /** Cases, in the book or in the bin, that rest on these bytes. */
  cases: number;
  /** Temporary holders (bytes on their way to a reader). */
  loose: number;
}

/** Lines of many cases in one record: a list of 100,000 is read in a hundred steps, not in 100,000. */
export interface LinePack {
  pack: number;
  ids: string[];
  /** JSON of the lines, in the order of `ids`, what many share standing once (line-packs.ts). */
  lines: string;
  /** Folded search texts in the same order, parted by U+0000. */
  hays: string;
}

export interface Shape extends DBSchema {
  'blob-info': { key: string; value: BlobInfo };
  'blob-bytes': { key: string; value: Uint8Array };
  cases: { key: string; value: Case };
  summaries: { key: string; value: CaseSummary; indexes: { keptAt: string } };
  /** Deleted cases, until the bin is emptied. */
  bin: { key: string; value: { id: string; deletedAt: string; case: Case } };
  visits: { key: number; value: { tabId: number; record: VisitRecord } };
  /** Tags, note, status and campaigns, beside the case and never in it. */
  organising: { key: string; value: Organising };
  campaigns: { key: string; value: Campaign };
  /** Files that cases came in, by their SHA-256. */
  arrivals: { key: string; value: Arrival; indexes: { case: string } };
  /** What the person calls a source (`key:…`, `file:…`). */
  nicknames: { key: string; value: { source: string; name: string } };
  /** A copy of what the list needs, made from `summaries`, `organising` and `arrivals`; may be thrown away. */
  packs: { key: number; value: LinePack };
  /** Cases whose line in `packs` is not of today. */
  stale: { key: string; value: { id: string } };
  /** What was done once: packs of one form written, summaries of earlier versions read anew. Absent: not yet. */
  counters: { key: string; value: { name: string; count: number } };
}

export const CASE_STORES = [
  'blob-info',
  'blob-bytes',
  'cases',
  'summaries',
  'bin',
  'organising',
  'campaigns',
  'arrivals',
  'nicknames',
  'stale',
] as const;
export type CaseTransaction = IDBPTransaction<Shape, typeof CASE_STORES, 'readwrite'>;

/** Steps from each earlier version, in order; a later version adds a step and never edits one. */
export function upgrade(db: IDBPDatabase<Shape>, fromVersion: number): void {
  if (fromVersion < 1) {
    db.createObjectStore('blob-info', { keyPath: 'sha256' });
    db.createObjectStore('blob-bytes');
    db.createObjectStore('cases', { keyPath: 'id' });
    db.createObjectStore('summaries', { keyPath: 'id' }).createIndex('keptAt', 'keptAt');
    db.createObjectStore('bin', { keyPath: 'id' });
    db.createObjectStore('visits', { keyPath: 'tabId' });
  }
  if (fromVersion < 2) {
    db.createObjectStore('organising', { keyPath: 'id' });
    db.createObjectStore('campaigns', { keyPath: 'id' });
    db.createObjectStore('arrivals', { keyPath: 'file' }).createIndex('case', 'case');
    db.createObjectStore('nicknames', { keyPath: 'source' });
    // Left empty: the first page that lists cases fills it from the summaries, which stay the truth.
    db.createObjectStore('packs', { keyPath: 'pack' });
    db.createObjectStore('stale', { keyPath: 'id' });
    db.createObjectStore('counters', { keyPath: 'name' });
  }
}

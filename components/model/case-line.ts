/** The line of a case in the casebook's list: what it can be found, filtered and sorted by, and no more. */
import type { Outcome, Topic } from './words';
import type { CaseStatus } from './organising';

export interface CaseLine {
  id: string;
  title: string;
  url: string;
  shop: string | null;
  /** ISO 8601, UTC. */
  keptAt: string;
  sizeBytes: number;
  /** Subjects with a flag or a note, by topic; a topic without any is left out. */
  flags: Partial<Record<Topic, number>>;
  /** Digest of the screenshot; null when there is none. */
  screenshot: string | null;
  /** Rules that flagged something. */
  rules: string[];
  /** Outcomes that stand among the findings. */
  outcomes: Outcome[];
  /** Status words that a file or label declared, quoted. */
  declared: string[];
  /** `place scheme:value` of each product number, so that cases of one product share one. */
  products: string[];
  tags: string[];
  note: string;
  status: CaseStatus;
  campaigns: string[];
  /**
   * `own`, `key:<fingerprint>` or `file:<digest>`: from whom it came. The first kept it, as far as the files say; the
   * others handed the same case on and saw nothing themselves.
   */
  sources: string[];
  /** True when a file it came in was altered. */
  isAltered: boolean;
}

export type LineSort = 'newest' | 'oldest' | 'title' | 'shop' | 'flags' | 'size' | 'status';

/** What to show. Everything is optional; conditions join by "and". */
export interface LineQuery {
  /** Words that must all be found; letter case and width do not matter. */
  text?: string;
  shop?: string;
  rule?: string;
  declared?: string;
  outcome?: Outcome;
  /** Local dates, inclusive, as instants: kept at or after, kept before. */
  keptFrom?: string;
  keptBefore?: string;
  campaign?: string;
  status?: CaseStatus;
  tag?: string;
  source?: string;
  isAltered?: boolean;
  /** `place scheme:value` of one product. */
  product?: string;
  sort?: LineSort;
}

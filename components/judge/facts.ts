/**
 * Observations laid out for asking: by subject and kind, once per judgement. Signals see one subject at a
 * time and never the whole list, so that an answer can always be traced to what it relied on.
 */
import type { Observation, ObservationOf } from '../model/observation';
import type { ObservationKind, SubjectKind } from '../model/words';

/** What is known about one subject. */
export interface SubjectFacts {
  readonly subject: string;
  readonly kind: SubjectKind;
  /** Observations of one kind made of this very subject, in the order of their numbers. */
  of<K extends ObservationKind>(kind: K): readonly ObservationOf<K>[];
  /** Whether anything of this kind bears on the subject: made of it, covering it, or made of its page. */
  has(kind: ObservationKind): boolean;
  /** Labels that stand over, beside or on this subject. */
  readonly labels: readonly ObservationOf<'label'>[];
  /** Labels of the page as a whole, of which it cannot be told what they cover. */
  readonly unplacedLabels: readonly ObservationOf<'label'>[];
  /** Claims (实拍 and the like) that stand over, beside or on this subject. */
  readonly claims: readonly ObservationOf<'claim'>[];
  /** Looks for labels: of this subject, and of the whole page when this subject's surroundings had none of their own. */
  readonly searches: readonly ObservationOf<'label-search'>[];
  /** Wording beside prices. What was noted of the page belongs to its offer when the page has exactly one. */
  readonly wordings: readonly ObservationOf<'price-wording'>[];
  /** The page that was looked at. */
  readonly pages: readonly ObservationOf<'page'>[];
}

export interface Facts {
  /** Every subject, sorted by id, so that findings come in the same order however observations came. */
  readonly subjects: readonly SubjectFacts[];
}

type ByKind = Partial<Record<ObservationKind, Observation[]>>;

const NOTHING: readonly never[] = [];

/** Lays observations out by subject and kind. Their order does not matter; their numbers give the order. */
export function indexFacts(observations: readonly Observation[]): Facts {
  const own = new Map<string, ByKind>();
  const labels = new Map<string, ObservationOf<'label'>[]>();
  const claims = new Map<string, ObservationOf<'claim'>[]>();
  const unplacedLabels: ObservationOf<'label'>[] = [];
  const pages: ObservationOf<'page'>[] = [];
  const pageSearches: ObservationOf<'label-search'>[] = [];
  const pageWordings: ObservationOf<'price-wording'>[] = [];

  for (const seen of inOrder(observations)) {
    const kinds = entryOf(own, seen.subject);
    const list = kinds[seen.kind];
    if (list) list.push(seen);
    else kinds[seen.kind] = [seen];

    const isOfPage = seen.subject.startsWith('page:');
    if (seen.kind === 'page') pages.push(seen);
    if (seen.kind === 'label-search' && isOfPage) pageSearches.push(seen);
    if (seen.kind === 'price-wording' && isOfPage) pageWordings.push(seen);
    if (seen.kind === 'label') {
      if (seen.value.covers.length === 0 && isOfPage) unplacedLabels.push(seen);
      for (const subject of coveredBy(seen)) {
        entryOf(own, subject);
        append(labels, subject, seen);
      }
    }
    if (seen.kind === 'claim') {
      for (const subject of coveredBy(seen)) {
        entryOf(own, subject);
        append(claims, subject, seen);
      }
    }
  }

  const isSoleOffer = [...own.keys()].filter((subject) => subject.startsWith('offer:')).length === 1;
  const subjects = [...own.keys()].sort().map((subject): SubjectFacts => {
    const kinds = own.get(subject) ?? {};
    const of = <K extends ObservationKind>(kind: K): readonly ObservationOf<K>[] =>
      // Filed under its own kind above, so the list holds nothing else.
      (kinds[kind] as ObservationOf<K>[] | undefined) ?? NOTHING;
    const kind = subject.slice(0, subject.indexOf(':')) as SubjectKind;
    const ownSearches = of('label-search');
    const bearing = {
      label: labels.get(subject) ?? NOTHING,
      claim: claims.get(subject) ?? NOTHING,
      'label-search': searchesOf(ownSearches, pageSearches),
      'price-wording': wordingsOf(kind, of('price-wording'), isSoleOffer ? pageWordings : null),
      page: pages,
    };
    return {
      subject,
      kind,
      of,
      has: (wanted) => (wanted in bearing ? bearing[wanted as keyof typeof bearing] : of(wanted)).length > 0,
      labels: bearing.label,
      unplacedLabels,
      claims: bearing.claim,
      searches: bearing['label-search'],
      wordings: bearing['price-wording'],
      pages,
    };
  });
  return { subjects };
}

/** A look inside the picture alone does not take the place of the look over its page. */
function searchesOf(
  own: readonly ObservationOf<'label-search'>[],
  ofPage: readonly ObservationOf<'label-search'>[],
): readonly ObservationOf<'label-search'>[] {
  const isInsideOnly = own.every(({ value }) => value.looked.every((place) => place === 'pixels'));
  return isInsideOnly ? [...ofPage, ...own] : own;
}

/** `ofPage` is null unless the page has exactly one offer; then the page's wording is the offer's. */
function wordingsOf(
  kind: SubjectKind,
  own: readonly ObservationOf<'price-wording'>[],
  ofPage: readonly ObservationOf<'price-wording'>[] | null,
): readonly ObservationOf<'price-wording'>[] {
  if (ofPage === null) return own;
  if (kind === 'offer') return [...own, ...ofPage];
  return kind === 'page' ? NOTHING : own;
}

function coveredBy(seen: ObservationOf<'label'> | ObservationOf<'claim'>): Set<string> {
  const covered = new Set(seen.value.covers);
  // A label seen on the medium itself covers it even when the observer listed nothing else.
  if (!seen.subject.startsWith('page:')) covered.add(seen.subject);
  return covered;
}

function entryOf(own: Map<string, ByKind>, subject: string): ByKind {
  const known = own.get(subject);
  if (known) return known;
  const fresh: ByKind = {};
  own.set(subject, fresh);
  return fresh;
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** By number. Two visits put together may use a number twice; then any fixed order will do. */
function inOrder(observations: readonly Observation[]): Observation[] {
  return observations
    .map((seen) => ({ seen, number: Number(seen.id.slice(1)) }))
    .sort((a, b) => a.number - b.number || (nameOf(a.seen) < nameOf(b.seen) ? -1 : 1))
    .map(({ seen }) => seen);
}

function nameOf(seen: Observation): string {
  return `${seen.subject} ${seen.kind}`;
}

/** The label's value that a file states; null where it has none, and where two labels in it name different values: they state neither (GB 45438-2025 annex E knows one label). */
export function statedLabel({ aigc, errors }: ObservationOf<'declaration'>['value']): string | null {
  return errors.some(({ code }) => code === COPIES_DISAGREE) ? null : (aigc?.label ?? null);
}
export const COPIES_DISAGREE = 'aigc-copies-disagree';

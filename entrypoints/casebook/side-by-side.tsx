/** Cases side by side, read from the store: at most LIMITS.casesSideBySide of them. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { LineIndex } from '../../components/casebook/lines';
import { sideBySide } from '../../components/casebook/side-by-side';
import type { Store } from '../../components/casebook/store';
import type { Case } from '../../components/model/case';
import { LIMITS } from '../../components/model/limits';
import { BookMatrix } from '../../components/ui/book-matrix';
import { hostOf } from '../../components/ui/picture-facts';
import { timeText, type TextLocale, type Texts } from '../../components/ui/text';
import { ruleName, shopName } from './names';

export interface SideBySideProps {
  store: Store;
  locale: TextLocale;
  texts: Texts;
  ids: readonly string[];
  index: LineIndex;
  sourceName: (source: string) => string;
  onOpen: (id: string) => void;
  /** One column for each source instead of one for each case. */
  isByWitness?: boolean;
  /** Told the cases once they are read. */
  onRead?: (cases: readonly Case[]) => void;
}

interface Read {
  cases: Case[];
  urls: ReadonlyMap<string, string>;
}

export function SideBySide(props: SideBySideProps) {
  const { store, locale, texts, ids } = props;
  const [read, setRead] = useState<Read | null>(null);
  const key = ids.join();
  useEffect(() => {
    let isCurrent = true;
    const urls = new Map<string, string>();
    void readCases(store, ids.slice(0, LIMITS.casesSideBySide), urls).then((cases) => {
      if (!isCurrent) return;
      setRead({ cases, urls });
      props.onRead?.(cases);
    });
    return () => {
      isCurrent = false;
      for (const url of urls.values()) URL.revokeObjectURL(url);
    };
  }, [store, key]);
  const columns = useMemo(
    () => columnsOf(read?.cases ?? [], props),
    [read, props.sourceName, props.isByWitness, locale],
  );
  const rows = useMemo(() => sideBySide(columns.map(({ cases }) => cases)), [columns]);
  if (!read) return <p class="quiet pick">{texts('casebook.loading')}</p>;
  return (
    <section class="book-compare">
      {props.isByWitness ? (
        <h3 class="section">{texts('book.subject.matrix')}</h3>
      ) : (
        <h2>{texts('book.compare')}</h2>
      )}
      {ids.length > LIMITS.casesSideBySide && (
        <p class="quiet">{texts('book.compare.more', { count: LIMITS.casesSideBySide })}</p>
      )}
      <BookMatrix
        locale={locale}
        texts={texts}
        columns={columns.map(({ cases, ...column }) => ({
          ...column,
          screenshotUrl:
            read.urls.get(cases[0]?.captures.find(({ role }) => role === 'screenshot')?.sha256 ?? '') ?? null,
        }))}
        rows={rows}
        ruleName={(id) => ruleName(id, locale)}
        pictureUrl={(sha256) => read.urls.get(sha256) ?? null}
        onOpen={props.onOpen}
      />
    </section>
  );
}

interface Column {
  id: string;
  caseId: string | null;
  head: string;
  below: string;
  cases: Case[];
}

/** One column for each case; or, by witness, one for each source, with all its cases, the newest first. */
function columnsOf(
  cases: readonly Case[],
  { index, locale, texts, sourceName, isByWitness }: SideBySideProps,
): Column[] {
  const placeOf = (of: Case): string => shopName(of.shop, locale) ?? hostOf(of.url);
  const sourcesOf = (of: Case): readonly string[] => index.get(of.id)?.sources ?? ['own'];
  if (!isByWitness)
    return cases.map((of) => ({
      id: of.id,
      caseId: of.id,
      head: sourcesOf(of).map(sourceName).join(texts('list.separator')),
      below: `${placeOf(of)} · ${timeText(of.keptAt, locale)}`,
      cases: [of],
    }));
  const by = new Map<string, Case[]>();
  // Whoever only handed a case on saw nothing: it stands in the column of whoever kept it.
  for (const of of cases) {
    const [source = 'own'] = sourcesOf(of);
    by.set(source, [...(by.get(source) ?? []), of]);
  }
  return [...by].map(([source, own]) => {
    const [only] = own;
    return {
      id: source,
      caseId: own.length === 1 && only ? only.id : null,
      head: sourceName(source),
      below: [
        [...new Set(own.map(placeOf))].join(texts('list.separator')),
        own.length === 1 && only
          ? timeText(only.keptAt, locale)
          : texts('book.campaign.cases', { count: own.length }),
      ].join(' · '),
      cases: own,
    };
  });
}

async function readCases(store: Store, ids: readonly string[], urls: Map<string, string>): Promise<Case[]> {
  const cases: Case[] = [];
  for (const id of ids) {
    const kept = await store.getCase(id);
    if (!kept) continue;
    cases.push(kept);
    for (const { sha256, mime, role, sizeBytes } of kept.captures) {
      if (!mime.startsWith('image/') || urls.has(sha256)) continue;
      if ((role !== 'screenshot' && role !== 'medium') || sizeBytes > LIMITS.shownPictureBytes) continue;
      const blob = await store.getBlob(sha256);
      if (blob)
        urls.set(sha256, URL.createObjectURL(new Blob([new Uint8Array(blob.bytes)], { type: blob.mime })));
    }
  }
  return cases;
}

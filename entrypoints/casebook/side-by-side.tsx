/** Cases side by side, read from the store: at most LIMITS.casesSideBySide of them. */
import { useEffect, useState } from 'preact/hooks';
import type { LineIndex } from '../../components/casebook/lines';
import { sideBySide, type MatrixRow } from '../../components/casebook/side-by-side';
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
  /** Told the cases once they are read. */
  onRead?: (cases: readonly Case[]) => void;
}

interface Read {
  cases: Case[];
  rows: MatrixRow[];
  urls: ReadonlyMap<string, string>;
}

export function SideBySide(props: SideBySideProps) {
  const { store, locale, texts, ids, index } = props;
  const [read, setRead] = useState<Read | null>(null);
  const key = ids.join();
  useEffect(() => {
    let isCurrent = true;
    const urls = new Map<string, string>();
    void readCases(store, ids.slice(0, LIMITS.casesSideBySide), urls).then((cases) => {
      if (!isCurrent) return;
      setRead({ cases, rows: sideBySide(cases), urls });
      props.onRead?.(cases);
    });
    return () => {
      isCurrent = false;
      for (const url of urls.values()) URL.revokeObjectURL(url);
    };
  }, [store, key]);
  if (!read) return <p class="quiet pick">{texts('casebook.loading')}</p>;
  return (
    <section class="book-compare">
      <h2>{texts('book.compare')}</h2>
      {ids.length > LIMITS.casesSideBySide && (
        <p class="quiet">{texts('book.compare.more', { count: LIMITS.casesSideBySide })}</p>
      )}
      <BookMatrix
        locale={locale}
        texts={texts}
        columns={read.cases.map((of) => ({
          id: of.id,
          head: (index.get(of.id)?.sources ?? ['own']).map(props.sourceName).join(texts('list.separator')),
          below: `${shopName(of.shop, locale) ?? hostOf(of.url)} · ${timeText(of.keptAt, locale)}`,
          screenshotUrl:
            read.urls.get(of.captures.find(({ role }) => role === 'screenshot')?.sha256 ?? '') ?? null,
        }))}
        rows={read.rows}
        ruleName={(id) => ruleName(id, locale)}
        pictureUrl={(sha256) => read.urls.get(sha256) ?? null}
        onOpen={props.onOpen}
      />
    </section>
  );
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

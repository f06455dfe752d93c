/** The casebook: the pages a person kept, as a list to search and a case to read. Props in, events out. */
import { useEffect, useRef } from 'preact/hooks';
import type { Topic } from '../model/words';
import { TOPICS } from '../model/words';
import { CaseView, type CaseViewProps } from './case-view';
import { LanguageSwitch } from './language-switch';
import { TagGlyph } from './marks';
import { sizeText, timeText, type TextLocale, type Texts } from './text';

/** One line of the list. */
export interface CaseSummary {
  id: string;
  title: string;
  url: string;
  shopName: string | null;
  /** ISO 8601, UTC. */
  keptAt: string;
  sizeBytes: number;
  /** Flagged subjects by topic; a topic without any may be left out. */
  flags: Partial<Record<Topic, number>>;
  note: string;
  thumbnailUrl: string | null;
}

export interface CasebookProps {
  locale: TextLocale;
  texts: Texts;
  /** Null while the list is being read. */
  cases: readonly CaseSummary[] | null;
  query: string;
  /** The opened case; `'loading'` while it is being read. */
  opened: Omit<CaseViewProps, 'onClose' | 'onDelete' | 'onExport'> | 'loading' | null;
  openedId: string | null;
  /** The case deleted last, while it can still be brought back. */
  deleted: { id: string; title: string } | null;
  onQuery: (query: string) => void;
  /** Null closes the case. */
  onOpen: (id: string | null) => void;
  onDelete: (id: string) => void;
  onUndo: (id: string) => void;
  onExport: (id: string) => void;
  onLocale: (locale: TextLocale) => void;
}

/** Cases whose title, shop, address or note holds every word of the query; all of them for an empty query. */
export function matching(cases: readonly CaseSummary[], query: string): CaseSummary[] {
  const words = query.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  return cases.filter((one) => {
    const text = [one.title, one.shopName ?? '', one.url, one.note]
      .join('\n')
      .normalize('NFKC')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

export function Casebook(props: CasebookProps) {
  const { locale, texts, cases, query, opened, openedId } = props;
  const found = cases ? matching(cases, query) : [];
  const isEmpty = cases !== null && cases.length === 0;
  return (
    <div class={`casebook ${opened ? 'has-case' : ''}`} lang={locale}>
      <header class="page-head">
        <TagGlyph sizePx={30} />
        <h1>{texts('casebook.title')}</h1>
        <LanguageSwitch locale={locale} texts={texts} onLocale={props.onLocale} />
        <p>{texts('casebook.lead')}</p>
      </header>
      {isEmpty ? (
        <main class="invitation empty">
          <TagGlyph sizePx={72} />
          <h2>{texts('casebook.empty.title')}</h2>
          <p>{texts('casebook.empty.what')}</p>
        </main>
      ) : (
        <main class="casebook-columns">
          <section class="casebook-list" aria-label={texts('casebook.title')}>
            <input
              type="search"
              class="search"
              value={query}
              placeholder={texts('casebook.search')}
              aria-label={texts('casebook.search')}
              onInput={(event) => props.onQuery(event.currentTarget.value)}
            />
            {cases && (
              <p class="quiet list-count" role="status">
                {texts('casebook.count', { count: found.length })} ·{' '}
                {texts('casebook.size', {
                  size: sizeText(
                    found.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
                    locale,
                  ),
                })}
              </p>
            )}
            {cases && found.length === 0 && (
              <div class="none">
                <p>{texts('casebook.search.none', { query })}</p>
                <button type="button" class="text-button" onClick={() => props.onQuery('')}>
                  {texts('casebook.search.clear')}
                </button>
              </div>
            )}
            <CaseList found={found} openedId={openedId} locale={locale} texts={texts} onOpen={props.onOpen} />
          </section>
          <div class="casebook-case">
            {opened === 'loading' && <p class="quiet pick">{texts('casebook.loading')}</p>}
            {opened === null && <p class="quiet pick">{texts('casebook.pick')}</p>}
            {opened !== null && opened !== 'loading' && (
              <CaseView
                key={opened.kept.id}
                {...opened}
                onClose={() => props.onOpen(null)}
                onOpenOther={(id) => props.onOpen(id)}
                onDelete={() => props.onDelete(opened.kept.id)}
                onExport={() => props.onExport(opened.kept.id)}
              />
            )}
          </div>
        </main>
      )}
      <div class="toast-place" role="status">
        {props.deleted && (
          <p class="toast">
            {texts('casebook.deleted', { title: props.deleted.title })}
            <button
              type="button"
              class="text-button"
              onClick={() => props.deleted && props.onUndo(props.deleted.id)}
            >
              {texts('undo')}
            </button>
          </p>
        )}
      </div>
    </div>
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

function CaseList({
  found,
  openedId,
  locale,
  texts,
  onOpen,
}: { found: readonly CaseSummary[]; openedId: string | null } & Pick<
  CasebookProps,
  'locale' | 'texts' | 'onOpen'
>) {
  const list = useRef<HTMLUListElement>(null);
  // Arrow keys go through the list; Tab and Enter work as everywhere.
  useEffect(() => {
    const node = list.current;
    if (!node) return;
    function onKey(event: KeyboardEvent): void {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (step === 0 || !node) return;
      const buttons = [...node.querySelectorAll<HTMLElement>('button')];
      const next = buttons[buttons.findIndex((button) => button === document.activeElement) + step];
      if (!next) return;
      event.preventDefault();
      next.focus();
    }
    node.addEventListener('keydown', onKey);
    return () => node.removeEventListener('keydown', onKey);
  }, []);
  return (
    <ul class="cases" ref={list}>
      {found.map((one) => (
        <li key={one.id}>
          <button
            type="button"
            class="case-row"
            aria-current={one.id === openedId}
            onClick={() => onOpen(one.id)}
          >
            <span class="case-picture">
              {one.thumbnailUrl ? (
                <img src={one.thumbnailUrl} alt="" loading="lazy" />
              ) : (
                <TagGlyph sizePx={28} />
              )}
            </span>
            <span class="case-words">
              <strong>{one.title}</strong>
              <span class="quiet">
                {one.shopName ?? hostOf(one.url)} · {timeText(one.keptAt, locale)} ·{' '}
                {sizeText(one.sizeBytes, locale)}
              </span>
              <FlagCounts flags={one.flags} texts={texts} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function FlagCounts({ flags, texts }: { flags: CaseSummary['flags']; texts: Texts }) {
  const present = TOPICS.filter((topic) => (flags[topic] ?? 0) > 0);
  if (present.length === 0) return <span class="quiet fine">{texts('casebook.flags.none')}</span>;
  return (
    <span class="counts">
      {present.map((topic) => (
        <span class="small-mark" key={topic}>
          {texts('casebook.flags', { topic: texts(`topic.${topic}`), count: flags[topic] ?? 0 })}
        </span>
      ))}
    </span>
  );
}

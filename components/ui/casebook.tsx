/** The casebook: the pages a person and others kept, found, ordered, set together and read. Props in, events out. */
import type { ComponentChild } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CaseLine, LineQuery } from '../model/case-line';
import type { Campaign } from '../model/organising';
import { BookBulk, JobProgress, type BulkAction, type Job } from './book-bulk';
import { BookFilters, type BookFiltersProps } from './book-filters';
import { BookList, type BookListProps } from './book-list';
import { CaseView, type CaseViewProps } from './case-view';
import { LanguageSwitch } from './language-switch';
import { TagGlyph } from './marks';
import type { TextLocale, Texts } from './text';

export const BOOK_VIEWS = ['cases', 'products', 'campaigns', 'import'] as const;
export type BookView = (typeof BOOK_VIEWS)[number];

export interface CasebookProps
  extends
    Pick<BookListProps, 'chosen' | 'shopName' | 'campaignName' | 'thumbnailUrl' | 'onChoose' | 'onVisible'>,
    Pick<BookFiltersProps, 'choices' | 'hasAltered'> {
  locale: TextLocale;
  texts: Texts;
  /** Address of the page that checks case files. */
  verifyUrl: string;
  /** Of the key that signs what is exported; null while there is none. */
  fingerprint: string | null;
  /** A question that stands before everything else, while there is one. */
  dialog?: ComponentChild;
  view: BookView;
  /** The other parts, made by whoever holds what they show. */
  part: ComponentChild;
  /** Cases that fit the query, in order; null while the first are being read. */
  lines: readonly CaseLine[] | null;
  total: number;
  /** Cases read so far, while the list is not whole. */
  loading: number | null;
  renewing: { done: number; total: number } | null;
  query: LineQuery;
  campaigns: readonly Campaign[];
  /** The opened case; `'loading'` while it is being read. */
  opened: Omit<CaseViewProps, 'onClose' | 'onDelete' | 'onExport' | 'fingerprint'> | 'loading' | null;
  openedId: string | null;
  /** Stands in place of the opened case: cases side by side. */
  compared: ComponentChild;
  job: Job | null;
  moreBulk?: ComponentChild;
  /** What has just been done or could not be; with a way back while there is one. */
  said: { text: string; canUndo: boolean } | null;
  hasSingleKeys: boolean;
  onSingleKeys: (isOn: boolean) => void;
  onView: (view: BookView) => void;
  onQuery: (query: LineQuery) => void;
  onChooseAll: (isChosen: boolean) => void;
  onBulk: (action: BulkAction) => void;
  onStop: () => void;
  /** Null closes the case, and the comparison. */
  onOpen: (id: string | null) => void;
  onDelete: (id: string) => void;
  onUndo: () => void;
  onExport: (id: string) => void;
  onLocale: (locale: TextLocale) => void;
}

export function Casebook(props: CasebookProps) {
  const { locale, texts, view, opened, compared, said, job } = props;
  const help = useRef<HTMLDialogElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const hasCase = view === 'cases' && (opened !== null || compared !== null);
  const { onOpen, onView, hasSingleKeys } = props;
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
      const isWriting =
        event.target instanceof Element &&
        event.target.matches('input:not([type=checkbox]), textarea, select');
      if (event.key === 'Escape' && !isWriting) onOpen(null);
      if (isWriting || !hasSingleKeys) return;
      if (event.key === '/') {
        onView('cases');
        // The field may only be there after the view has changed.
        setTimeout(() => search.current?.focus());
      } else if (event.key === '?') help.current?.showModal();
      else return;
      event.preventDefault();
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onOpen, onView, hasSingleKeys]);
  return (
    <div class={`casebook ${hasCase ? 'has-case' : ''}`} lang={locale}>
      <header class="page-head">
        <TagGlyph sizePx={30} />
        <h1>{texts('casebook.title')}</h1>
        <LanguageSwitch locale={locale} texts={texts} onLocale={props.onLocale} />
        <button type="button" class="text-button" onClick={() => help.current?.showModal()}>
          {texts('book.help')}
        </button>
        <a href={props.verifyUrl} target="_blank" rel="noreferrer">
          {texts('verify.link')}
        </a>
        <p>{texts('book.lead')}</p>
      </header>
      <nav class="book-views" aria-label={texts('book.view')}>
        {BOOK_VIEWS.map((one) => (
          <button
            key={one}
            type="button"
            aria-current={one === view ? 'page' : undefined}
            onClick={() => onView(one)}
          >
            {texts(`book.view.${one}`)}
          </button>
        ))}
      </nav>
      <main>
        {job && <JobProgress job={job} texts={texts} onStop={props.onStop} />}
        {view === 'cases' ? <Cases {...props} search={search} /> : props.part}
      </main>
      <div class="toast-place" role="status">
        {said && (
          <p class="toast">
            {said.text}
            {said.canUndo && (
              <button type="button" class="text-button" onClick={props.onUndo}>
                {texts('undo')}
              </button>
            )}
          </p>
        )}
      </div>
      {props.dialog}
      <dialog ref={help} class="book-help" aria-label={texts('book.help')}>
        <h2>{texts('book.help')}</h2>
        <dl class="pairs">
          {KEYS.map(([keys, what]) => (
            <>
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>{texts(`book.help.${what}`)}</dd>
            </>
          ))}
        </dl>
        <label class="book-check">
          <input
            type="checkbox"
            checked={hasSingleKeys}
            onChange={(event) => props.onSingleKeys(event.currentTarget.checked)}
          />
          {texts('book.help.single')}
        </label>
        <form method="dialog" class="dialog-ways">
          <button class="button main">{texts('book.close')}</button>
        </form>
      </dialog>
    </div>
  );
}

const KEYS = [
  ['↑ ↓ · j k', 'move'],
  ['Enter', 'open'],
  ['x', 'select'],
  ['/', 'search'],
  ['Esc', 'close'],
  ['?', 'help'],
] as const;

function Cases(props: CasebookProps & { search: BookFiltersProps['search'] }) {
  const { locale, texts, lines, total, loading, renewing, query, opened, compared } = props;
  const [undoneQuery] = useState<LineQuery>({});
  const isAnyCondition = Object.keys(query).some((key) => key !== 'sort');
  if (lines !== null && total === 0 && loading === null) {
    return (
      <div class="invitation empty">
        <TagGlyph sizePx={72} />
        <h2>{texts('casebook.empty.title')}</h2>
        <p>{texts('casebook.empty.what')}</p>
        <div class="invitation-ways">
          <button type="button" class="button" onClick={() => props.onView('import')}>
            {texts('book.import')}
          </button>
        </div>
      </div>
    );
  }
  return (
    <div class="casebook-columns">
      <section class="casebook-list" aria-label={texts('book.view.cases')}>
        <BookFilters {...props} onQuery={props.onQuery} />
        <p class="quiet list-count" role="status">
          {loading !== null && texts('book.loading', { count: loading })}
          {loading === null &&
            lines !== null &&
            texts(isAnyCondition ? 'book.found' : 'book.all', { count: lines.length, total })}
          {renewing && <> · {texts('book.renewing', renewing)}</>}
        </p>
        <BookBulk
          texts={texts}
          chosen={props.chosen.size}
          found={lines?.length ?? 0}
          campaigns={props.campaigns.filter(({ archivedAt }) => archivedAt === null)}
          isBusy={props.job !== null}
          more={props.moreBulk}
          onAll={() => props.onChooseAll(true)}
          onNone={() => props.onChooseAll(false)}
          onBulk={props.onBulk}
        />
        {lines !== null && lines.length === 0 && loading === null && (
          <div class="none">
            <p>{texts('book.none')}</p>
            <button type="button" class="text-button" onClick={() => props.onQuery(undoneQuery)}>
              {texts('book.clear')}
            </button>
          </div>
        )}
        {lines !== null && lines.length > 0 && (
          <BookList {...props} lines={lines} onOpen={(id) => props.onOpen(id)} />
        )}
      </section>
      <div class="casebook-case">
        {compared}
        {compared === null && opened === 'loading' && <p class="quiet pick">{texts('casebook.loading')}</p>}
        {compared === null && opened === null && <p class="quiet pick">{texts('casebook.pick')}</p>}
        {compared === null && opened !== null && opened !== 'loading' && (
          <CaseView
            key={opened.kept.id}
            {...opened}
            locale={locale}
            fingerprint={props.fingerprint}
            onClose={() => props.onOpen(null)}
            onOpenOther={(id) => props.onOpen(id)}
            onDelete={() => props.onDelete(opened.kept.id)}
            onExport={() => props.onExport(opened.kept.id)}
          />
        )}
      </div>
    </div>
  );
}

/** Case files of other people: how they come in, what became of each, and what their sources are called here. */
import type { ComponentChild } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Field } from './book-filters';
import type { TextLocale, Texts } from './text';
import { itemName, reasonText } from './verify-item';

export const ARRIVED_AS = [
  'new',
  'again',
  'signed-again',
  'from-another',
  'kept-altered',
  'altered',
  'conflict',
  'unreadable',
  'storage-full',
] as const;

export interface ImportedRow {
  name: string;
  as: (typeof ARRIVED_AS)[number];
  caseId: string | null;
  title: string | null;
  items: readonly { item: string; reason: string | null; detail: string | null }[];
  /** Names the pair to set side by side; null where there is none. */
  pair: number | null;
}

export interface SourceRow {
  /** `own`, `key:…`, `file:…`. */
  source: string;
  /** How it is called without a name of the person's own. */
  plain: string;
  nickname: string;
  cases: number;
}

export interface BookImportProps {
  locale: TextLocale;
  texts: Texts;
  isBusy: boolean;
  rows: readonly ImportedRow[];
  sources: readonly SourceRow[];
  bin: number;
  /** The pair that was asked for, side by side. */
  compared: ComponentChild;
  onCompare: (pair: number) => void;
  onFiles: (files: File[], keepAltered: boolean) => void;
  onOpen: (id: string) => void;
  onNickname: (source: string, name: string) => void;
  onEmptyBin: () => void;
}

/** Rows shown one by one; what went wrong comes first, all are counted. */
const MOST_ROWS = 200;
const MOST_SOURCES = 200;

export function BookImport(props: BookImportProps) {
  const { texts, isBusy, rows, sources } = props;
  const chooser = useRef<HTMLInputElement>(null);
  const [keepAltered, setKeepAltered] = useState(false);
  const [isOver, setOver] = useState(false);
  return (
    <section class="book-page" aria-labelledby="import-title">
      <h2 id="import-title">{texts('book.import')}</h2>
      <div
        class={`book-drop ${isOver ? 'is-over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          if (!isBusy) props.onFiles([...(event.dataTransfer?.files ?? [])], keepAltered);
        }}
      >
        <p>{texts('book.import.what')}</p>
        <button
          type="button"
          class="button main"
          aria-disabled={isBusy}
          onClick={() => (isBusy ? undefined : chooser.current?.click())}
        >
          {texts('book.import.choose')}
        </button>
        <input
          ref={chooser}
          type="file"
          accept=".wacz"
          multiple
          hidden
          onChange={(event) => {
            const files = [...(event.currentTarget.files ?? [])];
            event.currentTarget.value = '';
            if (files.length > 0) props.onFiles(files, keepAltered);
          }}
        />
        <label class="book-check">
          <input
            type="checkbox"
            checked={keepAltered}
            onChange={(event) => setKeepAltered(event.currentTarget.checked)}
          />
          {texts('book.import.altered')}
        </label>
      </div>
      <Results {...props} rows={rows} />
      {sources.length > 0 && (
        <>
          <h3 class="section">{texts('book.source.names')}</h3>
          <p class="quiet fine">{texts('book.source.names.why')}</p>
          <ul class="book-sources">
            {sources.slice(0, MOST_SOURCES).map((source) => (
              <li key={source.source}>
                <span>
                  {source.plain}
                  <span class="quiet"> · {texts('book.campaign.cases', { count: source.cases })}</span>
                </span>
                <Field name={texts('book.source.name')}>
                  <input
                    defaultValue={source.nickname}
                    maxLength={80}
                    onChange={(event) => props.onNickname(source.source, event.currentTarget.value)}
                  />
                </Field>
              </li>
            ))}
          </ul>
        </>
      )}
      <Bin {...props} />
    </section>
  );
}

function Results({ rows, locale, texts, compared, onOpen, onCompare }: BookImportProps) {
  if (rows.length === 0) return null;
  const counts = new Map<ImportedRow['as'], number>();
  for (const { as } of rows) counts.set(as, (counts.get(as) ?? 0) + 1);
  const ordered = [...rows].sort((a, b) => ARRIVED_AS.indexOf(b.as) - ARRIVED_AS.indexOf(a.as));
  return (
    <div class="book-results">
      <h3 class="section">{texts('book.import.counts')}</h3>
      <dl class="pairs">
        {ARRIVED_AS.filter((as) => counts.has(as)).map((as) => (
          <>
            <dt>{texts(`book.import.as.${as}`)}</dt>
            <dd>{counts.get(as)}</dd>
          </>
        ))}
      </dl>
      <ul class="book-arrivals">
        {ordered.slice(0, MOST_ROWS).map((row, at) => (
          <li key={`${String(at)} ${row.name}`}>
            <strong>{row.title ?? row.name}</strong>
            <span class="quiet">
              {row.name} · {texts(`book.import.as.${row.as}`)}
            </span>
            {row.items.length > 0 && (
              <ul class="book-items">
                {row.items.slice(0, 12).map(({ item, reason, detail }) => (
                  <li key={`${item} ${reason ?? ''} ${detail ?? ''}`}>
                    {itemName(item, locale)}{' '}
                    <span class="quiet">
                      {[reasonText(reason, locale), detail].filter(Boolean).join(' · ')}
                    </span>
                  </li>
                ))}
              </ul>
            )}
            {row.caseId !== null &&
              ['new', 'again', 'signed-again', 'from-another', 'kept-altered', 'conflict'].includes(
                row.as,
              ) && (
                <button type="button" class="text-button" onClick={() => row.caseId && onOpen(row.caseId)}>
                  {texts('book.import.open')}
                </button>
              )}
            {row.pair !== null && (
              <button type="button" class="text-button" onClick={() => onCompare(row.pair ?? 0)}>
                {texts('book.import.compare')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {compared}
      {rows.length > MOST_ROWS && (
        <p class="quiet">{texts('book.import.more', { count: rows.length - MOST_ROWS })}</p>
      )}
    </div>
  );
}

function Bin({ bin, texts, onEmptyBin }: BookImportProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  if (bin === 0) return null;
  return (
    <>
      <h3 class="section">{texts('book.bin')}</h3>
      <p>{texts('book.bin.what', { count: bin })}</p>
      <button type="button" class="button" onClick={() => dialog.current?.showModal()}>
        {texts('book.bin.empty')}
      </button>
      <dialog ref={dialog} aria-label={texts('book.bin.empty')}>
        <p>{texts('book.bin.ask', { count: bin })}</p>
        <form method="dialog" class="dialog-ways">
          <button class="button">{texts('cancel')}</button>
          <button class="button main" onClick={onEmptyBin}>
            {texts('book.bin.empty')}
          </button>
        </form>
      </dialog>
    </>
  );
}

/** Several cases side by side: one column for each, or for each witness; what differs marked by a word and a line, not by colour alone. */
import type { ComponentChild } from 'preact';
import { useState } from 'preact/hooks';
import { textIfKnown, timeText, type TextLocale, type Texts } from './text';

export interface MatrixRowShown {
  kind: 'page' | 'price' | 'label' | 'declared' | 'finding' | 'picture';
  key: string;
  cells: readonly (readonly { value: string; seenAt: string | null }[] | null)[];
  /** Columns whose silence means "looked, and not seen". */
  looked: readonly boolean[];
  differs: boolean;
  conflict: 'price-at-one-time' | 'label-not-seen' | null;
}

export interface BookMatrixProps {
  locale: TextLocale;
  texts: Texts;
  /** `caseId` null: the column is of several cases, and does not open one. */
  columns: readonly {
    id: string;
    caseId: string | null;
    head: string;
    below: string;
    screenshotUrl: string | null;
  }[];
  rows: readonly MatrixRowShown[];
  /** Title of a rule; null for one that is not known here. */
  ruleName: (id: string) => string | null;
  pictureUrl: (sha256: string) => string | null;
  onOpen: (id: string) => void;
}

const KINDS: readonly MatrixRowShown['kind'][] = ['page', 'price', 'label', 'declared', 'finding', 'picture'];

export function BookMatrix(props: BookMatrixProps) {
  const { texts, columns, rows } = props;
  const [onlyDiffering, setOnlyDiffering] = useState(false);
  const differing = rows.filter(({ differs }) => differs).length;
  const shown = onlyDiffering ? rows.filter(({ differs }) => differs) : rows;
  return (
    <div class="book-matrix">
      <p class="book-matrix-head">
        <strong>
          {differing === 0
            ? texts('book.compare.same')
            : texts('book.subject.conflicts', { count: differing })}
        </strong>
        <label class="book-check">
          <input
            type="checkbox"
            checked={onlyDiffering}
            onChange={(event) => setOnlyDiffering(event.currentTarget.checked)}
          />
          {texts('book.compare.only')}
        </label>
      </p>
      <div class="table-scroll" tabIndex={0} role="region" aria-label={texts('book.compare')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{texts('book.compare.row')}</th>
              {columns.map(({ id, caseId, head, below, screenshotUrl }) => (
                <th scope="col" key={id}>
                  {screenshotUrl !== null && <img src={screenshotUrl} alt="" />}
                  {caseId === null ? (
                    <span class="book-column">{head}</span>
                  ) : (
                    <button type="button" class="text-button" onClick={() => props.onOpen(caseId)}>
                      {head}
                    </button>
                  )}
                  <span class="quiet">{below}</span>
                </th>
              ))}
            </tr>
          </thead>
          {KINDS.map((kind) => {
            const own = shown.filter((row) => row.kind === kind);
            if (own.length === 0) return null;
            return (
              <tbody key={kind}>
                <tr>
                  <th scope="rowgroup" colSpan={columns.length + 1} class="book-kind">
                    {texts(`book.kind.${kind}`)}
                  </th>
                </tr>
                {own.map((row) => (
                  <Row key={row.key} row={row} {...props} />
                ))}
              </tbody>
            );
          })}
        </table>
      </div>
      <p class="quiet fine">{texts('book.compare.why')}</p>
    </div>
  );
}

function Row({ row, ...props }: { row: MatrixRowShown } & BookMatrixProps) {
  const { texts } = props;
  return (
    <tr class={row.differs ? 'differs' : undefined}>
      <th scope="row">
        <RowName row={row} {...props} />
        {row.differs && (
          <span class="small-mark strong">
            {texts(row.conflict === null ? 'book.compare.differs' : `book.conflict.${row.conflict}`)}
          </span>
        )}
      </th>
      {row.cells.map((cell, at) => (
        <td key={props.columns[at]?.id ?? at}>
          {cell === null ? (
            <span class="quiet">
              {texts(row.looked[at] ? 'book.compare.not-seen' : 'book.compare.silent')}
            </span>
          ) : (
            cell.map(({ value, seenAt }) => (
              <div key={value}>
                {cellText(row, value, props)}
                {row.kind === 'price' && row.key === 'price' && seenAt !== null && (
                  <span class="quiet fine"> {timeText(seenAt, props.locale)}</span>
                )}
              </div>
            ))
          )}
        </td>
      ))}
    </tr>
  );
}

function RowName({ row, texts, locale, ruleName, pictureUrl }: { row: MatrixRowShown } & BookMatrixProps) {
  if (row.kind === 'finding') return <>{ruleName(row.key) ?? row.key}</>;
  if (row.kind === 'label') return <q>{row.key}</q>;
  if (row.kind === 'page' || row.kind === 'price')
    return <>{textIfKnown(locale, `book.key.${row.key}`) ?? row.key}</>;
  const url = pictureUrl(row.key);
  return (
    <>
      {url !== null && <img src={url} alt={texts('case.role.medium')} />}
      <code>{row.key.slice(0, 12)}</code>
    </>
  );
}

/** A value in words: codes of our own have a word in both languages, texts of the page stand as they are. */
function cellText(
  row: MatrixRowShown,
  value: string,
  { locale, pictureUrl, texts }: BookMatrixProps,
): ComponentChild {
  if (row.kind === 'finding') return textIfKnown(locale, `book.outcome.${value}`) ?? value;
  if (row.kind === 'label') return textIfKnown(locale, `placement.${value}`) ?? value;
  if (row.key === 'price-kind') return textIfKnown(locale, `price.${value}`) ?? value;
  if (row.key === 'availability') return textIfKnown(locale, `book.availability.${value}`) ?? value;
  if (row.kind !== 'picture') return value;
  const url = pictureUrl(value);
  return (
    <>
      {url !== null && <img src={url} alt={texts('case.role.medium')} />}
      <code>{value.slice(0, 12)}</code>
    </>
  );
}

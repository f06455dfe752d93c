/** Several cases side by side: one column for each, what differs marked by a word and a line, not by colour alone. */
import type { ComponentChild } from 'preact';
import { useState } from 'preact/hooks';
import { textIfKnown, type TextLocale, type Texts } from './text';

export interface MatrixRowShown {
  kind: 'page' | 'price' | 'label' | 'declared' | 'finding' | 'picture';
  key: string;
  cells: readonly (string | null)[];
  differs: boolean;
}

export interface BookMatrixProps {
  locale: TextLocale;
  texts: Texts;
  columns: readonly { id: string; head: string; below: string; screenshotUrl: string | null }[];
  rows: readonly MatrixRowShown[];
  /** Title of a rule; null for one that is not known here. */
  ruleName: (id: string) => string | null;
  pictureUrl: (sha256: string) => string | null;
  onOpen: (id: string) => void;
  onlyKinds?: readonly MatrixRowShown['kind'][];
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
              {columns.map(({ id, head, below, screenshotUrl }) => (
                <th scope="col" key={id}>
                  {screenshotUrl !== null && <img src={screenshotUrl} alt="" />}
                  <button type="button" class="text-button" onClick={() => props.onOpen(id)}>
                    {head}
                  </button>
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
        {row.differs && <span class="small-mark strong">{texts('book.compare.differs')}</span>}
      </th>
      {row.cells.map((cell, at) => (
        <td key={props.columns[at]?.id ?? at}>
          {cell === null ? (
            <span class="quiet">{texts('book.compare.silent')}</span>
          ) : (
            cellText(row, cell, props)
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

function cellText(
  row: MatrixRowShown,
  cell: string,
  { locale, pictureUrl, texts }: BookMatrixProps,
): ComponentChild {
  if (row.kind === 'finding')
    return cell
      .split(' / ')
      .map((one) => textIfKnown(locale, `book.outcome.${one}`) ?? one)
      .join(' / ');
  if (row.kind !== 'picture') return cell;
  const url = pictureUrl(cell);
  return (
    <>
      {url !== null && <img src={url} alt={texts('case.role.medium')} />}
      <code>{cell.slice(0, 12)}</code>
    </>
  );
}

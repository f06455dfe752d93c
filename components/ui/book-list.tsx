/** The list of cases: only the rows in view are in the page, however many there are. Keyboard throughout. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CaseLine } from '../model/case-line';
import { TOPICS } from '../model/words';
import { TagGlyph } from './marks';
import { sizeText, timeText, type TextLocale, type Texts } from './text';

/** Height of a row in rem; every row has it, so that a place in 100,000 is one multiplication. */
const ROW_REM = 7;
const ROWS_BEYOND = 5;

export interface BookListProps {
  lines: readonly CaseLine[];
  locale: TextLocale;
  texts: Texts;
  openedId: string | null;
  chosen: ReadonlySet<string>;
  shopName: (id: string | null) => string | null;
  campaignName: (id: string) => string;
  thumbnailUrl: (line: CaseLine) => string | null;
  onChoose: (id: string, isChosen: boolean) => void;
  onOpen: (id: string) => void;
  /** Told which rows are in view, to load their pictures. */
  onVisible: (lines: readonly CaseLine[]) => void;
}

export function BookList(props: BookListProps) {
  const { lines, openedId, chosen, texts, onVisible } = props;
  const place = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState({ from: 0, until: 20 });
  const [active, setActive] = useState(0);
  /** Row that is to have the focus once it is in the page: keys held down come faster than rows are drawn. */
  const goingTo = useRef<number | null>(null);
  const rowPx = ROW_REM * rootFontPx();
  const at = Math.min(active, Math.max(0, lines.length - 1));

  function measure(): void {
    const node = place.current;
    if (!node) return;
    const from = Math.max(0, Math.floor(node.scrollTop / rowPx) - ROWS_BEYOND);
    const until = Math.ceil((node.scrollTop + node.clientHeight) / rowPx) + ROWS_BEYOND;
    setRange((before) => (before.from === from && before.until === until ? before : { from, until }));
  }
  useEffect(() => {
    measure();
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  });
  useEffect(() => {
    const opened = lines.findIndex(({ id }) => id === openedId);
    if (opened >= 0) setActive(opened);
  }, [openedId]);
  const shown = lines.slice(range.from, range.until);
  useEffect(() => onVisible(shown), [lines, range]);
  useLayoutEffect(() => {
    if (goingTo.current === null) return;
    const button = place.current?.querySelector<HTMLElement>(
      `[data-at="${String(goingTo.current)}"] .case-row`,
    );
    if (!button) return;
    goingTo.current = null;
    button.focus({ preventScroll: true });
  });

  function go(to: number): void {
    const node = place.current;
    if (!node || lines.length === 0) return;
    const next = Math.max(0, Math.min(lines.length - 1, to));
    const top = next * rowPx;
    if (top < node.scrollTop) node.scrollTop = top;
    else if (top + rowPx > node.scrollTop + node.clientHeight)
      node.scrollTop = top + rowPx - node.clientHeight;
    goingTo.current = next;
    measure();
    setActive(next);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((place.current?.clientHeight ?? 0) / rowPx) - 1);
    const from = goingTo.current ?? at;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: from + 1,
      j: from + 1,
      ArrowUp: from - 1,
      k: from - 1,
      PageDown: from + page,
      PageUp: from - page,
      Home: 0,
      End: lines.length - 1,
    };
    const step = steps[event.key];
    const line = lines[from];
    if (step !== undefined) go(step);
    else if (event.key === 'x' && line) props.onChoose(line.id, !chosen.has(line.id));
    else return;
    event.preventDefault();
  }

  return (
    <div class="book-rows" ref={place} onScroll={measure} onKeyDown={onKeyDown}>
      <ul
        class="cases"
        style={{ height: `${String(lines.length * rowPx)}px` }}
        aria-label={texts('book.view.cases')}
      >
        {shown.map((line, n) => {
          const index = range.from + n;
          return (
            <li
              key={line.id}
              data-at={index}
              aria-setsize={lines.length}
              aria-posinset={index + 1}
              class={chosen.has(line.id) ? 'is-chosen' : undefined}
              style={{ top: `${String(index * rowPx)}px`, height: `${String(rowPx)}px` }}
            >
              <Row {...props} line={line} isActive={index === at} onActive={() => setActive(index)} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Row(props: BookListProps & { line: CaseLine; isActive: boolean; onActive: () => void }) {
  const { line, locale, texts, isActive, chosen } = props;
  const picture = props.thumbnailUrl(line);
  const topics = TOPICS.filter((topic) => (line.flags[topic] ?? 0) > 0);
  return (
    <>
      <label class="choose">
        <input
          type="checkbox"
          tabIndex={isActive ? 0 : -1}
          checked={chosen.has(line.id)}
          aria-label={texts('book.select', { title: line.title })}
          onFocus={props.onActive}
          onChange={(event) => props.onChoose(line.id, event.currentTarget.checked)}
        />
      </label>
      <button
        type="button"
        class="case-row"
        tabIndex={isActive ? 0 : -1}
        aria-current={line.id === props.openedId}
        onFocus={props.onActive}
        onClick={() => props.onOpen(line.id)}
      >
        <span class="case-picture">
          {picture === null ? <TagGlyph sizePx={28} /> : <img src={picture} alt="" />}
        </span>
        <span class="case-words">
          <strong>{line.title || line.url}</strong>
          <span class="quiet one-line">
            {props.shopName(line.shop) ?? hostOf(line.url)} · {timeText(line.keptAt, locale)} ·{' '}
            {sizeText(line.sizeBytes, locale)}
          </span>
          <span class="counts">
            {line.isAltered && <span class="small-mark strong">{texts('book.altered')}</span>}
            {line.status !== 'new' && (
              <span class="small-mark strong">{texts(`book.status.${line.status}`)}</span>
            )}
            {topics.map((topic) => (
              <span class="small-mark" key={topic}>
                {texts('casebook.flags', { topic: texts(`topic.${topic}`), count: line.flags[topic] ?? 0 })}
              </span>
            ))}
            {line.campaigns.map((id) => (
              <span class="small-mark" key={id}>
                {props.campaignName(id)}
              </span>
            ))}
            {line.tags.map((tag) => (
              <span class="small-mark" key={tag}>
                # {tag}
              </span>
            ))}
            {topics.length === 0 && <span class="quiet fine">{texts('casebook.flags.none')}</span>}
          </span>
        </span>
      </button>
    </>
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

function rootFontPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}

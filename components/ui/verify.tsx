/** Checking a case file: drop it, and see item by item what is intact, altered, or cannot be checked, and why. */
import { useState } from 'preact/hooks';
import { LanguageSwitch } from './language-switch';
import { TagGlyph } from './marks';
import { textIfKnown, type TextLocale, type Texts } from './text';
import { ITEM_GROUPS, itemGroup, itemName, reasonText } from './verify-item';

type Verdict = 'intact' | 'altered' | 'cannot-be-checked';

/** What is shown of a checked file: the result of components/verify, as plain data. */
export interface VerifiedFile {
  name: string;
  case: { id: string; url: string; title: string; keptAt: string } | null;
  verdict: 'intact' | 'altered';
  items: readonly { item: string; verdict: Verdict; reason: string | null; detail: string | null }[];
  signer: { fingerprint: string; at: string } | null;
  timeStamp: { at: string; authority: string } | null;
  today: {
    changedPacks: readonly { id: string; recorded: string | null; today: string | null }[];
    same: number;
    differing: readonly {
      pack: string;
      rule: string;
      subject: string;
      recorded: string | null;
      today: string | null;
    }[];
  } | null;
}

/** What is shown of a checked collection: the result of components/verify, as plain data. */
export interface VerifiedCollectionFile extends Pick<VerifiedFile, 'items' | 'signer' | 'timeStamp'> {
  name: string;
  title: string | null;
  verdict: 'intact' | 'altered';
  cases: readonly {
    path: string;
    case: VerifiedFile['case'];
    verdict: 'intact' | 'altered';
    signer: string | null;
    altered: number;
    cannotBeChecked: number;
    items: VerifiedFile['items'];
  }[];
  notKept: readonly { url: string; reason: string }[];
}

/** One file of several, in one line. */
export interface VerifiedLine {
  name: string;
  /** `cannot-be-checked`: it could not be read at all. */
  verdict: Verdict;
  /** Title of the page or of the collection; null where there is none. */
  title: string | null;
  /** Number of cases, of a collection. */
  cases: number | null;
  signer: string | null;
  altered: number;
  cannotBeChecked: number;
  /** Why it could not be read. */
  refused: string | null;
}

export type VerifiedState =
  | { is: 'waiting' | 'working'; done?: number; total?: number }
  | { is: 'refused'; text: string }
  | { is: 'done'; file: VerifiedFile }
  | { is: 'collection'; collection: VerifiedCollectionFile };

export interface VerifyProps {
  locale: TextLocale;
  texts: Texts;
  state: VerifiedState;
  /** Lines of several files given at once, in their order, as far as they were checked; null for one file. */
  several: { lines: readonly VerifiedLine[]; total: number; opened: number | null } | null;
  onOpenLine: (at: number | null) => void;
  /** Number of root certificates given; null when the last file given held none. */
  roots: number | null;
  expectedKey: string;
  onFiles: (files: File[]) => void;
  onRoots: (file: File) => void;
  onExpectedKey: (text: string) => void;
  onLocale: (locale: TextLocale) => void;
}

/** Differences shown; the command prints them all with --json. */
const MOST_DIFFERENCES = 40;
const MARKS: Record<Verdict, string> = { intact: '✓', altered: '✕', 'cannot-be-checked': '?' };

export function Verify(props: VerifyProps) {
  const { locale, texts, state } = props;
  return (
    <div class="verify" lang={locale}>
      <header class="page-head">
        <TagGlyph sizePx={30} />
        <h1>{texts('verify.title')}</h1>
        <LanguageSwitch locale={locale} texts={texts} onLocale={props.onLocale} />
      </header>
      <main>
        <Drop {...props} />
        <Given {...props} />
        {props.several && <Several {...props} several={props.several} />}
        <div aria-live="polite">
          {state.is === 'working' && <Working {...props} state={state} />}
          {state.is === 'refused' && <p role="alert">{state.text}</p>}
          {state.is === 'done' && <Result {...props} file={state.file} />}
          {state.is === 'collection' && <Collection {...props} collection={state.collection} />}
        </div>
      </main>
    </div>
  );
}

function Working({ texts, state }: { texts: Texts; state: { done?: number; total?: number } }) {
  const { done, total } = state;
  if (done === undefined || total === undefined) return <p class="quiet">{texts('verify.working')}</p>;
  return (
    <label class="quiet">
      {texts('verify.working.cases', { done, total })} <progress max={Math.max(1, total)} value={done} />
    </label>
  );
}

function Drop({ texts, state, several, onFiles }: VerifyProps) {
  const [isOver, setOver] = useState(false);
  return (
    <label
      class={isOver ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length > 0) onFiles(files);
      }}
    >
      <strong>
        {texts(
          several || state.is === 'done' || state.is === 'collection' ? 'verify.another' : 'verify.choose',
        )}
      </strong>
      <span class="quiet">{texts('verify.lead')}</span>
      <input
        type="file"
        accept=".wacz,application/wacz"
        multiple
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          if (files.length > 0) onFiles(files);
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}

/** Every file with its verdict in one line, and a sentence over all of them. */
function Several({
  texts,
  several,
  onOpenLine,
}: VerifyProps & { several: NonNullable<VerifyProps['several']> }) {
  const { lines, total, opened } = several;
  const count = (verdict: Verdict): number => lines.filter((line) => line.verdict === verdict).length;
  const isWhole = lines.length === total && count('intact') === total;
  return (
    <section class="several" aria-labelledby="several">
      <h2 id="several" aria-live="polite">
        {lines.length < total
          ? texts('verify.several.working', { done: lines.length, total })
          : texts(isWhole ? 'verify.several.intact' : 'verify.several.done', {
              total,
              intact: count('intact'),
              altered: count('altered'),
              cannot: count('cannot-be-checked'),
            })}
      </h2>
      {lines.length < total && <progress max={total} value={lines.length} aria-labelledby="several" />}
      <table>
        <thead>
          <tr>
            <th scope="col">{texts('verify.verdict')}</th>
            <th scope="col">{texts('verify.file')}</th>
            <th scope="col">{texts('verify.signer')}</th>
            <th scope="col">{texts('verify.why')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, at) => (
            <tr
              key={`${String(at)} ${line.name}`}
              class={line.verdict}
              aria-current={at === opened ? 'true' : undefined}
            >
              <td class="verdict">
                <span aria-hidden="true">{MARKS[line.verdict]}</span>{' '}
                {texts(`verify.verdict.${line.verdict}`)}
              </td>
              <td>
                <button
                  type="button"
                  class="text-button"
                  onClick={() => onOpenLine(at === opened ? null : at)}
                >
                  <bdi>{line.name}</bdi>
                </button>
                {line.title !== null && (
                  <>
                    <br />
                    <bdi class="quiet fine">{line.title}</bdi>
                  </>
                )}
              </td>
              <td>{line.signer === null ? '—' : <code>{line.signer}</code>}</td>
              <td>
                {line.refused ??
                  texts(line.cases === null ? 'verify.several.items' : 'verify.several.cases', {
                    cases: line.cases ?? 0,
                    altered: line.altered,
                    cannot: line.cannotBeChecked,
                  })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="quiet fine">{texts('verify.several.open')}</p>
    </section>
  );
}

function Given({ texts, roots, expectedKey, onRoots, onExpectedKey }: VerifyProps) {
  return (
    <div class="given">
      <label>
        <span>{texts('verify.key')}</span>
        <input
          type="text"
          class="mono"
          spellcheck={false}
          maxLength={80}
          value={expectedKey}
          onInput={(event) => onExpectedKey(event.currentTarget.value)}
        />
      </label>
      <label>
        <span>{texts('verify.roots')}</span>
        <input
          type="file"
          accept=".pem,.crt,.cer,.der"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) onRoots(file);
          }}
        />
        {roots !== 0 && (
          <span class="quiet fine">
            {roots === null ? texts('verify.roots.bad') : texts('verify.roots.given', { count: roots })}
          </span>
        )}
      </label>
    </div>
  );
}

function Result({ locale, texts, file }: VerifyProps & { file: VerifiedFile }) {
  const count = (verdict: Verdict): number => file.items.filter((item) => item.verdict === verdict).length;
  // What is no case file was not altered by anybody.
  const isNone = file.case === null && file.items.some(({ reason }) => reason === 'not-a-zip');
  const whole = isNone ? 'cannot-be-checked' : file.verdict;
  return (
    <>
      <section class={`whole ${whole}`} aria-labelledby="whole">
        <h2 id="whole">
          <span aria-hidden="true">{MARKS[whole]}</span> {texts(`verify.whole.${whole}`)}
        </h2>
        {!isNone && (
          <p>
            {texts('verify.counts', {
              intact: count('intact'),
              altered: count('altered'),
              cannot: count('cannot-be-checked'),
            })}
          </p>
        )}
        <OtherVersion texts={texts} items={file.items} />
      </section>
      <section aria-labelledby="about">
        <h2 id="about">{texts('verify.about')}</h2>
        <dl class="facts">
          <dt>{texts('verify.file')}</dt>
          <dd>
            <bdi>{file.name}</bdi>
          </dd>
          {file.case && (
            <>
              <dt>{texts('verify.page')}</dt>
              <dd>
                <bdi>{file.case.title}</bdi>
                <br />
                <bdi class="quiet address">{file.case.url}</bdi>
              </dd>
              <dt>{texts('verify.kept')}</dt>
              <dd>{moment(file.case.keptAt)}</dd>
            </>
          )}
          <Seals texts={texts} file={file} />
        </dl>
      </section>
      <section aria-labelledby="items">
        <h2 id="items">{texts('verify.items')}</h2>
        <Items locale={locale} texts={texts} items={file.items} />
      </section>
      {file.today && <TodayView locale={locale} texts={texts} today={file.today} />}
      <section aria-labelledby="limits">
        <h2 id="limits">{texts('verify.limits')}</h2>
        <p>{texts('verify.limits.text')}</p>
      </section>
    </>
  );
}

/** Says at the head that the wording of another version was not compared, so that "intact" is not read as more. */
function OtherVersion({ texts, items }: { texts: Texts; items: VerifiedFile['items'] }) {
  const worded = items.find(({ reason }) => reason === 'another-version');
  if (!worded) return null;
  return <p>{texts('verify.other-version', { software: worded.detail ?? '' })}</p>;
}

function Seals({ texts, file }: { texts: Texts; file: Pick<VerifiedFile, 'signer' | 'timeStamp'> }) {
  return (
    <>
      <dt>{texts('verify.signer')}</dt>
      <dd>
        {file.signer ? (
          <>
            <code>{file.signer.fingerprint}</code>
            <p class="quiet fine">{texts('verify.signer.what', { at: moment(file.signer.at) })}</p>
          </>
        ) : (
          texts('verify.signer.none')
        )}
      </dd>
      <dt>{texts('verify.stamp')}</dt>
      <dd>
        {file.timeStamp
          ? texts('verify.stamp.what', {
              authority: file.timeStamp.authority,
              at: moment(file.timeStamp.at),
            })
          : texts('verify.stamp.none')}
      </dd>
    </>
  );
}

/** What needs a look stands open; what is intact stands by kind behind its number, so that nothing drowns in it. */
function Items({ locale, texts, items }: { locale: TextLocale; texts: Texts; items: VerifiedFile['items'] }) {
  const order: Verdict[] = ['altered', 'cannot-be-checked'];
  const told = items
    .filter(({ verdict }) => verdict !== 'intact')
    .sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  const intact = items.filter(({ verdict }) => verdict === 'intact');
  return (
    <>
      {told.length > 0 && <ItemTable locale={locale} texts={texts} items={told} />}
      {ITEM_GROUPS.map((group) => {
        const ones = intact.filter(({ item }) => itemGroup(item) === group);
        if (ones.length === 0) return null;
        return (
          <details class="checked" key={group}>
            <summary>
              <span aria-hidden="true">{MARKS.intact}</span>
              <strong>{texts(`verify.group.${group}`)}</strong>
              <span class="quiet">{texts('verify.group.intact', { count: ones.length })}</span>
            </summary>
            <ItemTable locale={locale} texts={texts} items={ones} />
          </details>
        );
      })}
    </>
  );
}

function ItemTable({
  locale,
  texts,
  items,
}: {
  locale: TextLocale;
  texts: Texts;
  items: VerifiedFile['items'];
}) {
  return (
    <table class="items">
      <thead>
        <tr>
          <th scope="col">{texts('verify.verdict')}</th>
          <th scope="col">{texts('verify.item')}</th>
          <th scope="col">{texts('verify.why')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ item, verdict, reason, detail }) => (
          <tr key={`${item} ${reason ?? ''} ${detail ?? ''}`} class={verdict}>
            <td class="verdict">
              <span aria-hidden="true">{MARKS[verdict]}</span> {texts(`verify.verdict.${verdict}`)}
            </td>
            <td>
              <bdi title={item}>{itemName(item, locale)}</bdi>
            </td>
            <td>
              {reasonText(reason, locale)}{' '}
              {detail !== null && (
                <bdi class="quiet fine">
                  {item === 'findings' && verdict === 'intact'
                    ? texts('verify.findings.same', { count: Number.parseInt(detail, 10) })
                    : detail}
                </bdi>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Rows of cases shown; altered ones come first, and the command prints them all. */
const MOST_CASES = 500;

function Collection({ locale, texts, collection }: VerifyProps & { collection: VerifiedCollectionFile }) {
  const altered = collection.cases.filter(({ verdict }) => verdict === 'altered');
  const rows = [...altered, ...collection.cases.filter(({ verdict }) => verdict === 'intact')];
  return (
    <>
      <section class={`whole ${collection.verdict}`} aria-labelledby="whole">
        <h2 id="whole">
          <span aria-hidden="true">{MARKS[collection.verdict]}</span>{' '}
          {texts(`verify.collection.${collection.verdict}`)}
        </h2>
        <p>
          {texts('verify.collection.counts', {
            cases: collection.cases.length,
            altered: altered.length,
            notKept: collection.notKept.length,
          })}
        </p>
        <OtherVersion texts={texts} items={collection.items} />
      </section>
      <section aria-labelledby="about">
        <h2 id="about">{texts('verify.collection.about')}</h2>
        <dl class="facts">
          <dt>{texts('verify.file')}</dt>
          <dd>
            <bdi>{collection.name}</bdi>
          </dd>
          {collection.title !== null && (
            <>
              <dt>{texts('verify.collection.title')}</dt>
              <dd>
                <bdi>{collection.title}</bdi>
              </dd>
            </>
          )}
          <Seals texts={texts} file={collection} />
        </dl>
      </section>
      <section aria-labelledby="cases">
        <h2 id="cases">{texts('verify.collection.cases')}</h2>
        <p class="quiet">{texts('verify.collection.each')}</p>
        <table class="of-cases">
          <thead>
            <tr>
              <th scope="col">{texts('verify.verdict')}</th>
              <th scope="col">{texts('verify.page')}</th>
              <th scope="col">{texts('verify.signer')}</th>
              <th scope="col">{texts('verify.why')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST_CASES).map((one) => (
              <tr key={one.path} class={one.verdict}>
                <td class="verdict">
                  <span aria-hidden="true">{MARKS[one.verdict]}</span>{' '}
                  {texts(`verify.verdict.${one.verdict}`)}
                </td>
                <td>
                  <bdi>{one.case?.title ?? one.path}</bdi>
                  <br />
                  <bdi class="quiet fine address">{one.case?.url ?? ''}</bdi>
                </td>
                <td>{one.signer === null ? texts('verify.signer.none') : <code>{one.signer}</code>}</td>
                <td>
                  {one.items.map(({ item, reason, detail }) => (
                    <p key={`${item} ${reason ?? ''}`}>
                      <bdi>{itemName(item, locale)}</bdi>
                      {': '}
                      {reasonText(reason, locale)} {detail !== null && <bdi class="quiet fine">{detail}</bdi>}
                    </p>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length > MOST_CASES && <p>… {rows.length - MOST_CASES}</p>}
      </section>
      <section aria-labelledby="items">
        <h2 id="items">{texts('verify.items')}</h2>
        <Items locale={locale} texts={texts} items={collection.items} />
      </section>
      <section aria-labelledby="limits">
        <h2 id="limits">{texts('verify.limits')}</h2>
        <p>{texts('verify.limits.text')}</p>
      </section>
    </>
  );
}

function TodayView({
  locale,
  texts,
  today,
}: {
  locale: TextLocale;
  texts: Texts;
  today: NonNullable<VerifiedFile['today']>;
}) {
  const outcome = (one: string | null): string =>
    one === null ? texts('verify.today.absent') : (textIfKnown(locale, `outcome.${one}`) ?? one);
  const packs = today.changedPacks
    .map(({ id, recorded, today: now }) => `${id} ${recorded ?? '—'} → ${now ?? '—'}`)
    .join(locale === 'en' ? ', ' : '、');
  return (
    <section aria-labelledby="today">
      <h2 id="today">{texts('verify.today')}</h2>
      <p class="quiet">{texts('verify.today.law')}</p>
      <p>
        {texts('verify.today.same', { count: today.same })}
        {today.differing.length === 0 && <> · {texts('verify.today.none')}</>}
      </p>
      {packs !== '' && <p>{texts('verify.today.packs', { packs })}</p>}
      <ul>
        {today.differing.slice(0, MOST_DIFFERENCES).map((one) => (
          <li key={`${one.pack}/${one.rule} ${one.subject}`}>
            {texts('verify.today.row', {
              rule: `${one.pack}/${one.rule}`,
              recorded: outcome(one.recorded),
              today: outcome(one.today),
            })}
          </li>
        ))}
        {today.differing.length > MOST_DIFFERENCES && <li>… {today.differing.length - MOST_DIFFERENCES}</li>}
      </ul>
    </section>
  );
}

/** ISO 8601 in the readable spelling, always UTC: the reader may sit anywhere. */
function moment(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`;
}

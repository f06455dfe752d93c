/** One kept case, whole: what was seen first, then the files, the record and what is missing from it. */
import { Fragment, type ComponentChild } from 'preact';
import { useRef } from 'preact/hooks';
import type { Capture, Case } from '../model/case';
import { FindingCard, type FindingSurroundings } from './finding-card';
import { GAP_WORDS } from './gap-words';
import { byId, groupFindings } from './groups';
import { observationSentences } from './sentences';
import { shownText } from './shown-text';
import { subjectKind } from './names';
import { clockText } from './room-drawing';
import { RoomSection, type ShownFrame } from './room-section';
import { Summary } from './summary';
import { inLanguage, sizeText, textIfKnown, textsFor, timeText, type TextLocale, type Texts } from './text';

/** Another case with the same picture. */
export interface ElsewhereRow {
  id: string;
  title: string;
  /** Name of the shop, or its host. */
  place: string;
  keptAt: string;
  by: 'picture' | 'likeness';
  isOtherShop: boolean;
  /** Address under which the shared picture can be shown, or null. */
  pictureUrl: string | null;
}

export interface CaseViewProps extends Omit<FindingSurroundings, 'observations' | 'shop' | 'onShow'> {
  kept: Case;
  shopName: string | null;
  isExporting: boolean;
  /** Address (of a blob) under which a capture can be shown, or null. */
  captureUrl: (capture: Capture) => string | null;
  /** Other cases in which a picture of this one stands. */
  elsewhere?: readonly ElsewhereRow[];
  onOpenOther?: (id: string) => void;
  /** What stands beside the case: tags, notes, where it came from. */
  beside?: ComponentChild;
  /** Views of other rooms, below the findings. */
  below?: ComponentChild;
  /** Of the key that signs what is exported; null while there is none. */
  fingerprint: string | null;
  onClose: () => void;
  onDelete: () => void;
  onExport: () => void;
}

export function CaseView(props: CaseViewProps) {
  const { kept, locale, texts } = props;
  const grouped = groupFindings(kept.findings);
  const around: FindingSurroundings = {
    ...props,
    shop: kept.shop,
    observations: byId(kept.observations),
    onShow: undefined,
  };
  const sections = [
    ...grouped.topics.map(({ topic, groups }) => ({ title: texts(`topic.${topic}`), groups })),
    { title: texts('popup.section.labelled'), groups: grouped.stated },
    { title: texts('popup.section.cannot-tell'), groups: grouped.cannotTell },
  ].filter(({ groups }) => groups.length > 0);
  return (
    <article class="case">
      <header class="case-head">
        <button type="button" class="text-button back" onClick={props.onClose}>
          {texts('back')}
        </button>
        <h2>{kept.title}</h2>
        <p class="quiet">
          {props.shopName && <>{props.shopName} · </>}
          <time dateTime={kept.keptAt}>
            {texts('casebook.kept', { time: timeText(kept.keptAt, locale) })}
          </time>
        </p>
        <p class="quiet address">
          <a href={kept.url} target="_blank" rel="noreferrer noopener">
            {kept.url}
          </a>
        </p>
        <CaseActions {...props} />
        <p class="quiet fine">
          {props.fingerprint === null ? (
            texts('case.signing.first')
          ) : (
            <>
              {texts('case.signing')} <code>{props.fingerprint}</code> {texts('key.what')}
            </>
          )}
        </p>
      </header>
      {props.beside}
      <Screenshot {...props} />
      <section>
        <Summary
          observations={kept.observations}
          grouped={grouped}
          pendingMedia={null}
          texts={texts}
          Heading="h3"
        />
        {sections.map(({ title, groups }) => (
          <Fragment key={title}>
            <h3 class="topic-title">{title}</h3>
            <div class="case-findings">
              {groups.map((group) => (
                <FindingCard key={group.key} group={group} around={around} />
              ))}
            </div>
          </Fragment>
        ))}
      </section>
      {props.below}
      <RoomSection
        observations={kept.observations}
        frames={framesOf(props)}
        locale={locale}
        texts={texts}
        Heading="h3"
      />
      <SamePicture {...props} />
      <CapturedFiles {...props} />
      <ObservationTable kept={kept} locale={locale} texts={texts} />
      <Circumstances kept={kept} locale={locale} texts={texts} />
    </article>
  );
}

/** Kept moments of a watched video; the pair of a repetition says so in its note. */
function framesOf({ kept, captureUrl }: CaseViewProps): ShownFrame[] {
  return kept.captures.flatMap((capture): ShownFrame[] => {
    const url = capture.role === 'frame' ? captureUrl(capture) : null;
    if (url === null) return [];
    const at = MOMENT_NOTE.exec(capture.note ?? '')?.[1];
    return [
      {
        url,
        atMs: at === undefined ? null : Number(at) * 1000,
        why: capture.note?.startsWith('moment ') ? 'pair' : 'now',
      },
    ];
  });
}

function SamePicture({ elsewhere = [], onOpenOther, texts, locale }: CaseViewProps) {
  if (elsewhere.length === 0) return null;
  return (
    <section>
      <h3 class="section">{texts('case.elsewhere')}</h3>
      <ul class="elsewhere">
        {elsewhere.map((one) => (
          <li key={one.id}>
            <button type="button" class="case-row" onClick={() => onOpenOther?.(one.id)}>
              <span class="case-picture">{one.pictureUrl && <img src={one.pictureUrl} alt="" />}</span>
              <span class="case-words">
                <strong>{one.title}</strong>
                <span class="quiet">
                  {one.place} · {texts('casebook.kept', { time: timeText(one.keptAt, locale) })}
                </span>
                <span class="counts">
                  <span class="small-mark">
                    {texts(one.isOtherShop ? 'case.elsewhere.shop' : 'case.elsewhere.product')}
                  </span>
                  <span class="small-mark">{texts(`case.elsewhere.${one.by}`)}</span>
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p class="quiet fine">{texts('case.elsewhere.why')}</p>
    </section>
  );
}

function CaseActions({ texts, isExporting, onExport, onDelete }: CaseViewProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <div class="case-actions">
      <button
        type="button"
        class="button main"
        aria-disabled={isExporting}
        onClick={() => (isExporting ? undefined : onExport())}
      >
        {texts(isExporting ? 'casebook.exporting' : 'casebook.export')}
      </button>
      <button type="button" class="button" onClick={() => dialog.current?.showModal()}>
        {texts('casebook.delete')}
      </button>
      <dialog ref={dialog} aria-label={texts('casebook.delete')}>
        <p>{texts('casebook.delete.ask')}</p>
        <form method="dialog" class="dialog-ways">
          <button class="button" value="no">
            {texts('cancel')}
          </button>
          <button class="button main" value="yes" onClick={onDelete}>
            {texts('casebook.delete')}
          </button>
        </form>
      </dialog>
    </div>
  );
}

function Screenshot({ kept, texts, captureUrl }: CaseViewProps) {
  const capture = kept.captures.find(({ role }) => role === 'screenshot');
  const url = capture ? captureUrl(capture) : null;
  if (!url) return <p class="quiet">{texts('case.screenshot.none')}</p>;
  return (
    <figure class="screenshot">
      <a href={url} target="_blank" rel="noreferrer noopener">
        <img src={url} alt={texts('case.screenshot.alt')} />
      </a>
    </figure>
  );
}

function CapturedFiles({ kept, texts, locale, captureUrl }: CaseViewProps) {
  if (kept.captures.length === 0) return null;
  return (
    <section>
      <h3 class="section">{texts('case.media')}</h3>
      <ul class="captures">
        {kept.captures.map((capture) => {
          const url = capture.mime.startsWith('image/') ? captureUrl(capture) : null;
          return (
            <li key={`${capture.sha256}${capture.url ?? ''}`}>
              <span class="capture-picture">{url && <img src={url} alt="" loading="lazy" />}</span>
              <div>
                <p>
                  <strong>{texts(`case.role.${capture.role}`)}</strong>{' '}
                  <span class="quiet">
                    {capture.mime} · {sizeText(capture.sizeBytes, locale)} ·{' '}
                    {texts(capture.whole ? 'case.media.whole' : 'case.media.part')}
                  </span>
                </p>
                <p class="digest">
                  <span class="quiet">SHA-256</span> <code>{capture.sha256}</code>
                </p>
                {capture.note && <p class="quiet fine">{noteText(capture.note, locale)}</p>}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function ObservationTable({ kept, locale, texts }: { kept: Case; locale: TextLocale; texts: Texts }) {
  return (
    <section>
      <details class="fold">
        <summary>
          <h3 class="section">{texts('case.observations')}</h3>
          <span class="quiet">{texts('popup.section.count', { count: kept.observations.length })}</span>
        </summary>
        {/* A wide table scrolls by itself; focusable so that the keyboard can scroll it. */}
        <div class="table-scroll" tabIndex={0} role="region" aria-label={texts('case.observations')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{texts('case.column.id')}</th>
                <th scope="col">{texts('case.column.what')}</th>
                <th scope="col">{texts('case.column.subject')}</th>
                <th scope="col">{texts('case.column.how')}</th>
                <th scope="col">{texts('case.column.when')}</th>
              </tr>
            </thead>
            <tbody>
              {kept.observations.map((observation) => (
                <tr key={observation.id}>
                  <td>{observation.id}</td>
                  <td>
                    {observationSentences(observation, locale)
                      .map(shownText)
                      .slice(0, 2)
                      .join(locale === 'en' ? '; ' : '；')}
                  </td>
                  <td>{texts(`subject.${subjectKind(observation.subject)}`)}</td>
                  <td>
                    {observation.observer} · {observation.method}
                  </td>
                  <td>{timeText(observation.seenAt, locale)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}

function Circumstances({ kept, locale, texts }: { kept: Case; locale: TextLocale; texts: Texts }) {
  const { environment, packs } = kept;
  return (
    <section>
      <h3 class="section">{texts('case.environment')}</h3>
      <dl class="pairs">
        <dt>{texts('case.browser')}</dt>
        <dd>{environment.browser}</dd>
        <dt>{texts('case.extension')}</dt>
        <dd>{environment.extensionVersion}</dd>
        <dt>{texts('case.locale')}</dt>
        <dd>{environment.locale}</dd>
        <dt>{texts('case.clock')}</dt>
        <dd>{offsetText(environment.utcOffsetMinutes)}</dd>
        <dt>{texts('case.packs')}</dt>
        <dd>{packs.map(({ id, version }) => `${id} ${version}`).join(texts('list.separator'))}</dd>
        <dt>{texts('case.not-captured')}</dt>
        <dd>
          {environment.notCaptured.length === 0
            ? texts('case.not-captured.none')
            : environment.notCaptured.map(({ what, why }) => (
                <span class="gap" key={`${what} ${why}`}>
                  {gapText(what, why, locale)}
                </span>
              ))}
        </dd>
        {kept.note && (
          <>
            <dt>{texts('case.note')}</dt>
            <dd>{kept.note}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

function gapText(what: string, why: string, locale: TextLocale): string {
  const known = Object.hasOwn(GAP_WORDS, what) ? GAP_WORDS[what] : undefined;
  return known ? inLanguage(known, locale) : `${what}: ${why}`;
}

/** A case says how a file came about in words of one language; those that we write ourselves are known. */
function noteText(note: string, locale: TextLocale): string {
  const second = MOMENT_NOTE.exec(note)?.[1];
  if (second !== undefined)
    return textsFor(locale)(note.startsWith('moment ') ? 'case.capture.moment' : 'case.capture.one-moment', {
      time: clockText(Number(second) * 1000),
    });
  const known = Object.keys(CAPTURE_NOTES).find((start) => note.startsWith(start));
  return (known && textIfKnown(locale, `case.capture.${CAPTURE_NOTES[known] ?? ''}`)) ?? note;
}

/** As components/visits/keep.ts words it. */
const MOMENT_NOTE = /^(?:moment|one moment).*?([\d.]+) s after watching began/;
const CAPTURE_NOTES: Readonly<Record<string, string>> = {
  'visible part of the page': 'visible',
  'scrolled and put together; packed with loss': 'stitched-loss',
  'scrolled and put together': 'stitched',
  'as rendered;': 'rendered',
  'limit-': 'limit',
};

function offsetText(minutes: number): string {
  const ahead = Math.abs(minutes);
  const two = (n: number) => String(n).padStart(2, '0');
  return `UTC${minutes < 0 ? '−' : '+'}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
}

/** The sheets of the report of one picture: every statement of the file, each under its own heading. */
import { Fragment, type ComponentChildren } from 'preact';
import type { C2pa } from '../model/observation';
import type { Picture } from '../model/picture';
import {
  failureSentence,
  fileFacts,
  historyOf,
  hostOf,
  iptcFacts,
  labelFacts,
  labelReadings,
  sourceTypeText,
  type Asked,
  type Fact,
  type HistoryStep,
  type Reading,
} from './picture-facts';
import { mechanismName } from './sentences';
import { credentialSentences, historySentence } from './credentials-text';
import type { TextKey, TextLocale, Texts } from './text';

/** What the sheets need of the report. */
export interface SheetProps {
  locale: TextLocale;
  texts: Texts;
  remote: Asked<C2pa>;
  onReadRemote: (url: string) => void;
}

/** The sheets of the report: mechanisms, label fields, credentials, IPTC, traces, file, what could not be read. */
export function PictureSheets({
  picture,
  reading,
  report,
}: {
  picture: Picture;
  reading: Reading;
  report: SheetProps;
}) {
  const { locale, texts } = report;
  const { statement } = reading;
  const { aigc, iptc, c2pa } = statement;
  return (
    <>
      <Sheet title={texts('picture.mechanisms')}>
        {statement.mechanisms.length === 0 ? (
          <p class="quiet">{texts('picture.mechanisms.none')}</p>
        ) : (
          <ul class="mechanisms">
            {statement.mechanisms.map((mechanism) => (
              <li key={mechanism.id}>
                <p>
                  <strong>{mechanismName(mechanism, locale)}</strong>
                  {mechanism.declares && (
                    <span class="small-mark">{texts(`origin.${mechanism.declares}`)}</span>
                  )}
                </p>
                <p class="quiet fine">
                  <code>{mechanism.id}</code>
                  {mechanism.offset !== null && ` · ${texts('picture.offset', { offset: mechanism.offset })}`}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Sheet>
      {aigc && (
        <Sheet title={texts('picture.aigc')} why={texts('picture.aigc.why')}>
          <FactList facts={labelFacts(aigc, locale)} isRaw />
          <FactList facts={labelReadings(aigc, locale)} />
        </Sheet>
      )}
      {c2pa && c2pa.state !== 'absent' && c2pa.state !== 'not-applicable' && (
        <Credentials c2pa={c2pa} report={report} />
      )}
      {iptc && (
        <Sheet title={texts('picture.iptc')}>
          <FactList facts={iptcFacts(iptc)} isRaw />
          {iptc.digitalSourceType !== null && (
            <p class="quiet fine">{sourceTypeText(iptc.digitalSourceType, locale)}</p>
          )}
        </Sheet>
      )}
      {reading.quotes.length > 0 && (
        <Sheet title={texts('picture.traces')} why={texts('picture.traces.why')}>
          {reading.quotes.map((quote) => (
            <figure class="quote" key={`${quote.mechanism} ${quote.place} ${quote.key}`}>
              <figcaption class="quiet fine">
                <code>{[quote.place, quote.key].filter(Boolean).join(' · ')}</code>
              </figcaption>
              <blockquote tabIndex={0}>
                {quote.text}
                {quote.isWhole ? '' : '…'}
              </blockquote>
            </figure>
          ))}
        </Sheet>
      )}
      <Sheet title={texts('picture.file')}>
        <FactList facts={fileFacts(picture, reading, locale)} />
      </Sheet>
      {statement.errors.length > 0 && (
        <Sheet title={texts('picture.errors')} why={texts('picture.errors.why')}>
          <ul class="plain">
            {statement.errors.map(({ code, at, detail }) => (
              <li key={`${code} ${String(at)}`}>
                <code>{code}</code>
                {at !== null && ` · ${texts('picture.offset', { offset: at })}`}
                {detail && <span class="quiet"> {detail}</span>}
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </>
  );
}

function Credentials({ c2pa, report }: { c2pa: C2pa; report: SheetProps }) {
  const { locale, texts, remote } = report;
  const { remoteUrl } = c2pa;
  const isElsewhere = c2pa.state === 'remote-only' && remoteUrl !== null;
  return (
    <Sheet title={texts('picture.c2pa')}>
      <Verdict c2pa={c2pa} locale={locale} />
      {isElsewhere && (
        <div class="remote">
          <p class="fine">
            <code>{remoteUrl}</code>
          </p>
          {remote.kind !== 'done' && (
            <button
              type="button"
              class="button"
              aria-disabled={remote.kind === 'asking'}
              onClick={() => (remote.kind === 'asking' ? undefined : report.onReadRemote(remoteUrl))}
            >
              {texts('picture.remote.ask', { host: hostOf(remoteUrl) })}
            </button>
          )}
          <p role="status" class="fine">
            {remote.kind === 'asking' && texts('picture.remote.asking')}
            {remote.kind === 'failed' && failureSentence(remote.code, locale)}
          </p>
          {remote.kind === 'done' && (
            <>
              <p class="quiet fine">{texts(REMOTE_NOTE[remote.value.state] ?? 'picture.remote.checked')}</p>
              {remote.value.state !== 'present-not-checked' && (
                <Verdict c2pa={remote.value} locale={locale} />
              )}
              <History step={historyOf(remote.value, locale)} />
            </>
          )}
        </div>
      )}
      {!isElsewhere && <History step={historyOf(c2pa, locale)} />}
      {c2pa.statusCodes.length > 0 && (
        <p class="quiet fine">
          {texts('picture.codes')} <code>{c2pa.statusCodes.join(' ')}</code>
        </p>
      )}
    </Sheet>
  );
}

/** What is said of a manifest that was fetched, where it is not simply checked. */
const REMOTE_NOTE: Partial<Record<C2pa['state'], TextKey>> = {
  'present-not-checked': 'picture.remote.unchecked',
  'unsupported-or-malformed': 'picture.remote.unchecked',
  'reader-hazard': 'picture.remote.unchecked',
  invalid: 'picture.remote.mismatch',
};

/** The state, what it rests on, and the history in one sentence. */
function Verdict({ c2pa, locale }: { c2pa: C2pa; locale: TextLocale }) {
  const [state, ...basis] = credentialSentences(c2pa, locale);
  return (
    <>
      <p class="declared">{state}</p>
      {basis.map((sentence) => (
        <p class="quiet fine" key={sentence}>
          {sentence}
        </p>
      ))}
      {c2pa.actions.length > 0 && <p>{historySentence(c2pa, locale)}</p>}
    </>
  );
}

function History({ step }: { step: HistoryStep }) {
  return (
    <ul class="history">
      <HistoryItem step={step} />
    </ul>
  );
}

function HistoryItem({ step }: { step: HistoryStep }) {
  return (
    <li>
      <p>
        <strong>{step.title}</strong>
      </p>
      {step.lines.length > 0 && <p class="quiet fine">{step.lines.join(' · ')}</p>}
      {step.actions.length > 0 && (
        <ul class="plain actions">
          {step.actions.map(({ text, name }, index) => (
            <li key={`${name} ${String(index)}`}>
              {text} <code class="quiet">{name}</code>
            </li>
          ))}
        </ul>
      )}
      {step.from.length > 0 && (
        <ul>
          {step.from.map((one, index) => (
            <HistoryItem key={`${one.title} ${String(index)}`} step={one} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Sheet({ title, why, children }: { title: string; why?: string; children: ComponentChildren }) {
  return (
    <section class="sheet">
      <h2 class="section">{title}</h2>
      {why && <p class="quiet fine sheet-why">{why}</p>}
      {children}
    </section>
  );
}

/** Names and values; `isRaw` where both stand as in the file. */
function FactList({ facts, isRaw = false }: { facts: readonly Fact[]; isRaw?: boolean }) {
  return (
    <dl class={`pairs ${isRaw ? 'raw' : ''}`}>
      {facts.map(({ name, value, isCode }) => (
        <Fragment key={name}>
          <dt>{isRaw ? <code>{name}</code> : name}</dt>
          <dd>{isCode ? <code>{value}</code> : value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

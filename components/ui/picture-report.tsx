/** One picture whole: what it says of itself, mechanism by mechanism, and what the page says beside it. */
import { useMemo, useState } from 'preact/hooks';
import type { C2pa } from '../model/observation';
import type { Picture } from '../model/picture';
import { LanguageSwitch } from './language-switch';
import { TagGlyph } from './marks';
import {
  failureSentence,
  hostOf,
  isTraceOnly,
  statusSentence,
  writingRead,
  type Asked,
} from './picture-facts';
import { PictureSheets } from './picture-sheets';
import { PictureStage } from './picture-stage';
import { regionsOf, type Region } from './picture-regions';
import { pictureText } from './picture-text';
import { mechanismName, observationSentences } from './sentences';
import { shownRecord } from './shown-text';
import { inLanguage, type TextLocale, type Texts } from './text';

export interface PictureReportProps {
  locale: TextLocale;
  texts: Texts;
  /** Null while it is being read. */
  picture: Picture | null;
  /** Address under which the picture can be shown (of a blob), or null. */
  pictureUrl: string | null;
  original: Asked<Picture>;
  originalPictureUrl: string | null;
  /** The manifest kept elsewhere, once the person asked for it. */
  remote: Asked<C2pa>;
  /** The case that this picture was kept in. */
  kept: Asked<string>;
  /** Reading what is written in the picture itself, as far as it was asked for here. */
  writing: Asked<null>;
  /** False for a film, and for a picture of no page that is open now. */
  canReadWriting: boolean;
  /** False for a picture of no page that was looked at, or of a kept case. */
  canKeep: boolean;
  /** Host that the browser may be asked to let us read from, when reading failed for want of that; else null. */
  allowHost: string | null;
  onAllow: () => void;
  onLocale: (locale: TextLocale) => void;
  onCopy: (text: string) => void | Promise<void>;
  onReadOriginal: () => void;
  onReadWriting: () => void;
  onReadRemote: (url: string) => void;
  onKeep: () => void;
  onOpenCase: (caseId: string) => void;
}

/** What files and pages wrote is made safe to stand among our words once, before anything is shown or copied. */
export function PictureReport(given: PictureReportProps) {
  const picture = useMemo(() => shownRecord(given.picture), [given.picture]);
  const original = useMemo(() => shownRecord(given.original), [given.original]);
  const remote = useMemo(() => shownRecord(given.remote), [given.remote]);
  return <ShownReport {...given} picture={picture} original={original} remote={remote} />;
}

function ShownReport(props: PictureReportProps) {
  const { locale, texts, picture, original } = props;
  const [rendition, setRendition] = useState<'shown' | 'original'>('original');
  const stored = original.kind === 'done' ? original.value : null;
  const isStored = stored !== null && rendition === 'original';
  const now = isStored ? stored : picture;
  const regions = picture ? regionsOf(picture.observations) : [];
  return (
    <div class="picture" lang={locale}>
      <header class="bar">
        <TagGlyph />
        <strong class="wordmark">{texts('name')}</strong>
        <LanguageSwitch locale={locale} texts={texts} onLocale={props.onLocale} />
      </header>
      <main class="picture-columns">
        <h1>{texts('picture.title')}</h1>
        {now === null && (
          <p class="quiet" role="status">
            {texts('picture.reading')}
          </p>
        )}
        {now !== null && (
          <>
            <aside class="picture-side">
              <PictureStage
                url={isStored ? props.originalPictureUrl : props.pictureUrl}
                isVideo={now.reading.ok && now.reading.mime.startsWith('video/')}
                regions={isStored ? [] : regions}
                texts={texts}
              />
              <Labels regions={regions} picture={picture ?? now} locale={locale} texts={texts} />
              {props.canReadWriting && <Writing picture={picture ?? now} report={props} />}
              <Presses now={now} {...props} />
            </aside>
            <div class="picture-words">
              {stored !== null && picture !== null && (
                <Renditions
                  shown={picture}
                  stored={stored}
                  chosen={rendition}
                  onChoose={setRendition}
                  locale={locale}
                  texts={texts}
                />
              )}
              <Status picture={now} locale={locale} texts={texts} />
              {now.reading.ok && <PictureSheets picture={now} reading={now.reading} report={props} />}
            </div>
          </>
        )}
      </main>
    </div>
  );
}

/** The page's hang-tag: what the file declares, quoted on its own. */
function Status({ picture, locale, texts }: { picture: Picture; locale: TextLocale; texts: Texts }) {
  const { reading } = picture;
  const declared = reading.ok ? reading.statement.declared : 'unreadable';
  const isStated = declared !== 'none' && declared !== 'unreadable' && !isTraceOnly(reading);
  const generator = reading.ok ? reading.statement.generator : null;
  return (
    <section class={`hero ${isStated ? 'hero-flag' : 'hero-note-only'}`}>
      <span class="hero-hole" aria-hidden="true" />
      <h2 class="hero-title">{statusSentence(reading, locale)}</h2>
      {!reading.ok && <p>{failureSentence(reading.code, locale)}</p>}
      {reading.ok && reading.statement.status !== null && isStated && (
        <p>{texts('saw.declaration', { origin: texts(`origin.${declared}`) })}</p>
      )}
      {generator && <p>{texts('saw.generator', { generator })}</p>}
      {declared === 'none' && <p class="hero-note">{texts('picture.absence')}</p>}
      {picture.flags.map((flag) => (
        <p class="hero-note" key={flag.findings[0]}>
          {inLanguage(flag.headline, locale)}
        </p>
      ))}
    </section>
  );
}

function Renditions({
  shown,
  stored,
  chosen,
  onChoose,
  locale,
  texts,
}: {
  shown: Picture;
  stored: Picture;
  chosen: 'shown' | 'original';
  onChoose: (rendition: 'shown' | 'original') => void;
  locale: TextLocale;
  texts: Texts;
}) {
  return (
    <div class="renditions" role="group" aria-label={texts('picture.renditions')}>
      {([shown, stored] as const).map((one) => (
        <button
          key={one.rendition}
          type="button"
          class="rendition"
          aria-pressed={chosen === one.rendition}
          onClick={() => onChoose(one.rendition)}
        >
          <strong>{texts(`picture.rendition.${one.rendition}`)}</strong>
          <span>{statusSentence(one.reading, locale)}</span>
        </button>
      ))}
    </div>
  );
}

function Labels({
  regions,
  picture,
  locale,
  texts,
}: {
  regions: readonly Region[];
  picture: Picture;
  locale: TextLocale;
  texts: Texts;
}) {
  const searches = picture.observations.filter((one) => one.kind === 'label-search');
  const claims = picture.observations.filter((one) => one.kind === 'claim');
  return (
    <section class="picture-labels">
      <h2 class="section">{texts('picture.labels')}</h2>
      {regions.length === 0 && (
        <p class="quiet">
          {texts(picture.subject === null ? 'picture.labels.not-looked' : 'picture.labels.none')}
        </p>
      )}
      <ol class="labels">
        {regions.map(({ n, label, at }) => (
          <li key={label.id}>
            <span class="region-number" aria-hidden="true">
              {n}
            </span>
            <div>
              <p>{texts('quote', { text: label.value.text })}</p>
              <p class="quiet fine">
                {texts(`placement.${label.value.placement}`)}
                {label.value.heightShare !== null &&
                  ` · ${texts('picture.label.height', { percent: Math.round(label.value.heightShare * 1000) / 10 })}`}
                {at === null &&
                  label.value.box !== null &&
                  label.value.placement !== 'pixels' &&
                  ` · ${texts('picture.labels.beside')}`}
              </p>
            </div>
          </li>
        ))}
      </ol>
      {[...claims, ...searches].flatMap((one) =>
        observationSentences(one, locale).map((sentence) => (
          <p class="quiet fine" key={`${one.id} ${sentence}`}>
            {sentence}
          </p>
        )),
      )}
    </section>
  );
}

/** Reading labels that are drawn into the picture: the press, that it is under way, and what came of it. */
function Writing({ picture, report }: { picture: Picture; report: PictureReportProps }) {
  const { texts, locale, writing } = report;
  const isAsking = writing.kind === 'asking';
  const read = writingRead(picture);
  return (
    <section class="picture-labels">
      <button
        type="button"
        class="button wide"
        aria-disabled={isAsking}
        onClick={() => (isAsking ? undefined : report.onReadWriting())}
      >
        {texts(isAsking ? 'picture.writing.asking' : 'picture.writing.ask')}
      </button>
      <p class="quiet fine">{texts('picture.writing.why')}</p>
      {isAsking && <progress class="wide" aria-label={texts('picture.writing.asking')} />}
      <p role="status" class="fine">
        {writing.kind === 'failed' && failureSentence(writing.code, locale)}
        {writing.kind !== 'failed' && !isAsking && read && writingSentence(read, report)}
      </p>
      {watermarksIn(picture).map(({ mechanism, method }) => (
        <p class="fine" key={mechanism.id}>
          {texts('picture.watermark', {
            name: mechanismName(mechanism, locale),
            bits: method.replace(/\D+/g, ' ').trim().replace(' ', '/'),
          })}
        </p>
      ))}
    </section>
  );
}

/** Traces that were found in the pixels themselves, with how they were read. */
function watermarksIn(picture: Picture) {
  return picture.observations.flatMap((one) =>
    one.kind === 'declaration' && one.observer === 'pixel-reader'
      ? one.value.mechanisms.map((mechanism) => ({ mechanism, method: one.method }))
      : [],
  );
}

function writingSentence(
  read: NonNullable<ReturnType<typeof writingRead>>,
  { texts, locale }: Pick<PictureReportProps, 'texts' | 'locale'>,
): string {
  if ('code' in read) return texts('picture.writing.unread', { why: failureSentence(read.code, locale) });
  if (read.found > 0) return texts('picture.writing.found', { count: read.found });
  return texts(read.isComplete ? 'picture.writing.none' : 'picture.writing.part');
}

function Presses(props: PictureReportProps & { now: Picture }) {
  const { texts, locale, now, original, kept } = props;
  const [copied, setCopied] = useState<'not-yet' | 'done' | 'failed'>('not-yet');
  const originalUrl = props.picture?.originalUrl ?? null;
  const copy = async (): Promise<void> => {
    try {
      await props.onCopy(pictureText(now, locale));
      setCopied('done');
    } catch {
      // The clipboard may be refused; the text is then shown to be taken by hand.
      setCopied('failed');
    }
  };
  return (
    <section class="presses" aria-label={texts('picture.presses')}>
      {props.allowHost !== null && (
        <div>
          <button type="button" class="button main wide" onClick={props.onAllow}>
            {texts('picture.allow', { host: props.allowHost })}
          </button>
          <p class="quiet fine">{texts('picture.allow.why')}</p>
        </div>
      )}
      {originalUrl !== null && original.kind !== 'done' && (
        <div>
          <button
            type="button"
            class="button main wide"
            aria-disabled={original.kind === 'asking'}
            onClick={() => (original.kind === 'asking' ? undefined : props.onReadOriginal())}
          >
            {texts(original.kind === 'asking' ? 'picture.original.asking' : 'picture.original.ask', {
              host: hostOf(originalUrl),
            })}
          </button>
          <p class="quiet fine">{texts('picture.original.why', { host: hostOf(originalUrl) })}</p>
          <p role="status" class="fine">
            {original.kind === 'failed' && failureSentence(original.code, locale)}
          </p>
        </div>
      )}
      <button type="button" class="button wide" onClick={() => void copy()}>
        {texts(copied === 'done' ? 'picture.copied' : 'picture.copy')}
      </button>
      {copied === 'failed' && (
        <textarea
          class="by-hand"
          readOnly
          rows={8}
          aria-label={texts('picture.copy')}
          value={pictureText(now, locale)}
        />
      )}
      {props.canKeep && kept.kind !== 'done' && (
        <button
          type="button"
          class="button wide"
          aria-disabled={kept.kind === 'asking'}
          onClick={() => (kept.kind === 'asking' ? undefined : props.onKeep())}
        >
          {texts(kept.kind === 'asking' ? 'popup.keeping' : 'picture.keep')}
        </button>
      )}
      <p role="status" class="fine">
        {copied === 'failed' && texts('finding.copy.failed')}
        {kept.kind === 'failed' && texts('popup.keep.failed')}
      </p>
      {kept.kind === 'done' && (
        <p class="kept">
          <span>{texts('popup.kept')}</span>
          <button type="button" class="button small" onClick={() => props.onOpenCase(kept.value)}>
            {texts('popup.kept.open')}
          </button>
        </p>
      )}
    </section>
  );
}

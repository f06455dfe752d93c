/** One thing that was found, in the order in which people ask: what was seen, how we know, what the law says. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Finding } from '../model/finding';
import type { Observation } from '../model/observation';
import type { Channel, Law, Provision } from '../../rules/language';
import { channelsOf, provisionsOf, ruleOf, toneOf, type FindingGroup } from './groups';
import { CertaintyMark, ToneTag } from './marks';
import { failureSentence } from './picture-facts';
import { declaredSentence, findingSentence, observationSentences, reasonSentence } from './sentences';
import { shownText } from './shown-text';
import { clauseText, instrumentText, subjectKind } from './names';
import { dateText, inLanguage, timeText, type TextLocale, type Texts } from './text';

/** What every card needs besides its finding; the same in popup and casebook. */
export interface FindingSurroundings {
  locale: TextLocale;
  texts: Texts;
  law: Law;
  shop: string | null;
  observations: ReadonlyMap<string, Observation>;
  /** Address of a small picture of the subject, or null. */
  thumbnailOf: (subject: string) => string | null;
  /** A ready, factual text for this channel. */
  complaintText: (finding: Finding, channel: Channel) => string;
  /** Puts a text on the clipboard; may take its time. */
  onCopy: (text: string) => void | Promise<void>;
  /** Opens what is written for this channel field by field; null or absent where only the short text is there. */
  sheetFor?: ((finding: Finding, channel: Channel) => (() => void) | null) | undefined;
  /** Absent where there is no page to show it on (a stored case). */
  onShow?: ((subject: string) => void) | undefined;
  /** Opens the report of one picture or film. */
  onPicture?: ((subject: string) => void) | undefined;
  /** Host that keeps another, stored original of this medium; null where none is known, or it was read already. */
  originalHost?: ((subject: string) => string | null) | undefined;
  /** Asks that host, once. Answers a code when it did not come. */
  onOriginal?: ((subject: string) => Promise<string | null>) | undefined;
}

const THUMBNAILS = 5;

export function FindingCard({
  group,
  around,
  isOpen = false,
}: {
  group: FindingGroup;
  around: FindingSurroundings;
  /** Asked for by name: its fold is open and it is brought into view. */
  isOpen?: boolean;
}) {
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isOpen) card.current?.scrollIntoView?.({ block: 'start' });
  }, [isOpen]);
  const { locale, texts, law } = around;
  const { first, findings } = group;
  const rule = ruleOf(first, law);
  const tone = toneOf(first);
  const declared = declaredSentence(first, texts);
  const isMedium = ['image', 'video', 'live-room'].includes(subjectKind(first.subject));
  return (
    <article class={`finding finding-${tone}`} ref={card}>
      <header class="finding-head">
        <ToneTag tone={tone} texts={texts} />
        {findings.length > 1 && (
          <span class="quiet">{texts('finding.places', { count: findings.length })}</span>
        )}
        {findings.length === 1 && around.onShow && subjectKind(first.subject) !== 'page' && (
          <ShowButton subject={first.subject} around={around} />
        )}
      </header>
      <div class="finding-seen">
        {isMedium && findings.length === 1 && (
          <Thumbnail subject={first.subject} n={1} around={{ ...around, onShow: undefined }} />
        )}
        <h3>{shownText(findingSentence(first, rule, locale))}</h3>
      </div>
      {findings.length > 1 && isMedium && (
        <ul class="thumbnails">
          {findings.slice(0, THUMBNAILS).map((finding, index) => (
            <li key={finding.id}>
              <Thumbnail subject={finding.subject} n={index + 1} around={around} />
            </li>
          ))}
          {findings.length > THUMBNAILS && (
            <li class="quiet">{texts('finding.more', { count: findings.length - THUMBNAILS })}</li>
          )}
        </ul>
      )}
      {declared && <p class="declared">{declared}</p>}
      {isOfOriginal(first, around) && <p class="quiet fine">{texts('saw.rendition.original')}</p>}
      {first.outcome === 'cannot-tell' && <Reasons finding={first} locale={locale} />}
      {first.certainty && <CertaintyMark certainty={first.certainty} texts={texts} />}
      {isMedium && <PictureWays subject={first.subject} isOneOf={findings.length > 1} around={around} />}
      <details open={isOpen}>
        <summary>{texts('finding.expand')}</summary>
        <Basis finding={first} around={around} />
        {provisionsOf(first, law).map((provision) => (
          <ProvisionNote key={provision.id} provision={provision} around={around} />
        ))}
        {rule && (
          <section>
            <h4>{texts('finding.innocent')}</h4>
            <ul class="plain">
              {rule.innocent.map(({ id, text }) => (
                <li key={id}>{inLanguage(text, locale)}</li>
              ))}
            </ul>
          </section>
        )}
        <Remedies finding={first} around={around} />
        <p class="quiet fine">
          {texts('finding.law.judged', { date: dateText(first.judgedFor, locale) })} ·{' '}
          {texts('finding.pack', { pack: first.pack, version: first.packVersion })}
        </p>
      </details>
    </article>
  );
}

/** Whether what was relied on stands in the shop's stored original and not in the picture shown. */
function isOfOriginal(finding: Finding, around: FindingSurroundings): boolean {
  return finding.reliedOn.some((id) => {
    const one = around.observations.get(id);
    return one?.kind === 'declaration' && one.value.rendition === 'original';
  });
}

/** The ways on from one picture: its whole report, and the stored original. */
function PictureWays({
  subject,
  isOneOf,
  around,
}: {
  subject: string;
  isOneOf: boolean;
  around: FindingSurroundings;
}) {
  const { texts, locale, onPicture, onOriginal } = around;
  const [asked, setAsked] = useState<'not-yet' | 'asking' | 'done' | { code: string }>('not-yet');
  const host = onOriginal && asked !== 'done' ? (around.originalHost?.(subject) ?? null) : null;
  const isFile = subjectKind(subject) !== 'live-room';
  if (!isFile || (!onPicture && host === null)) return null;
  const askOriginal = async (): Promise<void> => {
    setAsked('asking');
    const code = (await onOriginal?.(subject)) ?? null;
    setAsked(code === null ? 'done' : { code });
  };
  return (
    <div class="picture-ways">
      {onPicture && (
        <button type="button" class="text-button" onClick={() => onPicture(subject)}>
          {texts(isOneOf ? 'picture.open.first' : 'picture.open')}
        </button>
      )}
      {host !== null && (
        <button
          type="button"
          class="text-button"
          aria-disabled={asked === 'asking'}
          title={texts('picture.original.why', { host })}
          onClick={() => (asked === 'asking' ? undefined : void askOriginal())}
        >
          {texts(asked === 'asking' ? 'picture.original.asking' : 'picture.original.ask', { host })}
        </button>
      )}
      <span role="status" class="quiet fine">
        {typeof asked === 'object' && failureSentence(asked.code, locale)}
      </span>
    </div>
  );
}

function ShowButton({ subject, around }: { subject: string; around: FindingSurroundings }) {
  return (
    <button type="button" class="text-button" onClick={() => around.onShow?.(subject)}>
      {around.texts('finding.show')}
    </button>
  );
}

function Thumbnail({ subject, n, around }: { subject: string; n: number; around: FindingSurroundings }) {
  const [isBroken, setBroken] = useState(false);
  const url = around.thumbnailOf(subject);
  const picture =
    url && !isBroken ? (
      <img
        src={url}
        alt=""
        width="64"
        height="64"
        loading="lazy"
        decoding="async"
        onError={() => setBroken(true)}
      />
    ) : (
      <span class="thumbnail-none" aria-hidden="true">
        {around.texts(`subject.${subjectKind(subject)}`)}
      </span>
    );
  const show = around.onShow;
  if (!show) return <span class="thumbnail">{picture}</span>;
  return (
    <button
      type="button"
      class="thumbnail"
      aria-label={around.texts('finding.show.nth', { n })}
      onClick={() => show(subject)}
    >
      {picture}
    </button>
  );
}

function Reasons({ finding, locale }: { finding: Finding; locale: TextLocale }) {
  return (
    <ul class="reasons">
      {finding.reasons.map((code) => (
        <li key={code}>{reasonSentence(code, locale)}</li>
      ))}
    </ul>
  );
}

function Basis({ finding, around }: { finding: Finding; around: FindingSurroundings }) {
  const { locale, texts } = around;
  const relied = finding.reliedOn.flatMap((id) => around.observations.get(id) ?? []);
  if (relied.length === 0) return null;
  return (
    <section>
      <h4>{texts('finding.relied')}</h4>
      <ol class="basis">
        {relied.map((observation) => {
          const [main, ...rest] = observationSentences(observation, locale).map(shownText);
          return (
            <li key={observation.id}>
              <p>{main}</p>
              {rest.length > 0 && (
                <ul class="basis-more">
                  {rest.map((sentence) => (
                    <li key={sentence}>{sentence}</li>
                  ))}
                </ul>
              )}
              <p class="quiet fine">
                {observation.id} ·{' '}
                <time dateTime={observation.seenAt}>{timeText(observation.seenAt, locale)}</time>
              </p>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function ProvisionNote({ provision, around }: { provision: Provision; around: FindingSurroundings }) {
  const { locale, texts } = around;
  const isInForce = provision.status === 'in-force';
  const since = provision.appliesFrom;
  return (
    <section class="provision">
      <h4>{texts('finding.law')}</h4>
      <p class="provision-name">
        <cite>{instrumentText(provision.instrument, locale)}</cite>{' '}
        <span>{clauseText(provision.clause, locale)}</span>
      </p>
      {locale === 'en' && (
        <p class="quiet fine" lang="zh-CN">
          {provision.instrument.zh}
        </p>
      )}
      <p>{inLanguage(provision.requires, locale)}</p>
      <dl class="pairs">
        <dt>{texts('finding.law.obliged')}</dt>
        <dd>{texts(`obliged.${provision.obligedParty}`)}</dd>
        <dt>{texts(`binding.${provision.bindingness}`)}</dt>
        <dd>
          {since
            ? texts(isInForce ? 'finding.law.in-force' : 'finding.law.not-yet', {
                date: dateText(since, locale),
              })
            : texts('finding.law.no-date')}
          {!isInForce && <span class="small-mark">{texts(`status.${provision.status}`)}</span>}
        </dd>
      </dl>
      {provision.articleNumberConfidence !== 'primary' && (
        <p class="quiet fine">{texts(`confidence.${provision.articleNumberConfidence}`)}</p>
      )}
    </section>
  );
}

function Remedies({ finding, around }: { finding: Finding; around: FindingSurroundings }) {
  const { texts } = around;
  const channels = channelsOf(finding, around.law, around.shop);
  if (channels.length === 0 || finding.outcome !== 'flagged') return null;
  return (
    <section>
      <h4>{texts('finding.remedies')}</h4>
      <ol class="channels">
        {channels.map((channel) => (
          <ChannelRow key={channel.id} channel={channel} finding={finding} around={around} />
        ))}
      </ol>
    </section>
  );
}

function ChannelRow({
  channel,
  finding,
  around,
}: {
  channel: Channel;
  finding: Finding;
  around: FindingSurroundings;
}) {
  const { locale, texts } = around;
  const [copied, setCopied] = useState<'not-yet' | 'done' | 'failed'>('not-yet');
  const openSheet = around.sheetFor?.(finding, channel) ?? null;
  async function copy(): Promise<void> {
    try {
      await around.onCopy(around.complaintText(finding, channel));
      setCopied('done');
    } catch {
      // The clipboard may be refused; the person can still take the text by hand.
      setCopied('failed');
    }
  }
  return (
    <li>
      <p>
        <strong>{inLanguage(channel.name, locale)}</strong>{' '}
        <span class="small-mark">{texts(`channel.${channel.kind}`)}</span>
      </p>
      <p class="quiet">{inLanguage(channel.use, locale)}</p>
      <p class="channel-ways">
        {openSheet ? (
          <button type="button" class="button small" onClick={openSheet}>
            {texts('finding.write')}
            <span class="unseen"> {inLanguage(channel.name, locale)}</span>
          </button>
        ) : (
          <button type="button" class="button small" onClick={() => void copy()}>
            {texts('finding.copy')}
          </button>
        )}
        {channel.url && (
          <a class="text-button" href={channel.url} target="_blank" rel="noreferrer noopener">
            {texts('finding.channel.open')}
            <span class="unseen"> {inLanguage(channel.name, locale)}</span>
          </a>
        )}
        {channel.phone && <span class="phone">{texts('finding.phone', { phone: channel.phone })}</span>}
        <span role="status" class="quiet">
          {copied === 'done' && texts('finding.copied')}
          {copied === 'failed' && texts('finding.copy.failed')}
        </span>
      </p>
      {copied === 'failed' && (
        <textarea
          class="by-hand"
          readOnly
          rows={6}
          aria-label={texts('finding.copy')}
          value={around.complaintText(finding, channel)}
        />
      )}
    </li>
  );
}

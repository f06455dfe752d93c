/** Observations, findings and reasons in plain words. Pure: the same in the popup, the casebook and a test. */
import { credentialSentences } from './credentials-text';
import type { Finding } from '../model/finding';
import type { Mechanism, Observation, ObservationOf } from '../model/observation';
import type { Rule } from '../../rules/language';
import { fillText } from '../judge/fill-text';
import { ruleText } from '../judge/rule-text';
import { subjectKind } from './names';
import {
  dateText,
  inLanguage,
  sizeText,
  textIfKnown,
  textsFor,
  timeText,
  type TextLocale,
  type Texts,
} from './text';

/** One plain sentence: what was seen. Falls back to the rule's id when the rule is no longer known. */
export function findingSentence(finding: Finding, rule: Rule | null, locale: TextLocale): string {
  if (!rule) return `${textsFor(locale)(`outcome.${finding.outcome}`)} · ${finding.rule}`;
  return inLanguage(fillText(ruleText(finding, rule.texts), finding.values), locale);
}

/** What a file or a page has declared, as a quotation; null when nothing was declared. */
export function declaredSentence(finding: Pick<Finding, 'declaredStatus'>, texts: Texts): string | null {
  const status = finding.declaredStatus;
  if (!status) return null;
  return texts(`declared.${status.quotedFrom}`, {
    word: status.word,
    gloss: texts(`declared.gloss.${status.word}`),
  });
}

/** The fact that is missing, in words where the code is known, else the code itself. */
export function reasonSentence(code: string, locale: TextLocale): string {
  return textIfKnown(locale, `reason.${code}`) ?? `${textsFor(locale)('reason.unknown')} (${code})`;
}

/** Name of a mechanism: its own where we have one, else that of its family with the id. */
export function mechanismName(mechanism: Mechanism, locale: TextLocale): string {
  const own = textIfKnown(locale, `mechanism.id.${mechanism.id}`);
  if (own !== null) return own;
  const family = textsFor(locale)(`mechanism.${mechanism.family}`);
  if (mechanism.id === mechanism.family) return family;
  return locale === 'en' ? `${family} (${mechanism.id})` : `${family}（${mechanism.id}）`;
}

/** What one observation says, the main thing first. At least one sentence, none of them a judgement. */
export function observationSentences(observation: Observation, locale: TextLocale): string[] {
  const texts = textsFor(locale);
  const join = (words: string[]) => words.join(texts('list.separator'));
  switch (observation.kind) {
    case 'declaration':
      return declarationSentences(observation, locale, texts);
    case 'label': {
      const { text, placement } = observation.value;
      return [texts('saw.label', { text, placement: texts(`placement.${placement}`) })];
    }
    case 'label-search': {
      const { looked, notLooked, found } = observation.value;
      const said = [
        texts('saw.label-search', {
          looked: join(looked.map((place) => texts(`looked.${place}`))),
          count: found,
        }),
      ];
      if (notLooked.length > 0)
        said.push(
          texts('saw.label-search.not', {
            notLooked: join(notLooked.map((place) => texts(`looked.${place}`))),
          }),
        );
      return said;
    }
    case 'claim':
      return [texts('saw.claim', { text: observation.value.text })];
    case 'offer':
      return offerSentences(observation, texts);
    case 'price-wording':
      return [
        texts(observation.value.nearPrice ? 'saw.price-wording' : 'saw.price-wording.away', {
          text: observation.value.text,
        }),
      ];
    case 'price-record': {
      const { firstSeen, daysObserved, lowest, currency } = observation.value;
      const said = { first: dateText(firstSeen, locale), days: daysObserved };
      if (!lowest) return [texts('saw.price-record.none', said)];
      const amount = currency === null ? lowest.price : `${lowest.price} ${currency}`;
      return [texts('saw.price-record', { ...said, lowest: amount, day: dateText(lowest.day, locale) })];
    }
    case 'cart-fee':
      return [
        texts('saw.cart-fee', {
          text: observation.value.text,
          total: observation.value.total,
          currency: observation.value.currency,
        }),
      ];
    case 'card-price': {
      const { text, pressedAt } = observation.value;
      return [texts('saw.card-price', { text, time: timeText(pressedAt, locale) })];
    }
    case 'sales-claim': {
      const { text, deadline } = observation.value;
      return deadline === null
        ? [texts('saw.sales-claim', { text })]
        : [texts('saw.sales-claim.deadline', { text, deadline: timeText(deadline, locale) })];
    }
    case 'sales-claim-record': {
      const { looks, daysSeen } = observation.value;
      return [texts('saw.sales-claim-record', { looks: looks.length, days: daysSeen })];
    }
    case 'live-room': {
      const { host, stage } = observation.value;
      const whose = host ? texts('saw.live-room', { host }) : texts('saw.live-room.unnamed');
      return stage ? [whose, texts(`saw.live-room.${stage}`)] : [whose];
    }
    case 'label-samples': {
      const { samples, visibleIn, spanMs } = observation.value;
      return [
        texts('saw.label-samples', { samples, visible: visibleIn, seconds: Math.round(spanMs / 1000) }),
      ];
    }
    case 'label-timeline':
      return timelineSentences(observation, locale, texts);
    case 'footage':
      return footageSentences(observation, texts);
    case 'medium': {
      const { renderedWidth, renderedHeight } = observation.value;
      const subject = texts(`subject.${subjectKind(observation.subject)}`);
      return [
        texts('saw.medium', {
          subject,
          width: String(Math.round(renderedWidth)),
          height: String(Math.round(renderedHeight)),
        }),
      ];
    }
    case 'page':
      return [texts('saw.page', { title: observation.value.title })];
    case 'unreadable':
      return [texts('saw.unreadable', { code: observation.value.code })];
  }
}

function timelineSentences(
  { value }: ObservationOf<'label-timeline'>,
  locale: TextLocale,
  texts: Texts,
): string[] {
  const { labels, samples, visibleIn, watchedMs, longestVisibleMs, longestHiddenMs, spans } = value;
  if (labels.length === 0) return [texts('saw.timeline.none', { seconds: seconds(watchedMs) })];
  const said = [
    texts('saw.timeline', {
      seconds: seconds(watchedMs),
      visible: visibleIn,
      samples,
      longest: seconds(longestVisibleMs),
    }),
  ];
  // Whoever came in while it was gone for good waited for nothing: how long they would have waited nobody knows.
  const last = spans.at(-1);
  const goneMs = last?.state === 'not-visible' ? last.toMs - last.fromMs : 0;
  if (last && goneMs > 0 && goneMs >= longestHiddenMs)
    said.push(texts('saw.timeline.gone', { from: clock(last.fromMs), seconds: seconds(goneMs) }));
  else if (longestHiddenMs > 0) said.push(texts('saw.timeline.wait', { seconds: seconds(longestHiddenMs) }));
  const shown = shareShown(spans);
  if (shown === 1) said.push(texts('saw.timeline.join.always'));
  // Neither never nor always, as long as it was there for a while and away for another.
  else if (shown !== null)
    said.push(texts('saw.timeline.join', { percent: Math.min(99, Math.max(1, Math.round(shown * 100))) }));
  said.push(texts('saw.timeline.began', { time: timeText(value.beganAt, locale) }));
  for (const { text, placement, fromMs, toMs, visibleMs, heightShare } of labels.slice(0, 4)) {
    const where = {
      text,
      placement: texts(`placement.${placement}`),
      from: clock(fromMs),
      to: clock(toMs),
      shown: seconds(visibleMs),
    };
    said.push(
      heightShare === null
        ? texts('saw.timeline.label', where)
        : texts('saw.timeline.label.high', { ...where, percent: (heightShare * 100).toFixed(1) }),
    );
  }
  if (value.fromStart === true) {
    const isOnStart = labels.some(({ fromMs }) => fromMs < START_MS);
    said.push(texts(isOnStart ? 'saw.timeline.from-start' : 'saw.timeline.from-start.without'));
  }
  return said;
}

/** What counts as the start picture of a film: its first looks, a second apart. */
const START_MS = 2_000;

/**
 * Of the time that was watched, the part in which a label could be seen, 0 to 1: the chance of whoever joins at a moment
 * taken at random to see it at once. Null when nothing was watched.
 */
function shareShown(spans: ObservationOf<'label-timeline'>['value']['spans']): number | null {
  const lengthOf = (state: string): number =>
    spans.reduce((sum, span) => sum + (span.state === state ? span.toMs - span.fromMs : 0), 0);
  const visibleMs = lengthOf('visible');
  const watchedMs = visibleMs + lengthOf('not-visible');
  return watchedMs > 0 ? visibleMs / watchedMs : null;
}

function footageSentences({ value }: ObservationOf<'footage'>, texts: Texts): string[] {
  const { loop, watchedMs } = value;
  const said: string[] = [];
  if (value.framesReadable === false) said.push(texts('saw.footage.unreadable'));
  else if (loop?.found && loop.periodMs !== null)
    said.push(
      texts('saw.footage.loop', {
        seconds: (loop.periodMs / 1000).toFixed(1),
        score: loop.score.toFixed(2),
        watched: seconds(watchedMs),
      }),
    );
  else if (value.isStill) said.push(texts('saw.footage.still', { watched: seconds(watchedMs) }));
  else said.push(texts('saw.footage.no-loop', { watched: seconds(watchedMs) }));
  const pair = loop?.found ? loop.matches[0] : undefined;
  if (pair) said.push(texts('saw.footage.pair', { a: clock(pair.aMs), b: clock(pair.bMs) }));
  if (value.exactRepeatBackground) said.push(texts('saw.footage.background'));
  if (value.unbrokenMs >= 60_000)
    said.push(texts('saw.footage.unbroken', { minutes: Math.floor(value.unbrokenMs / 60_000) }));
  if (value.partRepeat) said.push(partRepeatSentence(value.partRepeat, texts));
  if (value.stillPart) said.push(stillPartSentence(value.stillPart, texts));
  if (!value.streamReadable) said.push(texts('saw.footage.stream-unread'));
  return said;
}

/** A part of the picture that repeats, beside a rest of which no repeat was measured. */
export function partRepeatSentence(
  { periodMs, share }: { periodMs: number; share: number },
  texts: Texts,
): string {
  return texts('saw.footage.part-repeat', {
    percent: Math.round(share * 100),
    seconds: (periodMs / 1000).toFixed(1),
  });
}

/** Which part of the picture stayed as it was: a number, with nothing about why. */
export function stillPartSentence(
  { share, withinGreys, forMs }: { share: number; withinGreys: number; forMs: number },
  texts: Texts,
): string {
  return texts('saw.footage.still-part', {
    percent: Math.round(share * 100),
    greys: withinGreys.toFixed(1),
    minutes: Math.floor(forMs / 60_000),
  });
}

const seconds = (ms: number): number => Math.round(ms / 1000);
/** Minutes and seconds since watching began: 1:07. */
function clock(ms: number): string {
  const whole = Math.floor(ms / 1000);
  return `${String(Math.floor(whole / 60))}:${String(whole % 60).padStart(2, '0')}`;
}

function declarationSentences(
  { value }: Pick<ObservationOf<'declaration'>, 'value'>,
  locale: TextLocale,
  texts: Texts,
): string[] {
  if (value.rendition === 'original')
    return [
      ...declarationSentences({ value: { ...value, rendition: 'shown' } }, locale, texts),
      texts('saw.rendition.original'),
    ];
  if (value.declared === 'none') return [texts('saw.declaration.none')];
  if (value.declared === 'unreadable') {
    return [
      texts('saw.declaration.unreadable'),
      ...value.errors.slice(0, 2).map(({ code }) => texts('saw.unreadable', { code })),
    ];
  }
  const said = [texts('saw.declaration', { origin: texts(`origin.${value.declared}`) })];
  for (const mechanism of value.mechanisms.slice(0, 4)) {
    const name = mechanismName(mechanism, locale);
    said.push(
      mechanism.offset === null
        ? texts('saw.mechanism', { mechanism: name })
        : texts('saw.mechanism.at', { mechanism: name, offset: mechanism.offset }),
    );
  }
  if (value.generator) said.push(texts('saw.generator', { generator: value.generator }));
  const producer = value.aigc?.producerCode?.entity ?? value.aigc?.contentProducer;
  if (producer) said.push(texts('saw.producer', { producer }));
  if (value.c2pa && value.c2pa.state !== 'absent' && value.c2pa.state !== 'not-applicable') {
    said.push(...credentialSentences(value.c2pa, locale));
    if (value.c2pa.signer) said.push(texts('saw.signer', { signer: value.c2pa.signer }));
    if (value.c2pa.signedAt) said.push(texts('saw.signed-at', { time: value.c2pa.signedAt }));
  }
  said.push(texts('saw.bytes', { bytes: sizeText(value.bytesRead, locale) }));
  if (value.sha256) said.push(texts('saw.sha256', { sha256: `${value.sha256.slice(0, 16)}…` }));
  return said;
}

function offerSentences({ value }: ObservationOf<'offer'>, texts: Texts): string[] {
  const money = (amount: string) => (value.currency ? `${value.currency} ${amount}` : amount);
  const said: string[] = [];
  if (value.price !== null)
    said.push(texts('saw.offer', { price: money(value.price), kind: texts(`price.${value.priceKind}`) }));
  if (value.listPrice !== null) said.push(texts('saw.offer.list', { price: money(value.listPrice) }));
  if (value.condition) said.push(texts('saw.offer.condition', { text: value.condition }));
  for (const { said: versions } of value.disagreements.slice(0, 4)) {
    said.push(
      texts('saw.offer.disagree', {
        said: versions
          .map(({ source, raw }) => texts('saw.offer.source', { raw, source: texts(`source.${source}`) }))
          .join(texts('list.separator')),
      }),
    );
  }
  return said.length > 0 ? said : [texts('reason.no-price-read')];
}

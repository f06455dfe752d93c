/** What the report of one picture says, as names and values: one source for the page and for the copied text. */
import type { Aigc, C2pa, Iptc } from '../model/observation';
import type { Picture, PictureReading } from '../model/picture';
import { sizeText, textIfKnown, textsFor, timeText, type TextLocale } from './text';

export interface Fact {
  name: string;
  value: string;
  /** Shown in the type of machines: digests, codes, numbers. */
  isCode?: boolean;
}

/** Something that the person can ask for once, and what came of it. */
export type Asked<T> =
  { kind: 'not-yet' } | { kind: 'asking' } | { kind: 'failed'; code: string } | { kind: 'done'; value: T };

export type Reading = Extract<PictureReading, { ok: true }>;

/** Container, size, digest and how the bytes came. */
export function fileFacts(picture: Picture, reading: Reading, locale: TextLocale): Fact[] {
  const texts = textsFor(locale);
  const { statement } = reading;
  const exact = new Intl.NumberFormat(locale).format(reading.sizeBytes);
  return [
    { name: texts('picture.container'), value: statement.container.toUpperCase() },
    {
      name: texts('picture.size'),
      value: texts('picture.size.exact', { size: sizeText(reading.sizeBytes, locale), exact }),
    },
    reading.sha256 === null
      ? { name: 'SHA-256', value: texts('picture.sha256.part') }
      : { name: 'SHA-256', value: reading.sha256, isCode: true },
    {
      name: texts('picture.through'),
      value:
        reading.through === 'network'
          ? texts('picture.through.network', { bytes: sizeText(reading.networkBytes, locale) })
          : texts(`picture.through.${reading.through}`),
    },
    { name: texts('picture.address'), value: picture.url, isCode: true },
  ];
}

/** The seven fields of GB 45438-2025 annex E as written; an empty one is shown as empty, an absent one as absent. */
export function labelFacts(aigc: Aigc, locale: TextLocale): Fact[] {
  const texts = textsFor(locale);
  const fields: [string, string | null][] = [
    ['Label', aigc.label],
    ['ContentProducer', aigc.contentProducer],
    ['ProduceID', aigc.produceId],
    ['ReservedCode1', aigc.reservedCode1],
    ['ContentPropagator', aigc.contentPropagator],
    ['PropagateID', aigc.propagateId],
    ['ReservedCode2', aigc.reservedCode2],
  ];
  const more = Object.entries(aigc.extra);
  return [...fields, ...more].map(([field, raw]) => ({
    name: field,
    value: raw === null ? texts('picture.field.absent') : raw === '' ? texts('picture.field.empty') : raw,
    isCode: raw !== null && raw !== '',
  }));
}

/** The provider code of 27 characters taken apart (TC260-PG-20252A), then signature, copies and deviations. */
export function labelReadings(aigc: Aigc, locale: TextLocale): Fact[] {
  const texts = textsFor(locale);
  const code = aigc.producerCode;
  const facts: Fact[] = [];
  if (code) {
    facts.push({ name: texts('picture.code.registration'), value: code.registration, isCode: true });
    facts.push({ name: texts('picture.code.service'), value: texts(`picture.service.${code.service}`) });
    facts.push({ name: texts('picture.code.extension'), value: code.extension, isCode: true });
    if (code.entity !== null) facts.push({ name: texts('picture.code.entity'), value: code.entity });
  }
  facts.push({ name: texts('picture.signature'), value: texts(`picture.signature.${aigc.signature}`) });
  if (aigc.copies > 1)
    facts.push({
      name: texts('picture.copies'),
      value: texts('picture.copies.count', { count: aigc.copies }),
    });
  if (aigc.deviations.length > 0)
    facts.push({
      name: texts('picture.deviations'),
      value: aigc.deviations.join(texts('list.separator')),
      isCode: true,
    });
  return facts;
}

/** IPTC properties that are there, under their names in the standard. */
export function iptcFacts(iptc: Iptc): Fact[] {
  const fields: [string, string | null][] = [
    ['DigitalSourceType', iptc.digitalSourceType],
    ['Credit', iptc.credit],
    ['AISystemUsed', iptc.aiSystemUsed],
    ['AISystemVersionUsed', iptc.aiSystemVersionUsed],
    ['AIPromptInformation', iptc.aiPromptInformation],
    ['AIPromptWriterName', iptc.aiPromptWriterName],
  ];
  return fields.flatMap(([name, value]) => (value === null ? [] : [{ name, value, isCode: true }]));
}

/** One step of a C2PA history: a manifest or an ingredient, what was done in it, and what it was made from. */
export interface HistoryStep {
  title: string;
  lines: string[];
  /** Each action in plain words, with its name in the standard. */
  actions: { text: string; name: string }[];
  from: HistoryStep[];
}

/** The history of a manifest as a small tree: the active manifest above, its ingredients below. */
export function historyOf(c2pa: C2pa, locale: TextLocale): HistoryStep {
  const texts = textsFor(locale);
  const actionsFrom = (from: C2pa['actions'][number]['from']) =>
    c2pa.actions.filter((action) => action.from === from).map((action) => actionOf(action, locale));
  const lines: string[] = [];
  if (c2pa.signer) lines.push(texts('saw.signer', { signer: c2pa.signer }));
  if (c2pa.signedAt) lines.push(texts('saw.signed-at', { time: timeText(c2pa.signedAt, locale) }));
  // The record names how each action relates, not which ingredient it belongs to: with several ingredients of
  // one relation, their actions stand together beside them.
  const carriers = c2pa.ingredients.filter((one) => one.hasManifest).map((one) => fromOf(one.relationship));
  const isSole = (relation: From): boolean => carriers.filter((one) => one === relation).length === 1;
  const from = c2pa.ingredients.map(({ title, relationship, hasManifest }): HistoryStep => {
    const relation = fromOf(relationship);
    return {
      title: title ?? texts('picture.history.untitled'),
      lines: [
        texts(`picture.relation.${relation}`),
        texts(hasManifest ? 'picture.history.has-manifest' : 'picture.history.no-manifest'),
      ],
      actions: hasManifest && isSole(relation) ? actionsFrom(relation) : [],
      from: [],
    };
  });
  for (const relation of ['parentOf', 'componentOf', 'inputTo', 'other'] as const) {
    const actions = actionsFrom(relation);
    if (actions.length === 0 || isSole(relation)) continue;
    from.push({ title: texts(`picture.relation.${relation}`), lines: [], actions, from: [] });
  }
  return {
    title: c2pa.claimGenerator ?? texts('picture.history.this'),
    lines,
    actions: actionsFrom('active'),
    from,
  };
}

type From = Exclude<C2pa['actions'][number]['from'], 'active'>;

function fromOf(relationship: string): From {
  return relationship === 'parentOf' || relationship === 'componentOf' || relationship === 'inputTo'
    ? relationship
    : 'other';
}

function actionOf(
  { action, digitalSourceType, softwareAgent, description }: C2pa['actions'][number],
  locale: TextLocale,
): HistoryStep['actions'][number] {
  const texts = textsFor(locale);
  const words = [textIfKnown(locale, `action.${action}`) ?? texts('action.other')];
  if (digitalSourceType) words.push(sourceTypeText(digitalSourceType, locale));
  if (softwareAgent) words.push(softwareAgent);
  if (description) words.push(texts('quote', { text: description }));
  return { text: words.join(' · '), name: action };
}

/** A digital source type in plain words where the code is known, else the code. */
export function sourceTypeText(address: string, locale: TextLocale): string {
  const code =
    address
      .trim()
      .replace(/[/#]+$/, '')
      .split(/[/#:]/)
      .at(-1) ?? address;
  return textIfKnown(locale, `source-type.${code}`) ?? code;
}

/** What the file says of its origin, quoted on its own. */
export function statusSentence(reading: PictureReading, locale: TextLocale): string {
  const texts = textsFor(locale);
  if (!reading.ok) return texts('picture.unread');
  const { status, declared } = reading.statement;
  if (status !== null)
    return texts('declared.file', { word: status, gloss: texts(`declared.gloss.${status}`) });
  if (declared === 'none') return texts('saw.declaration.none');
  if (declared === 'unreadable') return texts('saw.declaration.unreadable');
  if (isTraceOnly(reading)) return texts('picture.trace-only');
  return texts('saw.declaration', { origin: texts(`origin.${declared}`) });
}

/** Whether all that speaks of AI in a file is what tools leave by habit: a trace, and no statement. */
export function isTraceOnly(reading: PictureReading): boolean {
  if (!reading.ok) return false;
  const telling = reading.statement.mechanisms.filter(({ declares }) => declares !== null);
  return telling.length > 0 && telling.every(({ family }) => family === 'trace' || family === 'watermark');
}

/** Why a picture or manifest could not be had, in words where the code is known. */
export function failureSentence(code: string, locale: TextLocale): string {
  return textIfKnown(locale, `picture.failed.${code}`) ?? textsFor(locale)('saw.unreadable', { code });
}

/** What came of looking for labels inside the picture itself, as the visit knows it; null when nobody looked. */
export function writingRead(
  picture: Pick<Picture, 'observations'>,
): { found: number; isComplete: boolean } | { code: string } | null {
  const reads = picture.observations.filter((one) => one.observer === 'pixel-reader');
  const looks = reads.flatMap((one) => (one.kind === 'label-search' ? [one.value] : []));
  const failures = reads.flatMap((one) => (one.kind === 'unreadable' ? [one.value] : []));
  const look = looks.at(-1);
  if (look) return { found: look.found, isComplete: look.complete };
  const failure = failures.at(-1);
  return failure ? { code: failure.code } : null;
}

/** Host of an address as a person may compare it; the address itself when it is none. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

/**
 * Where a kept page could be told of: each channel with its texts field by field, the same in the reader's own
 * language, the files it asks for, and a plain link. Everything is copied and sent by hand; this page sends nothing.
 */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { sizeText, timeText, type TextLocale, type TextKey, type Texts } from './text';

export interface FieldShown {
  id: string;
  name: string;
  hint: string | null;
  isByPerson: boolean;
  text: string;
  reading: string | null;
  longest: number | null;
  leftOut: readonly ('files' | 'innocent' | 'how' | 'details' | 'limits')[];
}
export interface FilingShown {
  purpose: 'seller' | 'advice' | 'complaint' | 'tip';
  language: 'zh' | 'en' | 'ko';
  isFormKnown: boolean;
  fields: readonly FieldShown[];
}
export interface AttachmentShown {
  id: string;
  kind: 'report' | 'case-file' | 'screenshot' | 'page-part' | 'medium' | 'price-record';
  sizeBytes: number | null;
  ending: string;
  ways: readonly ('as-is' | 'jpeg')[];
  isRefused: boolean;
  isWhole: boolean;
}
/** One thing found that belongs to the channel, to be told or not. */
export interface ToldChoice {
  key: string;
  sentence: string;
  count: number;
}
export interface FilingChannelShown {
  id: string;
  name: string;
  use: string;
  kind: 'seller' | 'platform' | 'authority' | 'advice' | 'hotline';
  url: string | null;
  phone: string | null;
  choices: readonly ToldChoice[];
  /** What is known of how the channel takes many filings by one person. */
  serial: string | null;
  asOf: string;
  confidence: string;
  alsoInReadersLanguage: boolean;
  attachments: { most: number | null; largestBytes: number | null; formats: readonly string[] | null };
  /** Other kept pages of the same shop for which a text was taken from here before, newest first. */
  earlier: readonly { title: string; at: string; channel: string }[];
}
/** A channel that was asked for elsewhere on the page, for one thing found; a new object each time it is asked. */
export interface AskedFiling {
  channel: string;
  /** Key of the one choice that is told; null tells all. */
  only: string | null;
}
export interface FilingSheetProps {
  asked?: AskedFiling | null;
  channels: readonly FilingChannelShown[];
  locale: TextLocale;
  texts: Texts;
  /** Texts and files for what is told; called when a channel is opened or a choice changes. */
  filingsOf: (
    channel: string,
    told: ReadonlySet<string>,
  ) => {
    filings: readonly FilingShown[];
    attachments: readonly AttachmentShown[];
    notInCase: readonly string[];
  };
  onCopy: (channel: string, text: string) => Promise<void>;
  /** Answers what was saved in words, or why not. */
  onSave: (channel: string, attachment: string, way: 'as-is' | 'jpeg') => Promise<string>;
}

export function FilingSheet(props: FilingSheetProps) {
  const { channels, texts } = props;
  if (channels.length === 0) return null;
  return (
    <section class="filings">
      <h3 class="section">{texts('filing.title')}</h3>
      <p class="quiet">{texts('filing.lead')}</p>
      <p class="filing-caution">{texts('filing.serial')}</p>
      {channels.map((channel) => (
        <ChannelFold key={channel.id} channel={channel} {...props} />
      ))}
    </section>
  );
}

function ChannelFold({ channel, ...props }: FilingSheetProps & { channel: FilingChannelShown }) {
  const { texts, asked = null } = props;
  const [isOpen, setOpen] = useState(false);
  const fold = useRef<HTMLDetailsElement>(null);
  const isAsked = asked?.channel === channel.id;
  useEffect(() => {
    if (!isAsked || !fold.current) return;
    fold.current.open = true;
    fold.current.scrollIntoView?.({ block: 'start' });
    fold.current.querySelector('summary')?.focus({ preventScroll: true });
  }, [asked, isAsked]);
  return (
    <details class="filing" ref={fold} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <strong>{channel.name}</strong>
        <span class="small-mark">{texts(`channel.${channel.kind}`)}</span>
        <span class="quiet">{texts('filing.findings', { count: channel.choices.length })}</span>
        {channel.earlier.length > 0 && <span class="small-mark strong">{texts('filing.earlier.mark')}</span>}
      </summary>
      {/* Texts are long and many: written when somebody looks. */}
      {isOpen && <ChannelSheet channel={channel} {...props} asked={isAsked ? asked : null} />}
    </details>
  );
}

function ChannelSheet({ channel, ...props }: FilingSheetProps & { channel: FilingChannelShown }) {
  const { texts, locale, asked = null } = props;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const only = asked?.only ?? null;
    if (only !== null) setLeft(new Set(channel.choices.flatMap(({ key }) => (key === only ? [] : [key]))));
  }, [asked]);
  const told = useMemo(
    () => new Set(channel.choices.flatMap(({ key }) => (left.has(key) ? [] : [key]))),
    [channel, left],
  );
  const { filings, attachments, notInCase } = useMemo(
    () => props.filingsOf(channel.id, told),
    [channel.id, told, locale],
  );
  return (
    <div class="filing-sheet">
      <p>{channel.use}</p>
      <p class="channel-ways">
        {channel.url && (
          <a class="text-button" href={channel.url} target="_blank" rel="noreferrer noopener">
            {texts('filing.open', { name: channel.name })}
          </a>
        )}
        {channel.phone && <span class="phone">{texts('finding.phone', { phone: channel.phone })}</span>}
      </p>
      <p class="quiet fine">
        {texts('filing.known', { date: channel.asOf })}{' '}
        {texts(`filing.confidence.${channel.confidence}` as TextKey)}
      </p>
      {channel.serial && <p class="filing-caution">{channel.serial}</p>}
      {channel.earlier.length > 0 && (
        <div class="filing-caution" role="note">
          <p>{texts('filing.earlier', { count: channel.earlier.length })}</p>
          <ul class="plain">
            {channel.earlier.slice(0, 5).map(({ title, at, channel: where }) => (
              <li key={`${title} ${at} ${where}`}>
                {timeText(at, locale)} · {title} · {where}
              </li>
            ))}
          </ul>
        </div>
      )}
      {channel.choices.length > 1 && (
        <fieldset class="filing-choices">
          <legend>{texts('filing.choose')}</legend>
          {channel.choices.map(({ key, sentence, count }) => (
            <label key={key} class="book-check">
              <input
                type="checkbox"
                checked={told.has(key)}
                onChange={(event) => {
                  const next = new Set(left);
                  if (event.currentTarget.checked) next.delete(key);
                  else next.add(key);
                  setLeft(next);
                }}
              />
              <span>
                {sentence}
                {count > 1 && <span class="quiet"> {texts('finding.places', { count })}</span>}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {told.size === 0 ? (
        <p class="quiet">{texts('filing.none')}</p>
      ) : (
        <>
          {filings.length > 1 && <p class="filing-caution">{texts('filing.either')}</p>}
          {filings.map((filing) => (
            <FilingFields key={filing.purpose} filing={filing} channel={channel} {...props} />
          ))}
          <AttachmentList {...props} channel={channel} attachments={attachments} notInCase={notInCase} />
        </>
      )}
    </div>
  );
}

function FilingFields({
  filing,
  channel,
  ...props
}: FilingSheetProps & { filing: FilingShown; channel: FilingChannelShown }) {
  const { texts } = props;
  return (
    <section class="filing-fields">
      <h4>{texts(`filing.purpose.${filing.purpose}`)}</h4>
      <p class="quiet fine">
        {texts(filing.isFormKnown ? 'filing.form.known' : 'filing.form.unknown')}{' '}
        {filing.fields.some(({ reading }) => reading !== null) &&
          texts(
            channel.alsoInReadersLanguage ? 'filing.language.either' : `filing.language.${filing.language}`,
          )}
      </p>
      {filing.fields.map((field) => (
        <Field key={field.id} field={field} filing={filing} channel={channel} {...props} />
      ))}
    </section>
  );
}

const LANGUAGES = { zh: 'zh-CN', en: 'en', ko: 'ko' } as const;

function Field({
  field,
  filing,
  channel,
  texts,
  locale,
  onCopy,
}: FilingSheetProps & { field: FieldShown; filing: FilingShown; channel: FilingChannelShown }) {
  const [text, setText] = useState(field.text);
  // A choice that changes writes the text anew; what the person wrote into the old one is not of it.
  useEffect(() => setText(field.text), [field.text]);
  const id = `filing-${channel.id}-${filing.purpose}-${field.id}`;
  const isLong = field.reading !== null || field.text.includes('\n');
  const isOver = field.longest !== null && text.length > field.longest;
  return (
    <div class="filing-field">
      <label for={id}>{field.name}</label>
      {field.hint && <p class="quiet fine">{field.hint}</p>}
      {field.isByPerson ? (
        field.hint === null && <p class="quiet">{texts('filing.by-person')}</p>
      ) : (
        <div class={field.reading === null ? 'filing-texts' : 'filing-texts filing-both'}>
          <div>
            {isLong ? (
              <textarea
                id={id}
                rows={14}
                lang={LANGUAGES[filing.language]}
                value={text}
                onInput={(event) => setText(event.currentTarget.value)}
              />
            ) : (
              <input
                id={id}
                type="text"
                value={text}
                onInput={(event) => setText(event.currentTarget.value)}
              />
            )}
            <CopyRow text={text} texts={texts} onCopy={(of) => onCopy(channel.id, of)}>
              <span class={isOver ? 'strong' : 'quiet'} role="status">
                {field.longest === null
                  ? texts('filing.count.unknown', { count: text.length })
                  : texts(isOver ? 'filing.count.over' : 'filing.count', {
                      count: text.length,
                      most: field.longest,
                    })}
              </span>
            </CopyRow>
            {field.leftOut.length > 0 && (
              <p class="quiet fine">
                {texts('filing.left-out', {
                  what: field.leftOut
                    .map((part) => texts(`filing.left-out.${part}`))
                    .join(texts('list.separator')),
                })}
              </p>
            )}
          </div>
          {field.reading !== null && (
            <div class="filing-reading">
              <p class="quiet fine">{texts('filing.reading')}</p>
              {/* It scrolls by itself; focusable so that the keyboard can scroll it. */}
              <p
                class="filing-read"
                lang={locale}
                tabIndex={0}
                role="group"
                aria-label={texts('filing.reading')}
              >
                {field.reading}
              </p>
              {channel.alsoInReadersLanguage && (
                <CopyRow text={field.reading} texts={texts} onCopy={(of) => onCopy(channel.id, of)} />
              )}
            </div>
          )}
        </div>
      )}
    </div>
  );
}

function CopyRow({
  text,
  texts,
  onCopy,
  children,
}: {
  text: string;
  texts: Texts;
  onCopy: (text: string) => Promise<void>;
  children?: preact.ComponentChildren;
}) {
  const [copied, setCopied] = useState<'not-yet' | 'done' | 'failed'>('not-yet');
  useEffect(() => setCopied('not-yet'), [text]);
  return (
    <p class="filing-copy">
      <button
        type="button"
        class="button small"
        onClick={() =>
          void onCopy(text).then(
            () => setCopied('done'),
            () => setCopied('failed'),
          )
        }
      >
        {texts('filing.copy')}
      </button>
      {children}
      <span role="status" class="quiet">
        {copied === 'done' && texts('filing.copied')}
        {copied === 'failed' && texts('finding.copy.failed')}
      </span>
    </p>
  );
}

function AttachmentList({
  channel,
  attachments,
  notInCase,
  texts,
  locale,
  onSave,
}: FilingSheetProps & {
  channel: FilingChannelShown;
  attachments: readonly AttachmentShown[];
  notInCase: readonly string[];
}) {
  const { most, largestBytes, formats } = channel.attachments;
  const limits = [
    ...(most === null ? [] : [texts('filing.attach.most', { count: most })]),
    ...(largestBytes === null
      ? []
      : [texts('filing.attach.largest', { size: sizeText(largestBytes, locale) })]),
    ...(formats === null
      ? []
      : [texts('filing.attach.formats', { formats: formats.join(texts('list.separator')) })]),
  ];
  const of = (kind: AttachmentShown['kind']): AttachmentShown[] =>
    attachments.filter((one) => one.kind === kind);
  return (
    <section class="filing-attachments">
      <h4>{texts('filing.attach')}</h4>
      <p class="quiet fine">
        {limits.length === 0 ? texts('filing.attach.unknown') : limits.join(texts('list.separator'))}
      </p>
      <ul>
        {attachments.map((one) => (
          <Attached
            key={one.id}
            one={one}
            n={of(one.kind).length > 1 ? of(one.kind).indexOf(one) + 1 : null}
            texts={texts}
            locale={locale}
            onSave={(way) => onSave(channel.id, one.id, way)}
          />
        ))}
        {notInCase.map((kind) => (
          <li key={kind} class="quiet">
            {texts('filing.attach.not-in-case', { what: texts(`evidence.${kind}` as TextKey) })}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Attached({
  one,
  n,
  texts,
  locale,
  onSave,
}: {
  one: AttachmentShown;
  n: number | null;
  texts: Texts;
  locale: TextLocale;
  onSave: (way: 'as-is' | 'jpeg') => Promise<string>;
}) {
  const [said, setSaid] = useState('');
  const isBusy = useRef(false);
  async function save(way: 'as-is' | 'jpeg'): Promise<void> {
    if (isBusy.current) return;
    isBusy.current = true;
    setSaid(texts('filing.attach.saving'));
    try {
      setSaid(await onSave(way));
    } finally {
      isBusy.current = false;
    }
  }
  const name = texts(`filing.attach.${one.kind}`);
  const isWritten = one.kind === 'report' || one.kind === 'case-file';
  return (
    <li>
      <span>
        {name}
        {n !== null && ` ${String(n)}`}{' '}
        <span class="quiet">
          {one.ending}
          {one.sizeBytes !== null && ` · ${sizeText(one.sizeBytes, locale)}`}
        </span>
        {!one.isWhole && <span class="small-mark">{texts('case.media.part')}</span>}
      </span>
      {one.ways.map((way) => (
        <button key={way} type="button" class="button small" onClick={() => void save(way)}>
          {texts(`filing.attach.${way}`)}
          <span class="unseen">
            {' '}
            {name}
            {n !== null && ` ${String(n)}`}
          </span>
        </button>
      ))}
      {one.isRefused && (
        <span class="quiet fine">{texts(isWritten ? 'filing.attach.print' : 'filing.attach.refused')}</span>
      )}
      <span role="status" class="quiet fine">
        {said}
      </span>
    </li>
  );
}

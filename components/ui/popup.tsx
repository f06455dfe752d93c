/** The popup: what this page shows, in one narrow column. Props in, events out; it knows no browser. */
import type { ComponentChildren } from 'preact';
import type { Visit } from '../model/case';
import { FindingCard, type FindingSurroundings } from './finding-card';
import { byId, groupFindings, type FindingGroup } from './groups';
import { PriceSection, type PriceSectionProps } from './price-section';
import { RoomSection, type ShownFrame } from './room-section';
import { LanguageSwitch } from './language-switch';
import { TagGlyph } from './marks';
import { Summary } from './summary';
import type { TextLocale } from './text';

export type PopupState =
  /** A known shop that the person has not turned on. */
  | { kind: 'ask'; shopName: string }
  /** Any other page: it can be looked at once. */
  | { kind: 'other' }
  /** A page that no extension may look at. */
  | { kind: 'closed' }
  | { kind: 'visit'; visit: Visit; shopName: string | null };

export type KeepState =
  | { kind: 'idle' }
  /** `total` 0 while it is not known. */
  | { kind: 'keeping'; done: number; total: number }
  | { kind: 'kept'; caseId: string }
  | { kind: 'failed'; reason: string | null };

export interface PopupProps extends Omit<FindingSurroundings, 'observations' | 'shop'> {
  state: PopupState;
  keep: KeepState;
  /** The record of the page's price; absent while it is not known or the page has no offer. */
  price?: Omit<PriceSectionProps, 'locale' | 'texts'> | null;
  /** Moments of a watched video, in memory only. */
  frames?: readonly ShownFrame[];
  /** The subject whose details were asked for on the page: its card stands open and in view. */
  focus?: string | null;
  onLocale: (locale: TextLocale) => void;
  onGrant: () => void;
  onLook: () => void;
  onKeep: () => void;
  onOpenCase: (caseId: string) => void;
  onCasebook: () => void;
  onSettings: () => void;
  onVerify: () => void;
}

export function Popup(props: PopupProps) {
  const { state, texts, locale } = props;
  const place = state.kind === 'visit' ? (state.shopName ? state.shopName : texts('popup.once')) : null;
  return (
    <div class="popup" lang={locale}>
      <header class="bar">
        <TagGlyph />
        <strong class="wordmark">{texts('name')}</strong>
        {place && <span class="bar-place">{place}</span>}
        <LanguageSwitch locale={locale} texts={texts} onLocale={props.onLocale} />
      </header>
      <main>
        {state.kind === 'ask' && <AskShop shopName={state.shopName} {...props} />}
        {state.kind === 'other' && (
          <Invitation
            title={texts('popup.other.title')}
            what={[texts('popup.other.what'), texts('popup.ask.private')]}
          >
            <button type="button" class="button main" onClick={props.onLook}>
              {texts('popup.other.look')}
            </button>
          </Invitation>
        )}
        {state.kind === 'closed' && (
          <Invitation title={texts('popup.closed.title')} what={[texts('popup.closed.what')]} />
        )}
        {state.kind === 'visit' && <VisitView visit={state.visit} {...props} />}
      </main>
      <footer class="foot">
        {state.kind === 'visit' && <Keep {...props} />}
        <nav class="foot-links">
          <button type="button" class="text-button" onClick={props.onCasebook}>
            {texts('popup.casebook')}
          </button>
          <button type="button" class="text-button" onClick={props.onSettings}>
            {texts('popup.settings')}
          </button>
          <button type="button" class="text-button" onClick={props.onVerify}>
            {texts('popup.verify')}
          </button>
        </nav>
      </footer>
    </div>
  );
}

function Invitation({
  title,
  what,
  children,
}: {
  title: string;
  what: string[];
  children?: ComponentChildren;
}) {
  return (
    <section class="invitation">
      <TagGlyph sizePx={56} />
      <h1>{title}</h1>
      {what.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {children && <div class="invitation-ways">{children}</div>}
    </section>
  );
}

function AskShop({ shopName, texts, onGrant, onLook }: { shopName: string } & PopupProps) {
  return (
    <Invitation
      title={texts('popup.ask.title', { shop: shopName })}
      what={[texts('popup.ask.what', { shop: shopName }), texts('popup.ask.private')]}
    >
      <button type="button" class="button main" onClick={onGrant}>
        {texts('popup.ask.grant', { shop: shopName })}
      </button>
      <button type="button" class="button" onClick={onLook}>
        {texts('popup.ask.once')}
      </button>
    </Invitation>
  );
}

function VisitView(props: { visit: Visit } & PopupProps) {
  const { visit, texts } = props;
  const grouped = groupFindings(visit.findings);
  const around: FindingSurroundings = { ...props, shop: visit.shop, observations: byId(visit.observations) };
  return (
    <>
      <Summary
        observations={visit.observations}
        grouped={grouped}
        pendingMedia={visit.settled ? null : visit.pendingMedia}
        texts={texts}
        Heading="h1"
      />
      {grouped.topics.map(({ topic, groups }) => (
        <section class="topic" key={topic}>
          <h2>{texts(`topic.${topic}`)}</h2>
          {groups.map((group) => (
            <FindingCard key={group.key} group={group} around={around} isOpen={shows(group, props.focus)} />
          ))}
        </section>
      ))}
      <RoomSection
        observations={visit.observations}
        frames={props.frames ?? []}
        locale={props.locale}
        texts={texts}
      />
      {props.price && <PriceSection {...props.price} locale={props.locale} texts={texts} />}
      <Fold
        title={texts('popup.section.labelled')}
        groups={grouped.stated}
        around={around}
        focus={props.focus}
      />
      <Fold
        title={texts('popup.section.cannot-tell')}
        why={texts('popup.section.cannot-tell.why')}
        groups={grouped.cannotTell}
        around={around}
        focus={props.focus}
      />
    </>
  );
}

function Fold({
  title,
  why,
  groups,
  around,
  focus,
}: {
  title: string;
  why?: string;
  groups: readonly FindingGroup[];
  around: FindingSurroundings;
  focus: string | null | undefined;
}) {
  if (groups.length === 0) return null;
  const count = groups.reduce((sum, { findings }) => sum + findings.length, 0);
  return (
    <details class="fold" open={groups.some((group) => shows(group, focus))}>
      <summary>
        <h2>{title}</h2>
        <span class="quiet">{around.texts('popup.section.count', { count })}</span>
      </summary>
      {why && <p class="quiet fold-why">{why}</p>}
      {groups.map((group) => (
        <FindingCard key={group.key} group={group} around={around} isOpen={shows(group, focus)} />
      ))}
    </details>
  );
}

function shows(group: FindingGroup, subject: string | null | undefined): boolean {
  return group.findings.some((finding) => finding.subject === subject);
}

function Keep({ keep, texts, onKeep, onOpenCase }: PopupProps) {
  return (
    <div class="keep" role="status">
      {keep.kind === 'idle' && (
        <button type="button" class="button main wide" title={texts('popup.keep.hint')} onClick={onKeep}>
          {texts('popup.keep')}
        </button>
      )}
      {keep.kind === 'keeping' && (
        <>
          <p>
            {keep.total > 0
              ? texts('popup.keeping.step', {
                  share: Math.min(100, Math.round((100 * keep.done) / keep.total)),
                })
              : texts('popup.keeping')}
          </p>
          <progress
            aria-label={texts('popup.keeping')}
            {...(keep.total > 0 ? { value: keep.done, max: keep.total } : {})}
          />
        </>
      )}
      {keep.kind === 'kept' && (
        <p class="kept">
          <span>{texts('popup.kept')}</span>
          <button type="button" class="button" onClick={() => onOpenCase(keep.caseId)}>
            {texts('popup.kept.open')}
          </button>
        </p>
      )}
      {keep.kind === 'failed' && (
        <p class="kept">
          <span>{keep.reason ?? texts('popup.keep.failed')}</span>
          <button type="button" class="button" onClick={onKeep}>
            {texts('popup.keep.again')}
          </button>
        </p>
      )}
    </div>
  );
}

/** Settings: which shops may be looked at, by which law, in which language. Every change is an event. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { CompiledPack } from '../../rules/language';
import { TagGlyph } from './marks';
import { TrustAnchors, type TrustAnchorsProps } from './trust-anchors';
import { dateText, inLanguage, textIfKnown, type TextLocale, type Texts } from './text';

export interface ShopChoice {
  id: string;
  name: { zh: string; en: string };
  hosts: readonly string[];
  isGranted: boolean;
}

export interface OptionsProps {
  locale: TextLocale;
  texts: Texts;
  shops: readonly ShopChoice[];
  packs: readonly Pick<
    CompiledPack,
    'id' | 'title' | 'about' | 'version' | 'jurisdiction' | 'reviewBy' | 'rules'
  >[];
  jurisdictions: readonly string[];
  /** YYYY-MM-DD, to say which packs are past their review. */
  today: string;
  version: string;
  sourceUrl: string | null;
  onShop: (id: string, isGranted: boolean) => void;
  onJurisdictions: (jurisdictions: string[]) => void;
  onLocale: (locale: TextLocale) => void;
  /** Further sections that bring their own state. */
  children?: ComponentChildren;
  trust: Omit<TrustAnchorsProps, 'locale' | 'texts'>;
}

/** From this many shops on, a box to find one is worth its place. */
const SHOPS_TO_SEARCH = 9;

export function Options(props: OptionsProps) {
  const { locale, texts } = props;
  return (
    <div class="options" lang={locale}>
      <header class="page-head">
        <TagGlyph sizePx={30} />
        <h1>{texts('options.title')}</h1>
      </header>
      <main>
        <Shops {...props} />
        <Jurisdictions {...props} />
        <TrustAnchors locale={locale} texts={texts} {...props.trust} />
        <section aria-labelledby="language">
          <h2 id="language">{texts('options.language')}</h2>
          <div class="choices">
            {(['zh-CN', 'en'] as const).map((one) => (
              <label class="choice" key={one} lang={one}>
                <input
                  type="radio"
                  name="language"
                  checked={one === locale}
                  onChange={() => props.onLocale(one)}
                />
                <span>{texts(`options.language.${one}`)}</span>
              </label>
            ))}
          </div>
        </section>
        {props.children}
        <section aria-labelledby="about">
          <h2 id="about">{texts('options.privacy.title')}</h2>
          <ul class="privacy">
            <li>{texts('options.privacy.1')}</li>
            <li>{texts('options.privacy.2')}</li>
            <li>{texts('options.privacy.3')}</li>
          </ul>
          <p class="quiet">
            {texts('name')} · {texts('options.version', { version: props.version })}
            {props.sourceUrl && (
              <>
                {' · '}
                <a href={props.sourceUrl} target="_blank" rel="noreferrer noopener">
                  {texts('options.source')}
                </a>
              </>
            )}
          </p>
        </section>
      </main>
    </div>
  );
}

function Shops({ locale, texts, shops, onShop }: OptionsProps) {
  const [query, setQuery] = useState('');
  const wanted = query.trim().toLowerCase();
  const found = shops.filter((shop) =>
    [shop.name.zh, shop.name.en, shop.id, ...shop.hosts].some((text) => text.toLowerCase().includes(wanted)),
  );
  return (
    <section aria-labelledby="shops">
      <h2 id="shops">{texts('options.shops')}</h2>
      <p class="quiet">{texts('options.shops.lead')}</p>
      {shops.length >= SHOPS_TO_SEARCH && (
        <input
          type="search"
          class="search"
          value={query}
          placeholder={texts('options.shops.search')}
          aria-label={texts('options.shops.search')}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
      )}
      <ul class="shops">
        {found.map((shop) => (
          <li key={shop.id}>
            <label class="switch">
              <span class="switch-words">
                <strong>{inLanguage(shop.name, locale)}</strong>
                <span class="quiet fine">
                  {shop.hosts.length > 1
                    ? texts('options.shops.hosts', { host: shop.hosts[0] ?? '', count: shop.hosts.length })
                    : shop.hosts[0]}
                </span>
              </span>
              <span class="quiet switch-state" aria-hidden="true">
                {texts(shop.isGranted ? 'options.shops.on' : 'options.shops.off')}
              </span>
              <input
                type="checkbox"
                role="switch"
                checked={shop.isGranted}
                onChange={(event) => onShop(shop.id, event.currentTarget.checked)}
              />
            </label>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Jurisdictions({ locale, texts, packs, jurisdictions, today, onJurisdictions }: OptionsProps) {
  const known = [...new Set(packs.map((pack) => pack.jurisdiction))];
  return (
    <section aria-labelledby="law">
      <h2 id="law">{texts('options.law')}</h2>
      <p class="quiet">{texts('options.law.lead')}</p>
      <ul class="laws">
        {known.map((jurisdiction) => (
          <li key={jurisdiction}>
            <label class="choice">
              <input
                type="checkbox"
                checked={jurisdictions.includes(jurisdiction)}
                onChange={(event) =>
                  onJurisdictions(
                    event.currentTarget.checked
                      ? [...jurisdictions, jurisdiction]
                      : jurisdictions.filter((one) => one !== jurisdiction),
                  )
                }
              />
              <strong>{textIfKnown(locale, `jurisdiction.${jurisdiction}`) ?? jurisdiction}</strong>
            </label>
            {packs
              .filter((pack) => pack.jurisdiction === jurisdiction)
              .map((pack) => (
                <div class="pack" key={pack.id}>
                  <p>{inLanguage(pack.title, locale)}</p>
                  <p class="quiet fine">
                    {texts('options.law.version', { version: pack.version })} ·{' '}
                    {texts('options.law.rules', { count: pack.rules.length })} ·{' '}
                    {texts(pack.reviewBy < today ? 'options.law.overdue' : 'options.law.review', {
                      date: dateText(pack.reviewBy, locale),
                    })}
                  </p>
                </div>
              ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

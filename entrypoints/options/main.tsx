import { render } from 'preact';
import { useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { law } from 'virtual:law';
import { shops } from 'virtual:shops';
import { trustLists } from 'virtual:trust';
import { ask } from '../../components/channel/ask';
import { readOwnAnchors, writeOwnAnchors } from '../../components/channel/own-anchors';
import { LIMITS } from '../../components/model/limits';
import { readAnchors, type NamedAnchor } from '../../components/provenance/c2pa/trust';
import { askFor, giveBack, isGranted } from '../../components/channel/granted';
import {
  jurisdictionsOf,
  localeOf,
  readSettings,
  writeSettings,
  type Settings,
} from '../../components/channel/settings';
import { Options, type OptionsProps, type ShopChoice } from '../../components/ui/options';
import { textsFor } from '../../components/ui/text';
import { ForgetEverything } from './forget';
import { SigningKey } from './signing-key';
import { Stamping } from './stamping';

const known = [...new Set(law.packs.map((pack) => pack.jurisdiction))];

async function shopChoices(): Promise<ShopChoice[]> {
  return Promise.all(
    shops.map(async (shop) => ({
      id: shop.id,
      name: shop.name,
      hosts: [...shop.pageHosts, ...shop.mediaHosts],
      isGranted: await isGranted(shop),
    })),
  );
}

function App(start: { settings: Settings; shops: ShopChoice[]; own: readonly NamedAnchor[] }) {
  const trust = useOwnAnchors(start.own);
  const [settings, setSettings] = useState(start.settings);
  const [forgotten, setForgotten] = useState(0);
  const [choices, setChoices] = useState(start.shops);
  const locale = localeOf(settings);
  document.documentElement.lang = locale;

  const choose = async (next: Settings): Promise<void> => {
    setSettings(next);
    await writeSettings(next);
    await ask('settings/changed', {});
  };
  const turn = async (id: string, isOn: boolean): Promise<void> => {
    const shop = shops.find((one) => one.id === id);
    if (!shop) return;
    if (isOn) await askFor(shop);
    else await giveBack(shop, shops);
    setChoices(await shopChoices());
    await ask('settings/changed', {});
  };

  return (
    <Options
      locale={locale}
      texts={textsFor(locale)}
      shops={choices}
      packs={law.packs}
      jurisdictions={jurisdictionsOf(settings, known)}
      today={new Date().toISOString().slice(0, 10)}
      version={browser.runtime.getManifest().version}
      sourceUrl={null}
      trust={trust.shown}
      onShop={(id, isOn) => void turn(id, isOn)}
      onJurisdictions={(jurisdictions) => void choose({ ...settings, jurisdictions })}
      onLocale={(wanted) => void choose({ ...settings, locale: wanted })}
    >
      <SigningKey key={forgotten} locale={locale} texts={textsFor(locale)} />
      <ForgetEverything
        texts={textsFor(locale)}
        onDone={() => {
          setForgotten((times) => times + 1);
          trust.onForgotten();
          void readSettings().then(setSettings);
        }}
      />
      <Stamping key={`stamping ${String(forgotten)}`} locale={locale} texts={textsFor(locale)} />
    </Options>
  );
}

const lists = trustLists.map(({ id, asOf, anchors }) => ({ id, asOf, count: anchors.length }));

function anchorsIn(pem: string | null): readonly NamedAnchor[] {
  const read = pem === null ? null : readAnchors(pem);
  return read?.ok ? read.anchors : [];
}

/** The person's own authorities: all of a file are added or none, and the whole stays within the bounds of one file. */
function useOwnAnchors(start: readonly NamedAnchor[]): {
  shown: OptionsProps['trust'];
  onForgotten: () => void;
} {
  const [own, setOwn] = useState(start);
  const [outcome, setOutcome] = useState<OptionsProps['trust']['outcome']>(null);
  const store = async (next: readonly NamedAnchor[]): Promise<void> => {
    await writeOwnAnchors(next.length === 0 ? null : next.map(({ pem }) => pem).join(''));
    setOwn(next);
  };
  const add = async (file: File): Promise<void> => {
    const added = readAnchors(
      file.size > LIMITS.anchorsChars ? 'x'.repeat(LIMITS.anchorsChars + 1) : await file.text(),
    );
    const all = added.ok ? readAnchors(own.map(({ pem }) => pem).join('') + added.pem) : added;
    if (!all.ok) {
      setOutcome({ code: all.code });
      return;
    }
    await store(all.anchors);
    setOutcome({ added: all.anchors.length - own.length });
  };
  const shown: OptionsProps['trust'] = {
    lists,
    own: own.map(({ name, facts }) => ({ name, until: facts.notAfter.slice(0, 10) })),
    outcome,
    onAdd: (file) => void add(file),
    onRemove: (at) => {
      setOutcome(null);
      void store(own.filter((_, index) => index !== at));
    },
  };
  return {
    shown,
    onForgotten: () => {
      setOutcome(null);
      setOwn([]);
    },
  };
}

async function open(): Promise<void> {
  const place = document.getElementById('root');
  if (place)
    render(
      <App
        settings={await readSettings()}
        shops={await shopChoices()}
        own={anchorsIn(await readOwnAnchors())}
      />,
      place,
    );
}

void open();

import { render } from 'preact';
import { useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { law } from 'virtual:law';
import { shops } from 'virtual:shops';
import { ask } from '../../components/channel/ask';
import { askFor, giveBack, isGranted } from '../../components/channel/granted';
import {
  jurisdictionsOf,
  localeOf,
  readSettings,
  writeSettings,
  type Settings,
} from '../../components/channel/settings';
import { Options, type ShopChoice } from '../../components/ui/options';
import { textsFor } from '../../components/ui/text';

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

function App(start: { settings: Settings; shops: ShopChoice[] }) {
  const [settings, setSettings] = useState(start.settings);
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
      onShop={(id, isOn) => void turn(id, isOn)}
      onJurisdictions={(jurisdictions) => void choose({ ...settings, jurisdictions })}
      onLocale={(wanted) => void choose({ ...settings, locale: wanted })}
    />
  );
}

async function open(): Promise<void> {
  const place = document.getElementById('root');
  if (place) render(<App settings={await readSettings()} shops={await shopChoices()} />, place);
}

void open();

import { render } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { law } from 'virtual:law';
import { shops } from 'virtual:shops';
import { ask } from '../../components/channel/ask';
import { askFor, isGranted } from '../../components/channel/granted';
import { localeOf, readSettings, writeSettings, type Settings } from '../../components/channel/settings';
import { PlainError } from '../../components/model/plain-error';
import type { Locale } from '../../components/model/message';
import type { Visit } from '../../components/model/case';
import { complaintText } from '../../components/report/complaint';
import { matchShop } from '../../components/shops/address';
import { originalOf } from '../../components/shops/originals';
import { Popup, type KeepState, type PopupState } from '../../components/ui/popup';
import { textsFor } from '../../components/ui/text';
import { usePrices } from './prices';
import { useFrames } from './frames';
import { useThumbnails } from './thumbnails';

const LOOK_AGAIN_MS = 700;
/** A watched room reports every fifteen seconds; asking more often would show nothing new. */
const WATCHED_AGAIN_MS = 5_000;
const KEEP_WAIT_MS = 120_000;
const asked = new URLSearchParams(location.search);

/** The tab this popup speaks of: named in the address, or the one in front. */
async function tabInFront(): Promise<{ id: number; url: string }> {
  const named = Number(asked.get('tab') ?? NaN);
  const tab = Number.isInteger(named)
    ? await browser.tabs.get(named)
    : (await browser.tabs.query({ active: true, currentWindow: true }))[0];
  return { id: tab?.id ?? -1, url: tab?.url ?? '' };
}

function shopAt(url: string): (typeof shops)[number] | null {
  return URL.canParse(url) ? matchShop(shops, new URL(url)) : null;
}

async function stateOf(tab: { id: number; url: string }): Promise<PopupState> {
  const visit: Visit | null = await ask('visit/read', { tabId: tab.id });
  const shop = shopAt(tab.url);
  const shopName = shop ? shop.name[nameKey()] : null;
  if (visit) return { kind: 'visit', visit, shopName };
  if (!/^https?:/.test(tab.url)) return { kind: 'closed' };
  if (shop && shopName !== null && !(await isGranted(shop))) return { kind: 'ask', shopName };
  return { kind: 'other' };
}

let locale: Locale = 'zh-CN';
function nameKey(): 'zh' | 'en' {
  return locale === 'en' ? 'en' : 'zh';
}

function App({
  tab,
  initial,
  settings,
}: {
  tab: { id: number; url: string };
  initial: PopupState;
  settings: Settings;
}) {
  const [state, setState] = useState(initial);
  const [keep, setKeep] = useState<KeepState>({ kind: 'idle' });
  const [chosen, setChosen] = useState(settings);
  locale = localeOf(chosen);
  const texts = textsFor(locale);
  const visit = state.kind === 'visit' ? state.visit : null;
  const thumbnailOf = useThumbnails(tab.id, visit);
  const price = usePrices(tab.id, visit, visit ? shopAt(visit.url) : null, locale);
  const frames = useFrames(tab.id, visit);
  const isWatching = visit?.observations.some((o) => o.kind === 'footage') ?? false;
  const isMoving = state.kind === 'visit' ? !state.visit.settled : false;

  const refresh = useCallback(async () => {
    setState(await stateOf(tab));
  }, [tab]);

  useEffect(() => {
    document.documentElement.lang = locale;
  }, [chosen]);
  useEffect(() => {
    if (!isMoving && !isWatching) return undefined;
    const timer = setInterval(() => void refresh(), isMoving ? LOOK_AGAIN_MS : WATCHED_AGAIN_MS);
    return () => {
      clearInterval(timer);
    };
  }, [isMoving, isWatching, refresh]);

  const look = async (): Promise<void> => {
    const { started } = await ask('visit/look', { tabId: tab.id });
    if (!started) {
      setState({ kind: 'closed' });
      return;
    }
    for (let tries = 0; tries < 20; tries += 1) {
      const next = await stateOf(tab);
      setState(next);
      if (next.kind === 'visit') return;
      await new Promise((later) => setTimeout(later, 250));
    }
  };
  const grant = async (): Promise<void> => {
    const shop = shopAt(tab.url);
    if (!shop || !(await askFor(shop))) return;
    await ask('settings/changed', {});
    await look();
  };
  const keepPage = async (): Promise<void> => {
    setKeep({ kind: 'keeping', done: 0, total: 0 });
    const asking = setInterval(() => {
      void ask('visit/keeping', { tabId: tab.id }).then(
        (now) =>
          now && setKeep((before) => (before.kind === 'keeping' ? { kind: 'keeping', ...now } : before)),
        (error: unknown) => {
          // The background is busy or being replaced; the next question may be answered.
          if (!(error instanceof PlainError)) throw error;
        },
      );
    }, LOOK_AGAIN_MS);
    try {
      const { caseId } = await ask('visit/keep', { tabId: tab.id }, { waitMs: KEEP_WAIT_MS });
      setKeep({ kind: 'kept', caseId });
    } catch (error) {
      if (!(error instanceof PlainError)) throw error;
      setKeep({ kind: 'failed', reason: error.text[nameKey()] });
    } finally {
      clearInterval(asking);
    }
  };

  return (
    <Popup
      state={state}
      keep={keep}
      locale={locale}
      texts={texts}
      law={law}
      thumbnailOf={thumbnailOf}
      price={price}
      frames={frames}
      focus={asked.get('subject')}
      complaintText={(finding, channel) =>
        visit ? complaintText({ of: visit, finding, channel, law, locale }) : ''
      }
      onCopy={(text) => navigator.clipboard.writeText(text)}
      onPicture={(subject) => void ask('picture/open', { tabId: tab.id, frameId: 0, subject, src: null })}
      originalHost={(subject) => (visit ? originalHostOf(visit, subject) : null)}
      onOriginal={async (subject) => {
        const code = await readOriginal(tab.id, subject);
        await refresh();
        return code;
      }}
      onShow={(subject) => void ask('visit/reveal', { tabId: tab.id, subject })}
      onLocale={(wanted) => {
        const next = { ...chosen, locale: wanted };
        setChosen(next);
        void writeSettings(next).then(() => ask('settings/changed', {}));
      }}
      onGrant={() => void grant()}
      onLook={() => void look()}
      onKeep={() => void keepPage()}
      onOpenCase={(id) => void openTab(`/casebook.html?case=${encodeURIComponent(id)}`)}
      onCasebook={() => void openTab('/casebook.html')}
      onSettings={() => void openTab('/options.html')}
      onVerify={() => void openTab('/verify.html')}
    />
  );
}

/** Host of the stored original of a medium; null where none is known or it was read already. */
function originalHostOf(visit: Visit, subject: string): string | null {
  const isRead = visit.observations.some(
    (o) => o.kind === 'declaration' && o.subject === subject && o.value.rendition === 'original',
  );
  const medium = visit.observations.find((o) => o.kind === 'medium' && o.subject === subject);
  const original = !isRead && medium?.kind === 'medium' ? originalOf(medium.value.url) : null;
  return original === null ? null : new URL(original).host;
}

async function readOriginal(tabId: number, subject: string): Promise<string | null> {
  try {
    return (await ask('visit/read-original', { tabId, subject }, { waitMs: KEEP_WAIT_MS })).code;
  } catch (error) {
    if (error instanceof PlainError) return error.code;
    throw error;
  }
}

async function openTab(path: string): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(path) });
}

async function open(): Promise<void> {
  const settings = await readSettings();
  locale = localeOf(settings);
  const tab = await tabInFront();
  const place = document.getElementById('root');
  if (place) render(<App tab={tab} initial={await stateOf(tab)} settings={settings} />, place);
}

void open();

import browser from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { law, lexicon, priceLexicon } from 'virtual:law';
import { shops } from 'virtual:shops';
import { openStore } from '../../components/casebook/store';
import { ask } from '../../components/channel/ask';
import { listen } from '../../components/channel/listen';
import { fromBase64 } from '../../components/model/base64';
import { jurisdictionsOf, localeOf, readSettings } from '../../components/channel/settings';
import { gateSourcesOf } from '../../components/observers/gate-words';
import type { GateSources } from '../../components/observers/text-gate';
import { compileReader } from '../../components/observers/text-reader';
import { readCard } from '../../components/observers/card-price';
import { readOffer } from '../../components/observers/offer';
import { matchShop } from '../../components/shops/address';
import { readMedium } from '../../components/visits/read-medium';
import { streamOnPage } from './stream-on-page';
import { readRemoteManifest } from '../../components/visits/read-picture';
import { sketchOf } from '../../components/ui/price-sketch';
import { textsFor } from '../../components/ui/text';
import { Visits } from '../../components/visits/visits';
import { c2paVerifier } from './c2pa';
import { registerGrantedShops } from './granted-shops';
import { isAsked, lookOnce } from './look';
import { keeper, pictureOf } from './keep';
import { answerKeeping } from './keep-press';
import { isKoreanPage } from '../../components/visits/pixel-tasks';
import { pixelReader, readPixelsOf } from './pixels';
import { readThroughTab } from './read-through-tab';
import { answerMenu, offerInMenu, openPicture, pictureReport, readOriginal } from './picture';
import { cards } from './cards';
import { carts } from './carts';
import { prices } from './prices';
import { showOnPage, showOnToolbar } from './show';
import { putTags } from './tags';
import { framesOf, isWorthWatching, readFrameText, watchFrame } from './watch';

const jurisdictionsKnown = [...new Set(law.packs.map((pack) => pack.jurisdiction))];

export default defineBackground({
  type: 'module',
  main() {
    // What an earlier life of the background held for a reader when it was ended, nobody will ask for again.
    const store = openStore().then(async (opened) => {
      await opened.dropLooseBlobs();
      return opened;
    });
    const memory = prices();
    const pressed = cards();
    const sums = carts();
    const verifyC2pa = c2paVerifier(store);
    const readPixels = pixelReader(store, lexicon);
    const now = (): string => new Date().toISOString();
    const visits = new Visits({
      store: {
        saveVisit: async (tabId, record) => (await store).saveVisit(tabId, record),
        deleteVisit: async (tabId) => (await store).deleteVisit(tabId),
        allVisits: async () => (await store).allVisits(),
      },
      law,
      now,
      jurisdictions: async () => jurisdictionsOf(await readSettings(), jurisdictionsKnown),
      readMedium: (task, record) =>
        readMedium(task, {
          verifyC2pa,
          readThroughPage: readThroughTab(record.tabId, task.frameId),
          streamOnPage: () => streamOnPage(record.tabId, task.frameId),
        }),
      rememberPrice: async (record) => {
        const remembered = await memory.remember(record);
        await sums.note(record, shopAt(record.url));
        const onCards = await pressed.pricesFor(record, shopAt(record.url));
        return { ...remembered, sightings: [...remembered.sightings, ...onCards] };
      },
      readPixels: (task, record, isThorough) =>
        readPixelsOf(task, isThorough, record.tabId, {
          readPixels,
          isKorean: isKoreanPage(record),
          readLabel: (text) => {
            const label = wording().read([text])[0]?.label ?? null;
            return label?.about === 'text' ? null : label;
          },
        }),
      onJudged(visit) {
        void showOnPage(visit, (subject) => visits.frameOf(visit.tabId, subject));
        void showOnToolbar(visit);
      },
    });
    const keeping = keeper({ visits, store, law, priceHistory: (visit) => memory.historyOf(visit) });
    const keepByPress = answerKeeping(keeping, visits);
    const shopOf = (url: string): string | null => shopAt(url)?.id ?? null;

    listen({
      'page/begin': async (_sent, from) => {
        const shop = shopAt(from.url);
        const tabId = tabOf(from.tabId);
        const asked = await isAsked(tabId);
        await visits.begin(tabId, from.url, shop?.id ?? null, from.frameId === 0);
        const locale = localeOf(await readSettings());
        return { run: true, asked: asked || shop === null, locale, shop, gate: wording().gate };
      },
      'page/read-texts': (sent) => Promise.resolve({ readings: wording().read(sent.texts) }),
      'page/read-offer': async (sent, from) => {
        if (sent.isPressed === true && from.frameId === 0) await visits.pressed(tabOf(from.tabId));
        if (!isSameOrigin(sent.url, from.url)) return { sightings: [], pricePiece: null, titlePiece: null };
        const reading = readOffer(sent, shopAt(from.url));
        const feeOf = (text: string): string | null =>
          wording()
            .read([text])[0]
            ?.prices.find((one) => one.wording === 'mandatory-fee')?.entry ?? null;
        const added = from.frameId === 0 ? await sums.feesOf(sent, shopAt(from.url), feeOf) : [];
        return { ...reading, sightings: [...reading.sightings, ...added].slice(0, 8) };
      },
      'page/card': async (sent, from) => {
        const card = readCard(sent, { url: from.url, pressedAt: now(), shop: shopAt(from.url) });
        if (card) await pressed.note(card);
        return {};
      },
      'page/observed': (sent, from) => {
        if (sent.sightings.some(isWorthWatching)) void watchFrame(tabOf(from.tabId), from.frameId);
        return visits.observed(
          tabOf(from.tabId),
          from.frameId,
          from.url,
          shopOf(from.url),
          sent.sightings,
          sent.gone,
          sent.withdrawn,
        );
      },
      'page/frame-text': (sent, from) => readFrameText(tabOf(from.tabId), sent, readPixels),
      'page/progress': async (_sent, from) => {
        const visit = await visits.visit(tabOf(from.tabId));
        return {
          settled: visit?.settled ?? false,
          locale: localeOf(await readSettings()),
          flags: visit?.flags ?? [],
        };
      },
      'page/tags': async (_sent, from) => {
        await putTags(tabOf(from.tabId), from.frameId);
        return {};
      },
      'page/open-details': async (sent, from) => {
        const tabId = tabOf(from.tabId);
        const page = browser.runtime.getURL(
          `/popup.html?tab=${String(tabId)}&subject=${encodeURIComponent(sent.subject)}`,
        );
        await browser.windows.create({ url: page, type: 'popup', width: 420, height: 680 });
        return {};
      },
      'page/price-sketch': async (_sent, from) => {
        const chart = await memory.chart(await visits.visit(tabOf(from.tabId)));
        const locale = localeOf(await readSettings());
        return chart ? sketchOf(chart, locale, textsFor(locale)) : null;
      },
      'visit/read': (sent) => visits.visit(sent.tabId),
      'visit/look': async (sent) => ({ started: await lookOnce(sent.tabId) }),
      'visit/keep': (sent) => keeping.keep(sent.tabId, sent.also),
      'visit/keeping': (sent) => Promise.resolve(keeping.progress(sent.tabId)),
      'page/keep': (_sent, from) => keepByPress(tabOf(from.tabId)),
      'visit/reveal': async (sent) => {
        const frameId = visits.frameOf(sent.tabId, sent.subject);
        return ask('page/reveal', { subject: sent.subject }, { tabId: sent.tabId, frameId });
      },
      'visit/medium': async (sent) => {
        const visit = await visits.visit(sent.tabId);
        const through = readThroughTab(sent.tabId, visits.frameOf(sent.tabId, sent.subject));
        return visit ? pictureOf(visit, sent.subject, through) : null;
      },
      'visit/frames': async ({ tabId, subject }) => ({
        frames: await framesOf(tabId, visits.frameOf(tabId, subject), subject),
      }),
      'visit/read-pixels': async (sent) => ({ read: await visits.readPixels(sent.tabId, sent.subject) }),
      'visit/read-original': (sent) => readOriginal(sent, { visits, verifyC2pa }),
      'picture/open': (sent) => openPicture(sent),
      'picture/read': (sent) => pictureReport(sent, { visits, verifyC2pa }),
      'picture/read-remote': ({ url, file }) =>
        readRemoteManifest(url, file && { ...file, bytes: fromBase64(file.base64), verify: verifyC2pa }),
      'visit/price-chart': async (sent) => memory.chart(await visits.visit(sent.tabId)),
      'visit/page-again': async (sent) => memory.fetchAgain(await visits.visit(sent.tabId), sent.withCookies),
      'settings/changed': async () => {
        await offerInMenu();
        await registerGrantedShops(shops);
        await visits.judgeAgain();
        return {};
      },
    });

    browser.permissions.onAdded.addListener(() => void registerGrantedShops(shops));
    browser.permissions.onRemoved.addListener(() => void registerGrantedShops(shops));
    browser.runtime.onInstalled.addListener(() => void registerGrantedShops(shops));
    browser.runtime.onInstalled.addListener(() => void offerInMenu());
    answerMenu();
    browser.runtime.onStartup.addListener(() => void registerGrantedShops(shops));
    browser.tabs.onRemoved.addListener((tabId) => void visits.end(tabId));
    void visits.restore();
  },
});

/** The gate and the reader of wording, made when a page first asks: most lives of the background never need them. */
let made: { gate: GateSources; read: ReturnType<typeof compileReader> } | undefined;
function wording(): NonNullable<typeof made> {
  made ??= { gate: gateSourcesOf(lexicon, priceLexicon), read: compileReader(lexicon, priceLexicon) };
  return made;
}

function shopAt(url: string): (typeof shops)[number] | null {
  return URL.canParse(url) ? matchShop(shops, new URL(url)) : null;
}

/** A page speaks for itself: the address it names (a single-page shop moves on) must be of where it came from. */
function isSameOrigin(named: string, from: string): boolean {
  return URL.canParse(named) && URL.canParse(from) && new URL(named).origin === new URL(from).origin;
}

/** A page message always comes from a tab; anything else is ours to mend. */
function tabOf(tabId: number | null): number {
  if (tabId === null) throw new Error('a page message without a tab');
  return tabId;
}

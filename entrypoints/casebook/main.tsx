import { render } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { law } from 'virtual:law';
import { shops } from 'virtual:shops';
import { sameElsewhere } from '../../components/casebook/compare';
import { openStore, type CaseSummary as StoredSummary, type Store } from '../../components/casebook/store';
import { localeOf, readSettings, writeSettings, type Settings } from '../../components/channel/settings';
import type { Case } from '../../components/model/case';
import type { Locale } from '../../components/model/message';
import { TOPICS } from '../../components/model/words';
import { complaintText } from '../../components/report/complaint';
import { Casebook, type CaseSummary } from '../../components/ui/casebook';
import { hostOf } from '../../components/ui/picture-facts';
import { textsFor } from '../../components/ui/text';
import { exportCaseFile } from './export-case-file';
import { belowCase } from './mounts';

/** Rows whose screenshots are loaded for the list; more would hold too many pictures at once. */
const ROWS_WITH_PICTURE = 40;

function shopName(id: string | null, locale: Locale): string | null {
  const shop = shops.find((one) => one.id === id);
  return shop ? shop.name[locale === 'en' ? 'en' : 'zh'] : null;
}

function rowOf(row: StoredSummary, locale: Locale, thumbnailUrl: string | null): CaseSummary {
  return {
    id: row.id,
    title: row.title,
    url: row.url,
    shopName: shopName(row.shop, locale),
    keptAt: row.keptAt,
    sizeBytes: row.sizeBytes,
    flags: Object.fromEntries(TOPICS.map((topic) => [topic, row.flags[topic].flag + row.flags[topic].note])),
    note: row.note,
    thumbnailUrl,
  };
}

interface Opened {
  kept: Case;
  urls: ReadonlyMap<string, string>;
}

function App({ store, settings }: { store: Store; settings: Settings }) {
  const [chosen, setChosen] = useState(settings);
  const [rows, setRows] = useState<StoredSummary[] | null>(null);
  const [pictures, setPictures] = useState<ReadonlyMap<string, string>>(new Map());
  const [query, setQuery] = useState('');
  const [openedId, setOpenedId] = useState(new URLSearchParams(location.search).get('case'));
  const [opened, setOpened] = useState<Opened | 'loading' | null>(null);
  const [deleted, setDeleted] = useState<{ id: string; title: string } | null>(null);
  const [isExporting, setExporting] = useState(false);
  const loading = useRef(new Set<string>());
  const locale = localeOf(chosen);
  const texts = textsFor(locale);

  const pictureOf = useCallback(
    async (sha256: string): Promise<string | null> => {
      const blob = await store.getBlob(sha256);
      return blob ? URL.createObjectURL(new Blob([new Uint8Array(blob.bytes)], { type: blob.mime })) : null;
    },
    [store],
  );
  const readRows = useCallback(async () => {
    setRows(await store.listCases());
  }, [store]);

  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  useEffect(() => void readRows(), [readRows]);
  useEffect(() => {
    for (const { screenshot } of (rows ?? []).slice(0, ROWS_WITH_PICTURE)) {
      if (screenshot === null || loading.current.has(screenshot)) continue;
      loading.current.add(screenshot);
      void pictureOf(screenshot).then((url) => {
        if (url !== null) setPictures((before) => new Map(before).set(screenshot, url));
      });
    }
  }, [rows, pictureOf]);
  useEffect(() => {
    if (openedId === null) {
      setOpened(null);
      return undefined;
    }
    let isCurrent = true;
    setOpened('loading');
    void openCase(store, openedId, pictureOf).then((found) => {
      if (isCurrent) setOpened(found);
    });
    history.replaceState(null, '', `?case=${encodeURIComponent(openedId)}`);
    return () => {
      isCurrent = false;
    };
  }, [openedId, store, pictureOf]);

  const drop = async (id: string): Promise<void> => {
    const title = rows?.find((row) => row.id === id)?.title ?? '';
    const changed = await store.deleteCase(id);
    if (!changed.ok) return;
    setDeleted({ id, title });
    if (openedId === id) setOpenedId(null);
    await readRows();
  };
  const undo = async (id: string): Promise<void> => {
    await store.restoreCase(id);
    setDeleted(null);
    await readRows();
  };
  const exportOne = async (id: string): Promise<void> => {
    setExporting(true);
    try {
      await exportCaseFile(store, id, law);
    } finally {
      setExporting(false);
    }
  };

  return (
    <Casebook
      locale={locale}
      texts={texts}
      cases={
        rows?.map((row) =>
          rowOf(row, locale, row.screenshot === null ? null : (pictures.get(row.screenshot) ?? null)),
        ) ?? null
      }
      query={query}
      openedId={openedId}
      deleted={deleted}
      opened={
        opened === null || opened === 'loading'
          ? opened
          : {
              kept: opened.kept,
              shopName: shopName(opened.kept.shop, locale),
              isExporting,
              locale,
              texts,
              law,
              captureUrl: (capture) => opened.urls.get(capture.sha256) ?? null,
              elsewhere: sameElsewhere(rows ?? [], opened.kept.id).map((one) => ({
                id: one.id,
                title: one.title,
                place: shopName(one.shop, locale) ?? hostOf(one.url),
                keptAt: one.keptAt,
                by: one.by,
                isOtherShop: one.isOtherShop,
                pictureUrl: opened.urls.get(one.sha256) ?? null,
              })),
              onPicture: (subject) =>
                void browser.tabs.create({
                  url: browser.runtime.getURL(
                    `/picture.html?case=${encodeURIComponent(opened.kept.id)}&subject=${encodeURIComponent(subject)}`,
                  ),
                }),
              thumbnailOf: (subject) => {
                const capture = opened.kept.captures.find((one) => one.subject === subject);
                return capture ? (opened.urls.get(capture.sha256) ?? null) : null;
              },
              complaintText: (finding, channel) =>
                complaintText({ of: opened.kept, finding, channel, law, locale }),
              onCopy: (text) => navigator.clipboard.writeText(text),
              below: belowCase.map((view) => view({ kept: opened.kept, store, locale, texts })),
            }
      }
      onQuery={setQuery}
      onOpen={(id) => {
        setOpenedId(id);
        if (id === null) history.replaceState(null, '', location.pathname);
      }}
      onDelete={(id) => void drop(id)}
      onUndo={(id) => void undo(id)}
      onExport={(id) => void exportOne(id)}
      onLocale={(wanted) => {
        const next = { ...chosen, locale: wanted };
        setChosen(next);
        void writeSettings(next);
      }}
    />
  );
}

async function openCase(
  store: Store,
  id: string,
  pictureOf: (sha256: string) => Promise<string | null>,
): Promise<Opened | null> {
  const kept = await store.getCase(id);
  if (!kept) return null;
  const urls = new Map<string, string>();
  for (const { sha256, mime } of kept.captures) {
    if (!mime.startsWith('image/') || urls.has(sha256)) continue;
    const url = await pictureOf(sha256);
    if (url !== null) urls.set(sha256, url);
  }
  return { kept, urls };
}

async function open(): Promise<void> {
  const place = document.getElementById('root');
  if (place) render(<App store={await openStore()} settings={await readSettings()} />, place);
}

void open();

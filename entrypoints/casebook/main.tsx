import { render } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { law } from 'virtual:law';
import type { Elsewhere } from '../../components/casebook/compare';
import { currentKey } from '../../components/casebook/key-store';
import { elsewhereOf } from '../../components/casebook/line-packs';
import { openStore, type Store } from '../../components/casebook/store';
import { localeOf, readSettings, writeSettings, type Settings } from '../../components/channel/settings';
import type { Case } from '../../components/model/case';
import type { CaseLine, LineQuery } from '../../components/model/case-line';
import { LIMITS } from '../../components/model/limits';
import type { Arrival, Campaign } from '../../components/model/organising';
import { PlainError } from '../../components/model/plain-error';
import { complaintText } from '../../components/report/complaint';
import type { BulkAction } from '../../components/ui/book-bulk';
import type { Choice } from '../../components/ui/book-filters';
import { BookWords } from '../../components/ui/book-words';
import { Casebook, type BookView, type CasebookProps } from '../../components/ui/casebook';
import { hostOf } from '../../components/ui/picture-facts';
import { inLanguage, textsFor } from '../../components/ui/text';
import { mountClips } from './clips';
import { exportCaseFile } from './export-case-file';
import { belowCase, bulkActions } from './mounts';
import { plainSource, ruleName, shopName } from './names';
import { CampaignsPart } from './part-campaigns';
import { sheetsOf, type AskedFinding } from './part-filing';
import { ImportPart } from './part-import';
import { ProductsPart } from './part-products';
import { SideBySide } from './side-by-side';
import { useStamping } from './stamping';
import { useJobs } from './use-jobs';
import { useLines } from './use-lines';

/** Addresses of pictures held at once for the list; the oldest are let go. */
const PICTURES_HELD = 120;
const SINGLE_KEYS = 'casebook-single-keys';

interface Opened {
  kept: Case;
  urls: ReadonlyMap<string, string>;
  arrivals: Arrival[];
}

function App({ store, settings }: { store: Store; settings: Settings }) {
  const start = new URLSearchParams(location.search);
  const [chosenSettings, setChosenSettings] = useState(settings);
  const [view, setView] = useState<BookView>('cases');
  const [query, setQuery] = useState<LineQuery>({});
  const [openedId, setOpenedId] = useState(start.get('case'));
  const [opened, setOpened] = useState<Opened | 'loading' | null>(null);
  const [asked, setAsked] = useState<(AskedFinding & { of: string }) | null>(null);
  const sheets = useMemo(
    () => (opened === null || opened === 'loading' ? [] : sheetsOf(opened.kept)),
    [opened],
  );
  const [elsewhere, setElsewhere] = useState<readonly Elsewhere[]>([]);
  const [compared, setCompared] = useState<readonly string[] | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [campaigns, setCampaigns] = useState<readonly Campaign[]>([]);
  const [nicknames, setNicknames] = useState<ReadonlyMap<string, string>>(new Map());
  const [isExporting, setExporting] = useState(false);
  const [hasSingleKeys, setSingleKeys] = useState(localStorage.getItem(SINGLE_KEYS) !== 'off');
  const locale = localeOf(chosenSettings);
  const texts = useMemo(() => textsFor(locale), [locale]);
  const lines = useLines(store, query);
  const jobs = useJobs(store, locale, texts);
  const stamping = useStamping(locale, texts, jobs.say);
  const [fingerprint, setFingerprint] = useState<string | null>(null);
  useEffect(() => void fingerprintNow().then(setFingerprint), []);
  const { thumbnailUrl, onVisible } = usePictures(store);

  const readBeside = useCallback(async () => {
    setCampaigns(await store.listCampaigns());
    setNicknames(await store.nicknames());
  }, [store]);
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  useEffect(() => {
    void readBeside();
    return store.onChange((ids) => {
      if (ids === null) void readBeside();
    });
  }, [store, readBeside]);
  useEffect(() => {
    const ending = new AbortController();
    setElsewhere([]);
    history.replaceState(
      null,
      '',
      openedId === null ? location.pathname : `?case=${encodeURIComponent(openedId)}`,
    );
    if (openedId === null) {
      setOpened(null);
      return undefined;
    }
    setOpened('loading');
    let urls: Iterable<string> = [];
    void openCase(store, openedId).then(async (found) => {
      urls = found?.urls.values() ?? [];
      if (ending.signal.aborted) return letGo(urls);
      setOpened(found);
      const others = await elsewhereOf(store, openedId, ending.signal);
      if (!ending.signal.aborted) setElsewhere(others);
    });
    return () => {
      ending.abort();
      letGo(urls);
    };
  }, [openedId, store]);

  const sourceName = (source: string): string => nicknames.get(source) ?? plainSource(source, texts);
  const campaignName = (id: string): string => campaigns.find((one) => one.id === id)?.title ?? id;
  const facets = useMemo(() => lines.index.facets(), [lines.index, lines.version]);
  const choices = useMemo(() => {
    const listed = (counts: ReadonlyMap<string, number>, name: (value: string) => string): Choice[] =>
      [...counts]
        .sort(([, a], [, b]) => b - a)
        .slice(0, 500)
        .map(([value, count]) => ({ value, name: name(value), count }));
    return {
      shop: listed(facets.shops, (id) => shopName(id, locale) ?? id),
      rule: listed(facets.rules, (id) => ruleName(id, locale) ?? id),
      campaign: campaigns.map(({ id, title }) => ({
        value: id,
        name: title,
        count: facets.campaigns.get(id) ?? 0,
      })),
      tag: listed(facets.tags, (tag) => tag),
      source: listed(facets.sources, sourceName),
    };
  }, [facets, campaigns, nicknames, locale]);

  const open = useCallback((id: string | null) => {
    setCompared(null);
    setOpenedId(id);
    if (id !== null) setView('cases');
  }, []);
  const failed = (error: unknown): void => {
    if (!(error instanceof PlainError)) throw error;
    jobs.say(texts('book.error', { why: inLanguage(error.text, locale) }));
  };
  const exportOne = async (id: string): Promise<void> => {
    setExporting(true);
    try {
      await exportCaseFile(store, id, law, await stamping.readStamp());
      setFingerprint(await fingerprintNow());
    } catch (error) {
      failed(error);
    } finally {
      setExporting(false);
    }
  };
  const exportMany = async (ids: readonly string[]): Promise<void> => {
    let count = 0;
    await jobs.run('export', ids.length, async (signal, onDone) => {
      for (const id of ids) {
        if (signal.aborted) return;
        try {
          await exportCaseFile(store, id, law);
        } catch (error) {
          failed(error);
          return;
        }
        count += 1;
        onDone(count);
      }
    });
    if (count === ids.length) jobs.say(texts('book.done.export', { count }));
  };
  const bulk = async (action: BulkAction): Promise<void> => {
    const ids = [...chosen];
    if (action.do === 'compare') {
      setOpenedId(null);
      setCompared(ids);
    } else if (action.do === 'export') await exportMany(ids);
    else if (action.do === 'delete') {
      await jobs.drop(ids, null);
      setChosen(new Set());
      if (openedId !== null && ids.includes(openedId)) setOpenedId(null);
    } else if (action.do === 'tag') await jobs.organise(ids, { addTags: [action.tag] });
    else if (action.do === 'status') await jobs.organise(ids, { status: action.status });
    else await jobs.organise(ids, { addCampaigns: [action.campaign] });
  };

  const place = { store, locale, texts };
  const shared = { ...place, lines, campaigns, nicknames, sourceName, jobs, onOpen: open };
  return (
    <Casebook
      locale={locale}
      texts={texts}
      verifyUrl={browser.runtime.getURL('/verify.html')}
      fingerprint={fingerprint}
      dialog={stamping.dialog}
      view={view}
      part={
        view === 'products' ? (
          <ProductsPart {...shared} />
        ) : view === 'campaigns' ? (
          <CampaignsPart
            {...shared}
            counts={facets.campaigns}
            onCases={(campaign) => {
              setQuery({ campaign });
              setView('cases');
            }}
          />
        ) : view === 'import' ? (
          <ImportPart {...shared} sources={facets.sources} />
        ) : null
      }
      lines={lines.found}
      total={lines.total}
      loading={lines.loading}
      renewing={lines.renewing}
      query={query}
      choices={choices}
      hasAltered={facets.altered > 0}
      campaigns={campaigns}
      chosen={chosen}
      shopName={(id) => shopName(id, locale)}
      campaignName={campaignName}
      thumbnailUrl={thumbnailUrl}
      onVisible={onVisible}
      openedId={openedId}
      compared={
        compared === null ? null : (
          <SideBySide {...place} ids={compared} sourceName={sourceName} index={lines.index} onOpen={open} />
        )
      }
      opened={openedProps()}
      job={jobs.job}
      said={jobs.said}
      moreBulk={bulkActions.map((action) => action({ ...place, ids: [...chosen], jobs }))}
      hasSingleKeys={hasSingleKeys}
      onSingleKeys={(isOn) => {
        localStorage.setItem(SINGLE_KEYS, isOn ? 'on' : 'off');
        setSingleKeys(isOn);
      }}
      onView={setView}
      onQuery={setQuery}
      onChoose={(id, isChosen) => {
        const next = new Set(chosen);
        if (isChosen) next.add(id);
        else next.delete(id);
        setChosen(next);
      }}
      onChooseAll={(isChosen) => setChosen(new Set(isChosen ? (lines.found ?? []).map(({ id }) => id) : []))}
      onBulk={(action) => void bulk(action)}
      onStop={jobs.stop}
      onOpen={open}
      onDelete={(id) => {
        const title = lines.index.get(id)?.title ?? '';
        if (openedId === id) setOpenedId(null);
        void jobs.drop([id], title);
      }}
      onUndo={jobs.undo}
      onExport={(id) => void exportOne(id)}
      onLocale={(wanted) => {
        const next = { ...chosenSettings, locale: wanted };
        setChosenSettings(next);
        void writeSettings(next);
      }}
    />
  );

  function openedProps(): CasebookProps['opened'] {
    if (opened === null || opened === 'loading') return opened;
    const { kept, urls, arrivals } = opened;
    const line = lines.index.get(kept.id);
    return {
      kept,
      shopName: shopName(kept.shop, locale),
      isExporting,
      locale,
      texts,
      law,
      captureUrl: (capture) => urls.get(capture.sha256) ?? null,
      elsewhere: elsewhere.map((one) => ({
        id: one.id,
        title: one.title,
        place: shopName(one.shop, locale) ?? hostOf(one.url),
        keptAt: one.keptAt,
        by: one.by,
        isOtherShop: one.isOtherShop,
        pictureUrl: urls.get(one.sha256) ?? null,
      })),
      onPicture: (subject) =>
        void browser.tabs.create({
          url: browser.runtime.getURL(
            `/picture.html?case=${encodeURIComponent(kept.id)}&subject=${encodeURIComponent(subject)}`,
          ),
        }),
      thumbnailOf: (subject) => {
        const capture = kept.captures.find((one) => one.subject === subject);
        return capture ? (urls.get(capture.sha256) ?? null) : null;
      },
      sheetFor: (finding, channel) => {
        const hasSheet = sheets.some(
          (sheet) => sheet.channel.id === channel.id && sheet.findings.some(({ id }) => id === finding.id),
        );
        return hasSheet ? () => setAsked({ of: kept.id, channel: channel.id, finding: finding.id }) : null;
      },
      complaintText: (finding, channel) => complaintText({ of: kept, finding, channel, law, locale }),
      onCopy: (text) => navigator.clipboard.writeText(text),
      beside: line && (
        <BookWords
          // What was written elsewhere replaces what stands here.
          key={`${line.id} ${line.status} ${line.tags.join('\n')} ${line.campaigns.join()} ${line.note}`}
          texts={texts}
          line={line}
          campaigns={campaigns.filter(
            ({ archivedAt, id }) => archivedAt === null || line.campaigns.includes(id),
          )}
          sources={line.sources.map(sourceName)}
          altered={arrivals.flatMap(({ altered }) => altered)}
          onSave={({ campaigns: joined, ...words }) =>
            void jobs.organise([line.id], {
              ...words,
              addCampaigns: joined,
              dropCampaigns: line.campaigns.filter((id) => !joined.includes(id)),
            })
          }
        />
      ),
      below: belowCase.map((show) =>
        show({ ...place, kept, sheets, asked: asked?.of === kept.id ? asked : null }),
      ),
    };
  }
}

/** Pictures of the rows in view, as addresses; no more than so many at once. */
function usePictures(store: Store): {
  thumbnailUrl: (line: CaseLine) => string | null;
  onVisible: (lines: readonly CaseLine[]) => void;
} {
  const [urls, setUrls] = useState<ReadonlyMap<string, string>>(new Map());
  const loading = useRef(new Set<string>());
  const onVisible = useCallback(
    (lines: readonly CaseLine[]) => {
      for (const { screenshot } of lines) {
        if (screenshot === null || loading.current.has(screenshot)) continue;
        loading.current.add(screenshot);
        void store.getBlob(screenshot).then((blob) => {
          if (!blob) return;
          const url = URL.createObjectURL(new Blob([new Uint8Array(blob.bytes)], { type: blob.mime }));
          setUrls((before) => {
            const next = new Map(before).set(screenshot, url);
            for (const [sha256, old] of next) {
              if (next.size <= PICTURES_HELD) break;
              URL.revokeObjectURL(old);
              next.delete(sha256);
              loading.current.delete(sha256);
            }
            return next;
          });
        });
      }
    },
    [store],
  );
  return {
    thumbnailUrl: ({ screenshot }) => (screenshot === null ? null : (urls.get(screenshot) ?? null)),
    onVisible,
  };
}

/** Fingerprint of the key that signs here; null while none was needed. */
async function fingerprintNow(): Promise<string | null> {
  return (await currentKey())?.fingerprint ?? null;
}

function letGo(urls: Iterable<string>): void {
  for (const url of urls) URL.revokeObjectURL(url);
}

async function openCase(store: Store, id: string): Promise<Opened | null> {
  const kept = await store.getCase(id);
  if (!kept) return null;
  const urls = new Map<string, string>();
  for (const { sha256, mime, sizeBytes } of kept.captures) {
    if (!mime.startsWith('image/') || urls.has(sha256) || sizeBytes > LIMITS.shownPictureBytes) continue;
    const blob = await store.getBlob(sha256);
    if (blob)
      urls.set(sha256, URL.createObjectURL(new Blob([new Uint8Array(blob.bytes)], { type: blob.mime })));
  }
  return { kept, urls, arrivals: await store.arrivalsOf(id) };
}

async function start(): Promise<void> {
  const place = document.getElementById('root');
  if (!place) return;
  try {
    const settings = await readSettings();
    render(<App store={await openStore()} settings={settings} />, place);
    mountClips(localeOf(settings));
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    // There is no casebook to show; the reason and the next step are all there is.
    place.textContent = inLanguage(error.text, localeOf(await readSettings()));
  }
}

void start();

import { fromBase64 } from '../../components/model/base64';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { shops } from 'virtual:shops';
import { ask } from '../../components/channel/ask';
import { localeOf, readSettings, writeSettings, type Settings } from '../../components/channel/settings';
import type { Sent } from '../../components/model/message';
import type { C2pa } from '../../components/model/observation';
import type { Picture } from '../../components/model/picture';
import { PlainError } from '../../components/model/plain-error';
import { hostMatches } from '../../components/shops/address';
import { hostOf, type Asked } from '../../components/ui/picture-facts';
import { PictureReport } from '../../components/ui/picture-report';
import { textsFor } from '../../components/ui/text';
import { keptPicture } from './kept-picture';

/** Reading a large picture and checking its signature may take this long. */
const WAIT_MS = 90_000;
const NOT_YET = { kind: 'not-yet' } as const;

interface Wanted extends Omit<Sent<'picture/read'>, 'rendition'> {
  /** A picture of a kept case, read from the bytes that were kept. */
  caseId: string | null;
}

/** What this page was opened for: `?tab=&subject=`, `?tab=&frame=&src=`, or an address put aside under `kept`. */
async function wanted(): Promise<Wanted> {
  const query = new URLSearchParams(location.search);
  const number = (name: string): number | null => {
    const value = Number(query.get(name) ?? NaN);
    return Number.isInteger(value) && value >= 0 ? value : null;
  };
  const key = query.get('kept');
  const kept: unknown = key === null ? null : (await browser.storage.session.get(key))[key];
  return {
    caseId: query.get('case'),
    tabId: number('tab'),
    frameId: number('frame') ?? 0,
    subject: query.get('subject'),
    src: typeof kept === 'string' ? kept : query.get('src'),
  };
}

/** An unread picture, for an answer that did not come: the page then says why. */
function unread(of: Wanted, code: string): Picture {
  return {
    subject: of.subject,
    url: (of.src ?? '').slice(0, 200),
    pageUrl: null,
    rendition: 'shown',
    reading: { ok: false, code },
    observations: [],
    flags: [],
    originalUrl: null,
  };
}

async function read(of: Wanted, rendition: 'shown' | 'original'): Promise<Picture> {
  const { caseId, ...asked } = of;
  if (caseId !== null && of.subject !== null) return keptPicture(caseId, of.subject, rendition);
  try {
    return await ask('picture/read', { ...asked, rendition }, { waitMs: WAIT_MS });
  } catch (error) {
    if (error instanceof PlainError) return { ...unread(of, error.code), rendition };
    throw error;
  }
}

/** Address of the picture's bytes inside this page, given back when another takes its place. */
function usePictureUrl(picture: Picture | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!picture?.reading.ok || picture.reading.base64 === null) return undefined;
    const { base64, mime } = picture.reading;
    const bytes = fromBase64(base64);
    const made = URL.createObjectURL(new Blob([bytes], { type: mime }));
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
    };
  }, [picture]);
  return url;
}

/** The known shop's pattern that covers this host: only such hosts may be asked for. Null for any other. */
function patternFor(url: string): string | null {
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') return null;
  const { hostname } = new URL(url);
  const known = shops.flatMap((shop) => [...shop.mediaHosts, ...shop.pageHosts]);
  return known.find((pattern) => hostMatches(pattern, hostname)) ?? null;
}

/** Address whose host refused to be read, the shown picture before the original. */
function refusedAddress(picture: Picture | null, original: Asked<Picture>): string | null {
  const isRefused = (code: string): boolean => code === 'blocked-or-offline';
  if (picture && !picture.reading.ok && isRefused(picture.reading.code)) return picture.url;
  if (original.kind === 'failed' && isRefused(original.code)) return picture?.originalUrl ?? null;
  return null;
}

function App({ of, settings }: { of: Wanted; settings: Settings }) {
  const [chosen, setChosen] = useState(settings);
  const [picture, setPicture] = useState<Picture | null>(null);
  const [original, setOriginal] = useState<Asked<Picture>>(NOT_YET);
  const [writing, setWriting] = useState<Asked<null>>(NOT_YET);
  const [remote, setRemote] = useState<Asked<C2pa>>(NOT_YET);
  const [kept, setKept] = useState<Asked<string>>(NOT_YET);
  const pictureUrl = usePictureUrl(picture);
  const originalPictureUrl = usePictureUrl(original.kind === 'done' ? original.value : null);
  const locale = localeOf(chosen);
  const texts = textsFor(locale);

  useEffect(() => {
    document.documentElement.lang = locale;
    document.title = `${texts('name')} · ${texts('picture.title')}`;
  }, [locale]);
  useEffect(() => {
    void read(of, 'shown').then(async (shown) => {
      setPicture(shown);
      // An original that was kept is there already: nobody is asked for it again.
      if (of.caseId === null || shown.originalUrl === null) return;
      const stored = await read(of, 'original');
      setOriginal(
        stored.reading.ok ? { kind: 'done', value: stored } : { kind: 'failed', code: stored.reading.code },
      );
    });
  }, [of]);

  const readOriginal = async (): Promise<void> => {
    setOriginal({ kind: 'asking' });
    const subject = picture?.subject ?? null;
    try {
      // On a page that was looked at, the judge hears of it too.
      if (of.tabId !== null && subject !== null)
        await ask('visit/read-original', { tabId: of.tabId, subject }, { waitMs: WAIT_MS });
    } catch (error) {
      if (!(error instanceof PlainError)) throw error;
    }
    const stored = await read({ ...of, subject }, 'original');
    setOriginal(
      stored.reading.ok ? { kind: 'done', value: stored } : { kind: 'failed', code: stored.reading.code },
    );
    if (picture !== null && subject !== null) {
      const again = await read({ ...of, subject }, 'shown');
      setPicture({ ...picture, flags: again.flags, observations: again.observations });
    }
  };
  const readWriting = async (): Promise<void> => {
    const subject = picture?.subject ?? null;
    if (of.tabId === null || subject === null || picture === null) return;
    setWriting({ kind: 'asking' });
    try {
      const { read: wasRead } = await ask(
        'visit/read-pixels',
        { tabId: of.tabId, subject },
        { waitMs: WAIT_MS },
      );
      if (!wasRead) return setWriting({ kind: 'failed', code: 'not-on-page-now' });
      const again = await read({ ...of, subject }, 'shown');
      setPicture({ ...picture, flags: again.flags, observations: again.observations });
      setWriting({ kind: 'done', value: null });
    } catch (error) {
      if (!(error instanceof PlainError)) throw error;
      setWriting({ kind: 'failed', code: error.code });
    }
  };
  const refused = refusedAddress(picture, original);
  const pattern = refused === null ? null : patternFor(refused);
  const allow = async (): Promise<void> => {
    // Straight from the press, or the browser refuses to ask.
    if (pattern === null || !(await browser.permissions.request({ origins: [`https://${pattern}/*`] })))
      return;
    if (original.kind === 'failed') await readOriginal();
    else setPicture(await read(of, 'shown'));
  };
  const readRemote = async (url: string): Promise<void> => {
    setRemote({ kind: 'asking' });
    try {
      const { code, c2pa } = await ask(
        'picture/read-remote',
        { url, file: wholeFile(picture) },
        { waitMs: WAIT_MS },
      );
      setRemote(c2pa ? { kind: 'done', value: c2pa } : { kind: 'failed', code: code ?? 'unknown' });
    } catch (error) {
      if (!(error instanceof PlainError)) throw error;
      setRemote({ kind: 'failed', code: error.code });
    }
  };
  const keep = async (): Promise<void> => {
    const subject = picture?.subject ?? null;
    if (of.tabId === null || subject === null) return;
    setKept({ kind: 'asking' });
    try {
      const { caseId } = await ask(
        'visit/keep',
        { tabId: of.tabId, also: [subject] },
        { waitMs: 2 * WAIT_MS },
      );
      setKept({ kind: 'done', value: caseId });
    } catch (error) {
      if (!(error instanceof PlainError)) throw error;
      setKept({ kind: 'failed', code: error.code });
    }
  };

  return (
    <PictureReport
      locale={locale}
      texts={texts}
      picture={picture}
      pictureUrl={pictureUrl}
      original={original}
      originalPictureUrl={originalPictureUrl}
      remote={remote}
      kept={kept}
      writing={writing}
      canReadWriting={
        of.tabId !== null &&
        of.caseId === null &&
        picture?.subject?.startsWith('image:') === true &&
        picture.pageUrl !== null
      }
      canKeep={of.tabId !== null && picture?.subject !== null && picture?.pageUrl !== null}
      allowHost={refused !== null && pattern !== null ? hostOf(refused) : null}
      onAllow={() => void allow()}
      onLocale={(wantedLocale) => {
        const next = { ...chosen, locale: wantedLocale };
        setChosen(next);
        void writeSettings(next).then(() => ask('settings/changed', {}));
      }}
      onCopy={(text) => navigator.clipboard.writeText(text)}
      onReadOriginal={() => void readOriginal()}
      onReadWriting={() => void readWriting()}
      onReadRemote={(url) => void readRemote(url)}
      onKeep={() => void keep()}
      onOpenCase={(id) =>
        void browser.tabs.create({
          url: browser.runtime.getURL(`/casebook.html?case=${encodeURIComponent(id)}`),
        })
      }
    />
  );
}

async function open(): Promise<void> {
  const place = document.getElementById('root');
  if (place) render(<App of={await wanted()} settings={await readSettings()} />, place);
}

void open();

/** The whole file as it was read, for a manifest to be checked against; null where it is not at hand. */
function wholeFile(picture: Picture | null): { container: string; mime: string; base64: string } | null {
  if (!picture?.reading.ok || !picture.reading.isWhole || picture.reading.base64 === null) return null;
  const { mime, base64, statement } = picture.reading;
  return { container: statement.container, mime, base64 };
}

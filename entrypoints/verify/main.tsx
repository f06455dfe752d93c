/**
 * The page that checks a case file. It uses nothing of the extension around it and asks the network for nothing,
 * so the same source is also built as one file for people without the extension (`build verify-page`).
 */
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { law } from 'virtual:law';
import { version } from '../../package.json' with { type: 'json' };
import { blobSource } from '../../components/evidence/byte-source';
import { isCollection } from '../../components/evidence/read-collection';
import { LARGEST_ROOTS_BYTES, rootsFrom } from '../../components/evidence/time-stamp';
import { LIMITS } from '../../components/model/limits';
import { sizeText, textsFor, type TextLocale } from '../../components/ui/text';
import { Verify, type VerifiedLine, type VerifiedState } from '../../components/ui/verify';
import { verifyCaseFile, type VerifyOptions } from '../../components/verify/verify';
import { verifyCollection } from '../../components/verify/verify-collection';

function App() {
  const [locale, setLocale] = useState<TextLocale>(
    navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en',
  );
  const [state, setState] = useState<VerifiedState>({ is: 'waiting' });
  const [files, setFiles] = useState<readonly File[]>([]);
  const [lines, setLines] = useState<readonly VerifiedLine[]>([]);
  const [opened, setOpened] = useState<number | null>(null);
  const [roots, setRoots] = useState<Uint8Array[] | null>([]);
  const [expectedKey, setExpectedKey] = useState('');
  const texts = textsFor(locale);

  useEffect(() => {
    document.documentElement.lang = locale;
    document.title = `${textsFor(locale)('name')} · ${textsFor(locale)('verify.title')}`;
  }, [locale]);
  const file = files.length === 1 ? files[0] : opened === null ? undefined : files[opened];
  // A root or a fingerprint given later changes the answer, so the same files are checked again.
  useEffect(() => {
    setLines([]);
    if (files.length < 2) return undefined;
    const ending = new AbortController();
    void (async () => {
      // One after the other: each may be as large as memory allows.
      for (const one of files) {
        const found = await checked(one, roots ?? [], expectedKey, locale, () => undefined, ending.signal);
        if (ending.signal.aborted) return;
        setLines((before) => [...before, lineOf(one, found)]);
      }
    })();
    return () => ending.abort();
  }, [files, roots, expectedKey, locale]);
  useEffect(() => {
    if (!file) {
      setState({ is: 'waiting' });
      return undefined;
    }
    const ending = new AbortController();
    const show = (next: VerifiedState): void => {
      if (!ending.signal.aborted) setState(next);
    };
    show({ is: 'working' });
    void checked(file, roots ?? [], expectedKey, locale, show, ending.signal).then(show);
    return () => ending.abort();
  }, [file, roots, expectedKey, locale]);

  return (
    <Verify
      locale={locale}
      texts={texts}
      state={state}
      roots={roots === null ? null : roots.length}
      expectedKey={expectedKey}
      several={files.length > 1 ? { lines, total: files.length, opened } : null}
      onFiles={(given) => {
        setOpened(null);
        setFiles(given);
      }}
      onOpenLine={setOpened}
      onRoots={(given) => void rootsIn(given).then(setRoots)}
      onExpectedKey={setExpectedKey}
      onLocale={setLocale}
    />
  );
}

/** What of one file among several is shown. */
function lineOf(file: File, found: VerifiedState): VerifiedLine {
  const none = { title: null, cases: null, signer: null, altered: 0, cannotBeChecked: 0, refused: null };
  const name = file.name.slice(0, 200);
  if (found.is === 'done') {
    const { verdict, items, signer, case: of } = found.file;
    const count = (wanted: string): number => items.filter((item) => item.verdict === wanted).length;
    return {
      ...none,
      name,
      // Nothing could be read of what is no case file at all.
      verdict:
        of === null && (verdict === 'intact' || items.some(({ reason }) => reason === 'not-a-zip'))
          ? 'cannot-be-checked'
          : verdict,
      title: of?.title ?? null,
      signer: signer?.fingerprint ?? null,
      altered: count('altered'),
      cannotBeChecked: count('cannot-be-checked'),
    };
  }
  if (found.is === 'collection') {
    const { verdict, title, signer, cases } = found.collection;
    const altered = cases.filter((one) => one.verdict === 'altered').length;
    return {
      ...none,
      name,
      verdict,
      title,
      cases: cases.length,
      signer: signer?.fingerprint ?? null,
      altered,
    };
  }
  return { ...none, name, verdict: 'cannot-be-checked', refused: found.is === 'refused' ? found.text : null };
}

async function checked(
  file: File,
  roots: readonly Uint8Array[],
  expectedKey: string,
  locale: TextLocale,
  show: (state: VerifiedState) => void,
  signal: AbortSignal,
): Promise<VerifiedState> {
  const texts = textsFor(locale);
  const options: VerifyOptions = { version, today: law, roots, expectedKey };
  const collection = await checkedCollection(file, options, show, signal);
  if (collection) return collection;
  if (file.size > LIMITS.caseFileBytes) {
    return {
      is: 'refused',
      text: texts('verify.too-large', { size: sizeText(LIMITS.caseFileBytes, locale) }),
    };
  }
  const bytes = await bytesOf(file);
  if (!bytes) return { is: 'refused', text: texts('verify.unreadable') };
  const verified = await verifyCaseFile(bytes, options);
  return { is: 'done', file: { name: file.name.slice(0, 200), ...verified } };
}

/** A collection is read by place, one case in memory at a time; null when the file is none. */
async function checkedCollection(
  file: File,
  options: VerifyOptions,
  show: (state: VerifiedState) => void,
  signal: AbortSignal,
): Promise<VerifiedState | null> {
  const source = blobSource(file);
  try {
    if (!(await isCollection(source))) return null;
    const name = file.name.slice(0, 200);
    const verified = await verifyCollection(source, {
      ...options,
      signal,
      onCase: (_part, _whole, done, total) => show({ is: 'working', done, total }),
    });
    return { is: 'collection', collection: { name, ...verified } };
  } catch (error) {
    // The file may have been moved or locked since it was chosen; the check of one case file then says so.
    if (error instanceof DOMException || error instanceof RangeError) return null;
    throw error;
  }
}

async function bytesOf(file: File): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    // The file may have been moved or locked since it was chosen.
    if (error instanceof DOMException) return null;
    throw error;
  }
}

async function rootsIn(file: File): Promise<Uint8Array[] | null> {
  if (file.size > LARGEST_ROOTS_BYTES) return null;
  const bytes = await bytesOf(file);
  const read = bytes ? rootsFrom(bytes) : null;
  return read?.ok ? read.roots : null;
}

const place = document.getElementById('root');
if (place) render(<App />, place);

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
import { Verify, type VerifyProps } from '../../components/ui/verify';
import { verifyCaseFile, type VerifyOptions } from '../../components/verify/verify';
import { verifyCollection } from '../../components/verify/verify-collection';

function App() {
  const [locale, setLocale] = useState<TextLocale>(
    navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en',
  );
  const [state, setState] = useState<VerifyProps['state']>({ is: 'waiting' });
  const [file, setFile] = useState<File | null>(null);
  const [roots, setRoots] = useState<Uint8Array[] | null>([]);
  const [expectedKey, setExpectedKey] = useState('');
  const texts = textsFor(locale);

  useEffect(() => {
    document.documentElement.lang = locale;
    document.title = `${textsFor(locale)('name')} · ${textsFor(locale)('verify.title')}`;
  }, [locale]);
  // A root or a fingerprint given later changes the answer, so the same file is checked again.
  useEffect(() => {
    if (!file) return undefined;
    const ending = new AbortController();
    const show = (next: VerifyProps['state']): void => {
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
      onFile={setFile}
      onRoots={(given) => void rootsIn(given).then(setRoots)}
      onExpectedKey={setExpectedKey}
      onLocale={setLocale}
    />
  );
}

async function checked(
  file: File,
  roots: readonly Uint8Array[],
  expectedKey: string,
  locale: TextLocale,
  show: (state: VerifyProps['state']) => void,
  signal: AbortSignal,
): Promise<VerifyProps['state']> {
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
  show: (state: VerifyProps['state']) => void,
  signal: AbortSignal,
): Promise<VerifyProps['state'] | null> {
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

/** The time-stamp authority, between the settings page, its store and the browser's question about its host. */
import { useEffect, useState } from 'preact/hooks';
import { shops } from 'virtual:shops';
import { originsOf } from '../../components/channel/granted';
import {
  askForAuthority,
  authorityFrom,
  giveBackAuthority,
  readAuthority,
  writeAuthority,
} from '../../components/channel/stamping';
import { StampSettings } from '../../components/ui/stamp-settings';
import type { TextLocale, Texts } from '../../components/ui/text';

export function Stamping({ locale, texts }: { locale: TextLocale; texts: Texts }) {
  const [url, setUrl] = useState<string | null | undefined>(undefined);
  const [outcome, setOutcome] = useState<string | null>(null);
  useEffect(() => void readAuthority().then((named) => setUrl(named?.url ?? null)), []);
  if (url === undefined) return null;

  const giveBack = (of: string): Promise<void> => giveBackAuthority(of, shops.flatMap(originsOf));
  const name = async (text: string): Promise<void> => {
    const named = authorityFrom(text);
    if (!named.ok) {
      setOutcome(`failed.${named.code}`);
      return;
    }
    // First of all, while the press still counts as one.
    if (!(await askForAuthority(named.url))) {
      setOutcome('failed.not-allowed');
      return;
    }
    await writeAuthority(named.url);
    if (url !== null && new URL(url).hostname !== new URL(named.url).hostname) await giveBack(url);
    setUrl(named.url);
    setOutcome('named');
  };
  const remove = async (): Promise<void> => {
    if (url === null) return;
    await writeAuthority(null);
    await giveBack(url);
    setUrl(null);
    setOutcome('removed');
  };

  return (
    <StampSettings
      locale={locale}
      texts={texts}
      url={url}
      outcome={outcome}
      onName={(text) => void name(text)}
      onRemove={() => void remove()}
    />
  );
}

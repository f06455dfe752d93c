/** The signing key of this installation, between the settings page and its store. */
import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import {
  currentKey,
  signingKey,
  useKey as signWith,
  type KeptKey,
} from '../../components/casebook/key-store';
import { backUpKey, LARGEST_BACKUP_BYTES, restoreKey } from '../../components/evidence/key-backup';
import { publicKeyPem } from '../../components/evidence/signature';
import { PlainError } from '../../components/model/plain-error';
import { SigningKeySection } from '../../components/ui/signing-key';
import { inLanguage, type TextLocale, type Texts } from '../../components/ui/text';

export function SigningKey({ locale, texts }: { locale: TextLocale; texts: Texts }) {
  const [key, setKey] = useState<KeptKey | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [isWorking, setWorking] = useState(false);
  useEffect(() => void currentKey().then(setKey), []);

  const run = async (work: () => Promise<string | null>): Promise<void> => {
    setWorking(true);
    setSaid(null);
    try {
      setSaid(await work());
    } catch (error) {
      if (!(error instanceof PlainError)) throw error;
      setSaid(inLanguage(error.text, locale));
    } finally {
      setWorking(false);
    }
  };
  const now = (): string => new Date().toISOString();

  return (
    <SigningKeySection
      texts={texts}
      fingerprint={key?.fingerprint ?? null}
      said={said}
      isWorking={isWorking}
      verifyUrl={browser.runtime.getURL('/verify.html')}
      onMake={() =>
        void run(async () => {
          setKey(await signingKey(now()));
          return null;
        })
      }
      onPublicKey={() => {
        if (key) download(publicKeyPem(key.publicKey), 'mingbiao-public-key.pem', 'application/x-pem-file');
      }}
      onBackUp={(passphrase) =>
        void run(async () => {
          if (!key) return null;
          download(await backUpKey(key, passphrase), 'mingbiao-key-backup.json', 'application/json');
          return texts('options.key.saved');
        })
      }
      onRestore={(file, passphrase) =>
        void run(async () => {
          const text = file.size > LARGEST_BACKUP_BYTES ? '' : await file.text();
          setKey(await signWith(await restoreKey(text, passphrase), now()));
          return texts('options.key.restored');
        })
      }
    />
  );
}

function download(text: string, name: string, type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 60_000);
}

/** The signing key in the settings: its fingerprint, the public key to hand out, backup and restore. */
import { useState } from 'preact/hooks';
import type { Texts } from './text';

export interface SigningKeyProps {
  texts: Texts;
  /** Null while there is none. */
  fingerprint: string | null;
  /** What came of the last press, as a sentence; null before any. */
  said: string | null;
  isWorking: boolean;
  /** Address of the page that checks case files. */
  verifyUrl: string;
  onMake: () => void;
  onPublicKey: () => void;
  onBackUp: (passphrase: string) => void;
  onRestore: (file: File, passphrase: string) => void;
}

export function SigningKeySection(props: SigningKeyProps) {
  const { texts, fingerprint, said, isWorking } = props;
  const [passphrase, setPassphrase] = useState('');
  return (
    <section aria-labelledby="signing-key">
      <h2 id="signing-key">{texts('options.key')}</h2>
      <p class="quiet">{texts('options.key.lead')}</p>
      <div class="fields">
        {fingerprint === null ? (
          <>
            <p>{texts('options.key.none')}</p>
            <div class="ways">
              <button type="button" class="button" disabled={isWorking} onClick={props.onMake}>
                {texts('options.key.make')}
              </button>
            </div>
          </>
        ) : (
          <>
            <p class="fingerprint">
              <span class="quiet">{texts('options.key.fingerprint')}</span> <code>{fingerprint}</code>
            </p>
            <p class="quiet fine">{texts('key.what')}</p>
            <div class="ways">
              <button type="button" class="button" onClick={props.onPublicKey}>
                {texts('options.key.public')}
              </button>
            </div>
          </>
        )}
        <label class="field">
          <span>{texts('options.key.passphrase')}</span>
          <input
            type="password"
            class="search"
            autocomplete="new-password"
            maxLength={1000}
            value={passphrase}
            onInput={(event) => setPassphrase(event.currentTarget.value)}
          />
        </label>
        {fingerprint !== null && (
          <div class="ways">
            <button
              type="button"
              class="button"
              disabled={isWorking}
              onClick={() => props.onBackUp(passphrase)}
            >
              {texts('options.key.backup')}
            </button>
          </div>
        )}
        <label class="field">
          <span>{texts('options.key.restore')}</span>
          <input
            type="file"
            accept=".json,application/json"
            disabled={isWorking}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              if (file) props.onRestore(file, passphrase);
              event.currentTarget.value = '';
            }}
          />
        </label>
      </div>
      <p role="status" class="said">
        {isWorking ? texts('options.key.working') : (said ?? '')}
      </p>
      <p>
        <a href={props.verifyUrl} target="_blank" rel="noreferrer">
          {texts('verify.link')}
        </a>
      </p>
    </section>
  );
}

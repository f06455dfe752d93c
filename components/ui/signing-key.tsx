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
      {fingerprint === null ? (
        <p>
          {texts('options.key.none')}{' '}
          <button type="button" disabled={isWorking} onClick={props.onMake}>
            {texts('options.key.make')}
          </button>
        </p>
      ) : (
        <p>
          {texts('options.key.fingerprint')} <code>{fingerprint}</code>{' '}
          <button type="button" onClick={props.onPublicKey}>
            {texts('options.key.public')}
          </button>
        </p>
      )}
      <p>
        <label>
          {texts('options.key.passphrase')}{' '}
          <input
            type="password"
            autocomplete="new-password"
            maxLength={1000}
            value={passphrase}
            onInput={(event) => setPassphrase(event.currentTarget.value)}
          />
        </label>
      </p>
      <p>
        {fingerprint !== null && (
          <button type="button" disabled={isWorking} onClick={() => props.onBackUp(passphrase)}>
            {texts('options.key.backup')}
          </button>
        )}{' '}
        <label>
          {texts('options.key.restore')}{' '}
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
      </p>
      <p role="status">{said ?? ''}</p>
    </section>
  );
}

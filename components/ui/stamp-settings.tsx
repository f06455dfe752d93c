/** Settings: the time-stamp authority that an export may ask, named by the person; none unless they name one. */
import { useState } from 'preact/hooks';
import { textIfKnown, type TextLocale, type Texts } from './text';

export interface StampSettingsProps {
  locale: TextLocale;
  texts: Texts;
  /** Address of the named authority; null while there is none. */
  url: string | null;
  /** What came of the last press: a code of its sentence, null before any. */
  outcome: string | null;
  onName: (text: string) => void;
  onRemove: () => void;
}

export function StampSettings({ locale, texts, url, outcome, onName, onRemove }: StampSettingsProps) {
  const [typed, setTyped] = useState(url ?? '');
  return (
    <section aria-labelledby="stamping">
      <h2 id="stamping">{texts('options.stamp')}</h2>
      <p class="quiet">{texts('options.stamp.lead')}</p>
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault();
          onName(typed);
        }}
      >
        <label class="field">
          <span>{texts('options.stamp.url')}</span>
          <input
            type="url"
            class="search"
            // The check and its sentence are ours, in the language of the page.
            maxLength={400}
            placeholder="https://"
            spellcheck={false}
            autocomplete="off"
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <div class="ways">
          <button type="submit" class="button" formNoValidate>
            {texts('options.stamp.name')}
          </button>
          {url !== null && (
            <button
              type="button"
              class="button"
              onClick={() => {
                setTyped('');
                onRemove();
              }}
            >
              {texts('options.stamp.remove')}
            </button>
          )}
        </div>
      </form>
      <p role="status" class="said">
        {outcome === null ? '' : (textIfKnown(locale, `options.stamp.${outcome}`) ?? outcome)}
      </p>
    </section>
  );
}

/** Settings: which authorities vouch for signatures, the bundled lists and the person's own. */
import { dateText, textIfKnown, type TextLocale, type Texts } from './text';

export interface TrustAnchorsProps {
  locale: TextLocale;
  texts: Texts;
  lists: readonly { id: string; asOf: string; count: number }[];
  /** `until` is YYYY-MM-DD. */
  own: readonly { name: string; until: string }[];
  /** What became of the last file; null before one was chosen. */
  outcome: { added: number } | { code: string } | null;
  onAdd: (file: File) => void;
  onRemove: (at: number) => void;
}

/** Bundled lists with their dates; own authorities by name, each removable. */
export function TrustAnchors({ locale, texts, lists, own, outcome, onAdd, onRemove }: TrustAnchorsProps) {
  return (
    <section aria-labelledby="trust">
      <h2 id="trust">{texts('options.trust')}</h2>
      <p class="quiet">{texts('options.trust.lead')}</p>
      <ul class="trust">
        {lists.map(({ id, asOf, count }) => (
          <li key={id}>
            {texts('options.trust.list', {
              list: textIfKnown(locale, `trust.list.${id}`) ?? id,
              date: dateText(asOf, locale),
              count,
            })}
          </li>
        ))}
      </ul>
      <h3>{texts('options.trust.own')}</h3>
      {own.length === 0 && <p class="quiet">{texts('options.trust.own.none')}</p>}
      <ul class="trust">
        {own.map(({ name, until }, at) => (
          <li key={name} class="trust-own">
            <span>
              {name}
              <span class="quiet fine">
                {' '}
                {texts('options.trust.until', { date: dateText(until, locale) })}
              </span>
            </span>
            <button
              type="button"
              class="button"
              aria-label={texts('options.trust.remove.label', { name })}
              onClick={() => onRemove(at)}
            >
              {texts('options.trust.remove')}
            </button>
          </li>
        ))}
      </ul>
      <label class="trust-add">
        <span>{texts('options.trust.add')}</span>
        <input
          type="file"
          accept=".pem,.crt,.cer,application/x-pem-file"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) onAdd(file);
            event.currentTarget.value = '';
          }}
        />
      </label>
      <p role="status" class="fine">
        {outcome &&
          ('added' in outcome
            ? texts('options.trust.added', { count: outcome.added })
            : (textIfKnown(locale, `options.trust.failed.${outcome.code}`) ?? outcome.code))}
      </p>
    </section>
  );
}

/** What the person writes beside an opened case, and where the case came from. */
import { useState } from 'preact/hooks';
import type { CaseLine } from '../model/case-line';
import { CASE_STATUSES, type Campaign, type CaseStatus } from '../model/organising';
import { Field } from './book-filters';
import type { Texts } from './text';

export interface WordsBeside {
  tags: string[];
  note: string;
  status: CaseStatus;
  campaigns: string[];
}

export interface BookWordsProps {
  texts: Texts;
  line: CaseLine;
  campaigns: readonly Campaign[];
  sources: readonly string[];
  altered: readonly { item: string; reason: string; detail: string }[];
  onSave: (words: WordsBeside) => void;
}

export function BookWords({ texts, line, campaigns, sources, altered, onSave }: BookWordsProps) {
  const [tags, setTags] = useState(line.tags.join(texts('list.separator')));
  const [note, setNote] = useState(line.note);
  const [status, setStatus] = useState(line.status);
  const [joined, setJoined] = useState<readonly string[]>(line.campaigns);
  return (
    <section class="book-words" aria-label={texts('book.words')}>
      {line.isAltered && (
        <div class="book-question">
          <p>{texts('book.altered.why')}</p>
          <ul class="book-items">
            {altered.map(({ item, reason, detail }) => (
              <li key={`${item} ${reason} ${detail}`}>
                <code>{[item, reason, detail].filter(Boolean).join(' · ')}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
      <details class="fold" open>
        <summary>
          <h3 class="section">{texts('book.words')}</h3>
          <span class="quiet">{texts(`book.status.${line.status}`)}</span>
        </summary>
        <form
          class="book-fields"
          onSubmit={(event) => {
            event.preventDefault();
            const parts = tags.split(/[,，、;；\n]/u).map((tag) => tag.trim().slice(0, 60));
            onSave({ tags: [...new Set(parts.filter(Boolean))], note, status, campaigns: [...joined] });
          }}
        >
          <Field name={texts('book.filter.status')}>
            <select value={status} onChange={(event) => setStatus(event.currentTarget.value as CaseStatus)}>
              {CASE_STATUSES.map((one) => (
                <option key={one} value={one}>
                  {texts(`book.status.${one}`)}
                </option>
              ))}
            </select>
          </Field>
          <Field name={texts('book.words.tags')}>
            <input value={tags} maxLength={3_000} onInput={(event) => setTags(event.currentTarget.value)} />
          </Field>
          {campaigns.length > 0 && (
            <fieldset class="book-campaigns">
              <legend>{texts('book.filter.campaign')}</legend>
              {campaigns.map(({ id, title }) => (
                <label class="book-check" key={id}>
                  <input
                    type="checkbox"
                    checked={joined.includes(id)}
                    onChange={(event) =>
                      setJoined(
                        event.currentTarget.checked ? [...joined, id] : joined.filter((one) => one !== id),
                      )
                    }
                  />
                  {title}
                </label>
              ))}
            </fieldset>
          )}
          <span class="book-wide">
            <Field name={texts('book.words.note')}>
              <textarea
                rows={3}
                maxLength={10_000}
                value={note}
                onInput={(event) => setNote(event.currentTarget.value)}
              />
            </Field>
          </span>
          <p class="book-inline book-wide">
            <button class="button small">{texts('book.words.save')}</button>
            <span class="quiet fine">{texts('book.words.why')}</span>
          </p>
        </form>
      </details>
      <p class="quiet fine book-sources">
        {texts('book.words.sources', { sources: sources.join(texts('list.separator')) })}
      </p>
    </section>
  );
}

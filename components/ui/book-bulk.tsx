/** What can be done with the chosen cases, and how far a long job is. */
import type { ComponentChild } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { CASE_STATUSES, type Campaign, type CaseStatus } from '../model/organising';
import { Field } from './book-filters';
import type { Texts } from './text';

export type BulkAction =
  | { do: 'tag'; tag: string }
  | { do: 'status'; status: CaseStatus }
  | { do: 'campaign'; campaign: string }
  | { do: 'export' }
  | { do: 'delete' }
  | { do: 'compare' };

export interface Job {
  what: 'organise' | 'delete' | 'restore' | 'export' | 'import' | 'collection' | 'dataset';
  done: number;
  total: number;
}

export interface BookBulkProps {
  texts: Texts;
  chosen: number;
  found: number;
  campaigns: readonly Campaign[];
  isBusy: boolean;
  /** Actions of other rooms. */
  more?: ComponentChild;
  onAll: () => void;
  onNone: () => void;
  onBulk: (action: BulkAction) => void;
}

export function BookBulk(props: BookBulkProps) {
  const { texts, chosen, found, campaigns, isBusy, onBulk } = props;
  const [tag, setTag] = useState('');
  const dialog = useRef<HTMLDialogElement>(null);
  if (chosen === 0) return null;
  return (
    <section class="book-bulk" aria-label={texts('book.bulk')}>
      <p class="book-bulk-count">
        <strong role="status">{texts('book.selected', { count: chosen })}</strong>
        <button type="button" class="text-button" onClick={props.onAll}>
          {texts('book.select.all', { count: found })}
        </button>
        <button type="button" class="text-button" onClick={props.onNone}>
          {texts('book.select.none')}
        </button>
      </p>
      <fieldset disabled={isBusy} class="book-bulk-ways">
        <form
          class="book-inline"
          onSubmit={(event) => {
            event.preventDefault();
            if (tag.trim() === '') return;
            onBulk({ do: 'tag', tag: tag.trim() });
            setTag('');
          }}
        >
          <Field name={texts('book.bulk.tag')}>
            <input value={tag} maxLength={60} onInput={(event) => setTag(event.currentTarget.value)} />
          </Field>
          <button class="button small">{texts('book.bulk.apply')}</button>
        </form>
        <PickAndApply
          name={texts('book.bulk.status')}
          texts={texts}
          choices={CASE_STATUSES.map((status) => [status, texts(`book.status.${status}`)])}
          onApply={(status) => onBulk({ do: 'status', status: status as CaseStatus })}
        />
        {campaigns.length > 0 && (
          <PickAndApply
            name={texts('book.bulk.campaign')}
            texts={texts}
            choices={campaigns.map(({ id, title }) => [id, title])}
            onApply={(campaign) => onBulk({ do: 'campaign', campaign })}
          />
        )}
        <div class="book-inline">
          {chosen > 1 && (
            <button type="button" class="button small" onClick={() => onBulk({ do: 'compare' })}>
              {texts('book.bulk.compare')}
            </button>
          )}
          <button type="button" class="button small" onClick={() => onBulk({ do: 'export' })}>
            {texts('book.bulk.export')}
          </button>
          <button type="button" class="button small" onClick={() => dialog.current?.showModal()}>
            {texts('book.bulk.delete')}
          </button>
          {props.more}
        </div>
      </fieldset>
      <dialog ref={dialog} aria-label={texts('book.bulk.delete')}>
        <p>{texts('book.bulk.delete.ask', { count: chosen })}</p>
        <form method="dialog" class="dialog-ways">
          <button class="button">{texts('cancel')}</button>
          <button class="button main" onClick={() => onBulk({ do: 'delete' })}>
            {texts('book.bulk.delete')}
          </button>
        </form>
      </dialog>
    </section>
  );
}

/** A choice that does nothing until it is applied: a keyboard passes over choices on its way. */
function PickAndApply({
  name,
  texts,
  choices,
  onApply,
}: {
  name: string;
  texts: Texts;
  choices: readonly (readonly [string, string])[];
  onApply: (value: string) => void;
}) {
  const [picked, setPicked] = useState(choices[0]?.[0] ?? '');
  return (
    <form
      class="book-inline"
      onSubmit={(event) => {
        event.preventDefault();
        onApply(picked);
      }}
    >
      <Field name={name}>
        <select value={picked} onChange={(event) => setPicked(event.currentTarget.value)}>
          {choices.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </Field>
      <button class="button small">{texts('book.bulk.apply')}</button>
    </form>
  );
}

export function JobProgress({ job, texts, onStop }: { job: Job; texts: Texts; onStop: () => void }) {
  const words = texts('book.job.progress', {
    what: texts(`book.job.${job.what}`),
    done: job.done,
    total: job.total,
  });
  return (
    <div class="book-job">
      <label>
        <span>{words}</span>
        <progress max={Math.max(1, job.total)} value={job.done} />
      </label>
      <button type="button" class="button small" onClick={onStop}>
        {texts('book.job.stop')}
      </button>
    </div>
  );
}

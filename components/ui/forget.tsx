/** Deleting everything: what goes, what stays, one clear question, and what came of it. */
import { useRef } from 'preact/hooks';
import type { Texts } from './text';

export interface ForgetProps {
  texts: Texts;
  /** Cases kept, for the question; null while they are being counted. */
  cases: number | null;
  isWorking: boolean;
  /** Null: nothing was asked for yet. */
  outcome: 'done' | 'held' | null;
  onForget: () => void;
}

const GOES = ['cases', 'prices', 'key', 'settings'] as const;

export function Forget({ texts, cases, isWorking, outcome, onForget }: ForgetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <section aria-labelledby="forget">
      <h2 id="forget">{texts('options.forget')}</h2>
      <p class="quiet">{texts('options.forget.lead')}</p>
      <button type="button" class="button" disabled={isWorking} onClick={() => dialog.current?.showModal()}>
        {texts('options.forget.button')}
      </button>
      <p role="status">{outcome !== null && texts(`options.forget.${outcome}`)}</p>
      <dialog ref={dialog} aria-labelledby="forget-ask">
        <h3 id="forget-ask">{texts('options.forget.ask')}</h3>
        <ul class="privacy">
          {GOES.map((one) => (
            <li key={one}>{texts(`options.forget.${one}`, { count: cases ?? 0 })}</li>
          ))}
        </ul>
        <p>{texts('options.forget.stays')}</p>
        <form method="dialog" class="dialog-ways">
          <button class="button main">{texts('cancel')}</button>
          <button class="button" onClick={onForget}>
            {texts('options.forget.sure')}
          </button>
        </form>
      </dialog>
    </section>
  );
}

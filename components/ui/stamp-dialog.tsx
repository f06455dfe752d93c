/** Before a case file is written: what would be sent to a time-stamp authority, to the last digit, and the choice. */
import { useEffect, useRef } from 'preact/hooks';
import type { Texts } from './text';

export interface StampDialogProps {
  texts: Texts;
  /** Host (with its port, if it has one) that would be asked. */
  host: string;
  /** SHA-256 that would be sent, hex. */
  sha256: string;
  isWaiting: boolean;
  /** Why the last attempt brought nothing, as a sentence; null before one. */
  refusal: string | null;
  onSend: () => void;
  onWithout: () => void;
  onCancel: () => void;
}

export function StampDialog(props: StampDialogProps) {
  const { texts, host, isWaiting, refusal } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="stamp"
      aria-labelledby="stamp-title"
      onCancel={(event) => {
        event.preventDefault();
        props.onCancel();
      }}
    >
      <h2 id="stamp-title">{texts('stamp.title', { host })}</h2>
      <p>{texts('stamp.what', { host })}</p>
      <p class="digest">
        <span class="quiet">SHA-256</span> <code>{props.sha256}</code>
      </p>
      <p class="quiet fine">{texts('stamp.why')}</p>
      <p role="status" class={refusal === null ? 'quiet' : undefined}>
        {isWaiting ? texts('stamp.waiting', { host }) : refusal}
      </p>
      <div class="dialog-ways">
        <button type="button" class="button" onClick={props.onCancel}>
          {texts('cancel')}
        </button>
        <button type="button" class="button" onClick={props.onWithout}>
          {texts('stamp.without')}
        </button>
        <button
          type="button"
          class="button main"
          aria-disabled={isWaiting}
          onClick={() => (isWaiting ? undefined : props.onSend())}
        >
          {texts(refusal === null ? 'stamp.send' : 'stamp.again')}
        </button>
      </div>
    </dialog>
  );
}

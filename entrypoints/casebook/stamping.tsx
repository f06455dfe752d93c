/** The question before a stamped export: shown while the file waits, answered by the person. */
import { useRef, useState } from 'preact/hooks';
import type { ComponentChild } from 'preact';
import { askForAuthority, readAuthority } from '../../components/channel/stamping';
import type { StampAnswer } from '../../components/evidence/case-file';
import { sha256Hex } from '../../components/evidence/digest';
import { PlainError } from '../../components/model/plain-error';
import { StampDialog } from '../../components/ui/stamp-dialog';
import { textIfKnown, type TextLocale, type Texts } from '../../components/ui/text';
import { askTimeStamp } from './ask-time-stamp';

interface Question {
  url: string;
  host: string;
  digestFile: Uint8Array;
  sha256: string;
  isWaiting: boolean;
  refusal: string | null;
}

/** Asks the person, then the authority; null when the file shall go without. Rejects with `cancelled`. */
type Stamp = (digestFile: Uint8Array) => Promise<StampAnswer | null>;

/** What an export may ask; `readStamp` gives null while no authority is named in the settings. */
export function useStamping(
  locale: TextLocale,
  texts: Texts,
  say: (text: string) => void,
): { dialog: ComponentChild; readStamp: () => Promise<Stamp | null> } {
  const [question, setQuestion] = useState<Question | null>(null);
  const answer = useRef<{
    give: (answer: StampAnswer | null) => void;
    cancel: () => void;
    ending: AbortController;
  } | null>(null);

  const readStamp = async (): Promise<Stamp | null> => {
    const authority = await readAuthority();
    if (!authority) return null;
    return async (digestFile) => {
      const sha256 = await sha256Hex(digestFile);
      return new Promise<StampAnswer | null>((resolve, reject) => {
        const end = (): void => {
          answer.current?.ending.abort();
          answer.current = null;
          setQuestion(null);
        };
        answer.current = {
          ending: new AbortController(),
          give: (given) => {
            end();
            resolve(given);
          },
          cancel: () => {
            end();
            reject(
              new PlainError('cancelled', {
                zh: '已取消，没有写出文件。',
                en: 'Cancelled. No file was written.',
              }),
            );
          },
        };
        setQuestion({ ...authority, digestFile, sha256, isWaiting: false, refusal: null });
      });
    };
  };

  const send = async ({ url, digestFile, host }: Question): Promise<void> => {
    const asking = answer.current;
    if (!asking) return;
    const show = (change: Partial<Question>): void =>
      setQuestion((before) => (before && answer.current === asking ? { ...before, ...change } : before));
    // First of all, while the press still counts as one.
    const granting = askForAuthority(url);
    show({ isWaiting: true, refusal: null });
    if (!(await granting)) {
      show({ isWaiting: false, refusal: texts('stamp.failed.not-allowed', { host }) });
      return;
    }
    const asked = await askTimeStamp(url, digestFile, asking.ending.signal);
    if (answer.current !== asking) return;
    if (asked.ok) {
      say(
        texts('stamp.done', {
          authority: asked.authority,
          at: `${asked.at.slice(0, 19).replace('T', ' ')} UTC`,
        }),
      );
      asking.give({ answer: asked.answer, nonce: asked.nonce });
      return;
    }
    const why =
      asked.code === 'not-usable'
        ? (textIfKnown(locale, `verify.reason.${asked.problem}`) ?? asked.problem)
        : '';
    show({ isWaiting: false, refusal: texts(`stamp.failed.${asked.code}`, { host, why }) });
  };

  return {
    readStamp,
    dialog: question && (
      <StampDialog
        texts={texts}
        host={question.host}
        sha256={question.sha256}
        isWaiting={question.isWaiting}
        refusal={question.refusal}
        onSend={() => void send(question)}
        onWithout={() => answer.current?.give(null)}
        onCancel={() => answer.current?.cancel()}
      />
    ),
  };
}

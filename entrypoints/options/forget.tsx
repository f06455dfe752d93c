/** "Delete everything", between the settings page and what is stored. */
import { useEffect, useState } from 'preact/hooks';
import { changed } from '../../components/casebook/changes';
import { openStore } from '../../components/casebook/store';
import { ask } from '../../components/channel/ask';
import { forgetEverything } from '../../components/channel/forget';
import { Forget } from '../../components/ui/forget';
import type { Texts } from '../../components/ui/text';

export function ForgetEverything({ texts, onDone }: { texts: Texts; onDone: () => void }) {
  const [cases, setCases] = useState<number | null>(null);
  const [isWorking, setWorking] = useState(false);
  const [outcome, setOutcome] = useState<'done' | 'held' | null>(null);
  useEffect(() => void countCases().then(setCases), [outcome]);
  const forget = async (): Promise<void> => {
    setWorking(true);
    try {
      const left = await forgetEverything();
      setOutcome(left.length === 0 ? 'done' : 'held');
      // Pages of the casebook that are open read again, and find nothing.
      changed('mingbiao', null);
      await ask('settings/changed', {});
      onDone();
    } finally {
      setWorking(false);
    }
  };
  return (
    <Forget
      texts={texts}
      cases={cases}
      isWorking={isWorking}
      outcome={outcome}
      onForget={() => void forget()}
    />
  );
}

/** Null where the casebook cannot be opened, which is no reason not to delete it. */
async function countCases(): Promise<number | null> {
  try {
    const store = await openStore();
    const count = await store.countCases();
    store.close();
    return count;
  } catch {
    return null;
  }
}

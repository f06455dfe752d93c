/**
 * Where other rooms stand on the casebook page. Each list holds views that are shown in their order; a view
 * that has nothing to say answers null. To attach one, write it in its own file and name it here.
 */
import type { ComponentChild } from 'preact';
import type { Store } from '../../components/casebook/store';
import type { Case } from '../../components/model/case';
import { looksOfCase } from '../../components/prices/case-looks';
import { together, TOGETHER_BOUNDS } from '../../components/prices/together';
import { PlainError } from '../../components/model/plain-error';
import { TogetherView } from '../../components/ui/together-view';
import { inLanguage, type TextLocale, type Texts } from '../../components/ui/text';
import { exportCollection, exportDataset } from './export-many';
import type { FilingChannel } from '../../components/report/filing';
import { FilingPart, type AskedFinding } from './part-filing';
import type { Jobs } from './use-jobs';

interface Place {
  locale: TextLocale;
  texts: Texts;
  store: Store;
}

/** Below the findings of an opened case. */
export interface CasePlace extends Place {
  kept: Case;
  /** Channels for which a sheet is written, with the findings that each is told of. */
  sheets: readonly FilingChannel[];
  /** The channel that was asked for from the card of a finding; null when none was. */
  asked: AskedFinding | null;
}
export const belowCase: readonly ((at: CasePlace) => ComponentChild)[] = [
  (at) => <FilingPart key={at.kept.id} {...at} />,
];

/** One person who saw a product, with the cases in which they saw it. */
export interface Witness {
  /** Stable: `own`, `key:<fingerprint>` or `file:<digest>` for a file that nobody signed. */
  id: string;
  /** Nickname, or fingerprint, or the name of the file; never empty. */
  name: string;
  /** Fingerprint of the key that signed; null when nobody did. */
  signer: string | null;
  cases: readonly Case[];
}

/** In the view of one product, below its own tables: what its witnesses saw, set together. */
export interface SubjectPlace extends Place {
  witnesses: readonly Witness[];
}
export const inSubject: readonly ((at: SubjectPlace) => ComponentChild)[] = [togetherOf];

/** Who saw which price: each witness one person, whatever the number of their cases. */
function togetherOf({ witnesses, locale, texts }: SubjectPlace): ComponentChild {
  const looks = witnesses.flatMap(({ id, cases }) => cases.flatMap((kept) => looksOfCase(kept, id)));
  const currencies = new Map(looks.map(({ variant, currency }) => [variant, currency ?? null]));
  return (
    <TogetherView
      tables={together(looks).map((table) => ({ ...table, currency: currencies.get(table.variant) ?? null }))}
      people={witnesses.length}
      windowMinutes={TOGETHER_BOUNDS.windowMinutes}
      minPeople={TOGETHER_BOUNDS.minPeople}
      nameOf={(person) => witnesses.find(({ id }) => id === person)?.name ?? person}
      locale={locale}
      texts={texts}
    />
  );
}

/** Actions on several chosen cases (a collection, a dataset); each a button that is given the ids. */
export interface BulkPlace extends Place {
  ids: readonly string[];
  jobs: Jobs;
}
export const bulkActions: readonly ((at: BulkPlace) => ComponentChild)[] = [
  (at) => exportButton(at, 'collection', exportCollection),
  (at) => exportButton(at, 'dataset', exportDataset),
];

function exportButton(
  { ids, store, texts, jobs, locale }: BulkPlace,
  what: 'collection' | 'dataset',
  write: typeof exportCollection,
): ComponentChild {
  const run = async (): Promise<void> => {
    let said = texts('book.stopped.export');
    let isFailed = true;
    await jobs.run(what, ids.length, async (signal, onDone) => {
      try {
        const done = await write(store, ids, signal, onDone);
        if (done !== null)
          said = [
            texts(`book.done.${what}`, { count: done.cases }),
            done.theirs > 0 ? texts('book.done.theirs', { count: done.theirs }) : '',
          ]
            .filter(Boolean)
            .join(locale === 'en' ? ' ' : '');
      } catch (error) {
        if (!(error instanceof PlainError)) throw error;
        said = texts('book.error', { why: inLanguage(error.text, locale) });
      }
      isFailed = false;
    });
    // Anything else that failed has been said by the job itself.
    if (!isFailed) jobs.say(said);
  };
  return (
    <button key={what} type="button" class="button small" onClick={() => void run()}>
      {texts(`book.bulk.${what}`)}
    </button>
  );
}

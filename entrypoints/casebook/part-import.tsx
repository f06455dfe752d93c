/** The part of the casebook where case files of others come in. */
import { useEffect, useState } from 'preact/hooks';
import { arrive, type ArrivalReport } from '../../components/casebook/arrive';
import { unpacked } from '../../components/casebook/unpack';
import type { Store } from '../../components/casebook/store';
import { BookImport } from '../../components/ui/book-import';
import type { Texts } from '../../components/ui/text';
import { plainSource } from './names';
import type { Jobs } from './use-jobs';
import type { Lines } from './use-lines';

/** Reports held for showing; of the others only the kind is kept, so that a thousand files stay small. */
const ITEMS_HELD = 12;

export interface ImportPartProps {
  store: Store;
  texts: Texts;
  lines: Lines;
  nicknames: ReadonlyMap<string, string>;
  sources: ReadonlyMap<string, number>;
  jobs: Jobs;
  onOpen: (id: string) => void;
}

export function ImportPart({ store, texts, lines, nicknames, sources, jobs, onOpen }: ImportPartProps) {
  const [rows, setRows] = useState<readonly ArrivalReport[]>([]);
  const [bin, setBin] = useState(0);
  useEffect(() => {
    void store.countBin().then(setBin);
  }, [store, lines.version]);
  const take = async (files: File[], keepAltered: boolean): Promise<void> => {
    const inside = await unpacked(files);
    await jobs.run('import', inside.length, async (signal, onDone) => {
      const reports: ArrivalReport[] = [];
      setRows([]);
      await arrive(store, inside, {
        keepAltered,
        now: () => new Date().toISOString(),
        signal,
        onFile: (report, done) => {
          reports.push({ ...report, items: report.items.slice(0, ITEMS_HELD) });
          onDone(done);
        },
      });
      setRows(reports);
    });
  };
  return (
    <BookImport
      texts={texts}
      isBusy={jobs.job !== null}
      rows={rows}
      sources={[...sources]
        .sort(([, a], [, b]) => b - a)
        .map(([source, cases]) => ({
          source,
          cases,
          plain: plainSource(source, texts),
          nickname: nicknames.get(source) ?? '',
        }))}
      bin={bin}
      onFiles={(files, keepAltered) => void take(files, keepAltered)}
      onOpen={onOpen}
      onNickname={(source, name) => void store.setNickname(source, name)}
      onEmptyBin={() =>
        void store.emptyBin().then(() => {
          setBin(0);
          jobs.say(texts('book.bin.emptied'));
        })
      }
    />
  );
}

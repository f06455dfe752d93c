/** The part of the casebook where case files of others come in. */
import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { law } from 'virtual:law';
import { arrive, type ArrivalReport } from '../../components/casebook/arrive';
import { unpacked } from '../../components/casebook/unpack';
import type { Store } from '../../components/casebook/store';
import { sideBySide } from '../../components/casebook/side-by-side';
import type { Case } from '../../components/model/case';
import { BookImport } from '../../components/ui/book-import';
import { BookMatrix } from '../../components/ui/book-matrix';
import { checkWhole } from '../../components/verify/verify';
import { timeText, type TextLocale, type Texts } from '../../components/ui/text';
import { plainSource, ruleName } from './names';
import type { Jobs } from './use-jobs';
import type { Lines } from './use-lines';

/** Cases held that stand against one of the casebook, for setting both side by side. */
const CONFLICTS_HELD = 20;
/** Reports held for showing; of the others only the kind is kept, so that a thousand files stay small. */
const ITEMS_HELD = 12;

export interface ImportPartProps {
  store: Store;
  locale: TextLocale;
  texts: Texts;
  lines: Lines;
  sourceName: (source: string) => string;
  nicknames: ReadonlyMap<string, string>;
  sources: ReadonlyMap<string, number>;
  jobs: Jobs;
  onOpen: (id: string) => void;
}

export function ImportPart(props: ImportPartProps) {
  const { store, locale, texts, lines, nicknames, sources, sourceName, jobs, onOpen } = props;
  const [pair, setPair] = useState<{ here: Case; there: Case; signer: string | null } | null>(null);
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
      setPair(null);
      let conflicts = 0;
      await arrive(store, inside, {
        keepAltered,
        now: () => new Date().toISOString(),
        signal,
        // As on the verify page: findings that the observations do not give, or a report that says something else,
        // fit every digest when whoever sent the file signed it anew.
        check: (bytes) => checkWhole(bytes, { version: browser.runtime.getManifest().version, today: law }),
        onFile: (report, done) => {
          const { conflicting, ...said } = report;
          const isHeld = conflicting !== undefined && (conflicts += 1) <= CONFLICTS_HELD;
          reports.push({
            ...said,
            items: report.items.slice(0, ITEMS_HELD),
            ...(isHeld ? { conflicting } : {}),
          });
          onDone(done);
        },
      });
      setRows(reports);
    });
  };
  const compare = async (at: number): Promise<void> => {
    const report = rows[at];
    const here = report?.caseId ? await store.getCase(report.caseId) : null;
    if (here && report?.conflicting) setPair({ here, there: report.conflicting, signer: report.signer });
  };
  return (
    <BookImport
      locale={locale}
      texts={texts}
      isBusy={jobs.job !== null}
      rows={rows.map((row, at) => ({ ...row, pair: row.conflicting ? at : null }))}
      compared={
        pair && (
          <BookMatrix
            locale={locale}
            texts={texts}
            columns={[
              column('here', pair.here, texts('book.conflict.here'), lines.index.get(pair.here.id)?.sources),
              column(
                'there',
                pair.there,
                texts('book.conflict.file'),
                pair.signer === null ? undefined : [`key:${pair.signer}`],
              ),
            ]}
            rows={sideBySide([pair.here, pair.there])}
            ruleName={(id) => ruleName(id, locale)}
            pictureUrl={() => null}
            onOpen={onOpen}
          />
        )
      }
      onCompare={(at) => void compare(at)}
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

  function column(id: string, of: Case, head: string, from: readonly string[] | undefined) {
    return {
      id,
      caseId: id === 'here' ? of.id : null,
      head,
      below: [...(from ?? []).map(sourceName), timeText(of.keptAt, locale)].join(' · '),
      screenshotUrl: null,
    };
  }
}

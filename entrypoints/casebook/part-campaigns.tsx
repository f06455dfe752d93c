/** The part of the casebook where campaigns are written, handed on and taken in. */
import { useState } from 'preact/hooks';
import { readCampaign, writeCampaign } from '../../components/casebook/campaign-file';
import type { Changed, Store } from '../../components/casebook/store';
import { LIMITS } from '../../components/model/limits';
import type { Campaign } from '../../components/model/organising';
import { BookCampaigns } from '../../components/ui/book-campaigns';
import { inLanguage, type TextLocale, type Texts } from '../../components/ui/text';
import { download } from './export-case-file';
import type { Jobs } from './use-jobs';

export interface CampaignsPartProps {
  store: Store;
  locale: TextLocale;
  texts: Texts;
  campaigns: readonly Campaign[];
  counts: ReadonlyMap<string, number>;
  jobs: Jobs;
  onCases: (id: string) => void;
}

export function CampaignsPart({
  store,
  locale,
  texts,
  campaigns,
  counts,
  jobs,
  onCases,
}: CampaignsPartProps) {
  const [differing, setDiffering] = useState<Campaign | null>(null);
  const told = (done: Changed, text: string | null): void => {
    if (!done.ok) jobs.say(texts('book.error', { why: inLanguage(done.text, locale) }));
    else if (text !== null) jobs.say(text);
  };
  const put = async (campaign: Campaign, text: string | null = null): Promise<void> => {
    told(await store.putCampaign(campaign), text);
  };
  const take = async (file: File): Promise<void> => {
    const read =
      file.size > LIMITS.campaignFileChars * 4
        ? ({ ok: false, code: 'too-large', at: '' } as const)
        : readCampaign(await file.text());
    if (!read.ok) {
      const why = [read.code, read.at].filter(Boolean).join(' · ');
      jobs.say(texts('book.campaign.unreadable', { why }));
      return;
    }
    const here = campaigns.find(({ id }) => id === read.campaign.id);
    if (!here) await put(read.campaign, texts('book.campaign.taken', { title: read.campaign.title }));
    else if (writeCampaign(here) === writeCampaign(read.campaign)) jobs.say(texts('book.campaign.same'));
    else setDiffering(read.campaign);
  };
  return (
    <BookCampaigns
      texts={texts}
      campaigns={[...campaigns].sort((a, b) => Number(a.archivedAt !== null) - Number(b.archivedAt !== null))}
      counts={counts}
      differing={differing}
      onDiffering={(isReplaced) => {
        if (isReplaced && differing)
          void put(differing, texts('book.campaign.taken', { title: differing.title }));
        setDiffering(null);
      }}
      onSave={(id, words) => {
        const before = campaigns.find((one) => one.id === id);
        void put({
          id: before?.id ?? crypto.randomUUID(),
          createdAt: before?.createdAt ?? new Date().toISOString(),
          archivedAt: before?.archivedAt ?? null,
          ...words,
        });
      }}
      onArchive={(campaign, isArchived) =>
        void put({ ...campaign, archivedAt: isArchived ? new Date().toISOString() : null })
      }
      onExport={(campaign) =>
        download(
          new Blob([writeCampaign(campaign)], { type: 'application/json' }),
          `mingbiao-campaign-${campaign.id.slice(0, 8)}.json`,
        )
      }
      onImport={(file) => void take(file)}
      onCases={onCases}
    />
  );
}

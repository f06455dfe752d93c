/** Wires the sheets of the channels to one kept case: texts, files, what was taken before. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { forms } from 'virtual:forms';
import { law } from 'virtual:law';
import { noteTakenText, readTakenTexts, type TakenText } from '../../components/channel/taken-texts';
import type { Store } from '../../components/casebook/store';
import type { Case } from '../../components/model/case';
import { PlainError } from '../../components/model/plain-error';
import { attachmentsOf, priceRecordCsv } from '../../components/report/attachments';
import { filingChannels, type FilingChannel } from '../../components/report/filing';
import { alike } from '../../components/ui/groups';
import { channelShown, filingsShown } from './filing-shown';
import { reportHtml } from '../../components/report/html';
import { reportPictures } from '../../components/report/pictures';
import { FilingSheet } from '../../components/ui/filing-sheet';
import { inLanguage, sizeText, type TextLocale, type Texts } from '../../components/ui/text';
import { download, exportCaseFile, lawOfCase } from './export-case-file';
import { asJpeg } from './shrink';

/** A channel asked for from the card of one finding. */
export interface AskedFinding {
  channel: string;
  finding: string;
}

/** Channels for which a sheet is written, with the findings that each is told of. */
export function sheetsOf(kept: Case): FilingChannel[] {
  return filingChannels(kept, law, forms);
}

const YEAR_MS = 365 * 24 * 3_600_000;

export function FilingPart({
  kept,
  sheets: channels,
  asked,
  store,
  locale,
  texts,
}: {
  kept: Case;
  sheets: readonly FilingChannel[];
  asked: AskedFinding | null;
  store: Store;
  locale: TextLocale;
  texts: Texts;
}) {
  const [taken, setTaken] = useState<readonly TakenText[]>([]);
  const [titles, setTitles] = useState<ReadonlyMap<string, string>>(new Map());
  const place = placeOf(kept);
  const askedFiling = useMemo(() => {
    const one = asked && channels.find(({ channel }) => channel.id === asked.channel);
    if (!asked || !one) return null;
    const group = alike(one.findings).find(({ findings }) => findings.some(({ id }) => id === asked.finding));
    return { channel: asked.channel, only: group?.key ?? null };
  }, [asked, channels]);
  useEffect(() => {
    void readTakenTexts().then(async (all) => {
      const since = Date.now() - YEAR_MS;
      const here = all.filter(
        (one) => one.place === place && one.case !== kept.id && Date.parse(one.at) >= since,
      );
      const named = new Map<string, string>();
      for (const { case: id } of here.slice(0, 20)) {
        const other = await store.getCase(id);
        if (other) named.set(id, other.title);
      }
      setTitles(named);
      setTaken(here);
    });
  }, [kept.id, place, store]);

  const earlier = taken
    .filter((one, index) => taken.findIndex((other) => other.case === one.case) === index)
    .map((one) => {
      const channel = Object.hasOwn(law.channels, one.channel) ? law.channels[one.channel] : undefined;
      return {
        title: titles.get(one.case) ?? texts('filing.earlier.gone'),
        at: one.at,
        channel: channel ? inLanguage(channel.name, locale) : one.channel,
      };
    });
  return (
    <FilingSheet
      locale={locale}
      texts={texts}
      asked={askedFiling}
      channels={channels.map((one) => channelShown(one, law, locale, earlier))}
      filingsOf={(id, told) =>
        filingsShown(
          kept,
          channels.find(({ channel }) => channel.id === id),
          told,
          { forms, law, locale },
        )
      }
      onCopy={async (channel, text) => {
        await navigator.clipboard.writeText(text);
        await noteTakenText({ case: kept.id, place, channel, at: new Date().toISOString() });
      }}
      onSave={async (id, attachment, way) => {
        try {
          return await save(id, attachment, way);
        } catch (error) {
          if (!(error instanceof PlainError)) throw error;
          return texts('filing.attach.failed', { why: inLanguage(error.text, locale) });
        }
      }}
    />
  );

  async function save(id: string, attachment: string, way: 'as-is' | 'jpeg'): Promise<string> {
    const channel = channels.find((one) => one.channel.id === id);
    const one =
      channel && attachmentsOf(kept, channel.findings, channel).list.find((of) => of.id === attachment);
    if (!one) return texts('filing.attach.failed', { why: texts('filing.attach.gone') });
    const getBlob = async (sha256: string): Promise<Uint8Array | null> =>
      (await store.getBlob(sha256))?.bytes ?? null;
    if (one.kind === 'case-file') {
      await exportCaseFile(store, kept.id, law);
    } else if (one.kind === 'report') {
      const images = await reportPictures(kept, getBlob);
      const html = reportHtml({ case: kept, law: await lawOfCase(store, kept, law), images, locale: 'both' });
      download(new Blob([html], { type: 'text/html' }), `${one.name}.html`);
    } else if (one.capture === null) {
      download(new Blob([priceRecordCsv(kept)], { type: 'text/csv' }), `${one.name}.csv`);
    } else {
      const bytes = await getBlob(one.capture.sha256);
      if (!bytes) return texts('filing.attach.failed', { why: texts('filing.attach.gone') });
      if (way === 'as-is') {
        download(new Blob([new Uint8Array(bytes)], { type: one.capture.mime }), `${one.name}.${one.ending}`);
      } else {
        const made = await asJpeg(bytes, one.capture.mime, channel?.form.attachments.largestBytes ?? null);
        if (!made) return texts('filing.attach.failed', { why: texts('filing.attach.not-small') });
        download(made, `${one.name}.jpg`);
        return texts('filing.attach.saved.jpeg', { size: sizeText(made.size, locale) });
      }
    }
    return texts('filing.attach.saved');
  }
}

/** Host and seller: on a platform the shop is the seller, on a shop of its own the host. */
function placeOf({ url, observations }: Case): string {
  const seller = observations.flatMap((seen) => (seen.kind === 'offer' ? (seen.value.seller ?? []) : []))[0];
  const host = URL.canParse(url) ? new URL(url).host : '';
  return seller === undefined ? host : `${host} ${seller}`;
}

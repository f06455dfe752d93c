/** What the filing sheet shows of a kept case's channels. Pure. */
import type { Case } from '../../components/model/case';
import type { Forms, Law } from '../../rules/language';
import type { FilingChannelShown, FilingSheetProps } from '../../components/ui/filing-sheet';
import { alike } from '../../components/ui/groups';
import { findingSentence } from '../../components/ui/sentences';
import { dateText, inLanguage, type TextLocale } from '../../components/ui/text';
import { attachmentsOf } from '../../components/report/attachments';
import { filingsOf, type FilingChannel } from '../../components/report/filing';
import { ruleOf } from '../../components/report/law-of';

/** A channel with what could be told to it; `earlier` are texts taken for the same shop before, newest first. */
export function channelShown(
  { channel, form, findings }: FilingChannel,
  law: Law,
  locale: TextLocale,
  earlier: FilingChannelShown['earlier'],
): FilingChannelShown {
  return {
    id: channel.id,
    name: inLanguage(channel.name, locale),
    use: inLanguage(channel.use, locale),
    kind: channel.kind,
    url: channel.url,
    phone: channel.phone,
    choices: alike(findings).map(({ key, first, findings: same }) => ({
      key,
      sentence: findingSentence(first, ruleOf(first, law), locale),
      count: same.length,
    })),
    serial: form.serial ? inLanguage(form.serial, locale) : null,
    asOf: dateText(form.asOf, locale),
    confidence: form.confidence,
    alsoInReadersLanguage: form.alsoInReadersLanguage,
    attachments: form.attachments,
    earlier,
  };
}

/** Texts and files of one channel for the groups of findings that are told; nothing for no channel. */
export function filingsShown(
  of: Case,
  channel: FilingChannel | undefined,
  told: ReadonlySet<string>,
  { forms, law, locale }: { forms: Forms; law: Law; locale: TextLocale },
): ReturnType<FilingSheetProps['filingsOf']> {
  if (!channel) return { filings: [], attachments: [], notInCase: [] };
  const findings = alike(channel.findings).flatMap(({ key, findings: same }) => (told.has(key) ? same : []));
  const { list, notInCase } = attachmentsOf(of, findings, channel);
  return {
    filings: filingsOf({ of, findings, channel, forms, law, locale }),
    attachments: list,
    notInCase,
  };
}

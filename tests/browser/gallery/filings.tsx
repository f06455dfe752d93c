/** Sheets of three channels (Chinese, Korean, European) over the made-up case, with the real forms. */
import { attachmentsOf } from '../../../components/report/attachments';
import { filingsOf, type FilingChannel } from '../../../components/report/filing';
import { FilingSheet } from '../../../components/ui/filing-sheet';
import { alike, ruleOf } from '../../../components/ui/groups';
import { findingSentence } from '../../../components/ui/sentences';
import { inLanguage, type TextLocale, type Texts } from '../../../components/ui/text';
import cnForms from '../../../rules/channels/forms/cn.json' with { type: 'json' };
import euForms from '../../../rules/channels/forms/eu.json' with { type: 'json' };
import frForms from '../../../rules/channels/forms/fr.json' with { type: 'json' };
import krForms from '../../../rules/channels/forms/kr.json' with { type: 'json' };
import cn from '../../../rules/channels/cn.json' with { type: 'json' };
import eu from '../../../rules/channels/eu.json' with { type: 'json' };
import fr from '../../../rules/channels/fr.json' with { type: 'json' };
import kr from '../../../rules/channels/kr.json' with { type: 'json' };
import type { Channel, Form, Forms } from '../../../rules/language';
import { kept, law } from './samples';

const channels = [...cn.channels, ...eu.channels, ...fr.channels, ...kr.channels] as Channel[];
const forms: Forms = {
  forms: Object.fromEntries(
    [...cnForms.forms, ...euForms.forms, ...frForms.forms, ...krForms.forms].map((form) => [
      form.channel,
      form as Form,
    ]),
  ),
  says: krForms.says,
};
const flagged = kept.findings.filter(({ outcome }) => outcome === 'flagged');
const shown: FilingChannel[] = ['cn-12315', 'kr-kftc', 'fr-signalconso', 'eu-ecc-net'].flatMap((id) => {
  const channel = channels.find((one) => one.id === id);
  const form = forms.forms[id];
  return channel && form ? [{ channel, form, findings: flagged }] : [];
});

export function FilingScene({ locale, texts }: { locale: TextLocale; texts: Texts }) {
  return (
    <main class="casebook">
      <h1>{texts('casebook.title')}</h1>
      <h2>{kept.title}</h2>
      <FilingSheet
        locale={locale}
        texts={texts}
        channels={shown.map(({ channel, form }, index) => ({
          id: channel.id,
          name: inLanguage(channel.name, locale),
          use: inLanguage(channel.use, locale),
          kind: channel.kind,
          url: channel.url,
          phone: channel.phone,
          choices: alike(flagged).map(({ key, first, findings }) => ({
            key,
            sentence: findingSentence(first, ruleOf(first, law), locale),
            count: findings.length,
          })),
          serial: form.serial ? inLanguage(form.serial, locale) : null,
          asOf: form.asOf,
          confidence: form.confidence,
          alsoInReadersLanguage: form.alsoInReadersLanguage,
          attachments: form.attachments,
          earlier:
            index === 0
              ? [
                  {
                    title: kept.title,
                    at: '2026-11-02T03:24:00.000Z',
                    channel: inLanguage(channel.name, locale),
                  },
                ]
              : [],
        }))}
        filingsOf={(id, told) => {
          const channel = shown.find((one) => one.channel.id === id);
          if (!channel) return { filings: [], attachments: [], notInCase: [] };
          const findings = alike(flagged).flatMap((group) => (told.has(group.key) ? group.findings : []));
          const { list, notInCase } = attachmentsOf(kept, findings, channel);
          return {
            filings: filingsOf({ of: kept, findings, channel, forms, law, locale }),
            attachments: list,
            notInCase,
          };
        }}
        onCopy={() => Promise.resolve()}
        onSave={() => Promise.resolve(texts('filing.attach.saved'))}
      />
    </main>
  );
}

/** Sheets of three channels (Chinese, Korean, European) over the made-up case, with the real forms. */
import type { FilingChannel } from '../../../components/report/filing';
import { channelShown, filingsShown } from '../../../entrypoints/casebook/filing-shown';
import { FilingSheet } from '../../../components/ui/filing-sheet';
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
        channels={shown.map((one, index) =>
          channelShown(
            one,
            law,
            locale,
            index === 0
              ? [
                  {
                    title: kept.title,
                    at: '2026-11-02T03:24:00.000Z',
                    channel: inLanguage(one.channel.name, locale),
                  },
                ]
              : [],
          ),
        )}
        filingsOf={(id, told) =>
          filingsShown(
            kept,
            shown.find(({ channel }) => channel.id === id),
            told,
            { forms, law, locale },
          )
        }
        onCopy={() => Promise.resolve()}
        onSave={() => Promise.resolve(texts('filing.attach.saved'))}
      />
    </main>
  );
}

/** The report of one picture as plain text, for pasting into a letter. Facts only, in the order of the page. */
import { credentialSentences, historySentence } from './credentials-text';
import type { Picture } from '../model/picture';
import {
  failureSentence,
  fileFacts,
  historyOf,
  iptcFacts,
  labelFacts,
  labelReadings,
  statusSentence,
  type Fact,
  type HistoryStep,
} from './picture-facts';
import { mechanismName } from './sentences';
import { textsFor, type TextLocale } from './text';

/** One picture in words; ends with a line that says what a missing mark does not prove. */
export function pictureText(picture: Picture, locale: TextLocale): string {
  const texts = textsFor(locale);
  const lines: string[] = [texts('picture.title'), statusSentence(picture.reading, locale)];
  const part = (title: string, body: readonly string[]): void => {
    if (body.length > 0) lines.push('', title, ...body);
  };
  const { reading } = picture;
  if (picture.pageUrl !== null) lines.push(texts('picture.text.page', { url: picture.pageUrl }));
  if (!reading.ok) return [...lines, failureSentence(reading.code, locale)].join('\n');
  const { statement } = reading;
  part(texts('picture.file'), [
    texts(`picture.rendition.${picture.rendition}`),
    ...facts(fileFacts(picture, reading, locale)),
  ]);
  part(
    texts('picture.mechanisms'),
    statement.mechanisms.map((mechanism) => {
      const at =
        mechanism.offset === null ? '' : ` · ${texts('picture.offset', { offset: mechanism.offset })}`;
      const states = mechanism.declares === null ? '' : ` · ${texts(`origin.${mechanism.declares}`)}`;
      return `- ${mechanismName(mechanism, locale)} [${mechanism.id}]${at}${states}`;
    }),
  );
  if (statement.aigc)
    part(texts('picture.aigc'), [
      ...facts(labelFacts(statement.aigc, locale)),
      ...facts(labelReadings(statement.aigc, locale)),
    ]);
  if (statement.iptc) part(texts('picture.iptc'), facts(iptcFacts(statement.iptc)));
  part(
    texts('picture.traces'),
    reading.quotes.map(({ place, key, text, isWhole }) => `- ${place} ${key}\n${text}${isWhole ? '' : '…'}`),
  );
  if (statement.c2pa && statement.c2pa.state !== 'absent' && statement.c2pa.state !== 'not-applicable')
    part(texts('picture.c2pa'), [
      ...credentialSentences(statement.c2pa, locale),
      ...(statement.c2pa.actions.length > 0 ? [historySentence(statement.c2pa, locale)] : []),
      ...(statement.c2pa.remoteUrl === null ? [] : [statement.c2pa.remoteUrl]),
      ...history(historyOf(statement.c2pa, locale), 0),
    ]);
  part(
    texts('picture.labels'),
    picture.observations.flatMap((one) =>
      one.kind === 'label'
        ? [
            `- ${texts('saw.label', { text: one.value.text, placement: texts(`placement.${one.value.placement}`) })}`,
          ]
        : [],
    ),
  );
  part(
    texts('picture.errors'),
    statement.errors.map(({ code, at }) => `- ${code}${at === null ? '' : ` @ ${String(at)}`}`),
  );
  lines.push('', texts('picture.absence'));
  return lines.join('\n');
}

function facts(list: readonly Fact[]): string[] {
  return list.map(({ name, value }) => `- ${name}: ${value}`);
}

function history(step: HistoryStep, depth: number): string[] {
  const indent = '  '.repeat(depth);
  return [
    `${indent}- ${step.title}`,
    ...step.lines.map((line) => `${indent}  ${line}`),
    ...step.actions.map(({ text, name }) => `${indent}  · ${text} [${name}]`),
    ...step.from.flatMap((one) => history(one, depth + 1)),
  ];
}

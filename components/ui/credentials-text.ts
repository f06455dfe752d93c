/** What the check of Content Credentials found and what it rests on, in sentences. */
import type { C2pa } from '../model/observation';
import { summariseC2pa } from '../provenance/c2pa/meaning';
import { dateText, textIfKnown, textsFor, type TextLocale } from './text';

/** Codes that are no verdict and yet must be said beside one (provenance/c2pa/stapled.ts). */
const NOTES = ['revocation.unverified', 'revocation.after-signing'] as const;

/** The state, and which list of which day it rests on. Records made before lists were told give the state alone. */
export function credentialSentences({ state, trust, statusCodes }: C2pa, locale: TextLocale): string[] {
  const texts = textsFor(locale);
  if (!trust) return [texts(`c2pa.${state}`)];
  const list = (id: string): string => {
    const asOf = trust.lists.find((one) => one.id === id)?.asOf ?? null;
    const name = textIfKnown(locale, `trust.list.${id}`) ?? id;
    return asOf === null ? name : texts('trust.dated', { list: name, date: dateText(asOf, locale) });
  };
  const said: string[] = [];
  if (state === 'valid-untrusted' && trust.lists.length > 0)
    said.push(
      texts('trust.untrusted'),
      texts('trust.compared', { lists: trust.lists.map(({ id }) => list(id)).join(texts('list.separator')) }),
    );
  else said.push(texts(`c2pa.${state}`));
  if (trust.signerList !== null) said.push(texts('trust.by', { list: list(trust.signerList) }));
  if (trust.stampList !== null) said.push(texts('trust.stamp', { list: list(trust.stampList) }));
  else if (state === 'expired-credential') said.push(texts('trust.no-stamp'));
  for (const code of NOTES) if (statusCodes.includes(code)) said.push(texts(code));
  return said;
}

/** What the actions and ingredients come to, in one plain sentence. It repeats what is claimed, whatever the state. */
export function historySentence(c2pa: C2pa, locale: TextLocale): string {
  const { key, values } = summariseC2pa(c2pa);
  return textsFor(locale)(key, values);
}

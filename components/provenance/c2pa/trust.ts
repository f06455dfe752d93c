/**
 * Which keys vouch for signers and for time stamps, in the form that the full reader takes. The lists come
 * with the program as facts about keys (rules/trust) or from the person as a PEM file; nothing is fetched.
 *
 * The reader accepts an anchor only as a certificate, looks it up by name and checks the next signature with
 * its key; it never checks the anchor's own signature, which would prove nothing. So a certificate without a
 * signature is written around the facts (RFC 9925).
 */
import { fromBase64, toBase64 } from '../../model/base64';
import { LIMITS } from '../../model/limits';
import type { TrustAnchor, TrustList } from '../../model/trust';
import { anchorFacts } from './certificate';

/** Id under which the person's own anchors are named. */
export const OWN_LIST = 'own';
/** The reader repeats this address, so that it can be told which list vouched. */
const ADDRESS = 'urn:mingbiao:trust:';

const MAX_CERTIFICATES = 100;
const MAX_OF_ONE_NAME = 8;
const CERTIFICATE = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]{1,20000})-----END CERTIFICATE-----/g;

/** What of an anchor the reader needs. */
type KeptFacts = 'subject' | 'publicKey' | 'keyId' | 'notBefore' | 'notAfter';

export interface NamedAnchor {
  /** Subject as text, most particular name first. */
  name: string;
  facts: Pick<TrustAnchor, KeptFacts>;
  /** This certificate alone, as PEM. */
  pem: string;
}
export type Anchors = { ok: true; pem: string; anchors: NamedAnchor[] } | { ok: false; code: AnchorsCode };
export type AnchorsCode =
  'anchors-too-large' | 'anchors-too-many' | 'anchors-none' | 'anchors-not-authorities';

/**
 * The certificates of authorities in a PEM text, with anything between them (names, comments) left out, each
 * once. `anchors-not-authorities`: one of them may not vouch for others, or is no certificate at all.
 */
export function readAnchors(text: string): Anchors {
  if (text.length > LIMITS.anchorsChars) return { ok: false, code: 'anchors-too-large' };
  const found = [...text.matchAll(CERTIFICATE)].map((match) => (match[1] ?? '').replace(/\s+/g, ''));
  const bodies = [...new Set(found)];
  if (bodies.length === 0) return { ok: false, code: 'anchors-none' };
  if (bodies.length > MAX_CERTIFICATES) return { ok: false, code: 'anchors-too-many' };
  const anchors: NamedAnchor[] = [];
  for (const body of bodies) {
    const facts = anchorFacts(decoded(body));
    if (!facts) return { ok: false, code: 'anchors-not-authorities' };
    anchors.push({
      name: facts.name,
      facts: {
        subject: toBase64(facts.subject),
        publicKey: toBase64(facts.publicKey),
        keyId: facts.keyId && hexOf(facts.keyId),
        notBefore: facts.notBefore,
        notAfter: facts.notAfter,
      },
      pem: pemOf(body),
    });
  }
  return { ok: true, pem: anchors.map(({ pem }) => pem).join(''), anchors };
}

/** One entry of the reader's `trust.anchors`. */
interface ReaderAnchors {
  trust_anchors: string;
  trust_kind: 'manifest' | 'tsa';
  trust_uri: string;
}

/**
 * The anchors for the reader, grouped by the lists that hold them. The reader in use lets any anchor vouch for any
 * purpose, and names whichever group it happened to look through first; C2PA 2.x §14.4 keeps the purposes apart.
 * So each anchor stands in one group only, whose address names all its lists, and the answer is judged by that.
 */
export function readerTrust(lists: readonly TrustList[], ownPem: string | null): ReaderAnchors[] {
  const own = ownPem === null ? null : readAnchors(ownPem);
  const held = new Map<string, { anchor: Pick<TrustAnchor, KeptFacts>; ids: string[] }>();
  const hold = (anchor: Pick<TrustAnchor, KeptFacts>, id: string): void => {
    const key = `${anchor.subject} ${anchor.publicKey}`;
    const known = held.get(key);
    if (!known) held.set(key, { anchor, ids: [id] });
    else if (!known.ids.includes(id)) known.ids.push(id);
  };
  for (const { id, anchors } of lists) for (const anchor of anchors) hold(anchor, id);
  if (own?.ok) for (const { facts } of own.anchors) hold(facts, OWN_LIST);
  const groups = new Map<string, string>();
  for (const { anchor, ids } of held.values()) {
    const group = ids.join('+');
    groups.set(group, `${groups.get(group) ?? ''}${pemOf(toBase64(certificateOf(anchor)))}`);
  }
  const isForStampsOnly = (group: string): boolean =>
    group.split('+').every((id) => lists.some((list) => list.id === id && list.purpose === 'time-stamps'));
  return [...groups].map(([group, pem]) => ({
    trust_anchors: pem,
    trust_kind: isForStampsOnly(group) ? 'tsa' : 'manifest',
    trust_uri: `${ADDRESS}${group}`,
  }));
}

/**
 * The anchors of this name, as the certificates that the reader is given. `subject` is the name in DER. At most a few:
 * what is looked for is a key, and a name with many keys is nobody's.
 */
export function anchorsNamed(
  subject: Uint8Array,
  lists: readonly TrustList[],
  ownPem: string | null,
): Uint8Array[] {
  const name = toBase64(subject);
  const own = ownPem === null ? null : readAnchors(ownPem);
  const held = [
    ...lists.flatMap(({ anchors }) => anchors),
    ...(own?.ok ? own.anchors.map(({ facts }) => facts) : []),
  ];
  const named = new Map(held.filter((one) => one.subject === name).map((one) => [one.publicKey, one]));
  return [...named.values()].slice(0, MAX_OF_ONE_NAME).map(certificateOf);
}

/**
 * Which list vouches, from the reader's explanation of `signingCredential.trusted` or `timeStamp.trusted`: the id
 * of the first list of that group that serves the purpose, or `own`. Null when none does. The address stands at the end;
 * what stands before it holds names out of certificates, which anybody may choose.
 */
export function vouchedBy(
  explanation: string,
  purpose: TrustList['purpose'],
  lists: readonly Pick<TrustList, 'id' | 'purpose'>[],
): string | null {
  const ids = /(?:\[|: )urn:mingbiao:trust:([a-z0-9+-]{1,200})(?:\] trust anchors)?$/
    .exec(explanation)?.[1]
    ?.split('+');
  if (!ids) return null;
  const list = lists.find(({ id, purpose: serves }) => serves === purpose && ids.includes(id));
  return list?.id ?? (ids.includes(OWN_LIST) ? OWN_LIST : null);
}

/** id-alg-unsigned, RFC 9925 §3.1. */
const UNSIGNED = sequence(Uint8Array.of(0x06, 0x08, 0x2b, 6, 1, 5, 5, 7, 6, 36));
const VERSION_3 = Uint8Array.of(0xa0, 0x03, 0x02, 0x01, 0x02);
const SERIAL = Uint8Array.of(0x02, 0x01, 0x01);
const IS_AUTHORITY = extension(0x13, true, sequence(Uint8Array.of(0x01, 0x01, 0xff)));
const MAY_SIGN_CERTIFICATES = extension(0x0f, true, Uint8Array.of(0x03, 0x02, 0x02, 0x04));

/** A certificate without a signature around the facts of an anchor (RFC 5280 §4.1, RFC 9925). */
export function certificateOf(anchor: Pick<TrustAnchor, KeptFacts>): Uint8Array {
  const subject = fromBase64(anchor.subject);
  const keyId = anchor.keyId === null ? null : fromHex(anchor.keyId);
  const body = sequence(
    VERSION_3,
    SERIAL,
    UNSIGNED,
    subject,
    sequence(generalizedTime(anchor.notBefore), generalizedTime(anchor.notAfter)),
    subject,
    fromBase64(anchor.publicKey),
    tlv(
      0xa3,
      sequence(
        IS_AUTHORITY,
        MAY_SIGN_CERTIFICATES,
        ...(keyId ? [extension(0x0e, false, tlv(0x04, keyId))] : []),
      ),
    ),
  );
  return sequence(body, UNSIGNED, Uint8Array.of(0x03, 0x01, 0x00));
}

/** One of the standard extensions, id-ce (2.5.29). */
function extension(id: number, isCritical: boolean, value: Uint8Array): Uint8Array {
  return sequence(
    Uint8Array.of(0x06, 0x03, 0x55, 0x1d, id),
    ...(isCritical ? [Uint8Array.of(0x01, 0x01, 0xff)] : []),
    tlv(0x04, value),
  );
}

function generalizedTime(iso: string): Uint8Array {
  return tlv(0x18, new TextEncoder().encode(iso.replace(/[-:T]|\.\d+/g, '')));
}

function sequence(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return tlv(0x30, whole);
}

/** One DER value: tag, length in the shortest form, content of less than 64 KB. X.690 §10.1. */
function tlv(tag: number, content: Uint8Array): Uint8Array {
  const size = content.length;
  const head =
    size < 0x80 ? [tag, size] : size < 0x100 ? [tag, 0x81, size] : [tag, 0x82, size >> 8, size & 0xff];
  const whole = new Uint8Array(head.length + size);
  whole.set(head);
  whole.set(content, head.length);
  return whole;
}

function pemOf(base64: string): string {
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}(?=.)/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}

/** Text that is no base64 gives no bytes, and so no certificate. */
function decoded(text: string): Uint8Array {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0 ? fromBase64(text) : new Uint8Array(0);
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length >> 1 }, (_, at) => parseInt(hex.slice(at * 2, at * 2 + 2), 16));
}

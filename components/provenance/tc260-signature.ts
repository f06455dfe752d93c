/**
 * Checks the signature that TC260-PG-202511A (SM3withSM2) puts into ReservedCode1 and ReservedCode2 of the
 * GB 45438-2025 label, where a reader can: the field must carry the signature and the key or certificate.
 *
 * The exact encoding is not public in a form we could rely on, and what real files carry differs: a bare
 * signature in hex (MiniMax), an opaque block in Base64 (Tencent), or a plain content number, which is no
 * signature. So several forms are read, and only a field that describes itself completely can be `invalid`.
 * A `valid` answer says that signature and label belong together under the key in the field. It does not say
 * whose key that is: anyone can make one.
 */
// Static, though hardly any label carries a key: a service worker cannot import at run time.
import { sm2 } from 'sm-crypto-v2';
import { LIMITS } from '../model/limits';
import type { Aigc } from '../model/observation';

export type SignatureState = Aigc['signature'];
export type SignedFields = Pick<
  Aigc,
  | 'label'
  | 'contentProducer'
  | 'produceId'
  | 'reservedCode1'
  | 'contentPropagator'
  | 'propagateId'
  | 'reservedCode2'
>;

/** Longest reserved field looked into; the model keeps no more. */
const CODE_CHARS = 4096;
const MAX_PARTS = 8;

/** User id that GM/T 0009-2012 §10 prescribes where none is agreed. */
const DEFAULT_USER_ID = '1234567812345678';

type Code =
  | { kind: 'absent' }
  | { kind: 'opaque' }
  | { kind: 'signed'; signature: Uint8Array; publicKey: Uint8Array; stated: Stated | null };

/** What a self-describing field says was signed. */
interface Stated {
  messages: Uint8Array[];
  userId: string;
}

/**
 * State of the signatures in both reserved fields. `absent`: nothing in them looks like a signature.
 * `present-not-checkable`: a signature or an opaque block, but no key, or no known form verifies. `valid`:
 * every signature found fits. `invalid`: one describes itself completely and does not fit. Never rejects.
 */
export async function checkSignature(fields: SignedFields): Promise<SignatureState> {
  const states = new Set<SignatureState>();
  for (const [code, side] of [
    [fields.reservedCode1, 'producer'],
    [fields.reservedCode2, 'propagator'],
  ] as const) {
    states.add(await checkCode(readCode(code), fields, side));
  }
  for (const state of ['invalid', 'present-not-checkable', 'valid'] as const) {
    if (states.has(state)) return state;
  }
  return 'absent';
}

async function checkCode(
  code: Code,
  fields: SignedFields,
  side: 'producer' | 'propagator',
): Promise<SignatureState> {
  if (code.kind === 'absent') return 'absent';
  if (code.kind === 'opaque') return 'present-not-checkable';
  const key = hex(code.publicKey);
  const signature = rawSignature(code.signature);
  if (signature === null) return 'present-not-checkable';
  const messages = code.stated?.messages ?? guessedMessages(fields, side);
  const userIds = code.stated ? [code.stated.userId] : [DEFAULT_USER_ID, ''];
  try {
    if (!sm2.verifyPublicKey(key)) return 'present-not-checkable';
    for (const message of messages) {
      for (const userId of userIds) {
        if (sm2.doVerifySignature(message, hex(signature), key, { hash: true, userId })) return 'valid';
      }
    }
  } catch (error) {
    // The library throws on points and numbers outside the curve: the material cannot be used.
    if (error instanceof Error) return 'present-not-checkable';
    throw error;
  }
  return code.stated ? 'invalid' : 'present-not-checkable';
}

/** What is in one reserved field, told by its form alone. */
function readCode(value: string | null): Code {
  const text = value?.trim() ?? '';
  if (text === '') return { kind: 'absent' };
  if (text.length > CODE_CHARS) return { kind: 'opaque' };
  if (text.startsWith('{')) return readObject(text);
  return readParts(text);
}

const NAMES = {
  signature: ['signature', 'signvalue', 'signaturevalue', 'sign', 'sig'],
  key: ['publickey', 'pubkey', 'certificate', 'cert', 'signcert', 'x5c'],
  message: ['signeddata', 'tosign', 'plaintext', 'message', 'data'],
  algorithm: ['algorithm', 'signalgorithm', 'signaturealgorithm', 'signalg', 'alg'],
  userId: ['userid', 'uid'],
} as const;

function readObject(text: string): Code {
  const members = membersOf(text);
  if (members === null) return { kind: 'opaque' };
  const given = (names: readonly string[]): string | null => {
    for (const name of names) {
      const value = members.get(name);
      if (value !== undefined && value !== '') return value;
    }
    return null;
  };
  const signatureText = given(NAMES.signature);
  if (signatureText === null) return { kind: 'absent' };
  const signature = decode(signatureText);
  const publicKey = sm2Key(decode(given(NAMES.key) ?? ''));
  if (!signature || !publicKey) return { kind: 'opaque' };
  const message = given(NAMES.message);
  const isNamed = /sm3.{0,6}sm2|1\.2\.156\.10197\.1\.501/i.test(given(NAMES.algorithm) ?? '');
  const stated =
    message !== null && isNamed ? { messages: readings(message), userId: given(NAMES.userId) } : null;
  return {
    kind: 'signed',
    signature,
    publicKey,
    stated: stated && { messages: stated.messages, userId: stated.userId ?? DEFAULT_USER_ID },
  };
}

function membersOf(text: string): Map<string, string> | null {
  try {
    const object: unknown = JSON.parse(text);
    if (typeof object !== 'object' || object === null) return null;
    const members = new Map<string, string>();
    for (const [name, value] of Object.entries(object)) {
      const plain: unknown = Array.isArray(value) ? value[0] : value;
      if (typeof plain === 'string') members.set(name.toLowerCase().replace(/[_-]/g, ''), plain);
    }
    return members;
  } catch (error) {
    // JSON.parse has no other way to say "not JSON".
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Parts set off by marks that neither hex nor Base64 uses: each is told by what it decodes to. */
function readParts(text: string): Code {
  const parts = text
    .split(/[|,;:.\s]+/)
    .slice(0, MAX_PARTS)
    .map(decode)
    .filter((part) => part !== null);
  const publicKey = parts.map(sm2Key).find((key) => key !== null);
  const signature = parts.find(
    (part) => isDerSignature(part) || (part.length === 64 && publicKey !== undefined),
  );
  if (signature && publicKey) return { kind: 'signed', signature, publicKey, stated: null };
  // Long random bytes may be a signature in a form we do not know; a content number is shorter than that.
  const isLong = parts.some((part) => part.length >= 64);
  return signature || isLong ? { kind: 'opaque' } : { kind: 'absent' };
}

/** Hex, Base64 or PEM; null for anything else. */
function decode(text: string): Uint8Array | null {
  const body = text.replace(/-----(BEGIN|END) [A-Z ]+-----/g, '').replace(/\s+/g, '');
  if (body === '' || body.length > CODE_CHARS) return null;
  if (/^(?:[0-9a-f]{2})+$/i.test(body)) {
    return Uint8Array.from(body.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  }
  if (!/^[\w+/-]+={0,2}$/.test(body)) return null;
  const standard = body.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, '');
  if (standard.length % 4 === 1) return null;
  return Uint8Array.from(atob(standard), (char) => char.charCodeAt(0));
}

/** Object identifier of the SM2 curve, then a bit string with an uncompressed point, as in every SPKI. */
const SM2_POINT = '06082a811ccf5501822d03420004';

/** The public key, 65 bytes from 04, in a bare point, an SPKI or a certificate; null when there is none. */
function sm2Key(bytes: Uint8Array | null): Uint8Array | null {
  if (bytes === null) return null;
  if (bytes.length === 65 && bytes[0] === 4) return bytes;
  if (bytes[0] !== 0x30 || bytes.length > LIMITS.textChars * 8) return null;
  const at = hex(bytes).indexOf(SM2_POINT);
  const from = at / 2 + SM2_POINT.length / 2 - 1;
  return at < 0 || at % 2 === 1 || from + 65 > bytes.length ? null : bytes.slice(from, from + 65);
}

function isDerSignature(bytes: Uint8Array): boolean {
  return integers(bytes) !== null;
}

/** r and s, 32 bytes each, from either form; null when it is no SM2 signature. GM/T 0009-2012 §7.3. */
function rawSignature(bytes: Uint8Array): Uint8Array | null {
  if (bytes.length === 64) return bytes;
  const pair = integers(bytes);
  if (pair === null) return null;
  const raw = new Uint8Array(64);
  raw.set(pair[0], 32 - pair[0].length);
  raw.set(pair[1], 64 - pair[1].length);
  return raw;
}

/** The two integers of a DER signature without leading zeros, each at most 32 bytes. */
function integers(bytes: Uint8Array): [Uint8Array, Uint8Array] | null {
  if (bytes[0] !== 0x30 || bytes[1] !== bytes.length - 2) return null;
  const first = integer(bytes, 2);
  const second = first && integer(bytes, first.end);
  return first && second && second.end === bytes.length ? [first.value, second.value] : null;
}

function integer(bytes: Uint8Array, at: number): { value: Uint8Array; end: number } | null {
  const length = bytes[at + 1] ?? 0;
  const end = at + 2 + length;
  if (bytes[at] !== 0x02 || length === 0 || length > 33 || end > bytes.length) return null;
  const value = bytes.subarray(bytes[at + 2] === 0 ? at + 3 : at + 2, end);
  return value.length > 32 ? null : { value, end };
}

/** A stated message as text and, where it could be that, as the bytes it encodes. */
function readings(message: string): Uint8Array[] {
  const decoded = decode(message);
  return [utf8(message), ...(decoded ? [decoded] : [])];
}

/** Ways in which the label's own fields may have been put together before signing. */
function guessedMessages(fields: SignedFields, side: 'producer' | 'propagator'): Uint8Array[] {
  const producer = {
    Label: fields.label,
    ContentProducer: fields.contentProducer,
    ProduceID: fields.produceId,
  };
  const propagator = { ContentPropagator: fields.contentPropagator, PropagateID: fields.propagateId };
  const own = side === 'producer' ? producer : propagator;
  const whole = {
    ...producer,
    ReservedCode1: side === 'producer' ? '' : fields.reservedCode1,
    ...propagator,
  };
  const groups = [
    own,
    { ...producer, ...propagator },
    { Label: fields.label, ...own },
    { ...whole, ReservedCode2: '' },
  ];
  const texts = groups.flatMap((group) => {
    const values = Object.values(group).map((value) => value ?? '');
    const filled = Object.fromEntries(Object.entries(group).map(([name, value]) => [name, value ?? '']));
    const pairs = Object.entries(filled).map(([name, value]) => `${name}=${value}`);
    return [...['', '|', ',', '&'].map((mark) => values.join(mark)), pairs.join('&'), JSON.stringify(filled)];
  });
  return [...new Set(texts)].map(utf8);
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

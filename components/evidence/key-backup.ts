/**
 * The backup of a signing key: one small JSON file, protected by a passphrase, so that a person who changes
 * computer signs on with the same key.
 *
 * The daily key stays exportable. A key that cannot be exported cannot be backed up either, and the other way
 * out, a second copy locked by a third key in the same database, would protect from nobody: whoever can read
 * that database, or run as this extension, has all three. Pages can do neither. So there is one key, it is
 * exported in this one file, and only under a passphrase.
 *
 * Format `mingbiao-key/1`, canonical JSON: `key` is the private key as PKCS #8 (RFC 5958) under AES-256-GCM;
 * the AES key is PBKDF2-HMAC-SHA-256 of the passphrase in UTF-8 (NFC), 1,000,000 rounds, 16 random bytes of
 * salt; everything else in the file is the additional data of AES-GCM, so that nothing of it can be changed.
 */
import { fromBase64, toBase64 } from '../model/base64';
import { PlainError } from '../model/plain-error';
import { z } from '../model/zod';
import { canonicalJson } from './canonical';
import { publicKeyFrom, type SigningKey } from './signature';

export const BACKUP_FORMAT = 'mingbiao-key/1';
/** OWASP's Password Storage Cheat Sheet asks for 600,000 with SHA-256; we write more and read no less. */
const ITERATIONS = 1_000_000;
const FEWEST_ITERATIONS = 600_000;
/** More would let a foreign file hold the page for minutes. */
const MOST_ITERATIONS = 5_000_000;
export const SHORTEST_PASSPHRASE = 12;
const LONGEST_PASSPHRASE = 1_000;
/** A backup is about 700 bytes; a larger file is none. */
export const LARGEST_BACKUP_BYTES = 4_096;

const base64 = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/);
const backupSchema = z.strictObject({
  format: z.literal(BACKUP_FORMAT),
  publicKey: z.string().regex(/^[A-Za-z0-9+/]{160}$/),
  kdf: z.strictObject({
    name: z.literal('PBKDF2'),
    hash: z.literal('SHA-256'),
    iterations: z.number().int().min(FEWEST_ITERATIONS).max(MOST_ITERATIONS),
    salt: z.string().regex(/^[A-Za-z0-9+/]{22}==$/),
  }),
  cipher: z.strictObject({ name: z.literal('AES-GCM'), iv: z.string().regex(/^[A-Za-z0-9+/]{16}$/) }),
  key: base64(1_000),
});
type Backup = z.infer<typeof backupSchema>;

/** The backup as text. Rejects with `passphrase-too-short`. */
export async function backUpKey(
  key: SigningKey,
  passphrase: string,
  iterations = ITERATIONS,
): Promise<string> {
  if ([...passphrase].length < SHORTEST_PASSPHRASE || passphrase.length > LONGEST_PASSPHRASE)
    throw new PlainError('passphrase-too-short', BACKUP_ERRORS['passphrase-too-short']);
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const head: Omit<Backup, 'key'> = {
    format: BACKUP_FORMAT,
    publicKey: toBase64(key.publicKey),
    kdf: { name: 'PBKDF2', hash: 'SHA-256', iterations, salt: toBase64(salt) },
    cipher: { name: 'AES-GCM', iv: toBase64(iv) },
  };
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', key.privateKey);
  const lock = await lockOf(passphrase, head, 'encrypt');
  const locked = await crypto.subtle.encrypt(gcmOf(head), lock, pkcs8);
  return `${canonicalJson({ ...head, key: toBase64(new Uint8Array(locked)) })}\n`;
}

/**
 * The key out of its backup. Rejects with `backup-unreadable` (not such a file), `wrong-passphrase` (AES-GCM
 * cannot tell that from a changed file) or `backup-contradicts-itself` (private and public key do not belong
 * together).
 */
export async function restoreKey(text: string, passphrase: string): Promise<SigningKey> {
  const backup = parsed(text);
  if (!backup) throw new PlainError('backup-unreadable', BACKUP_ERRORS['backup-unreadable']);
  const { key: locked, ...head } = backup;
  let pkcs8: ArrayBuffer;
  try {
    const lock = await lockOf(passphrase.slice(0, LONGEST_PASSPHRASE), head, 'decrypt');
    pkcs8 = await crypto.subtle.decrypt(gcmOf(head), lock, fromBase64(locked));
  } catch (error) {
    throw new PlainError('wrong-passphrase', BACKUP_ERRORS['wrong-passphrase'], { cause: error });
  }
  const publicBytes = fromBase64(head.publicKey);
  const key = await keyFrom(pkcs8);
  const shown = await publicKeyFrom(publicBytes);
  if (!key || !shown || !(await belongTogether(key, shown)))
    throw new PlainError('backup-contradicts-itself', BACKUP_ERRORS['backup-contradicts-itself']);
  return { privateKey: key, publicKey: publicBytes };
}

function parsed(text: string): Backup | null {
  if (text.length > LARGEST_BACKUP_BYTES) return null;
  try {
    const read = backupSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

async function lockOf(
  passphrase: string,
  { kdf }: Pick<Backup, 'kdf'>,
  use: 'encrypt' | 'decrypt',
): Promise<CryptoKey> {
  const words = new TextEncoder().encode(passphrase.normalize('NFC'));
  const base = await crypto.subtle.importKey('raw', words, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: kdf.name, hash: kdf.hash, iterations: kdf.iterations, salt: fromBase64(kdf.salt) },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    [use],
  );
}

function gcmOf(head: Omit<Backup, 'key'>): AesGcmParams {
  const additionalData = new TextEncoder().encode(canonicalJson(head));
  return { name: 'AES-GCM', iv: fromBase64(head.cipher.iv), additionalData };
}

async function keyFrom(pkcs8: ArrayBuffer): Promise<CryptoKey | null> {
  try {
    return await crypto.subtle.importKey('pkcs8', pkcs8, { name: 'ECDSA', namedCurve: 'P-384' }, true, [
      'sign',
    ]);
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

async function belongTogether(privateKey: CryptoKey, publicKey: CryptoKey): Promise<boolean> {
  const probe = crypto.getRandomValues(new Uint8Array(32));
  const how = { name: 'ECDSA', hash: 'SHA-256' };
  return crypto.subtle.verify(how, publicKey, await crypto.subtle.sign(how, privateKey, probe), probe);
}

const BACKUP_ERRORS = {
  'passphrase-too-short': {
    zh: `口令至少要有 ${String(SHORTEST_PASSPHRASE)} 个字符。几个互不相关的词连在一起，既好记又不易猜中。`,
    en: `The passphrase needs at least ${String(SHORTEST_PASSPHRASE)} characters. A few unrelated words are easy to keep in mind and hard to guess.`,
  },
  'backup-unreadable': {
    zh: '这不是明标的密钥备份文件，或文件不完整。请选择当时存下的那个文件。现有的密钥没有变动。',
    en: 'This is not a Mingbiao key backup, or it is incomplete. Choose the file that was saved then. The present key has not changed.',
  },
  'wrong-passphrase': {
    zh: '口令不对，或者备份文件被改动过。请再试一次。现有的密钥没有变动。',
    en: 'The passphrase does not fit, or the backup file was changed. Try again. The present key has not changed.',
  },
  'backup-contradicts-itself': {
    zh: '备份文件中的私钥与公钥不是一对，没有恢复。现有的密钥没有变动。',
    en: 'The private and the public key in this backup do not belong together, so nothing was restored. The present key has not changed.',
  },
} as const;

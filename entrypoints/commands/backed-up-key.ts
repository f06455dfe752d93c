/** The key for `--key BACKUP.json`: a backup made in the extension, opened with its passphrase. */
import { readFile } from 'node:fs/promises';
import { LARGEST_BACKUP_BYTES, restoreKey } from '../../components/evidence/key-backup';
import type { SigningKey } from '../../components/evidence/signature';

/**
 * Takes the passphrase from MINGBIAO_KEY_PASSPHRASE, else asks for it where somebody can answer, without showing
 * it. Null when no backup was named. Rejects with a PlainError for a wrong passphrase or a file that is no backup.
 */
export async function backedUpKey(backup: string | undefined): Promise<SigningKey | null> {
  if (backup === undefined) return null;
  const text = (await readFile(backup)).subarray(0, LARGEST_BACKUP_BYTES + 1).toString('utf8');
  const passphrase = process.env['MINGBIAO_KEY_PASSPHRASE'] ?? (await askedFor(`passphrase of ${backup}: `));
  return restoreKey(text, passphrase);
}

/** What is typed on the terminal up to Enter, not shown; empty where there is no terminal. */
async function askedFor(question: string): Promise<string> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY) return '';
  stderr.write(question);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  let typed = '';
  try {
    for await (const piece of stdin as AsyncIterable<string>) {
      for (const sign of piece) {
        if (sign === '\r' || sign === '\n') return typed;
        // Raw mode leaves Ctrl-C to us.
        if (sign === '\u0003') process.exit(130);
        typed = sign === '\u007f' || sign === '\b' ? [...typed].slice(0, -1).join('') : typed + sign;
      }
    }
    return typed;
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    stderr.write('\n');
  }
}

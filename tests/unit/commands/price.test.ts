import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Runs the command on these bytes; with `closeAfter`, its reader goes away after the first line. */
function run(
  input: Uint8Array,
  closesEarly = false,
): Promise<{ out: string; err: string; code: number | null }> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', join(ROOT, 'entrypoints/commands/price.ts'), '--json'],
      { cwd: ROOT },
    );
    let [out, err] = ['', ''];
    child.stdout.on('data', (part: Buffer) => {
      out += part.toString();
      if (closesEarly) child.stdout.destroy();
    });
    child.stderr.on('data', (part: Buffer) => (err += part.toString()));
    child.stdin.on('error', () => undefined); // the command may end before all is written
    child.on('error', reject);
    child.on('close', (code) => resolve({ out, err, code }));
    child.stdin.end(input);
  });
}

describe('the price command', () => {
  it('answers every line in its place, whatever its bytes', async () => {
    const long = '9'.repeat(1_000_000);
    const input = Buffer.concat([
      Buffer.from('\ufeff¥199\r\n\r\n  \n'),
      Buffer.from([0xff, 0xfe, 0x24, 0x35, 0x0a]),
      Buffer.from(`${long}\n$6\u2028$7\n券后¥8`),
    ]);
    const { out, err, code } = await run(input);
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { text: string; current: string | null });
    expect(lines.map(({ text }) => text)).toEqual([
      '¥199',
      '',
      '  ',
      '\ufffd\ufffd$5',
      long,
      '$6\u2028$7',
      '券后¥8',
    ]);
    expect(lines.map(({ current }) => current)).toEqual(['199', null, null, '5', null, '6', '8']);
    expect([err, code]).toEqual(['', 0]);
  });

  it('ends in peace when its reader has seen enough', async () => {
    const { err, code } = await run(Buffer.from('$5\n'.repeat(100_000)), true);
    expect([err, code]).toEqual(['', 0]);
  });
});

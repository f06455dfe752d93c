/** The command as people and programs use it: folders, links in a circle, pipes, odd names, lists with known answers. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspect } from '../../../entrypoints/commands/inspect';
import { seiUserData, transportStream } from '../../make/containers/mpeg-ts';
import { withAigcXmp } from '../../make/marks';
import { aigcJson } from '../../make/payloads';
import { root } from '../../house/sources';
import { plainJpeg } from '../provenance/build';

const folder = mkdtempSync(join(tmpdir(), 'mingbiao-inspect-'));
const at = (...names: string[]): string => join(folder, ...names);

beforeAll(() => {
  mkdirSync(at('shop', 'inner'), { recursive: true });
  writeFileSync(at('shop', 'plain.jpg'), plainJpeg());
  writeFileSync(at('shop', 'inner', 'marked.jpg'), withAigcXmp(plainJpeg()));
  writeFileSync(at('shop', '.hidden.jpg'), plainJpeg());
  writeFileSync(at('--odd.jpg'), plainJpeg());
  writeFileSync(at('empty.jpg'), '');
  writeFileSync(at('film.mp4'), Uint8Array.from([0, 0, 0, 16, ...Buffer.from('ftypisom'), 0, 0, 0, 0]));
  // Holes take no room on the disk; a reader that read them would take minutes.
  truncateSync(at('film.mp4'), 4 * 1024 ** 3 + 17);
  symlinkSync('.', at('shop', 'round'));
  symlinkSync('nowhere', at('dangling.jpg'));
  execFileSync('mkfifo', [at('pipe.jpg')]);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function lines(...args: string[]): Promise<{ code: number; rows: Record<string, unknown>[] }> {
  const rows: Record<string, unknown>[] = [];
  const code = await inspect(['--json', ...args], (line) => {
    rows.push(JSON.parse(line) as Record<string, unknown>);
  });
  return { code, rows };
}

const KEYS = 'file container bytesRead declared status mechanisms generator aigc c2pa iptc errors'.split(' ');
const FIELDS = 'Label ContentProducer ProduceID ReservedCode1 ContentPropagator PropagateID ReservedCode2';

describe('inspect', () => {
  it('reads a list of a stream with the parts that lie beside it, and none that lie elsewhere', async () => {
    mkdirSync(at('room', 'low'), { recursive: true });
    const list = (part: string): string => `#EXTM3U\n#EXTINF:2,\n${part}\n`;
    const marked = transportStream({ units: [seiUserData(aigcJson({ label: '3' }))] });
    writeFileSync(at('room', 'live.m3u8'), list('low/a.ts?token=1'));
    writeFileSync(at('room', 'low', 'a.ts'), marked);
    writeFileSync(at('outside.ts'), marked);
    writeFileSync(at('room', 'out.m3u8'), list('../outside.ts'));
    writeFileSync(at('room', 'net.m3u8'), list('https://shop.example/a.ts'));
    const { code, rows } = await lines(
      at('room', 'live.m3u8'),
      at('room', 'out.m3u8'),
      at('room', 'net.m3u8'),
    );
    expect(code).toBe(0);
    expect(rows.map(({ container, status }) => [container, status])).toEqual([
      ['hls', '疑似'],
      ['hls', null],
      ['hls', null],
    ]);
    expect(rows.map(({ parts }) => (parts as object[]).length)).toEqual([2, 1, 1]);
    for (const { declared, errors } of rows.slice(1)) {
      expect(declared).toBe('unreadable');
      expect((errors as { code: string }[]).map((one) => one.code)).toContain('stream-part-elsewhere');
    }
    rmSync(at('room'), { recursive: true });
    rmSync(at('outside.ts'));
  });

  it('gives each file of a folder once, links in a circle and hidden files left out', async () => {
    const { code, rows } = await lines(at('shop'));
    expect(code).toBe(0);
    expect(rows.map(({ file }) => relative(folder, String(file)))).toEqual([
      join('shop', 'inner', 'marked.jpg'),
      join('shop', 'plain.jpg'),
    ]);
  });

  it('gives every file the same keys in the documented order, whatever became of it', async () => {
    const { rows } = await lines(at('shop'), at('empty.jpg'), at('missing.jpg'), at('film.mp4'));
    for (const row of rows) expect(Object.keys(row)).toEqual(KEYS);
    expect(Object.keys(rows[0]?.['aigc'] as object).slice(0, 7)).toEqual(FIELDS.split(' '));
    expect(rows.map(({ declared }) => declared)).toEqual([
      'generated',
      'none',
      'unreadable',
      'unreadable',
      'none',
    ]);
  });

  it('answers what is no file, does not exist or would wait for ever, and ends well', async () => {
    const { code, rows } = await lines(at('pipe.jpg'), at('dangling.jpg'), '/dev/null', at('missing.jpg'));
    expect(code).toBe(0);
    expect(rows.map(({ errors }) => (errors as { code: string }[])[0]?.code)).toEqual([
      'file-not-a-file',
      'file-enoent',
      'file-not-a-file',
      'file-enoent',
    ]);
  });

  it('reads a few pages of a film of 4 GB', async () => {
    const [film] = (await lines(at('film.mp4'))).rows;
    expect(film).toMatchObject({ container: 'mp4', declared: 'none' });
    expect(film?.['bytesRead']).toBeLessThan(65_536);
  });

  it('takes names that look like options behind two dashes, and says what it does not know', async () => {
    expect((await lines('--', at('--odd.jpg'))).rows).toHaveLength(1);
    expect((await lines('--odd.jpg')).code).toBe(2);
    expect((await lines()).code).toBe(2);
    const said: string[] = [];
    expect(await inspect(['--help'], (line) => said.push(line))).toBe(0);
    expect(said.join()).toContain('inspect [--json] FILE…');
  });

  it('compares with a list of known answers', async () => {
    const list = at('list.json');
    const entry = (file: string, declared: string, mechanisms: string[], c2pa = 'absent'): object => ({
      file,
      expected: { declared, mechanisms, c2pa },
    });
    writeFileSync(
      list,
      JSON.stringify({
        files: [
          entry('shop/plain.jpg', 'none', []),
          entry('shop/inner/marked.jpg', 'generated', ['xmp-tc260']),
          entry('empty.jpg', 'none', ['png-text-aigc']),
        ],
      }),
    );
    const { code, rows } = await lines('--against', list);
    expect(code).toBe(0);
    expect(rows[0]).toMatchObject({
      files: 3,
      declared: { none: { none: 1, unreadable: 1 }, generated: { generated: 1 } },
      mechanisms: { found: 1, missed: 1, added: 0 },
    });
    expect(rows[0]?.['differences']).toHaveLength(3);
    const text: string[] = [];
    await inspect(['--against', list], (line) => text.push(line));
    expect(text.join('\n')).toContain('differs: empty.jpg, declared: list none, reader unreadable');
    writeFileSync(list, '{"files": 3}');
    expect((await lines('--against', list)).code).toBe(2);
    expect((await lines('--against', at('missing.json'))).code).toBe(2);
  });

  it('ends quietly when nobody reads on', () => {
    // More lines than a pipe holds, so that the command still writes when its reader has gone.
    const names = Array.from({ length: 400 }, () => at('shop', 'plain.jpg'));
    const loader = join(root, 'node_modules', 'tsx', 'dist', 'esm', 'index.mjs');
    const command = join(root, 'entrypoints', 'commands', 'inspect.ts');
    const script = '"$0" --import "$1" "$2" --json "${@:3}" | head -n 1 >/dev/null; exit "${PIPESTATUS[0]}"';
    const done = spawnSync('bash', ['-c', script, process.execPath, loader, command, ...names], {
      encoding: 'utf8',
      env: { ...process.env, TSX_TSCONFIG_PATH: join(root, 'tsconfig.json') },
    });
    expect({ status: done.status, stderr: done.stderr.replace(/^npm .*\n/gm, '') }).toEqual({
      status: 0,
      stderr: '',
    });
  });
});

import { open, mkdtemp, rm } from 'node:fs/promises';
import { execFileSync, spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesSource, type ByteSource } from '../../../components/evidence/byte-source';
import { readZip, writeZip, type ZipEntry } from '../../../components/evidence/zip';
import { openZip, readEntry, zipWriter } from '../../../components/evidence/zip-stream';

const RUNS = Number(process.env['MINGBIAO_FUZZ_RUNS'] ?? 200);
const BOUNDS = { entries: 200_000, bytes: 2 ** 42 };
const name = fc.stringMatching(/^[a-z]{1,6}(\/[a-z]{1,6}){0,2}\.[a-z]{1,3}$/);
const entries = fc.uniqueArray(fc.record({ name, bytes: fc.uint8Array({ maxLength: 60 }) }), {
  selector: (entry) => entry.name,
  maxLength: 6,
});

async function streamed(list: readonly ZipEntry[]): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const writer = zipWriter({ write: (bytes) => Promise.resolve(void parts.push(bytes.slice())) });
  for (const { name: of, bytes } of [...list].sort((a, b) => (a.name < b.name ? -1 : 1)))
    await writer.add(of, bytes);
  await writer.finish();
  return new Uint8Array(Buffer.concat(parts));
}

type Whole = { ok: true; entries: [string, number[]][] } | { ok: false; code: string };

/** Everything that the reader by place says of some bytes, in the words of the reader of whole files. */
async function wholeOf(source: ByteSource): Promise<Whole> {
  const zip = await openZip(source, BOUNDS);
  if (!zip.ok) return { ok: false, code: zip.code };
  const found: [string, number[]][] = [];
  for (const entry of zip.entries) {
    const read = await readEntry(source, entry);
    if (!read.ok) return { ok: false, code: read.code };
    if (!read.isCrcRight) return { ok: false, code: 'crc' };
    found.push([entry.name, [...read.bytes]]);
  }
  return { ok: true, entries: found };
}

describe('the container that is written as a stream', () => {
  it('is byte for byte that of a case file, and is read back', async () => {
    await fc.assert(
      fc.asyncProperty(entries, async (list) => {
        const bytes = await streamed(list);
        expect(bytes).toEqual(writeZip(list));
        const read = await wholeOf(bytesSource(bytes));
        const wanted = [...list].sort((a, b) => (a.name < b.name ? -1 : 1));
        expect(read).toEqual({ ok: true, entries: wanted.map((one) => [one.name, [...one.bytes]]) });
      }),
      { numRuns: RUNS },
    );
  });

  it('refuses names that are unsafe, out of order or there already', async () => {
    const writer = zipWriter({ write: () => Promise.resolve() });
    await writer.add('b.txt', Uint8Array.of(1));
    await expect(writer.add('a.txt', Uint8Array.of(1))).rejects.toThrow('stands before');
    await expect(writer.add('b.txt', Uint8Array.of(1))).rejects.toThrow('stands twice');
    await expect(writer.add('../c.txt', Uint8Array.of(1))).rejects.toThrow('cannot be a name');
    await expect(writer.addParts('d.txt', { size: 3, crc: 0 }, [Uint8Array.of(1, 2)])).rejects.toThrow(
      'not as long',
    );
  });
});

describe('the reader by place', () => {
  it('is as strict as the reader of whole files: it accepts exactly the same bytes', async () => {
    const some = writeZip([
      { name: 'a.txt', bytes: Uint8Array.of(1, 2, 3) },
      { name: 'b/c.txt', bytes: new Uint8Array() },
    ]);
    const damage = fc.array(
      fc.oneof(
        fc.record({ do: fc.constant('set' as const), at: fc.nat(some.length - 1), value: fc.nat(255) }),
        fc.record({ do: fc.constant('add' as const), at: fc.nat(some.length), value: fc.nat(255) }),
        fc.record({ do: fc.constant('drop' as const), at: fc.nat(some.length - 1), value: fc.constant(0) }),
      ),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const list = [...some];
        for (const { do: what, at, value } of changes)
          list.splice(at, what === 'add' ? 0 : 1, ...(what === 'drop' ? [] : [value]));
        const bytes = Uint8Array.from(list);
        const [placed, whole] = [await wholeOf(bytesSource(bytes)), readZip(bytes)];
        expect(placed.ok).toBe(whole.ok && whole.wrongCrc.length === 0);
      }),
      { numRuns: RUNS * 5 },
    );
  });

  it('answers for any bytes and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const read = await wholeOf(bytesSource(bytes));
        expect(read.ok).toBe(readZip(bytes).ok);
      }),
      { numRuns: RUNS },
    );
  });

  it('finds every single byte that is changed, and every one taken out or put in', async () => {
    const some = await streamed([
      { name: 'cases/a.wacz', bytes: Uint8Array.of(80, 75, 5, 6, 0, 0) },
      { name: 'index.html', bytes: Uint8Array.of(60, 33) },
    ]);
    for (let at = 0; at < some.length; at += 1) {
      const changed = some.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x41;
      expect((await wholeOf(bytesSource(changed))).ok, `byte ${String(at)} changed`).toBe(false);
      const without = Uint8Array.from([...some.slice(0, at), ...some.slice(at + 1)]);
      expect((await wholeOf(bytesSource(without))).ok, `byte ${String(at)} taken out`).toBe(false);
      const more = Uint8Array.from([...some.slice(0, at), 7, ...some.slice(at)]);
      expect((await wholeOf(bytesSource(more))).ok, `byte put in at ${String(at)}`).toBe(false);
    }
  });

  it('refuses a ZIP64 end where the older one would do', async () => {
    const plain = await streamed([{ name: 'a.txt', bytes: Uint8Array.of(1) }]);
    const end = plain.length - 22;
    const view = new DataView(plain.buffer);
    const long = new DataView(new ArrayBuffer(76));
    long.setUint32(0, 0x06064b50, true);
    long.setUint32(4, 44, true);
    long.setUint16(12, 45, true);
    long.setUint16(14, 45, true);
    long.setUint32(24, 1, true);
    long.setUint32(32, 1, true);
    long.setUint32(40, view.getUint32(end + 12, true), true);
    long.setUint32(48, view.getUint32(end + 16, true), true);
    long.setUint32(56, 0x07064b50, true);
    long.setUint32(64, end, true);
    long.setUint32(72, 1, true);
    for (const isSaid of [false, true]) {
      const tail = plain.slice(end);
      if (isSaid) new DataView(tail.buffer).setUint32(16, 0xffffffff, true);
      const bytes = Uint8Array.from([...plain.slice(0, end), ...new Uint8Array(long.buffer), ...tail]);
      expect((await wholeOf(bytesSource(bytes))).ok).toBe(false);
    }
  });
});

const hasUnzip = spawnSync('unzip', ['-v']).status === 0;

describe.skipIf(!hasUnzip)('beyond what the older form of ZIP can name', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zip64-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('writes 70,000 entries, which we and Info-ZIP read', async () => {
    const path = join(folder, 'many.zip');
    const file = await open(path, 'w+');
    const held: Uint8Array[] = [];
    const writer = zipWriter({ write: (bytes) => Promise.resolve(void held.push(bytes.slice())) });
    for (let n = 0; n < 70_000; n += 1)
      await writer.add(`cases/${String(n).padStart(6, '0')}.txt`, Uint8Array.of(n & 255));
    await writer.finish();
    await file.write(Buffer.concat(held));
    const source = fileSource(file, writer.bytes);
    const zip = await openZip(source, BOUNDS);
    if (!zip.ok) throw new Error(`${zip.code} ${String(zip.at)}`);
    expect(zip.entries).toHaveLength(70_000);
    const last = zip.entries.at(-1);
    const read = last && (await readEntry(source, last));
    expect(read).toMatchObject({ ok: true, isCrcRight: true, bytes: Uint8Array.of(69_999 & 255) });
    expect(await openZip(source, { ...BOUNDS, entries: 65_535 })).toMatchObject({ code: 'too-many-entries' });
    expect(unzip('-Z1', path).trim().split('\n')).toHaveLength(70_000);
    await file.close();
  });

  it('writes an entry behind 4 GB, which we and Info-ZIP read; one byte changed is refused', async () => {
    const path = join(folder, 'far.zip');
    const file = await open(path, 'w+');
    let at = 0;
    // The first entries are holes in a sparse file: their CRC-32 is known, and nobody writes 4 GB of zeros.
    const writer = zipWriter({
      async write(bytes) {
        if (bytes.length < HOLE.length) await file.write(bytes, 0, bytes.length, at);
        at += bytes.length;
      },
    });
    for (let n = 0; n < 5; n += 1)
      await writer.addParts(
        `cases/${String(n)}.bin`,
        { size: HOLE.length * 16, crc: CRC_OF_1_GB_OF_ZEROS },
        Array.from({ length: 16 }, () => HOLE),
      );
    await writer.add('index.html', Uint8Array.of(60, 33, 62));
    await writer.finish();
    const source = fileSource(file, at);
    const zip = await openZip(source, BOUNDS);
    if (!zip.ok) throw new Error(`${zip.code} ${String(zip.at)}`);
    const last = zip.entries.at(-1);
    expect(last?.at).toBeGreaterThan(2 ** 32);
    const read = last && (await readEntry(source, last));
    expect(read).toMatchObject({ ok: true, isCrcRight: true, bytes: Uint8Array.of(60, 33, 62) });
    expect(unzip('-p', path, 'index.html')).toBe('<!>');
    // Directory, ZIP64 extra field, ZIP64 end and its locator: no byte of them is free.
    const from = 5 * (HOLE.length * 16 + 30 + 'cases/0.bin'.length) + 30 + 'index.html'.length + 3;
    for (let place = from; place < at; place += 1) {
      const changed: ByteSource = {
        size: at,
        async read(start, length) {
          const bytes = await source.read(start, length);
          if (place >= start && place < start + length)
            bytes[place - start] = (bytes[place - start] ?? 0) ^ 1;
          return bytes;
        },
      };
      const opened = await openZip(changed, BOUNDS);
      const isSeen = !opened.ok || (await seenByReading(changed, opened.entries));
      expect(isSeen, `byte ${String(place)} changed`).toBe(true);
    }
    await file.close();
  });
});

const HOLE = new Uint8Array(64 << 20);
const CRC_OF_1_GB_OF_ZEROS = 0x5b64_c2b0;

/** A changed name or CRC-32 in the directory no longer fits the header in front of the entry. */
async function seenByReading(
  source: ByteSource,
  list: readonly { name: string; size: number; crc: number; at: number }[],
): Promise<boolean> {
  for (const entry of list) {
    const short = { ...entry, size: 0 };
    const read = await readEntry(headersOnly(source, entry), short);
    if (!read.ok) return true;
  }
  return false;
}

/** The same file as if its entry were empty, so that a gigabyte of zeros need not be read to compare a header. */
function headersOnly(source: ByteSource, entry: { size: number; at: number }): ByteSource {
  return {
    size: source.size,
    async read(at, length) {
      const header = await source.read(at, length);
      const view = new DataView(header.buffer, header.byteOffset, header.length);
      if (view.getUint32(18, true) === entry.size && view.getUint32(22, true) === entry.size) {
        view.setUint32(18, 0, true);
        view.setUint32(22, 0, true);
      }
      return header;
    },
  };
}

function fileSource(file: Awaited<ReturnType<typeof open>>, size: number): ByteSource {
  return {
    size,
    async read(at, length) {
      const bytes = new Uint8Array(length);
      const { bytesRead } = await file.read(bytes, 0, length, at);
      if (bytesRead !== length) throw new RangeError('the file ends');
      return bytes;
    },
  };
}

function unzip(...args: string[]): string {
  return execFileSync('unzip', args, { encoding: 'utf8', maxBuffer: 1 << 26 });
}

it('what a zip library reads is the same', async () => {
  const bytes = await streamed([{ name: 'a/b.txt', bytes: Uint8Array.of(9, 8) }]);
  expect(Object.entries(unzipSync(bytes)).map(([key, value]) => [key, [...value]])).toEqual([
    ['a/b.txt', [9, 8]],
  ]);
});

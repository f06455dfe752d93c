/**
 * What somebody tries who has this tool's source code and knows ZIP, gzip, WARC and WACZ: every digest is mended, the
 * file calls itself one of another version where that helps, and what is hidden is hidden where readers do not look.
 * Each attack must be called altered, or refused, for a reason that has words in both languages.
 */
import 'fake-indexeddb/auto';
import { crc32, deflateRawSync, gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { arrive } from '../../../components/casebook/arrive';
import { openStore } from '../../../components/casebook/store';
import { canonicalJson } from '../../../components/evidence/canonical';
import { checkCaseFile, type CheckedFile } from '../../../components/evidence/check';
import { CASE_FILE } from '../../../components/evidence/layout';
import { fingerprintOf, newSigningKey, type SigningKey } from '../../../components/evidence/signature';
import type { Case } from '../../../components/model/case';
import { textIfKnown } from '../../../components/ui/text';
import { checkWhole, verifyCaseFile, type Verified } from '../../../components/verify/verify';
import type { Law } from '../../../rules/language';
import { loadLaw } from '../../../rules/load';
import { entriesOf, forged, madeCaseFile, smallLaw, VERSION, zipOf } from './made-case';

const AT = '2026-11-21T09:00:00.000Z';
const RUNS = Number(process.env['MINGBIAO_FUZZ_RUNS'] ?? 40);
let law: Law;
let key: SigningKey;
let plain: Uint8Array;
let signed: Uint8Array;
let sibling: Uint8Array;
beforeAll(async () => {
  law = await smallLaw();
  key = await newSigningKey();
  plain = await madeCaseFile(law);
  signed = await madeCaseFile(law, 'case-0001', { at: AT, key });
  sibling = await madeCaseFile(law, 'case-0002', { at: AT, key });
});

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (file: Uint8Array, name: string): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(entriesOf(file).get(name));
const contentOf = (file: Uint8Array, name: string): Uint8Array =>
  entriesOf(file).get(name) ?? new Uint8Array();
const verify = (file: Uint8Array, expectedKey: string | null = null): Promise<Verified> =>
  verifyCaseFile(file, { version: VERSION, today: law, expectedKey });

/** What was called altered, as `item: reason`; every reason must be one that people can read. */
async function altered(file: Uint8Array): Promise<string[]> {
  const wrong = (await verify(file)).items.filter(({ verdict }) => verdict === 'altered');
  for (const { reason } of wrong)
    for (const locale of ['zh-CN', 'en'] as const)
      expect(textIfKnown(locale, `verify.reason.${String(reason)}`), String(reason)).toBeTruthy();
  return wrong.map(({ item, reason }) => `${item}: ${String(reason)}`);
}

/** With these contents and every digest mended; `manifest` is laid over the manifest first. */
function forgery(changes: Record<string, Uint8Array>, manifest: object = {}): Uint8Array {
  const entries = entriesOf(plain);
  const stated = JSON.parse(textOf(plain, CASE_FILE.manifest)) as object;
  entries.set(CASE_FILE.manifest, encode(canonicalJson({ ...stated, ...manifest })));
  return forged(zipOf(entries), changes);
}
/** The same, calling itself a file of a version whose wording nobody here can compare. */
const OTHER = { software: 'Mingbiao 99.0.0' };

/** The members of the archive in their order, each whole. */
function members(): Uint8Array[] {
  const archive = contentOf(plain, CASE_FILE.archive);
  const places = textOf(plain, CASE_FILE.index)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line.slice(line.indexOf('{'))) as { offset: string; length: string })
    .map(({ offset, length }) => [Number(offset), Number(length)] as const)
    .sort(([a], [b]) => a - b);
  const [lastAt = 0, lastLength = 0] = places.at(-1) ?? [];
  const cuts = [0, ...places.map(([at]) => at), lastAt + lastLength];
  return cuts.map((at, n) => archive.subarray(at, cuts[n + 1] ?? archive.length));
}

/** An archive of these members, with an index that names their new places. */
function withMembers(after: readonly Uint8Array[]): Record<string, Uint8Array> {
  const startsOf = (list: readonly Uint8Array[]): number[] =>
    list.map((_, n) => list.slice(0, n).reduce((sum, { length }) => sum + length, 0));
  const [before, starts] = [startsOf(members()), startsOf(after)];
  const index = textOf(plain, CASE_FILE.index).replace(
    /"length":"\d+"(.*?)"offset":"(\d+)"/g,
    (_line, between: string, offset: string) => {
      const n = before.indexOf(Number(offset));
      return `"length":"${String(after[n]?.length)}"${between}"offset":"${String(starts[n])}"`;
    },
  );
  return { [CASE_FILE.archive]: Buffer.concat(after), [CASE_FILE.index]: encode(index) };
}

const HEAD_BYTES = 10;
const TAIL_BYTES = 8;
/** A member with another deflate stream for the same content. */
function repacked(member: Uint8Array, stream: Uint8Array): Uint8Array {
  return Buffer.concat([member.subarray(0, HEAD_BYTES), stream, member.subarray(-TAIL_BYTES)]);
}
/** A member around other content, with the right checksum and length. */
function memberOf(content: Uint8Array): Uint8Array {
  const tail = Buffer.alloc(TAIL_BYTES);
  tail.writeUInt32LE(crc32(content), 0);
  tail.writeUInt32LE(content.length, 4);
  return Buffer.concat([
    members()[0]?.subarray(0, HEAD_BYTES) ?? new Uint8Array(),
    deflateRawSync(content),
    tail,
  ]);
}
const streamOf = (member: Uint8Array): Uint8Array => member.subarray(HEAD_BYTES, member.length - TAIL_BYTES);
/** `00` in three bits, then padding to the byte that nobody reads, then a block of no bytes. */
const emptyBlock = (padding: number): Uint8Array => Uint8Array.of(padding << 3, 0, 0, 0xff, 0xff);

describe('bytes hidden in the packing of the archive', () => {
  it('are found between a stream and its tail, whichever version the file names', async () => {
    for (const n of members().keys())
      for (const hidden of [Uint8Array.of(0), Uint8Array.of(7, 7), encode('hidden for a friend')])
        for (const version of [{}, OTHER]) {
          const after = members().map((one, at) =>
            at === n ? repacked(one, Buffer.concat([streamOf(one), hidden])) : one,
          );
          expect(
            await altered(forgery(withMembers(after), version)),
            `${String(n)} ${String(hidden.length)}`,
          ).toContain(`${CASE_FILE.archive}: gzip-malformed`);
        }
  });

  it('are found in empty blocks, in the bits that fill a byte, and in another way of packing', async () => {
    for (const n of members().keys()) {
      const member = members()[n] ?? new Uint8Array();
      const content = gunzipSync(member);
      const streams = [
        Buffer.concat([emptyBlock(0b10101), emptyBlock(0b00110), streamOf(member)]),
        Buffer.concat([emptyBlock(0), streamOf(member)]),
        deflateRawSync(content, { level: 1 }),
        deflateRawSync(content, { level: 0 }),
      ];
      for (const stream of streams) {
        expect(gunzipSync(repacked(member, stream))).toEqual(content);
        const after = members().map((one, at) => (at === n ? repacked(one, stream) : one));
        const said = await altered(forgery(withMembers(after)));
        // A record of media is stored; level 0 may then give the very same bytes.
        const isSame = Buffer.from(repacked(member, stream)).equals(Buffer.from(member));
        expect(said).toEqual(isSame ? [] : [`${CASE_FILE.archive} written again: packed-otherwise`]);
        // Another version may pack otherwise; then it is said that this could not be compared.
        const other = await verify(forgery(withMembers(after), OTHER));
        const item = `${CASE_FILE.archive} written again`;
        if (!isSame)
          expect(other.items).toContainEqual(
            expect.objectContaining({ item, verdict: 'cannot-be-checked', reason: 'packed-otherwise' }),
          );
      }
    }
  });
});

describe('a file that calls itself one of another version', () => {
  it('is found with a record head that a replay tool would read otherwise', async () => {
    const heads: [string, number, (text: string) => string][] = [
      [
        'another type of content',
        1,
        (text) => text.replace(/Content-Type: .*\r/, 'Content-Type: text/html\r'),
      ],
      ['cut off', 1, (text) => text.replace('Content-Length', 'WARC-Truncated: length\r\nContent-Length')],
      [
        'a record that refers to another',
        2,
        (text) => text.replace('Content-Length', 'WARC-Refers-To: <urn:uuid:0>\r\nContent-Length'),
      ],
      ['another id', 1, (text) => text.replace(/(urn:uuid:)./, '$1x')],
      ['another order', 1, (text) => text.replace(/(WARC-Type: .*\r\n)(WARC-Record-ID: .*\r\n)/, '$2$1')],
      ['other letters', 1, (text) => text.replace('WARC-Date', 'warc-date')],
      [
        'the page’s address on the case',
        3,
        (text) => text.replace(/(Target-URI: ).*\r/, '$1https://a.example/\r'),
      ],
      ['another program', 0, (text) => text.replace('software: Mingbiao', 'software: Mingbiaa')],
    ];
    for (const [what, n, change] of heads) {
      const before = gunzipSync(members()[n] ?? new Uint8Array()).toString('latin1');
      const text = change(before);
      expect(text, what).not.toBe(before);
      const after = members().map((one, at) => (at === n ? memberOf(Buffer.from(text, 'latin1')) : one));
      expect((await altered(forgery(withMembers(after), OTHER))).join(), what).toContain(CASE_FILE.archive);
    }
  });

  it('is found with an index by which some tool would show another record, or none', async () => {
    const lines = textOf(plain, CASE_FILE.index).trimEnd().split('\n');
    const [first = '', second = ''] = lines;
    const keyOf = (line: string): string => line.slice(0, line.indexOf(' '));
    const indexes: Record<string, string[]> = {
      'the sort keys of two lines swapped': [
        first.replace(keyOf(first), keyOf(second)),
        second.replace(keyOf(second), keyOf(first)),
      ],
      'another moment': lines.map((line) => line.replace(/ \d{14} /, ' 20200101000000 ')),
      'another type': lines.map((line) => line.replace(/"mime":"[^"]*"/, '"mime":"text/html"')),
      'a status that was never answered': lines.map((line) => line.replace('"url"', '"status":"404","url"')),
      // The first member counts for some readers, the last for others.
      'a member twice': lines.map((line) => line.replace('"offset"', '"offset":"0","offset"')),
      'a member spelled with an escape': lines.map((line) => line.replace('"url"', '"\\u0075rl"')),
      'not in order': [...lines].reverse(),
      'a line twice': [first, first, second],
      'a line with another end': lines.map((line) => `${line}\r`),
      'an empty line': [...lines, ''],
    };
    for (const [what, change] of Object.entries(indexes)) {
      const index = encode(change.map((line) => `${line}\n`).join(''));
      expect(await altered(forgery({ [CASE_FILE.index]: index }, OTHER)), what).toEqual([
        `${CASE_FILE.index} written again: leads-elsewhere`,
      ]);
    }
  });

  it('is found with a list of pages or a manifest that opens at another place or says more', async () => {
    const pages = textOf(plain, CASE_FILE.pages);
    const lists: Record<string, string> = {
      'an address twice': pages.replace('"url":', '"url":"https://evil.example/","url":'),
      'text that was never on the page': pages.replace('"url":', '"text":"sold out","url":'),
      'another moment': pages.replace(/"ts":"[^"]*"/, '"ts":"2020-01-01T00:00:00Z"'),
      'the page twice': `${pages}${pages.split('\n')[1] ?? ''}\n`,
      'a favourite icon from elsewhere': pages.replace(
        '"url":',
        '"favIconUrl":"https://evil.example/","url":',
      ),
      'a byte order mark': `\ufeff${pages}`,
    };
    for (const [what, text] of Object.entries(lists))
      expect(await altered(forgery({ [CASE_FILE.pages]: encode(text) }, OTHER)), what).toEqual([
        `${CASE_FILE.pages} written again: leads-elsewhere`,
      ]);
    for (const said of [
      { mainPageUrl: 'https://evil.example/' },
      { mainPageDate: '2020-01-01T00:00:00Z' },
      { title: 'Nothing was found' },
      { created: '2020-01-01T00:00:00.000Z' },
    ])
      expect(await altered(forgery({}, { ...OTHER, ...said })), JSON.stringify(said)).toEqual([
        `${CASE_FILE.manifest} written again: says-something-else`,
      ]);
  });
});

describe('two cases of one key', () => {
  it('cannot lend each other a screenshot, a medium, a report or findings', async () => {
    const caseIn = (file: Uint8Array): Case => JSON.parse(textOf(file, CASE_FILE.case)) as Case;
    const [own, foreign] = [caseIn(signed), caseIn(sibling)];
    const swapped = (role: string): Case => ({
      ...own,
      captures: own.captures.map((one) =>
        one.role === role ? (foreign.captures.find((other) => other.role === role) ?? one) : one,
      ),
    });
    const parts: Record<string, Record<string, Uint8Array>> = {
      'the archive': { [CASE_FILE.archive]: contentOf(sibling, CASE_FILE.archive) },
      'archive and index': {
        [CASE_FILE.archive]: contentOf(sibling, CASE_FILE.archive),
        [CASE_FILE.index]: contentOf(sibling, CASE_FILE.index),
      },
      'the screenshot’s line in the case': { [CASE_FILE.case]: encode(canonicalJson(swapped('screenshot'))) },
      'the medium’s line in the case': { [CASE_FILE.case]: encode(canonicalJson(swapped('medium'))) },
      'the report': { [CASE_FILE.report]: contentOf(sibling, CASE_FILE.report) },
      'findings, the report left': {
        [CASE_FILE.case]: encode(canonicalJson({ ...own, findings: own.findings.slice(1) })),
      },
    };
    for (const [what, changes] of Object.entries(parts)) {
      // Once with the old signature, once with none at all: then what the parts say of each other must do.
      const said = await altered(forged(signed, changes));
      expect(said, what).toContain('signature: signs-another-manifest');
      expect(said.length, what).toBeGreaterThan(1);
      expect(await altered(forgery(changes)), what).not.toEqual([]);
    }
  });

  it('a whole case without its signature is not the file of the key that was expected', async () => {
    const fingerprint = await fingerprintOf(key.publicKey);
    expect((await verify(signed, fingerprint)).verdict).toBe('intact');
    expect((await verify(plain, fingerprint)).verdict).toBe('altered');
    expect((await verify(plain)).verdict).toBe('intact');
  });
});

describe('the container, taken apart by what each byte is for', () => {
  interface Span {
    kind: string;
    at: number;
    length: number;
  }
  /** Every field of every header, by its place (APPNOTE 6.3.10 §4.3.7, §4.3.12, §4.3.16). */
  function spans(): Span[] {
    const view = new DataView(signed.buffer, signed.byteOffset, signed.length);
    const found: Span[] = [];
    const put = (kind: string, at: number, fields: readonly (readonly [string, number])[]): number => {
      let next = at;
      for (const [name, length] of fields) {
        found.push({ kind: `${kind} ${name}`, at: next, length });
        next += length;
      }
      return next;
    };
    const shared = [
      ['version', 2],
      ['flags', 2],
      ['method', 2],
      ['time', 2],
      ['date', 2],
      ['crc', 4],
      ['packed', 4],
      ['size', 4],
      ['name length', 2],
      ['extra length', 2],
    ] as const;
    let at = 0;
    for (const [name, bytes] of entriesOf(signed)) {
      at = put('local', at, [['mark', 4], ...shared, ['name', name.length], ['content', bytes.length]]);
    }
    while (view.getUint32(at, true) === 0x02014b50) {
      at = put('central', at, [
        ['mark', 4],
        ['made by', 2],
        ...shared,
        ['comment length', 2],
        ['disk', 2],
        ['inner attributes', 2],
        ['outer attributes', 4],
        ['offset', 4],
        ['name', view.getUint16(at + 28, true)],
      ]);
    }
    const end = put('end', at, [
      ['mark', 4],
      ['disk', 2],
      ['first disk', 2],
      ['entries here', 2],
      ['entries', 2],
      ['size', 4],
      ['offset', 4],
      ['comment length', 2],
    ]);
    expect(end).toBe(signed.length);
    return found.filter(({ length }) => length > 0);
  }

  it('is found with any damage to any field of any header and to any content', async () => {
    const all = spans();
    const kinds = [...new Set(all.map(({ kind }) => kind))];
    const missed: string[] = [];
    const attack = fc.record({
      kind: fc.constantFrom(...kinds),
      which: fc.nat(),
      how: fc.constantFrom('flip', 'zero', 'ones', 'insert', 'remove', 'twice', 'from-sibling', 'swap'),
      at: fc.nat(),
      value: fc.integer({ min: 1, max: 255 }),
    });
    await fc.assert(
      fc.asyncProperty(attack, async ({ kind, which, how, at, value }) => {
        const ofKind = all.filter((span) => span.kind === kind);
        const span = ofKind[which % ofKind.length];
        const other = ofKind[(which + 1) % ofKind.length];
        if (!span || !other) return;
        const [place, { length }] = [span.at + (at % span.length), span];
        const field = signed.subarray(span.at, span.at + length);
        const replaced = (bytes: Uint8Array): Uint8Array =>
          Buffer.concat([signed.subarray(0, span.at), bytes, signed.subarray(span.at + length)]);
        const changed =
          how === 'flip'
            ? Uint8Array.from(signed, (byte, n) => (n === place ? byte ^ value : byte))
            : how === 'insert'
              ? Buffer.concat([signed.subarray(0, place), Uint8Array.of(value), signed.subarray(place)])
              : how === 'remove'
                ? Buffer.concat([signed.subarray(0, place), signed.subarray(place + 1)])
                : replaced(
                    how === 'zero'
                      ? new Uint8Array(length)
                      : how === 'ones'
                        ? new Uint8Array(length).fill(0xff)
                        : how === 'twice'
                          ? Buffer.concat([field, field])
                          : how === 'swap'
                            ? signed.subarray(other.at, other.at + other.length)
                            : sibling.subarray(span.at, span.at + length),
                  );
        if (Buffer.from(changed).equals(Buffer.from(signed))) return;
        if ((await altered(changed)).length === 0) missed.push(`${how} ${kind} at ${String(place)}`);
      }),
      { numRuns: RUNS * 5 },
    );
    expect(missed).toEqual([]);
  });

  it('is refused with a directory that shows another file than the entries themselves', async () => {
    const report = contentOf(signed, CASE_FILE.report);
    const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const centrals = (bytes: Uint8Array): number[] =>
      [...bytes.keys()].filter(
        (at) => at + 4 <= bytes.length && view(bytes).getUint32(at, true) === 0x02014b50,
      );
    const changes: Record<string, (bytes: Uint8Array) => Uint8Array> = {
      'two directories': (bytes) => {
        const [first = 0] = centrals(bytes);
        return Buffer.concat([bytes.subarray(0, first), bytes.subarray(first, -22), bytes.subarray(first)]);
      },
      'a comment that is a whole container': (bytes) => {
        const out = Buffer.concat([bytes, plain]);
        view(out).setUint16(bytes.length - 2, plain.length, true);
        return out;
      },
      'a container before it, offsets mended': (bytes) => {
        const out = Buffer.concat([plain, bytes]);
        const shift = plain.length;
        for (const at of centrals(bytes))
          view(out).setUint32(shift + at + 42, view(bytes).getUint32(at + 42, true) + shift, true);
        const end = out.length - 22;
        view(out).setUint32(end + 16, view(out).getUint32(end + 16, true) + shift, true);
        return out;
      },
      'two entries over the same bytes': (bytes) => {
        const out = bytes.slice();
        const [first = 0, second = 0] = centrals(out);
        view(out).setUint32(second + 42, view(out).getUint32(first + 42, true), true);
        return out;
      },
      'a name that differs in one header': (bytes) => {
        const out = Buffer.from(bytes);
        const at = out.lastIndexOf(CASE_FILE.report);
        out.write('Report', at, 'latin1');
        return out;
      },
      'a report kept twice, the first one shown': (bytes) => {
        const at = Buffer.from(bytes).indexOf(Buffer.from(report)) - 30 - CASE_FILE.report.length;
        const entry = bytes.subarray(at, at + 30 + CASE_FILE.report.length + report.length);
        return Buffer.concat([bytes.subarray(0, at), entry, bytes.subarray(at)]);
      },
    };
    for (const [what, change] of Object.entries(changes))
      expect((await altered(change(signed))).join(), what).toMatch(/^container: /);
  });
});

describe('the channels that a file names', () => {
  it('are compared with those of the version that judged it, and of another cannot be', async () => {
    const { law: all } = await loadLaw(process.cwd());
    const id =
      Object.keys(all.channels).find((one) => JSON.stringify(all.channels[one]).includes('https://')) ?? '';
    const own = { ...law, channels: { [id]: all.channels[id] } } as Law;
    const evil = JSON.parse(
      JSON.stringify(own).replaceAll(/https:\/\/[^"/]+/g, 'https://evil.example'),
    ) as Law;
    expect(JSON.stringify(evil.channels)).not.toBe(JSON.stringify(own.channels));
    const said = async (of: Law, version: string): Promise<unknown> =>
      (await verifyCaseFile(await madeCaseFile(of), { version, today: all })).items
        .filter(({ item }) => item === 'channels')
        .map(({ verdict, reason }) => [verdict, reason]);
    expect(await said(own, VERSION)).toEqual([['intact', null]]);
    expect(await said({ ...law, channels: evil.channels }, VERSION)).toEqual([
      ['altered', 'not-the-published-channels'],
    ]);
    expect(await said({ ...law, channels: evil.channels }, '99.0.0')).toEqual([
      ['cannot-be-checked', 'channels-of-another-version'],
    ]);
  });
});

describe('a file that comes into the casebook', () => {
  it('is refused where whoever signed it anew changed its findings or its report', async () => {
    const of = JSON.parse(textOf(plain, CASE_FILE.case)) as Case;
    const check = (bytes: Uint8Array): Promise<CheckedFile> =>
      checkWhole(bytes, { version: VERSION, today: law });
    const files = {
      'findings: findings-differ': await madeCaseFile(law, 'case-0001', { at: AT, key }, {}, (findings) =>
        findings.slice(1),
      ),
      [`${CASE_FILE.report} written again: says-something-else`]: forgery({
        [CASE_FILE.report]: encode(textOf(plain, CASE_FILE.report).replace('羊毛', '羊绒')),
      }),
    };
    expect(of.findings.length).toBeGreaterThan(1);
    const store = await openStore('attacks');
    for (const [wanted, file] of Object.entries(files)) {
      // Every digest and the signature are right: of the file itself there is nothing to say.
      expect((await checkCaseFile(file)).items.filter(({ verdict }) => verdict === 'altered')).toEqual([]);
      const given = {
        name: 'a.wacz',
        size: file.length,
        arrayBuffer: () => Promise.resolve(file.slice().buffer),
      };
      const [report] = await arrive(store, [given], { keepAltered: false, now: () => AT, check });
      expect(report?.as).toBe('altered');
      expect(report?.items.map(({ item, reason }) => `${item}: ${String(reason)}`)).toContain(wanted);
    }
    expect(await store.countCases()).toBe(0);
    store.close();
  });
});

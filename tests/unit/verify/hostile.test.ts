/**
 * What somebody tries who knows the format: who mends every digest, signs with a key of their own where that helps,
 * and calls the file one of another version, whose wording nobody can compare.
 */
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../components/evidence/canonical';
import { isInertPage } from '../../../components/evidence/inert-page';
import { CASE_FILE } from '../../../components/evidence/layout';
import { verifyCaseFile, type Verified } from '../../../components/verify/verify';
import type { Case } from '../../../components/model/case';
import { packDigest } from '../../../rules/pack-digest';
import { sha256Hex } from '../../../components/evidence/digest';
import type { Law } from '../../../rules/language';
import { entriesOf, forged, madeCaseFile, smallLaw, VERSION, zipOf } from './made-case';

let law: Law;
let plain: Uint8Array;
beforeAll(async () => {
  law = await smallLaw();
  plain = await madeCaseFile(law);
});

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (file: Uint8Array, name: string): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(entriesOf(file).get(name));
const caseIn = (file: Uint8Array): Case => JSON.parse(textOf(file, CASE_FILE.case)) as Case;
const verify = (file: Uint8Array): Promise<Verified> =>
  verifyCaseFile(file, { version: VERSION, today: law });
const altered = async (file: Uint8Array): Promise<string[]> =>
  (await verify(file)).items
    .filter(({ verdict }) => verdict === 'altered')
    .map(({ item, reason }) => `${item}: ${String(reason)}`);

/** The file as if another version had written it, with these changes and every digest mended. */
function ofAnotherVersion(changes: Record<string, Uint8Array> = {}): Uint8Array {
  const manifest = JSON.parse(textOf(plain, CASE_FILE.manifest)) as object;
  const entries = entriesOf(plain);
  entries.set(CASE_FILE.manifest, encode(canonicalJson({ ...manifest, software: 'Mingbiao 99.0.0' })));
  return forged(zipOf(entries), changes);
}

/** The members of the archive one by one, as they stand there. */
function members(): Uint8Array[] {
  const archive = entriesOf(plain).get(CASE_FILE.archive) ?? new Uint8Array();
  const lines = textOf(plain, CASE_FILE.index);
  const starts = [...lines.matchAll(/"offset":"(\d+)"/g)].map(([, at]) => Number(at)).sort((a, b) => a - b);
  const lengths = [...lines.matchAll(/"length":"(\d+)"/g)].map(([, at]) => Number(at));
  const last = Math.max(...starts) + (lengths[starts.length - 1] ?? 0);
  const places = [0, ...starts, last];
  return places.map((at, index) => archive.subarray(at, places[index + 1] ?? archive.length));
}

describe('the archive of a case file', () => {
  it('is refused with anything in the headers of its members that gunzip would not show', async () => {
    const all = members();
    const [first = new Uint8Array(), ...rest] = all;
    expect(Buffer.concat(all)).toEqual(Buffer.from(entriesOf(plain).get(CASE_FILE.archive) ?? []));
    const dressed = (flag: number, extra: number[]): Buffer =>
      Buffer.concat([
        first.subarray(0, 3),
        Uint8Array.of(flag),
        first.subarray(4, 10),
        Uint8Array.from(extra),
        first.subarray(10),
      ]);
    const named = dressed(0x08, [...Buffer.from('hidden'), 0]);
    expect(gunzipSync(named)).toEqual(gunzipSync(first));
    for (const hidden of [
      named,
      dressed(0x10, [...Buffer.from('a remark'), 0]),
      dressed(0x04, [4, 0, 1, 2, 3, 4]),
      Buffer.from(first.map((byte, at) => (at === 4 ? 1 : byte))),
      Buffer.from(first.map((byte, at) => (at === 9 ? 255 : byte))),
    ])
      expect(
        await altered(forged(plain, { [CASE_FILE.archive]: Buffer.concat([hidden, ...rest]) })),
      ).toContain(`${CASE_FILE.archive}: gzip-malformed`);
  });

  it('is refused where a checksum or a length is wrong, is cut off, or has bytes behind it', async () => {
    const archive = Buffer.from(entriesOf(plain).get(CASE_FILE.archive) ?? []);
    const end = archive.length;
    const first = members()[0]?.length ?? 0;
    const changed = (at: number): Buffer =>
      Buffer.from(archive.map((byte, place) => (place === at ? byte ^ 1 : byte)));
    const damaged = [
      ...[end - 1, end - 4, end - 5, end - 8, first - 1, first - 8].map(changed),
      ...[1, 2, 3, 4, 8].map((count) => archive.subarray(0, end - count)),
      ...[1, 2, 3, 4, 20].map((count) => Buffer.concat([archive, new Uint8Array(count)])),
      Buffer.concat([archive, gzipSync(new Uint8Array())]),
    ];
    for (const [n, bytes] of damaged.entries())
      expect((await altered(forged(plain, { [CASE_FILE.archive]: bytes }))).join(), String(n)).toContain(
        CASE_FILE.archive,
      );
  });

  it('is found with a record whose length, digest or header lines say something else, whatever wrote it', async () => {
    const [info = new Uint8Array(), capture = new Uint8Array(), ...rest] = members();
    const record = gunzipSync(capture).toString('latin1');
    const lines: [string, (text: string) => string][] = [
      ['another block digest', (text) => text.replace(/(Block-Digest: sha256:)[0-9a-f]/, '$1x')],
      ['another payload digest', (text) => text.replace(/(Payload-Digest: sha256:)[0-9a-f]/, '$1x')],
      ['a folded line', (text) => text.replace('Content-Type: ', 'Content-Type:\r\n ')],
      ['a line twice', (text) => text.replace(/(WARC-Date: .*\r\n)/, '$1$1')],
      [
        'a line twice in another case',
        (text) => text.replace(/(WARC-Date: .*\r\n)/, (line) => `${line}${line.toLowerCase()}`),
      ],
      [
        'a longer length',
        (text) => text.replace(/Content-Length: (\d+)/, (_, n) => `Content-Length: ${String(Number(n) + 1)}`),
      ],
      ['a length with a sign', (text) => text.replace('Content-Length: ', 'Content-Length: +')],
      [
        'an address of somebody else',
        (text) => text.replace(/WARC-Target-URI: .*/, 'WARC-Target-URI: https://evil.example/'),
      ],
      ['another version', (text) => text.replace('WARC/1.1', 'WARC/1.0')],
    ];
    for (const [what, change] of lines) {
      const text = change(record);
      expect(text, what).not.toBe(record);
      const member = gzipSync(Buffer.from(text, 'latin1'), { level: 6 });
      const archive = Buffer.concat([info, member, ...rest]);
      expect((await altered(ofAnotherVersion({ [CASE_FILE.archive]: archive }))).join(), what).toMatch(
        /data\.warc\.gz: |capture .*: (digest-mismatch|record-disagrees)/,
      );
    }
  });
});

describe('a file that calls itself one of another version', () => {
  it('is not accused of anything when nothing in it was changed', async () => {
    const verified = await verify(ofAnotherVersion());
    expect(verified.items.filter(({ verdict }) => verdict === 'altered')).toEqual([]);
  });

  it('is found with an index that gives one address the record of another', async () => {
    const lines = textOf(plain, CASE_FILE.index).trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(1);
    const place = (line: string): string => /"offset":"\d+"/.exec(line)?.[0] ?? '';
    const length = (line: string): string => /"length":"\d+"/.exec(line)?.[0] ?? '';
    const [one = '', other = '', ...rest] = lines;
    const swapped = [
      one.replace(place(one), place(other)).replace(length(one), length(other)),
      other.replace(place(other), place(one)).replace(length(other), length(one)),
      ...rest,
    ];
    const changes: string[][] = [
      swapped,
      lines.slice(1),
      [...lines, one].sort(),
      lines.map((line) => line.replace('data.warc.gz', 'other.warc.gz')),
      lines.map((line) => line.replace(/"url":"[^"]*"/, '"url":"https://evil.example/"')),
      lines.map((line) => line.replace(/"digest":"sha256:./, '"digest":"sha256:x')),
      [],
    ];
    for (const [n, change] of changes.entries()) {
      const index = change.map((line) => `${line}\n`).join('');
      expect(await altered(ofAnotherVersion({ [CASE_FILE.index]: encode(index) })), String(n)).toEqual([
        `${CASE_FILE.index} written again: leads-elsewhere`,
      ]);
    }
  });

  it('is found with a list of pages that names another page, or one more', async () => {
    const pages = textOf(plain, CASE_FILE.pages);
    for (const change of [
      pages.replace(caseIn(plain).url, 'https://evil.example/'),
      `${pages}{"id":"x","title":"x","ts":"2026-11-20T00:00:00Z","url":"https://evil.example/"}\n`,
      pages.trimEnd(),
      'none',
    ])
      expect(await altered(ofAnotherVersion({ [CASE_FILE.pages]: encode(change) }))).toEqual([
        `${CASE_FILE.pages} written again: leads-elsewhere`,
      ]);
  });

  it('is found with a table of findings whose codes are not those of the case', async () => {
    const table = textOf(plain, CASE_FILE.findings);
    const outcome = caseIn(plain).findings[0]?.outcome ?? '';
    const worded = table.replace(/"seen_zh"/, '"gesehen"');
    expect(await altered(ofAnotherVersion({ [CASE_FILE.findings]: encode(worded) }))).toEqual([]);
    for (const change of [
      table.replace(`"${outcome}"`, '"inapplicable-here"'),
      `${table.split('\r\n').slice(0, -2).join('\r\n')}\r\n`,
      `${table}"more"\r\n`,
      table.replace('"outcome"', '"result"'),
      '',
    ])
      expect(await altered(ofAnotherVersion({ [CASE_FILE.findings]: encode(change) }))).toEqual([
        `${CASE_FILE.findings} written again: says-something-else`,
      ]);
  });

  it('is found with a report that acts, loads or leads away', async () => {
    const report = textOf(plain, CASE_FILE.report);
    const put = (markup: string): string => report.replace('<main', `${markup}<main`);
    for (const change of [
      put('<script>alert(1)</script>'),
      put('<SCRIPT src="x"></SCRIPT>'),
      put('<img src="https://evil.example/a.png" alt="" />'),
      put('<img src="data:image/svg+xml;base64,AAAA" alt="" />'),
      put('<p onclick="x()">a</p>'),
      put("<p onclick='x()'>a</p>"),
      put('<a href="https://evil.example/">x</a>'),
      put('<a href="javascript:x()">x</a>'),
      put('<iframe></iframe>'),
      put('<form action="https://evil.example/"><input name="a" /></form>'),
      put('<meta http-equiv="refresh" content="0; url=https://evil.example/" />'),
      put('<base href="https://evil.example/" />'),
      put('<link rel="stylesheet" href="x" />'),
      put('<style>body{background:url(https://evil.example/)}</style>'),
      put('<svg><use href="x" /></svg>'),
      put('<!-- > <script>x</script> -->'),
      put('<p style="background:url(https://evil.example/)">x</p>'),
      report.replace('<style>', '<style>@import "https://evil.example/";'),
      report.replace(/<meta http-equiv[^>]*>/, ''),
      report.replace('<!doctype html>', ''),
    ]) {
      expect(change).not.toBe(report);
      expect(await altered(ofAnotherVersion({ [CASE_FILE.report]: encode(change) }))).toContain(
        `${CASE_FILE.report} written again: not-inert`,
      );
    }
    expect(isInertPage(report)).toBe(true);
  });
});

describe('the law and the times of a case', () => {
  it('are found where a rule was taken out and the pack’s own digest mended', async () => {
    const [pack] = law.packs;
    if (!pack) throw new Error('no pack');
    const softer = { ...pack, rules: pack.rules.slice(1) };
    const digest = await packDigest(softer, (id) => law.provisions[id], sha256Hex);
    const changed = { ...law, packs: [{ ...softer, digest }] };
    // Made anew from the start, with a report, findings and digests that all fit it.
    const file = await madeCaseFile(changed);
    expect(await altered(file)).toEqual([`pack ${pack.id}: not-the-published-pack`]);
  });

  it('are found where the findings are those of a day on which the page was not open', async () => {
    const of = caseIn(plain);
    const findings = of.findings.map((finding) => ({ ...finding, judgedFor: '2025-01-01' }));
    const file = forged(plain, { [CASE_FILE.case]: encode(canonicalJson({ ...of, findings })) });
    expect(await altered(file)).toContain('findings: judged-for-another-day');
  });

  it('are told, and accused of nothing, where one time does not fit another', async () => {
    const timesOf = ({ items }: Verified): unknown =>
      items.filter(({ item }) => item === 'times').map(({ verdict, reason }) => [verdict, reason]);
    expect(timesOf(await verify(plain))).toEqual([]);
    const early = await madeCaseFile(law, 'case-0001', undefined, { keptAt: '2026-11-20T00:00:00.000Z' });
    expect(timesOf(await verify(early))).toEqual([['cannot-be-checked', 'times-out-of-order']]);
    expect((await verify(early)).verdict).toBe('intact');
  });
});

/** Scenes of what others rely on: the verify page with its verdicts, the report, and a casebook that has grown. */
import type { ComponentChild } from 'preact';
import type { CaseLine } from '../../../components/model/case-line';
import { CASE_STATUSES } from '../../../components/model/organising';
import { reportHtml } from '../../../components/report/html';
import { textsFor, type TextLocale } from '../../../components/ui/text';
import {
  Verify,
  type VerifiedFile,
  type VerifiedState,
  type VerifyProps,
} from '../../../components/ui/verify';
import * as samples from './samples';

const nothing = (): void => undefined;
const FINGERPRINT = '3f9a 0c41 77de 81b2 95e0 4d6c 12aa f803';
type Item = VerifiedFile['items'][number];
const item = (
  name: string,
  reason: string | null = null,
  verdict: Item['verdict'] = 'altered',
  detail: string | null = null,
): Item => ({ item: name, verdict: reason === null ? 'intact' : verdict, reason, detail });

const INTACT: readonly Item[] = [
  ...['container', 'datapackage.json', 'datapackage-digest.json', 'signature', 'time-stamp'],
  ...['archive/data.warc.gz', 'case.json', 'law.json', 'report.html', 'findings.csv', 'README.txt'],
  ...['pages/pages.jsonl', 'indexes/index.cdx', `capture ${'7a1c5e0d'.repeat(8)}`],
  ...['pack cn-labelling', 'report.html written again', 'indexes/index.cdx written again'],
].map((name) => item(name));
const JUDGED: Item = { ...item('findings'), detail: '36 judged again, same result' };

const whole = (change: Partial<VerifiedFile>): VerifiedFile => ({
  name: 'mingbiao-2026-11-20-7f3a21c0.wacz',
  case: {
    id: samples.kept.id,
    url: samples.kept.url,
    title: samples.kept.title,
    keptAt: samples.kept.keptAt,
  },
  verdict: 'intact',
  items: [...INTACT, JUDGED, item('time-stamp-chain', 'no-roots-given', 'cannot-be-checked')],
  signer: { fingerprint: FINGERPRINT, at: '2026-11-20T08:20:00.000Z' },
  timeStamp: { at: '2026-11-20T08:20:04.000Z', authority: 'CN=Stamps Example TSA' },
  today: { changedPacks: [], same: 36, differing: [] },
  ...change,
});

const states: Record<string, VerifiedState> = {
  'verify-waiting': { is: 'waiting' },
  'verify-intact': { is: 'done', file: whole({}) },
  'verify-altered': {
    is: 'done',
    file: whole({
      verdict: 'altered',
      items: [
        ...INTACT.filter(({ item: name }) => name !== 'signature' && name !== 'report.html written again'),
        item('signature', 'signs-another-manifest'),
        item(`capture ${'95b98f24'.repeat(8)}`, 'digest-mismatch'),
        item('report.html written again', 'says-something-else'),
        item('archive/data.warc.gz written again', 'packed-otherwise'),
        item('findings', 'findings-differ', 'altered', 'cn-labelling/f3 cn-labelling/f4'),
        item('time-stamp-chain', 'not-to-these-roots', 'cannot-be-checked'),
      ],
      signer: null,
      today: {
        changedPacks: [{ id: 'cn-labelling', recorded: '1.0.0', today: '1.1.0' }],
        same: 34,
        differing: [
          {
            pack: 'cn-labelling',
            rule: 'declared-synthetic-media-without-notice',
            subject: 'image:a1',
            recorded: 'flagged',
            today: 'cannot-tell',
          },
        ],
      },
    }),
  },
  'verify-unreadable': {
    is: 'done',
    file: whole({
      name: 'holiday.wacz',
      case: null,
      verdict: 'altered',
      items: [
        item('container', 'not-a-zip', 'altered', 'byte 0'),
        item('findings', 'nothing-to-judge', 'cannot-be-checked'),
      ],
      signer: null,
      timeStamp: null,
      today: null,
    }),
  },
  'verify-another-version': {
    is: 'done',
    file: whole({
      items: [
        ...INTACT.filter(({ item: name }) => !/signature|time-stamp|again/.test(name)),
        JUDGED,
        item('signature', 'not-signed', 'cannot-be-checked'),
        item('time-stamp', 'no-time-stamp', 'cannot-be-checked'),
        item('report.html written again', 'another-version', 'cannot-be-checked', 'Mingbiao 0.1.0'),
        item('README.txt written again', 'another-version', 'cannot-be-checked', 'Mingbiao 0.1.0'),
      ],
      signer: null,
      timeStamp: null,
    }),
  },
  'verify-collection': {
    is: 'collection',
    collection: {
      name: 'mingbiao-collection-2026-11-21.wacz',
      title: '2026-11-21 · 3',
      verdict: 'altered',
      items: [
        ...['container', 'datapackage.json', 'signature', 'index.html', 'summary.csv'].map((name) =>
          item(name),
        ),
        item(
          'case 7f3a21c0',
          'same-case-again',
          'cannot-be-checked',
          'cases/000001-7f3a21c0.wacz cases/000003-7f3a21c0.wacz',
        ),
      ],
      signer: { fingerprint: FINGERPRINT, at: '2026-11-21T09:00:00.000Z' },
      timeStamp: null,
      notKept: [{ url: 'https://shop.example/gone', reason: 'page-not-loaded' }],
      cases: [1, 2, 3].map((n) => ({
        path: `cases/00000${String(n)}-7f3a21c0.wacz`,
        case: whole({}).case,
        verdict: n === 2 ? ('altered' as const) : ('intact' as const),
        signer: n === 3 ? null : FINGERPRINT,
        altered: n === 2 ? 1 : 0,
        cannotBeChecked: n === 3 ? 2 : 1,
        items: n === 2 ? [item('README.txt', 'digest-mismatch')] : [],
      })),
    },
  },
};

const several: VerifyProps['several'] = {
  total: 4,
  opened: null,
  lines: [
    { verdict: 'intact', altered: 0, cannotBeChecked: 1, refused: null },
    { verdict: 'altered', altered: 3, cannotBeChecked: 1, refused: null },
    { verdict: 'cannot-be-checked', altered: 0, cannotBeChecked: 0, refused: 'NotReadableError' },
  ].map((line, n) => ({
    ...(line as {
      verdict: Item['verdict'];
      altered: number;
      cannotBeChecked: number;
      refused: string | null;
    }),
    name: `mingbiao-2026-11-20-${String(n)}.wacz`,
    title: n === 2 ? null : samples.kept.title,
    cases: n === 1 ? 12 : null,
    signer: n === 0 ? FINGERPRINT : null,
  })),
};

export const VERIFY_SCENES = [...Object.keys(states), 'verify-several'];

export function verifyScene(scene: string, locale: TextLocale): ComponentChild {
  return (
    <Verify
      locale={locale}
      texts={textsFor(locale)}
      state={states[scene] ?? { is: 'waiting' }}
      several={scene === 'verify-several' ? several : null}
      onOpenLine={nothing}
      roots={scene === 'verify-altered' ? 2 : 0}
      expectedKey={scene === 'verify-intact' ? FINGERPRINT : ''}
      onFiles={nothing}
      onRoots={nothing}
      onExpectedKey={nothing}
      onLocale={nothing}
    />
  );
}

/** The report as a page of its own, in place of the gallery. */
export function showReport(locale: TextLocale, kept = samples.kept): void {
  const { head, body } = new DOMParser().parseFromString(
    reportHtml({ case: kept, law: samples.law, images: {}, locale }),
    'text/html',
  );
  document.head.append(...head.querySelectorAll('style'));
  document.body.replaceChildren(...body.childNodes);
}

/** A casebook of a thousand cases, of four shops and three members. */
export function manyLines(line: (change: Partial<CaseLine>) => CaseLine): CaseLine[] {
  const titles = [
    '手冲壶 细口壶',
    'Hand-woven linen cushion, 45 × 45 cm',
    '无线吸尘器 轻音款',
    '保湿面霜 50 g',
  ];
  return Array.from({ length: 1_000 }, (_, n) =>
    line({
      id: `case-${String(n).padStart(6, '0')}`,
      title: `${titles[n % titles.length] ?? ''} ${String(n + 1)}`,
      url: `https://shop${String(n % 4)}.example.com/p/${String(n)}`,
      keptAt: new Date(Date.UTC(2026, 10, 20) - n * 7_000_000).toISOString(),
      sizeBytes: 300_000 + ((n * 7_919) % 40) * 100_000,
      flags: n % 3 === 0 ? {} : n % 3 === 1 ? { 'ai-media': 1 + (n % 4) } : { price: 1, livestream: n % 2 },
      screenshot: n % 5 === 0 ? null : n % 2 === 0 ? 'a' : 'b',
      status: CASE_STATUSES[n % CASE_STATUSES.length] ?? 'new',
      tags: n % 7 === 0 ? ['双十一'] : [],
      sources: [n % 3 === 0 ? 'own' : `key:${'ab'.repeat(1 + (n % 2))}`],
      isAltered: n % 97 === 0,
    }),
  );
}

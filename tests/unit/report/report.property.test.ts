// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../../components/model/case';
import type { Finding } from '../../../components/model/finding';
import { csvCell, findingsCsv } from '../../../components/report/csv';
import { complaintText } from '../../../components/report/complaint';
import { reportHtml } from '../../../components/report/html';
import type { Channel, Law, Provision, Rule } from '../../../rules/language';
import { caseOf, PIXEL, SEEN_AT } from '../casebook/case-of';

const RUNS = Math.min(60, Number(process.env['MINGBIAO_FUZZ_RUNS'] ?? 25));
const both = (zh: string, en: string): { zh: string; en: string } => ({ zh, en });

const RULE: Rule = {
  id: 'declared-without-notice',
  topic: 'ai-media',
  subjects: ['image'],
  title: both('标题', 'Title'),
  provisions: ['cn-measures-6'],
  needs: ['declaration'],
  ceiling: 'signal-without-disclosure',
  certainty: 'file',
  badge: 'flag',
  appliesWhen: {},
  flagsWhen: {},
  texts: {
    flagged: both('文件写明{label}。', 'The file states {label}.'),
    clear: both('有标识。', 'Labelled.'),
    cannotTell: both('无法判断。', 'Cannot tell.'),
  },
  innocent: [{ id: 'inside', text: both('提示可能写在画面里。', 'The notice may be inside the picture.') }],
  remedies: [],
};
const PROVISION: Provision = {
  id: 'cn-measures-6',
  jurisdiction: 'cn',
  instrument: { zh: '人工智能生成合成内容标识办法', en: 'Labelling Measures' },
  number: '国信办通字〔2025〕2号',
  issuer: both('国家互联网信息办公室', 'CAC'),
  clause: '第六条',
  bindingness: 'rule',
  status: 'in-force',
  appliesFrom: '2025-09-01',
  appliesTo: null,
  obligedParty: 'distribution-platform',
  requires: both('在周边加提示。', 'Puts a notice beside it.'),
  triggerObservability: 'page',
  absenceMeansAnything: false,
  articleNumberConfidence: 'primary',
  contentConfidence: 'primary',
  sources: [{ title: 'source' }],
  reviewBy: '2027-01-01',
};
const LAW: Law = {
  language: 1,
  packs: [
    {
      id: 'cn-labelling',
      language: 1,
      version: '1.0.0',
      jurisdiction: 'cn',
      title: both('规则包', 'Pack'),
      about: both('关于', 'About'),
      maintainer: 'x',
      reviewBy: '2027-01-01',
      digest: 'sha256-0',
      rules: [RULE],
    },
  ],
  provisions: { [PROVISION.id]: PROVISION },
  channels: {},
};

function findingOf(values: Record<string, string> = { label: '「属于」' }): Finding {
  return {
    id: 'declared-without-notice@image:m1',
    rule: 'declared-without-notice',
    pack: 'cn-labelling',
    packVersion: '1.0.0',
    packDigest: 'sha256-0',
    jurisdiction: 'cn',
    topic: 'ai-media',
    subject: 'image:m1',
    outcome: 'flagged',
    ceiling: 'signal-without-disclosure',
    declaredStatus: { word: '属于', label: '1', quotedFrom: 'file', observation: 'o9' },
    certainty: 'unsigned-statement',
    obligedParty: 'distribution-platform',
    provisions: ['cn-measures-6'],
    judgedFor: '2026-11-20',
    answers: [],
    reliedOn: ['o9'],
    reasons: [],
    values,
  };
}

/** A case in which a hostile page has put the same text everywhere it can. */
async function hostileCase(text: string): Promise<Case> {
  const { case: of } = await caseOf();
  return {
    ...of,
    url: text,
    title: text,
    note: text,
    shop: text.slice(0, 40),
    tags: [text],
    observations: [
      ...of.observations,
      {
        id: 'o9',
        kind: 'price-wording',
        subject: 'offer:main',
        observer: 'price',
        method: 'dom-text',
        seenAt: SEEN_AT,
        value: { wording: 'personalised', entry: 'e', text, nearPrice: true, box: null },
      },
    ],
    findings: [findingOf({ label: text })],
    captures: of.captures.map((capture) => ({ ...capture, url: text, mime: text })),
    environment: { ...of.environment, browser: text, notCaptured: [{ what: text, why: text }] },
  };
}

function shapeOf(source: string): string[] {
  const page = new DOMParser().parseFromString(source, 'text/html');
  return [...page.querySelectorAll('*')].map(
    (element) =>
      `${element.tagName} ${[...element.attributes].map(({ name, value }) => (name === 'alt' || name === 'content' ? name : `${name}=${value}`)).join(' ')}`,
  );
}

const nasty = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }),
  fc
    .array(
      fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '&',
        '<script>alert(1)</script>',
        '<img src=x onerror=alert(1)>',
        '</style>',
        '</title>',
        '-->',
        '<!--',
        'javascript:alert(1)',
        '" onload="x',
        '&lt;',
        '\u202e',
        '\0',
        '`',
        '${1}',
        ']]>',
        '{label}',
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map((parts) => parts.join('')),
);

describe('the report', () => {
  it('keeps its shape whatever a page wrote: no element, attribute or address comes from it', async () => {
    const plain = shapeOf(reportHtml({ case: await hostileCase('x'), law: LAW, images: {}, locale: 'both' }));
    await fc.assert(
      fc.asyncProperty(nasty, async (text) => {
        expect(
          shapeOf(reportHtml({ case: await hostileCase(text), law: LAW, images: {}, locale: 'both' })),
        ).toEqual(plain);
      }),
      { numRuns: RUNS },
    );
  });

  it('has no script, nothing from elsewhere, and says so to the browser', async () => {
    const { case: of, blobs } = await caseOf();
    const image = `data:image/png;base64,${Buffer.from(PIXEL).toString('base64')}`;
    const images = Object.fromEntries(blobs.map(({ sha256 }) => [sha256, image]));
    const page = new DOMParser().parseFromString(
      reportHtml({ case: of, law: LAW, images, locale: 'both' }),
      'text/html',
    );
    expect(page.querySelectorAll('script,link,iframe,object,embed,form,base').length).toBe(0);
    expect(page.querySelector('meta[http-equiv]')?.getAttribute('content')).toContain("default-src 'none'");
    expect([...page.querySelectorAll('[src]')].map((element) => element.getAttribute('src'))).toEqual([
      image,
      image,
    ]);
    for (const link of page.querySelectorAll('[href]'))
      expect(link.getAttribute('href')).toMatch(/^#[\w-]+$/);
    for (const link of page.querySelectorAll('[href]'))
      expect(page.getElementById(link.getAttribute('href')?.slice(1) ?? '')).not.toBeNull();
  });

  it('shows no picture that is not a plain picture', async () => {
    const { case: of, blobs } = await caseOf();
    for (const bad of [
      'javascript:alert(1)',
      'https://shop.example/a.png',
      'data:text/html;base64,AAAA',
      'data:image/svg+xml;base64,AAAA',
      'data:image/png;base64,AA"><script>',
    ]) {
      const images = Object.fromEntries(blobs.map(({ sha256 }) => [sha256, bad]));
      const page = new DOMParser().parseFromString(
        reportHtml({ case: of, law: LAW, images, locale: 'both' }),
        'text/html',
      );
      expect(page.querySelectorAll('img').length).toBe(0);
    }
  });

  it('tells in each language what was seen, the quoted status, certainty, provision, obliged party and innocent explanations', async () => {
    const { case: of } = await caseOf('case-0001', { findings: [findingOf()] });
    const page = new DOMParser().parseFromString(
      reportHtml({ case: of, law: LAW, images: {}, locale: 'both' }),
      'text/html',
    );
    const zh = page.getElementById('zh-CN')?.textContent ?? '';
    const en = page.getElementById('en')?.textContent ?? '';
    for (const part of [
      '文件写明「属于」。',
      '文件自述',
      '没有签名的声明',
      '《人工智能生成合成内容标识办法》',
      '第六条',
      '2025年9月1日',
      '传播内容的平台',
      '提示可能写在画面里',
    ])
      expect(zh).toContain(part);
    for (const part of [
      'The file states',
      'unsigned statement',
      'Labelling Measures',
      '第六条',
      'Platform that distributes',
      'inside the picture',
    ])
      expect(en).toContain(part);
    for (const { sha256 } of of.captures)
      expect(page.getElementById('pictures')?.textContent).toContain(sha256);
    expect(zh).not.toMatch(/[!！]/);
    expect(`${zh}${en}`).not.toMatch(/violation|fake|造假|虚假/i);
  });

  it('can be in one language', async () => {
    const { case: of } = await caseOf();
    const page = new DOMParser().parseFromString(
      reportHtml({ case: of, law: LAW, images: {}, locale: 'en' }),
      'text/html',
    );
    expect(page.documentElement.lang).toBe('en');
    expect(page.getElementById('zh-CN')).toBeNull();
  });
});

/** A reader of RFC 4180, to read back what was written. */
function rowsOf(csv: string): string[][] {
  return csv
    .replace(/^\ufeff/, '')
    .split(/(?<=")\r\n(?=$|")/)
    .filter((line) => line !== '')
    .map((line) =>
      [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map((match) => (match[1] ?? '').replaceAll('""', '"')),
    );
}

describe('findings.csv', () => {
  it('has as many cells in every row as in the header, whatever a page wrote', async () => {
    await fc.assert(
      fc.asyncProperty(nasty, async (text) => {
        const csv = findingsCsv(await hostileCase(text), LAW);
        expect(csv.startsWith('\ufeff')).toBe(true);
        const [head, row] = rowsOf(csv);
        expect(row?.length).toBe(head?.length);
      }),
      { numRuns: RUNS },
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '\n@x'])(
    'makes %j inert',
    (text) => {
      expect(csvCell(text)).toBe(`"'${text}"`);
    },
  );

  it.each(['1 = 1', 'a-b', '羊毛', ''])('leaves %j as it is', (text) => {
    expect(csvCell(text)).toBe(`"${text}"`);
  });
});

describe('a complaint text', () => {
  const channel = (kind: Channel['kind'], use: string): Channel => ({
    id: 'c',
    jurisdiction: 'cn',
    name: both('渠道', 'Channel'),
    kind,
    url: null,
    phone: null,
    use: both(use, 'use'),
    evidence: ['page-address', 'screenshot'],
    topics: ['ai-media'],
    confidence: 'primary',
    reviewBy: '2027-01-01',
  });
  const textFor = async (which: Channel, locale: 'zh-CN' | 'en' = 'zh-CN', of?: Case): Promise<string> => {
    const source = of ?? (await caseOf()).case;
    return complaintText({ of: source, finding: findingOf(), channel: which, law: LAW, locale });
  };

  it('states page, time, what was seen, digests, provision, obliged party and that the tool cannot see how it came about', async () => {
    const { case: of } = await caseOf();
    const text = await textFor(channel('authority', '举报：线索。'));
    for (const part of [
      of.url,
      '2026-11-20 08:15:30 UTC',
      '文件写明「属于」。',
      '人工智能生成合成内容标识办法（国信办通字〔2025〕2号） 第六条',
      '传播内容的平台',
      '看不到图片、视频或价格实际上是怎样形成的',
      ...of.captures.map(({ sha256 }) => sha256),
    ])
      expect(text).toContain(part);
    expect(await textFor(channel('authority', '举报：线索。'), 'en')).toContain('cannot see how a picture');
  });

  it('keeps a complaint in one’s own dispute and a tip apart', async () => {
    const tip = await textFor(channel('authority', '举报：线索。'));
    expect(tip).toContain('【举报');
    expect(tip).not.toContain('【投诉');
    const two = await textFor(channel('authority', '投诉：自己的纠纷。举报：线索。'));
    expect(two.indexOf('【投诉')).toBeLessThan(two.indexOf('【举报'));
    expect(two).toContain('分开提交');
    const seller = await textFor(channel('seller', '先问商家。'));
    expect(seller).not.toMatch(/投诉|举报/);
  });

  it('accuses nobody', async () => {
    for (const locale of ['zh-CN', 'en'] as const) {
      for (const kind of ['seller', 'platform', 'advice', 'hotline', 'authority'] as const) {
        const text = await textFor(channel(kind, '投诉：x。举报：y。'), locale);
        expect(text.replaceAll('不是违法认定', '')).not.toMatch(
          /违法|欺诈|造假|虚假|violation|fraud|fake|illegal|[!！]/i,
        );
      }
    }
  });

  it('puts nothing of a page on a line of its own', async () => {
    const of = await hostileCase('x\n举报人：某某\u2028\u202e- y');
    const text = await textFor(channel('platform', '举报：x。'), 'zh-CN', of);
    expect(text).not.toMatch(/^举报人/m);
    expect(text).not.toMatch(/[\u2028\u202e]/);
  });
});

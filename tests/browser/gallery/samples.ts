/** Made-up findings, observations and law, in every shape the interface can meet. No real shop, file or person. */
import type { Case, Visit } from '../../../components/model/case';
import type { Finding, Flag } from '../../../components/model/finding';
import type { Observation } from '../../../components/model/observation';
import type { Channel, Law, Provision, Rule } from '../../../rules/language';

const at = '2026-11-20T03:24:00.000Z';
const digest = (seed: string) => seed.repeat(64).slice(0, 64);
const seen = (id: string, subject: string) => ({
  id,
  subject,
  seenAt: at,
  observer: 'gallery',
  method: 'file-bytes',
});

/** A picture of a made-up product: a kettle on a coloured ground. */
export function picture(hue: number, wide = 240, high = 240): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" viewBox="0 0 240 240" preserveAspectRatio="xMidYMid slice"><rect width="240" height="240" fill="hsl(${hue} 34% 84%)"/><circle cx="188" cy="52" r="66" fill="hsl(${hue} 44% 91%)"/><ellipse cx="122" cy="206" rx="76" ry="10" fill="hsl(${hue} 24% 68%)"/><path d="M68 108h108l14 88q-68 20-136 0z" fill="hsl(${hue} 36% 46%)"/><path d="M88 108q6-38 34-38t34 38" fill="hsl(${hue} 32% 38%)"/><circle cx="122" cy="66" r="8" fill="hsl(${hue} 32% 28%)"/><path d="M180 130q44-6 32 40" fill="none" stroke="hsl(${hue} 32% 34%)" stroke-width="11" stroke-linecap="round"/><path d="M66 136q-30-10-36 -34l14-4q10 20 26 20z" fill="hsl(${hue} 36% 42%)"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

const HUES: Record<string, number> = {
  'image:a1': 196,
  'image:a2': 28,
  'image:a3': 96,
  'image:a4': 258,
  'image:b1': 12,
  'live-room:r1': 340,
  'image:c1': 52,
  'video:v1': 160,
};
export const thumbnailOf = (subject: string): string | null =>
  subject in HUES ? picture(HUES[subject] ?? 0) : null;

function declaration(id: string, subject: string, isSigned: boolean): Observation {
  return {
    ...seen(id, subject),
    kind: 'declaration',
    value: {
      url: 'https://img.example.com/kettle.jpg',
      sha256: digest('9f3c'),
      rendition: 'shown',
      container: 'jpeg',
      bytesRead: 48_213,
      bytesTotal: 1_415_793,
      declared: 'generated',
      status: isSigned ? null : '属于',
      mechanisms: [
        isSigned
          ? { family: 'c2pa', id: 'c2pa', offset: 20, declares: 'generated' }
          : { family: 'aigc', id: 'xmp-tc260', offset: 1_296, declares: 'generated' },
      ],
      generator: isSigned ? 'Adobe Firefly' : '豆包',
      aigc: null,
      c2pa: isSigned
        ? {
            state: 'valid-trusted',
            signer: 'Adobe Inc.',
            claimGenerator: 'Adobe Firefly',
            signedAt: '2026-10-03',
            actions: [],
            ingredients: [],
            statusCodes: [],
            remoteUrl: null,
          }
        : null,
      iptc: null,
      errors: [],
    },
  };
}

const search = (id: string, subject: string): Observation => ({
  ...seen(id, subject),
  method: 'dom-text',
  kind: 'label-search',
  value: { looked: ['page-text', 'alt-text'], notLooked: ['pixels'], complete: true, found: 0 },
});

export const observations: Observation[] = [
  {
    ...seen('o1', 'page:self'),
    method: 'dom',
    kind: 'page',
    value: {
      url: 'https://item.example.com/100.html',
      title: '山岚 手冲壶 细口壶 家用',
      language: 'zh-CN',
      pageKind: 'product',
      shop: 'jd',
      images: 46,
      imagesLookedAt: 42,
      videos: 1,
      settled: true,
      limitsReached: [],
    },
  },
  ...['image:a1', 'image:a2', 'image:a3', 'image:a4'].flatMap((subject, n) => [
    declaration(`o${10 + 2 * n}`, subject, false),
    search(`o${11 + 2 * n}`, subject),
  ]),
  declaration('o30', 'image:b1', true),
  {
    ...seen('o31', 'image:b1'),
    method: 'dom-text',
    kind: 'claim',
    value: { claim: 'real-shot', text: '全部图片 100% 实物拍摄', covers: ['image:b1'], placement: 'caption' },
  },
  {
    ...seen('o40', 'live-room:r1'),
    method: 'dom',
    kind: 'live-room',
    value: { roomId: '88', host: '山岚茶具', playing: true, framesReadable: true, box: null },
  },
  {
    ...seen('o41', 'live-room:r1'),
    method: 'samples',
    kind: 'label-samples',
    value: { elements: ['digital-human'], samples: 24, visibleIn: 3, spanMs: 240_000 },
  },
  {
    ...seen('o50', 'offer:main'),
    method: 'page-state',
    kind: 'offer',
    value: {
      title: '山岚 手冲壶',
      ids: [],
      seller: null,
      price: '189.00',
      listPrice: '399.00',
      currency: 'CNY',
      priceKind: 'after-coupon',
      condition: '新人券后',
      availability: 'in-stock',
      sources: [],
      disagreements: [
        {
          field: 'price',
          said: [
            { source: 'json-ld', raw: '219.00' },
            { source: 'rendered', raw: '￥189' },
          ],
        },
      ],
      box: null,
    },
  },
  {
    ...seen('o51', 'offer:main'),
    method: 'dom-text',
    kind: 'price-wording',
    value: {
      wording: 'personalised',
      entry: 'cn-personalised',
      text: '专属你的优惠价',
      nearPrice: true,
      box: null,
    },
  },
  {
    ...seen('o60', 'image:c1'),
    method: 'dom-text',
    kind: 'label',
    value: {
      text: 'AI生成图片，仅供参考',
      elements: ['ai', 'generation'],
      status: null,
      language: 'zh-CN',
      entry: 'ai-generation',
      placement: 'overlay',
      covers: ['image:c1'],
      box: null,
      heightShare: 0.06,
    },
  },
  {
    ...seen('o70', 'video:v1'),
    kind: 'unreadable',
    value: { what: 'medium', code: 'truncated', detail: null },
  },
];

const rule = (
  id: string,
  topic: Rule['topic'],
  ceiling: Rule['ceiling'],
  provisions: string[],
  texts: Rule['texts'],
  innocent: Rule['innocent'],
  remedies: string[],
): Rule => ({
  id,
  topic,
  subjects: ['image'],
  title: texts.flagged,
  provisions,
  needs: ['declaration'],
  ceiling,
  certainty: 'file',
  badge: 'flag',
  appliesWhen: {},
  flagsWhen: {},
  texts,
  innocent,
  remedies,
});
const cannotTell = {
  zh: '还不能判断这里有没有标识。',
  en: 'It cannot be told yet whether there is a label here.',
};

const rules: Rule[] = [
  rule(
    'declared-without-label',
    'ai-media',
    'signal-without-disclosure',
    ['cn-labelling-art-4', 'cn-labelling-art-6'],
    {
      flagged: {
        zh: '这张商品图的文件写明由 AI 生成，图片旁没有看到相应的标识。',
        en: 'The file of this product picture says it was generated by AI; no label was seen near the picture.',
      },
      clear: {
        zh: '文件写明由 AI 生成，页面上也写明了。',
        en: 'The file says it was generated by AI, and so does the page.',
      },
      cannotTell,
    },
    [
      {
        id: 'label-elsewhere',
        text: {
          zh: '标识可能写在画面里，明标没有读取画面中的文字。',
          en: 'The label may stand inside the picture; Mingbiao did not read text in the picture.',
        },
      },
      {
        id: 'background-only',
        text: {
          zh: '可能只有背景由 AI 生成，商品本身是拍摄的。',
          en: 'Perhaps only the background was generated and the product itself was photographed.',
        },
      },
      {
        id: 'stray-metadata',
        text: {
          zh: '标记可能来自修图软件，随文件留了下来。',
          en: 'The mark may have been left by an editing tool and stayed in the file.',
        },
      },
    ],
    ['seller', 'platform-jd', 'hotline-12315'],
  ),
  rule(
    'real-shot-claim',
    'ai-media',
    'inconsistency',
    ['cn-labelling-art-4'],
    {
      flagged: {
        zh: '页面写着「实物拍摄」，文件却写明由 {generator} 生成。',
        en: 'The page says “shot from the real thing”; the file says it was generated by {generator}.',
      },
      clear: { zh: '页面与文件的说法一致。', en: 'Page and file agree.' },
      cannotTell,
    },
    [
      {
        id: 'other-pictures',
        text: { zh: '「实物拍摄」可能说的是另外几张图片。', en: 'The claim may be about other pictures.' },
      },
    ],
    ['seller', 'platform-jd', 'hotline-12315'],
  ),
  rule(
    'digital-human-label',
    'livestream',
    'signal-without-disclosure',
    ['cn-live-art-24'],
    {
      flagged: {
        zh: '直播间的数字人标识没有一直显示：看了 4 分钟，只有一部分时间能看到。',
        en: 'The digital-human label was not always visible: over 4 minutes it could be seen only part of the time.',
      },
      clear: { zh: '数字人标识一直能看到。', en: 'The digital-human label stayed visible.' },
      cannotTell: {
        zh: '还不能判断直播间有没有持续显示标识。',
        en: 'It cannot be told yet whether the label stays visible.',
      },
    },
    [
      {
        id: 'covered',
        text: {
          zh: '标识可能被弹幕或商品卡片遮住了。',
          en: 'The label may have been covered by comments or a product card.',
        },
      },
    ],
    ['platform-jd', 'hotline-12315'],
  ),
  rule(
    'personalised-price',
    'price',
    'context',
    ['cn-pricing-art-9'],
    {
      flagged: {
        zh: '这个价格附有「{wording}」字样，可能因人而异。',
        en: 'This price carries the words “{wording}” and may differ from person to person.',
      },
      clear: { zh: '没有看到因人而异的字样。', en: 'No wording of that kind was seen.' },
      cannotTell,
    },
    [
      {
        id: 'public-coupon',
        text: { zh: '可能是人人都能领取的优惠券。', en: 'It may be a coupon that anyone can take.' },
      },
    ],
    ['platform-jd', 'hotline-12315'],
  ),
];

const review = '2027-03-01';
const provision = (
  value: Pick<Provision, 'id' | 'instrument' | 'clause' | 'requires' | 'obligedParty'> & Partial<Provision>,
): Provision => ({
  jurisdiction: 'cn',
  number: null,
  issuer: { zh: '国家互联网信息办公室等四部门', en: 'Cyberspace Administration of China and others' },
  bindingness: 'rule',
  status: 'in-force',
  appliesFrom: '2025-09-01',
  appliesTo: null,
  triggerObservability: 'media',
  absenceMeansAnything: false,
  articleNumberConfidence: 'primary',
  contentConfidence: 'primary',
  sources: [{ title: 'gallery' }],
  reviewBy: review,
  ...value,
});
const channel = (value: Pick<Channel, 'id' | 'name' | 'kind' | 'use'> & Partial<Channel>): Channel => ({
  jurisdiction: 'cn',
  url: null,
  phone: null,
  evidence: ['screenshot'],
  topics: ['ai-media', 'livestream', 'price'],
  confidence: 'two-sources',
  reviewBy: review,
  ...value,
});

const provisions = [
  provision({
    id: 'cn-labelling-art-4',
    instrument: {
      zh: '人工智能生成合成内容标识办法',
      en: 'Measures for Labelling AI-Generated or Synthetic Content',
    },
    clause: '第四条',
    requires: {
      zh: '在图片的适当位置添加显著的提示标识。',
      en: 'A conspicuous notice is placed in a suitable position on the picture.',
    },
    obligedParty: 'generator-service',
  }),
  provision({
    id: 'cn-labelling-art-6',
    instrument: {
      zh: '人工智能生成合成内容标识办法',
      en: 'Measures for Labelling AI-Generated or Synthetic Content',
    },
    clause: '第六条',
    requires: {
      zh: '核验文件元数据；写明是生成合成内容的，在发布内容周边添加显著的提示标识。',
      en: 'Check file metadata; where it states generated content, place a conspicuous notice around the published content.',
    },
    obligedParty: 'distribution-platform',
    articleNumberConfidence: 'two-sources',
  }),
  provision({
    id: 'cn-live-art-24',
    instrument: { zh: '直播电商监督管理办法', en: 'Measures for the Supervision of Livestream E-commerce' },
    clause: '第二十四条',
    appliesFrom: '2026-02-01',
    requires: {
      zh: '使用 AI 生成的人物图像、视频从事直播的，持续向消费者提示。',
      en: 'Where AI-generated figures are used in a stream, consumers are told so throughout.',
    },
    obligedParty: 'room-operator',
    articleNumberConfidence: 'one-source',
  }),
  provision({
    id: 'cn-pricing-art-9',
    instrument: { zh: '互联网平台价格行为规则', en: 'Internet Platform Pricing Conduct Rules' },
    clause: '第九条',
    appliesFrom: '2026-04-10',
    requires: {
      zh: '不得在消费者不知情的情况下，利用数据和算法对同一商品设置不同价格。',
      en: 'No different prices for the same goods through data and algorithms without the consumer’s knowledge.',
    },
    obligedParty: 'platform-or-merchant',
    articleNumberConfidence: 'conflict',
  }),
];
const channels = [
  channel({
    id: 'seller',
    kind: 'seller',
    name: { zh: '商家客服', en: 'The seller' },
    use: {
      zh: '先问一问图片是怎么来的，常常最快。',
      en: 'Asking where the picture comes from is often quickest.',
    },
    topics: ['ai-media'],
  }),
  channel({
    id: 'platform-jd',
    kind: 'platform',
    name: { zh: '京东举报中心', en: 'JD reporting centre' },
    use: {
      zh: '平台核对图片来源并补加标识。需要网址和截图。',
      en: 'The platform checks the picture and adds a label. Needs the address and a screenshot.',
    },
    url: 'https://example.com/report',
    shops: ['jd'],
  }),
  channel({
    id: 'hotline-12315',
    kind: 'hotline',
    name: { zh: '全国 12315 平台', en: 'National 12315 platform' },
    use: {
      zh: '消费者投诉与举报，由市场监管部门受理。',
      en: 'Consumer complaints, handled by the market regulator.',
    },
    url: 'https://www.12315.cn/',
    phone: '12315',
  }),
];

const packs: Law['packs'] = [
  {
    id: 'cn-labelling',
    language: 1,
    version: '1.2.0',
    jurisdiction: 'cn',
    title: { zh: '人工智能生成合成内容标识', en: 'Labelling of AI-generated content' },
    about: { zh: '标识办法与 GB 45438-2025', en: 'The measures and GB 45438-2025' },
    maintainer: 'Mingbiao',
    reviewBy: review,
    digest: `sha256-${digest('ab')}`,
    rules,
  },
  {
    id: 'cn-price',
    language: 1,
    version: '1.0.1',
    jurisdiction: 'cn',
    title: { zh: '明码标价与价格行为', en: 'Price marking and pricing conduct' },
    about: { zh: '价格', en: 'Prices' },
    maintainer: 'Mingbiao',
    reviewBy: '2026-10-01',
    digest: `sha256-${digest('ac')}`,
    rules: rules.slice(3),
  },
  {
    id: 'eu-ai-act',
    language: 1,
    version: '0.9.0',
    jurisdiction: 'eu',
    title: { zh: '欧盟《人工智能法》第五十条', en: 'EU AI Act, article 50' },
    about: { zh: '透明度', en: 'Transparency' },
    maintainer: 'Mingbiao',
    reviewBy: review,
    digest: `sha256-${digest('ad')}`,
    rules: rules.slice(0, 2),
  },
  {
    id: 'us-ny',
    language: 1,
    version: '1.0.0',
    jurisdiction: 'us-ny',
    title: { zh: '纽约州《一般商业法》第 349-a 条', en: 'New York General Business Law § 349-a' },
    about: { zh: '算法定价', en: 'Algorithmic pricing' },
    maintainer: 'Mingbiao',
    reviewBy: review,
    digest: `sha256-${digest('ae')}`,
    rules: rules.slice(3),
  },
];
export const law: Law = {
  language: 1,
  packs,
  provisions: Object.fromEntries(provisions.map((one) => [one.id, one])),
  channels: Object.fromEntries(channels.map((one) => [one.id, one])),
};

function finding(
  ruleIndex: number,
  subject: string,
  reliedOn: string[],
  change: Partial<Finding> = {},
): Finding {
  const of = rules[ruleIndex];
  if (!of) throw new Error('no such sample rule');
  return {
    id: `${of.id}@${subject}`,
    rule: of.id,
    pack: 'cn-labelling',
    packVersion: '1.2.0',
    packDigest: `sha256-${digest('ab')}`,
    jurisdiction: 'cn',
    topic: of.topic,
    subject,
    outcome: 'flagged',
    ceiling: of.ceiling,
    declaredStatus: null,
    certainty: 'unsigned-statement',
    obligedParty: 'distribution-platform',
    provisions: of.provisions,
    judgedFor: '2026-11-20',
    answers: [],
    reliedOn,
    reasons: [],
    values: {},
    ...change,
  };
}

const declaredStatus = { word: '属于', label: '1', quotedFrom: 'file', observation: 'o10' } as const;
export const findings: Finding[] = [
  ...['image:a1', 'image:a2', 'image:a3', 'image:a4'].map((subject, n) =>
    finding(0, subject, [`o${10 + 2 * n}`, `o${11 + 2 * n}`], { declaredStatus }),
  ),
  finding(1, 'image:b1', ['o30', 'o31'], {
    certainty: 'signed-statement',
    values: { generator: 'Adobe Firefly' },
  }),
  finding(2, 'live-room:r1', ['o40', 'o41'], { certainty: 'measured-here' }),
  finding(3, 'offer:main', ['o50', 'o51'], {
    certainty: 'seen-on-page',
    values: { wording: '专属你的优惠价' },
  }),
  finding(0, 'image:c1', ['o60'], { outcome: 'clear', certainty: 'seen-on-page' }),
  finding(0, 'video:v1', ['o70'], {
    outcome: 'cannot-tell',
    certainty: null,
    reasons: ['medium-unreadable', 'pixels-not-searched'],
  }),
];

export const visit: Visit = {
  tabId: 1,
  url: 'https://item.example.com/100.html',
  title: '山岚 手冲壶 细口壶 家用',
  shop: 'jd',
  startedAt: at,
  settled: true,
  pendingMedia: 0,
  jurisdictions: ['cn'],
  observations,
  findings,
  flags: [],
};

const flag = (
  subject: string,
  tone: Flag['tone'],
  of: Finding | undefined,
  change: Partial<Flag> = {},
): Flag => ({
  subject,
  tone,
  topic: of?.topic ?? 'ai-media',
  headline:
    rules.find(({ id }) => id === of?.rule)?.texts[of?.outcome === 'clear' ? 'clear' : 'flagged'] ??
    cannotTell,
  declaredStatus: of?.declaredStatus ?? null,
  certainty: of?.certainty ?? null,
  findings: [of?.id ?? 'x'],
  ...change,
});
export const flags: Flag[] = [
  flag('image:a1', 'flag', findings[0], { innocent: rules[0]?.innocent[0]?.text ?? cannotTell }),
  flag('image:a2', 'flag', findings[1]),
  flag('image:c1', 'labelled', findings[7]),
  flag('image:a3', 'note', findings[2]),
  flag('live-room:r1', 'flag', findings[5]),
  flag('offer:main', 'note', findings[6]),
];

export const kept: Case = {
  format: 'mingbiao-case/1',
  id: 'case-0001-aaaa',
  url: visit.url,
  title: visit.title,
  shop: 'jd',
  startedAt: at,
  keptAt: '2026-11-20T03:26:00.000Z',
  jurisdictions: ['cn'],
  packs: packs
    .slice(0, 2)
    .map(({ id, version, digest: d, jurisdiction }) => ({ id, version, digest: d, jurisdiction })),
  observations,
  findings,
  flags,
  captures: [
    {
      role: 'screenshot',
      subject: null,
      url: null,
      mime: 'image/png',
      sizeBytes: 812_400,
      sha256: digest('71e0'),
      whole: true,
      capturedAt: at,
      note: null,
    },
    {
      role: 'medium',
      subject: 'image:a1',
      url: 'https://img.example.com/kettle.jpg',
      mime: 'image/jpeg',
      sizeBytes: 1_415_793,
      sha256: digest('9f3c'),
      whole: true,
      capturedAt: at,
      note: null,
    },
    {
      role: 'medium',
      subject: 'video:v1',
      url: 'https://img.example.com/kettle.mp4',
      mime: 'video/mp4',
      sizeBytes: 33_554_432,
      sha256: digest('02bd'),
      whole: false,
      capturedAt: at,
      note: null,
    },
  ],
  environment: {
    extensionVersion: '0.1.0',
    browser: 'Chromium 156 · Linux',
    locale: 'zh-CN',
    utcOffsetMinutes: 480,
    notCaptured: [
      { what: 'labels-inside-pictures', why: 'x' },
      { what: 'page-outside-the-visible-part', why: 'x' },
    ],
  },
  note: '',
  tags: [],
};

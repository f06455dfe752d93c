/** Made-up readings of pictures, in every shape the report of one picture can meet. */
import type { C2pa, FileStatement, Observation } from '../../../components/model/observation';
import type { Picture, PictureReading } from '../../../components/model/picture';
import { flags } from './samples';

type Read = Omit<Extract<PictureReading, { ok: true }>, 'ok'>;

const digest = '9f3c71d2a8e04b56'.repeat(4);
const seen = { seenAt: '2026-11-20T03:24:00.000Z', observer: 'gallery', method: 'dom-text' };

const statement: FileStatement = {
  container: 'jpeg',
  bytesRead: 1_415_793,
  bytesTotal: 1_415_793,
  declared: 'generated',
  status: '属于',
  mechanisms: [
    { family: 'aigc', id: 'xmp-tc260', offset: 1_296, declares: 'generated' },
    { family: 'iptc', id: 'iptc-dst', offset: 1_296, declares: 'generated' },
    { family: 'trace', id: 'exif-usercomment-parameters', offset: 412, declares: 'generated' },
  ],
  generator: '豆包',
  aigc: {
    label: '1',
    contentProducer: '00191110102MACQD9K64010000',
    produceId: 'a2f81c90-demo-0001',
    reservedCode1: '',
    contentPropagator: '00191110102MACQD9K64020000',
    propagateId: 'a2f81c90-demo-0001',
    reservedCode2: null,
    producerCode: {
      registration: '91110102MACQD9K640',
      service: 'generation',
      extension: '00000',
      entity: '示例科技有限公司',
    },
    signature: 'absent',
    copies: 2,
    deviations: ['lower-camel'],
    extra: {},
  },
  c2pa: null,
  iptc: {
    digitalSourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
    credit: null,
    aiSystemUsed: 'Example Image 2',
    aiSystemVersionUsed: '2.1',
    aiPromptInformation: '一只铜色手冲壶，浅色背景',
    aiPromptWriterName: null,
  },
  errors: [{ code: 'aigc-copies-disagree', at: 2_044, detail: null }],
};

const read: Read = {
  through: 'page',
  networkBytes: 0,
  mime: 'image/jpeg',
  sizeBytes: 1_415_793,
  isWhole: true,
  sha256: digest,
  statement,
  quotes: [
    {
      mechanism: 'exif-usercomment-parameters',
      place: 'exif-usercomment',
      key: '',
      text: 'a copper pour-over kettle on a pale ground, studio light, product photo\nNegative prompt: text, watermark\nSteps: 28, Sampler: DPM++ 2M Karras, CFG scale: 6.5, Seed: 1184020913, Size: 1024x1024, Model hash: 31e35c80fc, Model: exampleXL_v10',
      isWhole: true,
    },
  ],
  base64: null,
};

const observations: Observation[] = [
  {
    ...seen,
    id: 'o1',
    subject: 'image:a1',
    kind: 'medium',
    value: {
      mediaType: 'image',
      url: 'https://img.alicdn.com/kettle.jpg_460x460q90.jpg_.webp',
      source: 'img',
      role: 'product',
      renderedWidth: 400,
      renderedHeight: 400,
      naturalWidth: 800,
      naturalHeight: 800,
      alt: '',
      box: { x: 100, y: 200, width: 400, height: 400 },
    },
  },
  {
    ...seen,
    id: 'o2',
    subject: 'image:a1',
    kind: 'label',
    value: {
      text: '图片由 AI 生成',
      elements: ['ai', 'generation'],
      status: null,
      language: 'zh',
      entry: 'zh-ai-generated',
      placement: 'overlay',
      covers: ['image:a1'],
      box: { x: 380, y: 560, width: 110, height: 24 },
      heightShare: 0.043,
    },
  },
  {
    ...seen,
    id: 'o3',
    subject: 'image:a1',
    kind: 'label',
    value: {
      text: '效果图仅供参考，AI 合成',
      elements: ['ai', 'generation'],
      status: null,
      language: 'zh',
      entry: 'zh-ai-composite',
      placement: 'caption',
      covers: ['image:a1'],
      box: { x: 100, y: 612, width: 200, height: 20 },
      heightShare: null,
    },
  },
  {
    ...seen,
    id: 'o4',
    subject: 'image:a1',
    kind: 'label-search',
    value: { looked: ['page-text', 'alt-text'], notLooked: ['pixels'], complete: true, found: 2 },
  },
];

export const labelled: Picture = {
  subject: 'image:a1',
  url: 'https://img.alicdn.com/bao/uploaded/i1/22/O1CN01kettle_!!22.jpg_460x460q90.jpg_.webp',
  pageUrl: 'https://item.example.com/100.html',
  rendition: 'shown',
  reading: { ok: true, ...read },
  observations,
  flags: flags.filter((flag) => flag.subject === 'image:a1'),
  originalUrl: 'https://img.alicdn.com/bao/uploaded/i1/22/O1CN01kettle_!!22.jpg',
};

export const silent: Read = {
  ...read,
  through: 'network',
  networkBytes: 48_200,
  sizeBytes: 48_200,
  statement: {
    ...statement,
    container: 'webp',
    declared: 'none',
    status: null,
    mechanisms: [],
    generator: null,
    aigc: null,
    iptc: null,
    errors: [],
  },
  quotes: [],
};

const TYPES = 'http://cv.iptc.org/newscodes/digitalsourcetype';
export const credentials: C2pa = {
  state: 'valid-untrusted',
  signer: 'Example Imaging Ltd',
  claimGenerator: 'Example Studio/4.2',
  signedAt: '2026-10-03T08:15:00Z',
  actions: [
    { action: 'c2pa.opened', digitalSourceType: null, softwareAgent: 'Example Studio/4.2', from: 'active' },
    {
      action: 'c2pa.edited',
      digitalSourceType: `${TYPES}/compositeWithTrainedAlgorithmicMedia`,
      softwareAgent: 'Example Fill',
      description: '换了背景',
      from: 'active',
    },
    {
      action: 'c2pa.created',
      digitalSourceType: `${TYPES}/digitalCapture`,
      softwareAgent: 'Example Camera X1',
      from: 'parentOf',
    },
    {
      action: 'c2pa.created',
      digitalSourceType: `${TYPES}/trainedAlgorithmicMedia`,
      softwareAgent: 'Example Image 2',
      from: 'componentOf',
    },
  ],
  ingredients: [
    { title: 'DSC_0412.jpg', relationship: 'parentOf', hasManifest: true },
    { title: 'background.png', relationship: 'componentOf', hasManifest: true },
    { title: 'logo.svg', relationship: 'componentOf', hasManifest: false },
  ],
  statusCodes: ['signingCredential.untrusted'],
  remoteUrl: null,
};

export const history: Picture = {
  ...labelled,
  rendition: 'original',
  url: labelled.originalUrl ?? '',
  reading: {
    ok: true,
    ...read,
    through: 'network',
    networkBytes: 1_415_793,
    statement: {
      ...statement,
      declared: 'edited',
      status: null,
      generator: 'Example Studio',
      aigc: null,
      iptc: null,
      errors: [],
      mechanisms: [{ family: 'c2pa', id: 'c2pa', offset: 20, declares: 'edited' }],
      c2pa: credentials,
    },
    quotes: [],
  },
};

export const elsewhere: Picture = {
  ...labelled,
  observations: [],
  subject: null,
  flags: [],
  reading: {
    ok: true,
    ...silent,
    statement: {
      ...silent.statement,
      mechanisms: [{ family: 'c2pa', id: 'c2pa-link-header', offset: null, declares: null }],
      c2pa: {
        ...credentials,
        state: 'remote-only',
        signer: null,
        claimGenerator: null,
        signedAt: null,
        actions: [],
        ingredients: [],
        statusCodes: [],
        remoteUrl: 'https://manifests.example.com/1f/kettle.c2pa',
      },
    },
  },
};

export const unread: Picture = {
  ...labelled,
  subject: null,
  originalUrl: null,
  observations: [],
  flags: [],
  reading: { ok: false, code: 'blocked-or-offline' },
};

const LONG = 'ValueWithoutAnySpaceInIt0123456789'.repeat(12).slice(0, 400);
/** Right-to-left override and isolates left open, characters of no width, a tag character, combining marks on end. */
const TURNED =
  'photo\u202Egpj.live\u2066\u2067 \u200B\u200D\u2060zero\u00AD width \uDB40\uDC41 a' + '\u0301'.repeat(80);

/** A file that means harm, and a history with many ingredients: everything is shown as text and stays in its place. */
export const hostile: Picture = {
  ...history,
  url: `https://img.example.com/${LONG}.jpg`,
  flags: [],
  reading: {
    ok: true,
    ...read,
    statement: {
      ...statement,
      generator: TURNED,
      mechanisms: [
        { family: 'aigc', id: 'xmp-tc260', offset: 4_294_967_295, declares: 'generated' },
        { family: 'c2pa', id: 'c2pa', offset: 20, declares: 'captured' },
        { family: 'trace', id: 'png-text-parameters', offset: 2, declares: 'generated' },
      ],
      aigc: statement.aigc && {
        ...statement.aigc,
        contentProducer: LONG,
        produceId: TURNED,
        contentPropagator: '<img src=x onerror=alert(1)>',
        propagateId: ' ',
        extra: { [TURNED]: LONG, __proto: '\u202Eevil', שדה: 'ערך مثال' },
      },
      c2pa: {
        ...credentials,
        state: 'invalid',
        signer: TURNED,
        claimGenerator: LONG,
        ingredients: [
          ...credentials.ingredients,
          { title: TURNED, relationship: 'componentOf', hasManifest: true },
          { title: LONG, relationship: 'inputTo', hasManifest: false },
          { title: null, relationship: 'componentOf', hasManifest: false },
          { title: '背景_最终版_final(2)_v7.psd', relationship: 'componentOf', hasManifest: true },
        ],
        statusCodes: ['assertion.dataHash.mismatch', LONG],
      },
    },
    quotes: [
      {
        mechanism: 'png-text-parameters',
        place: 'png-text',
        key: TURNED,
        text: `${TURNED}\n${LONG}\n`.repeat(6),
        isWhole: false,
      },
    ],
  },
};

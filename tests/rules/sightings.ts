/** Short ways of writing observations for tables of cases: what matters is given, the rest is ordinary. */
import type {
  Aigc,
  C2pa,
  FileStatement,
  Mechanism,
  ObservationOf,
  Sighting,
} from '../../components/model/observation';
import type { ObservationKind } from '../../components/model/words';

type Value<K extends ObservationKind> = ObservationOf<K>['value'];

function seen<K extends ObservationKind>(
  kind: K,
  subject: string,
  method: string,
  value: Value<K>,
): Sighting {
  return { kind, subject, observer: 'table', method, value } as Sighting;
}

export function medium(subject: string, role: Value<'medium'>['role'] = 'product'): Sighting {
  return seen('medium', subject, 'dom', {
    mediaType: subject.startsWith('video') ? 'video' : 'image',
    url: 'https://shop.example/media/1',
    source: subject.startsWith('video') ? 'video' : 'img',
    role,
    renderedWidth: 400,
    renderedHeight: 400,
    naturalWidth: 800,
    naturalHeight: 800,
    alt: '',
    box: null,
  });
}

export function declaration(subject: string, statement: Partial<Value<'declaration'>> = {}): Sighting {
  return seen('declaration', subject, 'file-bytes', {
    container: 'jpeg',
    bytesRead: 4096,
    bytesTotal: 90_000,
    declared: 'none',
    status: null,
    mechanisms: [],
    generator: null,
    aigc: null,
    c2pa: null,
    iptc: null,
    errors: [],
    url: 'https://shop.example/media/1',
    sha256: null,
    rendition: 'shown',
    ...statement,
  });
}

/** A GB 45438-2025 annex E label with this value, and nothing else in the file. */
export function aigcFile(
  subject: string,
  label: string | null,
  extra: Partial<Value<'declaration'>> = {},
): Sighting {
  const words: Record<string, FileStatement['status']> = { '1': '属于', '2': '可能为', '3': '疑似' };
  const status = words[label ?? ''] ?? null;
  return declaration(subject, {
    declared: status === null ? 'none' : 'generated',
    status,
    mechanisms: [mechanism('aigc', 'aigc-xmp', status === null ? null : 'generated')],
    aigc: aigc(label),
    ...extra,
  });
}

export function aigc(label: string | null): Aigc {
  return {
    label,
    contentProducer: 'example-generator',
    produceId: 'p-1',
    reservedCode1: null,
    contentPropagator: null,
    propagateId: null,
    reservedCode2: null,
    producerCode: null,
    signature: 'absent',
    copies: 1,
    deviations: [],
    extra: {},
  };
}

export function c2pa(state: C2pa['state'], digitalSourceType: string | null = null): C2pa {
  return {
    state,
    signer: 'Example Signer',
    claimGenerator: 'Example Generator 1.0',
    signedAt: null,
    actions: [{ action: 'c2pa.created', digitalSourceType, softwareAgent: null, from: 'active' }],
    ingredients: [],
    statusCodes: state === 'invalid' ? ['assertion.dataHash.mismatch'] : [],
    remoteUrl: null,
  };
}

export function mechanism(
  family: Mechanism['family'],
  id: string,
  declares: Mechanism['declares'],
): Mechanism {
  return { family, id, offset: null, declares };
}

/** An IPTC DigitalSourceType as the file's only statement. */
export function iptcFile(
  subject: string,
  declared: 'generated' | 'composite' | 'edited' | 'captured',
): Sighting {
  const codes = {
    generated: 'trainedAlgorithmicMedia',
    composite: 'compositeSynthetic',
    edited: 'compositeWithTrainedAlgorithmicMedia',
    captured: 'digitalCapture',
  };
  return declaration(subject, {
    declared,
    mechanisms: [mechanism('iptc', 'iptc-digital-source-type', declared)],
    iptc: {
      digitalSourceType: `http://cv.iptc.org/newscodes/digitalsourcetype/${codes[declared]}`,
      credit: null,
      aiSystemUsed: null,
      aiSystemVersionUsed: null,
      aiPromptInformation: null,
      aiPromptWriterName: null,
    },
  });
}

export function unreadableFile(subject: string): Sighting {
  return declaration(subject, {
    declared: 'unreadable',
    errors: [{ code: 'truncated', at: 120, detail: null }],
  });
}

/** Generation parameters left in the file, without any formal mark. */
export function traceFile(subject: string): Sighting {
  return declaration(subject, {
    container: 'png',
    declared: 'generated',
    mechanisms: [mechanism('trace', 'png-parameters', 'generated')],
    generator: 'Stable Diffusion',
  });
}

export function label(
  subject: string,
  text: string,
  elements: Value<'label'>['elements'],
  more: Partial<Value<'label'>> = {},
): Sighting {
  return seen('label', subject, 'dom-text', {
    text,
    elements,
    status: null,
    language: 'zh',
    entry: 'elements',
    placement: 'caption',
    covers: subject.startsWith('page:') ? [] : [subject],
    box: null,
    heightShare: null,
    ...more,
  });
}

/** A whole look at the page's own text and alternative texts, without the pixels. */
export function search(subject: string, more: Partial<Value<'label-search'>> = {}): Sighting {
  return seen('label-search', subject, 'dom-text', {
    looked: ['page-text', 'alt-text'],
    notLooked: ['pixels'],
    complete: true,
    found: 0,
    ...more,
  });
}

export function claim(
  subject: string,
  text: string,
  claimed: Value<'claim'>['claim'] = 'real-shot',
): Sighting {
  return seen('claim', subject, 'dom-text', {
    claim: claimed,
    text,
    covers: [subject],
    placement: 'caption',
  });
}

export function offer(subject: string, more: Partial<Value<'offer'>> = {}): Sighting {
  return seen('offer', subject, 'rendered', {
    title: '纯棉床单',
    ids: [],
    seller: null,
    price: '199.00',
    listPrice: null,
    currency: 'CNY',
    priceKind: 'plain',
    condition: null,
    availability: 'in-stock',
    sources: [{ source: 'rendered', field: 'price', raw: '¥199.00' }],
    disagreements: [],
    box: null,
    ...more,
  });
}

/** A record that ends on `today`: `[days before today, price, comparison price]`, oldest first. */
export function priceRecord(
  subject: string,
  days: readonly (readonly [daysAgo: number, price: string, list?: string])[],
  more: Partial<Value<'price-record'>> = {},
): Sighting {
  const today = '2026-11-20';
  const day = (daysAgo: number): string =>
    new Date(Date.parse(`${today}T00:00:00Z`) - daysAgo * 86_400_000).toISOString().slice(0, 10);
  return seen('price-record', subject, 'own-record', {
    variant: '',
    currency: 'CNY',
    today,
    firstSeen: day(days[0]?.[0] ?? 0),
    daysObserved: days.length,
    points: days.length,
    lowest: null,
    highest: null,
    windowDays: 120,
    days: days.map(([daysAgo, price, list]) => ({
      day: day(daysAgo),
      low: price,
      high: price,
      last: price,
      list: list ?? null,
    })),
    ...more,
  });
}

/** The card by which the product was reached, a minute before its page was read. */
export function cardPrice(subject: string, more: Partial<Value<'card-price'>> = {}): Sighting {
  return seen('card-price', subject, 'own-record', {
    listUrl: 'https://shop.example/list',
    pressedAt: '2026-11-20T03:59:00.000Z',
    text: '¥139.00',
    price: '139.00',
    listPrice: null,
    currency: 'CNY',
    priceKind: 'plain',
    condition: null,
    variant: null,
    isOnPage: false,
    ...more,
  });
}

/** A fee in a cart, beside goods that were looked at ten minutes before and that asked the same price there. */
export function cartFee(more: Partial<Value<'cart-fee'>> = {}, minutesBefore = 10): Sighting {
  const seenAt = new Date(Date.parse('2026-11-20T04:00:00.000Z') - minutesBefore * 60_000).toISOString();
  return {
    ...seen('cart-fee', 'page:self', 'cart', {
      entry: 'mandatory-fee-en',
      text: 'Service fee 4.00',
      amount: '4.00',
      currency: 'GBP',
      total: '162.00',
      addsUp: true,
      goods: [{ url: 'https://shop.example/p/1', price: '158.00', seenAt, namesFee: false }],
      otherGoods: 0,
      ...more,
    }),
  };
}

/** What is recorded of one claim; each look at ¥158 beside ¥299 unless it says otherwise. */
export function claimRecord(
  subject: string,
  claim: Value<'sales-claim-record'>['claim'],
  looks: readonly (Partial<Value<'sales-claim-record'>['looks'][number]> & { at: string })[],
  more: Partial<Value<'sales-claim-record'>> = {},
): Sighting {
  const whole = looks.map((look) => ({
    text: claim === 'countdown' ? '距结束 02:00:00' : '仅剩3件',
    number: null,
    deadline: null,
    withinSeconds: 1,
    price: '158.00',
    listPrice: '299.00',
    ...look,
  }));
  return seen('sales-claim-record', subject, 'own-record', {
    claim,
    entry: `${claim}-zh`,
    shape: claim === 'countdown' ? '距结束 00:00:00' : '仅剩0件',
    today: '2026-11-20',
    daysSeen: new Set(whole.map(({ at }) => at.slice(0, 10))).size,
    otherProducts: 0,
    extended: false,
    looks: whole,
    ...more,
  });
}

export function wording(
  subject: string,
  kind: Value<'price-wording'>['wording'],
  more: Partial<Value<'price-wording'>> = {},
): Sighting {
  return seen('price-wording', subject, 'dom-text', {
    wording: kind,
    entry: kind,
    text: '专属价',
    nearPrice: true,
    box: null,
    ...more,
  });
}

export function page(subject: string, more: Partial<Value<'page'>> = {}): Sighting {
  return seen('page', subject, 'dom', {
    url: 'https://shop.example/item/1',
    title: '纯棉床单',
    language: 'zh-CN',
    pageKind: 'product',
    shop: null,
    images: 3,
    imagesLookedAt: 3,
    videos: 0,
    settled: true,
    limitsReached: [],
    ...more,
  });
}

export function room(subject: string, playing = true): Sighting {
  return seen('live-room', subject, 'dom', {
    roomId: '1',
    host: '主播',
    playing,
    framesReadable: false,
    box: null,
  });
}

export function samples(
  subject: string,
  elements: Value<'label-samples'>['elements'],
  visibleIn: number,
  of = 6,
  spanMs = 75_000,
): Sighting {
  return seen('label-samples', subject, 'dom-text', { elements, samples: of, visibleIn, spanMs });
}

/** A picture watched for five minutes; `loop` null when no repetition was found. */
export function footage(
  subject: string,
  loop: { periodMs: number; score: number } | null,
  more: Partial<Value<'footage'>> = {},
): Sighting {
  return seen('footage', subject, 'sampled', {
    beganAt: '2026-11-20T08:00:00.000Z',
    watchedMs: 300_000,
    samples: 900,
    framesReadable: true,
    stream: 'pieces',
    streamReadable: false,
    loop: {
      found: loop !== null,
      periodMs: loop?.periodMs ?? null,
      score: loop?.score ?? 0,
      detectedAtMs: loop ? 60_000 : null,
      lastRepeatedAtMs: loop ? 290_000 : null,
      agreeingShare: loop ? 0.9 : 0,
      agreeingRegions: loop ? 40 : 0,
      matches: [],
      profile: [],
    },
    picture: null,
    isStill: false,
    isWholePictureMoving: false,
    unbrokenMs: 300_000,
    ...more,
  });
}

/** A film watched from its start, with a notice that stood for `visibleMs` and was then seen to go. */
export function timeline(
  subject: string,
  visibleMs: number,
  more: Partial<Value<'label-timeline'>> = {},
): Sighting {
  return seen('label-timeline', subject, 'sampled', {
    beganAt: '2026-11-20T08:00:00.000Z',
    watchedMs: 30_000,
    samples: 30,
    visibleIn: 2,
    elements: ['ai', 'generation'],
    fromStart: true,
    labels: [
      {
        text: '内容由AI生成',
        placement: 'player',
        elements: ['ai', 'generation'],
        fromMs: 0,
        toMs: visibleMs,
        visibleMs,
        heightShare: 0.06,
        position: 'corner',
      },
    ],
    spans: [
      { fromMs: 0, toMs: visibleMs, state: 'visible' },
      { fromMs: visibleMs, toMs: 30_000, state: 'not-visible' },
    ],
    longestVisibleMs: visibleMs,
    longestHiddenMs: 30_000 - visibleMs,
    frameReads: 1,
    ...more,
  });
}

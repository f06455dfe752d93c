/**
 * What a correct run must find in the demo shop, and what it must not. Written from the intent of the pages and
 * of the fixture scripts, never from the output of a run.
 */
import type { Declared, StatusWord } from '../../components/model/words';
import { GOODS } from './goods';

/** What each marked file states. Every other picture of the shop states nothing. */
export interface MediaTruth {
  readonly declared: Declared;
  readonly status: StatusWord | null;
  /** Mechanisms as a reader names them. */
  readonly mechanisms: readonly string[];
}

export const MEDIA_TRUTH: Readonly<Record<string, MediaTruth>> = {
  'teapot.jpg': { declared: 'generated', status: '属于', mechanisms: ['xmp-tc260'] },
  'dress.png': { declared: 'generated', status: '属于', mechanisms: ['xmp-tc260'] },
  'lamp.webp': { declared: 'generated', status: null, mechanisms: ['iptc-dst'] },
  'lamp-3.jpg': { declared: 'generated', status: '属于', mechanisms: ['xmp-tc260', 'iptc-dst'] },
  'shoe.png': { declared: 'generated', status: '疑似', mechanisms: ['png-text-aigc'] },
  'thermos.jpg': { declared: 'generated', status: null, mechanisms: ['exif-usercomment-parameters'] },
  'headphones.jpg': { declared: 'none', status: null, mechanisms: [] },
  'cushion.jpg': { declared: 'generated', status: '属于', mechanisms: ['exif-usercomment-aigc'] },
  'backpack.jpg': { declared: 'edited', status: null, mechanisms: ['iptc-dst'] },
  'tea-tin.jpg': { declared: 'unreadable', status: null, mechanisms: ['xmp-tc260'] },
  'cup.jpg': { declared: 'generated', status: null, mechanisms: ['c2pa'] },
  'vase.webm': { declared: 'generated', status: '属于', mechanisms: ['matroska-simpletag-aigc'] },
  'blanket.avif': { declared: 'generated', status: '可能为', mechanisms: ['xmp-tc260'] },
  'lantern.jpg': { declared: 'generated', status: '属于', mechanisms: ['xmp-tc260'] },
  'mug.jpg': { declared: 'none', status: null, mechanisms: [] },
};

/** A medium by its file name, or the page's offer, live room or the page itself. */
export type ExpectedSubject = string;

export interface ExpectedFinding {
  readonly subject: ExpectedSubject;
  readonly rule: string;
}

export interface ExpectedPage {
  readonly path: string;
  readonly about: string;
  /** Must be flagged, with jurisdictions cn, us-ny and eu chosen. */
  readonly find: readonly ExpectedFinding[];
  /** Must be answered with "cannot tell" after one look, and not with silence. */
  readonly cannotTell?: readonly ExpectedFinding[];
  /** Nothing at all may be flagged on these. */
  readonly quiet: readonly ExpectedSubject[];
  /** May not be flagged for anything on this page. */
  readonly neverRules: readonly string[];
}

const WITHOUT_NOTICE = 'declared-synthetic-media-without-notice';
const OTHER_WITHOUT_NOTICE = 'other-mark-synthetic-media-without-notice';
const LIVE_RULES = ['digital-human-label-seen', 'digital-human-label-without-generation-element'];
const LABEL_SEEN = ['ai-label-seen', 'eu-ai-label-seen', 'label-lacks-generation-element'];
const UNLABELLED_EU = 'declared-synthetic-product-image-without-label';
const SENTENCE = 'algorithmic-price-sentence';

/** What each product's first picture leads to, wherever no label stands on it. */
const MEDIA_FINDINGS: readonly ExpectedFinding[] = [
  { subject: 'teapot.jpg', rule: WITHOUT_NOTICE },
  { subject: 'dress.png', rule: 'ai-label-seen' },
  { subject: 'lamp.webp', rule: OTHER_WITHOUT_NOTICE },
  { subject: 'shoe.png', rule: 'declared-possible-or-suspected' },
  { subject: 'thermos.jpg', rule: 'generator-trace' },
  { subject: 'cushion.jpg', rule: WITHOUT_NOTICE },
  { subject: 'backpack.jpg', rule: 'composite-or-edited-note' },
  { subject: 'tea-tin.jpg', rule: 'label-not-readable' },
  { subject: 'cup.jpg', rule: OTHER_WITHOUT_NOTICE },
  { subject: 'vase.webm', rule: WITHOUT_NOTICE },
  { subject: 'blanket.avif', rule: 'declared-possible-or-suspected' },
  // Labelled as the rules ask: the label is read in the pixels, because the file declares AI and no text stands there.
  { subject: 'lantern.jpg', rule: 'ai-label-seen' },
];

/** What a product page shows beside its first picture. */
const PAGE_FINDINGS: Readonly<Record<string, readonly ExpectedFinding[]>> = {
  teapot: [{ subject: 'offer', rule: 'conditional-headline-price' }],
  lamp: [{ subject: 'lamp-3.jpg', rule: 'contradicting-declarations' }],
  thermos: [{ subject: 'offer', rule: 'comparison-price-below-price' }],
  cushion: [{ subject: 'cushion.jpg', rule: 'real-shot-claim-on-declared-media' }],
  backpack: [{ subject: 'offer', rule: 'personalised-price-wording' }],
  vase: [{ subject: 'vase.webm', rule: WITHOUT_NOTICE }],
};

function ofMedia(file: string): ExpectedFinding[] {
  return MEDIA_FINDINGS.filter((finding) => finding.subject === file);
}

const productPages: ExpectedPage[] = GOODS.map((goods) => {
  const find = [...ofMedia(goods.media), ...(PAGE_FINDINGS[goods.id] ?? [])];
  const subjects = new Set(find.map((finding) => finding.subject));
  const labelled = find.some((finding) => finding.rule === 'ai-label-seen');
  return {
    path: `/product/${goods.id}`,
    about: goods.title,
    find,
    quiet: [goods.media, ...goods.gallery, 'offer'].filter((subject) => !subjects.has(subject)),
    // Footer links, product names, materials and customers' words are on every page and are never labels.
    neverRules: [
      ...LIVE_RULES,
      SENTENCE,
      ...(labelled ? [WITHOUT_NOTICE, OTHER_WITHOUT_NOTICE, UNLABELLED_EU] : LABEL_SEEN),
    ],
  };
});

export const EXPECTED_PAGES: readonly ExpectedPage[] = [
  {
    path: '/',
    about: 'front page: twelve cards with the marked pictures, one of them labelled',
    find: MEDIA_FINDINGS.filter(
      ({ subject }) => !['vase.webm', 'blanket.avif', 'lantern.jpg'].includes(subject),
    ),
    quiet: ['headphones.jpg', 'tablet.jpg', 'leather-cushion.jpg', 'teapot-2.jpg'],
    neverRules: [...LIVE_RULES, SENTENCE, 'real-shot-claim-on-declared-media', 'contradicting-declarations'],
  },
  ...productPages,
  {
    path: '/live/host',
    about: 'live room with 「数字人直播」 on the player; viewers talk about AI',
    find: [{ subject: 'live-room', rule: 'digital-human-label-seen' }],
    // Five looks over a minute are asked before "no label throughout" may be said; one look is too few.
    cannotTell: [{ subject: 'live-room', rule: 'digital-human-label-without-generation-element' }],
    quiet: ['teapot-2.jpg', 'cup-2.jpg', 'tea-tin-2.jpg', 'offer'],
    neverRules: ['ai-label-seen', WITHOUT_NOTICE, SENTENCE],
  },
  {
    path: '/live/host-labelled',
    about: 'live room with 「数字人 · AI生成」 on the player',
    find: [{ subject: 'live-room', rule: 'digital-human-label-seen' }],
    quiet: ['teapot-2.jpg', 'cup-2.jpg', 'tea-tin-2.jpg', 'offer'],
    neverRules: ['digital-human-label-without-generation-element', WITHOUT_NOTICE, SENTENCE],
  },
  {
    path: '/live/person',
    about: 'live room without any label; only viewers say 数字人 and AI',
    find: [],
    quiet: ['live-room', 'page', 'offer'],
    neverRules: [...LIVE_RULES, 'ai-label-seen', WITHOUT_NOTICE],
  },
  {
    path: '/live/loop',
    about:
      'live room whose base clip of eight seconds comes back under a mouth that speaks on, without any label',
    find: [],
    // Whether it repeats takes longer than one look; the watching goes on while the page is open.
    quiet: ['page', 'offer'],
    neverRules: [...LIVE_RULES, 'ai-label-seen', WITHOUT_NOTICE],
  },
  {
    path: '/live/loop-labelled',
    about: 'the same room with 「数字人 · AI生成」 on the player, five seconds shown and five not',
    // The label is in its shown five seconds when the page is first looked at.
    find: [{ subject: 'live-room', rule: 'digital-human-label-seen' }],
    quiet: ['teapot-2.jpg', 'cup-2.jpg', 'tea-tin-2.jpg', 'offer'],
    neverRules: ['digital-human-label-without-generation-element', WITHOUT_NOTICE, SENTENCE],
  },
  {
    path: '/feed',
    about: 'single-page shop, before anything is pressed; the first four cards of the feed are loaded',
    find: ['teapot.jpg', 'dress.png', 'lamp.webp', 'shoe.png'].flatMap(ofMedia),
    quiet: ['headphones.jpg', 'headphones-2.jpg'],
    neverRules: [...LIVE_RULES, SENTENCE],
  },
  {
    path: '/embed',
    about: 'one card in an open shadow root, one in a frame of the same origin',
    find: ['lamp.webp', 'teapot.jpg'].flatMap(ofMedia),
    quiet: [],
    neverRules: [...LIVE_RULES, SENTENCE, 'ai-label-seen'],
  },
  {
    path: '/en/',
    about: 'English front page, pictures without marks',
    find: [],
    quiet: ['page', 'offer'],
    neverRules: [...LIVE_RULES, SENTENCE, 'ai-label-seen', WITHOUT_NOTICE, OTHER_WITHOUT_NOTICE],
  },
  {
    path: '/en/product/lamp',
    about: 'the statutory sentence beside the price',
    find: [{ subject: 'offer', rule: SENTENCE }],
    quiet: ['lamp-2.jpg'],
    neverRules: [...LIVE_RULES, 'ai-label-seen'],
  },
  {
    path: '/en/product/teapot',
    about: 'the same storefront, no sentence: its absence says nothing',
    find: [],
    quiet: ['teapot-2.jpg', 'offer', 'page'],
    neverRules: [...LIVE_RULES, SENTENCE],
  },
  {
    path: '/en/news/pricing-law',
    about: 'an article that quotes the sentence and names a price of something else',
    find: [],
    // Seeing it quoted may be said of the page; of a price, never.
    quiet: ['offer'],
    neverRules: [...LIVE_RULES, SENTENCE],
  },
  {
    path: '/hostile/text-nodes',
    about: "the teapot's page with a million text nodes: more than is read, so no label cannot be said",
    find: [],
    cannotTell: [{ subject: 'teapot.jpg', rule: WITHOUT_NOTICE }],
    quiet: ['teapot-2.jpg', 'teapot-3.jpg'],
    neverRules: [...LIVE_RULES, SENTENCE, WITHOUT_NOTICE],
  },
  ...['css', 'prototypes', 'json-ld', 'deep', 'broken-data', 'mutations'].map((kind) => ({
    path: `/hostile/${kind}`,
    about: `the teapot's page, hostile: ${kind}`,
    find: ofMedia('teapot.jpg'),
    quiet: ['teapot-2.jpg', 'teapot-3.jpg'],
    neverRules: [...LIVE_RULES, SENTENCE],
  })),
];

/**
 * What a second load of a page, later by so much, must add. One load says nothing about a countdown or about
 * words that stay: the table of pages above holds that these are quiet then.
 */
export const EXPECTED_AFTER_LOADS: readonly {
  readonly path: string;
  /** How the clock of the browser is moved between the loads. */
  readonly minutesBetween: number;
  readonly loads: number;
  readonly find: readonly ExpectedFinding[];
}[] = [
  {
    path: '/product/tablet',
    minutesBetween: 30,
    loads: 2,
    find: [{ subject: 'offer', rule: 'cn-countdown-moved-later' }],
  },
  {
    path: '/product/leather-cushion',
    minutesBetween: 1_440,
    loads: 4,
    find: [{ subject: 'offer', rule: 'cn-stock-claim-repeated' }],
  },
];

/** After `data-product="…"` is pressed on /feed: what must be found then, without navigation. */
export const EXPECTED_AFTER_PRESS: Readonly<Record<string, readonly ExpectedFinding[]>> = {
  teapot: [...ofMedia('teapot.jpg'), { subject: 'offer', rule: 'conditional-headline-price' }],
  lamp: [...ofMedia('lamp.webp'), { subject: 'lamp-3.jpg', rule: 'contradicting-declarations' }],
  vase: ofMedia('vase.webm'),
};

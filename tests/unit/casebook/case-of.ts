/** Small whole cases for the tests of what keeps, writes and shows them. */
import { sha256Hex } from '../../../components/evidence/digest';
import { CASE_FORMAT, type Capture, type Case } from '../../../components/model/case';
import type { Observation } from '../../../components/model/observation';

export interface Kept {
  case: Case;
  blobs: { sha256: string; bytes: Uint8Array; mime: string }[];
}

/** One pixel, 1 × 1 PNG. */
export const PIXEL = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);

export const SEEN_AT = '2026-11-20T08:15:30.000Z';

/** A case with one picture and a screenshot. The same arguments give the same bytes. */
export async function caseOf(id = 'case-0001', changes: Partial<Case> = {}): Promise<Kept> {
  const picture = new Uint8Array([...PIXEL, ...new TextEncoder().encode('medium of ' + id)]);
  const shot = new Uint8Array([...PIXEL, ...new TextEncoder().encode('shot of ' + id)]);
  const media = { sha256: await sha256Hex(picture), bytes: picture, mime: 'image/png' };
  const screen = { sha256: await sha256Hex(shot), bytes: shot, mime: 'image/png' };
  const capture = (
    role: Capture['role'],
    blob: typeof media,
    url: string,
    subject: string | null,
  ): Capture => ({
    role,
    subject,
    url,
    mime: blob.mime,
    sizeBytes: blob.bytes.length,
    sha256: blob.sha256,
    whole: role === 'medium',
    capturedAt: SEEN_AT,
    note: role === 'medium' ? null : 'visible part of the page',
  });
  const observations: Observation[] = [
    {
      id: 'o1',
      kind: 'page',
      subject: 'page:main',
      observer: 'page',
      method: 'dom-text',
      seenAt: SEEN_AT,
      value: {
        url: 'https://shop.example/item/100',
        title: '羊毛围巾 Wool scarf',
        language: 'zh-CN',
        pageKind: 'product',
        shop: null,
        images: 1,
        imagesLookedAt: 1,
        videos: 0,
        settled: true,
        limitsReached: [],
      },
    },
    {
      id: 'o2',
      kind: 'offer',
      subject: 'offer:main',
      observer: 'offer',
      method: 'json-ld',
      seenAt: SEEN_AT,
      value: {
        title: '羊毛围巾',
        ids: [{ scheme: 'sku', value: '100' }],
        seller: null,
        price: '129.00',
        listPrice: null,
        currency: 'CNY',
        priceKind: 'plain',
        condition: null,
        availability: 'in-stock',
        sources: [],
        disagreements: [],
        box: null,
      },
    },
  ];
  return {
    blobs: [media, screen],
    case: {
      format: CASE_FORMAT,
      id,
      url: 'https://shop.example/item/100',
      title: '羊毛围巾 Wool scarf',
      shop: null,
      startedAt: SEEN_AT,
      keptAt: '2026-11-20T08:16:00.000Z',
      jurisdictions: ['cn'],
      packs: [],
      observations,
      findings: [],
      flags: [],
      captures: [
        capture('screenshot', screen, 'https://shop.example/item/100', null),
        capture('medium', media, 'https://img.shop.example/100.png', 'image:m1'),
      ],
      environment: {
        extensionVersion: '0.1.0',
        browser: 'Chromium 156',
        locale: 'zh-CN',
        utcOffsetMinutes: 480,
        notCaptured: [
          { what: 'page-outside-the-visible-part', why: 'only the visible part of the page is pictured' },
        ],
      },
      note: '',
      tags: [],
      ...changes,
    },
  };
}

/** A watched room for the gallery: a label that comes and goes, a picture that repeats every twelve seconds. */
import { toBase64 } from '../../../components/model/base64';
import type { Observation } from '../../../components/model/observation';
import type { ShownFrame } from '../../../components/ui/room-section';

const shared = {
  subject: 'live-room:r1',
  observer: 'watcher',
  method: 'sampled',
  seenAt: '2026-11-21T10:07:00.000Z',
};
const beganAt = '2026-11-21T10:03:00.000Z';
const SIZE = 48;

/** Alike where the distance in time is a whole number of periods, a little noisy elsewhere. */
function diagonal(): string {
  const values = new Uint8Array(SIZE * SIZE);
  for (let y = 0; y < SIZE; y += 1)
    for (let x = 0; x < SIZE; x += 1)
      values[y * SIZE + x] = (x - y) % 12 === 0 ? 240 : 40 + ((x * 7 + y * 13) % 60);
  return toBase64(values);
}

export const observations: Observation[] = [
  {
    ...shared,
    id: 'o1',
    kind: 'live-room',
    value: { roomId: '88', host: '山岚茶具', playing: true, framesReadable: true, box: null },
  },
  {
    ...shared,
    id: 'o2',
    kind: 'label-timeline',
    value: {
      beganAt,
      watchedMs: 214_000,
      samples: 120,
      visibleIn: 48,
      elements: ['digital-human'],
      fromStart: null,
      labels: [
        {
          text: '数字人直播',
          placement: 'player',
          elements: ['digital-human'],
          fromMs: 0,
          toMs: 190_000,
          visibleMs: 86_000,
          heightShare: 0.031,
          position: 'corner',
        },
      ],
      spans: [
        { fromMs: 0, toMs: 40_000, state: 'visible' },
        { fromMs: 40_000, toMs: 128_000, state: 'not-visible' },
        { fromMs: 128_000, toMs: 154_000, state: 'not-looked' },
        { fromMs: 154_000, toMs: 190_000, state: 'visible' },
        { fromMs: 190_000, toMs: 240_000, state: 'not-visible' },
      ],
      longestVisibleMs: 40_000,
      longestHiddenMs: 88_000,
      frameReads: 4,
    },
  },
  {
    ...shared,
    id: 'o3',
    kind: 'footage',
    value: {
      beganAt,
      watchedMs: 214_000,
      samples: 820,
      framesReadable: true,
      stream: 'pieces',
      streamReadable: false,
      loop: {
        found: true,
        periodMs: 12_000,
        score: 0.93,
        detectedAtMs: 26_400,
        lastRepeatedAtMs: 210_000,
        agreeingShare: 0.9,
        agreeingRegions: 61,
        matches: [{ aMs: 31_000, bMs: 43_000, similarity: 0.97 }],
        profile: Array.from({ length: 120 }, (_, n) => ({
          lagMs: n * 500,
          similarity: n % 24 === 0 ? 0.94 : 0.2 + 0.15 * Math.sin(n / 2),
        })),
      },
      picture: { size: SIZE, fromMs: 0, toMs: 214_000, values: diagonal() },
      isStill: false,
      isWholePictureMoving: false,
      unbrokenMs: 214_000,
      stillPart: { share: 0.62, withinGreys: 0.3, forMs: 208_000, sinceMs: 0 },
    },
  },
];

const moment = (hue: number): string =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 160"><rect width="90" height="160" fill="#d8b592"/><circle cx="45" cy="66" r="20" fill="#f0c6a2"/><path d="M15 160c0-50 12-64 30-64s30 14 30 64z" fill="hsl(${String(hue)} 30% 40%)"/></svg>`)}`;

export const frames: ShownFrame[] = [
  { url: moment(168), atMs: 31_000, why: 'pair' },
  { url: moment(169), atMs: 43_000, why: 'pair' },
];

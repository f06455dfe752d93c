/** A watched room for the gallery: a label that comes and goes, a picture that repeats every twelve seconds. */
import { toBase64 } from '../../../components/model/base64';
import type { Case } from '../../../components/model/case';
import type { Observation, ObservationOf } from '../../../components/model/observation';
import type { ShownFrame } from '../../../components/ui/room-section';
import type { ChipState } from '../../../components/ui/watch-chip';
import { kept as page } from './samples';

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
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="360" height="640" viewBox="0 0 90 160"><rect width="90" height="160" fill="#d8b592"/><circle cx="45" cy="66" r="20" fill="#f0c6a2"/><path d="M15 160c0-50 12-64 30-64s30 14 30 64z" fill="hsl(${String(hue)} 30% 40%)"/></svg>`)}`;

export const frames: ShownFrame[] = [
  { url: moment(168), atMs: 31_000, why: 'pair' },
  { url: moment(169), atMs: 43_000, why: 'pair' },
];

/** The same room with another picture: nothing repeats, hardly anything moves, or the browser reads no frames. */
function withPicture(change: Partial<ObservationOf<'footage'>['value']>): Observation[] {
  return observations.map((o) =>
    o.kind === 'footage'
      ? { ...o, value: { ...o.value, loop: null, picture: null, stillPart: null, ...change } }
      : o,
  );
}
export const quiet = withPicture({
  partRepeat: { periodMs: 8_100, share: 0.14, fromMs: 19_000, toMs: 210_000 },
  stillPart: { share: 0.62, withinGreys: 0.3, forMs: 208_000, sinceMs: 0 },
});
export const still = withPicture({ isStill: true, unbrokenMs: 0 });
export const unreadable = withPicture({ framesReadable: false, samples: 0, unbrokenMs: 0 });

/** The room as a kept case: two moments of it as files. */
export const kept: Case = {
  ...page,
  id: 'case-0002-room',
  url: 'https://live.example.com/room/88',
  title: '山岚茶具的直播间',
  observations,
  findings: [],
  flags: [],
  captures: [
    ...page.captures.filter(({ role }) => role === 'screenshot'),
    ...[31, 43].map((second, n) => ({
      role: 'frame' as const,
      subject: 'live-room:r1',
      url: null,
      mime: 'image/jpeg',
      sizeBytes: 84_200 + n,
      sha256: `${String(n + 1)}f`.repeat(32),
      whole: true,
      capturedAt: beganAt,
      note: `moment ${String(n + 1)} of 2 that look the same, ${second.toFixed(1)} s after watching began (${beganAt})`,
    })),
  ],
};

const looking: Omit<ChipState, 'video'> = {
  isLooking: true,
  watchedMs: 84_000,
  progress: 0.28,
  label: 'not-seen',
  labelText: null,
  labelBoxes: [],
  framesReadable: true,
  loop: { found: false, periodMs: null, isStill: false },
};
const found = { found: true, periodMs: 12_000, isStill: false };
/** The chip in each of its states, on players of different size. */
export const chips: readonly {
  name: string;
  width: number;
  height: number;
  state: Omit<ChipState, 'video'>;
}[] = [
  { name: 'first seconds', width: 300, height: 170, state: { ...looking, watchedMs: 4_000, progress: 0.02 } },
  { name: 'looking', width: 300, height: 170, state: looking },
  {
    name: 'label seen',
    width: 300,
    height: 170,
    state: { ...looking, label: 'visible', labelText: '数字人直播', watchedMs: 131_000, progress: 0.44 },
  },
  {
    name: 'label gone, hours',
    width: 300,
    height: 170,
    state: { ...looking, label: 'not-visible', watchedMs: 3_729_000, progress: 1 },
  },
  {
    name: 'repeats',
    width: 300,
    height: 170,
    state: { ...looking, loop: found, progress: 1, label: 'visible', labelText: '数字人直播' },
  },
  {
    name: 'still picture',
    width: 300,
    height: 170,
    state: { ...looking, loop: { found: false, periodMs: null, isStill: true } },
  },
  {
    name: 'frames not readable',
    width: 300,
    height: 170,
    state: { ...looking, framesReadable: false, loop: null },
  },
  { name: 'not looking', width: 300, height: 170, state: { ...looking, isLooking: false } },
  { name: 'film', width: 300, height: 170, state: { ...looking, loop: null, progress: 1 } },
  { name: 'small player', width: 130, height: 170, state: { ...looking, loop: found, progress: 1 } },
];

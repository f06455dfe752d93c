/** What is told of a watched picture: the loop detector's state and picture as the observation `footage` holds them. */
import type { StillGround } from '../footage/background';
import type { LoopDetector } from '../footage/loop-state';
import type { PartRepeats } from '../footage/part-repeat';
import { toBase64 } from '../model/base64';
import type { SightingOf } from '../model/observation';

type Footage = SightingOf<'footage'>['value'];

/** What is told of the picture so far, bounded as the observation asks. */
export function footageOf(
  s: {
    beganAt: string;
    framesReadable: boolean | null;
    detector: LoopDetector | null;
    ground: StillGround | null;
    parts: PartRepeats | null;
  },
  watchedMs: number,
  stream: Footage['stream'],
): Footage {
  const loop = s.detector?.state() ?? null;
  const still = s.ground?.state() ?? null;
  const part = loop?.found ? null : (s.parts?.state() ?? null);
  const round = (n: number): number => Math.round(Math.max(-1, Math.min(1, n)) * 1000) / 1000;
  const share = (n: number): number => Math.max(0, round(n));
  const ms = (n: number): number => Math.max(0, Math.round(n));
  const msOrNull = (n: number | null): number | null => (n === null ? null : ms(n));
  return {
    beganAt: s.beganAt,
    watchedMs,
    samples: loop?.samples ?? 0,
    framesReadable: s.framesReadable,
    stream,
    streamReadable: stream === 'file',
    loop: loop && {
      found: loop.found,
      periodMs: msOrNull(loop.periodMs),
      score: share(loop.score),
      detectedAtMs: msOrNull(loop.detectedAtMs),
      lastRepeatedAtMs: msOrNull(loop.lastRepeatedAtMs),
      agreeingShare: share(loop.agreeingShare),
      agreeingRegions: ms(loop.agreeingRegions),
      matches: loop.matches
        .slice(0, 8)
        .map((m) => ({ aMs: ms(m.aMs), bMs: ms(m.bMs), similarity: share(m.similarity) })),
      profile: loop.profile
        .slice(0, 240)
        .map((p) => ({ lagMs: ms(p.lagMs), similarity: round(p.similarity) })),
    },
    picture: loop?.found ? pictureOf(s.detector) : null,
    isStill: loop?.isStill ?? false,
    isWholePictureMoving: loop?.isWholePictureMoving ?? false,
    unbrokenMs: ms(loop?.unbrokenMs ?? 0),
    partRepeat: part && { ...part, fromMs: ms(part.fromMs), toMs: ms(part.toMs) },
    stillPart: still && { ...still, forMs: ms(still.forMs), sinceMs: ms(still.sinceMs) },
  };
}

const PICTURE_SIDE = 64;
/** The self-similarity, made smaller by taking the brightest of each block: the lines are what matters. */
function pictureOf(detector: LoopDetector | null): Footage['picture'] {
  const picture = detector?.picture();
  if (!picture || picture.size < 1) return null;
  const size = Math.min(PICTURE_SIDE, picture.size);
  const values = new Uint8Array(size * size);
  for (let y = 0; y < picture.size; y += 1)
    for (let x = 0; x < picture.size; x += 1) {
      const at = Math.floor((y * size) / picture.size) * size + Math.floor((x * size) / picture.size);
      values[at] = Math.max(values[at] ?? 0, picture.values[y * picture.size + x] ?? 0);
    }
  return {
    size,
    fromMs: Math.max(0, Math.round(picture.fromMs)),
    toMs: Math.max(0, Math.round(picture.toMs)),
    values: toBase64(values),
  };
}

/** Where the pictures of a video come from, as far as the page tells. */
export function streamOf(video: HTMLVideoElement): Footage['stream'] {
  if (video.srcObject) return 'camera-or-call';
  if (video.currentSrc.startsWith('blob:')) return 'pieces';
  return video.currentSrc ? 'file' : 'none';
}

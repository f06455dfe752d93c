/**
 * Watches a recorded clip as the sampler watches a room: decodes it as fast as this computer can, says whether the
 * picture repeats, then goes through it in steps and reads labels. Bounded in time and memory, whatever the file is.
 */
import { LIMITS } from '../model/limits';
import type { PartShare } from '../model/part-share';
import { StillGround } from './background';
import { openFrames, repacked } from './clip-frames';
import { troubleOf } from './clip-trouble';
import { momentsToRead, placed, trustedStanding, type Moment } from './label-moments';
import { labelSpans, type LabelSpan, type MomentLabel, type MomentRead } from './label-spans';
import { smallLuma } from './luma';
import type { LoopState, SimilarityPicture } from './loop-state';
import { createLoopDetector } from './loop';
import { PartRepeats, type PartRepeat } from './part-repeat';
import { signatureOfDrawing, signatureOfSource, smallContext } from './sampler';
import { signatureOf } from './signature';
import { isViewersLine } from './spoken-by';
import { WritingWatch, type Standing } from './writing';

/**
 * `empty-file`, `not-a-film`, `unknown-container`, `no-index`, `no-decoder`, `cannot-decode`, `no-picture`, `frames-not-readable`, `stalled`, `too-long`, `cancelled`,
 * `page-hidden`: nothing or not all was watched. `cut-short`: the file names a length of which it holds a part only.
 * `labels-not-read`: some moments could not be read for labels.
 */
export interface ClipError {
  code: string;
  detail: string;
}

export interface ClipResult {
  file: string;
  /** Seconds of film; null when the file could not be opened. */
  durationS: number | null;
  width: number;
  height: number;
  /** Seconds of film watched for repeats. */
  watchedS: number;
  loop: { found: boolean; periodS: number | null; score: number; detectedAtS: number | null };
  /** The part of the picture that stayed as it was; null where too little did or less than a minute was watched. */
  stillPart: { share: number; withinGreys: number; forS: number; sinceS: number } | null;
  /** A part of the picture that repeats while the rest was not found to; null where none was seen. */
  partRepeat: { periodS: number; share: number; fromS: number; toS: number } | null;
  labels: LabelSpan[];
  /** Seconds between two whole pictures that were read for labels, and how many moments were read in all. */
  labelStepS: number | null;
  /** Whether it was seen in between what stands still like writing: its times are then finer than the step. */
  hasWatchedStanding: boolean;
  momentsRead: number;
  errors: ClipError[];
}

export interface EvidenceFrame {
  atS: number;
  blob: Blob;
}

export interface WatchedClip {
  result: ClipResult;
  state: LoopState;
  picture: SimilarityPicture | null;
  /** Two moments one period apart; null when nothing repeats. */
  frames: [EvidenceFrame, EvidenceFrame] | null;
}

export interface WatchClipOptions {
  name: string;
  /** Reads labels in one still; null when the reader is not there. Never rejects. */
  readLabels: (
    bytes: Uint8Array,
    mime: string,
    /** When told, nothing else of it needs to be read. */
    parts?: readonly PartShare[],
    /** Whether to read Korean before Chinese and English. */
    isKorean?: boolean,
  ) => Promise<{ ok: true; labels: MomentLabel[] } | { ok: false; code: string }>;
  signal: AbortSignal;
  onProgress(share: number, step: 'repeats' | 'labels'): void;
}

/** Film seconds between two signatures: people nod and gesture two or three times a second. */
const STEP_S = 0.08;
/** Where the film is played, no player shows so many frames in time: the first shown from there on is taken. */
const SAMPLE_S = 0.22;
/** A longer step is a frame that this computer missed; the film is set back and played slower. */
const MISSED_S = 0.32;
const MOST_SET_BACK = 200;
const FASTEST = 16;
const SLOWEST = 0.5;
/** Seconds that may be missing at the end of a film before it is said to be cut short: sound may go on a little. */
const MISSING_S = 2;
/** Milliseconds without a new frame after which a clip counts as stuck. */
const STUCK_MS = 15_000;
const OPEN_MS = 20_000;
const SEEK_MS = 10_000;
/** Film seconds between two looks at what stands still like writing. */
const WRITING_S = 0.5;
/** Whole pictures read for labels in one clip, and the least seconds between two. */
const MOST_MOMENTS = 60;
const LEAST_STEP_S = 2;
/** The same where it is known what stood still when: whole pictures are then for what moves, or hardly stands out. */
const MOST_WHOLE = 20;
const LEAST_WHOLE_STEP_S = 6;
/** Moments of what was seen to stand still that are read however long it takes, and milliseconds for all further ones. */
const SURE_MOMENTS = 24;
const FURTHER_MS = 36_000;
/** Milliseconds after which no more is read: a very slow computer reads fewer moments, and the result says how many. */
const LABELS_MS = 240_000;
/** Moments read in Korean where no label was read otherwise. */
const KOREAN_TRIES = 6;
/** Labels taken from one moment. */
const MOST_OF_A_MOMENT = 8;
/** Longest side of a still that is read or kept. */
const STILL_SIDE = 1_920;

/** Watches a clip in this page. Never rejects: what went wrong is among the errors of the result. */
export async function watchClip(handedIn: Blob, options: WatchClipOptions): Promise<WatchedClip> {
  const fresh = () => {
    const parts = new PartRepeats();
    const detector = createLoopDetector({ onCandidate: (repeat) => parts.look(repeat) });
    return { parts, detector, ground: new StillGround() };
  };
  let watch = fresh();
  const result: ClipResult = {
    file: options.name,
    durationS: null,
    width: 0,
    height: 0,
    watchedS: 0,
    loop: { found: false, periodS: null, score: 0, detectedAtS: null },
    stillPart: null,
    partRepeat: null,
    labels: [],
    labelStepS: null,
    hasWatchedStanding: false,
    momentsRead: 0,
    errors: [],
  };
  const watched: WatchedClip = { result, state: watch.detector.state(), picture: null, frames: null };
  const fail = (code: string, detail = ''): void => {
    if (!result.errors.some((error) => error.code === code))
      result.errors.push({ code, detail: detail.slice(0, 200) });
  };
  let file = handedIn;
  if (file.size === 0) {
    fail('empty-file');
    return watched;
  }
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.preload = 'auto';
  let url = URL.createObjectURL(file);
  try {
    let opened = await open(video, url, options.signal);
    const hasNoPicture = opened === null && video.videoWidth === 0;
    if (opened === 'cannot-decode' || opened === 'no-picture' || hasNoPicture) {
      const playersWord = video.error?.message ?? '';
      const { film, codec } = await repacked(file, options.signal);
      if (film) {
        URL.revokeObjectURL(url);
        [file, url] = [film, URL.createObjectURL(film)];
        opened = await open(video, url, options.signal);
      } else if (codec !== null || opened === 'cannot-decode') {
        const { code, detail } = await troubleOf(file, codec, playersWord);
        fail(code, detail);
        return watched;
      }
    }
    if (opened !== null) {
      fail(opened, opened === 'no-picture' ? 'sound only' : (video.error?.message ?? ''));
      return watched;
    }
    result.durationS = seconds(video.duration);
    result.width = video.videoWidth;
    result.height = video.videoHeight;
    if (video.videoWidth === 0 || video.videoHeight === 0) {
      fail('no-picture', 'sound only');
      return watched;
    }
    if (video.duration > LIMITS.clipSeconds)
      fail('too-long', `only the first ${String(LIMITS.clipSeconds)} s`);
    const untilS = Math.min(video.duration, LIMITS.clipSeconds);
    const take = (signature: Uint16Array, atS: number): void => {
      watch.parts.at(atS * 1000);
      watch.detector.push(signature, atS * 1000);
      watch.ground.push(signature, atS * 1000);
      result.watchedS = seconds(atS);
    };
    const held = { untilS };
    let writing = new WritingWatch();
    let trouble = await decode(file, untilS, options, take, held, writing);
    if (trouble === 'cannot-decode') {
      // A container or codec that only the player knows, or a damaged file that it may get over.
      watch = fresh();
      writing = new WritingWatch();
      trouble = await play(video, untilS, options, take);
    }
    if (trouble !== null) fail(trouble, video.error?.message ?? '');
    else if (held.untilS < untilS - MISSING_S) {
      // The last frame stands for all that is missing: nothing was watched there.
      fail('cut-short', `only the first ${held.untilS.toFixed(1)} s hold a picture`);
      result.watchedS = seconds(held.untilS);
    }
    const state = (watched.state = watch.detector.state());
    result.loop = {
      found: state.found,
      periodS: state.periodMs === null ? null : seconds(state.periodMs / 1000),
      score: state.score,
      detectedAtS: state.detectedAtMs === null ? null : seconds(state.detectedAtMs / 1000),
    };
    const still = watch.ground.state();
    if (still) {
      const { share, withinGreys, forMs, sinceMs } = still;
      result.stillPart = { share, withinGreys, forS: seconds(forMs / 1000), sinceS: seconds(sinceMs / 1000) };
    }
    if (state.found) watched.picture = watch.detector.picture();
    result.partRepeat = state.found ? null : inS(watch.parts.state());
    if (trouble !== null && trouble !== 'stalled' && trouble !== 'cannot-decode') return watched;
    video.pause();
    const match = state.matches[0];
    if (match && !options.signal.aborted) {
      const [a, b] = [await stillAt(video, match.aMs / 1000), await stillAt(video, match.bMs / 1000)];
      if (a && b) watched.frames = [a, b];
    }
    result.hasWatchedStanding = writing.looks > 0;
    await readMoments(video, Math.min(untilS, held.untilS), writing.all(), options, result, fail);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    fail('frames-not-readable', error.name);
  } finally {
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(url);
    if (options.signal.aborted) fail('cancelled');
  }
  return watched;
}

function inS(part: PartRepeat | null): ClipResult['partRepeat'] {
  return (
    part && {
      periodS: seconds(part.periodMs / 1000),
      share: part.share,
      fromS: seconds(part.fromMs / 1000),
      toS: seconds(part.toMs / 1000),
    }
  );
}

/** Opens the file; answers what stopped it. */
async function open(video: HTMLVideoElement, url: string, signal: AbortSignal): Promise<string | null> {
  video.src = url;
  const first = await event(video, ['loadeddata', 'error'], OPEN_MS, signal);
  if (first === 'cancelled') return 'cancelled';
  if (first === 'late') return video.readyState >= 1 && video.videoWidth === 0 ? 'no-picture' : 'stalled';
  if (first === 'error') return 'cannot-decode';
  if (!Number.isFinite(video.duration)) {
    // A recording that was never closed names no length; the browser finds it when sent past the end.
    video.currentTime = 1e7;
    await event(video, ['durationchange', 'error'], SEEK_MS, signal);
    video.currentTime = 0;
    await event(video, ['seeked', 'error'], SEEK_MS, signal);
  }
  return Number.isFinite(video.duration) && video.duration > 0 ? null : 'cannot-decode';
}

/**
 * Decodes from the start and hands over a signature of every `STEP_S` of film, the same on every computer.
 * `cannot-decode` when the browser has no decoder for this file or gives up on it.
 */
async function decode(
  file: Blob,
  untilS: number,
  { signal, onProgress }: WatchClipOptions,
  take: (signature: Uint16Array, atS: number) => void,
  held: { untilS: number },
  writing: WritingWatch,
): Promise<string | null> {
  const context = smallContext();
  if (!context) return 'frames-not-readable';
  const opening = openFrames(file);
  const film = await inTime(opening, OPEN_MS, signal);
  if (film === 'late' || film === 'cancelled') {
    // Whatever is opened after all is let go of.
    void opening.then((late) => late?.close());
    return film === 'late' ? 'cannot-decode' : film;
  }
  if (film === null) return 'cannot-decode';
  const frames = film.every(STEP_S, untilS);
  let lastFrameS = 0;
  let lastLookS = -Infinity;
  try {
    for (;;) {
      const next = await inTime(frames.next(), STUCK_MS, signal);
      if (next === 'cancelled') return next;
      if (next === 'late') return 'stalled';
      if (next.done === true) {
        held.untilS = lastFrameS;
        return null;
      }
      const frame = next.value;
      lastFrameS = Math.max(lastFrameS, frame.untilS);
      // What is asked for beyond the last frame that the file holds is that frame again.
      if (frame.atS > lastFrameS + MISSING_S) continue;
      // What the decoder keeps is asked first: turning a frame into colours and drawing it costs several times more.
      const luma = await frame.luma();
      const small = luma && smallLuma(luma);
      if (luma && frame.atS - lastLookS >= WRITING_S - STEP_S / 2) {
        writing.look(luma, frame.atS * 1000);
        lastLookS = frame.atS;
      }
      const signature = small
        ? signatureOf(small.grey, small.width, small.height)
        : signatureOfDrawing(
            (width, height) => frame.draw(context, width, height),
            film.width,
            film.height,
            context,
          );
      if (signature === 'frames-not-readable') return signature;
      if (signature) take(signature, frame.atS);
      onProgress(Math.min(1, frame.atS / untilS), 'repeats');
    }
  } catch (error) {
    if (error instanceof Error) return 'cannot-decode';
    throw error;
  } finally {
    // What is still being decoded ends with the film; nobody waits for it.
    frames.return().catch(() => undefined);
    film.close();
  }
}

/** What was promised, or `late`, or `cancelled`. Rejects as the promise does. */
function inTime<T>(
  promise: Promise<T>,
  waitMs: number,
  signal: AbortSignal,
): Promise<T | 'late' | 'cancelled'> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => resolve('cancelled');
    const timer = setTimeout(() => resolve('late'), waitMs);
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    promise
      .finally(() => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
      })
      .then(resolve, reject);
  });
}

/**
 * Plays from the start, faster while the computer keeps up, and hands over a signature every quarter of a second
 * of film with the time at which the file says the frame stands. Where a frame was missed the film is set back.
 */
function play(
  video: HTMLVideoElement,
  untilS: number,
  { signal, onProgress }: WatchClipOptions,
  take: (signature: Uint16Array, atS: number) => void,
): Promise<string | null> {
  const context = smallContext();
  if (!context) return Promise.resolve('frames-not-readable');
  return new Promise((resolve) => {
    let lastS = -1;
    let seenAt = performance.now();
    let request = 0;
    let rate = 4;
    let setBack = 0;
    let setBackTo = -1;
    let isDone = false;
    const finish = (code: string | null): void => {
      if (isDone) return;
      isDone = true;
      video.cancelVideoFrameCallback(request);
      clearInterval(watchdog);
      for (const name of ['ended', 'error'] as const) video.removeEventListener(name, onEvent);
      signal.removeEventListener('abort', onAbort);
      video.pause();
      resolve(code);
    };
    const onAbort = (): void => finish('cancelled');
    const onEvent = ({ type }: Event): void => finish(type === 'ended' ? null : 'cannot-decode');
    const onFrame = (_now: number, frame: VideoFrameCallbackMetadata): void => {
      seenAt = performance.now();
      const atS = frame.mediaTime;
      if (atS >= untilS - 0.01) {
        finish(null);
        return;
      }
      // Once for each moment: a frame may also stand that long in the film itself.
      const isMissed =
        lastS >= 0 &&
        atS - lastS > MISSED_S &&
        setBackTo !== lastS &&
        rate > SLOWEST &&
        setBack < MOST_SET_BACK;
      if (isMissed) {
        setBack += 1;
        setBackTo = lastS;
        rate = Math.max(SLOWEST, rate * 0.7);
        video.playbackRate = rate;
        video.currentTime = lastS + SAMPLE_S;
      } else if (atS - lastS >= SAMPLE_S) {
        const signature = signatureOfSource(video, video.videoWidth, video.videoHeight, context);
        if (signature === 'frames-not-readable') {
          finish(signature);
          return;
        }
        if (signature) take(signature, atS);
        if (lastS >= 0) {
          rate = Math.min(FASTEST, rate * 1.03);
          if (Math.abs(video.playbackRate - rate) > 0.1 * rate) video.playbackRate = rate;
        }
        lastS = atS;
        onProgress(Math.min(1, atS / untilS), 'repeats');
      }
      request = video.requestVideoFrameCallback(onFrame);
    };
    const watchdog = setInterval(() => {
      // A hidden page is shown no frames: that is a rest, not a fault of the clip.
      if (document.hidden) seenAt = performance.now();
      else if (performance.now() - seenAt > STUCK_MS) finish('stalled');
      else if (video.paused && !video.ended) void video.play().catch(() => finish('stalled'));
    }, 1_000);
    for (const name of ['ended', 'error'] as const) video.addEventListener(name, onEvent);
    signal.addEventListener('abort', onAbort);
    request = video.requestVideoFrameCallback(onFrame);
    video.playbackRate = rate;
    if (signal.aborted) onAbort();
    else video.play().catch(() => finish(video.error ? 'cannot-decode' : 'stalled'));
  });
}

/**
 * Reads labels: first where something was seen to stand still, then whole pictures at even steps, for writing that moves
 * or hardly stands out of its ground.
 */
async function readMoments(
  video: HTMLVideoElement,
  untilS: number,
  standing: readonly Standing[],
  { signal, onProgress, readLabels }: WatchClipOptions,
  result: ClipResult,
  fail: (code: string, detail?: string) => void,
): Promise<void> {
  const moments: MomentRead[] = [];
  const begun = performance.now();
  let failures = 0;
  let isKorean = false;
  const read = async ({ atS, parts }: { atS: number; parts?: readonly PartShare[] }): Promise<void> => {
    const still = await stillAt(video, atS);
    const answer = still
      ? await readLabels(new Uint8Array(await still.blob.arrayBuffer()), still.blob.type, parts, isKorean)
      : ({ ok: false, code: 'no-frame' } as const);
    if (!answer.ok) {
      fail('labels-not-read', `${answer.code} at ${atS.toFixed(1)} s`);
      failures += 1;
      return;
    }
    failures = 0;
    // A recording shows what viewers wrote as well; of the page itself that is known, here the line has to tell.
    const labels = answer.labels.filter(({ text }) => !isViewersLine(text)).slice(0, MOST_OF_A_MOMENT);
    moments.push({ atS: seconds(still?.atS ?? atS), labels, ...(parts && { parts }) });
  };
  const spentMs = (): number => performance.now() - begun;
  const isOver = (): boolean => signal.aborted || failures >= 5 || spentMs() > LABELS_MS;

  const planned: Moment[] = momentsToRead(standing.filter(({ fromMs }) => fromMs < untilS * 1000));
  let done = 0;
  for (const moment of planned) {
    if (isOver() || (done >= SURE_MOMENTS && spentMs() > FURTHER_MS)) break;
    await read(moment);
    done += 1;
    onProgress(done / planned.length / 2, 'labels');
  }

  const knowsStanding = standing.length > 0;
  let stepS = Math.max(
    knowsStanding ? LEAST_WHOLE_STEP_S : LEAST_STEP_S,
    untilS / (knowsStanding ? MOST_WHOLE : MOST_MOMENTS),
  );
  const leftMs = LABELS_MS - spentMs();
  const from = planned.length > 0 ? 0.5 : 0;
  for (let atS = 0; atS < untilS && !isOver(); atS += stepS) {
    const began = performance.now();
    await read({ atS });
    // The first moment also starts the reader; the second shows how long one takes here.
    if (atS > 0 && atS === stepS)
      stepS = Math.max(stepS, ((performance.now() - began) / leftMs) * (untilS - atS));
    onProgress(from + (1 - from) * Math.min(1, (atS + stepS) / untilS) * 0.9, 'labels');
  }

  if (moments.every(({ labels }) => labels.length === 0)) {
    // No page says in which language the room speaks. Korean takes a reader of its own: the longest standing pieces.
    isKorean = true;
    const again = planned.length > 0 ? planned : [{ atS: untilS / 2 }];
    for (const [n, moment] of again.slice(0, SURE_MOMENTS).entries()) {
      if (isOver() || (n >= KOREAN_TRIES && moments.every(({ labels }) => labels.length === 0))) break;
      await read(moment);
    }
  }

  const trusted = await trustedStanding(moments, standing, async (moment) => {
    if (!isOver()) await read(moment);
  });
  if (knowsStanding && placed(moments, trusted).some(({ labels }) => labels.some(({ stood }) => !stood))) {
    // What does not stand still is only met by whole pictures: as many again between them.
    for (let atS = stepS / 2; atS < untilS && !isOver(); atS += stepS) await read({ atS });
    if (!isOver()) stepS /= 2;
  }
  onProgress(1, 'labels');
  result.labelStepS = seconds(stepS);
  result.momentsRead = moments.length;
  moments.sort((a, b) => a.atS - b.atS);
  result.labels = labelSpans(placed(moments, trusted), stepS);
}

/** The frame at a moment, as the file shows it, no larger than `STILL_SIDE`; null when it cannot be had in time. */
async function stillAt(video: HTMLVideoElement, atS: number): Promise<EvidenceFrame | null> {
  const target = Math.max(0, Math.min(atS, video.duration - 0.001));
  if (Math.abs(video.currentTime - target) > 1e-4) {
    const moved = event(video, ['seeked', 'error'], SEEK_MS);
    video.currentTime = target;
    if ((await moved) !== 'seeked') return null;
  }
  const scale = Math.min(1, STILL_SIDE / Math.max(video.videoWidth, video.videoHeight));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(video.videoWidth * scale)),
    Math.max(1, Math.round(video.videoHeight * scale)),
  );
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) return null;
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  return { atS: video.currentTime, blob: await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 }) };
}

/** The first of these events, or `late`, or `cancelled`. */
function event(
  video: HTMLVideoElement,
  names: readonly string[],
  waitMs: number,
  signal?: AbortSignal,
): Promise<string> {
  return new Promise((resolve) => {
    const finish = (name: string): void => {
      clearTimeout(timer);
      for (const one of names) video.removeEventListener(one, onEvent);
      signal?.removeEventListener('abort', onAbort);
      resolve(name);
    };
    const onEvent = ({ type }: Event): void => finish(type);
    const onAbort = (): void => finish('cancelled');
    const timer = setTimeout(() => finish('late'), waitMs);
    for (const one of names) video.addEventListener(one, onEvent);
    signal?.addEventListener('abort', onAbort);
    if (signal?.aborted) onAbort();
  });
}

function seconds(value: number): number {
  return Math.round(value * 1000) / 1000;
}

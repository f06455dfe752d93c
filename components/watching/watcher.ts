/**
 * Watches what plays on this page: when its label can be seen, what its picture does. One timer of a second while
 * somebody could be looking, none otherwise. Writes nothing to the page. What it holds does not grow with time.
 */
import { StillGround } from '../footage/background';
import type { LoopDetector, LoopOptions, LoopState } from '../footage/loop-state';
import { PartRepeats } from '../footage/part-repeat';
import { sampleVideo, type FrameSampler } from '../footage/sampler';
import { WritingWatch } from '../footage/writing';
import { toBase64 } from '../model/base64';
import { LIMITS } from '../model/limits';
import type { Answered, VideoFrame } from '../model/message';
import type { PartShare } from '../model/part-share';
import type { Sighting } from '../model/observation';
import { hasLayout, isConnected, isCutOff, isVisible, rectOf } from '../observers/dom';
import type { ReadTexts } from '../observers/reading';
import type { Watched } from '../observers/schedule';
import { jpegOf, PatchWatch, type Part } from './frame';
import { footageOf, streamOf } from './footage-value';
import { LabelSampler } from './label-sampler';
import { LabelTimeline, type LabelNow } from './label-timeline';
import { MOST_PATCHES, ReadingPlan, type PartsToRead } from './reading-plan';
import { hostAround, stageOf } from './room-facts';
import { partOnPage, type StandingBox } from './standing';
import { writtenOver, writtenSighting, type WrittenLabel } from './written-over';

type FrameText = Answered<'page/frame-text'>;

export interface WatchOptions {
  document: Document;
  /** What plays now, asked again at every look: pages replace their players. */
  watched(): Watched | null;
  /** What texts mean, as the holder of the words tells; rejects or answers with fewer when that cannot be had. */
  readTexts: ReadTexts;
  /** Reads the words inside one frame, elsewhere. Null when that cannot be had now. */
  readFrame(subject: string, jpeg: string, parts?: PartsToRead): Promise<FrameText | null>;
  createDetector(options: LoopOptions): LoopDetector;
  send(sightings: Sighting[]): void;
  onState(state: WatchState | null): void;
  signal: AbortSignal;
  /** Steady clock in milliseconds, the one of the sampler. */
  now?: () => number;
  wallClock?: () => string;
}

/** What a person is shown while it watches. */
export interface WatchState {
  subject: string;
  video: HTMLVideoElement;
  /** False while paused or out of view. */
  isLooking: boolean;
  watchedMs: number;
  /** How much of the time that a first answer takes has gone by, 0–1. */
  progress: number;
  label: 'visible' | 'not-visible' | 'not-seen';
  labelText: string | null;
  /** Where the labels stand that can be seen now, on the page and inside the picture: boxes in the viewport. */
  labelBoxes: readonly StandingBox[];
  framesReadable: boolean | null;
  loop: Pick<LoopState, 'found' | 'periodMs' | 'isStill'> | null;
}

export interface Watching {
  /** Moments that show what was measured: the two of a repetition, else what is on now. At most two. */
  frames(subject: string): Promise<VideoFrame[]>;
  /** Stops for good, on this page. */
  stop(): void;
  /** Bytes held for what was measured, by its own count: for the bench of memory. */
  heldBytes(): number;
}

const LOOK_MS = 1_000;
/** Between two looks at what the page says around the player. */
const AROUND_MS = 5_000;
/** Between two samples of whether a label can be seen. */
const SAMPLE_MS = 5_000;
/** Style has a price: who speaks and what is written over the player seldom changes after the first minute. */
const AROUND_CALM_AFTER_MS = 60_000;
const AROUND_CALM_MS = 60_000;
/** A page that goes on to the next room has its address first; picture, name and labels of the room before stay a while. */
const CHANGING_MS = 3_000;
/** After the first seconds, in which a start label may go by, every other look is enough. */
const CALM_AFTER_MS = 15_000;
const TELL_MS = 15_000;
const TELL_SOON_MS = 2_000;
/** Longest repetition looked for is two minutes; two and a half of them are what a first answer may take. */
export const FIRST_ANSWER_MS = 300_000;
/** A label asked for over at least this long (直播电商监督管理办法 art. 37, five looks over a minute). */
export const FILM_ANSWER_MS = 10_000;
/** Between two looks at what stands still like writing. */
const WRITING_MS = 1_000;
/** How long words that no longer look so may be out of sight before they are looked for again. */
const READ_AGAIN_MS = 30_000;
const PAIR_TRIES = 3;
const START_MS = 1_000;

interface PixelLabel {
  label: LabelNow;
  patch: PatchWatch;
  isMissing: boolean;
  /** From when on it was missing; infinite once it was looked for again. */
  missingMs: number;
}

interface Session {
  subject: string;
  video: HTMLVideoElement;
  beganAt: string;
  beganMs: number;
  timeline: LabelTimeline;
  /** Of a room: how often its labels could be seen, and what the page says of it beside the picture. */
  seenAtTimes: LabelSampler | null;
  sampledAtMs: number;
  samples: Sighting | null;
  told: string;
  askedAroundMs: number;
  written: readonly WrittenLabel[];
  detector: LoopDetector | null;
  ground: StillGround | null;
  parts: PartRepeats | null;
  sampler: FrameSampler | null;
  framesReadable: boolean | null;
  pixels: PixelLabel[];
  reading: ReadingPlan;
  isReading: boolean;
  writing: WritingWatch;
  lookedAtMs: number;
  pair: VideoFrame[];
  pairTries: number;
  isTakingPair: boolean;
  lookNow: readonly LabelNow[];
  labelElements: readonly Element[];
  isLooking: boolean;
}

/** Starts watching; ends with the signal. Never throws. */
export function startWatching(options: WatchOptions): Watching {
  const { document: doc, signal } = options;
  const now = options.now ?? (() => performance.now());
  const wallClock = options.wallClock ?? (() => new Date().toISOString());
  let session: Session | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  let beginAfterMs = 0;
  let isInView = true;
  let observed: HTMLVideoElement | null = null;
  let toldMs = -Infinity;
  let told = '';
  const views =
    typeof IntersectionObserver === 'function'
      ? new IntersectionObserver((entries) => {
          isInView = entries.at(-1)?.isIntersecting ?? true;
          if (isInView) wake();
          else rest();
        })
      : null;

  function begin({ subject, video }: Watched): Session {
    const isRoom = subject.startsWith('live-room:');
    const isStream = !Number.isFinite(video.duration);
    const beganMs = now();
    const parts = isRoom ? new PartRepeats() : null;
    return {
      subject,
      video,
      beganAt: wallClock(),
      beganMs,
      timeline: new LabelTimeline(isRoom || isStream ? null : video.currentTime * 1000 < START_MS),
      seenAtTimes: isRoom ? new LabelSampler() : null,
      sampledAtMs: -Infinity,
      samples: null,
      told: '',
      askedAroundMs: -Infinity,
      written: [],
      // A film that a shop plays again and again repeats by itself; only of a room is it a fact worth telling.
      detector: parts && options.createDetector({ onCandidate: (repeat) => parts.look(repeat) }),
      parts,
      ground: isRoom ? new StillGround() : null,
      sampler: null,
      framesReadable: null,
      pixels: [],
      reading: new ReadingPlan(isRoom ? 'room' : 'film'),
      isReading: false,
      writing: new WritingWatch(),
      lookedAtMs: -Infinity,
      pair: [],
      pairTries: 0,
      isTakingPair: false,
      lookNow: [],
      labelElements: [],
      isLooking: false,
    };
  }

  /** One look, then the next is arranged. */
  function look(): void {
    timer = undefined;
    if (isStopped || doc.hidden) return;
    const found = options.watched();
    if (!found) {
      if (session) rest();
      wakeIn(LOOK_MS * 2);
      return;
    }
    if (session?.subject !== found.subject) {
      if (session) beginAfterMs = now() + CHANGING_MS;
      // A page shows one room: the one before has gone, and its record with it. Films stand beside each other.
      endSession(session?.detector === null);
      const leftMs = beginAfterMs - now();
      if (leftMs > 0) {
        wakeIn(leftMs);
        return;
      }
      session = begin(found);
      toldMs = -Infinity;
    }
    const s = session;
    if (s.video !== found.video || views === null) isInView = true;
    // Observed once: every time anew it would call at once, and look again with every frame of a paused room.
    if (observed !== found.video) attach(s, found.video);
    if (!isInView || !isPlaying(s.video)) {
      rest();
      // The page wakes us when it plays or comes into view; a replaced player does not, so look now and then.
      wakeIn(LOOK_MS * 2);
      return;
    }
    s.isLooking = true;
    startSampling(s);
    const atMs = now() - s.beganMs;
    s.lookNow = labelsNow(s, found);
    s.timeline.look(atMs, s.lookNow);
    if (s.seenAtTimes && !(atMs - s.sampledAtMs < SAMPLE_MS)) {
      s.seenAtTimes.follow(s.subject, found.labels);
      s.sampledAtMs = atMs;
      s.samples = s.seenAtTimes.sample(now(), hasLayout(doc));
    }
    lookAround(s, found, atMs);
    readSoon(s, atMs);
    takePair(s);
    tellSoon(s);
    show(s);
    wakeIn(s.timeline.watchedMs > CALM_AFTER_MS ? LOOK_MS * 2 : LOOK_MS);
  }
  /** Now and then: whose room it is, what style writes over it. A page names its host late, and the next one's later. */
  function lookAround(s: Session, { room }: Watched, atMs: number): void {
    const everyMs = s.timeline.watchedMs > AROUND_CALM_AFTER_MS ? AROUND_CALM_MS : AROUND_MS;
    if (atMs - s.askedAroundMs < everyMs || !hasLayout(doc)) return;
    s.askedAroundMs = atMs;
    if (room) {
      const host = room.value.host ?? hostAround(s.video);
      const stage = stageOf(s.video, doc.URL);
      const said = JSON.stringify([host, stage, s.framesReadable]);
      if (said !== s.told) {
        s.told = said;
        const { framesReadable } = s;
        options.send([{ ...room, value: { ...room.value, host, framesReadable, ...(stage && { stage }) } }]);
      }
    }
    writtenOver(s.video, options.readTexts).then(
      (written) => {
        if (session !== s || isStopped) return;
        s.written = written;
        if (written.length > 0) options.send(written.map((one) => writtenSighting(s.subject, one)));
      },
      // Nobody reads now (an update of the extension): asked again with the next.
      () => undefined,
    );
  }
  function wakeIn(ms: number): void {
    if (!isStopped && !doc.hidden) timer ??= setTimeout(look, ms);
  }
  function wake(): void {
    clearTimeout(timer);
    timer = undefined;
    wakeIn(0);
  }
  function rest(): void {
    const s = session;
    if (!s) return;
    s.sampler?.stop();
    s.sampler = null;
    if (s.isLooking || s.timeline.watchedMs === 0) s.timeline.rest(now() - s.beganMs);
    const wasLooking = s.isLooking;
    s.isLooking = false;
    if (wasLooking && !isStopped) {
      tell(s);
      show(s);
    }
  }
  function attach(s: Session, video: HTMLVideoElement): void {
    if (s.video !== video) {
      s.sampler?.stop();
      s.sampler = null;
      s.pixels = [];
      s.writing = new WritingWatch();
      // Another player may show what the one before did not let anybody see.
      if (s.framesReadable === false) s.framesReadable = null;
    }
    s.video = video;
    views?.disconnect();
    views?.observe(video);
    observed = video;
  }

  function startSampling(s: Session): void {
    const { detector } = s;
    if (s.sampler || s.framesReadable === false || !detector) return;
    s.sampler = sampleVideo(s.video, {
      onLuma(luma, tMs) {
        if (tMs - s.lookedAtMs < WRITING_MS) return;
        s.lookedAtMs = tMs;
        s.writing.look(luma, tMs);
      },
      onSample(signature, tMs) {
        s.framesReadable = true;
        const atMs = Math.max(0, tMs - s.beganMs);
        s.parts?.at(atMs);
        detector.push(signature, atMs);
        s.ground?.push(signature, atMs);
      },
      onTrouble() {
        s.framesReadable = false;
        s.sampler = null;
        tell(s);
        show(s);
      },
      nextInMs: () => detector.nextSampleInMs(),
    });
  }

  function labelsNow(s: Session, found: Watched): LabelNow[] {
    const laidOut = hasLayout(doc);
    const out: LabelNow[] = [];
    const elements: Element[] = [];
    for (const { el, sighting } of found.labels) {
      if (sighting.kind !== 'label' || !isConnected(el) || !isVisible(el, laidOut)) continue;
      const { text, placement, heightShare } = sighting.value;
      // What is told to whoever points at it, or reads with a machine, is not seen.
      if (placement === 'alt-text') continue;
      const box = rectOf(el);
      if (laidOut && isCutOff(el, box)) continue;
      const position = positionOf(box, rectOf(s.video));
      out.push({ text, placement, elements: sighting.value.elements, heightShare, position });
      elements.push(el);
    }
    s.labelElements = elements;
    for (const { now: one } of s.written) if (!out.some(({ text }) => text === one.text)) out.push(one);
    for (const pixel of s.pixels) {
      const stands = pixel.patch.stands(s.video);
      if (stands !== false) out.push(pixel.label);
      else if (!pixel.isMissing && s.writing.looks === 0)
        s.reading.wholeBy(now() - s.beganMs + READ_AGAIN_MS);
      if (!pixel.isMissing) pixel.missingMs = now() - s.beganMs;
      pixel.isMissing = stands === false;
    }
    return out;
  }

  /** The words inside the picture are read seldom; in between, the places where words were are watched. */
  function readSoon(s: Session, atMs: number): void {
    if (s.isReading || s.framesReadable === false) return;
    const parts = s.reading.partsAt(atMs, s.writing, () => lostParts(s, atMs));
    if (parts === null) return;
    s.isReading = true;
    void readFrame(s, atMs, parts).then(() => {
      s.isReading = false;
    });
  }
  /** Where words were read that no longer look so: behind faint letters the ground may have changed, and no more. */
  function lostParts(s: Session, atMs: number): PartShare[] {
    const lost = s.pixels.filter(
      ({ isMissing, missingMs }) => isMissing && atMs - missingMs >= READ_AGAIN_MS,
    );
    return lost.map((pixel) => {
      // Once each time: words that come back elsewhere or as others are met as they come.
      pixel.missingMs = Infinity;
      const { videoWidth, videoHeight } = s.video;
      const { x, y, width, height } = pixel.patch.partIn(s.video);
      const from = { x: clamp((x - 2 * height) / videoWidth), y: clamp((y - height) / videoHeight) };
      return {
        ...from,
        width: clamp((x + width + 2 * height) / videoWidth) - from.x,
        height: clamp((y + 2 * height) / videoHeight) - from.y,
      };
    });
  }
  async function readFrame(s: Session, atMs: number, parts: PartsToRead): Promise<void> {
    const blob = await jpegOf(s.video, 'reading');
    if (!blob || blob.size > LIMITS.frameBytes) {
      if (!blob && s.video.videoWidth > 0) s.framesReadable = false;
      return;
    }
    s.framesReadable = true;
    const jpeg = toBase64(new Uint8Array(await blob.arrayBuffer()));
    const answer = await options.readFrame(s.subject, jpeg, parts);
    s.reading.pay(atMs, answer?.ok ? answer.tookMs : null);
    if (!answer?.ok || isStopped || session !== s) return;
    s.timeline.frameReads += 1;
    const { videoWidth, videoHeight } = s.video;
    const read: PixelLabel[] = answer.labels.slice(0, MOST_PATCHES).map((label) => ({
      label: {
        text: label.text,
        placement: 'pixels' as const,
        elements: label.elements,
        heightShare: Math.round(label.heightShare * 1000) / 1000,
        position: label.position,
      },
      patch: new PatchWatch(
        s.video,
        scaled(label.box, videoWidth / answer.width, videoHeight / answer.height),
      ),
      isMissing: false,
      missingMs: 0,
    }));
    // What stood elsewhere was not read again: it is watched on; what is gone makes room first.
    const kept = parts
      ? s.pixels.filter(({ patch }) => !read.some((one) => overlap(one.patch.part, patch.partIn(s.video))))
      : [];
    kept.sort((a, b) => Number(a.isMissing) - Number(b.isMissing));
    s.pixels = [...read, ...kept].slice(0, MOST_PATCHES);
    if (answer.labels.length > 0)
      options.send(
        answer.labels.slice(0, MOST_PATCHES).map((read) => ({
          kind: 'label' as const,
          subject: s.subject,
          observer: 'watcher',
          method: 'frame-pixels',
          value: {
            text: read.text,
            elements: read.elements,
            status: read.status,
            language: read.language,
            entry: read.entry,
            placement: 'pixels' as const,
            covers: [s.subject],
            box: null,
            heightShare: Math.round(read.heightShare * 1000) / 1000,
          },
        })),
      );
  }

  /** When a repetition is found, one moment is taken, and the one a period later. */
  function takePair(s: Session): void {
    const loop = s.detector?.state();
    if (!loop?.found || loop.periodMs === null || s.isTakingPair || s.pairTries >= PAIR_TRIES) return;
    if (s.pair.length === 2) return;
    s.isTakingPair = true;
    s.pairTries += 1;
    const { periodMs } = loop;
    void (async () => {
      const first = await momentOf(s, 'pair');
      if (first) {
        await pause(periodMs - (now() - s.beganMs - first.atMs));
        const second = s.isLooking && session === s ? await momentOf(s, 'pair') : null;
        // Shown only as what it is: while the picture still repeats, the two are one period apart.
        const repeats = (s.detector?.state().lastRepeatedAtMs ?? 0) >= first.atMs;
        if (second && repeats) s.pair = [first, second];
      }
      s.isTakingPair = false;
    })();
  }
  async function momentOf(s: Session, why: VideoFrame['why']): Promise<VideoFrame | null> {
    const atMs = Math.max(0, Math.round(now() - s.beganMs));
    const takenAt = wallClock();
    const blob = await jpegOf(s.video, 'evidence');
    if (!blob || blob.size > LIMITS.frameBytes) return null;
    return { jpeg: toBase64(new Uint8Array(await blob.arrayBuffer())), atMs, takenAt, why };
  }

  function tellSoon(s: Session): void {
    const loop = s.detector?.state();
    const shape = JSON.stringify([loop?.found, s.framesReadable, s.lookNow.map(({ text }) => text)]);
    const waitMs = shape === told ? TELL_MS : TELL_SOON_MS;
    if (now() - toldMs < waitMs) return;
    told = shape;
    tell(s);
  }
  function tell(s: Session): void {
    toldMs = now();
    const shared = { subject: s.subject, observer: 'watcher', method: 'sampled' };
    options.send([
      ...(s.samples ? [s.samples] : []),
      { kind: 'label-timeline', ...shared, value: s.timeline.value(s.beganAt) },
      { kind: 'footage', ...shared, value: footageOf(s, s.timeline.watchedMs, streamOf(s.video)) },
    ]);
  }
  function show(s: Session): void {
    const loop = s.detector?.state() ?? null;
    const enoughMs = s.detector ? FIRST_ANSWER_MS : FILM_ANSWER_MS;
    const { watchedMs } = s.timeline;
    options.onState({
      subject: s.subject,
      video: s.video,
      isLooking: s.isLooking,
      watchedMs,
      progress: loop?.found ? 1 : Math.min(1, watchedMs / enoughMs),
      label: s.lookNow.length > 0 ? 'visible' : s.timeline.hasLabel ? 'not-visible' : 'not-seen',
      labelText: s.lookNow[0]?.text ?? null,
      labelBoxes: [
        ...s.labelElements.map(rectOf),
        ...s.pixels.flatMap(({ patch, isMissing }) =>
          isMissing ? [] : [partOnPage(s.video, patch.partIn(s.video))],
        ),
      ],
      framesReadable: s.framesReadable,
      loop: loop && { found: loop.found, periodMs: loop.periodMs, isStill: loop.isStill },
    });
  }
  function endSession(isStillThere: boolean): void {
    if (!session) return;
    session.sampler?.stop();
    views?.disconnect();
    observed = null;
    if (isStillThere) tell(session);
    session = null;
    told = '';
    options.onState(null);
  }

  function onVisibility(): void {
    if (!doc.hidden) wake();
    else {
      clearTimeout(timer);
      timer = undefined;
      rest();
    }
  }
  function onMedia(event: Event): void {
    if (event.target === session?.video) wake();
  }
  const listen = { capture: true, passive: true, signal } as const;
  doc.addEventListener('visibilitychange', onVisibility, listen);
  for (const type of ['playing', 'pause', 'ended']) doc.addEventListener(type, onMedia, listen);
  signal.addEventListener('abort', stop, { once: true });
  function stop(): void {
    if (isStopped) return;
    clearTimeout(timer);
    rest();
    isStopped = true;
    endSession(true);
  }
  if (signal.aborted) isStopped = true;
  else wake();

  return {
    stop,
    async frames(subject) {
      const s = session;
      if (s?.subject !== subject || s.framesReadable === false) return [];
      if (s.pair.length === 2) return s.pair;
      const one = await momentOf(s, 'now');
      return one ? [one] : [];
    },
    heldBytes: () =>
      session
        ? JSON.stringify([
            session.timeline.value(session.beganAt),
            session.writing.all(),
            footageOf(session, session.timeline.watchedMs, 'none'),
            session.pair,
          ]).length
        : 0,
  };
}

function isPlaying(video: HTMLVideoElement): boolean {
  return !video.paused && !video.ended && video.readyState >= 2;
}

/** Corner, edge or inside of the picture, by fifths of it; `beside` when it lies outside. Null without a size. */
export function positionOf(of: DOMRect, picture: DOMRect): LabelNow['position'] {
  if (picture.width < 1 || picture.height < 1 || of.width < 1) return null;
  const x = (of.left + of.width / 2 - picture.left) / picture.width;
  const y = (of.top + of.height / 2 - picture.top) / picture.height;
  if (x < 0 || x > 1 || y < 0 || y > 1) return 'beside';
  const atSide = x < 0.33 || x > 0.67;
  const atEnd = y < 0.2 || y > 0.8;
  if (atSide && atEnd) return 'corner';
  return atEnd || x < 0.2 || x > 0.8 ? 'edge' : 'inside';
}

function scaled(
  box: { x: number; y: number; width: number; height: number },
  x: number,
  y: number,
): { x: number; y: number; width: number; height: number } {
  return {
    x: box.x * x,
    y: box.y * y,
    width: Math.max(1, box.width * x),
    height: Math.max(1, box.height * y),
  };
}

function clamp(share: number): number {
  return Math.max(0, Math.min(1, share));
}

function overlap(a: Part, b: Part): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}

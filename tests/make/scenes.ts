/**
 * Moving scenes drawn by us, for clips and for the loop bench: a person who sways and gestures by noise, rooms
 * with fans, clocks, tickers and slides, overlays of a live room, and what cameras and encoders do. Every scene
 * is a function of time and a seed, so that a loop is the same function asked for an earlier time.
 */

/** Even random numbers 0–1 from a seed (mulberry32, public domain). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Smooth noise over time, about -1 to 1, with as many turns a second as `rate`; the same for the same seed. */
export function drift(seed: number, rate: number): (t: number) => number {
  const at = (n: number): number =>
    random(Math.imul(seed, 2654435761) ^ Math.imul(n + 7919, 40503))() * 2 - 1;
  return (t) => {
    const place = t * rate;
    const n = Math.floor(place);
    const share = place - n;
    const [a, b, c, d] = [at(n - 1), at(n), at(n + 1), at(n + 2)] as [number, number, number, number];
    // Catmull and Rom's curve through the random points.
    return b + 0.5 * share * (c - a + share * (2 * a - 5 * b + 4 * c - d + share * (3 * (b - c) + d - a)));
  };
}

export type SceneKind =
  | 'host'
  | 'near-still'
  | 'seated-talker'
  | 'rocking'
  | 'breathing'
  | 'slow-pan'
  | 'empty-room'
  | 'fan'
  | 'ticker'
  | 'clock'
  | 'carousel'
  | 'gif-corner'
  | 'blinking-lights'
  | 'turntable'
  | 'two-hosts'
  | 'nodding'
  | 'pacing'
  | 'typing'
  | 'dancing'
  | 'swinging-camera'
  | 'cut-to-and-fro'
  | 'close-up'
  | 'stand-beside'
  | 'screen-behind'
  | 'slides-behind'
  | 'turning-fan'
  | 'curtain'
  | 'gesturing'
  | 'sticker'
  | 'led-sign';

export interface SceneOptions {
  kind: SceneKind;
  seed: number;
  /** Seconds of the base recording that is played again and again; null for a scene that never repeats. */
  loopS: number | null;
  /** Overlays of the room: comments, price cards, gifts. */
  overlays: boolean;
  /** Whether the mouth moves on its own, not with the base recording. */
  ownMouth: boolean;
  /** Depth of slow brightness drift, 0–0.3; grain in grey levels; shake in shares of the width. */
  brightness: number;
  grain: number;
  shake: number;
  /** Loop played forwards and backwards. */
  pingPong?: boolean;
  /** Times slower or faster than a usual person. */
  tempo?: number;
  /** Frames a second of the recording: what moves stands still between them. */
  framesPerS?: number;
  /** Seconds over which the end of the recording is led over into its start. */
  seamS?: number;
  /** Filmed off a screen by a phone held in the hand: depth of moving bands, 0–1. */
  phone?: number;
  /** Grey levels by which an encoder's picture creeps away until its next key frame, and the seconds between two. */
  keyFrames?: { depth: number; everyS: number };
  /** Depth of an exposure that hunts for the right one, in jumps; 0–0.2. */
  exposure?: number;
  /** Share by which the picture grows and shrinks while the lens looks for its focus. */
  focus?: number;
  /** A recorder that skips frames: longest time for which one stands, in seconds. */
  stutterS?: number;
}

/** Width over height of every scene. */
export const SHAPE = 9 / 16;

/** Draws the moment `t` (seconds) as grey values into `frame`, width × height. */
export type Scene = (t: number, frame: Float32Array, width: number, height: number) => void;

function soft(distance: number, edge: number): number {
  return distance <= -edge ? 1 : distance >= edge ? 0 : 0.5 - distance / (2 * edge);
}

interface Ellipse {
  x: number;
  y: number;
  rx: number;
  ry: number;
  grey: number;
  /** Stripes inside, so that turning and shifting show. */
  stripes?: number;
  phase?: number;
}

export function scene(options: SceneOptions): Scene {
  const roll = random(options.seed * 7 + 1);
  const s = options.seed * 1000;
  const { kind } = options;
  const tempo = (options.tempo ?? 1) * (0.7 + 0.6 * roll());
  const size =
    kind === 'near-still' || kind === 'sticker'
      ? 0.12 + 0.2 * roll()
      : kind === 'seated-talker'
        ? 0.3 + 0.4 * roll()
        : kind === 'gesturing'
          ? 0.5 + 0.4 * roll()
          : 0.7 + 0.7 * roll();
  const hosts = kind === 'empty-room' || kind === 'turntable' ? 0 : kind === 'two-hosts' ? 2 : 1;
  const people = Array.from({ length: hosts }, (_, n) =>
    person(s + 100 * n, tempo, size, hosts === 2 ? n * 0.44 - 0.22 : 0, kind === 'gesturing'),
  );
  const rockingS = 4 + 8 * roll();
  const wall = Array.from({ length: 14 }, () => ({
    x: roll(),
    y: roll() * 0.9,
    w: 0.04 + 0.2 * roll(),
    h: 0.03 + 0.15 * roll(),
    grey: 60 + 150 * roll(),
  }));
  const ground = 90 + 90 * roll();
  const place = { x: 0.12 + 0.12 * roll(), y: 0.12 + 0.15 * roll() };
  const turnS = 1.5 + 3 * roll();
  const panS = 15 + 45 * roll();
  const slideS = 3 + 4 * roll();
  const slides = 3 + Math.floor(roll() * 4);
  const light = drift(s + 50, 0.05 + 0.1 * roll());
  const flicker = drift(s + 51, 1.5);
  const shakeX = drift(s + 52, 2.5);
  const shakeY = drift(s + 53, 2.5);
  const mouth = drift(s + 54, 4);
  const noise = random(s + 55);
  const comments = overlayPlan(s + 60);
  const handS = panS * 0.03 * roll();
  const unsteady = drift(s + 61, 0.2);
  const bandX = drift(s + 62, 0.6);
  const habit = habitOf(kind, s + 63, roll);
  const cutsS = 3 + 6 * roll();
  const cameraAt = (t: number): boolean => random(s + 64 + Math.floor(t / cutsS) * 17)() > 0.5;
  const backdrop = backdropOf(kind, s + 65);
  const device = deviceOf(kind, s + 66);
  const hunt = drift(s + 67, 0.25);
  const lens = drift(s + 68, 0.15);
  const stickerS = 3 + 12 * random(s + 69)();
  const stickerSize = 0.2 + 0.25 * random(s + 70)();

  let still: { width: number; height: number; pan: number; greys: Float32Array } | null = null;
  const room = (width: number, height: number, pan: number, edge: number): Float32Array => {
    const greys = new Float32Array(width * height);
    for (let py = 0; py < height; py += 1) {
      for (let px = 0; px < width; px += 1) {
        const x = (px + 0.5) / width + pan;
        const y = (py + 0.5) / height;
        let grey = ground + 25 * Math.sin(7 * x + s) * Math.cos(5 * y);
        for (const box of wall) {
          const d = Math.max(Math.abs(x - box.x) - box.w / 2, (Math.abs(y - box.y) - box.h / 2) / SHAPE);
          if (d < edge) grey += soft(d, edge) * (box.grey - grey);
        }
        greys[py * width + px] = grey;
      }
    }
    return greys;
  };

  return (t, frame, width, height) => {
    const loop = options.loopS;
    let base = t;
    const frames = options.framesPerS;
    if (frames) base = t = Math.floor(t * frames) / frames;
    if (options.stutterS) {
      const wait = options.stutterS * (0.3 + 0.7 * random(s + 71 + Math.floor(t / options.stutterS))());
      base = t = Math.floor(t / wait) * wait;
    }
    let fromStart = 0;
    if (loop !== null) {
      base = t % loop;
      if (options.seamS && base > loop - options.seamS) fromStart = 1 - (loop - base) / options.seamS;
      if (options.pingPong) {
        const within = t % (2 * loop);
        base = within < loop ? within : 2 * loop - within;
      }
    }
    const shiftX = options.shake * shakeX(t);
    const shiftY = options.shake * shakeY(t);
    const rock =
      kind === 'rocking' ? Math.sin((2 * Math.PI * (base + 0.15 * drift(s + 57, 0.1)(base))) / rockingS) : 0;
    const breath =
      kind === 'breathing'
        ? Math.sin((2 * Math.PI * (base + 0.2 * drift(s + 58, 0.2)(base))) / (3 + turnS / 3))
        : 0;
    // A camera swung by hand is never quite in time; one on a motor is.
    const pan =
      kind === 'slow-pan'
        ? 0.25 * triangle((base + handS * unsteady(base)) / panS)
        : kind === 'swinging-camera'
          ? 0.06 * Math.sin((2 * Math.PI * base) / panS)
          : kind === 'cut-to-and-fro' && cameraAt(base)
            ? 0.5
            : 0;
    const zoom = options.focus ? options.focus * lens(t) : 0;
    const pose = (at: number): Ellipse[] =>
      people
        .flatMap((one) => one(at, (options.ownMouth ? mouth(t) : mouth(at)) * 0.5 + 0.5, rock, breath, habit))
        .map((shape) =>
          kind === 'cut-to-and-fro' && pan > 0
            ? nearer(shape, 1.4, 0.45, 0.4)
            : kind === 'close-up'
              ? nearer(shape, 2.1, 0.5, 0.33)
              : kind === 'swinging-camera'
                ? { ...shape, x: shape.x - pan }
                : shape,
        )
        .map((shape) => (zoom === 0 ? shape : nearer(shape, 1 + zoom, 0.5, 0.5, 0.5)));
    const shapes = pose(base);
    if (fromStart > 0 && loop !== null)
      for (const [n, begun] of pose(base - loop).entries()) {
        const shape = shapes[n];
        if (!shape) continue;
        shape.x += fromStart * (begun.x - shape.x);
        shape.y += fromStart * (begun.y - shape.y);
      }
    if (kind === 'fan') {
      const angle = (2 * Math.PI * base) / turnS;
      for (const turn of [0, 2.1, 4.2])
        shapes.unshift({
          x: place.x + 0.05 * Math.cos(angle + turn),
          y: place.y + 0.03 * Math.sin(angle + turn),
          rx: 0.045,
          ry: 0.025,
          grey: 220,
        });
    }
    if (kind === 'turntable')
      shapes.push({
        x: 0.5,
        y: 0.55,
        rx: 0.3,
        ry: 0.16,
        grey: 190,
        stripes: 3,
        phase: (2 * Math.PI * base) / (6 + 2 * turnS),
      });
    const gain =
      (1 + options.brightness * (0.7 * light(t) + 0.1 * flicker(t))) *
      (1 + (options.exposure ?? 0) * Math.tanh(6 * hunt(t)));
    const edge = 0.7 / width;
    // The room behind is drawn once and shifted with the camera; only a pan draws it anew.
    if (
      (pan !== 0 && kind !== 'cut-to-and-fro') ||
      still?.pan !== pan ||
      still.width !== width ||
      still.height !== height
    )
      still = { width, height, pan, greys: room(width, height, pan, edge) };
    const greys = zoom === 0 ? still.greys : grown(still.greys, width, height, 1 + zoom);
    const moveX = shiftX * width;
    const moveY = shiftY * height;
    const wholeX = Math.floor(moveX);
    const wholeY = Math.floor(moveY);
    const partX = moveX - wholeX;
    const partY = moveY - wholeY;
    for (let py = 0; py < height; py += 1) {
      const y0 = Math.max(0, Math.min(height - 1, py + wholeY)) * width;
      const y1 = Math.max(0, Math.min(height - 1, py + wholeY + 1)) * width;
      for (let px = 0; px < width; px += 1) {
        const x0 = Math.max(0, Math.min(width - 1, px + wholeX));
        const x1 = Math.max(0, Math.min(width - 1, px + wholeX + 1));
        const top = (greys[y0 + x0] as number) * (1 - partX) + (greys[y0 + x1] as number) * partX;
        const low = (greys[y1 + x0] as number) * (1 - partX) + (greys[y1 + x1] as number) * partX;
        frame[py * width + px] = top * (1 - partY) + low * partY;
      }
    }
    backdrop?.(base, frame, width, height);
    shapes.push(...device(base));
    for (const shape of shapes) {
      const left = Math.max(0, Math.floor((shape.x - shape.rx - shiftX) * width) - 1);
      const right = Math.min(width, Math.ceil((shape.x + shape.rx - shiftX) * width) + 1);
      const top = Math.max(0, Math.floor((shape.y - shape.ry - shiftY) * height) - 1);
      const low = Math.min(height, Math.ceil((shape.y + shape.ry - shiftY) * height) + 1);
      for (let py = top; py < low; py += 1) {
        for (let px = left; px < right; px += 1) {
          const ex = ((px + 0.5) / width + shiftX - shape.x) / shape.rx;
          const ey = ((py + 0.5) / height + shiftY - shape.y) / shape.ry;
          const d = (Math.sqrt(ex * ex + ey * ey) - 1) * Math.min(shape.rx, shape.ry / SHAPE);
          if (d >= edge) continue;
          const inside =
            shape.grey + (shape.stripes ? 30 * Math.sin(shape.stripes * 3 * ex + (shape.phase ?? 0)) : 0);
          const at = py * width + px;
          frame[at] = (frame[at] as number) + soft(d, edge) * (inside - (frame[at] as number));
        }
      }
    }
    if (options.phone)
      for (let py = 0; py < height; py += 1) {
        const y = py / height;
        const band = 1 + 0.02 * options.phone * Math.sin(2 * Math.PI * (1.5 * y - 0.37 * t));
        for (let px = 0; px < width; px += 1) {
          const at = py * width + px;
          const moire = Math.sin(2 * Math.PI * (6 * (px / width) + 4 * y + bandX(t)));
          frame[at] = (frame[at] as number) * band + 1.5 * options.phone * moire;
        }
      }
    if (gain !== 1) for (let n = 0; n < width * height; n += 1) frame[n] = (frame[n] as number) * gain;
    const stand = (
      x0: number,
      y0: number,
      x1: number,
      y1: number,
      paint: (x: number, y: number) => number | null,
    ): void => {
      for (
        let py = Math.max(0, Math.floor(y0 * height));
        py < Math.min(height, Math.ceil(y1 * height));
        py += 1
      )
        for (
          let px = Math.max(0, Math.floor(x0 * width));
          px < Math.min(width, Math.ceil(x1 * width));
          px += 1
        ) {
          const grey = paint((px + 0.5) / width, (py + 0.5) / height);
          if (grey !== null) frame[py * width + px] = grey;
        }
    };
    // What is part of the recording goes by the recording's time; a clock on the wall goes by the clock.
    if (kind === 'ticker')
      stand(0, 0.93, 1, 0.98, (x) =>
        Math.sin(40 * (x + 0.15 * t) + 3 * Math.sin(9 * (x + 0.15 * t))) > 0 ? 230 : 30,
      );
    if (kind === 'clock')
      stand(place.x, place.y, place.x + 0.2, place.y + 0.06, (x, y) =>
        random(
          s + Math.floor(t) * 31 + Math.floor((x - place.x) * 40) * 7 + Math.floor((y - place.y) * 60),
        )() > 0.5
          ? 240
          : 20,
      );
    if (kind === 'carousel') {
      const n = Math.floor(t / slideS) % slides;
      stand(
        0.6,
        0.08,
        0.98,
        0.34,
        (x, y) => 128 + 100 * Math.sin(n * 2.3 + 9 * x * (1 + (n % 3)) + 6 * y * (1 + (n % 2))),
      );
    }
    if (kind === 'gif-corner')
      stand(
        0.78,
        0.04,
        0.98,
        0.16,
        (x, y) =>
          128 +
          110 *
            Math.sin(30 * x + 2 * Math.PI * (t / (turnS * 2))) *
            Math.cos(40 * y + 2 * Math.PI * (t / (turnS * 2))),
      );
    if (kind === 'blinking-lights')
      for (let n = 0; n < 8; n += 1)
        stand(0.05 + 0.11 * n, 0.03, 0.1 + 0.11 * n, 0.06, () =>
          Math.floor(t * 1.25 + n * 0.5) % 2 === 0 ? 250 : 60,
        );
    if (kind === 'sticker')
      stand(0.03, 0.05, 0.03 + stickerSize, 0.05 + stickerSize * SHAPE, (x, y) => {
        const turn = (2 * Math.PI * t) / stickerS;
        const u = (x - 0.03) / stickerSize - 0.5 - 0.3 * Math.cos(turn);
        const v = (y - 0.05) / (stickerSize * SHAPE) - 0.5 - 0.3 * Math.sin(2 * turn);
        return 128 + 110 * Math.cos(5 * Math.hypot(u, v) + 3 * Math.sin(turn + 1));
      });
    if (options.keyFrames) {
      const { depth, everyS } = options.keyFrames;
      const group = Math.floor(t / everyS);
      const since = t / everyS - group;
      const side = Math.max(1, Math.round(width / 12));
      for (let py = 0; py < height; py += 1)
        for (let px = 0; px < width; px += 1) {
          const block = Math.floor(py / side) * 64 + Math.floor(px / side);
          const creeps = 1.4 * random(s + block)() + 0.6 * random(s + block + 4_001 * group)() - 1;
          frame[py * width + px] = (frame[py * width + px] as number) + depth * since * creeps;
        }
    }
    if (options.overlays) comments(t, stand);
    if (options.grain > 0)
      for (let n = 0; n < width * height; n += 1)
        frame[n] = (frame[n] ?? 0) + options.grain * (noise() + noise() - 1) * 2.45;
    for (let n = 0; n < width * height; n += 1) frame[n] = Math.max(0, Math.min(255, frame[n] ?? 0));
  };
}

/** The room behind, seen that many times nearer. */
function grown(greys: Float32Array, width: number, height: number, times: number): Float32Array {
  const out = new Float32Array(greys.length);
  const at = (n: number, most: number): number => Math.max(0, Math.min(most - 1.001, n));
  for (let py = 0; py < height; py += 1) {
    const y = at((py + 0.5 - height / 2) / times + height / 2 - 0.5, height);
    const row = Math.floor(y);
    for (let px = 0; px < width; px += 1) {
      const x = at((px + 0.5 - width / 2) / times + width / 2 - 0.5, width);
      const column = Math.floor(x);
      const [a, b] = [row * width + column, (row + 1) * width + column];
      const upper = (greys[a] as number) * (1 - (x - column)) + (greys[a + 1] as number) * (x - column);
      const lower = (greys[b] as number) * (1 - (x - column)) + (greys[b + 1] as number) * (x - column);
      out[py * width + px] = upper * (1 - (y - row)) + lower * (y - row);
    }
  }
  return out;
}

/** The same shape seen by a camera that many times nearer to the point named. */
function nearer(shape: Ellipse, times: number, x: number, y: number, to = 0.5): Ellipse {
  return {
    ...shape,
    x: to + times * (shape.x - x),
    y: to + times * (shape.y - y),
    rx: times * shape.rx,
    ry: times * shape.ry,
  };
}

/**
 * What machines do behind a person, exactly the same again and again: a screen with a short film, slides that fade
 * into one another; and a curtain in the wind, which never does. Painted over the room, under the people.
 */
function backdropOf(
  kind: SceneKind,
  seed: number,
): ((t: number, frame: Float32Array, width: number, height: number) => void) | null {
  const roll = random(seed);
  const left = 0.3 * roll();
  const right = 1 - 0.3 * roll();
  const top = 0.12 * roll();
  const low = 0.3 + 0.4 * roll();
  const periodS = 5 + 35 * roll() ** 2;
  const count = 3 + Math.floor(4 * roll());
  const paths = Array.from({ length: 2 * count }, (_, n) => drift(seed + 10 + n, 0.3 + 0.5 * roll()));
  const late = drift(seed + 40, 0.1);
  const much = drift(seed + 41, 0.15);
  const over = (
    frame: Float32Array,
    width: number,
    height: number,
    paint: (x: number, y: number, under: number) => number,
  ): void => {
    for (let py = Math.floor(top * height); py < Math.min(height, low * height); py += 1)
      for (let px = Math.floor(left * width); px < Math.min(width, right * width); px += 1) {
        const at = py * width + px;
        frame[at] = paint((px + 0.5) / width, (py + 0.5) / height, frame[at] as number);
      }
  };
  if (kind === 'screen-behind')
    return (t, frame, width, height) => {
      const within = t % periodS;
      const blobs = Array.from({ length: count }, (_, n) => ({
        x: 0.5 + 0.45 * (paths[2 * n]?.(within) ?? 0),
        y: (top + low) / 2 + 0.3 * (paths[2 * n + 1]?.(within) ?? 0),
        grey: n % 2 === 0 ? 110 : -70,
      }));
      over(frame, width, height, (x, y) =>
        blobs.reduce(
          (grey, blob) =>
            grey + blob.grey * Math.exp(-((x - blob.x) ** 2 + ((y - blob.y) / SHAPE) ** 2) / 0.03),
          110,
        ),
      );
    };
  if (kind === 'slides-behind') {
    const eachS = 2.5 + 4 * roll();
    const slide = (n: number, x: number, y: number, zoom: number): number =>
      128 + 100 * Math.sin(n * 2.3 + 9 * zoom * (x - 0.5) * (1 + (n % 3)) + 6 * zoom * y * (1 + (n % 2)));
    return (t, frame, width, height) => {
      const n = Math.floor(t / eachS);
      const age = t - n * eachS;
      const fade = Math.max(0, 1 - age / 0.6);
      over(
        frame,
        width,
        height,
        (x, y) =>
          (1 - fade) * slide(n % count, x, y, 1 + 0.03 * age) +
          fade * slide((n + count - 1) % count, x, y, 1 + 0.03 * (age + eachS)),
      );
    };
  }
  if (kind === 'led-sign') {
    // A line of letters of its own that runs through again and again.
    const letters = Array.from({ length: 48 }, (_, n) => random(seed + 50 + n)() > 0.5);
    return (t, frame, width, height) => {
      for (let py = Math.floor(0.06 * height); py < 0.14 * height; py += 1)
        for (let px = 0; px < width; px += 1) {
          const letter = Math.floor(((px + 0.5) / width) * 16 + (48 * t) / periodS) % 48;
          const isLit = letters[letter] === true && py >= 0.075 * height && py < 0.125 * height;
          frame[py * width + px] = isLit ? 235 : 25;
        }
    };
  }
  if (kind === 'curtain')
    return (t, frame, width, height) => {
      const swing =
        0.03 * (1 + 0.5 * much(t)) * Math.sin((2 * Math.PI * (t + 0.8 * late(t))) / (3 + 0.1 * periodS));
      over(frame, width, height, (x, y) => 140 + 50 * Math.sin(40 * (x + swing * (0.3 + y))));
    };
  return null;
}

/** A motor that turns beside a person: a stand with a product, or the head of a fan. Exactly periodic. */
function deviceOf(kind: SceneKind, seed: number): (t: number) => Ellipse[] {
  const roll = random(seed);
  const x = roll() < 0.5 ? 0.16 + 0.14 * roll() : 0.84 - 0.14 * roll();
  const y = 0.35 + 0.4 * roll();
  const size = 0.08 + 0.16 * roll();
  const turnS = 6 + 20 * roll();
  const marks = 2 + Math.floor(4 * roll());
  if (kind === 'stand-beside')
    return (t) => {
      const angle = (2 * Math.PI * t) / turnS;
      const front = Array.from({ length: marks }, (_, n) => {
        const turn = angle + (2 * Math.PI * n) / marks + 0.3 * n * n;
        return { turn, n };
      }).filter(({ turn }) => Math.sin(turn) > -0.2);
      return [
        { x, y: y + 0.55 * size, rx: size, ry: 0.18 * size, grey: 205 },
        { x, y, rx: size * (0.55 + 0.2 * Math.abs(Math.cos(angle))), ry: 0.5 * size, grey: 85 },
        ...front.map(({ turn, n }) => ({
          x: x + 0.6 * size * Math.cos(turn),
          y: y + size * (0.25 * (n / marks) - 0.1),
          rx: 0.05 + 0.12 * size * Math.abs(Math.sin(turn)),
          ry: 0.16 * size,
          grey: n % 2 === 0 ? 225 : 30,
        })),
      ];
    };
  if (kind === 'turning-fan')
    return (t) => {
      const aside = 0.08 * Math.sin((2 * Math.PI * t) / turnS);
      return [
        { x: x + aside, y: y - 0.1, rx: 0.7 * size, ry: 0.45 * size, grey: 210 },
        ...[0, 2.1, 4.2].map((turn) => ({
          x: x + aside + 0.3 * size * Math.cos(47 * t + turn),
          y: y - 0.1 + 0.2 * size * Math.sin(47 * t + turn),
          rx: 0.25 * size,
          ry: 0.15 * size,
          grey: 120,
        })),
      ];
    };
  return () => [];
}

function triangle(turns: number): number {
  const share = turns - Math.floor(turns);
  return share < 0.5 ? 4 * share - 1 : 3 - 4 * share;
}

/** What a person does over and over, never quite the same: shares of the width, added to how they move anyway. */
interface Habit {
  x: (t: number) => number;
  nod: (t: number) => number;
  hands: (t: number, side: number) => number;
}
function habitOf(kind: SceneKind, seed: number, roll: () => number): Habit {
  const none = (): number => 0;
  const late = drift(seed, 0.15);
  const much = drift(seed + 1, 0.1);
  const fine = drift(seed + 2, 3);
  const wave = (t: number, periodS: number, slipS: number): number =>
    (1 + 0.25 * much(t)) * Math.sin((2 * Math.PI * (t + slipS * late(t))) / periodS);
  const turn = roll();
  if (kind === 'nodding')
    return {
      x: none,
      nod: (t) => 2 * wave(t, 1 + 2 * turn, 0.3),
      hands: (t) => 0.02 * wave(t, 1 + 2 * turn, 0.3),
    };
  if (kind === 'pacing') return { x: (t) => 0.18 * wave(t, 8 + 12 * turn, 1.2), nod: none, hands: none };
  if (kind === 'typing') return { x: none, nod: none, hands: (t, side) => 0.02 * fine(t + 50 * side) };
  if (kind === 'dancing') {
    // Eight beats to a phrase; every phrase has its own figure, and figures come again.
    const beatS = 0.45 + 0.25 * turn;
    const figure = (t: number): number => Math.floor(random(seed + 5 + Math.floor(t / (8 * beatS)))() * 3);
    const step = (t: number, part: number): number =>
      Math.sin((2 * Math.PI * (t + 0.1 * late(t))) / (beatS * (2 + 2 * ((figure(t) + part) % 3))));
    return {
      x: (t) => 0.05 * (1 + 0.2 * much(t)) * step(t, 0),
      nod: (t) => step(t, 1),
      hands: (t, side) => 0.08 * (1 + 0.3 * much(t)) * step(t, side > 0 ? 1 : 2),
    };
  }
  return { x: none, nod: none, hands: none };
}

function person(seed: number, tempo: number, size: number, aside: number, isLively = false) {
  const roll = random(seed + 3);
  const sway = drift(seed + 1, 0.25 * tempo);
  const bob = drift(seed + 2, 0.5 * tempo);
  const nod = drift(seed + 3, 0.8 * tempo);
  const turn = drift(seed + 4, 0.35 * tempo);
  // Hands that speak turn two or three times a second, as those of people who explain something do.
  const arms = [5, 6, 7, 8].map((n) => drift(seed + n, (isLively ? 3 : 0.6) * tempo));
  const nods = drift(seed + 11, 2.5 * tempo);
  const busy = drift(seed + 9, 0.12);
  const head = 130 + 80 * roll();
  const dress = 40 + 170 * roll();
  const tall = 0.9 + 0.3 * roll();
  return (t: number, mouth: number, rock: number, breath: number, habit: Habit): Ellipse[] => {
    const still = size < 0.5 ? 0.3 : 1;
    const x = 0.5 + aside + (0.04 * sway(t) + 0.05 * rock) * size + habit.x(t);
    const y = 0.52 + (0.012 * bob(t) + 0.008 * breath) * size;
    const hx = x + (0.03 * turn(t) + 0.02 * nod(t) + 0.03 * rock) * size;
    const hy = y - 0.24 * tall + 0.015 * ((isLively ? 0.5 * nods(t) : 0) + nod(t) + habit.nod(t)) * size;
    // Gestures come and go: hands rest for a while, then speak.
    const speak = size * Math.max(0, Math.min(1, busy(t) * 2 + 0.6));
    const hand = (side: number, n: number): Ellipse => ({
      x: x + side * (0.2 + 0.08 * (arms[n]?.(t) ?? 0) * speak * still),
      y: y + 0.1 + 0.1 * (arms[n + 2]?.(t) ?? 0) * speak * still + habit.hands(t, side),
      rx: 0.055,
      ry: 0.035,
      grey: head + 10,
    });
    return [
      { x, y: y + 0.28, rx: 0.27, ry: 0.4 * tall, grey: dress, stripes: 2, phase: 1.5 * turn(t) * size },
      { x: hx, y: hy - 0.02, rx: 0.15, ry: 0.1, grey: 35 },
      { x: hx, y: hy, rx: 0.11, ry: 0.085, grey: head },
      { x: hx - 0.04, y: hy - 0.015, rx: 0.018, ry: 0.008, grey: 40 },
      { x: hx + 0.04, y: hy - 0.015, rx: 0.018, ry: 0.008, grey: 40 },
      { x: hx, y: hy + 0.04, rx: 0.035, ry: 0.004 + 0.016 * mouth, grey: 70 },
      hand(-1, 0),
      hand(1, 1),
    ];
  };
}

/** Scrolling comments, a price card that changes, gifts that fly through: when, by chance; never with the loop. */
function overlayPlan(seed: number) {
  const roll = random(seed);
  const perS = 0.3 + 1.2 * roll();
  const cardS = 8 + 20 * roll();
  const giftS = 9 + 25 * roll();
  return (
    t: number,
    stand: (
      x0: number,
      y0: number,
      x1: number,
      y1: number,
      paint: (x: number, y: number) => number | null,
    ) => void,
  ): void => {
    const scrolled = t * perS;
    stand(0.02, 0.66, 0.62, 0.9, (x, y) => {
      const line = Math.floor((y - 0.66) / 0.03 + Math.floor(scrolled));
      const long = 0.15 + 0.4 * random(seed + line * 13)();
      if (x > 0.02 + long || ((y - 0.66) / 0.03) % 1 < 0.25) return null;
      return random(seed + line * 977 + Math.floor(x * 60) * 31)() > 0.45 ? 235 : 60;
    });
    const card = Math.floor(t / cardS);
    if (random(seed + card * 5)() > 0.3)
      stand(0.66, 0.72, 0.97, 0.9, (x, y) =>
        random(seed + card * 7919 + Math.floor(x * 24) * 17 + Math.floor(y * 40))() > 0.4 ? 245 : 140,
      );
    const gift = Math.floor(t / giftS);
    const age = t - gift * giftS;
    if (age < 3 && random(seed + gift * 11)() > 0.35) {
      const gx = -0.3 + 0.5 * age;
      stand(gx, 0.42, gx + 0.3, 0.5, (x, y) =>
        random(seed + gift * 7 + Math.floor((x - gx) * 20) * 3 + Math.floor(y * 30))() > 0.3 ? 250 : 90,
      );
    }
  };
}

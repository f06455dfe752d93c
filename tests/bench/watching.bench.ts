/**
 * What watching a live room costs: a video that plays in real Chromium with the built extension, against the same page
 * in a browser without it. Both play at the same time, so that whatever else the machine does happens to both. CPU time
 * of the page's main thread and of all processes of the browser, as shares of one core, by process, in the first
 * minute (when words inside the picture are read first) and in the third; of a restless picture, which is looked at
 * ten times a second, and of a host who moves calmly; what still runs when the tab is in the background; and what the
 * detector holds after one and after eight simulated hours.
 *
 * MINGBIAO_BENCH_WATCH_S: length of a window in seconds (60). MINGBIAO_BENCH_ROOMS: which rooms, by the names below,
 * with commas between. Needs ffmpeg.
 */
import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CHANNEL } from '../../components/channel/envelope';
import { createLoopDetector } from '../../components/footage/loop';
import { signatureOf } from '../../components/footage/signature';
import { makeClip } from '../make/clips';
import { scene } from '../make/scenes';
import { openBareBrowser, wait, type Answer, type BareBrowser, type BarePage } from './bare-browser';
import { buildExtension } from './extension-build';
import { CATEGORIES } from './main-thread';

const WINDOW_MS = Number(process.env['MINGBIAO_BENCH_WATCH_S'] ?? 60) * 1000;
const ASKED = process.env['MINGBIAO_BENCH_ROOMS']?.split(',');
const HIDDEN_MS = 15_000;
/** Between two looks at the processes: what one did that ended meanwhile is missed for the rest of it. */
const SLICE_MS = 1_000;
/** Until a browser is done with its own start, which would be taken for ours. */
const START_MS = 30_000;
const GOAL_PERCENT = 3;

interface Room {
  name: string;
  /** Pixels of the picture, and of the player on the page. */
  size: readonly [number, number];
  shown: readonly [number, number];
  makeClip(path: string, size: readonly [number, number]): Promise<void>;
}
const ROOMS: readonly Room[] = [
  { name: 'restless-1080p', size: [1920, 1080], shown: [1280, 720], makeClip: restlessClip },
  { name: 'calm-1080p', size: [1080, 1920], shown: [450, 800], makeClip: hostClip },
  { name: 'calm-720p', size: [720, 1280], shown: [450, 800], makeClip: hostClip },
];

function pageOf({ shown: [width, height] }: Room): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>直播间</title></head><body>
<main><div class="live-player"><video src="/clip.mp4" width="${String(width)}" height="${String(height)}" autoplay muted loop playsinline></video></div>
<h1>拾光小铺的直播间</h1><ul class="chat-list">${'<li class="line">收到了</li>'.repeat(20)}</ul></main></body></html>`;
}

const ENCODED = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-movflags', '+faststart'];

function ffmpeg(...args: string[]): void {
  const { status, stderr } = spawnSync('ffmpeg', ['-loglevel', 'error', '-y', ...args]);
  if (status !== 0) throw new Error(`ffmpeg: ${String(stderr)}`);
}
/** Twenty seconds in which everything moves, at 30 frames a second. */
async function restlessClip(path: string, [width, height]: readonly [number, number]): Promise<void> {
  const drawn = `testsrc2=size=${String(width)}x${String(height)}:rate=30`;
  ffmpeg('-f', 'lavfi', '-i', drawn, '-t', '20', ...ENCODED, path);
}
/** A drawn host, who repeats nothing for as long as it is watched, made large and grainy as a camera's picture is. */
async function hostClip(path: string, [width, height]: readonly [number, number]): Promise<void> {
  const small = `${path}.small.mp4`;
  await makeClip(small, {
    ...HOST,
    // Cards that jump make the detector look ten times a second.
    overlays: false,
    seconds: Math.ceil((3 * WINDOW_MS) / 1000) + 20,
    width: 90,
    height: 160,
    framesPerS: 30,
    crf: 18,
  });
  const large = `scale=${String(width)}:${String(height)}:flags=bicubic,noise=alls=4:allf=t`;
  ffmpeg('-i', small, '-vf', large, ...ENCODED, '-crf', '30', path);
}
const HOST = {
  kind: 'host',
  seed: 424_242,
  loopS: null,
  overlays: true,
  ownMouth: true,
  brightness: 0.1,
  grain: 0.3,
  shake: 0.002,
} as const;

async function serve(clip: string, page: string): Promise<{ url: string; server: Server }> {
  const { size } = await stat(clip);
  const server = createServer((request, response) => {
    if (!(request.url ?? '').endsWith('.mp4')) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(page);
      return;
    }
    const asked = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '');
    const from = Number(asked?.[1] ?? 0);
    const to = Number(asked?.[2] || size - 1);
    response.writeHead(asked ? 206 : 200, {
      'content-type': 'video/mp4',
      'accept-ranges': 'bytes',
      'content-length': to - from + 1,
      ...(asked ? { 'content-range': `bytes ${String(from)}-${String(to)}/${String(size)}` } : {}),
    });
    createReadStream(clip, { start: from, end: to }).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the page has no port');
  return { url: `http://127.0.0.1:${String(address.port)}/live/1`, server };
}

/** CPU time as shares of one core, 0–1. */
interface Cost {
  mainThread: number;
  /** By process: the one that shows the page, other pages and workers, the one that draws, the browser itself. */
  processes: Record<'page' | 'others' | 'drawing' | 'browser', number>;
  all: number;
  framesDropped: number;
  frames: number;
}
interface Shown {
  browser: BareBrowser;
  page: BarePage;
}

/** Costs of the same time in each of the browsers. */
async function costsOver(shown: readonly Shown[], ms: number): Promise<Cost[]> {
  const before = await Promise.all(shown.map(snapshot));
  const spent = shown.map(() => new Map<number, { type: string; from: number; to: number }>());
  const look = async ({ browser }: Shown, n: number): Promise<void> => {
    for (const { id, type, cpuTime } of await browser.processes()) {
      const known = spent[n]?.get(id);
      if (known) known.to = cpuTime;
      // A process that was not there at the first look has begun since.
      else spent[n]?.set(id, { type, from: (before[n]?.ids.has(id) ?? false) ? cpuTime : 0, to: cpuTime });
    }
  };
  const endMs = performance.now() + ms;
  for (let left = ms; left > 0; left = endMs - performance.now()) {
    await Promise.all(shown.map(look));
    await wait(Math.min(SLICE_MS, left));
  }
  await Promise.all(shown.map(look));
  const after = await Promise.all(shown.map(snapshot));
  return shown.map((_, n) => {
    const [from, to] = [before[n], after[n]];
    if (!from || !to) throw new Error('a browser was not looked at');
    const wallS = to.atS - from.atS;
    const processes = { page: 0, others: 0, drawing: 0, browser: 0 };
    const all = [...(spent[n]?.values() ?? [])].map((one) => ({ ...one, cpuS: one.to - one.from }));
    // Decoding is the most work of all: whoever did most of it among those that show something shows the video.
    const page = all.filter(({ type }) => type === 'renderer').sort((a, b) => b.cpuS - a.cpuS)[0];
    for (const one of all) {
      const drawsOrNot = one.type === 'GPU' ? 'drawing' : one.type === 'renderer' ? 'others' : 'browser';
      processes[one === page ? 'page' : drawsOrNot] += one.cpuS / wallS;
    }
    return {
      mainThread: (to.taskS - from.taskS) / wallS,
      processes,
      all: Object.values(processes).reduce((sum, share) => sum + share, 0),
      frames: to.frames - from.frames,
      framesDropped: to.framesDropped - from.framesDropped,
    };
  });
}
async function snapshot({ browser, page }: Shown) {
  const { metrics } = await page.send('Performance.getMetrics');
  const taskS: number = metrics.find((m: Answer) => m.name === 'TaskDuration').value;
  const ids = new Set((await browser.processes()).map(({ id }) => id));
  const played = await page.evaluate<{ totalVideoFrames: number; droppedVideoFrames: number }>(
    `(({ totalVideoFrames, droppedVideoFrames }) => ({ totalVideoFrames, droppedVideoFrames }))(document.querySelector('video').getVideoPlaybackQuality())`,
  );
  return {
    atS: performance.now() / 1000,
    taskS,
    ids,
    frames: played.totalVideoFrames,
    framesDropped: played.droppedVideoFrames,
  };
}

async function openRoom(browser: BareBrowser, url: string): Promise<BarePage> {
  const page = await browser.newPage();
  await page.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(url);
  await page.evaluate(
    `new Promise((done) => { const v = document.querySelector('video'); if (!v.paused && v.readyState > 2) done(1); else v.addEventListener('playing', () => done(1)); })`,
  );
  return page;
}

/** What the extension has recorded of the room, asked through one of its own pages in the background. */
async function footageOf(browser: BareBrowser, url: string): Promise<Answer> {
  const { targetId } = await browser.send('Target.createTarget', {
    url: browser.pageUrl('options.html'),
    background: true,
  });
  const asking = await browser.attach(targetId);
  await wait(1_500);
  const visit = await asking.evaluate<Answer>(
    `chrome.tabs.query({}).then((tabs) => chrome.runtime.sendMessage({ channel: ${JSON.stringify(CHANNEL)}, name: 'visit/read', sent: { tabId: tabs.find((t) => t.url === ${JSON.stringify(url)}).id } })).then((r) => r.value)`,
  );
  await browser.send('Target.closeTarget', { targetId });
  return visit?.observations.findLast((o: Answer) => o.kind === 'footage')?.value ?? null;
}

/** Callbacks of our scripts that ran while the tab was hidden. */
async function hiddenCalls(
  browser: BareBrowser,
  page: BarePage,
): Promise<{ isHidden: boolean; calls: number }> {
  const other = await browser.newPage();
  await other.send('Page.bringToFront');
  await wait(3_000);
  const isHidden = await page.evaluate<boolean>('document.hidden');
  const events = await browser.traced(CATEGORIES, () => wait(HIDDEN_MS));
  await other.close();
  const calls = events.filter(
    (e) => e.name === 'FunctionCall' && /content-scripts\/(?:shop|watch)\.js/.test(JSON.stringify(e.args)),
  );
  return { isHidden, calls: calls.length };
}

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
const line = (text: string): void => void process.stdout.write(`${text}\n`);

/** Heap of the detector fed at the rate that it asks for, with pictures of a host who repeats nothing. */
function simulatedHours(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const heap = (): number => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return (heapUsed + arrayBuffers) / 2 ** 20;
  };
  const detector = createLoopDetector();
  const draw = scene(HOST);
  const [width, height] = [36, 64];
  const frame = new Float32Array(width * height);
  const before = heap();
  let atOneHour = 0;
  let pushMs = 0;
  for (let tMs = 0; tMs < 8 * 3_600_000; tMs += Math.max(100, detector.nextSampleInMs())) {
    draw(tMs / 1000, frame, width, height);
    const signature = signatureOf(Uint8Array.from(frame), width, height);
    const began = performance.now();
    if (signature) detector.push(signature, tMs);
    pushMs += performance.now() - began;
    if (atOneHour === 0 && tMs >= 3_600_000) atOneHour = heap();
  }
  const { samples } = detector.state();
  line(
    `detector, simulated host       ${(atOneHour - before).toFixed(1)} MiB after 1 h, ${(heap() - before).toFixed(1)} MiB after 8 h (${String(samples)} samples, ${(pushMs / samples).toFixed(3)} ms each)`,
  );
}

/** One room in both browsers at once. */
async function measured(room: Room, folder: string, extension: string): Promise<void> {
  const clip = join(folder, `${room.name}.mp4`);
  await room.makeClip(clip, room.size);
  const { url, server } = await serve(clip, pageOf(room));
  const grants = ['http://127.0.0.1/*'];
  const bare = await openBareBrowser({ extension: null, grants });
  const browser = await openBareBrowser({ extension, grants });
  try {
    await wait(START_MS);
    const shown = [
      { browser: bare, page: await openRoom(bare, url) },
      { browser, page: await openRoom(browser, url) },
    ];
    const [first, between, third] = [
      await costsOver(shown, WINDOW_MS),
      await costsOver(shown, WINDOW_MS),
      await costsOver(shown, WINDOW_MS),
    ];
    // Only now: asking opens a tab, and a tab may hide the room.
    const watched = await footageOf(browser, url);
    if (!watched) throw new Error('the room was not watched');
    const seenS = watched.watchedMs / 1000;
    line(
      `${room.name}: ${room.size.join(' × ')} at 30 frames a second, windows of ${String(WINDOW_MS / 1000)} s; watched for ${seenS.toFixed(0)} s, ${(watched.samples / seenS).toFixed(1)} looks a second; frames readable: ${String(watched.framesReadable)}; found to repeat: ${String(watched.loop?.found)}`,
    );
    for (const [name, costs] of [
      ['first window', first],
      ['second window', between],
      ['third window', third],
    ] as const) {
      const [alone, ours] = costs;
      if (!alone || !ours) continue;
      for (const [whose, cost] of [
        ['without us', alone],
        ['with us', ours],
      ] as const)
        line(
          `  ${`${name}, ${whose}`.padEnd(26)} main thread ${percent(cost.mainThread).padStart(8)} of a core, all processes ${percent(cost.all).padStart(9)}; ${String(cost.framesDropped)} of ${String(cost.frames)} frames dropped`,
        );
      const by = (Object.keys(ours.processes) as (keyof Cost['processes'])[]).map(
        (name) => `${name} ${percent(ours.processes[name] - alone.processes[name])}`,
      );
      line(
        `  ${`${name}, ours`.padEnd(26)} main thread ${percent(ours.mainThread - alone.mainThread).padStart(8)} of a core, all processes ${percent(ours.all - alone.all).padStart(9)} (goal: ${String(GOAL_PERCENT)} %), ${(ours.all / alone.all).toFixed(2)}×: ${by.join(', ')}`,
      );
    }
    if (room === ROOMS[0]) {
      const hidden = await hiddenCalls(browser, shown[1]?.page ?? (await openRoom(browser, url)));
      line(
        hidden.isHidden
          ? `in a background tab            ${String(hidden.calls)} callbacks of ours in ${String(HIDDEN_MS / 1000)} s`
          : 'in a background tab            not measured: this browser does not hide the tab',
      );
    }
  } finally {
    await bare.close();
    await browser.close();
    server.close();
  }
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'mingbiao-watching-'));
  try {
    const extension = await buildExtension(folder, { minify: true });
    for (const room of ROOMS) if (ASKED?.includes(room.name) ?? true) await measured(room, folder, extension);
    if (!ASKED) simulatedHours();
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

await main();

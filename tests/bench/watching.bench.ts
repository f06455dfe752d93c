/**
 * What watching a live room costs: a 1080p video that plays in real Chromium with the built extension, against the
 * same page without it. CPU time of the page's main thread and of all processes of the browser, as shares of one
 * core, in the first minute (when words inside a frame are read once) and in the third, each against the same minute of
 * the page alone, which itself gets cheaper with time; what still runs when the tab is in the background; and what the
 * detector holds after one and after eight simulated hours.
 *
 * MINGBIAO_BENCH_WATCH_S: length of a window in seconds (60). Needs ffmpeg.
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
import { scene } from '../make/scenes';
import { openBareBrowser, wait, type Answer, type BareBrowser, type BarePage } from './bare-browser';
import { buildExtension } from './extension-build';
import { CATEGORIES } from './main-thread';

const WINDOW_MS = Number(process.env['MINGBIAO_BENCH_WATCH_S'] ?? 60) * 1000;
const HIDDEN_MS = 15_000;
/** Until the video plays and the page has been looked at. */
const START_MS = 8_000;
const GOAL_PERCENT = 3;

const PAGE = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>直播间</title></head><body>
<main><div class="live-player"><video src="/clip.mp4" width="1280" height="720" autoplay muted loop playsinline></video></div>
<h1>拾光小铺的直播间</h1><ul class="chat-list">${'<li class="line">收到了</li>'.repeat(20)}</ul></main></body></html>`;

/** Twenty seconds of a moving picture at 1080p and 30 frames a second. */
function makeClip(path: string): void {
  const { status, stderr } = spawnSync('ffmpeg', [
    ...['-loglevel', 'error', '-y', '-f', 'lavfi', '-i', 'testsrc2=size=1920x1080:rate=30', '-t', '20'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-movflags', '+faststart', path],
  ]);
  if (status !== 0) throw new Error(`ffmpeg: ${String(stderr)}`);
}

async function serve(clip: string): Promise<{ url: string; server: Server }> {
  const { size } = await stat(clip);
  const server = createServer((request, response) => {
    if (!(request.url ?? '').endsWith('.mp4')) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(PAGE);
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

interface Cost {
  /** Shares of one core, 0–1. */
  mainThread: number;
  processes: number;
  framesDropped: number;
  frames: number;
}

async function costOver(browser: BareBrowser, page: BarePage, ms: number): Promise<Cost> {
  const before = await snapshot(browser, page);
  await wait(ms);
  const after = await snapshot(browser, page);
  const wallS = after.atS - before.atS;
  let cpuS = 0;
  for (const [id, time] of after.processes) cpuS += time - (before.processes.get(id) ?? 0);
  return {
    mainThread: (after.taskS - before.taskS) / wallS,
    processes: cpuS / wallS,
    frames: after.frames - before.frames,
    framesDropped: after.framesDropped - before.framesDropped,
  };
}
async function snapshot(browser: BareBrowser, page: BarePage) {
  const { metrics } = await page.send('Performance.getMetrics');
  const taskS: number = metrics.find((m: Answer) => m.name === 'TaskDuration').value;
  const processes = new Map((await browser.processes()).map(({ id, cpuTime }) => [id, cpuTime]));
  const played = await page.evaluate<{ totalVideoFrames: number; droppedVideoFrames: number }>(
    `(({ totalVideoFrames, droppedVideoFrames }) => ({ totalVideoFrames, droppedVideoFrames }))(document.querySelector('video').getVideoPlaybackQuality())`,
  );
  return {
    atS: performance.now() / 1000,
    taskS,
    processes,
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
  const draw = scene({
    kind: 'host',
    seed: 424_242,
    loopS: null,
    overlays: true,
    ownMouth: true,
    brightness: 0.1,
    grain: 0.3,
    shake: 0.002,
  });
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

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'mingbiao-watching-'));
  const clip = join(folder, 'clip.mp4');
  makeClip(clip);
  const { url, server } = await serve(clip);
  try {
    const extension = await buildExtension(folder, { minify: true });
    const grants = ['http://127.0.0.1/*'];

    const bare = await openBareBrowser({ extension: null, grants });
    const alone = await openRoom(bare, url);
    await wait(START_MS);
    const without = await costOver(bare, alone, WINDOW_MS);
    await wait(WINDOW_MS);
    const withoutLater = await costOver(bare, alone, WINDOW_MS);
    await bare.close();

    const browser = await openBareBrowser({ extension, grants });
    const page = await openRoom(browser, url);
    const first = await costOver(browser, page, WINDOW_MS);
    const between = await costOver(browser, page, WINDOW_MS);
    const later = await costOver(browser, page, WINDOW_MS);
    // Only now: asking opens a tab, and a tab may hide the room.
    const watched = await footageOf(browser, url);
    const hidden = await hiddenCalls(browser, page);
    await browser.close();
    if (!watched) throw new Error('the room was not watched');

    line(`a 1080p video of 30 frames a second in a live room; windows of ${String(WINDOW_MS / 1000)} s`);
    for (const [name, cost] of [
      ['without us, from the start on', without],
      ['without us, third window', withoutLater],
      ['with us, from the start on', first],
      ['with us, second window', between],
      ['with us, third window', later],
    ] as const)
      line(
        `  ${name.padEnd(30)} main thread ${percent(cost.mainThread).padStart(8)} of a core, all processes ${percent(cost.processes).padStart(9)}; ${String(cost.framesDropped)} of ${String(cost.frames)} frames dropped`,
      );
    for (const [name, cost, alike] of [
      ['from the start on', first, without],
      ['third window', later, withoutLater],
    ] as const) {
      const [main, all] = [cost.mainThread - alike.mainThread, cost.processes - alike.processes];
      line(
        `ours, ${name.padEnd(24)} main thread ${percent(main).padStart(8)}, all processes ${percent(all).padStart(9)} (goal: ${String(GOAL_PERCENT)} %); ratio of all processes ${(cost.processes / alike.processes).toFixed(2)}×`,
      );
    }
    line(
      `watched for ${(watched.watchedMs / 1000).toFixed(0)} s of ${String(Math.round((3 * WINDOW_MS) / 1000))} s, ${String(watched.samples)} samples; frames readable: ${String(watched.framesReadable)}`,
    );
    line(
      hidden.isHidden
        ? `in a background tab            ${String(hidden.calls)} callbacks of ours in ${String(HIDDEN_MS / 1000)} s`
        : 'in a background tab            not measured: this browser does not hide the tab',
    );
    simulatedHours();
  } finally {
    server.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

await main();

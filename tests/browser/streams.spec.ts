/** Videos that a script feeds piece by piece: read from what the page has loaded for them, or said to be unreadable. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settledVisit } from '../../entrypoints/commands/settled-visit';
import type { Visit } from '../../components/model/case';
import { indexOf, utf8 } from '../make/bytes';
import { withId3Text } from '../make/containers/audio';
import { transportStream } from '../make/containers/mpeg-ts';
import { aigcJson } from '../make/payloads';
import { expect, test } from './shop';

const page = (script: string): string => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<title>商品视频</title><script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"茶壶",
"offers":{"@type":"Offer","price":"59.00","priceCurrency":"CNY"}}</script></head>
<body><h1>茶壶</h1><p>¥59.00</p><video id="v" width="480" height="270" muted autoplay></video>
<script type="module">const video = document.getElementById('v'); const source = new MediaSource();
video.src = URL.createObjectURL(source); await new Promise((open) => source.addEventListener('sourceopen', open));
${script}
document.documentElement.dataset.ready = 'true';</script></body></html>`;

const PLAY = `const buffer = source.addSourceBuffer('video/mp4; codecs="vp09.00.10.08"');
for (const name of ['start.mp4', 'piece-1.m4s']) {
  buffer.appendBuffer(await (await fetch('/film/' + name)).arrayBuffer());
  await new Promise((done) => buffer.addEventListener('updateend', done, { once: true }));
}
source.endOfStream();`;

let server: Server;
let origin: string;
const asked: string[] = [];

test.beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mingbiao-streams-'));
  const film = join(folder, 'film.mp4');
  const drawn = ['-f', 'lavfi', '-i', 'testsrc=size=320x180:rate=5', '-t', '2', '-c:v', 'libvpx-vp9'];
  const fast = ['-deadline', 'realtime', '-cpu-used', '8', '-pix_fmt', 'yuv420p'];
  const pieces = ['-movflags', 'frag_keyframe+empty_moov+default_base_moof+use_metadata_tags'];
  const label = ['-metadata', `AIGC=${aigcJson({ label: '2' })}`];
  execFileSync('ffmpeg', ['-loglevel', 'error', ...drawn, ...fast, ...pieces, ...label, film]);
  const bytes = new Uint8Array(readFileSync(film));
  rmSync(folder, { recursive: true });
  const split = indexOf(bytes, utf8('moof')) - 4;
  const list = ['#EXTM3U', '#EXT-X-TARGETDURATION:2', '#EXTINF:2,', 'a.ts', '#EXTINF:2,', 'b.ts', ''].join(
    '\n',
  );
  const id3 = withId3Text(new Uint8Array(0), 'AIGC', aigcJson({ label: '1' }));
  const files: Record<string, [string, Uint8Array | string]> = {
    '/pieces': ['text/html', page(PLAY)],
    '/hidden': ['text/html', page(`${PLAY} performance.clearResourceTimings();`)],
    '/list': ['text/html', page("for (const name of ['live.m3u8', 'b.ts']) await fetch('/room/' + name);")],
    '/film/start.mp4': ['video/mp4', bytes.subarray(0, split)],
    '/film/piece-1.m4s': ['video/mp4', bytes.subarray(split)],
    '/room/live.m3u8': ['application/vnd.apple.mpegurl', list],
    '/room/a.ts': ['video/mp2t', transportStream()],
    '/room/b.ts': ['video/mp2t', transportStream({ id3 })],
  };
  server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    const [type, body] = files[path] ?? ['text/plain', ''];
    response.writeHead(files[path] ? 200 : 404, { 'content-type': type, 'cache-control': 'max-age=600' });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
test.afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** What is said of the one video of the page. */
function ofVideo(visit: Visit | null): unknown {
  for (const one of visit?.observations ?? []) {
    if (!one.subject.startsWith('video:')) continue;
    if (one.kind === 'declaration')
      return { status: one.value.status, how: one.value.mechanisms.map(({ id }) => id) };
    if (one.kind === 'unreadable') return one.value.code;
  }
  return null;
}

const CASES: [string, unknown][] = [
  ['/pieces', { status: '可能为', how: ['bmff-keys-ilst-aigc'] }],
  ['/list', { status: '属于', how: ['id3-txxx-aigc'] }],
  ['/hidden', 'stream-not-visible'],
];
for (const [path, says] of CASES)
  test(`a video fed by a script, ${path.slice(1)}`, async ({ world }) => {
    const shown = await world.browser.context.newPage();
    asked.length = 0;
    await shown.goto(origin + path);
    await shown.waitForSelector('html[data-ready]');
    if (path !== '/list')
      await shown.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
    await expect
      .poll(async () => ofVideo(await settledVisit(world.browser, shown, Date.now() + 20_000)), {
        timeout: 60_000,
      })
      .toEqual(says);
    // What the page has loaded is read from the browser's cache: each address was asked for once, by the page.
    const ofStream = asked.filter((one) => /^\/(?:film|room)\//.test(one));
    expect(ofStream.length).toBe(new Set(ofStream).size);
    expect(ofStream).not.toContain('/room/a.ts');
    await shown.close();
  });

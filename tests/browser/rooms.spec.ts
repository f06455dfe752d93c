/**
 * Rooms and films drawn as an outsider sees them, with the answers written down before anybody looked at how they are
 * read (drawn-rooms.ts): which of them is a room, whose, and which words speak for it. All stand in frames of one page
 * with a real layout, because half of the questions are about what can be seen. The first reading was right in 14 of 46, the one of a host's own back end among them, on which nothing of ours runs.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import type { ObservationOf } from '../../components/model/observation';
import type { Visit } from '../../components/model/case';
import { openExtensionBrowser, type ExtensionBrowser } from '../../entrypoints/commands/browser';
import { readAddress, matchShop } from '../../components/shops/address';
import { shopSchema, type Shop } from '../../components/model/shop';
import { root } from '../house/sources';
import { roomLabScript } from '../make/lab-script';
import { hostFilm } from '../make/pictures';
import type { RoomLab, RoomLook } from '../make/room-lab';
import { DRAWN, type Drawn } from './drawn-rooms';

/** A browser and one short film: the demo shop with all its media is not needed here. */
const test = base.extend<object, { rooms: { browser: ExtensionBrowser; film: Buffer } }>({
  rooms: [
    // Playwright demands a pattern here, and this fixture rests on no other.
    async ({}, use) => {
      const film = Buffer.from(await hostFilm());
      const browser = await openExtensionBrowser({
        extension: join(root, '.output', 'chrome-mv3'),
        grants: ['<all_urls>'],
      });
      await browser.choose({ locale: 'zh-CN', jurisdictions: ['cn'] });
      await use({ browser, film });
      await browser.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

const ORIGIN = 'https://rooms.example';
const SHOPS = ['douyin', 'taobao', 'jd', 'kuaishou', 'xiaohongshu', 'pinduoduo', '1688'].map((id) =>
  shopSchema.parse(JSON.parse(readFileSync(join(root, `components/shops/${id}/shop.json`), 'utf8'))),
);
const shopOf = ({ url }: Drawn): Shop | null => matchShop(SHOPS, new URL(url));

test('rooms and films as a viewer sees them', async ({ rooms: { browser, film } }) => {
  test.setTimeout(120_000);
  const { context } = browser;
  const script = await roomLabScript();
  const sign =
    '<svg xmlns="http://www.w3.org/2000/svg" width="160" height="36"><rect width="160" height="36"/></svg>';
  const frames = DRAWN.map((_one, n) => `<iframe src="/${String(n)}"></iframe>`).join('');
  const page = await context.newPage();
  await page.route(/^https:/, (route) => {
    const url = new URL(route.request().url());
    if (url.pathname.endsWith('.png')) return route.fulfill({ body: sign, contentType: 'image/svg+xml' });
    if (url.pathname.endsWith('.webm')) return route.fulfill({ body: film, contentType: 'video/webm' });
    const one = url.origin === ORIGIN ? DRAWN[Number(url.pathname.slice(1) || NaN)] : undefined;
    // Addresses inside a room are those of its own host.
    const html = one?.html.replace('<head>', `<head><base href="${one.url.replaceAll('&', '&amp;')}">`);
    if (html !== undefined) return route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' });
    if (url.origin === ORIGIN && url.pathname === '/')
      return route.fulfill({
        body: `<!doctype html><style>iframe{position:absolute;inset:0;width:1280px;height:900px}</style>${frames}`,
        contentType: 'text/html; charset=utf-8',
      });
    return route.fulfill({ status: 404, body: '' });
  });
  await page.goto(`${ORIGIN}/`);
  await page.evaluate(script);
  const looked = await Promise.all(
    page.frames().flatMap((frame) => {
      const at = frame === page.mainFrame() ? NaN : Number(new URL(frame.url()).pathname.slice(1));
      const one = DRAWN[at];
      if (!one) return [];
      const go = async (): Promise<[string, RoomLook]> => {
        await frame.evaluate(script);
        const seen = await frame.evaluate(
          ([url, shop]) => (globalThis as typeof globalThis & { roomLab: RoomLab }).roomLab.look(url, shop),
          [one.url, shopOf(one)] as const,
        );
        return [one.name, seen];
      };
      return [go()];
    }),
  );
  await page.close();
  expect(looked.length).toBe(DRAWN.length);
  const answers = new Map(looked);
  const wrong = DRAWN.flatMap((one) =>
    wrongIn(one, answers.get(one.name)).map((what) => `${one.name}: ${what}`),
  );
  expect(wrong).toEqual([]);
});

function wrongIn(drawn: Drawn, seen: RoomLook | undefined): string[] {
  if (!seen) return ['not looked at'];
  const out: string[] = [];
  if ((seen.room !== null) !== drawn.room) out.push(`room ${String(seen.room !== null)}`);
  if (drawn.room && drawn.id !== undefined && seen.room?.id !== drawn.id)
    out.push(`id ${String(seen.room?.id)}`);
  if (drawn.room && (seen.room?.host ?? null) !== (drawn.host ?? null))
    out.push(`host ${String(seen.room?.host)}`);
  if (drawn.state === 'replay' && seen.room?.stage !== 'replay')
    out.push(`stage ${String(seen.room?.stage)}`);
  const kinds = drawn.room ? /^live-room:/ : /^(?:video|image):/;
  const ofIt = seen.labels.filter(({ covers }) => covers.some((subject) => kinds.test(subject)));
  for (const { words } of drawn.labels)
    if (!ofIt.some(({ text }) => text.includes(words))) out.push(`missing ${words}`);
  for (const { text } of ofIt)
    if (!drawn.labels.some(({ words }) => text.includes(words))) out.push(`wrongly ${text}`);
  return out;
}

test('the page from which a host runs the room is none of ours', () => {
  expect(matchShop(SHOPS, new URL('https://buyin.jinritemai.com/dashboard/live/control?room=1'))).toBeNull();
});

test('a room by its address alone is the same room whatever else the address says', () => {
  for (const one of DRAWN) {
    const shop = shopOf(one);
    if (!shop || one.id === undefined) continue;
    const url = new URL(one.url);
    expect(readAddress(shop, url), one.name).toEqual({ kind: 'live', id: one.id });
    url.searchParams.set('from', 'share');
    expect(readAddress(shop, url), one.name).toEqual({ kind: 'live', id: one.id });
  }
});

test('a page that goes on to the next room without loading: nothing of the first is told of the second', async ({
  rooms: { browser, film },
}) => {
  test.setTimeout(90_000);
  const { context } = browser;
  const page = await context.newPage();
  await page.route(/^https:/, (route) =>
    route.request().url().endsWith('.webm')
      ? route.fulfill({ body: film, contentType: 'video/webm' })
      : route.fulfill({ body: TWO_ROOMS, contentType: 'text/html; charset=utf-8' }),
  );
  await page.goto('https://live.douyin.com/810000000001');
  const tabId = await browser.tabIdOf(page);
  const now = async (): Promise<Visit['observations']> =>
    (await browser.ask('visit/read', { tabId }))?.observations ?? [];
  const of = (seen: Visit['observations'], room: string): Visit['observations'] =>
    seen.filter(({ subject }) => subject === `live-room:douyin-${room}`);
  const hostOf = (seen: Visit['observations']): string | null =>
    seen.flatMap((o) => (o.kind === 'live-room' ? [o.value.host] : [])).at(-1) ?? null;

  await expect
    .poll(async () => timelineIn(of(await now(), '810000000001'))?.visibleIn ?? 0, {
      timeout: 30_000,
    })
    .toBeGreaterThan(0);
  expect(hostOf(of(await now(), '810000000001'))).toBe('甲店');

  await page.evaluate('goOn()');
  await expect
    .poll(async () => timelineIn(of(await now(), '810000000002'))?.samples ?? 0, {
      timeout: 30_000,
    })
    .toBeGreaterThan(0);
  const seen = await now();
  expect(of(seen, '810000000001')).toEqual([]);
  const second = of(seen, '810000000002');
  expect(hostOf(second)).toBe('乙店');
  expect(timelineIn(second)?.labels).toEqual([]);
  expect(second.filter(({ kind }) => kind === 'label')).toEqual([]);
  await page.close();
});

/** The address goes first; picture, name and label of the first room stay for more than a second, and viewers talk on. */
const TWO_ROOMS = `<!doctype html><meta charset="utf-8"><title>抖音直播</title><style>body{margin:0}video{width:100%;height:100%}.x1{position:relative;width:900px;height:506px}.x2{position:absolute;left:20px;top:20px;color:#fff;background:#000;font-size:28px}</style>
<div class="x0"><span class="x3">甲店</span><button>关注</button></div><div class="x1"><video src="/film.webm" autoplay muted loop></video><div class="x2">本直播间由AI数字人主播为您服务</div></div><ul class="x4"></ul>
<script>setInterval(() => { const li = document.createElement('li'); li.innerHTML = '<b>路人：</b><i>来了</i>'; document.querySelector('.x4').append(li); if (document.querySelectorAll('li').length > 8) document.querySelector('li').remove(); }, 300);
function goOn() { history.pushState({}, '', '/810000000002'); setTimeout(() => { document.querySelector('.x2').remove(); document.querySelector('.x3').textContent = '乙店'; const video = document.querySelector('video'); const next = video.cloneNode(); next.src = '/next.webm'; next.muted = true; video.replaceWith(next); }, 1200); }</script>`;

function timelineIn(seen: Visit['observations']): ObservationOf<'label-timeline'>['value'] | undefined {
  return seen.flatMap((o) => (o.kind === 'label-timeline' ? [o.value] : [])).at(-1);
}

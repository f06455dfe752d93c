/** The demo shop behind `npm start` and the browser tests: plain HTTP on the loopback address, nothing kept. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { benchPage } from '../make/bench-page';
import {
  embedPage,
  embeddedCard,
  feedPage,
  feedPortion,
  HOSTILE_KINDS,
  hostilePage,
  productFragment,
} from './difficult-pages';
import { goodsById } from './goods';
import { demoMedia, mediaNames } from './media';
import { pricedPage } from './priced-pages';
import { englishArticle, englishHome, englishProduct, homePage, livePage, productPage } from './pages';

export interface DemoRequest {
  readonly path: string;
  /** Bytes of body that were sent. */
  readonly bytes: number;
  readonly range: string | null;
}

export interface DemoShop {
  readonly url: string;
  readonly port: number;
  readonly requests: DemoRequest[];
  close(): Promise<void>;
}

interface Answer {
  readonly type: string;
  readonly body: Uint8Array | string;
  readonly policy?: string;
  readonly cookie?: string;
}

const HTML = 'text/html; charset=utf-8';
const SCRIPTS = ['feed.js', 'prototypes.js', 'mutations.js', 'countdown.js'];
/** Product pages carry a strict policy, as large shops do: nothing we show may depend on the page allowing it. */
const STRICT_POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'";
const TYPES: Record<string, string> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  webm: 'video/webm',
};

/** Starts the shop on 127.0.0.1; port 0 takes a free one. Media are made first where they are missing. */
export async function startDemoShop(port = 0, mediaFolder?: string): Promise<DemoShop> {
  const folder = await demoMedia(mediaFolder);
  const known = new Set(mediaNames());
  const requests: DemoRequest[] = [];

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://shop.invalid');
    answerFor(url, folder, known, request.headers.cookie ?? '').then(
      (answer) => requests.push(send(request, response, answer)),
      (error: unknown) => {
        response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end(String(error));
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the demo shop has no port');
  return {
    url: `http://127.0.0.1:${String(address.port)}`,
    port: address.port,
    requests,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => {
          if (error) reject(error);
          else resolve();
        });
      }),
  };
}

async function answerFor(
  url: URL,
  mediaFolder: string,
  known: ReadonlySet<string>,
  cookies: string,
): Promise<Answer | null> {
  const [, first = '', second = '', third = ''] = url.pathname.split('/');
  if (first === 'media') {
    if (!known.has(second)) return null;
    return {
      type: TYPES[second.split('.').pop() ?? ''] ?? 'application/octet-stream',
      body: await readFile(join(mediaFolder, second)),
    };
  }
  if (first === 'shop.css') return { type: 'text/css; charset=utf-8', body: await own('shop.css') };
  if (SCRIPTS.includes(first)) return { type: 'text/javascript; charset=utf-8', body: await own(first) };
  if (first === 'priced') return pricedFor(second, cookies, url.searchParams);
  const page = pageFor(first, second, third, url.searchParams);
  if (page === null) return null;
  return first === 'product' ? { type: HTML, body: page, policy: STRICT_POLICY } : { type: HTML, body: page };
}

function pageFor(first: string, second: string, third: string, query: URLSearchParams): string | null {
  const goods = goodsById(first === 'en' ? third : second);
  switch (first) {
    case '':
      return homePage();
    case 'product':
      return goods === undefined ? null : productPage(goods);
    case 'live':
      return livePageFor(second);
    case 'feed':
      return feedPage();
    case 'fragment':
      return productFragment(second);
    case 'portion':
      return feedPortion(Math.max(0, Number.parseInt(second, 10) || 0));
    case 'embed':
      return second === 'card' ? embeddedCard() : embedPage();
    case 'bench':
      return benchPage();
    case 'hostile': {
      const kind = HOSTILE_KINDS.find((one) => one === second);
      const size = Number.parseInt(query.get('size') ?? '', 10);
      return kind === undefined ? null : hostilePage(kind, Number.isNaN(size) ? undefined : size);
    }
    case 'en':
      if (second === '') return englishHome();
      if (second === 'news') return englishArticle();
      // The lamp's price carries the statutory sentence; every other price is the same for everybody.
      return goods === undefined ? null : englishProduct(goods, goods.id === 'lamp');
    default:
      return null;
  }
}

/** Looks at the flickering price so far; every third one is dearer, whoever looks. */
let flickers = 0;

/** Pages whose price is not the same for every look: by cookie, by lot of its own, or written by script. */
function pricedFor(kind: string, cookies: string, query: URLSearchParams): Answer | null {
  const goods = goodsById('dress');
  if (goods === undefined) return null;
  const cookie = 'returning=1; Path=/priced; SameSite=Lax';
  const at = (price: string): Answer => ({ type: HTML, body: productPage({ ...goods, price }), cookie });
  switch (kind) {
    case 'by-cookie':
      return at(cookies.includes('returning=1') ? '349.00' : '329.00');
    case 'by-turn':
      flickers += 1;
      return at(flickers % 3 === 0 ? '349.00' : '329.00');
    case 'by-script':
      return { type: HTML, body: writtenByScript(productPage(goods)), cookie };
    default: {
      const body = pricedPage(kind, query);
      return body === null ? null : { type: HTML, body };
    }
  }
}

/** The same page, put together in the browser: as the server sends it, it holds no price. */
function writtenByScript(page: string): string {
  const hidden = JSON.stringify(encodeURIComponent(page)).replaceAll('</', '<\\/');
  return `<!doctype html><meta charset="utf-8"><title>商品</title><script>document.addEventListener('DOMContentLoaded',()=>{const made=new DOMParser().parseFromString(decodeURIComponent(${hidden}),'text/html');document.title=made.title;document.head.append(...made.head.children);document.body.append(...made.body.children)})</script>`;
}

function livePageFor(room: string): string | null {
  if (room === 'host') return livePage('demo-1', '数字人直播');
  if (room === 'host-labelled') return livePage('demo-2', '数字人 · AI生成');
  if (room === 'person') return livePage('demo-3', null, 'person.webm');
  if (room === 'loop') return livePage('demo-4', null, 'loop.webm');
  if (room === 'loop-labelled') return livePage('demo-5', '数字人 · AI生成', 'loop.webm', true);
  // Another host's film without its leave: the browser shows it and lets nobody read it.
  if (room === 'foreign')
    return livePage('demo-6', '数字人直播').replace(
      '</body>',
      "<script>document.querySelector('video').src = `//localhost:${location.port}/media/loop.webm`</script></body>",
    );
  return null;
}

function own(name: string): Promise<string> {
  return readFile(new URL(name, import.meta.url), 'utf8');
}

function send(request: IncomingMessage, response: ServerResponse, answer: Answer | null): DemoRequest {
  const path = request.url ?? '/';
  const range = request.headers.range ?? null;
  if (answer === null) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('没有这一页');
    return { path, bytes: 0, range };
  }
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
  const isMedia = !answer.type.startsWith('text/');
  const headers: Record<string, string> = {
    'content-type': answer.type,
    'cache-control': isMedia ? 'public, max-age=3600' : 'no-store',
    'accept-ranges': 'bytes',
    ...(answer.cookie === undefined ? {} : { 'set-cookie': answer.cookie }),
    ...(answer.policy === undefined ? {} : { 'content-security-policy': answer.policy }),
  };
  const asked = range === null ? null : rangeOf(range, body.length);
  if (asked === 'outside') {
    response.writeHead(416, { ...headers, 'content-range': `bytes */${String(body.length)}` }).end();
    return { path, bytes: 0, range };
  }
  const part = asked === null ? body : body.subarray(asked.from, asked.to + 1);
  if (asked !== null)
    headers['content-range'] = `bytes ${String(asked.from)}-${String(asked.to)}/${String(body.length)}`;
  headers['content-length'] = String(part.length);
  response.writeHead(asked === null ? 200 : 206, headers);
  const isHead = request.method === 'HEAD';
  response.end(isHead ? undefined : part);
  return { path, bytes: isHead ? 0 : part.length, range };
}

/** One range of RFC 9110 §14.1.2; a form we do not know is ignored, which the RFC allows. */
function rangeOf(header: string, size: number): { from: number; to: number } | 'outside' | null {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim());
  const [, first = '', last = ''] = found ?? [];
  if (found === null || (first === '' && last === '')) return null;
  if (first === '') return { from: Math.max(0, size - Number(last)), to: size - 1 };
  const from = Number(first);
  if (from >= size) return 'outside';
  return { from, to: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}

import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMedium, type ReadThroughPage } from '../../../components/visits/medium-source';

const body = Uint8Array.from({ length: 300_000 }, (_, n) => n % 251);
const film = Uint8Array.from(body);
film.set([0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70], 0);

let server: Server;
let base = '';
const sent: { path: string; range: string | undefined; cookie: string | undefined }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const { range, cookie } = request.headers;
    const path = request.url ?? '';
    sent.push({ path, range, cookie });
    if (path === '/missing') {
      response.writeHead(404).end();
      return;
    }
    const bytes = path === '/film' ? film : body;
    const asked = /bytes=(\d+)-(\d+)/.exec(range ?? '');
    if (path === '/stubborn' || !asked) {
      response.writeHead(200, { 'content-length': String(bytes.length) }).end(bytes);
      return;
    }
    const from = Number(asked[1]);
    const to = Math.min(Number(asked[2]), bytes.length - 1);
    response
      .writeHead(206, { 'content-range': `bytes ${String(from)}-${String(to)}/${String(bytes.length)}` })
      .end(bytes.subarray(from, to + 1));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address && typeof address === 'object') base = `http://127.0.0.1:${String(address.port)}`;
});

afterAll(() => {
  server.close();
});

const nothingThroughPage: ReadThroughPage = () => Promise.resolve(null);
const signal = new AbortController().signal;

async function opened(url: string, through: ReadThroughPage = nothingThroughPage) {
  const answer = await openMedium(url, through, signal);
  if (!answer.ok) throw new Error(answer.code);
  return answer;
}

describe('getting the bytes of a medium', () => {
  it('asks for the first part only, without cookies, and for more as it is needed', async () => {
    sent.length = 0;
    const { source, close } = await opened(`${base}/picture`);
    expect([...(await source.read(0, 10))]).toEqual([...body.subarray(0, 10)]);
    expect(sent).toEqual([{ path: '/picture', range: 'bytes=0-16383', cookie: undefined }]);
    expect([...(await source.read(20_000, 4))]).toEqual([...body.subarray(20_000, 20_004)]);
    expect(source.size).toBe(300_000);
    expect(source.bytesRead).toBeLessThan(70_000);
    await close();
  });

  it('reads a server that ignores ranges as far as it must', async () => {
    const { source, close } = await opened(`${base}/stubborn`);
    expect([...(await source.read(299_990, 100))]).toEqual([...body.subarray(299_990)]);
    expect(source.size).toBe(300_000);
    await close();
  });

  it('jumps in a film instead of reading everything before', async () => {
    sent.length = 0;
    const { source } = await opened(`${base}/film`);
    expect(source.seekable).toBe(true);
    expect([...(await source.read(280_000, 8))]).toEqual([...film.subarray(280_000, 280_008)]);
    expect(source.bytesRead).toBeLessThan(60_000);
    expect(await source.read(400_000, 8)).toHaveLength(0);
  });

  it('asks nobody when the page can answer', async () => {
    sent.length = 0;
    const through: ReadThroughPage = (_url, offset, length) =>
      Promise.resolve({ bytes: body.subarray(offset, offset + length), size: body.length });
    const { source, networkBytes } = await opened(`${base}/picture`, through);
    expect([...(await source.read(100_000, 3))]).toEqual([...body.subarray(100_000, 100_003)]);
    expect(networkBytes()).toBe(0);
    expect(sent).toEqual([]);
  });

  it.each([
    ['data:image/png;base64,iVBORw0KGgo=', 8],
    ['data:text/plain,%E4%BD%A0', 3],
  ])('decodes %s', async (url, length) => {
    const { source } = await opened(url);
    expect(await source.read(0, 99)).toHaveLength(length);
  });

  it.each([
    ['data:image/png;base64,@@@', 'data-address-malformed'],
    ['data:nothing', 'data-address-malformed'],
    ['blob:https://shop.example/1', 'scheme-not-read'],
    ['file:///etc/passwd', 'scheme-not-read'],
    ['javascript:alert(1)', 'scheme-not-read'],
  ])('names why %s is not read', async (url, code) => {
    expect(await openMedium(url, nothingThroughPage, signal)).toEqual({ ok: false, code });
  });

  it('names a missing file and an unreachable host', async () => {
    expect(await openMedium(`${base}/missing`, nothingThroughPage, signal)).toEqual({
      ok: false,
      code: 'http-404',
    });
    expect(await openMedium('http://127.0.0.1:9/x', nothingThroughPage, signal)).toEqual({
      ok: false,
      code: 'blocked-or-offline',
    });
  });
});

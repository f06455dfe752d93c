import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXPECTED_PAGES, MEDIA_TRUTH } from '../../demo/expected';
import { GOODS } from '../../demo/goods';
import { demoMedia, mediaNames } from '../../demo/media';
import { startDemoShop, type DemoShop } from '../../demo/server';
import { productPicture } from '../../make/pictures';

let shop: DemoShop;
let folder: string;

beforeAll(async () => {
  folder = await demoMedia();
  shop = await startDemoShop();
}, 120_000);

afterAll(() => shop.close());

function page(path: string): Promise<string> {
  return fetch(shop.url + path).then((answer) => answer.text());
}

/** Words that a mark leaves in the file, read without any parser of ours. */
const TRACES: Record<string, RegExp> = {
  'xmp-tc260': /TC260:AIGC/,
  'iptc-dst': /DigitalSourceType/,
  'png-text-aigc': /tEXtAIGC\0/,
  'exif-usercomment-parameters': /UNICODE\0(\0.){20}/,
  'exif-usercomment-aigc': /\{"AIGC":\{/,
  'matroska-simpletag-aigc': /\x45\xa3\x01\0{6}\x04AIGC/,
  c2pa: /jumdc2pa/,
};

describe('the demo shop', () => {
  it('serves every page that has an expectation', async () => {
    for (const { path } of EXPECTED_PAGES) {
      const small = path.startsWith('/hostile/') ? `${path}?size=1000` : path;
      const answer = await fetch(shop.url + small);
      expect([path, answer.status]).toEqual([path, 200]);
    }
    expect((await fetch(`${shop.url}/nothing/here`)).status).toBe(404);
    expect((await fetch(`${shop.url}/media/..%2Fserver.ts`)).status).toBe(404);
  });

  it('asks for nothing outside itself', async () => {
    for (const path of [
      '/',
      '/product/vase',
      '/live/host',
      '/feed',
      '/embed',
      '/en/',
      '/en/product/lamp',
      '/shop.css',
    ]) {
      const addresses = (await page(path)).match(/https?:\/\/[^"'\s<)]+/g) ?? [];
      expect(addresses.filter((address) => !address.startsWith('https://schema.org'))).toEqual([]);
    }
  });

  it('has every picture its pages name', async () => {
    const known = new Set(mediaNames());
    for (const goods of GOODS) {
      const named = [...(await page(`/product/${goods.id}`)).matchAll(/src="\/media\/([^"]+)"/g)].map(
        (found) => found[1],
      );
      expect(named.length).toBeGreaterThan(4);
      expect(named.filter((name) => name === undefined || !known.has(name))).toEqual([]);
    }
  });

  it('answers ranges, and remembers what was asked', async () => {
    const whole = new Uint8Array(await (await fetch(`${shop.url}/media/teapot.jpg`)).arrayBuffer());
    const part = await fetch(`${shop.url}/media/teapot.jpg`, { headers: { range: 'bytes=10-29' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 10-29/${String(whole.length)}`);
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(whole.slice(10, 30));
    const tail = await fetch(`${shop.url}/media/teapot.jpg`, { headers: { range: 'bytes=-5' } });
    expect(new Uint8Array(await tail.arrayBuffer())).toEqual(whole.slice(-5));
    expect(
      (await fetch(`${shop.url}/media/teapot.jpg`, { headers: { range: 'bytes=99999999-' } })).status,
    ).toBe(416);
    expect(shop.requests.find((request) => request.range === 'bytes=10-29')).toEqual({
      path: '/media/teapot.jpg',
      bytes: 20,
      range: 'bytes=10-29',
    });
  });
});

describe("the shop's media", () => {
  it('carry the marks that are stated, and decode', async () => {
    for (const [name, truth] of Object.entries(MEDIA_TRUTH)) {
      const bytes = await readFile(join(folder, name));
      const text = bytes.toString('latin1');
      for (const mechanism of truth.mechanisms)
        expect([name, mechanism, TRACES[mechanism]?.test(text)]).toEqual([name, mechanism, true]);
      if (!name.endsWith('.webm')) expect((await sharp(bytes).metadata()).width).toBeGreaterThan(600);
    }
  });

  it('carry nothing else where nothing is stated', async () => {
    const plain = mediaNames().filter((name) => (MEDIA_TRUTH[name]?.mechanisms.length ?? 0) === 0);
    expect(plain.length).toBeGreaterThan(15);
    for (const name of plain) {
      const text = (await readFile(join(folder, name))).toString('latin1');
      const found = Object.entries(TRACES).filter(([, trace]) => trace.test(text));
      expect([name, found]).toEqual([name, []]);
    }
  });

  it('are drawn the same each time', async () => {
    expect(await productPicture('cup', 'jpeg', 200)).toEqual(await productPicture('cup', 'jpeg', 200));
  });
});

describe('the expectations', () => {
  it('never ask for a finding on a subject that must stay quiet, or by a rule that may not speak', () => {
    for (const { path, find, quiet, neverRules } of EXPECTED_PAGES)
      for (const { subject, rule } of find)
        expect([path, subject, quiet.includes(subject), neverRules.includes(rule)]).toEqual([
          path,
          subject,
          false,
          false,
        ]);
  });
});

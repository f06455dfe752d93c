import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostMatches, matchShop, readAddress } from '../../../components/shops/address';
import { loadShops } from '../../../components/shops/load';

const shops = await loadShops(fileURLToPath(new URL('../../..', import.meta.url)));

function read(address: string): string {
  const url = new URL(address);
  const shop = matchShop(shops, url);
  if (!shop) return 'no shop';
  const { kind, id } = readAddress(shop, url);
  return `${shop.id} ${kind} ${id ?? '-'}`;
}

describe('addresses of shops', () => {
  it.each([
    ['https://item.taobao.com/item.htm?spm=a1.b2&id=562283240178', 'taobao product 562283240178'],
    ['https://detail.tmall.com/item.htm?id=12345&skuId=9', 'taobao product 12345'],
    ['https://tbzb.taobao.com/live?liveId=4455667788', 'taobao live 4455667788'],
    ['https://s.taobao.com/search?q=ipad', 'taobao list -'],
    ['https://item.jd.com/100012043978.html', 'jd product 100012043978'],
    ['https://item.m.jd.com/product/100012043978.html?sid=1', 'jd product 100012043978'],
    ['https://lives.jd.com/#/12345678?origin=5', 'jd live 12345678'],
    ['https://lives.jd.com/#/12345678/live', 'jd live 12345678'],
    ['https://mobile.yangkeduo.com/goods2.html?goods_id=4422&x=1', 'pinduoduo product 4422'],
    ['https://detail.1688.com/offer/600123.html?spm=1', '1688 product 600123'],
    ['https://live.douyin.com/802939216127', 'douyin live 802939216127'],
    ['https://live.kuaishou.com/u/3xabc_d', 'kuaishou live 3xabc_d'],
    ['https://www.xiaohongshu.com/livestream/570123456789', 'xiaohongshu live 570123456789'],
    ['https://www.amazon.de/Some-Name/dp/B006V2OP48/ref=sr_1_1?x=1', 'amazon product B006V2OP48'],
    ['https://www.amazon.co.uk/gp/product/B004SNMXRS', 'amazon product B004SNMXRS'],
    ['https://www.ebay.co.uk/itm/143863282131', 'ebay product 143863282131'],
    ['https://www.walmart.com/ip/Great-Value-Milk/10450114', 'walmart product 10450114'],
    ['https://www.ikea.com/gb/en/p/fjantig-hook-black-60347102/', 'ikea product 60347102'],
    ['https://www.ikea.com/gb/en/p/vallentuna-sofa-s99277508/', 'ikea product 99277508'],
    ['https://www.zara.com/ie/en/some-top-p07901312.html?v1=1', 'zara product 07901312'],
    ['https://www.tiktok.com/@some.shop/live', 'tiktok live some.shop'],
    ['https://www.jd.com.evil.example/1.html', 'no shop'],
    ['https://item.jd.com/abc.html', 'jd other -'],
  ])('%s', (address, wanted) => {
    expect(read(address)).toBe(wanted);
  });

  it('matches a host and what is below it, never what merely ends alike', () => {
    expect(hostMatches('*.jd.com', 'jd.com')).toBe(true);
    expect(hostMatches('*.jd.com', 'item.jd.com')).toBe(true);
    expect(hostMatches('*.jd.com', 'notjd.com')).toBe(false);
  });

  it('gives every price selector a date when it was seen', () => {
    for (const shop of shops)
      for (const price of shop.product?.prices ?? [])
        expect(price.seen, `${shop.id} ${price.selector}`).toBeTruthy();
  });

  it('never throws on any address of a shop', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...shops),
        fc.webPath(),
        fc.webQueryParameters(),
        fc.webFragments(),
        (shop, path, query, fragment) => {
          const host = shop.pageHosts[0]?.replace('*.', 'www.') ?? 'example.org';
          const reading = readAddress(shop, new URL(`https://${host}${path}?${query}#${fragment}`));
          if (reading.id !== null) expect(reading.id.length).toBeLessThanOrEqual(80);
        },
      ),
      { numRuns: Number(process.env.MINGBIAO_FUZZ_RUNS ?? 200) },
    );
  });
});

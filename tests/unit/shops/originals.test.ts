import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { originalOf } from '../../../components/shops/originals';

describe('the stored picture behind a thumbnail', () => {
  it.each([
    [
      'https://img.alicdn.com/imgextra/i1/O1CN01_!!0-item.jpg_400x400q90.jpg_.webp',
      'https://img.alicdn.com/imgextra/i1/O1CN01_!!0-item.jpg',
    ],
    [
      'https://gw.alicdn.com/tps/TB1-tps-200-300.png_Q90.jpg_.webp',
      'https://gw.alicdn.com/tps/TB1-tps-200-300.png',
    ],
    [
      'https://img10.360buyimg.com/n1/s450x450_jfs/t1/2/abc.jpg!q70.jpg.dpg',
      'https://img10.360buyimg.com/n0/jfs/t1/2/abc.jpg',
    ],
    [
      'https://img10.360buyimg.com/n5/jfs/t1/2/abc.jpg.avif',
      'https://img10.360buyimg.com/n0/jfs/t1/2/abc.jpg',
    ],
    [
      'https://m.media-amazon.com/images/I/71abc._AC_SX679_.jpg',
      'https://m.media-amazon.com/images/I/71abc.jpg',
    ],
    [
      'https://cdn.shopify.com/s/files/1/p/x_800x.jpg?v=12&width=800',
      'https://cdn.shopify.com/s/files/1/p/x.jpg?v=12',
    ],
    ['https://shop.example/cdn/shop/files/y_grande.png?v=3', 'https://shop.example/cdn/shop/files/y.png?v=3'],
    [
      'https://res.cloudinary.com/a/image/upload/w_400,q_auto,f_auto/v1/x.jpg',
      'https://res.cloudinary.com/a/image/upload/v1/x.jpg',
    ],
    ['https://i.ebayimg.com/images/g/abc/s-l300.jpg', 'https://i.ebayimg.com/images/g/abc/s-l1600.jpg'],
    [
      'https://thumbnail.image.rakuten.co.jp/@0/x.jpg?_ex=128x128',
      'https://thumbnail.image.rakuten.co.jp/@0/x.jpg',
    ],
    [
      'https://b.oss-cn-hangzhou.aliyuncs.com/x.jpg?x-oss-process=image/resize,w_100',
      'https://b.oss-cn-hangzhou.aliyuncs.com/x.jpg',
    ],
    [
      'https://b.cos.ap-beijing.myqcloud.com/x.png?imageMogr2/thumbnail/200x',
      'https://b.cos.ap-beijing.myqcloud.com/x.png',
    ],
  ])('%s', (shown, stored) => {
    expect(originalOf(shown)).toBe(stored);
    expect(originalOf(stored)).toBeNull();
  });

  it.each([
    'https://example.org/a.jpg?w=300',
    'data:image/png;base64,AAAA',
    'not an address',
    'blob:https://x.y/1',
  ])('has none for %s', (address) => {
    expect(originalOf(address)).toBeNull();
  });

  it('never throws, and once found is final', () => {
    const hosts = fc.constantFrom(
      'img.alicdn.com',
      'img10.360buyimg.com',
      'm.media-amazon.com',
      'cdn.shopify.com',
      'res.cloudinary.com',
      'i.ebayimg.com',
      'x.example',
    );
    fc.assert(
      fc.property(hosts, fc.webPath(), fc.webQueryParameters(), (host, path, query) => {
        const found = originalOf(`https://${host}${path}?${query}`);
        if (found !== null) expect(URL.canParse(found)).toBe(true);
      }),
      { numRuns: Number(process.env.MINGBIAO_FUZZ_RUNS ?? 300) },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void originalOf(text)),
      { numRuns: 200 },
    );
  });
});

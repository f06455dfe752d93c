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
    [
      'https://down-tw.img.susercontent.com/file/tw-11134207-820l7-mpif4o4ky9e4d0@resize_w164_nl.webp',
      'https://down-tw.img.susercontent.com/file/tw-11134207-820l7-mpif4o4ky9e4d0',
    ],
    ['https://cf.shopee.com.br/file/0123abcd_tn', 'https://cf.shopee.com.br/file/0123abcd'],
    [
      'https://img.ltwebstatic.com/images3_pi/2023/05/12/1683abc_thumbnail_600x.webp',
      'https://img.ltwebstatic.com/images3_pi/2023/05/12/1683abc.webp',
    ],
    [
      'https://img.ltwebstatic.com/images3_pi/2019/10/23/1571abc_thumbnail_405x552.webp',
      'https://img.ltwebstatic.com/images3_pi/2019/10/23/1571abc.webp',
    ],
    [
      'https://vn-test-11.slatic.net/p/0123abcd.jpg_80x80q80.jpg_.webp',
      'https://vn-test-11.slatic.net/p/0123abcd.jpg',
    ],
    [
      'https://thumbnail9.coupangcdn.com/thumbnails/remote/492x492ex/image/retail/images/1-a.jpg',
      'https://image.coupangcdn.com/image/retail/images/1-a.jpg',
    ],
    [
      'https://i5.walmartimages.com/asr/1.2.jpeg?odnHeight=612&odnWidth=612&odnBg=FFFFFF',
      'https://i5.walmartimages.com/asr/1.2.jpeg',
    ],
    [
      'https://img.kwcdn.com/product/fancy/1.jpg?imageMogr2/auto-orient%7CimageView2/2/w/800/q/70/format/webp',
      'https://img.kwcdn.com/product/fancy/1.jpg',
    ],
    [
      'http://sns-webpic-qc.xhscdn.com/202611011200/0123456789abcdef0123456789abcdef/1040g2sg314abcdefghij5p9j9o7aj4jb75xyz70!nd_dft_wlteh_webp_3',
      'http://sns-img-bd.xhscdn.com/1040g2sg314abcdefghij5p9j9o7aj4jb75xyz70',
    ],
    [
      'https://sns-webpic-qc.xhscdn.com/202611011200/0123456789abcdef0123456789abcdef/notes_pre_post/1040g3k031abcdefghij05nej9c508rn0e3xyz2o!nd_prv_wlteh_jpg_3',
      'https://sns-img-bd.xhscdn.com/notes_pre_post/1040g3k031abcdefghij05nej9c508rn0e3xyz2o',
    ],
    [
      'https://sns-img-hw.xhscdn.com/spectrum/1040g0k02abcdefghij005o4mfhsg9e1utxyz0o?imageView2/2/w/540/format/webp|imageMogr2/strip',
      'https://sns-img-hw.xhscdn.com/spectrum/1040g0k02abcdefghij005o4mfhsg9e1utxyz0o',
    ],
    [
      'https://p26-item.ecombdimg.com/img/ecom-shop-material/v1_Ab_7117_fe71_sx_205628_www1022-1022~tplv-5mmsx3fupr-resize:1080:1080.jpeg',
      'https://p3-aio.ecombdimg.com/obj/ecom-shop-material/v1_Ab_7117_fe71_sx_205628_www1022-1022',
    ],
    [
      'https://p16-oec-va.ibyteimg.com/tos-maliva-i-o3syd03w52-us/f7d22e50~tplv-o3syd03w52-resize-jpeg:200:200.image?from=1',
      'https://p16-oec-va.ibyteimg.com/tos-maliva-i-o3syd03w52-us/f7d22e50~tplv-o3syd03w52-origin-jpeg.jpeg',
    ],
    [
      'https://js2.a.yximgs.com/uhead/AB/2026/05/x_s.jpg@base@tag=imgScale&r=0&q=85&w=200&h=200&rotate',
      'https://js2.a.yximgs.com/uhead/AB/2026/05/x_s.jpg',
    ],
    ['https://img01.ztat.net/article/a/b.jpg?imwidth=300', 'https://img01.ztat.net/article/a/b.jpg'],
    // Suffixes on suffixes.
    ['https://img.alicdn.com/a/b.png_q50.jpg_.webp', 'https://img.alicdn.com/a/b.png'],
    ['https://ae01.alicdn.com/kf/S1.jpg_640x640Q90.jpg_.avif', 'https://ae01.alicdn.com/kf/S1.jpg'],
    [
      'https://m.360buyimg.com/mobilecms/s750x750_jfs/t1/9/x.jpg!q70.dpg.webp',
      'https://m.360buyimg.com/mobilecms/jfs/t1/9/x.jpg',
    ],
    ['https://img14.360buyimg.com/n7/jfs/t1/x.png.dpg.webp', 'https://img14.360buyimg.com/n0/jfs/t1/x.png'],
    [
      'https://m.media-amazon.com/images/I/71a._SL1500_._AC_UL320_.jpg',
      'https://m.media-amazon.com/images/I/71a.jpg',
    ],
    ['https://img.pddpic.com/mms/x.jpeg?imageView2/2/w/1300/q/80', 'https://img.pddpic.com/mms/x.jpeg'],
    [
      'https://qimg.xiaohongshu.com/arkgoods/x?imageView2/1/w/320/format/jpg',
      'https://qimg.xiaohongshu.com/arkgoods/x',
    ],
    [
      'https://res.cloudinary.com/a/image/upload/c_fill,g_auto,h_250/e_sharpen/f_auto/p/x.jpg',
      'https://res.cloudinary.com/a/image/upload/e_sharpen/f_auto/p/x.jpg',
    ],
    [
      'https://res.cloudinary.com/a/image/upload/t_card/e_sharpen/v17/p/x.jpg',
      'https://res.cloudinary.com/a/image/upload/v17/p/x.jpg',
    ],
    ['https://brand.imgix.net/x.jpg?w=400&auto=format', 'https://brand.imgix.net/x.jpg'],
    ['https://shop.example/media/x.jpg?imwidth=640&v=2', 'https://shop.example/media/x.jpg?v=2'],
    [
      'https://shop.example/wp-content/uploads/2026/01/lamp-300x200.jpg',
      'https://shop.example/wp-content/uploads/2026/01/lamp.jpg',
    ],
    [
      'https://i.etsystatic.com/1/r/il/a/2/il_570xN.33_ab.jpg',
      'https://i.etsystatic.com/1/r/il/a/2/il_fullxfull.33_ab.jpg',
    ],
    ['https://shop.example/_next/image?url=%2Fmedia%2Fx.jpg&w=640&q=75', 'https://shop.example/media/x.jpg'],
    [
      'https://shop.example/cdn-cgi/image/width=400,quality=80/media/x.jpg',
      'https://shop.example/media/x.jpg',
    ],
  ])('%s', (shown, stored) => {
    expect(originalOf(shown)).toBe(stored);
    expect(originalOf(stored)).toBeNull();
  });

  it.each([
    // What only looks like a size or a transformation, and what a signature covers.
    'https://res.cloudinary.com/a/image/upload/my_folder/p_photos/x.jpg',
    'https://res.cloudinary.com/a/image/upload/s--Ab1--/w_400/v1/x.jpg',
    'https://brand.imgix.net/x.jpg?w=400&s=0123456789abcdef',
    'https://shop.example/wp-content/uploads/poster-50x70.jpg',
    'https://shop.example/media/rug-160x230.jpg',
    'https://p3-item.ecombdimg.com/img/x~tplv-5mmsx3fupr-resize:800:800.webp?x-signature=a',
    'https://sns-webpic-qc.xhscdn.com/202611/0f/1040g!nd_dft_wlteh_webp_3',
    'https://sns-avatar-qc.xhscdn.com/avatar/1040g2jo31aveleki7g6g5pm00.jpg',
    'https://p16-oec-va.ibyteimg.com/tos-x/f7d22e50~tplv-o3syd03w52-crop.webp?x-expires=1&x-signature=a',
    'https://p3-item.ecombdimg.com/img/other-bucket/a~tplv-5mmsx3fupr-resize:80:80.jpeg',
    'https://shop.example/_next/image?url=https%3A%2F%2Felsewhere.example%2Fx.jpg&w=64',
    'https://shop.example/_next/image?url=%2F%2Felsewhere.example%2Fx.jpg&w=64',
    'https://shop.example/cdn-cgi/image/width=400/https://elsewhere.example/x.jpg',
    'https://m.media-amazon.com/images/I/71abc.jpg',
    'https://example.org/a.jpg?w=300',
    'data:image/png;base64,AAAA',
    'not an address',
    'blob:https://x.y/1',
  ])('has none for %s', (address) => {
    expect(originalOf(address)).toBeNull();
  });

  it('leaves the name of a picture alone where its size stands in the query', () => {
    expect(originalOf('https://shop.example/cdn/shop/files/rug_160x230.jpg?width=800&v=1')).toBe(
      'https://shop.example/cdn/shop/files/rug_160x230.jpg?v=1',
    );
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

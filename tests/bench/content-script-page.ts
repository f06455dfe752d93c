/** A product page of a stated size, as shops build them: gallery, price box, details, recommendations, reviews. */
export interface PageSize {
  nodes: number;
  images: number;
}

const WORDS =
  '轻薄 保暖 羽绒服 女款 冬季 中长款 连帽 显瘦 通勤 加厚 面料 聚酯纤维 尺码 推荐 颜色 米白 雾蓝 售后 七天 无理由 退换 发货 仓库 现货'.split(
    ' ',
  );
const words = (seed: number, count: number): string =>
  Array.from({ length: count }, (_, i) => WORDS[(seed * 7 + i * 3) % WORDS.length]).join('');

/** The same page each time for the same size. Nodes are counted as a walk over all kinds of node counts them. */
export function productPage({ nodes, images }: PageSize): string {
  const gallery = Array.from(
    { length: 8 },
    (_, i) =>
      `<li class="slide"><img src="https://img.shop.test/main-${String(i)}.png" width="400" height="400" alt="主图"></li>`,
  ).join('');
  const details = Array.from(
    { length: 32 },
    (_, i) =>
      `<p><img src="https://img.shop.test/detail-${String(i)}.png" width="600" height="300" alt=""></p>`,
  ).join('');
  const card = (i: number): string =>
    `<li class="goods-card"><a href="/item/${String(i)}.html"><img src="https://img.shop.test/card-${String(i)}.png" width="180" height="180" alt="${words(i, 4)}"><span class="name">${words(i, 6)}</span><em class="price">¥${String(99 + i)}.00</em>${i % 10 === 0 ? '<i class="tag">券后价</i>' : ''}</a></li>`;
  const cards = Array.from({ length: Math.max(0, images - 40) }, (_, i) => card(i)).join('');
  const head = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>羽绒服 - 商店</title>
<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@type': 'Product', name: '羽绒服', sku: '100', offers: { '@type': 'Offer', price: '399.00', priceCurrency: 'CNY', availability: 'https://schema.org/InStock' } })}</script>
<style>body{margin:0;font:14px sans-serif}.gallery{position:relative;width:400px;height:400px;overflow:hidden}.gallery ul,.grid{list-style:none;margin:0;padding:0}.mark{position:absolute;right:8px;bottom:8px}.grid{display:flex;flex-wrap:wrap}.goods-card{width:200px}</style></head>`;
  const body = `<body><nav class="navbar"><a href="/">首页</a><a href="/ai">AI生成工具</a></nav><main><div class="gallery"><ul>${gallery}</ul><span class="mark">图片由AI生成</span></div>
<div class="buy"><h1 class="product-title">轻薄羽绒服</h1><div class="price"><span>¥</span><b>399.00</b> <del>¥599.00</del> <i>新人专享价</i></div><button>加入购物车</button></div>
<section class="detail">${details}</section><ul class="grid recommend">${cards}</ul><section class="reviews">FILL</section></main><footer class="footer">内容由AI生成，仅供参考</footer></body></html>`;
  const whole = head + body;
  const countOf = (html: string): number => (html.match(/<[a-z]|>[^<]/g) ?? []).length;
  const each = 6;
  const missing = Math.max(0, nodes - countOf(whole) - 2);
  const fill = Array.from(
    { length: Math.floor(missing / each) },
    (_, i) => `<div class="review"><p>${words(i, 8)}</p><b>${words(i + 3, 2)}</b></div>`,
  ).join('');
  return whole.replace('FILL', fill);
}

/**
 * The big product page that benches and load tests measure on: 5,000 elements and 200 pictures by default,
 * shaped like a real shop page (gallery, price block, specification table, reviews, recommendations, footer)
 * rather than like a flat list. Same options, same string, byte for byte.
 */

export interface BenchPageOptions {
  /** Elements inside `<body>`, counted exactly; at least 600. */
  readonly nodes?: number;
  /** `<img>` elements among them; at least 8. */
  readonly images?: number;
  /** Address of picture number n. The default is a `data:` address of a small SVG, so no server is needed. */
  readonly imageUrl?: (n: number) => string;
}

/** Default size of the page that the speed goals are stated for. */
export const BENCH_PAGE = { nodes: 5_000, images: 200 } as const;

const WORDS = [
  '亚麻',
  '粗陶',
  '暖光',
  '轻量',
  '便携',
  '手作',
  '日常',
  '复古',
  '原木',
  '双层',
  '防泼水',
  '可水洗',
];
const THINGS = [
  '茶壶',
  '连衣裙',
  '台灯',
  '跑鞋',
  '保温杯',
  '耳机',
  '抱枕',
  '双肩包',
  '茶叶罐',
  '咖啡杯',
  '置物架',
  '围巾',
];

/** The page as one HTML string with exactly `nodes` elements in the body and `images` pictures among them. */
export function benchPage(options: BenchPageOptions = {}): string {
  const nodes = Math.max(600, options.nodes ?? BENCH_PAGE.nodes);
  const images = Math.max(8, options.images ?? BENCH_PAGE.images);
  const imageUrl = options.imageUrl ?? placeholder;

  const page = new Body();
  let picture = 0;
  const nextImage = (size: number): void => {
    if (picture >= images) return;
    const n = picture++;
    page.leaf('img', '', ` src="${imageUrl(n)}" width="${size}" height="${size}" alt="${nameOf(n)}"`);
  };

  page.open('header', ' class="top"');
  page.open('nav');
  for (const entry of ['首页', '新品', '家居', '服饰', '数码', '客服']) page.leaf('a', entry, ' href="#"');
  page.close('nav');
  page.close('header');

  page.open('main', ' class="product"');
  page.open('div', ' class="gallery"');
  for (let n = 0; n < 6; n++) nextImage(n === 0 ? 640 : 96);
  page.close('div');
  page.open('div', ' class="buy"');
  page.leaf('h1', nameOf(0));
  page.leaf('p', '手工拉坯，一窑一色，容量约 600 ml。', ' class="lede"');
  page.leaf('span', '券后', ' class="price-note"');
  page.leaf('strong', '¥168.00', ' class="price"');
  page.leaf('del', '¥228.00', ' class="list-price"');
  page.leaf('button', '加入购物车');
  page.close('div');
  page.close('main');

  // Cards carry what is left of the pictures; each card is six elements and one picture.
  page.open('section', ' class="cards"');
  for (let card = 1; picture < images && page.count + 12 < nodes; card++) {
    page.open('article', ' class="card"');
    page.open('a', ` href="#item-${card}"`);
    nextImage(220);
    page.close('a');
    page.leaf('h3', nameOf(card));
    page.open('p');
    page.leaf('b', priceOf(card), ' class="price"');
    page.leaf('small', card % 5 === 0 ? '新人专享' : '包邮');
    page.close('p');
    page.close('article');
  }
  page.close('section');

  // Specification rows and reviews fill the page up to the asked number, as they do on real pages.
  page.open('section', ' class="reviews"');
  for (let row = 0; page.count + 8 < nodes; row++) {
    page.open('div', ' class="review"');
    page.leaf('span', `顾客 ${String(1000 + (row % 977))}`, ' class="who"');
    page.open('p');
    page.leaf('em', WORDS[row % WORDS.length] ?? '');
    page.leaf(
      'span',
      row % 41 === 0
        ? '客服说详情页的示意图是 AI 做的，实物更好看。'
        : '收到了，和想的一样，做工细，包装也用心。',
    );
    page.close('p');
    page.leaf('time', `2026-10-${String(1 + (row % 28)).padStart(2, '0')}`);
    page.close('div');
  }
  page.close('section');
  while (page.count < nodes) page.leaf('i', '');

  return [
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>粗陶茶壶 - 拾光小铺</title>',
    `<script type="application/ld+json">${structuredData()}</script>`,
    '<style>body{font:14px/1.6 sans-serif;margin:0}.cards{display:grid;grid-template-columns:repeat(6,1fr);gap:8px}.card img{width:100%;height:auto}</style>',
    `</head><body>${page.html()}</body></html>`,
  ].join('');
}

function structuredData(): string {
  return JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: nameOf(0),
    sku: 'BENCH-1',
    offers: {
      '@type': 'Offer',
      price: '168.00',
      priceCurrency: 'CNY',
      availability: 'https://schema.org/InStock',
    },
  });
}

function nameOf(n: number): string {
  return `${WORDS[n % WORDS.length] ?? ''}${THINGS[Math.floor(n / WORDS.length) % THINGS.length] ?? ''} ${String(n)}`;
}

function priceOf(n: number): string {
  return `¥${String(19 + ((n * 37) % 480))}.${n % 2 === 0 ? '00' : '90'}`;
}

function placeholder(n: number): string {
  const hue = (n * 47) % 360;
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' width='480' height='480'><rect width='480' height='480' fill='hsl(${String(hue)} 30% 85%)'/><circle cx='240' cy='250' r='130' fill='hsl(${String(hue)} 30% 55%)'/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** Writes elements and counts them, so that the size of the page is a fact and not an estimate. */
class Body {
  readonly #parts: string[] = [];
  count = 0;

  open(tag: string, attributes = ''): void {
    this.#parts.push(`<${tag}${attributes}>`);
    this.count++;
  }

  close(tag: string): void {
    this.#parts.push(`</${tag}>`);
  }

  leaf(tag: string, text: string, attributes = ''): void {
    this.open(tag, attributes);
    if (tag === 'img') return;
    this.#parts.push(text);
    this.close(tag);
  }

  html(): string {
    return this.#parts.join('');
  }
}

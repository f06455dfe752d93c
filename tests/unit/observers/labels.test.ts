// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { watch, type Watched } from './watching';

let open: Watched | null = null;
afterEach(() => open?.stop());
const A = '<img src="https://cdn.test/a.jpg" alt="">';
const B = '<img src="https://cdn.test/b.jpg" alt="">';
async function labelsOf(html: string) {
  open = await watch(html);
  const names = new Map(open.of('medium').map((m) => [m.subject, m.value.url.replace(/^.*\/|\.jpg$/g, '')]));
  return open.of('label').map((l) => ({
    text: l.value.text,
    placement: l.value.placement,
    covers: l.value.covers
      .map((c) => names.get(c) ?? c)
      .sort()
      .join(''),
  }));
}

describe('what a label covers, by structure', () => {
  it.each([
    [
      'a badge on its picture',
      `<div class="pic">${A}<span class="badge">AI生成</span></div><div>${B}</div>`,
      'overlay',
      'a',
    ],
    ['a figure caption', `<figure>${A}<figcaption>图片由AI生成</figcaption></figure>${B}`, 'caption', 'a'],
    [
      'the card of the label only',
      `<ul><li class="card">${A}<p>AI-generated image</p></li><li class="card">${B}<p>Coat</p></li></ul>`,
      'card',
      'a',
    ],
    [
      'every picture of the gallery it stands in',
      `<div class="product-gallery">${A}${B}<p>图片由AI生成，仅供参考</p></div>`,
      'card',
      'ab',
    ],
    [
      'inline neighbours joined',
      `<div class="card">${A}<p><b>AI</b> <span>生成</span></p></div>${B}`,
      'card',
      'a',
    ],
    [
      'the alternative text of a picture',
      `<div>${B}</div><img src="https://cdn.test/a.jpg" alt="AI-generated image">`,
      'alt-text',
      'a',
    ],
    [
      'an icon named for a reader',
      `<div class="card">${A}<i class="tag" aria-label="AI generated"></i></div>${B}`,
      'overlay',
      'a',
    ],
  ])('%s', async (_name, html, placement, covers) => {
    expect((await labelsOf(html)).map(({ placement: p, covers: c }) => [p, c])).toEqual([
      [placement, covers],
    ]);
  });
  it.each([
    ['a footer', `<footer><div>${A}内容由AI生成</div></footer>`],
    ['a navigation menu', `<nav>${A}<a href="/ai">AI生成</a></nav>`],
    ['terms', `<div class="terms">${A}<p>内容由AI生成</p></div>`],
    ['help', `<section id="help-center">${A}<p>AI-generated</p></section>`],
    ['reviews', `<div class="review-list">${A}<p>AI生成</p></div>`],
    ['a product title', `<div>${A}<h1>AI生成</h1></div>`],
    ['a specification table', `<div>${A}<table><tr><td>AI生成</td></tr></table></div>`],
    ['breadcrumbs', `<div>${A}<div class="breadcrumb">AI生成</div></div>`],
    ['the shop’s own generator', `<div class="ai-tools">${A}<p>AI生成</p></div>`],
    ['a hidden element', `<div>${A}<span style="display:none">AI生成</span></div>`],
    ['a script', `<div>${A}<script type="text/plain">AI生成</script></div>`],
    ['a button', `<div>${A}<button>AI生成</button></div>`],
    ['a lone link', `<div>${A}<p><a href="/tool">AI生成</a></p></div>`],
    ['the bare letters in a card', `<div class="card">${A}<p>AI</p></div>`],
    ['AI glasses of synthetic leather', `<div class="card">${A}<p>AI眼镜 合成革</p></div>`],
    ['a viewer’s comment', `<div class="chat-list">${A}<p>AI生成</p></div>`],
  ])('no label in %s', async (_name, html) => {
    expect(await labelsOf(html)).toEqual([]);
  });
  it('a label with no picture of its own stays unplaced', async () => {
    expect(await labelsOf(`<div><div>${A}</div></div><div><p>内容由AI生成</p></div>`)).toEqual([
      { text: '内容由AI生成', placement: 'page', covers: '' },
    ]);
  });
  it('a denial is a claim, not a label', async () => {
    await labelsOf(`<div class="card">${A}<p>未使用<b>AI生成</b></p></div>`);
    expect(open?.of('label')).toEqual([]);
    expect(open?.of('claim').map((c) => c.value.claim)).toEqual(['not-ai']);
  });
  it('the search says what was not looked at', async () => {
    await labelsOf(A);
    expect(open?.of('label-search').at(-1)?.value).toEqual({
      looked: ['page-text', 'alt-text'],
      notLooked: ['pixels'],
      complete: true,
      found: 0,
    });
  });
});

describe('price wording and where it stands', () => {
  const SENTENCE = 'THIS PRICE WAS SET BY AN ALGORITHM USING YOUR PERSONAL DATA';
  it.each([
    ['beside a price', `<div class="buy"><b>$19.99</b><p>${SENTENCE}</p></div>`, [true]],
    [
      'split over elements',
      `<div class="buy"><b>$19.99</b><p>THIS PRICE WAS <b>SET BY AN ALGORITHM</b> <span>USING YOUR PERSONAL&nbsp;DATA</span></p></div>`,
      [true],
    ],
    ['in a policy', `<div class="privacy-policy"><p>$5 ${SENTENCE}</p></div>`, [false]],
    ['in an article', `<div class="blog"><p>${SENTENCE}</p><p>$19</p></div>`, [false]],
    ['quoted', `<div><p>The law asks for “${SENTENCE}” beside $1</p></div>`, [false]],
    [
      'in long prose',
      `<div><p>${'Stores in the state have a new duty since last year. '.repeat(6)} ${SENTENCE}</p><b>$4</b></div>`,
      [false],
    ],
    ['not displayed', `<div><b>$19.99</b><p style="display:none">${SENTENCE}</p></div>`, []],
    [
      'in an article without a class',
      `<article><h1>A new duty</h1><p>Shops now write ${SENTENCE}.</p><p>A coffee downstairs is $4.50 for everybody who comes, whoever they are and whatever they have bought before.</p></article>`,
      [false],
    ],
    [
      "in a law firm's alert",
      `<section><h2>Pricing</h2><p>${SENTENCE}</p><p>Penalties reach $1,000 for each violation after notice and a period in which the seller may put it right.</p></section>`,
      [false],
    ],
    [
      'on a page that says it is an article',
      `<meta property="og:type" content="article"><div><b>$19.99</b><p>${SENTENCE}</p></div>`,
      [false],
    ],
    ['in a help page', `<div class="help-center"><b>$5</b><p>${SENTENCE}</p></div>`, [false]],
    ['in terms', `<div id="terms"><b>$5</b><p>${SENTENCE}</p></div>`, [false]],
    ['in a footer', `<footer><b>$5</b><p>${SENTENCE}</p></footer>`, [false]],
    ['in a review', `<div class="reviews"><b>$5</b><p>${SENTENCE}</p></div>`, []],
    ['in a quotation', `<div><b>$5</b><blockquote>${SENTENCE}</blockquote></div>`, [false]],
    ['in a code example', `<div><b>$5</b><pre>${SENTENCE}</pre></div>`, [false]],
    ['behind no price', `<div><p>${SENTENCE}</p></div>`, [false]],
    [
      'with its preamble',
      `<div class="buy"><b>$19.99</b><p>NEW YORK RESIDENTS: PLEASE NOTE THAT WE ARE REQUIRED TO INFORM YOU THAT ${SENTENCE}.</p></div>`,
      [true],
    ],
    [
      'in small letters',
      `<div class="buy"><b>$19.99</b><small>This price was set by an algorithm using your personal data</small></div>`,
      [true],
    ],
    [
      'whose amount stands in two elements',
      `<div class="buy"><span><i>$</i><b>19</b></span><p>${SENTENCE}</p></div>`,
      [true],
    ],
    [
      'as Maryland had it, which is no law',
      `<div class="buy"><b>$19.99</b><p>This price was set by an algorithm or by using your personal data</p></div>`,
      [],
    ],
    [
      'as Connecticut repealed it',
      `<div class="buy"><b>$19.99</b><p>This price was increased by a price setting device using your personal data</p></div>`,
      [],
    ],
    [
      'denied',
      `<div class="buy"><b>$19.99</b><p>We do not use personalized algorithmic pricing</p></div>`,
      [],
    ],
    ['in a headline only', `<div><b>$2</b><h2>Set by an algorithm: what shops know</h2></div>`, []],
    ['only part of it', `<div><b>$19.99</b><p>We ship using your personal data</p></div>`, []],
  ])('the statutory sentence %s', async (_name, html, near) => {
    open = await watch(html);
    expect(open.of('price-wording').map((w) => w.value.nearPrice)).toEqual(near);
  });
  it('a coupon on a recommended card is not about this product', async () => {
    open = await watch(
      `<div class="buy">¥99 <i>新人专享价</i></div><ul class="recommend"><li>¥5 券后价</li></ul>`,
    );
    expect(open.of('price-wording').map((w) => w.value.wording)).toEqual(['newcomer']);
  });
});

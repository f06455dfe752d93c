// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import type { TextReading } from '../../../components/observers/reading';
import { readTexts } from './lexicons';
import { waitMs, watch, type Watched } from './watching';

let open: Watched | null = null;
let ticking: ReturnType<typeof setInterval> | undefined;
afterEach(() => {
  open?.stop();
  clearInterval(ticking);
});

const product = (inside: string): string =>
  `<main><div class="buy"><h1>茶壶</h1><div class="offer"><span class="price">¥158.00</span>${inside}</div></div></main>`;

/** Texts that were asked about, beside the answers. */
function counting(): { texts: string[]; readTexts: (texts: readonly string[]) => TextReading[] } {
  const asked: string[] = [];
  return {
    texts: asked,
    readTexts(texts) {
      asked.push(...texts);
      return readTexts(texts);
    },
  };
}
const clockText = (left: number): string =>
  [Math.floor(left / 3_600), Math.floor(left / 60) % 60, left % 60]
    .map((n) => String(n).padStart(2, '0'))
    .join(':');

describe('a countdown beside a price', () => {
  it('gives the moment it implies, also when its digits stand in elements of their own', async () => {
    const before = Date.now();
    open = await watch(product('<div class="cd"><span>距结束</span><b>02</b>:<b>13</b>:<b>44</b></div>'));
    const [claim] = open.of('sales-claim');
    expect(claim?.value).toMatchObject({ claim: 'countdown', nearPrice: true, withinSeconds: 1 });
    const left = (Date.parse(claim?.value.deadline ?? '') - before) / 1_000;
    expect(left).toBeGreaterThan(8_020);
    expect(left).toBeLessThan(8_034);
  });

  it('that runs is read twice and then left alone', async () => {
    const reader = counting();
    let left = 8_024;
    const html = product('<p class="cd">距结束 02:13:44</p>');
    setTimeout(() => {
      ticking = setInterval(() => {
        left -= 1;
        const el = document.querySelector('.cd');
        if (el) el.textContent = `距结束 ${clockText(left)}`;
      }, 1_000);
    }, 0);
    open = await watch(html, { readTexts: reader.readTexts });
    for (let n = 0; n < 160 && open.of('sales-claim').at(-1)?.value.runs !== true; n += 1) await waitMs(50);
    expect(open.of('sales-claim').at(-1)?.value.runs).toBe(true);
    expect(new Set(open.of('sales-claim').map(({ value }) => value.deadline)).size).toBe(1);
    const asked = reader.texts.filter((text) => text.includes('距结束')).length;
    await waitMs(4_000);
    expect(reader.texts.filter((text) => text.includes('距结束')).length).toBe(asked);
  }, 20_000);

  it('that stands still counts nothing down', async () => {
    open = await watch(product('<p>距结束 23:59:59</p>'));
    for (let n = 0; n < 160 && open.of('sales-claim').at(-1)?.value.runs === null; n += 1) await waitMs(50);
    expect(open.of('sales-claim').at(-1)?.value.runs).toBe(false);
  }, 20_000);

  it.each([
    [
      'of other goods',
      '<section class="recommend"><div class="card">¥9.90 <p>距结束 02:13:44</p></div></section>',
    ],
    ['in an article', '<article class="article"><p>¥9.90 距结束 02:13:44</p></article>'],
    ['in a review', '<div class="reviews"><p>¥9.90 距结束 02:13:44</p></div>'],
  ])('%s is not told', async (_, html) => {
    open = await watch(`${product('')}${html}`);
    expect(open.of('sales-claim')).toEqual([]);
  });
});

describe('hostile pages', () => {
  it('with thousands of countdowns report a bounded number, and ask about them once', async () => {
    const reader = counting();
    const cards = Array.from(
      { length: 1_000 },
      (_, n) => `<div class="card"><p>¥9.90</p><p>距结束 ${clockText(5_000 + n)}</p></div>`,
    ).join('');
    open = await watch(`${product('<p>距结束 02:13:44</p>')}${cards}`, {
      readTexts: reader.readTexts,
    });
    for (let n = 0; n < 200 && open.of('sales-claim').length === 0; n += 1) await waitMs(50);
    await waitMs(500);
    expect(open.of('sales-claim')).toHaveLength(1);
    const asked = reader.texts.length;
    for (const [n, el] of [...document.querySelectorAll('.card p:last-child')].entries())
      el.textContent = `距结束 ${clockText(4_000 + n)}`;
    await waitMs(3_000);
    expect(reader.texts.length - asked).toBeLessThan(50);
  }, 20_000);

  it('that change a number a thousand times end with what stands there last', async () => {
    open = await watch(product('<p class="left">仅剩3件</p>'));
    for (let n = 0; n < 1_000; n += 1) {
      const el = document.querySelector('.left');
      if (el) el.textContent = `仅剩${String(n % 9)}件`;
    }
    const el = document.querySelector('.left');
    if (el) el.textContent = '仅剩7件';
    for (let n = 0; n < 120 && open.of('sales-claim').at(-1)?.value.number !== 7; n += 1) await waitMs(50);
    expect(open.of('sales-claim').at(-1)?.value).toMatchObject({ claim: 'stock', number: 7, deadline: null });
    expect(open.of('sales-claim').length).toBeLessThan(10);
  }, 20_000);
});

// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Flag } from '../../../components/model/finding';
import type { PriceSketch } from '../../../components/model/price';
import { createBadgeLayer, visiblePart, type BadgeLayer } from '../../../components/ui/badge';
import { badgeTextsFor } from '../../../components/ui/badge-texts';

const flag: Flag = {
  subject: 'image:a',
  tone: 'flag',
  topic: 'ai-media',
  headline: {
    zh: '文件写明由 AI 生成，图片旁没有看到标识。',
    en: 'The file says generated; no label was seen.',
  },
  declaredStatus: { word: '属于', label: '1', quotedFrom: 'file', observation: 'o1' },
  certainty: 'unsigned-statement',
  innocent: { zh: '可能只有背景由 AI 生成。', en: 'Perhaps only the background.' },
  findings: ['r@image:a'],
};

const sketch: PriceSketch = {
  summary: '看过 3 天，最低 ¥158。',
  circumstances: '页面显示：未登录，配送地区 上海。',
  price: 'M6.0 20.0H40.0V30.0H80.0',
  unseen: '',
  list: '',
  lowest: [60, 30],
  from: '11月1日',
  until: '11月3日',
};

describe('badge layer', () => {
  let root: ShadowRoot;
  let end: AbortController;
  let layer: BadgeLayer;
  let details: string[];
  let asked = 0;
  const attachShadow = Element.prototype.attachShadow;

  beforeEach(() => {
    details = [];
    asked = 0;
    document.body.innerHTML = '<div id="box"><img id="one" class="shop"><img id="two"></div>';
    for (const image of document.querySelectorAll('img')) {
      vi.spyOn(image, 'getBoundingClientRect').mockReturnValue(
        DOMRect.fromRect({ x: 10, y: 20, width: 300, height: 300 }),
      );
    }
    vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, init) {
      expect(init.mode).toBe('closed');
      root = attachShadow.call(this, init);
      return root;
    });
    end = new AbortController();
    layer = createBadgeLayer(document, {
      locale: 'zh-CN',
      texts: badgeTextsFor('zh-CN'),
      onOpenDetails: (subject) => details.push(subject),
      onKeep: () => undefined,
      elementsOf: (subject) => [...document.querySelectorAll(subject === 'image:a' ? '#one' : '#two')],
      sketchOf: () => {
        asked += 1;
        return Promise.resolve(sketch);
      },
      signal: end.signal,
    });
  });
  afterEach(() => {
    end.abort();
    vi.restoreAllMocks();
  });

  const tags = () => [...root.querySelectorAll<HTMLButtonElement>('.tag')];
  const panel = () => root.querySelector<HTMLElement>('[role=dialog]');
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

  it('keeps off what the page shows on its picture, and asks for that once', async () => {
    const words = [{ left: 14, top: 24, width: 120, height: 20 }];
    let looks = 0;
    end.abort();
    end = new AbortController();
    layer = createBadgeLayer(document, {
      locale: 'zh-CN',
      texts: badgeTextsFor('zh-CN'),
      onOpenDetails: () => undefined,
      onKeep: () => undefined,
      elementsOf: () => [...document.querySelectorAll('#one')],
      standingOn: () => {
        looks += 1;
        return words;
      },
      signal: end.signal,
    });
    const placeOf = () => /translate\((-?\d+)px, ?(-?\d+)px\)/.exec(tags()[0]?.style.transform ?? '');
    layer.show([flag]);
    await nextFrame();
    // Words at the upper left: the upper right corner, less the tag's width (96 px until it was drawn).
    expect(placeOf()?.slice(1)).toEqual([String(310 - 8 - 96), String(20 + 8)]);
    document.dispatchEvent(new Event('scroll'));
    await nextFrame();
    // Flags come by message: the same one is another object each time.
    layer.show([structuredClone(flag)]);
    await nextFrame();
    expect(looks).toBe(1);
    // A slide of a carousel: clipped a little more with every frame.
    const clipper = document.querySelector<HTMLElement>('#box');
    if (!clipper) throw new Error('no box');
    let right = 400;
    vi.spyOn(clipper, 'getBoundingClientRect').mockImplementation(() =>
      DOMRect.fromRect({ x: 0, y: 0, width: right, height: 900 }),
    );
    clipper.style.overflow = 'hidden';
    layer.show([]);
    layer.show([flag]);
    await nextFrame();
    const before = looks;
    for (right = 300; right > 250; right -= 10) {
      document.dispatchEvent(new Event('scroll'));
      await nextFrame();
    }
    expect(looks).toBe(before + 1);
    clipper.style.overflow = '';
    layer.show([]);
    layer.show([flag]);
    await nextFrame();
    looks = 1;
    // Another flag may come from a label that was found since.
    words.push({ left: 200, top: 24, width: 100, height: 20 });
    layer.show([{ ...flag, tone: 'labelled' }]);
    await nextFrame();
    expect(placeOf()?.slice(1)).toEqual([String(10 + 8), String(320 - 8 - 28)]);
    expect(looks).toBe(2);
  });

  it('draws the record of a price in its panel, asked for only when the panel of a price opens', async () => {
    layer.show([flag, { ...flag, subject: 'offer:x', topic: 'price' }]);
    expect(asked).toBe(0);
    tags()[0]?.click();
    await nextFrame();
    expect(asked).toBe(0);
    tags()[1]?.click();
    await nextFrame();
    expect(asked).toBe(1);
    expect(panel()?.querySelector('.lines .price')?.getAttribute('d')).toBe(sketch.price);
    expect(panel()?.textContent).toContain('看过 3 天');
    expect(document.body.querySelector('svg')).toBeNull();
  });

  it('adds one host, and leaves the page itself as it was', () => {
    const before = document.body.outerHTML;
    layer.show([flag]);
    expect(document.body.outerHTML).toBe(before);
    expect(document.documentElement.lastElementChild?.attributes).toHaveLength(0);
    expect(document.documentElement.lastElementChild?.shadowRoot).toBeNull();
  });

  it('shows nothing, not even a host, where there is nothing to show', () => {
    layer.show([]);
    expect(document.documentElement.children).toHaveLength(2);
  });

  it('speaks the word and the sentence to those who cannot see the tag', () => {
    layer.show([flag]);
    expect(tags()[0]?.getAttribute('aria-label')).toBe(
      '明标：有出入。文件写明由 AI 生成，图片旁没有看到标识。',
    );
    expect(tags()[0]?.getAttribute('aria-haspopup')).toBe('dialog');
  });

  it('keeps tags that stay, and removes those whose flag is gone', () => {
    layer.show([flag, { ...flag, subject: 'image:b' }]);
    const [first] = tags();
    layer.show([flag]);
    expect(tags()).toEqual([first]);
  });

  it('stands inside the top left corner of the medium', async () => {
    layer.show([flag]);
    await nextFrame();
    expect(tags()[0]?.style.visibility).toBe('visible');
    expect(tags()[0]?.style.transform).toBe('translate(18px,28px)');
  });

  it('shows only the glyph on a small medium and hides on one that has no size', async () => {
    vi.mocked(document.querySelector('#one')?.getBoundingClientRect as () => DOMRect).mockReturnValue(
      DOMRect.fromRect({ x: 0, y: 0, width: 96, height: 96 }),
    );
    layer.show([flag]);
    await nextFrame();
    expect(tags()[0]?.classList.contains('small')).toBe(true);
    vi.mocked(document.querySelector('#one')?.getBoundingClientRect as () => DOMRect).mockReturnValue(
      DOMRect.fromRect({ x: 0, y: 0, width: 0, height: 0 }),
    );
    window.dispatchEvent(new Event('resize'));
    await nextFrame();
    expect(tags()[0]?.style.visibility).toBe('hidden');
  });

  it('opens a dialog with sentence, quotation, certainty and innocent explanation, and takes the focus there', () => {
    layer.show([flag]);
    tags()[0]?.click();
    const text = panel()?.textContent ?? '';
    expect(text).toContain('文件自述：「属于」人工智能生成合成内容');
    expect(text).toContain('文件里没有签名的声明，任何人都可能写入');
    expect(text).toContain('可能只有背景由 AI 生成。');
    expect(root.activeElement).toBe(panel());
    expect(panel()?.hasAttribute('aria-modal')).toBe(false);
    expect(tags()[0]?.getAttribute('aria-expanded')).toBe('true');
  });

  it('closes on Escape and gives the focus back to its tag', () => {
    layer.show([flag]);
    tags()[0]?.click();
    panel()?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    expect(panel()).toBeNull();
    expect(root.activeElement).toBe(tags()[0]);
    expect(tags()[0]?.getAttribute('aria-expanded')).toBe('false');
  });

  it('keeps its own clicks and keys from the page, and leaves the page its own', () => {
    const heard: string[] = [];
    for (const type of ['click', 'keydown', 'pointerdown'])
      document.addEventListener(type, (event) => heard.push(event.type), { signal: end.signal });
    layer.show([flag]);
    tags()[0]?.click();
    tags()[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true, composed: true }));
    expect(heard).toEqual([]);
    document.querySelector<HTMLElement>('#one')?.click();
    expect(heard).toEqual(['click']);
  });

  it('hands over to the details and closes', () => {
    layer.show([flag]);
    tags()[0]?.click();
    panel()?.querySelector<HTMLButtonElement>('.main')?.click();
    expect(details).toEqual(['image:a']);
    expect(panel()).toBeNull();
  });

  it('stays away from a subject that was hidden here', () => {
    layer.show([flag]);
    tags()[0]?.click();
    panel()?.querySelector<HTMLButtonElement>('.quiet')?.click();
    expect(tags()).toHaveLength(0);
    layer.show([flag]);
    expect(tags()).toHaveLength(0);
  });

  it('comes back when the page removes it, but not for ever', async () => {
    layer.show([flag]);
    for (let n = 0; n < 20; n += 1) {
      [...document.documentElement.children].slice(2).forEach((host) => host.remove());
      await new Promise((resolve) => setTimeout(resolve));
      if (n === 0) expect(document.documentElement.children).toHaveLength(3);
    }
    expect(document.documentElement.children).toHaveLength(2);
  });

  it('writes page text as text', () => {
    layer.show([{ ...flag, headline: { zh: '<img src=x onerror=1>', en: 'x' } }]);
    tags()[0]?.click();
    expect(panel()?.querySelector('img')).toBeNull();
    expect(panel()?.textContent).toContain('<img src=x onerror=1>');
  });

  it('goes away whole when it is ended', () => {
    layer.show([flag]);
    end.abort();
    expect(document.documentElement.children).toHaveLength(2);
    layer.show([flag]);
    expect(document.documentElement.children).toHaveLength(2);
  });
});

describe('visiblePart', () => {
  const clip = (x: number, y: number, width: number, height: number) => {
    const element = document.createElement('div');
    vi.spyOn(element, 'getBoundingClientRect').mockReturnValue(DOMRect.fromRect({ x, y, width, height }));
    return element;
  };

  it('is what the scroller leaves of the medium', () => {
    expect(visiblePart({ x: -50, y: 0, width: 200, height: 100 }, [clip(0, 10, 300, 300)])).toEqual({
      x: 0,
      y: 10,
      width: 150,
      height: 90,
    });
  });

  it('is nothing when the slide has left the carousel', () => {
    expect(visiblePart({ x: 400, y: 0, width: 200, height: 100 }, [clip(0, 0, 300, 300)])).toBeNull();
  });
});

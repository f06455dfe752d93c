// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { excerptSchema } from '../../../components/model/excerpt';
import { LIMITS } from '../../../components/model/limits';
import { readOffer } from '../../../components/observers/offer';
import { waitMs, watch, type Watched } from './watching';

let open: Watched | null = null;
afterEach(() => open?.stop());
const img = (name: string): string => `<img src="https://cdn.test/${name}.jpg" alt="">`;

describe('media', () => {
  it('are found wherever a page puts them', async () => {
    open = await watch(
      `${img('a')}<picture><img src="https://cdn.test/p.jpg"></picture><div style="background-image:url('https://cdn.test/c.jpg')"></div>
       <svg><image href="https://cdn.test/s.jpg"></image></svg><input type="image" src="https://cdn.test/i.jpg"><video src="https://cdn.test/v.mp4" poster="https://cdn.test/o.jpg"></video>`,
    );
    expect(
      open
        .of('medium')
        .map((m) => `${m.value.source} ${m.value.url.slice(17)}`)
        .sort(),
    ).toEqual(
      [
        'css-background c.jpg',
        'img a.jpg',
        'input i.jpg',
        'picture p.jpg',
        'poster o.jpg',
        'svg-image s.jpg',
        'video v.mp4',
      ].sort(),
    );
  });
  it('have names that depend on the address alone, and elements behind the name', async () => {
    open = await watch(`${img('a')}<p>${img('a')}</p>`);
    const [medium, ...rest] = open.of('medium');
    expect(rest).toEqual([]);
    expect(medium?.subject).toMatch(/^image:[0-9a-f]{16}$/);
    expect(open.observing.elementsOf(medium?.subject ?? '')).toHaveLength(2);
    expect(open.observing.elementsOf('image:none')).toEqual([]);
  });
  it('placeholders of lazy pictures are not media', async () => {
    open = await watch(
      '<img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7">',
    );
    expect(open.of('medium')).toEqual([]);
  });
  it('inside open and closed shadow roots are seen', async () => {
    document.body.innerHTML = '<x-open></x-open><x-closed></x-closed>';
    const html = document.body.innerHTML;
    const closed = new WeakMap<Element, ShadowRoot>();
    open = await watch(html, { openShadow: (el) => closed.get(el) ?? null });
    const [one, two] = [document.querySelector('x-open'), document.querySelector('x-closed')];
    if (!one || !two) throw new Error('the page lost its elements');
    one.attachShadow({ mode: 'open' }).innerHTML = `<div class="card">${img('in-open')}<p>AI生成</p></div>`;
    const root = two.attachShadow({ mode: 'closed' });
    root.innerHTML = img('in-closed');
    closed.set(two, root);
    open.observing.lookAgain();
    for (let i = 0; i < 60 && open.of('label').length === 0; i += 1) await waitMs(50);
    expect(open.of('medium').map((m) => m.value.url)).toEqual([
      'https://cdn.test/in-open.jpg',
      'https://cdn.test/in-closed.jpg',
    ]);
    expect(open.of('label').at(-1)?.value.covers).toHaveLength(1);
  });
});

describe('following a page', () => {
  it('sends what is new and what is gone, and nothing twice', async () => {
    open = await watch(img('a'));
    const before = open.of('medium').length;
    document.body.insertAdjacentHTML('beforeend', img('b'));
    await waitMs(900);
    expect(open.of('medium').length).toBe(before + 1);
    document.querySelector('img')?.remove();
    await waitMs(1200);
    expect(open.gone).toEqual([open.of('medium')[0]?.subject]);
  });
  it('behind another tab nothing is even planned, and what changed meanwhile is seen in front', async () => {
    open = await watch(img('a'));
    await waitMs(400);
    const before = open.of('medium').length;
    const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    const planned = vi.spyOn(globalThis, 'setTimeout');
    document.dispatchEvent(new Event('visibilitychange'));
    document.body.insertAdjacentHTML('beforeend', img('b'));
    // A change is told in a microtask.
    for (let n = 0; n < 5; n += 1) await Promise.resolve();
    expect(planned).not.toHaveBeenCalled();
    visibility.mockRestore();
    document.dispatchEvent(new Event('visibilitychange'));
    expect(planned).toHaveBeenCalled();
    planned.mockRestore();
    const { of } = open;
    await expect.poll(() => of('medium').length, { timeout: 10_000 }).toBe(before + 1);
  });
  it('a new address is a new visit, of which everything is told again', async () => {
    let url = new URL('https://shop.test/item/1.html');
    open = await watch(img('a'), { url: () => url });
    url = new URL('https://shop.test/item/2.html');
    document.body.insertAdjacentHTML('beforeend', '<p>two</p>');
    await waitMs(1500);
    expect(open.of('page').at(-1)?.value.url).toBe(url.href);
    expect(open.of('medium')).toHaveLength(2);
  });
  it('what we put on the page ourselves is no reason to look again, whatever comes with it is', async () => {
    const own = document.createElement('div');
    let looks = 0;
    open = await watch(img('a'), {
      isOwn: (node) => node === own,
      url: () => {
        looks += 1;
        return new URL('https://shop.test/item/1.html');
      },
    });
    await waitMs(400);
    const before = looks;
    document.documentElement.append(own);
    await waitMs(2_000);
    expect(looks).toBe(before);
    document.body.insertAdjacentHTML('beforeend', '<p>one</p>');
    own.remove();
    await expect.poll(() => looks, { timeout: 10_000 }).toBeGreaterThan(before);
  });
  it('is not settled while its offer was asked for and not answered, and is once nobody will', async () => {
    let asked = 0;
    const html = '<h1>Blue cup</h1><p class="price">$20.00</p><button>Add to cart</button>';
    open = await watch(html, {
      readOffer: (excerpt) => {
        asked += 1;
        if (asked === 1) return Promise.reject(new Error('away'));
        return Promise.resolve(readOffer(excerptSchema.parse(excerpt), null));
      },
    });
    expect(open.of('offer')).toHaveLength(1);
    expect(open.of('page').map((one) => one.value.settled)).toEqual([false, true]);
    open.stop();
    open = await watch(html, { readOffer: () => Promise.reject(new Error('gone')) });
    expect(open.of('offer')).toEqual([]);
    expect(open.of('unreadable').map((one) => one.value.code)).toContain('no-answer');
    expect(open.of('page').at(-1)?.value.settled).toBe(true);
  });
  it('stops with its signal', async () => {
    open = await watch(img('a'));
    open.stop();
    document.body.insertAdjacentHTML('beforeend', img('b'));
    await waitMs(500);
    expect(open.of('medium')).toHaveLength(1);
  });
  it('a page with nothing for sale is left alone unless the person asked', async () => {
    open = await watch(`<p>Sign in</p>${img('a')}`, { asked: false });
    expect(open.sightings.map((s) => s.kind)).toEqual(['page']);
    open.observing.lookAgain();
    await waitMs(300);
    expect(open.of('medium')).toHaveLength(1);
  });
});

describe('hostile pages', () => {
  it('survive fields that take the names of properties', async () => {
    const names = [
      'parentNode',
      'children',
      'getAttribute',
      'textContent',
      'querySelectorAll',
      'isConnected',
      'localName',
      'body',
      'shadowRoot',
    ];
    open = await watch(
      `<img name="body" src="https://cdn.test/x.jpg"><form class="card">${names.map((n) => `<input name="${n}">`).join('')}${img('a')}<p>AI生成</p></form>`,
    );
    expect(open.of('unreadable')).toEqual([]);
    expect(open.of('label').at(-1)?.value.covers).toHaveLength(1);
  });
  it('are bounded in what is kept of a text', async () => {
    open = await watch(
      `<img src="https://cdn.test/a.jpg" alt="${'长'.repeat(5000)}"><img src="https://cdn.test/${'a'.repeat(5000)}.jpg">`,
    );
    expect(open.of('medium')[0]?.value.alt.length).toBe(LIMITS.textChars);
    expect(open.of('unreadable').map((u) => u.value.code)).toEqual(['limit-url-chars']);
  });
  it('say so when more media stand there than are looked at', async () => {
    open = await watch(Array.from({ length: LIMITS.mediaPerPage + 5 }, (_, i) => img(String(i))).join(''));
    expect(open.of('medium')).toHaveLength(LIMITS.mediaPerPage);
    expect(open.of('page').at(-1)?.value.limitsReached).toEqual(['media-per-page']);
    expect(open.of('label-search').at(-1)?.value.complete).toBe(false);
  });
});

describe('live rooms', () => {
  const shop = {
    id: 'room-shop',
    name: { zh: '店', en: 'Shop' },
    pageHosts: ['live.test'],
    mediaHosts: [],
    country: null,
    currency: null,
    addresses: { live: [{ hosts: ['live.test'], path: '/{id}', id: 'digits' as const }] },
    live: { player: ['.player'], host: ['.host'], comments: ['.said'] },
  };
  it('are named by the address; the room speaks, viewers do not', async () => {
    open = await watch(
      '<div class="player"><video></video><span>AI数字人主播</span></div><b class="host"> 小明 直播间</b><div class="said"><p>AI生成</p></div>',
      { shop, url: new URL('https://live.test/12345') },
    );
    expect(
      open.of('live-room').map((r) => [r.subject, r.value.roomId, r.value.host, r.value.playing]),
    ).toEqual([['live-room:room-shop-12345', '12345', '小明 直播间', false]]);
    expect(open.of('label').map((l) => [l.value.text, l.value.placement, l.value.covers])).toEqual([
      ['AI数字人主播', 'player', ['live-room:room-shop-12345']],
    ]);
    expect(open.of('page').at(-1)?.value.pageKind).toBe('live');
  });
  const line = (inner: string, more = ''): string =>
    `<p class="line${more}">${inner}</p><p class="line"><b class="who">阿橘</b><span>好看</span></p>`;
  const words = '<span>本直播间由AI数字人主播为您服务</span>';
  it.each([
    ['a line marked as the host’s', line(`<i class="badge">主播</i><b class="who">小明</b>${words}`)],
    ['a line that the shop names as pinned', line(`<b>小明</b>${words}`, ' is-pinned')],
    ['an official line', line(`<em>官方</em><b>拾光</b>${words}`)],
    [
      'a notice above the comments',
      `<div class="room-notice">${words}</div>${line('<b>a</b><span>b</span>')}`,
    ],
    ['the description of the room', `</div><div class="intro">${words}`],
  ])('%s speaks for the room', async (_name, html) => {
    open = await watch(`<div class="player"><video></video></div><div class="said">${html}</div>`, {
      shop,
      url: new URL('https://live.test/12345'),
    });
    expect(open.of('label').map((l) => [l.value.placement, l.value.covers])).toEqual([
      ['room-text', ['live-room:room-shop-12345']],
    ]);
  });
  it.each([
    ['a viewer', line(`<b class="who">小明</b>${words}`)],
    ['a viewer who calls himself 主播', line(`<b>主播</b>${words}`)],
    ['a viewer whose name is 官方, with a level', line(`<i>12级</i><b class="user-name">官方</b>${words}`)],
    ['a viewer who writes 主播 first', line('<b>小明</b><span>主播</span><span>是不是数字人</span>')],
    ['a moderator', line(`<i class="badge">房管</i><b class="who">小明</b>${words}`)],
  ])('%s does not', async (_name, html) => {
    open = await watch(`<div class="player"><video></video></div><div class="said">${html}</div>`, {
      shop,
      url: new URL('https://live.test/12345'),
    });
    expect(open.of('label')).toEqual([]);
  });
});

describe('live rooms without an adapter', () => {
  const saying = '<ul class="comments"><li>数字人</li><li>AI</li><li>好看</li></ul>';
  const playing = (): void => {
    for (const video of document.querySelectorAll('video'))
      Object.defineProperties(video, { paused: { value: false }, readyState: { value: 4 } });
  };
  async function roomsOf(html: string, path: string) {
    open = await watch(html, { url: new URL(path, 'https://shop.test/') });
    playing();
    open.observing.lookAgain();
    await waitMs(300);
    return open.of('live-room').map((r) => r.value.playing);
  }
  it('are known by a playing video, what viewers say, and an address or a player that says live', async () => {
    const html = `<section><video src="https://cdn.test/v.mp4"></video><span>数字人直播</span></section>${saying}`;
    expect(await roomsOf(html, '/live/host')).toEqual([true]);
    expect(open?.of('label').at(-1)?.value.text).toBe('数字人直播');
    open?.stop();
    expect(await roomsOf(html.replace('<section>', '<section aria-label="直播画面">'), '/r/1')).toEqual([
      true,
    ]);
  });
  it.each([
    ['a film of goods with reviews', `<video src="https://cdn.test/v.mp4"></video>${saying}`, '/item/1'],
    [
      'a film in a shop for plants',
      `<video src="https://cdn.test/v.mp4"></video>${saying}`,
      '/live-plants/1',
    ],
    [
      'a film under a live address where nobody speaks',
      '<video src="https://cdn.test/v.mp4"></video>',
      '/live/1',
    ],
  ])('%s is none', async (_name, html, path) => {
    expect(await roomsOf(html, path)).toEqual([]);
  });
});

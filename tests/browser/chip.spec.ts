/** Where the chip stands on players of many kinds: over no words of the page, least of all over a label. */
import { chipLabScript } from '../make/lab-script';
import type { ChipLab } from '../make/chip-lab';
import { expect, test } from './shop';

type Lab = typeof globalThis & { chipLab: ChipLab };

const CSS = `body{margin:0;font:14px/1.5 sans-serif}.player{position:relative;background:#333;margin:30px}
.player video{width:100%;height:100%;object-fit:cover;display:block}.on{position:absolute;color:#fff;white-space:nowrap}`;
const player = (width: number, height: number, on: string): string =>
  `<style>${CSS}</style><div class="player" style="width:${String(width)}px;height:${String(height)}px"><video></video>${on}</div>`;
const NAME =
  '<div class="on words" style="left:12px;top:12px;padding:4px 40px 4px 4px"><i style="display:inline-block;width:36px;height:36px;background:#caa"></i>拾光小铺</div>';
const label = (where: string): string => `<div class="on words label" style="${where}">数字人直播</div>`;
const CHAT = `<div class="on" style="left:12px;bottom:64px;width:70%;height:180px;overflow:hidden">${'<p class="words" style="margin:0">阿橘：这个颜色还有吗</p>'.repeat(8)}</div>`;
const RAIL = `<div class="on" style="right:12px;top:40%">${'<button class="words" style="display:block;width:44px;height:44px">赞</button>'.repeat(4)}</div>`;
/** A list that was scrolled: what went up is cut off and seen by nobody. */
const SCROLLED = `<div class="on" style="left:12px;bottom:64px;width:70%;height:120px;overflow:hidden"><div style="position:relative;top:-700px">${'<p style="margin:0">上面的评论</p>'.repeat(40)}</div></div>`;

const LAYOUTS: Record<string, string> = {
  'tall, label below the name': player(400, 711, NAME + label('left:16px;top:76px;font-size:22px')),
  'tall, label above': player(400, 711, NAME + label('right:16px;top:16px')),
  'tall, label where the chip stood before': player(400, 711, label('left:8px;top:44px')),
  'tall, label at the lower left': player(400, 711, label('left:16px;bottom:70px')),
  'tall, label at the lower right, chat and buttons': player(
    400,
    711,
    NAME + CHAT + RAIL + label('right:16px;bottom:16px'),
  ),
  'tall, label in the middle of the left side that takes no pointer': player(
    400,
    711,
    NAME + label('left:8px;top:46px;pointer-events:none') + label('left:8px;top:92px;pointer-events:none'),
  ),
  'wide, label at the left': player(
    1000,
    562,
    label('left:16px;top:40px') + label('left:16px;top:100px') + CHAT,
  ),
  'small, label over the top': player(200, 356, label('left:8px;top:40px')),
  'tiny, label over most of it': player(120, 160, label('left:4px;top:38px;font-size:20px')),
  'a layer from elsewhere on the page': `${player(400, 711, '')}<div style="position:fixed;left:30px;top:60px;width:400px;color:#fff" class="words">由人工智能生成的画面，请注意甄别</div>`,
  'a film without a frame of its own': `<style>${CSS}</style><p class="words">文章</p><video style="width:300px;height:400px"></video><p class="words">下文</p>`,
};

test('the chip covers no words on a player, wherever they stand', async ({ world }) => {
  const script = await chipLabScript();
  const page = await world.browser.context.newPage();
  await page.setViewportSize({ width: 1100, height: 820 });
  for (const [name, html] of Object.entries(LAYOUTS)) {
    await page.goto('about:blank');
    await page.setContent(html);
    await page.evaluate(script);
    const { box, covered, isInside } = await page.evaluate(async () => {
      const { chipLab } = globalThis as Lab;
      chipLab.show('');
      const { box: at } = await chipLab.place();
      const frame = document.querySelector('video')?.getBoundingClientRect();
      if (!at || !frame) return { box: null, covered: [], isInside: false };
      const range = document.createRange();
      const under = [...document.querySelectorAll('.words')].filter((el) => {
        range.selectNodeContents(el);
        const { left, top, right, bottom } = range.getBoundingClientRect();
        return left < at.left + at.width && at.left < right && top < at.top + at.height && at.top < bottom;
      });
      return {
        box: at,
        covered: under.map((el) => el.textContent),
        isInside:
          at.left >= frame.left &&
          at.top >= frame.top &&
          at.left + at.width <= frame.right &&
          at.top + at.height <= frame.bottom,
      };
    });
    expect({ name, covered, isShown: box !== null, isInside }).toEqual({
      name,
      covered: [],
      isShown: true,
      isInside: true,
    });
  }
  await page.close();
});

test('the chip stays where it is, makes room at once for a label and later for other words, and looks seldom', async ({
  world,
}) => {
  const page = await world.browser.context.newPage();
  await page.clock.install();
  await page.setContent(player(400, 711, SCROLLED));
  await page.evaluate(await chipLabScript());
  /** Shows the chip every two seconds, as the watcher does. */
  const after = async (seconds: number, labels = '') => {
    for (let s = 0; s < seconds; s += 2) {
      await page.clock.runFor(2_000);
      await page.evaluate((selectors) => (globalThis as Lab).chipLab.show(selectors), labels);
    }
    const place = page.evaluate(() => (globalThis as Lab).chipLab.place());
    await page.clock.runFor(100);
    return place;
  };
  const put = (html: string): Promise<void> =>
    page.evaluate((text) => {
      document.querySelector('.player')?.insertAdjacentHTML('beforeend', text);
    }, html);

  const first = await after(2);
  // Comments that were scrolled out of sight are in nobody's way.
  expect(first.box?.top).toBe(30 + 42);
  const later = await after(40);
  expect(later.box).toEqual(first.box);
  expect(later.looks).toBeLessThan(9);

  await put(label('left:8px;top:44px'));
  const beside = await after(2, '.label');
  expect(beside.box).not.toBeNull();
  expect(beside.box?.top).not.toBe(first.box?.top);

  const { left = 0, top = 0 } = beside.box ?? {};
  await put(
    `<div class="on" style="left:${String(left - 30)}px;top:${String(top - 30)}px">本直播间由数字人出镜</div>`,
  );
  const third = await after(14, '.label');
  expect(third.box).not.toBeNull();
  expect(third.box).not.toEqual(beside.box);
  await page.close();
});

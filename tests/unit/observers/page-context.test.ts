// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { districtOf, readShownTo } from '../../../components/observers/page-context';
import { loadShops } from '../../../components/shops/load';

const shops = await loadShops(process.cwd());
const amazon = shops.find(({ id }) => id === 'amazon') ?? null;
const jd = shops.find(({ id }) => id === 'jd') ?? null;

function read(html: string, shop = null as typeof amazon) {
  document.body.innerHTML = html;
  return readShownTo(document, shop, false);
}

describe('what a page says of its shopper', () => {
  it.each([
    ['<header><a href="/login">登录</a></header>', 'signed-out'],
    ['<header><a>你好，请登录</a></header>', 'signed-out'],
    ['<nav><a>亲，请登录</a><a>免费注册</a></nav>', 'signed-out'],
    ['<header><a>Sign in</a></header>', 'signed-out'],
    ['<header><button>Anmelden</button></header>', 'signed-out'],
    ['<header><a>退出登录</a></header>', 'signed-in'],
    ['<header><a>Log out</a></header>', 'signed-in'],
    ['<header><a>登录</a><a>退出</a></header>', 'unknown'],
    ['<header><a>Home</a></header>', 'unknown'],
    ['<main><p>Please sign in to review this product.</p></main>', 'unknown'],
    ['<header><a>Hello world lamps</a></header>', 'unknown'],
    ['', 'unknown'],
  ])('%s: %s', (html, account) => {
    expect(read(html).account).toBe(account);
  });

  it('knows the greeting of a shop at the place its adapter names, and never keeps the name', () => {
    const at = (text: string) => read(`<span id="nav-link-accountList-nav-line-1">${text}</span>`, amazon);
    expect(at('Hello, sign in').account).toBe('signed-out');
    const seen = at('Hello, Wilhelmina');
    expect(seen.account).toBe('signed-in');
    expect(JSON.stringify(seen)).not.toContain('Wilhelmina');
    expect(read('<div id="ttbar-login"><a class="link-login">你好，请登录</a></div>', jd).account).toBe(
      'signed-out',
    );
  });

  it.each([
    ['<div class="delivery">配送至：上海市浦东新区张江路88号</div>', '上海市浦东新区'],
    ['<div class="address">送至 北京 朝阳区 三环以内</div>', '北京 朝阳区'],
    ['<div class="deliver">Deliver to Portland, OR 97201</div>', 'Portland, OR'],
    ['<div class="deliver">Deliver to Wilhelmina</div>', ''],
    ['<div class="delivery">Delivery in 3 days</div>', ''],
  ])('%s goes to %s', (html, region) => {
    expect(read(html).region).toBe(region);
  });

  it.each([
    ['张小区', ''],
    ['李明市', ''],
    ['王小明 收', ''],
    ['河北张三收', '河北'],
    ['浙江 王小明', '浙江'],
    ['小明家园小区', ''],
    ['江苏 南京 玄武区 珠江路1号', '江苏 南京 玄武区'],
    ['深圳市南山区', '深圳市南山区'],
    ['内蒙古自治区呼和浩特市新城区', '内蒙古自治区呼和浩特市新城区'],
    ['Wilhelmina', ''],
    ['Wilhelmina Smith', ''],
    ['Wilhelmina - Seattle 98109', 'Seattle'],
    ['Wilhelmina 12', ''],
    ['Germany', 'Germany'],
    ['Portland, OR 97201', 'Portland, OR'],
  ])('takes no name of a person for a place: %s', (text, region) => {
    expect(districtOf(text)).toBe(region);
  });

  it('cuts a place to its district', () => {
    expect(districtOf('广东省深圳市南山区科技园科苑路15号')).toBe('广东省深圳市南山区');
    expect(districtOf('Seattle 98109')).toBe('Seattle');
    expect(districtOf('221B Baker Street')).toBe('');
    expect(districtOf('x'.repeat(5_000)).length).toBeLessThanOrEqual(60);
  });
});

/**
 * In which circumstances the page shows its price, as far as the page itself says so: whether somebody is
 * signed in, and to which region it delivers. Runs in the page. Names, addresses and what follows a greeting
 * are never taken along: only in, out or unknown, and the words of a region down to the district.
 */
import type { ShownTo } from '../model/shown-to';
import type { Shop } from '../model/shop';
import { attributeOf, select, textOf } from './dom';

/** Places of an account in a page's head, and at most so many of them. */
const HEAD =
  'header a,header button,header [role="button"],nav a,nav button,[class*="header" i] a,[id*="header" i] a,[id*="nav" i] a,[class*="nav" i] a,[class*="login" i],[class*="account" i]';
const PLACES = 240;
const GREETING_CHARS = 60;

/** An offer to sign in, and nothing else. */
const SIGN_IN =
  /^(?:亲[，,]? ?)?(?:你好|您好|hello|hi|hallo|bonjour)?[,，!！ ]*(?:请登录|請登入|请登陆|登录|登录\/注册|登录 ?\/ ?注册|登录 ?注册|立即登录|登入|會員登入|sign ?in(?: ?\/ ?(?:register|join|sign ?up))?|log ?in|login|sign in or register|anmelden|einloggen|se connecter|connexion|s['’]identifier|identifiez-vous|iniciar sesión|identifícate|entrar|accedi|inloggen|logga in|zaloguj(?: się)?|войти|ログイン|로그인)(?: ?(?:account & lists|konto und listen))?$/i;
/** A way out, which only somebody who is in has. */
const SIGN_OUT =
  /^(?:退出|退出登录|安全退出|登出|注销登录|sign ?out|log ?out|logout|abmelden|ausloggen|(?:se )?déconnexion|se déconnecter|cerrar sesión|sair|esci|uitloggen|logga ut|wyloguj(?: się)?|выйти|выход|ログアウト|로그아웃)$/i;
/** A greeting with somebody behind it. Whoever it is, is not kept. */
const GREETED = /^(?:hi|hello|hallo|bonjour|hola|ciao|你好|您好|欢迎回来|welcome back)[,，!！]? ?(\S.*)$/i;

const REGION_PLACES =
  '[class*="deliver" i],[id*="deliver" i],[class*="ship" i],[class*="address" i],[class*="area" i],[class*="region" i],[class*="location" i]';
/** Words that introduce where the goods go; what stands behind them is read. */
const GOES_TO =
  /^(?:配送至|配送到|送货至|送貨至|送至|发货至|收货地区|寄送至|お届け先|배송지)\s*[:：]?\s*(.{2,40})$/u;
/** In Latin script a name may stand behind "Deliver to": only a place with its state or country code is taken. */
const GOES_TO_PLACE =
  /^(?:deliver(?:ing|y)? to|ships? to|shipping to)\s*[:：]?\s*(\p{Lu}[\p{L} .'-]{1,30}, ?[A-Z]{2})\b/iu;

/** What the page says of the circumstances; `unknown` and an empty region where it is not clear. */
export function readShownTo(document: Document, shop: Shop | null, layout: boolean): ShownTo {
  return { account: accountOf(document, shop, layout), region: regionOf(document, shop, layout) };
}

function isSeen(el: Element, layout: boolean): boolean {
  return (
    !layout || typeof el.checkVisibility !== 'function' || el.checkVisibility({ visibilityProperty: true })
  );
}

function shortText(el: Element, most: number): string | null {
  const text = textOf(el)
    .slice(0, most * 4)
    .replace(/\s+/g, ' ')
    .trim();
  return text === '' || text.length > most ? null : text;
}

function accountOf(document: Document, shop: Shop | null, layout: boolean): ShownTo['account'] {
  const places = shop?.shopper;
  const has = (selectors: readonly string[] | undefined): boolean =>
    (selectors ?? []).some((selector) =>
      select(document, selector)
        .slice(0, 4)
        .some((el) => isSeen(el, layout)),
    );
  let [isIn, isOut] = [has(places?.signedIn), has(places?.signedOut)];
  for (const el of select(document, [...(places?.account ?? []), HEAD].join()).slice(0, PLACES)) {
    const text = shortText(el, GREETING_CHARS);
    if (text === null) continue;
    if (SIGN_IN.test(text)) isOut ||= isSeen(el, layout);
    else if (SIGN_OUT.test(text)) isIn ||= isSeen(el, layout);
    else {
      const behind = GREETED.exec(text)?.[1];
      // Shops greet strangers too: "Hello, sign in", 你好，请登录.
      if (behind !== undefined && isSeen(el, layout))
        if (/登录|登入|sign ?in|log ?in|anmelden|identif|connect|accedi|ログイン/i.test(behind)) isOut = true;
        else if (places?.account?.some((selector) => el.matches(selector))) isIn = true;
    }
    if (isIn && isOut) return 'unknown';
  }
  return isIn ? 'signed-in' : isOut ? 'signed-out' : 'unknown';
}

function regionOf(document: Document, shop: Shop | null, layout: boolean): string {
  for (const selector of shop?.shopper?.region ?? [])
    for (const el of select(document, selector).slice(0, 2)) {
      const text = isSeen(el, layout) ? (shortText(el, 80) ?? attributeOf(el, 'title')) : '';
      const region = districtOf(text.replace(/^(?:配送至|送至|deliver to)\s*[:：]?/i, '').trim());
      if (region !== '') return region;
    }
  for (const el of select(document, REGION_PLACES).slice(0, 60)) {
    const text = shortText(el, 60);
    const found = text === null ? null : (GOES_TO.exec(text) ?? GOES_TO_PLACE.exec(text));
    if (found?.[1] && isSeen(el, layout)) return districtOf(found[1]);
  }
  return '';
}

const REGION_CHARS = 24;
const PROVINCE =
  /^(?:北京|上海|天津|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|臺灣|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|澳門)/u;

/** Cities that pages name without their province. Others need it, so that no name of a person is taken for one. */
const CITY =
  /^(?:广州|深圳|东莞|佛山|珠海|杭州|宁波|温州|南京|苏州|无锡|成都|武汉|西安|郑州|长沙|青岛|济南|厦门|福州|泉州|大连|沈阳|哈尔滨|长春|合肥|南昌|昆明|贵阳|南宁|海口|三亚|太原|石家庄|呼和浩特|兰州|西宁|银川|乌鲁木齐|拉萨|台北|高雄)/u;
/** Province, city and district as an address writes them. A longer part may have a name in it and ends the place. */
const FORMAL =
  /^(?:[^\d\s]{2,6}?(?:省|自治区|特别行政区) ?)?(?:[^\d\s省]{2,4}?市 ?|[^\d\s省市]{2,10}?(?:自治州|地区|盟) ?)?(?:[^\d\s市]{1,5}?(?:区|县|旗|區|縣))?/u;

/**
 * The words of a place down to the district: streets, numbers and postcodes are cut off. Empty where none is
 * left, and where the words could as well be a person's name: neither province nor known city, no state code,
 * no postcode, no country.
 */
export function districtOf(text: string): string {
  const plain = text
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u206f]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return (/\p{Script=Han}/u.test(plain) ? chinesePlace(plain) : latinPlace(plain)).slice(0, REGION_CHARS);
}

function chinesePlace(plain: string): string {
  const known = PROVINCE.exec(plain)?.[0] ?? CITY.exec(plain)?.[0];
  if (known === undefined) return '';
  const formal = FORMAL.exec(plain)?.[0] ?? '';
  if (formal.length > known.length) return formal.trim();
  const [first = '', ...rest] = plain.split(/[ />-]/).filter((one) => one !== '');
  // 北京 朝阳区, 江苏 南京 玄武区: the province alone, then words that say of themselves what they are.
  if (first !== known) return known;
  const words = [known];
  for (const word of rest.slice(0, 2)) {
    const isNamed = /^[^\d路街号弄栋室村镇乡]{1,5}[市州盟区县旗區縣]$/u.test(word);
    if (!isNamed && CITY.exec(word)?.[0] !== word) break;
    words.push(word);
    if (/[区县旗區縣]$/u.test(word)) break;
  }
  return words.join(' ');
}

function latinPlace(plain: string): string {
  // "Wilhelmina - Seattle 98109": what stands before a dash may be anybody.
  const last = plain.split(/ [-–—] /).at(-1) ?? '';
  const place = (last.split(/\d/)[0] ?? '').replace(/[\s,.–-]+$/u, '');
  if (!/^\p{Lu}[\p{L} .,'-]*$/u.test(place) || place.length > REGION_CHARS) return '';
  const isPlace = / \d{4,}/.test(last) || /, ?[A-Z]{2}$/.test(place) || isCountry(place);
  return isPlace ? place : '';
}

let countries: Set<string> | null = null;

/** Names of countries in English, as the browser itself knows them. */
function isCountry(name: string): boolean {
  if (countries === null) {
    countries = new Set();
    const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
    for (let code = 0; code < 676; code += 1) {
      const letters = String.fromCharCode(65 + Math.floor(code / 26), 65 + (code % 26));
      const known = names.of(letters);
      if (known !== undefined) countries.add(known.toLowerCase());
    }
  }
  return countries.has(name.toLowerCase());
}

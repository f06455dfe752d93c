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

/** The words of a place down to the district: streets, numbers and postcodes are cut off. Empty where none is left. */
export function districtOf(text: string): string {
  const plain = text
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u206f]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (/\p{Script=Han}/u.test(plain)) {
    const formal =
      /^(?:[^\d\s]{2,6}?(?:省|自治区|特别行政区) ?)?(?:[^\d\s省]{1,8}?(?:市|自治州|盟|地区) ?)?(?:[^\d\s市]{1,8}?(?:区|县|旗|區|縣))?/u.exec(
        plain,
      )?.[0];
    if (formal) return formal.trim().slice(0, REGION_CHARS);
    // 北京 朝阳区: short words that begin with a province, so that no name of a person is taken for a place.
    if (!PROVINCE.test(plain)) return '';
    const words: string[] = [];
    for (const word of plain.split(/[ />-]/).filter((one) => one !== '')) {
      if (words.length >= 3 || word.length > 6 || /[\d路街号弄栋室村镇乡]/u.test(word)) break;
      words.push(word);
      if (/[区县旗區縣]$/u.test(word)) break;
    }
    return words.join(' ').slice(0, REGION_CHARS);
  }
  const place = (plain.split(/\d/)[0] ?? '').replace(/[\s,.–-]+$/u, '');
  return /^\p{Lu}[\p{L} .,'-]*$/u.test(place) && place.length <= REGION_CHARS ? place : '';
}

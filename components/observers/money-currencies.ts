/**
 * How shops write currencies: ISO 4217 codes, symbols and words. Data for the money reader. A sign that
 * several currencies share is listed with the one that is meant most often and the others that a page's own
 * context can decide for.
 */

/** ISO 4217 alphabetic codes in use, and a few withdrawn ones that old pages still show. */
const CODES =
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLF CLP CNH CNY COP CRC CUP CVE CZK DEM DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP FRF GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK ITL JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LTL LVL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RUR RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL ZWG BTC USDT';

/** Written forms that name one currency. Lower case here means: compared without case. */
const SIGNS = `AED د.إ درهم dhs dh|AFN ؋|AMD ֏ դր|ANG ƒ|AOA Kz kwz|AUD $AU A$ AU$ AUD$|AZN ₼ man.|BAM KM км|BBD Bds$|BDT ৳ tk|BGN лв лв. лева|BHD BD د.ب|BIF FBu|BOB Bs Bs. b$|BRL BR$ R$ reais real|BTN Nu. Nu|BTC ₿ Ƀ|BWP P.|BYN Br руб.бел|BZD BZ$|CAD $CA C$ CA$ CAN$ CAD$ CDN$|CDF FC|CHF ₣ fr. sfr. chf. fr|CLP CLP$ CL$|CNY 元 圆 人民币 rmb cny¥ cn¥ 块 块钱 RMB¥|COP COP$ COL$|CRC ₡|CUP ₱CUP|CVE Esc|CZK kč kčs|DJF Fdj|DKK dkr dkr.|DOP RD$|DZD دج د.ج DA|EGP E£ جنيه ج.م|ERN Nfk ናቕፋ نافكا|ETB ብር|EUR € euro euros eur. ευρώ евро 欧元 歐元|FJD FJ$|GBP £ ￡ stg pound pounds 英镑 英鎊 gbp£|GEL ₾ ლარი lari|GHS GH₵ ₵ GH¢|GTQ Q q|GYD GY$ G$|HKD $HK HK$ 港元 港币 港幣 港圓|HNL L.|HTG G|HUF Ft forint|IDR Rp Rp. rupiah|ILS ₪ nis ש"ח ש'ח ₪‎ شيكل|INR ₹ र ₨. रु rupees Re INR₹|IQD ع.د ID|IRR ریال ﷼ rial|IRT تومان toman|ISK isk.|JMD J$|JOD JD د.أ أردني|JPY 円 yen jp¥ 日元 日圆 日圓|KES KSh KShs Ksh.|KGS сом|KHR ៛|KMF CF|KRW ₩ 원 won 韩元 韓元|KWD KD د.ك K.D. كويتي|KZT ₸ тг тг. тенге|LAK ₭|LBP ل.ل LL|LKR රු|LYD LD ل.د|MAD MAD. د.م.|MDL lei.md|MGA Ar|MKD ден ден. mkd.|MMK Ks K|MNT ₮|MOP MOP$|MRU UM|MUR MURs|MVR Rf MVRs|MWK MK|MXN MX$ MEX$ Mex$ MXN$ pesos.mx|MYR RM|MZN MT|NAD N$|NGN ₦|NIO C$N|NOK nkr|NPR NRs रू|NZD $NZ NZ$ NZD$|OMR ر.ع. R.O.|PAB B/. B/|PEN S/ S/. s/.|PHP ₱ php.|PGK PGK.|PLN zł zl złotych|PYG ₲ Gs Gs.|QAR ر.ق QR|RON lei leu|RSD din din. дин дин. dinara динара РСД|RUB ₽ руб руб. р. р рублей rub.|RWF FRw RF|SAR ر.س ر.س. ريال SR ⃁|SBD SI$|SCR SRe|SDG ج.س|SEK skr|SGD S$ SG$ SGD$|SLL Le|SOS Sh.So.|SRD Sr$|SYP ل.س|THB ฿ บาท baht|TJS SM|TMT T.|TND DT د.ت|TOP T$|TRY ₺ tl|TTD TT$|TWD NT$ NTD NT 台币 臺幣 台幣 新台币 新台幣|TZS TSh TShs|UAH ₴ грн грн. hrn гривень|UGX USh|USD $US US$ U$S USD$ 美元 美金 U.S.$ usd. dollars dollar|UYU $U UYU$|UZS so'm soʻm so‘m сум S' Sʻ|VES Bs.S|VND ₫ VNĐ đ đồng|VUV Vt VT|WST WS$|XAF FCFA|XCD EC$|XOF CFA|XPF ₣p|YER ر.ي|ZAR R zar.|ZMW ZK|ZWL Z$`;

/** Signs shared by several currencies: the most likely first, then those a hint may choose. */
const SHARED: Readonly<Record<string, string>> = {
  $: 'USD CAD AUD NZD SGD HKD TWD MXN CLP ARS COP UYU NAD JMD BBD FJD XCD BSD BMD BND LRD BZD GYD SRD TTD KYD',
  '＄': 'USD TWD HKD',
  '¥': 'CNY JPY',
  元: 'CNY TWD HKD',
  圓: 'TWD HKD',
  塊: 'TWD',
  kr: 'SEK NOK DKK ISK',
  'kr.': 'DKK SEK NOK ISK',
  rs: 'INR PKR LKR NPR MUR',
  'rs.': 'INR PKR LKR NPR MUR',
  '₨': 'PKR INR LKR NPR MUR',
  'ر.س': 'SAR',
  ريال: 'SAR QAR OMR YER IRR',
  درهم: 'AED MAD',
  جنيه: 'EGP SDG',
  دينار: 'KWD JOD IQD BHD',
  '£': 'GBP EGP',
  '₤': 'GBP ITL TRY',
  l: 'MDL HNL',
  br: 'BYN ETB',
  francs: 'CHF XOF XAF',
  som: 'KGS UZS',
  pesos: 'MXN CLP ARS COP PHP',
  p: 'PHP BWP RUB',
  lei: 'RON MDL',
};

const CODE_SET = new Set(CODES.split(' '));

/** True for a code of ISO 4217. */
export function isCurrencyCode(text: string): boolean {
  return CODE_SET.has(text);
}

export interface Sign {
  text: string;
  /** Most likely first; one entry when the sign is unequivocal. */
  codes: readonly string[];
  /** Letters need a word's edge beside them, signs do not. */
  isWord: boolean;
  isFolded: boolean;
}

function buildSigns(): Map<string, Sign> {
  const signs = new Map<string, Sign>();
  const add = (text: string, codes: readonly string[]) => {
    const isFolded = text === text.toLowerCase();
    signs.set(text, {
      text,
      codes,
      isWord: /^[\p{L}\p{M}]/u.test(text) && !/[\p{Script=Han}\p{Script=Hangul}]/u.test(text),
      isFolded,
    });
  };
  for (const code of CODE_SET) add(code, [code]);
  for (const row of SIGNS.split('|')) {
    const [code = '', ...texts] = row.split(' ');
    // Toman is ten rial and has no ISO code; the number stands, the currency is not named.
    for (const text of texts) if (text !== '') add(text, code === 'IRT' ? [] : [code]);
  }
  for (const [text, codes] of Object.entries(SHARED)) add(text, codes.split(' '));
  return signs;
}

const SIGN_MAP = buildSigns();
/** Longest written form, in characters. */
const SIGN_CHARS = 8;

function lookUp(text: string): Sign | null {
  const exact = SIGN_MAP.get(text);
  if (exact) return exact;
  const folded = SIGN_MAP.get(text.toLowerCase());
  if (folded?.isFolded) return folded;
  // Codes are also written in small letters beside a number (`eur`, `Chf`), except those that are words.
  const upper = text.toUpperCase();
  return text.length === 3 &&
    CODE_SET.has(upper) &&
    !/^(?:all|top|try|mad|bam|cup|gel|sos|mop|lak|pen|ern|ang)$/i.test(text)
    ? (SIGN_MAP.get(upper) ?? null)
    : null;
}

const LETTER = /[\p{L}\p{M}]/u;

function hasEdge(sign: Sign, neighbour: string): boolean {
  return !sign.isWord || neighbour === '' || !LETTER.test(neighbour);
}

/** The longest currency sign that starts at `at`; null when there is none. */
export function signAt(text: string, at: number): Sign | null {
  for (let length = Math.min(SIGN_CHARS, text.length - at); length > 0; length--) {
    const part = text.slice(at, at + length);
    if (part !== part.trim()) continue;
    const sign = lookUp(part);
    if (!sign) continue;
    const isJoinedAfter =
      sign.isWord && LETTER.test(part.slice(-1)) && !hasEdge(sign, text.charAt(at + length));
    if (isJoinedAfter || !hasEdge(sign, text.charAt(at - 1))) continue;
    return { ...sign, text: part };
  }
  return null;
}

/** Digits after the separator in these currencies (ISO 4217 minor unit 3); 2 or 0 elsewhere. */
export const THREE_DECIMALS: ReadonlySet<string> = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);
/** Currencies whose prices are written without decimals (ISO 4217 minor unit 0, and those in daily use so). */
export const NO_DECIMALS: ReadonlySet<string> = new Set([
  'CLP',
  'COP',
  'ISK',
  'JPY',
  'KRW',
  'PYG',
  'VND',
  'IDR',
  'HUF',
  'TWD',
  'KZT',
  'UGX',
  'XAF',
  'XOF',
  'XPF',
  'RWF',
  'VUV',
  'DJF',
  'GNF',
  'KMF',
  'BIF',
  'IRR',
]);

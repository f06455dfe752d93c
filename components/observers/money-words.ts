/**
 * Words that stand beside an amount and say what it is. Data for the money reader: each list is looked for
 * right before an amount, right after it, or both. Compared on folded text in lower case.
 */
import type { PriceKind } from '../model/words';

/** What an amount in a text is. Only `price` and `list` are prices of the thing. */
export type MoneyRole =
  | 'price'
  | 'list'
  | 'reduction'
  | 'coupon'
  | 'threshold'
  | 'instalment'
  | 'unit-price'
  | 'shipping'
  | 'points'
  | 'untaxed'
  | 'method'
  | 'balance'
  | 'total';

/** "Cheaper by 151" speaks of the amount before it, which is then the one compared with. */
export const CHEAPER_BY = /(?:taniej o|cheaper by|günstiger um|дешевле на|levnější o)\s*$/u;

interface Cue {
  role: MoneyRole;
  before?: RegExp;
  after?: RegExp;
}

/** A comparison price for certain. */
export const STRONG_LIST_BEFORE =
  /(?:\bwas|\bprice was|\brrp|\br\.r\.p\.?|\bmsrp|\bsrp|\bmrp|m\.r\.p\.?|\buvp(?: des herstellers)?|unverb(?:indliche|\.) preisempf(?:ehlung|\.)|\bstatt|list(?:en)?\s?(?:price|preis)|\bcompare(?:d)? at|\blist(?=\s*:)|\bcomp\.? value|\bretail(?: value)?|\btypical(?=\s*:)|original(?:ly)?(?: price)?|previous(?:ly)?(?: price)?|(?:old|former|typical|retail|non-sale|strikethrough) price|\bbefore|\bavant|au lieu de|prix (?:de vente )?(?:conseillé|barré|public|d'origine|courant|initial)|ancien prix|\bantes|precio (?:anterior|original|de lista|normal)|prezzo (?:di listino|consigliato|originale)|listino|anziché|vorher(?:iger preis)?|bisher|alter preis|ursprünglich|niedrigster (?:\p{L}{0,12} )?preis(?:[^:\d]{0,24}\d+ tagen?)?|30[- ]tage[- ](?:best|tiefst)preis\**|lowest (?:recent )?price(?:[^:\d]{0,24}\d+ days)?|prix le plus bas(?:[^:\d]{0,24}\d+ (?:derniers )?jours)?|prezzo più basso(?: recente)?(?:[^:\d]{0,24}\d+ giorni)?|precio (?:más bajo|mínimo)(?:[^:\d]{0,24}\d+ días)?|\bpvpr|pvp recomendado|laagste prijs(?:[^:\d]{0,24}\d+ dagen)?|adviesprijs|van voor|ord\.?\s?(?:pris|inarie pris)|\bord\.|rek\.? ?pris|lägsta pris(?:[^:\d]{0,20}\d+ dagarna)?|laveste pris(?:[^:\d]{0,20}\d+ dage(?:ne|r)?)?|tidigare|\bfør(?:pris)?|veil\.?(?: ?pris)?|\bnorm\.?|ovh\.?|původní cena|původně|pôvodná cena|cena (?:regularna|katalogowa|poprzednia)|najniższa cena(?:[^:\d]{0,12}\d+ dni(?: przed obniżką)?)?|stara cena|vana hind|tavahind|redna cena|старая цена|без скидки|eredeti ár|preț vechi|harga (?:asli|normal)|giá gốc|ราคาปกติ|정가|정상가|소비자가|기존가|시중가|참고가|출시가|할인\s?전|通常(?:価格)?|定価|参考価格|過去価格|元値|希望小売価格|メーカー希望小売価格|当店通常|原价|原價|划线价|日销价|非会员价|非會員價|劃線價|优惠前|優惠前|日常价|日常價|市场价|市場價|市價|专柜价|專櫃價|吊牌价|指导价|建议零售价|建議售價|建議價|参考价|參考價|定价|定價|门市价|門市價|官方(?:售|指导)?价|发售价|折前|券前|降价前|سابقا|السعر السابق|كان|במקום|eski fiyat[ıi]?|en düşük fiyat[ıi]?|αρχική τιμή|cena przed obniżką|starka cena|wcześniej)\s*[:：¥]?\s*(?:\(?[a-z]{0,3}\)?)?\s*$/u;

/** Often the comparison price, but on its own simply the price. */
export const WEAK_LIST_BEFORE =
  /(?:regular(?: price)?|reg\.?|normal(?:preis|pris| price)?|standard price|\bpvp|淘宝价|价格|價格|běžná cena|bežná cena|cena bazowa|full price|prix normal|\bde|\bfrån ord)\s*[:：]?\s*$/u;

export const LIST_AFTER =
  /^\s*\(?(?:rrp|msrp|uvp|list price|原价|原價|划线价|日常价|优惠前|定価|정가)(?!\s*[:：]?\s*\d)/u;

export const CUES: readonly Cue[] = [
  {
    role: 'reduction',
    before:
      /(?:第[二三四五2-9]件|you save|\bsave(?: up to)?|savings?(?: of)?|ahorr[ao]s?|economize|risparmi|\bsparen|du sparst|ersparnis|taniej o|rabat|remise(?: de)?|remboursement(?: de)?|économisez|zľava|sleva|ušet[rř]íte|oszczędzasz|bespaart?|\bspar|\bspara|poupa|giảm|tiết kiệm|ลด(?:ราคา)?|ส่วนลด|ประหยัด|hemat|jimat|tasarruf|बचत|وفر|توفير|절약|κερδίζετε|indirim|скидка|экономия|выгода|discount(?: of)?|reduced by|立减|立減|直降|已省|节省|節省|可省|再省|省|减|減|优惠了?|優惠|cheaper by|günstiger um|抵扣|抵|下调|降价|降了?|已补|加补|(?<!百亿)补贴了?|(?<!百億)補貼|已享受?|享补贴|返现?|赠|할인(?!가)|値引き?|割引)\s*(?:[:：]|最高|高达|金额)?\s*$/u,
    after:
      /^\s*(?:off\b|de descuento|de desconto|rabatt?\b|korting|di sconto|de réduction|скидк|de réd|cheaper|discount\b|(?:instant |mail-in )?(?:savings?|rebate)\b|优惠券|优惠(?![价前后])|優惠券|立减|立減|折扣|减免|할인(?!가)|引き|オフ|indirim|remboursés?|خصم(?!\s*\d))|^(?:百亿|国家|政府|平台|官方)?(?:补贴|補貼)(?!价|后|價|後|到手)/u,
  },
  {
    role: 'coupon',
    before:
      /(?:券(?:金额|金額|面额)?|[赠贈送](?:品|礼|禮)?(?:总)?(?:价值|價值)|gift worth|cup[oó][nm](?: de)?|bon de réduction(?: de)?|buono(?: da| di)?|红包|紅包|代金券|gift card|(?<!(?:with|after|apply)(?: the)? )coupon|voucher|cashback|credit|trade-in(?: value)?|bonus|get an?|gutschein|кэшбэк|кешбэк)\s*[:：]?\s*(?:up to|of)?\s*$/u,
    after:
      /^\s*(?:元)?(?:券(?!后|後|前)|红包|紅包|礼金|津贴|消费券|购物金|无门槛|無門檻|满 ?\d{1,6} ?元?(?:可用|使用|减|減)|滿 ?\d{1,6} ?元?(?:可用|使用)|coupon|kupon|voucher|gift card|e-?gift|cash ?back|(?:statement|store|promotional) credit|back\b|credit\b|trade-in|amazon gift|gutschein|クーポン|쿠폰)/u,
  },
  {
    role: 'threshold',
    before:
      /(?:满|滿|再买|再凑|还差|仅差|還差|orders? (?:over|of|above|from)?|\bover|\bspend|above|(?:order|order value|purchase)s? (?:over|of|from)|ab einem (?:bestell|waren)wert von|bestellwert(?: von| ab)?|minimum|\bmin\.?(?: order| spend| belanja| purchase)?|\bunder|\bup ?to|\bbis zu|jusqu'à|起送(?:价)?|満|(?<!%\s?)\boff(?: on| your| orders?(?: of| over)?)?|(?:free|gratis|gratuit\p{L}*|offerte?s?|kostenlos\p{L}*|\p{L}*frei|\bfri|grátis|darmow\p{L}+|zdarma|бесплатн\p{L}+)[^\d]{0,28}(?:\bab|dès|a partir de|à partir de|vanaf|sopra(?: i)?|oltre|superiori a|acima de|over|över|fra|från|\bod|(?<!\p{L})от|above|from|on))\s*[:：]?\s*$/u,
    after:
      /^\+(?=[.,]|\s*$)|^\s*(?:元?(?:可用(?!券)|起(?:送|包邮|免邮|免运)|以上)|bestellwert|warenwert|d'achat|de compra|di spesa|away\b|(?:more )?(?:for|to get|to unlock) free|이상|ve üzeri|\+ ?orders|時可用|时可用|オークション|スタート|minimum|or more|and over|から送料無料|以上送料無料)/u,
  },
  {
    role: 'instalment',
    before:
      /(?:\d\s?x(?: de)?|\d+ (?:cuotas|parcelas|rate|raten|plazos|versements)(?: (?:de|of|à|mensuelles? de))?(?: sin interés(?: de)?)?|cuotas?(?: desde| de)?|parcelas? de|finanzierung ab|monatlich\p{L}{0,2}(?: rate)?(?: ab)?|\brat[ya]? od|\ben \d fois|per (?:maand|måned|månad)|par mois|al mese|por m[eê]s|al mes|aylık|mensualidad(?:es)? de|instal{1,2}ments?(?: of)?|(?:meses sin intereses|\bmsi)(?: de)?|rat[ey]? (?:da|po|x|×)|rat\b(?: po| x| ×)?|首付|首期|分期免息|payments? of|\d interest-free payments? of|emi(?: starts? (?:at|from)| from)?|pay in \d{1,2} (?:payments )?of|\bmtl\.?|月額|月々|(?:^|\s)월|分期(?:价)?|每期|日供|月供|月租|每月|月付|低至每月|monthly(?: from)?|рассрочк[аи](?: от)?|cicilan|angsuran|trả góp|ผ่อน(?:ชำระ)?|قسط|أقساط)\s*[:：]?\s*$/u,
    after:
      /^\s*(?:mtl\b|\/ ?mo(?:nth|\.|\b)|p\/?m\b|\/ ?kk\b|\/ ?mois\b|\/ ?mese\b|\/ ?maand\b|down\b|\/ ?tháng|\/ ?bln|\/ ?bulan|per bulan|\/ ?เดือน|ต่อเดือน|mỗi tháng|شهري|\/ ?شهر|\/ ?mies|\/ ?ay\b|\/ ?mes\b|\/ ?mån|\/ ?monat|\/ ?mês|\/ ?мес|per month|a month|monthly|im monat|monatlich|par mois|al mes|al mese|miesięcznie|в месяц|起?\/ ?(?:月|期)|[x×*] ?\d{1,2}(?:期|回|개월)|[x×*] ?(?:[3-9]|[1-9]\d)\b|(?:with|via|through) (?:affirm|klarna|afterpay|clearpay|zip|paypal credit)\b|元?[x×*]\d{1,2}期|每月|por mes|in \d+ raten)/u,
  },
  {
    role: 'shipping',
    before:
      /(?:^\s*\+|(?<!\d)\+|shipping|delivery|postage|p&p|versand(?:kosten)?|porto|livraison|envío|envio|frete|spedizione|wysyłka|dostawa|доставка|运费险?|運費|邮费|郵費|配送费|快递费?|送料|배송비|import (?:fees|charges)|\bdont|éco-?part[\p{L}]*(?: incluse)?|écotaxe|pfand|statiegeld|frais de (?:port|livraison)|dostawa(?: od)?|doprava|dopravné|توصيل|شحن|משלוח|toimitus(?:kulut)?|levering|szállítás|verzendkosten|verzending|frakt|fragt|kargo|ongkir|phí (?:vận chuyển|ship)|ค่า(?:จัด)?ส่ง|portes(?: de envio)?|税费|稅費|关税|關稅|进口税|服务费|(?:booking|service|handling|cleaning|resort|processing|convenience|admin) fees?|(?<!(?:incl?\.?|including|inclusive of(?: all)?|inc\.?|with|before|after|excl?\.?|ex) (?:sales )?)\b(?:sales |estimated )?tax(?:es)?)\s*(?:fees?|cost|charges?|from|ab|:)?\s*[:：]?\s*$/u,
    after:
      /^\s*(?:\(?\+? ?(?:(?:flat[- ]rate|standard|express|economy|expedited) (?:shipping|delivery)|z dostawą|s dopravou|(?:booking|service|handling|resort|cleaning|convenience) fees?\b|(?<!\+ ?)(?:sales )?tax(?:es)?\b(?! ?inc)|de frais de port|shipping|delivery|postage|p&p|p\+p|versand|import fees|import charges|frais de|de frais|livraison|gastos de env|envío|d['e] ?éco-?(?:part|taxe)|pfand|statiegeld|运费|運費|邮费|배송비|送料(?!込|无料|無料|別|無し|なし)))/u,
  },
  {
    role: 'points',
    after: /^\s*(?:бонус|points?\b|积分|積分|点数|ポイント|적립|pts?\b|miles|bonus)/u,
    before: /(?:\bearn|collect|积分|적립|포인트|balance)\s*[:：]?\s*$/u,
  },
  {
    role: 'untaxed',
    before:
      /(?:brez ddv|excl?\.?(?:uding)?(?: (?:vat|tax|mwst|gst|btw|moms)\.?)?|ex\.? ?vat|tax excl\.?|netto(?:preis)?|bez dph|bez podatku|без ндс|\bh\.?t\.?|hors taxes?|sem iva|sin iva|sin impuestos(?: nacionales)?|未税|未稅|[不未]含[税稅]价?|税抜|税別|本体(?:価格)?|\bwithout tax)\s*[:：]?\s*$/u,
    after:
      /^\s*\(?(?:excl?\.?(?:uding)? (?:vat|tax|mwst|gst|btw|moms)|ex\.? ?vat|\+ ?vat\b|h\.?t\.?(?![a-z])|netto|bez dph|brez ddv|без ндс|税抜|税別|\+ ?tax)/u,
  },
  {
    role: 'unit-price',
    before:
      /(?:unit price|grundpreis|\d ?(?:g|kg|ml|l|克|千克|公斤|毫升|升)(?:당|あたり| ?=)|(?:每|\bper|\bje|\bpro) ?\d{0,4} ?(?:g|kg|ml|l|克|千克|公斤|斤|毫升|升))\s*[:：]?\s*$/u,
  },
  {
    // What the same thing costs otherwise: opened, used, at once in an auction, with a new card.
    role: 'method',
    before:
      /(?:(?:open[- ]box|used|refurbished|pre-?owned|renewed|other sellers|gebraucht|d'occasion|reacondicionado|ricondizionato|中古品?|二手|중고)(?: \(\d{1,4}\))?(?: (?:from|ab|à partir de|desde|da))?|即決(?:価格)?|sofort-?kaufen|(?:pix|vista|boleto) ou|카드 ?(?:결제|할인) ?시)\s*[:：]?\s*$/u,
    after: /^\s*em \d{1,2}x(?! de)/u,
  },
  {
    role: 'balance',
    before: /(?:尾款|余款|balance due|remaining)\s*[:：]?\s*$/u,
  },
  {
    // "2 for £5" is what several cost, not what the thing costs.
    role: 'total',
    before:
      /(?:(?:^|\s)(?:[2-9]|1\d) (?:for|für|pour|por|voor|za|за|för)|任选 ?\d{1,2} ?件|costo total|coste total|total(?: cost| price| due| amount)?|gesamt(?:preis|betrag)?|总计|合计|合計|总额|subtotal)\s*[:：]?\s*$/u,
  },
];

/** A price for a measure (per kilogram, per 100 ml), not for the thing. Pieces are things. */
export const UNIT_AFTER =
  /^\s*(?:€|eur)?\s*(?:\/ ?per|\/|per|pro|je|par|por|za|na|a|à|\(per)\s*(?:\d{1,4}(?:[.,]\d{1,2})? ?)?(?:kg|kilo\w*|g|gr|gram\w*|mg|ml|cl|l|lt?r|lit\w{1,3}|lb|lbs|pound|oz|ounce|fl\.? ?oz|m²|m2|m³|m\b|sq\.? ?(?:ft|m)|sqft|qm|ft|count|ct|sheet|wash|斤|克|千克|公斤|kg|升|毫升|ml|米|平方米|平米|㎡|кг|л|м)(?![\p{L}\d])/u;

/** For one of the pieces in a pack: no price of the thing where a higher amount stands beside it. */
export const PIECE_AFTER =
  /^\s*(?:\/|per|pro|je|par|por|za|al?)?\s*(?:each\b|ea\b|pieces?\b|pcs?\b|units?\b|item\b|st(?:ü)?c?k\b|stk\b|stuk\b|szt\b|unité|pièce|ud\b|unidad|pezzo|片|个|個|粒|枚|支|张|張|包|袋|本|杯|抽|颗|对)/u;
export const PIECE_BEFORE =
  /(?:(?:1 ?)?(?:개|매|장|병|팩|정|포|구)당|1 ?(?:個|枚|本|袋|包)あたり|每(?:片|个|個|粒|枚|支|张|包|袋|颗)|约?单(?:片|个))\s*[:：]?\s*约?\s*$/u;

/** Says that the amount after it holds the tax. */
export const TAXED_BEFORE =
  /(?:税込(?:み|価格)?|inc(?:l|luding)?\.? ?(?:vat|tax|gst)|inkl\.? ?(?:mwst|moms)\.?|\bttc|s dph|iva inclu\p{L}{0,4}|с ндс|(?<![不未])含税价?|(?<![不未])含稅價?)\s*[:：]?\s*$/u;

/** Conditions that ride on a price: before it (glued or with a colon) or after it. First that fits wins. */
export const KINDS: readonly { kind: PriceKind; words: RegExp }[] = [
  { kind: 'deposit', words: /定金(?!膨胀)|订金|预付款?|預購金|deposit\b|anzahlung|acompte/u },
  {
    kind: 'final-estimate',
    words: /预估到手价?|預估到手價?|预估价|到手价?|到手約?|實付|实付价?|预计到手价?|final price after/u,
  },
  {
    kind: 'newcomer',
    words:
      /新人(?:专享|專享|首单|立享|到手)?价?|新客(?:专享|价)?|首单(?:价|专享)?|新用户(?:专享)?价?|新戶|first[- ](?:order|purchase)(?: price| only)?|new (?:customers?|users?)(?: only| price)?|初回(?:限定|価格)?|첫\s?구매(?:가)?|neukunden(?:preis)?/u,
  },
  {
    kind: 'member',
    words:
      /会员(?:专享)?价?|會員(?:專享)?價?|(?<!\b(?:le|la|les|en|de) )plus(?:会员|專享|专享)?价?(?![a-z]|\s+(?:(?:applicable )?tax|vat|gst|p&p|postage|shipping|delivery|(?:\p{L}+ )?fees?))|88vip|vip价?|粉丝价|members?(?:['’]s)?(?: only)?(?: price| exclusive)?(?![a-z])|member ?price|rewards? (?:exclusive|price|member)|prime (?:price|member|exclusive)|with prime|省钱卡价|clubcard(?: price)?|nectar price|loyalty price|card ?holder price|会員様?(?:限定|価格|特価|割引価格)(?:価格)?|入会价|회원 ?(?:할인|전용|특별)? ?가|멤버십|와우(?=할인|회원|\s|가)/u,
  },
  {
    kind: 'subsidised',
    words:
      /百亿补贴(?:价|后|到手)?|补贴(?:领|后|到手)*价|补贴(?:后|领后)|(?<!支持|参与|可享|可用)国补(?:价|后|到手价)?|(?:国家|超级|平台加)补贴?(?:价|后)|政府补贴(?:价|后)|補貼價|百亿补贴/u,
  },
  {
    kind: 'after-coupon',
    words:
      /券后价?|券後價?|领券(?:后|立减|到手)?价?|用券(?:后|价)|after coupon|with (?:the |a |\d{1,2}% off )?coupon|coupon price|coupon applied|(?:with|use) (?:promo )?code|mit (?:dem )?(?:gutschein)?code|z kodem|avec le code|con (?:el )?código|쿠폰 ?(?:적용 ?|할인 ?)?(?:가|시(?=\s))|クーポン(?:利用|適用)/u,
  },
  {
    kind: 'live-room',
    words:
      /直播间?(?:专享|專享)?价?|直播價|live (?:price|exclusive)|라이브 ?(?:방송 ?)?(?:특가|할인가|가(?=\s))/u,
  },
  {
    kind: 'group-buy',
    words:
      /(?:\d人|百人|万人)?(?:拼单|拼團|拼团|拼购|成团|团购)价?|(?:\d+|百|千|万)人(?:成)?团价?|團購價|group[- ]buy|发起拼单/u,
  },
  {
    kind: 'card-or-method',
    words:
      /no boleto|boleto|no pix|\bpix\b|à vista|con tarjeta|tarjeta (?:cencosud|ripley|cmr|[a-z]+)|with (?:card|redcard|[a-z ]{0,16}credit card)|card price|cash price|with (?:bank|card) offers?|카드 ?(?:할인|결제|청구할인)?가(?=\s)|on approval|mastercard|刷卡价|银行卡|信用卡价|現金價|przelewem/u,
  },
  {
    kind: 'exclusive',
    words:
      /专享价?|專享價?|专属价?|專屬價?|独享价?|app价|exclusive price|online exclusive|app[- ]only|only for you|just for you/u,
  },
  {
    kind: 'from',
    words:
      /^\s*起(?![批送订拍購购])|\bfrom\b|(?:^|\s)ab\s*$|starting(?: at)?\s*$|(?:^|\s)dès\s*$|(?:^|\s)από\s*$|(?:^|\s)alk\.\s*$|de la\s*$|החל מ-?\s*$|à partir de|desde|a partir de|a partire da|\bda\s*$|\bvanaf|\bot\s*$|(?:^|\s)от\s*$|\bod\s*$|från|\bfra\s*$|alates|低至|as low as|เริ่ม(?:ต้น)?(?:ที่)?\s*$|(?:^|\s)(?:chỉ )?từ\s*$|mulai(?: dari)?\s*$|bermula\s*$|(?:ابتداء?[ًا]? من|تبدأ من|يبدأ من|من)\s*$|から\s*$|^\s*(?:から|より)|부터/u,
  },
];

/** Says that the amount before it holds the tax, whatever the words before the amount said of another. */
export const TAXED_AFTER =
  /^\s*\(?(?:ttc|inc(?:l|luding)?\.? ?(?:vat|tax|gst)|inkl\.?|brutto|s dph|iva incl|税込|с ндс)/u;

/** Words after which everything that follows is about something else than the price before them. */
export const CARD_OFFER_AFTER =
  /gift card|opening a new |after [^\d]{0,4}\d{1,4} off|on approval|upon approval|credit card|platinum mastercard|with (?:your )?[\w ]{0,24}card\b/u;

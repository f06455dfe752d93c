/**
 * Prices as shops of many countries write them, and what a person would read there: amount asked, amount
 * compared with, currency, kind. `-` is none; `?` is left open, where the text alone does not decide.
 */
import { describe, expect, it } from 'vitest';
import { readPriceText } from '../../../components/observers/money';

const ROWS = `
到手价¥199 | 199 | - | CNY | final-estimate
券后价 ¥89.9 原价 ¥129 | 89.9 | 129 | CNY | after-coupon
预估到手价￥1,299.00 | 1299.00 | - | CNY | final-estimate
预估到手￥2399 ￥2799 | 2399 | 2799 | CNY | final-estimate
百亿补贴价 ￥4599 | 4599 | - | CNY | subsidised
百亿补贴 ¥6,299 官方售价 ¥7,999 | 6299 | 7999 | CNY | subsidised
定金¥50 尾款¥449 | 50 | - | CNY | deposit
定金 ￥100 抵 ￥200 预售价 ￥1999 | 1999 | - | CNY | plain
预售价 ¥899 定金 ¥50 | 899 | - | CNY | plain
满300减50 | - | - | CNY | -
每满200减30 | - | - | CNY | -
满2件打8折 | - | - | - | -
¥59起 | 59 | - | CNY | from
￥1.98万 | 19800 | - | CNY | plain
1.98万元起 | 19800 | - | CNY | from
12.5万 | 125000 | - | - | ?
3.2亿元 | 320000000 | - | CNY | plain
￥１，２９９．００ | 1299.00 | - | CNY | plain
券后￥３９．９ | 39.9 | - | CNY | after-coupon
活动价：¥149 | 149 | - | CNY | plain
秒杀价 ¥9.9 ¥39.9 | 9.9 | 39.9 | CNY | -
限时秒杀 9.9元 | 9.9 | - | CNY | -
¥ 128 .00 | 128.00 | - | CNY | plain
¥128 月销1000+ | 128 | - | CNY | plain
¥128 已售3.5万+件 | 128 | - | CNY | plain
¥25.8 10万+人付款 | 25.8 | - | CNY | plain
已拼10万+件 ¥12.9 | 12.9 | - | CNY | -
单独购买 ¥25.9 发起拼单 ¥18.9 | 18.9 | 25.9 | CNY | group-buy
拼单价 ¥18.9 | 18.9 | - | CNY | group-buy
新人价¥0.01 | 0.01 | - | CNY | newcomer
新人专享价 ¥9.9 日常价 ¥29.9 | 9.9 | 29.9 | CNY | newcomer
PLUS会员价 ¥95 京东价 ¥99 | 95 | 99 | CNY | member
会员价：￥68 | 68 | - | CNY | member
88VIP价 ¥75.05 | 75.05 | - | CNY | member
直播间价 ¥79 吊牌价¥299 | 79 | 299 | CNY | live-room
专享价￥188 | 188 | - | CNY | exclusive
领券立减20元 | - | - | CNY | -
优惠券 满99减10 | - | - | CNY | -
立省¥200 | - | - | CNY | -
已省 ¥30 | - | - | CNY | -
直降500元 | - | - | CNY | -
补贴后 ¥2,549.15 原价¥2,999 | 2549.15 | 2999 | CNY | subsidised
国补价 ¥3399.15 | 3399.15 | - | CNY | subsidised
政府补贴15% 到手价 ¥2124.15 | 2124.15 | - | CNY | final-estimate
¥3999 或 ¥333.25×12期 | 3999 | - | CNY | plain
分期 ¥99.9/月 x12期 | - | - | CNY | instalment
12期免息 每期¥416.58 | - | - | CNY | instalment
运费 ¥10 | - | - | CNY | -
¥59.9 运费¥6 | 59.9 | - | CNY | plain
¥39.9 包邮 | 39.9 | - | CNY | plain
满99元包邮 | - | - | CNY | -
返现 5元 | - | - | CNY | -
¥29.9/500g | 29.9 | - | CNY | per-unit
18.8元/斤 | 18.8 | - | CNY | per-unit
¥19.9-39.9 | 19.9 | - | CNY | range
￥199~￥399 | 199 | - | CNY | range
199至299元 | 199 | - | CNY | range
面议 | - | - | - | -
暂无报价 | - | - | - | -
¥??? | - | - | - | -
价格 88.00 元 | 88.00 | - | CNY | plain
售价：5 999 元 | 5999 | - | CNY | plain
NT$1,280 | 1280 | - | TWD | plain
NT$ 990 原價 NT$1,490 | 990 | 1490 | TWD | plain
特價 $399 建議售價 $599 | 399 | 599 | TWD | plain
HK$388.0 | 388.0 | - | HKD | plain
HK$ 1,299 起 | 1299 | - | HKD | from
$1,580 起/人 | 1580 | - | - | from
1,980円（税込） | 1980 | - | JPY | plain
¥1,980 (税込) | 1980 | - | JPY | plain
税抜 1,800円 税込 1,980円 | 1980 | - | JPY | plain
1,800円（税抜）（税込1,980円） | 1980 | - | JPY | plain
3,300円(税込) 送料無料 | 3300 | - | JPY | plain
￥5,500 税込 送料550円 | 5500 | - | JPY | plain
通常価格 5,980円 セール価格 3,980円 | 3980 | 5980 | JPY | plain
メーカー希望小売価格 12,000円 9,800円(税込) | 9800 | 12000 | JPY | plain
価格 1万2800円 | 12800 | - | JPY | plain
500円OFFクーポン | - | - | JPY | -
月額 980円 | - | - | JPY | instalment
ポイント 110pt | - | - | ? | -
￥2,480〜 | 2480 | - | ? | from
2,480円～3,980円 | 2480 | - | JPY | range
12,900원 | 12900 | - | KRW | plain
판매가 29,800원 | 29800 | - | KRW | plain
정가 39,000원 할인가 29,900원 | 29900 | 39000 | KRW | plain
25% 45,000원 33,750원 | 33750 | 45000 | KRW | plain
1만 2,900원 | 12900 | - | KRW | plain
3만원 | 30000 | - | KRW | plain
2만원대 | 20000 | - | KRW | ?
₩1,250,000 | 1250000 | - | KRW | plain
쿠폰적용가 19,900원 | 19900 | - | KRW | after-coupon
월 12,500원 (12개월) | - | - | KRW | instalment
배송비 3,000원 | - | - | KRW | -
최저 15,900원부터 | 15900 | - | KRW | from
100g당 1,290원 | 1290 | - | KRW | per-unit
₹1,23,456 | 123456 | - | INR | plain
₹499 M.R.P.: ₹1,299 (62% off) | 499 | 1299 | INR | plain
M.R.P.: ₹2,999.00 Deal of the day: ₹1,499.00 | 1499.00 | 2999.00 | INR | plain
Rs. 1,499 | 1499 | - | INR | plain
Rs.649 Rs.1299 50% OFF | 649 | 1299 | INR | plain
₹12,999 EMI from ₹629/month | 12999 | - | INR | plain
EMI starts at ₹629 | - | - | INR | instalment
₹2.5 lakh | 250000 | - | INR | plain
₹1.2 Cr | 12000000 | - | INR | plain
INR 45,999.00 | 45999.00 | - | INR | plain
CHF 1'234.50 | 1234.50 | - | CHF | plain
CHF 129.– | 129 | - | CHF | plain
129.– | 129 | - | - | plain
Fr. 49.90 | 49.90 | - | CHF | plain
1’299.– CHF statt 1’499.– | 1299 | 1499 | CHF | plain
CHF 19.95 statt CHF 39.90 | 19.95 | 39.90 | CHF | plain
1.234,56 € | 1234.56 | - | EUR | plain
€ 1.299,– | 1299 | - | EUR | plain
1.299,- € | 1299 | - | EUR | plain
ab 49,99 € | 49.99 | - | EUR | from
UVP 79,95 € 49,95 € | 49.95 | 79.95 | EUR | plain
statt 199,00 € nur 149,00 € | 149.00 | 199.00 | EUR | plain
49,99 € inkl. MwSt. zzgl. 4,95 € Versand | 49.99 | - | EUR | plain
19,99 € (2,00 € / 100 g) | 19.99 | - | EUR | plain
1 l = 3,98 € | 3.98 | - | EUR | per-unit
12,99 €/kg | 12.99 | - | EUR | per-unit
Grundpreis: 15,90 € / kg | 15.90 | - | EUR | per-unit
mtl. 19,99 € | - | - | EUR | instalment
24 x 19,99 € | - | - | EUR | instalment
399 € oder 12 x 33,25 € | 399 | - | EUR | plain
Niedrigster Preis der letzten 30 Tage: 89,99 € | - | 89.99 | EUR | -
79,99 € Niedrigster Preis der letzten 30 Tage: 89,99 € | 79.99 | 89.99 | EUR | plain
Sie sparen 20,00 € | - | - | EUR | -
19,99 € -33% 29,99 € | 19.99 | 29.99 | EUR | plain
12,50 € TTC | 12.50 | - | EUR | plain
10,42 € HT 12,50 € TTC | 12.50 | - | EUR | plain
À partir de 24,90 € | 24.90 | - | EUR | from
Prix conseillé : 59,99 € 39,99 € | 39.99 | 59.99 | EUR | plain
1 299,00 € | 1299.00 | - | EUR | plain
1 299 € 99 | 1299 | - | EUR | ?
24€90 | 24.90 | - | EUR | plain
dont 0,50 € d'éco-participation | - | - | EUR | -
499,00 € dont 0,50 € d'éco-part | 499.00 | - | EUR | plain
4 x 12,50 € sans frais | - | - | EUR | instalment
Desde 19,95 € | 19.95 | - | EUR | from
Antes 39,95 € Ahora 29,95 € | 29.95 | 39.95 | EUR | plain
29,95€ 39,95€ -25% | 29.95 | 39.95 | EUR | plain
IVA incluido 1.099,00 € | 1099.00 | - | EUR | plain
Prezzo: 34,99€ | 34.99 | - | EUR | plain
Prezzo consigliato: 49,99€ 34,99€ | 34.99 | 49.99 | EUR | plain
Risparmi 15,00 € | - | - | EUR | -
Van € 89,99 Voor € 59,99 | 59.99 | 89.99 | EUR | plain
€ 12,- | 12 | - | EUR | plain
Adviesprijs 129,95 99,95 | 99.95 | 129.95 | - | plain
1 234,56 zł | 1234.56 | - | PLN | plain
49,99 zł/szt. | 49.99 | - | PLN | plain
Najniższa cena z 30 dni przed obniżką: 119,99 zł | - | 119.99 | PLN | -
99,99 zł Najniższa cena z 30 dni: 119,99 zł | 99.99 | 119.99 | PLN | plain
od 29,90 zł | 29.90 | - | PLN | from
1 299 Kč | 1299 | - | CZK | plain
1 299,- Kč bez DPH 1 073,55 Kč | 1299 | - | CZK | plain
Původní cena 1 999 Kč nyní 1 499 Kč | 1499 | 1999 | CZK | plain
12 990 Ft | 12990 | - | HUF | plain
8 990 Ft 12 990 Ft | 8990 | 12990 | HUF | plain
149,99 lei | 149.99 | - | RON | plain
PRP: 2.499,99 Lei 1.999,99 Lei | 1999.99 | 2499.99 | RON | plain
1 299:- | 1299 | - | - | plain
kr 1 299,00 | 1299.00 | - | - | plain
1 299 kr | 1299 | - | - | plain
Ord. pris 1 499 kr Nu 999 kr | 999 | 1499 | - | plain
999 kr. Førpris 1.299 kr. | 999 | 1299 | - | plain
Fra 249,- | 249 | - | - | from
4,99 €/kpl | 4.99 | - | EUR | plain
R$ 1.299,90 | 1299.90 | - | BRL | plain
R$ 1.299,90 à vista | 1299.90 | - | BRL | card-or-method
12x de R$ 108,33 sem juros | - | - | BRL | instalment
R$ 1.199,00 em 10x de R$ 119,90 sem juros | 1199.00 | - | BRL | plain
De R$ 299,90 por R$ 199,90 | 199.90 | 299.90 | BRL | plain
de R$ 89,90 por R$ 59,90 no Pix | 59.90 | 89.90 | BRL | card-or-method
10x R$ 15,99 | - | - | BRL | instalment
$ 45.999 ARS | 45999 | - | ARS | plain
6 cuotas sin interés de $ 7.666 | - | - | ? | instalment
$1,299.00 MXN | 1299.00 | - | MXN | plain
MXN $1,299.00 | 1299.00 | - | MXN | plain
S/ 129.90 | 129.90 | - | PEN | plain
COP 129.900 | 129900 | - | COP | plain
$ 129.900 | 129900 | - | CLP | plain
1.299.000 đ | 1299000 | - | VND | plain
1.299.000₫ | 1299000 | - | VND | plain
₫199.000 - ₫299.000 | 199000 | - | VND | range
Giá gốc: 500.000đ 350.000đ | 350000 | 500000 | VND | plain
Rp1.299.000 | 1299000 | - | IDR | plain
Rp 89.900 Rp 150.000 | 89900 | 150000 | IDR | plain
Rp150rb | 150000 | - | IDR | plain
Rp1,5jt | 1500000 | - | IDR | plain
RM 129.90 | 129.90 | - | MYR | plain
RM45.00 - RM89.00 | 45.00 | - | MYR | range
฿1,290 | 1290 | - | THB | plain
1,290 บาท | 1290 | - | THB | plain
₱1,299.00 | 1299.00 | - | PHP | plain
S$49.90 | 49.90 | - | SGD | plain
1 299 ₽ | 1299 | - | RUB | plain
1 299 ₽ 1 999 ₽ | 1299 | 1999 | RUB | plain
от 499 руб. | 499 | - | RUB | from
12 990 руб./шт. | 12990 | - | RUB | plain
Скидка 500 ₽ | - | - | RUB | -
старая цена 2 500 руб. новая цена 1 990 руб. | 1990 | 2500 | RUB | plain
1 499 ₴ | 1499 | - | UAH | plain
₸ 45 990 | 45990 | - | KZT | plain
٢٩٩ ر.س | 299 | - | SAR | plain
299.00 ر.س | 299.00 | - | SAR | plain
كان ٣٩٩ ر.س الآن ٢٩٩ ر.س | 299 | 399 | SAR | plain
AED 149.00 | 149.00 | - | AED | plain
149 د.إ | 149 | - | AED | plain
1.299,90 TL | 1299.90 | - | TRY | plain
₺1.299,90 | 1299.90 | - | TRY | plain
Sepette 899,90 TL | 899.90 | - | TRY | ?
₪129.90 | 129.90 | - | ILS | plain
R 1 299.00 | 1299.00 | - | ZAR | plain
R1,299 | 1299 | - | ZAR | plain
₦12,500 | 12500 | - | NGN | plain
KSh 2,499 | 2499 | - | KES | plain
12.500 KD | 12.500 | - | KWD | plain
$19.99 | 19.99 | - | USD | plain
$1,299.99 | 1299.99 | - | USD | plain
Was $49.99 Now $29.99 | 29.99 | 49.99 | USD | plain
$29.99 Was $49.99 Save $20.00 | 29.99 | 49.99 | USD | plain
Now $12.98 $19.97 | 12.98 | 19.97 | USD | plain
From $9.99 | 9.99 | - | USD | from
Starting at $899 | 899 | - | USD | from
$10 - $20 | 10 | - | USD | range
$10.00 to $20.00 | 10.00 | - | USD | range
$39.99 or 4 interest-free payments of $10.00 | 39.99 | - | USD | plain
4 interest-free payments of $10.00 | - | - | USD | instalment
Pay in 4 of $12.49 | - | - | USD | instalment
as low as $33/mo | - | - | USD | instalment
$24.99/mo for 24 months | - | - | USD | instalment
$3.49 ($0.29/oz) | 3.49 | - | USD | plain
$0.29/oz | 0.29 | - | USD | per-unit
$4.99/lb | 4.99 | - | USD | per-unit
$5.99 each | 5.99 | - | USD | plain
2 for $5 | - | - | USD | ?
Buy 2 get 1 free | - | - | - | -
3 for £10 | - | - | GBP | ?
Save $20 | - | - | USD | -
$20 off | - | - | USD | -
Save up to $150 | - | - | USD | -
Free shipping on orders over $35 | - | - | USD | -
$35 minimum order | - | - | USD | -
Spend $50, get $10 off | - | - | USD | -
$25.00 gift card | - | - | USD | -
Earn 120 points | - | - | - | -
List Price: $59.99 Details | - | 59.99 | USD | -
Reg. $60.00 Sale $45.00 | 45.00 | 60.00 | USD | plain
Orig. $80.00 Sale $39.99 | 39.99 | 80.00 | USD | plain
Compare at $120.00 $79.99 | 79.99 | 120.00 | USD | plain
MSRP $999.00 Your price $849.00 | 849.00 | 999.00 | USD | plain
Typical price: $24.99 $18.74 | 18.74 | 24.99 | USD | plain
Members pay $18.00 | 18.00 | - | USD | member
Price with coupon: $17.99 | 17.99 | - | USD | after-coupon
$17.99 after coupon | 17.99 | - | USD | after-coupon
Clip coupon: $5.00 off | - | - | USD | -
+ $5.99 shipping | - | - | USD | -
$49.99 + $5.99 shipping | 49.99 | - | USD | plain
Subtotal: $49.99 | - | - | USD | -
Trade-in value up to $300 | - | - | USD | -
10% off | - | - | - | -
4.5 out of 5 stars | - | - | - | -
(1,234 reviews) | - | - | - | -
Sold out | - | - | - | -
£1,234.56 | 1234.56 | - | GBP | plain
£12.99 RRP £19.99 | 12.99 | 19.99 | GBP | plain
RRP £19.99, Now £12.99 | 12.99 | 19.99 | GBP | plain
£12.99 £1.30 per 100g | 12.99 | - | GBP | plain
£1.30 per 100g | 1.30 | - | GBP | per-unit
£5.00 with Clubcard, £6.50 | 5.00 | 6.50 | GBP | member
£9.99 inc VAT £8.33 ex VAT | 9.99 | - | GBP | plain
£8.33 ex VAT | 8.33 | - | GBP | ?
£99 deposit | 99 | - | GBP | deposit
99p | 0.99 | - | GBP | plain
A$129.95 | 129.95 | - | AUD | plain
C$89.99 | 89.99 | - | CAD | plain
CA$89.99 | 89.99 | - | CAD | plain
89,99 $ CA | 89.99 | - | CAD | plain
US $12.34 | 12.34 | - | USD | plain
US $12.34 - 15.67 | 12.34 | - | USD | range
USD 1,299.00 | 1299.00 | - | USD | plain
1,299.00 USD | 1299.00 | - | USD | plain
$-5.00 | - | - | - | -
-$5.00 | - | - | - | -
$1e400 | - | - | - | -
NaN $ | - | - | - | -
Infinity € | - | - | - | -
MzI5Ljk5 $ | - | - | - | -
abc5 $ | - | - | - | -
iPhone 15 128GB | - | - | - | -
Model X200 $349 | 349 | - | USD | plain
2024-11-11 | - | - | - | -
12:30:45 | - | - | - | -
+86 400 820 8820 | - | - | - | -
14天无理由退货 | - | - | - | -
7天价保 | - | - | - | -
2.4 GHz | - | - | - | -
Rs.649 | 649 | - | INR | plain
9.9元包邮 | 9.9 | - | CNY | plain
99元起包邮 | - | - | CNY | -
每500g 12.8元 | 12.8 | - | CNY | per-unit
100gあたり 198円 | 198 | - | JPY | per-unit
$1.5k | 1500 | - | USD | plain
99¢ | 0.99 | - | USD | plain
£1.50 99p | 1.50 | - | GBP | ?
$ 59.99 US | 59.99 | - | USD | plain
Lowest price in the last 30 days: €24.99 | - | 24.99 | EUR | -
Prix le plus bas des 30 derniers jours : 29,99 € | - | 29.99 | EUR | -
2人团 ¥12.9 | 12.9 | - | CNY | group-buy
第2件半价 ¥59 | 59 | - | CNY | plain
2,99 € zzgl. 0,25 € Pfand | 2.99 | - | EUR | plain
£3 any 2 for £5 | 3 | - | GBP | plain
京东价 ￥1,299 降价通知 | 1299 | - | CNY | plain
淘宝价 ¥68.00 - ¥98.00 | 68.00 | - | CNY | range
原价：￥299 现价：￥159 | 159 | 299 | CNY | plain
划线价 ¥599 ¥399 | 399 | 599 | CNY | plain
¥399 划线价 ¥599 | 399 | 599 | CNY | plain
预估到手价¥85.5 已减13.5元 | 85.5 | - | CNY | final-estimate
首单价 ¥5.9 | 5.9 | - | CNY | newcomer
粉丝价 ¥129 | 129 | - | CNY | member
App专享价 ¥119 | 119 | - | CNY | exclusive
3期免息 ¥433/期 | - | - | CNY | instalment
¥1299 3期免息 | 1299 | - | CNY | plain
满¥199减¥20 | - | - | CNY | -
跨店满减 每300减50 | - | - | CNY | -
限购2件 ¥19.9 | 19.9 | - | CNY | plain
`
  .trim()
  .split('\n')
  .map((row) => row.split(' | '));

const same = (wanted: string, read: string | null): boolean =>
  wanted === '-' ? read === null : read !== null && Number(read) === Number(wanted);

describe('prices as shops write them', () => {
  it.each(ROWS)('%s', (text = '', current = '', list = '', currency = '', kind = '') => {
    const read = readPriceText(text);
    const said = JSON.stringify([read.current, read.list, read.currency, read.kind]);
    expect(same(current, read.current) && same(list, read.list), said).toBe(true);
    if (/^[A-Z]{3}$/.test(currency)) expect(read.currency).toBe(currency);
    if (/^[a-z]/.test(kind)) expect(read.kind).toBe(kind);
  });
});

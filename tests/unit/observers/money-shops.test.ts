/**
 * Prices and what only looks like them, as shops of twenty countries write them: written down from what such
 * pages look like, with the answer decided before the reader was asked (of the first table 78 % were right then,
 * of the second, written after mending, 84 %, of the third 95 %, of the 322 rows from
 * "of 2025 and 2026" on 94 %). `-` is none; `?` is left open, where
 * the text alone does not decide. Beside money-table.test.ts, which has one row for each form.
 */
import { describe, expect, it } from 'vitest';
import { readPriceText } from '../../../components/observers/money';

const SHOPS: Readonly<Record<string, string>> = {
  'Chinese shops': `
券后价¥ 59.9 | 59.9 | - | CNY | after-coupon
¥59.9券后价 | 59.9 | - | CNY | after-coupon
¥ 1299 .00 到手价 | 1299.00 | - | CNY | final-estimate
￥ 129 . 00 | 129.00 | - | CNY | plain
双11到手价 ¥2,199 日销价 ¥2,699 | 2199 | 2699 | CNY | final-estimate
预计到手价 ¥88.2 促销价 ¥98 | 88.2 | ? | CNY | final-estimate
拼单价¥39.8 单买价¥45.8 | 39.8 | ? | CNY | group-buy
百亿补贴 ￥4299 ￥5999 | 4299 | 5999 | CNY | subsidised
百亿补贴后 ¥3,499 | 3499 | - | CNY | subsidised
已补贴¥700 ¥4299 | 4299 | - | CNY | ?
官方立减15% ¥339 | 339 | - | CNY | plain
直降¥300 ¥1,699 | 1699 | - | CNY | plain
¥1699 直降300元 | 1699 | - | CNY | plain
领券减¥20 券后¥79 | 79 | - | CNY | after-coupon
满199减20 到手¥159 | 159 | - | CNY | final-estimate
折后¥128 吊牌价¥399 | 128 | 399 | CNY | ?
3折 ¥119 ¥399 | 119 | 399 | CNY | plain
8.8折 ¥88 | 88 | - | CNY | plain
第2件0元 ¥49 | 49 | - | CNY | plain
第二件0元 ¥49 | 49 | - | CNY | plain
买一送一 ¥29.9 | 29.9 | - | CNY | plain
2件8折 ¥99 | 99 | - | CNY | plain
¥99 2件9折 | 99 | - | CNY | plain
拍2件到手价¥59.8 | 59.8 | - | CNY | final-estimate
2件装 ¥39.9 | 39.9 | - | CNY | plain
¥39.9/2件 | 39.9 | - | CNY | ?
¥12.5/件 3件起批 | 12.5 | - | CNY | plain
¥15.00 2-49件 ¥13.50 ≥50件 | 15.00 | - | CNY | ladder
2-49件 ¥15.00 ≥50件 ¥13.50 | 15.00 | - | CNY | ladder
起批价 ¥15.8 | 15.8 | - | CNY | ?
代发价 ¥22.00 | 22.00 | - | CNY | plain
1688严选 ¥35.6 | 35.6 | - | CNY | plain
低至 ¥9.9 | 9.9 | - | CNY | from
低至5折 | - | - | - | -
预售价 ¥2,999.00 定金 ¥100.00 尾款 ¥2,899.00 | 2999.00 | - | CNY | plain
付定金 ¥100 到手 ¥2799 | 2799 | - | CNY | final-estimate
定金¥20可抵¥60 | 20 | - | CNY | deposit
支付定金 ¥50.00 | 50.00 | - | CNY | deposit
新客立减10元 ¥29.9 | 29.9 | - | CNY | ?
新客价 ¥1.00 | 1.00 | - | CNY | newcomer
首单立减5元 | - | - | CNY | -
淘金币抵2元 ¥58 | 58 | - | CNY | plain
红包 ¥5 | - | - | CNY | -
¥5 红包待领取 | - | - | CNY | -
88VIP专享立减20元 | - | - | CNY | -
PLUS专享价￥89.00 | 89.00 | - | CNY | member
PLUS 95折 | - | - | - | -
￥1999 .00 | 1999.00 | - | CNY | plain
秒杀价¥99 已抢85% | 99 | - | CNY | plain
仅剩 3 件 ¥259 | 259 | - | CNY | plain
距结束 02:13:45 ¥129 | 129 | - | CNY | plain
11.11 到手价¥129 | 129 | - | CNY | final-estimate
618价 ¥3299 | 3299 | - | CNY | plain
双12 ¥88 | 88 | - | CNY | plain
活动时间 11.10-11.13 ¥88 | 88 | - | CNY | plain
11月11日 20:00 开抢 ¥1 | 1 | - | CNY | plain
月销 2000+ ¥35 | 35 | - | CNY | plain
¥35 1.2万人付款 | 35 | - | CNY | plain
¥ 35.8 全网热销50万+件 | 35.8 | - | CNY | plain
评价 99% 好评 ¥199 | 199 | - | CNY | plain
4.9分 ¥199 | 199 | - | CNY | plain
店铺评分 4.8 5.0 4.9 | - | - | - | -
￥3,599.00 分期免息 ¥299.92起/期 | 3599.00 | - | CNY | plain
¥299.92 x 12期（免息） | - | - | CNY | instalment
花呗分期 ¥83.33起 | - | - | CNY | instalment
白条 12期 ¥ 416.58/期 | - | - | CNY | instalment
月供¥199起 | - | - | CNY | instalment
首付¥0 月供 ¥499 | - | - | CNY | instalment
¥199 送运费险 | 199 | - | CNY | plain
不包邮 运费¥8.00 ¥39 | 39 | - | CNY | plain
快递 10.00 | - | - | ? | -
满299元减50元 上不封顶 | - | - | CNY | -
跨店每满200减20 ¥169 | 169 | - | CNY | plain
券 满100减10 | - | - | CNY | -
¥10 满99可用 | - | - | CNY | -
¥10 无门槛券 | - | - | CNY | -
领¥30券 | - | - | CNY | -
30元优惠券 券后价 ¥69 | 69 | - | CNY | after-coupon
优惠券¥5 ¥24.9 | 24.9 | - | CNY | plain
补贴价¥999 原价¥1599 | 999 | 1599 | CNY | subsidised
国家补贴15% ¥3399.15 ¥3999 | 3399.15 | 3999 | CNY | ?
国补后到手价 ¥3,059.1 | 3059.1 | - | CNY | ?
以旧换新 最高补贴 ¥500 | - | - | CNY | -
以旧换新至高省2000元 | - | - | CNY | -
价保30天 ¥45 | 45 | - | CNY | plain
直播价 ¥59 日常价 ¥99 | 59 | 99 | CNY | live-room
直播间专享 ¥59.9 | 59.9 | - | CNY | live-room
抖音商城 ¥19.90 已售 12.3万 | 19.90 | - | CNY | plain
团购价 ¥68 门市价 ¥128 | 68 | 128 | CNY | group-buy
¥68 ¥128 5.3折 | 68 | 128 | CNY | plain
¥2?99 | - | - | - | -
￥1?9 | - | - | - | -
¥1*9 | - | - | - | -
¥**.** | - | - | - | -
到手价 ¥？99 | - | - | ? | -
预售价 ¥1xxx | - | - | - | -
价格面议 | - | - | - | -
询价 | - | - | - | -
已下架 ¥99 | 99 | - | CNY | plain
￥1.28万起 | 12800 | - | CNY | from
12.98-16.98万元 | 129800 | - | CNY | range
指导价 12.98-16.98万 | ? | ? | ? | ?
¥129.00¥199.00 | 129.00 | 199.00 | CNY | plain
9块9包邮 | 9.9 | - | CNY | plain
129.9元/箱 | 129.9 | - | CNY | plain
￥99（约$13.6） | 99 | - | CNY | plain
HK$299 (约¥276) | 299 | - | HKD | plain
税后价 ¥329 | 329 | - | CNY | plain
¥329 税费 ¥29.9 | 329 | - | CNY | plain
¥329 预计税费¥29.9 | 329 | - | CNY | plain
共2件 合计 ¥128.00 | - | - | CNY | -
合计：¥128.00 | - | - | CNY | -
优惠 -¥20.00 | - | - | ? | -
¥49.9 (约¥1.25/片) | 49.9 | - | CNY | plain
¥49.9 约0.83元/片 | 49.9 | - | CNY | plain
¥25.6/kg | 25.6 | - | CNY | per-unit
¥6.8/500ml | 6.8 | - | CNY | per-unit
¥58 30天价保 7天无理由 | 58 | - | CNY | plain
会员价¥68 非会员价¥78 | 68 | 78 | CNY | member
快手价 ¥29.9 | 29.9 | - | CNY | plain
小红书福利价 ¥129 | 129 | - | CNY | plain
闲鱼 ¥300 原价 ¥1299 | 300 | 1299 | CNY | plain
券后¥39 ¥59 月销1万+ | 39 | 59 | CNY | after-coupon
淘宝价￥128.00 活动价￥98.00 | 98.00 | 128.00 | CNY | plain
价格 ￥128.00 促销价 ￥98.00 | 98.00 | 128.00 | CNY | plain
满2件减10元，¥49.5 | 49.5 | - | CNY | plain
每人限购1件 ¥1 | 1 | - | CNY | plain
库存 128 件 | - | - | - | -
货号 12345678 | - | - | - | -
浏览 1.2万 | - | - | - | -
48小时内发货 | - | - | - | -
净含量500g | - | - | - | -
热线 400-820-8820 | - | - | - | -
2026-11-11 | - | - | - | -
2026年11月11日 | - | - | - | -
`,
  'Taiwan and Hong Kong': `
$1,280 $1,680 | 1280 | 1680 | ? | plain
網路價 $1,280 建議售價 $1,680 | 1280 | 1680 | TWD | plain
折扣價 $899 | 899 | - | ? | plain
$899 原價$1,280 | 899 | 1280 | ? | plain
運費 $60 | - | - | ? | -
滿$499免運 | - | - | ? | -
3期0利率 $427/期 | - | - | ? | instalment
NT$ 1,280元 | 1280 | - | TWD | plain
特惠價 NT$1,280 | 1280 | - | TWD | plain
售價 1280 元 | 1280 | - | ? | plain
市價 $1680 特價 $1280 | 1280 | 1680 | ? | plain
HK$1,288.00 | 1288.00 | - | HKD | plain
HKD 1,288 | 1288 | - | HKD | plain
HK$128.0 建議零售價 HK$168 | 128.0 | 168 | HKD | plain
蝦皮 $199 - $299 | 199 | - | ? | range
買一送一 NT$399 | 399 | - | TWD | plain
`,
  'Japanese shops': `
価格: ￥3,980 税込 | 3980 | - | JPY | plain
参考価格: ￥5,980 価格: ￥3,980 | 3980 | 5980 | JPY | plain
過去価格: ￥5,980 ￥3,980 | 3980 | 5980 | JPY | plain
￥3,980 (￥40 / 個) 税込 | 3980 | - | JPY | plain
3,980円 (税込 4,378円) | 4378 | - | JPY | plain
4,378円（税抜 3,980円） | 4378 | - | JPY | plain
98,000円（税込107,800円） | 107800 | - | JPY | plain
本体価格 3,980円 (税込価格 4,378円) | 4378 | - | JPY | plain
3,980円+税 | 3980 | - | JPY | plain
¥2,500 送料込み | 2500 | - | JPY | plain
送料込 ¥2,500 | 2500 | - | JPY | plain
送料 ¥800 | - | - | JPY | -
¥2,500 + 送料 ¥800 | 2500 | - | JPY | plain
20%OFF 7,980円→6,384円 | 6384 | 7980 | JPY | plain
定価¥10,000→¥6,980 (税込) | 6980 | 10000 | JPY | plain
クーポン利用で 2,980円 | 2980 | - | JPY | after-coupon
500円クーポン | - | - | JPY | -
最大2,000円OFF | - | - | JPY | -
1,234ポイント(10倍) | - | - | ? | -
3,980円 39ポイント | 3980 | - | JPY | plain
月々1,980円から | - | - | JPY | instalment
月々 3,316円 × 24回 | - | - | JPY | instalment
8,800円〜 | 8800 | - | JPY | from
9.8万円 | 98000 | - | JPY | plain
オープン価格 | - | - | - | -
価格未定 | - | - | - | -
税込価格 107,800円 | 107800 | - | JPY | plain
会員価格 4,980円 通常価格 5,980円 | 4980 | 5980 | JPY | member
初回限定 980円 通常 3,980円 | 980 | 3980 | JPY | newcomer
1,280 円 (税抜 1,164 円) | 1280 | - | JPY | plain
￥１２，８００ 税込 | 12800 | - | JPY | plain
現在 1,200円 即決 3,000円 | ? | - | JPY | ?
3,980円以上で送料無料 | - | - | JPY | -
3,980円 送料無料 | 3980 | - | JPY | plain
レビュー 4.52 (1,234件) | - | - | - | -
残り3点 5,980円 | 5980 | - | JPY | plain
100gあたり 298円(税込) | 298 | - | JPY | per-unit
特別価格 2,480円 (税込2,728円) | 2728 | - | JPY | plain
税込2,728円 | 2728 | - | JPY | plain
￥2,728 お届け日 12月24日 | 2728 | - | JPY | plain
最安値 ¥12,800～ | 12800 | - | JPY | from
在庫あり 12個 | - | - | - | -
型番 WH-1000XM5 | - | - | - | -
`,
  'Korean shops': `
쿠팡판매가 25,900원 (100g당 518원) | 25900 | - | KRW | plain
와우할인가 19,900원 | 19900 | - | KRW | member
로켓와우 회원가 18,900원 | 18900 | - | KRW | member
20% 24,900원 19,920원 | 19920 | 24900 | KRW | plain
즉시할인가 12,340원 | 12340 | - | KRW | plain
적립 1,290원 | - | - | KRW | -
최대 1,990원 적립 | - | - | KRW | -
배송비 3,000원 (50,000원 이상 구매 시 무료) | - | - | KRW | -
정상가 39,000 → 29,900원 | 29900 | 39000 | KRW | plain
49,000원 → 39,000원 | 39000 | 49000 | KRW | plain
월 9,900원 x 24개월 | - | - | KRW | instalment
15,900원 ~ 23,900원 | 15900 | - | KRW | range
1만9천원 | 19000 | - | KRW | plain
3만 5천원 | 35000 | - | KRW | plain
₩12,900 (1개당 1,290원) | 12900 | - | KRW | plain
12,900원 (1매당 35원) | 12900 | - | KRW | plain
시중가 35,000원 24,900원 | 24900 | 35000 | KRW | plain
참고가 35,000원 판매가 24,900원 | 24900 | 35000 | KRW | plain
9,900원 무료배송 | 9900 | - | KRW | plain
9,900원 리뷰 1,234 | 9900 | - | KRW | plain
5,000원 할인쿠폰 | - | - | KRW | -
첫구매 100원 | 100 | - | KRW | newcomer
첫구매가 100원 | 100 | - | KRW | newcomer
구매 1만+ | - | - | - | -
품절 | - | - | - | -
가격문의 | - | - | - | -
`,
  'Indian shops': `
₹1,299 ₹2,999 57% off | 1299 | 2999 | INR | plain
₹1,299₹2,99957% off | 1299 | 2999 | INR | plain
MRP ₹999 (Incl. of all taxes) | - | 999 | INR | -
Special Price ₹899 | 899 | - | INR | plain
₹186 onwards | 186 | - | INR | from
Starting ₹299 | 299 | - | INR | from
Under ₹499 | - | - | INR | -
Extra ₹50 off | - | - | INR | -
Bank Offer 10% off up to ₹1,250 | - | - | INR | -
₹19,990 No Cost EMI from ₹3,332/mo | 19990 | - | INR | plain
Delivery ₹40 | - | - | INR | -
Free Delivery above ₹499 | - | - | INR | -
Save ₹1,700 (57%) | - | - | INR | -
Deal price: ₹1,299 | 1299 | - | INR | plain
Rs 1,299/- | 1299 | - | INR | plain
Rs. 499/- only | 499 | - | INR | plain
₹1,29,900.00 | 129900.00 | - | INR | plain
₹ 74,900.00* | 74900.00 | - | INR | plain
Buy 1 Get 1 @ ₹399 | 399 | - | INR | plain
Combo of 2 ₹599 | 599 | - | INR | plain
₹249 ₹499 (50% OFF) | 249 | 499 | INR | plain
Price: ₹1,099.00 (₹110 / 100 g) | 1099.00 | - | INR | plain
₹299.00 (₹29.90 / count) | 299.00 | - | INR | plain
₹१,४९९ | 1499 | - | INR | plain
₹186 ₹199 7% off Free Delivery | 186 | 199 | INR | plain
₹12,999 Upto ₹11,300 Off on Exchange | 12999 | - | INR | plain
₹499 + ₹40 delivery charge | 499 | - | INR | plain
4.2 ★ 12,345 Ratings & 1,234 Reviews | - | - | - | -
PIN 560001 | - | - | - | -
`,
  'North America': `
$19 99 | 19.99 | - | ? | plain
$19.99 reg $24.99 | 19.99 | 24.99 | ? | plain
current price $19.99 | 19.99 | - | ? | plain
current price Now $12.98, Was $19.97 | 12.98 | 19.97 | ? | plain
Now $12.98 Was $19.97 You save $6.99 | 12.98 | 19.97 | ? | plain
List: $59.99 | - | 59.99 | ? | -
-17% $49.99 List Price: $59.99 | 49.99 | 59.99 | ? | plain
$49.99 Typical: $59.99 | 49.99 | 59.99 | ? | plain
MSRP: $899 Now: $699 | 699 | 899 | ? | plain
Orig. $128.00 Now $89.60 | 89.60 | 128.00 | ? | plain
Comp. Value $80.00 $39.99 | 39.99 | 80.00 | ? | plain
Retail $120 $79 | 79 | 120 | ? | plain
Was $80, now $56 - 30% off | 56 | 80 | ? | plain
$56 (30% off) | 56 | - | ? | plain
Was: $1,299.00 You pay: $999.00 | 999.00 | 1299.00 | ? | plain
$0.98 / ea | 0.98 | - | ? | plain
10 for $10 | - | - | ? | -
2 for $6.00 or $3.49 each | 3.49 | - | ? | plain
Buy 1, Get 1 50% off $24.99 | 24.99 | - | ? | plain
$24.99 2 pack | 24.99 | - | ? | plain
$3.99 12 oz | 3.99 | - | ? | plain
Size 10.5 $89 | 89 | - | ? | plain
$89 Size 10.5 | 89 | - | ? | plain
iPhone 16 Pro 256GB $999.00 | 999.00 | - | ? | plain
$999 or $41.62/mo. for 24 mo. | 999 | - | ? | plain
From $41.62/mo. for 24 mo. or $999 | 999 | - | ? | ?
$24.97/mo for 12 mos with Affirm | - | - | ? | instalment
As low as $18.03/mo | - | - | ? | instalment
or 4 payments of $24.75 | - | - | ? | instalment
$99.00 or 4 interest-free installments of $24.75 with Afterpay | 99.00 | - | ? | plain
$109.02 Pay $84.02 after $25 OFF your total qualifying purchase upon opening a new card | 109.02 | - | ? | plain
Apply $5 coupon | - | - | ? | -
$5.00 coupon applied at checkout | - | - | ? | -
FREE Shipping on $35+ | - | - | ? | -
$4.95 flat rate shipping | - | - | ? | -
Shipping: $4.95 | - | - | ? | -
$29.99 Arrives by Dec 24 | 29.99 | - | ? | plain
In stock on 12/24/2026 $29.99 | 29.99 | - | ? | plain
Item #123456 $29.99 | 29.99 | - | ? | plain
SKU: 6534615 $1,299.99 | 1299.99 | - | ? | plain
4.7 (1,234) $29.99 | 29.99 | - | ? | plain
4.7 out of 5 stars 12,345 $29.99 | 29.99 | - | ? | plain
Call 1-800-555-0199 | - | - | - | -
(555) 123-4567 | - | - | - | -
$1,299.99 Open-Box from $1,039.99 | 1299.99 | - | ? | plain
Up to $500 off with trade-in | - | - | ? | -
$50 statement credit | - | - | ? | -
Current bid: US $10.50 | 10.50 | - | USD | plain
Buy It Now US $24.99 or Best Offer | 24.99 | - | USD | plain
C $34.99 | 34.99 | - | CAD | plain
Price range: $10.00 through $25.00 | 10.00 | - | ? | range
Original price was: $25.00. Current price is: $18.00. | 18.00 | 25.00 | ? | plain
Regular price $25.00 Sale price $18.00 | 18.00 | 25.00 | ? | plain
Regular price $25.00 | 25.00 | - | ? | plain
Sale price $18.00 Regular price $25.00 Unit price / per | 18.00 | 25.00 | ? | plain
Unit price $2.50 / per 100g | 2.50 | - | ? | per-unit
Regular price From $25.00 USD | 25.00 | - | USD | from
$18.00 USD $25.00 USD Sale | 18.00 | 25.00 | USD | plain
Tax included. Shipping calculated at checkout. | - | - | - | -
$ 1,234 .56 | 1234.56 | - | ? | plain
$.99 | 0.99 | - | ? | plain
$12.99* | 12.99 | - | ? | plain
$129² | 129 | - | ? | plain
$12⁹⁹ | 12.99 | - | ? | plain
$4.28 -38% $6.90 | 4.28 | 6.90 | ? | plain
-50% US$12.34 US$24.68 | 12.34 | 24.68 | USD | plain
US $5.99 / piece | 5.99 | - | USD | plain
US $2.00 off on US $20.00 | - | - | USD | -
New user price US $0.99 | 0.99 | - | USD | newcomer
$20 off $100+ | - | - | ? | -
$10 off orders of $50 or more | - | - | ? | -
Spend $100, save $20 | - | - | ? | -
$44.99 Member price | 44.99 | - | ? | member
$1,234.56/night | ? | - | ? | ?
129,99 $ | 129.99 | - | ? | plain
1 299,99 $ | 1299.99 | - | ? | plain
Prix courant 159,99 $ Prix réduit 129,99 $ | 129.99 | 159.99 | ? | plain
CDN$ 129.99 | 129.99 | - | CAD | plain
$129 AUD | 129 | - | AUD | plain
AU$129.00 Was AU$159.00 | 129.00 | 159.00 | AUD | plain
RRP $159.95 $129 or 4 payments of $32.25 | 129 | 159.95 | ? | plain
Bundle price: $59.98 | 59.98 | - | ? | plain
$19.99 per month | - | - | ? | instalment
$0.00 | ? | - | ? | ?
Price: $15.00 Quantity: 2 Total: $30.00 | 15.00 | - | ? | plain
Estimated tax: $1.20 | - | - | ? | -
$15.00 + $1.20 tax | 15.00 | - | ? | plain
Rated 4.50 out of 5 | - | - | - | -
12,345 sold | - | - | - | -
Only 3 left in stock | - | - | - | -
Ships in 3-5 business days | - | - | - | -
Weight: 1.25 lb | - | - | - | -
12 x 330ml | - | - | - | -
UPC 012345678905 | - | - | - | -
20% OFF | - | - | - | -
`,
  'United Kingdom and Ireland': `
Was £80.00, Now £56.00 | 56.00 | 80.00 | GBP | plain
£56 was £80 | 56 | 80 | GBP | plain
£56.00 RRP: £80.00 Save: £24.00 (30%) | 56.00 | 80.00 | GBP | plain
Now £56 Was £80 You save £24 | 56 | 80 | GBP | plain
50p | 0.50 | - | GBP | plain
£1.20 (12p/100g) | 1.20 | - | GBP | plain
£1.20 12p/100g | 1.20 | - | GBP | plain
£2.50 £1.25/100g | 2.50 | - | GBP | plain
£2.50 (25p each) | 2.50 | - | GBP | plain
£6.00 (£0.25/each) | 6.00 | - | GBP | plain
Clubcard Price £2.00 Regular price £2.75 | 2.00 | 2.75 | GBP | member
£2.00 Clubcard Price | 2.00 | - | GBP | member
Any 3 for £10 Clubcard Price | - | - | GBP | -
£3.50 each or 2 for £6 | 3.50 | - | GBP | plain
Half Price £5.00 was £10.00 | 5.00 | 10.00 | GBP | plain
£14.99 P&P £2.99 | 14.99 | - | GBP | plain
+£2.99 P&P | - | - | GBP | -
Ex VAT £83.33 Inc VAT £100.00 | 100.00 | - | GBP | plain
£100.00 inc. VAT (£83.33 ex. VAT) | 100.00 | - | GBP | plain
£1,299.00 or £36.08 a month | 1299.00 | - | GBP | plain
3 payments of £13.33 | - | - | GBP | instalment
£9.99pm | - | - | GBP | instalment
£9.99 p/m | - | - | GBP | instalment
Save £10 when you spend £50 | - | - | GBP | -
£5 off £40 | - | - | GBP | -
Our price: £49.99 RRP: £69.99 | 49.99 | 69.99 | GBP | plain
£12.99 Approximately US $16.50 | 12.99 | - | GBP | plain
£1,149.00 Save £90.00 Was £1,239.00 (from 25/03/26 to 27/10/26) | 1149.00 | 1239.00 | GBP | plain
Free delivery over £30 | - | - | GBP | -
£12.99 Free delivery over £30 | 12.99 | - | GBP | plain
Trade price £49.00 | 49.00 | - | GBP | plain
From £9.99 to £19.99 | 9.99 | - | GBP | range
£10-£20 | 10 | - | GBP | range
Price match guarantee | - | - | - | -
Call 020 7946 0958 | - | - | - | -
Booking fee £2.50 | - | - | GBP | -
£45.00 + £4.50 booking fee | 45.00 | - | GBP | plain
`,
  'German-speaking shops': `
UVP 129,00 € -22% 99,99 € | 99.99 | 129.00 | EUR | plain
99,99 € UVP¹ 129,00 € | 99.99 | 129.00 | EUR | plain
99,99 € statt UVP 129,00 € | 99.99 | 129.00 | EUR | plain
UVP des Herstellers: 129,00 € | - | 129.00 | EUR | -
ehem. UVP 129,00€ 99,00€ | 99.00 | 129.00 | EUR | plain
nur 99,- € | 99 | - | EUR | plain
jetzt ab 99,99 € | 99.99 | - | EUR | from
1.299 € | 1299 | - | EUR | plain
EUR 1.299,00 | 1299.00 | - | EUR | plain
9,99 €/Monat | - | - | EUR | instalment
ab 9,99 €/Monat | - | - | EUR | instalment
Finanzierung ab 25 €/Monat | - | - | EUR | instalment
10 Raten à 99,90 € | - | - | EUR | instalment
zzgl. Versand 4,95 € | - | - | EUR | -
29,95 € zzgl. 4,95 € Versandkosten | 29.95 | - | EUR | plain
Versandkostenfrei ab 50 € | - | - | EUR | -
GRATIS Versand ab 29 € | - | - | EUR | -
9,99 € (19,98 €/1kg) | 9.99 | - | EUR | plain
9,99 € 19,98 € pro 1 kg | 9.99 | - | EUR | plain
9,99 € (1 kg = 19,98 €) | 9.99 | - | EUR | plain
9,99 € / Stk. | 9.99 | - | EUR | plain
19,99 € (0,33 € / Stück) | 19.99 | - | EUR | plain
Sie sparen: 29,01 € (22%) | - | - | EUR | -
99,99 € 30-Tage-Bestpreis**: 89,99 € (+11%) | 99.99 | 89.99 | EUR | plain
Ursprünglich: 129,95 € Letzter niedrigster Preis: 79,99 € | - | ? | EUR | -
79,99 € Ursprünglich: 129,95 € -38% | 79.99 | 129.95 | EUR | plain
Bisheriger Preis 129,00 € Aktionspreis 99,00 € | 99.00 | 129.00 | EUR | plain
Preis auf Anfrage | - | - | - | -
150 € VB | 150 | - | EUR | plain
Art.-Nr. 123.456.78 | - | - | - | -
Lieferung Mo, 24.12. | - | - | - | -
UVP: 1.099,- 899,- | 899 | 1099 | ? | plain
99,00 € Neukundenpreis | 99.00 | - | EUR | newcomer
mit Code SPAR10: 89,10 € | 89.10 | - | EUR | after-coupon
49,99 € inkl. 19 % MwSt. | 49.99 | - | EUR | plain
CHF 12.90 statt 19.90 | 12.90 | 19.90 | CHF | plain
CHF 1'299.– | 1299 | - | CHF | plain
SFr. 19.90 | 19.90 | - | CHF | plain
12.90 CHF/kg | 12.90 | - | CHF | per-unit
1,5 l Flasche 0,99 € | 0.99 | - | EUR | plain
2,49 € 0,25 € Pfand | 2.49 | - | EUR | plain
4,7 von 5 Sternen 1.234 | - | - | - | -
Tel. 030 1234567 | - | - | - | -
`,
  'French shops': `
29€99 | 29.99 | - | EUR | plain
29 €99 | 29.99 | - | EUR | plain
Dès 29,99 € | 29.99 | - | EUR | from
49,90 € au lieu de 69,90 € | 49.90 | 69.90 | EUR | plain
-30% 69,90 € 48,93 € | 48.93 | 69.90 | EUR | plain
Prix de vente conseillé : 69,90€ 49,90€ | 49.90 | 69.90 | EUR | plain
4,99 € soit 9,98 €/kg | 4.99 | - | EUR | plain
4,99 € (9,98 €/kg) | 4.99 | - | EUR | plain
Livraison 3,99 € | - | - | EUR | -
29,99 € + 3,99 € de livraison | 29.99 | - | EUR | plain
Livraison offerte dès 35 € | - | - | EUR | -
99,99 € ou 3 x 33,33 € sans frais | 99.99 | - | EUR | plain
Payez en 3x 33,33 € | - | - | EUR | instalment
Économisez 20 € | - | - | EUR | -
Offre de remboursement 50 € | - | - | EUR | -
12,99 € HT (15,59 € TTC) | 15.59 | - | EUR | plain
1 299,90 € | 1299.90 | - | EUR | plain
Prix sur demande | - | - | - | -
Éco-participation incluse : 0,30 € | - | - | EUR | -
29,99 € dont 0,02 € d'éco-participation | 29.99 | - | EUR | plain
Réf. 304103 | - | - | - | -
`,
  'Southern Europe': `
PVPR 39,95 € 29,95 € | 29.95 | 39.95 | EUR | plain
PVP: 39,95 € Precio: 29,95 € | 29.95 | 39.95 | EUR | plain
PVP 29,95 € | ? | ? | EUR | ?
39,95 € Ahora 29,95 € | 29.95 | 39.95 | EUR | plain
29'95 € | 29.95 | - | EUR | plain
Envío 3,95 € | - | - | EUR | -
Envío gratis a partir de 30 € | - | - | EUR | -
3 plazos de 9,98 € | - | - | EUR | instalment
Desde 9,98 €/mes | - | - | EUR | instalment
Ahorra 10 € | - | - | EUR | -
29,95 € (5,99 €/100 ml) | 29.95 | - | EUR | plain
Precio mínimo en 30 días: 35,95 € 29,95 € | 29.95 | 35.95 | EUR | plain
da 29,90 € | 29.90 | - | EUR | from
a partire da € 29,90 | 29.90 | - | EUR | from
€ 29,90 anziché € 39,90 | 29.90 | 39.90 | EUR | plain
Prezzo più basso recente: 27,90 € | - | 27.90 | EUR | -
Spedizione gratuita sopra i 39 € | - | - | EUR | -
3 rate da 9,97 € | - | - | EUR | instalment
Από 29,90 € | 29.90 | - | EUR | from
Αρχική τιμή 39,90 € Τιμή 29,90 € | 29.90 | 39.90 | EUR | plain
PVP: 29,99€ -20% 23,99€ | 23.99 | 29.99 | EUR | plain
Poupa 6,00 € | - | - | EUR | -
Portes de envio 3,99 € | - | - | EUR | -
`,
  'Low Countries and the North': `
van € 19,99 voor € 12,99 | 12.99 | 19.99 | EUR | plain
Adviesprijs € 19,99 € 12,99 | 12.99 | 19.99 | EUR | plain
Nu € 9,99 | 9.99 | - | EUR | plain
vanaf € 9,99 | 9.99 | - | EUR | from
€ 9,99 per stuk | 9.99 | - | EUR | plain
€ 4,99/kg | 4.99 | - | EUR | per-unit
Verzendkosten € 2,95 | - | - | EUR | -
Gratis verzending vanaf € 25 | - | - | EUR | -
Je bespaart € 7,00 | - | - | EUR | -
12,– | 12 | - | - | plain
2 voor € 5 | - | - | EUR | -
299 kr ord. 399 kr | 299 | 399 | ? | plain
Rek. pris 399:- 299:- | 299 | 399 | ? | plain
Lägsta pris senaste 30 dagarna: 279 kr | - | 279 | ? | -
från 99 kr | 99 | - | ? | from
99 kr/mån | - | - | ? | instalment
Frakt 49 kr | - | - | ? | -
Fri frakt över 499 kr | - | - | ? | -
1.299,00 kr. | 1299.00 | - | ? | plain
Spar 300 kr. | - | - | ? | -
Før 399,00 Nu 299,00 | 299.00 | 399.00 | - | plain
Normalpris 399 kr. 299 kr. | 299 | 399 | ? | plain
kr 1 299,- | 1299 | - | ? | plain
Før 1 999,- Nå 1 299,- | 1299 | 1999 | ? | plain
Veil. 1 999,- 1 299,- | 1299 | 1999 | ? | plain
alk. 29,90 € | 29.90 | - | EUR | from
norm. 39,90 € 29,90 € | 29.90 | 39.90 | EUR | plain
29,90 €/kk | - | - | EUR | instalment
`,
  'Central and Eastern Europe': `
129,99 zł 159,99 zł | 129.99 | 159.99 | PLN | plain
Cena regularna: 159,99 zł 129,99 zł | 129.99 | 159.99 | PLN | plain
129,99 zł 138,98 zł z dostawą | 129.99 | - | PLN | plain
darmowa dostawa od 49 zł | - | - | PLN | -
20 rat x 64,99 zł | - | - | PLN | instalment
oszczędzasz 30 zł | - | - | PLN | -
13,00 zł/100 g | 13.00 | - | PLN | per-unit
45,99 zł 1 kg = 91,98 zł | 45.99 | - | PLN | plain
dostawa 12,99 zł | - | - | PLN | -
Cena z kodem: 99,99 zł | 99.99 | - | PLN | after-coupon
299,- Kč | 299 | - | CZK | plain
s DPH 1 299 Kč bez DPH 1 074 Kč | 1299 | - | CZK | plain
ušetříte 700 Kč | - | - | CZK | -
12.990 Ft | 12990 | - | HUF | plain
12 990 Ft/db | 12990 | - | HUF | plain
de la 49,99 lei | 49.99 | - | RON | from
25,56 € / 49,99 лв. | 25.56 | - | EUR | plain
49,99 лв. / 25,56 € | 49.99 | - | BGN | plain
1 299 ₽ 2 590 ₽ −50% | 1299 | 2590 | RUB | plain
Доставка 199 ₽ | - | - | RUB | -
бесплатно от 1 000 ₽ | - | - | RUB | -
216 ₽ × 6 мес | - | - | RUB | instalment
от 216 ₽/мес | - | - | RUB | instalment
Выгода 1 291 ₽ | - | - | RUB | -
1 299,90 руб. | 1299.90 | - | RUB | plain
цена по запросу | - | - | - | -
кэшбэк 129 ₽ | - | - | RUB | -
1 499 ₴ 1 999 ₴ -25% | 1499 | 1999 | UAH | plain
45 990 ₸ 3 833 ₸ × 12 мес | 45990 | - | KZT | plain
4,8 • 1 234 отзыва | - | - | - | -
`,
  'Turkey, the Gulf and Israel': `
1.299,90 TL 1.039,92 TL | 1039.92 | 1299.90 | TRY | plain
999,99 TL ve üzeri kargo bedava | - | - | TRY | -
Kargo 39,99 TL | - | - | TRY | -
12 x 108,33 TL | - | - | TRY | instalment
108,33 TL x 12 Taksit | - | - | TRY | instalment
150 TL indirim | - | - | TRY | -
150 TL kupon | - | - | TRY | -
Son 30 günün en düşük fiyatı 1.199 TL | - | 1199 | TRY | -
١٬٢٩٩٫٠٠ ر.س. | 1299.00 | - | SAR | plain
١٢٩٩ جنيه | 1299 | - | EGP | plain
299 ر.س 399 ر.س خصم 25% | 299 | 399 | SAR | plain
EGP 1,299.00 | 1299.00 | - | EGP | plain
‏1,299.00 ج.م.‏ | 1299.00 | - | EGP | plain
AED 149.00 AED 199.00 25% Off | 149.00 | 199.00 | AED | plain
KWD 12.500 | 12.500 | - | KWD | plain
12.500 د.ك | 12.500 | - | KWD | plain
٣٫٥٠٠ د.ك | 3.500 | - | KWD | plain
BD 3.250 | 3.250 | - | BHD | plain
OMR 5.900 | 5.900 | - | OMR | plain
JOD 12.350 | 12.350 | - | JOD | plain
۱٬۲۹۹٬۰۰۰ تومان | 1299000 | - | - | plain
₪ 129.90 | 129.90 | - | ILS | plain
129 ש"ח | 129 | - | ILS | plain
במקום 199 ₪ 129 ₪ | 129 | 199 | ILS | plain
החל מ-129 ₪ | 129 | - | ILS | from
`,
  'South-East Asia': `
฿590 - ฿890 | 590 | - | THB | range
฿๑,๒๙๐ | 1290 | - | THB | plain
ลด ฿100 | - | - | THB | -
ค่าส่ง ฿40 | - | - | THB | -
199.000 ₫ 299.000 ₫ -33% | 199000 | 299000 | VND | plain
Giảm 20.000đ | - | - | VND | -
Phí vận chuyển 15.000đ | - | - | VND | -
Rp 1.299.000 Rp 1.999.000 35% | 1299000 | 1999000 | IDR | plain
Rp129rb - Rp199rb | 129000 | - | IDR | range
Cashback Rp10.000 | - | - | IDR | -
Ongkir Rp9.000 | - | - | IDR | -
RM12.90 RM25.00 -48% | 12.90 | 25.00 | MYR | plain
RM5 OFF min. spend RM50 | - | - | MYR | -
₱149 ₱299 50% off | 149 | 299 | PHP | plain
Php 1,299 | 1299 | - | PHP | plain
S$12.90 | 12.90 | - | SGD | plain
₱5 off ₱100 | - | - | PHP | -
`,
  'Latin America': `
R$129,90 à vista no Pix | 129.90 | - | BRL | card-or-method
12x R$ 10,83 | - | - | BRL | instalment
em até 12x de R$ 10,83 sem juros | - | - | BRL | instalment
R$ 199,90 R$ 129,90 35% OFF | 129.90 | 199.90 | BRL | plain
R$ 129,90 ou 3x de R$ 43,30 | 129.90 | - | BRL | plain
Frete R$ 19,90 | - | - | BRL | -
Frete grátis acima de R$ 79 | - | - | BRL | -
Economize R$ 70 | - | - | BRL | -
a partir de R$ 129,90 | 129.90 | - | BRL | from
129 reais com 90 centavos | 129.90 | - | BRL | plain
Antes: 1299 pesos Ahora: 999 pesos con 50 centavos | 999.50 | 1299 | ? | plain
R$ 129 ,90 | 129.90 | - | BRL | plain
$1,299.00 $1,599.00 18% OFF | 1299.00 | 1599.00 | ? | plain
en 12x $108.25 | - | - | ? | instalment
12 meses sin intereses de $108.25 | - | - | ? | instalment
$ 129.999 | 129999 | - | ? | plain
$129.999,00 | 129999.00 | - | ? | plain
12 cuotas de $10.833 | - | - | ? | instalment
Mismo precio en 6 cuotas de $ 21.666 | - | - | ? | instalment
$ 129.999 Precio sin impuestos nacionales: $ 107.437 | 129999 | - | ? | plain
Normal: $149.990 Internet: $129.990 | 129990 | 149990 | ? | plain
Envío $ 2.990 | - | - | ? | -
U$S 129 | 129 | - | USD | plain
$U 4.990 | 4990 | - | UYU | plain
S/ 129.90 S/ 199.90 -35% | 129.90 | 199.90 | PEN | plain
`,
  'a second table, written when the first one was read right': `
到手价: ¥ 89.00/件 | 89.00 | - | CNY | final-estimate
预估到手￥69.9/2件 | 69.9 | - | CNY | final-estimate
¥69.9 预估到手 | 69.9 | - | CNY | final-estimate
券后到手 59元 | 59 | - | CNY | ?
原价 199 现价 99 | 99 | 199 | - | plain
原价199元 现价99元 | 99 | 199 | CNY | plain
现价：99.00元 | 99.00 | - | CNY | plain
活动价 99 | 99 | - | ? | plain
售价99元/套 | 99 | - | CNY | plain
零售价¥128 | 128 | ? | CNY | ?
批发价￥12.50-￥15.80 | 12.50 | - | CNY | range
¥12.50 ~ ¥15.80 起批量2件 | 12.50 | - | CNY | range
超值价￥9.9 包邮 限量100件 | 9.9 | - | CNY | plain
限时价 ¥299 日常价¥399 距结束2天 | 299 | 399 | CNY | plain
双十一价 ¥299.00 | 299.00 | - | CNY | plain
补贴后￥5299 已补￥700 | 5299 | - | CNY | subsidised
政府补贴 至高立减2000元 | - | - | CNY | -
家电国补到手 ¥2399 | 2399 | - | CNY | ?
满3000减300 ¥3299 | 3299 | - | CNY | plain
3件7折，2件8折 | - | - | - | -
¥49.9 领券立减5元 | 49.9 | - | CNY | plain
¥49.9 可用券 满49减5 | 49.9 | - | CNY | plain
¥0.01 新人专享 | 0.01 | - | CNY | newcomer
新人立减 ¥15 | - | - | CNY | -
定金膨胀 ¥50抵¥150 | ? | - | CNY | ?
预付定金¥30 尾款¥269 | ? | - | CNY | ?
￥2,699.00 12期免息 ￥224.92/期 | 2699.00 | - | CNY | plain
低至￥7.3/天 | ? | - | CNY | ?
租金 ¥15/天 | ? | - | CNY | ?
直播专享价¥39.9 | 39.9 | - | CNY | live-room
主播福利价 39.9元 | 39.9 | - | CNY | ?
粉丝专享 ¥99 | 99 | - | CNY | ?
88会员价 ¥95 | 95 | - | CNY | member
山姆会员价 ¥59.8 | 59.8 | - | CNY | member
会员到手价￥59.8 | 59.8 | - | CNY | ?
平台价￥25 | 25 | - | CNY | plain
¥25 ¥25 | 25 | - | CNY | plain
¥1,999.00 ¥1,999.00 | 1999.00 | - | CNY | plain
约 ¥59.9 | 59.9 | - | CNY | plain
¥ 59 . 9 | 59.9 | - | CNY | plain
¥59. 9 | ? | - | CNY | ?
59.9￥ | 59.9 | - | CNY | plain
RMB 1,299.00 | 1299.00 | - | CNY | plain
CN¥ 1,299.00 | 1299.00 | - | CNY | plain
人民币 1299 元 | 1299 | - | CNY | plain
1,299 RMB | 1299 | - | CNY | plain
99.00元（含运费） | 99.00 | - | CNY | plain
共 3 件商品 ¥297 | ? | - | CNY | ?
销量 1.5万 评价 3000+ 收藏 500 | - | - | - | -
发货时间：48小时 快递：0.00 | - | - | ? | -
起拍价 ¥1 | 1 | - | CNY | ?
每件 ¥5.8 | 5.8 | - | CNY | plain
每斤 ¥5.8 | 5.8 | - | CNY | per-unit
¥5.80/斤 | 5.80 | - | CNY | per-unit
¥29.9（500g） | 29.9 | - | CNY | plain
¥29.9 500g*2 | 29.9 | - | CNY | plain
¥29.9 × 2 | 29.9 | - | CNY | plain
降价¥20 现价¥79 | 79 | - | CNY | plain
比加购时降20元 | - | - | CNY | -
历史最低价 ¥89 | ? | ? | CNY | ?
原價 NT$2,980 特價 NT$1,980 | 1980 | 2980 | TWD | plain
NT$1,980 ~ NT$2,480 | 1980 | - | TWD | range
團購價 $299 | 299 | - | ? | group-buy
會員價 NT$880 | 880 | - | TWD | member
滿千折百 | - | - | - | -
買2件打9折 $500 | 500 | - | ? | plain
分期 NT$332 x 6期 | - | - | TWD | instalment
販売価格 3,480円(税込) | 3480 | - | JPY | plain
セール 3,480円 ￥4,980 | 3480 | 4980 | JPY | plain
3,480円 (税込3,828円) 送料別 | 3828 | - | JPY | plain
価格 ¥3,480 ポイント: 35pt (1%) | 3480 | - | JPY | plain
¥3,480 獲得ポイント 34 | 3480 | - | JPY | plain
新品 ¥3,480 中古 ¥1,980 | 3480 | - | JPY | plain
タイムセール ￥2,980 過去価格: ￥3,980 | 2980 | 3980 | JPY | plain
定期おトク便 ￥2,831 通常の注文 ￥2,980 | ? | ? | JPY | ?
税込み 5,500 円 | 5500 | - | JPY | plain
5,500 円 (本体 5,000 円) | 5500 | - | JPY | plain
¥5500(税込) | 5500 | - | JPY | plain
一個あたり 120円 | ? | - | JPY | ?
3個セット 5,940円 | 5940 | - | JPY | plain
2,000円以上お買い上げで送料無料 | - | - | JPY | -
全国一律 送料 880円 | - | - | JPY | -
1万円以上 送料無料 | - | - | JPY | -
ご予算 5,000円〜9,999円 | ? | - | JPY | ?
35% 할인 12,900원 19,900원 | 12900 | 19900 | KRW | plain
12,900원 35% 19,900원 | 12900 | 19900 | KRW | plain
판매가격 45,000원 회원할인가 39,000원 | 39000 | 45000 | KRW | member
최대할인가 19,900원 | 19900 | - | KRW | plain
정상가 25,000원 | - | 25000 | KRW | -
쿠폰 할인가 19,900원 | 19900 | - | KRW | after-coupon
배송비 무료 | - | - | - | -
3만원 이상 무료배송 | - | - | KRW | -
5만원 이상 구매시 5천원 할인 | - | - | KRW | -
개당 990원 | ? | - | KRW | ?
10개 9,900원 (개당 990원) | 9900 | - | KRW | plain
카드할인가 18,900원 | 18900 | - | KRW | ?
1,290,000원 월 107,500원 (12개월) | 1290000 | - | KRW | plain
평점 4.8 리뷰 1,024 | - | - | - | -
Deal ₹ 1,499.00 M.R.P.: ₹2,999.00 Save: ₹1,500.00 (50%) | 1499.00 | 2999.00 | INR | plain
₹1,499 inclusive of all taxes | 1499 | - | INR | plain
Rs.1499 Rs.2999 (50% OFF) | 1499 | 2999 | INR | plain
₹ 749 with 50% off coupon | 749 | - | INR | after-coupon
Get it for ₹699 with bank offers | ? | - | INR | ?
₹999 + ₹99 Protect Promise Fee | 999 | - | INR | plain
Best Price: Rs. 899 Coupon code: SAVE100 | 899 | - | INR | ?
₹45,990 ₹59,900 Hot Deal | 45990 | 59900 | INR | plain
EMI: ₹1,500 x 12 | - | - | INR | instalment
₹2,499/month | - | - | INR | instalment
Starts from ₹9,999 | 9999 | - | INR | from
Our Price Rs. 2,50,000 | 250000 | - | INR | plain
$24.99 $39.99 (38% off) | 24.99 | 39.99 | ? | plain
Now $24.99 | 24.99 | - | ? | plain
Sale: $24.99 Regular: $39.99 | 24.99 | 39.99 | ? | plain
Reduced from $39.99 to $24.99 | 24.99 | 39.99 | ? | plain
Price reduced from $39.99 to $24.99 | 24.99 | 39.99 | ? | plain
$39.99 $24.99 You save 38% | 24.99 | 39.99 | ? | plain
Final price $24.99 Original price $39.99 | 24.99 | 39.99 | ? | plain
Your price: $24.99 | 24.99 | - | ? | plain
Only $24.99! | 24.99 | - | ? | plain
$24.99 Sold out | 24.99 | - | ? | plain
Buy now for $24.99 | 24.99 | - | ? | plain
Add to cart - $24.99 | 24.99 | - | ? | plain
Add to Cart • $24.99 USD | 24.99 | - | USD | plain
$ 24.99 incl. tax | 24.99 | - | ? | plain
$24.99 + tax | 24.99 | - | ? | ?
$1,299.99 after $200 instant savings | 1299.99 | - | ? | ?
Save $200 Was $1,499.99 $1,299.99 | 1299.99 | 1499.99 | ? | plain
$1,299.99 Save $200 | 1299.99 | - | ? | plain
$5.99/ea | 5.99 | - | ? | plain
$0.50/oz $7.99 | 7.99 | - | ? | plain
$7.99 50¢/oz | 7.99 | - | ? | plain
$7.99 (50.0¢/oz) | 7.99 | - | ? | plain
49¢ each | 0.49 | - | ? | plain
$12.00 - $36.00 | 12.00 | - | ? | range
$12.00–$36.00 | 12.00 | - | ? | range
from $12 to $36 | 12 | - | ? | range
between $12 and $36 | 12 | - | ? | range
$12+ | ? | - | ? | ?
Starting from $12.00 | 12.00 | - | ? | from
As low as $12.00 | 12.00 | - | ? | from
$99 down, $25/month | - | - | ? | ?
$25/mo. x 24 | - | - | ? | instalment
$0 down, $25.00/mo | - | - | ? | instalment
24 monthly payments of $33.33 | - | - | ? | instalment
$33.33 per month for 24 months, 0% APR | - | - | ? | instalment
$49.99 Prime Exclusive Price | 49.99 | - | ? | member
Prime price $49.99 Regular price $59.99 | 49.99 | 59.99 | ? | member
$59.99 $49.99 with Prime | ? | ? | ? | ?
Exclusive price for you $49.99 | 49.99 | - | ? | exclusive
$49.99 first order only | 49.99 | - | ? | newcomer
$5 gift card with purchase | - | - | ? | -
Earn $5 back in rewards | - | - | ? | -
$35 minimum for free shipping | - | - | ? | -
Add $12.01 for free shipping | - | - | ? | -
You're $12.01 away from free shipping | - | - | ? | -
$4.99 delivery | - | - | ? | -
Delivery fee $4.99 | - | - | ? | -
$24.99 Free shipping | 24.99 | - | ? | plain
$24.99 Ships free | 24.99 | - | ? | plain
$24.99 (was $39.99) | 24.99 | 39.99 | ? | plain
$24.99, was $39.99 | 24.99 | 39.99 | ? | plain
Was $39.99. Now $24.99. | 24.99 | 39.99 | ? | plain
Clearance $9.97 | 9.97 | - | ? | plain
Doorbuster $9.99 Reg. 24.99 | 9.99 | 24.99 | ? | plain
2/$5 | ? | - | ? | ?
3 for $12 or 4.99 each | ? | - | ? | ?
BOGO 50% | - | - | - | -
1-800-FLOWERS | - | - | - | -
Model 2024 12.9" | - | - | - | -
9:00 AM - 5:00 PM | - | - | - | -
Order within 2 hrs 13 mins | - | - | - | -
4.6/5 (2,311) | - | - | - | -
#1 Best Seller | - | - | - | -
Qty: 1 | - | - | - | -
1,000+ bought in past month | - | - | - | -
US $7.49 US $14.99 -50% | 7.49 | 14.99 | USD | plain
US $7.49/piece | 7.49 | - | USD | plain
US$7.49 - US$9.99 / Piece | 7.49 | - | USD | range
USD 7.49 | 7.49 | - | USD | plain
€7,49 €14,99 -50% | 7.49 | 14.99 | EUR | plain
7,49€14,99€ | 7.49 | 14.99 | EUR | plain
7,49 EUR inkl. MwSt. | 7.49 | - | EUR | plain
EUR 7,49 | 7.49 | - | EUR | plain
Preis: 7,49 € | 7.49 | - | EUR | plain
Aktionspreis 7,49 € | 7.49 | - | EUR | plain
Sonderpreis 7,49 € Regulärer Preis 9,99 € | 7.49 | 9.99 | EUR | plain
Angebotspreis 7,49 € Regulärer Preis 9,99 € | 7.49 | 9.99 | EUR | plain
Normaler Preis 9,99 € Sonderpreis 7,49 € | 7.49 | 9.99 | EUR | plain
Einzelpreis 9,99 € pro kg | 9.99 | - | EUR | per-unit
9,99 € Grundpreis: 19,98 € / 1 kg | 9.99 | - | EUR | plain
9,99 € (100 ml = 9,99 €) | 9.99 | - | EUR | plain
statt 14,99€ 7,49€ | 7.49 | 14.99 | EUR | plain
bisher 14,99 € jetzt 7,49 € | 7.49 | 14.99 | EUR | plain
inkl. MwSt., zzgl. Versandkosten | - | - | - | -
Lieferzeit 2-3 Tage | - | - | - | -
Versand ab 3,99 € | - | - | EUR | -
Monatliche Rate ab 12,50 € | - | - | EUR | instalment
Anzahlung 100 € | 100 | - | EUR | deposit
9,99 € Sparen 5,00 € | 9.99 | - | EUR | plain
5 € Rabatt | - | - | EUR | -
5 € Gutschein | - | - | EUR | -
ab 50 € Bestellwert | - | - | EUR | -
Mindestbestellwert 20 € | - | - | EUR | -
Höchstpreis 99 € | ? | - | EUR | ?
9,99 € UVP 14,99 € | 9.99 | 14.99 | EUR | plain
Prix habituel 29,99 € Prix soldé 19,99 € | 19.99 | 29.99 | EUR | plain
Prix normal 29,99 € Prix promotionnel 19,99 € | 19.99 | 29.99 | EUR | plain
19,99 € 29,99 € -33% | 19.99 | 29.99 | EUR | plain
19,99 € TTC Livraison gratuite | 19.99 | - | EUR | plain
Prix : 19,99 € | 19.99 | - | EUR | plain
Vous économisez 10,00 € | - | - | EUR | -
-10 € | - | - | ? | -
Frais de port : 4,90 € | - | - | EUR | -
4,90 € de frais de port | - | - | EUR | -
dès 50 € d'achat | - | - | EUR | -
19,99 €/mois | - | - | EUR | instalment
3x 6,66 € | - | - | EUR | instalment
En 4 fois 25 € | - | - | EUR | instalment
2,50 € l'unité | 2.50 | - | EUR | plain
5,00 € le lot de 2 | 5.00 | - | EUR | plain
Precio habitual 29,99 € Precio de oferta 19,99 € | 19.99 | 29.99 | EUR | plain
Precio: 19,99 € IVA incl. | 19.99 | - | EUR | plain
Antes 29,99€ | - | 29.99 | EUR | -
Ahora: 19,99€ | 19.99 | - | EUR | plain
19,99 €/mes | - | - | EUR | instalment
Gastos de envío 4,99 € | - | - | EUR | -
Prezzo di listino €29,99 Prezzo scontato €19,99 | 19.99 | 29.99 | EUR | plain
Prezzo 19,99 € | 19.99 | - | EUR | plain
19,99 € invece di 29,99 € | 19.99 | 29.99 | EUR | plain
Spedizione: 4,99 € | - | - | EUR | -
19,99 €/mese | - | - | EUR | instalment
Preço normal 29,99 € Preço de saldo 19,99 € | 19.99 | 29.99 | EUR | plain
Normale prijs €29,99 Aanbiedingsprijs €19,99 | 19.99 | 29.99 | EUR | plain
Van 29,99 voor 19,99 | 19.99 | 29.99 | - | plain
€ 19,99 incl. btw | 19.99 | - | EUR | plain
per maand € 12,50 | - | - | EUR | instalment
Ordinarie pris 299 kr Försäljningspris 199 kr | 199 | 299 | ? | plain
Nu 199 kr Ord. 299 kr | 199 | 299 | ? | plain
199 kr inkl. moms | 199 | - | ? | plain
159,20 kr exkl. moms | 159.20 | - | ? | ?
Normalpris 299,00 kr Tilbudspris 199,00 kr | 199.00 | 299.00 | ? | plain
199,- | 199 | - | - | plain
Normaalihinta 29,90 € Tarjoushinta 19,90 € | 19.90 | 29.90 | EUR | plain
Cena regularna 29,99 zł Cena promocyjna 19,99 zł | 19.99 | 29.99 | PLN | plain
19,99 zł / szt. | 19.99 | - | PLN | plain
19,99 zł brutto 16,25 zł netto | 19.99 | - | PLN | plain
Raty od 12,50 zł | - | - | PLN | instalment
Dostawa od 9,99 zł | - | - | PLN | -
Běžná cena 299 Kč Akční cena 199 Kč | 199 | 299 | CZK | plain
199 Kč / ks | 199 | - | CZK | plain
Doprava 79 Kč | - | - | CZK | -
Eredeti ár: 2 990 Ft Akciós ár: 1 990 Ft | 1990 | 2990 | HUF | plain
Preț vechi 299,99 lei Preț nou 199,99 lei | 199.99 | 299.99 | RON | plain
1.299 RON | 1299 | - | RON | plain
1 299 грн 1 999 грн | 1299 | 1999 | UAH | plain
1 299 ₽ за шт. | 1299 | - | RUB | plain
Цена: 1 299 ₽ | 1299 | - | RUB | plain
Цена без скидки 1 999 ₽ | - | 1999 | RUB | -
Цена со скидкой 1 299 ₽ | 1299 | - | RUB | plain
1 299 ₽/мес | - | - | RUB | instalment
Рассрочка 108 ₽ × 12 | - | - | RUB | instalment
₺1.299,90 ₺1.599,90 %19 | 1299.90 | 1599.90 | TRY | plain
1.299,90 TL KDV Dahil | 1299.90 | - | TRY | plain
Aylık 108 TL | - | - | TRY | instalment
AED 149 Was AED 199 | 149 | 199 | AED | plain
149.00 AED 25% OFF | 149.00 | - | AED | plain
SAR 299.00 Inclusive of VAT | 299.00 | - | SAR | plain
السعر: 299 ر.س | 299 | - | SAR | plain
قبل 399 ر.س الآن 299 ر.س | 299 | 399 | SAR | plain
توصيل 15 ر.س | - | - | SAR | -
₪129.90 ₪199.90 | 129.90 | 199.90 | ILS | plain
משלוח 29 ₪ | - | - | ILS | -
ราคา 590 บาท | 590 | - | THB | plain
฿590 ฿890 -34% | 590 | 890 | THB | plain
Giá: 199.000đ | 199000 | - | VND | plain
199.000đ 299.000đ -33% | 199000 | 299000 | VND | plain
Rp129.000 Rp199.000 35% | 129000 | 199000 | IDR | plain
Harga Rp 129.000 | 129000 | - | IDR | plain
Gratis ongkir min. belanja Rp50.000 | - | - | IDR | -
₱1,299.00 ₱1,999.00 -35% | 1299.00 | 1999.00 | PHP | plain
RM 29.90 RM 59.90 50% OFF | 29.90 | 59.90 | MYR | plain
R$ 1.299,90 em 12x R$ 108,33 sem juros | 1299.90 | - | BRL | plain
R$ 1.299,90 no Pix ou R$ 1.444,33 em 10x | 1299.90 | - | BRL | card-or-method
por R$ 199,90 | 199.90 | - | BRL | plain
R$ 199,90/mês | - | - | BRL | instalment
$ 12.990 $ 19.990 35% | 12990 | 19990 | ? | plain
Precio de lista $ 19.990 Precio oferta $ 12.990 | 12990 | 19990 | ? | plain
$12.990 c/u | 12990 | - | ? | plain
MXN 1,299.00 | 1299.00 | - | MXN | plain
$1,299 MXN $1,599 MXN | 1299 | 1599 | MXN | plain
A$49.95 A$69.95 | 49.95 | 69.95 | AUD | plain
NZ$49.95 | 49.95 | - | NZD | plain
$49.95 NZD | 49.95 | - | NZD | plain
R1 299.99 | 1299.99 | - | ZAR | plain
R 249,99 | 249.99 | - | ZAR | plain
₦12,500.00 ₦18,000.00 -31% | 12500.00 | 18000.00 | NGN | plain
KSh 1,299 KSh 1,999 35% | 1299 | 1999 | KES | plain
GH₵ 129.00 | 129.00 | - | GHS | plain
EGP 1,299.00 EGP 1,599.00 | 1299.00 | 1599.00 | EGP | plain
৳ 1,299 | 1299 | - | BDT | plain
৳১,২৯৯ | 1299 | - | BDT | plain
LKR 1,299.00 | 1299.00 | - | LKR | plain
1 299,00 MAD | 1299.00 | - | MAD | plain
129,000 دينار | 129000 | - | ? | plain
129.000 Gs | 129000 | - | PYG | plain
Q129.00 | 129.00 | - | GTQ | plain
₡12.990 | 12990 | - | CRC | plain
1.299,00 RSD | 1299.00 | - | RSD | plain
129,00 KM | 129.00 | - | BAM | plain
1 299 ден | 1299 | - | MKD | plain
129,90 € (978,73 kn) | 129.90 | - | EUR | plain
kr. 129,95 | 129.95 | - | ? | plain
ISK 12.990 | 12990 | - | ISK | plain
12.990 kr. | 12990 | - | ? | plain
1 299,50 ₴ | 1299.50 | - | UAH | plain
12 990 ₸ | 12990 | - | KZT | plain
1 299 000 so'm | 1299000 | - | UZS | plain
₾129.90 | 129.90 | - | GEL | plain
֏12,990 | 12990 | - | AMD | plain
₼129.90 | 129.90 | - | AZN | plain
Br 129.90 | 129.90 | - | ? | plain
`,
  'a third': `
到手价￥36.8 已优惠￥13.2 | 36.8 | - | CNY | final-estimate
¥158 会员¥148 | 148 | ? | CNY | ?
参考价 ¥899 | - | 899 | CNY | -
预售到手价¥2199 定金¥100 | 2199 | - | CNY | final-estimate
拼着买 ¥9.9 单独买 ¥15.9 | 9.9 | ? | CNY | ?
直播间到手价 ¥69 | 69 | - | CNY | ?
百亿补贴价￥1299 已省￥300 | 1299 | - | CNY | subsidised
¥35.90 /盒 | 35.90 | - | CNY | plain
满299-50 券后 ¥249 | 249 | - | CNY | after-coupon
¥99起 月售1000+ | 99 | - | CNY | from
￥1,280（税込） 送料無料 | 1280 | - | JPY | plain
税抜価格 9,091円 税込価格 10,000円 | 10000 | - | JPY | plain
12,800円 (税込) 10%OFF | 12800 | - | JPY | plain
29,900원 (10% 할인) | 29900 | - | KRW | plain
39,900원 25% 29,900원 | 29900 | 39900 | KRW | plain
회원가 27,900원 정가 39,000원 | 27900 | 39000 | KRW | member
₹599 M.R.P. ₹1,499 (60% off) | 599 | 1499 | INR | plain
₹1,099 ₹2,199 50% off Free delivery | 1099 | 2199 | INR | plain
₹349/kg | 349 | - | INR | per-unit
Price dropped $12.00 to $48.00 | ? | - | ? | ?
$48.00 was $60.00 (20% off) | 48.00 | 60.00 | ? | plain
Sale price: $48.00, regular price: $60.00 | 48.00 | 60.00 | ? | plain
$48.00 – $60.00 | 48.00 | - | ? | range
Save 20% $48.00 $60.00 | 48.00 | 60.00 | ? | plain
$48 one-time purchase $43.20 subscribe | ? | ? | ? | ?
$16.99/mo or $199 | 199 | - | ? | plain
As low as $5/mo with Affirm | - | - | ? | instalment
$3.29 ($0.27/fl oz) | 3.29 | - | ? | plain
$3.29 27.4 ¢/fl oz | 3.29 | - | ? | plain
Shipping $5.99 Item $24.00 | 24.00 | - | ? | plain
Delivery from £3.95 | - | - | GBP | -
£24.00 Delivery from £3.95 | 24.00 | - | GBP | plain
£24 Save 1/3 was £36 | 24 | 36 | GBP | plain
£24.00 RRP £36.00 You save £12.00 | 24.00 | 36.00 | GBP | plain
from £24.00 per person | 24.00 | - | GBP | from
24,00 € statt 36,00 € (-33 %) | 24.00 | 36.00 | EUR | plain
24,00 € inkl. MwSt., zzgl. 4,90 € Versand | 24.00 | - | EUR | plain
24,00 € (6,00 € / 100 ml) UVP 36,00 € | 24.00 | 36.00 | EUR | plain
ab 24,00 € pro Person | 24.00 | - | EUR | from
24,00 € au lieu de 36,00 € | 24.00 | 36.00 | EUR | plain
24,00 € (prix conseillé 36,00 €) | 24.00 | 36.00 | EUR | plain
24,00 € / kg | 24.00 | - | EUR | per-unit
24,00 € Envío gratis | 24.00 | - | EUR | plain
Antes 36,00 € Ahora 24,00 € Ahorras 12,00 € | 24.00 | 36.00 | EUR | plain
24,00 € Spedizione gratuita | 24.00 | - | EUR | plain
24,00 zł Najniższa cena z 30 dni przed obniżką 30,00 zł Cena regularna 36,00 zł | 24.00 | ? | PLN | plain
24,00 zł + 9,99 zł dostawa | 24.00 | - | PLN | plain
240 Kč Běžná cena 360 Kč | 240 | 360 | CZK | plain
240 kr Tidigare lägsta pris 360 kr | 240 | 360 | ? | plain
240 kr. Spar 120 kr. | 240 | - | ? | plain
2 400 ₽ вместо 3 600 ₽ | 2400 | 3600 | RUB | plain
2 400 ₽ с картой | 2400 | - | RUB | ?
240 TL 360 TL %33 | 240 | 360 | TRY | plain
240 TL Kargo Bedava | 240 | - | TRY | plain
R$ 24,00 R$ 36,00 | 24.00 | 36.00 | BRL | plain
R$ 24,00 em até 3x de R$ 8,00 | 24.00 | - | BRL | plain
$ 24.000 en 12 cuotas de $ 2.000 | 24000 | - | ? | plain
Rp24.000 Cashback Rp2.000 | 24000 | - | IDR | plain
₫240.000 Giảm 20% | 240000 | - | VND | plain
฿240 ส่งฟรี | 240 | - | THB | plain
`,
  'tricks, and numbers that are no prices': `
-$5.00 | - | - | - | -
−€5 | - | - | - | -
$ -5 | - | - | - | -
EUR -12,50 | - | - | - | -
-12,50 € | - | - | - | -
\u200f1,299.00 ر.س\u200f | 1299.00 | - | SAR | plain
\u202e99.12$ | - | - | - | -
\u2066$12.00\u2069 | 12.00 | - | ? | plain
\u202a$12.00\u202c | 12.00 | - | ? | plain
¥\ue601\ue602.\ue603 | - | - | - | -
¥1\u200b9\u200b9 | 199 | - | CNY | plain
¥1\ue6019 | - | - | - | -
$𝟏𝟗.𝟗𝟗 | 19.99 | - | ? | plain
１，９８０円 | 1980 | - | JPY | plain
1\u202f299,00\u00a0€ | 1299.00 | - | EUR | plain
$1e5 | - | - | - | -
$0x1F | - | - | - | -
$99999999999999999999 | - | - | - | -
$1,23,4 | - | - | - | -
$12.34.56 | - | - | - | -
€1.23.456,7.8 | - | - | - | -
$xx.xx | - | - | - | -
$--.-- | - | - | - | -
£TBC | - | - | - | -
€ 1?,99 | - | - | - | -
$1x.99 | - | - | - | -
$_9.99 | - | - | - | -
100% cotton | - | - | - | -
SPF 50+ | - | - | - | -
24/7 | - | - | - | -
4K 1080p 60Hz | - | - | - | -
EAN 4006381333931 | - | - | - | -
ISBN 978-3-16-148410-0 | - | - | - | -
+1000 vendidos | - | - | - | -
10 mil+ vendidos | - | - | - | -
★4.5 (120) | - | - | - | -
4,7/5 | - | - | - | -
1,2 kg | - | - | - | -
30 x 40 cm | - | - | - | -
Version 2.0 | - | - | - | -
`,
  'Chinese platforms of 2025 and 2026': `
国补价¥3399 日常价¥3999 | 3399 | 3999 | CNY | subsidised
国补到手价 ¥2,549.15 | 2549.15 | - | CNY | ?
国家补贴15% 到手¥4249 原价¥4999 | 4249 | 4999 | CNY | ?
政府补贴后 ¥1,699 | 1699 | - | CNY | subsidised
国补立减15% 最高减2000元 | - | - | ? | ?
国补至高立省¥2000 | - | - | ? | ?
补贴价￥5499 官方价￥5999 | 5499 | ? | CNY | subsidised
补贴价¥19.9 已补¥10 | 19.9 | - | CNY | subsidised
券后补贴价 ¥28.8 | 28.8 | - | CNY | ?
平台加补价￥2,188 | 2188 | - | CNY | subsidised
到手约¥79.2 | 79.2 | - | CNY | final-estimate
到手价约￥79.2起 | 79.2 | - | CNY | ?
到手 69.9 元/件 | 69.9 | - | CNY | ?
预估到手 ¥ 45 .9 | 45.9 | - | CNY | final-estimate
满减后约￥156 | 156 | - | CNY | ?
叠券后￥199 | 199 | - | CNY | after-coupon
用券后 ¥39.9 券前 ¥49.9 | 39.9 | ? | CNY | after-coupon
领券后￥12.8 已售10万+ | 12.8 | - | CNY | after-coupon
券后￥9.9 | 9.9 | - | CNY | after-coupon
券后 9 块 9 | 9.9 | - | CNY | ?
9块9包邮 | 9.9 | - | CNY | ?
直播价¥88 日常价¥128 | 88 | 128 | CNY | live-room
直播专享价 ￥59 | 59 | - | CNY | live-room
直播间到手价89元 | 89 | - | CNY | ?
拼单价 ¥15.8 单独购买 ¥19.8 | 15.8 | ? | CNY | group-buy
发起拼单 ¥15.80 | 15.80 | - | CNY | group-buy
¥19.8 单独购买 | 19.8 | - | CNY | plain
万人团 ¥12.9 已拼3.2万件 | 12.9 | - | CNY | group-buy
万人团价￥12.9 | 12.9 | - | CNY | group-buy
2人团 ¥6.66 | 6.66 | - | CNY | group-buy
3人团￥99 单买￥129 | 99 | ? | CNY | group-buy
定金膨胀 定金¥50抵¥150 | 50 | - | CNY | deposit
定金膨胀3倍 定金¥100 预售价¥1,999 | 1999 | - | CNY | plain
预售到手价 ¥1,849 定金 ¥50 | 1849 | - | CNY | final-estimate
付定金立减¥80 | - | - | ? | ?
尾款 ¥899 12月11日20:00起支付 | ? | - | CNY | ?
以旧换新至高补贴1000元 | - | - | ? | ?
以旧换新 到手价￥4,399 | 4399 | - | CNY | final-estimate
以旧换新价¥3,299 新机价¥3,899 | 3299 | ? | CNY | ?
旧机最高抵¥3200 ¥6999 | 6999 | - | CNY | plain
分期免息 ¥416.58×12期 | - | - | CNY | instalment
¥4999 12期免息 月供¥416.58 | 4999 | - | CNY | plain
￥4999 或 ￥416.58/期 x12期 | 4999 | - | CNY | plain
免息 低至¥208.25/期 | - | - | CNY | instalment
每期￥333.25起 | - | - | CNY | instalment
白条6期免息 ¥1,299.00 | 1299.00 | - | CNY | plain
秒杀价￥9.90 限量500件 | 9.90 | - | CNY | ?
限时价 ¥138 划线价 ¥268 | 138 | 268 | CNY | ?
活动价：￥49 门市价：￥99 | 49 | 99 | CNY | ?
专柜价￥680 本店价￥399 | 399 | 680 | CNY | plain
官网价¥2599 | 2599 | - | CNY | plain
市场价 ￥ 1,280.00 商城价 ￥ 998.00 | 998.00 | 1280.00 | CNY | plain
建议零售价: ¥199.00 售价: ¥159.00 | 159.00 | 199.00 | CNY | plain
近30天最低价 ¥89 现价 ¥85 | 85 | ? | CNY | plain
超级补贴价￥3,899.00 | 3899.00 | - | CNY | subsidised
首单价¥0.01 | 0.01 | - | CNY | newcomer
新人价 ￥1 原价 ￥19.9 | 1 | 19.9 | CNY | newcomer
新人专享￥0.99 | 0.99 | - | CNY | newcomer
PLUS价 ￥119 京东价 ￥129 | ? | ? | CNY | ?
会员价¥45.9 非会员¥51 | ? | ? | CNY | ?
88VIP价 ¥95.5 | 95.5 | - | CNY | member
省钱卡价￥9.9 | 9.9 | - | CNY | member
粉丝价 ¥129 | 129 | - | CNY | ?
专属价￥66 | 66 | - | CNY | exclusive
为你专享价 ¥58.8 | 58.8 | - | CNY | exclusive
一口价：¥1888 | 1888 | - | CNY | plain
￥3,299.00起 | 3299.00 | - | CNY | from
¥129-¥399 | 129 | - | CNY | range
￥12.50~￥18.80 | 12.50 | - | CNY | range
3.98万 | 39800 | - | ? | ?
指导价：12.98-18.98万 | - | 129800 | ? | ?
裸车价 11.58万起 | 115800 | - | ? | from
总价 ¥2.35亿 | 235000000 | - | CNY | plain
￥１２８．００ | 128.00 | - | CNY | plain
人民币128元整 | 128 | - | CNY | plain
128圆 | 128 | - | ? | plain
RMB 1,280 | 1280 | - | CNY | plain
CNY￥88 | 88 | - | CNY | plain
¥0.35/g 500g | ? | - | CNY | ?
￥25.8/500g | 25.8 | - | CNY | per-unit
¥12.9/斤 | 12.9 | - | CNY | per-unit
￥39.9（约¥0.8/片） | 39.9 | - | CNY | plain
¥59.9 折合¥9.98/包 | 59.9 | - | CNY | plain
满300减50 跨店满减 | - | - | ? | ?
满2件打9折 | - | - | ? | ?
已降￥200 | - | - | ? | ?
比加入时降价¥15 | - | - | ? | ?
运费：¥6.00 | - | - | ? | ?
运费险 ¥0.5 | - | - | ? | ?
包邮 | - | - | ? | ?
邮费10元 ¥88 | 88 | - | CNY | plain
保价30天 ¥2399 | 2399 | - | CNY | plain
已售 5000+ ¥19.9 评价 2.1万 | 19.9 | - | CNY | plain
￥??? | - | - | ? | ?
¥1?99 | - | - | ? | ?
¥*** 登录查看价格 | - | - | ? | ?
待发布 | - | - | ? | ?
预约价 ¥4,999 | 4999 | - | CNY | ?
抢先价￥1,599 日常￥1,799 | 1599 | ? | CNY | ?
活动结束恢复¥299 现价¥199 | 199 | ? | CNY | plain
大促价¥88 平日价¥108 | 88 | 108 | CNY | plain
双12返场价￥149 | 149 | - | CNY | plain
HK$ 388.00 | 388.00 | - | HKD | plain
HK$1,288 建議售價 HK$1,588 | 1288 | 1588 | HKD | plain
NT$ 1,990 | 1990 | - | TWD | plain
NT$1,290 原價 NT$1,680 | 1290 | 1680 | TWD | plain
網路價 $ 8,990 | 8990 | - | ? | plain
促銷價 $799元 建議售價 $999元 | 799 | 999 | ? | plain
折扣後價格 $549 | 549 | - | ? | ?
`,
  'Japanese shops, with and without tax': `
価格： ￥2,980 税込 | 2980 | - | JPY | plain
2,709円（税抜） 2,980円（税込） | 2980 | - | JPY | plain
税込 3,278円 (本体 2,980円) | 3278 | - | JPY | plain
本体価格 ¥1,000 ＋ 税 | 1000 | - | JPY | plain
¥1,100（税込¥1,210） | ? | - | JPY | plain
参考価格: ￥5,500 価格: ￥3,980 | 3980 | 5500 | JPY | plain
通常価格 12,800円 → セール価格 9,800円 | 9800 | 12800 | JPY | plain
メーカー希望小売価格 ¥19,800(税込) 当店価格 ¥14,800(税込) | 14800 | 19800 | JPY | plain
３，９８０円 送料無料 | 3980 | - | JPY | plain
送料 550円 | - | - | JPY | ?
1,980円 + 送料 550円 | 1980 | - | JPY | plain
クーポン利用で1,782円 | 1782 | - | JPY | after-coupon
最大500円OFFクーポン | - | - | ? | ?
定期初回 980円 通常 3,980円 | 980 | 3980 | JPY | ?
月々 1,650円 (24回払い) | - | - | JPY | instalment
ポイント10倍 298ポイント 2,980円 | 2980 | - | JPY | plain
1万2800円 | 12800 | - | JPY | plain
3億5000万円 | 350000000 | - | JPY | plain
100gあたり 198円 | 198 | - | JPY | per-unit
¥1,280 (¥128 / 100 g) | 1280 | - | ? | plain
￥1,480〜￥2,980 | 1480 | - | ? | range
1,480円～ | 1480 | - | JPY | from
即決 5,000円 現在 1,200円 | ? | ? | JPY | ?
新品 ¥3,200より | 3200 | - | JPY | from
オープン価格 | - | - | ? | ?
¥0 | 0 | - | ? | plain
過去価格 ¥4,980 | ? | ? | JPY | ?
会員価格 2,680円 | 2680 | - | JPY | member
`,
  'Korean shops, coupons and cards': `
12,900원 | 12900 | - | KRW | plain
쿠폰적용가 11,610원 | 11610 | - | KRW | after-coupon
쿠폰할인가 8,900원 정가 12,900원 | 8900 | 12900 | KRW | after-coupon
와우할인가 9,900원 | 9900 | - | KRW | ?
와우회원가 9,900원 | 9900 | - | KRW | member
33% 19,900원 29,900원 | 19900 | 29900 | KRW | plain
최대혜택가 45,270원 판매가 49,900원 | 45270 | ? | KRW | ?
판매가 49,900원 소비자가 59,900원 | 49900 | 59900 | KRW | plain
1만 2,900원 | 12900 | - | KRW | plain
3만원대 | ? | - | KRW | ?
₩ 1,250,000 | 1250000 | - | KRW | plain
￦25,000 | 25000 | - | KRW | plain
100g당 1,290원 | 1290 | - | KRW | per-unit
12,900원 (100g당 430원) | 12900 | - | KRW | plain
배송비 3,000원 | - | - | KRW | ?
15,900원 무료배송 | 15900 | - | KRW | plain
월 41,650원 x 24개월 | - | - | KRW | instalment
카드할인가 85,500원 | 85500 | - | KRW | card-or-method
최저가 12,340원부터 | 12340 | - | KRW | from
적립 129원 12,900원 | 12900 | - | KRW | plain
품절 | - | - | ? | ?
첫구매가 5,900원 | 5900 | - | KRW | newcomer
`,
  'Indian shops, lakh and crore': `
₹1,29,999 | 129999 | - | INR | plain
₹1,29,999 M.R.P.: ₹1,59,900 | 129999 | 159900 | INR | plain
M.R.P.: ₹4,999.00 Deal Price: ₹2,499.00 You Save: ₹2,500.00 (50%) | 2499.00 | 4999.00 | INR | plain
MRP ₹899 ₹449 (50% OFF) | 449 | 899 | INR | plain
Rs. 1,299 Rs. 2,999 57% off | 1299 | 2999 | INR | plain
₹549 ₹1,099 50% off Bank Offer | 549 | 1099 | INR | plain
Rs.12,34,567/- | 1234567 | - | INR | plain
₹1.25 Lakh | 125000 | - | INR | plain
₹2.4 Cr onwards | 24000000 | - | INR | from
EMI from ₹2,167/month | - | - | INR | instalment
No Cost EMI ₹10,833 x 12 months | - | - | INR | instalment
₹65,999 EMI starts at ₹3,200 per month | 65999 | - | INR | plain
Get it for ₹1,899 with coupon | 1899 | - | INR | after-coupon
Inclusive of all taxes ₹349 | 349 | - | INR | plain
₹40 Delivery Fee | - | - | INR | ?
₹199 (₹39.8 / 100 g) | 199 | - | INR | plain
Special price ₹599 | 599 | - | INR | ?
`,
  'Swiss, German and Austrian shops': `
CHF 1'299.– | 1299 | - | CHF | plain
1'299.– statt 1'599.– | 1299 | 1599 | ? | plain
CHF 49.90 statt CHF 79.90 | 49.90 | 79.90 | CHF | plain
Fr. 19.95 | 19.95 | - | CHF | plain
24.– | 24 | - | ? | plain
–.95 | 0.95 | - | ? | plain
CHF –.50 | 0.50 | - | CHF | plain
CHF 3.20/100g | 3.20 | - | CHF | per-unit
1.299,00 € UVP 1.599,00 € | 1299.00 | 1599.00 | EUR | plain
UVP 49,99 € 34,99 €* | 34.99 | 49.99 | EUR | plain
ab 19,99 € | 19.99 | - | EUR | from
statt 89,95 € nur 59,95 € | 59.95 | 89.95 | EUR | plain
30-Tage-Bestpreis: 44,99 € 39,99 € | 39.99 | ? | EUR | plain
39,99 € Niedrigster Preis der letzten 30 Tage: 41,99 € (-5%) UVP: 59,99 € | 39.99 | ? | EUR | plain
12,99 € (1 l = 17,32 €) | 12.99 | - | EUR | plain
2,49 € 4,98 €/kg | 2.49 | - | EUR | plain
49,95 € inkl. MwSt. zzgl. Versand | 49.95 | - | EUR | plain
zzgl. 4,95 € Versand | - | - | EUR | ?
mtl. 27,08 € in 48 Raten | - | - | EUR | instalment
999,- € | 999 | - | EUR | plain
1 299,– | 1299 | - | ? | plain
EUR 1.099,– | 1099 | - | EUR | plain
zzgl. Pfand 0,25 € 1,19 € | 1.19 | - | EUR | plain
Preis auf Anfrage | - | - | ? | ?
Sie sparen 20,00 € | - | - | EUR | ?
`,
  'shops of western and southern Europe': `
1 299,00 € | 1299.00 | - | EUR | plain
49€99 | 49.99 | - | EUR | plain
49€99 au lieu de 69€99 | 49.99 | 69.99 | EUR | plain
Prix conseillé 129,00 € 89,90 € | 89.90 | 129.00 | EUR | plain
À partir de 15,90 € | 15.90 | - | EUR | from
dont 0,50 € d'éco-participation 249,99 € | 249.99 | - | EUR | plain
ou 4 x 62,50 € sans frais | - | - | EUR | instalment
€ 24,90 invece di € 39,90 | 24.90 | 39.90 | EUR | plain
Prezzo consigliato: 59,99€ 44,99€ | 44.99 | 59.99 | EUR | plain
da € 12,50 | 12.50 | - | EUR | from
Antes 89,95 € Ahora 62,95 € | 62.95 | 89.95 | EUR | plain
PVPR 199,00 € 149,00 € | 149.00 | 199.00 | EUR | plain
Desde 9,95 € | 9.95 | - | EUR | from
€ 1.249,- | 1249 | - | EUR | plain
Van € 59,99 voor € 39,99 | 39.99 | 59.99 | EUR | plain
12,- | 12 | - | ? | plain
Adviesprijs € 89,95 € 74,95 | 74.95 | 89.95 | EUR | plain
PVPR 79,99€ Agora 59,99€ | 59.99 | 79.99 | EUR | plain
3,99 €/un (7,98 €/Kg) | 3.99 | - | EUR | ?
`,
  'Latin American shops': `
10x de R$ 129,90 sem juros | - | - | BRL | instalment
R$ 1.299,00 em até 10x de R$ 129,90 sem juros | 1299.00 | - | BRL | plain
R$ 1.169,10 no Pix (10% de desconto) | 1169.10 | - | BRL | card-or-method
de R$ 1.599,00 por R$ 1.299,00 à vista | 1299.00 | 1599.00 | BRL | ?
R$ 1.299,00 à vista no Pix ou R$ 1.443,33 em 12x de R$ 120,27 | 1299.00 | - | BRL | card-or-method
A partir de R$ 49,90 | 49.90 | - | BRL | from
R$49,90/kg | 49.90 | - | BRL | per-unit
$1,299.00 MXN | 1299.00 | - | MXN | plain
MX$ 2,499 | 2499 | - | MXN | plain
12 MSI de $108.25 | - | - | ? | instalment
$ 1,299 en 12 meses sin intereses de $ 108.25 | 1299 | - | ? | plain
Precio de lista $2,999.00 Precio $1,999.00 | 1999.00 | 2999.00 | ? | plain
$ 129.990 | ? | - | ? | plain
CLP $129.990 | 129990 | - | CLP | plain
$ 1.299.900 COP | 1299900 | - | COP | plain
S/ 1,299.00 | 1299.00 | - | PEN | plain
ARS 45.999,00 | 45999.00 | - | ARS | plain
`,
  'shops of central and eastern Europe, and Türkiye': `
1 299,00 zł | 1299.00 | - | PLN | plain
99,99 zł 149,99 zł -33% | 99.99 | 149.99 | PLN | plain
89,99 zł Najniższa cena z 30 dni przed obniżką: 94,99 zł Cena regularna: 129,99 zł | 89.99 | ? | PLN | plain
od 19,90 zł | 19.90 | - | PLN | from
rata 54,12 zł x 24 | - | - | PLN | instalment
12 990 Kč | 12990 | - | CZK | plain
1 290,- Kč | 1290 | - | CZK | plain
Původní cena 1 990 Kč Nyní 1 490 Kč | 1490 | 1990 | CZK | plain
24 990 Ft | 24990 | - | HUF | plain
1.299,99 Lei PRP: 1.599,99 Lei | 1299.99 | 1599.99 | RON | plain
1299⁹⁹ Lei | 1299.99 | - | RON | plain
1.299,90 TL | 1299.90 | - | TRY | plain
₺1.299,90 | 1299.90 | - | TRY | plain
1.499 TL Sepette 1.199 TL | 1199 | ? | TRY | ?
Sepette %10 indirim 899,91 TL | 899.91 | - | TRY | ?
12 990 ₽ 15 990 ₽ | 12990 | 15990 | RUB | plain
1 299 руб. | 1299 | - | RUB | plain
1 249 ₴ | 1249 | - | UAH | plain
24,90 лв. 12,73 € | ? | - | ? | ?
`,
  'shops of the Gulf, Scandinavia and south-east Asia': `
AED 1,299.00 | 1299.00 | - | AED | plain
AED 499.00 Was AED 699.00 | 499.00 | 699.00 | AED | plain
١٬٢٩٩٫٠٠ د.إ | 1299.00 | - | AED | plain
1,299.00 ر.س | 1299.00 | - | SAR | plain
SAR 249 299 17% OFF | 249 | ? | SAR | plain
1 299 kr | 1299 | - | ? | plain
1 299:- | 1299 | - | ? | plain
12 990:- Ord. pris 15 990:- | 12990 | 15990 | ? | plain
Jfr-pris 49,90 kr/kg 24,95 kr | 24.95 | - | ? | plain
Kampanjpris 899 SEK Tidigare lägsta pris 999 SEK | 899 | ? | SEK | plain
DKK 1.299,95 | 1299.95 | - | DKK | plain
kr. 1.299,- | 1299 | - | ? | plain
Før 799,- Nå 499,- | 499 | 799 | ? | plain
RM 129.90 | 129.90 | - | MYR | plain
RM59.90 - RM129.90 | 59.90 | - | MYR | range
Rp1.299.000 | 1299000 | - | IDR | plain
Rp 99.000 Rp 149.000 34% | 99000 | 149000 | IDR | plain
฿1,290 ฿1,990 -35% | 1290 | 1990 | THB | plain
1.290.000₫ | 1290000 | - | VND | plain
₫129.000 - ₫259.000 | 129000 | - | VND | range
₱1,299 ₱2,599 | 1299 | 2599 | PHP | plain
S$129.90 U.P. S$199.90 | 129.90 | 199.90 | SGD | plain
A$49.95 RRP A$79.95 | 49.95 | 79.95 | AUD | plain
`,
  'British and American shops': `
Now £24.00 Was £40.00 | 24.00 | 40.00 | GBP | plain
£3.50 £1.75 per 100g | 3.50 | - | GBP | plain
£2.25 (£4.50/kg) | 2.25 | - | GBP | plain
Clubcard Price £2.50 Regular price £3.20 | ? | ? | GBP | ?
£1.50 Nectar Price | 1.50 | - | GBP | member
RRP £89.99 Our Price £69.99 | 69.99 | 89.99 | GBP | plain
85p | 0.85 | - | GBP | plain
From £1,299 | 1299 | - | GBP | from
£12.50 each or 2 for £20 | 12.50 | - | GBP | plain
Current price: $18.99 Original price: $24.99 | 18.99 | 24.99 | USD | plain
Now $79.00 $129.00 You save $50.00 | 79.00 | 129.00 | USD | plain
$24.99 List: $39.99 | 24.99 | 39.99 | USD | plain
$1,099.00 or $45.79/mo. for 24 mo. | 1099.00 | - | USD | plain
4 interest-free payments of $24.75 with Klarna | - | - | USD | instalment
$5.99 ($0.37/oz) | 5.99 | - | USD | plain
$17.94/ea | 17.94 | - | USD | ?
Typical price: $45.00 $38.25 | 38.25 | 45.00 | USD | plain
Free shipping over $35 | - | - | USD | ?
Save $20 with coupon | - | - | USD | ?
$30 off your first order | - | - | USD | ?
+$5.99 shipping | - | - | USD | ?
$49.99 with Prime | 49.99 | - | USD | member
Sale $12.00 – $18.00 Regular $24.00 | 12.00 | 24.00 | USD | range
Reg. $60.00 Sale $36.00 Extra 20% off at checkout | 36.00 | 60.00 | USD | plain
99¢ | 0.99 | - | USD | plain
C$ 45.50 | 45.50 | - | CAD | plain
Out of stock | - | - | ? | ?
Call for price | - | - | ? | ?
`,
  'what only looks like a price, once more': `
-$20.00 | - | - | ? | ?
−¥50 | - | - | ? | ?
$NaN | - | - | ? | ?
¥undefined | - | - | ? | ?
$1e400 | - | - | ? | ?
$Infinity | - | - | ? | ?
¥{{price}} | - | - | ? | ?
iPhone 17 256GB | - | - | - | ?
Model 2025 12.5 inch | - | - | - | ?
4.8 (2,345) | - | - | - | ?
2026-11-21 20:00 | - | - | - | ?
4008-123-456 | - | - | - | ?
199 | ? | - | - | ?
1.2.3.4 | - | - | - | ?
$1,2,3 | - | - | ? | ?
`,
};

const same = (wanted: string, read: string | null): boolean =>
  wanted === '?' || (wanted === '-' ? read === null : read !== null && Number(read) === Number(wanted));

describe.each(Object.entries(SHOPS))('%s', (_, table) => {
  const rows = table
    .replace(/^\n|\n$/g, '')
    .split('\n')
    .map((row) => row.split(' | '));
  it.each(rows)('%s', (text = '', current = '', list = '', currency = '', kind = '') => {
    const read = readPriceText(text);
    const said = JSON.stringify([read.current, read.list, read.currency, read.kind]);
    expect(same(current, read.current) && same(list, read.list), said).toBe(true);
    if (/^[A-Z]{3}$/.test(currency)) expect(read.currency).toBe(currency);
    if (/^[a-z]/.test(kind)) expect(read.kind).toBe(kind);
  });
});

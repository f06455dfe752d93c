/**
 * Prices in the wording of 2026 (subsidies, pre-sales, live rooms, wholesale steps) and of shops in Asia, Latin
 * America and eastern Europe: three tables, each written with its answers before the reader was asked, and each
 * after the classes of error of the one before were mended. Left out are five that a person would not read alike
 * either, or that are still read wrong: `￥1,280～￥3,980` (yen or yuan), `¥1299 PLUS ¥1269` (which of the two is
 * asked), `890K` without a currency, `Flat ₹200 off ₹799` (a threshold or a price), and Thai `จาก` for "was".
 * `-` is none; `?` is left open.
 */
import { describe, expect, it } from 'vitest';
import { readPriceText } from '../../../components/observers/money';

const TABLES: Readonly<Record<string, string>> = {
  'First two hundred: 177 of 203 were right at first': `
国补到手价 ¥2549.15 | 2549.15 | - | CNY | ?
政府补贴价 ¥2,974 原价 ¥3,499 | 2974 | 3499 | CNY | subsidised
国补立减15% 到手¥3399.15 ¥3999 | 3399.15 | 3999 | CNY | final-estimate
国补后¥1869.15 | 1869.15 | - | CNY | subsidised
政府补贴后 ¥4,249 | 4249 | - | CNY | subsidised
补贴前 ¥4999 补贴后 ¥4249.15 | 4249.15 | 4999 | CNY | subsidised
以旧换新 至高补贴2000元 | - | - | CNY | -
以旧换新价 ¥2599 | 2599 | - | CNY | ?
旧机抵扣 ¥300起 ¥4999 | 4999 | - | CNY | plain
百亿补贴 补后价¥5199 | 5199 | - | CNY | subsidised
百亿补贴 到手价 ¥5199 官方价 ¥5999 | 5199 | 5999 | CNY | ?
百亿补贴 直降800元 ¥5199 | 5199 | - | CNY | subsidised
平台加补 ¥120 ¥1579 | 1579 | - | CNY | ?
官方补贴¥200 ¥1799 | 1799 | - | CNY | ?
超级立减 ¥20 券后¥79.9 | 79.9 | - | CNY | after-coupon
超级立减15% ¥424.15 | 424.15 | - | CNY | plain
官方立减 9折起 ¥269.1 ¥299 | 269.1 | 299 | CNY | plain
跨店满减 每300减50 ¥299 | 299 | - | CNY | plain
每满300减50 到手约¥249 | 249 | - | CNY | final-estimate
88VIP到手价 ¥284.05 | 284.05 | - | CNY | ?
88VIP 95折后¥284.05 ¥299 | 284.05 | 299 | CNY | member
88VIP大额券 满3000减240 | - | - | CNY | -
PLUS专享立减 ¥15 ¥199 | 199 | - | CNY | ?
PLUS到手价 ¥184 京东价 ¥199 | 184 | 199 | CNY | ?
PLUS价 ¥ 184.00 | 184.00 | - | CNY | member
先用后付 0元下单 ¥59.9 | 59.9 | - | CNY | plain
¥59.9 先用后付 | 59.9 | - | CNY | plain
0元下单 收货后再付款 | - | - | ? | -
24期免息 ¥208.29/期 | - | - | CNY | instalment
¥4999 24期免息 每期低至¥208.29 | 4999 | - | CNY | plain
低至¥208.29×24期 ¥4999 | 4999 | - | CNY | plain
白条24期免息 日供¥6.9 | - | - | CNY | instalment
预售 定金¥100 尾款¥4899 | 100 | - | CNY | deposit
预售到手价 ¥4699 定金 ¥100 立减 ¥200 | 4699 | - | CNY | final-estimate
定金膨胀 付100抵300 到手价 ¥4699 | 4699 | - | CNY | final-estimate
定金100元 膨胀3倍 | 100 | - | CNY | deposit
付定金 ¥20 立减 ¥30 | 20 | - | CNY | deposit
尾款立减 ¥50 | - | - | CNY | -
10月31日20:00付尾款 ¥449 | ? | - | CNY | ?
凑单满减 再买 ¥12.1 可减 ¥30 | - | - | CNY | -
凑单到手价 ¥49.9 | 49.9 | - | CNY | final-estimate
3件7折 ¥89 | 89 | - | CNY | plain
¥89 3件到手价 ¥186.9 | 89 | - | CNY | ?
2件85折 单件到手 ¥76.5 | 76.5 | - | CNY | final-estimate
第2件半价 ¥39.9 | 39.9 | - | CNY | plain
第二件半价 折合单件 ¥29.9 ¥39.9 | ? | ? | CNY | ?
第2件1元 ¥29.9 | 29.9 | - | CNY | plain
买2付1 ¥128 | 128 | - | CNY | plain
拍3件 ¥99 | 99 | - | CNY | plain
价保双11 ¥899 | 899 | - | CNY | plain
狂欢价¥899 日常价¥1,199 | 899 | 1199 | CNY | plain
大促价 ¥899 吊牌价 ¥1599 | 899 | 1599 | CNY | plain
近30天最低价 ¥899 | ? | ? | CNY | ?
¥899 已降¥100 | 899 | - | CNY | plain
比加购时降价¥20 ¥879 | 879 | - | CNY | plain
首发价 ¥5999 | 5999 | - | CNY | plain
开门红价 ¥3699 | 3699 | - | CNY | plain
限时直降 600 元 ￥5,399 | 5399 | - | CNY | plain
会场价¥159 | 159 | - | CNY | plain
券后价 ¥ 159 起 | 159 | - | CNY | ?
¥159 券后 ¥129 | 129 | ? | CNY | after-coupon
付款价 ¥129 券前 ¥159 | 129 | 159 | CNY | ?
优惠后 ¥129 优惠前 ¥159 | 129 | 159 | CNY | ?
立减后 ¥129 | 129 | - | CNY | ?
红包后价 ¥119 | 119 | - | CNY | ?
淘金币已抵 ¥4 到手¥125 | 125 | - | CNY | final-estimate
直播间专享价 ¥69 ¥129 | 69 | 129 | CNY | live-room
直播专享 券后 ¥59 | 59 | - | CNY | ?
讲解中 ¥69 去抢购 | 69 | - | CNY | plain
1号链接 ¥69 | 69 | - | CNY | plain
3 亚麻连衣裙 ¥199 抢 | 199 | - | CNY | plain
限量秒杀 ¥1 库存 20 | 1 | - | CNY | plain
粉丝专享价 ¥49.9 | 49.9 | - | CNY | exclusive
抖音价 ¥19.9 | 19.9 | - | CNY | plain
抖音团购 ¥99 门市价 ¥198 5.0折 | 99 | 198 | CNY | group-buy
达人专属价 ¥88 | 88 | - | CNY | exclusive
福袋价 ¥0.01 | 0.01 | - | CNY | plain
快手小店 ¥25.9 已售 5.6万 | 25.9 | - | CNY | plain
小红书 ¥128 笔记同款 | 128 | - | CNY | plain
2人团 ¥15.9 单买 ¥19.9 | 15.9 | ? | CNY | group-buy
3人拼团价￥29 | 29 | - | CNY | group-buy
单独购买¥19.9 发起拼单¥15.9 | 15.9 | 19.9 | CNY | group-buy
万人团 ¥15.9 | 15.9 | - | CNY | group-buy
拼小圈好友价 ¥15.9 | 15.9 | - | CNY | ?
砍价 最低 ¥0 ¥59 | ? | ? | CNY | ?
砍后价 ¥9.9 原价 ¥59 | 9.9 | 59 | CNY | ?
助力享 ¥1 | 1 | - | CNY | ?
限时秒杀 ￥ 9 .9 ￥ 29 | 9.9 | 29 | CNY | plain
整点秒杀 10:00场 ¥9.9 | 9.9 | - | CNY | plain
一件代发 ¥22.5 | 22.5 | - | CNY | plain
代发价 ¥22.5 批发价 ¥18.5 | ? | ? | CNY | ?
起批价 ¥18.50 ≥2件 | 18.50 | - | CNY | ?
2件起批 ¥18.50 | 18.50 | - | CNY | plain
¥18.50 ≥50件 ¥17.20 ≥500件 ¥16.00 | 18.50 | - | CNY | ladder
1-19 件 ￥6.80 20-99 件 ￥6.50 ≥100 件 ￥6.20 | 6.80 | - | CNY | ladder
¥6.20-¥6.80 2件起批 | 6.20 | - | CNY | range
拿样价 ¥35 | 35 | - | CNY | plain
混批 ¥15.00 满10件 | 15.00 | - | CNY | plain
新人首单价 ¥0.99 | 0.99 | - | CNY | newcomer
¥0.35/个 1000个起批 | 0.35 | - | CNY | ?
含税价 ¥1130 不含税 ¥1000 | 1130 | - | CNY | plain
할인가 27,900원 정상가 39,900원 | 27900 | 39900 | KRW | plain
30% 27,900원 39,900원 | 27900 | 39900 | KRW | plain
쿠폰적용가 25,110원 | 25110 | - | KRW | after-coupon
쿠폰 적용 시 25,110원 | 25110 | - | KRW | after-coupon
나의 할인가 24,500원 | 24500 | - | KRW | ?
최대할인가 22,900원 판매가 29,900원 | 22900 | ? | KRW | ?
회원 전용가 19,900원 | 19900 | - | KRW | member
첫 구매 시 9,900원 | 9900 | - | KRW | newcomer
카드 할인가 26,500원 | 26500 | - | KRW | card-or-method
100ml당 1,290원 | 1290 | - | KRW | per-unit
1+1 12,900원 | 12900 | - | KRW | plain
월 41,650원 (24개월) | - | - | KRW | instalment
무이자 최대 12개월 월 8,325원 | - | - | KRW | instalment
배송비 무료 59,000원 | 59000 | - | KRW | plain
59,000원 이상 무료배송 | - | - | KRW | -
라이브 특가 39,900원 | 39900 | - | KRW | live-room
5만9천원대 | ? | - | KRW | ?
189,000 원 부터 | 189000 | - | KRW | from
セール価格 4,990円 通常価格 7,990円 | 4990 | 7990 | JPY | plain
4,990円 (37%OFF) 参考小売価格 7,990円 | 4990 | 7990 | JPY | plain
タイムセール特価: ￥3,480 過去価格: ￥4,980 | 3480 | 4980 | JPY | plain
メーカー希望小売価格 オープン価格 19,800円 | 19800 | - | JPY | plain
月額 980円 (税込) | - | - | JPY | instalment
分割払い 月々￥2,483(24回) | - | - | JPY | instalment
税込 10,780 円 送料別 | 10780 | - | JPY | plain
10,780円(税込) 送料660円 | 10780 | - | JPY | plain
3個セット 2,980円 (1個あたり 994円) | 2980 | - | JPY | plain
クーポン適用後 2,680円 | 2680 | - | JPY | after-coupon
プライム会員価格 ￥2,480 | 2480 | - | JPY | member
1円オークション 現在価格 12,500円 | 12500 | - | JPY | ?
獲得予定ポイント 128pt 12,800円 | 12800 | - | JPY | plain
M.R.P.: ₹2,999 ₹1,499 (50% off) | 1499 | 2999 | INR | plain
₹1,499 M.R.P ₹2,999 | 1499 | 2999 | INR | plain
₹1,39,900 ₹1,49,900 6% off | 139900 | 149900 | INR | plain
Effective price ₹1,349 with bank offer | 1349 | - | INR | card-or-method
Buy at ₹1,349 | 1349 | - | INR | plain
EMI from ₹4,167/month | - | - | INR | instalment
₹49,999 EMI from ₹1,758/m | 49999 | - | INR | plain
₹1,499 + ₹49 Protect Promise Fee | 1499 | - | INR | plain
₹2.5 lakh | 250000 | - | INR | plain
₹1.25 Lakh onwards | 125000 | - | INR | from
₹9.99 Lakh* Ex-showroom | 999000 | - | INR | plain
Rs.1499.00 Rs.2999.00 | 1499.00 | 2999.00 | INR | plain
Plus members ₹1,424 | 1424 | - | INR | member
R$ 1.299,90 à vista no Pix | 1299.90 | - | BRL | card-or-method
R$ 1.299,90 no Pix ou R$ 1.444,33 em 10x de R$ 144,43 | ? | ? | BRL | ?
De R$ 299,90 por R$ 199,90 | 199.90 | 299.90 | BRL | plain
de: R$ 299,90 por: R$ 199,90 ou 4x de R$ 49,97 sem juros | 199.90 | 299.90 | BRL | plain
10x de R$ 29,99 sem juros | - | - | BRL | instalment
R$ 199,90 em até 6x de R$ 33,32 | 199.90 | - | BRL | plain
R$ 199 90 | 199.90 | - | BRL | plain
A partir de R$ 89,90 | 89.90 | - | BRL | from
Frete R$ 19,90 | - | - | BRL | -
Frete grátis acima de R$ 199 | - | - | BRL | -
$ 12.999 en 6 cuotas de $ 2.166,50 | 12999 | - | ? | plain
MX$1,299.00 Antes MX$1,799.00 | 1299.00 | 1799.00 | MXN | plain
$24.990 CLP $34.990 CLP | 24990 | 34990 | CLP | plain
Antes: S/ 199.90 Ahora: S/ 129.90 | 129.90 | 199.90 | PEN | plain
129,99 zł 199,99 zł Najniższa cena z 30 dni: 119,99 zł | 129.99 | 199.99 | PLN | plain
129,99 zł Najniższa cena z 30 dni przed obniżką: 119,99 zł | 129.99 | ? | PLN | plain
od 49,90 zł | 49.90 | - | PLN | from
Cena regularna 199,99 zł Cena promocyjna 149,99 zł | 149.99 | 199.99 | PLN | plain
12 zł 99 gr | 12.99 | - | PLN | plain
20 rat x 64,95 zł | - | - | PLN | instalment
CHF 1'299.– | 1299 | - | CHF | plain
CHF 49.90 statt 79.90 | 49.90 | 79.90 | CHF | plain
49.90 statt CHF 79.90 | 49.90 | 79.90 | CHF | plain
Fr. 1’299.00 | 1299.00 | - | CHF | plain
1'299.– inkl. MwSt. | 1299 | - | ? | plain
1 299 kr Ord. pris 1 699 kr | 1299 | 1699 | ? | plain
Tidigare lägsta pris 999 kr Nu 799 kr | 799 | 999 | ? | plain
١٬٢٩٩٫٠٠ ر.س | 1299.00 | - | SAR | plain
السعر ١٩٩ ريال قبل ٢٩٩ ريال | 199 | 299 | ? | plain
٢٩٩ درهم | 299 | - | ? | plain
SAR 199.00 SAR 299.00 33% OFF | 199.00 | 299.00 | SAR | plain
۱۲۹٬۰۰۰ تومان | 129000 | - | ? | plain
‏1,299.00 ₪ | 1299.00 | - | ILS | plain
1.299,90 TL 1.699,90 TL | 1299.90 | 1699.90 | TRY | plain
Sepette 1.169,91 TL | 1169.91 | - | TRY | ?
฿1,290 ฿1,990 -35% | 1290 | 1990 | THB | plain
๑,๒๙๐ บาท | 1290 | - | THB | plain
ราคาปกติ 1,990 บาท ลดเหลือ 1,290 บาท | 1290 | 1990 | THB | plain
เริ่มต้น ฿299 | 299 | - | THB | from
ค่าส่ง ฿40 | - | - | THB | -
1.290.000 ₫ 1.990.000 ₫ | 1290000 | 1990000 | VND | plain
Giá: 1.290.000đ | 1290000 | - | VND | plain
Giá gốc 1.990.000đ Giá khuyến mãi 1.290.000đ | 1290000 | 1990000 | VND | plain
Trả góp 107.500đ/tháng | - | - | VND | instalment
từ 89.000đ | 89000 | - | VND | from
Rp129.000 Rp199.000 35% | 129000 | 199000 | IDR | plain
Rp 1,29 jt | 1290000 | - | IDR | plain
Mulai dari Rp89.000 | 89000 | - | IDR | from
Cicilan Rp 108.250/bln | - | - | IDR | instalment
Ongkir Rp10.000 | - | - | IDR | -
RM129.90 RM199.00 | 129.90 | 199.00 | MYR | plain
₱1,299 ₱1,999 | 1299 | 1999 | PHP | plain
亚麻连衣裙 2026 新款 2 ¥199.00 | 199.00 | - | CNY | plain
iPhone 17 ¥5999 | 5999 | - | CNY | plain
杯子 500 ¥39.9 | 39.9 | - | CNY | plain
Pack of 3 £12.00 | 12.00 | - | GBP | plain
Size 42 €89,95 | 89.95 | - | EUR | plain
`,
  'Then 105 more: 93 were right at first': `
国家补贴 到手¥1,699.15 起 | 1699.15 | - | CNY | ?
国补叠加平台券 到手 ¥2,239 | 2239 | - | CNY | final-estimate
政府补贴 减600元 ¥3399 | 3399 | - | CNY | subsidised
以旧换新补贴后 ¥3,059 起 | 3059 | - | CNY | ?
百亿补贴专享价 ¥88 | 88 | - | CNY | ?
补贴立减 ¥400 到手价 ¥3599 | 3599 | - | CNY | final-estimate
官方直降 ¥899 ¥1299 | ? | ? | CNY | plain
双12预热价 ¥459 | 459 | - | CNY | plain
年货节到手价￥168 | 168 | - | CNY | final-estimate
叠券后 ¥153.9 | 153.9 | - | CNY | after-coupon
领券到手价 ¥153.9 | 153.9 | - | CNY | ?
单件到手价 ¥76.5 满2件 | 76.5 | - | CNY | final-estimate
加购价 ¥19.9 | 19.9 | - | CNY | plain
换购价 ¥9.9 | 9.9 | - | CNY | plain
赠品价值 ¥199 ¥599 | 599 | - | CNY | plain
赠价值¥199礼盒 ¥599 | 599 | - | CNY | plain
¥599 赠价值¥199礼盒 | 599 | - | CNY | plain
入会价 ¥549 非会员 ¥599 | 549 | 599 | CNY | member
黑钻会员价 ¥95 | 95 | - | CNY | member
学生价 ¥5499 | 5499 | - | CNY | ?
企业价 ¥4899 | 4899 | - | CNY | plain
支付券后价 ¥1279 | 1279 | - | CNY | after-coupon
买1送1 到手2件 ¥59.9 | 59.9 | - | CNY | ?
¥0.99/片 共60片 ¥59.4 | 59.4 | - | CNY | ?
约¥3.2/100g ¥15.9 | 15.9 | - | CNY | plain
单价 ¥3.2/斤 ¥15.9 | 15.9 | - | CNY | plain
¥15.9 ¥3.18/500g | 15.9 | - | CNY | plain
8小时内付尾款 定金 ¥50 | 50 | - | CNY | deposit
已付定金¥50 待付尾款¥449 | ? | - | CNY | ?
直播间到手价 ¥69 原价 ¥129 | 69 | 129 | CNY | ?
拼团价¥29.9 单独购买价¥39.9 | 29.9 | 39.9 | CNY | group-buy
5人团 ¥12.8 直接购买 ¥16.8 | 12.8 | ? | CNY | group-buy
百亿补贴 已补320元 ¥4679 | 4679 | - | CNY | subsidised
全网低价 ¥4679 | 4679 | - | CNY | plain
¥4679 买贵双倍赔 | 4679 | - | CNY | plain
¥16.80 起批量 ≥3件 | 16.80 | - | CNY | plain
≥3件 ¥16.80 ≥100件 ¥15.20 | 16.80 | - | CNY | ladder
首件 ¥16.80 运费 ¥5 | 16.80 | - | CNY | plain
판매가 45,000원 할인적용가 39,900원 | 39900 | 45000 | KRW | plain
쿠폰할인가 35,910원 | 35910 | - | KRW | after-coupon
39,900원 카드 결제시 37,900원 | 39900 | ? | KRW | ?
네이버페이 포인트 399원 39,900원 | 39900 | - | KRW | plain
2개 이상 구매 시 개당 18,900원 | 18900 | - | KRW | ?
[타임특가] 12,900원 20,000원 | 12900 | 20000 | KRW | plain
정기배송가 11,610원 | 11610 | - | KRW | plain
販売価格：6,600円（税込） | 6600 | - | JPY | plain
特価 6,600円 税込7,260円 | 7260 | - | JPY | plain
当店通常価格 9,800円 → 6,860円 30%OFF | 6860 | 9800 | JPY | plain
定期初回 1,980円 2回目以降 3,980円 | 1980 | ? | JPY | ?
会員様限定 5,940円 一般価格 6,600円 | 5940 | 6600 | JPY | member
まとめ買い 3点以上で10%OFF 1,980円 | 1980 | - | JPY | plain
ポイント5倍 330ポイント 6,600円 | 6600 | - | JPY | plain
Offer price ₹849 Regular price ₹1,199 | 849 | 1199 | INR | plain
₹849 inclusive of all taxes MRP ₹1,199 | 849 | 1199 | INR | plain
Get it for ₹764 with coupon | 764 | - | INR | after-coupon
₹1,199 29% OFF ₹849 | 849 | 1199 | INR | plain
₹8,499/month No cost EMI | - | - | INR | instalment
R$ 2.499,00 ou 12x R$ 208,25 | 2499.00 | - | BRL | plain
R$ 89,90 R$ 129,90 30% OFF | 89.90 | 129.90 | BRL | plain
Por apenas R$ 49,90 cada | 49.90 | - | BRL | plain
5% de desconto no Pix: R$ 85,40 | 85.40 | - | BRL | card-or-method
Economize R$ 40,00 | - | - | BRL | -
Cena: 249,00 zł brutto | 249.00 | - | PLN | plain
249,00 zł (202,44 zł netto) | 249.00 | - | PLN | plain
Taniej o 50 zł 199 zł | 199 | - | PLN | plain
CHF 89.– / Stk. | 89 | - | CHF | plain
Aktion CHF 5.95 statt 8.50 | 5.95 | 8.50 | CHF | plain
30% günstiger CHF 5.95 CHF 8.50 | 5.95 | 8.50 | CHF | plain
السعر بعد الخصم 149 ر.س السعر قبل الخصم 199 ر.س | 149 | 199 | SAR | plain
149 ر.س 199 ر.س خصم 25% | 149 | 199 | SAR | plain
AED 1,299.00 Inclusive of VAT | 1299.00 | - | AED | plain
EGP 1,499 EGP 1,999 | 1499 | 1999 | EGP | plain
ราคา 1,290.- | 1290 | - | ? | plain
ผ่อน 0% 10 เดือน ฿129/เดือน | - | - | THB | instalment
Chỉ còn 890.000đ | 890000 | - | VND | plain
890.000₫ -31% 1.290.000₫ | 890000 | 1290000 | VND | plain
Giảm 50K | - | - | ? | -
Harga Rp1.299.000 Hemat Rp200.000 | 1299000 | - | IDR | plain
Harga normal Rp1.499.000 Harga promo Rp1.299.000 | 1299000 | 1499000 | IDR | plain
Cashback Rp50.000 | - | - | IDR | -
RM 89.90 – RM 129.90 | 89.90 | - | MYR | range
₱499.00 PHP | 499.00 | - | PHP | plain
1.299,00 € UVP 1.599,00 € | 1299.00 | 1599.00 | EUR | plain
ab 24,90 € / Monat | - | - | EUR | instalment
24,90 €/Monat Gerätepreis 1.299 € | 1299 | - | EUR | plain
29,99 € Letzter niedrigster Preis: 24,99 € | 29.99 | ? | EUR | plain
39,99 € 59,99 € Niedrigster Preis der letzten 30 Tage: 44,99 € | 39.99 | 59.99 | EUR | plain
1 299,00 Kč s DPH 1 073,55 Kč bez DPH | 1299.00 | - | CZK | plain
3 990 Ft helyett 2 990 Ft | 2990 | 3990 | HUF | plain
12.990 Ft Korábbi ár: 15.990 Ft | 12990 | 15990 | HUF | plain
149,90 lei PRP: 199,90 lei | 149.90 | 199.90 | RON | plain
1 499 ₽ 2 999 ₽ −50% | 1499 | 2999 | RUB | plain
1 499 ₽ с Озон Картой 1 599 ₽ | ? | ? | RUB | ?
от 1 499 ₽/мес | - | - | RUB | instalment
€ 1.299,- van € 1.599,- voor | ? | ? | EUR | ?
Van € 59,95 voor € 39,95 | 39.95 | 59.95 | EUR | plain
2e halve prijs € 3,99 | 3.99 | - | EUR | plain
2 voor € 5,00 | - | - | EUR | -
€ 3,99 per stuk | 3.99 | - | EUR | plain
Desde 12,95 € | 12.95 | - | EUR | from
PVP 49,95 € 29,95 € | 29.95 | 49.95 | EUR | plain
3x2 12,95 € | 12.95 | - | EUR | plain
`,
  'Then 88 more: 81 were right at first': `
惊喜到手价 ¥ 66.6 | 66.6 | - | CNY | final-estimate
预计券后 ¥66.6 | 66.6 | - | CNY | after-coupon
¥66.6 券后 ¥86.6 | ? | ? | CNY | after-coupon
¥66.6 价格说明 | 66.6 | - | CNY | plain
¥1,099 已减¥200 | 1099 | - | CNY | plain
到手¥1,099 共减¥400 | 1099 | - | CNY | final-estimate
¥1,499 满减后¥1,299 | 1299 | 1499 | CNY | ?
国补价¥1,274.15 国补前¥1,499 | 1274.15 | 1499 | CNY | subsidised
领国补后到手价 ¥1,274.15 | 1274.15 | - | CNY | ?
支持国补 ¥1,499 | 1499 | - | CNY | plain
家电以旧换新 一级能效补20% ¥3,199.2 | 3199.2 | - | CNY | ?
满减 ¥30 ¥169 | 169 | - | CNY | plain
店铺优惠满200减20 ¥169 | 169 | - | CNY | plain
秒杀¥1.9 原¥19.9 | 1.9 | 19.9 | CNY | plain
日常 ¥199 秒杀 ¥99 | 99 | 199 | CNY | plain
现价 ¥99 | 99 | - | CNY | plain
¥99/2瓶 | 99 | - | CNY | ?
¥99 (2瓶装) | 99 | - | CNY | plain
两件装 ¥99 | 99 | - | CNY | plain
半价 ¥49.5 | 49.5 | - | CNY | plain
免费试用 ¥0 | 0 | - | CNY | plain
首单 ¥0.9 复购 ¥9.9 | 0.9 | ? | CNY | newcomer
老客专享 ¥88 | 88 | - | CNY | exclusive
会员日 ¥88 | 88 | - | CNY | ?
省钱卡价 ¥85.5 | 85.5 | - | CNY | ?
付费会员 ¥85.5 普通价 ¥90 | 85.5 | 90 | CNY | member
定金 ¥10 可抵 ¥30 预售价 ¥299 | 299 | - | CNY | plain
预售 ¥299 | 299 | - | CNY | plain
分期¥24.9/期起 ¥299 | 299 | - | CNY | plain
¥299 3期免息 | 299 | - | CNY | plain
月租 ¥29 | - | - | CNY | instalment
日租金 ¥9.9 押金 ¥299 | ? | - | CNY | ?
每晚 ¥399 起 | 399 | - | CNY | from
人均 ¥88 | 88 | - | CNY | ?
¥128/人 | 128 | - | CNY | ?
￥25,800 全款 | 25800 | - | CNY | plain
预付 ¥500 总价 ¥25,800 | 25800 | - | CNY | ?
裸车价 12.58万 | 125800 | - | ? | plain
指导价：15.98万 | ? | ? | ? | ?
판매가격 ₩29,000 | 29000 | - | KRW | plain
소비자가격 39,000원 판매가격 29,000원 | 29000 | 39000 | KRW | plain
최종 혜택가 26,100원 | 26100 | - | KRW | ?
오늘출발 29,000원 | 29000 | - | KRW | plain
29,000원 27% 할인 | 29000 | - | KRW | plain
10% 할인쿠폰 29,000원 | 29000 | - | KRW | plain
1박 129,000원~ | 129000 | - | KRW | from
お試し価格 1,000円 | 1000 | - | JPY | plain
¥1,980（税込） ¥2,980 | 1980 | 2980 | JPY | plain
アウトレット価格 8,900円 定価 14,900円 | 8900 | 14900 | JPY | plain
楽天カード利用で 4,980円 | 4980 | - | JPY | ?
1年保証 12,800円 | 12800 | - | JPY | plain
₹499 only | 499 | - | INR | plain
₹799 After ₹200 off | 799 | - | INR | plain
Rs 799 MRP Rs 999 (20% OFF) | 799 | 999 | INR | plain
Deal of the Day ₹799.00 | 799.00 | - | INR | plain
3 units at ₹399 each | 399 | - | INR | plain
R$1.099,00 12x sem juros | 1099.00 | - | BRL | plain
Preço normal R$ 1.299,00 Preço promocional R$ 1.099,00 | 1099.00 | 1299.00 | BRL | plain
Cupom de R$ 20 | - | - | BRL | -
$ 45.990 $ 59.990 23% | 45990 | 59990 | ? | plain
Precio Internet $45.990 Precio Normal $59.990 | 45990 | 59990 | ? | plain
Cena: od 19,99 zł do 39,99 zł | 19.99 | - | PLN | range
Cena po rabacie 79,99 zł | 79.99 | - | PLN | plain
79,99 zł z kodem LATO | 79.99 | - | PLN | after-coupon
Raty 0% 10 x 79,90 zł | - | - | PLN | instalment
Ab CHF 19.90 | 19.90 | - | CHF | from
CHF 19.90/100g | 19.90 | - | CHF | per-unit
Preis CHF 199.00 inkl. vRG | 199.00 | - | CHF | plain
Bisher CHF 249.00 Jetzt CHF 199.00 | 199.00 | 249.00 | CHF | plain
ر.س. 59.00 ر.س. 99.00 | 59.00 | 99.00 | SAR | plain
KD 12.500 | 12.500 | - | KWD | plain
د.إ 199.00 شامل الضريبة | 199.00 | - | AED | plain
฿ 1,290 - ฿ 1,590 | 1290 | - | THB | range
โค้ดส่วนลด ฿100 | - | - | THB | -
Giá: 89.000 ₫ - 129.000 ₫ | 89000 | - | VND | range
Mua ngay 89.000₫ | 89000 | - | VND | plain
Rp99.000 Gratis Ongkir | 99000 | - | IDR | plain
Rp 99 rb | 99000 | - | IDR | plain
S$12.90 S$19.90 | 12.90 | 19.90 | SGD | plain
A$49.95 RRP A$69.95 | 49.95 | 69.95 | AUD | plain
R 1 299.00 R 1 599.00 | 1299.00 | 1599.00 | ZAR | plain
₦45,000 ₦60,000 | 45000 | 60000 | NGN | plain
KSh 2,499 KSh 3,999 | 2499 | 3999 | KES | plain
£12.00 per night + £8.00 cleaning fee | 12.00 | - | GBP | plain
$45.00 + $12.35 Fees | 45.00 | - | ? | plain
$45.00 each plus $12.35 service fee | 45.00 | - | ? | plain
Total $57.35 incl. fees | ? | - | ? | ?
`,
};

/** The same number, however many zeros are written after the point. */
function same(want: string, got: string | null): boolean {
  if (want === '?') return true;
  if (want === '-' || got === null) return (want === '-') === (got === null);
  return Number(want) === Number(got);
}

describe.each(Object.entries(TABLES))('%s', (_name, table) => {
  const rows = table
    .trim()
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

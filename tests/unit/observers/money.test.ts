import { describe, expect, it } from 'vitest';
import {
  compareAmounts,
  readMachineAmount,
  readMoney,
  readPriceText,
} from '../../../components/observers/money';

describe('amounts', () => {
  it.each([
    ['¥6 .50', '6.50'],
    ['１２，３４５円', '12345'],
    ['1.2万元', '12000'],
    ['3亿元', '300000000'],
    ['1万2000円', '12000'],
    ['₹1,23,456.00', '123456.00'],
    ["CHF 1'049.95", '1049.95'],
    ['$229.990', '229990'],
    ['12.345 KWD', '12.345'],
    ['١٬٢٣٤٫٥٠ ر.س', '1234.50'],
    ['۱۲۳٬۰۰۰ تومان', '123000'],
    ['₹१,२३४.५०', '1234.50'],
    ['1\u00a0299,00\u202fzł', '1299.00'],
    ['50,- Kč', '50'],
    ['19⁹⁹ €', '19.99'],
    ['\u202e12\u202c €', '12'],
  ])('reads %s exactly', (text, amount) => {
    expect(readMoney(text)?.amount).toBe(amount);
  });

  it.each([
    '-5 €',
    '€-5',
    '−12.00 USD',
    '1e400',
    '$1e5',
    'NaN',
    '$',
    '',
    '25-09',
    '15.08.2017',
    '12345678901234567890 €',
    '50%',
    '8.5折',
  ])('finds no amount in %j', (text) => {
    expect(readMoney(text)).toBeNull();
  });

  it('reads machine fields with the point as decimal sign', () => {
    expect(readMachineAmount('12.500', 'USD')).toBe('12.500');
    expect(readMachineAmount('24.990', 'CLP')).toBe('24990');
    expect(readMachineAmount('$1,299.00')).toBe('1299.00');
    expect(readMachineAmount(Number.POSITIVE_INFINITY)).toBeNull();
    expect(readMachineAmount(-3)).toBeNull();
  });

  it('compares amounts without rounding', () => {
    expect(compareAmounts('6.50', '6.5')).toBe(0);
    expect(compareAmounts('999999999999999.01', '999999999999999.02')).toBeLessThan(0);
  });
});

describe('currency', () => {
  it('lets a hint decide a shared sign, and says when it had to guess', () => {
    expect(readPriceText('$15', { currency: 'CAD' })).toMatchObject({
      currency: 'CAD',
      isCurrencyGuessed: false,
    });
    expect(readPriceText('$15')).toMatchObject({ currency: 'USD', isCurrencyGuessed: true });
    expect(readPriceText('¥1,200 (税込)')).toMatchObject({ currency: 'JPY', isCurrencyGuessed: false });
    expect(readPriceText('到手价¥1,200')).toMatchObject({ currency: 'CNY', isCurrencyGuessed: false });
  });

  it('does not let a hint overrule what is written', () => {
    expect(readPriceText('12,00 €', { currency: 'USD' }).currency).toBe('EUR');
    expect(readPriceText('US $12.99', { currency: 'CNY' }).currency).toBe('USD');
  });
});

describe('what an amount is', () => {
  it.each([
    ['券后 ¥8.9 优惠前 ¥12.37', '8.9', '12.37', 'after-coupon'],
    ['预估到手价¥59.9 原价¥99', '59.9', '99', 'final-estimate'],
    ['¥99新人价', '99', null, 'newcomer'],
    ['百亿补贴价 ¥4,999', '4999', null, 'subsidised'],
    ['PLUS会员价 ¥88', '88', null, 'member'],
    ['直播间价 ¥39.9', '39.9', null, 'live-room'],
    ['拼单价 ¥12.8', '12.8', null, 'group-buy'],
    ['定金100元 尾款899元', '100', null, 'deposit'],
    ['¥199起', '199', null, 'from'],
    ['¥149.00 - 159.00', '149.00', null, 'range'],
    ['1-9件 ¥120 10-99件 ¥100 100件+ ¥79', '120', null, 'ladder'],
    ['Was £20 Now £15', '15', '20', 'plain'],
    ['statt 49,90 € 39,90 €', '39.90', '49.90', 'plain'],
    ['£12.50 per kg', '12.50', null, 'per-unit'],
    ['8,71 € (4,36 € / 100 ml)', '8.71', null, 'plain'],
  ])('%s', (text, current, list, kind) => {
    expect(readPriceText(text)).toMatchObject({ current, list, kind });
  });

  it.each([
    '满300减30',
    '超级立减3.47元',
    '已享受: ¥500百亿补贴',
    '12x de R$ 49,90',
    '¥199/月',
    'Free shipping on orders $49+.',
    '¥20优惠券',
    '+ $9.99 shipping',
  ])('sees no price in %s', (text) => {
    expect(readPriceText(text).current).toBeNull();
  });

  it('keeps every marked amount with its role', () => {
    const { all } = readPriceText('RRP: £55.00 Price: £48.99 You Save: £6.01 (11%)');
    expect(all.map((money) => [money.amount, money.role])).toEqual([
      ['55.00', 'list'],
      ['48.99', 'price'],
      ['6.01', 'reduction'],
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import type { ObservationOf } from '../../../components/model/observation';
import { keyOf, keyText, packOf } from '../../../components/prices/key';

type Offer = ObservationOf<'offer'>['value'];
const offer = (more: Partial<Offer> = {}): Offer => ({
  title: '紫砂壶',
  ids: [{ scheme: 'product', value: '100' }],
  seller: null,
  price: '158.00',
  listPrice: null,
  currency: 'CNY',
  priceKind: 'plain',
  condition: null,
  availability: 'in-stock',
  sources: [],
  disagreements: [],
  box: null,
  ...more,
});

describe('the identity of what is sold', () => {
  it('takes product and variant from the ids', () => {
    const ids = [
      { scheme: 'product', value: '100' },
      { scheme: 'variant', value: 'red-L' },
    ];
    expect(keyOf(offer({ ids, seller: '旗舰店' }), 'jd', 'https://item.jd.com/100.html')).toEqual({
      shop: 'jd',
      product: '100',
      variant: 'red-L',
      seller: '旗舰店',
      currency: 'CNY',
      pack: '',
    });
  });

  it('falls back to the address, and to nothing where that names nothing', () => {
    expect(keyOf(offer({ ids: [] }), null, 'https://shop.example/p/teapot?utm=1')?.product).toBe(
      'path:/p/teapot',
    );
    expect(keyOf(offer({ ids: [] }), null, 'https://shop.example/')).toBeNull();
    expect(keyOf(offer({ ids: [] }), null, 'not an address')).toBeNull();
  });

  it('reads how many are in a pack', () => {
    expect(packOf('手工编织亚麻抱枕 45×45 厘米 两只装')).toBe('2');
    expect(packOf('Socks, pack of 6')).toBe('6');
    expect(packOf('Toothbrush heads 4-pack')).toBe('4');
    expect(packOf('紫砂壶 240毫升')).toBe('');
  });

  it('gives no two keys the same text', () => {
    const base = { shop: 'a', product: 'b', variant: '', seller: '', currency: '', pack: '' };
    expect(keyText({ ...base, variant: 'c","d' })).not.toBe(keyText({ ...base, variant: 'c', seller: 'd' }));
  });
});

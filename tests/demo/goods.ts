/** What the demo shop sells, and what its pages say beside each picture. All names, prices and people are made up. */
import type { ProductName } from '../make/pictures';

export interface Goods {
  readonly id: string;
  /** Which drawing its pictures show; the one of its own name unless told. */
  readonly drawing: ProductName;
  readonly sku: string;
  readonly title: string;
  readonly english: string;
  readonly lede: string;
  readonly price: string;
  readonly dollars: string;
  readonly listPrice?: string;
  /** Words in front of the price: 券后价 and its like. */
  readonly priceNote?: string;
  /** Price in structured data where it differs from the headline. */
  readonly statedPrice?: string;
  /** A countdown of these minutes under the price, which begins anew with every load of the page. */
  readonly restartsAfterMinutes?: number;
  /** Wording under the price. */
  readonly priceHint?: string;
  readonly media: string;
  readonly gallery: readonly string[];
  /** Words on the picture, as the shop would put them there. */
  readonly overlay?: string;
  readonly claims?: readonly string[];
  readonly video?: string;
  readonly specifications: readonly (readonly [string, string])[];
  readonly tag?: string;
}

export const GOODS: readonly Goods[] = [
  {
    id: 'teapot',
    drawing: 'teapot',
    sku: 'SG-1001',
    title: '柴烧粗陶侧把茶壶 600 ml',
    english: 'Wood-fired stoneware teapot, 600 ml',
    lede: '一窑一色，壶身留着火走过的痕迹。出水利落，断水不滴。',
    price: '168.00',
    dollars: '42.00',
    listPrice: '228.00',
    priceNote: '券后价',
    statedPrice: '198.00',
    media: 'teapot.jpg',
    gallery: ['teapot-2.jpg', 'teapot-3.jpg'],
    tag: '店主常用',
    specifications: [
      ['材质', '粗陶，柴烧'],
      ['容量', '约 600 ml'],
      ['产地', '江西'],
    ],
  },
  {
    id: 'dress',
    drawing: 'dress',
    sku: 'SG-1002',
    title: '亚麻收腰连衣裙 鼠尾草绿',
    english: 'Linen waist dress, sage',
    lede: '洗过两遍的亚麻，不挑场合。腰带可拆，有口袋。',
    price: '329.00',
    dollars: '78.00',
    media: 'dress.png',
    gallery: ['dress-2.jpg'],
    overlay: '图片由AI生成',
    specifications: [
      ['面料', '亚麻 100%'],
      ['尺码', 'S / M / L'],
      ['洗涤', '可机洗，低温'],
    ],
  },
  {
    id: 'lamp',
    drawing: 'lamp',
    sku: 'SG-1003',
    title: '陶土红金属台灯 三档调光',
    english: 'Terracotta metal desk lamp',
    lede: '光落在书页上，不晃眼。底座沉，碰不倒。',
    price: '259.00',
    dollars: '64.00',
    media: 'lamp.webp',
    gallery: ['lamp-2.jpg', 'lamp-3.jpg'],
    specifications: [
      ['色温', '2700–4000 K'],
      ['功率', '8 W'],
      ['线长', '1.8 m'],
    ],
  },
  {
    id: 'shoe',
    drawing: 'shoe',
    sku: 'SG-1004',
    title: '轻量缓震跑鞋 晴空白',
    english: 'Light cushioned running shoe',
    lede: '单只约 230 克，鞋面透气，适合五公里以内的清晨。',
    price: '399.00',
    dollars: '92.00',
    media: 'shoe.png',
    gallery: ['shoe-2.jpg'],
    specifications: [
      ['鞋面', '工程网布'],
      ['落差', '8 mm'],
      ['尺码', '36–44'],
    ],
  },
  {
    id: 'thermos',
    drawing: 'thermos',
    sku: 'SG-1005',
    title: '远山蓝保温杯 500 ml',
    english: 'Mountain blue flask, 500 ml',
    lede: '早上八点的水，下午三点还烫手。',
    price: '139.00',
    dollars: '33.00',
    listPrice: '129.00',
    media: 'thermos.jpg',
    gallery: ['thermos-2.jpg'],
    specifications: [
      ['内胆', '316 不锈钢'],
      ['容量', '500 ml'],
      ['保温', '12 小时不低于 55 ℃'],
    ],
  },
  {
    id: 'headphones',
    drawing: 'headphones',
    sku: 'SG-1006',
    title: '云朵头戴式耳机 燕麦白',
    english: 'Cloud headphones, oat',
    lede: '耳罩软，戴三小时也不夹头。图为店内自然光下拍摄。',
    price: '469.00',
    dollars: '108.00',
    media: 'headphones.jpg',
    gallery: ['headphones-2.jpg'],
    claims: ['店主实拍，未经修饰'],
    specifications: [
      ['连接', '蓝牙 5.3 / 3.5 mm'],
      ['续航', '约 40 小时'],
      ['重量', '248 g'],
    ],
  },
  {
    id: 'cushion',
    drawing: 'cushion',
    sku: 'SG-1007',
    title: '手工刺绣棉麻抱枕 45 cm',
    english: 'Embroidered cotton-linen cushion',
    lede: '砖红绣线，一针一针走出来的水纹。',
    price: '89.00',
    dollars: '24.00',
    media: 'cushion.jpg',
    gallery: ['cushion-2.jpg'],
    claims: ['100%实拍，所见即所得'],
    specifications: [
      ['面料', '棉 55%，亚麻 45%'],
      ['尺寸', '45 × 45 cm'],
      ['芯', '含羽绒芯'],
    ],
  },
  {
    id: 'backpack',
    drawing: 'backpack',
    sku: 'SG-1008',
    title: '苔原双肩包 20 L',
    english: 'Tundra backpack, 20 L',
    lede: '上过蜡的帆布，越用越有样子。能放 15 英寸电脑。',
    price: '279.00',
    dollars: '69.00',
    priceHint: '专属价 · 为你推荐',
    media: 'backpack.jpg',
    gallery: ['backpack-2.jpg'],
    specifications: [
      ['面料', '蜡染帆布，植鞣皮'],
      ['容量', '20 L'],
      ['重量', '0.9 kg'],
    ],
  },
  {
    id: 'tea-tin',
    drawing: 'tea-tin',
    sku: 'SG-1009',
    title: '松绿马口铁茶叶罐 150 g',
    english: 'Pine green tea tin, 150 g',
    lede: '双层盖，旋到底有一声轻响。',
    price: '49.00',
    dollars: '14.00',
    media: 'tea-tin.jpg',
    gallery: ['tea-tin-2.jpg'],
    specifications: [
      ['材质', '马口铁'],
      ['容量', '150 g'],
    ],
  },
  {
    id: 'cup',
    drawing: 'cup',
    sku: 'SG-1010',
    title: '白瓷马克杯 青釉腰线',
    english: 'Porcelain cup, celadon band',
    lede: '杯口薄，握感圆。可进洗碗机。',
    price: '68.00',
    dollars: '18.00',
    media: 'cup.jpg',
    gallery: ['cup-2.jpg'],
    specifications: [
      ['材质', '白瓷'],
      ['容量', '320 ml'],
    ],
  },
  {
    id: 'tablet',
    drawing: 'tablet',
    sku: 'SG-1011',
    title: 'AI学习机 10.4 英寸 护眼屏',
    english: 'AI learning tablet, 10.4 in',
    lede: '同步课本，能听能问。名字里的 AI 说的是它的功能。',
    price: '1899.00',
    dollars: '399.00',
    restartsAfterMinutes: 120,
    media: 'tablet.jpg',
    gallery: ['tablet-2.jpg'],
    specifications: [
      ['屏幕', '10.4 英寸，类纸屏'],
      ['内存', '6 GB + 128 GB'],
      ['功能', 'AI 口语、AI 作文批改'],
    ],
  },
  {
    id: 'leather-cushion',
    drawing: 'leather-cushion',
    sku: 'SG-1012',
    title: '复古合成革靠垫 焦糖色',
    english: 'Faux leather cushion, caramel',
    lede: '合成革面料，好打理，不怕孩子和猫。',
    price: '99.00',
    dollars: '26.00',
    priceHint: '仅剩3件',
    media: 'leather-cushion.jpg',
    gallery: ['leather-cushion-2.jpg'],
    specifications: [
      ['面料', '合成革'],
      ['尺寸', '50 × 40 cm'],
    ],
  },
  {
    id: 'vase',
    drawing: 'vase',
    sku: 'SG-1013',
    title: '素胎瓷花瓶 拉坯纹',
    english: 'Bisque vase with throwing lines',
    lede: '不上釉，摸得到手指走过的线。配一枝就够。',
    price: '118.00',
    dollars: '31.00',
    media: 'vase.webp',
    gallery: ['vase-2.jpg'],
    video: 'vase.webm',
    specifications: [
      ['材质', '素胎瓷'],
      ['高度', '22 cm'],
    ],
  },
  {
    id: 'blanket',
    drawing: 'blanket',
    sku: 'SG-1014',
    title: '羊毛盖毯 晚樱粉',
    english: 'Wool throw, late cherry',
    lede: '细支美利奴，贴着皮肤不扎。',
    price: '219.00',
    dollars: '54.00',
    media: 'blanket.avif',
    gallery: ['blanket-2.jpg'],
    specifications: [
      ['成分', '美利奴羊毛 100%'],
      ['尺寸', '180 × 130 cm'],
    ],
  },
  {
    id: 'lantern',
    drawing: 'lamp',
    sku: 'SG-1015',
    title: '书桌小灯 陶红',
    english: 'Little desk lamp, terracotta',
    lede: '标识写在画面里，文件里也有声明：两样都在。',
    price: '159.00',
    dollars: '39.00',
    media: 'lantern.jpg',
    gallery: ['lantern-2.jpg'],
    specifications: [
      ['功率', '5 W'],
      ['线长', '1.5 m'],
    ],
  },
  {
    id: 'mug',
    drawing: 'cup',
    sku: 'SG-1016',
    title: '白瓷小杯 素面',
    english: 'Small porcelain mug',
    lede: '标识写在画面里，文件里没有声明：要按一下才去读。',
    price: '48.00',
    dollars: '12.00',
    media: 'mug.jpg',
    gallery: ['mug-2.jpg'],
    specifications: [
      ['材质', '白瓷'],
      ['容量', '240 ml'],
    ],
  },
];

/** The twelve that stand on the front page. */
export const FRONT_PAGE = GOODS.slice(0, 12);

export function goodsById(id: string): Goods | undefined {
  return GOODS.find((goods) => goods.id === id);
}

/** Product pictures with writing burnt into their pixels: labels of every common look, and words that are none. */
import sharp, { type OverlayOptions } from 'sharp';
import { productSvg, type ProductName } from './pictures';
import { random } from './scenes';

export interface Writing {
  text: string;
  /** Font height over the shortest side: GB 45438-2025 §5.2 asks 0.05. */
  share: number;
  place: 'bottom-right' | 'bottom-left' | 'top-right' | 'top-left' | 'bottom' | 'top';
  /**
   * `white`: on the photograph with a soft shadow; `dark`; `strip`: dark on a white strip; `pill`: white on a dark
   * pill; `translucent`: white, half let through; `outline`: white with a dark edge; `faint`: light grey on white.
   */
  look: 'white' | 'dark' | 'strip' | 'pill' | 'translucent' | 'outline' | 'faint';
  /** One sign under the other, as on the sides of posters. */
  isVertical?: boolean;
  font?: 'sans' | 'serif' | 'bold';
}

/** Sensor noise of a photograph, in grey levels: without it, drawn pictures are easier than real ones. */
const NOISE_LEVELS = 14;

/** Gaussian noise around middle grey, three bytes a pixel, the same for the same name. */
function grain(width: number, height: number, name: string): Buffer {
  let seed = 0x811c9dc5;
  for (const sign of name) seed = Math.imul(seed ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  const next = random(seed);
  const bytes = Buffer.alloc(width * height * 3);
  for (let at = 0; at < bytes.length; at += 2) {
    const far = NOISE_LEVELS * Math.sqrt(-2 * Math.log(1 - next()));
    const turn = 2 * Math.PI * next();
    bytes[at] = Math.max(0, Math.min(255, Math.round(128 + far * Math.cos(turn))));
    if (at + 1 < bytes.length)
      bytes[at + 1] = Math.max(0, Math.min(255, Math.round(128 + far * Math.sin(turn))));
  }
  return bytes;
}

/** A product on its photograph-like ground with this writing, as JPEG. The same bytes each time: what a reader makes of it must not hang on chance. */
export async function pictureWithWriting(
  product: ProductName,
  width: number,
  height: number,
  writing: Writing | null,
  quality = 82,
): Promise<Uint8Array> {
  const ground = await sharp(Buffer.from(productSvg(product, Math.max(width, height))))
    .resize(width, height, { fit: 'cover' })
    .toBuffer();
  const noise = {
    input: grain(width, height, `${product}|${JSON.stringify(writing)}`),
    raw: { width, height, channels: 3 as const },
  };
  const layers: OverlayOptions[] = [{ ...noise, blend: 'overlay' }];
  if (writing) layers.push({ input: Buffer.from(writingSvg(width, height, writing)) });
  return new Uint8Array(await sharp(ground).composite(layers).jpeg({ quality }).toBuffer());
}

/** The writing alone on black, one grey value a pixel: what is laid over the frames of a clip. */
export async function inkOf(width: number, height: number, writing: Writing): Promise<Uint8Array> {
  const drawn = await sharp(Buffer.from(writingSvg(width, height, writing)))
    .flatten({ background: '#000' })
    .greyscale()
    .raw()
    .toBuffer();
  return new Uint8Array(drawn);
}

const FONTS = {
  sans: 'font-family="Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif"',
  bold: 'font-weight="700" font-family="Noto Sans CJK SC, Noto Sans SC, PingFang SC, sans-serif"',
  serif: 'font-family="Noto Serif CJK SC, Noto Serif SC, Songti SC, SimSun, serif"',
} as const;

function writingSvg(width: number, height: number, writing: Writing): string {
  const { text, share, place, look } = writing;
  const FONT = FONTS[writing.font ?? 'sans'];
  if (writing.isVertical) return verticalSvg(width, height, writing);
  const side = Math.min(width, height);
  const size = share * side;
  const margin = 0.025 * side;
  const run = [...text].reduce((sum, c) => sum + (c.charCodeAt(0) < 0x80 ? 0.56 : 1), 0) * size;
  const anchor = place.endsWith('right') ? 'end' : place.endsWith('left') ? 'start' : 'middle';
  const x = anchor === 'end' ? width - margin : anchor === 'start' ? margin : width / 2;
  const y = place.startsWith('bottom') ? height - margin - 0.12 * size : margin + 0.88 * size;
  const left = anchor === 'end' ? x - run : anchor === 'start' ? x : x - run / 2;
  const at = (dx: number, dy: number, paint: string): string =>
    `<text x="${n(x + dx)}" y="${n(y + dy)}" font-size="${n(size)}" text-anchor="${anchor}" ${FONT} ${paint}>${text}</text>`;
  const plate = (paint: string, round: number): string =>
    `<rect x="${n(left - 0.4 * size)}" y="${n(y - 1.1 * size)}" width="${n(run + 0.8 * size)}" height="${n(1.5 * size)}" rx="${n(round * size)}" ${paint}/>`;
  const drawn = {
    white: at(size * 0.04, size * 0.04, 'fill="#000" fill-opacity="0.5"') + at(0, 0, 'fill="#fff"'),
    dark: at(0, 0, 'fill="#222"'),
    strip: plate('fill="#fff"', 0) + at(0, 0, 'fill="#333"'),
    pill: plate('fill="#000" fill-opacity="0.45"', 0.5) + at(0, 0, 'fill="#fff"'),
    translucent: at(0, 0, 'fill="#fff" fill-opacity="0.55"'),
    outline: at(0, 0, `fill="#fff" stroke="#222" stroke-width="${n(size * 0.1)}" paint-order="stroke"`),
    faint: plate('fill="#fff"', 0) + at(0, 0, 'fill="#b4b4b4"'),
  }[look];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}">${drawn}</svg>`;
}

/** Signs stacked along the left or right edge, drawn one by one: not every renderer sets lines vertically. */
function verticalSvg(width: number, height: number, { text, share, place, font }: Writing): string {
  const side = Math.min(width, height);
  const size = share * side;
  const x = place.endsWith('left') ? 0.025 * side + size / 2 : width - 0.025 * side - size / 2;
  const signs = [...text]
    .map((sign, at) => {
      const y = 0.2 * side + at * size * 1.08;
      const paint = (fill: string, shift: number): string =>
        `<text x="${n(x + shift)}" y="${n(y + shift)}" font-size="${n(size)}" text-anchor="middle" ${FONTS[font ?? 'sans']} ${fill}>${sign}</text>`;
      return paint('fill="#000" fill-opacity="0.5"', size * 0.04) + paint('fill="#fff"', 0);
    })
    .join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}">${signs}</svg>`;
}

const n = (value: number): string => value.toFixed(2);

export const LABEL_TEXTS = [
  'AI生成',
  '图片由AI生成',
  'AI合成',
  '人工智能生成',
  '本图由AI生成',
  '内容由AI生成，仅供参考',
  'AI-generated image',
  'AI Generated',
  'Made with AI',
  '图片为人工智能合成',
] as const;

/** Words that posters carry and that are no label, the near misses among them. */
export const OTHER_TEXTS = [
  '新品上市',
  '100% 亚麻',
  'AI 学习机',
  'SALE 50% OFF',
  '合成革面料',
  '包邮 7天无理由退换',
  '限时特惠 立减30元',
  'New Arrival 2026',
  '买一送一',
  '旗舰店 正品保证',
  '智能AI眼镜',
  '扫码生成优惠券',
  'PU合成皮',
  'LINEN DRESS',
  'All season',
  'Aluminium ALLOY',
  'Al合金车架',
  'A1级防火',
] as const;

const SIZES = [
  [800, 800],
  [750, 1000],
  [400, 400],
  [1080, 1440],
] as const;
const PLACES = ['bottom-right', 'bottom-left', 'top-right', 'top-left', 'bottom', 'top'] as const;
const LOOKS = ['white', 'dark', 'strip', 'pill'] as const;
const SHARES = [0.05, 0.08, 0.05, 0.03] as const;

/** Writing number `i` of a series, with its picture's size: looks, places, sizes and shares in turn. */
export function writingOf(
  texts: readonly string[],
  i: number,
): { writing: Writing; size: readonly [number, number] } {
  const nth = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;
  return {
    writing: {
      text: nth(texts, i * 3),
      share: nth(SHARES, Math.floor(i / 2)),
      place: nth(PLACES, i),
      look: nth(LOOKS, Math.floor(i / 2) + Math.floor(i / 8)),
    },
    size: nth(SIZES, i),
  };
}

/** More wordings of labels, for the wide set: by language, since the packaged data read simplified Chinese and Latin. */
export const MORE_LABEL_TEXTS: Readonly<Record<'zh' | 'en' | 'ko', readonly string[]>> = {
  zh: [
    'AI生成',
    '本图片由人工智能生成',
    '内容由AI生成',
    '图片由AI合成',
    'AI生成合成内容',
    '人工智能合成',
    '效果图由AI生成',
    '含AI生成内容',
    'AI辅助生成',
    '模特图为AI生成',
  ],
  en: ['AI-generated', 'AI generated image', 'Generated by AI', 'Created with AI', 'Image made with AI'],
  ko: ['AI 생성 이미지'],
};

/** Words of shop pictures that are no label: names, specifications, promotion, and AI as a selling word. */
export const MORE_OTHER_TEXTS = [
  'AI 智能降噪',
  'AI学习机 护眼大屏',
  'AI智能音箱',
  '人工智能机器人',
  '智能生成计划',
  '合成树脂镜片',
  '合成橡胶大底',
  '自动生成报表',
  '净含量 500ml',
  '型号 AX-3000',
  '功率 1200W 220V',
  '产地 浙江杭州',
  'AI算法 精准测量',
  'AI翻译 108种语言',
  '图片仅供参考，以实物为准',
  '效果图仅供参考',
  '满300减50',
  '第二件半价',
  '前100名送礼品',
  '官方正品 假一赔十',
  '顺丰包邮 48小时发货',
  '加厚加绒 冬季新款',
  'AIR 透气鞋面',
  'AI-powered camera',
  'Generated for sport',
  'MADE IN CHINA',
  'Created for you',
  'Ail-in-one printer',
  '100% COTTON',
  '天然大理石 非合成',
  '实拍图 非AI',
  '生成式AI 学习课程',
] as const;

const MORE_LOOKS = ['white', 'translucent', 'strip', 'outline', 'pill', 'faint', 'dark'] as const;
const MORE_SHARES = [0.03, 0.04, 0.05, 0.05, 0.08] as const;
const FONT_NAMES = ['sans', 'bold', 'serif'] as const;

export interface WideCase {
  writing: Writing;
  size: readonly [number, number];
  language: 'zh' | 'en' | 'ko' | 'other';
  /** JPEG quality: half of the set is as shops compress. */
  quality: number;
}

/** Number `i` of the wide set: every look, size, font and place meets the others over some dozens. */
export function wideCaseOf(kind: 'label' | 'other', i: number): WideCase {
  const nth = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;
  const language = kind === 'other' ? 'other' : i % 24 === 23 ? 'ko' : i % 4 === 3 ? 'en' : 'zh';
  const texts = language === 'other' ? MORE_OTHER_TEXTS : MORE_LABEL_TEXTS[language];
  // Latin letters are not stacked on pictures; Chinese ones are, on one in nine.
  const isVertical = i % 9 === 4 && language !== 'en';
  return {
    writing: {
      text: nth(texts, Math.floor(i / (language === 'en' ? 4 : 1))),
      share: nth(MORE_SHARES, i),
      place: isVertical
        ? nth(['top-right', 'top-left'] as const, Math.floor(i / 9))
        : nth(PLACES, i + Math.floor(i / 6)),
      look: isVertical ? 'white' : nth(MORE_LOOKS, i),
      font: nth(FONT_NAMES, Math.floor(i / 2)),
      ...(isVertical ? { isVertical } : {}),
    },
    size: nth(SIZES, i + Math.floor(i / 5)),
    language,
    quality: i % 2 === 0 ? 60 : 82,
  };
}

/** Product pictures with writing burnt into their pixels: labels of every common look, and words that are none. */
import sharp, { type OverlayOptions } from 'sharp';
import { productSvg, type ProductName } from './pictures';

export interface Writing {
  text: string;
  /** Font height over the shortest side: GB 45438-2025 §5.2 asks 0.05. */
  share: number;
  place: 'bottom-right' | 'bottom-left' | 'top-right' | 'top-left' | 'bottom' | 'top';
  /** `white`: on the photograph with a soft shadow; `dark`; `strip`: dark on a white strip; `pill`: white on a dark pill. */
  look: 'white' | 'dark' | 'strip' | 'pill';
}

/** Sensor noise of a photograph, in grey levels: without it, drawn pictures are easier than real ones. */
const NOISE_LEVELS = 14;

/** A product on its photograph-like ground with this writing, as JPEG. The same bytes' worth each time but for the noise. */
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
  const noise = await sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: NOISE_LEVELS },
    },
  })
    .png()
    .toBuffer();
  const layers: OverlayOptions[] = [{ input: noise, blend: 'overlay' }];
  if (writing) layers.push({ input: Buffer.from(writingSvg(width, height, writing)) });
  return new Uint8Array(await sharp(ground).composite(layers).jpeg({ quality }).toBuffer());
}

const FONT = 'font-family="Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif"';

function writingSvg(width: number, height: number, { text, share, place, look }: Writing): string {
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
  }[look];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}">${drawn}</svg>`;
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

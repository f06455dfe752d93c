/** Pictures with writing, read with the packaged program: what strips are for, and what they must not invent. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileLexicon } from '../../../components/observers/wording';
import { saysBoth, type PixelLabel } from '../../../components/pixels/read-labels';
import { readPicture, readWithEach } from '../../../components/pixels/read-picture';
import type { PartsRead } from '../../../components/pixels/regions';
import type { Lexicon } from '../../../rules/language';
import { pictureWithWriting, type Writing } from '../../make/label-pictures';
import { nodePicture, nodeRecogniser } from '../../make/pixel-reader';

const match = compileLexicon(
  JSON.parse(
    readFileSync(new URL('../../../rules/lexicon/disclosure.json', import.meta.url), 'utf8'),
  ) as Lexicon,
);
const SIDE = 600;
const CORNER = { share: 0.06, place: 'bottom-right' } as const;
const COLUMN = { share: 0.06, place: 'top-right', look: 'white', isVertical: true } as const;

async function labelsOf(writing: Writing, parts?: PartsRead): Promise<PixelLabel[]> {
  const recogniser = await (program ??= nodeRecogniser());
  const picture = await nodePicture(await pictureWithWriting('teapot', SIDE, SIDE, writing));
  return readPicture(picture, { recogniser, match, clock: () => 0, softMs: 1, ...(parts && { parts }) })
    .labels;
}
let program: ReturnType<typeof nodeRecogniser> | undefined;

describe('labels burnt into a picture', { timeout: 180_000 }, () => {
  it('are read where their signs stand one under the other, and measured there', async () => {
    const [label] = await labelsOf({ ...COLUMN, text: '图片由AI生成' });
    expect(label && saysBoth(label)).toBe(true);
    expect(label?.position).not.toBe('inside');
    expect(label?.box.height).toBeGreaterThan(4 * (label?.box.width ?? 0));
    expect((label?.heightShare ?? 0) / COLUMN.share).toBeGreaterThan(0.85);
    expect((label?.heightShare ?? 0) / COLUMN.share).toBeLessThan(1.15);
  });

  it('are read through their dark edge', async () => {
    const [label] = await labelsOf({ ...CORNER, text: '图片由AI生成', look: 'outline' });
    expect(label?.text).toBe('图片由AI生成');
    expect(label?.position).toBe('corner');
  });

  it('are read in the parts of a frame that are asked for, and in no other', async () => {
    const writing = { ...CORNER, text: '图片由AI生成', look: 'outline' } as const;
    const corner = { x: 0.4, y: 0.8, width: 0.6, height: 0.2 };
    const elsewhere = { x: 0, y: 0, width: 0.6, height: 0.2 };
    expect((await labelsOf(writing, { only: [elsewhere, corner] })).map(({ text }) => text)).toEqual([
      '图片由AI生成',
    ]);
    expect(await labelsOf(writing, { only: [elsewhere] })).toEqual([]);
    expect(await labelsOf(writing, { only: [] })).toEqual([]);
    expect((await labelsOf(writing, { except: [elsewhere] })).map(({ text }) => text)).toEqual([
      '图片由AI生成',
    ]);
    expect(await labelsOf(writing, { except: [corner] })).toEqual([]);
  });

  it('are none in a part that would cut their denial off', async () => {
    const denied = { ...CORNER, text: '实拍图 非AI生成', look: 'outline' } as const;
    expect(await labelsOf(denied, { only: [{ x: 0.72, y: 0.85, width: 0.28, height: 0.15 }] })).toEqual([]);
  });

  it.each([
    { ...COLUMN, text: '实拍非AI生成' },
    { ...CORNER, text: '实拍图 非AI生成', look: 'outline' },
    { ...COLUMN, text: 'AI学习机' },
    { ...CORNER, text: '人工合成宝石', look: 'white' },
  ] as const)('are none in %o', async (writing) => {
    expect(await labelsOf(writing)).toEqual([]);
  });

  it('are read in Korean first on a Korean page, and nothing is made of other Korean words', async () => {
    const recognisers = [await nodeRecogniser('kor'), await (program ??= nodeRecogniser())];
    const korean = async (text: string): Promise<PixelLabel[]> => {
      const bytes = await pictureWithWriting('teapot', SIDE, SIDE, { ...CORNER, text, look: 'pill' });
      return readWithEach(await nodePicture(bytes), recognisers, { match, clock: () => 0, softMs: 1 }).labels;
    };
    const [label] = await korean('AI 생성 이미지');
    expect(label && saysBoth(label)).toBe(true);
    expect(label?.language).toBe('ko');
    expect((label?.heightShare ?? 0) / CORNER.share).toBeGreaterThan(0.9);
    expect((label?.heightShare ?? 0) / CORNER.share).toBeLessThan(1.1);
    expect(await korean('주문 시 생성된 번호')).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileLexicon } from '../../../components/observers/wording';
import { isDenied, labelsIn, positionOf, type OcrLine } from '../../../components/pixels/read-labels';
import { linesFromJson, portableGreyMap } from '../../../components/pixels/recogniser';
import type { Lexicon } from '../../../rules/language';

const RUNS = Number(process.env.MINGBIAO_FUZZ_RUNS ?? 300);
const lexicon = JSON.parse(
  readFileSync(new URL('../../../rules/lexicon/disclosure.json', import.meta.url), 'utf8'),
) as Lexicon;
const match = compileLexicon(lexicon);
const PICTURE = { width: 800, height: 800 };

function lineOf(words: readonly [string, number][], y = 740, confidence = 90): OcrLine {
  return {
    words: words.map(([text, x]) => ({
      text,
      confidence,
      box: { x, y, width: [...text].length * 36, height: 36 },
      characters: [...text].map((c) => ({ text: c, height: 33 })),
    })),
  };
}

describe('labels among recognised words', () => {
  it('are measured as the height of the font over the shortest side, and placed', () => {
    const [label] = labelsIn(
      [
        lineOf([
          ['AI', 600],
          ['生成', 680],
        ]),
      ],
      PICTURE,
      match,
    );
    expect(label?.heightShare).toBeCloseTo(33 / 0.91 / 800, 3);
    expect(label?.position).toBe('corner');
    expect(label?.box).toEqual({ x: 600, y: 740, width: 152, height: 36 });
  });

  it('are not made of words that stand far apart on one line', () => {
    expect(
      labelsIn(
        [
          lineOf([
            ['AI', 10],
            ['合成', 600],
          ]),
        ],
        PICTURE,
        match,
      ),
    ).toEqual([]);
  });

  it('lose letters of texture at their ends, never a Chinese character', () => {
    const noisy = lineOf(
      [
        ['|', 440],
        ['ea', 480],
        ['AI', 560],
        ['生成', 640],
      ],
      740,
      40,
    );
    expect(labelsIn([noisy], PICTURE, match)[0]?.text).toBe('AI生成');
    expect(
      labelsIn(
        [
          lineOf(
            [
              ['非', 520],
              ['AI', 560],
              ['生成', 640],
            ],
            740,
            30,
          ),
        ],
        PICTURE,
        match,
      ),
    ).toEqual([]);
  });

  it('count once when two regions saw the same text', () => {
    const one = lineOf([
      ['AI', 560],
      ['生成', 640],
    ]);
    const two = lineOf(
      [
        ['AI', 562],
        ['生成', 641],
      ],
      738,
      70,
    );
    expect(labelsIn([two, one], PICTURE, match).map((l) => l.confidence)).toEqual([90]);
  });

  it('of signs one under the other stand where their column stands', () => {
    const column = { x: 740, y: 300, width: 40, height: 300 };
    const line = lineOf([
      ['AI', 0],
      ['生成', 80],
    ]);
    const [label] = labelsIn([{ ...line, column }], PICTURE, match);
    expect(label?.box).toEqual(column);
    expect(label?.position).toBe('edge');
    expect(label?.heightShare).toBeCloseTo(33 / 0.91 / 800, 3);
  });

  it('are denied by what stands before them, seen when the strip is widened', () => {
    const denied = ['非 AI 生 成', '实 拍 图 非 AI 生 成', 'not AI-generated'];
    for (const text of denied) expect(isDenied(text, [lineOf([[text, 0]])], match), text).toBe(true);
    for (const text of ['AI 生 成', '图 片 由 AI 生 成', '和 | 7'])
      expect(isDenied(text, [lineOf([[text, 0]])], match), text).toBe(false);
  });

  it('are never the letters AI alone', () => {
    expect(labelsIn([lineOf([['AI', 560]])], PICTURE, match)).toEqual([]);
  });

  it('stand in a corner, at an edge or inside', () => {
    const at = (x: number, y: number) => positionOf({ x, y, width: 100, height: 40 }, PICTURE);
    expect([at(10, 10), at(350, 10), at(350, 380)]).toEqual(['corner', 'edge', 'inside']);
  });

  it('are never thrown over, and never come out of letters without an AI word, whatever was recognised', () => {
    const number = fc.oneof(fc.double(), fc.integer({ min: -10, max: 5000 }));
    const word = fc.record({
      text: fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 8 }),
        fc.constantFrom(
          '生成',
          '合成',
          '图片',
          '由',
          '人',
          '工',
          '|',
          'l',
          '1',
          '仅供参考',
          'generated',
          'by',
        ),
      ),
      confidence: number,
      box: fc.record({ x: number, y: number, width: number, height: number }),
      characters: fc.array(fc.record({ text: fc.string({ maxLength: 2 }), height: number }), {
        maxLength: 4,
      }),
    });
    fc.assert(
      fc.property(
        fc.array(fc.record({ words: fc.array(word, { maxLength: 12 }) }), { maxLength: 6 }),
        (lines) => {
          for (const label of labelsIn(lines, PICTURE, match)) {
            const said = lines.flatMap((l) => l.words.map((w) => w.text)).join('');
            expect(label.elements.length).toBeGreaterThan(0);
            // Every label rests on letters that were recognised: one of the AI words, or its confusions.
            expect(said).toMatch(
              /a[il1|j!.]|ki|ia|ии|人工|智能|大模型|深度|换脸|虚拟|数字|nhân|kecerdasan|ปัญญา|нейро|yapay|एआई|인공|intelligen|intel|synthe|deep|virtual|avatar/i,
            );
          }
        },
      ),
      { numRuns: RUNS },
    );
  });
});

describe("the recogniser's answer", () => {
  it('gives words with boxes and the heights of their characters', () => {
    const json = JSON.stringify({
      blocks: [
        {
          paragraphs: [
            {
              lines: [
                {
                  words: [
                    {
                      text: 'Al',
                      confidence: 96,
                      bbox: { x0: 285, y0: 24, x1: 313, y1: 52 },
                      symbols: [{ text: 'A', bbox: { x0: 285, y0: 24, x1: 305, y1: 52 } }, { text: 'l' }],
                    },
                    { text: 'no box' },
                  ],
                },
              ],
            },
          ],
        },
      ],
    });
    expect(linesFromJson(json)).toEqual([
      {
        words: [
          {
            text: 'Al',
            confidence: 96,
            box: { x: 285, y: 24, width: 28, height: 28 },
            characters: [{ text: 'A', height: 28 }],
          },
        ],
      },
    ]);
  });

  it('may be anything and is never thrown over', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (json) => {
        expect(Array.isArray(linesFromJson(json))).toBe(true);
        expect(
          Array.isArray(linesFromJson(`{"blocks":[{"paragraphs":[{"lines":[{"words":${json}}]}]}]}`)),
        ).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  it('is asked with a portable grey map', () => {
    const file = portableGreyMap({ width: 2, height: 1, values: Uint8Array.of(0, 255) });
    expect(Array.from(file)).toEqual([...new TextEncoder().encode('P5\n2 1\n255\n'), 0, 255]);
  });
});

// @vitest-environment jsdom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { historyOf, labelFacts, sourceTypeText, statusSentence } from '../../../components/ui/picture-facts';
import { regionsOf } from '../../../components/ui/picture-regions';
import { PictureReport, type PictureReportProps } from '../../../components/ui/picture-report';
import { pictureText } from '../../../components/ui/picture-text';
import { textsFor } from '../../../components/ui/text';
import type { ObservationOf } from '../../../components/model/observation';
import { pictureSchema } from '../../../components/model/picture';
import * as pictures from '../../browser/gallery/pictures';

describe('report of one picture', () => {
  let place: HTMLElement;
  beforeEach(() => {
    place = document.createElement('div');
    document.body.replaceChildren(place);
  });
  afterEach(() => render(null, place));

  async function show(change: Partial<PictureReportProps> = {}): Promise<PictureReportProps> {
    const props: PictureReportProps = {
      locale: 'zh-CN',
      texts: textsFor('zh-CN'),
      picture: pictures.labelled,
      pictureUrl: 'blob:picture',
      original: { kind: 'not-yet' },
      originalPictureUrl: null,
      remote: { kind: 'not-yet' },
      kept: { kind: 'not-yet' },
      writing: { kind: 'not-yet' },
      canReadWriting: true,
      canKeep: true,
      allowHost: null,
      onAllow: vi.fn(),
      onLocale: vi.fn(),
      onCopy: vi.fn(),
      onReadOriginal: vi.fn(),
      onReadWriting: vi.fn(),
      onReadRemote: vi.fn(),
      onKeep: vi.fn(),
      onOpenCase: vi.fn(),
      ...change,
    };
    await act(() => render(<PictureReport {...props} />, place));
    return props;
  }
  const button = (text: string) =>
    [...place.querySelectorAll('button')].find((one) => one.textContent?.includes(text));
  const press = (text: string) =>
    act(async () => {
      button(text)?.click();
      await Promise.resolve();
    });

  it('is given pictures that the contract allows', () => {
    for (const one of [pictures.labelled, pictures.history, pictures.elsewhere, pictures.unread])
      expect(pictureSchema.safeParse(one).error).toBeUndefined();
  });

  it('quotes the declared status on its own, and every mechanism with its place', async () => {
    await show();
    expect(place.querySelector('h2.hero-title')?.textContent).toBe('文件自述：「属于」人工智能生成合成内容');
    expect(place.querySelectorAll('.mechanisms > li')).toHaveLength(3);
    expect(place.textContent).toContain('第 1,296 字节起');
    expect(place.textContent).toContain('91110102MACQD9K640');
    expect(place.textContent).toContain('Steps: 28');
    expect(place.textContent).toContain('aigc-copies-disagree');
  });

  it('draws the label that stands on the picture, and lists the one beside it', async () => {
    await show();
    expect(place.querySelectorAll('.stage rect.region')).toHaveLength(1);
    const labels = [...place.querySelectorAll('.labels > li')].map((one) => one.textContent);
    expect(labels[0]).not.toContain('不在画面之内');
    expect(labels[1]).toContain('不在画面之内');
  });

  it('names the host before it asks for the original, and asks once', async () => {
    const props = await show();
    await press('向 img.alicdn.com 请求原图');
    expect(props.onReadOriginal).toHaveBeenCalledTimes(1);
    const asking = await show({ original: { kind: 'asking' } });
    await press('正在向 img.alicdn.com 请求原图');
    expect(asking.onReadOriginal).not.toHaveBeenCalled();
  });

  it('reads what is written in the picture on the press, and says what came of it', async () => {
    const props = await show();
    await press('查找画面里写着的标识');
    expect(props.onReadWriting).toHaveBeenCalledTimes(1);
    const asking = await show({ writing: { kind: 'asking' } });
    await press('正在读取画面里的文字');
    expect(asking.onReadWriting).not.toHaveBeenCalled();
    expect(place.querySelector('progress')).not.toBeNull();
    const look = pictures.labelled.observations.find((one) => one.kind === 'label-search');
    if (look?.kind !== 'label-search') throw new Error('no look in the sample');
    const looked = async (found: number, complete: boolean) => {
      const inside = {
        ...look,
        id: 'o99',
        observer: 'pixel-reader',
        value: { looked: ['pixels' as const], notLooked: [], complete, found },
      };
      await show({
        picture: { ...pictures.labelled, observations: [...pictures.labelled.observations, inside] },
        writing: { kind: 'done', value: null },
      });
      return place.textContent ?? '';
    };
    expect(await looked(2, true)).toContain('在画面里读到 2 处标识');
    expect(await looked(0, true)).toContain('所以这说明不了什么');
    expect(await looked(0, false)).toContain('没能看完整张画面');
    await show({ writing: { kind: 'failed', code: 'not-on-page-now' } });
    expect(place.textContent).toContain('已经不在页面上');
    await show({ canReadWriting: false });
    expect(button('查找画面里写着的标识')).toBeUndefined();
  });

  it('sets the original beside the picture shown, and lets the person choose', async () => {
    const shown = { ...pictures.labelled, reading: { ok: true as const, ...pictures.silent } };
    await show({ picture: shown, original: { kind: 'done', value: pictures.history } });
    const title = () => place.querySelector('h2.hero-title')?.textContent;
    expect(title()).toContain('用 AI 修改过');
    await press('页面上显示的这一张');
    expect(title()).toContain('没有说明来源');
    expect(place.textContent).toContain('不等于没有使用 AI');
  });

  it('fetches a manifest kept elsewhere on the press only, and says whether it was checked', async () => {
    const props = await show({ picture: pictures.elsewhere });
    await press('向 manifests.example.com 请求凭证');
    expect(props.onReadRemote).toHaveBeenCalledWith('https://manifests.example.com/1f/kettle.c2pa');
    const { credentials } = pictures;
    const unchecked = { ...credentials, state: 'present-not-checked' as const };
    await show({ picture: pictures.elsewhere, remote: { kind: 'done', value: unchecked } });
    expect(place.textContent).toContain('没有核验');
    await show({
      picture: pictures.elsewhere,
      remote: { kind: 'done', value: { ...credentials, state: 'invalid' } },
    });
    expect(place.textContent).toContain('不是给这张图片的');
    await show({ picture: pictures.elsewhere, remote: { kind: 'done', value: credentials } });
    expect(place.textContent).toContain('已与这张图片的内容核对');
    expect(place.textContent).toContain('DSC_0412.jpg');
  });

  it('says why a picture could not be read, and offers to keep only what belongs to a page', async () => {
    const props = await show({
      picture: pictures.unread,
      pictureUrl: null,
      canKeep: false,
      allowHost: 'img.alicdn.com',
    });
    await press('允许读取 img.alicdn.com 的图片');
    expect(props.onAllow).toHaveBeenCalledTimes(1);
    expect(place.textContent).toContain('没能读到这个文件');
    expect(place.textContent).toContain('浏览器没有允许读取这台服务器');
    expect(button('存为证据')).toBeUndefined();
  });

  it('gives the text by hand where the clipboard is refused', async () => {
    await show({ onCopy: () => Promise.reject(new Error('refused')) });
    await press('复制为文字');
    expect(place.querySelector('textarea')?.value).toBe(pictureText(pictures.labelled, 'zh-CN'));
  });

  it('shows hostile words as words', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const reading = pictures.labelled.reading;
    if (!reading.ok) throw new Error('not read');
    const quotes = [{ mechanism: 'x', place: 'png-text', key: evil, text: evil, isWhole: true }];
    await show({ picture: { ...pictures.labelled, reading: { ...reading, quotes } } });
    expect(place.querySelectorAll('.quote img')).toHaveLength(0);
    expect(place.querySelector('.quote blockquote')?.textContent).toBe(evil);
  });
});

describe('places of labels', () => {
  const medium = pictures.labelled.observations[0] as ObservationOf<'medium'>;
  const label = pictures.labelled.observations[1] as ObservationOf<'label'>;
  const placeOf = (
    frame: Partial<typeof medium.value>,
    box: Partial<NonNullable<typeof label.value.box>> = {},
  ) =>
    regionsOf([
      { ...medium, value: { ...medium.value, ...frame } },
      { ...label, value: { ...label.value, box: { x: 380, y: 560, width: 110, height: 24, ...box } } },
    ])[0]?.at;

  it('are shares of the picture', () => {
    expect(placeOf({})).toEqual({
      x: 0.7,
      y: 0.9,
      width: expect.closeTo(0.275),
      height: expect.closeTo(0.06),
    });
  });

  it('count what a wide picture loses on both sides of a square frame', () => {
    // 1600 × 800 in a frame of 400: shown 800 wide, 200 hidden on each side.
    const at = placeOf({ naturalWidth: 1600 });
    expect(at?.x).toBeCloseTo((280 + 200) / 800);
    expect(at?.width).toBeCloseTo(110 / 800);
  });

  it('are those in the picture itself where it was read, whatever the page makes of it', () => {
    const inPicture = { x: 0.7, y: 0.05, width: 0.25, height: 0.06 };
    const turned = { ...medium, value: { ...medium.value, box: null, naturalWidth: 600 } };
    expect(regionsOf([turned, { ...label, value: { ...label.value, box: null, inPicture } }])[0]?.at).toEqual(
      inPicture,
    );
  });

  it('end at the edge of the picture, and are none beside it or without a frame', () => {
    expect(placeOf({}, { x: 450 })?.width).toBeCloseTo(50 / 400);
    expect(placeOf({}, { y: 700 })).toBeNull();
    expect(placeOf({ box: null })).toBeNull();
  });
});

describe('facts of one picture', () => {
  it('shows an empty field as empty and an absent one as absent', () => {
    const reading = pictures.labelled.reading;
    if (!reading.ok || !reading.statement.aigc) throw new Error('no label');
    const facts = labelFacts(reading.statement.aigc, 'zh-CN');
    expect(facts.map(({ name }) => name).slice(0, 7)).toEqual([
      'Label',
      'ContentProducer',
      'ProduceID',
      'ReservedCode1',
      'ContentPropagator',
      'PropagateID',
      'ReservedCode2',
    ]);
    expect(facts[3]?.value).toBe('空');
    expect(facts[6]?.value).toBe('没有这个字段');
  });

  it('hangs the actions of earlier manifests under the ingredient that carries them', () => {
    const tree = historyOf(pictures.credentials, 'en');
    expect(tree.actions.map(({ name }) => name)).toEqual(['c2pa.opened', 'c2pa.edited']);
    expect(tree.from.map(({ title, actions }) => [title, actions.length])).toEqual([
      ['DSC_0412.jpg', 1],
      ['background.png', 1],
      ['logo.svg', 0],
    ]);
  });

  it('keeps actions whose ingredient is not named', () => {
    const tree = historyOf({ ...pictures.credentials, ingredients: [] }, 'en');
    expect(tree.from.flatMap(({ actions }) => actions)).toHaveLength(2);
  });

  it('names source types it knows and quotes the others', () => {
    expect(sourceTypeText('http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture', 'en')).toBe(
      'captured by a camera',
    );
    expect(sourceTypeText('https://example.org/types/other-thing/', 'en')).toBe('other-thing');
  });

  it('calls a trace a trace, never a statement', () => {
    const { reading } = pictures.labelled;
    if (!reading.ok) throw new Error('not read');
    const mechanisms = reading.statement.mechanisms.filter(({ family }) => family === 'trace');
    const statement = { ...reading.statement, status: null, aigc: null, iptc: null, mechanisms };
    expect(statusSentence({ ...reading, statement }, 'en')).toContain('no formal statement');
    expect(statusSentence(reading, 'en')).not.toContain('no formal statement');
  });

  it('never takes silence for an answer', () => {
    expect(statusSentence(pictures.unread.reading, 'en')).toBe('This file could not be read');
    expect(pictureText(pictures.labelled, 'en')).toContain('does not prove that no AI was used');
  });
});

// @vitest-environment jsdom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Popup, type PopupProps } from '../../../components/ui/popup';
import { textsFor } from '../../../components/ui/text';
import { findings, law, visit } from '../../browser/gallery/samples';

describe('popup', () => {
  let place: HTMLElement;
  beforeEach(() => {
    place = document.createElement('div');
    document.body.replaceChildren(place);
  });
  afterEach(() => render(null, place));

  async function show(change: Partial<PopupProps>): Promise<PopupProps> {
    const props: PopupProps = {
      state: { kind: 'visit', visit, shopName: '京东' },
      keep: { kind: 'idle' },
      locale: 'zh-CN',
      texts: textsFor('zh-CN'),
      law,
      thumbnailOf: () => null,
      complaintText: (finding, channel) => `${finding.id} → ${channel.id}`,
      onCopy: vi.fn(),
      onShow: vi.fn(),
      onLocale: vi.fn(),
      onGrant: vi.fn(),
      onLook: vi.fn(),
      onKeep: vi.fn(),
      onOpenCase: vi.fn(),
      onCasebook: vi.fn(),
      onSettings: vi.fn(),
      onVerify: vi.fn(),
      ...change,
    };
    await act(() => render(<Popup {...props} />, place));
    return props;
  }
  const press = (text: string) =>
    act(async () => {
      [...place.querySelectorAll('button')].find((button) => button.textContent?.includes(text))?.click();
      await Promise.resolve();
    });

  it('asks for a shop before it looks, and says that nothing is sent', async () => {
    const props = await show({ state: { kind: 'ask', shopName: '京东' } });
    expect(place.textContent).toContain('不会向任何人发送');
    expect(place.textContent).not.toContain('保存这一页');
    await press('在京东上启用');
    expect(props.onGrant).toHaveBeenCalledOnce();
  });

  it('says how many pictures were looked at, and that absence proves nothing', async () => {
    await show({ state: { kind: 'visit', shopName: null, visit: { ...visit, findings: [] } } });
    expect(place.querySelector('h1')?.textContent).toBe('没有需要提醒的');
    expect(place.textContent).toContain('看过 42 张图片，共 46 张');
    expect(place.textContent).toContain('没有标记不等于没有使用 AI');
  });

  it('does not say that there is nothing while it is still looking', async () => {
    await show({
      state: {
        kind: 'visit',
        shopName: null,
        visit: { ...visit, findings: [], settled: false, pendingMedia: 3 },
      },
    });
    expect(place.textContent).toContain('还有 3 个文件在读取');
    expect(place.textContent).not.toContain('没有需要提醒的');
  });

  it('keeps what cannot be told folded, with the missing fact inside', async () => {
    await show({});
    const folds = [...place.querySelectorAll<HTMLDetailsElement>('.fold')];
    expect(folds.map((fold) => fold.open)).toEqual([false, false]);
    expect(folds[1]?.textContent).toContain('没有读取画面里的文字');
  });

  it('opens the card of the subject that was asked for, and no other', async () => {
    await show({ focus: 'offer:main' });
    const open = [...place.querySelectorAll<HTMLDetailsElement>('.finding details')].filter(
      (one) => one.open,
    );
    expect(open).toHaveLength(1);
    expect(open[0]?.closest('.topic')?.querySelector('h2')?.textContent).toBe('价格');
  });

  it('hands the ready text of the channel to the clipboard and says so', async () => {
    const props = await show({});
    await press('复制文字');
    expect(props.onCopy).toHaveBeenCalledWith('real-shot-claim@image:b1 → seller');
    expect(place.textContent).toContain('已复制');
  });

  it('gives the text to take by hand when the clipboard is refused', async () => {
    await show({ onCopy: () => Promise.reject(new Error('refused')) });
    await press('复制文字');
    expect(place.querySelector('textarea')?.value).toBe('real-shot-claim@image:b1 → seller');
    expect(place.textContent).not.toContain('已复制');
  });

  it('offers no complaint where nothing was flagged', async () => {
    await show({
      state: { kind: 'visit', shopName: null, visit: { ...visit, findings: findings.slice(7) } },
    });
    expect(place.textContent).not.toContain('复制文字');
  });

  it('shows each place of a card that stands for several', async () => {
    const props = await show({});
    place.querySelectorAll<HTMLButtonElement>('.thumbnails button')[2]?.click();
    expect(props.onShow).toHaveBeenCalledWith('image:a3');
  });

  it('leads from a kept page to its case', async () => {
    const props = await show({ keep: { kind: 'kept', caseId: 'case-9' } });
    await press('打开案例');
    expect(props.onOpenCase).toHaveBeenCalledWith('case-9');
  });

  it('writes page text as text', async () => {
    const hostile = findings
      .slice(4, 5)
      .map((finding) => ({ ...finding, values: { generator: '<img src=x>' } }));
    await show({ state: { kind: 'visit', shopName: null, visit: { ...visit, findings: hostile } } });
    expect(place.querySelector('h3 img')).toBeNull();
    expect(place.textContent).toContain('<img src=x>');
  });

  it('leads from a finding to the whole report of its picture', async () => {
    const onPicture = vi.fn();
    await show({ onPicture });
    await press('看这张图片的全部说明');
    expect(onPicture).toHaveBeenCalledWith(expect.stringMatching(/^(image|video):/));
  });

  it('names the host before it asks for an original, and says what went wrong', async () => {
    const onOriginal = vi.fn(() => Promise.resolve('http-404'));
    await show({
      onOriginal,
      originalHost: (subject) => (subject === 'image:b1' ? 'img.alicdn.com' : null),
    });
    await press('向 img.alicdn.com 请求原图');
    expect(onOriginal).toHaveBeenCalledExactlyOnceWith('image:b1');
    await act(() => Promise.resolve());
    expect(place.textContent).toContain('404');
  });

  it('says when what was relied on stands in the original and not in the picture shown', async () => {
    const observations = visit.observations.map((one) =>
      one.kind === 'declaration' && one.subject === 'image:b1'
        ? { ...one, value: { ...one.value, rendition: 'original' as const } }
        : one,
    );
    await show({ state: { kind: 'visit', visit: { ...visit, observations }, shopName: '京东' } });
    expect(place.textContent).toContain('这是店铺存的原图里写的');
  });
});

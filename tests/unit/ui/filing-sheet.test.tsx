// @vitest-environment jsdom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FilingSheet, type FilingSheetProps } from '../../../components/ui/filing-sheet';
import { textsFor } from '../../../components/ui/text';

const CHANNEL: FilingSheetProps['channels'][number] = {
  id: 'cn-12315',
  name: '全国12315平台',
  use: '用途',
  kind: 'authority',
  url: 'https://www.12315.cn/',
  phone: '12315',
  choices: [
    { key: 'a', sentence: '甲', count: 1 },
    { key: 'b', sentence: '乙', count: 3 },
  ],
  serial: null,
  asOf: '2026年11月20日',
  confidence: 'one-source',
  alsoInReadersLanguage: false,
  attachments: { most: null, largestBytes: 5_000_000, formats: ['jpg'] },
  earlier: [],
};

let root: HTMLElement;
afterEach(() => {
  void act(() => render(null, root));
  root.remove();
});

async function shown(change: Partial<FilingSheetProps> = {}, channel = CHANNEL): Promise<FilingSheetProps> {
  const props: FilingSheetProps = {
    channels: [channel],
    locale: 'en',
    texts: textsFor('en'),
    filingsOf: (_id, told) => ({
      filings: [
        {
          purpose: 'tip',
          language: 'zh',
          isFormKnown: true,
          fields: [
            {
              id: 'text',
              name: 'What was seen',
              hint: null,
              isByPerson: false,
              text: `事实 ${[...told].sort().join('')}\n<b>x</b>`,
              reading: 'Facts',
              longest: 20,
              leftOut: ['files'],
            },
            {
              id: 'own',
              name: 'Your address',
              hint: null,
              isByPerson: true,
              text: '',
              reading: null,
              longest: null,
              leftOut: [],
            },
          ],
        },
      ],
      attachments: [
        {
          id: 'shot',
          kind: 'screenshot',
          sizeBytes: 8_000_000,
          ending: 'png',
          ways: ['jpeg'],
          isRefused: true,
          isWhole: true,
        },
      ],
      notInCase: ['order'],
    }),
    onCopy: () => Promise.resolve(),
    onSave: () => Promise.resolve('saved so'),
    ...change,
  };
  root = document.createElement('div');
  document.body.append(root);
  void act(() => render(<FilingSheet {...props} />, root));
  const fold = root.querySelector('details');
  if (fold) {
    await act(() => {
      fold.open = true;
      fold.dispatchEvent(new Event('toggle'));
    });
  }
  return props;
}

const field = (): HTMLTextAreaElement => {
  const found = root.querySelector('textarea');
  if (!found) throw new Error('no text');
  return found;
};
const button = (name: RegExp): HTMLButtonElement => {
  const found = [...root.querySelectorAll('button')].find(({ textContent }) => name.test(textContent));
  if (!found) throw new Error(String(name));
  return found;
};

/** Presses, and lets what was promised come. */
async function press(name: RegExp): Promise<void> {
  await act(async () => {
    button(name).click();
    await new Promise((next) => setTimeout(next));
  });
}

describe('the sheet of a channel', () => {
  it('writes nothing before somebody looks, and nothing at all where no channel fits', async () => {
    const filingsOf = vi.fn();
    await shown({ channels: [], filingsOf });
    expect(root.textContent).toBe('');
    expect(filingsOf).not.toHaveBeenCalled();
  });

  it('has the channel’s text to edit, the reader’s beside it, and a plain link that carries nothing', async () => {
    await shown();
    expect(field().value).toBe('事实 ab\n<b>x</b>');
    expect(field().lang).toBe('zh-CN');
    expect(root.querySelector('.filing-reading')?.textContent).toContain('Facts');
    expect(root.querySelector('b')).toBeNull();
    expect([...root.querySelectorAll('a')].map(({ href }) => href)).toEqual(['https://www.12315.cn/']);
    expect(root.textContent).toContain('For you to fill in');
    expect(root.textContent).toContain('digests of the files');
  });

  it('counts as it is typed, and says when it is too long', async () => {
    await shown();
    expect(root.textContent).toContain('14 / 20 characters');
    const text = field();
    await act(() => {
      text.value = 'x'.repeat(21);
      text.dispatchEvent(new Event('input', { bubbles: true }));
    });
    expect(root.textContent).toContain('21 / 20 characters: too long');
  });

  it('copies what stands there now, and says when it could not', async () => {
    const copied: string[] = [];
    await shown({ onCopy: (_channel, text) => Promise.resolve(void copied.push(text)) });
    const text = field();
    await act(() => {
      text.value = 'mine';
      text.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await press(/^Copy$/);
    expect(copied).toEqual(['mine']);
    expect(root.textContent).toContain('Copied.');
    void act(() => render(null, root));
    root.remove();
    await shown({ onCopy: () => Promise.reject(new Error('no clipboard')) });
    await press(/^Copy$/);
    expect(root.textContent).not.toContain('Copied.');
  });

  it('tells only what is chosen, and nothing when nothing is', async () => {
    await shown();
    const [first, second] = [...root.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
    await act(() => second?.click());
    expect(field().value).toBe('事实 a\n<b>x</b>');
    await act(() => first?.click());
    expect(root.querySelector('textarea')).toBeNull();
    expect(root.textContent).toContain('Nothing is chosen');
  });

  it('saves a file in the way the channel takes it, and names what the case does not hold', async () => {
    const saved: string[][] = [];
    await shown({
      onSave: (...asked) => {
        saved.push(asked);
        return Promise.resolve('saved so');
      },
    });
    expect([...root.querySelectorAll('.filing-attachments button')].length).toBe(1);
    await press(/^Save as JPEG/);
    expect(saved).toEqual([['cn-12315', 'shot', 'jpeg']]);
    expect(root.textContent).toContain('saved so');
    expect(root.textContent).toContain('Order or proof of payment: not in the case');
    expect(root.textContent).toContain('each up to 5 MB');
  });

  it('says when texts were taken for other pages of the shop', async () => {
    const earlier = [{ title: 'Other page', at: '2026-11-01T00:00:00.000Z', channel: '12315' }];
    await shown({}, { ...CHANNEL, earlier });
    expect(root.querySelector('summary')?.textContent).toContain('Written before');
    expect(root.textContent).toContain('1 other page of this shop');
    expect(root.textContent).toContain('Other page');
  });
});

import { describe, expect, it } from 'vitest';
import type { Flag } from '../../../components/model/finding';
import { tagsLater, type MakeTags, type TagsLater } from '../../../components/ui/tags-later';

const flag = (subject: string): Flag => ({
  subject,
  tone: 'flag',
  topic: 'ai-media',
  headline: { zh: '一句', en: 'One sentence.' },
  declaredStatus: null,
  certainty: 'unsigned-statement',
  findings: [],
});

interface Stage {
  tags: TagsLater;
  /** What the layer was told, in order. */
  told: string[];
  /** How often the script was asked for; answers the oldest question. */
  asked: { answer: (isPut: boolean) => Promise<void> }[];
  make: MakeTags;
  end: AbortController;
  made: () => number;
}

function stage(): Stage {
  const told: string[] = [];
  const asked: Stage['asked'] = [];
  const end = new AbortController();
  let made = 0;
  const host = { nodeName: 'DIV' } as Element;
  const make: MakeTags = () => {
    made += 1;
    return {
      host,
      show: (flags) => told.push(`show ${flags.map(({ subject }) => subject).join(',')}`),
      reveal: (subject) => told.push(`reveal ${subject}`),
      conceal: (isConcealed) => told.push(`conceal ${String(isConcealed)}`),
    };
  };
  const tags = tagsLater(
    {
      locale: 'zh-CN',
      elementsOf: () => [],
      onOpenDetails: () => undefined,
      onKeep: () => undefined,
      signal: end.signal,
    },
    () =>
      new Promise((done, failed) => {
        asked.push({
          answer: (isPut) => {
            if (isPut) done({});
            else failed(new Error('gone'));
            return new Promise((settled) => setTimeout(settled));
          },
        });
      }),
  );
  return { tags, told, asked, make, end, made: () => made };
}

describe('tags that are drawn later', () => {
  it('ask for nothing on a page with nothing to show', () => {
    const { tags, asked } = stage();
    tags.show([]);
    tags.conceal(true);
    tags.conceal(false);
    expect(asked).toHaveLength(0);
    expect(tags.host()).toBeNull();
  });

  it('ask once however often something is shown, and draw only what was wanted last', async () => {
    const { tags, told, asked, make, made } = stage();
    tags.show([flag('image:a')]);
    tags.show([flag('image:a'), flag('image:b')]);
    tags.reveal('image:a');
    tags.reveal('image:b');
    expect(asked).toHaveLength(1);
    tags.take(make);
    await asked[0]?.answer(true);
    expect(told).toEqual(['show image:a,image:b', 'reveal image:b']);
    tags.take(make);
    tags.show([flag('image:c')]);
    expect(told).toEqual(['show image:a,image:b', 'reveal image:b', 'show image:c']);
    expect([made(), asked.length]).toEqual([1, 1]);
    expect(tags.host()).not.toBeNull();
  });

  it('put nothing on a page whose flags have gone before they could be drawn', () => {
    const { tags, told, make, made } = stage();
    tags.show([flag('image:a')]);
    tags.show([]);
    tags.take(make);
    expect([told, made(), tags.host()]).toEqual([[], 0, null]);
    tags.show([flag('image:a')]);
    expect(told).toEqual(['show image:a']);
  });

  it('stay where they are when the script comes for another reason, and are drawn at once after it', () => {
    const { tags, told, asked, make } = stage();
    tags.take(make);
    expect(told).toEqual([]);
    tags.show([flag('image:a')]);
    tags.show([]);
    expect(told).toEqual(['show image:a', 'show ']);
    expect(asked).toHaveLength(0);
  });

  it('come concealed while the page is pictured', () => {
    const { tags, told, make } = stage();
    tags.show([flag('image:a')]);
    tags.conceal(true);
    tags.take(make);
    tags.conceal(false);
    expect(told).toEqual(['conceal true', 'show image:a', 'conceal false']);
  });

  it('ask again with the next wish when the script could not be put there', async () => {
    const { tags, asked } = stage();
    tags.show([flag('image:a')]);
    await asked[0]?.answer(false);
    expect(asked).toHaveLength(1);
    tags.show([flag('image:a')]);
    expect(asked).toHaveLength(2);
  });

  it('ask for nothing and draw nothing once the content script has ended', () => {
    const { tags, told, asked, make, end, made } = stage();
    tags.show([flag('image:a')]);
    end.abort();
    tags.take(make);
    tags.show([flag('image:b')]);
    tags.reveal('image:b');
    expect([told, asked.length, made()]).toEqual([[], 1, 0]);
  });
});

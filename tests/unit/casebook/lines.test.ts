import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCampaign, writeCampaign } from '../../../components/casebook/campaign-file';
import { lineOf, LineIndex } from '../../../components/casebook/lines';
import { sideBySide } from '../../../components/casebook/side-by-side';
import { fold, summaryOf } from '../../../components/casebook/summary';
import type { Case } from '../../../components/model/case';
import type { Organising } from '../../../components/model/organising';
import { caseOf } from './case-of';

const beside = (id: string, change: Partial<Organising> = {}): Organising => ({
  id,
  tags: [],
  note: '',
  status: 'new',
  campaigns: [],
  changedAt: '2026-11-20T00:00:00.000Z',
  ...change,
});

async function indexOf(): Promise<LineIndex> {
  const index = new LineIndex();
  const a = await caseOf('case-0001', { keptAt: '2026-11-01T00:00:00.000Z', shop: 'jd' });
  const b = await caseOf('case-0002', { title: 'ＡＢＣ Kettle', keptAt: '2026-11-02T00:00:00.000Z' });
  const c = await caseOf('case-0003', { keptAt: '2026-11-03T00:00:00.000Z' });
  index.put([
    lineOf(summaryOf(a.case), beside('case-0001', { tags: ['围巾'], campaigns: ['campaign-1'] }), []),
    lineOf(summaryOf(b.case), beside('case-0002', { note: '送给妈妈', status: 'filed' }), []),
    lineOf(summaryOf(c.case), undefined, []),
  ]);
  return index;
}

describe('finding lines', () => {
  it('asks for every word, in title, note or tags, whatever the width or case of letters', async () => {
    const index = await indexOf();
    const ids = (text: string) => index.find({ text }).map(({ id }) => id);
    expect(ids('')).toEqual(['case-0003', 'case-0002', 'case-0001']);
    expect(ids('abc')).toEqual(['case-0002']);
    expect(ids('ABC 妈妈')).toEqual(['case-0002']);
    expect(ids('abc 围巾')).toEqual([]);
  });

  it('joins conditions by "and" and keeps the order asked for', async () => {
    const index = await indexOf();
    expect(index.find({ shop: 'jd' }).map(({ id }) => id)).toEqual(['case-0001']);
    expect(index.find({ status: 'filed', shop: 'jd' })).toEqual([]);
    expect(index.find({ campaign: 'campaign-1' }).length).toBe(1);
    expect(
      index
        .find({ keptFrom: '2026-11-02T00:00:00.000Z', keptBefore: '2026-11-03T00:00:00.000Z' })
        .map(({ id }) => id),
    ).toEqual(['case-0002']);
    expect(index.find({ sort: 'oldest' })[0]?.id).toBe('case-0001');
    expect(index.find({ sort: 'shop' })[0]?.id).toBe('case-0001');
  });

  it('forgets a case that is gone, also in an order it had already made', async () => {
    const index = await indexOf();
    expect(index.find({}).length).toBe(3);
    index.remove(['case-0002']);
    expect(index.find({}).map(({ id }) => id)).toEqual(['case-0003', 'case-0001']);
    // The number is the shop's own, so only the two cases of one place would be one product.
    expect(index.products()).toEqual([]);
  });
});

describe('the index of lines', () => {
  const word = fc.constantFrom('茶', '壶', 'ab', 'a', 'b', 'Ａ', '围巾', ' ', '\u0000');
  const text = fc.array(word, { maxLength: 6 }).map((words) => words.join(''));
  const change = fc.record({
    id: fc.integer({ min: 0, max: 12 }).map((n) => `case-${String(n).padStart(4, '0')}`),
    title: text,
    note: text,
    minute: fc.integer({ min: 0, max: 5 }),
    shop: fc.constantFrom('jd', 'taobao', null),
    isGone: fc.boolean(),
  });
  const sort = fc.constantFrom('newest', 'oldest', 'title', 'shop', 'size' as const);

  it('answers as a plain look through the lines would, whatever came, changed and went', async () => {
    const summary = summaryOf((await caseOf()).case);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.array(change, { maxLength: 6 }), text, sort), { maxLength: 6 }),
        (steps) => {
          const index = new LineIndex();
          const plain = new Map<
            string,
            { title: string; hay: string; keptAt: string; shop: string | null }
          >();
          for (const [changes, wanted, order] of steps) {
            index.put(
              changes.map(({ id, title, note, minute, shop }) => {
                const keptAt = `2026-11-01T00:0${String(minute)}:00.000Z`;
                const made = lineOf({ ...summary, id, title, keptAt, shop }, beside(id, { note }), []);
                plain.set(id, { title, hay: made.hay, keptAt, shop });
                return made;
              }),
            );
            for (const { id, isGone } of changes)
              if (isGone) {
                plain.delete(id);
                index.remove([id]);
              }
            const words = fold(wanted).replaceAll('\u0000', ' ').split(/\s+/u).filter(Boolean);
            const expected = [...plain]
              .filter(([, { hay, shop }]) => shop !== 'jd' && words.every((one) => hay.includes(one)))
              .map(([id]) => id);
            const found = index.find({ text: wanted, sort: order }).filter(({ shop }) => shop !== 'jd');
            expect(found.map(({ id }) => id).sort()).toEqual(expected.sort());
            expect(index.find({ shop: 'jd' }).length).toBe(
              [...plain.values()].filter(({ shop }) => shop === 'jd').length,
            );
            expect(index.facets().shops.get('jd') ?? 0).toBe(index.find({ shop: 'jd' }).length);
            const times = index.find({}).map(({ keptAt }) => keptAt);
            expect(times).toEqual([...times].sort().reverse());
            expect(index.size).toBe(plain.size);
          }
        },
      ),
    );
  });

  it('lets go of what was replaced, however often everything changes', async () => {
    const summary = summaryOf((await caseOf()).case);
    const index = new LineIndex();
    for (let round = 0; round < 30; round += 1)
      index.put(
        Array.from({ length: 1500 }, (_, n) =>
          lineOf({ ...summary, id: `case-${String(n)}`, title: `round ${String(round)}` }, undefined, []),
        ),
      );
    expect(index.size).toBe(1500);
    expect(index.find({ text: 'round 29' }).length).toBe(1500);
    expect(index.find({ text: 'round 28' })).toEqual([]);
    expect(new Set(index.find({}).map(({ id }) => id)).size).toBe(1500);
  });
});

describe('side by side', () => {
  it('shows what each case says, and prefers none', async () => {
    const a = (await caseOf('case-0001')).case;
    const b: Case = {
      ...(await caseOf('case-0002')).case,
      observations: a.observations.map((seen) =>
        seen.kind === 'offer' ? { ...seen, value: { ...seen.value, price: '99.00' } } : seen,
      ),
    };
    const rows = sideBySide([a, b]);
    const at = '2026-11-20T08:15:30.000Z';
    expect(rows.find(({ key }) => key === 'price')).toEqual({
      kind: 'price',
      key: 'price',
      cells: [[{ value: 'CNY 129.00', seenAt: at }], [{ value: 'CNY 99.00', seenAt: at }]],
      looked: [false, false],
      differs: true,
      conflict: 'price-at-one-time',
    });
    expect(rows.find(({ key }) => key === 'title')?.differs).toBe(false);
    expect(sideBySide([a, a]).filter(({ differs }) => differs)).toEqual([]);
  });
});

const labelled = (of: Case): Case => ({
  ...of,
  observations: [
    ...of.observations,
    {
      id: 'o3',
      kind: 'label',
      subject: 'image:m1',
      observer: 'label',
      method: 'dom-text',
      seenAt: '2026-11-20T08:15:30.000Z',
      value: {
        text: 'AI 生成',
        elements: ['ai', 'generation'],
        status: null,
        language: 'zh',
        entry: 'zh-ai-generated',
        placement: 'overlay',
        covers: ['image:m1'],
        box: null,
        heightShare: null,
      },
    },
  ],
});
const searched = (of: Case, complete: boolean): Case => ({
  ...of,
  observations: [
    ...of.observations,
    {
      id: 'o4',
      kind: 'label-search',
      subject: 'page:main',
      observer: 'label',
      method: 'dom-text',
      seenAt: '2026-11-20T08:15:30.000Z',
      value: { looked: ['page-text'], notLooked: ['pixels'], complete, found: 0 },
    },
  ],
});

describe('side by side, by witness', () => {
  const labelRow = (columns: Parameters<typeof sideBySide>[0]) =>
    sideBySide(columns).find(({ kind }) => kind === 'label');

  it('tells a witness who looked and saw none from one who did not look', async () => {
    const bare = (await caseOf()).case;
    const looked = labelRow([labelled(bare), searched(bare, true)]);
    expect(looked).toMatchObject({ looked: [false, true], differs: true, conflict: 'label-not-seen' });
    const unfinished = labelRow([labelled(bare), searched(bare, false)]);
    expect(unfinished).toMatchObject({ looked: [false, false], differs: true, conflict: null });
  });

  it('keeps every price of a witness, each with its time, and finds no conflict hours apart', async () => {
    const bare = (await caseOf()).case;
    const later = (price: string, seenAt: string): Case => ({
      ...bare,
      observations: bare.observations.map((seen) =>
        seen.kind === 'offer' ? { ...seen, seenAt, value: { ...seen.value, price } } : seen,
      ),
    });
    const evening = later('99.00', '2026-11-20T20:00:00.000Z');
    const row = sideBySide([[bare, later('119.00', '2026-11-20T09:00:00.000Z')], [evening]]).find(
      ({ key }) => key === 'price',
    );
    expect(row?.cells[0]?.map(({ value }) => value)).toEqual(['CNY 119.00', 'CNY 129.00']);
    expect(row).toMatchObject({ differs: true, conflict: null });
  });
});

describe('side by side, three members of one product', () => {
  const priced = (of: Case, change: object): Case => ({
    ...of,
    observations: of.observations.map((seen) =>
      seen.kind === 'offer' ? { ...seen, value: { ...seen.value, ...change } } : seen,
    ),
  });
  const conflictOf = (columns: Case[], key: string) =>
    sideBySide(columns).find((row) => row.key === key)?.conflict ?? null;

  it('calls prices a conflict only of the same variant, seller, kind and moment', async () => {
    const bare = (await caseOf()).case;
    const less = { price: '99.00' };
    expect(conflictOf([bare, bare, priced(bare, less)], 'price')).toBe('price-at-one-time');
    for (const other of [
      { ids: [{ scheme: 'sku', value: '101' }] },
      { seller: 'Another shop' },
      { condition: '新人' },
      { priceKind: 'member' },
      { currency: 'USD' },
      { disagreements: [{ field: 'price', values: ['99.00', '129.00'] }] },
    ])
      expect(
        conflictOf([bare, bare, priced(bare, { ...less, ...other })], 'price'),
        JSON.stringify(other),
      ).toBe(null);
  });

  it('takes one label in two spellings for one, and says nothing of who looked into another picture', async () => {
    const bare = (await caseOf()).case;
    const [template] = labelled(bare).observations.filter(({ kind }) => kind === 'label');
    const withLabel = (of: Case, text: string, placement: string): Case =>
      ({
        ...of,
        observations: [
          ...of.observations,
          { ...template, value: { ...(template?.value ?? {}), text, placement } },
        ],
      }) as Case;
    const two = [withLabel(bare, 'AI 生成', 'overlay'), withLabel(bare, 'ＡＩ生成', 'overlay')];
    expect(sideBySide(two).filter(({ kind }) => kind === 'label')).toMatchObject([
      { key: 'AI 生成', differs: false, conflict: null },
    ]);
    const looked = searched(bare, true);
    const pixels = {
      ...looked,
      observations: looked.observations.map((seen) =>
        seen.kind === 'label-search' ? { ...seen, value: { ...seen.value, looked: ['pixels'] } } : seen,
      ),
    } as Case;
    expect(conflictOf([withLabel(bare, 'AI', 'overlay'), looked], 'AI')).toBe('label-not-seen');
    expect(conflictOf([withLabel(bare, 'AI', 'pixels'), pixels], 'AI')).toBe(null);
  });
});

describe('campaign files', () => {
  it('come back as they were written', () => {
    fc.assert(
      fc.property(
        fc.record({
          title: fc.string({ minLength: 1, maxLength: 120 }),
          instruction: fc.string({ maxLength: 500 }),
        }),
        ({ title, instruction }) => {
          fc.pre(title.trim() !== '');
          const campaign = {
            id: 'campaign-1',
            title: title.trim(),
            instruction,
            createdAt: '2026-11-20T00:00:00.000Z',
            archivedAt: null,
          };
          expect(readCampaign(writeCampaign(campaign))).toEqual({ ok: true, campaign });
        },
      ),
    );
  });

  it('are refused, never thrown over, when they are anything else', () => {
    fc.assert(fc.property(fc.string(), (text) => !readCampaign(text).ok));
    fc.assert(fc.property(fc.json(), (text) => !readCampaign(text).ok));
    expect(
      readCampaign(
        '{"format":"mingbiao-campaign/1","id":"campaign-1","title":"a","instruction":"","createdAt":"2026-11-20T00:00:00.000Z","more":1}',
      ),
    ).toMatchObject({ ok: false, code: 'not-a-campaign' });
    expect(readCampaign('x'.repeat(64_001))).toMatchObject({ code: 'too-large' });
  });
});

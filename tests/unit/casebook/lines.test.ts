import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCampaign, writeCampaign } from '../../../components/casebook/campaign-file';
import { lineOf, LineIndex } from '../../../components/casebook/lines';
import { sideBySide } from '../../../components/casebook/side-by-side';
import { summaryOf } from '../../../components/casebook/summary';
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
    expect(rows.find(({ key }) => key === 'price')).toEqual({
      kind: 'price',
      key: 'price',
      cells: ['CNY 129.00', 'CNY 99.00'],
      differs: true,
    });
    expect(rows.find(({ key }) => key === 'title')?.differs).toBe(false);
    expect(sideBySide([a, a]).filter(({ differs }) => differs)).toEqual([]);
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

import { resolve } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Case } from '../../../components/model/case';
import { fillText } from '../../../components/judge/fill-text';
import { AHEAD } from '../../../components/judge/rule-text';
import type { Finding } from '../../../components/model/finding';
import { attachmentsOf, priceRecordCsv } from '../../../components/report/attachments';
import { filingChannels, filingsOf, type FilingChannel } from '../../../components/report/filing';
import type { Forms, Law } from '../../../rules/language';
import { loadLaw } from '../../../rules/load';
import { caseOf } from '../casebook/case-of';

let law: Law;
let forms: Forms;
beforeAll(async () => {
  ({ law, forms } = await loadLaw(resolve(import.meta.dirname, '../../..')));
});

/** A flagged finding of a rule as it stands, with every value it names. */
function flagged(id: string, subject = 'offer:main', reliedOn = ['o9']): Finding {
  const pack = law.packs.find(({ rules }) => rules.some((rule) => rule.id === id));
  const rule = pack?.rules.find((one) => one.id === id);
  if (!pack || !rule) throw new Error(id);
  const names = [...rule.texts.flagged.en.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return {
    id: `${id}@${subject}`,
    rule: id,
    pack: pack.id,
    packVersion: pack.version,
    packDigest: pack.digest,
    jurisdiction: pack.jurisdiction,
    topic: rule.topic,
    subject,
    outcome: 'flagged',
    ceiling: rule.ceiling,
    declaredStatus: null,
    certainty: 'seen-on-page',
    obligedParty: 'price-setter',
    provisions: rule.provisions,
    judgedFor: '2026-11-20',
    answers: [],
    reliedOn,
    reasons: [],
    values: Object.fromEntries(names.map((name) => [name, `<${name}>`])),
  };
}

async function pageWith(findings: Finding[], text = '专属你的优惠价'): Promise<Case> {
  const { case: of } = await caseOf();
  return {
    ...of,
    findings,
    observations: [
      ...of.observations,
      {
        id: 'o9',
        kind: 'price-wording',
        subject: 'offer:main',
        observer: 'price',
        method: 'dom-text',
        seenAt: of.startedAt,
        value: { wording: 'personalised', entry: 'e', text, nearPrice: true, box: null },
      },
    ],
  };
}

const ids = (channels: readonly FilingChannel[]): string[] => channels.map(({ channel }) => channel.id);
function channelOf(of: Case, id: string): FilingChannel {
  const found = filingChannels(of, law, forms).find(({ channel }) => channel.id === id);
  if (!found) throw new Error(id);
  return found;
}
function textOf(of: Case, id: string, locale: 'zh-CN' | 'en', purpose = 0, known = forms): string {
  const channel = channelOf(of, id);
  const filing = filingsOf({ of, findings: channel.findings, channel, forms: known, law, locale })[purpose];
  return filing?.fields.find(({ leftOut, text }) => leftOut.length > 0 || text.includes('\n'))?.text ?? '';
}

describe('the channels of a case', () => {
  it('are those that the rules of its flagged findings name, by law and country, and of its shop', async () => {
    const chinese = flagged('personalised-price-wording');
    const korean = flagged('kr-fee-beside-price');
    const of = await pageWith([chinese, korean, { ...chinese, id: 'x', outcome: 'clear' }]);
    const channels = filingChannels({ ...of, shop: 'taobao' }, law, forms);
    expect(ids(channels)).toEqual([
      'cn-seller',
      'kr-seller',
      'cn-platform-menu',
      'kr-1372',
      'cn-12315',
      'kr-kftc',
    ]);
    expect(channels.find(({ channel }) => channel.id === 'cn-12315')?.findings).toEqual([chinese]);
    expect(channels.find(({ channel }) => channel.id === 'kr-kftc')?.findings).toEqual([korean]);
    const picture = flagged('declared-synthetic-media-without-notice', 'image:m1');
    const shops = (shop: string | null): string[] =>
      ids(filingChannels({ findings: [picture], shop }, law, forms)).filter((id) => /taobao|douyin/.test(id));
    expect(shops('taobao')).toEqual(['cn-taobao-jubao']);
    expect(shops('douyin')).toEqual(['cn-douyin-report']);
    expect(shops(null)).toEqual([]);
  });
});

describe('a filing', () => {
  it('is written in the language of the channel, with the same in the reader’s beside it', async () => {
    const of = await pageWith([flagged('personalised-price-wording'), flagged('kr-fee-beside-price')]);
    for (const [id, locale, language, has, reads] of [
      ['cn-12315', 'en', 'zh', '看到的内容', 'What was seen'],
      ['cn-12315', 'zh-CN', 'zh', '看到的内容', null],
      ['kr-kftc', 'zh-CN', 'ko', '가격 옆에 “<wording>”라는 비용', '价格旁写着一项费用'],
      ['kr-kftc', 'en', 'ko', '관련 규정: ', 'Provision: '],
    ] as const) {
      const channel = channelOf(of, id);
      const filings = filingsOf({ of, findings: channel.findings, channel, forms, law, locale });
      const field = filings[0]?.fields.find(({ text }) => text.includes('\n'));
      expect(filings[0]?.language).toBe(language);
      expect(field?.text).toContain(has);
      if (reads === null) expect(field?.reading).toBeNull();
      else expect(field?.reading).toContain(reads);
      // The page's own words stay as they stood, in either language.
      expect(field?.text).toContain('专属你的优惠价'.slice(0, id === 'cn-12315' ? 7 : 0));
    }
  });

  it('says of a disclosure seen before its day what the page says, with the day', async () => {
    const values = { wording: '“…”', from: '2030-01-01' };
    const finding: Finding = { ...flagged('algorithmic-price-sentence'), reasons: [AHEAD], values };
    const rule = law.packs.flatMap(({ rules }) => rules).find(({ id }) => id === finding.rule);
    if (!rule?.texts.ahead) throw new Error(finding.rule);
    const of = await pageWith([finding]);
    const text = textOf(of, channelOf(of, 'us-ny-attorney-general').channel.id, 'en');
    expect(text).toContain(`1. ${fillText(rule.texts.ahead, values).en}\n`);
    expect(text).not.toContain(`1. ${fillText(rule.texts.flagged, values).en}\n`);
  });

  it('asks field by field as the form of 12315 does, and keeps complaint and tip apart', async () => {
    const of = await pageWith([flagged('personalised-price-wording')]);
    const channel = channelOf(of, 'cn-12315');
    const [complaint, tip] = filingsOf({
      of,
      findings: channel.findings,
      channel,
      forms,
      law,
      locale: 'zh-CN',
    });
    expect([complaint?.purpose, tip?.purpose]).toEqual(['complaint', 'tip']);
    expect(complaint?.fields.map(({ id }) => id)).toEqual([
      'business',
      'goods',
      'goods-category',
      'sales-mode',
      'type',
      'office',
      'own-address',
      'text',
      'request',
    ]);
    expect(complaint?.fields.find(({ id }) => id === 'own-address')).toMatchObject({
      text: '',
      isByPerson: true,
    });
    expect(textOf(of, 'cn-12315', 'zh-CN', 0)).toContain('请求调解');
    expect(textOf(of, 'cn-12315', 'zh-CN', 1)).toContain('不请求调解');
    for (const part of [
      of.url,
      '2026-11-20 08:15:30 UTC',
      '《互联网平台价格行为规则》',
      '施行日期',
      '请依职责核实',
    ])
      expect(textOf(of, 'cn-12315', 'zh-CN', 1)).toContain(part);
  });

  it('accuses nobody, whatever the rule, in any language', async () => {
    const rules = law.packs.flatMap(({ rules: all }) => all.filter(({ remedies }) => remedies.length > 0));
    expect(rules.length).toBeGreaterThan(30);
    for (const rule of rules) {
      const of = await pageWith([flagged(rule.id)]);
      for (const channel of filingChannels({ ...of, shop: 'taobao' }, law, forms))
        for (const locale of ['zh-CN', 'en'] as const)
          for (const { fields } of filingsOf({ of, findings: channel.findings, channel, forms, law, locale }))
            for (const { text, reading } of fields) {
              const said = `${text}\n${reading ?? ''}`
                // Names of instruments are not ours to reword, nor is the term that the AI Act defines.
                .replaceAll(/《[^》]*》|deep ?fakes?|^ {3}- (Provision|관련 규정): .*$/gim, '');
              expect(said).not.toMatch(
                /违法|欺诈|造假|虚假|violation|fraud|fake|illegal|위반|사기|허위|불법|[!！]/i,
              );
              expect(said).not.toMatch(/\{\w+\}/);
            }
    }
  });

  it('keeps to a known limit by leaving out the least first, and says what', async () => {
    const of = await pageWith([flagged('personalised-price-wording')]);
    const limited = (longest: number | null): { text: string; leftOut: readonly string[] } => {
      const channel = channelOf(of, 'cn-12315');
      const fields = channel.form.filings[1]?.fields.map((field) =>
        field.holds === 'text' ? { ...field, longest } : field,
      );
      const form = {
        ...channel.form,
        filings: [{ purpose: 'tip' as const, isFormKnown: true, fields: fields ?? [] }],
      };
      const input = { of, findings: channel.findings, channel: { ...channel, form }, forms, law };
      const field = filingsOf({ ...input, locale: 'en' })[0]?.fields.at(-1);
      if (!field) throw new Error('no field');
      return field;
    };
    const whole = limited(null);
    expect(whole.leftOut).toEqual([]);
    const some = limited(whole.text.length - 1);
    expect(some.leftOut).toEqual(['files']);
    expect(some.text.length).toBeLessThan(whole.text.length);
    const least = limited(50);
    expect(least.leftOut).toEqual(['files', 'innocent', 'how', 'details', 'limits']);
    // Never cut in the middle: what must be there stays, and the sheet says that it is too long.
    for (const part of [of.url, '有关条文', '请依职责核实']) expect(least.text).toContain(part);
    await fc.assert(
      fc.property(fc.integer({ min: 50, max: whole.text.length }), (longest) => {
        const { text, leftOut } = limited(longest);
        expect(text.length <= longest || leftOut.length === 5).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('tells the same finding of several subjects once, with their number', async () => {
    const one = flagged('declared-synthetic-media-without-notice', 'image:m1', []);
    const of = await pageWith([one, { ...one, id: 'b', subject: 'image:m2' }]);
    const text = textOf(of, 'cn-12315', 'zh-CN', 1);
    expect(text).toContain('（同样的情形共 2 处）');
    expect(text).not.toMatch(/^2\. /m);
  });

  it('puts nothing of a page on a line of its own', async () => {
    const of = await pageWith([flagged('personalised-price-wording')], 'x\n9. 举报人：某某\u2028\u202e- y');
    const text = textOf({ ...of, title: 'a\n请' }, 'cn-12315', 'zh-CN', 1);
    expect(text).not.toMatch(/^(9\. |请$)/m);
    expect(text).not.toMatch(/[\u2028\u202e]/);
  });
});

describe('what goes along', () => {
  it('is what the channel asks for and the case holds; the rest is named', async () => {
    const of = await pageWith([flagged('declared-synthetic-media-without-notice', 'image:m1')]);
    const channel = channelOf(of, 'cn-12315');
    const { list, notInCase } = attachmentsOf(of, channel.findings, channel);
    expect(list.map(({ kind }) => kind)).toEqual(['screenshot', 'medium', 'report', 'case-file']);
    expect(notInCase).toEqual(['shop-licence', 'order', 'price-record']);
    // Another subject's file stays at home.
    const other = attachmentsOf(
      of,
      [flagged('declared-synthetic-media-without-notice', 'image:m9')],
      channel,
    );
    expect(other.list.map(({ kind }) => kind)).not.toContain('medium');
  });

  it('is offered only in ways that the channel is known to take', async () => {
    const page = await pageWith([flagged('personalised-price-wording')]);
    const of = {
      ...page,
      captures: page.captures.map((capture) => ({ ...capture, mime: 'image/png', whole: true })),
    };
    const channel = channelOf(of, 'cn-12315');
    const ways = (attachments: FilingChannel['form']['attachments']): string[][] =>
      attachmentsOf(of, channel.findings, { ...channel, form: { ...channel.form, attachments } }).list.map(
        ({ kind, ways: of_, isRefused }) => [kind, ...of_, ...(isRefused ? ['refused'] : [])],
      );
    expect(ways({ most: null, largestBytes: null, formats: null })).toEqual([
      ['screenshot', 'as-is', 'jpeg'],
      ['report', 'as-is'],
      ['case-file', 'as-is'],
    ]);
    expect(ways({ most: null, largestBytes: 10, formats: ['jpg', 'pdf'] })).toEqual([
      ['screenshot', 'jpeg', 'refused'],
      ['report', 'as-is', 'refused'],
      ['case-file', 'as-is', 'refused'],
    ]);
    expect(ways({ most: null, largestBytes: 10, formats: ['pdf'] })[0]).toEqual(['screenshot', 'refused']);
  });

  it('has the record of the price as an inert table', async () => {
    const { case: of } = await caseOf();
    const point = {
      from: 29_000_000,
      until: 29_000_060,
      price: '189.00',
      list: null,
      kind: 'plain',
      condition: '=1+1',
      words: [],
      account: 'signed-out' as const,
      shopper: 'unknown' as const,
      device: 'desktop' as const,
      region: '',
      utcOffsetMinutes: 480,
    };
    const key = { shop: 's', product: 'p', variant: '', seller: '', currency: 'CNY', pack: '1' };
    const csv = priceRecordCsv({ ...of, priceHistory: { key, points: [point], whole: true } });
    expect(csv).toBe(
      '\ufeff"from","until","price","list_price","currency","kind","condition","account","region"\r\n' +
        '"2025-02-19T21:20:00.000Z","2025-02-19T22:20:00.000Z","189.00","","CNY","plain","\'=1+1","signed-out",""\r\n',
    );
  });
});

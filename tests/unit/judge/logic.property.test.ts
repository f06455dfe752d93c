import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allOf, anyOf, conditionHolds, not } from '../../../components/judge/logic';
import type { Answer } from '../../../components/model/words';

const answer = fc.constantFrom<Answer>('yes', 'no', 'unknown');
const answers = fc.array(answer, { maxLength: 6 });
const lists = fc.record({ all: answers, any: fc.option(answers), none: answers });
const runs = { numRuns: Number(process.env.MINGBIAO_FUZZ_RUNS ?? 500) };

describe('three-valued logic', () => {
  it('agrees with two-valued logic where nothing is unknown', () => {
    const known = fc.array(fc.constantFrom<Answer>('yes', 'no'), { maxLength: 6 });
    fc.assert(
      fc.property(known, (list) => {
        expect(allOf(list)).toBe(list.every((one) => one === 'yes') ? 'yes' : 'no');
        expect(anyOf(list)).toBe(list.some((one) => one === 'yes') ? 'yes' : 'no');
      }),
      runs,
    );
  });

  it('never flips a settled result when an unknown becomes known', () => {
    fc.assert(
      fc.property(lists, fc.infiniteStream(fc.constantFrom<Answer>('yes', 'no')), (given, stream) => {
        const before = conditionHolds(given);
        const settle = (list: Answer[]) =>
          list.map((one) => (one === 'unknown' ? (stream.next().value as Answer) : one));
        const after = conditionHolds({
          all: settle(given.all),
          any: given.any === null ? null : settle(given.any),
          none: settle(given.none),
        });
        expect(after).not.toBe('unknown');
        if (before !== 'unknown') expect(after).toBe(before);
      }),
      runs,
    );
  });

  it('keeps unknown unknown when turned around', () => {
    expect([not('yes'), not('no'), not('unknown')]).toEqual(['no', 'yes', 'unknown']);
  });

  it('says yes to a condition that asks nothing, and no to an empty list of alternatives', () => {
    expect(conditionHolds({ all: [], any: null, none: [] })).toBe('yes');
    expect(conditionHolds({ all: [], any: [], none: [] })).toBe('no');
  });
});

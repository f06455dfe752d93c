import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../components/model/limits';
import { sightingSchema } from '../../../components/model/observation';
import { LabelTimeline, type LabelNow } from '../../../components/watching/label-timeline';

const BEGAN = '2026-11-20T08:00:00.000Z';
const label = (text = '数字人'): LabelNow => ({
  text,
  placement: 'player',
  elements: ['digital-human'],
  heightShare: 0.06,
  position: 'corner',
});

describe('the record of a label over time', () => {
  it('counts what stood from one look to the next', () => {
    const line = new LabelTimeline(true);
    for (const atMs of [0, 1_000, 2_000, 3_000]) line.look(atMs, [label()]);
    for (const atMs of [4_000, 5_000]) line.look(atMs, []);
    const value = line.value(BEGAN);
    expect(value.spans).toEqual([
      { fromMs: 0, toMs: 4_000, state: 'visible' },
      { fromMs: 4_000, toMs: 5_000, state: 'not-visible' },
    ]);
    expect(value.labels.map(({ fromMs, toMs, visibleMs }) => [fromMs, toMs, visibleMs])).toEqual([
      [0, 3_000, 3_000],
    ]);
    expect([value.watchedMs, value.samples, value.visibleIn, value.fromStart]).toEqual([5_000, 6, 4, true]);
    expect([value.longestVisibleMs, value.longestHiddenMs]).toEqual([4_000, 1_000]);
  });
  it('says that nobody looked while it rested, and does not count that time', () => {
    const line = new LabelTimeline(null);
    line.look(0, [label()]);
    line.look(1_000, [label()]);
    line.rest(61_000);
    line.look(61_500, []);
    line.look(62_500, []);
    const value = line.value(BEGAN);
    expect(value.spans.map(({ state }) => state)).toEqual(['visible', 'not-looked', 'not-visible']);
    expect(value.watchedMs).toBe(2_500);
    expect(value.longestHiddenMs).toBeLessThanOrEqual(1_500);
  });
  it('takes looks that lie far apart for a rest', () => {
    const line = new LabelTimeline(null);
    line.look(0, [label()]);
    line.look(30_000, [label()]);
    const value = line.value(BEGAN);
    expect(value.watchedMs).toBe(0);
    expect(value.labels[0]?.visibleMs).toBe(0);
    expect(value.spans.map(({ state }) => state)).toContain('not-looked');
  });
  it('keeps its totals over eight hours while the oldest stretches go', () => {
    const line = new LabelTimeline(null);
    for (let n = 0; n < 8 * 3_600; n += 1) line.look(n * 1_000, n % 20 < 10 ? [label()] : []);
    const value = line.value(BEGAN);
    expect(value.spans).toHaveLength(LIMITS.timelineSpans);
    expect(value.watchedMs).toBe(8 * 3_600_000 - 1_000);
    expect(value.visibleIn).toBe(4 * 3_600);
    expect(JSON.stringify(value).length).toBeLessThan(16_000);
  });
  it('whatever happens, is in order, without gaps, and fits its form', () => {
    const step = fc.record({
      waitMs: fc.integer({ min: -2_000, max: 20_000 }),
      rests: fc.boolean(),
      texts: fc.array(fc.string({ maxLength: 40 }), { maxLength: 20 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), fc.boolean(), (steps, fromStart) => {
        const line = new LabelTimeline(fromStart);
        let atMs = 0;
        for (const { waitMs, rests, texts } of steps) {
          atMs = Math.max(0, atMs + waitMs);
          if (rests) line.rest(atMs);
          else
            line.look(
              atMs,
              texts.map((text) => label(text)),
            );
        }
        const value = line.value(BEGAN);
        sightingSchema.parse({
          kind: 'label-timeline',
          subject: 'live-room:x',
          observer: 'watcher',
          method: 'sampled',
          value,
        });
        for (const [n, span] of value.spans.entries()) {
          expect(span.toMs).toBeGreaterThanOrEqual(span.fromMs);
          const next = value.spans[n + 1];
          if (next) expect(next.fromMs).toBe(span.toMs);
        }
        expect(value.visibleIn).toBeLessThanOrEqual(value.samples);
        for (const one of value.labels) expect(one.visibleMs).toBeLessThanOrEqual(value.watchedMs);
      }),
    );
  });
});

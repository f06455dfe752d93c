// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { clock, createWatchChip, lineOf, type ChipState } from '../../../components/ui/watch-chip';
import { watchTextsFor } from '../../../components/ui/watch-texts';

const texts = watchTextsFor('zh-CN');
const state = (more: Partial<ChipState> = {}): ChipState => ({
  video: document.createElement('video'),
  isLooking: true,
  watchedMs: 67_000,
  progress: 0.25,
  label: 'not-seen',
  labelText: null,
  labelBoxes: [],
  framesReadable: true,
  loop: { found: false, periodMs: null, isStill: false },
  ...more,
});

let stop = new AbortController();
afterEach(() => {
  stop.abort();
  stop = new AbortController();
});
function chip() {
  // The root is closed to the page; here it is opened to be read.
  const attach = vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element) {
    attach.mockRestore();
    return this.attachShadow({ mode: 'open' });
  });
  return createWatchChip(document, {
    locale: 'zh-CN',
    texts,
    standingOn: () => [],
    onDetails: () => undefined,
    onStop: () => undefined,
    signal: stop.signal,
  });
}

describe('the chip on a watched player', () => {
  it('puts nothing on the page before there is something to show, and goes with the signal', () => {
    const shown = chip();
    expect(shown.host.isConnected).toBe(false);
    shown.show(state());
    expect(shown.host.isConnected).toBe(true);
    shown.show(null);
    expect(shown.host.isConnected).toBe(false);
    shown.show(state());
    stop.abort();
    expect(shown.host.isConnected).toBe(false);
  });
  it('says what was seen and how long, and fills its ring', () => {
    const shown = chip();
    shown.show(state({ label: 'visible', labelText: '数字人' }));
    const button = shown.host.shadowRoot?.querySelector('button');
    expect(button?.textContent).toContain('1:07');
    expect(button?.getAttribute('aria-label')).toContain(texts['label.visible']);
    const done = shown.host.shadowRoot?.querySelector<SVGElement>('.done');
    const around = Number(done?.style.strokeDasharray);
    expect(Number(done?.style.strokeDashoffset)).toBeCloseTo(around * 0.75, 3);
  });
  it('says that a picture repeats, or rests, in few words', () => {
    const loop = { found: true, periodMs: 8_000, isStill: false };
    expect(lineOf(state({ loop }), texts)).toBe(`${texts['loop.found']} · ${texts['label.not-seen']}`);
    expect(lineOf(state({ isLooking: false }), texts)).toContain(texts.resting);
    expect(lineOf(state({ framesReadable: false, loop: null }), texts)).toContain(texts['frames.unreadable']);
    const still = { found: false, periodMs: null, isStill: true };
    expect(lineOf(state({ loop: still }), texts)).toContain(texts['loop.still']);
    expect(lineOf(state({ loop: still, watchedMs: 4_000 }), texts)).toBe(texts.looking);
    expect([0, 67_000, 3_729_000].map(clock)).toEqual(['0:00', '1:07', '1:02:09']);
  });
  it('does not say after a moment that no notice was seen, but says at once that one was', () => {
    const early = { watchedMs: 9_999 };
    expect(lineOf(state(early), texts)).toBe(texts.looking);
    expect(lineOf(state({ ...early, isLooking: false }), texts)).toBe(texts.resting);
    expect(lineOf(state({ ...early, label: 'visible' }), texts)).toBe(texts['label.visible']);
    expect(lineOf(state({ watchedMs: 10_000 }), texts)).toBe(texts['label.not-seen']);
  });
  it('is out of sight while the page is pictured', () => {
    const shown = chip();
    shown.show(state());
    const layer = shown.host.shadowRoot?.querySelector<HTMLElement>('.layer');
    shown.conceal(true);
    expect(layer?.style.display).toBe('none');
    shown.conceal(false);
    expect(layer?.style.display).toBe('');
  });
});

/** Counts moments in which a label of a room could be seen: what a rule about "continuously" asks, in its simplest form. */
import type { SightingOf } from '../model/observation';
import { LABEL_ELEMENTS, type LabelElement } from '../model/words';
import type { LabelNow } from './label-timeline';

const SAMPLE_MS = 5_000;

/** Counts in how many moments of looking a label of the room could be seen (直播电商监督管理办法 art. 37: continuously). */
export class LabelSampler {
  readonly #elements = new Set<LabelElement>();
  #samples = 0;
  #visibleIn = 0;
  #firstMs = 0;
  #lastMs = -Infinity;

  /** One look: taken as a sample when the last is long enough ago. Words inside the picture are not counted: those are read seldom. */
  look(atMs: number, seen: readonly LabelNow[]): void {
    const shown = seen.filter(({ placement }) => placement !== 'pixels');
    for (const { elements } of shown) for (const element of elements) this.#elements.add(element);
    if (atMs - this.#lastMs < SAMPLE_MS) return;
    if (this.#samples === 0) this.#firstMs = atMs;
    this.#lastMs = atMs;
    this.#samples += 1;
    if (shown.length > 0) this.#visibleIn += 1;
  }

  /** The running count; null before the first look. */
  value(): SightingOf<'label-samples'>['value'] | null {
    if (this.#samples === 0) return null;
    return {
      elements: LABEL_ELEMENTS.filter((element) => this.#elements.has(element)),
      samples: this.#samples,
      visibleIn: this.#visibleIn,
      spanMs: Math.max(0, Math.round(this.#lastMs - this.#firstMs)),
    };
  }
}

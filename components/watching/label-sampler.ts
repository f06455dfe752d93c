/** Counts moments in which a label of a room could be seen: what a rule about "continuously" asks, in its simplest form. */
import type { SightingOf } from '../model/observation';
import type { LabelElement } from '../model/words';
import { isConnected, isVisible } from '../observers/dom';
import type { LabelSeen } from '../observers/labels';
import { frozen } from '../observers/media';

/** Counts in how many moments of looking a label of the room could be seen (直播电商监督管理办法 art. 37: continuously). */
export class LabelSampler {
  #room = '';
  #elements = new Set<LabelElement>();
  #places: { el: Element }[] = [];
  #samples = 0;
  #visibleIn = 0;
  #firstAt = 0;
  #lastAt = 0;

  /** Tells it which labels the last look found in the room. */
  follow(room: string, labels: readonly LabelSeen[]): void {
    if (room !== this.#room) {
      this.#room = room;
      this.#elements = new Set();
      this.#samples = this.#visibleIn = 0;
      this.#places = [];
    }
    const places: { el: Element }[] = [];
    for (const { el, sighting } of labels) {
      if (sighting.kind !== 'label' || !sighting.value.covers.includes(room)) continue;
      sighting.value.elements.forEach((e) => this.#elements.add(e));
      places.push({ el });
    }
    // A label that comes and goes may be gone at every look, and be back before the next sample.
    if (places.length > 0) this.#places = places;
  }

  /** Takes one sample now; the running count comes back as a sighting. */
  sample(nowMs: number, laidOut: boolean): SightingOf<'label-samples'> {
    if (this.#samples === 0) this.#firstAt = nowMs;
    this.#lastAt = nowMs;
    this.#samples += 1;
    if (this.#places.some(({ el }) => isConnected(el) && isVisible(el, laidOut))) this.#visibleIn += 1;
    return frozen({
      kind: 'label-samples',
      subject: this.#room,
      observer: 'livestream',
      method: 'sampled',
      value: {
        elements: [...this.#elements].sort(),
        samples: this.#samples,
        visibleIn: this.#visibleIn,
        spanMs: Math.max(0, Math.round(this.#lastAt - this.#firstAt)),
      },
    });
  }
}

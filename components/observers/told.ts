/** What a page has been reported to show, so that only what is new, gone or no longer so is told. */
import type { Sighting } from '../model/observation';
import { sightingKey } from '../model/sighting-key';
import { LIMITS } from '../model/limits';
import { PAGE } from './labels';

export interface Batch {
  sightings: Sighting[];
  /** Subjects that left the page. */
  gone: string[];
  /** Keys of sightings that were told before and are no longer so, though their subject is still there. */
  withdrawn: string[];
}

export class Told {
  #sent = new Map<string, { print: string; subject: string }>();
  #subjects = new Set<string>();

  /** Forgets everything: another page, or a person who asks again. */
  forget(): void {
    this.#sent = new Map();
    this.#subjects = new Set();
  }

  /** What a whole look changes. Sightings are told again only when what matters of them changed. */
  changes(sightings: readonly Sighting[]): Batch {
    const fresh: Sighting[] = [];
    const keys = new Set<string>();
    const present = new Set<string>();
    for (const sighting of sightings) {
      present.add(sighting.subject);
      const key = sightingKey(sighting);
      keys.add(key);
      const print = fingerprint(sighting);
      if (this.#sent.get(key)?.print === print) continue;
      this.#sent.set(key, { print, subject: sighting.subject });
      fresh.push(sighting);
    }
    const gone = [...this.#subjects].filter((s) => !present.has(s) && s !== PAGE);
    const left = new Set(gone);
    const withdrawn: string[] = [];
    for (const [key, { subject }] of this.#sent) {
      if (keys.has(key)) continue;
      this.#sent.delete(key);
      if (!left.has(subject)) withdrawn.push(key);
    }
    this.#subjects = present;
    return { sightings: fresh, gone, withdrawn };
  }
}

/** Parts no larger than one message may be; nothing when there is nothing to tell. */
export function* parts({ sightings, gone, withdrawn }: Batch): Generator<Batch, void> {
  const most = LIMITS.observationsPerBatch;
  const length = Math.max(sightings.length, withdrawn.length, gone.length);
  for (let at = 0; at < length; at += most) {
    yield {
      sightings: sightings.slice(at, at + most),
      gone: gone.slice(at, at + most),
      withdrawn: withdrawn.slice(at, at + most),
    };
  }
}

/** What has to change before a sighting is sent again; boxes move all the time and do not count. */
function fingerprint(sighting: Sighting): string {
  if (sighting.kind === 'medium') {
    const v = sighting.value;
    return `${v.role}|${String(v.naturalWidth)}|${String(v.renderedWidth >> 3)}|${String(v.renderedHeight >> 3)}|${v.alt}`;
  }
  return JSON.stringify(sighting.value, (key, value: unknown) =>
    key === 'box' || key === 'heightShare' ? undefined : value,
  );
}

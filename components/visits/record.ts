/**
 * This room keeps what is known about open pages: it numbers observations, queues media to be read, asks the
 * judge and hands the flags back. Everything it knows is in the record, so that it may be ended at any
 * moment and go on. It never looks at a page itself, and it never decides what a finding means.
 *
 * This file holds the pure steps from one record to the next.
 */
import type { Observation, Sighting } from '../model/observation';
import type { MediumTask, VisitRecord } from '../model/visit-record';
import { LIMITS } from '../model/limits';
import { sightingKey } from '../model/sighting-key';

/** Times a medium is tried again after the background was ended while reading it. */
const MAX_TRIES = 3;

export function newVisit(tabId: number, url: string, shop: string | null, now: string): VisitRecord {
  return {
    tabId,
    url,
    title: '',
    shop,
    startedAt: now,
    updatedAt: now,
    nextNumber: 1,
    observations: [],
    tasks: [],
    frames: {},
    isPageSettled: false,
    refused: 0,
  };
}

/** Whose room it is was read once, beside a picture that played; the page's own looks at the room do not read that. */
function withWhatWasKnown(told: Sighting, earlier: Observation | undefined): Sighting {
  if (told.kind !== 'live-room' || earlier?.kind !== 'live-room') return told;
  const { host, framesReadable } = earlier.value;
  return {
    ...told,
    value: {
      ...told.value,
      host: told.value.host ?? host,
      framesReadable: told.value.framesReadable ?? framesReadable,
    },
  };
}

export interface Applied {
  record: VisitRecord;
  accepted: number;
  refused: number;
}

/**
 * A record with sightings added. An observation that is seen again unchanged keeps its number and time; a
 * changed one is replaced under a new number. Beyond LIMITS.observationsPerVisit sightings are refused and counted.
 * `gone` names subjects that left the page, `withdrawn` the keys of sightings that no longer hold.
 */
export function withSightings(
  record: VisitRecord,
  sightings: readonly Sighting[],
  gone: readonly string[],
  frameId: number,
  now: string,
  withdrawn: readonly string[] = [],
): Applied {
  const byKey = new Map(record.observations.map((observation) => [sightingKey(observation), observation]));
  const left = new Set(gone);
  const frames = { ...record.frames };
  const tellers = new Tellers(record.toldBy);
  for (const subject of tellers.leave(byKey, left, frameId)) {
    const other = frames[subject] === frameId ? tellers.of(mediumKeyIn(byKey, subject))[0] : frames[subject];
    if (other !== undefined) frames[subject] = other;
    left.delete(subject);
  }
  for (const subject of left) Reflect.deleteProperty(frames, subject);
  for (const [key, observation] of byKey)
    if (left.has(observation.subject)) {
      byKey.delete(key);
      tellers.forget(key);
    }
  for (const key of withdrawn) if (tellers.take(key, frameId)) byKey.delete(key);
  const tasks = new Map(
    record.tasks.filter((task) => !left.has(task.subject)).map((task) => [task.subject, task]),
  );
  let { nextNumber, title, isPageSettled } = record;
  let accepted = 0;
  let refused = 0;
  for (const told of sightings) {
    const key = sightingKey(told);
    const earlier = byKey.get(key);
    const sighting = withWhatWasKnown(told, earlier);
    if (earlier && sameValue(earlier, sighting)) {
      tellers.tell(key, frameId, true);
      accepted += 1;
      continue;
    }
    if (!earlier && byKey.size >= LIMITS.observationsPerVisit) {
      refused += 1;
      continue;
    }
    if (sighting.kind === 'medium' && earlier?.kind === 'medium' && earlier.value.url !== sighting.value.url)
      for (const [other, { subject, observer }] of byKey)
        if (subject === sighting.subject && observer === 'pixel-reader') byKey.delete(other);
    byKey.delete(key);
    byKey.set(key, { ...sighting, id: `o${String(nextNumber)}`, seenAt: now } as Observation);
    tellers.tell(key, frameId, earlier !== undefined);
    nextNumber += 1;
    accepted += 1;
    frames[sighting.subject] = frameId;
    if (sighting.kind === 'page' && frameId === 0) {
      title = sighting.value.title;
      isPageSettled = sighting.value.settled;
    }
    const task = taskFor(sighting, frameId);
    if (task && tasks.get(task.subject)?.url !== task.url) tasks.set(task.subject, task);
  }
  const { toldBy: _before, ...rest } = record;
  return {
    accepted,
    refused,
    record: {
      ...rest,
      title,
      isPageSettled,
      nextNumber,
      frames,
      ...(tellers.isEmpty ? {} : { toldBy: tellers.stored() }),
      observations: [...byKey.values()],
      tasks: [...tasks.values()],
      refused: record.refused + refused,
      updatedAt: now,
    },
  };
}

/** Which frames tell a sighting. Only what is not told by the top frame alone is written down. */
class Tellers {
  readonly #byKey: Map<string, readonly number[]>;

  constructor(stored: VisitRecord['toldBy']) {
    this.#byKey = new Map(Object.entries(stored ?? {}));
  }

  of(key: string): readonly number[] {
    return this.#byKey.get(key) ?? [0];
  }

  tell(key: string, frameId: number, isKnown: boolean): void {
    const frames = isKnown ? this.of(key) : [];
    if (!frames.includes(frameId)) this.#set(key, [...frames, frameId]);
  }

  /** One frame takes the sighting back; true when no other tells it. */
  take(key: string, frameId: number): boolean {
    const rest = this.of(key).filter((frame) => frame !== frameId);
    this.#set(key, rest.length > 0 ? rest : [0]);
    return rest.length === 0;
  }

  forget(key: string): void {
    this.#byKey.delete(key);
  }

  /** Subjects of `left` that another frame still shows; what only this frame told of them leaves the record. */
  leave(byKey: Map<string, Observation>, left: ReadonlySet<string>, frameId: number): Set<string> {
    const staying = new Set<string>();
    for (const subject of left) {
      const key = mediumKeyIn(byKey, subject);
      if (key !== '' && this.of(key).some((frame) => frame !== frameId)) staying.add(subject);
    }
    if (staying.size === 0) return staying;
    for (const [key, seen] of byKey) {
      if (!staying.has(seen.subject)) continue;
      const isOfPage = seen.kind === 'medium' || seen.kind === 'label' || seen.kind === 'claim';
      if (isOfPage && seen.observer !== 'pixel-reader' && this.take(key, frameId)) byKey.delete(key);
    }
    return staying;
  }

  get isEmpty(): boolean {
    return this.#byKey.size === 0;
  }

  stored(): Record<string, number[]> {
    return Object.fromEntries([...this.#byKey].map(([key, frames]) => [key, [...frames]]));
  }

  #set(key: string, frames: readonly number[]): void {
    if (frames.length === 1 && frames[0] === 0) this.#byKey.delete(key);
    else this.#byKey.set(key, frames);
  }
}

/** Key under which the record holds the sighting of this medium; empty when it holds none. */
function mediumKeyIn(byKey: ReadonlyMap<string, Observation>, subject: string): string {
  for (const [key, seen] of byKey) if (seen.kind === 'medium' && seen.subject === subject) return key;
  return '';
}

/** The reading that a sighting of a medium asks for; decoration is not read. */
function taskFor(sighting: Sighting, frameId: number): MediumTask | null {
  if (sighting.kind !== 'medium' || sighting.value.role === 'other') return null;
  if (sighting.value.source === 'canvas' || sighting.value.url === '') return null;
  return {
    subject: sighting.subject,
    url: sighting.value.url,
    role: sighting.value.role,
    state: 'queued',
    tries: 0,
    frameId,
  };
}

function sameValue(a: Observation, b: Sighting): boolean {
  return JSON.stringify(a.value) === JSON.stringify(b.value);
}

/** The next media to read: those of the product first, then in the order in which they were seen. */
export function nextTasks(record: VisitRecord, count: number): MediumTask[] {
  const queued = record.tasks.filter((task) => task.state === 'queued');
  return [...queued.filter((t) => t.role === 'product'), ...queued.filter((t) => t.role !== 'product')].slice(
    0,
    count,
  );
}

export function withTask(record: VisitRecord, subject: string, state: MediumTask['state']): VisitRecord {
  return {
    ...record,
    tasks: record.tasks.map((task) =>
      task.subject === subject
        ? { ...task, state, tries: state === 'reading' ? task.tries + 1 : task.tries }
        : task,
    ),
  };
}

/** After a restart: what was being read is read again, a few times at most, then given up and said so. */
export function resumed(record: VisitRecord): VisitRecord {
  return {
    ...record,
    tasks: record.tasks.map((task) =>
      task.state === 'reading' ? { ...task, state: task.tries >= MAX_TRIES ? 'failed' : 'queued' } : task,
    ),
  };
}

export function pendingCount(record: VisitRecord): number {
  return record.tasks.filter((task) => task.state === 'queued' || task.state === 'reading').length;
}

export function isSettled(record: VisitRecord): boolean {
  return record.isPageSettled && pendingCount(record) === 0;
}

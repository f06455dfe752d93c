/**
 * The running visits: takes in what pages report, has media read a few at a time, asks the judge, and tells
 * whoever listens. What a page reported is stored before it is acknowledged; readings may be repeated after
 * the background was ended, so they are stored in groups.
 */
import type { Law } from '../../rules/language';
import type { Finding, Flag } from '../model/finding';
import type { Sighting } from '../model/observation';
import type { MediumTask, VisitRecord } from '../model/visit-record';
import type { Visit } from '../model/case';
import { judge } from '../judge/judge';
import { flagsOf } from '../judge/flags';
import { pixelTask, pixelTasks, type PixelTask } from './pixel-tasks';
import type { Remembered } from './price-memory';
import { isSettled, newVisit, nextTasks, pendingCount, resumed, withSightings, withTask } from './record';

/** Media read at the same time per visit: enough to hide latency and to share a message, few enough to stay unnoticed. */
const READS_AT_ONCE = 32;
/** Reading inside pictures waits until nothing has happened on the page for so long. */
const PIXELS_AFTER_MS = 1_500;
const SAVE_AFTER_MS = 250;
const JUDGE_AFTER_MS = 60;

export interface VisitStore {
  saveVisit(tabId: number, record: VisitRecord): Promise<void>;
  deleteVisit(tabId: number): Promise<void>;
  allVisits(): Promise<VisitRecord[]>;
}

export interface Surroundings {
  store: VisitStore;
  law: Law;
  now(): string;
  /** Jurisdictions the person has chosen. */
  jurisdictions(): Promise<readonly string[]>;
  /** Reads one medium and says what it declares, or that it could not be read. Never rejects. */
  readMedium(task: MediumTask, record: VisitRecord): Promise<Sighting[]>;
  /** Remembers the price of the page and says what is recorded of it. Absent where nothing is remembered. */
  rememberPrice?(record: VisitRecord): Promise<Remembered>;
  /** Reads the labels inside one picture; says what was found, or why it could not be read. Never rejects. */
  readPixels?(task: PixelTask, record: VisitRecord, isThorough: boolean): Promise<Sighting[]>;
  /** Called when what a shopper is shown of a visit may have changed. */
  onJudged(visit: Visit): void;
}

interface Running {
  record: VisitRecord;
  /** What `findings` were judged on; null before the first judgement. */
  judged: VisitRecord | null;
  findings: Finding[];
  flags: Flag[];
  reading: number;
  /** Pictures being read inside: one by itself, and any that the person asks for meanwhile. */
  pixelReadings: number;
  pixelTimer: ReturnType<typeof setTimeout> | null;
  saveTimer: ReturnType<typeof setTimeout> | null;
  judgeTimer: ReturnType<typeof setTimeout> | null;
  /** Set while it is awaited whether a price belongs to what was chosen. */
  priceTimer: ReturnType<typeof setTimeout> | null;
}

export class Visits {
  readonly #around: Surroundings;
  readonly #running = new Map<number, Running>();
  #restored: Promise<void> | null = null;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /**
   * A document started in a tab. A top document is a new visit, even at the same address (a reload may show
   * other things), unless only its sub-frames have spoken so far; a sub-frame joins the visit of its tab.
   */
  async begin(tabId: number, url: string, shop: string | null, isTopFrame: boolean): Promise<void> {
    await this.restore();
    if (!isTopFrame) return;
    const running = this.#running.get(tabId);
    const isJoining =
      running?.record.url === url && !running.record.observations.some((o) => o.kind === 'page');
    if (!isJoining) await this.#start(tabId, url, shop);
  }

  /**
   * Takes in one batch from a frame of a tab. Answers after it is stored. A page sighting with another
   * address (a single-page shop) begins a new visit with this batch.
   */
  async observed(
    tabId: number,
    frameId: number,
    url: string,
    shop: string | null,
    sightings: readonly Sighting[],
    gone: readonly string[],
    withdrawn: readonly string[] = [],
  ): Promise<{ accepted: number; refused: number }> {
    await this.restore();
    const named = frameId === 0 ? sightings.find((s) => s.kind === 'page')?.value.url : undefined;
    let running = this.#running.get(tabId);
    if (
      !running ||
      (frameId === 0 && named !== undefined && named !== running.record.url && isSameSite(named, url))
    ) {
      // The same document under another address: what it showed a moment ago may stand there still.
      const { looks, pressedAt } = running?.record ?? {};
      running = await this.#start(tabId, named ?? url, shop);
      if (looks) running.record = { ...running.record, looks };
      if (pressedAt !== undefined) running.record = { ...running.record, pressedAt };
    }
    // A sub-frame speaks for its media, not for the page or the product.
    const heard =
      frameId === 0 ? sightings : sightings.filter((s) => s.kind !== 'page' && s.kind !== 'offer');
    const applied = withSightings(running.record, heard, gone, frameId, this.#around.now(), withdrawn);
    running.record = applied.record;
    await this.#save(running);
    this.#readMore(running);
    this.#judgeSoon(running);
    if (running.record.isPageSettled && heard.some(bearsOnPrice)) void this.#remember(running);
    return { accepted: applied.accepted, refused: applied.refused };
  }

  /** The page of a tab was read while the person was pressing something on it. */
  async pressed(tabId: number): Promise<void> {
    await this.restore();
    const running = this.#running.get(tabId);
    if (running) running.record = { ...running.record, pressedAt: this.#around.now() };
  }

  async visit(tabId: number): Promise<Visit | null> {
    await this.restore();
    const running = this.#running.get(tabId);
    if (!running) return null;
    // A judgement may be under way on what was known a moment ago: what is told must be judged as it stands.
    if (running.judged !== running.record) await this.#judgeNow(running);
    return this.#describe(running);
  }

  /**
   * Takes in what was read on the person's request (a stored original, say). Answers false when the visit is
   * over, or speaks of another page by now.
   */
  async learned(tabId: number, url: string, sightings: readonly Sighting[]): Promise<boolean> {
    await this.restore();
    const running = this.#running.get(tabId);
    if (!running || running.record.url !== url) return false;
    const frameId = this.frameOf(tabId, sightings[0]?.subject ?? '');
    running.record = withSightings(running.record, sightings, [], frameId, this.#around.now()).record;
    await this.#save(running);
    await this.#judgeNow(running);
    return true;
  }

  async end(tabId: number): Promise<void> {
    await this.restore();
    const running = this.#running.get(tabId);
    this.#running.delete(tabId);
    if (running?.saveTimer) clearTimeout(running.saveTimer);
    if (running?.judgeTimer) clearTimeout(running.judgeTimer);
    if (running?.pixelTimer) clearTimeout(running.pixelTimer);
    if (running?.priceTimer) clearTimeout(running.priceTimer);
    await this.#around.store.deleteVisit(tabId);
  }

  /** Judges every visit again: the person chose other jurisdictions. */
  async judgeAgain(): Promise<void> {
    await this.restore();
    for (const running of this.#running.values()) await this.#judgeNow(running);
  }

  /** Brings stored visits back after the background was ended, once per life of the background. */
  restore(): Promise<void> {
    this.#restored ??= this.#around.store.allVisits().then((records) => {
      for (const record of records) {
        const running = this.#hold(resumed(record));
        this.#readMore(running);
        this.#judgeSoon(running);
      }
    });
    return this.#restored;
  }

  async #start(tabId: number, url: string, shop: string | null): Promise<Running> {
    const running = this.#hold(newVisit(tabId, url, shop, this.#around.now()));
    await this.#save(running);
    return running;
  }

  #hold(record: VisitRecord): Running {
    const earlier = this.#running.get(record.tabId);
    if (earlier?.saveTimer) clearTimeout(earlier.saveTimer);
    if (earlier?.judgeTimer) clearTimeout(earlier.judgeTimer);
    if (earlier?.pixelTimer) clearTimeout(earlier.pixelTimer);
    if (earlier?.priceTimer) clearTimeout(earlier.priceTimer);
    const running: Running = {
      record,
      judged: null,
      findings: [],
      flags: [],
      reading: 0,
      pixelReadings: 0,
      pixelTimer: null,
      saveTimer: null,
      judgeTimer: null,
      priceTimer: null,
    };
    this.#running.set(record.tabId, running);
    return running;
  }

  #isCurrent(running: Running): boolean {
    return this.#running.get(running.record.tabId) === running;
  }

  #readMore(running: Running): void {
    this.#readPixelsSoon(running);
    for (const task of nextTasks(running.record, READS_AT_ONCE - running.reading)) {
      running.record = withTask(running.record, task.subject, 'reading');
      running.reading += 1;
      void this.#readOne(running, task);
    }
  }

  async #readOne(running: Running, task: MediumTask): Promise<void> {
    const sightings = await this.#around.readMedium(task, running.record);
    running.reading -= 1;
    if (!this.#isCurrent(running)) return;
    const isStillWanted = running.record.tasks.some((t) => t.subject === task.subject && t.url === task.url);
    if (isStillWanted) {
      const { record } = withSightings(running.record, sightings, [], task.frameId, this.#around.now());
      const didFail = sightings.every((s) => s.kind === 'unreadable');
      running.record = withTask(record, task.subject, didFail ? 'failed' : 'done');
    }
    this.#saveSoon(running);
    this.#judgeSoon(running);
    this.#readMore(running);
  }

  async #remember(running: Running): Promise<void> {
    const found = await this.#around.rememberPrice?.(running.record);
    if (!found || !this.#isCurrent(running)) return;
    const { sightings, looks, againInMs } = found;
    if (looks) running.record = { ...running.record, looks };
    if (running.priceTimer !== null) clearTimeout(running.priceTimer);
    running.priceTimer =
      againInMs === undefined
        ? null
        : setTimeout(() => {
            running.priceTimer = null;
            if (this.#isCurrent(running)) void this.#remember(running);
          }, againInMs);
    if (sightings.length === 0) {
      if (looks) this.#saveSoon(running);
      return;
    }
    const { record } = withSightings(running.record, sightings, [], 0, this.#around.now());
    running.record = record;
    this.#saveSoon(running);
    this.#judgeSoon(running);
  }

  /** Low in priority: one picture at a time, only when the page has come to rest, and later if it stirs. */
  #readPixelsSoon(running: Running): void {
    if (!this.#around.readPixels || running.pixelReadings > 0) return;
    if (running.pixelTimer !== null) clearTimeout(running.pixelTimer);
    running.pixelTimer = setTimeout(() => {
      running.pixelTimer = null;
      const task = this.#isCurrent(running) ? pixelTasks(running.record)[0] : undefined;
      if (task) void this.#readPixels(running, task, false);
    }, PIXELS_AFTER_MS);
  }

  async #readPixels(running: Running, task: PixelTask, isThorough: boolean): Promise<void> {
    running.pixelReadings += 1;
    const sightings = (await this.#around.readPixels?.(task, running.record, isThorough)) ?? [];
    running.pixelReadings -= 1;
    if (!this.#isCurrent(running)) return;
    const isStillShown = pixelTask(running.record, task.subject)?.url === task.url;
    if (isStillShown) {
      const { record } = withSightings(running.record, sightings, [], task.frameId, this.#around.now());
      running.record = record;
      this.#saveSoon(running);
      this.#judgeSoon(running);
    }
    this.#readPixelsSoon(running);
  }

  /** Reads inside one picture of a visit, whole, because the person asked. False when there is no such picture. */
  async readPixels(tabId: number, subject: string): Promise<boolean> {
    await this.restore();
    const running = this.#running.get(tabId);
    const task = running ? pixelTask(running.record, subject) : null;
    if (!running || !task || !this.#around.readPixels) return false;
    await this.#readPixels(running, task, true);
    if (this.#isCurrent(running)) await this.#judgeNow(running);
    return true;
  }

  async #save(running: Running): Promise<void> {
    if (running.saveTimer) clearTimeout(running.saveTimer);
    running.saveTimer = null;
    if (this.#isCurrent(running)) await this.#around.store.saveVisit(running.record.tabId, running.record);
  }

  #saveSoon(running: Running): void {
    running.saveTimer ??= setTimeout(() => void this.#save(running), SAVE_AFTER_MS);
  }

  #judgeSoon(running: Running): void {
    running.judgeTimer ??= setTimeout(() => void this.#judgeNow(running), JUDGE_AFTER_MS);
  }

  async #judgeNow(running: Running): Promise<void> {
    if (running.judgeTimer) clearTimeout(running.judgeTimer);
    running.judgeTimer = null;
    const jurisdictions = await this.#around.jurisdictions();
    const date = this.#around.now().slice(0, 10);
    running.judged = running.record;
    running.findings = judge(running.record.observations, this.#around.law, { date, jurisdictions });
    running.flags = flagsOf(running.findings, this.#around.law);
    if (this.#isCurrent(running)) this.#around.onJudged(await this.#describe(running));
  }

  async #describe(running: Running): Promise<Visit> {
    const jurisdictions = [...(await this.#around.jurisdictions())];
    const { record } = running;
    return {
      tabId: record.tabId,
      url: record.url,
      title: record.title,
      shop: record.shop,
      startedAt: record.startedAt,
      // What came in since the last judgement is not settled, whatever was read.
      settled: isSettled(record) && running.judged === record,
      pendingMedia: pendingCount(record),
      pendingPixels: this.#around.readPixels ? pixelTasks(record).length : 0,
      jurisdictions,
      observations: record.observations,
      findings: running.findings,
      flags: running.flags,
    };
  }

  /** Frame in which a subject stands, for a message back to the page; the top frame when unknown. */
  frameOf(tabId: number, subject: string): number {
    return this.#running.get(tabId)?.record.frames[subject] ?? 0;
  }
}

/** What may change the price that is remembered, or show that the page has come to rest. */
function bearsOnPrice({ kind }: Sighting): boolean {
  return kind === 'offer' || kind === 'price-wording' || kind === 'sales-claim' || kind === 'page';
}

/** Whether a page-reported address may stand for the visit: same origin as the browser's own word for it. */
function isSameSite(named: string, sender: string): boolean {
  try {
    return new URL(named).origin === new URL(sender).origin;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

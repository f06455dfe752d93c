import { describe, expect, it, vi } from 'vitest';
import type { Sighting } from '../../../components/model/observation';
import type { Visit } from '../../../components/model/case';
import type { MediumTask, VisitRecord } from '../../../components/model/visit-record';
import { pixelSightings, type PixelTask } from '../../../components/visits/pixel-tasks';
import { Visits, type Surroundings } from '../../../components/visits/visits';
import { loadLaw } from '../../../rules/load';
import { root } from '../../house/sources';

const { law } = await loadLaw(root);
const URL_A = 'https://shop.example/a';

function page(url = URL_A, settled = true): Sighting {
  return {
    kind: 'page',
    subject: 'page:self',
    observer: 'schedule',
    method: 'dom',
    value: {
      url,
      title: 'A',
      language: 'zh',
      pageKind: 'product',
      shop: null,
      images: 1,
      imagesLookedAt: 1,
      videos: 0,
      settled,
      limitsReached: [],
    },
  };
}

function medium(n: number, role: 'product' | 'card' | 'other' = 'product'): Sighting {
  return {
    kind: 'medium',
    subject: `image:${String(n)}`,
    observer: 'media',
    method: 'dom',
    value: {
      mediaType: 'image',
      url: `https://cdn.example/${String(n)}.jpg`,
      source: 'img',
      role,
      renderedWidth: 300,
      renderedHeight: 300,
      naturalWidth: 800,
      naturalHeight: 800,
      alt: '',
      box: null,
    },
  };
}

function declaration(task: MediumTask): Sighting {
  return {
    kind: 'declaration',
    subject: task.subject,
    observer: 'media-reader',
    method: 'file-bytes',
    value: {
      container: 'jpeg',
      bytesRead: 100,
      bytesTotal: 100,
      declared: 'none',
      status: null,
      mechanisms: [],
      generator: null,
      aigc: null,
      c2pa: null,
      iptc: null,
      errors: [],
      url: task.url,
      sha256: null,
      rendition: 'shown',
    },
  };
}

/** A store in memory that keeps what was really written, so that a new `Visits` can begin from it. */
function memory() {
  const kept = new Map<number, string>();
  return {
    kept,
    saveVisit: (tabId: number, record: VisitRecord) =>
      Promise.resolve(void kept.set(tabId, JSON.stringify(record))),
    deleteVisit: (tabId: number) => Promise.resolve(void kept.delete(tabId)),
    allVisits: () => Promise.resolve([...kept.values()].map((text) => JSON.parse(text) as VisitRecord)),
  };
}

function start(
  store: ReturnType<typeof memory>,
  readMedium: Surroundings['readMedium'],
  judged: Visit[] = [],
  readPixels?: Surroundings['readPixels'],
): Visits {
  return new Visits({
    ...(readPixels ? { readPixels } : {}),
    store,
    law,
    now: () => new Date().toISOString(),
    jurisdictions: () => Promise.resolve(['cn']),
    readMedium,
    onJudged: (visit) => judged.push(visit),
  });
}

describe('running visits', () => {
  it('stores what a page reported before it is acknowledged', async () => {
    const store = memory();
    const visits = start(store, () => new Promise(() => undefined));
    await visits.begin(1, URL_A, null, true);
    const answer = await visits.observed(1, 0, URL_A, null, [page(), medium(1)], []);
    expect(answer).toEqual({ accepted: 2, refused: 0 });
    const record = JSON.parse(store.kept.get(1) ?? '{}') as VisitRecord;
    expect(record.observations.map((o) => o.kind)).toEqual(['page', 'medium']);
    expect(record.tasks).toHaveLength(1);
  });

  it('goes on reading after it was ended while reading', async () => {
    const store = memory();
    const first = start(store, () => new Promise(() => undefined));
    await first.begin(1, URL_A, null, true);
    await first.observed(1, 0, URL_A, null, [page(), medium(1), medium(2)], []);
    // The background ends here; nothing of `first` is used any more.
    const second = start(store, (task) => Promise.resolve([declaration(task)]));
    await vi.waitFor(async () => {
      const visit = await second.visit(1);
      expect(visit?.settled).toBe(true);
      expect(visit?.observations.filter((o) => o.kind === 'declaration')).toHaveLength(2);
    });
  });

  it('gives up on a medium that ended the background again and again, and says so', async () => {
    const store = memory();
    const hang: Surroundings['readMedium'] = () => new Promise(() => undefined);
    const first = start(store, hang);
    await first.begin(1, URL_A, null, true);
    await first.observed(1, 0, URL_A, null, [page(), medium(1)], []);
    for (let life = 0; life < 5; life += 1) {
      const again = start(store, hang);
      await again.restore();
      await again.observed(1, 0, URL_A, null, [page()], []);
    }
    const record = JSON.parse(store.kept.get(1) ?? '{}') as VisitRecord;
    expect(record.tasks.map((t) => t.state)).toEqual(['failed']);
  });

  it('reads pictures of the product first and decoration never', async () => {
    const read: string[] = [];
    const visits = start(memory(), (task) => {
      read.push(task.subject);
      return Promise.resolve([declaration(task)]);
    });
    await visits.begin(1, URL_A, null, true);
    await visits.observed(
      1,
      0,
      URL_A,
      null,
      [page(), ...[1, 2, 3, 4, 5, 6].map((n) => medium(n, 'card')), medium(7, 'other'), medium(8, 'product')],
      [],
    );
    await vi.waitFor(() => {
      expect(read).toHaveLength(7);
    });
    expect(read[0]).toBe('image:8');
    expect(read).not.toContain('image:7');
  });

  it('begins anew on a reload and on a new address of a single-page shop, not for a sub-frame', async () => {
    const visits = start(memory(), (task) => Promise.resolve([declaration(task)]));
    await visits.begin(1, URL_A, null, true);
    await visits.observed(1, 0, URL_A, null, [page(), medium(1)], []);
    await visits.observed(
      1,
      3,
      'https://shop.example/frame',
      null,
      [page('https://shop.example/frame'), medium(2)],
      [],
    );
    expect((await visits.visit(1))?.url).toBe(URL_A);
    expect((await visits.visit(1))?.observations.filter((o) => o.kind === 'medium')).toHaveLength(2);
    await visits.observed(1, 0, URL_A, null, [page('https://shop.example/b')], []);
    expect((await visits.visit(1))?.url).toBe('https://shop.example/b');
    expect((await visits.visit(1))?.observations.filter((o) => o.kind === 'medium')).toHaveLength(0);
    await visits.begin(1, 'https://shop.example/b', null, true);
    expect((await visits.visit(1))?.observations).toHaveLength(0);
  });

  it('does not let a page pass for another site', async () => {
    const visits = start(memory(), (task) => Promise.resolve([declaration(task)]));
    await visits.begin(1, URL_A, null, true);
    await visits.observed(1, 0, URL_A, null, [page('https://bank.example/')], []);
    expect((await visits.visit(1))?.url).toBe(URL_A);
  });

  it('forgets a visit when its tab closes', async () => {
    const store = memory();
    const visits = start(store, (task) => Promise.resolve([declaration(task)]));
    await visits.begin(1, URL_A, null, true);
    await visits.observed(1, 0, URL_A, null, [page()], []);
    await visits.end(1);
    expect(await visits.visit(1)).toBeNull();
    expect(store.kept.size).toBe(0);
  });
});

describe('reading inside pictures', () => {
  const generated = (task: MediumTask): Sighting => {
    const plain = declaration(task);
    return plain.kind === 'declaration'
      ? { ...plain, value: { ...plain.value, declared: 'generated' } }
      : plain;
  };
  const looked = (found: number) => ({
    width: 800,
    height: 800,
    isComplete: true,
    labels: Array(found).fill(LABEL),
  });
  const LABEL = {
    text: 'AI生成',
    elements: ['ai' as const, 'generation' as const],
    status: null,
    language: 'zh-Hans',
    entry: 'ai+generation',
    box: { x: 0, y: 0, width: 80, height: 20 },
    heightShare: 0.05,
  };

  it('happens by itself only where the file declares AI, one at a time, and once', async () => {
    const asked: string[] = [];
    let atOnce = 0;
    const visits = start(
      memory(),
      (task) => Promise.resolve([task.subject === 'image:3' ? declaration(task) : generated(task)]),
      [],
      async (task, _record, isThorough) => {
        atOnce += 1;
        expect(atOnce).toBe(1);
        asked.push(`${task.subject} ${String(isThorough)}`);
        await Promise.resolve();
        atOnce -= 1;
        return pixelSightings(task, looked(0));
      },
    );
    vi.useFakeTimers();
    try {
      await visits.begin(1, URL_A, null, true);
      await visits.observed(1, 0, URL_A, null, [page(), medium(1), medium(2), medium(3)], []);
      await vi.advanceTimersByTimeAsync(1_400);
      expect(asked, 'the page has to rest first').toEqual([]);
      await vi.advanceTimersByTimeAsync(20_000);
    } finally {
      vi.useRealTimers();
    }
    expect(asked).toEqual(['image:1 false', 'image:2 false']);
    expect((await visits.visit(1))?.pendingPixels).toBe(0);
  });

  it('is done whole for any picture on request; what was read is judged before the answer', async () => {
    const visits = start(
      memory(),
      (task) => Promise.resolve([declaration(task)]),
      [],
      (task, _record, isThorough) => Promise.resolve(isThorough ? pixelSightings(task, looked(1)) : []),
    );
    await visits.begin(1, URL_A, null, true);
    await visits.observed(1, 0, URL_A, null, [page(), medium(1)], []);
    expect(await visits.readPixels(1, 'image:1')).toBe(true);
    const visit = await visits.visit(1);
    expect(visit?.observations.filter((o) => o.observer === 'pixel-reader').map((o) => o.kind)).toEqual([
      'label',
      'label-search',
    ]);
    expect(visit?.findings.some((f) => f.rule === 'ai-label-seen' && f.outcome === 'flagged')).toBe(true);
    expect(await visits.readPixels(1, 'image:9'), 'a picture that is not there').toBe(false);
    expect(await visits.readPixels(2, 'image:1'), 'a tab that is not there').toBe(false);
  });

  it('is thrown away when the page showed another picture meanwhile', async () => {
    let answer: (sightings: Sighting[]) => void = () => undefined;
    let asked: PixelTask | null = null;
    const visits = start(
      memory(),
      (task) => Promise.resolve([declaration(task)]),
      [],
      (task) => {
        asked = task;
        return new Promise((resolve) => (answer = resolve));
      },
    );
    await visits.begin(1, URL_A, null, true);
    await visits.observed(1, 0, URL_A, null, [page(), medium(1)], []);
    const reading = visits.readPixels(1, 'image:1');
    await vi.waitFor(() => expect(asked).not.toBeNull());
    const other = medium(1);
    if (other.kind === 'medium') other.value.url = 'https://cdn.example/other.jpg';
    await visits.observed(1, 0, URL_A, null, [other], []);
    answer(pixelSightings(asked as unknown as PixelTask, looked(1)));
    await reading;
    expect((await visits.visit(1))?.observations.filter((o) => o.observer === 'pixel-reader')).toEqual([]);
  });
});

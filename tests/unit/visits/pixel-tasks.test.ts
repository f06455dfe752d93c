import { describe, expect, it } from 'vitest';
import { sightingSchema, type Sighting } from '../../../components/model/observation';
import { LIMITS } from '../../../components/model/limits';
import {
  pixelSightings,
  pixelTask,
  pixelTasks,
  pixelsUnread,
  PIXEL_READER,
} from '../../../components/visits/pixel-tasks';
import { newVisit, withSightings, withTask } from '../../../components/visits/record';

const NOW = '2026-11-21T00:00:00.000Z';
const page: Sighting = {
  kind: 'page',
  subject: 'page:self',
  observer: 'schedule',
  method: 'dom',
  value: {
    url: 'https://shop.example/',
    title: '',
    language: null,
    pageKind: 'product',
    shop: null,
    images: 1,
    imagesLookedAt: 1,
    videos: 0,
    settled: true,
    limitsReached: [],
  },
};
const medium = (
  id: string,
  role: 'product' | 'card' | 'other' = 'product',
  box = { x: 10, y: 20, width: 400, height: 400 },
): Sighting => ({
  kind: 'medium',
  subject: id,
  observer: 'media',
  method: 'dom',
  value: {
    mediaType: id.startsWith('video') ? 'video' : 'image',
    url: `https://cdn.example/${id.slice(6)}.jpg`,
    source: 'img',
    role,
    renderedWidth: 400,
    renderedHeight: 400,
    naturalWidth: 800,
    naturalHeight: 800,
    alt: '',
    box,
  },
});
const declared = (subject: string, what: 'generated' | 'none' | 'captured'): Sighting => ({
  kind: 'declaration',
  subject,
  observer: 'media-reader',
  method: 'file-bytes',
  value: {
    container: 'jpeg',
    bytesRead: 1,
    bytesTotal: 1,
    declared: what,
    status: null,
    mechanisms: [],
    generator: null,
    aigc: null,
    c2pa: null,
    iptc: null,
    errors: [],
    url: 'https://cdn.example/',
    sha256: null,
    rendition: 'shown',
  },
});
const READ = {
  text: 'AI生成',
  elements: ['ai' as const, 'generation' as const],
  status: null,
  language: 'zh-Hans',
  entry: 'ai+generation',
  box: { x: 600, y: 700, width: 160, height: 40 },
  heightShare: 0.050_04,
};
const onPage = (subject: string, covers: string[]): Sighting => ({
  kind: 'label',
  subject,
  observer: 'labels',
  method: 'dom-text',
  value: {
    text: 'AI生成',
    elements: READ.elements,
    status: null,
    language: 'zh-Hans',
    entry: READ.entry,
    placement: 'overlay',
    covers,
    box: null,
    heightShare: null,
  },
});

function recordOf(...sightings: Sighting[]) {
  let { record } = withSightings(
    newVisit(1, 'https://shop.example/', null, NOW),
    [page, ...sightings],
    [],
    0,
    NOW,
  );
  for (const { subject } of record.tasks) record = withTask(record, subject, 'done');
  return record;
}
const subjects = (...sightings: Sighting[]) => pixelTasks(recordOf(...sightings)).map((task) => task.subject);

describe('which pictures are read inside', () => {
  const all = [medium('image:a'), medium('image:b'), medium('image:c')];
  it('those whose file declares AI, and no other', () => {
    expect(
      subjects(
        ...all,
        declared('image:a', 'generated'),
        declared('image:b', 'none'),
        declared('image:c', 'captured'),
      ),
    ).toEqual(['image:a']);
  });
  it('none on which a label was seen, whichever subject it was told of', () => {
    expect(subjects(...all, declared('image:a', 'generated'), onPage('image:a', []))).toEqual([]);
    expect(
      subjects(...all, declared('image:b', 'generated'), onPage('image:a', ['image:a', 'image:b'])),
    ).toEqual([]);
  });
  it('those of the product first, decoration and films never, each once, so many of a page', () => {
    const ai = (id: string) => declared(id, 'generated');
    expect(
      subjects(
        medium('image:card', 'card'),
        medium('image:deco', 'other'),
        medium('video:v'),
        medium('image:p'),
        ...['image:card', 'image:deco', 'video:v', 'image:p'].map(ai),
      ),
    ).toEqual(['image:p', 'image:card']);
    const many = Array.from({ length: LIMITS.pixelReadsPerPage + 5 }, (_, n) => `image:${String(n)}`);
    expect(subjects(...many.map((id) => medium(id)), ...many.map(ai))).toHaveLength(LIMITS.pixelReadsPerPage);
  });
  it('none that was read or could not be read, and none while the page is moving', () => {
    const record = recordOf(medium('image:a'), declared('image:a', 'generated'));
    const task = pixelTask(record, 'image:a');
    if (!task) throw new Error('no task');
    for (const sightings of [
      pixelSightings(task, { width: 800, height: 800, isComplete: true, labels: [] }),
      pixelsUnread(task, 'timed-out'),
    ])
      expect(pixelTasks(withSightings(record, sightings, [], 0, NOW).record)).toEqual([]);
    expect(pixelTasks({ ...record, isPageSettled: false })).toEqual([]);
  });
});

describe('what was read, as sightings', () => {
  const task = pixelTask(recordOf(medium('image:a')), 'image:a');
  if (!task) throw new Error('no task');
  it('a label with its place on the page, and the look', () => {
    const [label, look] = pixelSightings(task, {
      width: 800,
      height: 800,
      isComplete: false,
      labels: [READ],
    });
    expect(label).toMatchObject({
      observer: PIXEL_READER,
      value: {
        placement: 'pixels',
        covers: ['image:a'],
        heightShare: 0.05,
        box: { x: 310, y: 370, width: 80, height: 20 },
        inPicture: { x: 0.75, y: 0.875, width: 0.2, height: 0.05 },
      },
    });
    expect(look?.value).toEqual({ looked: ['pixels'], notLooked: [], complete: false, found: 1 });
  });
  it('a published watermark as a trace with its bits, and never as a statement of the file', () => {
    const watermark = { id: 'sdxl', bitsMatched: 47, bitsTotal: 48 };
    const [trace] = pixelSightings(task, {
      width: 800,
      height: 800,
      isComplete: true,
      labels: [],
      watermark,
    });
    expect(sightingSchema.safeParse(trace).error).toBeUndefined();
    expect(trace).toMatchObject({
      kind: 'declaration',
      method: 'pixels 47 of 48 bits',
      value: { status: null },
    });
    expect(trace?.kind === 'declaration' && trace.value.mechanisms).toEqual([
      { family: 'trace', id: 'watermark-sdxl', offset: null, declares: 'generated' },
    ]);
  });
  it('no place where the page shows the picture cropped', () => {
    const [label] = pixelSightings(task, { width: 800, height: 1200, isComplete: true, labels: [READ] });
    expect(label?.kind === 'label' && label.value.box).toBeNull();
  });
});

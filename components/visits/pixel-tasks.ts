/**
 * Which pictures of a visit are worth reading inside: only where the answer matters. Nothing is queued in the
 * record; what was read is among the observations, so this can be asked again after any restart.
 */
import type { Box, Observation, ObservationOf, Sighting, SightingOf } from '../model/observation';
import type { VisitRecord } from '../model/visit-record';
import type { LabelMatch } from '../observers/wording';
import { LIMITS } from '../model/limits';
import type { StyleText } from '../model/message';
import { isSettled } from './record';

export const PIXEL_READER = 'pixel-reader';
export const STYLE_READER = 'style-reader';

export interface PixelTask {
  subject: string;
  url: string;
  frameId: number;
  medium: ObservationOf<'medium'>['value'];
}

/**
 * The pictures still to be read, in order: the file declares AI, no label was seen on it in the page's own
 * text, the page has settled. The product's pictures first; at most `LIMITS.pixelReadsPerPage` of a page.
 */
export function pixelTasks(record: VisitRecord): PixelTask[] {
  if (!isSettled(record)) return [];
  const read = new Set<string>();
  const declared = new Set<string>();
  const labelled = new Set<string>();
  for (const seen of record.observations) {
    if (isReadingOf(seen)) read.add(seen.subject);
    if (seen.kind === 'declaration' && isAboutAi(seen)) declared.add(seen.subject);
    if (seen.kind === 'label' && seen.value.elements.length > 0 && seen.value.placement !== 'alt-text')
      for (const subject of [seen.subject, ...seen.value.covers]) labelled.add(subject);
  }
  const waiting = [...declared]
    .filter((subject) => !labelled.has(subject) && !read.has(subject))
    .map((subject) => pixelTask(record, subject))
    .filter((task): task is PixelTask => task !== null && task.medium.role !== 'other');
  const isOfProduct = (task: PixelTask): boolean => task.medium.role === 'product';
  return [...waiting.filter(isOfProduct), ...waiting.filter((task) => !isOfProduct(task))].slice(
    0,
    Math.max(0, LIMITS.pixelReadsPerPage - read.size),
  );
}

/** The task of reading one picture, as a person may ask for any; null when the visit knows no such picture. */
export function pixelTask(record: VisitRecord, subject: string): PixelTask | null {
  const medium = record.observations.find((seen) => seen.kind === 'medium' && seen.subject === subject);
  if (medium?.kind !== 'medium' || medium.value.mediaType !== 'image' || medium.value.url === '') return null;
  return { subject, url: medium.value.url, frameId: record.frames[subject] ?? 0, medium: medium.value };
}

/** Whether the page says that it is in Korean, or stands at a Korean address. */
export function isKoreanPage({ observations }: Pick<VisitRecord, 'observations'>): boolean {
  return observations.some(
    (seen) =>
      seen.kind === 'page' &&
      (/^ko\b/i.test(seen.value.language ?? '') ||
        (URL.canParse(seen.value.url) &&
          /\.kr$|(?:^|\.)coupang\.com$/.test(new URL(seen.value.url).hostname))),
  );
}

function isAboutAi(seen: ObservationOf<'declaration'>): boolean {
  return ['generated', 'edited', 'composite'].includes(seen.value.declared);
}

function isReadingOf(seen: Observation): boolean {
  return seen.observer === PIXEL_READER && (seen.kind === 'label-search' || seen.kind === 'unreadable');
}

/** Labels among what the page's style writes on or beside a picture. The letters "AI" alone are one only on it. */
export function styleSightings(
  task: PixelTask,
  texts: readonly StyleText[],
  readLabel: (text: string) => LabelMatch | null,
): Sighting[] {
  return texts.flatMap(({ text, isOver, heightShare }): Sighting[] => {
    const read = readLabel(text);
    if (!read || (read.entry === 'bare-ai' && !isOver)) return [];
    const shared = { subject: task.subject, observer: STYLE_READER, method: 'css-content' };
    const placed = { placement: isOver ? ('overlay' as const) : ('card' as const), covers: [task.subject] };
    const { claim, elements, status, language, entry } = read;
    if (claim) return [{ kind: 'claim', ...shared, value: { claim, text, ...placed } }];
    return [
      {
        kind: 'label',
        ...shared,
        value: { text, elements, status, language, entry, ...placed, box: null, heightShare },
      },
    ];
  });
}

/** What was read inside one picture, as sightings of it: its labels and the look itself. */
export function pixelSightings(
  task: PixelTask,
  read: {
    width: number;
    height: number;
    isComplete: boolean;
    watermark?: { id: string; bitsMatched: number; bitsTotal: number } | null;
    labels: readonly {
      text: string;
      elements: SightingOf<'label'>['value']['elements'];
      status: SightingOf<'label'>['value']['status'];
      language: string;
      entry: string;
      box: Box;
      heightShare: number;
    }[];
  },
): Sighting[] {
  const shared = { subject: task.subject, observer: PIXEL_READER, method: 'ocr' };
  return [
    ...read.labels.map((label): Sighting => ({
      kind: 'label',
      ...shared,
      value: {
        text: label.text.slice(0, LIMITS.textChars),
        elements: [...label.elements],
        status: label.status,
        language: label.language,
        entry: label.entry,
        placement: 'pixels',
        covers: [task.subject],
        box: onPage(label.box, read, task.medium),
        inPicture: sharesOf(label.box, read),
        heightShare: Math.round(label.heightShare * 10_000) / 10_000,
      },
    })),
    ...watermarkTrace(task, read.watermark ?? null),
    {
      kind: 'label-search',
      ...shared,
      value: { looked: ['pixels'], notLooked: [], complete: read.isComplete, found: read.labels.length },
    },
  ];
}

/** A published watermark as what it is: a trace that a generator leaves and that anyone could write. */
function watermarkTrace(
  task: PixelTask,
  found: { id: string; bitsMatched: number; bitsTotal: number } | null,
): Sighting[] {
  if (!found) return [];
  const id = `watermark-${found.id}`;
  return [
    {
      kind: 'declaration',
      subject: task.subject,
      observer: PIXEL_READER,
      method: `pixels ${String(found.bitsMatched)} of ${String(found.bitsTotal)} bits`,
      value: {
        container: 'unknown',
        bytesRead: 0,
        bytesTotal: null,
        declared: 'generated',
        status: null,
        mechanisms: [{ family: 'trace', id, offset: null, declares: 'generated' }],
        generator: null,
        aigc: null,
        c2pa: null,
        iptc: null,
        errors: [],
        url: task.url,
        sha256: null,
        rendition: 'shown',
      },
    },
  ];
}

/** That a picture could not be read inside, with the code of what stopped us. */
export function pixelsUnread(task: PixelTask, code: string): Sighting[] {
  return [
    {
      kind: 'unreadable',
      subject: task.subject,
      observer: PIXEL_READER,
      method: 'ocr',
      value: { what: 'medium', code: code.slice(0, 64), detail: null },
    },
  ];
}

/** A box of the picture as shares of its sides, to four places. */
function sharesOf(box: Box, picture: { width: number; height: number }): Box {
  const share = (value: number, whole: number): number =>
    Math.min(1, Math.max(0, Math.round((10_000 * value) / Math.max(1, whole)) / 10_000));
  return {
    x: share(box.x, picture.width),
    y: share(box.y, picture.height),
    width: share(box.width, picture.width),
    height: share(box.height, picture.height),
  };
}

/** A box of the picture as a box of the document; null where the picture is cropped or its place unknown. */
function onPage(
  box: Box,
  picture: { width: number; height: number },
  { box: place }: ObservationOf<'medium'>['value'],
): Box | null {
  if (!place || place.width <= 0 || place.height <= 0) return null;
  const across = place.width / picture.width;
  const down = place.height / picture.height;
  if (Math.abs(across / down - 1) > 0.03) return null;
  return {
    x: place.x + box.x * across,
    y: place.y + box.y * down,
    width: box.width * across,
    height: box.height * down,
  };
}

/**
 * Reading labels inside pictures, as this browser can: in Chromium through the offscreen document, which owns
 * the worker, bytes by digest; in Firefox from a worker of the background page itself.
 */
import browser from 'webextension-polyfill';
import type { Lexicon } from '../../rules/language';
import type { Store } from '../../components/casebook/store';
import { ask } from '../../components/channel/ask';
import { LIMITS } from '../../components/model/limits';
import type { StyleText } from '../../components/model/message';
import { PlainError } from '../../components/model/plain-error';
import { MOST_PIXELS } from '../../components/pixels/decode';
import type { LabelMatch } from '../../components/observers/wording';
import { packagedPixelReader, type PixelReader } from '../../components/pixels/worker-host';
import type { Sighting } from '../../components/model/observation';
import { wholeMedium } from '../../components/visits/keep';
import type { ReadThroughPage } from '../../components/visits/medium-source';
import {
  pixelSightings,
  pixelsUnread,
  styleSightings,
  type PixelTask,
} from '../../components/visits/pixel-tasks';
import { offscreenDocument } from './c2pa';
import { readThroughTab } from './read-through-tab';
import { putTags } from './tags';

export type ReadPixels = PixelReader['read'];

/**
 * Looks for a label where the walk over the page's texts could not meet it, and words what was seen as sightings: in
 * what the page's style writes beside the picture, and only then inside the picture itself, which costs much more.
 * Never rejects.
 */
export async function readPixelsOf(
  task: PixelTask,
  isThorough: boolean,
  tabId: number,
  readers: { readPixels: ReadPixels; readLabel: (text: string) => LabelMatch | null; isKorean: boolean },
): Promise<Sighting[]> {
  const written = styleSightings(task, await styleTexts(tabId, task), readers.readLabel);
  if (written.length > 0 && !isThorough) return written;
  const readThroughPage = readThroughTab(tabId, task.frameId);
  return [...written, ...(await insideOf(task, isThorough, readThroughPage, readers))];
}

async function styleTexts(tabId: number, { subject, frameId }: PixelTask): Promise<StyleText[]> {
  try {
    if (!(await putTags(tabId, frameId))) return [];
    return (await ask('page/style-texts', { subject }, { tabId, frameId })).texts;
  } catch (error) {
    // The page has gone, or is busy: the picture itself can still be read.
    if (error instanceof PlainError) return [];
    throw error;
  }
}

async function insideOf(
  task: PixelTask,
  isThorough: boolean,
  readThroughPage: ReadThroughPage,
  { readPixels, isKorean }: { readPixels: ReadPixels; isKorean: boolean },
): Promise<Sighting[]> {
  const { naturalWidth, naturalHeight } = task.medium;
  if (naturalWidth * naturalHeight > MOST_PIXELS) return pixelsUnread(task, 'too-many-pixels');
  const whole = await wholeMedium(task.url, readThroughPage);
  if (!whole.ok) return pixelsUnread(task, whole.code);
  if (!whole.isWhole) return pixelsUnread(task, 'too-large');
  const answer = await readPixels(whole.bytes, '', { isThorough, isKorean });
  return answer.ok ? pixelSightings(task, answer) : pixelsUnread(task, answer.code);
}

/** The way of this browser. Never rejects: what failed is a code. */
export function pixelReader(store: Promise<Store>, lexicon: Lexicon): ReadPixels {
  const open = offscreenDocument();
  return open ? throughOffscreenDocument(open, store) : throughOwnWorker(lexicon);
}

function throughOffscreenDocument(open: () => Promise<void>, store: Promise<Store>): ReadPixels {
  return async (bytes, mime, { isThorough = false, isKorean = false, parts } = {}) => {
    try {
      await open();
      const blobs = await store;
      const sha256 = await blobs.putBlob(bytes, mime);
      try {
        const waitMs = LIMITS.pixelReadMs * 3;
        const sent = { sha256, mime, thorough: isThorough, korean: isKorean, ...(parts && { parts }) };
        return await ask('reader/read-pixels', sent, { waitMs });
      } finally {
        await blobs.dropBlob(sha256);
      }
    } catch (error) {
      if (error instanceof PlainError) return { ok: false, code: error.code.slice(0, 64) };
      if (error instanceof Error || error instanceof DOMException)
        return { ok: false, code: 'reader-unavailable' };
      throw error;
    }
  };
}

function throughOwnWorker(lexicon: Lexicon): ReadPixels {
  const reader = packagedPixelReader((path) => browser.runtime.getURL(path), lexicon);
  return (bytes, mime, how) => reader.read(bytes, mime, how);
}

/**
 * Watching what plays: the script that does it is put into a frame only when the ordinary content script, which
 * runs where the person's settings or a press allow, has seen something play there. What it hands over of frames
 * is read in memory, shown or kept by the person's press, and nothing else.
 */
import browser from 'webextension-polyfill';
import { ask } from '../../components/channel/ask';
import { fromBase64 } from '../../components/model/base64';
import { MESSAGES, type Answered, type Sent, type VideoFrame } from '../../components/model/message';
import type { Sighting } from '../../components/model/observation';
import { PlainError } from '../../components/model/plain-error';
import type { ReadPixels } from './pixels';

export const WATCH_SCRIPT = 'watch.js';
const FRAMES_WAIT_MS = 5_000;

/** Whether what a page reports is worth watching over time: a room that plays, a film of the goods. */
export function isWorthWatching(sighting: Sighting): boolean {
  if (sighting.kind === 'live-room') return sighting.value.playing;
  return sighting.kind === 'medium' && sighting.value.source === 'video' && sighting.value.role === 'product';
}

/** Puts the script into this frame. It knows when it is there already; a frame that has gone is no error. */
export async function watchFrame(tabId: number, frameId: number): Promise<void> {
  try {
    await browser.scripting.executeScript({
      target: { tabId, frameIds: [frameId] },
      files: [`/${WATCH_SCRIPT}`],
    });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
}

/** One frame of one tab at a time: a page cannot keep the reader busy. */
const reading = new Set<number>();

/** The words inside one frame, or inside parts of it. A tab that asks while its last frame is still read is told so. */
export async function readFrameText(
  tabId: number,
  { jpeg, parts }: Sent<'page/frame-text'>,
  readPixels: ReadPixels,
): Promise<Answered<'page/frame-text'>> {
  if (reading.has(tabId)) return { ok: false, code: 'busy' };
  reading.add(tabId);
  try {
    return await readPixels(fromBase64(jpeg), 'image/jpeg', { parts });
  } finally {
    reading.delete(tabId);
  }
}

/** The moments that the page holds of what it watched; none when it holds none, or answers in another shape. */
export async function framesOf(tabId: number, frameId: number, subject: string): Promise<VideoFrame[]> {
  try {
    const answer = await ask('page/frames', { subject }, { tabId, frameId, waitMs: FRAMES_WAIT_MS });
    const read = MESSAGES['page/frames'].answered.safeParse(answer);
    return read.success ? read.data.frames.filter(isJpeg) : [];
  } catch (error) {
    if (error instanceof PlainError) return [];
    throw error;
  }
}

function isJpeg({ jpeg }: VideoFrame): boolean {
  return jpeg.startsWith('/9j/');
}

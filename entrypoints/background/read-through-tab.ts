/**
 * Reading media through the page that shows them, so that the browser's cache answers. A message costs the page's
 * thread more than a small picture does, so first parts that are asked for at about the same time share one.
 */
import { fromBase64 } from '../../components/model/base64';
import { ask } from '../../components/channel/ask';
import { LIMITS } from '../../components/model/limits';
import type { MediumPart, Sent } from '../../components/model/message';
import { PlainError } from '../../components/model/plain-error';
import type { ReadThroughPage } from '../../components/visits/medium-source';

type Read = Sent<'page/read-media'>['reads'][number];
/** First parts that travel in one message, each at its number. */
interface Group {
  reads: Read[];
  parts: Promise<(MediumPart | null | 'later')[]>;
}

const WAIT_MS = 15_000;
/** How long a first part waits for others. */
const GATHER_MS = 5;
/** Parts longer than this, and those of long data: addresses, travel alone. */
const SHARED_BYTES = 16 * 1024;
const SHARED_ADDRESS_CHARS = 4_096;

/** By tab and frame: what the next message to it asks for. */
const gathered = new Map<string, Group>();

/** A reader through one frame of one tab; answers null when that frame is gone or may not read the address. */
export function readThroughTab(tabId: number, frameId: number): ReadThroughPage {
  return async (url, offset, length, withHead) => {
    const read = { url, offset, length, ...(withHead ? { withHead } : {}) };
    const isSmall = length <= SHARED_BYTES && url.length <= SHARED_ADDRESS_CHARS;
    const part = await (isSmall ? together(tabId, frameId, read) : alone(tabId, frameId, read));
    if (!part) return null;
    const { base64, size, link, response } = part;
    return { bytes: fromBase64(base64), size, link: link ?? null, ...(response ? { response } : {}) };
  };
}

async function together(tabId: number, frameId: number, read: Read): Promise<MediumPart | null> {
  const place = `${String(tabId)}:${String(frameId)}`;
  const group = gathered.get(place) ?? begun(place, tabId, frameId);
  const number = group.reads.push(read) - 1;
  if (group.reads.length >= LIMITS.readsPerMessage) gathered.delete(place);
  const part = (await group.parts)[number] ?? null;
  return part === 'later' ? alone(tabId, frameId, read) : part;
}

function begun(place: string, tabId: number, frameId: number): Group {
  const reads: Read[] = [];
  const parts = new Promise((gone) => setTimeout(gone, GATHER_MS)).then(() => {
    if (gathered.get(place) === group) gathered.delete(place);
    return asked(tabId, frameId, reads);
  });
  const group: Group = { reads, parts };
  gathered.set(place, group);
  return group;
}

async function alone(tabId: number, frameId: number, read: Read): Promise<MediumPart | null> {
  const [part] = await asked(tabId, frameId, [read]);
  return part === undefined || part === 'later' ? null : part;
}

async function asked(
  tabId: number,
  frameId: number,
  reads: Read[],
): Promise<(MediumPart | null | 'later')[]> {
  try {
    return (await ask('page/read-media', { reads }, { tabId, frameId, waitMs: WAIT_MS })).read;
  } catch (error) {
    if (error instanceof PlainError) return [];
    throw error;
  }
}

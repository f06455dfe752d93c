/**
 * Put into a page when it is to be kept, and only then: scrolls it for its picture, writes it out, reads its own
 * response from the browser's cache, and says in one calm line what was kept. Runs beside the content script, in
 * the same world, and leaves nothing on the page but that line.
 */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startPicturing, type Picturing } from '../components/capture/window-view';
import { writePage } from '../components/capture/write-page';
import { isEnvelope } from '../components/channel/envelope';
import { extensionApi } from '../components/channel/runtime';
import { toBase64 } from '../components/model/base64';
import { LIMITS } from '../components/model/limits';
import type { Answered, MessageName, Sent } from '../components/model/message';
import { runningIn, type OurWorld, type OwnLayer } from '../components/observers/running';
import { createNotice } from '../components/ui/notice';
import { openShadow } from '../components/capture/open-shadow';

const CAPTURING = Symbol.for('mingbiao.capturing');
/** Nobody asked for the next view: the background was ended. The page goes back to how it was. */
const SILENCE_MS = 6_000;
/** A written page is held so long for the background to fetch it. */
const HELD_MS = 60_000;

export default defineUnlistedScript(() => {
  const world: OurWorld & { [CAPTURING]?: true } = globalThis;
  if (world[CAPTURING]) return;
  world[CAPTURING] = true;
  const layers = (): readonly OwnLayer[] => runningIn(world)?.layers ?? [];
  const conceal = (isConcealed: boolean): void => {
    for (const layer of layers()) layer.conceal(isConcealed);
  };
  const notice = createNotice(document);
  const isOurs = (element: Element): boolean =>
    element === notice.host || layers().some((layer) => layer.host() === element);

  let picturing: Picturing | null = null;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let written = '';
  let letGo: ReturnType<typeof setTimeout> | undefined;

  function endPicturing(): void {
    clearTimeout(silence);
    picturing?.end();
    picturing = null;
    conceal(false);
  }

  const answers: { [N in MessageName]?: (sent: Sent<N>) => Promise<Answered<N>> } = {
    'page/view': async ({ y, subjects }) => {
      clearTimeout(silence);
      if (!picturing) {
        notice.show('', false);
        conceal(true);
        picturing = startPicturing(window, (subject) => runningIn(world)?.elementsOf(subject) ?? [], isOurs);
      }
      silence = setTimeout(endPicturing, SILENCE_MS);
      return picturing.view(y, subjects);
    },
    'page/view-end': () => {
      endPicturing();
      return Promise.resolve({});
    },
    'page/write-out': async () => {
      const page = await writePage(document, {
        openShadow,
        isOurs,
        now: () => performance.now(),
        pause: nextTask,
      });
      written = page.html;
      clearTimeout(letGo);
      letGo = setTimeout(() => {
        written = '';
      }, HELD_MS);
      return { chars: written.length, limit: page.limit, leftOut: page.leftOut };
    },
    'page/written-part': ({ at }) =>
      Promise.resolve({ text: written.slice(at, at + LIMITS.snapshotPartChars) }),
    'page/response': async () => ({ cached: await cachedResponse(), load: pageLoad() }),
    'page/notice': ({ text, isLasting }) => {
      notice.show(text, isLasting);
      return Promise.resolve({});
    },
  };

  const { runtime } = extensionApi();
  runtime.onMessage.addListener((message, sender, answer) => {
    if (sender.id !== runtime.id || !isEnvelope(message)) return undefined;
    const one = answers[message.name] as ((sent: unknown) => Promise<unknown>) | undefined;
    if (!one) return undefined;
    one(message.sent).then(
      (value) => {
        answer({ ok: true, value });
      },
      () => {
        answer({ ok: false, code: 'page-failed', zh: '网页没有答复。', en: 'The page did not answer.' });
      },
    );
    return true;
  });
});

function nextTask(): Promise<void> {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  });
}

/** `only-if-cached`: where the browser's cache does not have the page, nothing is asked of anybody. */
async function cachedResponse(): Promise<Answered<'page/response'>['cached']> {
  if (!/^https?:$/.test(location.protocol)) return null;
  try {
    const response = await fetch(location.href.replace(/#.*$/s, ''), {
      cache: 'only-if-cached',
      mode: 'same-origin',
      redirect: 'error',
      signal: AbortSignal.timeout(5_000),
    });
    // A cache without it answers 504 (Fetch standard, HTTP-network-or-cache fetch, step 10).
    if (response.status === 504 || !response.body) return null;
    const reader = response.body.getReader();
    const parts: Uint8Array[] = [];
    let length = 0;
    let whole = true;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (length + value.length > LIMITS.pageResponseBytes) {
        whole = false;
        await reader.cancel();
        break;
      }
      parts.push(value);
      length += value.length;
    }
    const bytes = new Uint8Array(length);
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    const headers = [...response.headers]
      .slice(0, 200)
      .map(([name, value]): [string, string] => [name.slice(0, 200), value.slice(0, 20_000)]);
    return { status: response.status, headers, base64: toBase64(bytes), whole };
  } catch (error) {
    // Not in the cache, or a page whose own policy lets nothing be fetched: both mean that it cannot be seen.
    if (error instanceof TypeError || error instanceof DOMException) return null;
    throw error;
  }
}

function pageLoad(): Answered<'page/response'>['load'] {
  const [timing] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (!timing) return null;
  const { transferSize, encodedBodySize, redirectCount, nextHopProtocol, responseStart } = timing;
  const status = (timing as { responseStatus?: number }).responseStatus ?? 0;
  return {
    status: status === 0 ? null : status,
    protocol: nextHopProtocol.slice(0, 32),
    transferBytes: transferSize,
    bodyBytes: encodedBodySize,
    redirects: redirectCount,
    fromCache: transferSize === 0 && encodedBodySize > 0,
    respondedAtMs: performance.timeOrigin + responseStart,
  };
}

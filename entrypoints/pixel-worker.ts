/**
 * The worker in which labels inside pictures are read: packaged, never from a blob, no network beyond the
 * packaged files that it is told of in its first message. Whoever owns it ends it when a picture takes too long.
 */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { compileLexicon, type LabelMatcher } from '../components/observers/wording';
import { decodePicture } from '../components/pixels/decode';
import { readWithEach } from '../components/pixels/read-picture';
import { startRecogniser, type Recogniser, type TesseractModule } from '../components/pixels/recogniser';
import type { PixelAnswer, PixelWorkerRead, PixelWorkerStart } from '../components/pixels/worker-host';

interface Scope {
  postMessage(message: unknown): void;
  addEventListener(
    type: 'message',
    listener: (event: { data: PixelWorkerStart | PixelWorkerRead }) => void,
  ): void;
  importScripts(url: string): void;
  TesseractCore?: (options: {
    wasmBinary: ArrayBuffer;
    print(text: string): void;
    printErr(text: string): void;
  }) => Promise<TesseractModule>;
}
interface Ready {
  program: TesseractModule;
  recogniser: Recogniser;
  koreanUrl: string;
  /** Loaded when first asked for; null when it could not be. */
  korean?: Promise<Recogniser | null>;
  match: LabelMatcher;
}

export default defineUnlistedScript(() => {
  const scope = globalThis as unknown as Scope;
  let ready: Ready | null = null;
  scope.addEventListener('message', ({ data }) => {
    if ('programUrl' in data)
      void start(scope, data).then((started) => {
        ready = started;
        scope.postMessage({ ready: started !== null });
      });
    else void answer(data, ready).then((result) => scope.postMessage({ id: data.id, answer: result }));
  });
});

async function start(scope: Scope, told: PixelWorkerStart): Promise<Ready | null> {
  const quiet = (): void => undefined;
  try {
    const [wasmBinary, data] = await Promise.all([bytesOf(told.wasmUrl, false), bytesOf(told.dataUrl, true)]);
    scope.importScripts(told.programUrl);
    const program = await scope.TesseractCore?.({ wasmBinary, print: quiet, printErr: quiet });
    if (!program) return null;
    const recogniser = startRecogniser(program, new Uint8Array(data));
    return { program, koreanUrl: told.koreanUrl, recogniser, match: compileLexicon(told.lexicon) };
  } catch (error) {
    if (error instanceof Error || error instanceof DOMException) return null;
    throw error;
  }
}

function koreanOf(ready: Ready): Promise<Recogniser | null> {
  return (ready.korean ??= bytesOf(ready.koreanUrl, true)
    .then((data) => startRecogniser(ready.program, new Uint8Array(data), 'kor'))
    .catch(() => null));
}

async function bytesOf(url: string, isPacked: boolean): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!isPacked || response.body === null) return response.arrayBuffer();
  return new Response(response.body.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

async function answer(read: PixelWorkerRead, ready: Ready | null): Promise<PixelAnswer> {
  if (!ready) return { ok: false, code: 'reader-unavailable' };
  try {
    const decoded = await decodePicture(read.bytes, read.mime);
    if (!decoded.ok) return decoded;
    const clock = (): number => performance.now();
    const { softMs, isThorough, parts } = read;
    const korean = read.isKorean ? await koreanOf(ready) : null;
    const recognisers = korean ? [korean, ready.recogniser] : [ready.recogniser];
    const { match } = ready;
    const reading = readWithEach(decoded.picture, recognisers, {
      match,
      clock,
      softMs,
      isThorough,
      ...(parts && { parts }),
    });
    decoded.close();
    return { ok: true, ...reading };
  } catch (error) {
    // The program signals its own failures by throwing numbers and strings as well as errors.
    return { ok: false, code: error instanceof RangeError ? 'too-many-pixels' : 'reader-failed' };
  }
}

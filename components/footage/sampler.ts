/**
 * Takes signatures of a playing video at the rate the detector asks for. The one file of this room that touches
 * a page. No frame is kept: each is made small, summed and overwritten.
 */
import { lumaCopier, smallLuma, type Luma } from './luma';
import { signatureOf, smallSize, type FrameSignature } from './signature';

export type SamplerTrouble = 'frames-not-readable';

export interface FrameSampler {
  stop(): void;
}

export interface SamplerEvents {
  /** A sample with its time: of the steady clock of this page (`performance.now()`), or of the film. */
  onSample(signature: FrameSignature, tMs: number): void;
  /**
   * The brightness of the same frame where this browser hands it out, before its sample is told; it is overwritten
   * by the next.
   */
  onLuma?(luma: Luma, tMs: number): void;
  /** Said once; sampling has ended. Protected and cross-origin video cannot be read. */
  onTrouble(trouble: SamplerTrouble): void;
  /** How long to wait for the next sample; asked after every sample. */
  nextInMs(): number;
  /** Which clock: a live room has no useful film time. Default `steady`. */
  clock?: 'steady' | 'film';
}

/**
 * Samples while the video plays in a visible page, and rests otherwise. The page can see neither the canvas, the
 * frame nor the timer.
 */
export function sampleVideo(video: HTMLVideoElement, events: SamplerEvents): FrameSampler {
  const context = smallContext();
  const luma = lumaReader();
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frameRequest: number | undefined;
  let lastFilmMs = -1;
  const hasFrameCallback = typeof video.requestVideoFrameCallback === 'function';

  function stop(): void {
    isStopped = true;
    clearTimeout(timer);
    if (frameRequest !== undefined) video.cancelVideoFrameCallback(frameRequest);
    video.removeEventListener('playing', wait);
    video.ownerDocument.removeEventListener('visibilitychange', wait);
  }
  /** One timer or one frame request at a time; events that wake us replace it. */
  function wait(): void {
    clearTimeout(timer);
    if (frameRequest !== undefined) video.cancelVideoFrameCallback(frameRequest);
    frameRequest = undefined;
    if (isStopped || video.paused || video.ended || video.ownerDocument.hidden) return;
    timer = setTimeout(() => {
      // To be called with a frame makes the page draw itself anew for it: a quarter of what a look costs.
      if (!hasFrameCallback || (luma.canRead() && events.clock !== 'film')) void take(performance.now());
      else
        frameRequest = video.requestVideoFrameCallback((_now, frame) => {
          frameRequest = undefined;
          void take(events.clock === 'film' ? frame.mediaTime * 1000 : frame.expectedDisplayTime);
        });
    }, events.nextInMs());
  }
  async function take(tMs: number): Promise<void> {
    if (isStopped) return;
    const filmMs = video.currentTime * 1000;
    // A film that waits for its bytes shows the frame that was seen already.
    if (video.videoWidth > 0 && video.readyState >= 2 && filmMs !== lastFilmMs) {
      lastFilmMs = filmMs;
      const signature = await signatureNow(tMs);
      if (isStopped) return;
      if (signature === 'frames-not-readable') {
        stop();
        events.onTrouble(signature);
        return;
      }
      if (signature) events.onSample(signature, hasFrameCallback || events.clock !== 'film' ? tMs : filmMs);
    }
    wait();
  }
  async function signatureNow(tMs: number): Promise<FrameSignature | SamplerTrouble | null> {
    const read = await luma.read(video);
    const small = read && smallLuma(read);
    if (small) {
      if (!isStopped) events.onLuma?.(read, tMs);
      return signatureOf(small.grey, small.width, small.height);
    }
    return context
      ? signatureOfSource(video, video.videoWidth, video.videoHeight, context)
      : 'frames-not-readable';
  }

  video.addEventListener('playing', wait);
  video.ownerDocument.addEventListener('visibilitychange', wait);
  wait();
  return { stop };
}

/**
 * Reads brightness out of decoded frames, where this browser hands them out (WebCodecs `VideoFrame`, secure pages
 * only). At the first frame that it cannot read so it gives up for good: a canvas reads any frame, at a far higher
 * cost, and knows best what may not be read.
 */
function lumaReader(): {
  /** Whether the last frame could be read so, or none was tried yet. */
  canRead(): boolean;
  read(video: HTMLVideoElement): Promise<Luma | null>;
} {
  let canRead = typeof VideoFrame === 'function';
  const copied = lumaCopier();
  return {
    canRead: () => canRead,
    async read(video) {
      if (!canRead) return null;
      let frame: VideoFrame | undefined;
      let luma: Luma | null = null;
      try {
        frame = new VideoFrame(video);
        luma = await copied(frame, 0);
      } catch (error) {
        // A protected or foreign film, a frame that lies elsewhere, or a browser that takes no video: see above.
        if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
      } finally {
        frame?.close();
      }
      canRead = luma !== null;
      return luma;
    },
  };
}

/** Where frames are made small; null where this browser has no canvas for it. */
export function smallContext(): OffscreenCanvasRenderingContext2D | null {
  return new OffscreenCanvas(16, 16).getContext('2d', { willReadFrequently: true, alpha: false });
}

/** The signature of what a video or picture shows now; `frames-not-readable` where the browser refuses its pixels. */
export function signatureOfSource(
  source: CanvasImageSource,
  sourceWidth: number,
  sourceHeight: number,
  context: OffscreenCanvasRenderingContext2D,
): FrameSignature | SamplerTrouble | null {
  return signatureOfDrawing(
    (width, height) => context.drawImage(source, 0, 0, width, height),
    sourceWidth,
    sourceHeight,
    context,
  );
}

/** The same of whatever `draw` puts into the canvas at the size it is given. */
export function signatureOfDrawing(
  draw: (width: number, height: number) => void,
  sourceWidth: number,
  sourceHeight: number,
  context: OffscreenCanvasRenderingContext2D,
): FrameSignature | SamplerTrouble | null {
  const { canvas } = context;
  const { width, height } = smallSize(sourceWidth, sourceHeight);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  try {
    context.imageSmoothingQuality = 'medium';
    draw(width, height);
    return signatureOf(context.getImageData(0, 0, width, height).data, width, height);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'SecurityError') return 'frames-not-readable';
    throw error;
  }
}

/**
 * The frames of a recorded film at the times that are asked for, decoded one after another by the browser's own
 * decoder (W3C WebCodecs). A player shows what this computer manages to show in time; a decoder gives the same
 * frames on every computer, so that what is measured in a recording depends on the recording alone.
 *
 * The file is foreign: the reader of containers runs in this page only while a person has asked for it, reads the
 * file in pieces and never the network. Where it cannot, the caller plays the film instead.
 */
import { lumaCopier, type Luma } from './luma';
import {
  AppendOnlyStreamTarget,
  BlobSource,
  Conversion,
  Input,
  MATROSKA,
  MP4,
  Mp4OutputFormat,
  MPEG_TS,
  Output,
  QTFF,
  VideoSampleSink,
  WEBM,
  type VideoSample,
} from 'mediabunny';

export interface ClipFrame {
  /** Seconds from the start of the film. */
  atS: number;
  /** Seconds from the start of the film until which the file says that this frame stands. */
  untilS: number;
  /**
   * The brightness of the frame as the decoder keeps it, which costs a fraction of drawing; null where it is kept
   * otherwise, with pixels that are no squares, or mirrored. Overwritten by the next.
   */
  luma(): Promise<Luma | null>;
  /** Draws the frame upright, as a player would show it. */
  draw(context: OffscreenCanvasRenderingContext2D, width: number, height: number): void;
}

export interface ClipFrames {
  /** As shown: upright, with square pixels. */
  width: number;
  height: number;
  /**
   * The frame that stands at each moment, every `stepS` seconds from the film's first frame until `untilS`. A frame
   * may be drawn until the next is asked for. Rejects when the decoder gives up on the file.
   */
  every(stepS: number, untilS: number): AsyncGenerator<ClipFrame, void, undefined>;
  /** Lets go of the file; whatever is still awaited comes to an end. */
  close(): void;
}

/** Opens a film for decoding; null when its container is none that is read here or this browser has no decoder. */
export async function openFrames(file: Blob): Promise<ClipFrames | null> {
  if (typeof VideoDecoder === 'undefined') return null;
  const input = inputOf(file);
  try {
    const track = (await input.canRead()) ? await input.getPrimaryVideoTrack() : null;
    if (!track || !(await track.canDecode())) {
      input.dispose();
      return null;
    }
    const firstS = Math.max(0, await track.getFirstTimestamp());
    const sink = new VideoSampleSink(track);
    const planes = planeReader();
    return {
      width: await track.getDisplayWidth(),
      height: await track.getDisplayHeight(),
      async *every(stepS, untilS) {
        const moments = function* (): Generator<number> {
          for (let n = 0; firstS + n * stepS < untilS; n += 1) yield firstS + n * stepS;
        };
        let askedS = firstS - stepS;
        let lastS = -Infinity;
        for await (const sample of sink.samplesAtTimestamps(moments())) {
          askedS += stepS;
          if (!sample) continue;
          try {
            // A frame that stands longer than a step was seen again at the moment asked for, not at its start.
            const atS = sample.timestamp > lastS ? Math.max(sample.timestamp, askedS - stepS) : askedS;
            lastS = Math.max(lastS, sample.timestamp);
            yield {
              atS,
              untilS: sample.timestamp + sample.duration,
              luma: () => planes(sample),
              draw: (context, width, height) => sample.draw(context, 0, 0, width, height),
            };
          } finally {
            sample.close();
          }
        }
      },
      close: () => input.dispose(),
    };
  } catch (error) {
    input.dispose();
    // What a hostile or broken file makes of the reader is no fault of this program: the player has its try.
    if (error instanceof Error) return null;
    throw error;
  }
}

function inputOf(file: Blob): Input {
  return new Input({
    source: new BlobSource(file, { handleUnhandledError: () => undefined }),
    formats: [MP4, QTFF, WEBM, MATROSKA, MPEG_TS],
  });
}

/** Bytes that are put together before they are handed to the browser, which keeps what is large on disk. */
const CHUNK_BYTES = 16 * 2 ** 20;

export interface Repacked {
  /** The same frames in an MP4, for a player that does not open the container they came in; null when that fails. */
  film: Blob | null;
  /** What the picture is coded with when this browser has no decoder for it. */
  codec: string | null;
}

/**
 * For a file that the player did not open: recorders of live rooms write MPEG transport streams (ISO/IEC 13818-1), which
 * Chromium's player opens in no page although it decodes what is in them. Its packets are copied, nothing is coded anew.
 */
export async function repacked(file: Blob, signal: AbortSignal): Promise<Repacked> {
  const input = inputOf(file);
  const none = { film: null, codec: null };
  try {
    const track = (await input.canRead()) ? await input.getPrimaryVideoTrack() : null;
    if (!track) return none;
    if (!(await track.canDecode())) {
      const named = await track.getCodecParameterString();
      return {
        film: null,
        codec: (named ?? (await track.getCodec()) ?? 'what its picture is coded with').slice(0, 60),
      };
    }
    if ((await input.getFormat()) !== MPEG_TS) return none;
    const parts: Blob[] = [];
    let waiting: Uint8Array<ArrayBuffer>[] = [];
    let waitingBytes = 0;
    const handOn = (): void => {
      parts.push(new Blob(waiting));
      [waiting, waitingBytes] = [[], 0];
    };
    const target = new AppendOnlyStreamTarget(
      new WritableStream<Uint8Array>({
        write(chunk) {
          waiting.push(new Uint8Array(chunk));
          waitingBytes += chunk.length;
          if (waitingBytes >= CHUNK_BYTES) handOn();
        },
        close: handOn,
      }),
    );
    const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'fragmented' }), target });
    const conversion = await Conversion.init({
      input,
      output,
      tracks: 'primary',
      audio: { discard: true },
      copy: { mode: 'forced', shiftTolerance: Infinity },
      showWarnings: false,
    });
    if (!conversion.isValid) return none;
    const stop = (): void => void conversion.cancel();
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    try {
      await conversion.execute();
    } finally {
      signal.removeEventListener('abort', stop);
    }
    return { film: new Blob(parts, { type: 'video/mp4' }), codec: null };
  } catch (error) {
    if (error instanceof Error) return none;
    throw error;
  } finally {
    input.dispose();
  }
}

function planeReader(): (sample: VideoSample) => Promise<Luma | null> {
  const copied = lumaCopier();
  return async (sample) => {
    const { rotation, flip, pixelAspectRatio: ratio } = sample;
    return flip || ratio.num !== ratio.den ? null : copied(sample, rotation / 90);
  };
}

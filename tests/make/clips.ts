/**
 * Clips of the drawn scenes, encoded by ffmpeg: recompressed, at another rate or size, with a label burnt in. Made
 * into a folder of the temporary directory each time; nothing of it is kept in the project.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { scene, type SceneOptions } from './scenes';

export interface ClipOptions extends SceneOptions {
  seconds: number;
  /** Pixels; even numbers. */
  width: number;
  height: number;
  framesPerS: number;
  /** x264's rate factor, 18 (fine) to 40 (coarse). A second generation at the same rate when `again`. */
  crf: number;
  again?: boolean;
  /** Grey picture (0–255, width × height) laid over from `fromS` to `toS`: white of it shows. */
  label?: { ink: Uint8Array; fromS: number; toS: number };
}

/** Writes an MP4 (H.264). Rejects with ffmpeg's own last words. */
export async function makeClip(path: string, options: ClipOptions): Promise<void> {
  const { width, height, framesPerS, seconds, label } = options;
  const first = options.again ? `${path}.first.mp4` : path;
  await encode(
    [
      '-f',
      'rawvideo',
      '-pix_fmt',
      'gray',
      '-s',
      `${String(width)}x${String(height)}`,
      '-r',
      String(framesPerS),
      '-i',
      '-',
    ],
    options.crf,
    first,
    async (write) => {
      const draw = scene(options);
      const frame = new Float32Array(width * height);
      for (let n = 0; n < seconds * framesPerS; n += 1) {
        const t = n / framesPerS;
        draw(t, frame, width, height);
        const bytes = Buffer.from(Uint8Array.from(frame));
        if (label && t >= label.fromS && t < label.toS)
          for (let at = 0; at < bytes.length; at += 1) if ((label.ink[at] ?? 0) > 127) bytes[at] = 255;
        await write(bytes);
      }
    },
  );
  if (options.again) await encode(['-i', first], options.crf, path);
}

async function encode(
  input: string[],
  crf: number,
  path: string,
  feed?: (write: (bytes: Buffer) => Promise<void>) => Promise<void>,
): Promise<void> {
  const child = spawn(
    'ffmpeg',
    [
      '-y',
      '-v',
      'error',
      ...input,
      '-c:v',
      'libx264',
      // The encoder's choices depend on how many threads share the work; a clip must be the same on every computer.
      '-threads',
      '1',
      '-preset',
      'veryfast',
      '-crf',
      String(crf),
      '-pix_fmt',
      'yuv420p',
      path,
    ],
    { stdio: ['pipe', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => {
    said = (said + bytes.toString()).slice(-500);
  });
  child.stdin.on('error', () => undefined);
  const closed = once(child, 'close') as Promise<[number | null]>;
  if (feed)
    await feed(async (bytes) => {
      if (!child.stdin.write(bytes)) await Promise.race([once(child.stdin, 'drain'), closed]);
    });
  child.stdin.end();
  const [code] = await closed;
  if (code !== 0) throw new Error(`ffmpeg: ${said}`);
}

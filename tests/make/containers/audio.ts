/** Sound files small enough to be written by hand: MP3 with ID3v2, WAV. */
import { join, latin1, u16le, u32be, u32le, u8, utf8 } from '../bytes';
import { riffChunk, riffFile } from './riff';

/** ID3v2.4 `TXXX` with a description and a value in UTF-8 (id3.org v2.4 frames §4.2.6). */
export function withId3Text(mp3: Uint8Array, description: string, value: string): Uint8Array {
  const body = join(u8(3), utf8(description), u8(0), utf8(value));
  const frame = join(latin1('TXXX'), syncSafe(body.length), u8(0, 0), body);
  return join(latin1('ID3'), u8(4, 0, 0), syncSafe(frame.length), frame, mp3);
}

/** Size in four times seven bits (id3.org v2.4 structure §6.2). */
export function syncSafe(value: number): Uint8Array {
  return u32be(
    ((value & 0xfe00000) << 3) | ((value & 0x1fc000) << 2) | ((value & 0x3f80) << 1) | (value & 0x7f),
  );
}

/** Silent MPEG-1 layer III frames, 128 kbit/s, 44.1 kHz. */
export function silentMp3(frames = 3): Uint8Array {
  const frame = new Uint8Array(417);
  frame.set([0xff, 0xfb, 0x90, 0x64]);
  return join(...Array.from({ length: frames }, () => frame));
}

/** Silent mono PCM, 8 kHz, 16 bit. */
export function silentWav(samples = 400): Uint8Array {
  const format = join(u16le(1), u16le(1), u32le(8_000), u32le(16_000), u16le(2), u16le(16));
  return riffFile('WAVE', riffChunk('fmt ', format), riffChunk('data', new Uint8Array(samples * 2)));
}

/** APEv2 with these texts, header and footer, as players put it behind the sound. */
export function apeTag(texts: Readonly<Record<string, string>>): Uint8Array {
  const items = Object.entries(texts).map(([key, value]) =>
    join(u32le(utf8(value).length), u32le(0), latin1(key), u8(0), utf8(value)),
  );
  const size = items.reduce((sum, item) => sum + item.length, 0) + 32;
  const edge = (flags: number): Uint8Array =>
    join(latin1('APETAGEX'), u32le(2000), u32le(size), u32le(items.length), u32le(flags), new Uint8Array(8));
  return join(edge(0xa0000000), ...items, edge(0x80000000));
}

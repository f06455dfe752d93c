/** What the loop detector says. Facts about a picture; nothing here says anything about a person. */

import type { Repeat } from './repeat';

/** One moment and an earlier one that looks the same, in the detector's own time. */
export interface LoopMatch {
  aMs: number;
  bMs: number;
  /** Correlation of movement around the two moments, 0–1. */
  similarity: number;
}

export interface LoopState {
  /** From the first to the last sample. */
  observedMs: number;
  /** Samples taken in all, also those no longer kept. */
  samples: number;
  /** Whether the moving picture has been seen to repeat, now or earlier. Not found says nothing. */
  found: boolean;
  /** Length of the repeated stretch; null until found. */
  periodMs: number | null;
  /** How alike the movement of the regions that repeat is one period apart: correlation, 0–1. 0 until found. */
  score: number;
  /** Time of the sample with which it was first found. */
  detectedAtMs: number | null;
  /** Time of the last sample at which it still repeated. */
  lastRepeatedAtMs: number | null;
  /** Share of the moving regions that repeat together, 0–1, and how many they are of all regions. */
  agreeingShare: number;
  agreeingRegions: number;
  /** Up to eight pairs of moments one period apart, the most alike first. */
  matches: LoopMatch[];
  /** How alike movement is at each distance in time; empty until there is enough. At most 240 entries. */
  profile: { lagMs: number; similarity: number }[];
  /** Share of the regions that do not move, 0–1. */
  stillShareOfRegions: number;
  /** Too little moves to say anything about repetition. */
  isStill: boolean;
  /** Nearly the whole picture moves: a moving camera, or no camera at all. */
  isWholePictureMoving: boolean;
  /** How long the same scene has gone on without a gap, a cut or a standing picture. */
  unbrokenMs: number;
}

/** The self-similarity of what was kept, for the picture in the evidence. */
export interface SimilarityPicture {
  /** Rows and columns. */
  size: number;
  fromMs: number;
  toMs: number;
  /** size × size, rows from the earliest moment; 255 is alike, 0 unlike. Bright lines beside the diagonal are repeats. */
  values: Uint8Array;
}

export interface LoopDetector {
  /** One more sample. Times in milliseconds, of the film (a clip) or of a steady clock (a room). */
  push(signature: ArrayLike<number>, tMs: number): void;
  state(): LoopState;
  picture(): SimilarityPicture | null;
  /** How long to wait for the next sample. */
  nextSampleInMs(): number;
}

export interface LoopOptions {
  /** Shortest and longest repeat looked for. */
  shortestPeriodMs?: number;
  longestPeriodMs?: number;
  /** Told of every distance that was looked at region by region; for benches. */
  onCandidate?(repeat: Repeat): void;
}

import type { Grey } from './contrast';
import type { Region } from './regions';

/** A decoded picture from which parts can be had in grey, scaled. */
export interface Picture {
  width: number;
  height: number;
  grey(region: Region, scale: number): Grey;
  /** All pixels as they are, for what scaling would destroy. Absent where they cannot be had. */
  rgba?(): ArrayLike<number>;
}

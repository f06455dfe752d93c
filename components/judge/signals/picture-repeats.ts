import type { SignalParams } from '../../model/signal';
import type { SubjectFacts } from '../facts';
import { no, unknown, yes, type Answered } from '../answered';

export const values = ['periodSeconds', 'watchedSeconds', 'similarity'] as const;

/**
 * Does the moving picture repeat, as measured over some time? Frames that could not be read, a picture that
 * hardly moves and too short a time answer unknown; a repetition that was found stands however short the time.
 */
export function answer(facts: SubjectFacts, params: SignalParams<'picture-repeats'>): Answered {
  const seen = facts.of('footage').at(-1);
  if (!seen) return unknown('missing-footage');
  const { loop, framesReadable, watchedMs, isStill } = seen.value;
  const measured = { watchedSeconds: String(Math.floor(watchedMs / 1000)) };
  if (framesReadable === false) return unknown('frames-not-readable', [seen], measured);
  if (loop?.found && loop.periodMs !== null && loop.score >= params.minScore)
    return yes('picture-repeats', [seen], {
      ...measured,
      periodSeconds: (loop.periodMs / 1000).toFixed(1),
      similarity: loop.score.toFixed(2),
    });
  if (watchedMs < params.minWatchedSeconds * 1000) return unknown('watched-too-briefly', [seen], measured);
  if (isStill) return unknown('picture-hardly-moves', [seen], measured);
  return no('no-repetition-seen', [seen], measured);
}

import type { SubjectFacts } from '../facts';
import { no, present, unknown, yes, type Answered } from '../answered';

export const values = ['host'] as const;

/** Is there a live room with a player that plays? */
export function answer(facts: SubjectFacts): Answered {
  const room = facts.of('live-room').at(-1);
  if (!room) return unknown('missing-live-room');
  const described = present({ host: room.value.host });
  return room.value.playing
    ? yes('room-plays', [room], described)
    : no('room-not-playing', [room], described);
}

import type { SignalParams } from '../../model/signal';
import type { SubjectFacts } from '../facts';
import { no, unknown, yes, type Answered } from '../answered';
import { searched } from '../searched';

export const values = ['claimText'] as const;

/** Does a text that covers the subject claim this (实拍: "shot from the real thing")? */
export function answer(facts: SubjectFacts, params: SignalParams<'claim-covers'>): Answered {
  const claim = facts.claims.find((seen) => seen.value.claim === params.claim);
  if (claim) return yes('claim-found', [claim], { claimText: claim.value.text });
  const look = searched(facts);
  return look.gap ? unknown(look.gap, look.on) : no('no-claim-found', look.on);
}

import type { C2paState } from '../../model/words';
import type { SignalParams } from '../../model/signal';
import type { SubjectFacts } from '../facts';
import { no, present, unknown, yes, type Answered } from '../answered';

export const values = ['c2paState', 'signer', 'claimGenerator', 'statusCode'] as const;

/** States that say the manifest was not weighed; asked for another state, the answer is open. */
const UNWEIGHED: ReadonlySet<C2paState> = new Set([
  'present-not-checked',
  'remote-only',
  'unsupported-or-malformed',
  'unreadable-container',
  'reader-hazard',
]);

/** Is the file's C2PA manifest in one of these states? Unknown while it was not, or could not be, checked. */
export function answer(facts: SubjectFacts, params: SignalParams<'c2pa-state'>): Answered {
  const declarations = facts.of('declaration');
  let open: Answered | null = null;
  for (const declaration of declarations) {
    const { c2pa, declared } = declaration.value;
    const state: C2paState = c2pa?.state ?? (declared === 'unreadable' ? 'unreadable-container' : 'absent');
    const details = present({
      c2paState: state,
      signer: c2pa?.signer,
      claimGenerator: c2pa?.claimGenerator,
      statusCode: c2pa?.statusCodes[0],
    });
    if (params.states.includes(state)) return yes('manifest-in-state', [declaration], details);
    if (UNWEIGHED.has(state)) open = unknown('manifest-not-checked', [declaration], details);
  }
  if (open) return open;
  if (declarations.length > 0) return no('manifest-in-other-state', declarations);
  const unreadable = facts.of('unreadable').filter((seen) => seen.value.what === 'medium');
  return unreadable.length > 0 ? unknown('medium-unreadable', unreadable) : unknown('missing-declaration');
}

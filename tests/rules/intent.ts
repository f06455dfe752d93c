/** One case of a rule's table, in a few lines. */
import type { Sighting } from '../../components/model/observation';
import type { Outcome } from '../../components/model/words';

export interface Intent {
  readonly name: string;
  readonly outcome: Outcome;
  readonly innocent?: string;
  readonly date?: string;
  readonly subject: string;
  readonly sightings: readonly Sighting[];
}

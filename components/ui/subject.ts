/** What a subject's id says of its kind. */
import type { SubjectKind } from '../model/words';

/** Kind of a subject, from its id (`image:…`); `page` for an id of no known kind. */
export function subjectKind(id: string): SubjectKind {
  const kind = id.slice(0, id.indexOf(':'));
  return kind === 'image' || kind === 'video' || kind === 'live-room' || kind === 'offer' ? kind : 'page';
}

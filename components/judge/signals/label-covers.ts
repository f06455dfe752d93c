import type { ObservationOf } from '../../model/observation';
import type { SignalParams } from '../../model/signal';
import type { SubjectFacts } from '../facts';
import { no, present, unknown, yes, type Answered } from '../answered';
import { searched } from '../searched';

type Label = ObservationOf<'label'>;
type Params = SignalParams<'label-covers'>;

export const values = ['labelText', 'labelPlacement', 'labelStatus', 'search'] as const;

/**
 * Does a visible label that covers the subject carry all (or any) of these elements, within one label
 * (GB 45438-2025: both elements in one text)? No only after a whole look at the page's own text; text inside
 * the picture that was not read is carried as the reason `pixels-not-read`, never silently dropped.
 */
export function answer(facts: SubjectFacts, params: Params): Answered {
  const fitting = facts.labels.filter((label) => fits(label, params));
  const shown = fitting.find((label) => isShown(label, params));
  if (shown) return yes('label-found', [shown], described(shown));

  const earlier = seenEarlier(facts, params);
  if (earlier) return earlier;

  const [unseen] = fitting;
  if (unseen) return unknown('label-not-shown', [unseen], described(unseen));

  const unplaced = facts.unplacedLabels.find((label) => speaksForPage(label, params));
  if (unplaced) return unknown('label-cover-unclear', [unplaced], described(unplaced));

  const look = searched(facts, params.placements?.includes('pixels') === true);
  if (look.gap) return unknown(look.gap, look.on);
  const search = look.arePixelsRead ? 'pixels-read' : 'pixels-not-read';
  return no(look.arePixelsRead ? 'no-label-found' : 'pixels-not-read', look.on, {
    search,
    ...(facts.labels[0] ? described(facts.labels[0]) : {}),
  });
}

/**
 * A text alternative or a tip is read out or shown on pointing; a shopper who looks does not see it. Asked for by name,
 * it counts.
 */
function isShown({ value }: Label, { placements }: Params): boolean {
  return value.placement !== 'alt-text' || placements?.includes('alt-text') === true;
}

function fits(label: Label, { elements, match, placements, entries }: Params): boolean {
  if (entries && !entries.includes(label.value.entry)) return false;
  if (placements && !placements.includes(label.value.placement)) return false;
  const has = (element: Params['elements'][number]) => label.value.elements.includes(element);
  return match === 'all' ? elements.every(has) : elements.some(has);
}

/**
 * A label that stood there while the room was watched, and is out of sight now, was seen all the same. The record over
 * time does not say which words of the lexicon it was: asked for certain words, it leaves the question open.
 */
function seenEarlier(facts: SubjectFacts, { elements, match, placements, entries }: Params): Answered | null {
  const record = facts.of('label-timeline').at(-1);
  const label = record?.value.labels.find((seen) => {
    if (placements && !placements.includes(seen.placement)) return false;
    const has = (element: Params['elements'][number]) => seen.elements.includes(element);
    return match === 'all' ? elements.every(has) : elements.some(has);
  });
  if (!record || !label) return null;
  const said = present({ labelText: label.text, labelPlacement: label.placement });
  return entries ? unknown('label-cover-unclear', [record], said) : yes('label-found', [record], said);
}

/**
 * A label of which it cannot be told what it covers leaves the question open only when it is a whole notice:
 * a stray “AI” somewhere on the page says nothing about this picture.
 */
function speaksForPage(label: Label, params: Params): boolean {
  const { elements } = label.value;
  const isWhole = elements.includes('ai') && elements.includes('generation');
  return fits(label, { ...params, match: 'all' }) || (isWhole && fits(label, params));
}

function described(label: Label): Record<string, string> {
  return present({
    labelText: label.value.text,
    labelPlacement: label.value.placement,
    labelStatus: label.value.status,
  });
}

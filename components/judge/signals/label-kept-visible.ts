import type { ObservationOf } from '../../model/observation';
import type { SignalParams } from '../../model/signal';
import type { SubjectFacts } from '../facts';
import { no, unknown, yes, type Answered } from '../answered';

export const values = ['visibleIn', 'samples', 'seconds'] as const;

/**
 * Was a label with these elements visible in every sample, over enough samples and seconds to say so?
 * Too few samples or too short a time answers unknown, whichever way they point.
 */
export function answer(facts: SubjectFacts, params: SignalParams<'label-kept-visible'>): Answered {
  const timed = overTime(facts, params);
  if (timed) return timed;
  const series = facts.of('label-samples');
  if (series.length === 0) return unknown('missing-label-samples');
  const carrying = series.filter(({ value }) =>
    params.elements.every((element) => value.elements.includes(element)),
  );
  const enough = (seen: ObservationOf<'label-samples'>) =>
    seen.value.samples >= params.minSamples && seen.value.spanMs >= params.minSpanSeconds * 1000;

  const kept = carrying.find((seen) => enough(seen) && seen.value.visibleIn === seen.value.samples);
  if (kept) return yes('visible-in-every-sample', [kept], counted(kept));
  const broken = carrying.find(enough);
  if (broken) return no('not-in-every-sample', [broken], counted(broken));
  const fewest = carrying[0];
  if (fewest) return unknown('too-few-samples', [fewest], counted(fewest));

  // No label with these elements was followed; the series that was followed shows how long we looked.
  const other = series.find(enough);
  if (!other) return unknown('too-few-samples', series, counted(series[0]));
  return no('not-seen-in-samples', [other], { ...counted(other), visibleIn: '0' });
}

/**
 * The record over time, where there is one, knows more than the samples: it also holds words burnt into the
 * picture. Those are read seldom, so a stretch without them is unknown rather than no.
 */
function overTime(facts: SubjectFacts, params: SignalParams<'label-kept-visible'>): Answered | null {
  const seen = facts.of('label-timeline').at(-1);
  if (!seen) return null;
  const { samples, visibleIn, watchedMs, labels } = seen.value;
  if (samples < params.minSamples || watchedMs < params.minSpanSeconds * 1000) return null;
  const carrying = labels.filter((label) => params.elements.every((e) => label.elements.includes(e)));
  if (carrying.length === 0) return null;
  const described = {
    visibleIn: String(visibleIn),
    samples: String(samples),
    seconds: String(Math.floor(watchedMs / 1000)),
  };
  // Only labels that carry the elements count; all others may have filled the gaps.
  const isOnly = carrying.length === labels.length;
  if (isOnly && visibleIn === samples) return yes('visible-in-every-sample', [seen], described);
  if (carrying.some((label) => label.visibleMs >= watchedMs))
    return yes('visible-in-every-sample', [seen], described);
  if (carrying.some((label) => label.placement === 'pixels'))
    return unknown('frame-read-rarely', [seen], described);
  // Of several labels it is not known in which looks those with the elements were there.
  return isOnly ? no('not-in-every-sample', [seen], described) : null;
}

function counted(seen: ObservationOf<'label-samples'> | undefined): Record<string, string> {
  if (!seen) return {};
  return {
    visibleIn: String(seen.value.visibleIn),
    samples: String(seen.value.samples),
    seconds: String(Math.floor(seen.value.spanMs / 1000)),
  };
}

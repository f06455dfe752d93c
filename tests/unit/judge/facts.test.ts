import { describe, expect, it } from 'vitest';
import { indexFacts } from '../../../components/judge/facts';
import type { Observation, ObservationOf } from '../../../components/model/observation';

type Search = ObservationOf<'label-search'>['value'];
let number = 0;
const search = (subject: string, value: Partial<Search>, observer = 'labels'): Observation => ({
  id: `o${String((number += 1))}`,
  seenAt: '2026-11-21T00:00:00.000Z',
  kind: 'label-search',
  subject,
  observer,
  method: 'dom',
  value: { looked: ['page-text', 'alt-text'], notLooked: ['pixels'], complete: true, found: 0, ...value },
});
const ofPage = () => search('page:self', {});
const inside = (complete = true) =>
  search('image:a', { looked: ['pixels'], notLooked: [], complete }, 'pixel-reader');
const searchesOf = (subject: string, ...seen: Observation[]) =>
  indexFacts(seen)
    .subjects.find((one) => one.subject === subject)
    ?.searches.map(({ value }) => value.looked.join());

describe('looks for labels that bear on a picture', () => {
  it('the look inside it is put beside the look over its page, never in its place', () => {
    expect(searchesOf('image:a', ofPage(), inside())).toEqual(['page-text,alt-text', 'pixels']);
    expect(searchesOf('image:a', inside(), ofPage()), 'in whatever order they came').toEqual([
      'page-text,alt-text',
      'pixels',
    ]);
  });
  it('a picture that was not looked into has the look over the page alone', () => {
    const medium = {
      ...inside(),
      kind: 'unreadable',
      value: { what: 'medium', code: 'timed-out', detail: null },
    } as Observation;
    expect(searchesOf('image:a', ofPage(), medium)).toEqual(['page-text,alt-text']);
  });
  it('a look inside one picture says nothing of another', () => {
    const other = search('image:b', { looked: ['page-text'] });
    expect(searchesOf('image:b', ofPage(), inside(), other)).toEqual(['page-text']);
  });
  it('a look around the subject itself takes the place of that over the page', () => {
    const room = search('live-room:r', { looked: ['page-text', 'player'] });
    expect(searchesOf('live-room:r', ofPage(), room)).toEqual(['page-text,player']);
  });
  it('an unfinished look inside stays told as unfinished', () => {
    const facts = indexFacts([ofPage(), inside(false)]).subjects.find((one) => one.subject === 'image:a');
    expect(facts?.searches.map(({ value }) => value.complete)).toEqual([true, false]);
  });
});

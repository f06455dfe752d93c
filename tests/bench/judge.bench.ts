/** What judging costs: all packs over 500 observations, against parsing the same observations as JSON. */
import { judge } from '../../components/judge/judge';
import type { Observation } from '../../components/model/observation';
import { loadLaw } from '../../rules/load';
import { root } from '../house/sources';

const ROUNDS = 101;

/** A page of pictures, a third of them declared, a few labelled, with one offer. */
function observations(count: number): Observation[] {
  const seenAt = '2026-11-21T04:00:00.000Z';
  const made: Observation[] = [];
  const add = (observation: Omit<Observation, 'id' | 'seenAt'>): void => {
    made.push({ ...observation, id: `o${String(made.length + 1)}`, seenAt } as Observation);
  };
  add({
    kind: 'label-search',
    subject: 'page:self',
    observer: 'labels',
    method: 'dom',
    value: { looked: ['page-text', 'alt-text'], notLooked: ['pixels'], complete: true, found: 3 },
  } as never);
  for (let n = 0; made.length + 2 <= count; n += 1) {
    const subject = `image:${n.toString(16).padStart(16, '0')}`;
    add({
      kind: 'medium',
      subject,
      observer: 'media',
      method: 'dom',
      value: {
        mediaType: 'image',
        url: `https://cdn.example/${String(n)}.jpg`,
        source: 'img',
        role: n < 8 ? 'product' : 'card',
        renderedWidth: 300,
        renderedHeight: 300,
        naturalWidth: 800,
        naturalHeight: 800,
        alt: '',
        box: null,
      },
    } as never);
    const isDeclared = n % 3 === 0;
    add({
      kind: 'declaration',
      subject,
      observer: 'media-reader',
      method: 'file-bytes',
      value: {
        container: 'jpeg',
        bytesRead: 4096,
        bytesTotal: 100_000,
        declared: isDeclared ? 'generated' : 'none',
        status: isDeclared ? '属于' : null,
        mechanisms: isDeclared
          ? [{ family: 'aigc', id: 'xmp-tc260', offset: 20, declares: 'generated' }]
          : [],
        generator: null,
        aigc: isDeclared
          ? {
              label: '1',
              contentProducer: null,
              produceId: null,
              reservedCode1: null,
              contentPropagator: null,
              propagateId: null,
              reservedCode2: null,
              producerCode: null,
              signature: 'absent',
              copies: 1,
              deviations: [],
              extra: {},
            }
          : null,
        c2pa: null,
        iptc: null,
        errors: [],
        url: '',
        sha256: null,
        rendition: 'shown',
      },
    } as never);
  }
  return made;
}

const { law } = await loadLaw(root);
const facts = observations(500);
const jurisdictions = [...new Set(law.packs.map((pack) => pack.jurisdiction))];
const text = JSON.stringify(facts);
const times: number[] = [];
const parses: number[] = [];
let findings = 0;
for (let round = 0; round < ROUNDS; round += 1) {
  let started = performance.now();
  findings = judge(facts, law, { date: '2026-11-21', jurisdictions }).length;
  times.push(performance.now() - started);
  started = performance.now();
  JSON.parse(text);
  parses.push(performance.now() - started);
}
const middle = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;
const rules = law.packs.reduce((sum, pack) => sum + pack.rules.length, 0);
const own = middle(times);
const parse = middle(parses);
console.log(
  `${String(rules)} rules of ${String(law.packs.length)} packs over ${String(facts.length)} observations: ${String(findings)} findings`,
);
console.log(
  `median ${own.toFixed(2)} ms; parsing the same observations as JSON ${parse.toFixed(2)} ms; ratio ${(own / parse).toFixed(1)} ×`,
);

// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { resolve } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { judge } from '../../../components/judge/judge';
import type { Observation } from '../../../components/model/observation';
import { openClaimStore } from '../../../components/prices/claim-store';
import { rememberClaims } from '../../../components/visits/claim-memory';
import { newVisit, withSightings } from '../../../components/visits/record';
import { loadLaw } from '../../../rules/load';
import { EXPECTED_AFTER_LOADS } from '../../demo/expected';
import { goodsById } from '../../demo/goods';
import { productPage } from '../../demo/pages';
import { watch } from '../observers/watching';

afterEach(() => {
  vi.restoreAllMocks();
});

it.each(EXPECTED_AFTER_LOADS.map((one) => [one.path, one] as const))(
  '%s of the demo shop, loaded again later, shows what is intended, and not before',
  async (path, { minutesBetween, loads, find }) => {
    const { law } = await loadLaw(resolve(import.meta.dirname, '../../..'));
    const store = await openClaimStore(`demo-${path}`);
    const goods = goodsById(path.slice('/product/'.length));
    if (!goods) throw new Error(`no product ${path}`);
    const realNow = Date.now.bind(Date);
    const url = `https://shop.test${path}`;
    for (let n = 0; n < loads; n += 1) {
      vi.spyOn(Date, 'now').mockImplementation(() => realNow() + n * minutesBetween * 60_000);
      const watched = await watch(productPage(goods), { url: new URL(url) });
      watched.stop();
      const now = new Date(Date.now()).toISOString();
      const page = withSightings(newVisit(1, url, null, now), watched.sightings, [], 0, now).record;
      const remembered = await rememberClaims(page, { store, utcOffsetMinutes: 480 });
      const whole = withSightings(page, remembered, [], 0, now).record.observations as Observation[];
      const flagged = judge(whole, law, { date: now.slice(0, 10), jurisdictions: ['cn'] })
        .filter(({ outcome }) => outcome === 'flagged')
        .map(({ rule, subject }) => ({ rule, subject: subject.split(':')[0] }));
      if (n === loads - 1) expect(flagged).toEqual(expect.arrayContaining([...find]));
      else expect(flagged.filter(({ rule }) => find.some((one) => one.rule === rule))).toEqual([]);
    }
    store.close();
  },
  30_000,
);

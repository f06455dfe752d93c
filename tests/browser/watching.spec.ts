import type { Visit } from '../../components/model/case';
import type { ObservationOf } from '../../components/model/observation';
import { expect, test, type World } from './shop';

async function visitOf(world: World, tabId: number): Promise<Visit> {
  const visit = await world.browser.ask('visit/read', { tabId });
  if (!visit) throw new Error('no visit');
  return visit;
}
function footageIn(visit: Visit): ObservationOf<'footage'>['value'] | undefined {
  return visit.observations.filter((o) => o.kind === 'footage').at(-1)?.value;
}
function timelineIn(visit: Visit): ObservationOf<'label-timeline'>['value'] | undefined {
  return visit.observations.filter((o) => o.kind === 'label-timeline').at(-1)?.value;
}

test('frames of another host cannot be read: said so, and the label is watched all the same', async ({
  world,
}) => {
  const { page, visit } = await world.look('/live/foreign');
  await page.bringToFront();
  await expect
    .poll(async () => footageIn(await visitOf(world, visit.tabId))?.framesReadable, { timeout: 20_000 })
    .toBe(false);
  await expect
    .poll(async () => timelineIn(await visitOf(world, visit.tabId))?.visibleIn ?? 0, { timeout: 30_000 })
    .toBeGreaterThan(1);
  await page.close();
});

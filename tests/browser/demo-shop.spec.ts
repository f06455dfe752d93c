import { comparePage } from '../../entrypoints/commands/compare';
import { EXPECTED_PAGES } from '../demo/expected';
import { expect, test } from './shop';

for (const expected of EXPECTED_PAGES) {
  test(`${expected.path}: ${expected.about}`, async ({ world }) => {
    const { page, visit } = await world.look(expected.path);
    expect(comparePage(visit, expected)).toEqual([]);
    await page.close();
  });
}

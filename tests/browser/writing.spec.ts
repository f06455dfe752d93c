/** Reading what is written in one picture because the person asked: press, progress, result. */
import { expect, test } from './shop';

test('a label in a picture that declares nothing is read on the press, and then stands in the report', async ({
  world,
}) => {
  const { page, visit } = await world.look('/product/mug');
  const seen = visit.observations.find((o) => o.kind === 'medium' && o.value.url.endsWith('/mug.jpg'));
  if (!seen) throw new Error('the picture was not seen');
  expect(
    visit.observations.filter((o) => o.subject === seen.subject && o.observer === 'pixel-reader'),
  ).toEqual([]);
  const report = await world.browser.context.newPage();
  await report.goto(
    world.browser.pageUrl(
      `picture.html?tab=${String(visit.tabId)}&subject=${encodeURIComponent(seen.subject)}`,
    ),
  );
  await report.getByRole('button', { name: '查找画面里写着的标识' }).click();
  await expect(report.getByText('在画面里读到 1 处标识')).toBeVisible({ timeout: 45_000 });
  await expect(report.locator('.labels > li')).toContainText('AI生成');
  await expect(report.locator('.stage rect.region')).toHaveCount(1);
  const after = await world.browser.ask('visit/read', { tabId: visit.tabId });
  const label = after?.observations.find((o) => o.kind === 'label' && o.subject === seen.subject);
  expect(label?.kind === 'label' && label.value.heightShare).toBeGreaterThan(0.055);
  await report.close();
  await page.close();
});

import AxeBuilder from '@axe-core/playwright';
import { expect, test } from 'playwright/test';
import { attendee, bar, EXERCISE_PAGE, openBar, startRoom } from './workshop-room.ts';

test('the folded bar is one line on a phone, opens and closes by key, and is clean to axe', async ({
  browser,
}) => {
  const room = await startRoom();
  const page = await attendee(browser, room, 'Ada');
  await page.setViewportSize({ width: 375, height: 700 });
  await page.goto(`${room.url}${EXERCISE_PAGE}`);
  const opener = bar(page).getByRole('button', { name: 'Workshop' });
  await expect(bar(page)).toContainText('You are in.');
  expect((await bar(page).boundingBox())!.height).toBeLessThan(64);
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(opener).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Tab');
  await expect(bar(page).getByLabel('What it is about')).toBeFocused();
  const found = await new AxeBuilder({ page }).include('.ws-bar').analyze();
  expect(found.violations).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(opener).toBeFocused();
  await expect(bar(page).getByLabel('What it is about')).toBeHidden();
  await room.close();
});

test('who agrees later shows their code from then on; what a reload interrupts still arrives', async ({
  browser,
}) => {
  const room = await startRoom();
  const page = await attendee(browser, room, 'Ada');
  await openBar(page);
  await bar(page).getByLabel('The instructor may look at my code').check();
  const ada = () => [...room.room.session.attendees.values()][0]!;
  await expect.poll(() => ada().mirrors).toBe(true);
  await page.route('**/workshop/api/commands*', (route) => route.abort());
  await bar(page).getByRole('button', { name: 'Raise your hand' }).click();
  await page.waitForRequest('**/workshop/api/commands*');
  expect(ada().hand).toBeNull();
  await page.unroute('**/workshop/api/commands*');
  await page.reload();
  await expect.poll(() => ada().hand).not.toBeNull();
  await openBar(page);
  await expect(bar(page).getByText('Your hand is up')).toBeVisible();
  await room.close();
});

for (const [width, height] of [
  [1280, 720],
  [390, 844],
] as const) {
  test(`the folded bar covers nothing of a lab’s page, ${width} × ${height}`, async ({ browser }) => {
    const room = await startRoom();
    const page = await attendee(browser, room, 'Ada');
    await page.setViewportSize({ width, height });
    await page.goto(`${room.url}${EXERCISE_PAGE}`);
    await expect(bar(page)).toContainText('You are in.');
    const bottom = () =>
      page.locator('.lab-page').evaluate((lab) => Math.round(lab.getBoundingClientRect().bottom));
    const top = async () => Math.round((await bar(page).boundingBox())?.y ?? 0);
    expect(await bottom()).toBeLessThanOrEqual(await top());
    await room.close();
  });
}

import { expect, test } from 'playwright/test';

test('a folded lab shows its task, opens where it stands, and runs', async ({ page }) => {
  await page.goto('/chapters/systems/');
  const lab = page.locator('[data-workbench="saga/01-there-and-back"]');
  await expect(lab.getByText('You are done')).toBeVisible();
  await expect(lab.locator('.wb-listing')).toHaveCount(0);
  await lab.getByRole('button', { name: 'Open this lab here' }).click();
  const run = lab.getByRole('button', { name: /^Run/ });
  await expect(run).toBeFocused();
  await expect(lab.getByRole('button', { name: 'Open this lab here' })).toHaveCount(0);
  // Its code is coloured like that of any other lab.
  await expect(lab.locator('.wb-listing:visible code b').first()).toBeVisible();
  await run.click();
  await expect(lab.locator('.ss')).toContainText('sagas/o-2');
});

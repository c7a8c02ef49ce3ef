/** What the room sees of itself, and the instructor’s page, by day and by night. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from 'playwright/test';
import { attendee, bar, instructor, openBar, startRoom } from './workshop-room.ts';

const faults = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations;

for (const theme of ['light', 'dark'] as const) {
  test(`on the projector stand the way in, the question and the grid, and no name, ${theme}`, async ({
    browser,
  }) => {
    const room = await startRoom();
    const lead = await instructor(browser, room);
    await lead.emulateMedia({ colorScheme: theme });
    await expect(lead.getByText('Nobody is in the room.')).toBeVisible();
    const ada = await attendee(browser, room, 'Ada Lovelace');
    await openBar(ada);
    await bar(ada).getByLabel('What it is about').fill('I am lost.');
    await bar(ada).getByRole('button', { name: 'Raise your hand' }).click();
    await lead.getByText('New question').click();
    await lead.getByLabel('Question', { exact: true }).fill('What comes first?');
    await lead.getByLabel('Choices').fill('A\n* C');
    await lead.getByRole('button', { name: 'Ask' }).click();
    const [wall] = await Promise.all([
      lead.waitForEvent('popup'),
      lead.getByRole('link', { name: 'For the projector' }).click(),
    ]);
    await wall.emulateMedia({ colorScheme: theme });
    await expect(wall.getByText(room.secrets.joinCode)).toBeVisible();
    await expect(wall.getByRole('rowheader', { name: 'Seat 1 (hand up)' })).toBeVisible();
    await bar(ada).getByLabel('C', { exact: true }).check();
    await expect(wall.getByText('Answers so far: 1')).toBeVisible();
    // What the others think stays unsaid until all are counted.
    await expect(wall.getByRole('meter')).toHaveCount(0);
    await expect(wall.locator('body')).not.toContainText(/Ada|lost/);
    expect(await faults(wall)).toEqual([]);
    expect(await faults(lead)).toEqual([]);
    await lead.getByRole('button', { name: 'Close, and show the count' }).click();
    await expect(wall.getByRole('rowheader', { name: 'C (right)' })).toBeVisible();
    await room.close();
  });
}

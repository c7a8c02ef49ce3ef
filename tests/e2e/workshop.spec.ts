import { expect, test } from 'playwright/test';
import { attendee, bar, EXERCISE_PAGE, instructor, openBar, personAt, startRoom } from './workshop-room.ts';

test('one leads, two follow: moves, checks, a hand with its code, a question, a late reload', async ({
  browser,
}) => {
  const room = await startRoom();
  const lead = await instructor(browser, room);
  expect(lead.url()).not.toContain(room.secrets.instructorKey);

  const ada = await attendee(browser, room, 'Ada', true);
  const bob = await attendee(browser, room, '<img src=x onerror=alert(1)>');
  await lead.getByLabel('Another page').fill(EXERCISE_PAGE);
  await lead.getByRole('button', { name: 'Move the room', exact: true }).click();
  await Promise.all([ada, bob].map((page) => page.waitForURL(`**${EXERCISE_PAGE}`)));

  await ada.getByRole('button', { name: 'Check', exact: false }).first().click();
  await expect(lead.getByRole('cell', { name: /failing/ })).toBeVisible();
  await openBar(ada);
  await bar(ada).getByLabel('What it is about').fill('Why is C before B?');
  await bar(ada).getByRole('button', { name: 'Raise your hand' }).click();
  await expect(lead.getByText('“Why is C before B?”')).toBeVisible();
  await expect(lead.getByRole('link', { name: 'Hands up: 1' })).toBeInViewport();
  await lead.getByRole('heading', { name: 'Hands up: 1' }).waitFor();
  await lead.getByText('Code', { exact: true }).click();
  await expect(lead.locator('.ws-file pre').first()).toContainText('predict');
  await lead.getByRole('button', { name: 'Answered' }).click();
  await expect(bar(ada).getByRole('button', { name: 'Raise your hand' })).toBeVisible();

  await lead.getByText('New question').click();
  await lead.getByLabel('Question', { exact: true }).fill('What comes first?');
  await lead.getByLabel('Choices').fill('A\n* C');
  await lead.getByRole('button', { name: 'Ask' }).click();
  await expect(bar(bob).getByRole('status').first()).toHaveText('New A question: What comes first?');
  await openBar(bob);
  await bar(bob).getByLabel('C', { exact: true }).check();
  await lead.getByRole('button', { name: 'Close, and show the count' }).click();
  await expect(bar(ada)).toContainText('C (right)');
  await expect(bar(bob)).toContainText('C (right) (your answer)');

  // Names are data, with and without the projector's curtain.
  await expect(lead.getByRole('row', { name: 'Seat 2' })).toBeVisible();
  await lead.getByLabel('Show names').check();
  await expect(lead.getByRole('rowheader', { name: '<img src=x' })).toBeVisible();
  expect(await lead.locator('.ws-grid img').count()).toBe(0);

  // Who wanders off is left alone; who comes late or anew lands where the room is.
  await bob.goto(`${room.url}/glossary/`);
  await expect(bar(bob).getByRole('link', { name: 'To the room' })).toBeVisible();
  expect(bob.url()).toContain('/glossary/');
  const cleo = await attendee(browser, room, 'Cleo');
  await cleo.waitForURL(`**${EXERCISE_PAGE}`);
  await room.close();
});

test('whoever has no code, no link or no workshop is told so', async ({ browser, page, baseURL }) => {
  const room = await startRoom();
  const eve = await personAt(browser, `${room.url}/workshop/#WRONG1`);
  await eve.getByLabel('Your name').fill('Eve');
  await eve.getByRole('button', { name: 'Join' }).click();
  await expect(eve.getByText('That is not the code of this workshop')).toBeVisible();
  const stranger = await personAt(browser, `${room.url}/workshop/instructor/`);
  await expect(stranger.getByText('Open the instructor’s link')).toBeVisible();
  await room.close();
  await page.goto(`${baseURL}/workshop/`);
  await expect(page.getByText('No workshop runs behind this address')).toBeVisible();
});

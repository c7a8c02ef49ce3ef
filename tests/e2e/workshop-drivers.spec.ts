import AxeBuilder from '@axe-core/playwright';
import { expect, test } from 'playwright/test';
import { attendee, bar, instructor, startRoom } from './workshop-room.ts';

test('of two instructors one drives, by name; the other can look, help, and take over', async ({
  browser,
}) => {
  const room = await startRoom();
  const [grace, linus] = [await instructor(browser, room), await instructor(browser, room)];
  const ada = await attendee(browser, room, 'Ada');
  await grace.getByText('Several of you lead?').click();
  await grace.getByLabel('Your name, for the other instructors').fill('Grace');
  const { violations } = await new AxeBuilder({ page: grace }).include('.ws-driver').analyze();
  expect(violations).toEqual([]);
  await grace.getByRole('button', { name: 'Drive the room' }).click();
  await expect(grace.getByText('You drive the room, as Grace.')).toBeVisible();
  await expect(linus.getByText('Grace drives the room.')).toBeVisible();

  await linus.getByRole('button', { name: 'Move here: Why streams' }).click();
  await expect(linus.getByText('Grace drives the room. Take over first.')).toBeVisible();
  expect(room.room.session.path).toBeNull();

  await linus.getByLabel('Your name, for the other instructors').fill('Linus');
  await linus.getByRole('button', { name: 'Take over' }).click();
  await expect(linus.getByText('You drive the room, as Linus.')).toBeVisible();
  await expect(grace.getByText('Linus drives the room.')).toBeVisible();
  // The name is known by now.
  await expect(grace.getByLabel('Your name, for the other instructors')).toHaveValue('Grace');
  await linus.getByRole('button', { name: 'Move here: Why streams' }).click();
  await expect(linus.getByText('the room is here')).toBeVisible();
  // Who leads is no business of the attendees’ pages.
  await expect(bar(ada)).toBeVisible();
  await expect(ada.locator('body')).not.toContainText('Linus');
  await room.close();
});

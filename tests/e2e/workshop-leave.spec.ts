import { readFileSync } from 'node:fs';
import { unzipSync, strFromU8 } from 'fflate';
import { attendee, bar, EXERCISE_PAGE, instructor, openBar, startRoom } from './workshop-room.ts';
import { benchOn, expect, test } from './workbench-page.ts';

test('an attendee takes all code along, deletes the name, and leaves', async ({ browser }) => {
  const room = await startRoom();
  const lead = await instructor(browser, room);
  const ada = await attendee(browser, room, 'Ada');
  await lead.getByLabel('Show names').check();
  await expect(lead.getByRole('rowheader', { name: 'Ada' })).toBeVisible();
  await ada.goto(`${room.url}${EXERCISE_PAGE}`);
  const bench = benchOn(ada);
  await bench.root.getByRole('tab', { name: 'predict.js' }).click();
  await bench.edit('monaco');
  await bench.write('// all my own work');
  await lead.getByRole('button', { name: 'End the session …' }).click();
  await lead.getByRole('button', { name: 'End the session', exact: true }).click();
  await expect(bar(ada)).toContainText('The session has ended: take your code along.');

  await expect(lead.getByRole('button', { name: 'Move here' })).toHaveCount(0);
  await openBar(ada);
  await expect(bar(ada).getByRole('button', { name: 'Raise your hand' })).toHaveCount(0);
  const saved = ada.waitForEvent('download');
  await bar(ada).getByRole('button', { name: 'Take all my code along' }).click();
  const files = unzipSync(readFileSync(await (await saved).path()));
  expect(strFromU8(files['handbook-code/event-loop/01-a-c-b/predict.js']!)).toContain('// all my own work');
  expect(Object.keys(files)).toContain('handbook-code/event-loop/01-a-c-b/checks.test.js');
  await expect(bar(ada)).toContainText('with 1 program.');

  await bar(ada).getByRole('button', { name: 'Delete my name …' }).click();
  await expect(bar(ada)).toContainText('the notes of your hand, and code that you have shown');
  await bar(ada).getByRole('button', { name: 'Delete my name', exact: true }).click();
  await expect(lead.getByRole('rowheader', { name: 'Seat 1' })).toBeVisible();
  await expect(bar(ada)).not.toContainText('You are Ada');

  await ada.setViewportSize({ width: 390, height: 500 });
  await bar(ada).getByRole('button', { name: 'Leave …' }).click();
  await expect(bar(ada).getByRole('button', { name: 'Stay' })).toBeInViewport({ ratio: 1 });
  await bar(ada).getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(bar(ada)).toBeHidden();
  await ada.setViewportSize({ width: 1280, height: 720 });
  await ada.reload();
  await bench.root.getByRole('tab', { name: 'predict.js' }).click();
  await expect.poll(() => bench.code()).toContain('// all my own work');
  await expect(bar(ada)).toBeHidden();
  await room.close();
});

test('who is removed is out, without a name in the record', async ({ browser }) => {
  const room = await startRoom();
  const lead = await instructor(browser, room);
  const eve = await attendee(browser, room, 'Rude words');
  await lead.getByLabel('Show names').check();
  await lead.getByRole('button', { name: 'Remove Rude words …' }).click();
  await lead.getByRole('button', { name: 'Remove Rude words for good' }).click();
  await expect(bar(eve)).toContainText('You take no part in this workshop any more.');
  await expect(lead.getByRole('rowheader', { name: 'Rude words' })).toHaveCount(0);
  const told = await (await lead.request.get(`${room.url}/workshop/api/export.json?as=instructor`)).text();
  expect(told).toContain('AttendeeRemoved');
  expect(told).not.toContain('Rude words');
  await room.close();
});

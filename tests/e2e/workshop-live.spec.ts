import { attendee, bar, EXERCISE_PAGE, instructor, openBar, startRoom } from './workshop-room.ts';
import { benchOn, expect, test } from './workbench-page.ts';

test('the instructor’s runs stand beside the attendee’s code, run there with their trace, and can be loaded', async ({
  browser,
}) => {
  const room = await startRoom();
  const lead = await instructor(browser, room);
  const ada = await attendee(browser, room, 'Ada');
  await ada.goto(`${room.url}${EXERCISE_PAGE}`);
  await lead.goto(`${room.url}${EXERCISE_PAGE}`);
  const [theirs, mine] = [benchOn(lead), benchOn(ada)];
  const line = lead.getByRole('region', { name: 'You lead the workshop' });
  await theirs.edit('monaco');
  await theirs.write("console.log('not for the room');");
  await theirs.run();
  expect(room.room.session.shown).toBeNull();

  await line.getByLabel('Show my runs to the room').check();
  await theirs.root.getByRole('tab', { name: 'Output' }).click();
  await theirs.edit('monaco');
  await theirs.write("setTimeout(() => console.log('second'), 0); console.log('first');");
  await theirs.run();
  await expect(line).toContainText('The room can see your code');
  await expect(bar(ada)).toContainText('The instructor shows code');
  await openBar(ada);
  await bar(ada).getByRole('button', { name: 'Show the instructor’s code' }).click();
  const pane = mine.root.getByRole('tabpanel', { name: 'Instructor’s code' });
  await expect(pane).toContainText("console.log('first');");
  // The file that they changed comes first, whatever the order of the tabs.
  await expect(pane.locator('figcaption').first()).toHaveText('program.js');
  await expect.poll(() => mine.code()).toContain('your parcel');

  // The same program, recorded here: the same lines, and a trace to step through.
  await pane.getByRole('button', { name: 'Run it here' }).click();
  await expect(mine.notice).toContainText('What runs here is the instructor’s code.');
  await expect(mine.root.locator('[data-pane="view"]')).toBeVisible();
  await mine.root.getByRole('tab', { name: 'Output' }).click();
  await expect(mine.output).toContainText('first');
  expect(room.room.session.attendees.values().next().value?.progress).toEqual({});

  // What the instructor runs next is here at once.
  await theirs.root.getByRole('tab', { name: 'Output' }).click();
  await theirs.edit('monaco');
  await theirs.write("console.log('third');");
  await theirs.run();
  await mine.root.getByRole('tab', { name: 'Instructor’s code' }).click();
  await expect(pane).toContainText("console.log('third');");
  await pane.getByRole('button', { name: 'Load it into mine' }).click();
  await expect.poll(() => mine.code()).toContain("console.log('third');");
  await mine.notice.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => mine.code()).toContain('your parcel');
  await room.close();
});

test('the replay has the room as it stood: who was there, whose hand was up, what was asked', async ({
  browser,
}) => {
  const room = await startRoom();
  const lead = await instructor(browser, room);
  const ada = await attendee(browser, room, 'Ada');
  await openBar(ada);
  await bar(ada).getByLabel('What it is about').fill('Lost.');
  await bar(ada).getByRole('button', { name: 'Raise your hand' }).click();
  await lead.getByRole('button', { name: 'Answered' }).click();
  await lead.getByText('The session from its beginning').click();
  const replay = lead.getByRole('region', { name: 'Replay' });
  await expect(replay).toContainText('4 of 4: A hand was answered.');
  await expect(replay).toContainText('Hands up: 0');
  await replay.getByRole('button', { name: 'Step back' }).click();
  await expect(replay).toContainText('Hands up: 1 · Seat 1: “Lost.”');
  await replay.getByRole('slider', { name: 'Moment' }).fill('1');
  await expect(replay).toContainText('1 of 4: “Streams on Thursday” began.');
  await expect(replay.getByRole('rowheader', { name: 'Seat 1' })).toHaveCount(0);
  await replay.getByRole('slider', { name: 'Moment' }).press('ArrowRight');
  await expect(replay.getByRole('rowheader', { name: 'Seat 1' })).toBeVisible();
  await room.close();
});

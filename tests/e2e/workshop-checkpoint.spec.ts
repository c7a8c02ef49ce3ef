import { attendee, bar, EXERCISE_PAGE, instructor, openBar, startRoom } from './workshop-room.ts';
import { benchOn, expect, test } from './workbench-page.ts';

test('whoever is lost catches up; their own code is one press, or the history, away', async ({ browser }) => {
  const room = await startRoom();
  const lead = await instructor(browser, room);
  const ada = await attendee(browser, room, 'Ada');
  await lead.getByLabel('Another page').fill(EXERCISE_PAGE);
  await lead.getByRole('button', { name: 'Move the room', exact: true }).click();
  await ada.waitForURL(`**${EXERCISE_PAGE}`);
  const bench = benchOn(ada);
  await bench.root.getByRole('tab', { name: 'predict.js' }).click();
  await bench.edit('monaco');
  await bench.write('// my own idea');

  // The instructor has nothing of their own for it yet; then the solution.
  await lead.getByRole('button', { name: 'Give it to the room' }).click();
  await expect(lead.getByText('You have no code of your own for this exercise')).toBeVisible();
  await lead.getByRole('combobox', { name: /^Checkpoint/ }).selectOption('the solution');
  await lead.getByRole('button', { name: 'Give it to the room' }).click();
  await expect(bar(ada)).toContainText('There is a checkpoint to catch up with.');
  await openBar(ada);
  await bar(ada).getByRole('button', { name: 'Catch me up' }).click();
  await expect(bench.notice).toContainText('What you had is kept in the history.');
  await expect.poll(() => bench.code()).toContain('later.push');
  await bench.check();
  await expect(bench.verdict).toContainText('passed');

  await bench.more('History');
  const dialog = ada.getByRole('dialog', { name: 'History' });
  await dialog.getByRole('button', { name: 'before something else took its place' }).click();
  await dialog.getByRole('button', { name: 'Restore this version' }).click();
  await expect.poll(() => bench.code()).toContain('// my own idea');
  await room.close();
});

test('a workbench that nobody has touched wakes to catch up, and gives back what it held', async ({
  browser,
}) => {
  const room = await startRoom();
  const ada = await attendee(browser, room, 'Ada');
  const host = { role: 'instructor', instructor: 'host' } as const;
  const [exercise, files] = ['event-loop/01-a-c-b', { 'program.js': '// from the instructor' }];
  await room.room.handle({ type: 'PushCheckpoint', id: 'push-0001', exercise, files }, host);
  await ada.goto(`${room.url}${EXERCISE_PAGE}`);
  const bench = benchOn(ada);
  const before = await bench.code();
  await openBar(ada);
  await bar(ada).getByRole('button', { name: 'Catch me up' }).click();
  await expect.poll(() => bench.code()).toContain('// from the instructor');
  await bench.notice.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => bench.code()).toBe(before);
  await room.close();
});

test('locked solutions stay shut in the workbench, from the first moment of a page on, until unlocked', async ({
  browser,
}) => {
  const room = await startRoom();
  const lead = await instructor(browser, room);
  const ada = await attendee(browser, room, 'Ada');
  await ada.goto(`${room.url}${EXERCISE_PAGE}`);
  const bench = benchOn(ada);
  await bench.more('Look at the solution');
  await expect(bench.root.getByRole('button', { name: 'Solution', exact: true })).toBeVisible();
  await lead.getByRole('button', { name: 'Lock the solutions' }).click();
  // What is open shuts.
  await expect(bench.notice).toContainText('keeps the solutions locked');
  await expect(bench.root.getByRole('button', { name: 'Solution', exact: true })).toBeHidden();

  // The server is away, and the lock holds.
  await ada.route('**/workshop/api/**', (route) => route.abort());
  await ada.reload();
  await bench.more('Look at the solution');
  await expect(bench.notice).toContainText('keeps the solutions locked');
  await bench.more('Compare');
  const dialog = ada.getByRole('dialog', { name: 'Compare' });
  await expect(dialog.getByText('keeps the solutions locked')).toBeVisible();
  await expect(dialog.getByLabel('To').getByRole('option', { name: 'Solution' })).toHaveCount(0);
  await ada.keyboard.press('Escape');

  await ada.unroute('**/workshop/api/**');
  await lead.getByRole('button', { name: 'Unlock the solutions' }).click();
  await expect(bench.notice).toBeHidden({ timeout: 15_000 });
  await bench.root.getByRole('tab', { name: 'predict.js' }).click();
  await bench.more('Look at the solution');
  await expect.poll(() => bench.code()).toContain('later.push');
  await room.close();
});

test('a hint goes to one attendee, or to all', async ({ browser }) => {
  const room = await startRoom();
  const lead = await instructor(browser, room);
  const [ada, bob] = [await attendee(browser, room, 'Ada'), await attendee(browser, room, 'Bob')];
  await lead.getByLabel('A hint').fill('Look at the second queue.');
  await lead.getByRole('combobox', { name: /^for/ }).selectOption('Bob');
  await lead.getByRole('button', { name: 'Send' }).click();
  await expect(bar(bob)).toContainText('Look at the second queue.');
  await lead.getByLabel('A hint').fill('Five minutes left.');
  await lead.getByRole('button', { name: 'Send' }).click();
  await expect(bar(ada)).toContainText('Five minutes left.');
  await expect(bar(ada)).not.toContainText('second queue');
  // The newer one does not take the older one's place.
  await openBar(bob);
  await bar(bob).getByText('Earlier from the instructor: 1').click();
  await expect(bar(bob).getByText('Look at the second queue.')).toBeVisible();
  await room.close();
});

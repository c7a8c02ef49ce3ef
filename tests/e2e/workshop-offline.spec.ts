/** An attendee's network goes away for a minute: work goes on, and what was done arrives afterwards, once. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { attendee, bar, EXERCISE_PAGE, instructor, openBar, startRoom } from './workshop-room.ts';
import { benchOn, expect, test } from './workbench-page.ts';

const MINUTE = 60_000;

/** The network between a browser and a server, which can be cut: what is open ends, what is new is refused. */
async function networkTo(url: string) {
  const { hostname, port } = new URL(url);
  const open = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) return near.destroy();
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy()).on('close', () => (other.destroy(), open.delete(one)));
    }
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endAll = () => open.forEach((socket) => socket.destroy());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      isCut = true;
      endAll();
    },
    mend: () => void (isCut = false),
    close() {
      server.close();
      endAll();
    },
  };
}

test('typing, a check, a hand and an answer outlive a minute without a network, and arrive exactly once', async ({
  browser,
}) => {
  const room = await startRoom();
  const lead = await instructor(browser, room);
  const network = await networkTo(room.url);
  const ada = await attendee(browser, { ...room, url: network.url }, 'Ada', true);
  await ada.clock.install();
  await ada.goto(`${network.url}${EXERCISE_PAGE}`);
  const bench = benchOn(ada);
  // What a page loads when it is wanted is there before.
  await bench.edit('monaco');
  await bench.write("console.log('still with one');");
  await bench.run();
  await lead.getByText('New question').click();
  await lead.getByLabel('Question', { exact: true }).fill('What comes first?');
  await lead.getByLabel('Choices').fill('A\n* C');
  await lead.getByRole('button', { name: 'Ask' }).click();
  await expect(bar(ada)).toContainText('A question: What comes first?');
  const facts = () => room.room.seenAfter(0, { role: 'instructor', instructor: 'host' });
  const happened = (type: string) => facts().filter((fact) => fact.type === type);
  await expect.poll(() => happened('CodeMirrored').length).toBeGreaterThan(0);
  const before = { progress: happened('ProgressReported').length, code: happened('CodeMirrored').length };

  network.cut();
  await expect(bar(ada)).toContainText('The workshop cannot be reached just now. Your work stays here.');
  await bench.root.getByRole('tab', { name: 'Output' }).click();
  await bench.edit('monaco');
  await bench.write("console.log('written without a network');");
  await bench.run();
  await expect(bench.output).toContainText('written without a network');
  await openBar(ada);
  await bar(ada).getByLabel('C', { exact: true }).check();
  await bar(ada).getByLabel('What it is about').fill('Are you still there?');
  await bar(ada).getByRole('button', { name: 'Raise your hand' }).click();
  // Meanwhile the room goes on.
  await lead.getByRole('button', { name: 'Move here: Why streams' }).click();
  await expect(lead.getByText('the room is here')).toBeVisible();
  await ada.clock.runFor(MINUTE);
  expect(happened('HandRaised')).toEqual([]);
  expect(happened('PollAnswered')).toEqual([]);
  expect(happened('CodeMirrored')).toHaveLength(before.code);

  network.mend();
  await expect(lead.getByText('“Are you still there?”')).toBeVisible({ timeout: 20_000 });
  // Before anything is missing or there twice, all of it has to be there.
  await expect.poll(() => happened('PollAnswered').length).toBe(1);
  await ada.waitForURL('**/chapters/event-sourcing/');
  await ada.clock.runFor(MINUTE);
  await ada.reload();
  await openBar(ada);
  await expect(bar(ada).getByText('Your hand is up')).toBeVisible();
  expect(happened('HandRaised')).toHaveLength(1);
  expect(happened('PollAnswered')).toHaveLength(1);
  expect(happened('CodeMirrored')).toHaveLength(before.code + 1);
  await lead.getByText('Code', { exact: true }).click();
  await expect(lead.locator('.ws-file pre', { hasText: 'written without a network' })).toBeVisible();
  expect(happened('ProgressReported').length - before.progress).toBeLessThanOrEqual(1);
  const versions = facts().map(({ version }) => version);
  expect(new Set(versions).size).toBe(versions.length);
  network.close();
  await room.close();
});

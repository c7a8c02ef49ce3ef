/** Whatever happens to a server, what it has acknowledged is in the log, once, and nobody’s code is gone. */
import { randomInt } from 'node:crypto';
import { join as path } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openNatsLog } from '#server/log/nats-log.ts';
import { openSqliteLog } from '#server/log/sqlite-log.ts';
import { createSecrets, newSecret } from '#server/secrets.ts';
import type { FactLog } from '#workshop/log.ts';
import type { StoredFact } from '#workshop/protocol.ts';
import { createRoom } from '#workshop/room.ts';
import type { Command } from '#workshop/schema.ts';
import { startOwnBroker } from '../../conformance/own-broker.ts';
import { tempFolder } from '../../support/temp.ts';
import { instruct, join, newId, type Person } from '../../support/workshop-people.ts';
import { follow } from '../../support/workshop.ts';
import { createSender, startProcess, type Sender } from './processes.ts';

const EXERCISE = 'event-loop/01-a-c-b';
/** How often the server is killed; `WORKSHOP_KILLS=300` for a long night. */
const KILLS = Number(process.env['WORKSHOP_KILLS'] ?? 12);

async function openSession(log: FactLog): Promise<void> {
  const room = await createRoom({ log, now: Date.now });
  await room.handle(
    { type: 'OpenSession', id: newId(), title: 'Streams' },
    { role: 'instructor', instructor: 'host' },
  );
  await room.close();
}

const mirror = (text: string): Command => ({
  type: 'MirrorCode',
  id: newId(),
  exercise: EXERCISE,
  files: { 'main.js': text },
});

/** Types without a pause: sends versions of the code, some of them twice, and now and then an old one again. */
async function type(sender: Sender, over: () => boolean): Promise<string> {
  const sent: Command[] = [];
  let last = '';
  for (let count = 1; !over(); count++) {
    last = `// version ${count}`;
    const command = mirror(last);
    const old = sent[randomInt(sent.length + 1)];
    const more = count % 3 === 0 ? [command] : count % 5 === 0 && old ? [old] : [];
    await Promise.all([command, ...more].map((each) => sender.send(each)));
    sent.push(command);
  }
  return last;
}

/** Until so many more commands were acknowledged. */
async function untilMore(senders: readonly Sender[], more: number): Promise<void> {
  const count = () => senders.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
  const goal = count() + more;
  while (count() < goal) await sleep(1);
}

/** The log is whole; and everything that was acknowledged stands in it once, where it was said to stand. */
function expectNothingLost(
  facts: readonly StoredFact[],
  people: readonly Person[],
  senders: readonly Sender[],
): void {
  expect(facts.map(({ version }) => version)).toEqual(facts.map((_, index) => index + 1));
  expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
  const times = facts.map(({ at }) => at);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  const places = new Map(facts.map(({ id, version }) => [id, version]));
  const acknowledged = senders.flatMap((sender, index) =>
    sender.acknowledged.map(({ command, version }) => [`${people[index]!.id}:${command.id}`, version]),
  );
  expect(acknowledged.filter(([id, version]) => places.get(String(id)) !== version)).toEqual([]);
}

test(`killed ${KILLS} times at any moment, while five people type, a server loses nothing`, async () => {
  const file = path(tempFolder().path, 'session.db');
  const secret = newSecret();
  await openSession(openSqliteLog(file));
  let server = await startProcess(file, secret);
  const workshop = () => ({ url: server.url, secrets: createSecrets(secret) });
  const people = await Promise.all(
    ['Ada', 'Bob', 'Cleo', 'Dan', 'Eve'].map((name) => join(workshop(), name)),
  );
  const giveUp = new AbortController();
  const senders = people.map((person) => createSender(person, () => server.url, giveUp.signal));
  let isOver = false;
  const typing = senders.map((sender) => type(sender, () => isOver));
  for (let kill = 0; kill < KILLS; kill++) {
    await untilMore(senders, randomInt(12));
    // The moment is what is random here, in the middle of anything.
    await sleep(randomInt(20));
    await server.kill();
    server = await startProcess(file, secret);
  }
  await untilMore(senders, 12);
  isOver = true;
  const last = await Promise.all(typing);

  const mine = await Promise.all(
    people.map(async ({ cookie }) => {
      const answer = await fetch(`${server.url}/workshop/api/code?exercise=${EXERCISE}`, {
        headers: { cookie },
      });
      return ((await answer.json()) as { files: Record<string, string> }).files['main.js'];
    }),
  );
  expect(mine).toEqual(last);
  await server.kill();
  const log = openSqliteLog(file);
  const facts = await log.read(0, Infinity);
  await log.close();
  expectNothingLost(facts, people, senders);
}, 600_000);

test('on a full disk a command is refused for now; what was acknowledged stays, and it goes through later', async (context) => {
  context.skip(process.platform === 'win32', 'this system has no limit on the size of files');
  const file = path(tempFolder().path, 'session.db');
  const secret = newSecret();
  await openSession(openSqliteLog(file));
  let server = await startProcess(file, secret, 600);
  const ada = await join({ url: server.url, secrets: createSecrets(secret) });
  const sender = createSender(ada, () => server.url, new AbortController().signal);
  let refused: Command | undefined;
  let refusal: unknown;
  let count = 0;
  while (!refused) {
    const command = mirror(`// ${count++}\n${'x'.repeat(20_000)}`);
    const answer = await ada.send(command);
    if (answer.status === 200) sender.acknowledged.push({ command, version: Number(answer.body['version']) });
    else {
      refused = command;
      refusal = answer;
    }
  }
  expect(count).toBeGreaterThan(3);
  expect(refusal).toMatchObject({ status: 503, body: { retry: 'again' } });
  await server.kill();
  server = await startProcess(file, secret);
  await sender.send(refused);
  await server.kill();
  const log = openSqliteLog(file);
  const facts = await log.read(0, Infinity);
  await log.close();
  const kept = facts.filter((fact) => fact.type === 'CodeMirrored').map(({ id }) => id.split(':')[1]);
  expect(kept).toEqual(sender.acknowledged.map(({ command }) => command.id));
}, 120_000);

test('two servers on one JetStream serve one room, also after NATS was away', async (context) => {
  const nats = await startOwnBroker('nats');
  if (typeof nats === 'string') return context.skip(nats);
  context.onTestFinished(() => nats.stop());
  const secret = newSecret();
  await openSession(await openNatsLog({ url: nats.url, session: 'shared' }));
  const [one, two] = await Promise.all([startProcess(nats.url, secret), startProcess(nats.url, secret)]);
  const secrets = createSecrets(secret);
  const ada = await join({ url: one.url, secrets });
  const grace = await instruct({ url: two.url, secrets });
  const board = await follow(two.url, grace.cookie, { as: 'instructor' });
  await board.until(() =>
    board.facts.some((fact) => fact.type === 'AttendeeJoined' && fact.attendee === ada.id),
  );

  // The token is good at either server, and what one took the other knows.
  const giveUp = new AbortController();
  const servers = [one.url, two.url];
  let turn = 0;
  const sender = createSender(ada, () => servers[turn++ % 2]!, giveUp.signal);
  let isOver = false;
  const typing = type(sender, () => isOver);
  await untilMore([sender], 10);
  await nats.restart();
  await untilMore([sender], 10);
  await sender.send({ type: 'RaiseHand', id: newId(), exercise: EXERCISE, note: 'Still there?' });
  const page = await follow(one.url, ada.cookie);
  const move = { type: 'MoveRoom', id: newId(), path: '/labs/event-loop/' } as const;
  while ((await grace.send(move)).status !== 200) await sleep(20);
  await page.until(() => page.facts.some(({ type: what }) => what === 'RoomMoved'));
  await board.until(() => board.facts.some(({ type: what }) => what === 'HandRaised'));
  isOver = true;
  await typing;

  const log = await openNatsLog({ url: nats.url, session: 'shared' });
  context.onTestFinished(() => log.close());
  const facts = await log.read(0, 100_000);
  expectNothingLost(facts, [ada], [sender]);
  expect(facts.map(({ type: what }) => what)).toEqual(expect.arrayContaining(['HandRaised', 'RoomMoved']));
}, 180_000);

test('two servers on one JetStream know who is at either, and who is at a killed one goes on at the other', async (context) => {
  const nats = await startOwnBroker('nats');
  if (typeof nats === 'string') return context.skip(nats);
  context.onTestFinished(() => nats.stop());
  const secret = newSecret();
  const secrets = createSecrets(secret);
  await openSession(await openNatsLog({ url: nats.url, session: 'shared' }));
  const [one, two] = await Promise.all([startProcess(nats.url, secret), startProcess(nats.url, secret)]);
  const lead = await instruct({ url: two.url, secrets });
  const board = await follow(two.url, lead.cookie, { as: 'instructor' });
  const here = (...people: Person[]) =>
    board.until(() => String(board.online) === String(people.map(({ id }) => id).toSorted()));

  const [ada, bob] = [
    await join({ url: one.url, secrets }, 'Ada'),
    await join({ url: two.url, secrets }, 'Bob'),
  ];
  const before = await follow(one.url, ada.cookie);
  await follow(two.url, bob.cookie);
  await here(ada, bob);

  const move = (place: string) => lead.send({ type: 'MoveRoom', id: newId(), path: place });
  await move('/one/');
  await before.until(() => before.facts.some(({ type: what }) => what === 'RoomMoved'));
  await one.kill();
  await before.ended;
  await here(bob);
  await move('/two/');

  const after = await follow(two.url, ada.cookie, { lastId: before.lastId });
  await here(ada, bob);
  await move('/three/');
  const places = () =>
    [...before.facts, ...after.facts].flatMap((fact) => (fact.type === 'RoomMoved' ? [fact.path] : []));
  await after.until(() => places().includes('/three/'));
  expect(places()).toEqual(['/one/', '/two/', '/three/']);
}, 60_000);

/** One test, or more, for each line of the list in src/server/server.ts. */
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createSite } from '#cli/site.ts';
import { createSecrets, newSecret } from '#server/secrets.ts';
import { createServer, SERVER_LIMITS } from '#server/server.ts';
import { createMemoryLog } from '#workshop/memory-log.ts';
import { API, PROTOCOL } from '#workshop/protocol.ts';
import { createRoom } from '#workshop/room.ts';
import { tempFolder } from '../../support/temp.ts';
import { type Follower, instruct, join, newId, post, read } from '../../support/workshop-people.ts';
import { follow, startWorkshop } from '../../support/workshop.ts';

const raise = () => ({ type: 'RaiseHand', id: newId(), exercise: null, note: '' }) as const;
const envelope = (command: unknown) => ({ protocol: PROTOCOL, command });

test('a forged token: none but those that the server signed are good', async () => {
  const workshop = await startWorkshop();
  const ada = await join(workshop);
  const bob = await join(workshop, 'Bob');
  const grace = await instruct(workshop);
  const value = ada.cookie.split('=')[1]!;
  const forgeries = [
    value.replace(ada.id, bob.id),
    value.slice(0, -1),
    `${value}.x`,
    `a.${ada.id}.`,
    `i.${ada.id}.${value.split('.')[2]}`,
    createSecrets(newSecret()).sign({ role: 'attendee', attendee: ada.id }),
    '',
  ];
  const name = ada.cookie.split('=')[0];
  for (const forged of forgeries) {
    const sent = { cookie: `${name}=${forged}`, body: envelope(raise()) };
    expect((await post(workshop.url, '/commands', sent)).status).toBe(401);
  }
  // An attendee's token in the instructor's place, and an instructor's command under an attendee's token.
  const asInstructor = { cookie: grace.cookie.replace(/=.*/, `=${value}`), body: envelope(raise()) };
  expect((await post(workshop.url, '/commands?as=instructor', asInstructor)).status).toBe(401);
  expect(await ada.send({ type: 'EndSession', id: newId() })).toMatchObject({ status: 409 });
  expect((await read(workshop.url, '/export.json?as=instructor', ada.cookie)).status).toBe(401);
  expect((await read(workshop.url, '/export.json', ada.cookie)).status).toBe(403);
  expect(workshop.room.session.phase).toBe('open');
  expect(workshop.room.session.attendees.get(bob.id)?.hand).toBe(null);
});

test('a wrong key makes no instructor, and who guesses has to wait', async () => {
  const workshop = await startWorkshop({ limits: { guesses: { burst: 3, perSecond: 0.001 } } });
  const statuses: number[] = [];
  for (let tries = 0; tries < 5; tries++) {
    statuses.push((await post(workshop.url, '/instructor', { body: { key: `guess-${tries}` } })).status);
  }
  expect(statuses).toEqual([403, 403, 403, 429, 429]);
  expect((await instruct(workshop)).id).toMatch(/^[0-9a-f]{16}$/);
});

test('another’s code is not shown to attendees, and to instructors only while its author’s hand is up', async () => {
  const workshop = await startWorkshop();
  const [ada, bob, grace] = [await join(workshop), await join(workshop, 'Bob'), await instruct(workshop)];
  const exercise = 'event-loop/01-a-c-b';
  await ada.send({ type: 'MirrorCode', id: newId(), exercise, files: { 'main.js': 'secret' } });
  const query = `exercise=${exercise}&attendee=${ada.id}`;
  expect((await read(workshop.url, `/code?${query}`, bob.cookie)).body).toEqual({ files: null });
  const asks = () => read(workshop.url, `/code?as=instructor&${query}`, grace.cookie);
  expect((await asks()).status).toBe(403);
  await ada.send(raise());
  expect((await asks()).body).toEqual({ files: { 'main.js': 'secret' } });
  expect((await read(workshop.url, `/code?exercise=${exercise}`, ada.cookie)).body).toEqual({
    files: { 'main.js': 'secret' },
  });
});

test('a replayed command is answered as before and does nothing', async () => {
  const workshop = await startWorkshop();
  const ada = await join(workshop);
  const command = raise();
  const first = await ada.send(command);
  await ada.send({ type: 'LowerHand', id: newId() });
  const { version } = workshop.room;
  expect(await ada.send(command)).toEqual(first);
  expect(workshop.room.version).toBe(version);
  expect(workshop.room.session.attendees.get(ada.id)?.hand).toBe(null);
});

test.each([
  ['another site', { Origin: 'https://evil.example' }],
  ['another port', { Origin: 'http://127.0.0.1:1' }],
  ['an opaque frame, as the learner’s own programs have', { Origin: 'null' }],
  ['no origin at all', { Origin: '' }],
  ['a browser that says so', { 'Sec-Fetch-Site': 'cross-site' }],
])('a POST from %s is refused', async (_name, headers) => {
  const workshop = await startWorkshop();
  const ada = await join(workshop);
  const sent = { cookie: ada.cookie, headers, body: envelope(raise()) };
  expect((await post(workshop.url, '/commands', sent)).status).toBe(403);
  expect(workshop.room.session.attendees.get(ada.id)?.hand).toBe(null);
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
  'a form’s POST (%s) is refused, and the cookie is not for other sites',
  async (type) => {
    const workshop = await startWorkshop();
    const ada = await join(workshop);
    const sent = {
      cookie: ada.cookie,
      headers: { 'Content-Type': type },
      body: JSON.stringify(envelope(raise())),
    };
    expect((await post(workshop.url, '/commands', sent)).status).toBe(415);
    const command = { type: 'Join', id: newId(), name: 'Eve', mirrors: false };
    const response = await fetch(`${workshop.url}${API}/join`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: workshop.url },
      body: JSON.stringify({ ...envelope(command), code: workshop.secrets.joinCode }),
    });
    expect(response.headers.get('set-cookie')).toMatch(/; Path=\/workshop\/;.* HttpOnly; SameSite=Strict$/);
    expect(response.headers.get('access-control-allow-origin')).toBe(null);
  },
);

test('an oversized body is cut off with a sentence, and one that would poison an object is no JSON', async () => {
  const workshop = await startWorkshop();
  const ada = await join(workshop);
  const big = {
    cookie: ada.cookie,
    body: JSON.stringify(envelope({ ...raise(), note: 'x'.repeat(600_000) })),
  };
  expect(await post(workshop.url, '/commands', big)).toMatchObject({
    status: 413,
    body: { error: 'That is too much at once for the workshop server.' },
  });
  const body = `{"protocol":${PROTOCOL},"command":{"__proto__":{"type":"LowerHand"}}}`;
  expect((await post(workshop.url, '/commands', { cookie: ada.cookie, body })).status).toBe(400);
});

test('no path leads out of the built site', async () => {
  const folder = tempFolder({ 'site/index.html': '<p>the site</p>', 'secret.txt': 'the secret' });
  const room = await createRoom({ log: createMemoryLog(), now: Date.now });
  const app = createServer({
    room,
    secrets: createSecrets(newSecret()),
    site: createSite({ root: `${folder.path}/site` }),
    now: Date.now,
  });
  onTestFinished(() => app.close());
  const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  const paths = [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/workshop/../../secret.txt',
    '/..\\secret.txt',
    '//secret.txt',
    `${API}/../../../secret.txt`,
    '/%00',
    '/%E0%A4%A',
  ];
  for (const path of paths)
    expect(
      await raw(Number(port), `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`),
    ).not.toContain('the secret');
  expect(await raw(Number(port), 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toContain(
    'the site',
  );
});

test('a client that never finishes its request is cut off', async () => {
  const workshop = await startWorkshop({ limits: { requestMs: 300 } });
  const head = `POST ${API}/join HTTP/1.1\r\nHost: x\r\nOrigin: http://x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`;
  expect(await raw(Number(new URL(workshop.url).port), head)).toMatch(/^HTTP\/1\.1 408 /);
});

test('a client that does not read is cut off, holds nobody up, and resumes', async () => {
  const workshop = await startWorkshop({
    limits: { streams: { ...SERVER_LIMITS.streams, waiting: 500_000 } },
  });
  const [ada, bob, grace] = [await join(workshop), await join(workshop, 'Bob'), await instruct(workshop)];
  const slow = await follow(workshop.url, ada.cookie, { reads: false });
  const quick = await follow(workshop.url, bob.cookie);
  // More than the sockets' own buffers hold, which are some megabytes.
  const files = { 'main.js': 'x'.repeat(100_000) };
  const count = 200;
  for (let sent = 1; sent <= count; sent++) {
    const command = { type: 'PushCheckpoint', id: newId(), exercise: 'event-loop/01-a-c-b', files } as const;
    await workshop.room.handle(command, { role: 'instructor', instructor: grace.id });
    await quick.until(() => checkpoints(quick) === sent);
  }
  slow.response.resume();
  await slow.ended;
  expect(slow.response.complete).toBe(false);
  const again = await follow(workshop.url, ada.cookie);
  await again.heard('welcome');
  expect(checkpoints(again)).toBe(count);
});

const checkpoints = ({ facts }: Follower) => facts.filter(({ type }) => type === 'CheckpointPushed').length;

test('a flood of joins meets a limit by address, and a room that can be full', async () => {
  const workshop = await startWorkshop({ limits: { joins: { burst: 5, perSecond: 0.001 } } });
  const answers = await Promise.allSettled(
    Array.from({ length: 8 }, (_, index) => join(workshop, `P${index}`)),
  );
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
  expect(
    String((answers.find(({ status }) => status === 'rejected') as PromiseRejectedResult).reason),
  ).toContain('429');
  expect(workshop.room.session.attendees.size).toBe(5);
});

test('a flood of commands meets a limit by attendee, and the others do not notice', async () => {
  const workshop = await startWorkshop({ limits: { commands: { burst: 5, perSecond: 0.001 } } });
  const [ada, bob] = [await join(workshop), await join(workshop, 'Bob')];
  const answers = await Promise.all(Array.from({ length: 9 }, () => ada.send(raise())));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([
    200, 200, 200, 200, 200, 429, 429, 429, 429,
  ]);
  expect((await bob.send(raise())).status).toBe(200);
});

test('streams cannot be exhausted by one person, and all together have a limit', async () => {
  const workshop = await startWorkshop({ limits: { streams: { perPerson: 2, total: 3, waiting: 1e6 } } });
  const [ada, bob] = [await join(workshop), await join(workshop, 'Bob')];
  const first = await follow(workshop.url, ada.cookie);
  const second = await follow(workshop.url, ada.cookie);
  const third = await follow(workshop.url, ada.cookie);
  await first.ended;
  expect(first.events).toContain('replaced');
  await Promise.all([second.heard('welcome'), third.heard('welcome')]);
  expect((await follow(workshop.url, bob.cookie)).status).toBe(200);
  expect((await follow(workshop.url, bob.cookie)).status).toBe(503);
  expect((await follow(workshop.url, 'nothing=')).status).toBe(401);
});

test('markup in a name stays text: JSON, one line of a stream, and no page for any browser', async () => {
  const workshop = await startWorkshop();
  const name = '<script>x</script>\u2028"';
  await join(workshop, name);
  const grace = await instruct(workshop);
  const follower = await follow(workshop.url, grace.cookie, { as: 'instructor' });
  await follower.heard('welcome');
  expect(follower.facts).toContainEqual(expect.objectContaining({ type: 'AttendeeJoined', name }));
  expect(follower.response.headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'x-content-type-options': 'nosniff',
  });
  const refused = await fetch(`${workshop.url}${API}/join`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: workshop.url },
    body: JSON.stringify(envelope({ type: '<script>x</script>', id: newId() })),
  });
  expect(refused.headers.get('content-type')).toContain('application/json');
  expect(refused.headers.get('x-content-type-options')).toBe('nosniff');
  expect(refused.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('a name that looks like a formula is a text in the table', async () => {
  const workshop = await startWorkshop();
  const eve = await join(workshop, '=HYPERLINK("x")');
  await eve.send({ type: 'ReportProgress', id: newId(), exercise: 'a/b', state: 'ran', failing: null });
  const grace = await instruct(workshop);
  const { body } = await read(workshop.url, '/export.csv?as=instructor', grace.cookie);
  expect(body['text']).toContain(`"'=HYPERLINK(""x"")"`);
});

test('the facts that go down, and what is exported, hold no command’s id', async () => {
  const workshop = await startWorkshop();
  await join(workshop);
  const grace = await instruct(workshop);
  const { body } = await read(workshop.url, '/export.json?as=instructor', grace.cookie);
  expect((body['facts'] as object[]).filter((fact) => 'id' in fact)).toEqual([]);
});

/** What the server answers to these bytes, until it hangs up. */
function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('utf8').on('data', (data: string) => (answer += data));
    socket.on('close', () => resolve(answer));
    socket.on('error', () => {});
  });
}

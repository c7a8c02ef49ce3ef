import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '#cli/install.mjs';
import { readFileSync } from 'node:fs';
import { BROKER_TRACE } from '#trace/broker-events.ts';
import { decodeTrace } from '#trace/codec.ts';
import { EVENT_STORE_TRACE } from '#trace/event-store-events.ts';
import { SCHEDULE_TRACE } from '#trace/schedule-events.ts';
import { isListening, PORTS } from '../../support/servers.ts';
import { tempFolder } from '../../support/temp.ts';

/** Where each broker is, where it is at all. */
const ADDRESSES = { rabbitmq: 'amqp:', redis: 'redis:', nats: 'nats:', mqtt: 'mqtt:' } as const;

/** A learner's program, the same for every broker. */
const PROGRAM = `
import { createBroker } from './kit.js';
const broker = createBroker();
const doomed = await broker.subscribe('orders', { group: 'stock' }, ({ message }) => console.log('lost', message.id));
await broker.publish('orders', { id: 'o-1' });
await broker.idle();
await broker.subscribe('orders', { group: 'stock' }, async ({ message, redelivered, ack }) => {
  console.log('reserved', message.id, redelivered);
  await ack();
});
await doomed.crash();
await broker.idle();
await broker.close();
`;

function run(...options: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const folder = tempFolder();
  folder.write('main.js', PROGRAM);
  return lab('run', 'event-sourcing/01-rebuild-a-balance', '--dir', folder.path, ...options);
}

function lab(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['src/cli/lab/main.ts', ...words],
      { cwd: join(ROOT) },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

const AS_IT_SHOULD = { code: 0, stdout: 'lost o-1\nreserved o-1 true\n', stderr: '' };

test('lab run --broker runs one program on the simulated broker, with or without being told', async () => {
  expect(await run()).toEqual(AS_IT_SHOULD);
  expect(await run('--broker', 'sim:')).toEqual(AS_IT_SHOULD);
});

for (const [server, protocol] of Object.entries(ADDRESSES) as [keyof typeof ADDRESSES, string][]) {
  test(`and on ${server}, with the same result`, async ({ skip }) => {
    if (!(await isListening(server))) skip(`${server} is not listening on port ${PORTS[server]}`);
    expect(await run('--broker', `${protocol}//127.0.0.1:${PORTS[server]}`)).toEqual(AS_IT_SHOULD);
  });
}

interface Told {
  type: string;
  message?: string | undefined;
}

const TOLD = ['ConsumerSubscribed', 'MessagePublished', 'MessageRouted', 'MessageDelivered', 'ConsumerLost'];
const wordsOf = (events: readonly Told[]) =>
  events.filter(({ type }) => TOLD.includes(type)).map(({ type, message }) => `${type} ${message ?? ''}`);

test('--trace keeps what happened as a file for the page, and --json has it too, on every broker that is there', async () => {
  const folder = tempFolder();
  const file = join(folder.path, 'run.trace');
  expect(await run('--trace', file)).toEqual(AS_IT_SHOULD);
  const simulated = decodeTrace(readFileSync(file, 'utf8'), [BROKER_TRACE]);
  expect(simulated.about).toEqual({ engine: 'simulated' });
  const words = wordsOf(simulated.events);
  expect(words).toContain('MessageDelivered o-1');
  for (const [server, protocol] of Object.entries(ADDRESSES) as [keyof typeof ADDRESSES, string][]) {
    if (!(await isListening(server))) continue;
    const { stdout } = await run('--broker', `${protocol}//127.0.0.1:${PORTS[server]}`, '--json');
    const { trace } = JSON.parse(stdout) as { trace: { kind: string; events: Told[] } };
    expect([server, trace.kind, wordsOf(trace.events).toSorted()]).toEqual([
      server,
      'broker',
      words.toSorted(),
    ]);
  }
});

test.each([
  ['idempotent-consumer/02-dies-in-the-middle', SCHEDULE_TRACE, 'CounterexampleFound'],
  ['event-sourcing/04-snapshots', EVENT_STORE_TRACE, 'StateLoaded'],
])('what the program of %s records is kept as its page draws it', async (exercise, kind, told) => {
  const file = join(tempFolder().path, 'run.trace');
  const { stderr } = await lab('run', exercise, '--trace', file);
  expect(stderr).toBe('');
  const trace = decodeTrace<{ type: string }>(readFileSync(file, 'utf8'), [kind]);
  expect(trace.events.map(({ type }) => type)).toContain(told);
});

test.each([
  ['another kind of broker', ['--broker', 'kafka://localhost'], 'kafka://localhost'],
  ['an engine that reaches none', ['--broker', 'amqp://localhost', '--engine', 'embedded'], '--engine node'],
])('%s is refused, with what to do', async (_what, options, words) => {
  const { code, stderr } = await run(...options);
  expect(code).toBe(2);
  expect(stderr).toContain(words);
});

test('a broker that is not there is an error of the program, which names the place', async () => {
  const { code, stderr } = await run('--broker', 'redis://127.0.0.1:1');
  expect(code).toBe(1);
  expect(stderr).toContain('127.0.0.1:1');
});

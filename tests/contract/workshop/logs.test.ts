import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { openNatsLog } from '#server/log/nats-log.ts';
import { openSqliteLog } from '#server/log/sqlite-log.ts';
import type { FactLog } from '#workshop/log.ts';
import { createMemoryLog } from '#workshop/memory-log.ts';
import { createRoom } from '#workshop/room.ts';
import { startOwnBroker, type OwnBroker } from '../../conformance/own-broker.ts';
import { tempFolder } from '../../support/temp.ts';
import { logContract, type OpenLog } from './log-contract.ts';

function closedAfter<Log extends FactLog>(log: Log): Log {
  onTestFinished(() => log.close());
  return log;
}

const inMemory: OpenLog = () => {
  const log = createMemoryLog();
  return Promise.resolve({ log, again: () => Promise.resolve(log) });
};

const inSqlite: OpenLog = () => {
  const file = join(tempFolder().path, 'session.db');
  const open = () => closedAfter(openSqliteLog(file));
  return Promise.resolve({ log: open(), again: () => Promise.resolve(open()) });
};

describe.each<[string, OpenLog]>([
  ['in memory', inMemory],
  ['in SQLite', inSqlite],
])('a session’s log %s', (_name, open) => {
  logContract(open);
});

test('of a forgotten name there is no trace in the files of a session', async () => {
  const { path } = tempFolder();
  const log = openSqliteLog(join(path, 'session.db'));
  const room = await createRoom({ log, now: () => 1 });
  const [name, ada] = ['Ada Lovelace-Ungewöhnlich', { role: 'attendee', attendee: 'ada-0001' }] as const;
  const written = () => readdirSync(path).filter((file) => readFileSync(join(path, file)).includes(name));
  await room.handle(
    { type: 'OpenSession', id: 'open-0001', title: 'Streams' },
    { role: 'instructor', instructor: 'i' },
  );
  await room.handle({ type: 'Join', id: 'join-0001', name, mirrors: false }, ada);
  expect(written()).toEqual(['session.db-names']);
  await room.handle({ type: 'ForgetName', id: 'forget-01' }, ada);
  expect(written()).toEqual([]);
  await room.close();
  expect(written()).toEqual([]);
});

describe('a session’s log in JetStream', () => {
  let broker: OwnBroker | string = '';
  let sessions = 0;
  beforeAll(async () => {
    broker = await startOwnBroker('nats');
  });
  beforeEach((context) => {
    if (typeof broker === 'string') context.skip(broker);
  });
  afterAll(async () => {
    if (typeof broker === 'object') await broker.stop();
  });

  logContract(async () => {
    sessions += 1;
    const { url } = broker as OwnBroker;
    const session = `s${sessions}`;
    const open = async () => closedAfter(await openNatsLog({ url, session }));
    return { log: await open(), again: open };
  });
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBroker, createDatabase } from '#kit/kit.ts';
import { sequenceOfBroker } from '#views/sequence/broker-rows.ts';
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { Recorded } from '#trace/trace.ts';

const TRACE = Symbol.for('handbook.trace');
const globals = globalThis as unknown as Record<symbol, unknown>;
const traced: BrokerEvent[] = [];

beforeEach(() => {
  traced.length = 0;
  globals[TRACE] = (event: BrokerEvent) => void traced.push(event);
});
afterEach(() => void Reflect.deleteProperty(globals, TRACE));

/** What has come of a promise a moment later. */
async function soon(promise: Promise<unknown>): Promise<unknown> {
  const later = new Promise((resolve) => setTimeout(resolve, 5, 'nothing yet'));
  return Promise.race([promise, later]);
}

describe('the database of a program that runs by itself', () => {
  test('keeps keys in the order in which they were first written, and a transaction sees its own', async () => {
    const db = createDatabase().connect('orders');
    for (const key of ['outbox/e-9', 'orders/o-1', 'outbox/e-17', 'outbox/e-10']) await db.set(key, true);
    await db.set('outbox/e-9', 'again');
    await db.delete('outbox/e-17');
    expect(await db.keys('outbox/')).toEqual(['outbox/e-9', 'outbox/e-10']);
    const inside = await db.transaction(async (tx) => {
      await tx.delete('outbox/e-9');
      await tx.set('outbox/e-1', true);
      return tx.keys('outbox/');
    });
    expect(inside).toEqual(['outbox/e-10', 'outbox/e-1']);
    expect(await db.keys('outbox/')).toEqual(inside);
  });

  test('the trace says when a row that has a state comes into another one, and who has brought it there', async () => {
    const db = createDatabase().connect('orders');
    await db.set('sagas/o-1', { state: 'reserving' });
    await db.set('sagas/o-1', { state: 'reserving', tries: 2 });
    await db.insert('sagas/o-1', { state: 'taken already' });
    await db.set('stock/b-1', { copies: 3 });
    const given = db.transaction(async (tx) => {
      await tx.set('sagas/o-1', { state: 'given up' });
      throw new Error('rolled back');
    });
    await expect(given).rejects.toThrow('rolled back');
    await db.transaction(async (tx) => {
      await tx.set('sagas/o-1', { state: 'passed over' });
      await tx.set('sagas/o-1', { state: 'charging' });
    });
    await db.insert('sagas/o-2', { state: 'new' });
    expect(traced.filter(({ type }) => type === 'StateEntered')).toEqual([
      { type: 'StateEntered', process: 'orders', subject: 'sagas/o-1', state: 'reserving' },
      { type: 'StateEntered', process: 'orders', subject: 'sagas/o-1', state: 'charging' },
      { type: 'StateEntered', process: 'orders', subject: 'sagas/o-2', state: 'new' },
    ]);
  });

  test('a process that dies takes its transaction along, and lets the next one begin', async () => {
    const database = createDatabase();
    const dying = database.connect('orders');
    const begun = dying.transaction(async (tx) => {
      await tx.set('orders/o-1', 1);
      await new Promise(() => {});
    });
    expect(await soon(begun)).toBe('nothing yet');
    const next = database.connect('relay').transaction((tx) => tx.get('orders/o-1'));
    expect(await soon(next)).toBe('nothing yet');
    database.crash('orders');
    expect(await next).toBeUndefined();
    expect(await soon(dying.get('orders/o-1'))).toBe('nothing yet');
    await database.connect('orders').set('orders/o-2', 2);
    expect(database.keys()).toEqual(['orders/o-2']);
  });

  test('what a dead process still ends does not take the database from the one that has it', async () => {
    const database = createDatabase();
    const late = Promise.withResolvers<never>();
    const dying = database.connect('orders').transaction(() => late.promise);
    dying.catch(() => {});
    await soon(dying);
    database.crash('orders');
    const relay = database.connect('relay');
    const first = relay.transaction(async (tx) => {
      const before = await tx.get('n');
      late.reject(new Error('too late'));
      await soon(dying.catch(() => {}));
      await tx.set('n', Number(before ?? 0) + 1);
    });
    const second = relay.transaction(async (tx) => tx.set('n', Number((await tx.get('n')) ?? 0) + 1));
    await Promise.all([first, second]);
    expect(database.peek('n')).toBe(2);
  });
});

test('the picture has a lane for each process, and publications come from theirs', async () => {
  const database = createDatabase();
  const broker = createBroker();
  await broker.connect('points').subscribe('orders', { group: 'points' }, ({ ack }) => ack());
  await database.connect('orders').transaction(async (tx) => {
    await tx.set('outbox/e-1', { topic: 'orders', message: {} });
    await tx.set('orders/o-1', 2500);
  });
  await broker.connect('relay').publish('orders', { id: 'e-1' });
  database.crash('orders');
  await broker.idle();
  await broker.close();
  const events = traced.map((event, seq) => ({ ...event, seq, at: seq })) as Recorded<BrokerEvent>[];
  const { lanes, rows } = sequenceOfBroker(events);
  expect(lanes.map(({ name }) => name)).toEqual(['broker', 'points', 'orders', 'the database', 'relay']);
  const told = rows.map(({ from, to, label, aside }) =>
    [lanes[from]?.name, lanes[to]?.name, label, aside].join(' | '),
  );
  expect(told).toContain('orders | the database | commit | outbox/e-1, orders/o-1: 2500');
  expect(told).toContain('relay | broker | e-1 | to orders');
  expect(told).toContain('orders | orders | crashes | ');
});

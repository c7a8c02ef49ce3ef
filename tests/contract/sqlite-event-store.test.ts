import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { openSqliteEventStore } from '#brokers/sqlite-event-store/open.ts';
import { createProjection } from '#sim/event-store/projection.ts';
import { subscribe } from '#sim/event-store/subscription.ts';
import { tempFolder } from '../support/temp.ts';
import { credited } from './event-store/contract.ts';

const APPENDER = fileURLToPath(new URL('event-store/appender.ts', import.meta.url));
const newFile = () => join(tempFolder().path, 'events.db');

function open(file: string) {
  const store = openSqliteEventStore({ file });
  onTestFinished(() => store.close());
  return store;
}

interface Appender {
  child: ChildProcess;
  out: () => string;
  err: () => string;
}

function append(file: string, stream: string, size: number, batches: number): Appender {
  const child = spawn(process.execPath, [APPENDER, file, stream, String(size), String(batches)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  let err = '';
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (err += data.toString()));
  return { child, out: () => out, err: () => err };
}

/** Every batch in the log whole, its parts side by side and in their order. */
function wholeBatches(file: string, size: number): number {
  const store = open(file);
  const events = store.readAll();
  expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index + 1));
  expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1));
  expect(events.map(({ part }) => part)).toEqual(events.map((_, index) => index % size));
  expect(events.length % size).toBe(0);
  return events.length / size;
}

const walBytes = (file: string) => statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;

test('a process killed in the middle of an append leaves nothing of that batch', async () => {
  const file = newFile();
  open(file).append('other', 0, [credited(1)]);
  const before = walBytes(file);
  const { child, out } = append(file, 'c-7', 60_000, 1);
  // The batch is larger than SQLite's cache, so the log beside the file grows long before the commit.
  while (walBytes(file) < before + 3_000_000 && child.exitCode === null) await sleep(2);
  child.kill('SIGKILL');
  await once(child, 'close');
  expect(out()).toBe('');

  const store = open(file);
  expect([store.position(), store.version('c-7')]).toEqual([1, 0]);
  expect(store.append('c-7', 0, [credited(5)])).toMatchObject({ version: 1, position: 2 });
});

test('killed at any moment, it leaves whole batches, and every one that it was told of', async () => {
  for (const lines of [3, 10, 25]) {
    const file = newFile();
    const { child, out } = append(file, 'c-7', 7, 1_000_000);
    while (out().split('\n').length <= lines && child.exitCode === null) await sleep(1);
    child.kill('SIGKILL');
    await once(child, 'close');
    const told = out().split('\n').length - 1;
    const found = wholeBatches(file, 7);
    expect(told).toBeGreaterThanOrEqual(lines);
    expect([told, told + 1]).toContain(found);
  }
});

test('two processes that append to one stream lose nothing, and their batches do not mix', async () => {
  const file = newFile();
  open(file);
  const both = [append(file, 'c-7', 4, 60), append(file, 'c-7', 4, 60)];
  const codes = await Promise.all(both.map(({ child }) => once(child, 'close')));
  expect(codes.map(([code]) => code as number)).toEqual([0, 0]);
  expect(wholeBatches(file, 4)).toBe(120);
  const writers = new Map<unknown, number[]>();
  for (const { writer, batch, part } of open(file).readAll()) {
    if (part !== 0) continue;
    writers.set(writer, [...(writers.get(writer) ?? []), Number(batch)]);
  }
  const inOrder = Array.from({ length: 60 }, (_, index) => index + 1);
  expect([...writers.values()]).toEqual([inOrder, inOrder]);
});

test('of two handles on one file the second to append conflicts, and poll wakes its subscriptions', () => {
  const file = newFile();
  const [here, there] = [open(file), open(file)];
  const seen: number[] = [];
  subscribe(here, { name: 'page', onEvent: ({ position }) => seen.push(position) });
  there.append('c-7', 0, [credited(80)]);
  expect(() => here.append('c-7', 0, [credited(1)])).toThrow('expected version 0, found version 1');
  expect(seen).toEqual([]);
  here.poll();
  expect(seen).toEqual([1]);
  here.poll();
  expect(seen).toEqual([1]);
});

test('a reopened store has its events, ids, snapshots and progress', () => {
  const file = newFile();
  const first = openSqliteEventStore({ file });
  const batch = [credited(80, 'e-1'), credited(20, 'e-2')];
  first.append('c-7', 0, batch);
  first.snapshots.save('c-7', { version: 2, code: 1, state: 100 });
  const sum = {
    name: 'sum',
    initialState: () => 0,
    apply: (n: number, e: object) => n + Number((e as { points: 1 }).points),
  };
  createProjection(first, sum).catchUp();
  first.close();

  const second = open(file);
  expect(second.read('c-7').map(({ points }) => points)).toEqual([80, 20]);
  expect(second.append('c-7', 0, batch)).toEqual({ version: 2, position: 2, repeated: true });
  expect(second.snapshots.load('c-7')).toEqual({ version: 2, code: 1, state: 100 });
  const resumed = createProjection(second, sum);
  expect([resumed.read(), resumed.checkpoint]).toEqual([100, 2]);
});

import { join } from 'node:path';
import { describe, onTestFinished } from 'vitest';
import { openSqliteEventStore } from '#brokers/sqlite-event-store/open.ts';
import { createEventStore } from '#sim/event-store/memory.ts';
import { tempFolder } from '../support/temp.ts';
import { appendContract, readContract, type OpenStore } from './event-store/contract.ts';
import { idempotencyContract, traceContract } from './event-store/ids-and-trace.ts';
import { commandContract, projectionContract, subscriptionContract } from './event-store/readers.ts';

const onDisk: OpenStore = (options) => {
  const store = openSqliteEventStore({ ...options, file: join(tempFolder().path, 'events.db') });
  onTestFinished(() => store.close());
  return store;
};

describe.each<[string, OpenStore]>([
  ['in memory', createEventStore],
  ['in SQLite', onDisk],
])('event store %s', (_name, open) => {
  describe('append', () => {
    appendContract(open);
  });
  describe('ids', () => {
    idempotencyContract(open);
  });
  describe('read', () => {
    readContract(open);
  });
  describe('trace', () => {
    traceContract(open);
  });
  describe('subscriptions', () => {
    subscriptionContract(open);
  });
  describe('projections', () => {
    projectionContract(open);
  });
  describe('commands', () => {
    commandContract(open);
  });
});

/** Subscriptions, projections and command handling over every kind of store. */
import { expect, test } from 'vitest';
import { EVENT_STORE_TRACE, type EventStoreEvent } from '#trace/event-store-events.ts';
import { wrongEvent } from '#trace/fields.ts';
import { handle, loadState, type Decider } from '#sim/event-store/decider.ts';
import {
  ConflictError,
  type EventStore,
  type NewEvent,
  type StoredEvent,
} from '#sim/event-store/event-store.ts';
import { createProjection, createReadModel } from '#sim/event-store/projection.ts';
import { subscribe } from '#sim/event-store/subscription.ts';
import { createWorld } from '#sim/world.ts';
import { credited, type OpenStore } from './contract.ts';

const fill = (store: EventStore, count: number, stream = 'c-7') => {
  for (let n = 1; n <= count; n++) store.append(stream, 'any', [credited(n)]);
};

export function subscriptionContract(open: OpenStore): void {
  test('a subscription catches up and goes live without a gap or a duplicate, whenever somebody appends', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const world = createWorld({ seed });
      const store = open();
      const reader = world.process('reader');
      const writer = world.process('writer');
      const random = world.random.fork('writer');
      fill(store, random.between(0, 25));
      const history = store.position();
      for (let n = 0; n < 20; n++) {
        writer.after(random.between(0, 30), () => fill(store, random.between(1, 3), random.pick(['a', 'b'])));
      }
      const seen: number[] = [];
      let caughtUp = 0;
      const subscription = subscribe(store, {
        name: 'mailer',
        batch: 3,
        schedule: (run) => reader.after(random.between(0, 4), run),
        onEvent: ({ position }) => seen.push(position),
        onCaughtUp: () => caughtUp++,
      });
      world.advanceTo(1000);
      expect(seen).toEqual(Array.from({ length: store.position() }, (_, index) => index + 1));
      expect([subscription.status, subscription.position, caughtUp]).toEqual(['live', store.position(), 1]);
      expect(store.position()).toBeGreaterThanOrEqual(history + 20);
    }
  });

  test('it resumes behind a position, and hands over only what the filter lets through', () => {
    const store = open();
    fill(store, 4);
    const seen: number[] = [];
    const subscription = subscribe(store, {
      name: 'even',
      after: 1,
      filter: ({ points }) => Number(points) % 2 === 0,
      onEvent: ({ position }) => seen.push(position),
    });
    fill(store, 3);
    expect(seen).toEqual([2, 4, 6]);
    expect(subscription.position).toBe(7);
  });

  test('a handler that appends is called again for what it has appended, after the present event', () => {
    const store = open();
    const log: string[] = [];
    subscribe(store, {
      name: 'policy',
      onEvent({ type, position }) {
        log.push(`${position} begins`);
        if (type === 'PointsCredited') store.append('mails', 'any', [{ type: 'MailSent' }]);
        log.push(`${position} ends`);
      },
    });
    fill(store, 1);
    expect(log).toEqual(['1 begins', '1 ends', '2 begins', '2 ends']);
  });

  test('a handler that throws ends its subscription, neither the append nor another subscription', () => {
    const store = open();
    const seen: number[] = [];
    const failing = subscribe(store, {
      name: 'failing',
      onEvent({ position }) {
        if (position === 2) throw new Error('no mail server');
      },
    });
    subscribe(store, { name: 'other', onEvent: ({ position }) => seen.push(position) });
    fill(store, 3);
    expect(seen).toEqual([1, 2, 3]);
    expect([failing.status, failing.position]).toEqual(['failed', 1]);
    expect(failing.error).toEqual(new Error('no mail server'));
  });

  test('a stopped subscription hears nothing more, also when it stops inside its handler', () => {
    const store = open();
    const seen: number[] = [];
    const subscription = subscribe(store, {
      name: 'two',
      onEvent({ position }) {
        seen.push(position);
        if (position === 2) subscription.stop();
      },
    });
    fill(store, 4);
    expect(seen).toEqual([1, 2]);
    expect(subscription.status).toBe('stopped');
  });
}

const sum = (total: number, { points = 0 }: StoredEvent) => total + Number(points);
const total = (name: string) => ({ name, initialState: () => 0, apply: sum });

export function projectionContract(open: OpenStore): void {
  test('a projection reads only what is new, and a new one of that name resumes where it was saved', () => {
    const store = open();
    fill(store, 3);
    const first = createProjection(store, total('total'));
    expect([first.catchUp(2), first.read(), first.checkpoint]).toEqual([false, 3, 2]);

    let applied = 0;
    const apply = (state: number, event: StoredEvent) => (applied++, sum(state, event));
    const second = createProjection(store, { ...total('total'), apply });
    expect([second.read(), second.checkpoint]).toEqual([3, 2]);
    expect([second.catchUp(), second.read(), second.checkpoint, applied]).toEqual([true, 6, 3, 1]);
  });

  test('if apply throws, rows and checkpoint still belong together', () => {
    const store = open();
    fill(store, 3);
    let broken = true;
    const apply = (state: number, event: StoredEvent) => {
      if (broken && event.position === 3) throw new Error('a mistake in the projection');
      return sum(state, event);
    };
    const projection = createProjection(store, { ...total('total'), apply });
    expect(() => projection.catchUp()).toThrow('a mistake');
    expect([projection.read(), projection.checkpoint]).toEqual([0, 0]);
    broken = false;
    projection.catchUp();
    expect(projection.read()).toBe(6);
  });

  test('a rebuild goes on beside the old rows, and takes over when it has caught up', () => {
    const store = open();
    fill(store, 5);
    const page = createReadModel(store, createProjection(store, total('total-1')));
    page.catchUp();
    page.rebuild(createProjection(store, { ...total('total-2'), apply: (count) => count + 1 }));
    page.catchUp(2);
    expect([page.read(), page.answeredBy]).toEqual([15, 'total-1']);
    fill(store, 1); // the shop is open
    page.catchUp(2);
    expect([page.read(), page.answeredBy]).toEqual([16, 'total-1']);
    page.catchUp(2);
    expect([page.read(), page.answeredBy]).toEqual([6, 'total-2']);
  });
}

type Command = { type: string; points: number };
const account: Decider<number, Command> = {
  initialState: () => 0,
  decide(balance, { type, points }) {
    if (type === 'CreditPoints') return points === 0 ? [] : [{ type: 'PointsCredited', points }];
    return [{ type: points > balance ? 'RedemptionRefused' : 'PointsRedeemed', points }];
  },
  evolve(balance, { type, points }) {
    if (type === 'PointsCredited') return balance + Number(points);
    if (type === 'PointsRedeemed') return balance - Number(points);
    if (type === 'RedemptionRefused') return balance;
    throw new Error(`evolve does not know ${type}`);
  },
};
const types = (events: readonly NewEvent[]) => events.map(({ type }) => type);
const redeem = { type: 'RedeemPoints', points: 50 };

export function commandContract(open: OpenStore): void {
  test('of two redemptions at once one is granted, and the other decided anew', async () => {
    const store = open();
    store.append('c-7', 0, [credited(80)]);
    const slow = {
      ...account,
      decide: async (...args: Parameters<typeof account.decide>) => account.decide(...args),
    };
    const both = await Promise.all([handle(store, slow, 'c-7', redeem), handle(store, slow, 'c-7', redeem)]);
    expect(both.map(({ events }) => types(events))).toEqual([['PointsRedeemed'], ['RedemptionRefused']]);
    expect(both.map(({ attempts, state, version }) => [attempts, state, version])).toEqual([
      [1, 30, 2],
      [2, 30, 3],
    ]);
  });

  test('after as many conflicts as it has attempts, the last one is thrown', async () => {
    const store = open();
    let decisions = 0;
    const rival = {
      ...account,
      decide(balance: number, command: Command) {
        decisions++;
        store.append('c-7', 'any', [credited(1)]);
        return account.decide(balance, command);
      },
    };
    await expect(handle(store, rival, 'c-7', redeem, { attempts: 4 })).rejects.toThrow(ConflictError);
    expect([decisions, store.version('c-7')]).toEqual([4, 4]);
  });

  test('nothing decided is nothing appended', async () => {
    const store = open();
    store.append('c-7', 0, [credited(80)]);
    const handled = await handle(store, account, 'c-7', { type: 'CreditPoints', points: 0 });
    expect(handled).toMatchObject({ events: [], state: 80, version: 1, position: 1 });
    expect(store.version('c-7')).toBe(1);
  });

  test('a snapshot shortens the replay, is ignored for other code, and never changes the state', () => {
    const store = open();
    fill(store, 10);
    const policy = { code: 1, every: 5 };
    expect(loadState(store, account, 'c-7', policy)).toEqual({ state: 55, version: 10, replayed: 10 });
    fill(store, 3);
    expect(loadState(store, account, 'c-7', policy)).toEqual({ state: 61, version: 13, replayed: 3 });
    expect(loadState(store, account, 'c-7')).toEqual({ state: 61, version: 13, replayed: 13 });
    expect(loadState(store, account, 'c-7', { code: 2, every: 99 })).toEqual({
      state: 61,
      version: 13,
      replayed: 13,
    });
    expect(loadState(store, account, 'c-7', { code: 1, every: 99 })).toMatchObject({ replayed: 3 });
  });

  test('a snapshot from the future of its stream is not trusted', () => {
    const store = open();
    fill(store, 2);
    store.snapshots.save('c-7', { version: 9, code: 1, state: 1000 });
    expect(loadState(store, account, 'c-7', { code: 1, every: 99 })).toMatchObject({ state: 3, version: 2 });
  });

  test('readers and commands write the trace of their store, in its shapes', async () => {
    const events: EventStoreEvent[] = [];
    const store = open({ record: (event) => events.push(event) });
    await handle(
      store,
      account,
      'c-7',
      { type: 'CreditPoints', points: 80 },
      { snapshots: { code: 1, every: 1 } },
    );
    loadState(store, account, 'c-7', { code: 1, every: 1 });
    loadState(store, account, 'c-7', { code: 2, every: 9 });
    const page = createReadModel(store, createProjection(store, total('total-1')));
    page.rebuild(createProjection(store, total('total-2')));
    page.catchUp();
    subscribe(store, { name: 'mailer', onEvent: () => {} });
    subscribe(store, {
      name: 'broken',
      onEvent() {
        throw new Error('no mail server');
      },
    });
    for (const event of events) expect(wrongEvent(EVENT_STORE_TRACE.events, event)).toBeUndefined();
    expect(events.map(({ type }) => type)).toEqual([
      'StateLoaded',
      'CommandDecided',
      'EventAppended',
      'StateLoaded',
      'SnapshotTaken',
      'SnapshotIgnored',
      'StateLoaded',
      'ProjectionAdvanced',
      'ProjectionAdvanced',
      'ProjectionSwitched',
      'SubscriptionStarted',
      'SubscriptionCaughtUp',
      'SubscriptionStarted',
      'SubscriptionFailed',
    ]);
  });
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileGlob } from '#sim/pub-sub/glob.ts';
import { createInterest } from '#sim/pub-sub/interest.ts';
import { createNatsCore, type Answer } from '#sim/pub-sub/nats-core.ts';
import { createRedisPubSub } from '#sim/pub-sub/redis-pub-sub.ts';
import { createWorld } from '#sim/world.ts';
import { BROKER_TRACE, type BrokerEvent } from '#trace/broker-events.ts';
import { wrongEvent } from '#trace/fields.ts';

const ignore = () => {};

describe('Redis Pub/Sub', () => {
  test('the trace tells who got what, and what nobody got', () => {
    const trace: BrokerEvent[] = [];
    const redis = createRedisPubSub({ record: (event) => trace.push(event) });
    const shop = redis.connect('shop', { onMessage: ignore });
    const mail = redis.connect('mail', { onMessage: ignore });
    shop.publish('orders', 'o-1');
    mail.pSubscribe(['ord*']);
    shop.publish('orders', 'o-2');
    mail.subscribe(['orders', 'refunds']);
    mail.unsubscribe(['orders', 'nothing']);
    mail.close();
    expect(trace).toEqual([
      { type: 'MessagePublished', message: 'm1', to: 'orders' },
      { type: 'MessageDropped', message: 'm1', reason: 'nobody is subscribed' },
      { type: 'ConsumerSubscribed', consumer: 'mail', queue: 'ord*' },
      { type: 'MessagePublished', message: 'm2', to: 'orders' },
      { type: 'MessageDelivered', message: 'm2', queue: 'ord*', consumer: 'mail', redelivered: false },
      { type: 'ConsumerSubscribed', consumer: 'mail', queue: 'orders' },
      { type: 'ConsumerSubscribed', consumer: 'mail', queue: 'refunds' },
      { type: 'ConsumerCancelled', consumer: 'mail', queue: 'orders' },
      { type: 'ConsumerLost', consumer: 'mail' },
    ]);
    for (const event of trace) expect(wrongEvent(BROKER_TRACE.events, event)).toBeUndefined();
  });

  test('a subscriber that leaves while a message is handed out still gets this one, as on a server', () => {
    const redis = createRedisPubSub({ record: ignore });
    const got: string[] = [];
    const second = redis.connect('b', { onMessage: ({ message }) => got.push(message) });
    const first = redis.connect('a', { onMessage: () => second.close() });
    first.subscribe(['orders']);
    second.subscribe(['orders']);
    const publisher = redis.connect('p', { onMessage: ignore });
    expect([publisher.publish('orders', 'o-1'), publisher.publish('orders', 'o-2')]).toEqual([2, 1]);
    expect(got).toEqual(['o-1']);
  });

  test('a pattern with many stars does not take for ever', () => {
    const matches = compileGlob(`${'*a'.repeat(40)}b`);
    expect(matches('a'.repeat(5000))).toBe(false);
    expect(matches(`${'a'.repeat(5000)}b`)).toBe(true);
  });

  test('an escaped text is a pattern that only this text fits', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, other) => {
        const matches = compileGlob(text.replace(/[*?[\]\\^-]/g, '\\$&'));
        expect(matches(text)).toBe(true);
        expect(matches(other)).toBe(other === text);
      }),
    );
  });
});

describe('core NATS', () => {
  test('the seed decides which member of a queue group gets a message', () => {
    const shareOf = (seed: number) => {
      const nats = createNatsCore({ world: createWorld({ seed }), record: ignore });
      const connection = nats.connect('c');
      const got: string[] = [];
      for (const member of ['a', 'b', 'c']) {
        connection.subscribe('jobs', { queue: 'workers', onMessage: () => got.push(member) });
      }
      for (let n = 0; n < 12; n++) connection.publish('jobs', '');
      return got.join('');
    };
    expect(shareOf(1)).toBe(shareOf(1));
    expect(shareOf(1)).not.toBe(shareOf(2));
  });

  test('a subscription that another one ends while a message is handed out does not get it', () => {
    const nats = createNatsCore({ world: createWorld({ seed: 1 }), record: ignore });
    const connection = nats.connect('c');
    const got: string[] = [];
    connection.subscribe('orders', { onMessage: () => second.unsubscribe() });
    const second = connection.subscribe('orders', { onMessage: ({ data }) => got.push(data) });
    connection.publish('orders', 'o-1');
    expect(got).toEqual([]);
  });

  test('a request ends exactly when its time is over, and an answer after that is nobody’s', () => {
    const world = createWorld({ seed: 1 });
    const trace: BrokerEvent[] = [];
    const nats = createNatsCore({ world, record: (event) => trace.push(event) });
    const [asking, slow] = [nats.connect('asking'), nats.connect('slow')];
    slow.subscribe('price', {
      onMessage: ({ reply = '' }) => world.process('slow').after(300, () => slow.publish(reply, '3.20')),
    });
    const answers: Answer[] = [];
    asking.request('price', 'tea', { timeout: 200 }, (answer) => answers.push(answer));
    world.advanceTo(199);
    expect(answers).toEqual([]);
    world.advanceTo(200);
    expect(answers).toMatchObject([{ error: { name: 'TimeoutError' } }]);
    world.advanceTo(400);
    expect(answers).toHaveLength(1);
    expect(trace.at(-1)).toEqual({
      type: 'MessageDropped',
      message: 'm2',
      reason: 'nobody is subscribed',
    });
    for (const event of trace) expect(wrongEvent(BROKER_TRACE.events, event)).toBeUndefined();
  });

  test('what a dead connection was waiting for never comes', () => {
    const world = createWorld({ seed: 1 });
    const nats = createNatsCore({ world, record: ignore });
    nats.connect('silent').subscribe('price', { onMessage: ignore });
    const asking = nats.connect('asking');
    const answers: Answer[] = [];
    asking.request('price', 'tea', { timeout: 200 }, (answer) => answers.push(answer));
    asking.close();
    world.advanceTo(1000);
    expect(answers).toEqual([]);
  });

  test('the tree finds what a comparison token by token finds', () => {
    const subject = (tokens: string[]) =>
      fc.array(fc.constantFrom(...tokens), { minLength: 1, maxLength: 4 }).map((all) => all.join('.'));
    const wanted = subject(['a', 'b', '*']).chain((start) => fc.constantFrom(start, `${start}.>`));
    fc.assert(
      fc.property(fc.array(wanted), subject(['a', 'b', 'c']), (subscriptions, published) => {
        const tree = createInterest<number>();
        subscriptions.forEach((one, index) => tree.add(one, index));
        const expected = subscriptions.flatMap((one, index) => (fits(one, published) ? [index] : []));
        expect(tree.match(published).toSorted((a, b) => a - b)).toEqual(expected);
      }),
    );
  });
});

function fits(wanted: string, published: string): boolean {
  const pattern = wanted.replaceAll('.', '\\.').replaceAll('*', '[^.]+').replace(/>$/, '.+');
  return new RegExp(`^${pattern}$`).test(published);
}

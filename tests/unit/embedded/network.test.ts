/** The simulated network under conditions that a lab may set: latency, jitter, refusals, cuts and small buffers. */
import { describe, expect, test } from 'vitest';
import { completeConditions, type NetworkConditions } from '#runtime/embedded/core/network/conditions.ts';
import type { Arrival, Endpoint } from '#runtime/embedded/core/network/endpoint.ts';
import { createLoopback } from '#runtime/embedded/core/network/loopback.ts';

/** A clock and a list of what is to come: `run` carries out everything. */
function createWorld(given: Partial<NetworkConditions> = {}) {
  const due: { time: number; run: () => void }[] = [];
  let now = 0;
  const network = createLoopback(
    {
      now: () => now,
      at: (time, run) => void due.push({ time, run }),
      soon: (run) => void due.push({ time: now, run }),
    },
    completeConditions(given),
  );
  function runAll(): void {
    for (;;) {
      const next = due.reduce<(typeof due)[0] | undefined>(
        (first, one) => (first === undefined || one.time < first.time ? one : first),
        undefined,
      );
      if (!next) return;
      due.splice(due.indexOf(next), 1);
      now = Math.max(now, next.time);
      next.run();
    }
  }
  return { network, run: runAll, now: () => now };
}

const place = { address: '127.0.0.1', port: 80 };
const show = (arrival: Arrival): string =>
  'bytes' in arrival ? new TextDecoder().decode(arrival.bytes) : 'end' in arrival ? '<end>' : arrival.error;

function connect(world: ReturnType<typeof createWorld>): { client: Endpoint | string; server?: Endpoint } {
  const found: { client: Endpoint | string; server?: Endpoint } = { client: 'never' };
  if (world.network.reserve(place.address, place.port) === place.port)
    world.network.listen(place, { accept: (end) => (found.server = end) });
  world.network.connect(place, (result) => (found.client = result));
  world.run();
  return found;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the simulated network', () => {
  test('takes no time unless told to, and twice the latency for a connection', () => {
    const quick = createWorld();
    connect(quick);
    expect(quick.now()).toBe(0);
    const slow = createWorld({ latencyMs: 40 });
    connect(slow);
    expect(slow.now()).toBe(80);
  });

  test('delivers what was sent in its order, whatever the jitter, the same for the same seed', () => {
    const listen = (seed: number): [string, number] => {
      const world = createWorld({ latencyMs: 5, jitterMs: 50, seed });
      const { client, server } = connect(world);
      let heard = '';
      server!.start((arrival) => (heard += show(arrival)));
      for (const letter of 'abcdef') (client as Endpoint).write(bytes(letter), () => {});
      (client as Endpoint).shutDown();
      world.run();
      return [heard, world.now()];
    };
    expect(listen(1)[0]).toBe('abcdef<end>');
    expect(listen(1)).toEqual(listen(1));
    expect(listen(2)[1]).not.toBe(listen(1)[1]);
  });

  test('cuts the connection that it is told to, after so many bytes of the server', () => {
    const world = createWorld({ cuts: [{ connection: 2, afterBytes: 3 }] });
    const heardOf = (): string => {
      const { client, server } = connect(world);
      let heard = '';
      (client as Endpoint).start((arrival) => (heard += show(arrival)));
      let there = '';
      server!.start((arrival) => (there += show(arrival)));
      server!.write(bytes('events'), () => {});
      world.run();
      return `${heard}|${there}`;
    };
    expect(heardOf()).toBe('events|');
    world.network.release(place);
    expect(heardOf()).toBe('eveECONNRESET|ECONNRESET');
  });

  test('refuses where nobody listens, and as often as it is told to', () => {
    const world = createWorld();
    let answer: unknown;
    world.network.connect(place, (result) => (answer = result));
    world.run();
    expect(answer).toBe('ECONNREFUSED');
    expect(connect(createWorld({ refused: 1 })).client).toBe('ECONNREFUSED');
  });

  test('a write is done at once while the other end keeps up, and later when it has read', () => {
    const world = createWorld({ bufferBytes: 4 });
    const { client, server } = connect(world);
    let drained = 0;
    const send = (): boolean => (client as Endpoint).write(bytes('abc'), () => drained++).sent;
    expect([send(), send()]).toEqual([true, false]);
    world.run();
    expect(drained).toBe(0);
    server!.start(() => {});
    world.run();
    expect(drained).toBe(1);
  });

  test('a port is given once', () => {
    const { network } = createWorld();
    expect(network.reserve('::', 3000)).toBe(3000);
    expect(network.reserve('127.0.0.1', 3000)).toBe('EADDRINUSE');
    expect(network.reserve('10.0.0.1', 80)).toBe('EADDRNOTAVAIL');
    expect(network.reserve('::', 0)).not.toBe(network.reserve('::', 0));
  });

  test.each([
    [{ latencyMs: -1 }, /latencyMs must be a number from 0/],
    [{ refused: 2 }, /refused must be a number from 0 to 1/],
    [{ cuts: [{ connection: 0, afterBytes: 1 }] }, /cuts\[\]\.connection/],
  ])('conditions that cannot be are named: %j', (given, message) => {
    expect(() => completeConditions(given)).toThrow(message);
  });
});

/** The simulated network: who listens where, and the making of connections. Nothing in it reaches a real one. */
import { createDraw, type NetworkConditions } from './conditions.ts';
import { connectEndpoints, type Endpoint } from './endpoint.ts';
import type { Schedule, Transit } from './wire.ts';

export interface Listener {
  /** Called in a poll phase for each new connection, with its end and where the other end is. */
  accept(end: Endpoint, local: Address, remote: Address): void;
}

/** Where an end is: an IP address and port, or the path of a local socket and port 0. */
export interface Address {
  address: string;
  port: number;
}

export interface Loopback {
  /** Reserves a place to listen at; port 0 gets a free one. Returns the port, or the name of a system error. */
  reserve(address: string, port: number): number | string;
  listen(place: Address, listener: Listener): void;
  release(place: Address): void;
  /** Calls `done` in a later poll phase, with the client's end or the name of a system error. */
  connect(remote: Address, done: (result: Endpoint | string, local: Address) => void): void;
}

const FIRST_FREE_PORT = 49_152;
const ANY_IPV6 = '::';
const ANY_IPV4 = '0.0.0.0';

const isPath = (address: string): boolean => address.startsWith('/') || address.startsWith('\0');
const isLoopback = (address: string): boolean =>
  address.startsWith('127.') || address === '::1' || /^::ffff:127\./i.test(address);
const isOwn = (address: string): boolean =>
  isPath(address) || isLoopback(address) || address === ANY_IPV4 || address === ANY_IPV6;

/** True if someone at `bound` is reached by who asks for `wanted`. */
function isReachedBy(bound: string, wanted: string): boolean {
  if (bound === wanted || bound === ANY_IPV6) return true;
  return bound === ANY_IPV4 && !wanted.includes(':');
}

interface Place {
  address: string;
  port: number;
  listener?: Listener;
}

export function createLoopback(schedule: Schedule, conditions: NetworkConditions): Loopback {
  const places: Place[] = [];
  const draw = createDraw(conditions.seed);
  let nextFreePort = FIRST_FREE_PORT;
  let connections = 0;
  const transit: Transit = {
    bufferBytes: conditions.bufferBytes,
    delay: () => conditions.latencyMs + (conditions.jitterMs > 0 ? draw() * conditions.jitterMs : 0),
  };

  function find(address: string, port: number): Place | undefined {
    const same = places.filter((place) => place.port === port);
    return (
      same.find((place) => place.address === address) ??
      same.find((place) => isReachedBy(place.address, address))
    );
  }

  function allowanceOf(connection: number): number {
    const cuts = conditions.cuts.filter((cut) => cut.connection === connection);
    return Math.min(Infinity, ...cuts.map(({ afterBytes }) => afterBytes));
  }

  /** Makes a connection: the listener gets its end at once. Returns the name of a system error if there is none. */
  function establish(remote: Address): { client: Endpoint; local: Address } | string {
    const place = find(remote.address, remote.port);
    if (!place?.listener && isPath(remote.address)) return 'ENOENT';
    if (!place?.listener || (conditions.refused > 0 && draw() < conditions.refused)) return 'ECONNREFUSED';
    connections++;
    const { client, server } = connectEndpoints(schedule, transit, allowanceOf(connections));
    const target = remote.address === ANY_IPV4 ? '127.0.0.1' : remote.address;
    const local = { address: target, port: isPath(target) ? 0 : nextFreePort++ };
    const mapped = place.address === ANY_IPV6 && !target.includes(':') ? `::ffff:${target}` : target;
    place.listener.accept(
      server,
      { address: mapped, port: remote.port },
      { address: mapped, port: local.port },
    );
    return { client, local };
  }

  return {
    reserve(address, port) {
      if (!isOwn(address)) return 'EADDRNOTAVAIL';
      if (!isPath(address) && port === 0) while (find(address, (port = nextFreePort++)));
      const taken = places.some(
        (place) =>
          place.port === port &&
          (isReachedBy(place.address, address) || isReachedBy(address, place.address)) &&
          (!isPath(address) || place.address === address),
      );
      if (taken) return 'EADDRINUSE';
      places.push({ address, port });
      return port;
    },
    listen({ address, port }, listener) {
      const place = places.find((one) => one.address === address && one.port === port);
      if (place) place.listener = listener;
    },
    release({ address, port }) {
      const at = places.findIndex((one) => one.address === address && one.port === port);
      if (at >= 0) places.splice(at, 1);
    },
    connect(remote, done) {
      const arrival = schedule.now() + transit.delay();
      let result: ReturnType<typeof establish>;
      // As the system has it: the server hears of the connection before the client does.
      schedule.at(arrival, () => {
        result = establish(remote);
      });
      const answer = (): void => {
        if (typeof result === 'string') done(result, { address: remote.address, port: 0 });
        else done(result.client, result.local);
      };
      schedule.at(arrival + transit.delay(), answer);
    },
  };
}

/** One end of a simulated connection: what has arrived, what was sent and not yet read, and how it ends. */
import type { Schedule, Transit } from './wire.ts';

/** What comes out of an endpoint: bytes, the other end's end, or the name of a system error. */
export type Arrival = { bytes: Uint8Array } | { end: true } | { error: string };

interface InTransit {
  at: number;
  arrival: Arrival;
}

export interface Endpoint {
  readonly bytesRead: number;
  readonly bytesWritten: number;
  /** Gives what arrives to `receive`, one piece at a time, until `stop`. */
  start(receive: (arrival: Arrival) => void): void;
  stop(): void;
  /**
   * Sends bytes. Returns the name of a system error, or null; `drained` is called later if the other end has too
   * much unread, and `sent` tells whether everything went at once.
   */
  write(bytes: Uint8Array, drained: () => void): { error: string | null; sent: boolean };
  /** Tells the other end that no more comes. */
  shutDown(): void;
  /** Ends both directions. With unread bytes, or with `reset`, the other end gets ECONNRESET. */
  close(reset?: boolean): void;
}

/** What the other end of a connection calls. */
interface Peer extends Endpoint {
  accept(arrival: Arrival, delay: number): void;
  readonly unread: number;
  whenRead(drained: () => void): void;
  readonly closed: boolean;
}

/** The most that one read takes, as libuv has it. */
const READ_SIZE = 65_536;

function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

class SimulatedEndpoint implements Peer {
  bytesRead = 0;
  bytesWritten = 0;
  unread = 0;
  closed = false;
  peer!: Peer;
  readonly #schedule: Schedule;
  readonly #transit: Transit;
  #inbox: InTransit[] = [];
  #lastArrival = 0;
  #receive: ((arrival: Arrival) => void) | undefined;
  #scheduled = false;
  #waiting: (() => void)[] = [];
  #shut = false;
  #broken: string | undefined;
  /** Bytes that may still be sent before the connection is cut. */
  #allowance: number;

  constructor(schedule: Schedule, transit: Transit, allowance: number) {
    this.#schedule = schedule;
    this.#transit = transit;
    this.#allowance = allowance;
  }

  start(receive: (arrival: Arrival) => void): void {
    this.#receive = receive;
    this.#plan();
  }

  stop(): void {
    this.#receive = undefined;
  }

  /** Puts something on the way here; it never overtakes what is before it. */
  accept(arrival: Arrival, delay: number): void {
    if (this.closed) return;
    this.#lastArrival = Math.max(this.#lastArrival, this.#schedule.now() + delay);
    if ('bytes' in arrival) this.unread += arrival.bytes.length;
    this.#inbox.push({ at: this.#lastArrival, arrival });
    if ('error' in arrival) this.#broken = 'EPIPE';
    this.#plan();
  }

  whenRead(drained: () => void): void {
    this.#waiting.push(drained);
  }

  write(bytes: Uint8Array, drained: () => void): { error: string | null; sent: boolean } {
    if (this.closed || this.#shut || this.#broken) return { error: this.#broken ?? 'EPIPE', sent: true };
    this.bytesWritten += bytes.length;
    const passing = bytes.subarray(0, this.#allowance);
    this.#allowance -= passing.length;
    if (passing.length > 0) this.peer.accept({ bytes: new Uint8Array(passing) }, this.#transit.delay());
    if (passing.length < bytes.length) this.#cut();
    // A closed end answers bytes with a reset.
    else if (this.peer.closed) this.accept({ error: 'ECONNRESET' }, 2 * this.#transit.delay());
    const sent = this.peer.closed || this.peer.unread <= this.#transit.bufferBytes;
    if (!sent) this.peer.whenRead(drained);
    return { error: null, sent };
  }

  #cut(): void {
    this.peer.accept({ error: 'ECONNRESET' }, this.#transit.delay());
    this.accept({ error: 'ECONNRESET' }, this.#transit.delay());
  }

  shutDown(): void {
    if (this.#shut || this.closed) return;
    this.#shut = true;
    this.peer.accept({ end: true }, this.#transit.delay());
  }

  close(reset = false): void {
    if (this.closed) return;
    if (reset || this.unread > 0) this.peer.accept({ error: 'ECONNRESET' }, this.#transit.delay());
    else this.shutDown();
    this.closed = true;
    this.#receive = undefined;
    this.#inbox = [];
    this.unread = 0;
    this.#tellWaiting();
  }

  #tellWaiting(): void {
    for (const drained of this.#waiting.splice(0)) this.#schedule.soon(drained);
  }

  #plan(): void {
    const first = this.#inbox[0];
    if (!first || !this.#receive || this.#scheduled) return;
    this.#scheduled = true;
    this.#schedule.at(first.at, () => {
      this.#scheduled = false;
      this.#deliver();
      this.#plan();
    });
  }

  #deliver(): void {
    const receive = this.#receive;
    const next = this.#inbox[0];
    if (!receive || !next) return;
    if (!('bytes' in next.arrival)) {
      this.#inbox.shift();
      return receive(next.arrival);
    }
    const parts: Uint8Array[] = [];
    let size = 0;
    while (size < READ_SIZE) {
      const head = this.#inbox[0];
      if (!head || !('bytes' in head.arrival) || head.at > this.#schedule.now()) break;
      const { bytes } = head.arrival;
      const taken = bytes.subarray(0, READ_SIZE - size);
      if (taken.length === bytes.length) this.#inbox.shift();
      else head.arrival = { bytes: bytes.subarray(taken.length) };
      parts.push(taken);
      size += taken.length;
    }
    this.unread -= size;
    this.bytesRead += size;
    if (this.unread <= this.#transit.bufferBytes) this.#tellWaiting();
    receive({ bytes: joined(parts) });
  }
}

/** The two ends of a new connection; `allowance` is how many bytes the server's end may send before it breaks. */
export function connectEndpoints(
  schedule: Schedule,
  transit: Transit,
  allowance: number,
): { client: Endpoint; server: Endpoint } {
  const client = new SimulatedEndpoint(schedule, transit, Infinity);
  const server = new SimulatedEndpoint(schedule, transit, allowance);
  client.peer = server;
  server.peer = client;
  return { client, server };
}

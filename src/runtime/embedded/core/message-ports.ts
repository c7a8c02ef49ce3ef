/**
 * MessageChannel, MessagePort and BroadcastChannel on the loop's poll phase. Messages are cloned when they are posted
 * and delivered one callback scope each, as Node's C++ does.
 */
import { bareList, bareWeakMap } from './bare.ts';
import { engine } from './engine.ts';
import type { LoopState } from './loop-state.ts';
import type { Untyped } from './untyped.ts';

/** NodeEventTarget's method for what comes from outside: listeners added with `on` get the value, others an event. */
const dispatch = Symbol.for('nodejs.internal.kHybridDispatch');

/** Node delivers at least so many of one port's messages before it looks at others. */
const MESSAGES_AT_ONCE = 1000;

/** The last message of a port whose other end is closed. */
const CLOSED = Symbol('closed');

type Load = (id: string) => Untyped;

interface PortState {
  /** Ports get theirs as they are made. */
  handle: number;
  peer: Untyped;
  queue: unknown[];
  started: boolean;
  /** `close` has been called; it is closed in the loop's close phase. */
  closing: boolean;
  closed: boolean;
  scheduled: boolean;
}

export function createMessagePorts(loop: LoopState, load: Load): Untyped {
  const { NodeEventTarget, kCreateEvent, kNewListener, kRemoveListener, defineEventHandler, Event } =
    load('internal/event_target');
  const { structuredClone } = load('internal/worker/js_transferable');
  const { lazyDOMExceptionClass } = load('internal/util');
  const states = bareWeakMap<object, PortState>();
  const stateOf = (port: object): PortState => states.get(port)!;
  const key = Symbol('made by a channel');
  let handles = 0;
  const newState = (started: boolean): PortState => ({
    handle: ++handles,
    peer: undefined,
    queue: bareList(),
    started,
    closing: false,
    closed: false,
    scheduled: false,
  });

  class MessageEvent extends Event {
    readonly #data: unknown;
    constructor(type: string, init: { data?: unknown } = {}) {
      super(type);
      this.#data = init.data ?? null;
    }
    get data(): unknown {
      return this.#data;
    }
    get ports(): unknown[] {
      return [];
    }
  }

  function schedule(port: object): void {
    const state = stateOf(port);
    if (state.scheduled || state.closing || !hasNext(state)) return;
    state.scheduled = true;
    let left = engine.max(state.queue.length, MESSAGES_AT_ONCE);
    loop.operations.push({
      readyAt: loop.clock.now(),
      // What keeps the process alive is the port, if somebody listens there.
      background: true,
      handle: state.handle,
      label: 'message',
      complete: () => deliver(port),
      hasMore(failed) {
        // After an error Node leaves the rest to the next turn.
        if (--left > 0 && !failed && hasNext(state)) return true;
        state.scheduled = false;
        schedule(port);
        return false;
      },
    });
  }

  /** A port that nobody has started still learns that its other end was closed, once nothing else waits there. */
  const hasNext = ({ queue, started, closed }: PortState): boolean =>
    !closed && queue.length > 0 && (started || queue[0] === CLOSED);

  // A port that is being closed gets what its run of messages still holds.
  function deliver(port: Untyped): void {
    const message = stateOf(port).queue.shift();
    if (message === CLOSED) close(port);
    else port[dispatch](message, 'message', undefined);
  }

  function close(port: Untyped): void {
    const state = stateOf(port);
    if (state.closing) return;
    state.closing = true;
    const waiting = loop.operations.findIndex(({ handle }) => handle === state.handle);
    if (waiting >= 0) loop.operations.splice(waiting, 1);
    loop.referencedHandles.delete(port);
    loop.closing.push(() => {
      state.closed = true;
      if (state.peer) post(state.peer, CLOSED);
      port[dispatch](undefined, 'close', undefined);
    });
  }

  function post(to: object, message: unknown): void {
    const state = stateOf(to);
    if (state.closed) return;
    state.queue.push(message);
    schedule(to);
  }

  class MessagePort extends NodeEventTarget {
    constructor(proof: unknown) {
      if (proof !== key) throw new TypeError('Illegal constructor');
      super();
      states.set(this, newState(false));
    }
    postMessage(value: unknown, transfer?: unknown): void {
      const { peer, closing } = stateOf(this);
      const copy: unknown = structuredClone(value, Array.isArray(transfer) ? { transfer } : transfer);
      if (!closing) post(peer as object, copy);
    }
    start(): void {
      stateOf(this).started = true;
      schedule(this);
    }
    close(callback?: () => void): void {
      if (typeof callback === 'function') (this as Untyped).once('close', callback);
      close(this);
    }
    ref(): void {
      if (!stateOf(this).closing) loop.referencedHandles.add(this);
    }
    unref(): void {
      loop.referencedHandles.delete(this);
    }
    hasRef(): boolean {
      return loop.referencedHandles.has(this);
    }
    [kNewListener](size: number, type: string, ...rest: unknown[]): void {
      super[kNewListener]?.(size, type, ...rest);
      if (type !== 'message' || size !== 1) return;
      this.ref();
      this.start();
    }
    [kRemoveListener](size: number, type: string, ...rest: unknown[]): void {
      super[kRemoveListener]?.(size, type, ...rest);
      if (type === 'message' && size === 0) this.unref();
    }
    [kCreateEvent](data: unknown, type: string): unknown {
      return type === 'message' ? new MessageEvent(type, { data }) : new Event(type);
    }
  }
  for (const name of ['message', 'messageerror', 'close']) defineEventHandler(MessagePort.prototype, name);

  class MessageChannel {
    readonly port1 = new MessagePort(key);
    readonly port2 = new MessagePort(key);
    constructor() {
      stateOf(this.port1).peer = this.port2;
      stateOf(this.port2).peer = this.port1;
    }
  }

  const channels = new Map<string, Set<Untyped>>();
  class BroadcastChannel extends NodeEventTarget {
    readonly #name: string;
    [kCreateEvent](data: unknown, type: string): unknown {
      return new MessageEvent(type, { data });
    }
    constructor(name: unknown) {
      super();
      this.#name = `${name as string}`;
      states.set(this, newState(true));
      const members = channels.get(this.#name) ?? new Set();
      channels.set(this.#name, members.add(this));
      loop.referencedHandles.add(this);
    }
    get name(): string {
      return this.#name;
    }
    postMessage(value: unknown): void {
      if (stateOf(this).closing)
        throw new (lazyDOMExceptionClass())('BroadcastChannel is closed.', 'InvalidStateError');
      for (const other of channels.get(this.#name) ?? []) {
        if (other !== this) post(other as object, engine.structuredClone(value));
      }
    }
    close(): void {
      channels.get(this.#name)?.delete(this);
      close(this);
    }
    ref(): this {
      loop.referencedHandles.add(this);
      return this;
    }
    unref(): this {
      loop.referencedHandles.delete(this);
      return this;
    }
  }
  for (const name of ['message', 'messageerror']) defineEventHandler(BroadcastChannel.prototype, name);

  const receiveMessageOnPort = (port: object): unknown => {
    const { queue } = stateOf(port);
    return queue.length > 0 && queue[0] !== CLOSED ? { message: queue.shift() } : undefined;
  };
  return { MessageChannel, MessagePort, BroadcastChannel, MessageEvent, receiveMessageOnPort };
}

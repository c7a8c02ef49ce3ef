/**
 * MessageChannel, MessagePort and BroadcastChannel on the loop's poll phase. Messages are cloned when they are posted
 * and delivered one callback scope each, as Node's C++ does.
 */
import { engine } from './engine.ts';
import type { LoopState } from './loop-state.ts';
import type { Untyped } from './untyped.ts';

/** NodeEventTarget's method for what comes from outside: listeners added with `on` get the value, others an event. */
const dispatch = Symbol.for('nodejs.internal.kHybridDispatch');

/** Node delivers at least so many of one port's messages before it looks at others. */
const MESSAGES_AT_ONCE = 1000;

type Load = (id: string) => Untyped;

interface PortState {
  peer: Untyped;
  queue: unknown[];
  started: boolean;
  closed: boolean;
  scheduled: boolean;
}

export function createMessagePorts(loop: LoopState, load: Load): Untyped {
  const { NodeEventTarget, kCreateEvent, kNewListener, kRemoveListener, defineEventHandler, Event } =
    load('internal/event_target');
  const { structuredClone } = load('internal/worker/js_transferable');
  const { lazyDOMExceptionClass } = load('internal/util');
  const states = new WeakMap<object, PortState>();
  const stateOf = (port: object): PortState => states.get(port)!;
  const key = Symbol('made by a channel');

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
    if (!state.started || state.scheduled || state.closed || state.queue.length === 0) return;
    state.scheduled = true;
    let left = Math.max(state.queue.length, MESSAGES_AT_ONCE);
    loop.operations.push({
      readyAt: loop.clock.now(),
      complete: () => deliver(port),
      hasMore() {
        if (state.closed || state.queue.length === 0) return (state.scheduled = false);
        if (--left > 0) return true;
        state.scheduled = false;
        schedule(port);
        return false;
      },
    });
  }

  function deliver(port: Untyped): void {
    const state = stateOf(port);
    if (state.closed || state.queue.length === 0) return;
    const data = state.queue.shift();
    port[dispatch](data, 'message', undefined);
  }

  function close(port: Untyped): void {
    const state = stateOf(port);
    if (state.closed) return;
    state.closed = true;
    loop.referencedHandles.delete(port);
    loop.closing.push(() => port[dispatch](undefined, 'close', undefined) as void);
  }

  /** The other end learns of it by a message, which keeps the process alive only if someone listens there. */
  function closePeer(port: Untyped): void {
    const background = !loop.referencedHandles.has(port);
    loop.operations.push({ readyAt: loop.clock.now(), background, complete: () => close(port) });
  }

  class MessagePort extends NodeEventTarget {
    constructor(proof: unknown) {
      if (proof !== key) throw new TypeError('Illegal constructor');
      super();
      states.set(this, { peer: undefined, queue: [], started: false, closed: false, scheduled: false });
    }
    postMessage(value: unknown, transfer?: unknown): void {
      const { peer, closed } = stateOf(this);
      const copy: unknown = structuredClone(value, Array.isArray(transfer) ? { transfer } : transfer);
      if (closed || stateOf(peer).closed) return;
      stateOf(peer).queue.push(copy);
      schedule(peer);
    }
    start(): void {
      stateOf(this).started = true;
      schedule(this);
    }
    close(callback?: () => void): void {
      if (typeof callback === 'function') (this as Untyped).once('close', callback);
      close(this);
      closePeer(stateOf(this).peer);
    }
    ref(): void {
      if (!stateOf(this).closed) loop.referencedHandles.add(this);
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
      states.set(this, { peer: undefined, queue: [], started: true, closed: false, scheduled: false });
      const members = channels.get(this.#name) ?? new Set();
      channels.set(this.#name, members.add(this));
      loop.referencedHandles.add(this);
    }
    get name(): string {
      return this.#name;
    }
    postMessage(value: unknown): void {
      if (stateOf(this).closed)
        throw new (lazyDOMExceptionClass())('BroadcastChannel is closed.', 'InvalidStateError');
      for (const other of channels.get(this.#name) ?? []) {
        if (other === this) continue;
        stateOf(other).queue.push(engine.structuredClone(value));
        schedule(other);
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
    return queue.length > 0 ? { message: queue.shift() } : undefined;
  };
  return { MessageChannel, MessagePort, BroadcastChannel, MessageEvent, receiveMessageOnPort };
}

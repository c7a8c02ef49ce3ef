/** MessageChannel, MessagePort, BroadcastChannel and the window's own postMessage: a task for each message. */
import { bareWeakMap } from '../bare.ts';
import type { Steps } from '../loop-state.ts';
import type { Untyped } from '../untyped.ts';
import type { Events } from './events.ts';
import type { TaskOptions, Tasks } from './tasks.ts';

interface PortState {
  number: number;
  peer: object | undefined;
  started: boolean;
  closed: boolean;
  /** Messages that came before the port was started. */
  waiting: unknown[];
}

export function createMessages(
  { EventTarget, dispatchSteps, trust, defineHandlers }: Events,
  MessageEvent: Untyped,
  tasks: Tasks,
  clone: (value: unknown, options?: object) => unknown,
): Record<string, Untyped> {
  const states = bareWeakMap<object, PortState>();
  const stateOf = (port: object): PortState => states.get(port)!;
  const key = Symbol('made by a channel');
  let ports = 0;
  const newState = (started: boolean): PortState => ({
    number: ++ports,
    peer: undefined,
    started,
    closed: false,
    waiting: [],
  });

  function* fire(target: object, data: unknown, more: object = {}): Steps {
    yield* dispatchSteps(target, trust(new MessageEvent('message', { data, ...more }) as object));
  }

  function deliver(port: object, data: unknown, options: TaskOptions): void {
    tasks.queue(function* () {
      if (!stateOf(port).closed) yield* fire(port, data);
    }, options);
  }

  const MESSAGE = 'postMessage';
  const toPort = (port: object): TaskOptions => ({ label: MESSAGE, port: stateOf(port).number });

  const transferOf = (given: unknown): object | undefined =>
    Array.isArray(given) ? { transfer: given } : (given as object | undefined);

  class MessagePort extends EventTarget {
    constructor(proof: unknown) {
      if (proof !== key) throw new TypeError('Illegal constructor');
      super();
      states.set(this, newState(false));
    }
    postMessage(value: unknown, transfer?: unknown): void {
      const { peer, closed } = stateOf(this);
      const copy = clone(value, transferOf(transfer));
      if (closed || !peer || stateOf(peer).closed) return;
      if (stateOf(peer).started) deliver(peer, copy, toPort(peer));
      else stateOf(peer).waiting.push(copy);
    }
    start(): void {
      const state = stateOf(this);
      if (state.started) return;
      state.started = true;
      for (const data of state.waiting.splice(0)) deliver(this, data, toPort(this));
    }
    close(): void {
      stateOf(this).closed = true;
    }
  }
  defineHandlers(MessagePort.prototype, ['message', 'messageerror']);
  // A port that gets a handler is started.
  const handler = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage')!;
  Object.defineProperty(MessagePort.prototype, 'onmessage', {
    ...handler,
    set(this: MessagePort, value: unknown) {
      handler.set!.call(this, value);
      this.start();
    },
  });

  class MessageChannel {
    readonly port1 = new MessagePort(key);
    readonly port2 = new MessagePort(key);
    constructor() {
      stateOf(this.port1).peer = this.port2;
      stateOf(this.port2).peer = this.port1;
    }
  }

  const channels = new Set<BroadcastChannel>();
  class BroadcastChannel extends EventTarget {
    readonly name: string;
    constructor(name: unknown) {
      super();
      this.name = `${name as string}`;
      states.set(this, newState(true));
      channels.add(this);
    }
    postMessage(value: unknown): void {
      for (const other of channels)
        if (other !== this && other.name === this.name) deliver(other, clone(value), { label: MESSAGE });
    }
    close(): void {
      channels.delete(this);
      stateOf(this).closed = true;
    }
  }
  defineHandlers(BroadcastChannel.prototype, ['message', 'messageerror']);

  function postMessage(value: unknown, _target?: unknown, transfer?: unknown): void {
    const data = clone(value, transferOf(transfer));
    tasks.queue(() => fire(globalThis, data, { source: globalThis, origin: 'null' }), { label: MESSAGE });
  }

  return { MessagePort, MessageChannel, BroadcastChannel, postMessage };
}

/** What the simulated network needs of the process that it is part of. */
import type { LoopState } from '../loop-state.ts';
import type { Untyped } from '../untyped.ts';
import type { Schedule } from './wire.ts';

export interface NetworkScope {
  schedule: Schedule;
  /** Callbacks of the close phase. */
  closing: (() => void)[];
  require(id: string): Untyped;
  newAsyncId(): number;
  /** Remembers the asynchronous context of now; what it returns runs callbacks in it, for `resource`. */
  capture(resource: object, asyncId?: number): (callback: () => void) => void;
  /** While it is held, the loop stays alive. */
  hold(thing: object): void;
  drop(thing: object): void;
}

export function createScope(state: LoopState, require: (id: string) => Untyped): NetworkScope {
  return {
    require,
    closing: state.closing,
    schedule: {
      now: () => state.clock.now(),
      at(time, run) {
        state.operations.push({ readyAt: time, background: true, complete: run });
      },
      soon: (run) => void state.pending.push(run),
    },
    hold: (thing) => void state.referencedHandles.add(thing),
    drop: (thing) => void state.referencedHandles.delete(thing),
    newAsyncId: () => require('internal/async_hooks').newAsyncId() as number,
    capture(resource, asyncId) {
      const frames = require('internal/async_context_frame');
      const hooks = require('internal/async_hooks');
      const frame: unknown = frames.current();
      const id: number = asyncId ?? hooks.newAsyncId();
      const trigger: number = hooks.getDefaultTriggerAsyncId();
      return (callback) => {
        const before: unknown = frames.exchange(frame);
        hooks.emitBefore(id, trigger, resource);
        try {
          callback();
          // Not after an error: Node clears the whole stack of ids then.
          hooks.emitAfter(id);
        } finally {
          frames.set(before);
        }
      };
    },
  };
}

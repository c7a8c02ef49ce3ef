/** What the marks of loader/context-marks.ts call, and `then` with the context that Node gives its callbacks. */
import { engine } from './engine.ts';
import type { Untyped } from './untyped.ts';

interface Frame {
  context: unknown;
}

export interface ContextMarks {
  enter(): Frame;
  /** Before an await; returns what is awaited. */
  suspend<T>(frame: Frame, value: T): T;
  /** After an await; returns its result. */
  resume<T>(frame: Frame, value: T): T;
  /** Where an await may have thrown. */
  restore(frame: Frame): void;
}

type Callback = (value: unknown) => unknown;

/** `frames` is Node's internal/async_context_frame. Patches `Promise.prototype.then` in this worker. */
export function installContextMarks(frames: Untyped): ContextMarks {
  function carry(callback: unknown): unknown {
    if (typeof callback !== 'function') return callback;
    const context: unknown = frames.current();
    return (value: unknown) => {
      const before: unknown = frames.exchange(context);
      try {
        return (callback as Callback)(value);
      } finally {
        frames.set(before);
      }
    };
  }

  const { then } = {
    then(this: unknown, fulfilled: unknown, rejected: unknown) {
      return engine.apply(engine.then, this, [carry(fulfilled), carry(rejected)]) as unknown;
    },
  };
  Object.defineProperty(Promise.prototype, 'then', { value: then, writable: true, configurable: true });

  return {
    enter: () => ({ context: frames.current() as unknown }),
    suspend(frame, value) {
      frame.context = frames.current();
      return value;
    },
    resume(frame, value) {
      frames.set(frame.context);
      return value;
    },
    restore: (frame) => frames.set(frame.context) as void,
  };
}

/** scheduler.postTask and scheduler.yield, where the page's engine has them. */
import type { Steps } from '../loop-state.ts';
import type { Untyped } from '../untyped.ts';
import type { Priority, Tasks } from './tasks.ts';

const PRIORITIES: Readonly<Record<string, Priority>> = {
  'user-blocking': 0,
  'user-visible': 1,
  background: 2,
};

export function createScheduler(tasks: Tasks, onAbort: (signal: object, then: () => void) => void): Untyped {
  function post(priority: Priority, delay: number, signal: Untyped, work: () => unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      function* run(): Steps {
        try {
          resolve(work());
        } catch (error) {
          reject(error);
        }
      }
      const task = tasks.queue(run, { delay, priority });
      if (!signal) return undefined;
      onAbort(signal, () => {
        tasks.cancel(task);
        reject(signal.reason as Error);
      });
      return undefined;
    });
  }

  return {
    postTask(callback: () => unknown, options: Untyped = {}) {
      const priority = PRIORITIES[options.priority ?? 'user-visible'];
      if (priority === undefined)
        return Promise.reject(new TypeError(`“${options.priority as string}” is no priority of a task.`));
      return post(priority, Number(options.delay ?? 0), options.signal, callback);
    },
    // What goes on goes before what has not begun.
    yield: () => post(0, 0, undefined, () => undefined),
  };
}

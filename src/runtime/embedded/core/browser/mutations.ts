/** MutationObserver: one microtask tells all observers what has changed. */
import { bareMap, bareWeakMap } from '../bare.ts';
import type { Untyped } from '../untyped.ts';

type Kind = 'attributes' | 'childList';

export interface Mutations {
  MutationObserver: Untyped;
  /** Notes a change of `target` for those who watch it. */
  record(target: object, type: Kind, more: object): void;
}

interface Watch {
  observer: object;
  options: Partial<Record<Kind | 'subtree', boolean>>;
}

export function createMutations(
  queueMicrotask: (task: () => void) => void,
  report: (error: unknown) => void,
): Mutations {
  const watches = bareMap<object, Watch[]>();
  const records = bareMap<object, object[]>();
  const callbacks = bareWeakMap<object, Untyped>();
  let queued = false;

  function notify(): void {
    queued = false;
    for (const [observer, list] of records) {
      const told = list.splice(0);
      if (told.length === 0) continue;
      try {
        callbacks.get(observer).call(observer, told, observer);
      } catch (error) {
        report(error);
      }
    }
  }

  function* watchesOf(target: Untyped): Generator<Watch> {
    yield* watches.get(target) ?? [];
    for (let at = target.parentNode; at; at = at.parentNode)
      yield* (watches.get(at) ?? []).filter(({ options }) => options.subtree);
  }

  class MutationObserver {
    constructor(callback: unknown) {
      if (typeof callback !== 'function') throw new TypeError('A MutationObserver needs a function.');
      callbacks.set(this, callback);
      records.set(this, []);
    }
    observe(target: object, options: Watch['options'] = {}): void {
      const others = (watches.get(target) ?? []).filter(({ observer }) => observer !== this);
      watches.set(target, [...others, { observer: this, options }]);
    }
    disconnect(): void {
      for (const [target, list] of watches)
        watches.set(
          target,
          list.filter(({ observer }) => observer !== this),
        );
      records.set(this, []);
    }
    takeRecords(): object[] {
      return records.get(this)!.splice(0);
    }
  }

  return {
    MutationObserver,
    record(target, type, more) {
      const told = new Set<object>();
      for (const { observer, options } of watchesOf(target)) {
        if (!options[type] || told.has(observer)) continue;
        told.add(observer);
        records.get(observer)!.push({ type, target, addedNodes: [], removedNodes: [], ...more });
      }
      if (told.size === 0 || queued) return;
      queued = true;
      queueMicrotask(notify);
    },
  };
}

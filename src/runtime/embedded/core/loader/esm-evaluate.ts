/**
 * Evaluation order of ES modules (ECMAScript, InnerModuleEvaluation and AsyncModuleExecutionFulfilled): depth first,
 * at once where nothing awaits; a module that awaits runs when all that it waits for has ended.
 */
import { engine } from '../engine.ts';
import type { ModuleRecord } from './module-record.ts';

export interface Evaluator {
  /** Evaluates the module and what it imports. Returns a promise if the end lies in the future. */
  evaluate(record: ModuleRecord): Promise<void> | null;
}

export function createEvaluator(): Evaluator {
  let order = 0;

  function fail(record: ModuleRecord, value: unknown): void {
    record.status = 'evaluated';
    record.error = { value };
    for (const parent of record.waiting) if (parent.status !== 'evaluated') fail(parent, value);
    record.settle?.reject(value);
  }

  function finish(record: ModuleRecord): void {
    record.status = 'evaluated';
    record.settle?.resolve();
    const ready = record.waiting.filter((parent) => parent.status !== 'evaluated' && --parent.pending === 0);
    ready.sort((a, b) => a.order - b.order);
    for (const parent of ready) execute(parent);
  }

  function execute(record: ModuleRecord): void {
    try {
      const running = record.execute();
      if (running) {
        engine.apply(engine.then, running, [() => finish(record), (error: unknown) => fail(record, error)]);
        return;
      }
    } catch (error) {
      fail(record, error);
      return;
    }
    finish(record);
  }

  function visit(record: ModuleRecord): void {
    if (record.status !== 'linked') return;
    record.status = 'evaluating';
    for (const dependency of record.dependencies()) {
      visit(dependency);
      if (dependency.error) return fail(record, dependency.error.value);
      if (dependency.status === 'waiting') {
        record.pending++;
        dependency.waiting.push(record);
      }
    }
    if (record.pending > 0) {
      record.status = 'waiting';
      record.order = ++order;
      return;
    }
    if (record.isAsync) {
      record.status = 'waiting';
      record.order = ++order;
    }
    execute(record);
  }

  return {
    evaluate(record) {
      visit(record);
      if (record.status !== 'waiting' && record.status !== 'evaluating') return null;
      // A module that imports itself dynamically while it runs waits for its own end.
      record.promise ??= new engine.Promise<void>((resolve, reject) => {
        record.settle = { resolve, reject };
      });
      return record.promise;
    },
  };
}

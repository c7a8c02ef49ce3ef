/** ES modules: linking, evaluation in the specification's order, namespaces and dynamic import. */
import { engine } from '../engine.ts';
import { createEvaluator } from './esm-evaluate.ts';
import { createLinker } from './esm-link.ts';
import type { ModuleRecord } from './module-record.ts';
import type { Loader } from './loader.ts';

export interface EsModules {
  /**
   * Loads and evaluates the main module. Must be called from a promise job, as Node does.
   * `onError` gets what evaluation threw.
   */
  runMain(path: string, onError: (error: unknown) => void): void;
  /** True until the main module's evaluation has ended, one way or the other. */
  isMainPending(): boolean;
  requireSync(path: string): unknown;
  importDynamically(specifier: unknown, from: string): Promise<unknown>;
}

/**
 * How many promise jobs Node's own loader takes for its parts; a program can count them by a chain of `then`s. From
 * observation of Node 24; the corpus holds programs that tell if they change.
 */
const jobs = {
  /** Until a specifier of `import()` that leads nowhere is reported. */
  resolve: 4,
  /** From there until the module is linked and evaluated. */
  link: 1,
  /** The same for a module with imports of its own. */
  linkGraph: 3,
  /** Until the result for a module that was there before, counted from the resolved specifier. */
  known: 3,
  /** From a module's evaluation to the result of `import()`. */
  deliver: 5,
  /** From the main module's failure to its report. */
  report: 4,
};

/** Calls `then` after `count` promise jobs. */
function afterJobs(count: number, then: () => void): void {
  if (count === 0) then();
  else engine.queueMicrotask(() => afterJobs(count - 1, then));
}

export function createEsModules(loader: Loader): EsModules {
  const linker = createLinker(loader);
  const evaluator = createEvaluator();
  let mainPending = false;

  /** Calls one of the two, `count` jobs after the evaluation has ended. */
  function whenEvaluated(
    record: ModuleRecord,
    count: number,
    done: () => void,
    failed: (error: unknown) => void,
  ): void {
    const pending = evaluator.evaluate(record);
    if (!pending) {
      const { error } = record;
      afterJobs(count, () => (error ? failed(error.value) : done()));
      return;
    }
    // The reaction to the promise is one job already.
    const later =
      <T>(then: (value: T) => void) =>
      (value: T): void =>
        afterJobs(count - 1, () => then(value));
    engine.apply(engine.then, pending, [later(done), later(failed)]);
  }

  function load(url: string, resolve: (namespace: object) => void, reject: (error: unknown) => void): void {
    let record: ModuleRecord;
    try {
      const known = linker.find(url);
      const wait = known.dependencies().length > 0 ? jobs.linkGraph : jobs.link;
      const isDone = known.status === 'evaluated' && !known.error;
      if (isDone) return afterJobs(jobs.known, () => resolve(known.namespace()));
      afterJobs(wait, () => {
        try {
          record = linker.link(url);
          whenEvaluated(record, jobs.deliver, () => resolve(record.namespace()), reject);
        } catch (error) {
          reject(error);
        }
      });
    } catch (error) {
      afterJobs(jobs.link, () => reject(error));
    }
  }

  return {
    isMainPending: () => mainPending,
    runMain(path, onError) {
      mainPending = true;
      loader.mainUrl = `file://${path}`;
      const failed = (error: unknown): void => {
        mainPending = false;
        onError(error);
      };
      try {
        whenEvaluated(linker.link(loader.mainUrl), jobs.report, () => (mainPending = false), failed);
      } catch (error) {
        afterJobs(jobs.report, () => failed(error));
      }
    },
    requireSync(path) {
      const record = linker.link(`file://${path}`);
      if (evaluator.evaluate(record)) {
        const { ERR_REQUIRE_ASYNC_MODULE } = loader.errors.codes;
        throw new ERR_REQUIRE_ASYNC_MODULE(path);
      }
      if (record.error) throw record.error.value;
      return record.namespace();
    },
    importDynamically(specifier, from) {
      return new engine.Promise((resolve, reject) => {
        const text = `${specifier as string}`;
        afterJobs(jobs.resolve, () => {
          let url: string;
          try {
            url = linker.resolve(text, from);
          } catch (error) {
            return reject(error);
          }
          load(url, resolve, reject);
        });
      });
    },
  };
}

/** Carries out checks: node:test from Node's library, heard by our reporter, whose results go straight to the frame. */
import type { CheckResult } from '#lab/model.ts';
import { engine } from './engine.ts';
import type { NodeLib } from './node-lib.ts';
import { nodeOptions } from './options.ts';
import { WORKING_FOLDER } from './process-object.ts';
import type { Untyped } from './untyped.ts';

type Natives = Record<string, (...parts: unknown[]) => void>;

/** What the checks script brings. */
interface ChecksPart {
  natives: Natives;
  /** check-reporter.js as a function; returns its default export. */
  createReporter(require: (id: string) => Untyped, process: object): Untyped;
}

export interface CheckSession {
  /** Nothing is reported afterwards. */
  close(): void;
}

function loadPart(script: string): ChecksPart {
  let part: ChecksPart | undefined;
  const run = engine.evaluate(`(provideChecks)=>{${script}\n}\n//# sourceURL=embedded-checks.js`);
  (run as (provide: (given: ChecksPart) => void) => void)((given) => (part = given));
  return part!;
}

/**
 * Loads node:test and the reporter into a process that has not started. The reporter writes to a stream of its own,
 * so that what the program prints is never taken for a result.
 */
export function prepareChecks(
  script: string,
  natives: Natives,
  lib: NodeLib,
  report: (check: CheckResult) => void,
): CheckSession {
  const part = loadPart(script);
  Object.assign(natives, part.natives);
  Object.assign(nodeOptions, { '--test-force-exit': true });
  const parseJson = JSON.parse;
  let open = true;

  const reporterProcess = {
    env: { CHECK_REPORT_MARK: '' },
    cwd: () => WORKING_FOLDER,
    stdout: {
      write(line: string) {
        if (open) report(parseJson(line) as CheckResult);
        return true;
      },
    },
  };
  let reporter: Untyped;
  const { Writable, compose } = lib.require('stream');
  const { parseCommandLine, reporterScope } = lib.require('internal/test_runner/utils');
  const destination = new Writable({
    write: (_chunk: unknown, _encoding: string, done: () => void) => done(),
  });
  // What Node does with --test-reporter and --test-reporter-destination.
  parseCommandLine().setup = reporterScope.bind(async (root: Untyped) => {
    // The reporter's own first step starts the tests' root, before it is there itself.
    await Promise.resolve();
    compose(root, reporter).pipe(destination);
    reporterScope.reporters = [{ reporter, destination }];
  });
  reporter = part.createReporter((id) => lib.require(id.replace(/^node:/, '')), reporterProcess);
  return {
    close() {
      open = false;
    },
  };
}

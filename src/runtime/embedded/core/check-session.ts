/** Carries out checks: node:test from Node's library, heard by our reporter, whose results go straight to the frame. */
import type { CheckResult } from '#lab/model.ts';
import type { NodeLib } from './node-lib.ts';
import { nodeOptions } from './options.ts';
import type { RuntimePart } from './parts.ts';
import { WORKING_FOLDER } from './process-object.ts';
import type { Untyped } from './untyped.ts';

export interface CheckSession {
  /** Nothing is reported afterwards. */
  close(): void;
}

/**
 * Loads node:test and the reporter into a process that has not started. The reporter writes to a stream of its own,
 * so that what the program prints is never taken for a result.
 */
export function prepareChecks(
  createReporter: NonNullable<RuntimePart['createReporter']>,
  lib: NodeLib,
  report: (check: CheckResult) => void,
): CheckSession {
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
  reporter = createReporter((id) => lib.require(id.replace(/^node:/, '')), reporterProcess);
  return {
    close() {
      open = false;
    },
  };
}

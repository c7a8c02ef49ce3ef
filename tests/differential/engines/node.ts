/** Real Node: one process for each program, a few at a time. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { comparableStderr, type Engine, entryOf, type Outcome, type Program } from '../outcome.ts';

const AT_ONCE = 8;
const DEADLINE_MS = 20_000;

const LATE = fileURLToPath(new URL('late.cjs', import.meta.url));
const PRELOAD = fileURLToPath(new URL('../../../src/runtime/node/trace-preload.ts', import.meta.url));

/** Before the program: `instrumented` brings the marks and the recorder of the event loop, `late` a tenth of a second. */
type Before = 'nothing' | 'instrumented' | 'late';

const OPTIONS: Readonly<Record<Before, readonly string[]>> = {
  nothing: [],
  // Required, not imported: an imported preload makes Node load the main script in another way.
  instrumented: ['--disable-warning=ExperimentalWarning', '--require', PRELOAD],
  late: ['--require', LATE],
};

export async function openNode(instrumented = false): Promise<Engine> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'differential-')));
  let count = 0;

  async function runOne({ text, host }: Program, before: Before): Promise<Outcome> {
    const own = join(folder, String(++count));
    await mkdir(own);
    await writeFile(join(own, entryOf(host)), text);
    const outcome = await execute(own, entryOf(host), before);
    await rm(own, { recursive: true });
    return outcome;
  }

  async function run(programs: readonly Program[], before: Before): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    let next = 0;
    async function work(): Promise<void> {
      for (let at: number; (at = next++) < programs.length;)
        outcomes[at] = await runOne(programs[at]!, before);
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return outcomes;
  }

  return {
    isReal: true,
    name: `${instrumented ? 'instrumented ' : ''}Node ${process.versions.node}`,
    run: (programs) => run(programs, instrumented ? 'instrumented' : 'nothing'),
    runLate: (programs) => run(programs, 'late'),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

function execute(cwd: string, file: string, before: Before): Promise<Outcome> {
  const { NODE_OPTIONS: _options, FORCE_COLOR: _colour, ...env } = process.env;
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      ['--experimental-eventsource', ...OPTIONS[before], file],
      {
        cwd,
        env: { ...env, NO_COLOR: '1', HANDBOOK_TRACE: join(cwd, 'trace.jsonl') },
        timeout: DEADLINE_MS,
        killSignal: 'SIGKILL',
      },
      (error, stdout, stderr) =>
        done({
          stdout,
          stderr: comparableStderr(stderr, cwd),
          end: error?.killed ? 'timed-out' : `exited ${child.exitCode}`,
        }),
    );
  });
}

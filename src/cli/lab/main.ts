/** npm run lab: for learners in their own editor, instructors, authors and CI. */
import { parseArgs } from 'node:util';
import { LabProblems } from '#lab/problems.ts';
import { endAtSignals, UsageError } from '../usage.ts';
import { check } from './check.ts';
import { ENGINE_IDS, parseEngine } from './engines.ts';
import { explore } from './explore.ts';
import { list } from './list.ts';
import { run } from './run.ts';
import { scaffold } from './scaffold.ts';
import { verify } from './verify.ts';

const USAGE = `npm run lab -- <command>

  list [--json]
      All labs and their exercises.

  check <lab>/<exercise> [--dir <folder>] [--engine <engine>] [--json]
      Carries out the checks of an exercise on the files in <folder>. Files that are not there are taken from the
      starter. Without --dir the starter itself is checked, as it stands in this copy of the handbook.

  run <lab>/<exercise> [--dir <folder>] [--engine <engine>] [--broker <address>]
      [--trace <file>] [--json]
      Runs the program of an exercise with the files in <folder>, as check takes them, and prints what it prints. Ends
      with the program's own exit code; 1 if it was stopped or ran into a limit (10 seconds, a million characters).
      --broker has createBroker() of the kit open a real broker: amqp://guest:guest@localhost, redis://localhost,
      nats://localhost or mqtt://localhost; sim: is the simulated one. --trace keeps what happened in it, for the page.

  explore <lab>/<exercise> [--dir <folder>] [--schedules <n>] [--seed <s>] [--engine <engine>] [--json]
      Runs the files in <folder>, as check takes them, under n schedules of deliveries and faults (default 1000) for
      each exploration of the checks, and shows the smallest failing one. --schedules 1 --seed <s> repeats one.

  trace <file.js> --host node-cjs|node-esm|browser [--json]
      Runs a program of your own on an event loop that is watched, in a Chromium, and prints what it prints and what
      the loop did, step by step; where the order is not determined, it says so and shows both. Files that it imports
      by relative names come along. Ends with the program's own exit code. --json gives the whole trace.

  verify [<lab>] [--engine <engine>]...
      For authors: tries whether starter, solution and wrong solutions are judged as they should be, and plants faults
      in the solution to see whether the checks notice them. One run for each --engine.

  new <lab>/<exercise>
      For authors: writes a new exercise with blanks to fill in.

  --engine is ${ENGINE_IDS.join(', ')} (default: node). embedded and webcontainer start a Chromium.
  --json   prints one JSON value and nothing else; put --silent before “lab” to silence npm itself.

Exit code: 0 if all went well, 1 if a check failed or a rule is broken, 2 if the command was called wrongly;
run and trace end with the exit code of their program.`;

/** Exit code of a command that was called wrongly. */
const BAD_USAGE = 2;

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      dir: { type: 'string' },
      host: { type: 'string' },
      broker: { type: 'string' },
      engine: { type: 'string', multiple: true, default: ['node'] },
      trace: { type: 'string' },
      schedules: { type: 'string' },
      seed: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [command, target, ...more] = positionals;
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  if (more.length > 0)
    throw new UsageError(`“${more.join(' ')}” is too much: give one ${command ?? 'command'} at a time.`);
  const engines = values.engine.map(parseEngine);
  const { dir, json } = values;
  switch (command) {
    case 'list':
      await list({ json });
      return 0;
    case 'check':
      endAtSignals();
      return check({ target, dir, engine: engines.at(-1) ?? 'node', json });
    case 'run':
      return run({
        target,
        dir,
        engine: engines.at(-1) ?? 'node',
        broker: values.broker,
        trace: values.trace,
        json,
      });
    case 'explore': {
      endAtSignals();
      const { schedules, seed } = values;
      return explore({ target, dir, engine: engines.at(-1) ?? 'node', schedules, seed, json });
    }
    case 'trace':
      // It brings a bundler and a browser.
      return (await import('./trace.ts')).trace({ file: target, host: values.host, json });
    case 'verify':
      endAtSignals();
      return verify({ lab: target, engines });
    case 'new':
      await scaffold({ target });
      return 0;
    default:
      throw new UsageError(command === undefined ? 'Name a command.' : `There is no command “${command}”.`);
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Error)) throw error;
  const { code = '' } = error as NodeJS.ErrnoException;
  const called = error instanceof UsageError || code.startsWith('ERR_PARSE_ARGS_');
  console.error(error.message);
  if (called) console.error('\nnpm run lab -- --help lists the commands.');
  process.exitCode = called || error instanceof LabProblems ? BAD_USAGE : 1;
}

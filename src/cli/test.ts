/** npm test: every kind of test, with one summary at the end. */
import { parseArgs } from 'node:util';
import { NOTHING } from './reports.ts';
import { endAll } from './run-process.ts';
import { listTests, runStage } from './run-stage.ts';
import { FULL_RUN, selectStages, STAGES, type Stage } from './stages.ts';
import { duration, summarise, type StageResult } from './summary.ts';
import { runCommand, UsageError } from './usage.ts';

const USAGE = `npm test -- [options]

Runs every kind of test and prints a summary. The exit code is 0 only if nothing failed.

  --only <stages>  run these stages only, separated by commas
  --full           try everything, which takes about twice as long (the nightly run does)
  --list           list the stages
  --verbose        print what the stages print even if they pass
  --help           this text`;

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      full: { type: 'boolean' },
      list: { type: 'boolean' },
      verbose: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  if (values.list) {
    STAGES.forEach((stage) => console.log(`${stage.id.padEnd(10)} ${stage.title}`));
    return;
  }
  const stages = select(values.only);
  if (values.full) process.env[FULL_RUN] = '1';
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      endAll();
      console.log('\nInterrupted.');
      process.exit(130);
    });
  }
  const summary = summarise(await runAll(stages, values.verbose ?? false));
  console.log(`\n${summary.lines.join('\n')}`);
  if (!summary.green) process.exitCode = 1;
}

function select(only: string | undefined): readonly Stage[] {
  try {
    return selectStages(only?.split(',').map((id) => id.trim()));
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** All stages run, even after a failure, except those that need what failed. */
async function runAll(stages: readonly Stage[], verbose: boolean): Promise<StageResult[]> {
  const results = new Map<string, StageResult>();
  for (const [index, stage] of stages.entries()) {
    const label = `[${index + 1}/${stages.length}] ${stage.title}`;
    const missing = stage.needs.find((need) => {
      const result = results.get(need);
      return result && (result.failed > 0 || result.notRun);
    });
    if (missing) {
      const notRun = `it needs the stage “${missing}”, which failed`;
      const counts = await listTests(stage, notRun);
      results.set(stage.id, { ...counts, title: stage.title, notRun, left: '', ms: 0 });
      console.log(`${label}: did not run, ${notRun}`);
      continue;
    }
    const started = performance.now();
    const { output, ...counts } = await runStage(stage, console.log);
    const ms = performance.now() - started;
    const failed = counts.failed > 0;
    if (verbose || failed) console.log(`${output.trimEnd()}\n`);
    console.log(
      `${label}: ${failed ? `FAILED (${counts.failed})` : `${counts.passed} passed`}, ${duration(ms)}`,
    );
    const left = process.env[FULL_RUN] ? '' : (stage.onlyFull ?? '');
    results.set(stage.id, { ...NOTHING, ...counts, title: stage.title, notRun: '', left, ms });
  }
  return [...results.values()];
}

await runCommand(main, USAGE);

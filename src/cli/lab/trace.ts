/**
 * `lab trace`: runs a program on an event loop that is watched, and prints what it prints and what the loop did. A
 * program that cannot be followed to its end is run again without; then its output is that run's.
 */
import type { Host } from '#lab/model.ts';
import { findRaces, type TracedRun } from '#runtime/loop-races.ts';
import type { Pace, RunEnded } from '#runtime/runtime.ts';
import { LOOP_TRACE } from '#trace/loop-events.ts';
import type { RecordedTrace } from '#trace/trace.ts';
import { traceOf } from '#trace/trace-kinds.ts';
import { UsageError } from '../usage.ts';
import type { LabEngine, OutputWritten } from './engines.ts';
import { readDiskProgram, type DiskProgram } from './neighbours.ts';
import { openPageEngine } from './page-engine.ts';
import { exitCodeOf, interruption } from './run.ts';
import { raceLine, traceLines } from './trace-text.ts';

export interface TraceCommand {
  file: string | undefined;
  host: string | undefined;
  json: boolean;
}

const HOSTS: readonly Host[] = ['node-cjs', 'node-esm', 'browser'];

/** What a run printed, in order, and how it ended. */
interface Ran {
  written: OutputWritten[];
  stdout: string;
  stderr: string;
  end: RunEnded;
}

interface Traced extends TracedRun, Ran {
  stderr: string;
  stdout: string;
  trace: RecordedTrace;
}

/** @returns the program's own exit code; 1 if it did not come to its end, and stderr then says why */
export async function trace({ file, host, json }: TraceCommand): Promise<number> {
  if (file === undefined)
    throw new UsageError('Name the program to trace: lab trace <file.js> --host node-esm.');
  const wanted = HOSTS.find((id) => id === host);
  if (!wanted) {
    const given = host === undefined ? 'is missing' : `does not take “${host}”`;
    throw new UsageError(`--host ${given}: it is one of ${HOSTS.join(', ')}.`);
  }
  // npm starts commands in the project's folder, and says from where it was called.
  const program = await readDiskProgram(file, process.env['INIT_CWD'] ?? process.cwd());
  const signal = interruption();
  const engine = await openPageEngine('embedded', { ownSignals: true });
  try {
    const first = await runTraced(engine, program, wanted, signal, {});
    const { events, trace: recorded } = first;
    const lost = events.find((event) => event.type === 'TracingEnded')?.reason ?? null;
    // Marks take room on the stack, so what was recorded may have gone another way: this run has none.
    const plain = lost === null ? first : await runPlain(engine, program, wanted, signal);
    const { end, stdout, stderr } = plain;
    const isWhole = end.reason === 'exited' && recorded.dropped.count === 0 && lost === null;
    const races = isWhole
      ? await findRaces(first, (pace) => runTraced(engine, program, wanted, signal, pace))
      : [];
    if (json) {
      const { dropped } = recorded;
      const { exitCode } = end;
      const kept = { races, dropped: dropped.count, lost, events };
      const report = { host: wanted, stdout, stderr, exitCode, ...kept };
      console.log(JSON.stringify(report));
    } else {
      for (const { stream, text } of plain.written) process[stream].write(text);
      if (lost !== null)
        console.log(`\n${lost} It was run once more without being recorded, and printed this.`);
      console.log(`\nThe event loop, in milliseconds of virtual time:`);
      for (const line of traceLines(events)) console.log(line);
      if (recorded.dropped.count > 0)
        console.log(`… and ${recorded.dropped.count} events more, which were not kept.`);
      for (const race of races) console.log(raceLine(race, events));
    }
    return exitCodeOf(end);
  } finally {
    await engine.close();
  }
}

async function runTraced(
  engine: LabEngine,
  program: DiskProgram,
  host: Host,
  signal: AbortSignal,
  pace: Pace,
): Promise<Traced> {
  let recorded: RecordedTrace | undefined;
  const onTrace = (given: RecordedTrace): void => void (recorded = given);
  const ran = await runPlain(engine, program, host, signal, { trace: LOOP_TRACE.id, pace, onTrace });
  if (!recorded) throw new UsageError(ran.end.message);
  const { events } = traceOf(LOOP_TRACE, recorded);
  return { ...ran, exitCode: ran.end.exitCode, events, trace: recorded };
}

interface Recording {
  trace: string;
  pace: Pace;
  onTrace(trace: RecordedTrace): void;
}

async function runPlain(
  engine: LabEngine,
  { files, entry }: DiskProgram,
  host: Host,
  signal: AbortSignal,
  { onTrace, ...more }: Partial<Recording> = {},
): Promise<Ran> {
  const written: OutputWritten[] = [];
  const onOutput = (event: OutputWritten): void => void written.push(event);
  const end = await engine.run(
    { files, entry, host, ...more },
    { signal, onOutput, ...(onTrace && { onTrace }) },
  );
  const textOf = (wanted: OutputWritten['stream']): string =>
    written.map(({ stream, text }) => (stream === wanted ? text : '')).join('');
  return { written, stdout: textOf('stdout'), stderr: textOf('stderr'), end };
}

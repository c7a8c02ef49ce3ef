import { readFile, rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { EngineId, Limits, RunEnded } from '#runtime/runtime.ts';
import { TRACE_OF_VIEW } from '#lab/view-traces.ts';
import { decodeTrace } from '#trace/codec.ts';
import { TRACE_KINDS } from '#trace/trace-kinds.ts';
import { UsageError } from '../usage.ts';
import { kitFor } from './broker.ts';
import { openEngine, type OutputWritten } from './engines.ts';
import { loadTarget, type Loaded, type Target } from './target.ts';

export interface RunCommand extends Target {
  engine: EngineId;
  /** Address of the broker that the program shall run on, as given on the command line. */
  broker?: string | undefined;
  /** The file to keep the trace in, as given on the command line. */
  trace?: string | undefined;
  json: boolean;
}

/** On a real broker a wait is a wait, and a busy one takes longer: whoever sees it running can end it. */
const ON_A_BROKER: Limits = { timeMs: 60 * 60_000 };

/**
 * `lab run`: runs an exercise's program. What it prints goes out as it comes, or into one JSON value at the end.
 * @returns the program's own exit code; 1 if it did not come to its end, and stderr then says why
 */
export async function run(command: RunCommand): Promise<number> {
  const { target, dir, engine: engineId, json } = command;
  const loaded = await loadTarget({ target, dir });
  const { exercise, files } = loaded;
  const wishes = await wishesOf(command, loaded);
  const interrupted = interruption();
  const engine = await openEngine(engineId, { ownSignals: true });
  try {
    const { host, entry, lab, id } = exercise;
    const kept = { stdout: '', stderr: '' };
    const keep = ({ stream, text }: OutputWritten): void => {
      kept[stream] += text;
    };
    const pass = ({ stream, text }: OutputWritten): unknown => process[stream].write(text);
    const end = await engine.run(
      { files: { ...files, ...wishes.kit }, host, entry },
      {
        onOutput: json ? keep : pass,
        signal: interrupted,
        ...(command.broker !== undefined && { limits: ON_A_BROKER }),
      },
    );
    if (json) {
      const { reason, exitCode } = end;
      const durationMs = Math.round(end.durationMs);
      const trace = await wishes.trace();
      const report = { lab, exercise: id, engine: engineId, reason, exitCode, ...kept, durationMs, ...trace };
      console.log(JSON.stringify(report, null, 2));
    }
    return exitCodeOf(end);
  } finally {
    await engine.close();
    await wishes.tidy();
  }
}

/** What of the command line concerns the kit: the broker, and a place for what happens in it. */
async function wishesOf({ broker, trace, engine, json }: RunCommand, { exercise: { kit }, view }: Loaded) {
  const none = { kit, trace: async () => ({}), tidy: async () => {} };
  if (engine !== 'node') {
    if (broker === undefined && trace === undefined) return none;
    throw new UsageError(
      `--broker and --trace need --engine node: a page reaches neither brokers nor files, and ${engine} runs in one.`,
    );
  }
  const isTraced = trace !== undefined || (json && broker !== undefined);
  if (broker === undefined && !isTraced) return none;
  const folder =
    trace === undefined && isTraced ? await mkdtemp(join(tmpdir(), 'handbook-trace-')) : undefined;
  const file = trace === undefined ? folder && join(folder, 'run.trace') : resolve(trace);
  return {
    kit: await kitFor(kit, {
      url: broker ?? 'sim:',
      trace: file,
      kind: view === null ? undefined : TRACE_OF_VIEW[view],
    }),
    async trace() {
      const text = file && (await readFile(file, 'utf8').catch(() => undefined));
      if (!text) return {};
      const { kind, about, dropped, events } = decodeTrace(text, TRACE_KINDS);
      return { trace: { kind: kind.id, about, dropped: dropped.count, events } };
    },
    tidy: async () => void (folder && (await rm(folder, { recursive: true, force: true }))),
  };
}

export function exitCodeOf({ reason, exitCode, message }: RunEnded): number {
  if (reason === 'exited' && exitCode !== null) return exitCode;
  console.error(message);
  return 1;
}

/** Aborts at Ctrl+C, at a request to end, and when nobody reads the output any more (`| head`). */
export function interruption(): AbortSignal {
  const interrupted = new AbortController();
  const abort = (): void => interrupted.abort();
  process.once('SIGINT', abort);
  process.once('SIGTERM', abort);
  process.stdout.on('error', abort);
  return interrupted.signal;
}

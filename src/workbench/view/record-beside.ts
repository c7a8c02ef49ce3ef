/**
 * The picture of a job on an engine that records nothing: the same job runs once more in the built-in runtime,
 * which does. What was printed stays the engine's own; where the two differ, the reader is told.
 */
import type { RunEvent } from '#runtime/runtime.ts';
import type { RecordedTrace } from '#trace/trace.ts';
import { createOutput, type OutputView } from '../output.ts';

export interface RecordedBeside {
  trace: RecordedTrace | null;
  /** True if this run printed something else than the one whose output is shown. */
  differs: boolean;
}

export async function recordBeside(
  run: AsyncIterable<RunEvent>,
  printed: OutputView,
): Promise<RecordedBeside> {
  const output = createOutput();
  let trace: RecordedTrace | null = null;
  for await (const event of run) {
    if (event.type === 'OutputWritten') output.write(event.stream, event.text);
    else if (event.type === 'TraceRecorded') ({ trace } = event);
  }
  return { trace, differs: linesOf(output.view()) !== linesOf(printed) };
}

/** WebContainer reports both streams as one. */
function linesOf({ head, tail, hidden }: OutputView): string {
  return [...head, ...tail].map(({ text }) => text).join('\n') + String(hidden);
}

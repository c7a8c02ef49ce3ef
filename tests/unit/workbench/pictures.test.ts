import { describe, expect, test } from 'vitest';
import type { Program, RunEvent, Runtime } from '#runtime/runtime.ts';
import { LOOP_TRACE, type LoopEvent } from '#trace/loop-events.ts';
import type { RecordedTrace, Trace } from '#trace/trace.ts';
import { createOutput } from '#workbench/output.ts';
import { racesOf } from '#workbench/view/races.ts';
import { receiveTrace } from '#workbench/view/received.ts';
import { recordBeside } from '#workbench/view/record-beside.ts';
import { createScribe, everyQueue } from '../../support/loop-trace.ts';

const program: Program = { files: {}, entry: 'program.js', host: 'node-cjs', trace: 'event-loop' };
const recorded = ({ kind, ...rest }: Trace<LoopEvent>): RecordedTrace => ({
  kind: kind.id,
  version: kind.version,
  ...rest,
});

/** A runtime whose runs report what `script` says for a program; counts them. */
function scripted(script: (program: Program) => RunEvent[]) {
  const ran: Program[] = [];
  const run = (wanted: Program) => {
    ran.push(wanted);
    return (async function* () {
      yield* script(wanted);
    })();
  };
  return { runtime: { run } as unknown as Runtime, ran };
}

/** Timer and immediate from the main program: the one named comes first. */
function race(first: 'timer' | 'immediate'): RecordedTrace {
  const scribe = createScribe({ source: 'x\ny' });
  const main = scribe.queue('main');
  scribe.job(main, 'main-script');
  scribe.enter('', 1, [], 'script');
  const entries = { timer: scribe.queue('timer'), immediate: scribe.queue('immediate') };
  scribe.exit();
  scribe.end();
  for (const queue of first === 'timer'
    ? (['timer', 'immediate'] as const)
    : (['immediate', 'timer'] as const)) {
    scribe.job(entries[queue], 'timer-due');
    scribe.print(queue);
    scribe.end();
  }
  scribe.add({ type: 'ProcessExited', code: 0 });
  return recorded(scribe.trace());
}

describe('races', () => {
  const { signal } = new AbortController();

  test('are found where the program does otherwise at another pace, with both orders', async () => {
    const { runtime } = scripted(({ pace }) => [
      { type: 'TraceRecorded', trace: race(pace?.main === 8 ? 'timer' : 'immediate') },
    ]);
    const races = await racesOf(runtime, program, race('immediate'), signal);
    expect(races).toEqual([{ entries: [3, 2], orders: ['immediate\ntimer\n', 'timer\nimmediate\n'] }]);
  });

  test('cost no run where the order cannot depend on time', async () => {
    const { runtime, ran } = scripted(() => []);
    expect(await racesOf(runtime, program, recorded(everyQueue()), signal)).toEqual([]);
    expect(ran).toEqual([]);
  });

  test('are looked for no longer once the reader has gone on', async () => {
    const stop = new AbortController();
    const { runtime, ran } = scripted(() => {
      stop.abort();
      return [{ type: 'TraceRecorded', trace: race('timer') }];
    });
    await expect(racesOf(runtime, program, race('timer'), stop.signal)).rejects.toThrow('aborted');
    expect(ran).toHaveLength(1);
  });
});

describe('a run on an engine that records nothing is recorded beside it', () => {
  const printed = (text: string) => {
    const output = createOutput();
    output.write('stdout', text);
    return output.view();
  };
  const trace = race('timer');
  const { runtime } = scripted(() => [
    { type: 'OutputWritten', stream: 'stdout', text: 'timer\nimmediate\n' },
    { type: 'TraceRecorded', trace },
  ]);

  test('and gives its trace', async () => {
    const found = await recordBeside(runtime.run(program), printed('timer\nimmediate\n'));
    expect(found).toEqual({ trace, differs: false });
  });

  test('and says so if it printed something else', async () => {
    const found = await recordBeside(runtime.run(program), printed('immediate\ntimer\n'));
    expect(found.differs).toBe(true);
  });
});

test('a trace of a kind or a version that the view does not know is refused with what it knows', () => {
  const trace = race('timer');
  expect(receiveTrace(trace, [LOOP_TRACE]).kind).toBe(LOOP_TRACE);
  expect(() => receiveTrace({ ...trace, version: 99 }, [LOOP_TRACE])).toThrow(
    '“event-loop”, version 99, was recorded, and this page draws “event-loop”, version 1. Reload the page.',
  );
});

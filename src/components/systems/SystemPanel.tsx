/** A system as an instrument: its dials, what a run of them came to, the picture of that run, and the program. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Ran } from '#systems/run.ts';
import { startOf, UNTIL, type Settings, type System } from '#systems/system.ts';
import { compare } from '#systems/words.ts';
import { BROKER_TRACE } from '#trace/broker-events.ts';
import { LoadView } from '#views/load/LoadView.tsx';
import type { Bench } from './bench.ts';
import { Dials } from './Dials.tsx';
import { Numbers } from './Numbers.tsx';
import { ProgramText } from './ProgramText.tsx';

/** Whoever drags a slider is not interested in the values on the way. Milliseconds. */
const REST = 150;

export interface SystemPanelProps {
  system: System;
  /** The text of its program. */
  source: string;
  bench: Bench;
}

export function SystemPanel({ system, source, bench }: SystemPanelProps) {
  const { id, about } = system;
  const [settings, set] = useState(() => startOf(system));
  const { now, before, trouble, isRunning } = useRuns(system, settings, bench);
  const [spoken, say] = useState('');
  return (
    <div class="lab sys" aria-busy={isRunning}>
      <p class="sys-about">{about}</p>
      <Dials system={system} settings={settings} set={set} />
      {trouble !== null && (
        <p class="sys-trouble" role="alert">
          The simulation could not be run ({trouble}). Reload the page to try again.
        </p>
      )}
      <p class="sys-says" role="status">
        {now === null ? 'It runs …' : compare(system, before, now)}
      </p>
      {now !== null && (
        <>
          <Numbers system={system} now={now} before={before} />
          <p class="sys-note">{noteOf(now)}</p>
          <Picture id={`system-${id}`} ran={now} say={say} />
          <ProgramText id={id} source={source} settings={now.settings} />
        </>
      )}
      <p class="visually-hidden" role="status">
        {spoken}
      </p>
    </div>
  );
}

interface Runs {
  now: Ran | null;
  /** The run before it, with other settings. */
  before: Ran | null;
  trouble: string | null;
}

/** Runs the system when its settings have come to rest. */
function useRuns(system: System, settings: Settings, bench: Bench): Runs & { isRunning: boolean } {
  const [runs, setRuns] = useState<Runs>({ now: null, before: null, trouble: null });
  const [isRunning, setRunning] = useState(true);
  const isFirst = useRef(true);
  useEffect(() => {
    setRunning(true);
    const run = () =>
      bench.run(system.id, settings, (answer) => {
        setRunning(false);
        setRuns((known) =>
          answer.ok
            ? { now: answer.ran, before: known.now, trouble: null }
            : { ...known, trouble: answer.error },
        );
      });
    const timer = setTimeout(run, isFirst.current ? 0 : REST);
    isFirst.current = false;
    return () => clearTimeout(timer);
  }, [system, settings, bench]);
  return { ...runs, isRunning };
}

function Picture({ id, ran: newest, say }: { id: string; ran: Ran; say: (sentence: string) => void }) {
  const [ran, draw] = useState(newest);
  useEffect(() => {
    // Not in the task that shows the numbers: together they might hold the page up.
    const timer = setTimeout(() => draw(newest));
    return () => clearTimeout(timer);
  }, [newest]);
  const trace = useMemo(
    () => ({ kind: BROKER_TRACE, events: ran.events, dropped: ran.dropped, about: {} }),
    [ran],
  );
  return <LoadView {...{ trace, id, say }} races={NONE} edit={null} link={null} runOn={null} reveal={null} />;
}

const NONE = [] as const;

/** How much the numbers and the picture are of. */
function noteOf({ events, dropped }: Ran): string {
  const numbers = `The numbers are of ${UNTIL / 1000} s of virtual time; times run from when the broker has an event until its effect.`;
  if (dropped.count === 0) return `${numbers} The picture is of the same run.`;
  const shown = events.length.toLocaleString('en');
  const all = (events.length + dropped.count).toLocaleString('en');
  const end = ((events.at(-1)?.at ?? 0) / 1000).toFixed(1);
  return `${numbers} The picture is of its first ${shown} of ${all} steps: the first ${end} s.`;
}

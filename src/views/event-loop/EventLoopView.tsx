/** Puts the picture together: source, stack and queues, why, console, heartbeat, and the player that moves it. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { createCursor } from '#trace/cursor.ts';
import type { LoopEvent } from '#trace/loop-events.ts';
import type { Trace } from '#trace/trace.ts';
import { playerCommand } from '../player/keys.ts';
import { createPlayer, SPEEDS, type Player } from '../player/player.ts';
import { TraceTable } from '../player/TraceTable.tsx';
import { Transport } from '../player/Transport.tsx';
import { useFlights } from '../stage/flights.ts';
import { useSpoken } from '../stage/spoken.ts';
import type { ViewProps } from '../view.ts';
import { Console } from './Console.tsx';
import { HostSwitch } from './HostSwitch.tsx';
import { Lanes } from './Lanes.tsx';
import type { LoopIndex, Printed } from './loop-index.ts';
import { BEFORE, createEvolve, type LoopState } from './loop-state.ts';
import { Notices } from './Notices.tsx';
import { Phases } from './Phases.tsx';
import { opened, type Opened } from './opened.ts';
import { countIn, laneKinds, pictureOf, toneOf } from './picture.ts';
import { Predict, Predicted, verdict } from './Predict.tsx';
import { judge, questionOf } from './prediction.ts';
import { Pulse } from './Pulse.tsx';
import { Source } from './Source.tsx';
import { whatHappens } from './what.ts';
import { whyNow } from './why.ts';
import { lineName } from './words.ts';

interface Bench extends Opened {
  player: Player;
  state: () => LoopState;
}

/** Everything about one trace that stays while the reader moves through it. */
function openTrace(trace: Trace<LoopEvent>): Bench {
  const read = opened(trace);
  const { index, steps } = read;
  const cursor = createCursor({ events: index.events, initial: BEFORE, evolve: createEvolve(index) });
  const player = createPlayer({ cursor, stops: steps });
  return { ...read, player, state: () => cursor.state };
}

export function EventLoopView({ trace, races, id, say, edit, runOn, reveal }: ViewProps) {
  const bench = useMemo(() => openTrace(trace as Trace<LoopEvent>), [trace]);
  const { index, player } = bench;
  useEffect(() => () => player.dispose(), [player]);
  const question = useMemo(() => questionOf(index), [index]);
  const [guess, setGuess] = useState<readonly Printed[] | null>(null);
  const asks = reveal !== null && question !== null && index.untraced === '';
  useEffect(() => {
    // There is nothing to predict, so nothing is hidden.
    if (reveal !== null && !asks) reveal();
  }, [reveal, asks]);
  const commit = (order: readonly Printed[]) => {
    setGuess(order);
    reveal?.();
    if (question) say(verdict(judge(question.real, order)));
  };
  const goTo = (event: number) => player.seek(bench.steps.stepOf(event));
  const press = (event: KeyboardEvent) => {
    const command = playerCommand(event, SPEEDS);
    if (command === null) return;
    event.preventDefault();
    command(player);
  };
  return (
    // Where the reader presses inside the picture, its keys work from then on.
    <div class="el" tabIndex={-1} onKeyDown={press} data-host={index.host}>
      <header class="el-head">
        <HostSwitch host={index.host} runOn={runOn} />
      </header>
      {!asks && <Notices index={index} races={races} goTo={goTo} />}
      {asks && <Predict question={question} say={say} commit={commit} />}
      {guess && question && <Predicted index={index} real={question.real} guess={guess} goTo={goTo} />}
      {index.untraced === '' && !asks && <Instrument bench={bench} id={id} say={say} edit={edit} />}
    </div>
  );
}

type InstrumentProps = { bench: Bench } & Pick<ViewProps, 'id' | 'say' | 'edit'>;

function Instrument({ bench, id, say, edit }: InstrumentProps) {
  const { index, steps, marks, heart, player } = bench;
  const step = player.step.value;
  const state = bench.state();
  const picture = pictureOf(index, state);
  const at = step === 0 ? -1 : steps.eventOf(step);
  const { what, site } = whatHappens(index, at);
  const why = whyNow(index, at, {
    waiting: countWaiting(index, state),
    depth: state.stack?.depth ?? 0,
  });
  const tone = toneOf(index.host, picture.job?.entry?.queue);
  const here = picture.here ?? site;
  const [shown, setShown] = useState<{ file: string; line: number; ask: number } | null>(null);
  useEffect(() => setShown(null), [step]);
  const file = shown?.file ?? here?.file ?? index.entryFile;
  const place = placeName(state.turn, player.steps);
  const root = useRef<HTMLDivElement>(null);
  useFlights(root, step);
  useSpoken(player, step, `${place}, step ${step} of ${player.steps}. ${what} ${why}`, say);
  const goTo = (event: number) => player.seek(steps.stepOf(event));
  const showLine = (wanted: string, line: number) =>
    setShown({ file: wanted, line, ask: (shown?.ask ?? 0) + 1 });

  return (
    <div ref={root}>
      <div class="el-bench">
        <div class="el-left">
          {index.files.length > 1 && <p class="el-file">{file}</p>}
          <Source {...{ index, marks, file, here, tone, shown, goTo, edit }} event={at} />
        </div>
        <div class="el-right">
          <Phases host={index.host} base={index.base} picture={picture} />
          <Lanes {...{ index, picture, tone, showLine }} />
          <div class="el-why">
            <p class="el-what">
              {what} {site && site.line !== here?.line && <span>({lineName(site)})</span>}
            </p>
            <p class="el-h">Why this, now?</p>
            <p>{why}</p>
          </div>
        </div>
      </div>
      <Console picture={picture} isNew={index.events[at]?.type === 'OutputWritten'} />
      <Transport
        {...{ player, id, place }}
        barAt={steps.barAt}
        turns={steps.turns}
        outputs={steps.outputs}
        sentence={what}
      />
      <Pulse heart={heart} now={index.events[at]?.at ?? 0} />
      <TraceTable player={player} id={id} rowAt={(number) => rowOf(bench, number)} />
    </div>
  );
}

function placeName(turn: number, steps: number): string {
  if (steps === 0) return '';
  return turn === 0 ? 'main program' : `turn ${turn}`;
}

function countWaiting(index: LoopIndex, state: LoopState): number {
  return laneKinds(index.host)
    .flatMap(({ queues }) => queues)
    .reduce((sum, queue) => sum + countIn(index, state, queue), 0);
}

function rowOf({ index, steps }: Bench, step: number) {
  const at = steps.eventOf(step);
  const { what, site } = whatHappens(index, at);
  const turn = steps.turnOf(step);
  return {
    at: (index.events[at]?.at ?? index.base) - index.base,
    turn: turn === 0 ? 'main' : String(turn),
    what,
    where: site === null ? '' : index.files.length > 1 ? `${site.file}, ${lineName(site)}` : lineName(site),
  };
}

/** The player's controls: step, play, jump, the timeline that is scrubbed, and the loop between two marks. */
import { useMemo } from 'preact/hooks';
import type { Landmark, Player } from './player.ts';
import { SPEEDS } from './player.ts';
import { thinned, timelineShapes, type Bar } from './timeline.ts';

export interface TransportProps {
  player: Player;
  /** Unique on the page; ids begin with it. */
  id: string;
  /** The bar of a step, counted from 1. The same function for the same trace. */
  barAt: (step: number) => Bar;
  /** Steps at which turns begin. */
  turns: readonly number[];
  /** Steps that print something. */
  outputs: readonly number[];
  /** Where the player stands, in few words: `turn 1`. */
  place: string;
  /** What the present step is, as a sentence. */
  sentence: string;
  /** What the two kinds of landmarks are called. Default `turn` and `output`. */
  words?: Readonly<Record<Landmark, string>>;
}

const WORDS = { turn: 'turn', output: 'output' };

export function Transport(props: TransportProps) {
  const { player, id, turns, outputs, place, words = WORDS } = props;
  const step = player.step.value;
  const { steps } = player;
  const isPlaying = player.isPlaying.value;
  return (
    <div class="pl-all" role="group" aria-label="Step through the run">
      <div class="pl">
        <div class="pl-buttons">
          <button type="button" class="pl-play" onClick={() => player.toggle()} disabled={steps === 0}>
            <span aria-hidden="true">{isPlaying ? '❚❚' : '▶'}</span> {isPlaying ? 'Pause' : 'Play'}
          </button>
          <button type="button" aria-disabled={step === 0} onClick={() => player.move(-1)}>
            <span aria-hidden="true">‹</span> Back
          </button>
          <button type="button" aria-disabled={step === steps} onClick={() => player.move(1)}>
            Step <span aria-hidden="true">›</span>
          </button>
          <button
            type="button"
            aria-disabled={!turns.some((turn) => turn > step)}
            onClick={() => player.jump('turn', 1)}
          >
            <span class="pl-next">Next</span> {words.turn} <span aria-hidden="true">»</span>
          </button>
          <button
            type="button"
            aria-disabled={!outputs.some((output) => output > step)}
            onClick={() => player.jump('output', 1)}
          >
            <span class="pl-next">Next</span> {words.output} <span aria-hidden="true">»</span>
          </button>
        </div>
        <Timeline {...props} />
        <p class="pl-place" id={`${id}-place`}>
          {place !== '' && `${place} · `}step <b>{step.toLocaleString('en')}</b> of{' '}
          {steps.toLocaleString('en')}
        </p>
      </div>
      <Extras player={player} id={id} />
    </div>
  );
}

function Timeline({ player, id, barAt, turns, place, sentence }: TransportProps) {
  const { steps } = player;
  const step = player.step.value;
  const { columns, shapes } = useMemo(() => timelineShapes(steps, barAt), [steps, barAt]);
  const marks = useMemo(() => thinned(turns), [turns]);
  const share = (of: number) => `${steps === 0 ? 0 : (of / steps) * 100}%`;
  const loop = player.loop.value;
  return (
    <div class="pl-track" style={`--at:${share(step)}`}>
      <svg viewBox={`0 0 ${Math.max(1, columns)} 100`} preserveAspectRatio="none" aria-hidden="true">
        {shapes.map(({ tone, path }) => (
          <path key={tone} data-tone={tone} d={path} />
        ))}
      </svg>
      {marks.map((turn) => (
        <i key={turn} class="pl-turn" style={`left:${share(turn - 1)}`} />
      ))}
      {loop && (
        <i class="pl-loop" style={`left:${share(loop.from)};right:calc(100% - ${share(loop.to ?? steps)})`} />
      )}
      <input
        type="range"
        id={`${id}-scrub`}
        aria-label="Position in the run"
        aria-valuetext={`Step ${step} of ${steps}${place === '' ? '' : `, ${place}`}. ${sentence}`}
        min={0}
        max={steps}
        step={1}
        value={step}
        onInput={(event) => player.seek(Number(event.currentTarget.value))}
      />
    </div>
  );
}

function Extras({ player, id }: Pick<TransportProps, 'player' | 'id'>) {
  const loop = player.loop.value;
  return (
    <div class="pl-extras">
      <label for={`${id}-speed`}>
        Speed
        <select
          id={`${id}-speed`}
          value={String(player.speed.value)}
          onChange={(event) => player.setSpeed(Number(event.currentTarget.value))}
        >
          {SPEEDS.map((speed) => (
            <option key={speed} value={String(speed)}>
              {speed === 1 ? '1 step a second' : `${speed} steps a second`}
            </option>
          ))}
        </select>
      </label>
      <span class="pl-loops" role="group" aria-label="Loop">
        <button type="button" onClick={() => player.mark('from')}>
          Loop from here
        </button>
        <button type="button" onClick={() => player.mark('to')}>
          to here
        </button>
        {loop && (
          <button type="button" onClick={() => player.clearLoop()}>
            No loop
          </button>
        )}
        {loop && (
          <span class="pl-range">
            {loop.from} to {loop.to ?? 'the end'}
          </span>
        )}
      </span>
    </div>
  );
}

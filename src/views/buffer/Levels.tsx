/** The levels of the buffers over the steps of a run, up to where the reader stands, and in figures. */
import type { BufferState, BuffersState } from './buffer-state.ts';
import { HEIGHT, WIDTH, type LevelLine } from './levels.ts';

export interface LevelsProps {
  id: string;
  lines: readonly LevelLine[];
  state: BuffersState;
  /** Share of the run that lies behind, from 0 to 1. */
  done: number;
}

export function Levels({ id, lines, state, done }: LevelsProps) {
  if (state.length === 0) return <p class="bf-none">No buffer is open yet.</p>;
  return (
    <div class="bf">
      {state.map((buffer) => {
        const line = lines.find((one) => one.buffer === buffer.name);
        return (
          <section key={buffer.name} aria-label={buffer.name}>
            <p class="bf-name">
              {buffer.name} <span>{statusOf(buffer)}</span>
            </p>
            {line && <Chart id={`${id}-${buffer.name.replace(/\W/g, '-')}`} {...{ line, buffer, done }} />}
            <Figures {...buffer} />
          </section>
        );
      })}
    </div>
  );
}

function statusOf({ ended, asksToWait, level }: BufferState): string {
  if (ended !== '') return ended;
  if (asksToWait) return 'asks the writer to wait';
  return level === 0 ? 'empty' : 'takes more';
}

interface ChartProps {
  id: string;
  line: LevelLine;
  buffer: BufferState;
  done: number;
}

function Chart({ id, line, buffer, done }: ChartProps) {
  const label = `${buffer.name} holds ${buffer.level} ${buffer.unit}, at most ${buffer.most} so far; the high-water mark is ${buffer.mark}`;
  const x = done * WIDTH;
  return (
    <div class="bf-chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
        <clipPath id={`${id}-done`}>
          <rect width={x} height={HEIGHT} />
        </clipPath>
        <path class="bf-ahead" d={line.path} />
        <g clip-path={`url(#${id}-done)`}>
          <path class="bf-fill" d={`${line.path}V${HEIGHT}Z`} />
          <path class="bf-line" d={line.path} />
        </g>
        <line class="bf-mark" x1="0" x2={WIDTH} y1={line.markAt} y2={line.markAt} />
        <line class="bf-now" x1={x} x2={x} y1="0" y2={HEIGHT} />
      </svg>
      <span class="bf-mark-label" style={{ top: `${line.markAt}%` }} aria-hidden="true">
        high-water mark {buffer.mark.toLocaleString('en')}
      </span>
    </div>
  );
}

function Figures(buffer: BufferState) {
  const figures: [string, number][] = [
    [`${buffer.unit} in it`, buffer.level],
    ['at most so far', buffer.most],
    ['written', buffer.written],
    ['handled', buffer.handled],
  ];
  if (buffer.refused > 0) figures.push(['refused', buffer.refused]);
  if (buffer.failed > 0) figures.push(['failed', buffer.failed]);
  if (buffer.overruns > 0) figures.push(['written against a “wait”', buffer.overruns]);
  return (
    <dl class="bf-figures">
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value.toLocaleString('en')}</dd>
        </div>
      ))}
    </dl>
  );
}

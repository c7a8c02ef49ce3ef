/** The trace in words, a page of steps at a time: what a screen reader walks, and anybody who would rather read. */
import { useEffect, useState } from 'preact/hooks';
import type { Player } from './player.ts';

export interface TraceRow {
  /** Milliseconds on the trace's clock. */
  at: number;
  turn: string;
  what: string;
  /** For example `line 8`; empty where no line is concerned. */
  where: string;
}

export interface TraceTableProps {
  player: Player;
  /** Unique on the page; ids begin with it. */
  id: string;
  /** The row of a step, counted from 1. */
  rowAt: (step: number) => TraceRow;
  /** What the columns `turn` and `where` are called. Default `Turn` and `Where`. */
  titles?: { turn: string; where: string };
}

const TITLES = { turn: 'Turn', where: 'Where' };

const PAGE = 50;

export function TraceTable(props: TraceTableProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="pl-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>The run as a table</summary>
      {isOpen && <Rows {...props} />}
    </details>
  );
}

function Rows({ player, id, rowAt, titles = TITLES }: TraceTableProps) {
  const { steps } = player;
  const step = player.step.value;
  const pages = Math.max(1, Math.ceil(steps / PAGE));
  const pageOf = (at: number) => Math.min(pages - 1, Math.floor(Math.max(0, at - 1) / PAGE));
  const [page, setPage] = useState(pageOf(step));
  // Where the player goes, the table goes along.
  useEffect(() => setPage(pageOf(step)), [step, steps]);
  const first = page * PAGE + 1;
  const last = Math.min(steps, first + PAGE - 1);
  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  return (
    <div class="pl-pages">
      <Pager id={id} page={page} pages={pages} go={setPage} />
      <div class="pl-scroll" tabIndex={0} role="group" aria-label="Steps of the run" data-scrolls>
        <table>
          <caption>
            Steps {first.toLocaleString('en')} to {last.toLocaleString('en')} of {steps.toLocaleString('en')}
          </caption>
          <thead>
            <tr>
              <th scope="col">Step</th>
              <th scope="col">{titles.turn}</th>
              <th scope="col">What happens</th>
              <th scope="col">{titles.where}</th>
              <th scope="col">
                <abbr title="Milliseconds on the run’s own clock">ms</abbr>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((number) => (
              <Row
                key={number}
                number={number}
                row={rowAt(number)}
                isHere={number === step}
                player={player}
              />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

interface RowProps {
  number: number;
  row: TraceRow;
  isHere: boolean;
  player: Player;
}

function Row({ number, row, isHere, player }: RowProps) {
  return (
    <tr aria-current={isHere ? 'step' : undefined}>
      <th scope="row">
        <button type="button" aria-label={`Go to step ${number}`} onClick={() => player.seek(number)}>
          {number}
        </button>
      </th>
      <td>{row.turn}</td>
      <td>{row.what}</td>
      <td class="pl-where">{row.where}</td>
      <td class="pl-time">{row.at.toFixed(2)}</td>
    </tr>
  );
}

interface PagerProps {
  id: string;
  page: number;
  pages: number;
  go: (page: number) => void;
}

function Pager({ id, page, pages, go }: PagerProps) {
  if (pages === 1) return null;
  return (
    <p class="pl-pager" role="group" aria-label="Pages of the table">
      <button type="button" aria-disabled={page === 0} onClick={() => page > 0 && go(page - 1)}>
        Earlier steps
      </button>
      <label for={`${id}-page`}>
        Page
        <input
          id={`${id}-page`}
          type="number"
          min={1}
          max={pages}
          value={page + 1}
          onChange={(event) => {
            const asked = Math.trunc(Number(event.currentTarget.value)) - 1;
            go(Math.min(pages - 1, Math.max(0, Number.isNaN(asked) ? page : asked)));
          }}
        />
        of {pages.toLocaleString('en')}
      </label>
      <button
        type="button"
        aria-disabled={page === pages - 1}
        onClick={() => page < pages - 1 && go(page + 1)}
      >
        Later steps
      </button>
    </p>
  );
}

/** Which message has led to which: a card for each, an edge from its cause, and the service that stands between them. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { graphOf, type Edge, type Spot } from './graph.ts';
import { rowsAround, type Message } from './messages.ts';
import { Hidden, type TracingNow } from './Waterfall.tsx';
import { describe, STANDINGS, standingOf } from './words.ts';

const MOST_MESSAGES = 40;
/** Half of a card’s width, in columns. */
const HALF = 0.41;

export function CausalGraph({ messages, step, steps, here, goTo }: TracingNow) {
  const { shown, above, below } = rowsAround(messages.rows, here, MOST_MESSAGES);
  const { spots, edges, columns, rows } = graphOf(shown);
  const spot = spots.find(({ message }) => message === here);
  const box = useRef<HTMLDivElement>(null);
  // Where not all columns have room, the present message is in sight.
  useLayoutEffect(() => {
    const scroller = box.current;
    if (!scroller || !spot || columns === 0) return;
    scroller.scrollLeft = ((spot.column + 0.5) / columns) * scroller.scrollWidth - scroller.clientWidth / 2;
  }, [spot?.column, columns]);
  if (shown.length === 0) return <p class="tc-none">No message has been published in this run.</p>;
  return (
    <>
      <Hidden count={above} where="before" />
      <div ref={box} class="tc-scroll" tabIndex={0} role="group" aria-label="Causes" data-scrolls>
        <div class="tc-graph" style={`--columns:${String(columns)};--rows:${String(rows)}`}>
          <svg
            viewBox={`0 0 ${String(columns)} ${String(rows)}`}
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            {edges.map((edge) => (
              <path
                key={edge.to.message.id}
                d={curveOf(edge)}
                data-ahead={edge.to.message.first.step > step}
                data-here={edge.to.message === here}
              />
            ))}
          </svg>
          <ul>
            {spots.map((one) => (
              <Card key={one.message.id} {...{ spot: one, step, steps, here, goTo }} />
            ))}
          </ul>
        </div>
      </div>
      <Hidden count={below} where="behind" />
    </>
  );
}

function curveOf({ from, to }: Edge): string {
  const [x1, x2] = [from.column + 0.5 + HALF, to.column + 0.5 - HALF];
  const [y1, y2] = [from.row + 0.5, to.row + 0.5];
  const middle = (x1 + x2) / 2;
  return `M${String(x1)} ${String(y1)}C${String(middle)} ${String(y1)} ${String(middle)} ${String(y2)} ${String(x2)} ${String(y2)}`;
}

type CardProps = Omit<TracingNow, 'messages' | 'place'> & { spot: Spot };

function Card({ spot, step, steps, here, goTo }: CardProps) {
  const { message, column, row } = spot;
  const { id, name, service, orphan, remarks, first } = message;
  const said = remarks.filter((remark) => remark.step <= step && remark.kind === 'said').at(-1);
  const isOdd = remarks.some((remark) => remark.step <= step && remark.kind === 'odd');
  return (
    <li
      class="tc-card"
      data-ahead={first.step > step}
      data-orphan={orphan !== ''}
      aria-current={message === here ? 'step' : undefined}
      style={`--x:${String(column + 0.5)};--y:${String(row + 0.5)}`}
    >
      <button type="button" onClick={() => goTo(first.step)} title={orphan || said?.says || undefined}>
        <span class="visually-hidden">{describe(message, step, steps)}</span>
        <span aria-hidden="true">
          {orphan === '' ? service : `? ${service}`}
          {isOdd && ' ⚠'}
        </span>
        <b aria-hidden="true">{name === '' ? id : name}</b>
        <code aria-hidden="true">
          {id} <Standings {...{ message, step, steps }} />
        </code>
        {said && (
          <span class="tc-said" aria-hidden="true">
            {said.says}
          </span>
        )}
      </button>
    </li>
  );
}

function Standings({ message, step, steps }: { message: Message; step: number; steps: number }) {
  const marks = message.handlers.map((one) => STANDINGS[standingOf(message, one, step, steps)].mark);
  return <>{marks.slice(0, 4).join('')}</>;
}

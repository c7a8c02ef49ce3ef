/** A row for each message, indented below its cause; in it a line for each service, with waits and attempts over time. */
import { ticksOf } from '../attempts/attempts.ts';
import {
  rowsAround,
  type Handler,
  type Handling,
  type Message,
  type Messages,
  type Place,
} from './messages.ts';
import { describe, STANDINGS, standingOf, titleOf } from './words.ts';

/** So much as a page can hold; the others are a number. */
const MOST = { rows: 24, services: 6, attempts: 20 } as const;

/** What both pictures are drawn of. */
export interface TracingNow {
  messages: Messages;
  step: number;
  steps: number;
  /** Where the player stands. */
  place: Place;
  /** The message of the present step. */
  here: Message | undefined;
  goTo: (step: number) => void;
}

export function Waterfall({ messages, step, steps, place, here, goTo }: TracingNow) {
  const { rows, length, isInstant } = messages;
  if (rows.length === 0) return <p class="tc-none">No message has been published in this run.</p>;
  const { shown, above, below } = rowsAround(rows, here, MOST.rows);
  const scale = Math.max(1, isInstant ? steps : length);
  const share = ({ step: after, at }: Place) => `${String(((isInstant ? after : at) / scale) * 100)}%`;
  const end: Place = { step: steps, at: length };
  return (
    <section class="tc" aria-label="Waterfall of the messages" style={`--now:${share(place)}`}>
      <Hidden count={above} where="above" />
      <ul class="tc-rows">
        {shown.map((message) => (
          <li
            key={message.id}
            class="tc-row"
            style={`--depth:${String(Math.min(message.depth, 8))}`}
            data-ahead={message.first.step > step}
            aria-current={message === here ? 'step' : undefined}
          >
            <Title {...{ message, step, steps, goTo }} />
            <div class="tc-lines">
              {message.handlers.slice(0, MOST.services).map((handler) => (
                <Line key={handler.service} {...{ message, handler, step, steps, share, end }} />
              ))}
              {message.handlers.length === 0 && message.published[0] && (
                <div class="tc-line" aria-hidden="true">
                  <span class="tc-service">nobody subscribes</span>
                  <div class="tc-track">
                    <i class="tc-dot" style={`--from:${share(message.published[0])}`} />
                  </div>
                </div>
              )}
              {message.handlers.length > MOST.services && (
                <p class="tc-none">and {message.handlers.length - MOST.services} other services</p>
              )}
            </div>
          </li>
        ))}
      </ul>
      <Hidden count={below} where="below" />
      <Axis {...{ length, isInstant, share }} />
    </section>
  );
}

export function Hidden({ count, where }: { count: number; where: string }) {
  if (count === 0) return null;
  return (
    <p class="tc-none">
      {count.toLocaleString('en')} more {where}
    </p>
  );
}

type TitleProps = Pick<TracingNow, 'step' | 'steps' | 'goTo'> & { message: Message };

/** What a message is, and what is to be said of it; pressed, it leads to where it was published. */
function Title({ message, step, steps, goTo }: TitleProps) {
  const { id, name, service, depth, orphan, remarks, first } = message;
  const isHere = first.step <= step;
  return (
    <div class="tc-title">
      <button type="button" onClick={() => goTo(first.step)}>
        <span class="visually-hidden">{describe(message, step, steps)}</span>
        <span aria-hidden="true">
          {depth > 0 && <i>└ </i>}
          <b>{name === '' ? id : name}</b> {name !== '' && <code>{id}</code>} {service}
        </span>
      </button>
      {isHere && orphan !== '' && (
        <p class="tc-remark" data-kind="odd" aria-hidden="true">
          Orphan: {orphan}
        </p>
      )}
      {remarks
        .filter((remark) => remark.step <= step)
        .slice(-4)
        .map(({ step: since, says, kind }) => (
          <p key={since} class="tc-remark" data-kind={kind} aria-hidden="true">
            {says}
          </p>
        ))}
    </div>
  );
}

interface LineProps {
  message: Message;
  handler: Handler;
  step: number;
  steps: number;
  share: (place: Place) => string;
  end: Place;
}

function Line({ message, handler, step, steps, share, end }: LineProps) {
  const { service, handlings } = handler;
  const standing = standingOf(message, handler, step, steps);
  const attempts = handlings.slice(0, MOST.attempts);
  return (
    <div class="tc-line" data-standing={standing} aria-hidden="true">
      <span class="tc-service" title={`${service} ${STANDINGS[standing].says}`}>
        {service} {STANDINGS[standing].mark}
      </span>
      <div class="tc-track">
        {waitsOf(message, attempts, end).map(([from, until]) => (
          <i
            key={from.step}
            class="tc-wait"
            data-ahead={from.step > step}
            style={`--from:${share(from)};--until:${share(until)}`}
          />
        ))}
        {attempts.map(({ attempt, from, until }) => (
          <i
            key={from.step}
            class="tc-work"
            data-ahead={from.step > step}
            data-failed={until?.failed === true && until.step <= step}
            style={`--from:${share(from)};--until:${share(until ?? end)}`}
            title={`${titleOf(message)} at ${service}${attempt > 1 ? `, attempt ${attempt}` : ''}`}
          >
            {attempt > 1 && from.step <= step && attempt}
          </i>
        ))}
      </div>
    </div>
  );
}

/** From the publication to the first attempt, and between attempts; to the end where nobody has begun. */
function waitsOf({ published }: Message, handlings: readonly Handling[], end: Place): [Place, Place][] {
  const [start] = published;
  if (start === undefined) return [];
  if (handlings.length === 0) return [[start, end]];
  return handlings.flatMap(({ from }, at): [Place, Place][] => {
    const since = at === 0 ? start : handlings[at - 1]?.until;
    return since && since.step < from.step ? [[since, from]] : [];
  });
}

function Axis({
  length,
  isInstant,
  share,
}: Pick<LineProps, 'share'> & Pick<Messages, 'length' | 'isInstant'>) {
  if (isInstant)
    return <p class="tc-none">All of it within {Math.ceil(length + 1)} ms: drawn in the order of steps.</p>;
  return (
    <p class="tc-axis" aria-hidden="true">
      {ticksOf(length).map((tick) => (
        <span key={tick} style={`--from:${share({ step: 0, at: tick })}`}>
          {tick.toLocaleString('en')} ms
        </span>
      ))}
    </p>
  );
}

/** The table of the listeners, with the leak meter: a row for each event of each target. */
import type { ListenerEvent } from '#trace/listener-events.ts';
import { slotsOf, type Listener, type ListenersState, type Slot } from './listeners-state.ts';

export interface NowProps {
  state: ListenersState;
  /** The present step; undefined before the first. */
  event: ListenerEvent | undefined;
}

/** A row with more would hide the others; a leak has hundreds. */
const MOST = 24;
/** Rows of the table. */
const MOST_ROWS = 40;
/** Those that have left are drawn as long as there is room. */
const MOST_LEFT = 6;

export function Slots({ state, event }: NowProps) {
  const slots = slotsOf(state);
  if (slots.length === 0) return <p class="ls-none">Nobody listens to anything yet.</p>;
  const several = new Set(slots.map(({ target }) => target)).size > 1;
  return (
    <div class="ls-scroll" tabIndex={0} role="group" aria-label="Listeners" data-scrolls>
      <table class="ls">
        <thead>
          <tr>
            <th scope="col">event</th>
            <th scope="col">listeners, in the order in which they came</th>
            <th scope="col">now</th>
          </tr>
        </thead>
        <tbody>
          {slots.slice(0, MOST_ROWS).map((slot) => (
            <Row
              key={`${slot.target} ${slot.event}`}
              {...{ slot, event }}
              emits={state.emissions.some(
                (one) => one.ended === null && one.target === slot.target && one.event === slot.event,
              )}
              named={several}
            />
          ))}
        </tbody>
      </table>
      {slots.length > MOST_ROWS && (
        <p class="ls-more">and {(slots.length - MOST_ROWS).toLocaleString('en')} more events</p>
      )}
    </div>
  );
}

interface RowProps {
  slot: Slot;
  event: ListenerEvent | undefined;
  emits: boolean;
  /** More than one target is under watch, so each row names its own. */
  named: boolean;
}

function Row({ slot, event, emits, named }: RowProps) {
  const { present, left } = slot;
  const hidden = present.length - MOST;
  return (
    <tr data-emits={emits}>
      <th scope="row">
        {named && <span>{slot.target}</span>} {slot.event}
        {emits && <em>is being emitted</em>}
      </th>
      <td>
        <ul>
          {present.slice(0, MOST).map((one) => (
            <Chip key={one.listener} one={one} event={event} />
          ))}
          {hidden > 0 && <li class="ls-more">and {hidden.toLocaleString('en')} more</li>}
          {left.slice(-MOST_LEFT).map((one) => (
            <Chip key={one.listener} one={one} event={event} />
          ))}
          {left.length > MOST_LEFT && (
            <li class="ls-more">
              and {(left.length - MOST_LEFT).toLocaleString('en')} that have left before
            </li>
          )}
        </ul>
      </td>
      <td>
        <Meter {...slot} />
      </td>
    </tr>
  );
}

function Chip({ one, event }: { one: Listener; event: ListenerEvent | undefined }) {
  const isNow = event !== undefined && 'listener' in event && event.listener === one.listener;
  const times = `${one.called.toLocaleString('en')}×`;
  return (
    <li class="ls-chip" data-now={isNow} data-left={one.left !== ''} title={one.left || undefined}>
      <code>{one.name}</code>
      {one.once && <span>once</span>}
      {one.left !== '' && <span>left</span>}
      <span>
        {times}
        <span class="visually-hidden"> called</span>
      </span>
      {one.failed > 0 && <b>✕ {one.failed.toLocaleString('en')}</b>}
    </li>
  );
}

/** How many there are, against the number at which Node warns of a leak. */
function Meter({ present, limit }: Slot) {
  const count = present.length;
  if (limit === null) return <b class="ls-count">{count.toLocaleString('en')}</b>;
  const isLeak = count > limit;
  const share = Math.min(1, count / (limit * 1.5));
  return (
    <div class="ls-meter" data-leak={isLeak}>
      <b>{count.toLocaleString('en')}</b>
      <span class="ls-bar" style={`--share:${String(share)}`} aria-hidden="true" />
      <span>{isLeak ? `✕ beyond ${limit}, Node warns of a leak` : `Node warns beyond ${limit}`}</span>
    </div>
  );
}

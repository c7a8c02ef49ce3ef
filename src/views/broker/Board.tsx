/** The broker as a board: who publishes through what, what waits where, and who consumes. */
import { useRef } from 'preact/hooks';
import type { BrokerEvent } from '#trace/broker-events.ts';
import { useFlights } from '../stage/flights.ts';
import { placeId, travelOf } from '../topology/topology.ts';
import { boardOf, chipsOf, partitionsOf, type ConsumerCard } from './board.ts';
import { lagOf, type BrokerState, type Exchange, type Group, type Place } from './broker-state.ts';
import type { RunNow } from './BrokerRuns.tsx';
import type { Copy } from './copies.ts';
import { count, exchangeName } from './words.ts';

export function Board({ now: { state, step, event, before } }: { now: RunNow }) {
  const { exchanges, places, consumers } = boardOf(state);
  const root = useRef<HTMLDivElement>(null);
  useFlights(root, step, sourceOf(state, event, before));
  return (
    <div ref={root} class="bb">
      <section class="bb-column" aria-label="Publishers and exchanges">
        <p class="bb-title">Publishers</p>
        <article class="bb-card" data-tone="actor" data-at="publisher">
          <p class="bb-name">Publishers</p>
          <p>{count(state.published, 'message')} published</p>
        </article>
        {exchanges.shown.map((exchange) => (
          <ExchangeCard key={exchange.name} exchange={exchange} />
        ))}
        <More hidden={exchanges.hidden} />
      </section>
      <section class="bb-column" aria-label="Queues and topics">
        <p class="bb-title">Queues and topics</p>
        {places.shown.length === 0 && <p class="bb-none">There is none yet.</p>}
        {places.shown.map((place) => (
          <PlaceCard key={place.name} place={place} groups={state.groups} />
        ))}
        <More hidden={places.hidden} />
      </section>
      <section class="bb-column" aria-label="Consumers">
        <p class="bb-title">Consumers</p>
        {consumers.shown.length === 0 && <p class="bb-none">Nobody consumes yet.</p>}
        {consumers.shown.map((consumer) => (
          <Consumer key={consumer.name} consumer={consumer} />
        ))}
        <More hidden={consumers.hidden} />
      </section>
    </div>
  );
}

function More({ hidden }: { hidden: number }) {
  return hidden > 0 ? <p class="bb-none">and {hidden.toLocaleString('en')} more</p> : null;
}

/** The card that a new copy comes from: a dead letter from the place where it died. */
function sourceOf(
  state: BrokerState,
  event: BrokerEvent | undefined,
  before: BrokerEvent | undefined,
): string | undefined {
  const isBuried =
    before?.type === 'MessageDeadLettered' &&
    event?.type === 'MessageRouted' &&
    before.message === event.message;
  return isBuried ? placeId(before.queue) : travelOf(state, event)?.from;
}

function ExchangeCard({ exchange }: { exchange: Exchange }) {
  const { name, kind, bindings, published } = exchange;
  return (
    <article class="bb-card" data-tone="policy" data-at={`exchange ${name}`}>
      <p class="bb-name">
        {name === '' ? 'default' : exchangeName(name)} <span>exchange{kind && `, ${kind}`}</span>
      </p>
      <p>{count(published, 'message')} passed</p>
      {bindings.length > 0 && (
        <ul>
          {bindings.slice(0, 8).map(({ to, key }) => (
            <li key={`${to} ${key}`}>
              <span aria-hidden="true">→ </span>
              {to}
              {key !== '' && (
                <>
                  {' '}
                  <code>{key}</code>
                </>
              )}
            </li>
          ))}
          {bindings.length > 8 && <li>and {bindings.length - 8} more</li>}
        </ul>
      )}
    </article>
  );
}

const KINDS = { queue: 'queue', stream: 'stream', topic: 'topic', subject: 'subject' } as const;

function PlaceCard({ place, groups }: { place: Place; groups: readonly Group[] }) {
  const { name, kind, tally, durable, isGone } = place;
  const notes = [isGone ? 'deleted' : KINDS[kind], ...(durable === false ? ['not durable'] : [])];
  return (
    <article class="bb-card" data-tone="place" data-at={`place ${name}`}>
      <p class="bb-name">
        {name} <span>{notes.join(', ')}</span>
      </p>
      {kind === 'topic' ? <Partitions place={place} groups={groups} /> : <Waiting place={place} />}
      <p class="bb-tally">
        {kind === 'stream' && `${place.kept.toLocaleString('en')} kept · `}
        {tally.acknowledged.toLocaleString('en')} {kind === 'subject' ? 'handed over' : 'acknowledged'}
        {tally.deadLettered > 0 && (
          <>
            {' · '}
            <b class="bb-bad">✕ {count(tally.deadLettered, 'dead letter')}</b>
          </>
        )}
        {tally.dropped > 0 && (
          <>
            {' · '}
            <b class="bb-bad">✕ {tally.dropped.toLocaleString('en')} dropped</b>
          </>
        )}
      </p>
    </article>
  );
}

function Waiting({ place }: { place: Place }) {
  if (place.kind === 'subject') return <p class="bb-none">Nothing waits here.</p>;
  const { shown, hidden } = chipsOf(place);
  return (
    <>
      <p class="bb-counts">
        <b>{place.waiting.length.toLocaleString('en')}</b> waiting ·{' '}
        <b>{place.held.length.toLocaleString('en')}</b> in flight
      </p>
      <ol class="bb-chips" aria-label="Waiting, the next one first">
        {shown.map((copy) => (
          <Chip key={copy.serial} copy={copy} />
        ))}
        {hidden > 0 && <li class="bb-more">and {hidden.toLocaleString('en')} more</li>}
      </ol>
    </>
  );
}

function Chip({ copy }: { copy: Copy }) {
  return (
    <li class="bb-chip" data-flip={copy.serial} data-again={copy.redelivered}>
      {copy.redelivered && (
        <>
          <span aria-hidden="true">↻ </span>
          <span class="visually-hidden">delivered before: </span>
        </>
      )}
      {copy.message}
    </li>
  );
}

function Partitions({ place, groups }: { place: Place; groups: readonly Group[] }) {
  const { shown, hidden } = partitionsOf(place);
  const mine = groups.filter(({ committed, read, assigned }) =>
    [committed, read, assigned].some((of) => Object.keys(of).some((key) => key.startsWith(`${place.name}-`))),
  );
  return (
    <table class="bb-log">
      <thead>
        <tr>
          <th scope="col">Partition</th>
          <th scope="col">End</th>
          {mine.map(({ name }) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map(({ next }, partition) => (
          <tr key={partition}>
            <th scope="row">{partition}</th>
            <td>{next}</td>
            {mine.map((group) => (
              <td key={group.name}>{lagOf(place, partition, group)} behind</td>
            ))}
          </tr>
        ))}
        {hidden > 0 && (
          <tr>
            <td colSpan={2 + mine.length}>and {hidden.toLocaleString('en')} more</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

const STATUS = { up: '● up', down: '✕ down', left: '○ left' } as const;

function Consumer({ consumer }: { consumer: ConsumerCard }) {
  const { name, status, places, held, delivered, acknowledged } = consumer;
  return (
    <article class="bb-card" data-tone="actor" data-status={status} data-at={`consumer ${name}`}>
      <p class="bb-name">
        {name} <span>{STATUS[status]}</span>
      </p>
      {places.length > 0 && (
        <p>
          reads {places.slice(0, 3).join(', ')}
          {places.length > 3 && ' …'}
        </p>
      )}
      <ol class="bb-chips" aria-label="In flight">
        {held.shown.map((copy) => (
          <Chip key={copy.serial} copy={copy} />
        ))}
        {held.hidden > 0 && <li class="bb-more">and {held.hidden.toLocaleString('en')} more</li>}
      </ol>
      <p class="bb-tally">
        {delivered.toLocaleString('en')} delivered · {acknowledged.toLocaleString('en')} acknowledged
      </p>
    </article>
  );
}

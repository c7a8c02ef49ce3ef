/** What is made of the log: the states of streams, projections and subscriptions, and what the loads have cost. */
import { useMemo } from 'preact/hooks';
import {
  newestStreams,
  positionOf,
  type ReaderState,
  type StoreState,
  type StreamState,
} from './store-state.ts';
import { events, pretty } from './words.ts';

/** A page stays smooth, and readable, with so many. */
const MOST_STREAMS = 8;
const MOST_READERS = 12;

export function States({ state, hasLoads }: { state: StoreState; hasLoads: boolean }) {
  const streams = newestStreams(state, MOST_STREAMS);
  const readers = state.readers.slice(0, MOST_READERS);
  return (
    <div class="es-states">
      <section aria-label="Streams">
        <p class="es-title">Streams</p>
        {state.streams.length === 0 && <p class="es-none">There is no stream yet.</p>}
        {streams.map((stream) => (
          <Stream key={stream.name} stream={stream} hasLoads={hasLoads} />
        ))}
        <More hidden={state.streams.length - streams.length} what="changed earlier" />
      </section>
      {state.readers.length > 0 && (
        <section aria-label="Projections and subscriptions">
          <p class="es-title">Projections and subscriptions</p>
          {readers.map((reader) => (
            <Reader key={`${reader.kind} ${reader.name}`} reader={reader} state={state} />
          ))}
          <More hidden={state.readers.length - readers.length} what="that began later" />
        </section>
      )}
      {hasLoads && <Cost state={state} />}
    </div>
  );
}

function More({ hidden, what }: { hidden: number; what: string }) {
  if (hidden === 0) return null;
  return (
    <p class="es-none">
      and {hidden.toLocaleString('en')} more, {what}
    </p>
  );
}

function Stream({ stream, hasLoads }: { stream: StreamState; hasLoads: boolean }) {
  return useMemo(() => drawStream(stream, hasLoads), [stream, hasLoads]);
}

function drawStream(stream: StreamState, hasLoads: boolean) {
  const { name, version, folded, snapshot } = stream;
  const behind = folded === null ? 0 : version - folded.version;
  return (
    <article class="es-card" data-tone="state">
      <p class="es-name">
        {name} <span>version {version}</span>
      </p>
      {folded === null && hasLoads && <p class="es-none">Its state has not been loaded yet.</p>}
      {folded !== null && <pre>{pretty(folded.state)}</pre>}
      {folded !== null && (
        <p>
          State at version {folded.version}
          {behind > 0 && <b>, {events(behind)} behind</b>}: {events(folded.replayed)} read
          {folded.snapshot > 0 && `, from the snapshot of version ${folded.snapshot}`}.
        </p>
      )}
      {snapshot > 0 && <p class="es-snapshot">◆ snapshot of version {snapshot}</p>}
    </article>
  );
}

function Reader({ reader, state }: { reader: ReaderState; state: StoreState }) {
  const position = positionOf(reader, state);
  const lag = Math.max(0, state.length - position);
  const status = reader.isReplaced ? 'replaced' : reader.status;
  return (
    <article class="es-card" data-tone={reader.kind === 'projection' ? 'read' : 'policy'}>
      <p class="es-name">
        {reader.name} <span>{status === '' ? reader.kind : `${reader.kind}, ${status}`}</span>
      </p>
      {reader.state !== '' && <pre>{pretty(reader.state)}</pre>}
      <p>
        <Bar share={state.length === 0 ? 0 : position / state.length} />{' '}
        {reader.kind === 'projection' ? 'Checkpoint' : 'Position'} {position} of {state.length}
        {lag > 0 && <b>, {events(lag)} behind</b>}
      </p>
    </article>
  );
}

function Cost({ state: { read, readWithout, rejected } }: { state: StoreState }) {
  const most = Math.max(read, readWithout, 1);
  return (
    <section class="es-cost" aria-label="What the loads have cost">
      <p class="es-title">What the loads have cost</p>
      <dl>
        <dt>Events read</dt>
        <dd>
          <Bar share={read / most} /> {read.toLocaleString('en')}
        </dd>
        <dt>Without snapshots</dt>
        <dd>
          <Bar share={readWithout / most} /> {readWithout.toLocaleString('en')}
        </dd>
        {rejected > 0 && (
          <>
            <dt>Conflicts</dt>
            <dd>{rejected}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

function Bar({ share }: { share: number }) {
  return <i class="es-bar" aria-hidden="true" style={`--share:${Math.round(share * 100)}%`} />;
}

import { describe, expect, test } from 'vitest';
import type { ListenerEvent } from '#trace/listener-events.ts';
import type { Recorded } from '#trace/trace.ts';
import { brokerEventOf, brokerStateOf } from '#views/listeners/as-topology.ts';
import { EMPTY, evolve, type ListenersState } from '#views/listeners/listeners-state.ts';
import { isFault, sentenceOf } from '#views/listeners/words.ts';
import { topologyOf, travelOf } from '#views/topology/topology.ts';

const added = (listener: number, event: string, name: string): ListenerEvent => ({
  type: 'ListenerAdded',
  target: 'bus',
  event,
  listener,
  name,
  once: false,
});
const emitted: ListenerEvent = { type: 'EventEmitted', target: 'bus', event: 'a', emission: 1, value: 'o-1' };

function states(...events: ListenerEvent[]): ListenersState[] {
  const all = [EMPTY];
  for (const [seq, event] of events.entries())
    all.push(evolve(all.at(-1)!, { ...event, seq, at: seq } as Recorded<ListenerEvent>));
  return all;
}

describe('the topology', () => {
  const called: ListenerEvent = {
    type: 'ListenerCalled',
    target: 'bus',
    listener: 2,
    name: 'stock',
    emission: 1,
    event: 'a',
    gone: false,
  };

  test('draws each listener at its own event, though they have one name', () => {
    const state = brokerStateOf(states(added(1, 'a', 'stock'), added(2, 'a', 'stock'), emitted).at(-1)!);
    const { columns, ways } = topologyOf(state);
    expect(columns.map((column) => column.map(({ name }) => name))).toEqual([
      ['publishers'],
      ['a'],
      ['stock #1', 'stock #2'],
    ]);
    expect(ways.filter(({ from }) => from === 'place a')).toHaveLength(2);
  });

  test('lets an event travel to the one who is called', () => {
    const state = states(added(1, 'a', 'stock'), added(2, 'a', 'stock'), emitted, called).at(-1)!;
    const travel = travelOf(brokerStateOf(state), brokerEventOf(state, called));
    expect(travel).toEqual({ message: 'o-1', from: 'place a', to: 'consumer stock #2', falls: false });
  });

  test('lets an event fall that nobody hears, and none that somebody does', () => {
    const ended = (heard: number): ListenerEvent => ({
      type: 'EmissionEnded',
      target: 'bus',
      event: 'a',
      emission: 1,
      heard,
      outcome: '',
      bad: false,
    });
    const state = states(emitted, ended(0)).at(-1)!;
    expect(travelOf(brokerStateOf(state), brokerEventOf(state, ended(0)))).toMatchObject({
      message: 'o-1',
      from: 'place a',
      falls: true,
    });
    expect(brokerEventOf(state, ended(1))).toBeUndefined();
  });
});

test('a call that ends is the one that was running, though the listener is called within itself', () => {
  const call = (type: 'ListenerCalled' | 'ListenerReturned'): ListenerEvent =>
    type === 'ListenerCalled'
      ? { type, target: 'bus', listener: 1, name: 'f', emission: 1, event: 'a', gone: false }
      : { type, target: 'bus', listener: 1, name: 'f', emission: 1, waits: false };
  const all = states(
    added(1, 'a', 'f'),
    emitted,
    call('ListenerCalled'),
    call('ListenerCalled'),
    call('ListenerReturned'),
  );
  expect(all.at(-1)!.emissions[0]!.calls.map(({ status }) => status)).toEqual(['running', 'returned']);
});

test('of a long run the newest events are kept, and all are counted', () => {
  const many = Array.from(
    { length: 40 },
    (_, at): ListenerEvent => ({ ...emitted, emission: at + 1 }) as ListenerEvent,
  );
  const last = states(...many).at(-1)!;
  expect(last.emitted).toBe(40);
  expect(last.emissions.map(({ emission }) => emission)).toEqual([
    29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40,
  ]);
});

test('sentences say who and what, and a call of somebody who has left is a fault', () => {
  const called: ListenerEvent = {
    type: 'ListenerCalled',
    target: 'bus',
    listener: 1,
    name: 'stock',
    event: 'a',
    gone: true,
  };
  expect(sentenceOf(called)).toBe('“stock” is called with a, though it has left.');
  expect(isFault(called)).toBe(true);
  expect(isFault({ ...called, gone: false })).toBe(false);
  expect(
    sentenceOf({
      type: 'EmissionEnded',
      target: 'bus',
      event: 'a',
      emission: 1,
      heard: 0,
      outcome: '',
      bad: false,
    }),
  ).toBe('Emitting a has returned: nobody has been called.');
});

/** Listeners and emissions as the topology draws them: events as subjects, listeners as subscribers. Pure. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { ListenerEvent } from '#trace/listener-events.ts';
import { EMPTY, withConsumer, withPlace, type BrokerState } from '../broker/broker-state.ts';
import type { Listener, ListenersState } from './listeners-state.ts';

export function brokerStateOf({ listeners, emissions }: ListenersState): BrokerState {
  let state = EMPTY;
  for (const { event } of emissions) state = withPlace(state, event, 'subject', (place) => place);
  for (const one of listeners) {
    const status = one.left === '' ? 'up' : 'left';
    state = withConsumer(state, label(one), () => ({ status, places: [one.event] }));
  }
  return { ...state, lastTo: emissions.at(-1)?.event ?? '' };
}

/** Several listeners may have the same name, and each is drawn. */
const label = ({ listener, name }: Pick<Listener, 'listener' | 'name'>): string => `${name} #${listener}`;

/** What travels at this step. `state` is that after it. */
export function brokerEventOf(
  { emissions, listeners }: ListenersState,
  event: ListenerEvent | undefined,
): BrokerEvent | undefined {
  if (event?.type === 'EventEmitted')
    return { type: 'MessagePublished', message: wordsOf(event), to: event.event };
  const emission = event && 'emission' in event && emissions.find((one) => one.emission === event.emission);
  if (!event || !emission) return undefined;
  const message = wordsOf(emission);
  if (event.type === 'ListenerCalled') {
    const queue = listeners.find((one) => one.listener === event.listener)?.event ?? event.event;
    return {
      type: 'MessageDelivered',
      message,
      queue,
      consumer: label(event),
      redelivered: false,
    };
  }
  if (event.type === 'EmissionEnded' && event.heard === 0)
    return { type: 'MessageDropped', message, reason: 'unroutable' };
  return undefined;
}

const wordsOf = ({ event, value }: { event: string; value: string }): string => value || event;

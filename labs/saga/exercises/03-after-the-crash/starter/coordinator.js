import { next, waitsFor } from './saga.js';
import { serviceFor } from './services.js';
import { STEPS } from './steps.js';

/** How long a command may go unanswered. Milliseconds. */
const PATIENCE = 100;

/**
 * Called whenever the coordinator starts: what it has kept in variables is gone then.
 *
 * @param db     get(key), set(key, value), keys(prefix), transaction(async (tx) => { … })
 * @param broker publish(topic, message): resolves when the broker has it
 * @param now    now(): what time it is, in milliseconds
 * @returns { onEvent, look }: onEvent({ message, ack }) handles an event; look() is called when the coordinator has started,
 *          and again and again, also while an event is being handled
 */
export function createCoordinator({ db, broker, now }) {
  const sagas = new Map();

  async function tell(event) {
    const { order } = event;
    const before = sagas.get(order) ?? { order, state: 'new' };
    const { saga, send } = next(before, event, STEPS);
    for (const command of send) await broker.publish(serviceFor(command.type), command);
    if (saga !== before) sagas.set(order, { ...saga, due: now() + PATIENCE });
  }

  return {
    async onEvent({ message, ack }) {
      await ack();
      await tell(message);
    },

    async look() {
      for (const saga of sagas.values()) {
        const command = waitsFor(saga);
        if (command === undefined || now() < saga.due) continue;
        await tell({ type: 'TimedOut', order: saga.order, command });
      }
    },
  };
}

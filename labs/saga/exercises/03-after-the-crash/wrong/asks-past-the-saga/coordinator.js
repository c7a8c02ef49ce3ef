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
  async function tell(event) {
    const { order } = event;
    const commands = await db.transaction(async (tx) => {
      const before = (await tx.get(`sagas/${order}`)) ?? { order, state: 'new' };
      const { saga, send } = next(before, event, STEPS);
      if (saga !== before) await tx.set(`sagas/${order}`, { ...saga, due: now() + PATIENCE });
      return send;
    });
    for (const command of commands) await broker.publish(serviceFor(command.type), command);
  }

  return {
    async onEvent({ message, ack }) {
      await tell(message);
      return ack();
    },

    async look() {
      for (const key of await db.keys('sagas/')) {
        const saga = await db.get(key);
        const command = waitsFor(saga);
        if (command === undefined || now() < saga.due) continue;
        await broker.publish(serviceFor(saga.state), { id: command, type: saga.state, order: saga.order });
      }
    },
  };
}

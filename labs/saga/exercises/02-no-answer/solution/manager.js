import { next } from './saga.js';
import { serviceFor } from './services.js';
import { STEPS } from './steps.js';

/** How long the manager waits for an answer. Milliseconds. */
const PATIENCE = 40;

/** The process manager. Its deadlines are in its memory; the next exercise has a better place for them. */
export async function startManager({ broker, database }) {
  const db = database.connect('manager');
  const { publish, subscribe } = broker.connect('manager');

  async function tell(event) {
    const key = `sagas/${event.order}`;
    const commands = await db.transaction(async (tx) => {
      const before = (await tx.get(key)) ?? { order: event.order, state: 'new' };
      const { saga, send } = next(before, event, STEPS);
      await tx.set(key, saga);
      return send;
    });
    for (const command of commands) {
      await publish(serviceFor(command.type), command);
      setTimeout(tell, PATIENCE, { type: 'TimedOut', order: event.order, command: command.id });
    }
  }

  await subscribe('events', { group: 'manager' }, async ({ message, ack }) => {
    await tell(message);
    await ack();
  });
}

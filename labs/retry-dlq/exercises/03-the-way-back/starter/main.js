import { createBroker } from './kit.js';
import { createRedrive } from './redrive.js';

const broker = createBroker();

// The bank knows a charge by its id; payments tries each three times, counting from its attempt.
const made = new Set();
const payments = broker.connect('payments');
await payments.subscribe('charges', { group: 'payments' }, async ({ message, ack }) => {
  const { id, order, attempt = 1 } = message;
  if (attempt > 3) await payments.publish('charges.parked', message);
  else if (!made.has(id)) console.log(`${order}: charged under ${made.add(id) && id.slice(0, 10)}`);
  await ack();
});
await broker
  .connect('archive')
  .subscribe('charges.discarded', { group: 'archive' }, async ({ message, ack }) => {
    console.log(`${message.order}: discarded, because of ${message.because}`);
    await ack();
  });

const decide = async ({ order }) =>
  order === 'o-3' ? { action: 'discard', because: 'customer has paid in cash' } : { action: 'redrive' };

// The first tool dies when the operator looks at the second letter.
const operators = broker.connect('operators');
const died = Promise.withResolvers();
let letters = 0;
const dying = async (letter) => {
  if (++letters === 1) return decide(letter);
  console.log('the tool dies');
  died.resolve();
  return new Promise(() => {});
};
const start = (tools) => operators.subscribe('charges.parked', { group: 'operators' }, createRedrive(tools));
const first = await start({ broker: operators, decide: dying });
for (const n of [1, 2, 3]) {
  const charge = { id: `o-${n}-charge`, order: `o-${n}`, card: `c-${n}`, amount: n * 10 };
  await payments.publish('charges.parked', { ...charge, attempt: 3, reason: 'attempts', error: 'no answer' });
}
await died.promise;
await first.crash();

let looks = 0;
await start({
  broker: operators,
  decide: (letter) => (++looks > 20 ? { action: 'discard', because: 'patience' } : decide(letter)),
});
await broker.idle();
await broker.close();

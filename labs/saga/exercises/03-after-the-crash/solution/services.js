import { STEPS } from './steps.js';

/** Stock, payments and shipping. Each has written down what it has done, and answers a repetition as before. */
export async function startServices({ broker }) {
  for (const [n, name] of ['stock', 'payments', 'shipping'].entries()) {
    const { undo, undone, yes } = STEPS[n];
    const answers = new Map();
    const { publish, subscribe } = broker.connect(name);
    await subscribe(name, { group: name }, async ({ message, ack }) => {
      const { id, type, order } = message;
      const isNew = !answers.has(id);
      if (isNew) answers.set(id, type === undo ? undone : yes);
      console.log(`${order}: ${type}${isNew ? '' : ' again'} → ${answers.get(id)}`);
      await publish('events', { id: `${id}-${answers.get(id)}`, type: answers.get(id), order, command: id });
      await ack();
    });
  }
}

/** The service that takes a command. */
export const serviceFor = (type) =>
  ['stock', 'payments', 'shipping'][
    STEPS.findIndex(({ command, undo }) => command === type || undo === type)
  ];

import assert from 'node:assert/strict';
import test from 'node:test';
import { createConsumer } from './consumer.js';
import { createBus, createDatabase, createService, explore } from './kit.js';

/** Messages that a schedule's own chance makes: parts of orders, and now and then the same amount once more. */
function draw(random) {
  const first = random.between(2, 900);
  const order = `o-${random.between(11, 99)}`;
  const amount = random.between(2, 60);
  const card = `c-${random.between(1, 9)}`;
  return [
    { id: `e-${first}`, order, card, amount },
    { id: `e-${first + 1}`, order, card, amount: amount + 1 },
    { id: `e-${first + 2}`, order: `${order}0`, card, amount },
  ];
}

function scenario(faults, replicas = ['consumer A', 'consumer B']) {
  return {
    faults,
    start(sim) {
      const database = createDatabase(sim);
      const bank = createService(sim, {
        name: 'the bank',
        describe: ({ card, amount }) => `charge ${amount} to ${card}`,
        answer: (request, count) => `p-${count + 1}`,
      });
      const bus = createBus(sim);
      for (const name of replicas) {
        sim.process(name, ({ process }) => {
          bus.subscribe(
            process,
            createConsumer({ db: database.connect(process), bank: bank.connect(process) }),
          );
        });
      }
      const messages = draw(sim.random);
      for (const message of messages) bus.publish(message);
      return { database, bank, messages };
    },
    always: { 'no message is charged twice': (state) => compareCharges(state, (made, due) => made > due) },
    eventually: {
      'every message is charged': (state) => compareCharges(state, (made, due) => made < due),
      'every payment is noted under its message': compareNotes,
    },
  };
}

/** Messages that charge the same are charged as often as there are such messages. */
function compareCharges({ bank, messages }, isWrong) {
  for (const { card, amount } of messages) {
    const alike = messages.filter((message) => message.card === card && message.amount === amount);
    const made = bank.effects.filter((charge) => charge.card === card && charge.amount === amount).length;
    const ids = alike.map(({ id }) => id).join(' and ');
    if (isWrong(made, alike.length)) {
      return `For ${ids}, ${amount} was charged to ${card} ${made} times instead of ${alike.length}.`;
    }
  }
  return true;
}

function compareNotes({ database, bank, messages }) {
  const numbers = new Set();
  for (const { id, card, amount } of messages) {
    const number = database.peek(`payments/${id}`);
    if (number === undefined) return `Nothing stands under payments/${id}.`;
    const charge = bank.effects[Number(String(number).slice(2)) - 1];
    if (charge?.card !== card || charge?.amount !== amount) {
      return `Under payments/${id} stands ${String(number)}, which is not the payment of ${amount} by ${card}.`;
    }
    if (numbers.has(number)) return `Under payments/${id} stands ${number}, the payment of another message.`;
    numbers.add(number);
  }
  return true;
}

async function expectPassed(explored, options) {
  const { verdict, message } = await explore(explored, options);
  assert.ok(verdict === 'passed', message);
}

test('each message is charged, and the number of its payment is noted', async () => {
  await expectPassed(scenario([]), { schedules: 50, seed: 100 });
});

test('no card is charged twice, wherever a replica dies', async () => {
  const { eventually, ...rest } = scenario(['crash-after-effect', 'lost-ack'], ['consumer A']);
  await expectPassed(rest, { schedules: 250, seed: 2000 });
});

test('an answer of the bank that is lost leads to no second charge', async () => {
  const { eventually, ...rest } = scenario({ 'lost-reply': 0.2 }, ['consumer A']);
  await expectPassed(rest, { schedules: 150, seed: 3000 });
});

test('no payment is lost, and none is left without its number, wherever a replica dies', async () => {
  const { eventually, ...rest } = scenario(['crash-before-effect', 'crash-after-effect', 'refuse']);
  await expectPassed({ ...rest, always: {}, eventually }, { schedules: 250, seed: 4000 });
});

test('two replicas that have a message at the same time charge it once', async () => {
  await expectPassed(scenario({ duplicate: 0.4, slow: 0.1, partition: 0.1 }), { schedules: 150, seed: 5000 });
});

test('with all of this at once each message is charged once, and its payment noted', async () => {
  const faults = ['duplicate', 'lost-ack', 'drop', 'delay', 'reorder', 'slow', 'partition', 'restart'];
  const more = ['crash-before-effect', 'crash-after-effect', 'refuse', 'lost-reply'];
  await expectPassed(scenario([...faults, ...more]), { schedules: 150, seed: 6000 });
});

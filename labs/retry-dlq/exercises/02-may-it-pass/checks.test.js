import assert from 'node:assert/strict';
import test from 'node:test';
import { createBroker, explore } from './kit.js';
import { startPayments } from './payments.js';

const PASSING = [408, 409, 425, 429, 500, 502, 503, 504, 599];
const PERMANENT = [400, 401, 403, 404, 405, 410, 418, 422, 428, 451];

/** What the bank says about a charge of a kind, one call after the other; undefined is an error without a status. */
function answersOf(kind, { random, most }) {
  const times = (count, pick) => Array.from({ length: count }, pick);
  switch (kind) {
    case 'sound':
      return [];
    case 'declined':
      return times(99, () => 402);
    case 'declined later':
      return [random.pick(PASSING), ...times(99, () => 402)];
    case 'permanent':
      return times(99, () => random.pick(PERMANENT));
    case 'passing':
      return times(random.between(1, most - 1), () => random.pick(PASSING));
    case 'down for long':
      return times(99, () => random.pick(PASSING));
    case 'unknown':
      return times(99, () => undefined);
    case 'unknown once':
      return [undefined];
  }
}

function errorOf(status, id) {
  if (status === undefined) return new TypeError(`a surprise over ${id}`);
  return Object.assign(new Error(`the bank said ${status} about ${id}`), { status });
}

function draw(random, kinds, most) {
  const first = random.between(11, 900);
  return kinds.map((kind, n) => ({
    charge: { id: `e-${first * 3 + n}`, order: `o-${first + n}`, card: `c-${random.between(1, 9)}` },
    kind,
    answers: answersOf(kind, { random, most }),
  }));
}

/** The bank remembers what it has answered for good, so that a repetition after a crash gets the same answer. */
function scenario(kinds, { faults = {}, most: chosen, eventually }) {
  return {
    faults,
    start(sim) {
      const broker = createBroker(sim);
      const most = chosen ?? sim.random.between(4, 7);
      const charges = draw(sim.random, kinds, most);
      const [asked, retried, heard, parked, made] = [[], [], [], [], new Set()];
      const listen = (name, topic, list) =>
        sim.process(name, async ({ process }) => {
          await broker.connect(process).subscribe(topic, { group: name }, async ({ message, ack }) => {
            list.push(message);
            await ack();
          });
        });
      listen('mail', 'payments', heard);
      listen('operators', 'charges.parked', parked);
      sim.process('waiting room', async ({ process, sleep }) => {
        const { subscribe, publish } = broker.connect(process);
        const options = { group: 'waiting', prefetch: 10 };
        await subscribe('charges.retry', options, async ({ message, ack }) => {
          await sleep(15);
          await publish('charges', message);
          await ack();
        });
      });
      sim.process('payments', async ({ process, sleep }) => {
        const connection = broker.connect(process);
        const bank = async ({ id }) => {
          await sleep(2);
          const { answers } = charges.find(({ charge }) => charge.id === id);
          asked.push(id);
          if (made.has(id) || answers.length === 0) return void made.add(id);
          throw errorOf(answers.shift(), id);
        };
        const retry = async (message) => {
          retried.push(message);
          const attempt = (message.attempt ?? 1) + 1;
          if (attempt > 20) return;
          await connection.publish('charges.retry', { ...message, attempt });
        };
        await startPayments({ broker: connection, bank, retry, most });
      });
      const sent = new Set();
      sim.process('orders', async ({ process }) => {
        const { publish } = broker.connect(process);
        for (const { charge } of charges) {
          while (!sent.has(charge.id)) {
            await publish('charges', charge).then(
              () => sent.add(charge.id),
              () => {},
            );
          }
        }
      });
      return { broker, charges, asked, heard, parked, made, most };
    },
    eventually,
  };
}

/** How a charge of this kind has to end, after how many calls of the bank. */
function dueOf({ kind, answers }, most, asked) {
  const unknown = Math.min(3, most);
  switch (kind) {
    case 'declined':
      return { end: 'CardDeclined', calls: 1 };
    case 'declined later':
      return { end: 'CardDeclined', calls: 2 };
    case 'permanent':
      return { end: 'parked: permanent', calls: 1 };
    case 'down for long':
      return { end: 'parked: attempts', calls: most };
    case 'unknown':
      return { end: 'parked: attempts', calls: unknown };
    default:
      // Its answers are used up when it is made.
      return { end: 'CardCharged', calls: answers.length === 0 ? asked : NaN };
  }
}

const endsOf = ({ heard, parked }, { id, order }) => [
  ...heard.filter((event) => event?.order === order).map(({ type }) => String(type)),
  ...parked.filter((one) => one?.id === id).map(({ reason }) => `parked: ${String(reason)}`),
];

const ENDS = {
  'every charge ends as it should': (state) => {
    for (const one of state.charges) {
      const { charge, kind } = one;
      const { end } = dueOf(one, state.most, 0);
      const found = [...new Set(endsOf(state, charge))];
      if (found.length === 1 && found[0] === end) continue;
      return `${charge.id} (${charge.order}, ${kind}) should end as ${end}; it ended as ${found.join(' and ') || 'nothing: nobody heard of it, and it is not parked'}.`;
    }
    return true;
  },
};

const CALLS = {
  'the bank is asked as often as that deserves': ({ charges, asked, most }) => {
    for (const one of charges) {
      const { charge, kind } = one;
      const count = asked.filter((id) => id === charge.id).length;
      const { calls } = dueOf(one, most, count);
      if (calls === count) continue;
      return `The bank was asked ${count} times about ${charge.id} (${kind}); with ${most} attempts at most it should be ${calls} times.`;
    }
    return true;
  },
};

const TOLD = {
  'an event has an id of its own, and a parked charge says what is known of it': ({
    charges,
    heard,
    parked,
  }) => {
    const owners = new Map(charges.map(({ charge }) => [charge.id, `the charge ${charge.id}`]));
    for (const { id, type, order } of heard) {
      const name = `${String(type)} of ${String(order)}`;
      if (typeof id !== 'string' || (owners.get(id) ?? name) !== name)
        return `${name} has the id ${String(id)}, which is that of ${owners.get(id) ?? 'nothing'}.`;
      owners.set(id, name);
      const ids = new Set(
        heard.filter((one) => one.order === order && one.type === type).map((one) => one.id),
      );
      if (ids.size > 1) return `${name} was published as ${[...ids].join(' and ')}.`;
    }
    for (const message of parked) {
      const { reason: _reason, error, attempt: _attempt, ...rest } = message;
      const { charge } = charges.find((one) => one.charge.id === message.id) ?? {};
      if (JSON.stringify(rest) !== JSON.stringify(charge))
        return `Parked was ${JSON.stringify(rest)}; the charge is ${JSON.stringify(charge)}.`;
      if (
        typeof error !== 'string' ||
        (!error.includes(`about ${charge.id}`) && !error.includes(`over ${charge.id}`))
      )
        return `${charge.id} was parked with the error ${JSON.stringify(error)}, not with what the bank said.`;
    }
    return true;
  },
};

const ANSWERED = {
  'every message is answered': ({ broker }) =>
    broker.open.length === 0 || `Left over: ${broker.open.join(', ')}.`,
};
const ALL = { ...ENDS, ...CALLS, ...TOLD, ...ANSWERED };

async function expectPassed(explored, options) {
  const { verdict, message } = await explore(explored, options);
  assert.ok(verdict === 'passed', message);
}

test('a charge that is made has one event, CardCharged', async () => {
  await expectPassed(scenario(['sound', 'sound'], { eventually: ALL }), { schedules: 60, seed: 100 });
});

test('a declined card is an answer: CardDeclined is published, and the bank is asked no more', async () => {
  const kinds = ['declined', 'sound', 'declined later'];
  await expectPassed(scenario(kinds, { eventually: ALL }), { schedules: 120, seed: 1000 });
});

test('what will never pass is parked at once, with its reason', async () => {
  await expectPassed(scenario(['permanent', 'sound'], { eventually: ALL }), { schedules: 180, seed: 2000 });
});

test('what may pass is tried again, and made when the bank is back', async () => {
  const kinds = ['passing', 'sound', 'unknown once'];
  await expectPassed(scenario(kinds, { eventually: ALL }), { schedules: 180, seed: 3000 });
});

test('what does not pass is parked after its last attempt, and not before', async () => {
  await expectPassed(scenario(['down for long', 'sound'], { eventually: ALL }), {
    schedules: 90,
    seed: 4000,
  });
});

test('an error that nobody knows is tried three times, or fewer where fewer are allowed', async () => {
  await expectPassed(scenario(['unknown'], { eventually: ALL }), { schedules: 60, seed: 5000 });
  await expectPassed(scenario(['unknown'], { eventually: ALL, most: 2 }), { schedules: 30, seed: 5500 });
});

test('wherever payments dies and whoever does not answer, every charge is made, declined or parked', async () => {
  const faults = { 'crash-before-effect': 0.1, 'crash-after-effect': 0.1, refuse: 0.1, 'lost-reply': 0.05 };
  const lost = {
    'every charge is made, declined or parked': (state) => {
      const silent = state.charges.find(({ charge }) => endsOf(state, charge).length === 0);
      if (!silent) return true;
      return `${silent.charge.id} (${silent.charge.order}, ${silent.kind}) is lost: no event tells of it, and it is not parked.`;
    },
    'what was made is told': ({ made, heard, charges }) => {
      const untold = charges.find(
        ({ charge }) =>
          made.has(charge.id) &&
          !heard.some(({ type, order }) => type === 'CardCharged' && order === charge.order),
      );
      return untold ? `${untold.charge.id} was made, and no CardCharged tells of it.` : true;
    },
    ...TOLD,
    ...ANSWERED,
  };
  const explored = scenario(['passing', 'permanent', 'declined'], { faults, eventually: lost });
  await expectPassed(explored, { schedules: 280, seed: 6000 });
});

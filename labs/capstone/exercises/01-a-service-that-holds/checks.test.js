import assert from 'node:assert/strict';
import test from 'node:test';
import { createBroker, createDatabase, explore } from './kit.js';
import { createService } from './service.js';

/** Messages as chance makes them, one of each kind that is asked for. */
function draw(random, kinds) {
  const first = random.between(11, 900);
  return kinds.map((kind, n) => ({
    kind,
    message: {
      id: `e-${first + n}`,
      type: 'OrderPlaced',
      // Two messages may be about one order.
      order: `o-${first + (n >> 1)}`,
      amount: random.between(2, 90),
      // Some messages began a chain, some are in the middle of one.
      ...(random.between(0, 1) === 1 ? { correlation: `c-${random.between(2, 99)}`, causation: 'e-1' } : {}),
    },
    follows: random.between(1, 2),
    problems: kind === 'broken' ? [`amount ${random.between(2, 99)} is no text`, 'date is missing'] : [],
    error: `the ledger said ${random.between(400, 599)}`,
  }));
}

const isWorked = ({ kind }) => kind === 'good' || kind === 'moody';

/**
 * A service between a source and all that listens. A `moody` message fails at its first two deliveries, a `hopeless` one at
 * each, a `permanent` one for good; `broken` ones are against their contract.
 */
function scenario(
  kinds,
  { faults = [], copies = 1, mostFaults = 3, replicas = ['service'] },
  { always = {}, eventually = {} },
) {
  return {
    faults,
    mostFaults,
    start(sim) {
      const broker = createBroker(sim);
      const database = createDatabase(sim);
      const drawn = draw(sim.random, kinds);
      const worked = [];
      const heard = { out: [], parked: [] };
      const of = (message) => drawn.find((one) => one.message.id === message?.id);
      for (const topic of ['out', 'parked']) {
        sim.process(topic === 'out' ? 'listener' : 'operators', async ({ process }) => {
          await broker.connect(process).subscribe(topic, { group: topic }, async ({ message, ack }) => {
            heard[topic].push(message);
            await ack();
          });
        });
      }
      const tries = new Map();
      async function work(tx, message) {
        const one = of(message);
        worked.push(message.id);
        const total = (await tx.get('total')) ?? 0;
        await tx.set('total', total + one.message.amount);
        const count = (tries.get(message.id) ?? 0) + 1;
        tries.set(message.id, count);
        if (one.kind === 'permanent') throw Object.assign(new Error(one.error), { permanent: true });
        if (one.kind === 'hopeless' || (one.kind === 'moody' && count < 3)) throw new Error(one.error);
        await tx.set(`done/${message.id}`, ((await tx.get(`done/${message.id}`)) ?? 0) + 1);
        return Array.from({ length: one.follows }, (_, n) => ({
          topic: 'out',
          message: { id: `${message.id}-${n + 1}`, type: 'AmountEntered', order: message.order },
        }));
      }
      const sent = new Set();
      const rows = () => database.keys().filter((key) => key.startsWith('outbox/'));
      for (const name of replicas) {
        sim.process(name, async ({ process, sleep }) => {
          const { publish, subscribe } = broker.connect(process);
          const service = createService({
            db: database.connect(process),
            broker: { publish },
            validate: (message) => of(message).problems,
            work,
          });
          // What goes back without end says nothing new after the tenth time.
          await subscribe('in', { group: 'service' }, (delivery) =>
            delivery.deliveries > 10 ? delivery.ack() : service.onMessage(delivery),
          );
          if (name !== replicas[0]) return;
          const isOver = () =>
            sent.size === drawn.length * copies && broker.open.length === 0 && rows().length === 0;
          for (let n = 0; n < 12 && !isOver(); n++) {
            await sleep(50);
            await relayOnce(service).catch(() => {});
          }
        });
      }
      sim.process('source', async ({ process }) => {
        const { publish } = broker.connect(process);
        for (let copy = 1; copy <= copies; copy++) {
          for (const { message } of drawn) {
            const name = `${message.id} ${copy}`;
            while (!sent.has(name)) {
              await publish('in', message).then(
                () => sent.add(name),
                () => {},
              );
            }
          }
        }
      });
      return { broker, database, drawn, worked, heard, rows };
    },
    always,
    eventually,
  };
}

const relayOnce = async (service) => service.relay();

function each({ drawn, ...state }, wrongWith) {
  for (const one of drawn) {
    const says = wrongWith(one, state);
    if (says) return `${one.message.id} (${one.kind}) ${says}`;
  }
  return true;
}

const countIn = (list, id) => list.filter((one) => one?.id === id).length;
const following = ({ message, follows }) =>
  Array.from({ length: follows }, (_, n) => `${message.id}-${n + 1}`);

const ONCE = {
  'no message takes effect twice': (state) =>
    each(state, ({ message }, { database }) => {
      const count = database.peek(`done/${message.id}`) ?? 0;
      return count > 1 ? `took effect ${count} times.` : undefined;
    }),
};
const DONE = {
  'every message that can succeed has taken effect': (state) =>
    each(state, (one, { database, heard }) => {
      if (!isWorked(one) || database.peek(`done/${one.message.id}`) !== undefined) return undefined;
      const isParked = countIn(heard.parked, one.message.id) > 0;
      return isParked ? 'was parked, and could have succeeded.' : 'has had no effect, and is not parked.';
    }),
  'what fails leaves nothing behind': ({ database, drawn }) => {
    const sum = drawn
      .filter(({ message }) => database.peek(`done/${message.id}`))
      .reduce((all, { message }) => all + message.amount, 0);
    const total = database.peek('total') ?? 0;
    return total === sum || `The total is ${total}; the messages that took effect make ${sum}.`;
  },
};
const EARLY = {
  'nothing is published that is not committed': ({ database, heard, drawn }) => {
    for (const message of heard.out) {
      const one = drawn.find((other) => following(other).includes(message?.id));
      if (!one) return `Published was ${JSON.stringify(message)}, which follows from nothing.`;
      if (database.peek(`done/${one.message.id}`) === undefined)
        return `${message.id} was published, and ${one.message.id} has not taken effect.`;
    }
    return true;
  },
};
const FOLLOWS = {
  'what follows from a message is published': (state) =>
    each(state, (one, { database, heard }) => {
      if (database.peek(`done/${one.message.id}`) === undefined) return undefined;
      const lost = following(one).find((id) => countIn(heard.out, id) === 0);
      return lost && `has taken effect, and ${lost}, which follows from it, was never published.`;
    }),
  'the outbox is empty when all is done': ({ rows }) =>
    rows().length === 0 || `Still there: ${rows().join(', ')}.`,
};
const ANSWERED = {
  'every message is answered': ({ broker }) =>
    broker.open.length === 0 || `Left over: ${broker.open.join(', ')}.`,
};
const PARKED = {
  'what cannot succeed is parked, as it came, with its reason': (state) =>
    each(state, (one, { heard }) => {
      const { kind, message, problems, error } = one;
      const letters = heard.parked.filter(({ id }) => id === message.id);
      if (isWorked(one)) return letters.length > 0 ? 'was parked, and could have succeeded.' : undefined;
      if (letters.length === 0) return 'cannot succeed, and was not parked.';
      const { reason, ...rest } = letters[0];
      const isSame = Object.entries(message).every(([name, value]) => rest[name] === value);
      if (!isSame)
        return `was parked as ${JSON.stringify(letters[0])}; it came as ${JSON.stringify(message)}.`;
      const wanted = kind === 'broken' ? problems : [error];
      const missing = wanted.find((text) => !String(reason).includes(text));
      return (
        missing && `was parked with the reason ${JSON.stringify(reason)}, which does not say “${missing}”.`
      );
    }),
};
const TRIED = {
  'a message is tried as often as it makes sense': (state) =>
    each(state, ({ kind, message }, { worked }) => {
      const count = worked.filter((id) => id === message.id).length;
      const wanted = { good: 1, moody: 3, hopeless: 4, permanent: 1, broken: 0 }[kind];
      return count === wanted ? undefined : `should be worked on ${wanted} times, and was ${count} times.`;
    }),
};
const TRACED = {
  'what is published says what it belongs to, and what caused it': (state) =>
    each(state, (one, { heard }) => {
      const wanted = { correlation: one.message.correlation ?? one.message.id, causation: one.message.id };
      for (const found of heard.out.filter(({ id }) => following(one).includes(id))) {
        const { correlation, causation } = found;
        if (correlation === wanted.correlation && causation === wanted.causation) continue;
        return `belongs to ${wanted.correlation}; what follows from it should say ${JSON.stringify(wanted)}, and ${found.id} says ${JSON.stringify({ correlation, causation })}.`;
      }
      return undefined;
    }),
};
const AS_IT_IS = {
  'what is published is what follows, and nothing of it is missing': ({ heard, drawn }) => {
    for (const { id, type, order } of heard.out) {
      const one = drawn.find((other) => following(other).includes(id));
      if (one && (type !== 'AmountEntered' || order !== one.message.order))
        return `${id} was published as ${JSON.stringify({ type, order })}; ${JSON.stringify({ type: 'AmountEntered', order: one.message.order })} follows from ${one.message.id}.`;
    }
    return true;
  },
};

async function expectPassed(explored, options) {
  const { verdict, message } = await explore(explored, options);
  assert.ok(verdict === 'passed', message);
}

const CRASHES = { 'crash-before-effect': 0.08, 'crash-after-effect': 0.08 };

test('when nothing goes wrong each message takes effect, and what follows is published', async () => {
  const all = { ...DONE, ...FOLLOWS, ...AS_IT_IS, ...ANSWERED };
  await expectPassed(scenario(['good', 'good'], {}, { always: ONCE, eventually: all }), {
    schedules: 40,
    seed: 100,
  });
});

test('what is against its contract is parked, and never worked on', async () => {
  const all = { ...TRIED, ...PARKED, ...DONE, ...ANSWERED };
  await expectPassed(scenario(['good', 'broken', 'good'], {}, { eventually: all }), {
    schedules: 60,
    seed: 1000,
  });
});

test('what comes twice takes effect once, wherever the service dies', async () => {
  const explored = scenario(
    ['good'],
    { faults: { ...CRASHES, 'lost-reply': 0.05 }, copies: 2 },
    { always: ONCE },
  );
  await expectPassed(explored, { schedules: 150, seed: 2000 });
  const pair = { copies: 2, replicas: ['service A', 'service B'] };
  await expectPassed(scenario(['good'], pair, { always: ONCE }), { schedules: 40, seed: 2500 });
});

test('what follows from a message is published if its work is done, and only then', async () => {
  const faults = { ...CRASHES, refuse: 0.08, 'lost-reply': 0.05 };
  const explored = scenario(
    ['good', 'good'],
    { faults },
    { always: EARLY, eventually: { ...DONE, ...FOLLOWS } },
  );
  await expectPassed(explored, { schedules: 200, seed: 3000 });
});

test('what fails is tried four times in all, what never can succeed once, and then it is parked', async () => {
  const all = { ...TRIED, ...PARKED, ...DONE, ...ANSWERED };
  const kinds = ['moody', 'permanent', 'hopeless', 'good'];
  await expectPassed(scenario(kinds, {}, { eventually: all }), { schedules: 60, seed: 4000 });
});

test('what is parked is lost nowhere, and neither is what comes behind it', async () => {
  const faults = { ...CRASHES, refuse: 0.08, 'lost-reply': 0.04 };
  const explored = scenario(
    ['broken', 'permanent', 'good'],
    { faults },
    { eventually: { ...PARKED, ...DONE } },
  );
  await expectPassed(explored, { schedules: 150, seed: 5000 });
});

test('what follows says what it belongs to and what caused it, also in the middle of a chain', async () => {
  const all = { ...TRACED, ...FOLLOWS };
  await expectPassed(scenario(['good', 'good'], {}, { eventually: all }), { schedules: 60, seed: 6000 });
});

test('with all of this at once nothing is lost, nothing happens twice, and everything can be traced', async () => {
  const names = ['duplicate', 'lost-ack', 'drop', 'delay', 'reorder', 'refuse', 'lost-reply'];
  const faults = {
    ...Object.fromEntries(names.map((name) => [name, 0.04])),
    'crash-before-effect': 0.04,
    'crash-after-effect': 0.04,
    restart: 0.01,
  };
  const all = { ...DONE, ...FOLLOWS, ...PARKED, ...TRACED, ...AS_IT_IS, ...ANSWERED };
  const explored = scenario(
    ['good', 'broken', 'good'],
    { faults },
    { always: { ...ONCE, ...EARLY }, eventually: all },
  );
  await expectPassed(explored, { schedules: 240, seed: 7000 });
});

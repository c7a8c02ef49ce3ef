import assert from 'node:assert/strict';
import test from 'node:test';
import { createBroker, explore } from './kit.js';
import { createRedrive } from './redrive.js';

/** Parked charges; of some the operator wants another attempt, of others none. */
function draw(random, kinds) {
  const first = random.between(11, 900);
  return kinds.map((kind, n) => ({
    kind,
    because: `customer ${random.between(2, 99)} has paid in cash`,
    letter: {
      id: `e-${first * 3 + n}`,
      order: `o-${first + n}`,
      card: `c-${random.between(1, 9)}`,
      amount: random.between(2, 90),
      attempt: random.between(1, 9),
      reason: random.pick(['attempts', 'permanent']),
      error: `the bank said ${random.between(400, 599)}`,
      ...(kind === 'redriven before' ? { redrives: 1 } : {}),
      ...(kind === 'redriven twice' ? { redrives: 2 } : {}),
    },
  }));
}

/** With `moods`, the operator's list throws now and then. */
function scenario(kinds, { faults = {}, moods = 0, eventually }) {
  return {
    faults,
    start(sim) {
      const broker = createBroker(sim);
      const parked = draw(sim.random, kinds);
      const [charged, discarded, unsettled] = [[], [], []];
      const listen = (name, topic, list) =>
        sim.process(name, async ({ process }) => {
          await broker.connect(process).subscribe(topic, { group: name }, async ({ message, ack }) => {
            list.push(message);
            await ack();
          });
        });
      listen('payments', 'charges', charged);
      listen('archive', 'charges.discarded', discarded);
      const refusals = new Map(parked.map(({ letter }) => [letter.id, moods]));
      sim.process('operators', async ({ process, sleep }) => {
        const { publish, subscribe } = broker.connect(process);
        const decide = async ({ id }) => {
          await sleep(3);
          const left = refusals.get(id) ?? 0;
          refusals.set(id, left - 1);
          if (left > 0) throw new Error('The operator is at lunch.');
          const { kind, because } = parked.find(({ letter }) => letter.id === id);
          return kind === 'given up' ? { action: 'discard', because } : { action: 'redrive' };
        };
        // What is published and not awaited is not with the broker when the letter is acknowledged.
        let open = 0;
        const tools = {
          decide,
          broker: {
            subscribe,
            publish(...args) {
              open++;
              const done = () => void open--;
              const published = publish(...args);
              published.then(done, done);
              return published;
            },
          },
        };
        const handler = createRedrive(tools);
        await subscribe('charges.parked', { group: 'operators' }, async (delivery) => {
          const ack = () => {
            if (open > 0) unsettled.push(delivery.message.id);
            return delivery.ack();
          };
          await handler({ ...delivery, ack });
        });
      });
      const sent = new Set();
      sim.process('payments before', async ({ process }) => {
        const { publish } = broker.connect(process);
        for (const { letter } of parked) {
          while (!sent.has(letter.id)) {
            await publish('charges.parked', letter).then(
              () => sent.add(letter.id),
              () => {},
            );
          }
        }
      });
      return { broker, parked, charged, discarded, unsettled };
    },
    eventually,
  };
}

const isBack = ({ kind }) => kind === 'parked' || kind === 'redriven before';

const NOT_LOST = {
  'every letter is redriven or discarded': ({ parked, charged, discarded }) => {
    const lost = parked.find(
      ({ letter }) => ![...charged, ...discarded].some((message) => message?.order === letter.order),
    );
    if (!lost) return true;
    return `${lost.letter.id} (${lost.letter.order}) was taken from charges.parked, and is neither in charges nor in charges.discarded.`;
  },
  'every letter is answered': ({ broker }) =>
    broker.open.length === 0 || `Left over: ${broker.open.join(', ')}.`,
};

const RIGHT_WAY = {
  'a letter goes where the operator wants it': ({ parked, charged, discarded }) => {
    for (const one of parked) {
      const { order, id } = one.letter;
      const wrong = (isBack(one) ? discarded : charged).some((message) => message?.order === order);
      if (!wrong) continue;
      const [wanted, found] = isBack(one)
        ? ['charges', 'charges.discarded']
        : ['charges.discarded', 'charges'];
      return `${id} (${order}, ${one.kind}) should go to ${wanted}; it went to ${found}.`;
    }
    return true;
  },
};

const sameAs = (wanted, found) =>
  JSON.stringify(Object.entries(wanted).toSorted()) ===
  JSON.stringify(Object.entries(found ?? {}).toSorted());

const FRESH = {
  'what is redriven is the charge, under its id, and counts its redrives': ({ parked, charged }) => {
    for (const message of charged) {
      const { letter } = parked.find((one) => one.letter.order === message?.order) ?? {};
      if (!letter) return `Into charges came ${JSON.stringify(message)}, which nobody had parked.`;
      const { attempt: _attempt, reason: _reason, error: _error, redrives = 0, ...charge } = letter;
      const wanted = { ...charge, redrives: redrives + 1 };
      if (sameAs(wanted, message)) continue;
      return `Parked was ${JSON.stringify(letter)}; into charges should come ${JSON.stringify(wanted)}, and came ${JSON.stringify(message)}.`;
    }
    return true;
  },
};

const KEPT = {
  'what is discarded is the letter, with the reason': ({ parked, discarded }) => {
    for (const message of discarded) {
      const one = parked.find(({ letter }) => letter.order === message?.order);
      if (!one) return `Into charges.discarded came ${JSON.stringify(message)}, which nobody had parked.`;
      const wanted = { ...one.letter, because: one.kind === 'given up' ? one.because : 'redriven twice' };
      if (sameAs(wanted, message)) continue;
      return `Into charges.discarded should come ${JSON.stringify(wanted)}, and came ${JSON.stringify(message)}.`;
    }
    return true;
  },
};

const ONCE = {
  'where nothing goes wrong, a letter is settled once': ({ parked, charged, discarded }) => {
    for (const { letter } of parked) {
      const count = [...charged, ...discarded].filter(({ order }) => order === letter.order).length;
      if (count > 1) return `${letter.id} (${letter.order}) was published ${count} times.`;
    }
    return true;
  },
};

async function expectPassed(explored, options) {
  const { verdict, message } = await explore(explored, options);
  assert.ok(verdict === 'passed', message);
}

test('what is redriven is the charge itself: its id, a fresh start, and the count of its redrives', async () => {
  const all = { ...FRESH, ...RIGHT_WAY, ...NOT_LOST, ...ONCE };
  const kinds = ['parked', 'redriven before', 'parked'];
  await expectPassed(scenario(kinds, { eventually: all }), { schedules: 100, seed: 1000 });
});

test('what is discarded can be looked up, with the operator’s reason', async () => {
  const all = { ...RIGHT_WAY, ...KEPT, ...NOT_LOST, ...ONCE };
  await expectPassed(scenario(['given up', 'parked'], { eventually: all }), { schedules: 100, seed: 2000 });
});

test('what was redriven twice is discarded, whatever the operator says', async () => {
  const all = { ...RIGHT_WAY, ...KEPT, ...NOT_LOST, ...ONCE };
  const kinds = ['redriven twice', 'redriven before'];
  await expectPassed(scenario(kinds, { eventually: all }), { schedules: 100, seed: 3000 });
});

test('a decision that throws sends the letter back: it is settled the next time', async () => {
  const all = { ...NOT_LOST, ...RIGHT_WAY, ...ONCE };
  const explored = scenario(['parked', 'given up'], { moods: 2, eventually: all });
  await expectPassed(explored, { schedules: 100, seed: 4000 });
});

test('a letter is acknowledged when the broker has what became of it', async () => {
  const settled = {
    'nothing is under way when a letter is acknowledged': ({ unsettled }) =>
      unsettled.length === 0 ||
      `${unsettled[0]} was acknowledged while the broker had not yet confirmed what became of it.`,
  };
  const explored = scenario(['parked', 'given up', 'redriven twice'], {
    eventually: { ...settled, ...NOT_LOST, ...RIGHT_WAY },
  });
  await expectPassed(explored, { schedules: 100, seed: 5000 });
});

test('wherever the tool dies and whoever does not answer, no letter is lost', async () => {
  const faults = {
    'crash-before-effect': 0.12,
    'crash-after-effect': 0.12,
    refuse: 0.12,
    'lost-reply': 0.08,
  };
  const explored = scenario(['parked', 'given up', 'redriven twice'], { faults, eventually: NOT_LOST });
  await expectPassed(explored, { schedules: 250, seed: 6000 });
});

test('with all of this at once every letter is where it belongs, as it should be', async () => {
  const kinds = ['drop', 'duplicate', 'lost-ack', 'delay', 'slow', 'partition', 'refuse', 'lost-reply'];
  const rates = Object.fromEntries(kinds.map((kind) => [kind, 0.05]));
  const faults = { ...rates, 'crash-before-effect': 0.05, 'crash-after-effect': 0.05, restart: 0.02 };
  const all = { ...NOT_LOST, ...RIGHT_WAY, ...FRESH, ...KEPT };
  const explored = scenario(['parked', 'given up', 'redriven twice'], { faults, eventually: all });
  await expectPassed(explored, { schedules: 250, seed: 7000 });
});

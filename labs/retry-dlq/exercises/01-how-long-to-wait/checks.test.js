import assert from 'node:assert/strict';
import test from 'node:test';
import { createBroker, createService, explore } from './kit.js';
import { startPayments } from './payments.js';

/** Charges, each with the number of times that the bank fails over it. */
function draw(random, failures) {
  const first = random.between(11, 900);
  return failures.map((failing, n) => ({
    charge: {
      id: `e-${first * 3 + n}`,
      order: `o-${first + n}`,
      card: `c-${random.between(1, 9)}`,
      amount: random.between(2, 90),
    },
    failing: typeof failing === 'number' ? failing : random.between(...failing),
  }));
}

/** The waiting room is ours: it notes what it is given, and keeps it until it is due. `rested` is told of a longer wait. */
function startWaiting({ broker, now, sleep, rested }, notes) {
  const options = { group: 'waiting', prefetch: 100 };
  return broker.subscribe('charges.retry', options, async ({ message, ack }) => {
    const { due, ...charge } = message;
    notes.push({ message, wait: due - now() });
    const wait = Math.min(Math.max(0, due - now()) || 0, 50_000);
    await sleep(wait);
    if (wait > 60) rested();
    await broker.publish('charges', charge);
    await ack();
  });
}

/** With `restarts`, payments is started anew whenever a charge has waited for a while. */
function scenario({ failures, faults = {}, restarts = false, eventually }) {
  return {
    faults,
    start(sim) {
      const broker = createBroker(sim);
      const bank = createService(sim, { name: 'the bank', describe: ({ order }) => `charge ${order}` });
      const base = sim.random.between(3, 300);
      const cap = base * sim.random.between(5, 40);
      const charges = draw(sim.random, failures);
      const left = new Map(charges.map(({ charge, failing }) => [charge.id, failing]));
      const asked = [];
      const notes = [];
      const sent = new Set();
      let payments;
      const rested = () => restarts && sim.crash(payments);
      sim.process('waiting room', async ({ process, now, sleep }) => {
        await startWaiting({ broker: broker.connect(process), now, sleep, rested }, notes);
      });
      payments = sim.process('payments', async ({ process, now, sleep }) => {
        const charge = bank.connect(process);
        const tools = { broker: broker.connect(process), now, base, cap };
        tools.bank = async ({ id, order }) => {
          await sleep(2);
          asked.push(id);
          left.set(id, left.get(id) - 1);
          if (left.get(id) >= 0) throw new Error('The bank does not answer.');
          await charge({ id, order }, { idempotencyKey: id });
        };
        await startPayments(tools);
      });
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
      return { broker, bank, charges, asked, notes, base, cap };
    },
    eventually,
  };
}

const MADE = {
  'every charge is made in the end': ({ bank, charges }) => {
    const lost = charges.find(({ charge }) => !bank.effects.some(({ id }) => id === charge.id));
    return lost ? `${lost.charge.id} (${lost.charge.order}) was never made.` : true;
  },
  'none is made twice': ({ bank, charges }) => {
    const strange = bank.effects.find(
      ({ id }, n) =>
        !charges.some(({ charge }) => charge.id === id) || bank.effects.findIndex((one) => one.id === id) < n,
    );
    return strange
      ? `The bank made a charge ${strange.id} (${strange.order}), which nobody asked for.`
      : true;
  },
  'every message is answered': ({ broker }) =>
    broker.open.length === 0 || `Left over: ${broker.open.join(', ')}.`,
};

const NUMBERED = {
  'the message says which attempt comes next, and is otherwise the same': ({ charges, notes }) => {
    for (const { charge, failing } of charges) {
      const own = notes.filter(({ message }) => message.id === charge.id);
      for (const [n, { message }] of own.entries()) {
        const { attempt, due: _due, ...rest } = message;
        if (attempt !== n + 2)
          return `After ${n + 1} attempts over ${charge.id} its attempt should be ${n + 2}; it is ${String(attempt)}.`;
        if (JSON.stringify(rest) !== JSON.stringify(charge))
          return `${charge.id} was ${JSON.stringify(charge)}; into charges.retry came ${JSON.stringify(rest)}.`;
      }
      if (own.length !== failing)
        return `${charge.id} failed ${failing} times, and came into charges.retry ${own.length} times.`;
    }
    return true;
  },
};

const limitOf = ({ base, cap }, attempt) => Math.min(cap, base * 2 ** attempt);

const LIMITED = {
  'no wait is longer than its limit, and none is negative': (state) => {
    for (const { message, wait } of state.notes) {
      const limit = limitOf(state, message.attempt - 1);
      // It has been on its way for some milliseconds by now.
      if (wait <= limit + 1 && wait >= -40) continue;
      return `After attempt ${message.attempt - 1}, ${message.id} waits ${Math.round(wait)} ms; with base ${state.base} and cap ${state.cap} its limit is ${limit}.`;
    }
    return true;
  },
};

async function expectPassed(explored, options) {
  const { verdict, message } = await explore(explored, options);
  assert.ok(verdict === 'passed', message);
}

test('a charge that goes well is made once, and waits for nothing', async () => {
  const calm = {
    'nothing waits': ({ notes }) =>
      notes.length === 0 || `${notes[0].message.id} went well, and was put into charges.retry.`,
  };
  const explored = scenario({ failures: [0, 0, 0], eventually: { ...MADE, ...calm } });
  await expectPassed(explored, { schedules: 100, seed: 100 });
});

test('a charge that fails comes again until it is made, and says which attempt it is', async () => {
  const explored = scenario({ failures: [[1, 5], 0, [1, 5]], eventually: { ...MADE, ...NUMBERED } });
  await expectPassed(explored, { schedules: 120, seed: 1000 });
});

/** Waits of many charges, as shares of their limits: of those below the cap, and of those that it cuts. */
async function sharesOf(failures, seed, wanted = {}) {
  const shares = [];
  const noted = {
    'waits are noted': (state) => {
      for (const { message, wait } of state.notes) {
        const attempt = message.attempt - 1;
        const limit = limitOf(state, attempt);
        if (limit >= 60) shares.push({ share: wait / limit, attempt, isCut: limit === state.cap });
      }
    },
  };
  await expectPassed(scenario({ failures, eventually: { ...NUMBERED, ...LIMITED, ...wanted, ...noted } }), {
    schedules: 30,
    seed,
  });
  return shares;
}

const OF_THEIR_OWN = {
  'charges that fail together do not come back together': (state) => {
    const long = state.notes.filter(({ message }) => limitOf(state, message.attempt - 1) >= 60);
    const tenths = long.map(({ message, wait }) =>
      Math.round((wait / limitOf(state, message.attempt - 1)) * 10),
    );
    const [first] = long;
    return (
      long.length < 8 ||
      new Set(tenths).size > 2 ||
      `${long.length} waits, that of ${first.message.id} among them, were the same share of their limits.`
    );
  },
};

test('the limit of the wait doubles from attempt to attempt, and ends at the cap', async () => {
  const shares = await sharesOf([8, 8], 2000);
  const groups = Map.groupBy(shares, ({ attempt, isCut }) =>
    isCut ? 'Where the cap cuts the limit' : `After attempt ${attempt}`,
  );
  for (const [where, waits] of groups) {
    // Of fewer, the mean says little.
    if (waits.length < 30) continue;
    const mean = waits.reduce((sum, { share }) => sum + share, 0) / waits.length;
    assert.ok(
      mean > 0.28 && mean < 0.72,
      `A wait drawn between nothing and its limit is half of it in the long run. ${where} the waits are ${Math.round(mean * 100)} % of what the limit should be.`,
    );
  }
});

test('each charge and each attempt draws a wait of its own, from nothing up to the limit', async () => {
  const shares = await sharesOf([3, 3, 3, 3, 3], 3000, OF_THEIR_OWN);
  for (const attempt of [1, 2, 3]) {
    const waits = shares.filter((one) => one.attempt === attempt).map(({ share }) => share);
    for (let tenth = 0; tenth < 10; tenth++) {
      const count = waits.filter(
        (share) => Math.min(9, Math.max(0, Math.floor(share * 10))) === tenth,
      ).length;
      const part = Math.round((count / waits.length) * 100);
      assert.ok(
        part >= 1 && part <= 30,
        `After attempt ${attempt} about a tenth of the waits should be between ${tenth * 10} and ${tenth * 10 + 10} % of the limit; it is ${part} %.`,
      );
    }
  }
});

test('who waits holds up nobody: the charges behind go on', async () => {
  const overtakes = {
    'the charges behind one that fails are made before it is tried again twice': ({ charges, asked }) => {
      const [{ charge: failing }, ...others] = charges;
      const third = asked.flatMap((id, at) => (id === failing.id ? [at] : []))[2] ?? Infinity;
      const late = others.find(({ charge }) => !(asked.indexOf(charge.id) < third));
      return late
        ? `${failing.id} fails, and was tried three times before ${late.charge.id}, behind it, had its turn.`
        : true;
    },
    'they do not wait for it': ({ charges, asked, notes }) =>
      notes.length > 0 ||
      `${charges[0].charge.id} fails, and never waits; the bank was asked ${asked.length} times.`,
  };
  const explored = scenario({ failures: [6, 0, 0], eventually: { ...overtakes, ...MADE } });
  await expectPassed(explored, { schedules: 150, seed: 4000 });
});

test('wherever payments dies and whoever does not answer, no charge is lost', async () => {
  const faults = {
    'crash-before-effect': 0.08,
    'crash-after-effect': 0.08,
    refuse: 0.08,
    'lost-reply': 0.08,
  };
  const explored = scenario({ failures: [[1, 3], 0], faults, eventually: MADE });
  await expectPassed(explored, { schedules: 300, seed: 5000 });
});

test('a restart forgets no attempt', async () => {
  const explored = scenario({ failures: [[3, 6]], restarts: true, eventually: { ...NUMBERED, ...MADE } });
  await expectPassed(explored, { schedules: 100, seed: 6000 });
});

test('with all of this at once every charge is made once', async () => {
  const kinds = ['drop', 'duplicate', 'lost-ack', 'delay', 'slow', 'partition', 'refuse', 'lost-reply'];
  const rates = Object.fromEntries(kinds.map((kind) => [kind, 0.04]));
  const faults = { ...rates, 'crash-before-effect': 0.04, 'crash-after-effect': 0.04, restart: 0.02 };
  const explored = scenario({
    failures: [
      [0, 3],
      [0, 3],
    ],
    faults,
    eventually: MADE,
  });
  await expectPassed(explored, { schedules: 200, seed: 7000 });
});

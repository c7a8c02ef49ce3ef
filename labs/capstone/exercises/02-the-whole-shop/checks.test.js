import assert from 'node:assert/strict';
import test from 'node:test';
import { validate } from './contracts.js';
import { createBroker, createDatabase, explore } from './kit.js';
import { work } from './orders.js';
import { createService } from './service.js';

/** What each service says to its command: `yes`, `no`, `late` (a yes, when nobody waits any more), or `parked`. */
const WELL = { stock: 'yes', payments: 'yes', shipping: 'yes', undo: 'yes' };
const LATE = 700;

const SERVICES = {
  stock: {
    command: 'ReserveStock',
    yes: 'StockReserved',
    no: 'ReservationRefused',
    undo: 'ReleaseStock',
    undone: 'StockReleased',
  },
  payments: {
    command: 'ChargeCard',
    yes: 'CardCharged',
    no: 'CardDeclined',
    undo: 'RefundCard',
    undone: 'CardRefunded',
  },
  shipping: {
    command: 'ShipOrder',
    yes: 'ParcelShipped',
    no: 'ShippingRefused',
  },
};

function draw(random, fates) {
  const first = random.between(11, 900);
  return fates.map((fate, n) => {
    const order = `o-${first + n}`;
    const book = random.pick(['Emma', 'Persuasion', 'Sanditon']);
    const card = `c-${random.between(2, 99)}`;
    const placed = {
      book,
      card,
      cents: random.between(200, 9900),
      address: `Mill Lane ${random.between(2, 99)}`,
    };
    const message = {
      id: `e-${first + n}`,
      type: 'OrderPlaced',
      order,
      ...placed,
    };
    return {
      order,
      message,
      fate: { ...WELL, ...fate },
      done: [],
      undone: [],
      got: [],
      wrong: undefined,
      help: [],
    };
  });
}

/** What a service does for a command, once; the type of its answer. */
function carryOut(service, { type }, one) {
  const { command, yes, no, undo, undone } = SERVICES[service];
  if (type === undo) {
    if (one.fate.undo === 'parked') return 'CommandParked';
    if (one.done.includes('ShipOrder')) one.wrong ??= `was shipped, and then came ${type}`;
    one.undone.push(command);
    return undone;
  }
  const says = one.fate[service];
  if (type !== command || says === 'parked') return 'CommandParked';
  if (says === 'no') return no;
  if (service === 'shipping') {
    const isHeld = (step) => one.done.includes(step) && !one.undone.includes(step);
    if (!isHeld('ChargeCard')) one.wrong ??= 'was shipped, and is not paid';
    if (!isHeld('ReserveStock')) one.wrong ??= 'was shipped, and no copy is reserved for it';
  }
  if (one.done.includes(command)) one.wrong ??= `had two effects of ${command}`;
  one.done.push(command);
  return yes;
}

/** `fates` are drawn by `pick` for each schedule. */
function scenario(pick, faults, { always, eventually }) {
  return {
    faults,
    mostFaults: 3,
    start(sim) {
      const broker = createBroker(sim);
      const database = createDatabase(sim);
      const orders = draw(sim.random, pick(sim.random));
      const of = ({ order }) => orders.find((one) => one.order === order);
      const traces = [];
      for (const name of ['stock', 'payments', 'shipping']) {
        const answers = new Map();
        sim.process(name, async ({ process, sleep, now }) => {
          const { publish, subscribe } = broker.connect(process);
          await subscribe(name, { group: name, prefetch: 4 }, async ({ message, ack }) => {
            const { id, type, order, correlation } = message;
            const one = of(message);
            if (!one) return ack();
            const isLate = one.fate[name] === 'late' && type === SERVICES[name].command;
            one.got.push({ type, at: now(), problems: validate(message) });
            traces.push(message);
            if (isLate) await sleep(LATE);
            if (!answers.has(id)) answers.set(id, carryOut(name, message, one));
            const answer = {
              id: `${id}-answered`,
              type: answers.get(id),
              order,
              correlation,
              causation: id,
            };
            await publish('orders', answer.type === 'CommandParked' ? { ...answer, command: type } : answer);
            await ack();
          });
        });
      }
      sim.process('clock', async ({ process, sleep }) => {
        const { publish, subscribe } = broker.connect(process);
        await subscribe('clock', { group: 'clock', prefetch: 4 }, async ({ message, ack }) => {
          const { id, type, order, after, correlation } = message;
          if (type !== 'WakeMe') return ack();
          await sleep(after);
          await publish('orders', {
            id: `${id}-rang`,
            type: 'DeadlinePassed',
            order,
            correlation,
            causation: id,
          });
          await ack();
        });
      });
      const parked = [];
      sim.process('desk', async ({ process }) => {
        const { subscribe } = broker.connect(process);
        await subscribe('help', { group: 'desk' }, async ({ message, ack }) => {
          if (message.type === 'HelpNeeded') of(message)?.help.push(message);
          await ack();
        });
        await subscribe('parked', { group: 'desk' }, async ({ message, ack }) => {
          parked.push(message);
          await ack();
        });
      });
      const rows = () => database.keys().filter((key) => key.startsWith('outbox/'));
      const placed = new Set();
      sim.process('orders', async ({ process, sleep }) => {
        const { publish, subscribe } = broker.connect(process);
        const db = database.connect(process);
        const service = createService({
          db,
          broker: { publish },
          validate,
          work,
        });
        await subscribe('orders', { group: 'orders' }, (delivery) => service.onMessage(delivery));
        const isOver = () => placed.size === orders.length && broker.open.length === 0 && rows().length === 0;
        for (let n = 0; n < 120 && !isOver(); n++) {
          await service.relay().catch(() => {});
          await sleep(35);
        }
      });
      sim.process('shop', async ({ process }) => {
        const { publish } = broker.connect(process);
        for (const { message } of orders) {
          while (!placed.has(message.id)) {
            await publish('orders', message).then(
              () => placed.add(message.id),
              () => {},
            );
          }
        }
      });
      return {
        broker,
        orders,
        traces,
        parked,
        rowOf: (order) => database.peek(`orders/${order}`),
      };
    },
    always,
    eventually,
  };
}

function each({ orders, rowOf, ...rest }, wrongWith) {
  for (const one of orders) {
    const says = wrongWith(one, rowOf(one.order), rest);
    const { stock, payments, shipping } = one.fate;
    const name = `${one.order} (stock ${stock}, payments ${payments}, shipping ${shipping})`;
    if (says) return `${name}${says.startsWith(':') ? '' : ' '}${says}`;
  }
  return true;
}

const listOf = (texts) => texts.join(', ') || 'nothing';
const gotOf = ({ got }) => listOf(got.map(({ type }) => type));

const NEVER = {
  'no order is shipped that is not reserved and paid': (state) => each(state, ({ wrong }) => wrong),
};
const WHOLE = {
  'every order ends': (state) =>
    each(state, (one, row) => {
      if (['done', 'cancelled', 'help needed'].includes(row?.state)) return undefined;
      return `is ${row ? `“${row.state}”` : 'in no row'} when nothing more happens; the services got ${gotOf(one)}.`;
    }),
  'an order is shipped, or all that was done for it is undone': (state) =>
    each(state, ({ done, undone }, row) => {
      if (row.state === 'help needed') return undefined;
      const left = done.filter((step) => !undone.includes(step));
      const wanted = row.state === 'done' ? 3 : 0;
      return left.length === wanted
        ? undefined
        : `is ${row.state}; done was ${listOf(done)}, undone ${listOf(undone)}.`;
    }),
};
const EXPECTED = {
  'an order ends as its answers say': (state) =>
    each(state, (one, row) => {
      const { stock, payments, shipping, undo } = one.fate;
      const isDone = [stock, payments, shipping].every((says) => says === 'yes');
      const isHelp = undo === 'parked' && one.done.length > 0;
      const wanted = isDone ? 'done' : isHelp ? 'help needed' : 'cancelled';
      return row?.state === wanted
        ? undefined
        : `should end as “${wanted}”, and is “${row?.state}”; the services got ${gotOf(one)}.`;
    }),
};
const SHIPPED = {
  'what is with shipping is done when it is shipped': (state) =>
    each(state, (one, row) =>
      row?.state === 'done'
        ? undefined
        : `is “${row?.state}”, and shipping only takes its time; the services got ${gotOf(one)}.`,
    ),
};
const NOTHING_ELSE = {
  'nothing is undone that was not done, and nothing twice': (state) =>
    each(state, (one) => {
      const extra = one.undone.find((step, n) => !one.done.includes(step) || one.undone.indexOf(step) !== n);
      return extra && `had ${extra} undone; done was ${listOf(one.done)}, undone ${listOf(one.undone)}.`;
    }),
};
const AT_ONCE = {
  'stock and payments are asked at once': (state) =>
    each(state, (one) => {
      const asked = (type) => one.got.find((command) => command.type === type)?.at;
      const [stock, payments] = [asked('ReserveStock'), asked('ChargeCard')];
      const isMissing = stock === undefined || payments === undefined;
      if (!isMissing && Math.abs(stock - payments) < 60) return undefined;
      return `: ReserveStock came at ${stock ?? 'no'} ms, ChargeCard at ${payments ?? 'no'} ms.`;
    }),
};
const CONTRACTS = {
  'commands keep their contracts': (state) =>
    each(state, ({ got }) => {
      const bad = got.find(({ problems }) => problems.length > 0);
      return bad && `: ${bad.type} breaks its contract: ${bad.problems.join(', ')}.`;
    }),
};
const HELP = {
  'somebody is called where a compensation is parked': (state) =>
    each(state, ({ help, fate, done }) => {
      const wanted =
        fate.undo === 'parked'
          ? done.map((step) => ({ ReserveStock: 'ReleaseStock', ChargeCard: 'RefundCard' })[step])
          : [];
      const missing = wanted.find((command) => !help.some((one) => one.command === command));
      if (missing) return `: ${missing} is parked, and nobody was called for it.`;
      return help.length > wanted.length
        ? `: help was called for ${listOf(help.map(({ command }) => command))}.`
        : undefined;
    }),
};
const PROMPT = {
  'an order that is over does not wait for its deadline': (state) =>
    each(state, ({ got, undone }) => {
      const last = got.at(-1);
      return undone.length > 0 && last.at > 280 ? `: ${last.type} came at ${last.at} ms.` : undefined;
    }),
  'nothing that orders gets is parked': ({ parked }) =>
    parked.length === 0 || `${parked[0].id} (${parked[0].type}) was parked: ${parked[0].reason}.`,
};
const TRACED = {
  'every command belongs to the order that it is about': ({ orders, traces }) => {
    for (const { id, order, correlation } of traces) {
      const { message } = orders.find((one) => one.order === order);
      if (correlation !== message.id)
        return `${id} is about ${order} and should belong to ${message.id}; it says ${correlation}.`;
    }
    return true;
  },
};

async function expectPassed(pick, eventually, options, faults = {}) {
  const explored = scenario(pick, faults, { always: NEVER, eventually });
  const { verdict, message } = await explore(explored, options);
  assert.ok(verdict === 'passed', message);
}

const one = (fates) => (random) => [random.pick(fates)];

test('when all say yes the parcel is shipped', async () => {
  await expectPassed(one([{}]), { ...EXPECTED, ...WHOLE }, { schedules: 20, seed: 100 });
});

test('stock and payments are asked at once, and with all that they need', async () => {
  const fates = [{}, { stock: 'no' }, { stock: 'late' }, { payments: 'late' }];
  await expectPassed(one(fates), { ...AT_ONCE, ...CONTRACTS }, { schedules: 30, seed: 1000 });
});

test('a no undoes what was done, whichever answer comes first, and nothing else', async () => {
  const fates = [{ stock: 'no' }, { payments: 'no' }, { stock: 'no', payments: 'no' }, { shipping: 'no' }];
  const all = { ...EXPECTED, ...WHOLE, ...NOTHING_ELSE, ...PROMPT };
  await expectPassed(one(fates), all, { schedules: 50, seed: 2000 });
});

test('an order that waits too long is cancelled, and a yes that comes after the end is undone', async () => {
  const alone = [{ stock: 'late' }, { payments: 'late' }];
  const fates = [...alone, { stock: 'late', payments: 'no' }, { stock: 'late', payments: 'late' }];
  await expectPassed(one(fates), { ...EXPECTED, ...WHOLE, ...NOTHING_ELSE }, { schedules: 50, seed: 3000 });
});

test('a deadline that passes when the parcel is on its way changes nothing', async () => {
  await expectPassed(
    one([{}, { shipping: 'late' }]),
    { ...SHIPPED, ...WHOLE },
    { schedules: 20, seed: 3500 },
  );
});

test('a command that is parked counts as a no', async () => {
  const fates = [{ stock: 'parked' }, { payments: 'parked' }, { shipping: 'parked' }];
  const all = { ...EXPECTED, ...WHOLE, ...NOTHING_ELSE, ...HELP, ...PROMPT };
  await expectPassed(one(fates), all, { schedules: 50, seed: 4000 });
});

test('a compensation that is parked calls for help', async () => {
  const fates = ['no', 'parked', 'late'].flatMap((says) => [
    { stock: says, undo: 'parked' },
    { payments: says, undo: 'parked' },
  ]);
  const all = [...fates, { shipping: 'no', undo: 'parked' }];
  await expectPassed(one(all), { ...EXPECTED, ...HELP }, { schedules: 60, seed: 5000 });
});

test('with all of this at once no order ends half done, and everything can be traced', async () => {
  const kinds = ['duplicate', 'lost-ack', 'drop', 'delay', 'reorder', 'slow', 'partition', 'refuse'];
  const rates = Object.fromEntries([...kinds, 'lost-reply'].map((kind) => [kind, 0.03]));
  const faults = { ...rates, 'crash-before-effect': 0.03, 'crash-after-effect': 0.03, restart: 0.01 };
  const any = (random) => [
    {
      stock: random.pick(['yes', 'yes', 'yes', 'no', 'late', 'parked']),
      payments: random.pick(['yes', 'yes', 'yes', 'no', 'late', 'parked']),
      shipping: random.pick(['yes', 'yes', 'no', 'parked']),
    },
  ];
  const all = { ...WHOLE, ...NOTHING_ELSE, ...CONTRACTS, ...TRACED };
  await expectPassed(any, all, { schedules: 720, seed: 6000 }, faults);
});

import assert from 'node:assert/strict';
import test from 'node:test';
import { createCoordinator } from './coordinator.js';
import { createBroker, createDatabase, explore } from './kit.js';
import { serviceFor } from './services.js';
import { STEPS } from './steps.js';

/** What stock, payments and shipping have done for one order; each of them writes down its answers. */
function createBooks(refusal) {
  const answers = new Map();
  const book = { reserved: 0, released: 0, charged: 0, refunded: 0, shipped: 0, wrong: undefined };
  const marks = new Set();
  const act = {
    ReserveStock() {
      if (refusal === 'ReserveStock' || marks.has('ReleaseStock')) return 'ReservationRefused';
      book.reserved++;
      return 'StockReserved';
    },
    ReleaseStock() {
      book.released = book.reserved;
      return 'StockReleased';
    },
    ChargeCard() {
      if (refusal === 'ChargeCard' || marks.has('RefundCard')) return 'CardDeclined';
      book.charged++;
      return 'CardCharged';
    },
    RefundCard() {
      if (book.shipped > 0) book.wrong ??= 'was refunded after it was shipped';
      book.refunded = book.charged;
      return 'CardRefunded';
    },
    ShipOrder() {
      if (refusal === 'ShipOrder') return 'ShippingRefused';
      if (book.charged === book.refunded) book.wrong ??= 'was shipped, and is not paid';
      if (book.reserved === book.released) book.wrong ??= 'was shipped, and no copy is reserved for it';
      book.shipped++;
      return 'ParcelShipped';
    },
  };
  return {
    book,
    handle({ id, type }) {
      if (!answers.has(id)) {
        answers.set(id, act[type]());
        marks.add(type);
      }
      return answers.get(id);
    },
  };
}

/**
 * One or two orders, of which some are refused somewhere. `slow` has payments answer so many milliseconds late, or never where
 * it is Infinity. The shop says of each order so many times more that it was placed. Services and shop go on where they were; only the coordinator has a memory to lose.
 */
function scenario(
  { faults = [], orders: most = 2, refusals = true, slow = () => 0, copies = 0 },
  eventually,
  always = {},
) {
  return {
    faults,
    start(sim) {
      const broker = createBroker(sim);
      const database = createDatabase(sim);
      const { random } = sim;
      const first = random.between(2, 900);
      const lateness = slow(random);
      const names = Array.from({ length: random.between(1, most) }, (_, n) => `o-${first + n}`);
      const orders = new Map(
        names.map((order) => {
          const refusal = random.pick([undefined, undefined, ...STEPS.map(({ command }) => command)]);
          return [
            order,
            { ...createBooks(refusals ? refusal : undefined), states: new Set(['new']), sent: [] },
          ];
        }),
      );
      const rowOf = (order) => database.peek(`sagas/${order}`);
      const isOver = () => names.every((order) => ['done', 'cancelled'].includes(rowOf(order)?.state));
      for (const name of ['stock', 'payments', 'shipping']) {
        sim.process(name, async ({ process, sleep, now }) => {
          const { publish, subscribe } = broker.connect(process);
          await subscribe(name, { group: name }, async ({ message, ack }) => {
            const { id, type, order } = message;
            const { handle, sent, states } = orders.get(order);
            sent.push({ id, type, at: now(), isKnown: states.has(type) });
            const answer = handle(message);
            const late = type === 'ChargeCard' ? lateness : 0;
            if (late > 0 && late < Infinity) await sleep(late);
            if (late < Infinity)
              await publish('events', { id: `${id}-${answer}`, type: answer, order, command: id });
            await ack();
          });
        });
      }
      sim.process('coordinator', async ({ process, now, sleep }) => {
        const line = broker.connect(process);
        const { publish } = line;
        const coordinator = createCoordinator({ db: database.connect(process), broker: { publish }, now });
        await line.subscribe('events', { group: 'coordinator' }, (delivery) => coordinator.onEvent(delivery));
        for (let n = 0; n < 50 && !isOver(); n++) {
          await lookOnce(coordinator).catch(() => {});
          await sleep(60);
        }
      });
      const placed = new Set();
      sim.process('shop', async ({ process, sleep }) => {
        const { publish } = broker.connect(process);
        const place = (order) => publish('events', { id: `${order}-placed`, type: 'OrderPlaced', order });
        for (const order of names) {
          while (!placed.has(order)) {
            await place(order).then(
              () => placed.add(order),
              () => {},
            );
          }
        }
        for (let n = 0; n < copies; n++) {
          await sleep(40);
          await Promise.allSettled(names.map(place));
        }
      });
      return { orders, rowOf, broker };
    },
    // Every state that has ever been in the log, because a command may come later.
    always: {
      'a state is in the log': ({ orders, rowOf }) => {
        for (const [order, { states }] of orders) states.add(rowOf(order)?.state);
        return true;
      },
      ...always,
    },
    eventually,
  };
}

const lookOnce = async (coordinator) => coordinator.look();

function each({ orders, rowOf }, wrongWith) {
  for (const [order, one] of orders) {
    const says = wrongWith(one, rowOf(order), order);
    if (says) return `${order}${says.startsWith(':') ? '' : ' '}${says}`;
  }
  return true;
}

const tell = ({ reserved, released, charged, refunded, shipped }) =>
  `reserved ${reserved}, released ${released}, charged ${charged}, refunded ${refunded}, shipped ${shipped}`;

const NEVER = {
  'no order is shipped unpaid, and none is paid twice': (state) =>
    each(state, ({ book }) => book.wrong ?? (book.charged > 1 ? 'was charged twice.' : undefined)),
};
const ENDS = {
  'every saga ends': (state) =>
    each(state, (_, row) => {
      if (row?.state === 'done' || row?.state === 'cancelled') return undefined;
      return row
        ? `still waits for ${row.state} when nothing more happens.`
        : 'is not in the log: nobody leads it.';
    }),
  'an order is shipped and paid, or fully undone': (state) =>
    each(state, ({ book }, row) => {
      const isWhole =
        row.state === 'done'
          ? book.shipped === 1 && book.charged - book.refunded === 1 && book.reserved - book.released === 1
          : book.shipped === 0 && book.charged === book.refunded && book.reserved === book.released;
      return isWhole ? undefined : `is ${row.state}, and ${tell(book)}.`;
    }),
};
const LOGGED = {
  'a state is in the log before its command is sent': (state) =>
    each(state, ({ sent }, row, order) => {
      const early = sent.find(({ isKnown }) => !isKnown);
      if (!early) return undefined;
      return `: ${serviceFor(early.type)} got ${early.id}, and sagas/${order} had never been in the state ${early.type}.`;
    }),
};
const CALM = {
  'where nothing goes wrong, each order is shipped, and every command is sent once': (state) =>
    each(state, ({ sent, book }) => {
      const types = sent.map(({ type }) => type);
      if (book.shipped === 0) return `was not shipped; the services got ${types.join(', ') || 'nothing'}.`;
      const wanted = STEPS.map(({ command }) => command);
      return types.join() === wanted.join()
        ? undefined
        : `: the services should get ${wanted.join(', ')}; they got ${types.join(', ')}.`;
    }),
  'every event is acknowledged': ({ broker }) =>
    broker.open.length === 0 || `Left over: ${broker.open.join(', ')}.`,
};

const GIVEN_UP = {
  'a charge that nobody answers is sent three times, each after some 100 ms, and undone': (state) =>
    each(state, ({ sent }, row) => {
      const charges = sent.filter(({ type }) => type === 'ChargeCard').map(({ at }) => at);
      const got = `payments got ChargeCard at ${charges.map((at) => `${at} ms`).join(', ') || 'no time'}, and the saga is ${row?.state ?? 'not in the log'}.`;
      const isTimely = charges.every(
        (at, n) => n === 0 || (at - charges[n - 1] > 80 && at - charges[n - 1] < 230),
      );
      return charges.length === 3 && isTimely && row?.state === 'cancelled' ? undefined : `: ${got}`;
    }),
};

async function expectPassed(explored, options) {
  const { verdict, message } = await explore(explored, options);
  assert.ok(verdict === 'passed', message);
}

test('when nothing goes wrong each order takes its course, and every command is sent once', async () => {
  await expectPassed(scenario({ refusals: false }, CALM), { schedules: 40, seed: 100 });
});

test('a state is in the log before its command is sent', async () => {
  const faults = { 'crash-before-effect': 0.05, 'crash-after-effect': 0.05, 'lost-ack': 0.1 };
  await expectPassed(scenario({ faults }, LOGGED), { schedules: 80, seed: 1000 });
});

test('wherever the coordinator dies, every order ends shipped and paid, or fully undone', async () => {
  const faults = { 'crash-before-effect': 0.06, 'crash-after-effect': 0.06 };
  await expectPassed(scenario({ faults }, ENDS, NEVER), { schedules: 180, seed: 2000 });
});

test('what is not answered, or was never sent, is asked for again', async () => {
  const faults = { refuse: 0.1, 'lost-reply': 0.06, drop: 0.06, slow: 0.06, 'crash-before-effect': 0.02 };
  await expectPassed(scenario({ faults }, ENDS, NEVER), { schedules: 150, seed: 3000 });
});

test('what is never answered is given up after three tries, each with its own time, also after a crash', async () => {
  const options = { orders: 1, refusals: false, slow: () => Infinity };
  await expectPassed(scenario({ ...options, copies: 10 }, GIVEN_UP), { schedules: 20, seed: 4500 });
  const faults = { 'crash-before-effect': 0.05, 'crash-after-effect': 0.05 };
  await expectPassed(scenario({ ...options, faults }, ENDS, NEVER), { schedules: 60, seed: 4600 });
});

test('an answer and a timeout that meet do not overwrite each other', async () => {
  const slow = (random) => random.between(220, 480);
  await expectPassed(scenario({ slow, orders: 1, refusals: false }, ENDS, NEVER), {
    schedules: 150,
    seed: 4000,
  });
});

test('with all of this at once no order is shipped unpaid or paid twice, and every saga ends', async () => {
  const kinds = [
    'drop',
    'duplicate',
    'lost-ack',
    'delay',
    'reorder',
    'slow',
    'partition',
    'refuse',
    'lost-reply',
  ];
  const rates = Object.fromEntries(kinds.map((kind) => [kind, 0.03]));
  const faults = { ...rates, 'crash-before-effect': 0.03, 'crash-after-effect': 0.03, restart: 0.01 };
  await expectPassed(scenario({ faults }, { ...ENDS, ...LOGGED }, NEVER), { schedules: 350, seed: 5000 });
});

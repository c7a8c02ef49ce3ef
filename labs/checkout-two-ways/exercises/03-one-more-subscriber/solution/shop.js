// The rest of the shop in both designs, as the picture shows it. You need not change it.
import { setTimeout as sleep } from 'node:timers/promises';
import { trace } from './kit.js';

/** What a part does, and how long it takes; the bank of points is down. */
const WORK = {
  stock: ['reserve', 30],
  payments: ['charge', 60],
  mail: ['confirm', 40],
  points: ['credit', 500],
};

async function work(part) {
  await sleep(WORK[part][1]);
  if (part === 'points') throw new Error('the bank of points is down');
}

async function buy(run, checkOut, { order }) {
  trace({ type: 'RequestSent', run, from: 'customer', to: 'checkout', request: `buy ${order}` });
  const asked = performance.now();
  const answer = await checkOut(order).catch((error) => `sorry: ${error.message}`);
  const waited = Math.round((performance.now() - asked) / 10) * 10;
  const bad = answer.startsWith('sorry');
  trace({
    type: bad ? 'RequestFailed' : 'RequestAnswered',
    run,
    from: 'checkout',
    to: 'customer',
    [bad ? 'reason' : 'answer']: answer,
  });
  console.log(`${run}: after ${waited} ms the customer reads “${answer}”`);
}

/** By calls, with the points built in. */
export function buyByCalls(data) {
  const run = 'by calls';
  async function checkOut(order) {
    for (const [part, [verb]] of Object.entries(WORK)) {
      trace({ type: 'RequestSent', run, from: 'checkout', to: part, request: `${verb} ${order}` });
      try {
        await work(part);
        trace({ type: 'RequestAnswered', run, from: part, to: 'checkout', answer: `${verb} ${order}: done` });
      } catch (error) {
        trace({ type: 'RequestFailed', run, from: part, to: 'checkout', reason: error.message });
        throw error;
      }
    }
    return 'thank you';
  }
  return buy(run, checkOut, data);
}

/** By events: a shop that knows nothing of points. @returns { busOf(part), accounts, buy(order) } */
export function openShopByEvents() {
  const run = 'by events';
  const handlers = []; // { type, part, handler }

  function busOf(part) {
    return {
      subscribe(type, handler) {
        const entry = { type, part, handler };
        handlers.push(entry);
        return () => void handlers.splice(handlers.indexOf(entry) >>> 0, 1);
      },
      publish(type, data) {
        const event = `${type} ${data.order}`;
        trace({ type: 'EventSent', run, from: part, to: 'bus', event });
        setTimeout(() => {
          for (const one of handlers.filter((each) => each.type === type)) {
            trace({ type: 'EventSent', run, from: 'bus', to: one.part, event });
            one.handler(data);
          }
        }, 5);
      },
    };
  }
  const own = Object.fromEntries(
    ['checkout', 'stock', 'payments', 'mail'].map((part) => [part, busOf(part)]),
  );
  const steps = [
    ['stock', 'OrderPlaced', 'StockReserved'],
    ['payments', 'StockReserved', 'CardCharged'],
    ['mail', 'CardCharged'],
  ];
  for (const [part, hears, next] of steps) {
    own[part].subscribe(hears, async (data) => {
      await work(part);
      trace({ type: 'EventHandled', run, by: part, event: `${WORK[part][0]} ${data.order}` });
      if (next) own[part].publish(next, data);
    });
  }

  return {
    busOf,
    accounts: {
      async add(customer, points) {
        trace({
          type: 'RequestSent',
          run,
          from: 'points',
          to: 'bank of points',
          request: `${points} for ${customer}`,
        });
        try {
          await work('points');
        } catch (error) {
          trace({ type: 'RequestFailed', run, from: 'bank of points', to: 'points', reason: error.message });
          throw error;
        }
      },
    },
    report(error, order) {
      trace({ type: 'OutcomeReached', run, who: `report about ${order}`, says: error.message, bad: false });
      console.log(`report about ${order}: ${error.message}`);
    },
    buy: (data) =>
      buy(
        run,
        async (order) => {
          own.checkout.publish('OrderPlaced', data);
          return `we have your order ${order}`;
        },
        data,
      ),
  };
}

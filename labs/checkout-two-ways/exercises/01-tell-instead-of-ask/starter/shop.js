// The parts of the shop, the bus, and the customer, as the picture shows them. You need not change it.
import { setTimeout as sleep } from 'node:timers/promises';
import { trace } from './kit.js';

const SOLD_OUT = 'BOOK-009';
const DECLINED = 'bob';

/** The parts, for those who call them: `by` asks. */
export function partsOf(run, by) {
  const part = (name, ms, work) =>
    Object.fromEntries(
      Object.entries(work).map(([verb, answer]) => [
        verb,
        async (order) => {
          if (by !== name)
            trace({ type: 'RequestSent', run, from: by, to: name, request: `${verb} ${order.order}` });
          await sleep(ms);
          const result = answer(order);
          const says = `${verb} ${order.order}: ${result === false ? 'no' : 'done'}`;
          if (by === name) trace({ type: 'EventHandled', run, by: name, event: says });
          else trace({ type: 'RequestAnswered', run, from: name, to: by, answer: says });
          return result;
        },
      ]),
    );
  return {
    stock: part('stock', 30, { reserve: ({ sku }) => sku !== SOLD_OUT, release: () => undefined }),
    payments: part('payments', 120, { charge: ({ customer }) => customer !== DECLINED }),
    mail: part('mail', 80, { confirm: () => undefined, apologise: () => undefined }),
  };
}

/** A bus that delivers a little later. `busOf(part)` is its end at that part. */
export function createBus(run) {
  const handlers = new Map(); // type → { part, handler }
  return function busOf(part) {
    return {
      subscribe(type, handler) {
        handlers.set(type, [...(handlers.get(type) ?? []), { part, handler }]);
      },
      publish(type, order) {
        const event = `${type} ${order.order}`;
        trace({ type: 'EventSent', run, from: part, to: 'bus', event });
        setTimeout(() => {
          for (const one of handlers.get(type) ?? []) {
            trace({ type: 'EventSent', run, from: 'bus', to: one.part, event });
            one.handler({ ...order });
          }
        }, 5);
      },
    };
  };
}

/** A customer who buys, waits, and reads the answer. */
export async function buy(run, checkOut, order) {
  const asked = performance.now();
  trace({ type: 'RequestSent', run, from: 'customer', to: 'checkout', request: `buy ${order.order}` });
  const answer = await checkOut(order);
  trace({ type: 'RequestAnswered', run, from: 'checkout', to: 'customer', answer });
  console.log(
    `${run}, after ${String(Math.round((performance.now() - asked) / 10) * 10).padStart(3)} ms: ${answer}`,
  );
}

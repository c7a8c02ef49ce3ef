// The shop in both designs, on a bad day. You need not change it.
import { setTimeout as sleep } from 'node:timers/promises';
import { trace } from './kit.js';

/** So long the checkout waits for a part that it asks; then it takes it for dead. */
const PATIENCE = 500;
const DONE = { reserve: 'BookReserved', charge: 'CardCharged', confirm: 'MailSent' };

/**
 * Runs three orders through one design. @returns the facts, in order of time
 *
 * @param design 'by calls' or 'by events'
 * @param day    part → how many milliseconds it takes, or 'down'
 * @param isShown whether the picture shows it
 */
export async function runDay(design, day, { until, isShown }) {
  const started = performance.now();
  const now = () => Math.round(performance.now() - started);
  const facts = [];
  const note = (order, type, more) => facts.push({ at: now(), order, type, ...more });
  const show = (event) => isShown && trace({ run: design, ...event });

  async function work(part, verb, order) {
    const takes = day[part] ?? 40;
    if (takes === 'down') throw new Error(`${part} is down`);
    await sleep(takes);
    if (now() < until) note(order, DONE[verb]);
    show({ type: 'EventHandled', by: part, event: `${verb} ${order}` });
  }

  async function ask(part, verb, order) {
    show({ type: 'RequestSent', from: 'checkout', to: part, request: `${verb} ${order}` });
    const late = sleep(PATIENCE).then(() => Promise.reject(new Error(`${part} does not answer`)));
    try {
      await Promise.race([work(part, verb, order), late]);
      show({ type: 'RequestAnswered', from: part, to: 'checkout', answer: `${verb} ${order}: done` });
    } catch (error) {
      show({ type: 'RequestFailed', from: part, to: 'checkout', reason: error.message });
      throw error;
    }
  }

  const hears = {
    OrderPlaced: ['stock', 'reserve', 'StockReserved'],
    StockReserved: ['payments', 'charge', 'CardCharged'],
    CardCharged: ['mail', 'confirm'],
  };
  async function publish(from, type, order) {
    show({ type: 'EventSent', from, to: 'bus', event: `${type} ${order}` });
    await sleep(5);
    if (!hears[type]) return;
    const [part, verb, next] = hears[type];
    show({ type: 'EventSent', from: 'bus', to: part, event: `${type} ${order}` });
    try {
      await work(part, verb, order);
      if (next) void publish(part, next, order);
    } catch (error) {
      show({ type: 'EventSkipped', by: part, event: `${type} ${order}`, reason: error.message });
    }
  }

  const checkOut = {
    async 'by calls'(order) {
      try {
        await ask('stock', 'reserve', order);
        await ask('payments', 'charge', order);
        await ask('mail', 'confirm', order);
        return 'thank you';
      } catch (error) {
        return `sorry: ${error.message}`;
      }
    },
    async 'by events'(order) {
      void publish('checkout', 'OrderPlaced', order);
      return `we have your order ${order}`;
    },
  }[design];

  for (const [part, takes] of Object.entries(day))
    if (takes === 'down') show({ type: 'PartyStopped', name: part });
  for (const order of ['o-1', 'o-2', 'o-3']) {
    note(order, 'Asked');
    show({ type: 'RequestSent', from: 'customer', to: 'checkout', request: `buy ${order}` });
    void checkOut(order).then((says) => {
      note(order, 'Answered', { says });
      show({ type: 'RequestAnswered', from: 'checkout', to: 'customer', answer: says });
    });
    await sleep(100);
  }
  await sleep(until - now());
  return facts.filter(({ at }) => at <= until);
}

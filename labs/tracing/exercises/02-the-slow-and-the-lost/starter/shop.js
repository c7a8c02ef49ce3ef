// A bad day of the shop: its log, drawn from a seed. You need not change it.
import { createRandom } from './kit.js';

/** Type → who handles it, and what they publish then. */
const SHOP = {
  OrderPlaced: { inventory: ['StockReserved'] },
  StockReserved: { payments: ['CardCharged'] },
  CardCharged: { mail: ['MailSent'], shipping: ['ParcelPacked', 'ParcelPacked'] },
  ParcelPacked: { carrier: ['ParcelFetched'] },
};

/** The services that have subscribed, by type. */
export const subscriptions = Object.fromEntries(
  Object.entries(SHOP).map(([type, handlers]) => [type, Object.keys(handlers)]),
);

/** @returns the log of a few orders, its lines mixed, some of them twice; and the story that a customer complains about */
export function createLog(seed) {
  const random = createRandom(seed);
  const lines = [];
  let last = 0;

  function handle(message, service, effects, isUnlucky) {
    let at = message.at + random.between(3, 25);
    // The bank’s queue is long on this day; and once in a while a service dies, or a message never comes.
    if (isUnlucky && service === 'payments') at += random.between(250, 400);
    if (service === 'mail' && random.next() < 0.35) return;
    const line = (event) => lines.push({ at, service, event, id: message.id });
    while (random.next() < 0.2) {
      line('begun');
      at += random.between(5, 20);
      line('failed');
      at += random.between(30, 60);
    }
    line('begun');
    for (const type of effects) {
      at += random.between(8, 60);
      publish(type, service, at, message, isUnlucky);
    }
    at += random.between(1, 5);
    if (service !== 'carrier' || random.next() < 0.8) line('done');
  }

  function publish(type, service, at, cause, isUnlucky) {
    const id = `e-${(last += 1)}`;
    const ids = { correlationid: cause?.correlationid ?? id, causationid: cause?.id };
    const message = { at, service, event: 'published', id, type, ...ids };
    lines.push(message);
    for (const [handler, effects] of Object.entries(SHOP[type] ?? {})) {
      handle(message, handler, effects, isUnlucky);
    }
    return message;
  }

  const stories = [0, 1, 2].map((n) => publish('OrderPlaced', 'orders', n * 40, undefined, n === 1));
  const twice = lines.filter(() => random.next() < 0.1);
  const mixed = [...lines, ...twice].map((line) => ({ line, place: random.next() }));
  mixed.sort((a, b) => a.place - b.place);
  return { log: mixed.map(({ line }) => line), complaint: stories[1].id };
}

/**
 * The shop by events. Each part has the bus, publish(type, order) and subscribe(type, handler), and its own work; an order is
 * { order, sku, customer, amount }. Everything that a part does takes a while, and is asked for with `await`.
 */

/** @returns checkOut(order), which resolves to what the customer reads */
export function createCheckout({ bus }) {
  return async function checkOut(order) {
    bus.publish('OrderPlaced', order);
    return `we have your order ${order.order}`;
  };
}

/** @param stock reserve(order): true, or false if the book is sold out; release(order) puts it back */
export function startStock({ bus, stock }) {
  bus.subscribe('OrderPlaced', async (order) => {
    const isReserved = await stock.reserve(order);
    bus.publish(isReserved ? 'StockReserved' : 'StockRefused', order);
  });
  bus.subscribe('CardDeclined', (order) => stock.release(order));
}

/** @param payments charge(order): true, or false if the card is declined */
export function startPayments({ bus, payments }) {
  let order;
  bus.subscribe('StockReserved', async (placed) => {
    order = placed;
    const isCharged = await payments.charge(order);
    bus.publish(isCharged ? 'CardCharged' : 'CardDeclined', order);
  });
}

/** @param mail confirm(order), apologise(order) */
export function startMail({ bus, mail }) {
  bus.subscribe('CardCharged', (order) => mail.confirm(order));
  bus.subscribe('StockRefused', (order) => mail.apologise(order));
  bus.subscribe('CardDeclined', (order) => mail.apologise(order));
}

/**
 * The shop by events. Each part has the bus, publish(type, order) and subscribe(type, handler), and its own work; an order is
 * { order, sku, customer, amount }. Everything that a part does takes a while, and is asked for with `await`.
 */

/** @returns checkOut(order), which resolves to what the customer reads */
export function createCheckout({ bus, stock, payments, mail }) {
  return async function checkOut(order) {
    bus.publish('OrderPlaced', { order: order.order });
    await stock?.reserve(order);
    await payments?.charge(order);
    await mail?.confirm(order);
    return 'thank you';
  };
}

/** @param stock reserve(order): true, or false if the book is sold out; release(order) puts it back */
export function startStock({ bus, stock }) {}

/** @param payments charge(order): true, or false if the card is declined */
export function startPayments({ bus, payments }) {}

/** @param mail confirm(order), apologise(order) */
export function startMail({ bus, mail }) {}

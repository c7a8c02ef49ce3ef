// The shop by calls, to compare with. You need not change it.

/** @returns checkOut(order), which resolves to what the customer reads */
export function createCheckout({ stock, payments, mail }) {
  return async function checkOut(order) {
    if (!(await stock.reserve(order))) {
      await mail.apologise(order);
      return 'sorry, sold out';
    }
    if (!(await payments.charge(order))) {
      await stock.release(order);
      await mail.apologise(order);
      return 'sorry, your card was declined';
    }
    await mail.confirm(order);
    return 'thank you';
  };
}

import { on } from 'node:events';

/**
 * Redraws a page whenever something changes in the stock, until the page is closed.
 *
 * @param stock  an emitter of 'StockChanged' and 'PriceChanged', which lives as long as the shop
 * @param redraw called with the values of the event
 * @param signal aborted when the page is closed
 */
export function keepUpToDate(stock, redraw, signal) {
  const types = ['StockChanged', 'PriceChanged'];
  for (const type of types) stock.on(type, redraw);
  const leave = () => {
    for (const type of types) stock.off(type, redraw);
  };
  signal.addEventListener('abort', leave, { once: true });
}

/**
 * Packs the orders of a day, one after the other.
 *
 * @param shop   an emitter of 'OrderPlaced' with the order's id, and of 'ShopClosed'
 * @param pack   packs one order; returns a promise
 * @param signal aborted when packing has to stop at once
 * @returns a promise of the number of orders that were packed
 */
export async function packOrders(shop, pack, signal) {
  let packed = 0;
  try {
    for await (const [id] of on(shop, 'OrderPlaced', { signal, close: ['ShopClosed'] })) {
      await pack(id);
      packed += 1;
      if (signal.aborted) break;
    }
  } catch (error) {
    if (error.name !== 'AbortError' || !signal.aborted) throw error;
  }
  return packed;
}

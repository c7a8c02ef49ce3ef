/**
 * Redraws a page whenever something changes in the stock, until the page is closed.
 *
 * @param stock  an emitter of 'StockChanged' and 'PriceChanged', which lives as long as the shop
 * @param redraw called with the values of the event
 * @param signal aborted when the page is closed
 */
export function keepUpToDate(stock, redraw, signal) {
  // The page is closed one day. And then?
  stock.on('StockChanged', (...values) => redraw(...values));
  stock.on('PriceChanged', (...values) => redraw(...values));
}

/**
 * Packs the orders of a day, one after the other.
 *
 * @param shop   an emitter of 'OrderPlaced' with the order's id, and of 'ShopClosed'
 * @param pack   packs one order; returns a promise
 * @param signal aborted when packing has to stop at once
 * @returns a promise of the number of orders that were packed
 */
export function packOrders(shop, pack, signal) {
  let packed = 0;
  return new Promise((resolve) => {
    // The emitter waits for nobody: how many orders are being packed at a time?
    shop.on('OrderPlaced', (id) => {
      pack(id).then(
        () => (packed += 1),
        (error) => console.log(`${id} could not be packed: ${error.message}`),
      );
    });
    shop.on('ShopClosed', () => resolve(packed));
  });
}

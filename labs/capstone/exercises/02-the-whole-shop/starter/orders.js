/** How long an order may wait for stock and payments. Milliseconds. */
const PATIENCE = 300;

/**
 * The process manager. What it writes through tx, and what it returns, takes effect once or not at all: service.js, your own
 * of the first exercise, has seen to that.
 *
 * @param tx      get(key), set(key, value)
 * @param message OrderPlaced { order, book, card, cents, address }; an answer { type, order }; DeadlinePassed { order };
 *                CommandParked { order, command }: the type of a command that its receiver has given up, without any effect
 * @returns what is to be sent: [{ topic, message: { id, type, order, … } }, …]; contracts.js says what each must carry
 */
export async function work(tx, { type, order, book, card, cents, address }) {
  const key = `orders/${order}`;
  const row = await tx.get(key);
  switch (type) {
    case 'OrderPlaced':
      await tx.set(key, { state: 'waiting', card, cents, address });
      return [toSend('stock', 'ReserveStock', { order, book })];
    case 'StockReserved':
      return [
        toSend('payments', 'ChargeCard', {
          order,
          card: row.card,
          cents: row.cents,
        }),
      ];
    case 'CardCharged':
      await tx.set(key, { ...row, state: 'shipping' });
      return [toSend('shipping', 'ShipOrder', { order, address: row.address })];
    case 'ParcelShipped':
      await tx.set(key, { ...row, state: 'done' });
      return [];
    case 'ReservationRefused':
    case 'CardDeclined':
    case 'ShippingRefused':
      await tx.set(key, { ...row, state: 'cancelled' });
      return [toSend('stock', 'ReleaseStock', { order }), toSend('payments', 'RefundCard', { order })];
    default:
      return [];
  }
}

function toSend(topic, type, fields) {
  const id = [fields.order, type, fields.command ?? []].flat().join('-');
  return { topic, message: { id, type, ...fields } };
}

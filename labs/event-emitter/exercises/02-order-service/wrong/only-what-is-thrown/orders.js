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
  processOrder({ id, sku }) {
    if (this.#placed.has(id)) throw new Error(`${id} was placed before`);
    const order = Object.freeze({ id, sku });
    this.#placed.set(id, order);
    this.#announce('OrderPlaced', order);
    this.#charge(order);
    return `we have your order ${id}`;
  }

  async #charge(order) {
    let answer;
    try {
      answer = await this.#payments.charge(order);
    } catch (error) {
      this.emit('error', error, order);
      return;
    }
    this.#announce(answer === 'charged' ? 'CardCharged' : 'CardDeclined', order);
  }

  /** Tells every listener, and emits 'error' for each one that fails. */
  #announce(type, order) {
    for (const listener of this.rawListeners(type)) {
      try {
        Reflect.apply(listener, this, [order]);
      } catch (error) {
        this.emit('error', error, order);
      }
    }
  }
}

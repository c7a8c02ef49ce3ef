/**
 * A cart that says what happens to it.
 *   'ItemAdded'          detail { sku, count }
 *   'CheckoutRequested'  detail { items }, a list of { sku, count }; it can be vetoed
 *   'CheckedOut'         detail { items }
 */
export class Cart extends EventTarget {
  #items = new Map(); // sku → count

  /** How many of a book are in the cart. */
  count(sku) {
    return this.#items.get(sku) ?? 0;
  }

  add(sku, count = 1) {
    this.#items.set(sku, this.count(sku) + count);
    this.dispatchEvent(new CustomEvent('ItemAdded', { detail: { sku, count }, cancelable: true }));
  }

  /** True if the cart was checked out, and is empty now; false if somebody has vetoed that. */
  checkOut() {
    const items = [...this.#items].map(([sku, count]) => ({ sku, count }));
    const request = new CustomEvent('CheckoutRequested', { detail: { items }, cancelable: true });
    if (!this.dispatchEvent(request)) return false;
    this.#items.clear();
    this.dispatchEvent(new CustomEvent('CheckedOut', { detail: { items }, cancelable: true }));
    return true;
  }
}

/**
 * Shows what is added to a cart, for as long as a page is open.
 *
 * @param print  prints one line
 * @param signal aborted when the page is closed
 */
export function showCart(cart, print, signal) {
  cart.addEventListener('ItemAdded', () => print('delivery is free from 30 euros'), { once: true, signal });
  cart.addEventListener('ItemAdded', ({ detail }) => print(`${detail.count} x ${detail.sku}`), { signal });
}

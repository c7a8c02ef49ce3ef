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
    const before = { ...this.#state };
    const after = { ...before, ...patch };
    if (Object.keys(patch).every((key) => Object.is(before[key], after[key]))) return false;
    const detail = Object.freeze({ before, after });
    if (!this.dispatchEvent(new CustomEvent('changing', { detail, cancelable: true }))) return false;
    Object.assign(this.#state, patch);
    this.dispatchEvent(new CustomEvent('change', { detail }));
    return true;
  }

  /** Calls show with the value under a key, now and whenever it is another, until the signal aborts. */
  watch(key, show, signal) {
    if (signal.aborted) return;
    let shown = this.#state[key];
    show(shown);
    const look = () => {
      const value = this.#state[key];
      if (Object.is(value, shown)) return;
      shown = value;
      show(value);
    };
    this.addEventListener('change', look, { signal });
  }
}

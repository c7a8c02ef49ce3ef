/** An emitter that behaves as the one of node:events does. */
export class Emitter {
  #table = {};

  on(type, listener) {
    this.#table[type] = [...(this.#table[type] ?? []), listener];
    return this;
  }

  emit(type, ...values) {
    const listeners = this.#table[type] ?? [];
    for (const listener of listeners) listener(...values);
    return listeners.length > 0;
  }
}

/** An emitter that behaves as the one of node:events does. */
export class Emitter {
  #table = new Map(); // type → its registrations, in their order; a list is replaced, never changed

  on(type, listener) {
    return this.#add(type, { listener, once: false }, (list, one) => [...list, one]);
  }

  once(type, listener) {
    return this.#add(type, { listener, once: true }, (list, one) => [...list, one]);
  }

  prependListener(type, listener) {
    return this.#add(type, { listener, once: false }, (list, one) => [one, ...list]);
  }

  prependOnceListener(type, listener) {
    return this.#add(type, { listener, once: true }, (list, one) => [one, ...list]);
  }

  addListener(type, listener) {
    return this.on(type, listener);
  }

  removeListener(type, listener) {
    return this.off(type, listener);
  }

  off(type, listener) {
    const registration = this.#of(type).findLast((one) => one.listener === listener);
    if (registration) this.#remove(type, registration);
    return this;
  }

  removeAllListeners(type) {
    const types = type === undefined ? this.eventNames() : [type];
    for (const one of types) {
      for (const registration of this.#of(one).toReversed()) this.#remove(one, registration);
    }
    return this;
  }

  emit(type, ...values) {
    const registrations = this.#of(type);
    if (type === 'error' && registrations.length === 0) {
      const [error] = values;
      throw error instanceof Error ? error : new Error(`Unhandled error. (${String(error)})`);
    }
    for (const registration of registrations) {
      if (registration.once) {
        this.#remove(type, registration);
      }
      Reflect.apply(registration.listener, this, values);
    }
    return registrations.length > 0;
  }

  listenerCount(type) {
    return this.#of(type).length;
  }

  listeners(type) {
    return this.#of(type).map(({ listener }) => listener);
  }

  eventNames() {
    return [...this.#table.keys()];
  }

  #of(type) {
    return this.#table.get(type) ?? [];
  }

  #add(type, registration, put) {
    const { listener } = registration;
    if (typeof listener !== 'function') throw new TypeError('a listener must be a function');
    if (this.#table.has('newListener')) this.emit('newListener', type, listener);
    this.#table.set(type, put(this.#of(type), registration));
    return this;
  }

  #remove(type, registration) {
    const before = this.#of(type);
    const rest = before.filter((one) => one !== registration);
    if (rest.length === before.length) return;
    if (rest.length > 0) this.#table.set(type, rest);
    else this.#table.delete(type);
    if (this.#table.has('removeListener')) this.emit('removeListener', type, registration.listener);
  }
}

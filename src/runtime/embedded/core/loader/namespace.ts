/** Module namespace objects: live values, sorted keys, and no way to write. */
import { engine } from '../engine.ts';
import type { KnownObjects } from '../bindings/value-types.ts';

export type Getters = ReadonlyMap<string, () => unknown>;

/** The namespace that a program sees for the exports in `getters`. */
export function createNamespace(getters: Getters, known: KnownObjects): object {
  const target = Object.create(null) as object;
  for (const name of [...getters.keys()].sort())
    // Writable, as the specification has it, and refused by the trap below.
    Object.defineProperty(target, name, {
      value: undefined,
      writable: true,
      enumerable: true,
      configurable: false,
    });
  Object.defineProperty(target, Symbol.toStringTag, { value: 'Module' });
  Object.preventExtensions(target);
  const read = (key: PropertyKey): unknown => getters.get(key as string)?.();
  // The engine's own: the program's remembers what it makes, and this one is to be looked at from outside.
  const namespace = new engine.Proxy(target, {
    get: (_, key) => (key === Symbol.toStringTag ? 'Module' : read(key)),
    set: () => false,
    defineProperty: () => false,
    getOwnPropertyDescriptor(_, key) {
      const descriptor = Reflect.getOwnPropertyDescriptor(target, key);
      if (descriptor && getters.has(key as string)) descriptor.value = read(key);
      return descriptor;
    },
  });
  known.namespaces.add(namespace);
  return namespace;
}

/** An object whose properties read the exports; what modules use among themselves. */
export function createBindings(getters: Getters): Record<string, unknown> {
  const bindings = Object.create(null) as Record<string, unknown>;
  for (const [name, get] of getters) Object.defineProperty(bindings, name, { get, enumerable: true });
  return bindings;
}

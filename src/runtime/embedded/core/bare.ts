/**
 * Lists and maps of the runtime's own: they work as ever, and yet nothing that a program does to Object.prototype,
 * Array.prototype or Map.prototype reaches them. They must be made in this file, which is loaded before any program.
 */
const { create, getOwnPropertyDescriptors, setPrototypeOf } = Object;

/** A prototype with the methods of another, as they are now, and nothing behind it. */
const bareOf = (prototype: object): object => create(null, getOwnPropertyDescriptors(prototype)) as object;

const listMethods = bareOf(Array.prototype);
const mapMethods = bareOf(Map.prototype);
const setMethods = bareOf(Set.prototype);
const weakMapMethods = bareOf(WeakMap.prototype);
const EngineMap = Map;
const EngineSet = Set;
const EngineWeakMap = WeakMap;

export const bareList = <T>(...items: T[]): T[] => setPrototypeOf(items, listMethods) as T[];

export const bareMap = <K, V>(): Map<K, V> => setPrototypeOf(new EngineMap(), mapMethods) as Map<K, V>;

export const bareSet = <T>(): Set<T> => setPrototypeOf(new EngineSet(), setMethods) as Set<T>;

export const bareWeakMap = <K extends object, V>(): WeakMap<K, V> =>
  setPrototypeOf(new EngineWeakMap(), weakMapMethods) as WeakMap<K, V>;

/** The same object, without what it would inherit: what it lacks is undefined, whatever a program has planted. */
export const bare = <T extends object>(made: T): T => setPrototypeOf(made, null) as T;

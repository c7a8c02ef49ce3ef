/** Stands in for `internalBinding('util')`. */
import { systemErrors } from './system-errors.ts';
import { FULFILLED, PENDING, REJECTED, type PromiseState } from '../promise-state.ts';
import type { Binding, Untyped } from '../untyped.ts';
import type { KnownObjects } from './value-types.ts';

export interface UtilHost {
  known: KnownObjects;
  promiseState(promise: object): PromiseState;
  require(id: string): Untyped;
  /** The innermost place in the program's own files. */
  caller(): { url: string; line: number; column: number } | undefined;
}

const FILTER = { enumerable: 2, skipSymbols: 16 };

const FUNCTION_FIRST = ['length', 'name', 'prototype'];

/** Names of own properties in the language's order, which Firefox does not keep for functions. */
function ownNames(value: object): string[] {
  const names = Object.getOwnPropertyNames(value);
  if (typeof value !== 'function') return names;
  const first = FUNCTION_FIRST.filter((name) => names.includes(name));
  return [...first, ...names.filter((name) => !first.includes(name))];
}

function ownNonIndexProperties(target: object, filter: number): PropertyKey[] {
  return Reflect.ownKeys(target).filter((key) => {
    if (typeof key === 'symbol' && filter & FILTER.skipSymbols) return false;
    if (typeof key === 'string' && /^(0|[1-9]\d{0,9})$/.test(key) && Number(key) < 2 ** 32 - 1) return false;
    return !(filter & FILTER.enumerable) || Object.getOwnPropertyDescriptor(target, key)?.enumerable === true;
  });
}

function constructorName(target: object): string {
  for (let at: object | null = target; at; at = Object.getPrototypeOf(at) as object | null) {
    const own: unknown = Object.getOwnPropertyDescriptor(at, 'constructor')?.value;
    if (typeof own === 'function' && own.name !== '') return own.name;
  }
  // What V8 keeps of an object's making, as far as it can be told.
  if (typeof target === 'function') return 'Function';
  return Array.isArray(target) ? 'Array' : 'Object';
}

const mapIterator = Object.getPrototypeOf(new Map().entries()) as { next(): unknown };
const mapEntries = Map.prototype.entries;
const setValues = Set.prototype.values;

/** Entries of a collection or of an iterator over one, the latter without consuming it where the engine lets us. */
function previewEntries(target: Untyped, isIterator?: boolean): unknown {
  const entries: unknown[] = [];
  let keyed = false;
  if (target instanceof Map) {
    keyed = true;
    const iterator = Reflect.apply(mapEntries, target, []) as Iterable<[unknown, unknown]>;
    for (const [key, value] of iterator) entries.push(key, value);
  } else if (target instanceof Set) {
    entries.push(...(Reflect.apply(setValues, target, []) as Iterable<unknown>));
  } else if (Object.getPrototypeOf(target) === mapIterator || Symbol.iterator in target) {
    const remaining = [...(target as Iterable<unknown>)];
    keyed = remaining.length > 0 && remaining.every((entry) => Array.isArray(entry) && entry.length === 2);
    entries.push(...(keyed ? remaining.flat(1) : remaining));
  }
  return isIterator ? [entries, keyed] : entries;
}

/** Defines properties whose values come from module `id` when first read. */
function createDefineLazyProperties(require: (id: string) => Untyped) {
  return (target: object, id: string, keys: string[], enumerable = true): void => {
    for (const key of keys) {
      let value: unknown;
      let loaded = false;
      const descriptor = {
        get [key]() {
          if (!loaded) [value, loaded] = [require(id)[key], true];
          return value;
        },
        set [key](replacement: unknown) {
          Object.defineProperty(target, key, {
            value: replacement,
            writable: true,
            configurable: true,
            enumerable,
          });
        },
      };
      const { get, set } = Object.getOwnPropertyDescriptor(descriptor, key)!;
      Object.defineProperty(target, key, { get: get!, set: set!, enumerable, configurable: true });
    }
  };
}

class WeakReference {
  readonly #target: object;
  constructor(target: object) {
    this.#target = target;
  }
  get(): object {
    return this.#target;
  }
  incRef(): void {}
  decRef(): void {}
}

export function createUtilBinding(host: UtilHost, privateSymbols: Record<string, symbol>): Binding {
  return {
    constants: {
      kPending: PENDING,
      kFulfilled: FULFILLED,
      kRejected: REJECTED,
      kExiting: 0,
      kExitCode: 1,
      kHasExitCode: 2,
      ALL_PROPERTIES: 0,
      ONLY_WRITABLE: 1,
      ONLY_ENUMERABLE: FILTER.enumerable,
      ONLY_CONFIGURABLE: 4,
      SKIP_STRINGS: 8,
      SKIP_SYMBOLS: FILTER.skipSymbols,
      kDisallowCloneAndTransfer: 0,
      kTransferable: 1,
      kCloneable: 2,
    },
    privateSymbols,
    shouldAbortOnUncaughtToggle: new Uint32Array(1),
    WeakReference,
    isInsideNodeModules: () => false,
    getPromiseDetails: (promise: object) => {
      const [state, result] = host.promiseState(promise);
      return state === PENDING ? [state] : [state, result];
    },
    getProxyDetails(value: object, both = true) {
      const details = host.known.proxies.get(value);
      if (details === undefined) return undefined;
      return both ? details : details[0];
    },
    getCallerLocation() {
      const place = host.caller();
      return place && [place.line, place.column, place.url];
    },
    getCallSites: () => [],
    isConstructor(value: Untyped) {
      try {
        Reflect.construct(Object, [], value as NewableFunction);
        return true;
      } catch {
        return false;
      }
    },
    previewEntries,
    getOwnNonIndexProperties: ownNonIndexProperties,
    ownNames,
    getConstructorName: constructorName,
    getExternalValue: () => 0n,
    sleep() {},
    isArrayBufferDetached: (buffer: ArrayBuffer & { detached?: boolean }) => buffer.detached === true,
    arrayBufferViewHasBuffer: () => true,
    constructSharedArrayBuffer: (size: number) => new SharedArrayBuffer(size),
    guessHandleType: () => 2,
    toUSVString: (text: string) => text.toWellFormed(),
    getSystemErrorName: (number: number) => systemErrors.get(number)?.[0],
    getSystemErrorMessage: (number: number) => systemErrors.get(number)?.[1],
    parseEnv: () => ({}),
    defineLazyProperties: createDefineLazyProperties(host.require),
  };
}

/** Stands in for `internalBinding('types')`: what kind of object a value is, told without C++. */
import type { Binding, Untyped } from '../untyped.ts';

/** What the harness knows about particular objects and the engine does not tell. */
export interface KnownObjects {
  /** Proxies made by the program → their target and handler. */
  proxies: WeakMap<object, readonly [target: unknown, handler: unknown]>;
  /** Namespace objects of our module loader. */
  namespaces: WeakSet<object>;
}

type Test = (value: Untyped) => boolean;

/** True if `method` accepts the value as its receiver: methods of built-in classes check their receiver's kind. */
function accepts(method: Untyped, ...parts: unknown[]): Test {
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    try {
      Reflect.apply(method as () => unknown, value, parts);
      return true;
    } catch {
      return false;
    }
  };
}

const getter = (prototype: object, key: PropertyKey): unknown =>
  Object.getOwnPropertyDescriptor(prototype, key)?.get;
const typedArray = Object.getPrototypeOf(Uint8Array.prototype) as object;
const toString = Object.prototype.toString;
const tagOf = (value: unknown): string => Reflect.apply(toString, value, []).slice(8, -1);
const prototypeOf = (sample: object): object => Object.getPrototypeOf(sample) as object;

// The iterator prototypes' own `next` checks its receiver, and running it on a live iterator would consume an entry:
// so these two go by the tag, which only a deliberate program forges.
const byTag =
  (tag: string): Test =>
  (value) =>
    typeof value === 'object' && value !== null && tagOf(value) === tag;

const promisePrototype: object = Promise.prototype;
const asyncFunction = prototypeOf(async () => {});
const generatorFunction = prototypeOf(function* () {});
const asyncGeneratorFunction = prototypeOf(async function* () {});
const isKindOfFunction =
  (...prototypes: object[]): Test =>
  (value) =>
    typeof value === 'function' && prototypes.some((prototype) => inherits(value as object, prototype));

function inherits(value: object, prototype: object): boolean {
  for (
    let at = Object.getPrototypeOf(value) as object | null;
    at;
    at = Object.getPrototypeOf(at) as object | null
  )
    if (at === prototype) return true;
  return false;
}

const isErrorObject: Test =
  'isError' in Error
    ? (Error as Untyped).isError
    : (value: unknown) =>
        value instanceof Error || (typeof value === 'object' && value !== null && tagOf(value) === 'Error');

export function createTypesBinding(known: KnownObjects): Binding {
  const boxed = {
    isBigIntObject: accepts(BigInt.prototype.valueOf),
    isBooleanObject: accepts(Boolean.prototype.valueOf),
    isNumberObject: accepts(Number.prototype.valueOf),
    isStringObject: accepts(String.prototype.valueOf),
    isSymbolObject: accepts(Symbol.prototype.valueOf),
  };
  const buffers = {
    isArrayBuffer: accepts(getter(ArrayBuffer.prototype, 'byteLength')),
    isSharedArrayBuffer:
      typeof SharedArrayBuffer === 'undefined'
        ? () => false
        : accepts(getter(SharedArrayBuffer.prototype, 'byteLength')),
  };
  return {
    ...boxed,
    ...buffers,
    isAnyArrayBuffer: (value: unknown) => buffers.isArrayBuffer(value) || buffers.isSharedArrayBuffer(value),
    isBoxedPrimitive: (value: unknown) => Object.values(boxed).some((test) => test(value)),
    isExternal: () => false,
    isDate: accepts(Date.prototype.getTime),
    isArgumentsObject: byTag('Arguments'),
    isNativeError: isErrorObject,
    isRegExp: accepts(getter(RegExp.prototype, 'hasIndices')),
    isAsyncFunction: isKindOfFunction(asyncFunction, asyncGeneratorFunction),
    isGeneratorFunction: isKindOfFunction(generatorFunction, asyncGeneratorFunction),
    isGeneratorObject: (value: unknown) => byTag('Generator')(value) || byTag('AsyncGenerator')(value),
    // `then` would add a reaction, so the kind is told by the prototype chain.
    isPromise: (value: Untyped) =>
      typeof value === 'object' &&
      value !== null &&
      value !== promisePrototype &&
      inherits(value, promisePrototype),
    isMap: accepts(getter(Map.prototype, 'size')),
    isSet: accepts(getter(Set.prototype, 'size')),
    isMapIterator: byTag('Map Iterator'),
    isSetIterator: byTag('Set Iterator'),
    isWeakMap: accepts(WeakMap.prototype.has, {}),
    isWeakSet: accepts(WeakSet.prototype.has, {}),
    isDataView: accepts(getter(DataView.prototype, 'byteLength')),
    isTypedArray: accepts(getter(typedArray, 'length')),
    isProxy: (value: object) =>
      typeof value === 'object' || typeof value === 'function' ? known.proxies.has(value) : false,
    isModuleNamespaceObject: (value: unknown) =>
      typeof value === 'object' && value !== null && known.namespaces.has(value),
    isCryptoKey: () => false,
    isKeyObject: () => false,
  };
}

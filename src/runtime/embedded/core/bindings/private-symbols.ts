/**
 * Node marks objects with V8's private symbols, which no program can see. Here each is an ordinary symbol with an
 * accessor on Object.prototype that keeps its values in a WeakMap, so that nothing shows on the marked object.
 */
import { bareWeakMap } from '../bare.ts';
import { engine } from '../engine.ts';

function createPrivateSymbol(name: string): symbol {
  const symbol = Symbol(name);
  const store = bareWeakMap<object, unknown>();
  Object.defineProperty(Object.prototype, symbol, {
    configurable: true,
    enumerable: false,
    get(this: object) {
      return store.get(this);
    },
    set(this: object, value: unknown) {
      store.set(this, value);
    },
  });
  return symbol;
}

/** The table that Node's files destructure: every name asked for is a private symbol. */
export function createPrivateSymbols(): Record<string, symbol> {
  const symbols: Record<string, symbol> = Object.create(null) as Record<string, symbol>;
  return new engine.Proxy(symbols, {
    get(table, name) {
      if (typeof name !== 'string') return undefined;
      return (table[name] ??= createPrivateSymbol(name));
    },
  });
}

/** A table in which every name asked for is an ordinary symbol. */
export function createSymbols(): Record<string, symbol> {
  const symbols: Record<string, symbol> = Object.create(null) as Record<string, symbol>;
  return new engine.Proxy(symbols, {
    get: (table, name) => (typeof name === 'string' ? (table[name] ??= Symbol(name)) : undefined),
  });
}

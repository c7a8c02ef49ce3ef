/** Node's own modules, as programs import them. */
import { missingModuleMessage, unnamedModuleMessage } from '../missing-module.ts';
import type { NodeLib } from '../node-lib.ts';
import { builtinId, isPresent } from '../node-modules.ts';
import type { Untyped } from '../untyped.ts';
import type { Getters } from './namespace.ts';

export interface Builtins {
  /** The module's id if `specifier` names one of Node's modules, else null. Throws if it is not part of the runtime. */
  resolve(specifier: string): string | null;
  load(id: string): Untyped;
  /** Getters of the module's named exports and its default. */
  getters(id: string): Getters;
  /** True if `sync` may come. */
  mayChange: boolean;
  /** What programs have imported by name takes the value that the module has now: `syncBuiltinESMExports`. */
  sync(): void;
}

export function createBuiltins(lib: NodeLib, mayChange: boolean): Builtins {
  const rereads: (() => void)[] = [];

  function unknown(specifier: string): Error {
    const { ERR_UNKNOWN_BUILTIN_MODULE } = lib.require('internal/errors').codes;
    return new ERR_UNKNOWN_BUILTIN_MODULE(specifier) as Error;
  }

  function resolve(specifier: string): string | null {
    const id = builtinId(specifier);
    if (id === undefined) {
      if (specifier.startsWith('node:')) throw unknown(specifier);
      return null;
    }
    if (isPresent(id) && lib.has(id)) return id;
    const message = isPresent(id) ? unnamedModuleMessage(id) : missingModuleMessage(id);
    throw Object.assign(new Error(message), { code: 'ERR_MODULE_NOT_FOUND' });
  }

  return {
    mayChange,
    resolve,
    load: (id) => lib.require(id),
    getters(id) {
      const exports = lib.require(id);
      const getters = new Map<string, () => unknown>([['default', () => exports as unknown]]);
      // Node takes the values of a module's own enumerable properties when it is first imported.
      if (typeof exports === 'object' || typeof exports === 'function')
        for (const name of Object.keys(exports as object)) {
          let value: unknown;
          let read = false;
          const get = (): unknown => {
            if (!read) [value, read] = [exports[name], true];
            return value;
          };
          rereads.push(() => {
            if (read) value = exports[name];
          });
          if (name !== 'default') getters.set(name, get);
        }
      return getters;
    },
    sync: () => rereads.forEach((reread) => reread()),
  };
}

/** Turns the worker's global scope into Node's: what the browser put there goes, what Node has comes. */
import { engine } from './engine.ts';
import { missingModuleMessage } from './missing-module.ts';
import type { NodeLib } from './node-lib.ts';
import type { KnownObjects } from './bindings/value-types.ts';
import type { Untyped } from './untyped.ts';

/** Names of ECMAScript itself, which stay as they are. */
const LANGUAGE = new Set(
  (
    'Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise ' +
    'RegExp Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError SuppressedError ' +
    'globalThis JSON Math Intl ArrayBuffer Atomics Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array ' +
    'BigUint64Array BigInt64Array Uint8ClampedArray Float16Array Float32Array Float64Array DataView Map BigInt Set ' +
    'Iterator WeakMap WeakSet WeakRef Proxy Reflect FinalizationRegistry SharedArrayBuffer DisposableStack ' +
    'AsyncDisposableStack decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape eval isFinite ' +
    'isNaN console WebAssembly gc'
  ).split(' '),
);

/** Removes the browser's names, from the scope itself and from the interfaces that it inherits from. */
export function clearBrowserGlobals(): void {
  for (
    let at: object | null = globalThis;
    at && at !== Object.prototype;
    at = Object.getPrototypeOf(at) as object | null
  )
    for (const key of Reflect.ownKeys(at)) {
      if (at === globalThis && typeof key === 'string' && LANGUAGE.has(key)) continue;
      if (Reflect.deleteProperty(at, key)) continue;
      // What cannot be deleted is at least made useless.
      try {
        Object.defineProperty(at, key, { value: undefined, writable: true });
      } catch {
        // Not configurable and not writable: `Infinity` and its like.
      }
    }
}

function defineGlobal(name: string, value: unknown, enumerable = false): void {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable });
}

/** A Proxy that remembers its target, so that util.inspect can look behind it without running its traps. */
function createRememberingProxy(known: KnownObjects): ProxyConstructor {
  const RealProxy = engine.Proxy;
  const remember = (proxy: object, target: unknown, handler: unknown): object => {
    known.proxies.set(proxy, [target, handler]);
    return proxy;
  };
  const constructor = function Proxy(this: unknown, target: object, handler: ProxyHandler<object>): object {
    if (!new.target) throw new TypeError("Constructor Proxy requires 'new'");
    return remember(new RealProxy(target, handler), target, handler);
  };
  const revocable = (
    target: object,
    handler: ProxyHandler<object>,
  ): { proxy: object; revoke: () => void } => {
    const made = RealProxy.revocable(target, handler);
    remember(made.proxy, target, handler);
    const revoke = (): void => {
      made.revoke();
      remember(made.proxy, null, null);
    };
    return { proxy: made.proxy, revoke };
  };
  Object.defineProperty(constructor, 'revocable', { value: revocable, writable: true, configurable: true });
  (constructor as Untyped).prototype = undefined;
  return constructor as unknown as ProxyConstructor;
}

/** Browsers hide the class in pages that are not isolated; memory that could be shared still has it. */
function sharedArrayBuffer(): unknown {
  return new WebAssembly.Memory({ initial: 0, maximum: 0, shared: true }).buffer.constructor;
}

/** Methods that Node's console has from the inspector: nobody listens to them here. */
function addInspectorMethods(console: Untyped): void {
  const methods = {
    profile() {},
    profileEnd() {},
    timeStamp() {},
    context: (_name?: string) => ({}),
    createTask: (_name: string) => ({ run: (task: () => unknown) => task() }),
  };
  for (const [name, method] of Object.entries(methods)) console[name] ??= method;
}

const SUBTLE =
  'decrypt deriveBits deriveKey digest encrypt exportKey generateKey importKey sign unwrapKey verify wrapKey';

/** `crypto.subtle`, whose methods are there and reject with the sentence that says where they can be had. */
function absentSubtle(): Record<string, () => Promise<never>> {
  const refuse = async (): Promise<never> => {
    throw new Error(missingModuleMessage('crypto.subtle'));
  };
  return Object.fromEntries(SUBTLE.split(' ').map((name) => [name, refuse]));
}

/** Runs the parts of Node's start that put names into the global scope. */
export function installNodeGlobals(lib: NodeLib, known: KnownObjects): void {
  lib.require('internal/util/debuglog').initializeDebugEnv(undefined);
  lib.require('internal/bootstrap/node');
  lib.require('internal/bootstrap/web/exposed-wildcard');
  lib.require('internal/bootstrap/web/exposed-window-or-worker');
  const { getRandomValues, randomUUID } = lib.require('crypto');
  defineGlobal('crypto', { getRandomValues, randomUUID, subtle: absentSubtle() }, true);
  defineGlobal('SharedArrayBuffer', sharedArrayBuffer());
  const { exposeLazyInterfaces, defineReplaceableLazyAttribute } = lib.require('internal/util');
  exposeLazyInterfaces(globalThis, 'internal/navigator', ['Navigator']);
  defineReplaceableLazyAttribute(globalThis, 'internal/navigator', ['navigator'], false);
  defineGlobal('Proxy', createRememberingProxy(known));
  addInspectorMethods(lib.require('internal/console/global'));
  lib.require('internal/console/constructor').initializeGlobalConsole(lib.require('internal/console/global'));
}

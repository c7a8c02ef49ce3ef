/** What stands in for some of Node's modules: those that are mostly C++, or much larger than what is needed of them. */
import { Parser } from 'acorn';
import { engine } from './engine.ts';
import { createCryptoModule } from './crypto/random.ts';
import { createMessagePorts } from './message-ports.ts';
import { missingModuleMessage, unnamedGlobalMessage } from './missing-module.ts';
import type { NodeLib } from './node-lib.ts';
import { builtinId, builtinModules, isPresent } from './node-modules.ts';
import { nodeOptions } from './options.ts';
import type { LoopState } from './loop-state.ts';
import type { Untyped } from './untyped.ts';

export interface ReplacementHost {
  lib(): NodeLib;
  process: Untyped;
  loop: LoopState;
  /** The module of Node that `specifier` names. Throws if the runtime does not have it. */
  loadBuiltin(specifier: string): unknown;
  /** `node:module`'s syncBuiltinESMExports. */
  syncBuiltins(): void;
  /** `node:module`'s createRequire. */
  createRequire(from: string): unknown;
}

const nothing = (): void => {};

function unavailable(id: string): () => never {
  return () => {
    throw new Error(missingModuleMessage(id));
  };
}

function colors(): Untyped {
  const none = { blue: '', green: '', white: '', yellow: '', red: '', gray: '', clear: '', reset: '' };
  return { ...none, hasColors: false, shouldColorize: () => false, refresh: nothing };
}

/** A class of this name whose construction fails with the sentence. */
function refusingClass(name: string, message: (name: string) => string = missingModuleMessage): unknown {
  const classes = {
    [name]: class {
      constructor() {
        throw new Error(message(name));
      }
    },
  };
  return classes[name];
}

/** The interfaces of the network where the part for it was not loaded, because no text of the program names them. */
function fetchInterfaces(): Untyped {
  const names = ['FormData', 'Headers', 'Request', 'Response', 'CloseEvent', 'WebSocket', 'EventSource'];
  const classes = Object.fromEntries(names.map((name) => [name, refusingClass(name, unnamedGlobalMessage)]));
  const fetch = async (): Promise<never> => {
    throw new TypeError(unnamedGlobalMessage('fetch'));
  };
  return { ...classes, fetch };
}

function bootstrapRealm(host: ReplacementHost): Untyped {
  const isPublic = (id: string): boolean => isPresent(id.replace(/^node:/, ''));
  return {
    BuiltinModule: {
      exists: (id: string) => id.startsWith('internal/') || isPresent(id),
      canBeRequiredByUsers: isPresent,
      canBeRequiredByUsersWithoutScheme: (id: string) => isPresent(id) && builtinId(id) === id,
      normalizeRequirableId: (id: string) => (isPublic(id) ? id.replace(/^node:/, '') : undefined),
      getSchemeOnlyModuleNames: () => ['sea', 'sqlite', 'test', 'test/reporters'],
      isBuiltin: (id: string) => builtinId(id) !== undefined,
    },
    internalBinding: (name: string) => host.lib().internalBinding(name),
  };
}

/** Module id → what stands in for it. */
export function createReplacements(host: ReplacementHost): Record<string, () => Untyped> {
  const load = (id: string): Untyped => host.lib().require(id);
  const ports = (): Untyped => createMessagePorts(host.loop, load);
  let madePorts: Untyped;
  const messagePorts = (): Untyped => (madePorts ??= ports());
  return {
    process: () => host.process,
    crypto: () => createCryptoModule(load),
    'internal/crypto/random': () => load('crypto'),
    module: () => ({
      builtinModules: [...builtinModules],
      isBuiltin: (id: unknown) => typeof id === 'string' && builtinId(id) !== undefined,
      createRequire: (from: string | URL) => host.createRequire(String(from).replace(/^file:\/\//, '')),
      syncBuiltinESMExports: () => host.syncBuiltins(),
    }),
    worker_threads: () => ({
      ...messagePorts(),
      isMainThread: true,
      parentPort: null,
      workerData: null,
      threadId: 0,
      resourceLimits: {},
      Worker: class Worker {
        constructor() {
          unavailable('worker_threads')();
        }
      },
    }),
    'internal/bootstrap/realm': () => bootstrapRealm(host),
    'internal/deps/acorn/acorn/dist/acorn': () => ({ Parser }),
    'internal/deps/undici/undici': fetchInterfaces,
    'internal/encoding': () => ({ TextEncoder: engine.TextEncoder, TextDecoder: engine.TextDecoder }),
    'internal/fs/recursive_watch': () => ({ FSWatcher: class FSWatcher {} }),
    'internal/fs/watchers': () => ({
      FSWatcher: class FSWatcher {},
      StatWatcher: class StatWatcher {},
      watch: unavailable('fs.watch'),
    }),
    'internal/modules/cjs/loader': () => ({ Module: { _extensions: {} } }),
    'internal/modules/esm/loader': () => ({ getOrInitializeCascadedLoader: unavailable('module') }),
    'internal/modules/helpers': () => ({
      getBuiltinModule: (id: string) => (builtinId(id) === undefined ? undefined : host.loadBuiltin(id)),
      toRealPath: (path: string) => path,
      enableCompileCache: nothing,
    }),
    'internal/modules/typescript': () => ({ stripTypeScriptModuleTypes: unavailable('module') }),
    'internal/options': () => ({
      getOptionValue: (name: string) => nodeOptions[name],
      getEmbedderOptions: () => ({}),
      getAllowUnauthorized: () => false,
      refreshOptions: nothing,
    }),
    'internal/process/pre_execution': () => ({}),
    'internal/readline/interface': () => ({ Interface: class Interface {} }),
    'internal/source_map/source_map_cache': () => ({
      findSourceMap: nothing,
      getSourceMapsSupport: () => ({ enabled: false }),
      setSourceMapsSupport: nothing,
      maybeCacheGeneratedSourceMap: nothing,
    }),
    'internal/test_runner/coverage': () => ({ setupCoverage: unavailable('test') }),
    'internal/test_runner/mock/loader': () => ({ hooks: {}, mocks: new Map(), constants: {} }),
    'internal/test_runner/runner': () => ({ run: unavailable('test') }),
    'internal/test_runner/snapshot': () => ({
      SnapshotManager: class {
        createAssert = () => unavailable('test');
        createFileAssert = () => unavailable('test');
        writeSnapshotFiles = nothing;
      },
      defaultResolveSnapshotPath: nothing,
      defaultSerializers: [],
    }),
    'internal/util/colors': colors,
    // No signal ever comes.
    'internal/util/trace_sigint': () => ({ setTraceSigInt: nothing }),
    'internal/v8/startup_snapshot': () => ({
      namespace: {
        isBuildingSnapshot: () => false,
        addSerializeCallback: nothing,
        addDeserializeCallback: nothing,
      },
      isBuildingSnapshot: () => false,
      addAfterUserSerializeDeserializeSnapshot: nothing,
      runDeserializeCallbacks: nothing,
    }),
    'internal/vm': () => ({
      makeContextifyScript: unavailable('vm'),
      runScriptInThisContext: engine.evaluate,
    }),
    // Node's library takes untouched built-ins from a fresh context; here only one context is to be had.
    vm: () => ({
      createContext: () => globalThis,
      runInContext: () => globalThis,
      runInNewContext: () => globalThis,
    }),
    'internal/webstreams/compression': () => ({
      CompressionStream: refusingClass('CompressionStream'),
      DecompressionStream: refusingClass('DecompressionStream'),
    }),
    'internal/worker': () => ({ isMainThread: true, threadId: 0 }),
    'internal/worker/io': messagePorts,
  };
}

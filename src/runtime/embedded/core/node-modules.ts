/**
 * Which of Node's library modules the embedded runtime carries, which it replaces with something small, and which
 * it does without. Shared by the build (what to bundle) and the worker (what to say when one is missing).
 */
import type { PartName } from '../parts.ts';

/** Modules that every program may import, by their name without `node:`. */
export const coreModules: readonly string[] = [
  '_stream_duplex',
  '_stream_passthrough',
  '_stream_readable',
  '_stream_transform',
  '_stream_writable',
  'assert',
  'assert/strict',
  'async_hooks',
  'buffer',
  'console',
  'constants',
  'crypto',
  'diagnostics_channel',
  'events',
  'module',
  'os',
  'path',
  'path/posix',
  'path/win32',
  'perf_hooks',
  'process',
  'punycode',
  'querystring',
  'stream',
  'stream/promises',
  'stream/consumers',
  'stream/web',
  'string_decoder',
  'sys',
  'timers',
  'timers/promises',
  'url',
  'util',
  'util/types',
  'worker_threads',
];

/** Modules that programs may import once the part is there. */
const publicPartModules: Readonly<Record<PartName, readonly string[]>> = {
  files: ['fs', 'fs/promises'],
  test: ['test', 'test/reporters'],
  network: [
    '_http_agent',
    '_http_client',
    '_http_common',
    '_http_incoming',
    '_http_outgoing',
    '_http_server',
    'dns',
    'dns/promises',
    'http',
    'net',
  ],
  crypto: [],
  browser: [],
  trace: [],
};

/** Entry points of the parts: what they have for programs, and what the runtime itself needs of them. */
export const partModules: Readonly<Record<PartName, readonly string[]>> = {
  files: [
    ...publicPartModules.files,
    'internal/fs/dir',
    'internal/fs/promises',
    'internal/fs/read/context',
    'internal/fs/rimraf',
    'internal/fs/streams',
    'internal/fs/utils',
  ],
  test: [...publicPartModules.test, 'internal/test_runner/harness'],
  network: [...publicPartModules.network, 'internal/deps/undici/undici', 'internal/deps/llhttp'],
  crypto: ['internal/crypto/hash'],
  browser: [],
  trace: [],
};

/** Modules of Node that the runtime does not have; a program that asks for one gets a sentence. */
const unavailableModules: readonly string[] = [
  '_stream_wrap',
  '_tls_common',
  '_tls_wrap',
  'child_process',
  'cluster',
  'dgram',
  'domain',
  'http2',
  'https',
  'inspector',
  'inspector/promises',
  'readline',
  'readline/promises',
  'repl',
  'sea',
  'sqlite',
  'tls',
  'trace_events',
  'tty',
  'v8',
  'vm',
  'wasi',
  'zlib',
];

/** Modules that exist only with the `node:` prefix. */
const prefixOnlyModules: ReadonlySet<string> = new Set(['sea', 'sqlite', 'test', 'test/reporters']);

/** Modules that the runtime has, in its core or in a part. */
export const presentModules: ReadonlySet<string> = new Set([
  ...coreModules,
  ...Object.values(publicPartModules).flat(),
]);
const all: ReadonlySet<string> = new Set([...presentModules, ...unavailableModules]);

/** Node's `module.builtinModules`. */
export const builtinModules: readonly string[] = [
  ...[...all].filter((id) => !prefixOnlyModules.has(id)).sort(),
  ...[...prefixOnlyModules].sort().map((id) => `node:${id}`),
];

/** The id of the module of Node that `specifier` names, or undefined if it names none. */
export function builtinId(specifier: string): string | undefined {
  const prefixed = specifier.startsWith('node:');
  const id = prefixed ? specifier.slice('node:'.length) : specifier;
  return all.has(id) && (prefixed || !prefixOnlyModules.has(id)) ? id : undefined;
}

/** True for a module of Node that the runtime has, in its core or in a part. */
export const isPresent = (id: string): boolean => presentModules.has(id);

/** What the modules above lack of Node's, by the module's name: each throws when it is used. */
export const absentExports: Readonly<Record<string, readonly string[]>> = {
  crypto: [
    'createCipheriv',
    'createDecipheriv',
    'createSign',
    'createVerify',
    'pbkdf2',
    'scrypt',
    'sign',
    'verify',
    'generateKeyPair',
    'subtle',
  ],
  // There is nobody to send a signal to.
  process: ['kill'],
  worker_threads: ['Worker'],
};

/**
 * Globals with which a program finds something else than in Node: what it cannot use, and `EventSource`, which Node
 * has behind a flag only.
 */
export const absentGlobals: readonly string[] = ['CompressionStream', 'DecompressionStream', 'EventSource'];

/** Modules that `core/replacements.ts` provides in place of Node's file. */
const replacedModules: ReadonlySet<string> = new Set([
  'internal/crypto/random',
  'crypto',
  'module',
  'worker_threads',
  'internal/bootstrap/realm',
  'internal/deps/acorn/acorn/dist/acorn',
  'internal/deps/undici/undici',
  'internal/encoding',
  'internal/fs/recursive_watch',
  'internal/fs/watchers',
  'internal/modules/cjs/loader',
  'internal/modules/esm/loader',
  'internal/modules/helpers',
  'internal/modules/typescript',
  'internal/options',
  'internal/process/pre_execution',
  'internal/readline/interface',
  'internal/source_map/source_map_cache',
  'internal/test_runner/coverage',
  'internal/test_runner/mock/loader',
  'internal/test_runner/runner',
  'internal/test_runner/snapshot',
  'internal/util/colors',
  'internal/v8/startup_snapshot',
  'internal/util/trace_sigint',
  'internal/vm',
  'internal/webstreams/compression',
  'internal/worker',
  'internal/worker/io',
  'process',
  'vm',
]);

/** Internal modules left out: only features that the runtime lacks ask for them. */
const absentModules: ReadonlySet<string> = new Set([
  ...unavailableModules,
  'internal/crypto/keys',
  'internal/crypto/webcrypto',

  'internal/fs/cp/cp',
  'internal/fs/cp/cp-sync',
  'internal/fs/glob',
  'internal/heap_utils',
  'internal/inspector_async_hook',
  'internal/locks',
  'internal/modules/run_main',
  'internal/process/finalization',
  'internal/process/report',
  'internal/repl/history',
  'internal/source_map/source_map',
  'internal/streams/fast-utf8-stream',
  'internal/streams/iter/classic',
  'internal/streams/iter/from',
  'internal/streams/iter/pull',
  'internal/streams/iter/utils',
  'internal/util/inspector',
  'internal/wasm_web_api',
]);

const inParts: ReadonlySet<string> = new Set(Object.values(partModules).flat());

/** True for a module that the core is built without. */
export const isLeftOut = (id: string): boolean =>
  replacedModules.has(id) || absentModules.has(id) || inParts.has(id);

/** Modules that the runtime's own start needs, besides the public ones. */
export const startModules: readonly string[] = [
  'internal/per_context/primordials',
  'internal/per_context/domexception',
  'internal/bootstrap/node',
  'internal/bootstrap/web/exposed-wildcard',
  'internal/bootstrap/web/exposed-window-or-worker',
  'internal/console/constructor',
  'internal/navigator',
];

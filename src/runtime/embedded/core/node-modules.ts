/**
 * Which of Node's library modules the embedded runtime carries, which it replaces with something small, and which
 * it does without. Shared by the build (what to bundle) and the worker (what to say when one is missing).
 */

/** Modules that a learner may import, by their name without `node:`. */
export const publicModules: readonly string[] = [
  'assert',
  'assert/strict',
  'async_hooks',
  'buffer',
  'console',
  'constants',
  'crypto',
  'diagnostics_channel',
  'events',
  'fs',
  'fs/promises',
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
  'test',
  'timers',
  'timers/promises',
  'url',
  'util',
  'util/types',
  'worker_threads',
];

/** Public modules that exist only with the `node:` prefix. */
export const prefixOnlyModules: ReadonlySet<string> = new Set(['test']);

/** Public modules of Node that the runtime does not have; named in the message that a learner gets. */
export const unavailableModules: ReadonlySet<string> = new Set([
  'child_process',
  'cluster',
  'dgram',
  'dns',
  'dns/promises',
  'domain',
  'http',
  'http2',
  'https',
  'inspector',
  'inspector/promises',
  'net',
  'readline',
  'readline/promises',
  'repl',
  'sea',
  'sqlite',
  'test/reporters',
  'tls',
  'trace_events',
  'tty',
  'v8',
  'vm',
  'wasi',
  'zlib',
]);

/** Modules that `core/replacements.ts` provides in place of Node's file. */
export const replacedModules: ReadonlySet<string> = new Set([
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
  'internal/vm',
  'internal/worker',
  'internal/worker/io',
  'process',
  'vm',
]);

/** Internal modules left out: only features that the runtime lacks ask for them. */
export const absentModules: ReadonlySet<string> = new Set([
  ...unavailableModules,
  'internal/crypto/hash',
  'internal/crypto/keys',
  'internal/crypto/random',
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
  'internal/trace_events_async_hooks',
  'internal/util/inspector',
  'internal/util/trace_sigint',
  'internal/wasm_web_api',
  'internal/webstreams/compression',
]);

/** Entry points of the part that only checks need. */
export const checkModules: readonly string[] = ['test', 'internal/test_runner/harness'];

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

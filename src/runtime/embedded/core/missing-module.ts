/** What a learner reads when a module is not there. */

// Internal files that only one public feature needs, under the name of that feature.
const features: Record<string, string> = {
  'internal/deps/undici/undici': 'fetch',
  'internal/webstreams/compression': 'CompressionStream',
  'internal/crypto/webcrypto': 'crypto.subtle',
  'internal/readline/interface': 'node:readline',
  'internal/fs/glob': 'glob',
  'internal/fs/cp/cp': 'fs.cp',
  'internal/fs/cp/cp-sync': 'fs.cpSync',
  'internal/process/finalization': 'process.finalization',
  'internal/repl/history': 'node:repl',
};

const ELSEWHERE = 'in WebContainer and in Node itself: switch the engine and run again';

/** One sentence that names the module or function and says where it can be had. `id` is without `node:`. */
export function missingModuleMessage(id: string): string {
  const name = features[id] ?? (/^[a-z_\d/]+$/.test(id) ? `node:${id}` : id);
  return `${name} is not part of the built-in runtime. It runs ${ELSEWHERE}.`;
}

/** The same for a name of the browser's window. */
export function missingInPageMessage(name: string): string {
  return `${name} is not part of the built-in page, which has events, timers, messages, frames and a small document. It runs in a real page: try it in the console of your browser.`;
}

/** The same for a package of npm. `specifier` may go on into the package: `ws/wrapper.mjs`. */
export function missingPackageMessage(specifier: string): string {
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
  return `The package ${name} is not part of the built-in runtime, which has Node's own modules. It runs, once installed, ${ELSEWHERE}.`;
}

/** For a module that the runtime has, but did not load because no text of the program names it. */
export function unnamedModuleMessage(id: string): string {
  return `node:${id} was not loaded, because the program's text does not name it. Write 'node:${id}' out where it is imported.`;
}

/** The same for a global name that is reached without being written out. */
export function unnamedGlobalMessage(name: string): string {
  return `${name} was not loaded, because the program's text does not name it. Write ${name} out where it is used.`;
}

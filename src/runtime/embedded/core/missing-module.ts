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
};

/** One sentence that names the module and where it can be had. `id` is without `node:`. */
export function missingModuleMessage(id: string): string {
  const name = features[id] ?? `node:${id}`;
  return `${name} is not part of the built-in runtime. WebContainer has it: switch the engine and run again.`;
}

/** Node's own library files, read from the pinned `node` package, and which of them the runtime carries. */
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { isLeftOut } from '../core/node-modules.ts';

const require = createRequire(import.meta.url);

export interface NodeSources {
  /** Version of the pinned Node, without the `v`. */
  version: string;
  /** Module id (`events`, `internal/util`) → text of its file. */
  files: Readonly<Record<string, string>>;
}

/** Version of the pinned `node` package, from its manifest. */
export function pinnedNodeVersion(): string {
  return (require('node/package.json') as { version: string }).version;
}

/** Runs the pinned Node once and takes the library sources that are compiled into it. */
export async function readNodeSources(): Promise<NodeSources> {
  const binary = join(dirname(require.resolve('node/package.json')), 'bin', 'node');
  const program = 'process.stdout.write(JSON.stringify(process.binding("natives")))';
  const { stdout } = await promisify(execFile)(binary, ['--no-deprecation', '-e', program], {
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const files = JSON.parse(stdout) as Record<string, string>;
  return { version: pinnedNodeVersion(), files: { ...files, ...separateLlhttp(files) } };
}

// `require('x')` is how library files name one another; the lazy helpers name modules in their first string.
const REFERENCES = [
  /\brequire\('([^']+)'\)/g,
  /(?:defineLazyProperties|exposeLazyInterfaces)\([^']*'([^']+)'/g,
];

/**
 * Every module reachable from `entries`, without those that the runtime replaces, does without or has in a part of its
 * own; those in `wanted` are taken all the same.
 */
export function reachableModules(
  files: NodeSources['files'],
  entries: readonly string[],
  wanted: ReadonlySet<string> = new Set(),
): Set<string> {
  const found = new Set<string>();
  const queue = [...entries];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (found.has(id) || (isLeftOut(id) && !wanted.has(id))) continue;
    const source = files[id];
    if (source === undefined) continue;
    found.add(id);
    for (const pattern of REFERENCES)
      for (const [, reference] of source.matchAll(pattern)) queue.push(reference!.replace(/^node:/, ''));
  }
  return found;
}

const UNDICI = 'internal/deps/undici/undici';
const WASM = /(?<=var wasmBase64 = )"(AGFzb[A-Za-z0-9+/=]+)"/g;

/**
 * undici carries llhttp, Node's HTTP parser, as WebAssembly, twice: plain and with SIMD. The plain one becomes a module
 * of its own, which node:http uses too; the other goes.
 */
function separateLlhttp(files: Record<string, string>): Record<string, string> {
  const source = files[UNDICI] ?? '';
  const found = [...source.matchAll(WASM)];
  if (found.length !== 2)
    throw new Error(`Node's ${UNDICI} holds llhttp ${found.length} times, not twice: see separateLlhttp.`);
  return {
    [UNDICI]: source.replace(WASM, "require('internal/deps/llhttp')"),
    'internal/deps/llhttp': `module.exports = '${found[0]![1]}';`,
  };
}

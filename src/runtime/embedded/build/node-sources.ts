/** Node's own library files, read from the pinned `node` package, and which of them the runtime carries. */
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { absentModules, replacedModules } from '../core/node-modules.ts';

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
  return { version: pinnedNodeVersion(), files: JSON.parse(stdout) as Record<string, string> };
}

// `require('x')` is how library files name one another; the lazy helpers name modules in their first string.
const REFERENCES = [
  /\brequire\('([^']+)'\)/g,
  /(?:defineLazyProperties|exposeLazyInterfaces)\([^']*'([^']+)'/g,
];

/** Every module reachable from `entries`, without those that the runtime replaces or does without. */
export function reachableModules(files: NodeSources['files'], entries: readonly string[]): Set<string> {
  const found = new Set<string>();
  const queue = [...entries];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (found.has(id) || replacedModules.has(id) || absentModules.has(id)) continue;
    const source = files[id];
    if (source === undefined) continue;
    found.add(id);
    for (const pattern of REFERENCES)
      for (const [, reference] of source.matchAll(pattern)) queue.push(reference!.replace(/^node:/, ''));
  }
  return found;
}

/** Keeps the generated scripts under node_modules/.cache, keyed by Node's version and the text of every source. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EmbeddedScripts } from '../build.ts';
import { pinnedNodeVersion } from './node-sources.ts';

const runtimeFolder = fileURLToPath(new URL('../../', import.meta.url));
const require = createRequire(import.meta.url);

async function sourceHash(): Promise<string> {
  const hash = createHash('sha256').update(pinnedNodeVersion());
  // Names every dependency with its exact version.
  hash.update(await readFile(new URL('../../../../package.json', import.meta.url)));
  const names = await readdir(runtimeFolder, { recursive: true });
  for (const name of names.filter((file) => /\.(ts|js)$/.test(file)).sort())
    hash.update(name).update(await readFile(join(runtimeFolder, name)));
  return hash.digest('hex').slice(0, 32);
}

function cacheFile(key: string): string {
  // The checkout's own node_modules, wherever the package manager put it.
  const modules = dirname(dirname(require.resolve('esbuild/package.json')));
  return join(modules, '.cache', 'embedded-runtime', `${key}.json`);
}

/** The key of the present sources, and the scripts made from them if they are there. */
export async function readCache(): Promise<{ key: string; scripts: EmbeddedScripts | null }> {
  const key = await sourceHash();
  const text = await readFile(cacheFile(key), 'utf8').catch(() => null);
  return { key, scripts: text === null ? null : (JSON.parse(text) as EmbeddedScripts) };
}

/** Stores the scripts under `key` and drops those of earlier sources. */
export async function writeCache(key: string, scripts: EmbeddedScripts): Promise<void> {
  const file = cacheFile(key);
  await rm(dirname(file), { recursive: true, force: true });
  await mkdir(dirname(file), { recursive: true });
  // Written beside and renamed, so that a reader in another process never sees half a file.
  await writeFile(`${file}.${process.pid}`, JSON.stringify(scripts));
  await rename(`${file}.${process.pid}`, file);
}

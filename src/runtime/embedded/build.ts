/** Generates the scripts of the embedded runtime from the pinned Node's library and our own code. */
import {
  assembleChecks,
  assembleCore,
  bundleOwn,
  bundleReporter,
  minifyNodeModules,
} from './build/assemble.ts';
import { readCache, writeCache } from './build/cache.ts';
import { NOTICE } from './build/notice.ts';
import { pinnedNodeVersion, reachableModules, readNodeSources } from './build/node-sources.ts';
import { checkModules, publicModules, startModules } from './core/node-modules.ts';

/** The generated scripts, as text. */
export interface EmbeddedScripts {
  /** The worker: Node's library, its bindings, the loop and the module loader. */
  core: string;
  /** What only checks need (node:test and our reporter); evaluated in a worker that runs `core`. */
  checks: string;
  /** The supervisor inside the sandboxed frame; small, part of the page's own bundle. */
  frame: string;
}

/** Builds the scripts, or takes them from node_modules/.cache when neither Node's version nor a source has changed. */
export async function buildEmbeddedRuntime(): Promise<EmbeddedScripts> {
  const cached = await readCache();
  if (cached.scripts) return cached.scripts;
  const { files } = await readNodeSources();
  const forChecks = new Set(checkModules);
  const coreEntries = [...startModules, ...publicModules.filter((id) => !forChecks.has(id))];
  const coreIds = reachableModules(files, coreEntries);
  const checkIds = [...reachableModules(files, checkModules)].filter((id) => !coreIds.has(id));
  const [coreModules, checksModules, core, checks, frame] = await Promise.all([
    minifyNodeModules(coreIds, files),
    minifyNodeModules(checkIds, files),
    bundleOwn(new URL('core/main.ts', import.meta.url), {
      define: { NODE_VERSION: JSON.stringify(pinnedNodeVersion()) },
    }),
    bundleReporter(new URL('../check-reporter.js', import.meta.url)),
    bundleOwn(new URL('frame/main.ts', import.meta.url)),
  ]);
  const scripts = {
    core: assembleCore(NOTICE, coreModules, core),
    checks: assembleChecks(NOTICE, checksModules, checks),
    frame,
  };
  await writeCache(cached.key, scripts);
  return scripts;
}

/** Generates the scripts of the embedded runtime from the pinned Node's library and our own code. */
import {
  assembleCore,
  assemblePart,
  bundleInstaller,
  bundleOwn,
  bundleReporter,
  minifyNodeModules,
  type MinifiedModule,
} from './build/assemble.ts';
import { readCache, writeCache } from './build/cache.ts';
import { NOTICE } from './build/notice.ts';
import { pinnedNodeVersion, reachableModules, readNodeSources } from './build/node-sources.ts';
import { coreModules, partModules, startModules } from './core/node-modules.ts';
import type { PartName } from './parts.ts';

/** The generated scripts, as text. */
export interface EmbeddedScripts {
  /** The worker: Node's library, its bindings, the loop and the module loader. */
  core: string;
  /** What only some programs need; each is evaluated in a worker that runs `core`. */
  parts: Record<PartName, string>;
  /** The supervisor inside the sandboxed frame; small, part of the page's own bundle. */
  frame: string;
}

type Files = Readonly<Record<string, string>>;

async function buildParts(files: Files, coreIds: ReadonlySet<string>): Promise<EmbeddedScripts['parts']> {
  const modulesOf = (name: PartName): Promise<MinifiedModule[]> => {
    const ids = reachableModules(files, partModules[name], new Set(partModules[name]));
    return minifyNodeModules(
      [...ids].filter((id) => !coreIds.has(id)),
      files,
    );
  };
  const [fileModules, test, network, crypto, reporter, installNetwork, installCrypto, browser, tracer] =
    await Promise.all([
      modulesOf('files'),
      modulesOf('test'),
      modulesOf('network'),
      modulesOf('crypto'),
      bundleReporter(new URL('../check-reporter.js', import.meta.url)),
      bundleInstaller(new URL('core/network/main.ts', import.meta.url), 'installNetwork'),
      bundleInstaller(new URL('core/crypto/main.ts', import.meta.url), 'installCrypto'),
      bundleInstaller(new URL('core/browser/main.ts', import.meta.url), 'createBrowserHost'),
      bundleInstaller(new URL('core/trace/main.ts', import.meta.url), 'createLoopTracer'),
    ]);
  return {
    files: assemblePart(NOTICE, fileModules, '', ''),
    test: assemblePart(NOTICE, test, reporter, 'createReporter'),
    network: assemblePart(NOTICE, network, installNetwork, 'install'),
    crypto: assemblePart(NOTICE, crypto, installCrypto, 'install'),
    browser: assemblePart(NOTICE, [], browser, 'createBrowserHost:install'),
    trace: assemblePart(NOTICE, [], tracer, 'createLoopTracer:install'),
  };
}

/** Builds the scripts, or takes them from node_modules/.cache when neither Node's version nor a source has changed. */
export async function buildEmbeddedRuntime(): Promise<EmbeddedScripts> {
  const cached = await readCache();
  if (cached.scripts) return cached.scripts;
  const { files } = await readNodeSources();
  const coreIds = reachableModules(files, [...startModules, ...coreModules]);
  const [natives, core, parts, frame] = await Promise.all([
    minifyNodeModules(coreIds, files),
    bundleOwn(new URL('core/main.ts', import.meta.url), {
      define: { NODE_VERSION: JSON.stringify(pinnedNodeVersion()) },
    }),
    buildParts(files, coreIds),
    bundleOwn(new URL('frame/main.ts', import.meta.url)),
  ]);
  const scripts = { core: assembleCore(NOTICE, natives, core), parts, frame };
  await writeCache(cached.key, scripts);
  return scripts;
}

/** Puts Node's files and our own code together into the scripts that the page loads. */
import { build, transform, type BuildOptions } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { patchNodeSource } from './node-patches.ts';

const PARAMETERS = 'exports,require,module,process,internalBinding,primordials';
const PER_CONTEXT_PARAMETERS = 'exports,primordials,privateSymbols,perIsolateSymbols';

export interface MinifiedModule {
  id: string;
  code: string;
}

/** Each module as a function expression. Names inside stay as they are: util.inspect shows them. */
export async function minifyNodeModules(
  ids: Iterable<string>,
  files: Readonly<Record<string, string>>,
): Promise<MinifiedModule[]> {
  const modules = [...ids].sort().map(async (id) => {
    const parameters = id.startsWith('internal/per_context/') ? PER_CONTEXT_PARAMETERS : PARAMETERS;
    const { code } = await transform(`_=function(${parameters}){${patchNodeSource(id, files[id]!)}\n};`, {
      minifyWhitespace: true,
      minifySyntax: true,
      target: 'es2022',
      charset: 'ascii',
      legalComments: 'none',
    });
    // Assigned, because an expression of which nothing is used would be dropped.
    return { id, code: code.trim().replace(/^_=([^]*);$/, '($1)') };
  });
  return Promise.all(modules);
}

/** Bundles one of our own entry files into a script without exports. */
export async function bundleOwn(entry: URL, options: BuildOptions = {}): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    // A script in ASCII takes half the memory of one with a single wider letter, and is parsed sooner.
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'silent',
    ...options,
  });
  return result.outputFiles![0]!.text.trim();
}

/** The reporter as a function of `require` and `process`, handed over together with the modules. */
export async function bundleReporter(entry: URL): Promise<string> {
  const code = await bundleOwn(entry, { format: 'cjs', platform: 'node', external: ['node:*'] });
  return (
    `const createReporter=(require,process)=>{const module={exports:{}};${code}\nreturn module.exports.default};` +
    'provideChecks({natives,createReporter});'
  );
}

const open = (notice: string): string =>
  `/*!\n${notice.trim()}\n*/\n(()=>{"use strict";const natives=Object.create(null);\n`;

/**
 * The worker's script: notice, table of modules, then `body`, which sees `natives`. A module is text until it is
 * first used, because a program uses few of them and parsing all takes longer than most programs run. Its name in
 * stack traces is `node:` and its id.
 */
export function assembleCore(notice: string, modules: readonly MinifiedModule[], body: string): string {
  const lazy =
    'const compile=eval,lazy=(id,text)=>function(...parts){' +
    'return compile(`"use strict";${text}\n//# sourceURL=node:${id}`)(...parts)};\n';
  const table = modules.map(({ id, code }) => {
    const key = JSON.stringify(id);
    return `natives[${key}]=lazy(${key},${JSON.stringify(code)});\n`;
  });
  return `${open(notice)}${lazy}${table.join('')}${body}\n})();\n//# sourceURL=embedded-core.js\n`;
}

/** The script for checks: notice, table of modules, then `body`, which sees `natives`. */
export function assembleChecks(notice: string, modules: readonly MinifiedModule[], body: string): string {
  const table = modules.map(({ id, code }) => `natives[${JSON.stringify(id)}]=${code};\n`);
  return `${open(notice)}${table.join('')}${body}\n})();\n`;
}

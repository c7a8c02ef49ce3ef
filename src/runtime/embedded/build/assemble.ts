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

/**
 * Each module as a function expression. Names stay as they are, because util.inspect shows them: only white space goes,
 * since making the syntax shorter takes the names of function expressions.
 */
export async function minifyNodeModules(
  ids: Iterable<string>,
  files: Readonly<Record<string, string>>,
): Promise<MinifiedModule[]> {
  const modules = [...ids].sort().map(async (id) => {
    const parameters = id.startsWith('internal/per_context/') ? PER_CONTEXT_PARAMETERS : PARAMETERS;
    const source = patchNodeSource(id, files[id]!);
    const { code } = await transform(`_=function(${parameters}){${source}\n};`, {
      minifyWhitespace: true,
      target: 'es2022',
      charset: 'ascii',
      legalComments: 'none',
    });
    // Assigned, because an expression of which nothing is used would be dropped.
    return {
      id,
      code: restoreNames(source, code)
        .trim()
        .replace(/^_=([^]*);$/, '($1)'),
    };
  });
  return Promise.all(modules);
}

/**
 * Gives names back that esbuild made unique by a number: a program sees the names of functions. A name that the source
 * does not have stands for the same without its number, and the source's own scopes keep the two apart.
 */
function restoreNames(source: string, code: string): string {
  const own = new Set(source.match(/[\w$]+/g));
  return code.replace(/(?<![\\\w$])[A-Za-z_$][\w$]*?\d+\b/g, (name) => {
    const original = name.replace(/\d+$/, '');
    return own.has(name) || !own.has(original) ? name : original;
  });
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

/** The reporter as the text that defines `createReporter`, a function of `require` and `process`. */
export async function bundleReporter(entry: URL): Promise<string> {
  const code = await bundleOwn(entry, { format: 'cjs', platform: 'node', external: ['node:*'] });
  return `const createReporter=(require,process)=>{const module={exports:{}};${code}\nreturn module.exports.default};`;
}

/** A part's own code as the text that defines `install`; `name` is what its entry file exports. */
export async function bundleInstaller(entry: URL, name: string): Promise<string> {
  const code = await bundleOwn(entry, { globalName: 'own' });
  return `${code}\nconst install=own.${name};`;
}

const open = (notice: string): string =>
  `/*!\n${notice.trim()}\n*/\n(()=>{"use strict";const natives=Object.create(null);\n`;

/**
 * Defines the modules in `natives`. A module is text until it is first used, because a program uses few of them and
 * parsing all takes longer than most programs run. Its name in stack traces is `node:` and its id.
 */
function moduleTable(modules: readonly MinifiedModule[]): string {
  const lazy =
    'const compile=eval,lazy=(id,text)=>function(...parts){' +
    'return compile(`"use strict";${text}\n//# sourceURL=node:${id}`)(...parts)};\n';
  const table = modules.map(({ id, code }) => {
    const key = JSON.stringify(id);
    return `natives[${key}]=lazy(${key},${JSON.stringify(code)});\n`;
  });
  return lazy + table.join('');
}

/** The worker's script: notice, table of modules, then `body`, which sees `natives`. */
export function assembleCore(notice: string, modules: readonly MinifiedModule[], body: string): string {
  return `${open(notice)}${moduleTable(modules)}${body}\n})();\n//# sourceURL=embedded-core.js\n`;
}

/** A part's script: notice, table of modules, then `body`, which defines the things that `provides` names. */
export function assemblePart(
  notice: string,
  modules: readonly MinifiedModule[],
  body: string,
  provides: string,
): string {
  return `${open(notice)}${moduleTable(modules)}${body}\nprovidePart({natives,${provides}});\n})();\n`;
}

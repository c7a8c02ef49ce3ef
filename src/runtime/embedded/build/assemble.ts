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
 * One assignment per module, `natives["id"]=function(…){…}`. Names inside stay as they are: util.inspect shows them.
 */
export async function minifyNodeModules(
  ids: Iterable<string>,
  files: Readonly<Record<string, string>>,
): Promise<MinifiedModule[]> {
  const assignments = [...ids].sort().map(async (id) => {
    const parameters = id.startsWith('internal/per_context/') ? PER_CONTEXT_PARAMETERS : PARAMETERS;
    const source = `natives[${JSON.stringify(id)}]=function(${parameters}){${patchNodeSource(id, files[id]!)}\n};`;
    const { code } = await transform(source, {
      minifyWhitespace: true,
      minifySyntax: true,
      target: 'es2022',
      charset: 'utf8',
      legalComments: 'none',
    });
    return { id, code: code.trim() };
  });
  return Promise.all(assignments);
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
    charset: 'utf8',
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

/**
 * The script text: notice, table of modules, then `body`, which sees `natives` and `nativeLines` (the first line of
 * every module in this text, so that a stack frame can name it).
 */
export function assembleScript(notice: string, modules: readonly MinifiedModule[], body: string): string {
  const head = `/*!\n${notice.trim()}\n*/\n(()=>{"use strict";const natives=Object.create(null);\n`;
  const lines: [string, number][] = [];
  let line = head.split('\n').length;
  for (const { id, code } of modules) {
    lines.push([id, line]);
    line += code.split('\n').length;
  }
  lines.push(['', line]); // from here on our own code
  const tail = `const nativeLines=${JSON.stringify(lines)};\n${body}\n})();\n`;
  return head + modules.map(({ code }) => code + '\n').join('') + tail;
}

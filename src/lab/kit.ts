/**
 * What labs import beside Node's own modules, mounted beside the learner's files with its types: the lab kit, made of
 * src/kit with all that it imports, as `kit.js`; and packages, each as one file with all that it needs, so that an
 * exercise runs where nothing can be installed. Node only.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import type { FileMap } from './model.ts';
import type { PackageName } from './schema.ts';

const FOLDER = 'src/kit';

/** The packages that a lab may ask for: what its file exports, and whose work is in it. */
const PACKAGES: Readonly<Record<PackageName, { module: string; licences: readonly string[] }>> = {
  ajv: {
    module: "export { default } from 'ajv/dist/2020.js';",
    licences: ['ajv', 'fast-deep-equal', 'fast-uri', 'json-schema-traverse'],
  },
};

let made: Promise<FileMap> | undefined;
const packed = new Map<PackageName, Promise<FileMap>>();

/** `ajv.js` and `ajv.d.ts`. Made once in the life of a process. */
export function readPackage(name: PackageName): Promise<FileMap> {
  const files = packed.get(name) ?? pack(name, findRoot());
  packed.set(name, files);
  return files;
}

async function pack(name: PackageName, root: string): Promise<FileMap> {
  const { module, licences } = PACKAGES[name];
  const texts = licences.map(async (one) => {
    const text = await readFile(join(root, 'node_modules', one, 'LICENSE'), 'utf8');
    return `${one}:\n${text.trim()}`;
  });
  const code = await bundle({
    absWorkingDir: root,
    stdin: { contents: module, resolveDir: root },
    mainFields: ['module', 'main'],
    format: 'iife',
    globalName: 'made',
    minify: true,
  });
  // As one string it is read at once: the built-in runtime takes an ES module apart before it runs it, each time anew.
  const text = [
    `// The package ${name}, in one file. It comes with the exercise; your own files import it.`,
    `export default new Function(${JSON.stringify(`${code}return made;`)})().default;`,
    `/*\n${(await Promise.all(texts)).join('\n\n')}\n*/`,
  ].join('\n');
  return {
    [`${name}.js`]: text,
    [`${name}.d.ts`]: await readFile(join(root, FOLDER, `${name}.d.ts`), 'utf8'),
  };
}

async function bundle(options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    charset: 'utf8',
    ...options,
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** `kit.js` and `kit.d.ts`. Made once in the life of a process. */
export function readKit(): Promise<FileMap> {
  return (made ??= makeKit(findRoot()));
}

async function makeKit(root: string): Promise<FileMap> {
  const code = await bundle({
    absWorkingDir: root,
    entryPoints: [join(root, FOLDER, 'kit.ts')],
    banner: { js: '// The lab kit of the handbook. It comes with the exercise; your own files import it.' },
  });
  return {
    'kit.js': code,
    'kit.d.ts': await readTypes(join(root, FOLDER)),
  };
}

/** All types as one file: what kit.d.ts takes from other ones is put in its place. */
async function readTypes(folder: string): Promise<string> {
  let types = await readFile(join(folder, 'kit.d.ts'), 'utf8');
  for (const [line, file = ''] of types.matchAll(/^export \{[^}]*\} from '\.\/(.+)';$/gm)) {
    const others = await readFile(join(folder, file), 'utf8');
    types = types.replace(line, () => others.replace(/^import type .* from '\.\/kit\.d\.ts';$/m, '').trim());
  }
  return types;
}

/** The handbook's own folder: this file's place in it, or, when a build has moved the file, the working directory. */
function findRoot(): string {
  const roots = [join(import.meta.dirname, '../..'), process.cwd()];
  const root = roots.find((folder) => existsSync(join(folder, FOLDER, 'kit.ts')));
  if (root === undefined) throw new Error(`There is no ${FOLDER}/kit.ts below ${roots.join(' or ')}.`);
  return root;
}

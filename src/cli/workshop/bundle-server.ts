/** The workshop's server as one file that needs nothing but Node, with the licences of what is in it. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { ROOT } from '../install.mjs';

const ENTRY = fileURLToPath(new URL('packed.ts', import.meta.url));

/** Packages that are CommonJS ask for Node's modules by `require`, which a module has not by itself. */
const REQUIRE =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

export async function bundleServer(): Promise<{ code: string; notices: string }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [ENTRY],
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    banner: { js: REQUIRE },
    logLevel: 'error',
  });
  const packages = new Set(Object.keys(metafile.inputs).flatMap(packageOf));
  return { code: outputFiles[0]?.text ?? '', notices: [...packages].toSorted().map(noticeOf).join('\n') };
}

/** `node_modules/@scope/name` of a file in it; nothing for our own. */
function packageOf(file: string): string[] {
  const found = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file);
  return found ? [found[0]] : [];
}

/** @throws Error if a package says nothing of its licence: it must not be passed on */
function noticeOf(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  const { name, version, license } = manifest;
  if (typeof license !== 'string') throw new Error(`${folder}/package.json does not name its licence.`);
  const [file] = globSync('{LICENSE,LICENCE,license,licence,License}*', { cwd: join(ROOT, folder) });
  const text = file === undefined ? '' : readFileSync(join(ROOT, folder, file), 'utf8').trim();
  return `${String(name)} ${String(version)} (${license})\n\n${text}\n\n${'-'.repeat(80)}\n`;
}

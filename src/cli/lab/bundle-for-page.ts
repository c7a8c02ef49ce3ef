/** Bundles an entry for a page outside the site, and stands in for what Vite does for the site. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { buildClientText, CLIENT_TEXT } from '#runtime/webcontainer/client-text.ts';

/** `import text from './file?raw'`. */
const rawText: Plugin = {
  name: 'raw-text',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\?raw$/ }, ({ path: wanted, resolveDir }) => ({
      path: path.resolve(resolveDir, wanted.slice(0, -'?raw'.length)),
      namespace: 'raw-text',
    }));
    onLoad({ filter: /.*/, namespace: 'raw-text' }, async ({ path: file }) => ({
      contents: await readFile(file, 'utf8'),
      loader: 'text',
    }));
  },
};

/** The vendor's client, which a page evaluates anew for each container. */
const clientText: Plugin = {
  name: 'webcontainer-client',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^${CLIENT_TEXT}$`) }, ({ path: wanted }) => ({
      path: wanted,
      namespace: 'webcontainer-client',
    }));
    onLoad({ filter: /.*/, namespace: 'webcontainer-client' }, async () => ({
      contents: await buildClientText(),
      loader: 'text',
    }));
  },
};

/** The text of one module script that holds `entry` and all that it imports. */
export async function bundleForPage(entry: URL, plugins: readonly Plugin[] = []): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    plugins: [rawText, clientText, ...plugins],
  });
  return result.outputFiles[0]?.text ?? '';
}

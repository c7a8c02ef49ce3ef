/** The scripts of the embedded runtime for a test's page: what the site's build makes of `virtual:embedded-runtime`. */
import { buildEmbeddedRuntime } from '#runtime/embedded/build.ts';
import { serveFrom } from '#runtime/embedded/served.ts';
import type { Plugin } from 'esbuild';

export interface EmbeddedForPage {
  /** Answers the import of `virtual:embedded-runtime`. */
  plugin: Plugin;
  /** What the page fetches: path → text. */
  files: Readonly<Record<string, string>>;
}

export async function buildEmbeddedForPage(): Promise<EmbeddedForPage> {
  const { assets, files } = serveFrom('/', await buildEmbeddedRuntime());
  const contents = Object.entries(assets)
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
    .join('\n');
  return {
    plugin: {
      name: 'embedded-module',
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /^virtual:embedded-runtime$/ }, ({ path }) => ({ path, namespace: 'embedded' }));
        onLoad({ filter: /.*/, namespace: 'embedded' }, () => ({ contents, loader: 'js' }));
      },
    },
    files,
  };
}

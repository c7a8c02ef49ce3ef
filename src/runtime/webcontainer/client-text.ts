/** The vendor's client as the text of one module, unchanged. Node only: for the site's build and for pages of tests. */
import { build } from 'esbuild';

/** Importable as this wherever the site or `bundleForPage` bundles: its default export is the client's text. */
export const CLIENT_TEXT = 'virtual:webcontainer-client';

export async function buildClientText(): Promise<string> {
  const result = await build({
    stdin: { contents: "export * from '@webcontainer/api';", resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    minify: true,
  });
  return result.outputFiles[0]?.text ?? '';
}

/**
 * The workbench's part of the build. Monaco's modules import style sheets; Astro puts the style sheets of everything
 * that a page may ever load into the page's head. This keeps Monaco's with Monaco: they load on the intent to edit.
 */
import { dirname, resolve } from 'node:path';
import type { AstroIntegration } from 'astro';

/** Vite's plugin type, as Astro's configuration takes it. */
type VitePlugin = NonNullable<NonNullable<Parameters<ConfigUpdate>[0]['vite']>['plugins']>[number];
type ConfigUpdate = Parameters<
  NonNullable<AstroIntegration['hooks']['astro:config:setup']>
>[0]['updateConfig'];

const PREFIX = '\0late-style:';

export function workbench(): AstroIntegration {
  return {
    name: 'workbench',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({ vite: { plugins: [monacoStyles()] } });
      },
    },
  };
}

function monacoStyles(): VitePlugin {
  return {
    name: 'workbench:monaco-styles',
    apply: 'build',
    enforce: 'pre',
    resolveId(source: string, importer: string | undefined) {
      if (!importer?.includes('/monaco-editor/') || !source.endsWith('.css')) return undefined;
      // The ending must not be `.css`, or Vite takes the module for a style sheet.
      return `${PREFIX}${resolve(dirname(importer), source)}.js`;
    },
    load(id: string) {
      if (!id.startsWith(PREFIX)) return undefined;
      const file = id.slice(PREFIX.length, -'.js'.length);
      return [
        `import css from ${JSON.stringify(`${file}?inline`)};`,
        'const sheet = document.createElement("style");',
        'sheet.textContent = css;',
        'document.head.append(sheet);',
      ].join('\n');
    },
  };
}

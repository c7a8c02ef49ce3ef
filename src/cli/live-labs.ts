/** The author's live view of labs/: a saved file updates the open page, a broken lab is named on it. */
import { relative } from 'node:path';
import type { AstroInlineConfig } from 'astro';
import { readCatalogue } from '#lab/catalogue.ts';
import { printProblem } from '#lab/problems.ts';

/** Vite's plugin type, as Astro's configuration takes it. */
export type VitePlugin = NonNullable<NonNullable<AstroInlineConfig['vite']>['plugins']>[number];

/** Editors write a file in several steps, and some several files at once. Milliseconds. */
const SETTLE_MS = 50;

/** @param root the folder that holds labs/ */
export function liveLabs(root: string): VitePlugin {
  return {
    name: 'handbook-live-labs',
    configureServer(server) {
      const folder = `${root}/labs/`;
      let settling: ReturnType<typeof setTimeout> | undefined;
      server.watcher.add(folder);
      server.watcher.on('all', (_event, file) => {
        if (!file.startsWith(folder)) return;
        clearTimeout(settling);
        settling = setTimeout(() => void show(relative(root, file)), SETTLE_MS);
      });

      async function show(file: string): Promise<void> {
        const { problems } = await readCatalogue({ root });
        if (problems.length === 0) {
          // Reading anew is quick, and the page keeps its place: see src/workbench/keep-place.ts.
          server.ws.send({ type: 'full-reload' });
          return;
        }
        const message = problems.map(printProblem).join('\n');
        server.config.logger.error(`${file} was saved, and labs/ is not whole:\n${message}`);
        server.ws.send({ type: 'error', err: { message, stack: '', plugin: 'labs' } });
      }
    },
  };
}

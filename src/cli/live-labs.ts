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
      // The file that was saved last, until it is looked at.
      let saved: string | undefined;
      let isLooking = false;
      server.watcher.add(folder);
      server.watcher.on('all', (_event, file) => {
        if (!file.startsWith(folder)) return;
        saved = relative(root, file);
        clearTimeout(settling);
        settling = setTimeout(() => void look(), SETTLE_MS);
      });

      /** One look after the other: what is told last is what was saved last. */
      async function look(): Promise<void> {
        if (isLooking) return;
        isLooking = true;
        while (saved !== undefined) {
          const file = saved;
          saved = undefined;
          tell(file, await findingsOf());
        }
        isLooking = false;
      }

      /** What is wrong in labs/; empty if it is whole. */
      async function findingsOf(): Promise<string> {
        try {
          return (await readCatalogue({ root })).problems.map(printProblem).join('\n');
        } catch (error) {
          return `labs/ could not be read: ${error instanceof Error ? error.message : String(error)}`;
        }
      }

      function tell(file: string, message: string): void {
        if (message === '') {
          // Reading anew is quick, and the page keeps its place: see src/workbench/keep-place.ts.
          server.ws.send({ type: 'full-reload' });
          return;
        }
        server.config.logger.error(`${file} was saved, and labs/ is not whole:\n${message}`);
        server.ws.send({ type: 'error', err: { message, stack: '', plugin: 'labs' } });
      }
    },
  };
}

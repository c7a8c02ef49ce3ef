/**
 * Makes `virtual:embedded-runtime` importable: builds the runtime's scripts, emits them as hashed assets, or serves
 * them from memory in the development server.
 */
import type { Plugin, ResolvedConfig } from 'vite';
import { buildEmbeddedRuntime, type EmbeddedScripts } from './build.ts';

const NAME = 'virtual:embedded-runtime';
const RESOLVED = `\0${NAME}`;
const DEV_FOLDER = '@embedded-runtime/';
const DEV_FILES: Record<string, 'core' | 'checks'> = { 'core.js': 'core', 'checks.js': 'checks' };

function moduleText(coreUrl: string, checksUrl: string, frame: string): string {
  return [
    `export const coreUrl = ${coreUrl};`,
    `export const checksUrl = ${checksUrl};`,
    `export const frameScript = ${JSON.stringify(frame)};`,
  ].join('\n');
}

export function embeddedRuntime(): Plugin {
  let config: ResolvedConfig;
  let building: Promise<EmbeddedScripts> | undefined;
  // Built once per process, and anew after a failure.
  const scripts = (): Promise<EmbeddedScripts> =>
    (building ??= buildEmbeddedRuntime().catch((error: unknown) => {
      building = undefined;
      throw error;
    }));

  return {
    name: 'embedded-runtime',
    configResolved(resolved) {
      config = resolved;
    },
    resolveId: (id) => (id === NAME ? RESOLVED : undefined),
    async load(id) {
      if (id !== RESOLVED) return undefined;
      const { core, checks, frame } = await scripts();
      if (config.command === 'serve') {
        const url = (file: string): string => JSON.stringify(config.base + DEV_FOLDER + file);
        return moduleText(url('core.js'), url('checks.js'), frame);
      }
      const emit = (name: string, source: string): string =>
        `import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: 'asset', name, source })}`;
      return moduleText(emit('embedded-core.js', core), emit('embedded-checks.js', checks), frame);
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? '').split('?')[0]!;
        const file = DEV_FILES[path.split(DEV_FOLDER)[1] ?? ''];
        if (!file) return next();
        scripts().then(
          (made) => {
            response.setHeader('content-type', 'text/javascript; charset=utf-8');
            response.setHeader('cache-control', 'no-cache');
            response.end(made[file]);
          },
          (error: unknown) => next(error),
        );
      });
    },
  };
}

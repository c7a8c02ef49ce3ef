/**
 * Makes `virtual:embedded-runtime` importable: builds the runtime's scripts, emits them as hashed assets, or serves
 * them from memory in the development server.
 */
import type { Plugin, ResolvedConfig } from 'vite';
import { buildEmbeddedRuntime, type EmbeddedScripts } from './build.ts';
import { serveFrom } from './served.ts';

const NAME = 'virtual:embedded-runtime';
const RESOLVED = `\0${NAME}`;
const DEV_FOLDER = '/@embedded-runtime/';

/** `urlOf` gives the expression for the url of a script. */
function moduleText(scripts: EmbeddedScripts, urlOf: (name: string, text: string) => string): string {
  const { core, parts, frame } = scripts;
  const partUrls = Object.entries(parts).map(([name, text]) => `${name}: ${urlOf(name, text)}`);
  return [
    `export const coreUrl = ${urlOf('core', core)};`,
    `export const partUrls = { ${partUrls.join(', ')} };`,
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
      const made = await scripts();
      if (config.command === 'serve') {
        const folder = config.base.replace(/\/$/, '') + DEV_FOLDER;
        return moduleText(made, (name) => JSON.stringify(`${folder}embedded-${name}.js`));
      }
      return moduleText(made, (name, source) => {
        const reference = this.emitFile({ type: 'asset', name: `embedded-${name}.js`, source });
        return `import.meta.ROLLUP_FILE_URL_${reference}`;
      });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? '').split('?')[0]!;
        if (!path.includes(DEV_FOLDER)) return next();
        scripts().then(
          (made) => {
            const text = serveFrom(DEV_FOLDER, made).files[path.slice(path.indexOf(DEV_FOLDER))];
            if (text === undefined) return next();
            response.setHeader('content-type', 'text/javascript; charset=utf-8');
            response.setHeader('cache-control', 'no-cache');
            response.end(text);
          },
          (error: unknown) => next(error),
        );
      });
    },
  };
}

/** npm run dev: the author's live server, with the headers that the published site has. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { baseFromEnvironment } from './build.ts';
import { headersFor, parseHeaders, type HeaderRule } from './headers.ts';
import { ROOT } from './install.mjs';
import { findFreePort } from './listen.ts';
import { liveLabs, type VitePlugin } from './live-labs.ts';
import { parsePort, runCommand, untilInterrupted } from './usage.ts';

const USAGE = `npm run dev -- [options]

Serves the sources and shows every change at once.

  --port <number>   the port (default: 4321; if it is taken, the next free one)
  --host <address>  the address to listen on (default: localhost, this machine only; 0.0.0.0 for the network)
  --help            this text`;

/** Sets the headers of public/_headers, read anew for each page so that an edit shows. */
function headersPlugin(base: string): VitePlugin {
  return {
    name: 'handbook-headers',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? '/').split('?')[0] as string;
        const local = path.startsWith(base) ? `/${path.slice(base.length)}` : path;
        headersFor(readRules(), local).forEach((value, name) => response.setHeader(name, value));
        next();
      });
    },
  };
}

function readRules(): HeaderRule[] {
  const file = join(ROOT, 'public', '_headers');
  return existsSync(file) ? parseHeaders(readFileSync(file, 'utf8')) : [];
}

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '4321' },
      host: { type: 'string', default: 'localhost' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  // Loaded when it is needed: it takes a second, and a wrong option should be refused at once.
  const { dev } = await import('astro');
  const port = await findFreePort({ port: parsePort(values.port), host: values.host, say: console.log });
  const server = await dev({
    root: ROOT,
    server: { port, host: values.host },
    vite: { plugins: [headersPlugin(baseFromEnvironment()), liveLabs(ROOT)] },
  });
  await untilInterrupted();
  await server.stop();
}

await runCommand(main, USAGE);

/** npm start: the built site on this machine. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { baseFromEnvironment, buildSite, isBuilt } from './build.ts';
import { ROOT } from './install.mjs';
import { listen } from './listen.ts';
import { createSite } from './site.ts';
import { parsePort, runCommand, untilInterrupted } from './usage.ts';

const USAGE = `npm start -- [options]

Builds the handbook if its sources changed, and serves it.

  --port <number>   the port (default: 4321; if it is taken, the next free one)
  --host <address>  the address to listen on (default: localhost, this machine only; 0.0.0.0 for the network)
  --help            this text`;

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
  const port = parsePort(values.port);
  if (!isBuilt()) {
    console.log('Building the site. This takes about a minute.');
    await buildSite({}, console.log);
  }
  const base = baseFromEnvironment();
  const site = createSite({ root: join(ROOT, 'dist'), base });
  const server = await listen(site, { port, host: values.host, say: console.log });
  console.log(`The handbook is on ${server.url}${base === '/' ? '' : base}`);
  console.log('Press Ctrl+C to stop.');
  await untilInterrupted();
  await server.close();
  console.log('\nStopped.');
}

await runCommand(main, USAGE);

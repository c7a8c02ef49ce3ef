/** npm run workshop: a laptop becomes a classroom; or, with `pack`, all that another laptop needs for it. */
import { join } from 'node:path';
import { buildSite, isBuilt } from './build.ts';
import { ROOT } from './install.mjs';
import { runCommand } from './usage.ts';
import { lecternAgendas } from './workshop/agendas.ts';
import { SERVE_OPTIONS, serveWorkshop } from './workshop/serve.ts';

const USAGE = `npm run workshop -- [options]
npm run workshop -- pack <folder or file.zip> [--with-node]

Serves the handbook and a workshop's room to the network that this machine is in, and prints how to join. Stopped and
started again, it goes on with the same session, until the instructor ends it.

${SERVE_OPTIONS}

“pack” writes all that a workshop needs to run elsewhere, without a network and without this repository: the built site,
the server in one file, and a script that starts it.

  --with-node       puts the Node of this machine in as well; the pack then needs the same system and processor`;

async function main([first, ...rest]: string[]): Promise<void> {
  if (first === 'pack') {
    const { pack } = await import('./workshop/pack.ts');
    await pack(rest, ensureBuilt);
    return;
  }
  const args = first === undefined ? [] : [first, ...rest];
  await serveWorkshop(args, USAGE, async () => {
    await ensureBuilt();
    return { site: join(ROOT, 'dist'), agenda: lecternAgendas() };
  });
}

async function ensureBuilt(): Promise<void> {
  if (isBuilt()) return;
  console.log('Building the site. This takes about a minute.');
  await buildSite({}, console.log);
}

await runCommand(main, USAGE);

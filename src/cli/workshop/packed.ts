/** The workshop as a pack runs it: everything lies beside this file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Agenda } from '#workshop/protocol.ts';
import { runCommand } from '../usage.ts';
import { SERVE_OPTIONS, serveWorkshop } from './serve.ts';

const USAGE = `start.sh [options], on Windows start.cmd [options]

Serves the handbook and a workshop's room to the network that this machine is in, and prints how to join.

${SERVE_OPTIONS}`;

const HERE = import.meta.dirname;

const serve = (args: string[]) =>
  serveWorkshop(args, USAGE, async () => ({
    site: join(HERE, 'site'),
    agenda: JSON.parse(readFileSync(join(HERE, 'agenda.json'), 'utf8')) as Agenda[],
  }));

await runCommand(serve, USAGE);

/** The small files of a pack. */

/** The first Node with all that the server uses: SQLite in it, with a time to wait for a lock. */
const OLDEST = [22, 16] as const;

/** Plain JavaScript, which says what is missing under any Node. */
export const START_MJS = `const [major, minor] = process.versions.node.split('.').map(Number);
if (major > ${OLDEST[0]} || (major === ${OLDEST[0]} && minor >= ${OLDEST[1]})) {
  import('./server.mjs');
} else {
  console.error('The workshop needs Node ${OLDEST.join('.')} or newer, and this is Node ' + process.versions.node + '. Install a current one from https://nodejs.org, then start it again.');
  process.exitCode = 1;
}
`;

export const START_SH = `#!/bin/sh
# Starts the workshop, with the Node of this folder if there is one, else with the one of this machine.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
node=node
# One that was packed for another system does not run here.
if "$here/node/node" --version >/dev/null 2>&1; then node=$here/node/node; fi
if ! command -v "$node" >/dev/null 2>&1; then
  echo "The workshop needs Node ${OLDEST.join('.')} or newer, and there is none. Install one from https://nodejs.org." >&2
  exit 1
fi
exec "$node" "$here/start.mjs" "$@"
`;

export const START_CMD = `@echo off\r
set NODE=node\r
if exist "%~dp0node\\node.exe" set NODE="%~dp0node\\node.exe"\r
%NODE% "%~dp0start.mjs" %*\r
`;

/** @param node which Node is in the pack, if one is */
export function readmeOf(node: string | null): string {
  const needs =
    node === null
      ? `It needs Node ${OLDEST.join('.')} or newer on the machine, and nothing else.`
      : `Node ${node} is in it, and nothing else is needed. On another system it uses the Node that is there.`;
  return `The handbook of event-based architectures in JavaScript, as a workshop

Start it:    ./start.sh          (Windows: start.cmd)
Options:     ./start.sh --help

It serves the handbook and the workshop's room to the network that the machine is in, and prints how to join. No network
beyond the room is used. ${needs}

What is in it:
  site/            the built handbook: chapters, labs with their runtime, presentations, search
  server.mjs       the workshop's server, all its packages in it (licences: THIRD-PARTY.txt)
  agenda.json      the plan of the chapters, for the instructor
  start.sh, start.cmd, start.mjs
${node === null ? '' : '  node/            Node\n'}
What is not in it: WebContainer, which only its vendor's host can serve. Labs run in the built-in runtime; the few that
need npm or a terminal say so.

The session is kept in .handbook/workshop in your home folder (--data names another), until the instructor ends it.
`;
}

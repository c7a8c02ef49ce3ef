/** Starts a command of the project on the pinned Node, after installing what is missing. */
import { spawn } from 'node:child_process';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, pinnedNodePath, ROOT } from './install.mjs';

/**
 * Runs `src/cli/<script>` under Node 24 and ends this process as that one ends.
 * @param {string} script for example `start.ts`
 * @param {readonly string[]} [args]
 */
export async function launch(script, args = process.argv.slice(2)) {
  try {
    await ensureInstalled();
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
    return;
  }
  const node = pinnedNodePath();
  // So that whatever the command starts by the name `node` is the pinned one too.
  process.env.PATH = [dirname(node), process.env.PATH].join(delimiter);
  const child = spawn(node, [join(ROOT, 'src', 'cli', script), ...args], { stdio: 'inherit' });
  // A terminal sends Ctrl+C to the child as well; without one, it is passed on.
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT');
  });
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('close', (code, signal) => {
    process.exitCode = code ?? (signal ? 1 : 0);
  });
}

// `node src/cli/launch.mjs diagrams.ts` is how package.json starts a command that has no launcher of its own.
if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [script, ...args] = process.argv.slice(2);
  if (script) await launch(script, args);
}

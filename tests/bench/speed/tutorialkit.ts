/** TutorialKit's starter, as its own command line makes it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProcess } from '#cli/run-process.ts';
import { installOnce } from '../installed.ts';

const FOLDER = fileURLToPath(new URL('packages/', import.meta.url));
const STARTER = join(FOLDER, 'node_modules', '.starter');
const DEADLINE_MS = 15 * 60_000;

/** @returns the folder of the built site. @throws Error that says which step did not go */
export async function buildTutorialKit(): Promise<string> {
  const built = join(STARTER, 'dist');
  if (existsSync(built)) return built;
  installOnce(FOLDER, '@tutorialkit/cli', 'TutorialKit’s command line (once)');
  console.log('Building TutorialKit’s starter (once, with 280 MB of packages; some minutes).');
  const cli = join(FOLDER, 'node_modules', '@tutorialkit', 'cli', 'dist', 'index.js');
  const create = ['create', '.starter', '--no-install', '--no-git', '--no-start', '--defaults', '--force'];
  await step(process.execPath, [cli, ...create], join(FOLDER, 'node_modules'));
  await step('npm', ['install', '--no-audit', '--no-fund', '--legacy-peer-deps'], STARTER);
  await step(process.execPath, [join(STARTER, 'node_modules', 'astro', 'astro.js'), 'build'], STARTER);
  return built;
}

async function step(command: string, args: readonly string[], cwd: string): Promise<void> {
  const { code, output } = await runProcess(command, args, { cwd, deadlineMs: DEADLINE_MS });
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: ${output.slice(-1500)}`);
}

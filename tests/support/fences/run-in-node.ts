import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Fence, RunnableFence } from '#book/fences.ts';
import { programOf } from '#book/page-programs.ts';
import { FENCE_DEADLINE_MS, type FenceRun } from './run.ts';

/**
 * Runs a block, with the blocks that it imports, as files of an otherwise empty folder from which the project's packages
 * can be imported. `fences` are all those of its chapter.
 */
export async function runInNode(fence: RunnableFence, fences: readonly Fence[] = [fence]): Promise<FenceRun> {
  const { files, entry } = programOf(fence, fences);
  const folder = await mkdtemp(join(tmpdir(), 'fence-'));
  try {
    await symlink(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    return await execute(entry, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function execute(file: string, cwd: string): Promise<FenceRun> {
  const { NODE_OPTIONS: _options, FORCE_COLOR: _colour, ...env } = process.env;
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      [file],
      { cwd, env: { ...env, NO_COLOR: '1' }, timeout: FENCE_DEADLINE_MS, killSignal: 'SIGKILL' },
      (error, stdout, stderr) => {
        done({ stdout, stderr, exitCode: child.exitCode ?? -1, timedOut: error?.killed === true });
      },
    );
  });
}

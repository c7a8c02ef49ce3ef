import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { RunnableFence } from '#book/fences.ts';
import { FENCE_DEADLINE_MS, type FenceRun } from './run.ts';

/** Runs a block as a file of its own, in an empty folder from which the project's packages can be imported. */
export async function runInNode({ code, host }: Pick<RunnableFence, 'code' | 'host'>): Promise<FenceRun> {
  const folder = await mkdtemp(join(tmpdir(), 'fence-'));
  try {
    await symlink(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
    const file = host === 'node-cjs' ? 'block.cjs' : 'block.mjs';
    await writeFile(join(folder, file), code);
    return await execute(file, folder);
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

import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { FromBridge, OperationName, Request } from './bridge-messages.ts';
import { createFiles } from './files.ts';
import { createPorts } from './ports.ts';
import type { ProcessOptions } from './processes.ts';
import { createProcesses } from './processes.ts';

export interface BridgeOptions extends Pick<ProcessOptions, 'nodeBinary' | 'preload' | 'ignoresKill'> {
  /** If set, the container is refused with this message. */
  refusal?: string | undefined;
  /** Called for every operation that is asked. */
  onOperation(name: OperationName): void;
}

/** One frame's container: a fresh directory and the processes in it. */
export interface Bridge {
  receive(text: string): Promise<void>;
  /** Ends all processes and removes the directory. */
  close(): Promise<void>;
}

export async function createBridge(
  options: BridgeOptions,
  tell: (news: FromBridge) => void,
): Promise<Bridge> {
  // The real path: on macOS the temporary folder is a link, and Node's error messages name the target.
  const root = await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), 'webcontainer-stand-in-')));
  const files = createFiles(root, tell);
  const ports = createPorts(tell);
  const processes = createProcesses({ ...options, root, tell, ports });

  async function empty(): Promise<void> {
    for (const name of await fs.readdir(root)) await fs.rm(path.join(root, name), { recursive: true });
    // Without it, Node would look for the package type above the container's root.
    await fs.writeFile(path.join(root, 'package.json'), '{}');
  }

  async function answer({ name, ask }: Request): Promise<unknown> {
    switch (name) {
      case 'build':
        if (options.refusal !== undefined) throw new Error(options.refusal);
        await empty();
        return root;
      case 'spawn':
      case 'write':
      case 'resize':
      case 'kill':
        // The types of `ask` follow `name`; a union of pairs cannot be told to the compiler shorter than this.
        processes[name](ask as never);
        return null;
      case 'teardown':
        processes.killAll();
        return null;
      default:
        return files[name](ask as never);
    }
  }

  return {
    async receive(text) {
      const request = JSON.parse(text) as Request<OperationName>;
      const { number, name } = request;
      options.onOperation(name);
      try {
        tell({ type: 'answered', number, answer: await answer(request) });
      } catch (error) {
        tell({ type: 'refused', number, message: error instanceof Error ? error.message : String(error) });
      }
    },
    async close() {
      processes.killAll();
      files.closeWatchers();
      ports.closeAll();
      await fs.rm(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

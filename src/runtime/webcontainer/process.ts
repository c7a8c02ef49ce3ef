import type { Container } from './client.ts';

export interface NodeProcess {
  /** A folder of the container. */
  folder: string;
  args: string[];
  env?: Record<string, string>;
  onText(text: string): void;
  /** Kills the process. */
  halted: AbortSignal;
}

/** How long output may trail behind the exit code. Milliseconds. */
const DRAIN_MS = 1000;

// A terminal is attached, so Node would colour its output; `FORCE_COLOR` beside it would make Node print a warning.
const plainText = { NO_COLOR: '1' };

/** Runs Node to its end, however it ends; resolves to its exit code. */
export async function runNode(container: Container, wanted: NodeProcess): Promise<number> {
  const { folder, args, env, onText, halted } = wanted;
  const child = await container.spawn('node', args, { cwd: folder, env: { ...plainText, ...env } });
  const kill = (): void => child.kill();
  if (halted.aborted) kill();
  halted.addEventListener('abort', kill);
  try {
    const drained = child.output.pipeTo(new WritableStream({ write: onText }));
    const exitCode = await child.exit;
    await Promise.race([drained, new Promise((resolve) => setTimeout(resolve, DRAIN_MS))]);
    return exitCode;
  } finally {
    halted.removeEventListener('abort', kill);
  }
}

/** What all commands do alike: an error becomes a message, a wrong option becomes the usage. */
import { constants } from 'node:os';

/** Exit code of a command that was called wrongly. */
const BAD_USAGE = 2;

/** Thrown by a command for options that do not make sense; the usage is printed below the message. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Runs a command on this process's arguments; sets the exit code. */
export async function runCommand(main: (args: string[]) => Promise<void>, usage: string): Promise<void> {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (isUsageError(error)) {
      console.error(`${error.message}\n\n${usage}`);
      process.exitCode = BAD_USAGE;
      return;
    }
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  }
}

/** @throws UsageError unless `text` is a port number */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new UsageError(`--port takes a number from 0 to 65535, and “${text}” is none.`);
  }
  return port;
}

/** Resolves at the first Ctrl+C or request to end. */
export function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

/** Ends this process at Ctrl+C or a request to end as `process.exit` does: what it started can be ended with it. */
export function endAtSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => process.exit(128 + constants.signals[signal]));
  }
}

/** `parseArgs` of Node names the option and the remedy in its own errors. */
function isUsageError(error: Error): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return error instanceof UsageError || (typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS_'));
}

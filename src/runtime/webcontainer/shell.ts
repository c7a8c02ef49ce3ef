import type { Container } from './client.ts';

/** In characters. */
export interface TerminalSize {
  cols: number;
  rows: number;
}

/** An interactive shell of the container, at one end of a terminal. */
export interface Shell {
  /** What it prints, control sequences included. Read it once. */
  readonly output: ReadableStream<string>;
  /** Resolves to the exit code when it ends; never rejects. */
  readonly ended: Promise<number>;
  /** Keys, as a terminal sends them. */
  type(keys: string): void;
  resize(size: TerminalSize): void;
  close(): void;
}

export async function openShell(container: Container, folder: string, size: TerminalSize): Promise<Shell> {
  const child = await container.spawn('jsh', { cwd: folder, terminal: size });
  const keys = child.input.getWriter();
  let isOver = false;
  const ended = child.exit
    .catch(() => 1)
    .finally(() => {
      isOver = true;
    });
  return {
    output: child.output,
    ended,
    type(text) {
      if (!isOver) keys.write(text).catch(() => undefined);
    },
    resize(wanted) {
      if (!isOver) child.resize(wanted);
    },
    close() {
      if (!isOver) child.kill();
    },
  };
}

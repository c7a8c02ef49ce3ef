/** A program as the script of a real page: a frame of its own, in the engine's own event loop. */
import type { Outcome, Program } from '../outcome.ts';

/** That a page prints nothing more can only be seen by watching it for a while. */
const QUIET_MS = 150;

interface Page {
  write(stream: 'stdout' | 'stderr', text: string): void;
}

/** Runs in the frame before the program: hands on what it prints, and what nobody caught. */
function listen(page: Page): void {
  const shown = (error: unknown): string =>
    error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const print =
    (stream: 'stdout' | 'stderr') =>
    (...values: unknown[]): void =>
      page.write(stream, `${values.map(String).join(' ')}\n`);
  Object.assign(console, { log: print('stdout'), info: print('stdout'), debug: print('stdout') });
  Object.assign(console, { warn: print('stderr'), error: print('stderr') });
  // The program may prevent that an event is printed, by a listener that is called after these.
  const later = setTimeout;
  addEventListener('error', (event) => {
    later(() => event.defaultPrevented || page.write('stderr', `Uncaught ${shown(event.error)}\n`));
  });
  addEventListener('unhandledrejection', (event) => {
    later(
      () => event.defaultPrevented || page.write('stderr', `Uncaught (in promise) ${shown(event.reason)}\n`),
    );
  });
}

const quoted = (text: string): string => text.replaceAll('</script', '<\\/script');

export async function runInPage({ text, horizon }: Program): Promise<Outcome> {
  const frame = document.createElement('iframe');
  const output = { stdout: '', stderr: '' };
  const slot = `page${Math.random().toString(36).slice(2)}`;
  Object.assign(globalThis, {
    [slot]: { write: (stream: 'stdout' | 'stderr', added: string) => void (output[stream] += added) },
  });
  const prelude = `(${listen.toString()})(parent.${slot})`;
  const loaded = new Promise((resolve) => {
    frame.onload = resolve;
  });
  const html = `<!doctype html><meta charset="utf-8"><body><script>${prelude}</script><script>${quoted(text)}</script>`;
  // An address of the page's own origin: in a document without one WebKit keeps errors from listeners.
  frame.src = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
  document.body.append(frame);
  await loaded;
  await new Promise((resolve) => {
    setTimeout(resolve, horizon + QUIET_MS);
  });
  URL.revokeObjectURL(frame.src);
  frame.remove();
  Reflect.deleteProperty(globalThis, slot);
  return { ...output, end: 'exited 0' };
}
